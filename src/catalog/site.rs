//! What an app and a slot have in common: both are sites, and both are deployed with the same care.

use super::{
    Facts, LinkKind, Lowering, Nature, Os, Part, Tier,
    functions::{self, Worker},
    release, settings,
};
use crate::iac::{Expr, Object, Param, ParamType, Resource, ResourceType, Symbol};

const SLOT: &str = "deployment-slot";
const CONFIG: ResourceType = ResourceType { name: "Microsoft.Web/sites/config", api: "2025-03-01" };

/// Returns the resource of a site: `site` is the app that the network and the settings are taken from, which for a slot is its
/// host.
pub(super) fn site(lowering: &mut Lowering<'_>, host: &Part) -> Option<Resource> {
    let mut resource = lowering.resource()?;
    let plan = plan(lowering, host);
    let os = host.facts.os.or_else(|| plan.and_then(|p| p.facts.os)).unwrap_or(Os::Linux);
    let worker = (host.kind.id == functions::ID).then(|| functions::worker(lowering, host));
    let kind = match (&worker, os) {
        (Some(_), Os::Linux) => "functionapp,linux",
        (Some(_), Os::Windows) => "functionapp",
        (None, Os::Linux) => "app,linux",
        (None, Os::Windows) => "app",
    };
    resource.body.insert("kind".to_owned(), kind.into());
    resource.body.insert("identity".to_owned(), identity(lowering, host));
    let mut properties = Object::new();
    if let Some(plan) = plan {
        properties.insert("serverFarmId".to_owned(), Expr::Id(plan.symbol.clone()));
    }
    if os == Os::Linux {
        properties.insert("reserved".to_owned(), Expr::Bool(true));
    }
    properties.insert("httpsOnly".to_owned(), Expr::Bool(host.facts.property_or("https-only", "on") == "on"));
    let affinity = host.facts.property_or("affinity", "off") == "on";
    properties.insert("clientAffinityEnabled".to_owned(), Expr::Bool(affinity));
    properties.insert("publicNetworkAccess".to_owned(), public_network_access(lowering, host));
    if let Some(subnet) = lowering.of(host, LinkKind::Integrates, true).first() {
        properties.insert("virtualNetworkSubnetId".to_owned(), Expr::Id(subnet.symbol.clone()));
        properties.insert("outboundVnetRouting".to_owned(), Expr::object([("allTraffic", Expr::Bool(true))]));
    }
    if let Some(reader) = reference_identity(lowering, host) {
        properties.insert("keyVaultReferenceIdentity".to_owned(), Expr::Id(reader));
    }
    properties.insert("siteConfig".to_owned(), config(lowering, host, os, plan, worker.as_ref()));
    if let Some(worker) = worker.filter(|_| functions::is_flex(plan)) {
        properties.insert("functionAppConfig".to_owned(), worker.flex(&functions::storage(lowering, host)));
    }
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    // The portal marks an app that sends telemetry with these tags.
    if lowering.of(host, LinkKind::Telemetry, true).iter().any(|p| p.kind.id == "application-insights") {
        for key in ["app-insights-resource-id", "app-insights-instrumentation-key", "app-insights-conn-string"] {
            resource.ignore_changes.push(format!("tags[\"hidden-link: /{key}\"]"));
        }
    }
    Some(resource)
}

/// An identity of its own, and those that are drawn.
fn identity(lowering: &Lowering<'_>, host: &Part) -> Expr {
    let users: Vec<&Part> = lowering
        .of(host, LinkKind::Identity, true)
        .into_iter()
        .filter(|p| p.kind.id == "user-assigned-identity")
        .collect();
    if users.is_empty() {
        return Expr::object([("type", "SystemAssigned".into())]);
    }
    let both = Expr::str("SystemAssigned, UserAssigned");
    // Where all of them are optional, the type depends on whether any is there.
    let optional: Option<Vec<Expr>> = users.iter().map(|u| u.condition.clone()).collect();
    let ty = match optional {
        Some(any) => Expr::If(Box::new(Expr::Or(any)), Box::new(both), Box::new("SystemAssigned".into())),
        None => both,
    };
    Expr::object([
        ("type", ty),
        (
            "userAssignedIdentities",
            Expr::Map(users.into_iter().map(|u| (Expr::Id(u.symbol.clone()), Expr::Object(Object::new()))).collect()),
        ),
    ])
}

