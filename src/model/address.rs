//! Address plans: what is drawn is kept, what is not is derived, without overlap.

use super::{Architecture, ComponentId};
use crate::catalog::{Cidr, LinkKind, Stated, SubnetRole, integration_prefix};

/// Gives every VNet its range and every subnet its prefix. Returns what was derived, for the notes.
pub(super) fn plan(architecture: &mut Architecture) {
    let vnets: Vec<ComponentId> = architecture.of_kind("virtual-network").map(|(id, _)| id).collect();
    let mut spaces: Vec<Cidr> = Vec::new();
    for vnet in &vnets {
        spaces.extend(prefixes(architecture, *vnet));
        for (subnet, _) in subnets(architecture, *vnet) {
            spaces.extend(prefixes(architecture, subnet));
        }
    }
    for vnet in vnets {
        let drawn: Vec<Cidr> =
            subnets(architecture, vnet).iter().flat_map(|(s, _)| prefixes(architecture, *s)).collect();
        if prefixes(architecture, vnet).is_empty() {
            let Some(space) = space_for(&drawn, &spaces) else { continue };
            spaces.push(space);
            state(architecture, vnet, space);
        }
        let space = prefixes(architecture, vnet);
        let mut taken = drawn;
        for (subnet, role) in subnets(architecture, vnet) {
            if !prefixes(architecture, subnet).is_empty() {
                continue;
            }
            let length = wanted(architecture, subnet, role);
            let own = space.iter().find_map(|s| block(*s, role)?.free(length, &taken));
            if let Some(free) = own.or_else(|| space.iter().find_map(|s| s.free(length, &taken))) {
                taken.push(free);
                state(architecture, subnet, free);
            }
        }
    }
}

/// The sixteenth of a big VNet where the subnets of a role are, so that one more subnet moves none of another role.
fn block(space: Cidr, role: SubnetRole) -> Option<Cidr> {
    let place = SubnetRole::ALL.iter().position(|r| *r == role)?;
    let mut taken = Vec::new();
    for _ in 0..place {
        taken.push(space.free(20, &taken)?);
    }
    (space.prefix() <= 16).then(|| space.free(20, &taken)).flatten()
}

fn subnets(architecture: &Architecture, vnet: ComponentId) -> Vec<(ComponentId, SubnetRole)> {
    let of = architecture.to(vnet, LinkKind::Contains).filter(|(_, c)| c.kind.id == "subnet");
    of.map(|(id, c)| (id, c.facts.role.unwrap_or(SubnetRole::General))).collect()
}

fn prefixes(architecture: &Architecture, id: ComponentId) -> Vec<Cidr> {
    architecture.get(id).map(|c| c.facts.prefixes.iter().map(|p| p.value).collect()).unwrap_or_default()
}

fn state(architecture: &mut Architecture, id: ComponentId, value: Cidr) {
    if let Some(component) = architecture.components.get_mut(id.0) {
        let span = component.span;
        component.facts.prefixes.push(Stated { value, span });
        component.facts.derived = true;
    }
}

/// A /16 that holds the drawn subnets and touches no other VNet.
fn space_for(drawn: &[Cidr], taken: &[Cidr]) -> Option<Cidr> {
    if let Some(first) = drawn.first() {
        let around = (8..=16).rev().map(|p| widen(*first, p)).find(|s| drawn.iter().all(|d| s.contains(*d)));
        if around.is_some() {
            return around;
        }
    }
    "10.0.0.0/8".parse::<Cidr>().ok()?.free(16, taken)
}

fn widen(cidr: Cidr, prefix: u8) -> Cidr {
    let base = cidr.to_string();
    let address = base.split_once('/').and_then(|(a, _)| a.parse::<std::net::Ipv4Addr>().ok()).map_or(0, u32::from);
    Cidr::new(address, prefix).unwrap_or(cidr)
}

/// The prefix length of a subnet: stated, or by its role. An integration subnet has room for twice the plans' instances.
fn wanted(architecture: &Architecture, subnet: ComponentId, role: SubnetRole) -> u8 {
    if let Some(length) = architecture.get(subnet).and_then(|c| c.facts.prefix_length.as_ref()) {
        return length.value;
    }
    if role != SubnetRole::Integration {
        return role.default_prefix();
    }
    let apps = architecture.from(subnet, LinkKind::Integrates).map(|(id, _)| id);
    let mut plans: Vec<ComponentId> = apps.filter_map(|a| architecture.plan_of(a)).map(|(p, _)| p).collect();
    plans.sort_unstable();
    plans.dedup();
    let instances: u32 = plans.iter().filter_map(|p| architecture.tier_of(*p)).map(|t| t.limits().instances).sum();
    // /26 is what the page advises; a bigger tier asks for more.
    integration_prefix(instances).min(role.default_prefix())
}
