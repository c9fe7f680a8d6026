//! The scene: what of a graph is drawn, with its text measured and its styles resolved, ready to be laid out.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{self, End, Layout, SizedEdge, SizedGraph, SizedGroup, SizedNode};
use super::shapes::{self, Drawing, Shape};
use super::style::Style;
use super::text::{self, Block};
use super::{Options, icons, titles};
use crate::graph::{Edge, Graph, Label, LabelKind, Stroke};

/// The room that a glyph takes before a text.
pub(super) const GLYPH: i64 = 24;

/// A node to draw.
pub(super) struct SceneNode<'a> {
    pub(super) id: &'a str,
    pub(super) drawing: Drawing,
    pub(super) text: Block,
    pub(super) style: Style,
    pub(super) link: Option<&'a str>,
    pub(super) target: Option<&'a str>,
    pub(super) tooltip: Option<&'a str>,
    pub(super) glyph: Option<&'static str>,
}

/// A container to draw.
pub(super) struct SceneGroup<'a> {
    pub(super) id: &'a str,
    pub(super) title: Block,
    pub(super) style: Style,
    pub(super) depth: usize,
    pub(super) glyph: Option<&'static str>,
}

/// An edge to draw.
pub(super) struct SceneEdge<'a> {
    pub(super) index: usize,
    pub(super) edge: &'a Edge,
    pub(super) text: Block,
    pub(super) style: Style,
}

/// What is drawn.
pub(super) struct Scene<'a> {
    pub(super) heading: Block,
    pub(super) nodes: Vec<SceneNode<'a>>,
    pub(super) groups: Vec<SceneGroup<'a>>,
    pub(super) edges: Vec<SceneEdge<'a>>,
    pub(super) sized: SizedGraph,
}

impl<'a> Scene<'a> {
    /// Builds the scene of a graph.
    pub(super) fn new(graph: &'a Graph, options: &Options) -> Self {
        let mut slots: BTreeMap<&str, usize> = BTreeMap::new();
        for (c, cluster) in graph.clusters.iter().enumerate() {
            slots.entry(cluster.id.as_str()).or_insert(c);
        }
        let parents = parents(graph, &slots);
        let mut scene = Scene {
            heading: heading(graph),
            nodes: Vec::new(),
            groups: Vec::new(),
            edges: Vec::new(),
            sized: SizedGraph { direction: graph.direction, ..SizedGraph::default() },
        };
        scene.add_groups(graph, options, &slots, &parents);
        let mut ends: BTreeMap<&str, End> = BTreeMap::new();
        for node in graph.nodes.values() {
            let holder = node.parent.as_deref().and_then(|p| slots.get(p).copied());
            if let Some(&group) = slots.get(node.id.as_str()) {
                ends.insert(&node.id, End::Group(group));
            } else if node.hidden {
                // Inside a collapsed container, the container stands for it.
                if let Some(group) = holder {
                    ends.insert(&node.id, End::Group(group));
                }
            } else {
                ends.insert(&node.id, End::Node(scene.nodes.len()));
                scene.add_node(graph, options, node, holder);
            }
        }
        scene.widen(graph, options);
        for (&id, &group) in &slots {
            ends.entry(id).or_insert(End::Group(group));
        }
        for (index, edge) in graph.edges.iter().enumerate() {
            if let (Some(&from), Some(&to)) = (ends.get(edge.from.as_str()), ends.get(edge.to.as_str())) {
                scene.add_edge(graph, index, edge, from, to);
            }
        }
        scene
    }

