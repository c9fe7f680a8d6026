//! Waiting that no reference tells: what Azure refuses to do at the same time.

use std::collections::{BTreeMap, BTreeSet};

use crate::iac::{Resource, Symbol};

use super::order::references;

const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets";
const PEERING: &str = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";
const ENDPOINT: &str = "Microsoft.Network/privateEndpoints";
const EXTENSIONS: [&str; 2] = ["Microsoft.Authorization/roleAssignments", "Microsoft.Insights/diagnosticSettings"];

/// Adds what resources wait for, unless that went in a circle.
///
/// A VNet takes one change at a time, so its peerings come one by one when all its subnets are there, and what joins a subnet waits until
/// both are, its endpoints one by one; and a service takes one change at a time, so its private endpoint waits for its databases and
/// settings.
pub(super) fn add(resources: &mut [Resource]) {
    let mut waits: Vec<(Symbol, Symbol)> = Vec::new();
    let peerings: Vec<&Resource> = resources.iter().filter(|r| r.ty.name == PEERING).collect();
    for (n, peering) in peerings.iter().enumerate() {
        let vnets = references(peering);
        let both = resources
            .iter()
            .filter(|r| vnets.contains(&r.symbol))
            .filter_map(|vnet| last_subnet(resources, &vnet.symbol));
        let before = n.checked_sub(1).and_then(|n| peerings.get(n)).map(|p| &p.symbol);
        waits.extend(both.chain(before).map(|awaited| (peering.symbol.clone(), awaited.clone())));
    }
    // Each endpoint puts a network interface into its subnet, which is a change of the subnet.
    let endpoints: Vec<&Resource> = resources.iter().filter(|r| r.ty.name == ENDPOINT).collect();
    for (n, endpoint) in endpoints.iter().enumerate() {
        let named = references(endpoint);
        let subnets = resources.iter().filter(|r| r.ty.name == SUBNET && named.contains(&r.symbol)).map(|r| &r.symbol);
        let subnets: Vec<&Symbol> = subnets.collect();
        let before = endpoints.iter().take(n).rfind(|other| subnets.iter().any(|s| references(other).contains(*s)));
        waits.extend(before.map(|before| (endpoint.symbol.clone(), before.symbol.clone())));
    }
    for resource in
        resources.iter().filter(|r| ![SUBNET, PEERING].contains(&r.ty.name) && !EXTENSIONS.contains(&r.ty.name))
    {
        let named = references(resource);
        for vnet in resources
            .iter()
            .filter(|r| r.ty.name == SUBNET && named.contains(&r.symbol))
            .filter_map(|s| s.parent.as_ref())
        {
            let last = last_subnet(resources, vnet).into_iter();
            let peered = peerings.iter().rfind(|p| references(p).contains(vnet)).map(|p| &p.symbol);
            waits.extend(last.chain(peered).map(|awaited| (resource.symbol.clone(), awaited.clone())));
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

/// The last of the subnets of a VNet, each of which waits for the one before.
fn last_subnet<'a>(resources: &'a [Resource], vnet: &Symbol) -> Option<&'a Symbol> {
    resources.iter().rfind(|r| r.ty.name == SUBNET && r.parent.as_ref() == Some(vnet)).map(|r| &r.symbol)
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
