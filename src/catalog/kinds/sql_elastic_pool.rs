//! SQL elastic pool: capacity that the databases of one server share.

use crate::{
    catalog::{Kind, LinkKind, Lowering, Naming, size},
    iac::{Area, Expr, Object, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "sql-elastic-pool",
    title: "SQL elastic pool",
    summary: "Capacity that the databases of a SQL server share.",
    names: &["elastic pool", "sql elastic pool", "azure sql elastic pool", "탄력적 풀", "エラスティック プール"],
    resource: Some(ResourceType { name: "Microsoft.Sql/servers/elasticPools", api: "2025-01-01" }),
    naming: Naming { abbreviation: "sqlep", max: 128, compact: false, global: false },
    sizes: &["Standard", "Basic"],
    area: Some(Area::Data),
    glyph: "M3 4h10v3H3zM3 9h4v4H3zM9 9h4v4H9z",
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    // A pool is a part of one server, and without one there is nothing that it could hold.
    let Some(server) = lowering.from(LinkKind::Hosts).find(|p| p.kind.id == "sql-server") else { return };
    let Some(mut resource) = lowering.resource() else { return };
    resource.parent = Some(server.symbol.clone());
    let tier = size::size(lowering, &format!("The tier of {}.", lowering.part.title), "Standard", KIND.sizes);
    let name = Expr::Concat(vec![tier.clone(), "Pool".into()]);
    resource.body.insert("sku".to_owned(), Expr::object([("name", name), ("tier", tier), ("capacity", Expr::Int(50))]));
    resource.body.insert("properties".to_owned(), Expr::Object(Object::new()));
    lowering.push(resource);
}
