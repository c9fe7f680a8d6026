//! What frontmatter and directives say of the diagram.

use serde_json::{Map, Value};

use super::{ast::Diagram, errors, prepare::Prepared, yaml};
use crate::{
    diag::{Diagnostic, Sink},
    source::Span,
};

/// Reads the frontmatter and the directives into the diagram.
pub(super) fn read(prepared: &Prepared<'_>, diagram: &mut Diagram, sink: &mut Sink) {
    let mut config = Value::Object(Map::new());
    if let Some((text, span)) = &prepared.frontmatter {
        match yaml::read(text) {
            Ok(Value::Object(mut fields)) => {
                diagram.title = fields.get("title").filter(|t| yaml::is_truthy(t)).map(yaml::shown);
                if let Some(own @ Value::Object(_)) = fields.remove("config") {
                    merge(&mut config, own);
                }
            }
            Ok(_) => {}
            Err(why) => sink.push(
                Diagnostic::new(&errors::BAD_YAML, *span, "the frontmatter cannot be read as YAML")
                    .label("between these `---`")
                    .note(why),
            ),
        }
    } else if prepared.open_frontmatter {
        sink.push(
            Diagnostic::new(&errors::BAD_YAML, prepared.span(Span::new(0, 3)), "the frontmatter is not closed")
                .label("opened here")
                .help("close it with a line `---` that has the same indent, and begin the text with it"),
        );
    }
    // The reference gives up on all directives where one is wrong.
    let read: Option<Vec<Value>> = prepared
        .directives
        .iter()
        .filter(|(name, _)| name.starts_with("init"))
        .map(|(_, argument)| serde_json::from_str(&argument.trim().replace('\'', "\"")).ok())
        .collect();
    for value in read.into_iter().flatten() {
        merge(&mut config, value);
    }
    diagram.config = config;
}

/// Returns whether the configuration asks for the ELK renderer.
pub(super) fn wants_elk(config: &Value) -> bool {
    config.pointer("/flowchart/defaultRenderer").and_then(Value::as_str) == Some("elk")
}

/// Merges objects; the second wins.
fn merge(into: &mut Value, from: Value) {
    // Deep documents are refused by both readers long before this would matter.
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                match into.get_mut(&key) {
                    Some(old @ Value::Object(_)) if value.is_object() => merge(old, value),
                    _ => {
                        into.insert(key, value);
                    }
                }
            }
        }
        (into, from) => *into = from,
    }
}
