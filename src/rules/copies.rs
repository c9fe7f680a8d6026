//! What a drawing says, statement by statement, so that two can be compared however they are laid out.

use std::collections::BTreeMap;

use crate::{
    graph::{Edge, Ends, Graph, Stroke},
    source::Span,
};

/// What a statement is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A frame.
    Frame(String),
    /// A node.
    Node(String),
    /// A line between two nodes, and which of several it is.
    Line(String, String, usize),
}

impl Key {
    /// As a message names it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Frame(id) | Self::Node(id) => format!("`{id}`"),
            Self::Line(from, to, _) => format!("the line from `{from}` to `{to}`"),
        }
    }
}

/// What is said of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Saying {
    /// Its label.
    pub(super) text: String,
    /// Its shape, or how the line is drawn.
    pub(super) form: String,
    /// The frame around it.
    pub(super) parent: Option<String>,
}

/// A drawing as what it says.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    /// Every statement.
    pub(super) said: BTreeMap<Key, Saying>,
    /// Where each stands.
    pub(super) spans: BTreeMap<Key, Span>,
}

impl Sketch {
    /// Takes down what a graph says. How it looks is left out: colors, classes, the direction.
    pub(super) fn of(graph: &Graph) -> Self {
        let mut sketch = Self::default();
        for cluster in &graph.clusters {
            let saying = Saying { text: cluster.title.plain(), form: String::new(), parent: cluster.parent.clone() };
            sketch.add(Key::Frame(cluster.id.clone()), saying, cluster.header);
        }
        for (id, node) in graph.nodes.iter().filter(|(_, n)| !n.is_cluster) {
            let text = node.label.as_ref().map_or_else(|| id.clone(), crate::graph::Label::plain);
            let form = node.vertex_type.clone().unwrap_or_default();
            let span = node.label.as_ref().map_or(node.span, |l| l.span);
            sketch.add(Key::Node(id.clone()), Saying { text, form, parent: node.parent.clone() }, span);
        }
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for edge in &graph.edges {
            let count = counts.entry((&edge.from, &edge.to)).or_default();
            *count += 1;
            let text = edge.label.as_ref().map(crate::graph::Label::plain).unwrap_or_default();
            let saying = Saying { text, form: form(edge).to_owned(), parent: None };
            sketch.add(Key::Line(edge.from.clone(), edge.to.clone(), *count), saying, edge.span);
        }
        sketch
    }

    fn add(&mut self, key: Key, saying: Saying, span: Span) {
        self.spans.insert(key.clone(), span);
        self.said.insert(key, saying);
    }

    /// Returns how many statements two sketches share.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.said.iter().filter(|(key, saying)| other.said.get(key) == Some(saying)).count()
    }

    /// Returns what is different, seen from the first: each key with its place here, none where it is only there, and the words.
    pub(super) fn differences(&self, other: &Self) -> Vec<(Key, Option<Span>, String)> {
        let mut out = Vec::new();
        for (key, saying) in &self.said {
            let span = self.spans.get(key).copied();
            match other.said.get(key) {
                Some(there) if there == saying => {}
                Some(there) => out.push((key.clone(), span, changed(saying, there))),
                None => out.push((key.clone(), span, "not in the copy".to_owned())),
            }
        }
        for key in other.said.keys().filter(|key| !self.said.contains_key(key)) {
            out.push((key.clone(), None, format!("only in the copy: {}", key.name())));
        }
        out
    }
}

/// How much of a label a message shows, in characters.
const SHOWN: usize = 80;

fn changed(here: &Saying, there: &Saying) -> String {
    if here.text != there.text {
        let shown: String = there.text.chars().take(SHOWN).collect();
        return if shown.is_empty() {
            "says nothing in the copy".to_owned()
        } else {
            format!("in the copy: `{shown}`")
        };
    }
    if here.parent != there.parent {
        return match &there.parent {
            Some(parent) => format!("in the copy inside of `{parent}`"),
            None => "in the copy inside of nothing".to_owned(),
        };
    }
    "drawn otherwise in the copy".to_owned()
}

const fn form(edge: &Edge) -> &'static str {
    match (edge.stroke, edge.ends) {
        (Stroke::Invisible, _) => "~~~",
        (Stroke::Dotted, Ends::Open) => "-.-",
        (Stroke::Dotted, _) => "-.->",
        (_, Ends::Open) => "---",
        (_, Ends::DoublePoint | Ends::DoubleCircle | Ends::DoubleCross) => "<-->",
        _ => "-->",
    }
}
