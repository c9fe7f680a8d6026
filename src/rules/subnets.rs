//! Integration subnets: their size, and the plans that use them.

use super::Scope;
use crate::{
    catalog::{Cidr, LinkKind, SubnetRole},
    diag::Edit,
    model::{Component, ComponentId},
    source::Span,
};

/// The addresses that Azure keeps of every subnet.
const KEPT: u64 = 5;

/// The integration subnets that are drawn or implied.
pub(super) fn integration<'a>(scope: &Scope<'a>) -> impl Iterator<Item = (ComponentId, &'a Component)> {
    scope.meant("subnet").filter(|(_, c)| c.facts.role == Some(SubnetRole::Integration))
}

/// The prefix length that the drawing gives a subnet, and where.
pub(super) fn stated_prefix(subnet: &Component) -> Option<(Span, u8)> {
    let range = subnet.facts.prefixes.iter().filter(|_| !subnet.facts.derived).min_by_key(|p| p.value.prefix());
    let length = || subnet.facts.prefix_length.as_ref().map(|l| (l.span, l.value));
    range.map(|p| (p.span, p.value.prefix())).or_else(length)
}

/// The plans whose apps send their traffic through a subnet.
pub(super) fn plans_through(scope: &Scope<'_>, subnet: ComponentId) -> Vec<ComponentId> {
    let apps = scope.architecture.from(subnet, LinkKind::Integrates);
    let mut plans: Vec<ComponentId> = apps.filter_map(|(a, _)| Some(scope.architecture.plan_of(a)?.0)).collect();
    plans.sort_unstable();
    plans.dedup();
    plans
}

/// The most instances of a plan: stated on it or on its autoscale setting, else the most that its sizes allow.
pub(super) fn most_instances(scope: &Scope<'_>, plan: ComponentId) -> Option<u32> {
    let facts = &scope.get(plan)?.facts;
    let scaled = scope.architecture.from(plan, LinkKind::Scales).filter_map(|(_, a)| a.facts.instances.as_ref());
    let stated = facts.instances.iter().chain(scaled).map(|i| i.value.max).max();
    let sizes = facts.skus.iter().map(|s| s.value.tier.limits().instances).max();
    stated.or(sizes).or_else(|| Some(scope.architecture.tier_of(plan)?.limits().instances))
}

/// The instances that a subnet of a prefix length has room for, each with two addresses while the plan scales.
pub(super) fn room(prefix: u8) -> u64 {
    let addresses = 1u64.checked_shl(u32::from(32u8.saturating_sub(prefix))).unwrap_or(0);
    addresses.saturating_sub(KEPT) / 2
}

/// The smallest subnet that a number of instances can scale in; /26 is the size that Microsoft gives one plan of any tier.
pub(super) fn wanted(instances: u32, plans: usize) -> u8 {
    let exact = crate::catalog::integration_prefix(instances);
    if plans > 1 { exact.min(26) } else { exact.max(26) }
}

/// Returns the edit that gives a subnet a bigger range, and that range: around the old one where nothing else is there, else the
/// first that is free in the VNet.
pub(super) fn resized(scope: &Scope<'_>, subnet: ComponentId, prefix: u8) -> Option<(Edit, Cidr)> {
    let component = scope.get(subnet)?;
    let [stated] = component.facts.prefixes.as_slice() else { return None };
    if component.facts.derived || stated.value.to_string() != scope.source.slice(stated.span) {
        return None;
    }
    let (vnet, _) =
        scope.architecture.from(subnet, LinkKind::Contains).find(|(_, c)| c.kind.id == "virtual-network")?;
    let siblings = scope.architecture.to(vnet, LinkKind::Contains).filter(|(id, _)| *id != subnet);
    let taken: Vec<Cidr> = siblings.flat_map(|(_, s)| s.facts.prefixes.iter().map(|p| p.value)).collect();
    let spaces: Vec<Cidr> = scope.get(vnet)?.facts.prefixes.iter().map(|p| p.value).collect();
    let around = stated
        .value
        .widened(prefix)
        .filter(|w| spaces.iter().any(|s| s.contains(*w)) && !taken.iter().any(|t| t.overlaps(*w)));
    let range = around.or_else(|| spaces.iter().find_map(|s| s.free(prefix, &taken)))?;
    Some((Edit::replace(stated.span, range.to_string()), range))
}
