//! Questions about who reaches whom.
//!
//! The only user of petgraph, whose types stay inside.

use indexmap::IndexMap;
use petgraph::{
    algo::{connected_components, kosaraju_scc},
    graph::{DiGraph, NodeIndex},
    unionfind::UnionFind,
    visit::{Bfs, EdgeRef, Reversed},
};

use super::{Edge, Graph};

/// The edges of a graph between ids, of nodes and of clusters alike, ready for questions.
pub struct Links {
    digraph: DiGraph<(), ()>,
    ids: IndexMap<String, NodeIndex>,
}

impl Graph {
    /// Returns all edges, ready for questions.
    #[must_use]
    pub fn links(&self) -> Links {
        self.links_where(|_| true)
    }

    /// Returns the edges that a condition holds for, ready for questions. Every id is there, also without edges.
    #[must_use]
    pub fn links_where(&self, mut keep: impl FnMut(&Edge) -> bool) -> Links {
        let mut links = Links { digraph: DiGraph::new(), ids: IndexMap::new() };
        for id in self.nodes.keys().chain(self.clusters.iter().map(|c| &c.id)) {
            links.index(id);
        }
        for edge in self.edges.iter().filter(|e| keep(e)) {
            let (from, to) = (links.index(&edge.from), links.index(&edge.to));
            links.digraph.add_edge(from, to, ());
        }
        links
    }
}

impl Links {
    fn index(&mut self, id: &str) -> NodeIndex {
        if let Some(index) = self.ids.get(id) {
            return *index;
        }
        let index = self.digraph.add_node(());
        self.ids.insert(id.to_owned(), index);
        index
    }

    fn id(&self, index: NodeIndex) -> Option<&str> {
        self.ids.get_index(index.index()).map(|(id, _)| id.as_str())
    }

    /// Returns whether edges lead from one id to another; every known id reaches itself.
    #[must_use]
    pub fn reaches(&self, from: &str, to: &str) -> bool {
        self.reachable(from).contains(&to)
    }

    /// Returns every id that edges lead to from an id, itself first, the nearest before the farther.
    #[must_use]
    pub fn reachable(&self, from: &str) -> Vec<&str> {
        let Some(start) = self.ids.get(from) else { return Vec::new() };
        let mut search = Bfs::new(&self.digraph, *start);
        let mut found = Vec::new();
        while let Some(index) = search.next(&self.digraph) {
            found.extend(self.id(index));
        }
        found
    }

    /// Returns every id from which edges lead to an id, itself first.
    #[must_use]
    pub fn reaching(&self, to: &str) -> Vec<&str> {
        let Some(start) = self.ids.get(to) else { return Vec::new() };
        let reversed = Reversed(&self.digraph);
        let mut search = Bfs::new(reversed, *start);
        let mut found = Vec::new();
        while let Some(index) = search.next(reversed) {
            found.extend(self.id(index));
        }
        found
    }

    /// Returns the cycles: groups of ids that all reach each other, a single id only where an edge leads back to it. Groups and
    /// ids are in the order of first mention.
    #[must_use]
    pub fn cycles(&self) -> Vec<Vec<&str>> {
        let mut groups: Vec<Vec<NodeIndex>> = kosaraju_scc(&self.digraph);
        groups.retain(|group| match group.as_slice() {
            [one] => self.digraph.edges(*one).any(|e| e.target() == *one),
            _ => true,
        });
        self.ordered(groups)
    }

    /// Returns the groups of ids that edges join, whatever their direction. Groups and ids are in the order of first mention.
    #[must_use]
    pub fn components(&self) -> Vec<Vec<&str>> {
        let mut sets = UnionFind::<usize>::new(self.digraph.node_count());
        for edge in self.digraph.edge_references() {
            sets.union(edge.source().index(), edge.target().index());
        }
        let mut groups: IndexMap<usize, Vec<NodeIndex>> = IndexMap::new();
        for index in self.digraph.node_indices() {
            groups.entry(sets.find(index.index())).or_default().push(index);
        }
        self.ordered(groups.into_values().collect())
    }

    /// Returns how many groups of joined ids there are.
    #[must_use]
    pub fn component_count(&self) -> usize {
        connected_components(&self.digraph)
    }

    fn ordered(&self, mut groups: Vec<Vec<NodeIndex>>) -> Vec<Vec<&str>> {
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable();
        groups.into_iter().map(|group| group.into_iter().filter_map(|i| self.id(i)).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::{diag::Sink, graph::build, source::OffsetMap, syntax::parse};

    fn graph(text: &str) -> crate::graph::Graph {
        let mut sink = Sink::new();
        build(&parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink), &mut sink)
    }

    #[test]
    fn reachability_cycles_and_components() {
        let graph = graph("flowchart LR\n A-->B-->C-->B\n D-->E\n F-->F\n G");
        let links = graph.links();
        assert_eq!(links.reachable("A"), ["A", "B", "C"]);
        assert_eq!(links.reaching("C"), ["C", "B", "A"]);
        assert!(links.reaches("A", "C") && !links.reaches("C", "A") && links.reaches("G", "G"));
        assert!(!links.reaches("nowhere", "A"));
        assert_eq!(links.cycles(), [vec!["B", "C"], vec!["F"]]);
        assert_eq!(links.components(), [vec!["A", "B", "C"], vec!["D", "E"], vec!["F"], vec!["G"]]);
        assert_eq!(links.component_count(), 4);
        assert!(graph.links_where(|e| e.from != "C").cycles().len() == 1);
    }
}
