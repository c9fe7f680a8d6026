//! Function apps and static web apps.

use siteplan::catalog::{Access, Facts, LinkKind, Runtime, StatedProperty, SubnetRole};
use siteplan::iac::Expr;
use siteplan::source::Span;

use crate::drawing::{Drawing, at, of_type, one, param, setting, symbol, text};

const ROLE: &str = "Microsoft.Authorization/roleAssignments";
const STORAGE: &str = "Microsoft.Storage/storageAccounts";

#[test]
fn a_function_app_keeps_its_state_in_a_storage_account_of_its_own() {
    let mut drawing = Drawing::default();
    let app = drawing.hosted("function-app", "jobs", "EP1");
    let fx = "PYTHON|3.12".to_owned();
    drawing.part(app).facts.runtime = Some(Runtime { fx, title: "Python 3.12".to_owned() });
    let plan = drawing.checked();
    let site = one(&plan, "Microsoft.Web/sites");
    assert_eq!(text(site, "kind"), "functionapp,linux");
    assert_eq!(at(site, "properties.siteConfig.alwaysOn"), &Expr::Bool(false));
    assert_eq!(setting(site, "AzureWebJobsStorage__accountName"), Some(&Expr::Name(symbol("jobsStorage"))));
    assert_eq!(setting(site, "FUNCTIONS_WORKER_RUNTIME"), Some(&Expr::param("jobsWorker")));
    assert_eq!(param(&plan, "jobsWorker").default, Some("python".into()));
    assert_eq!(param(&plan, "jobsWorkerVersion").default, Some("3.12".into()));
    assert_eq!(at(one(&plan, STORAGE), "properties.allowSharedKeyAccess"), &Expr::Bool(false));
    assert_eq!(one(&plan, ROLE).scope, Some(symbol("jobsStorage")));
}

#[test]
fn a_function_app_uses_the_storage_account_that_is_drawn() {
    let mut drawing = Drawing::default();
    let app = drawing.hosted("function-app", "jobs", "P1v3");
    let slot = drawing.add("deployment-slot", "staging");
    drawing.link(app, LinkKind::Hosts, slot);
    let storage = drawing.add("storage-account", "files");
    drawing.uses(app, storage, Access::Write);
    let plan = drawing.checked();
    one(&plan, STORAGE);
    let site = one(&plan, "Microsoft.Web/sites");
    assert_eq!(setting(site, "AzureWebJobsStorage__accountName"), Some(&Expr::Name(symbol("files"))));
    assert_eq!(at(site, "properties.siteConfig.alwaysOn"), &Expr::Bool(true));
    let slot = one(&plan, "Microsoft.Web/sites/slots");
    assert_eq!(setting(slot, "AzureWebJobsStorage__accountName"), Some(&Expr::Name(symbol("files"))));
    assert_eq!(of_type(&plan, ROLE).len(), 2, "the slot has an identity of its own");
}

#[test]
fn flex_consumption_is_configured_in_its_own_way() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "apps", SubnetRole::Integration, "10.0.1.0/26");
    let app = drawing.hosted("function-app", "jobs", "FC1");
    drawing.link(app, LinkKind::Integrates, subnet);
    let plan = drawing.checked();
    let site = one(&plan, "Microsoft.Web/sites");
    assert_eq!(at(site, "properties.siteConfig.linuxFxVersion"), &Expr::Null);
    assert_eq!(setting(site, "FUNCTIONS_WORKER_RUNTIME"), None);
    assert_eq!(at(site, "properties.functionAppConfig.runtime.name"), &Expr::param("jobsWorker"));
    one(&plan, "Microsoft.Storage/storageAccounts/blobServices/containers");
    assert_eq!(param(&plan, "jobsPlanSku").allowed, ["FC1".into()]);
    let subnet = one(&plan, "Microsoft.Network/virtualNetworks/subnets");
    assert_eq!(text(subnet, "properties.delegations.0.properties.serviceName"), "Microsoft.App/environments");
}

#[test]
fn a_static_web_app_stands_where_such_apps_can() {
    let mut drawing = Drawing::default();
    let region = Some("westeurope".to_owned());
    drawing.add_with("static-web-app", "front", Facts { region, ..Facts::default() });
    drawing.add("static-web-app", "other");
    let plan = drawing.checked();
    assert_eq!(param(&plan, "frontLocation").default, Some("westeurope".into()));
    assert_eq!(param(&plan, "otherLocation").default, Some("eastus2".into()));
    assert_eq!(param(&plan, "frontSku").default, Some("Standard".into()));
}

/// Every property of the catalogue with each of its words changes something that is deployed, and stays well-formed.
#[test]
fn what_is_stated_of_a_property_is_deployed() {
    let words = |key: &str| match key {
        "health" => vec!["/", "/health"],
        "cors" => vec!["*", "https://a.example,https://b.example"],
        _ => Vec::new(),
    };
    for kind in ["web-app", "key-vault", "storage-account", "sql-server"] {
        for property in siteplan::catalog::kind(kind).expect("a kind").properties {
            let mut texts = Vec::new();
            let values = if property.words().is_empty() { words(property.key) } else { property.words() };
            for value in &values {
                let mut drawing = Drawing::default();
                let id = if kind == "web-app" { drawing.hosted(kind, "api", "S1") } else { drawing.add(kind, "api") };
                let stated = StatedProperty { key: property.key, value: (*value).to_owned(), span: Span::default() };
                drawing.part(id).facts.state(stated);
                let plan = drawing.checked();
                let defaults: Vec<_> = plan.params.iter().map(|p| &p.default).collect();
                texts.push(format!("{:?} {defaults:?}", plan.resources));
            }
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), values.len(), "{kind}: {} changes nothing", property.key);
        }
    }
}
