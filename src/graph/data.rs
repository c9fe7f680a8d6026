//! What `@{ … }` says of a node, an edge or a cluster.

use serde_json::Value;

use super::{Edge, Label, LabelKind, build::Builder, data_fix, errors, traps::keys};
use crate::{
    diag::{Diagnostic, Edit, Fix, nearest},
    source::Span,
    syntax::{
        ast::{Data, Member},
        is_shape,
        script::{from_yaml, trim},
        shape_names, yaml,
    },
};

impl Builder<'_> {
    /// Applies the data of a member to whatever has its id by now.
    pub(super) fn data(&mut self, member: &Member, data: &Data) {
        // One line is a flow mapping, several are a block mapping.
        let text = if data.yaml.contains('\n') { format!("{}\n", data.yaml) } else { format!("{{\n{}\n}}", data.yaml) };
        let value = match yaml::read(&text) {
            Ok(value) => value,
            Err(why) => {
                let lead = if data.yaml.contains('\n') { 0 } else { "{\n".len() };
                let place = why.at.and_then(|at| data_fix::place(data, at.checked_sub(lead)?));
                let mut found = Diagnostic::new(
                    &errors::BAD_DATA,
                    place.unwrap_or(data.span),
                    format!("the data of `{}` cannot be read as YAML", member.id.text),
                )
                .label(why.message)
                .node(&member.id.text);
                found = match data_fix::readable(data) {
                    Some(fix) => found.fix(fix),
                    None => found.help(
                        "on one line, part the keys by commas; on several lines, write one key a line without commas",
                    ),
                };
                self.sink.push(found);
                return;
            }
        };
        let id = member.id.text.as_str();
        if let Value::Object(fields) = &value {
            keys::check(id, data, fields, self.sink);
        }
        if yaml::is_truthy(&value)
            && let Some(cluster) = self.clusters.get(id).and_then(|i| self.graph.clusters.get_mut(*i))
        {
            add_metadata(&mut cluster.metadata, value);
            return;
        }
        if let Some(edge) = self.edge_ids.get(id).and_then(|i| self.graph.edges.get_mut(*i)) {
            edge_data(edge, &value);
            return;
        }
        let fields = match value {
            Value::Object(fields) => fields,
            // On one line braces stand around it, so this is a text of several lines, blank or with comments alone.
            Value::Null => {
                self.sink.push(
                    Diagnostic::new(&errors::BAD_DATA, data.span, format!("the data of `{id}` is empty"))
                        .label("no key stands in these braces")
                        .help("write a key such as `shape: rect`, or remove the braces")
                        .node(id),
                );
                return;
            }
            _ => return,
        };
        let get = |key: &str| fields.get(key).filter(|v| yaml::is_truthy(v));
        let shape = match get("shape") {
            Some(Value::String(name)) if is_shape(name) => Some(name.clone()),
            Some(other) => {
                self.unknown_shape(id, &yaml::shown(other), data);
                None
            }
            None => None,
        };
        let label = get("label").map(|value| Label {
            raw: entities(&from_yaml(&yaml::shown(value))),
            kind: match fields.get("labelType").and_then(Value::as_str) {
                Some("string") => LabelKind::String,
                Some("text") => LabelKind::Text,
                _ => LabelKind::Markdown,
            },
            span: data.span,
        });
        let picture = get("icon").or_else(|| get("img")).is_some();
        let blank_label = match get("label") {
            None => true,
            Some(Value::String(text)) => trim(text).is_empty(),
            Some(_) if picture => {
                self.sink.push(Diagnostic::new(
                    &errors::BAD_DATA,
                    data.span,
                    format!("the label of `{id}` is not a text"),
                ));
                return;
            }
            Some(_) => false,
        };
        let text = |key: &str| get(key).map(|v| from_yaml(&yaml::shown(v)));
        let size = |key: &str| get(key).and_then(|v| yaml::shown(v).trim().parse::<f64>().ok());
        let span = member.span.join(data.span);
        let node = self.node(id, member.id.span);
        if shape.is_some() {
            node.vertex_type = shape;
        }
        if label.is_some() {
            node.label = label;
        }
        // A picture hides the id that would be shown for want of a label.
        if picture && blank_label && node.label.as_ref().is_none_or(|l| l.raw == id) {
            node.label = Some(Label { raw: String::new(), kind: LabelKind::Text, span: Span::at(data.span.end) });
        }
        node.definition = span;
        let extra = &mut node.extra;
        let set = |slot: &mut Option<String>, key: &str| {
            if let Some(value) = text(key) {
                *slot = Some(value);
            }
        };
        set(&mut extra.icon, "icon");
        set(&mut extra.img, "img");
        set(&mut extra.form, "form");
        set(&mut extra.pos, "pos");
        set(&mut extra.constraint, "constraint");
        extra.asset_width = size("w").or(extra.asset_width);
        extra.asset_height = size("h").or(extra.asset_height);
    }

    fn unknown_shape(&mut self, id: &str, name: &str, data: &Data) {
        let place = data_fix::value(data, name).unwrap_or(data.span);
        let mut found = Diagnostic::new(&errors::UNKNOWN_SHAPE, place, format!("Mermaid knows no shape `{name}`"))
            .label(format!("asked for by `{id}`"))
            .node(id);
        // On several lines each ends without a comma.
        if let Some(bare) = name.strip_suffix(',').filter(|n| is_shape(n))
            && let Some(fix) = data_fix::without_commas(data)
        {
            self.sink.push(
                found
                    .note(format!("data of several lines has no commas, so this one is part of the name `{bare},`"))
                    .fix(fix),
            );
            return;
        }
        let wanted = name.to_lowercase().replace(['_', ' '], "-");
        let other = data_fix::OTHER_NAMES.iter().find(|(n, _)| *n == wanted).map(|(_, shape)| *shape);
        let close: Vec<&str> = if is_shape(&wanted) {
            vec![wanted.as_str()]
        } else if let Some(shape) = other {
            vec![shape]
        } else {
            nearest(&wanted, shape_names(), 3)
        };
        if is_shape(&wanted) {
            found = found.note("names of shapes are lower case, with `-` between words");
        }
        let listed: Vec<String> = close.iter().map(|n| format!("`{n}`")).collect();
        found = match close.first() {
            Some(_) if place == data.span => found.help(format!("write {}", listed.join(" or "))),
            Some(first) => {
                let fix = (format!("write `{first}`"), vec![Edit::replace(place, *first)]);
                let fix = if is_shape(&wanted) { Fix::safe(fix.0, fix.1) } else { Fix::unsafe_(fix.0, fix.1) };
                let found =
                    if close.len() > 1 { found.help(format!("the nearest are {}", listed.join(", "))) } else { found };
                found.fix(fix)
            }
            None => found.help("often used are `rect`, `rounded`, `stadium`, `cyl`, `diam`, `hex`, `circle` and `doc`"),
        };
        self.sink.push(found);
    }
}