    fn add_groups(
        &mut self,
        graph: &'a Graph,
        options: &Options,
        slots: &BTreeMap<&str, usize>,
        parents: &[Option<usize>],
    ) {
        let passed = titles::passed(graph, slots, parents);
        for (c, cluster) in graph.clusters.iter().enumerate() {
            let mut style = Style::default();
            style.add_classes(graph, &cluster.classes);
            style.add(&cluster.styles);
            if let Some(vertex) = graph.nodes.get(&cluster.id) {
                style.add_classes(graph, &vertex.classes);
                style.add(&vertex.styles);
            }
            let mut setting = sized(text::TITLE, &style);
            // Who breaks a title knows why.
            if passed[c] && cluster.title.lines().len() == 1 {
                setting.measure = setting.measure.min(titles::NARROW);
            }
            let title = options.look.set(&cluster.id, &cluster.title, setting);
            let glyph = options.glyphs.get(&cluster.id).copied();
            let room = if glyph.is_some() { GLYPH } else { 0 };
            let (title_w, title_h) = if title.w + room > 0 { (title.w + room, title.h.max(18)) } else { (0, 0) };
            self.sized.groups.push(SizedGroup {
                title_w,
                title_h,
                parent: parents.get(c).copied().flatten(),
                direction: cluster.direction(),
            });
            self.groups.push(SceneGroup { id: &cluster.id, title, style, depth: 0, glyph });
        }
        for c in 0..self.groups.len() {
            let mut at = self.sized.groups[c].parent;
            // Only whether it is odd or even shows.
            while let Some(p) = at {
                self.groups[c].depth += 1;
                at = self.sized.groups.get(p).and_then(|g| g.parent).filter(|_| self.groups[c].depth < 64);
            }
        }
    }

    fn add_node(&mut self, graph: &'a Graph, options: &Options, node: &'a crate::graph::Node, holder: Option<usize>) {
        let mut style = Style::default();
        style.add_classes(graph, &["default".to_owned()]);
        style.add_classes(graph, &node.classes);
        style.add(&node.styles);
        let mut setting = sized(text::NODE, &style);
        setting.face.bold = style.get("font-weight").is_some_and(|w| w == "bold" || w == "bolder" || w >= "600");
        setting.face.italic = style.get("font-style") == Some("italic");
        let shape = shape_of(node);
        if matches!(shape, Shape::Diamond | Shape::Circle | Shape::DoubleCircle | Shape::Triangle) {
            setting.measure = 150.0;
        }
        let (text, icon) = words(node, options, setting);
        let glyph = options.glyphs.get(&node.id).copied().or(icon);
        let drawing = drawing(node, &text, glyph, 0, options);
        self.sized.nodes.push(SizedNode { parent: holder, ..sized_node(&drawing) });
        self.nodes.push(SceneNode {
            id: &node.id,
            drawing,
            text,
            style,
            link: node.link.as_deref().filter(|l| safe_link(l)),
            target: node.link_target.as_deref().filter(|t| matches!(*t, "_blank" | "_self" | "_parent" | "_top")),
            tooltip: node.tooltip.as_deref(),
            glyph,
        });
    }

    /// Makes the nodes of each set equally wide.
    fn widen(&mut self, graph: &Graph, options: &Options) {
        let mut widest: BTreeMap<usize, i64> = BTreeMap::new();
        for node in &self.nodes {
            if let Some(set) = options.look.alike.get(node.id) {
                let wide = widest.entry(*set).or_default();
                *wide = (*wide).max(room(&node.text, node.glyph));
            }
        }
        for (node, sized) in self.nodes.iter_mut().zip(&mut self.sized.nodes) {
            let wide = options.look.alike.get(node.id).and_then(|set| widest.get(set)).copied().unwrap_or(0);
            let Some(of) = graph.nodes.get(node.id).filter(|_| wide > room(&node.text, node.glyph)) else { continue };
            node.drawing = drawing(of, &node.text, node.glyph, wide, options);
            *sized = SizedNode { parent: sized.parent, ..sized_node(&node.drawing) };
        }
    }

    fn add_edge(&mut self, graph: &'a Graph, index: usize, edge: &'a Edge, from: End, to: End) {
        let mut style = Style::default();
        style.add(&graph.default_link_style);
        style.add_classes(graph, &edge.classes);
        style.add(&edge.styles);
        let invisible = edge.stroke == Stroke::Invisible;
        let text = edge
            .label
            .as_ref()
            .filter(|_| !invisible)
            .map(|l| text::set(l, sized(text::EDGE, &style)))
            .unwrap_or_default();
        let label = (!text.lines.is_empty()).then_some((text.w + 8, text.h + 2));
        self.sized.edges.push(SizedEdge { from, to, label, length: usize::from(edge.length.clamp(1, 10)), invisible });
        self.edges.push(SceneEdge { index, edge, text, style });
    }

    /// Lays the scene out.
    pub(super) fn layout(&self) -> Layout {
        layout::layout(&self.sized)
    }
}

/// The width of a text with the glyph before it.
fn room(text: &Block, glyph: Option<&'static str>) -> i64 {
    text.w + if glyph.is_some() { GLYPH } else { 0 }
}

