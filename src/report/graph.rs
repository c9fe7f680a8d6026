//! The graph as JSON, in the shape of the conformance corpus.

use serde_json::{Map, Value, json};

use crate::graph::{Cluster, Dialect, Edge, Ends, Graph, Label, LabelKind, Node, Stroke};

/// Returns what `siteplan parse` prints: absent fields are empty or at their default.
#[must_use]
pub fn to_json(graph: &Graph) -> Value {
    let mut out = Map::new();
    out.insert("ok".to_owned(), Value::Bool(true));
    let dialect = match graph.dialect {
        Dialect::Flowchart => "flowchart-v2",
        Dialect::Elk => "flowchart-elk",
    };
    text(&mut out, "type", Some(dialect));
    text(&mut out, "title", graph.title.as_deref());
    text(&mut out, "accTitle", graph.acc_title.as_deref());
    text(&mut out, "accDescr", graph.acc_descr.as_deref());
    text(&mut out, "direction", Some(graph.direction.as_str()));
    if graph.config.as_object().is_some_and(|c| !c.is_empty()) {
        out.insert("config".to_owned(), graph.config.clone());
    }
    out.insert("vertices".to_owned(), graph.nodes.values().map(vertex).collect());
    out.insert("edges".to_owned(), graph.edges.iter().map(edge).collect());
    out.insert("subgraphs".to_owned(), graph.clusters.iter().map(cluster).collect());
    let classes: Vec<Value> = graph.class_defs.iter().map(|c| json!({ "name": c.name, "styles": c.styles })).collect();
    if !classes.is_empty() {
        out.insert("classDefs".to_owned(), Value::Array(classes));
    }
    list(&mut out, "defaultLinkStyle", &graph.default_link_style);
    text(&mut out, "defaultInterpolate", graph.default_interpolate.as_deref());
    Value::Object(out)
}

fn vertex(node: &Node) -> Value {
    let mut out = Map::new();
    out.insert("id".to_owned(), node.id.clone().into());
    match &node.label {
        Some(found) => label(&mut out, "text", found),
        None => {
            out.insert("text".to_owned(), node.id.clone().into());
        }
    }
    text(&mut out, "type", node.vertex_type.as_deref());
    if node.is_cluster {
        out.insert("isSubgraph".to_owned(), Value::Bool(true));
    } else if node.hidden {
        out.insert("hidden".to_owned(), Value::Bool(true));
    } else {
        text(&mut out, "shape", Some(shape(node)));
    }
    text(&mut out, "parentId", node.parent.as_deref());
    list(&mut out, "classes", &node.classes);
    list(&mut out, "styles", &node.styles);
    text(&mut out, "link", node.link.as_deref());
    text(&mut out, "linkTarget", node.link_target.as_deref());
    text(&mut out, "tooltip", node.tooltip.as_deref());
    if node.has_callback {
        out.insert("haveCallback".to_owned(), Value::Bool(true));
    }
    text(&mut out, "icon", node.extra.icon.as_deref());
    text(&mut out, "form", node.extra.form.as_deref());
    text(&mut out, "pos", node.extra.pos.as_deref());
    text(&mut out, "img", node.extra.img.as_deref());
    text(&mut out, "constraint", node.extra.constraint.as_deref());
    for (key, size) in [("assetWidth", node.extra.asset_width), ("assetHeight", node.extra.asset_height)] {
        if let Some(size) = size {
            out.insert(key.to_owned(), json!(size));
        }
    }
    Value::Object(out)
}

/// The shape that the reference draws.
fn shape(node: &Node) -> &str {
    if node.extra.img.is_some() {
        return "imageSquare";
    }
    if node.extra.icon.is_some() {
        return match node.extra.form.as_deref() {
            Some("circle") => "iconCircle",
            Some("square") => "iconSquare",
            Some("rounded") => "iconRounded",
            _ => "icon",
        };
    }
    match node.vertex_type.as_deref() {
        None | Some("square") => "squareRect",
        Some("round") => "roundedRect",
        Some(other) => other,
    }
}

fn edge(edge: &Edge) -> Value {
    let mut out = Map::new();
    out.insert("start".to_owned(), edge.from.clone().into());
    out.insert("end".to_owned(), edge.to.clone().into());
    text(&mut out, "id", edge.id.as_deref());
    let ends = match edge.ends {
        Ends::Open => "arrow_open",
        Ends::Point => "arrow_point",
        Ends::Circle => "arrow_circle",
        Ends::Cross => "arrow_cross",
        Ends::DoublePoint => "double_arrow_point",
        Ends::DoubleCircle => "double_arrow_circle",
        Ends::DoubleCross => "double_arrow_cross",
        Ends::Invalid => "INVALID",
    };
    let stroke = match edge.stroke {
        Stroke::Normal => "normal",
        Stroke::Thick => "thick",
        Stroke::Dotted => "dotted",
        Stroke::Invisible => "invisible",
        Stroke::Invalid => "INVALID",
    };
    text(&mut out, "type", Some(ends));
    text(&mut out, "stroke", Some(stroke));
    // The reference counts nothing where the ends do not fit.
    if edge.stroke != Stroke::Invalid {
        out.insert("length".to_owned(), edge.length.into());
    }
    if let Some(found) = &edge.label {
        label(&mut out, "text", found);
    }
    list(&mut out, "classes", &edge.classes);
    list(&mut out, "style", &edge.styles);
    text(&mut out, "interpolate", edge.interpolate.as_deref());
    if let Some(animate) = edge.animate {
        out.insert("animate".to_owned(), animate.into());
    }
    text(&mut out, "animation", edge.animation.as_deref());
    if let Some(step) = &edge.step {
        out.insert("step".to_owned(), step.clone());
    }
    Value::Object(out)
}

fn cluster(cluster: &Cluster) -> Value {
    let mut out = Map::new();
    out.insert("id".to_owned(), cluster.id.clone().into());
    label(&mut out, "title", &cluster.title);
    out.insert("nodes".to_owned(), cluster.nodes.clone().into());
    text(&mut out, "parentId", cluster.parent.as_deref());
    text(&mut out, "dir", cluster.dir.as_deref());
    list(&mut out, "classes", &cluster.classes);
    if let Some(metadata) = &cluster.metadata {
        out.insert("metadata".to_owned(), metadata.clone());
    }
    Value::Object(out)
}

fn label(out: &mut Map<String, Value>, key: &str, label: &Label) {
    out.insert(key.to_owned(), label.raw.clone().into());
    let plain = label.lines().join("\n");
    if plain != label.raw {
        out.insert("plain".to_owned(), plain.into());
    }
    match label.kind {
        LabelKind::Text => {}
        LabelKind::String => text(out, "labelType", Some("string")),
        LabelKind::Markdown => text(out, "labelType", Some("markdown")),
    }
}

fn text(out: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    if let Some(value) = value.filter(|v| !v.is_empty()) {
        out.insert(key.to_owned(), value.into());
    }
}

fn list(out: &mut Map<String, Value>, key: &str, values: &[String]) {
    if !values.is_empty() {
        out.insert(key.to_owned(), values.to_vec().into());
    }
}
