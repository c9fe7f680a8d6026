//! Messages, events, settings, search and models.

use siteplan::catalog::{Access, SubnetRole};
use siteplan::iac::Expr;

use crate::drawing::{Drawing, at, one, param, setting, symbol, text};

#[test]
fn what_takes_roles_takes_no_keys() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let kinds =
        ["app-configuration", "service-bus", "event-hubs", "ai-search", "azure-openai", "ai-services", "signalr"];
    for (i, kind) in kinds.into_iter().enumerate() {
        let part = drawing.add(kind, &format!("service{i}"));
        drawing.uses(app, part, Access::Write);
    }
    let plan = drawing.checked();
    for (i, kind) in kinds.iter().enumerate() {
        let resource = plan.resource(&symbol(&format!("service{i}"))).expect("its resource");
        assert_eq!(at(resource, "properties.disableLocalAuth"), &Expr::Bool(true), "{kind}");
        assert_eq!(text(resource, "properties.publicNetworkAccess"), "Enabled", "{kind}");
    }
    let site = one(&plan, "Microsoft.Web/sites");
    let told =
        ["APP_CONFIG_ENDPOINT", "SEARCH_ENDPOINT", "AZURE_OPENAI_ENDPOINT", "AI_SERVICES_ENDPOINT", "SIGNALR_HOST"];
    for name in told {
        assert!(setting(site, name).is_some(), "{name}");
    }
}

#[test]
fn a_private_service_is_not_public() {
    let kinds =
        ["app-configuration", "service-bus", "event-hubs", "ai-search", "azure-openai", "ai-services", "signalr"];
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "endpoints", SubnetRole::PrivateEndpoints, "10.0.1.0/27");
    for (i, kind) in kinds.into_iter().enumerate() {
        let part = drawing.add(kind, &format!("service{i}"));
        drawing.endpoint(subnet, &format!("private{i}"), part);
    }
    let plan = drawing.checked();
    for (i, kind) in kinds.iter().enumerate() {
        let resource = plan.resource(&symbol(&format!("service{i}"))).expect("its resource");
        assert_eq!(text(resource, "properties.publicNetworkAccess"), "Disabled", "{kind}");
    }
    assert_eq!(param(&plan, "service1Sku").allowed, ["Premium".into()], "Service Bus is private in Premium only");
}

#[test]
fn clients_of_service_bus_are_told_a_host_name() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let bus = drawing.add("service-bus", "bus");
    drawing.uses(app, bus, Access::Write);
    let plan = drawing.checked();
    let site = one(&plan, "Microsoft.Web/sites");
    let Some(Expr::Replace(inner, port, _)) = setting(site, "SERVICE_BUS_NAMESPACE") else { panic!("no host name") };
    assert_eq!(port, ":443/");
    assert!(matches!(&**inner, Expr::Replace(_, scheme, _) if scheme == "https://"));
}
