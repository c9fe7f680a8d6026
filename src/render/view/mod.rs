//! The model view: the architecture that a drawing means, as a graph of its own.
//!
//! Resource groups, networks, environments and plans are containers here, whatever the author drew them as. What siteplan fills in
//! is there too, and looks so. The order of parts is that of the flow, from outside in, so that one architecture gives one picture
//! whether it is drawn with subgraphs or with edges.
//!
//! `place` says what is shown and what stands in what, `words` what is written on it, `link` how it is connected.

mod link;
mod place;
mod words;

use std::collections::BTreeMap;

use crate::{
    graph::{Cluster, Direction, Edge, Graph, Label, LabelKind, Node},
    model::{Architecture, ComponentId},
    render::{
        Look, Target,
        look::{Accent, Key},
    },
    source::Span,
};

/// A part of the picture.
struct Part {
    /// The kind's id, numbered where there are several.
    id: String,
    /// The kind's id.
    kind: &'static str,
    /// What it stands for; none for what only frames others.
    component: Option<ComponentId>,
    /// What it is called.
    names: Vec<String>,
    /// What else is known of it.
    details: Vec<String>,
    shape: &'static str,
    glyph: &'static str,
    accent: Option<Accent>,
    filled: bool,
    /// Whether its details were derived and not stated.
    derived: bool,
    /// The part that holds it.
    holder: Option<usize>,
    span: Span,
}

/// The picture of an architecture.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// What is drawn.
    pub graph: Graph,
    /// The glyphs of its nodes and clusters.
    pub glyphs: BTreeMap<String, &'static str>,
    /// How it differs from a drawing.
    pub look: Look,
    /// The node here that shows what a node of the drawing means.
    nodes: BTreeMap<String, String>,
    /// The edge here that shows what an edge of the drawing means.
    edges: BTreeMap<usize, usize>,
}

impl View {
    /// Returns where in this picture the target of a badge on the drawing is.
    #[must_use]
    pub fn target(&self, drawn: &Target) -> Target {
        let found = match drawn {
            Target::Node(id) | Target::Cluster(id) => self.nodes.get(id).cloned().map(Target::Node),
            Target::Edge(index) => self.edges.get(index).copied().map(Target::Edge),
            Target::Picture => None,
        };
        found.unwrap_or(Target::Picture)
    }
}

/// Makes the picture of an architecture; `drawn` is the graph that it was read from.
#[must_use]
pub fn model(drawn: &Graph, architecture: &Architecture) -> View {
    let mut placed = place::parts(drawn, architecture);
    let links = link::links(drawn, architecture, &placed);
    drop_idle(&mut placed, &links);
    let parts = &placed.parts;
    let holders: Vec<bool> = (0..parts.len()).map(|p| parts.iter().any(|q| q.holder == Some(p))).collect();
    let mut view = View::default();
    view.graph.direction = Direction::LeftRight;
    view.graph.title.clone_from(&drawn.title);
    let tier = architecture.tier.map(|t| format!("{} tier", t.title()));
    let of_tier = tier.as_ref().map(|t| format!(", {t}")).unwrap_or_default();
    view.graph.acc_title =
        drawn.acc_title.clone().or_else(|| drawn.title.clone()).or(Some("Azure architecture".to_owned()));
    let names: Vec<String> = placed.shown().map(|p| parts[p].names.join(" ")).collect();
    view.graph.acc_descr = Some(format!("The architecture that the diagram means{of_tier}: {}.", names.join(", ")));
    view.look.tag = tier;
    for p in placed.shown() {
        let part = &parts[p];
        if !part.glyph.is_empty() {
            view.glyphs.insert(part.id.clone(), part.glyph);
        }
        if let Some(accent) = part.accent {
            view.look.accents.insert(part.id.clone(), accent);
        }
        if part.filled {
            view.look.filled.insert(part.id.clone());
        }
        if part.derived {
            view.look.derived.insert(part.id.clone());
        }
        if !part.details.is_empty() {
            view.look.names.insert(part.id.clone(), part.names.len());
        }
        if !holders[p] {
            view.graph.nodes.insert(part.id.clone(), node(part, parts));
        }
    }
    clusters(&placed, &holders, &mut view.graph);
    for link in links.iter().filter(|l| !placed.dropped.contains(&l.from) && !placed.dropped.contains(&l.to)) {
        let index = view.graph.edges.len();
        for edge in &link.drawn {
            view.edges.entry(*edge).or_insert(index);
        }
        match link.key {
            Key::Quiet => _ = view.look.quiet.insert(index),
            Key::Grant => _ = view.look.grants.insert(index),
            Key::Filled | Key::Derived | Key::Traffic | Key::Thick => {}
        }
        view.graph.edges.push(edge(link, parts));
    }
    heights(&mut view);
    alike(&placed, &holders, &mut view.look);
    view.look.legend = legend(&view.look, &links);
    for (id, component) in architecture.all() {
        if let Some(part) = placed.of(id).filter(|p| !placed.dropped.contains(p)) {
            view.nodes.extend(component.nodes.iter().map(|n| (n.clone(), parts[part].id.clone())));
        }
    }
    view
}

