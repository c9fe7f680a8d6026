//! App Service plan: the machines that apps run on.

use crate::catalog::azurerm::{Field, Form, Mapping, Via, set};
use crate::{
    catalog::{site, zones, Kind, Logs, LinkKind, Lowering, Naming, Os, SKUS, Tier, sku_named},
    iac::{Expr, Object, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "app-service-plan",
    title: "App Service plan",
    summary: "The machines that one or more apps run on; its size decides the tier and so what the apps may do.",
    names: &["app service plan", "hosting plan", "server farm", "serverfarm", "asp plan", "app service tarif", "앱 서비스 플랜", "app service プラン", "应用服务计划", "asp"],
    resource: Some(ResourceType { name: "Microsoft.Web/serverfarms", api: "2025-03-01" }),
    naming: Naming { abbreviation: "asp", max: 60, compact: false, global: false },
    hosting: true,
    diagnostics: &[Logs::METRICS],
    glyph: "M2 3h12v3H2zM2 7h12v3H2zM2 11h12v3H2z",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let facts = &part.facts;
    let environment = lowering.from(LinkKind::Hosts).find(|p| p.kind.id == "app-service-environment");
    let fallback = if environment.is_some() { Tier::Isolated } else { facts.tier.as_ref().map_or(Tier::Premium, |t| t.value) };
    let names: Vec<&str> = facts.skus.iter().map(|s| s.value.name).collect();
    let default = names.first().copied().unwrap_or(fallback.default_sku());
    let tier = sku_named(default).map_or(fallback, |s| s.tier);
    // Alternatives that are drawn are the choice; else every size of the tier.
    let allowed: Vec<&str> = if names.len() > 1 { names } else { SKUS.iter().filter(|s| s.tier == tier && family(s.name) == family(default)).map(|s| s.name).collect() };
    let sku = lowering.param(Param {
        name: format!("{}Sku", part.symbol.as_str()),
        ty: ParamType::String,
        description: "The size of the App Service plan.".to_owned(),
        default: Some(default.into()),
        allowed: allowed.into_iter().map(Expr::from).collect(),
        ..Param::default()
    });
    let most = i64::from(tier.limits().instances).max(1);
    // A tier of one instance has no zones to stand in; a rule tells of that.
    let zones = facts.zone_redundant.is_some() || environment.is_some_and(|e| e.facts.zone_redundant.is_some());
    let fewest = if zones { 2.min(most) } else { 1 };
    let stated = facts.instances.as_ref().map(|i| i64::from(i.value.min));
    let capacity = lowering.param(Param {
        name: format!("{}Capacity", part.symbol.as_str()),
        ty: ParamType::Int,
        description: match lowering.from(LinkKind::Scales).next() {
            Some(_) => "The number of instances to begin with; autoscale takes over from here.".to_owned(),
            None => "The number of instances.".to_owned(),
        },
        default: Some(Expr::Int(stated.unwrap_or(if most > 3 { 2 } else { 1 }).clamp(fewest, most))),
        min: Some(fewest),
        max: Some(most),
        ..Param::default()
    });
    let Some(mut resource) = lowering.resource() else { return };
    let linux = facts.os != Some(Os::Windows);
    resource.body.insert("kind".to_owned(), if linux { "linux" } else { "app" }.into());
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku), ("capacity", capacity)]));
    let mut properties = Object::new();
    properties.insert("reserved".to_owned(), Expr::Bool(linux));
    if let Some(environment) = environment {
        let profile = Expr::object([("id", Expr::Id(environment.symbol.clone()))]);
        properties.insert("hostingEnvironmentProfile".to_owned(), profile);
    }
    if let Some(environment) = environment.filter(|_| facts.zone_redundant.is_none()) {
        properties.insert("zoneRedundant".to_owned(), zones::of_environment(lowering, environment));
        // Instances in an environment are machines that come and go slowly (environment/using).
        resource.minutes = 90;
        // Its network settings go on changing for a while after Azure has taken them.
        resource.depends_on.push(site::networking(environment));
    }
    if facts.zone_redundant.is_some() {
        properties.insert("zoneRedundant".to_owned(), Expr::Bool(true));
    }
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
}

/// The plans of Functions differ in what their apps must state, so one is not an alternative to another: EP, FC or Y.
fn family(sku: &str) -> &str {
    ["EP", "FC", "Y"].into_iter().find(|f| sku.starts_with(f)).unwrap_or_default()
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Web/serverfarms",
        form: Form::group("azurerm_service_plan"),
        fields: &[
            Field::Set("kind", "os_type", Via::Words(&[("linux", "Linux"), ("app", "Windows")])),
            Field::Left("properties.reserved", "the operating system says it"),
            set("sku.name", "sku_name"),
            set("sku.capacity", "worker_count"),
            set("properties.hostingEnvironmentProfile.id", "app_service_environment_id"),
            set("properties.zoneRedundant", "zone_balancing_enabled"),
            set("properties.perSiteScaling", "per_site_scaling_enabled"),
            set("properties.maximumElasticWorkerCount", "maximum_elastic_worker_count"),
        ],
        demands: &["os_type", "sku_name"],
        ..Mapping::BASE
    },
];
