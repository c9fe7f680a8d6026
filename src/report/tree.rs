//! An architecture as a tree: what stands in what, what each thing does to others, and where it comes from.

use std::collections::BTreeMap;

use super::inspect::{facts, name, origin};
use crate::{
    catalog::LinkKind,
    model::{Architecture, Component, ComponentId, Relation, is_app},
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

/// What each component stands in: a subnet holds closer than its VNet, a plan closer than an environment.
fn holders(architecture: &Architecture) -> BTreeMap<ComponentId, ComponentId> {
    let mut held: Vec<(u8, ComponentId, ComponentId)> = Vec::new();
    for relation in &architecture.relations {
        let holder = architecture.get(relation.from).map(|c| c.kind);
        let order = match (relation.kind, holder) {
            (LinkKind::Contains, Some(kind)) if matches!(kind.id, "subnet" | "app-service-environment") => 0,
            (LinkKind::Hosts, Some(kind)) if is_app(kind) => 0,
            (LinkKind::Hosts, Some(kind)) if kind.id == "app-service-plan" => 1,
            (LinkKind::Hosts, _) => 2,
            (LinkKind::Contains, _) => 3,
            _ => continue,
        };
        held.push((order, relation.to, relation.from));
    }
    held.sort_by_key(|(order, ..)| *order);
    let mut out: BTreeMap<ComponentId, ComponentId> = BTreeMap::new();
    for (_, inner, outer) in held {
        let mut around = std::iter::successors(Some(outer), |id| out.get(id).copied()).take(out.len() + 1);
        if !out.contains_key(&inner) && around.all(|id| id != inner) {
            out.insert(inner, outer);
        }
    }
    out
}
