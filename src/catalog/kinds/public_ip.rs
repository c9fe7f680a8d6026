//! Public IP address.

use crate::catalog::azurerm::{Form, Mapping, set};
use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, public_ip},
    iac::Area,
};

pub(super) static KIND: Kind = Kind {
    id: "public-ip",
    title: "Public IP address",
    summary: "An address on the Internet that a gateway, a firewall or a NAT gateway answers or leaves by.",
    names: &["public ip", "public ip address", "azure public ip", "static public ip", "public ip prefix", "pip", "공용 ip", "パブリック ip"],
    weak_names: &["static ip", "outbound ip"],
    resource: Some(public_ip::ADDRESS),
    naming: Naming { abbreviation: "pip", max: 80, compact: false, global: false },
    diagnostics: &[Logs::ALL],
    area: Some(Area::Network),
    glyph: "M8 1a5 5 0 0 1 5 5c0 4-5 9-5 9S3 10 3 6a5 5 0 0 1 5-5zM8 4v4",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    // A gateway of an AZ size takes a zonal address only.
    let all = [LinkKind::Contains, LinkKind::Hosts, LinkKind::Ingress, LinkKind::Governs, LinkKind::Connects];
    let near = all.into_iter().flat_map(|kind| lowering.to(kind).chain(lowering.from(kind)));
    let gateway = near.into_iter().any(|p| matches!(p.kind.id, "vpn-gateway" | "expressroute") || p.facts.zone_redundant.is_some());
    let zones = gateway || lowering.part.facts.zone_redundant.is_some();
    public_ip::fill(lowering, &mut resource, zones);
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/publicIPAddresses",
        form: Form::group("azurerm_public_ip"),
        fields: &[
            set("sku.name", "sku"),
            set("sku.tier", "sku_tier"),
            set("properties.publicIPAllocationMethod", "allocation_method"),
            set("properties.publicIPAddressVersion", "ip_version"),
            set("properties.idleTimeoutInMinutes", "idle_timeout_in_minutes"),
            set("properties.dnsSettings.domainNameLabel", "domain_name_label"),
            set("zones", "zones"),
        ],
        demands: &["allocation_method"],
        reads: &[("properties.ipAddress", "ip_address"), ("properties.dnsSettings.fqdn", "fqdn")],
        ..Mapping::BASE
    },
];
