//! Service Bus.

use crate::catalog::azurerm::{Field, Form, Mapping, Split, Value, enabled, not, set, tls};
use crate::{
    catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting, size},
    iac::{Expr, Plan, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "service-bus",
    title: "Azure Service Bus",
    summary: "Queues and topics between apps; reached with an identity, never with a key.",
    names: &[
        "service bus", "azure service bus", "servicebus", "service bus namespace", "service bus queue", "service bus topic", "서비스 버스",
    ],
    weak_names: &["message queue", "message bus", "message broker"],
    resource: Some(ResourceType { name: "Microsoft.ServiceBus/namespaces", api: "2026-01-01" }),
    naming: Naming { abbreviation: "sbns", max: 50, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "namespace", zones: &["privatelink.servicebus.windows.net"], words: &[] }],
    // Azure's own role for both directions may also change queues, so an app gets the two narrow ones.
    roles: &[
        DataRole { access: Access::Read, name: "Azure Service Bus Data Receiver", guid: "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", group: "" },
        DataRole { access: Access::Write, name: "Azure Service Bus Data Sender", guid: "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", group: "" },
        DataRole { access: Access::Write, name: "Azure Service Bus Data Receiver", guid: "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", group: "" },
    ],
    settings: &[Setting { name: "SERVICE_BUS_NAMESPACE", path: &["properties", "serviceBusEndpoint"], without: &["https://", ":443/"] }],
    diagnostics: &[Logs::ALL],
    sizes: &["Standard", "Premium"],
    glyph: "M2 4h12v8H2zM2 4l6 5 6-5",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let private = lowering.has_private_endpoint();
    // Private endpoints are of the Premium tier.
    let (usual, allowed): (_, &[&str]) = if private { ("Premium", &["Premium"]) } else { ("Standard", KIND.sizes) };
    let words = format!("The tier of {}.", lowering.part.title);
    let sku = size::size(lowering, &words, usual, allowed);
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku.clone()), ("tier", sku)]));
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
        arm: "Microsoft.ServiceBus/namespaces",
        form: Form::group("azurerm_servicebus_namespace"),
        fields: &[
            set("sku.name", "sku"),
            Field::Left("sku.tier", "the name says it"),
            set("sku.capacity", "capacity"),
            Field::Split("sku.name", premium),
            not("properties.disableLocalAuth", "local_auth_enabled"),
            tls("properties.minimumTlsVersion", "minimum_tls_version"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
        ],
        demands: &["sku"],
        reads: &[("properties.serviceBusEndpoint", "endpoint")],
        ..Mapping::BASE
    },
];

/// azurerm wants to be told the one messaging unit and the one partition that Premium begins with.
fn premium(sku: &Expr, _: &Plan) -> Option<Split> {
    let one = match sku {
        Expr::Str(name) if name != "Premium" => return Some(Split::default()),
        Expr::Str(_) => Value::Plain(Expr::Int(1)),
        other => Value::Hcl("{} == \"Premium\" ? 1 : 0", other.clone()),
    };
    Some(Split { arguments: vec![("capacity", one.clone()), ("premium_messaging_partitions", one)], must: None })
}
