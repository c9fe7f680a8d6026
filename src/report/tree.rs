//! An architecture as a tree: what stands in what, what each thing does to others, and where it comes from.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::inspect::{facts, name, origin};
use crate::{
    catalog::LinkKind,
    model::{self, Architecture, Component, ComponentId, Relation, is_app},
};

/// Returns the tree, a line for each component and for each of its relations.
pub(super) fn draw(architecture: &Architecture) -> String {
    let holders = holders(architecture);
    let mut inside: BTreeMap<Option<ComponentId>, Vec<ComponentId>> = BTreeMap::new();
    for (id, _) in architecture.all() {
        inside.entry(holders.get(&id).copied()).or_default().push(id);
    }
    let mut out = String::new();
    // What is still to be drawn, the next last: the component, the lines that lead to it, and whether others follow it.
    let roots = inside.get(&None).cloned().unwrap_or_default();
    let mut todo: Vec<(ComponentId, String, Option<bool>)> =
        roots.into_iter().rev().map(|id| (id, "  ".to_owned(), None)).collect();
    while let Some((id, lead, follows)) = todo.pop() {
        let Some(component) = architecture.get(id) else { continue };
        let (branch, below) = match follows {
            None => ("", ""),
            Some(true) => ("├─ ", "│  "),
            Some(false) => ("└─ ", "   "),
        };
        out.push_str(&format!("{lead}{branch}{}\n", line(component)));
        let children = inside.get(&Some(id)).map_or(&[][..], Vec::as_slice);
        let lead = format!("{lead}{below}");
        let beside = if children.is_empty() { "   " } else { "│  " };
        for relation in architecture.relations.iter().filter(|r| r.from == id && holders.get(&r.to) != Some(&id)) {
            out.push_str(&format!("{lead}{beside}{}\n", said(architecture, relation)));
        }
        let last = children.len().saturating_sub(1);
        todo.extend(children.iter().enumerate().rev().map(|(i, c)| (*c, lead.clone(), Some(i < last))));
    }
    out
}

fn line(component: &Component) -> String {
    let facts = facts(&component.facts);
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    let nodes = if component.nodes.is_empty() { String::new() } else { format!(" [{}]", component.nodes.join(", ")) };
    format!("{}{facts}{nodes}{}", name(component), origin(&component.origin))
}

fn said(architecture: &Architecture, relation: &Relation) -> String {
    let Some(to) = architecture.get(relation.to) else { return String::new() };
    // Of several that are called by their kind alone, the node says which.
    let which = to.nodes.first().filter(|_| to.title == to.kind.title).map(|n| format!(" [{n}]")).unwrap_or_default();
    format!("{} {}{which}{}", relation.kind.verb(), name(to), origin(&relation.origin))
}

/// What each component stands in: a subnet holds closer than its VNet, an app closer than a plan, and that than an environment.
fn holders(architecture: &Architecture) -> IndexMap<ComponentId, ComponentId> {
    model::holders(architecture, |kind, holder| match kind {
        LinkKind::Contains if matches!(holder.id, "subnet" | "app-service-environment") => Some(0),
        LinkKind::Hosts if is_app(holder) => Some(0),
        LinkKind::Hosts if holder.id == "app-service-plan" => Some(1),
        LinkKind::Hosts => Some(2),
        LinkKind::Contains => Some(3),
        _ => None,
    })
}
