//! Where things stand in `@{ … }`, and how such a text would read if it were YAML.

use crate::{
    diag::{Edit, Fix},
    source::Span,
    syntax::{ast::Data, yaml},
};

/// Names that other languages have for Mermaid's shapes.
pub(super) const OTHER_NAMES: [(&str, &str); 18] = [
    ("square", "rect"),
    ("box", "rect"),
    ("node", "rect"),
    ("round", "rounded"),
    ("rhombus", "diam"),
    ("ellipse", "stadium"),
    ("oval", "stadium"),
    ("capsule", "stadium"),
    ("label-rect", "text"),
    ("labelrect", "text"),
    ("user", "person"),
    ("actor", "person"),
    ("storage", "cyl"),
    ("disc", "disk"),
    ("file", "doc"),
    ("note", "brace"),
    ("parallelogram", "lean-r"),
    ("queue", "h-cyl"),
];

/// Where the text between the braces begins in the document, if it stands there byte for byte.
fn inside(data: &Data) -> Option<usize> {
    let len = data.span.end.checked_sub(data.span.start)?;
    (len == data.yaml.len() + "@{}".len()).then_some(data.span.start + "@{".len())
}

/// The character at an offset of the data.
pub(super) fn place(data: &Data, at: usize) -> Option<Span> {
    let start = inside(data)? + at;
    let len = data.yaml.get(at..)?.chars().next()?.len_utf8();
    Some(Span::new(start, start + len))
}

/// Where the value of `shape` stands.
pub(super) fn value(data: &Data, name: &str) -> Option<Span> {
    let start = inside(data)?;
    let key = data.yaml.find("shape")?;
    let at = key + data.yaml.get(key..)?.find(name)?;
    Some(Span::new(start + at, start + at + name.len()))
}

/// A fix that removes the commas at the ends of lines.
pub(super) fn without_commas(data: &Data) -> Option<Fix> {
    let start = inside(data)?;
    let mut at = start;
    let mut edits = Vec::new();
    for line in data.yaml.split_inclusive('\n') {
        let body = line.trim_end();
        if body.ends_with(',') {
            edits.push(Edit::replace(Span::new(at + body.len() - 1, at + body.len()), ""));
        }
        at += line.len();
    }
    Some(Fix::safe("remove the commas", edits))
}

/// A fix after which the data can be read.
pub(super) fn readable(data: &Data) -> Option<Fix> {
    let start = inside(data)?;
    let text = data.yaml.as_str();
    let span = |from: usize, to: usize| Span::new(start + from, start + to);
    if text.contains('\n') {
        return without_commas(data).filter(|fix| !fix.edits.is_empty() && reads(text, &fix.edits, start));
    }
    let semicolons = text.match_indices(';').map(|(i, _)| Edit::replace(span(i, i + 1), ",")).collect();
    let fix = Fix::safe("part the keys by commas", semicolons);
    if !fix.edits.is_empty() && reads(text, &fix.edits, start) {
        return Some(fix);
    }
    // A comma before each key but the first.
    let keys = text.match_indices(':').filter_map(|(colon, _)| {
        let head = text.get(..colon)?;
        let key = head.len() - head.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let before = head.get(..colon - key)?;
        let value = before.trim_end();
        (key > 0 && !value.is_empty() && !value.ends_with([',', ':']) && value.len() < before.len())
            .then(|| Edit::insert(start + value.len(), ","))
    });
    let fix = Fix::safe("part the keys by commas", keys.collect());
    (!fix.edits.is_empty() && reads(text, &fix.edits, start)).then_some(fix)
}

/// Whether the data can be read after some edits.
fn reads(text: &str, edits: &[Edit], start: usize) -> bool {
    let moved = edits.iter().map(|e| Edit {
        span: Span::new(e.span.start.saturating_sub(start), e.span.end.saturating_sub(start)),
        ..e.clone()
    });
    let fix = Fix::safe("", moved.collect());
    let (text, _) = crate::diag::apply(text, [&fix]);
    let text = if text.contains('\n') { format!("{text}\n") } else { format!("{{\n{text}\n}}") };
    yaml::read(&text).is_ok()
}
