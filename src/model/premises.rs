//! What is drawn inside of a network on premises is not Azure's: its VPN device, its firewall, its name servers.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{annotations::Annotations, recognize::Reading};
use crate::{
    catalog::{StatedProperty, kind},
    graph::Graph,
};

/// What stands at the border of a network and has the same name on both sides of it.
const DEVICES: &[&str] = &["vpn-gateway", "expressroute", "azure-firewall", "dns-private-resolver"];

/// Takes devices inside of a network on premises for a part of that network, with its address ranges. So is whatever is drawn there
/// without a name that siteplan knows and is joined to a gateway.
pub(super) fn devices(graph: &Graph, annotations: &Annotations, readings: &mut IndexMap<String, Reading>) {
    let Some(outside) = kind("on-premises") else { return };
    let is = |readings: &IndexMap<String, Reading>, id: &str, kinds: &[&str]| {
        readings.get(id).and_then(|r| r.kind).is_some_and(|k| kinds.contains(&k.id))
    };
    let nodes: Vec<&String> = graph.nodes.values().filter(|n| !n.is_cluster).map(|n| &n.id).collect();
    for id in nodes {
        let Some(site) = around(graph, id).into_iter().find(|c| is(readings, c, &["on-premises"])) else { continue };
        let ends_at_gateway = graph.edges.iter().any(|e| {
            let other = if e.from == *id { &e.to } else { &e.from };
            (e.from == *id || e.to == *id)
                && is(readings, other, &["vpn-gateway", "expressroute", "local-network-gateway"])
                && !around(graph, other).contains(&site)
        });
        let ranges = readings.get(&site).map(|r| r.facts.prefixes.clone()).unwrap_or_default();
        let stated = annotations.of(id, "kind").is_some();
        let Some(reading) = readings.get_mut(id) else { continue };
        let is_device = match reading.kind {
            // A name server there is no zone of Azure's, unless it is called as one.
            Some(kind) if kind.id == "private-dns-zone" => reading.facts.zone.is_none(),
            Some(kind) => DEVICES.contains(&kind.id) || (kind.id == "external-client" && ends_at_gateway),
            None => ends_at_gateway && reading.thing,
        };
        if stated || !is_device {
            continue;
        }
        reading.kind = Some(outside);
        reading.reason = "it stands on premises".to_owned();
        reading.near.clear();
        reading.facts.also.clear();
        reading.facts.alternatives.clear();
        if reading.facts.prefixes.is_empty() {
            reading.facts.prefixes = ranges;
        }
        for property in outside.properties {
            if let Some((value, _)) = property.said(&reading.text) {
                reading.facts.state(StatedProperty { key: property.key, value, span: reading.span });
            }
        }
    }
}

/// The subgraphs around a node, the nearest first.
fn around(graph: &Graph, id: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = graph.nodes.get(id).and_then(|n| n.parent.clone());
    while let Some(cluster) = next.filter(|c| seen.insert(c.clone())) {
        next = graph.cluster(&cluster).and_then(|c| c.parent.clone());
        out.push(cluster);
    }
    out
}
