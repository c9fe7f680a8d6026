//! What stands in what: of all that holds a thing, the one that is nearest.

use indexmap::IndexMap;

use super::{Architecture, ComponentId};
use crate::catalog::{Kind, LinkKind};

/// Returns what each component stands in. `near` says which relations hold, by their kind and the holder's, and how closely: 0 is the
/// closest.
#[must_use]
pub fn holders(
    architecture: &Architecture,
    near: impl Fn(LinkKind, &Kind) -> Option<u8>,
) -> IndexMap<ComponentId, ComponentId> {
    let mut held: Vec<(u8, ComponentId, ComponentId)> = Vec::new();
    for relation in &architecture.relations {
        let order = architecture.get(relation.from).and_then(|c| near(relation.kind, c.kind));
        held.extend(order.map(|order| (order, relation.to, relation.from)));
    }
    held.sort_by_key(|(order, ..)| *order);
    let mut out = IndexMap::new();
    for (_, inner, outer) in held {
        hold(&mut out, inner, outer);
    }
    out
}

/// Puts one component into another, unless it stands somewhere already or is around the other.
pub fn hold(holders: &mut IndexMap<ComponentId, ComponentId>, inner: ComponentId, outer: ComponentId) {
    let mut around = std::iter::successors(Some(outer), |id| holders.get(id).copied()).take(holders.len() + 1);
    if !holders.contains_key(&inner) && around.all(|id| id != inner) {
        holders.insert(inner, outer);
    }
}
