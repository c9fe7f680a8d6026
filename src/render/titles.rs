//! Which containers' titles are set narrow: the shorter a title, the straighter is a line that comes in past it.

use std::collections::BTreeMap;

use crate::graph::{Direction, Graph};

/// The measure of such a title, in px.
pub(super) const NARROW: f64 = 170.0;
/// So many containers are looked at around an edge's end.
const LEVELS: usize = 16;

/// Returns, by cluster, whether an edge crosses its border at the top, where its title is.
pub(super) fn passed(graph: &Graph, slots: &BTreeMap<&str, usize>, parents: &[Option<usize>]) -> Vec<bool> {
    let outward = |first: Option<usize>| std::iter::successors(first, |&c| parents[c]).take(LEVELS);
    let around = |id: &str| {
        let node = || graph.nodes.get(id)?.parent.as_deref();
        outward(match slots.get(id) {
            // An edge to a container ends at its border.
            Some(&cluster) => parents[cluster],
            None => node().and_then(|p| slots.get(p).copied()),
        })
        .collect::<Vec<_>>()
    };
    let mut passed = vec![false; parents.len()];
    for edge in &graph.edges {
        let (from, to) = (around(&edge.from), around(&edge.to));
        // Downward an edge comes in at the top, upward it leaves there.
        for (end, other, upward) in [(&to, &from, false), (&from, &to, true)] {
            for &cluster in end.iter().filter(|c| !other.contains(c)) {
                let stated = outward(parents[cluster]).find_map(|c| graph.clusters.get(c)?.direction());
                passed[cluster] |= match stated.unwrap_or(graph.direction) {
                    Direction::TopBottom | Direction::BottomRight => !upward,
                    Direction::BottomTop => upward,
                    Direction::LeftRight | Direction::RightLeft => false,
                };
            }
        }
    }
    passed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::read;

    /// The clusters whose titles edges pass.
    fn of(text: &str) -> Vec<String> {
        let graph = read(text);
        let slots: BTreeMap<&str, usize> = graph.clusters.iter().enumerate().map(|(k, c)| (c.id.as_str(), k)).collect();
        let parents: Vec<Option<usize>> =
            graph.clusters.iter().map(|c| slots.get(c.parent.as_deref()?).copied()).collect();
        let passed = passed(&graph, &slots, &parents);
        graph.clusters.iter().zip(passed).filter(|(_, p)| *p).map(|(c, _)| c.id.clone()).collect()
    }

    #[test]
    fn a_title_is_passed_where_a_line_comes_in_at_the_top() {
        let body = "subgraph out\n subgraph in\n  A\n end\n B\nend\n";
        assert_eq!(of(&format!("graph TD\n{body} X --> A")), ["in", "out"]);
        assert_eq!(of(&format!("graph TD\n{body} B --> A")), ["in"]);
        assert_eq!(of(&format!("graph TD\n{body} A --> X")), [""; 0], "it leaves at the bottom");
        assert_eq!(of(&format!("graph BT\n{body} A --> X")), ["in", "out"]);
        assert_eq!(of(&format!("graph LR\n{body} X --> A")), [""; 0], "it comes in beside the title");
        assert_eq!(of(&format!("graph TD\n{body} X --> in")), ["out"], "it ends at the border");
    }

    #[test]
    fn the_direction_around_a_cluster_counts() {
        let body = "subgraph out\n direction LR\n subgraph in\n  A\n end\nend\n";
        assert_eq!(of(&format!("graph TD\n{body} X --> A")), ["out"]);
    }
}