/// The user-assigned identity that is drawn to read a vault: references to secrets are resolved with the system-assigned one unless
/// the app says otherwise (app-service-key-vault-references).
fn reference_identity(lowering: &Lowering<'_>, host: &Part) -> Option<Symbol> {
    let drawn =
        lowering.of(host, LinkKind::Identity, true).into_iter().filter(|p| p.kind.id == "user-assigned-identity");
    let reads = |p: &&Part| lowering.of(p, LinkKind::Access, true).iter().any(|d| d.kind.id == "key-vault");
    drawn.filter(|p| p.condition.is_none()).find(reads).map(|p| p.symbol.clone())
}

/// Always stated: left unset, it depends on whether a private endpoint stands (overview-private-endpoint).
fn public_network_access(lowering: &Lowering<'_>, host: &Part) -> Expr {
    Expr::str(if is_private(lowering, host) { "Disabled" } else { "Enabled" })
}

/// Whether an app is reached from its network only.
pub(super) fn is_private(lowering: &Lowering<'_>, host: &Part) -> bool {
    host.facts.private.unwrap_or_else(|| !lowering.of(host, LinkKind::Endpoint, false).is_empty())
}

fn config(lowering: &mut Lowering<'_>, host: &Part, os: Os, plan: Option<&Part>, worker: Option<&Worker>) -> Expr {
    let mut config = Object::new();
    let flex = worker.is_some() && functions::is_flex(plan);
    let pulls = lowering.of(host, LinkKind::Access, true).into_iter().find(|p| p.kind.id == "container-registry");
    match (&host.facts.image, os, pulls) {
        (Some(image), Os::Linux, _) => {
            config.insert("linuxFxVersion".to_owned(), Expr::str(format!("DOCKER|{image}")));
        }
        (None, Os::Linux, Some(registry)) => {
            let image = lowering.param(Param {
                name: release::image_parameter(host),
                ty: ParamType::String,
                description: format!("The image that {} runs, without the registry: name:tag.", host.title),
                default: Some(Expr::str(format!("{}:latest", release::image_name(host)))),
                ..Param::default()
            });
            let server = Expr::prop(&registry.symbol, &["properties", "loginServer"]);
            config.insert("linuxFxVersion".to_owned(), Expr::Concat(vec!["DOCKER|".into(), server, "/".into(), image]));
        }
        (None, Os::Linux, None) => {
            // Flex Consumption takes the stack from `functionAppConfig` and refuses it here.
            if !flex {
                let stack = worker.map_or_else(|| runtime(lowering, host), Worker::stack);
                config.insert("linuxFxVersion".to_owned(), stack);
            }
        }
        (_, Os::Windows, _) => {
            config.insert("netFrameworkVersion".to_owned(), "v10.0".into());
        }
    }
    if pulls.is_some() {
        config.insert("acrUseManagedIdentityCreds".to_owned(), Expr::Bool(true));
    }
    if os == Os::Linux && worker.is_none() {
        config.insert("appCommandLine".to_owned(), command(lowering, host));
    }
    let always_on = tier(&host.facts, plan).is_none_or(|t| t.limits().always_on) && !functions::is_elastic(plan);
    config.insert("alwaysOn".to_owned(), Expr::Bool(always_on && host.facts.property_or("always-on", "on") == "on"));
    stated(&host.facts, &mut config);
    if worker.is_none() {
        config.insert("healthCheckPath".to_owned(), health(lowering, host));
    }
    restrictions(lowering, host, &mut config);
    let mut told = worker.map_or_else(Vec::new, |w| w.settings(&functions::storage(lowering, host), flex));
    let runs_code = worker.is_none() && host.facts.image.is_none() && pulls.is_none();
    if runs_code && release::is_built_there(host, os) {
        told.push((release::BUILD.to_owned(), "true".into()));
    }
    let telemetry = lowering.of(host, LinkKind::Telemetry, true);
    if runs_code
        && has_agent(host)
        && telemetry.iter().any(|p| p.kind.id == "application-insights" && p.condition.is_none())
    {
        // Without the agent only what the code itself sends would arrive (codeless-app-service).
        let version = if os == Os::Linux { "~3" } else { "~2" };
        told.push(("ApplicationInsightsAgent_EXTENSION_VERSION".to_owned(), version.into()));
    }
    told.extend(settings::all(lowering, host));
    let over = |under: Expr, over: Expr| Expr::Over(Box::new(under), Box::new(over));
    let mut settings = over(Expr::Object(told.into_iter().collect()), more_settings(lowering, host));
    if lowering.part.kind.id == SLOT {
        settings = over(settings, slot_settings(lowering, lowering.part, host));
    }
    config.insert("appSettings".to_owned(), Expr::Pairs(Box::new(settings)));
    Expr::Object(config)
}

/// Whether Application Insights instruments a stack by itself: it does .NET, Java, Node.js and Python (app/codeless-overview).
fn has_agent(host: &Part) -> bool {
    let without = ["PHP|", "RUBY|", "GO|"];
    host.facts.runtime.as_ref().is_none_or(|runtime| !without.iter().any(|stack| runtime.fx.starts_with(stack)))
}

