//! The public address of a gateway, a firewall or a Bastion: the one that is drawn, else one of its own.

use super::{Lowering, Part, zones};
use crate::iac::{Expr, Resource, ResourceType, Symbol};

/// The type of a public address.
pub(super) const ADDRESS: ResourceType =
    ResourceType { name: "Microsoft.Network/publicIPAddresses", api: "2025-09-01" };

/// Gives a resource what every public address here has: the Standard SKU and an address that stays.
pub(super) fn fill(lowering: &mut Lowering<'_>, address: &mut Resource, zones: bool) {
    address.body.insert("sku".to_owned(), Expr::object([("name", "Standard".into()), ("tier", "Regional".into())]));
    if zones {
        address.body.insert("zones".to_owned(), zones::of_region(lowering));
    }
    let properties = [("publicIPAllocationMethod", "Static".into()), ("publicIPAddressVersion", "IPv4".into())];
    address.body.insert("properties".to_owned(), Expr::object(properties));
}

/// Returns the public address of the part, which is added where the diagram draws none.
pub(super) fn public_ip(lowering: &mut Lowering<'_>, zones: bool) -> Symbol {
    if let Some(drawn) = drawn(lowering) {
        return drawn.symbol.clone();
    }
    let part = lowering.part;
    let name = Expr::Concat(vec!["pip-".into(), part.name.clone()]);
    let mut address = lowering.extra("PublicIp", ADDRESS, name);
    address.location = Some(part.location.clone());
    address.tags = Some(lowering.tags());
    fill(lowering, &mut address, zones);
    let symbol = address.symbol.clone();
    lowering.push(address);
    symbol
}

/// Diagrams join a gateway and its address in either direction and with any words, so every relation counts.
fn drawn<'a>(lowering: &Lowering<'a>) -> Option<&'a Part> {
    let world = lowering.world;
    world.links.iter().find_map(|link| {
        let other = match lowering.index {
            index if index == link.from => link.to,
            index if index == link.to => link.from,
            _ => return None,
        };
        world.parts.get(other).filter(|p| p.kind.id == "public-ip" && p.condition.is_none())
    })
}
