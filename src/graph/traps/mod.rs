//! What the reference builds without complaint, but hardly as the writer meant it. The graph is not touched.
//!
//! A warning is given only where something else in the diagram speaks for it, so that it does not disturb who means what he wrote.

mod ids;
pub(super) mod keys;
mod labels;
mod nesting;
mod targets;

use std::collections::{HashMap, HashSet};

use super::Graph;
use crate::{
    diag::Sink,
    source::Span,
    syntax::ast::{Chain, Diagram, Link, Member, Statement},
};

/// Looks through a diagram and its graph.
pub(super) fn check(diagram: &Diagram, graph: &Graph, sink: &mut Sink) {
    let scope = Scope::new(diagram, graph);
    ids::check(&scope, sink);
    labels::check(&scope, sink);
    nesting::check(&scope, sink);
    targets::check(&scope, sink);
}

/// A diagram as the checks see it.
struct Scope<'a> {
    diagram: &'a Diagram,
    graph: &'a Graph,
    /// Where each id is mentioned in chains, in the order of the text.
    mentions: HashMap<&'a str, Vec<Mention<'a>>>,
    clusters: HashSet<&'a str>,
}

/// A node where it is mentioned.
#[derive(Clone, Copy)]
struct Mention<'a> {
    /// The number of the statement.
    statement: usize,
    member: &'a Member,
}

impl<'a> Scope<'a> {
    fn new(diagram: &'a Diagram, graph: &'a Graph) -> Self {
        let mut mentions: HashMap<&str, Vec<Mention<'_>>> = HashMap::new();
        for (statement, chain) in chains(diagram) {
            for member in members(chain) {
                mentions.entry(&member.id.text).or_default().push(Mention { statement, member });
            }
        }
        let clusters = graph.clusters.iter().map(|c| c.id.as_str()).collect();
        Self { diagram, graph, mentions, clusters }
    }

    fn mentions(&self, id: &str) -> &[Mention<'a>] {
        self.mentions.get(id).map_or(&[], Vec::as_slice)
    }

    /// Returns whether an id is a node of a chain, or a subgraph.
    fn knows(&self, id: &str) -> bool {
        self.mentions.contains_key(id) || self.clusters.contains(id)
    }

    /// Returns whether the diagram is small enough to look for what may have been meant.
    fn is_small(&self) -> bool {
        self.diagram.statements.len() <= 2000 && self.mentions.len() <= 2000
    }

    /// Returns whether a node is only ever mentioned, without a shape, a label or data.
    fn is_bare(&self, id: &str) -> bool {
        self.mentions(id).iter().all(|m| is_bare(m.member))
    }
}

fn chains(diagram: &Diagram) -> impl Iterator<Item = (usize, &Chain)> {
    diagram.statements.iter().enumerate().filter_map(|(i, statement)| match statement {
        Statement::Chain(chain) => Some((i, chain)),
        _ => None,
    })
}

fn members(chain: &Chain) -> impl Iterator<Item = &Member> {
    chain.first.iter().chain(chain.rest.iter().flat_map(|(_, group)| group))
}

/// Returns each link with the nodes behind it.
fn links(diagram: &Diagram) -> impl Iterator<Item = (usize, &Link, &[Member])> {
    chains(diagram).flat_map(|(i, chain)| chain.rest.iter().map(move |(link, group)| (i, link, group.as_slice())))
}

fn is_bare(member: &Member) -> bool {
    member.shape.is_none() && member.data.is_none() && member.class.is_none()
}

/// Returns where a mention ends, with its class and its data.
fn end(member: &Member) -> usize {
    let spans = [Some(member.span), member.class.as_ref().map(|c| c.span), member.data.as_ref().map(|d| d.span)];
    spans.into_iter().flatten().map(|s: Span| s.end).max().unwrap_or(member.span.end)
}

/// Returns names in backticks, joined by commas.
fn listed(names: &[&str]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}
