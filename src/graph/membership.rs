//! Which cluster holds what, and what a collapsed cluster hides.

use std::collections::{HashMap, HashSet};

use super::Graph;

/// Sets the parents, and marks nodes that are clusters or hidden.
pub(super) fn place(graph: &mut Graph) {
    let ids: HashSet<&str> = graph.clusters.iter().map(|c| c.id.as_str()).collect();
    let hidden = hidden(graph, &ids);
    // Where two clusters hold a member, the one that closed first wins; a cluster that is not drawn holds nothing.
    let mut parents: HashMap<String, String> = HashMap::new();
    for cluster in graph.clusters.iter().rev().filter(|c| !hidden.contains(&c.id)) {
        for member in &cluster.nodes {
            parents.insert(member.clone(), cluster.id.clone());
        }
    }
    let ids: HashSet<String> = ids.into_iter().map(str::to_owned).collect();
    for node in graph.nodes.values_mut() {
        node.is_cluster = ids.contains(&node.id);
        node.hidden = hidden.contains(&node.id);
        node.parent = if node.hidden { None } else { parents.get(&node.id).cloned() };
    }
    for cluster in &mut graph.clusters {
        cluster.parent = if hidden.contains(&cluster.id) { None } else { parents.get(&cluster.id).cloned() };
        if let Some(node) = graph.nodes.get(&cluster.id) {
            cluster.styles.clone_from(&node.styles);
        }
    }
}

/// Returns what is not drawn, because it is inside a cluster with `view: collapsed`.
fn hidden(graph: &Graph, ids: &HashSet<&str>) -> HashSet<String> {
    let mut hidden = HashSet::new();
    let collapsed: HashSet<&str> = graph
        .clusters
        .iter()
        .filter(|c| c.metadata.as_ref().and_then(|m| m.get("view")).and_then(|v| v.as_str()) == Some("collapsed"))
        .map(|c| c.id.as_str())
        .collect();
    if collapsed.is_empty() {
        return hidden;
    }
    let mut holders: HashMap<&str, &str> = HashMap::new();
    for cluster in &graph.clusters {
        for member in cluster.nodes.iter().filter(|m| ids.contains(m.as_str())) {
            holders.insert(member, &cluster.id);
        }
    }
    for cluster in &graph.clusters {
        let mut outermost = None;
        let mut seen = HashSet::new();
        let mut current = Some(cluster.id.as_str());
        while let Some(id) = current
            && seen.insert(id)
        {
            if collapsed.contains(id) {
                outermost = Some(id);
            }
            current = holders.get(id).copied();
        }
        let Some(outermost) = outermost else { continue };
        if cluster.id != outermost {
            hidden.insert(cluster.id.clone());
        }
        hidden.extend(cluster.nodes.iter().filter(|m| *m != outermost).cloned());
    }
    hidden
}
