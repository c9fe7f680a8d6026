//! Load balancer: connections spread over machines, from a public address or from one of a subnet.

use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, public_ip},
    iac::{Area, Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "load-balancer",
    title: "Load balancer",
    summary: "Spreads connections over machines in a VNet, from an address that is public or of a subnet.",
    names: &["load balancer", "azure load balancer", "public load balancer", "external load balancer", "standard load balancer", "azure standard load balancer", "gateway load balancer", "loadbalancer", "부하 분산 장치", "ロード バランサー", "负载均衡器", "lastenausgleich"],
    weak_names: &["lb"],
    resource: Some(ResourceType { name: "Microsoft.Network/loadBalancers", api: "2025-09-01" }),
    naming: Naming { abbreviation: "lbe", max: 80, compact: false, global: false },
    diagnostics: &[Logs::METRICS],
    area: Some(Area::Network),
    glyph: "M8 2v4M8 6H3v4M8 6h5v4M2 10h2v3H2zM12 10h2v3h-2z",
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let subnet = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet");
    let reference = |symbol| Expr::object([("id", Expr::Id(symbol))]);
    let front = match subnet {
        Some(subnet) => Expr::object([("privateIPAllocationMethod", "Dynamic".into()), ("subnet", reference(subnet.symbol.clone()))]),
        None => Expr::object([("publicIPAddress", reference(public_ip::public_ip(lowering, false)))]),
    };
    resource.body.insert("sku".to_owned(), Expr::object([("name", "Standard".into()), ("tier", "Regional".into())]));
    let properties = Expr::object([
        ("frontendIPConfigurations", Expr::Array(vec![Expr::object([("name", "front".into()), ("properties", front)])])),
        // The machines behind it join the pool themselves, and the rules are theirs.
        ("backendAddressPools", Expr::Array(vec![Expr::object([("name", "machines".into())])])),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
}
