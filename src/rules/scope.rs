//! What a rule looks at, and the questions that many rules ask.

use crate::{
    catalog::{Kind, LinkKind, Tier},
    diag::Edit,
    graph::Graph,
    markdown::Fence,
    model::{Architecture, Component, ComponentId, Model, Relation},
    source::{Source, Span},
};

/// A diagram as a rule sees it.
pub struct Scope<'a> {
    /// The document.
    pub source: &'a Source,
    /// What Mermaid means by the diagram.
    pub graph: &'a Graph,
    /// What each node was taken for.
    pub model: &'a Model,
    /// The architecture.
    pub architecture: &'a Architecture,
    /// Where the diagram stands in the document, with what is said beside it.
    pub fence: &'a Fence,
}

impl<'a> Scope<'a> {
    /// Returns the drawn components of a kind.
    pub fn drawn(&self, kind: &'a str) -> impl Iterator<Item = (ComponentId, &'a Component)> {
        self.architecture.of_kind(kind).filter(|(_, c)| c.is_drawn())
    }

    /// Returns the components of a kind that the author drew or that the drawing implies.
    pub fn meant(&self, kind: &'a str) -> impl Iterator<Item = (ComponentId, &'a Component)> {
        self.architecture.of_kind(kind).filter(|(_, c)| !c.is_filled())
    }

    /// Returns the relations of a kind that an author drew.
    pub fn relations(&self, kind: LinkKind) -> impl Iterator<Item = &'a Relation> {
        self.architecture.relations.iter().filter(move |r| r.kind == kind)
    }

    /// Returns a component.
    #[must_use]
    pub fn get(&self, id: ComponentId) -> Option<&'a Component> {
        self.architecture.get(id)
    }

    /// Returns the tier, where the drawing states one.
    #[must_use]
    pub fn tier(&self) -> Option<Tier> {
        self.architecture.tier
    }

    /// Returns the tier of the plan that an app runs on.
    #[must_use]
    pub fn tier_of_app(&self, app: ComponentId) -> Option<Tier> {
        self.architecture.tier_of(self.architecture.plan_of(app)?.0)
    }

    /// Returns the indent of the line that holds an offset.
    #[must_use]
    pub fn indent(&self, offset: usize) -> &'a str {
        let start = self.line_start(offset);
        let line = self.source.text.get(start..offset).unwrap_or("");
        &line[..line.len() - line.trim_start().len()]
    }

    /// Returns an edit that adds a line after the one that holds an offset, with the same lead: indent and quote marks.
    #[must_use]
    pub fn add_line_after(&self, offset: usize, line: &str) -> Edit {
        let start = self.line_start(offset);
        let text = &self.source.text;
        let end = text.get(offset..).and_then(|t| t.find('\n')).map_or(text.len(), |i| offset + i);
        let end = if text[..end].ends_with('\r') { end - 1 } else { end };
        let whole = text.get(start..end).unwrap_or("");
        let lead_len = whole.len() - whole.trim_start_matches(['>', ' ', '\t']).len();
        let newline = if text.get(end..).is_some_and(|t| t.starts_with("\r\n")) { "\r\n" } else { "\n" };
        Edit::insert(end, format!("{newline}{}{line}", &whole[..lead_len]))
    }

    fn line_start(&self, offset: usize) -> usize {
        self.source.text.get(..offset).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1)
    }

    /// Returns where a node's id is first written.
    #[must_use]
    pub fn id_span(&self, node: &str) -> Option<Span> {
        self.graph.nodes.get(node).map(|n| n.span).or_else(|| self.graph.cluster(node).map(|c| c.header))
    }

    /// Returns an id that the diagram does not use yet, made of a wish.
    #[must_use]
    pub fn free_id(&self, wish: &str) -> String {
        let taken = |id: &str| self.graph.nodes.contains_key(id) || self.graph.cluster(id).is_some();
        let mut id = wish.to_owned();
        let mut n = 2;
        while taken(&id) {
            id = format!("{wish}{n}");
            n += 1;
        }
        id
    }
}

/// Returns what a message calls a component: its node, else its title.
pub(super) fn called(component: &Component) -> &str {
    if component.node().is_empty() { &component.title } else { component.node() }
}

/// Returns names in backticks as a sentence has them: `a`, `b` and `c`.
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{}`", n.as_ref())).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Returns what a sentence calls a kind: `network security group`, `NAT gateway`.
pub(super) fn noun(kind: &Kind) -> String {
    let mut letters = kind.title.chars();
    let (first, second) = (letters.next(), letters.clone().next());
    match (first, second) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => kind.title.to_owned(),
    }
}