/// The settings that no drawing tells of: a deployment replaces all that an app has, so those that were set by hand would be lost.
fn more_settings(lowering: &mut Lowering<'_>, host: &Part) -> Expr {
    lowering.param(Param {
        name: format!("{}Settings", host.symbol.as_str()),
        ty: ParamType::StringMap,
        description: format!(
            "More app settings of {} by name; those set otherwise are lost with the next deployment. A secret stands as a \
             reference to a vault.",
            host.title
        ),
        default: Some(Expr::Object(Object::new())),
        ..Param::default()
    })
}

/// The settings that only a slot has.
fn slot_settings(lowering: &mut Lowering<'_>, slot: &Part, host: &Part) -> Expr {
    lowering.param(Param {
        name: format!("{}Settings", slot.symbol.as_str()),
        ty: ParamType::StringMap,
        description: format!(
            "App settings of {} beyond and over those of {}, which stay with the slot when slots are swapped.",
            slot.title, host.title
        ),
        default: Some(Expr::Object(Object::new())),
        ..Param::default()
    })
}

fn command(lowering: &mut Lowering<'_>, host: &Part) -> Expr {
    lowering.param(Param {
        name: format!("{}Command", host.symbol.as_str()),
        description: format!(
            "The command that starts {}; empty for the one that its stack or image begins with.",
            host.title
        ),
        default: Some(Expr::str(host.facts.command.clone().unwrap_or_default())),
        ..Param::default()
    })
}

/// Returns the parameter of the path that tells of an app's health.
pub(super) fn health(lowering: &mut Lowering<'_>, host: &Part) -> Expr {
    lowering.param(Param {
        name: format!("{}HealthPath", host.symbol.as_str()),
        description: format!(
            "The path by which Azure asks whether an instance of {} is well; empty to ask none.",
            host.title
        ),
        default: Some(Expr::str(host.facts.property("health").map_or("", |path| path.value.as_str()))),
        ..Param::default()
    })
}

/// What the author may state of the app, else set securely. The SCM site is never opened to older TLS versions than 1.2.
fn stated(facts: &Facts, config: &mut Object) {
    let ftp = match facts.property_or("ftp", "off") {
        "all" => "AllAllowed",
        "ftps-only" => "FtpsOnly",
        _ => "Disabled",
    };
    let tls = facts.property_or("tls", "1.2");
    config.insert("ftpsState".to_owned(), ftp.into());
    config.insert("http20Enabled".to_owned(), Expr::Bool(facts.property_or("http2", "on") == "on"));
    config.insert("minTlsVersion".to_owned(), Expr::str(tls));
    config.insert("scmMinTlsVersion".to_owned(), if tls == "1.3" { "1.3" } else { "1.2" }.into());
    config
        .insert("remoteDebuggingEnabled".to_owned(), Expr::Bool(facts.property_or("remote-debugging", "off") == "on"));
    if let Some(origins) = facts.property("cors") {
        let origins = Expr::Array(origins.value.split(',').map(Expr::str).collect());
        config.insert("cors".to_owned(), Expr::object([("allowedOrigins", origins)]));
    }
}

/// Returns the plan that an app runs on.
pub(super) fn plan<'a>(lowering: &Lowering<'a>, app: &Part) -> Option<&'a Part> {
    lowering.of(app, LinkKind::Hosts, false).into_iter().find(|p| p.kind.id == "app-service-plan")
}

/// Returns the environment that a plan is in.
pub(super) fn environment<'a>(lowering: &Lowering<'a>, plan: &Part) -> Option<&'a Part> {
    lowering.of(plan, LinkKind::Hosts, false).into_iter().find(|p| p.kind.id == "app-service-environment")
}

/// Returns how the plan speaks of the network settings of an environment.
pub(super) fn networking(environment: &Part) -> Symbol {
    Symbol(format!("{}Networking", environment.symbol.as_str()))
}

/// Returns the tier of an app's plan, else the one that is stated at the app.
pub(super) fn tier(facts: &Facts, plan: Option<&Part>) -> Option<Tier> {
    plan.and_then(|p| p.facts.stated_tier()).or_else(|| facts.stated_tier())
}

fn runtime(lowering: &mut Lowering<'_>, host: &Part) -> Expr {
    let stated = host.facts.runtime.as_ref();
    lowering.param(Param {
        name: format!("{}Runtime", host.symbol.as_str()),
        ty: ParamType::String,
        description: match stated {
            Some(_) => format!("The language stack of {}, as linuxFxVersion takes it.", host.title),
            None => {
                format!("The language stack of {}, as linuxFxVersion takes it. The diagram states none.", host.title)
            }
        },
        default: Some(Expr::str(stated.map_or("DOTNETCORE|10.0", |r| r.fx.as_str()))),
        ..Param::default()
    })
}

