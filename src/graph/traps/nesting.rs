//! Subgraphs within subgraphs, deeper than a picture can show.

use std::collections::HashMap;

use super::Scope;
use crate::{
    diag::{Diagnostic, Sink},
    graph::errors,
};

/// So many frames around one another can be read. Region, resource group, network, subnet, environment, plan and app are seven.
const DEEPEST: usize = 16;

pub(super) fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let clusters = &scope.graph.clusters;
    let slots: HashMap<&str, usize> =
        clusters.iter().enumerate().map(|(c, cluster)| (cluster.id.as_str(), c)).collect();
    let parent = |c: usize| clusters[c].parent.as_deref().and_then(|p| slots.get(p).copied());
    // 0 is not known yet. Two subgraphs that hold each other count from the first one on.
    let mut depths = vec![0_usize; clusters.len()];
    for start in 0..clusters.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(c) = at.filter(|&c| depths[c] == 0) {
            depths[c] = 1;
            path.push(c);
            at = parent(c);
        }
        let mut depth = at.map_or(0, |c| depths[c]);
        for c in path.into_iter().rev() {
            depth += 1;
            depths[c] = depth;
        }
    }
    let Some(deepest) = depths.iter().copied().max().filter(|&d| d > DEEPEST) else { return };
    let first = (0..clusters.len()).filter(|&c| depths[c] == DEEPEST + 1).min_by_key(|&c| clusters[c].header.start);
    let Some(cluster) = first.map(|c| &clusters[c]) else { return };
    let message = format!("subgraphs stand in one another, {deepest} deep");
    sink.push(
        Diagnostic::new(&errors::DEEP_NESTING, cluster.header, message)
            .label(format!("{DEEPEST} others are around this one"))
            .note("a picture of that is frames more than anything, and an edge may end at an outer one of them")
            .help("leave frames out that hold nothing but a frame, or draw the inner part as a diagram of its own")
            .node(&cluster.id),
    );
}