/// Makes nodes on which many lines end so high that the lines stay apart.
fn heights(view: &mut View) {
    let mut ends: BTreeMap<(&str, bool), i64> = BTreeMap::new();
    for edge in &view.graph.edges {
        *ends.entry((edge.from.as_str(), true)).or_default() += 1;
        *ends.entry((edge.to.as_str(), false)).or_default() += 1;
    }
    for ((id, _), count) in ends {
        let height = view.look.heights.entry(id.to_owned()).or_default();
        *height = (*height).max(12 * count);
    }
}

/// Siblings of a kind, and all that keeps data, stand below each other and are equally wide.
fn alike(placed: &place::Placed, holders: &[bool], look: &mut Look) {
    let mut sets: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
    for p in placed.shown().filter(|p| !holders[*p]) {
        let part = &placed.parts[p];
        let next = sets.len();
        let kind = if part.shape == "cylinder" { part.shape } else { part.kind };
        let set = *sets.entry((part.holder, kind)).or_insert(next);
        look.alike.insert(part.id.clone(), set);
    }
}

/// The key: every sort of mark that the picture has, with what it stands for there.
fn legend(look: &Look, links: &[link::Link]) -> Vec<(Key, String)> {
    let mut words: BTreeMap<Key, Vec<&str>> = BTreeMap::new();
    if !look.filled.is_empty() {
        words.insert(Key::Filled, vec!["filled in by siteplan"]);
    }
    if !look.derived.is_empty() {
        words.insert(Key::Derived, vec!["address chosen by siteplan"]);
    }
    for link in links {
        let meanings = words.entry(link.key).or_default();
        if !meanings.contains(&link.meaning) {
            meanings.push(link.meaning);
        }
    }
    for words in words.values_mut() {
        words.sort_by_key(|w| link::MEANINGS.iter().position(|m| m == w));
    }
    words.into_iter().map(|(key, words)| (key, words.join(", "))).collect()
}

/// Who only stands beside the drawing says nothing of the architecture.
fn drop_idle(placed: &mut place::Placed, links: &[link::Link]) {
    let linked: Vec<usize> = links.iter().flat_map(|l| [l.from, l.to]).collect();
    let idle = |p: &usize| placed.is_outside(*p) && !linked.contains(p);
    placed.dropped = (0..placed.parts.len()).filter(idle).collect();
}

/// A label of lines. Entities keep their text from being read as marks once more.
fn label<'a>(lines: impl Iterator<Item = &'a String>, span: Span) -> Label {
    let escaped =
        lines.map(|l| l.replace('#', "#35;").replace('&', "#amp;").replace('<', "#lt;").replace('\\', "#92;"));
    Label { raw: escaped.collect::<Vec<_>>().join("<br/>"), kind: LabelKind::String, span }
}

fn text(part: &Part) -> Label {
    label(part.names.iter().chain(&part.details), part.span)
}

fn node(part: &Part, parts: &[Part]) -> Node {
    Node {
        label: Some(text(part)),
        vertex_type: Some(part.shape.to_owned()),
        parent: part.holder.map(|h| parts[h].id.clone()),
        ..Node::new(&part.id, part.span)
    }
}

/// Adds the clusters, the inner before the outer.
fn clusters(placed: &place::Placed, holders: &[bool], graph: &mut Graph) {
    let parts = &placed.parts;
    let mut ids: Vec<usize> = placed.shown().filter(|p| holders[*p]).collect();
    ids.sort_by_key(|p| std::cmp::Reverse(placed.depth(*p)));
    for p in ids {
        let part = &parts[p];
        let members = placed.shown().filter(|m| parts[*m].holder == Some(p)).map(|m| parts[m].id.clone()).collect();
        graph.clusters.push(Cluster {
            id: part.id.clone(),
            title: text(part),
            header: part.span,
            span: part.span,
            dir: None,
            parent: part.holder.map(|h| parts[h].id.clone()),
            nodes: members,
            classes: Vec::new(),
            styles: Vec::new(),
            metadata: None,
        });
    }
}

fn edge(link: &link::Link, parts: &[Part]) -> Edge {
    let span = Span::default();
    let label = (!link.words.is_empty()).then(|| label(link.words.iter(), span));
    Edge {
        id: None,
        from: parts[link.from].id.clone(),
        to: parts[link.to].id.clone(),
        span,
        from_span: span,
        to_span: span,
        label,
        stroke: link.stroke,
        ends: link.ends,
        length: 1,
        classes: Vec::new(),
        styles: Vec::new(),
        interpolate: None,
        animate: None,
        animation: None,
        step: None,
    }
}