/// An app behind an edge service takes requests from that only: from one Front Door profile, as the service tag alone would let
/// every other profile in, and from an application gateway's subnet, by its service endpoint (overview-access-restrictions).
fn restrictions(lowering: &Lowering<'_>, host: &Part, config: &mut Object) {
    // Where public access is off there is nobody left to restrict.
    if is_private(lowering, host) {
        return;
    }
    let mut rules = Vec::new();
    if let Some(edge) = lowering.of(host, LinkKind::Ingress, false).into_iter().find(|p| p.kind.id == "front-door") {
        let profile = Expr::prop(&edge.symbol, &["properties", "frontDoorId"]);
        rules.push(Expr::object([
            ("name", "front-door".into()),
            ("priority", Expr::Int(100)),
            ("action", "Allow".into()),
            ("tag", "ServiceTag".into()),
            ("ipAddress", "AzureFrontDoor.Backend".into()),
            ("headers", Expr::object([("x-azure-fdid", Expr::Array(vec![profile]))])),
        ]));
    }
    if let Some(subnet) = gateway_subnet(lowering, host) {
        rules.push(Expr::object([
            ("name", "application-gateway".into()),
            ("priority", Expr::Int(110)),
            ("action", "Allow".into()),
            ("vnetSubnetResourceId", Expr::Id(subnet.symbol.clone())),
        ]));
    }
    if !rules.is_empty() {
        config.insert("ipSecurityRestrictionsDefaultAction".to_owned(), "Deny".into());
        config.insert("ipSecurityRestrictions".to_owned(), Expr::Array(rules));
        // Those who deploy come past the edge service, with Entra ID.
        config.insert("scmIpSecurityRestrictionsUseMain".to_owned(), Expr::Bool(false));
    }
}

/// Returns the subnet of the application gateway that an app is reached through, where nobody is drawn to reach it otherwise.
pub(super) fn gateway_subnet<'a>(lowering: &Lowering<'a>, host: &Part) -> Option<&'a Part> {
    let from = lowering.of(host, LinkKind::Ingress, false);
    let inside = plan(lowering, host).is_some_and(|plan| environment(lowering, plan).is_some());
    if inside || from.iter().any(|p| p.kind.nature == Nature::Actor) {
        return None;
    }
    let gateway = from.into_iter().find(|p| p.kind.id == "application-gateway" && p.condition.is_none())?;
    lowering.of(gateway, LinkKind::Contains, false).into_iter().find(|p| p.kind.id == "subnet")
}

/// Keeps what tells of an app and its slots apart when they are swapped (deploy-staging-slots).
pub(super) fn sticky(lowering: &mut Lowering<'_>) {
    let host = lowering.part;
    let slots: Vec<&Part> = lowering.to(LinkKind::Hosts).filter(|p| p.kind.id == SLOT).collect();
    if slots.is_empty() {
        return;
    }
    let names: Vec<Expr> = sticky_settings(lowering).into_iter().map(Expr::Str).collect();
    let own = slots.into_iter().map(|slot| slot_settings(lowering, slot, host)).collect();
    let mut config = lowering.child("SlotSettings", CONFIG, "slotConfigNames".into());
    config.born = true;
    config.body.insert("properties".to_owned(), Expr::object([("appSettingNames", Expr::Names(names, own))]));
    lowering.push(config);
}

/// Returns the names of the settings that stay with a slot.
pub(super) fn sticky_settings(lowering: &Lowering<'_>) -> Vec<String> {
    if !lowering.to(LinkKind::Hosts).any(|p| p.kind.id == SLOT) {
        return Vec::new();
    }
    settings::by(lowering, lowering.part, LinkKind::Telemetry).into_iter().map(|(name, _)| name).collect()
}

/// Turns off basic authentication for FTP and for the SCM site unless the author states it, which leaves Entra ID as the only way to deploy.
pub(super) fn publishing_policies(lowering: &mut Lowering<'_>, host: &Part, ty: ResourceType) {
    let allow = host.facts.property_or("basic-auth", "off") == "on";
    for (suffix, name) in [("FtpPublishing", "ftp"), ("ScmPublishing", "scm")] {
        let mut policy = lowering.child(suffix, ty, name.into());
        policy.born = true;
        policy.body.insert("properties".to_owned(), Expr::object([("allow", Expr::Bool(allow))]));
        lowering.push(policy);
    }
}
