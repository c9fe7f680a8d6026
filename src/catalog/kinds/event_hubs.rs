//! Event Hubs.

use crate::catalog::azurerm::{Field, Form, Mapping, enabled, not, set, tls};
use crate::{
    catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting, size},
    iac::{Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "event-hubs",
    title: "Azure Event Hubs",
    summary: "Streams of events that many read at their own pace; reached with an identity, never with a key.",
    names: &["event hub", "azure event hub", "eventhub", "event hub namespace", "이벤트 허브"],
    weak_names: &["event stream", "kafka"],
    resource: Some(ResourceType { name: "Microsoft.EventHub/namespaces", api: "2026-01-01" }),
    naming: Naming { abbreviation: "evhns", max: 50, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "namespace", zones: &["privatelink.servicebus.windows.net"], words: &[] }],
    roles: &[
        DataRole { access: Access::Read, name: "Azure Event Hubs Data Receiver", guid: "a638d3c7-ab3a-418d-83e6-5f17a39d4fde", group: "" },
        DataRole { access: Access::Write, name: "Azure Event Hubs Data Sender", guid: "2b629674-e913-4c01-ae53-ef4638d8f975", group: "" },
        DataRole { access: Access::Write, name: "Azure Event Hubs Data Receiver", guid: "a638d3c7-ab3a-418d-83e6-5f17a39d4fde", group: "" },
    ],
    settings: &[Setting { name: "EVENT_HUBS_NAMESPACE", path: &["properties", "serviceBusEndpoint"], without: &["https://", ":443/"] }],
    diagnostics: &[Logs::ALL],
    sizes: &["Standard", "Premium"],
    glyph: "M2 3h4v4H2zM2 9h4v4H2zM6 5h4v6H6M10 8h4M12 6l2 2-2 2",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let words = format!("The tier of {}.", lowering.part.title);
    let sku = size::size(lowering, &words, "Standard", KIND.sizes);
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku.clone()), ("tier", sku), ("capacity", Expr::Int(1))]));
    let properties = Expr::object([
        ("disableLocalAuth", Expr::Bool(true)),
        ("minimumTlsVersion", "1.2".into()),
        ("publicNetworkAccess", lowering.public_network_access()),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.EventHub/namespaces",
        form: Form::group("azurerm_eventhub_namespace"),
        fields: &[
            set("sku.name", "sku"),
            Field::Left("sku.tier", "the name says it"),
            set("sku.capacity", "capacity"),
            not("properties.disableLocalAuth", "local_authentication_enabled"),
            tls("properties.minimumTlsVersion", "minimum_tls_version"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
        ],
        demands: &["sku"],
        ..Mapping::BASE
    },
];
