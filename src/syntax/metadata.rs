//! What frontmatter and directives say of the diagram.

use serde_json::{Map, Value};

use super::{
    ast::Diagram,
    errors,
    prepare::{Directive, Prepared},
    script::is_space,
    yaml,
};
use crate::{
    diag::{Diagnostic, Edit, Fix, Sink},
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
        .filter(|directive| directive.word.starts_with("init"))
        .map(|directive| json(&directive.argument).ok())
        .collect();
    for value in read.into_iter().flatten() {
        merge(&mut config, value);
    }
    diagram.config = config;
    directives(prepared, sink);
}

fn json(argument: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(&argument.trim().replace('\'', "\""))
}

/// Warns of directives that hide the text behind them, or are ignored.
fn directives(prepared: &Prepared<'_>, sink: &mut Sink) {
    for directive in &prepared.directives {
        if directive.closed {
            if directive.word.starts_with("init")
                && let Err(why) = json(&directive.argument)
            {
                sink.push(invalid(directive, &why));
            }
            continue;
        }
        let found = Diagnostic::new(
            &errors::UNCLOSED_DIRECTIVE,
            directive.line,
            format!("the directive `{}` is not closed and hides what follows", directive.word),
        )
        .label("needs `}%%` at its end")
        .help("close it with `}%%` on the same line");
        let end = Span::new(directive.place.start + closing(directive).unwrap_or(0), directive.line.end);
        sink.push(match closing(directive) {
            Some(_) if end.start <= end.end => {
                found.fix(Fix::safe("close the directive", vec![Edit::replace(end, "}%%")]))
            }
            _ => found,
        });
    }
}

/// Returns how much of an unclosed directive's first line is its argument; none where it holds none.
fn closing(directive: &Directive) -> Option<usize> {
    let line = directive.argument.lines().next().unwrap_or("").trim_end_matches(|c| is_space(c) || c == '%');
    let shorter = line.strip_suffix('}').map(|l| l.trim_end_matches(is_space));
    [Some(line), shorter].into_iter().flatten().find(|text| json(text).is_ok_and(|v| v.is_object())).map(str::len)
}

/// A directive whose argument is no JSON. Most often names are not quoted, which YAML reads.
fn invalid(directive: &Directive, why: &serde_json::Error) -> Diagnostic {
    let found = Diagnostic::new(
        &errors::INVALID_DIRECTIVE,
        directive.place,
        "the configuration of this directive is no JSON, and is ignored",
    )
    .label("not read")
    .note(format!("{why}"))
    .note("one such directive makes Mermaid ignore all of them")
    .help("put names and texts in double quotes, such as `%%{init: {\"theme\": \"dark\"}}%%`");
    let argument = directive.argument.trim();
    // The brace of `}%%` is the directive's own, and is easily counted among those of the JSON.
    let braces =
        (1..=3).map(|n| "}".repeat(n)).find(|more| json(&format!("{argument}{more}")).is_ok_and(|v| v.is_object()));
    if let Some(braces) = braces {
        let edits = vec![Edit::insert(directive.place.end, braces)];
        return found
            .help("close every brace, and then the directive: `}}%%`")
            .fix(Fix::safe("close the braces", edits));
    }
    let read = yaml::read(argument).ok().filter(|v| v.is_object() && is_clear(v));
    match read.and_then(|value| serde_json::to_string(&value).ok()) {
        Some(text) if !argument.contains('\n') && !text.contains('\'') => {
            found.fix(Fix::safe("write it as JSON", vec![Edit::replace(directive.place, text)]))
        }
        _ => found,
    }
}

/// Returns whether every name has a value: `{theme:dark}` is one name for YAML.
fn is_clear(value: &Value) -> bool {
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::Null => return false,
            Value::Object(fields) => left.extend(fields.values()),
            Value::Array(items) => left.extend(items),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    true
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
