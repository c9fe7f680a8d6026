//! Subnet, with what its role asks for: delegation, fixed name, policies.

use crate::catalog::azurerm::{Beside, Field, Form, Mapping, Via, enabled, set};
use crate::{
    catalog::{addresses, Kind, LinkKind, Lowering, Naming, Nature, SubnetRole, functions, site},
    iac::{Area, Expr, Object, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "subnet",
    title: "Subnet",
    summary: "A range of a VNet's addresses with one purpose.",
    nature: Nature::Container,
    names: &["subnet", "integration subnet", "vnet integration subnet", "private endpoint subnet", "pe subnet", "ase subnet", "gatewaysubnet", "azurebastionsubnet", "azurefirewallsubnet", "서브넷", "サブネット", "子网", "subnetz", "app subnet", "integrationssubnetz", "snet"],
    resource: Some(ResourceType { name: "Microsoft.Network/virtualNetworks/subnets", api: "2025-09-01" }),
    naming: Naming { abbreviation: "snet", max: 80, compact: false, global: false },
    area: Some(Area::Network),
    glyph: "M2 4h12v8H2zM5 4v8M11 4v8",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(vnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "virtual-network") else { return };
    let Some(mut resource) = lowering.resource() else { return };
    resource.parent = Some(vnet.symbol.clone());
    resource.location = None;
    resource.tags = None;
    let role = part.facts.role.unwrap_or(SubnetRole::General);
    if let Some(name) = role.fixed_name() {
        resource.name = name.into();
    }
    // Azure changes one subnet of a VNet at a time and refuses the second, so each waits for the one before.
    let mut siblings: Vec<_> = lowering.of(vnet, LinkKind::Contains, true).into_iter().filter(|p| p.kind.id == "subnet").collect();
    // A route table waits for the firewall and so for the firewall's subnet: the subnets that use one come last, or it is a circle.
    siblings.sort_by_key(|s| lowering.of(s, LinkKind::Governs, false).iter().any(|g| g.kind.id == "route-table"));
    let place = siblings.iter().position(|p| p.symbol == part.symbol).unwrap_or(0);
    if let Some(before) = place.checked_sub(1).and_then(|i| siblings.get(i)) {
        resource.depends_on.push(before.symbol.clone());
    }
    let mut properties = Object::new();
    if let Some(range) = addresses::ranges(lowering, part).into_iter().next() {
        properties.insert("addressPrefix".to_owned(), range);
    }
    let stated = part.facts.delegations.iter().find_map(|d| d.value.clone());
    let injected = lowering.to(LinkKind::Contains).find_map(|p| p.kind.injected);
    let flex = lowering.from(LinkKind::Integrates).any(|app| {
        functions::is_flex(site::plan(lowering, app))
    });
    let usual = match role {
        SubnetRole::Database | SubnetRole::General if injected.is_some() => injected,
        SubnetRole::Integration if flex => Some("Microsoft.App/environments"),
        _ => role.delegation(),
    };
    if let Some(service) = stated.or_else(|| usual.map(str::to_owned)) {
        let name = service.rsplit('/').next().unwrap_or("delegation").to_owned();
        let delegation = Expr::object([
            ("name", Expr::Str(name)),
            ("properties", Expr::object([("serviceName", Expr::Str(service))])),
        ]);
        properties.insert("delegations".to_owned(), Expr::Array(vec![delegation]));
    }
    let gateways = lowering.to(LinkKind::Contains).filter(|p| p.kind.id == "application-gateway");
    let behind = gateways.flat_map(|g| lowering.of(g, LinkKind::Ingress, true));
    if behind.into_iter().any(|app| site::gateway_subnet(lowering, app).is_some_and(|s| s.symbol == part.symbol)) {
        let endpoint = Expr::object([("service", "Microsoft.Web".into())]);
        properties.insert("serviceEndpoints".to_owned(), Expr::Array(vec![endpoint]));
    }
    for governor in lowering.from(LinkKind::Governs) {
        let property = match governor.kind.id {
            "network-security-group" => "networkSecurityGroup",
            "route-table" => "routeTable",
            "nat-gateway" => "natGateway",
            _ => continue,
        };
        properties.insert(property.to_owned(), Expr::object([("id", Expr::Id(governor.symbol.clone()))]));
    }
    if role == SubnetRole::PrivateEndpoints {
        // Endpoints call nobody. Which is usual depends on the version of the API (default-outbound-access).
        properties.insert("defaultOutboundAccess".to_owned(), Expr::Bool(false));
        properties.insert("privateEndpointNetworkPolicies".to_owned(), "Enabled".into());
    }
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/virtualNetworks/subnets",
        form: Form::named_child("azurerm_subnet", "virtual_network_name"),
        fields: &[
            Field::Set("properties.addressPrefix", "address_prefixes", Via::Alone),
            set("properties.defaultOutboundAccess", "default_outbound_access_enabled"),
            set("properties.privateEndpointNetworkPolicies", "private_endpoint_network_policies"),
            enabled("properties.privateLinkServiceNetworkPolicies", "private_link_service_network_policies_enabled"),
            Field::Pluck("properties.serviceEndpoints", &[("service", "service_endpoints")]),
            Field::Each(
                "properties.delegations",
                "delegation",
                &[
                    set("name", "name"),
                    set("properties.serviceName", "service_delegation.name"),
                    Field::Set("properties.serviceName", "service_delegation.actions", ACTIONS),
                ],
            ),
            Field::Beside(&Beside {
                path: "properties.networkSecurityGroup.id",
                inner: "",
                name: "azurerm_subnet_network_security_group_association",
                own: "subnet_id",
                other: "network_security_group_id",
            }),
            Field::Beside(&Beside {
                path: "properties.routeTable.id",
                inner: "",
                name: "azurerm_subnet_route_table_association",
                own: "subnet_id",
                other: "route_table_id",
            }),
            Field::Beside(&Beside {
                path: "properties.natGateway.id",
                inner: "",
                name: "azurerm_subnet_nat_gateway_association",
                own: "subnet_id",
                other: "nat_gateway_id",
            }),
        ],
        ..Mapping::BASE
    },
];

/// Azure adds these actions by itself; where they are not stated, every plan of Terraform would take them away again.
const ACTIONS: Via = Via::Lists(&[
    ("Microsoft.Web/serverFarms", &["Microsoft.Network/virtualNetworks/subnets/action"]),
    ("Microsoft.Web/hostingEnvironments", &["Microsoft.Network/virtualNetworks/subnets/action"]),
    ("Microsoft.Network/dnsResolvers", &["Microsoft.Network/virtualNetworks/subnets/join/action"]),
    ("Microsoft.App/environments", &["Microsoft.Network/virtualNetworks/subnets/join/action"]),
    ("Microsoft.DBforPostgreSQL/flexibleServers", &["Microsoft.Network/virtualNetworks/subnets/join/action"]),
    ("Microsoft.DBforMySQL/flexibleServers", &["Microsoft.Network/virtualNetworks/subnets/join/action"]),
]);
