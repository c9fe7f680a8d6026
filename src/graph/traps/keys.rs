//! Keys of `@{ }` that the reference ignores.

use serde_json::{Map, Value};

use crate::{
    diag::{Diagnostic, Edit, Fix, Sink, nearest},
    graph::errors,
    source::Span,
    syntax::ast::Data,
};

/// The keys for nodes, edges and clusters alike: which of them something is, is not always settled where its data stands.
const KEYS: [&str; 15] = [
    "animate",
    "animation",
    "constraint",
    "curve",
    "form",
    "h",
    "icon",
    "img",
    "label",
    "labelType",
    "pos",
    "shape",
    "step",
    "view",
    "w",
];

/// Warns of keys that set nothing.
pub(in crate::graph) fn check(id: &str, data: &Data, fields: &Map<String, Value>, sink: &mut Sink) {
    let unknown = fields.keys().filter(|key| !KEYS.contains(&key.as_str()));
    let (glued, strange): (Vec<&String>, Vec<&String>) = unknown.partition(|key| parts(key).is_some());
    // The text between the braces, where it stands in the document as it was read.
    let whole = data.span.end - data.span.start == data.yaml.len() + "@{}".len();
    let place = |key: &str| whole.then(|| data.yaml.find(key)).flatten().map(|at| data.span.start + "@{".len() + at);
    if let Some((name, value)) = glued.first().and_then(|key| parts(key)) {
        let found = Diagnostic::new(
            &errors::IGNORED_DATA,
            data.span,
            format!("`{name}:{value}` sets nothing, because no blank follows the colon"),
        )
        .label("ignored")
        .help(format!("write `{name}: {value}`"))
        .node(id);
        let edits: Option<Vec<Edit>> =
            glued.iter().map(|key| Some(Edit::insert(place(key)? + key.find(':')? + 1, " "))).collect();
        sink.push(match edits {
            Some(edits) => found.fix(Fix::safe("put a blank behind the colon", edits)),
            None => found,
        });
    }
    for key in strange {
        let found = Diagnostic::new(&errors::IGNORED_DATA, data.span, format!("Mermaid knows no `{key}` in `@{{ }}`"))
            .label("ignored")
            .node(id);
        sink.push(match nearest(key, KEYS, 1).first() {
            Some(close) => {
                let edits = place(key).map(|at| Edit::replace(Span::new(at, at + key.len()), *close));
                let found = found.help(format!("did you mean `{close}`?"));
                match edits {
                    Some(edit) => found.fix(Fix::unsafe_(format!("write `{close}`"), vec![edit])),
                    None => found,
                }
            }
            None => found.help("remove it"),
        });
    }
}

/// Takes `shape:cyl` apart; none where it is no key with its value.
fn parts(key: &str) -> Option<(&str, &str)> {
    key.split_once(':').filter(|(name, value)| KEYS.contains(name) && !value.is_empty())
}
