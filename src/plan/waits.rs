//! Waiting that no reference tells: what Azure refuses to do at the same time.

use std::collections::{BTreeMap, BTreeSet};

use crate::iac::{Resource, Symbol};

use super::order::references;

const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets";
const ENDPOINT: &str = "Microsoft.Network/privateEndpoints";
const EXTENSIONS: [&str; 2] = ["Microsoft.Authorization/roleAssignments", "Microsoft.Insights/diagnosticSettings"];

/// Adds what resources wait for, unless that went in a circle.
///
/// A VNet takes one change at a time, so what joins a subnet waits until all of its VNet's are there; and a service takes one change at
/// a time, so its private endpoint waits for its databases and settings.
pub(super) fn add(resources: &mut [Resource]) {
    let mut waits: Vec<(Symbol, Symbol)> = Vec::new();
    for resource in resources.iter().filter(|r| r.ty.name != SUBNET && !EXTENSIONS.contains(&r.ty.name)) {
        let named = references(resource);
        for subnet in resources.iter().filter(|r| r.ty.name == SUBNET && named.contains(&r.symbol)) {
            let last = resources.iter().rfind(|r| r.ty.name == SUBNET && r.parent == subnet.parent);
            waits.extend(last.map(|last| (resource.symbol.clone(), last.symbol.clone())));
        }
        if resource.ty.name == ENDPOINT {
            let children = resources.iter().filter(|r| r.parent.as_ref().is_some_and(|p| named.contains(p)));
            let busy = children.filter(|r| r.ty.name != SUBNET);
            waits.extend(busy.map(|child| (resource.symbol.clone(), child.symbol.clone())));
        }
    }
    let mut needs: BTreeMap<Symbol, BTreeSet<Symbol>> =
        resources.iter().map(|r| (r.symbol.clone(), references(r))).collect();
    for (waiting, awaited) in waits {
        if waiting == awaited || leads(&needs, &awaited, &waiting) {
            continue;
        }
        needs.entry(waiting.clone()).or_default().insert(awaited.clone());
        if let Some(resource) = resources.iter_mut().find(|r| r.symbol == waiting)
            && !resource.depends_on.contains(&awaited)
        {
            resource.depends_on.push(awaited);
        }
    }
}

/// Whether one resource needs another, by way of any number between.
fn leads(needs: &BTreeMap<Symbol, BTreeSet<Symbol>>, from: &Symbol, to: &Symbol) -> bool {
    let mut seen = BTreeSet::new();
    let mut left = vec![from];
    while let Some(next) = left.pop() {
        if next == to {
            return true;
        }
        if seen.insert(next) {
            left.extend(needs.get(next).into_iter().flatten());
        }
    }
    false
}