fn edge_data(edge: &mut Edge, value: &Value) {
    if let Some(animate) = value.get("animate") {
        edge.animate = Some(yaml::is_truthy(animate));
    }
    if let Some(animation) = value.get("animation") {
        edge.animation = Some(yaml::shown(animation));
    }
    if let Some(curve) = value.get("curve") {
        edge.interpolate = Some(yaml::shown(curve));
    }
    if let Some(step) = value.get("step").filter(|s| s.as_f64().is_some_and(|f| f > 0.0 && f.fract() == 0.0)) {
        edge.step = Some(step.clone());
    }
}

fn add_metadata(into: &mut Option<Value>, value: Value) {
    match (into.as_mut().and_then(Value::as_object_mut), value) {
        (Some(old), Value::Object(new)) => old.extend(new),
        (None, new @ Value::Object(_)) => *into = Some(new),
        _ => {}
    }
}

/// The reference keeps entities of `@{ label }` and of tooltips as HTML's.
pub(super) fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(hash) = rest.find('#') {
        let (before, from) = rest.split_at(hash);
        out.push_str(before);
        let body = from.get(1..).unwrap_or("");
        let len = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let word = body.get(..len).unwrap_or("");
        if len > 0 && body.as_bytes().get(len) == Some(&b';') {
            let number = word.bytes().all(|b| b.is_ascii_digit());
            out.push_str(if number { "&#" } else { "&" });
            out.push_str(word);
            out.push(';');
            rest = body.get(len + 1..).unwrap_or("");
        } else {
            out.push('#');
            rest = body;
        }
    }
    out.push_str(rest);
    out
}
