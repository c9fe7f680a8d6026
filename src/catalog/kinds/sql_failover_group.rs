//! SQL failover group: one name for a server and its replica in another region.

use crate::catalog::azurerm::{Field, Form, Mapping, Parent, Place, set};
use crate::{
    catalog::{Kind, Lowering, Naming, failover, Part, settings},
    iac::{Area, Expr, ResourceType, Symbol},
};

pub(super) static KIND: Kind = Kind {
    id: failover::ID,
    title: "SQL failover group",
    summary: "One name for a SQL server and its replica in another region.",
    names: &["failover group", "sql failover group", "auto failover group", "azure sql failover group", "failover group listener", "read write listener", "fog listener", "장애 조치 그룹", "フェールオーバー グループ"],
    weak_names: &["fog"],
    resource: Some(ResourceType { name: "Microsoft.Sql/servers/failoverGroups", api: "2025-01-01" }),
    naming: Naming { abbreviation: "fog", max: 63, compact: false, global: true },
    area: Some(Area::Data),
    told,
    glyph: "M2 5h5v6H2zM9 5h5v6H9zM7 7h2M7 9h2",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

/// An app knows both servers by one name, and the database that they share.
fn told(lowering: &Lowering<'_>, _: &Part, group: &Part) -> Vec<(&'static str, Expr)> {
    let [first, _, ..] = failover::servers(lowering, group)[..] else { return Vec::new() };
    std::iter::once(("SQL_SERVER", failover::listener(group))).chain(settings::database(first)).collect()
}

fn lower(lowering: &mut Lowering<'_>) {
    let servers = failover::servers(lowering, lowering.part);
    // With one server drawn there is nothing to fail over to.
    let [first, partner, ..] = servers[..] else { return };
    let Some(mut resource) = lowering.resource() else { return };
    resource.parent = Some(first.symbol.clone());
    resource.location = None;
    resource.tags = None;
    let database = Symbol(format!("{}Database", first.symbol.as_str()));
    let endpoint = Expr::object([
        ("failoverPolicy", "Automatic".into()),
        // Data that has not been copied yet is only given up after an hour (failover-group-sql-db).
        ("failoverWithDataLossGracePeriodMinutes", Expr::Int(60)),
    ]);
    let properties = Expr::object([
        ("readWriteEndpoint", endpoint),
        ("partnerServers", Expr::Array(vec![Expr::object([("id", Expr::Id(partner.symbol.clone()))])])),
        ("databases", Expr::Array(vec![Expr::Id(database)])),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
    let listener = failover::listener(lowering.part);
    lowering.output(format!("{}HostName", lowering.part.symbol.as_str()), "The name that leads to the server which takes writes.", listener);
}

const AZURERM: &[Mapping] = &[Mapping {
    arm: "Microsoft.Sql/servers/failoverGroups",
    form: Form::Resource {
        name: "azurerm_mssql_failover_group",
        parent: Parent::Id("server_id"),
        place: Place::Follows,
        tags: true,
    },
    fields: &[
        set("properties.databases", "databases"),
        Field::Each("properties.partnerServers", "partner_server", &[set("id", "id")]),
        set("properties.readWriteEndpoint.failoverPolicy", "read_write_endpoint_failover_policy.mode"),
        set(
            "properties.readWriteEndpoint.failoverWithDataLossGracePeriodMinutes",
            "read_write_endpoint_failover_policy.grace_minutes",
        ),
    ],
    demands: &["partner_server", "read_write_endpoint_failover_policy"],
    ..Mapping::BASE
}];