fn shape_of(node: &crate::graph::Node) -> Shape {
    node.vertex_type.as_deref().map_or(Shape::Rect, shapes::named)
}

/// The shape of a node around its text, which is given a width at least.
fn drawing(
    node: &crate::graph::Node,
    text: &Block,
    glyph: Option<&'static str>,
    wide: i64,
    options: &Options,
) -> Drawing {
    let high = options.look.heights.get(&node.id).copied().unwrap_or(0);
    let mut drawing = shapes::draw(shape_of(node), room(text, glyph).max(wide), text.h.max(high));
    drawing.w = drawing.w.max(2);
    drawing.h = drawing.h.max(2);
    drawing
}

/// What the layout is told of a shape.
fn sized_node(drawing: &Drawing) -> SizedNode {
    SizedNode {
        w: drawing.w,
        h: drawing.h,
        parent: None,
        outline: drawing.outline.clone(),
        margin_x: drawing.margin_x,
        margin_y: drawing.margin_y,
    }
}

/// A setting in the size of type that a style asks for.
fn sized(setting: text::Setting, style: &Style) -> text::Setting {
    match style.font_size(setting.size) {
        Some(size) => {
            let leading = (size * setting.leading as f64 / setting.size).round() as i64;
            text::Setting { size, leading, measure: setting.measure * (size / setting.size).max(1.0), ..setting }
        }
        None => setting,
    }
}

/// The text of a node, and the glyph of the icon that its author put there.
fn words(node: &crate::graph::Node, options: &Options, setting: text::Setting) -> (Block, Option<&'static str>) {
    let Some(label) = &node.label else {
        return (text::set_lines(std::slice::from_ref(&node.id), false, setting), None);
    };
    let mut lines = label.lines();
    if options.look.names.contains_key(&node.id) {
        return (options.look.set(&node.id, label, setting), None);
    }
    let wanted = node.extra.icon.as_deref().map(icons::named);
    let mut glyph = wanted.and_then(|i| i.glyph);
    let mut spoken = None;
    for line in lines.iter_mut().filter(|l| l.contains(":fa-")) {
        let (rest, icon) = icons::taken(line);
        glyph = glyph.or(icon.and_then(|i| i.glyph));
        spoken = spoken.or(icon.map(|i| i.words()));
        *line = rest;
    }
    if spoken.is_some() {
        lines.retain(|l| !l.is_empty());
    }
    if lines.is_empty() && glyph.is_none() {
        lines.extend(spoken);
    }
    (text::set_lines(&lines, label.kind == LabelKind::Markdown, setting), glyph)
}

fn heading(graph: &Graph) -> Block {
    let Some(title) = graph.title.as_ref().filter(|t| !t.trim().is_empty()) else { return Block::default() };
    let label = Label { raw: title.clone(), ..Label::default() };
    text::set(&label, text::Setting { size: 16.0, leading: 24, measure: 600.0, face: text::TITLE.face })
}

/// The clusters' parents, without circles: Mermaid lets two subgraphs each hold the other.
fn parents(graph: &Graph, slots: &BTreeMap<&str, usize>) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> =
        graph.clusters.iter().map(|c| c.parent.as_deref().and_then(|p| slots.get(p).copied())).collect();
    let mut settled: BTreeSet<usize> = BTreeSet::new();
    for c in 0..parents.len() {
        let mut path: Vec<usize> = Vec::new();
        let mut on_path: BTreeSet<usize> = BTreeSet::new();
        let mut at = c;
        while !settled.contains(&at) {
            path.push(at);
            on_path.insert(at);
            match parents[at] {
                Some(p) if on_path.contains(&p) => {
                    parents[at] = None;
                    break;
                }
                Some(p) => at = p,
                None => break,
            }
        }
        settled.extend(path);
    }
    parents
}

/// Whether a link leads to the web, to mail or to a neighboring page, and runs nothing.
fn safe_link(link: &str) -> bool {
    let link = link.trim();
    if link.is_empty() || link.chars().any(char::is_control) {
        return false;
    }
    match link.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_run_nothing() {
        for good in ["https://example.com", "docs/a.md", "#part", "mailto:a@b.c", "/a:b"] {
            assert!(safe_link(good), "{good}");
        }
        for bad in ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "java\nscript:x", ""] {
            assert!(!safe_link(bad), "{bad}");
        }
    }
}
