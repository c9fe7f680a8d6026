//! SignalR Service.

use crate::{
    catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting, size},
    iac::{Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "signalr",
    title: "Azure SignalR Service",
    summary: "Live connections to browsers on behalf of an app; reached with an identity, never with a key.",
    names: &["signalr", "azure signalr", "signalr service", "azure signalr service"],
    resource: Some(ResourceType { name: "Microsoft.SignalRService/signalR", api: "2024-03-01" }),
    naming: Naming { abbreviation: "sigr", max: 63, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "signalr", zones: &["privatelink.service.signalr.net"], words: &[] }],
    roles: &[
        DataRole { access: Access::Read, name: "SignalR App Server", guid: "420fcaa2-552c-430f-98ca-3264be4806c7", group: "" },
        DataRole { access: Access::Write, name: "SignalR App Server", guid: "420fcaa2-552c-430f-98ca-3264be4806c7", group: "" },
    ],
    settings: &[Setting { name: "SIGNALR_HOST", path: &["properties", "hostName"], without: &[] }],
    diagnostics: &[Logs::ALL],
    sizes: &["Standard_S1", "Premium_P1"],
    glyph: "M8 8h.5M5 5a4 4 0 0 0 0 6M11 5a4 4 0 0 1 0 6M3 3a7 7 0 0 0 0 10M13 3a7 7 0 0 1 0 10",
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let words = format!("The size of {}.", lowering.part.title);
    let sku = size::size(lowering, &words, "Standard_S1", KIND.sizes);
    resource.body.insert("kind".to_owned(), "SignalR".into());
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku), ("capacity", Expr::Int(1))]));
    let mode = Expr::object([("flag", "ServiceMode".into()), ("value", "Default".into())]);
    let properties = Expr::object([
        ("features", Expr::Array(vec![mode])),
        ("disableLocalAuth", Expr::Bool(true)),
        ("publicNetworkAccess", lowering.public_network_access()),
        ("tls", Expr::object([("clientCertEnabled", Expr::Bool(false))])),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
}
