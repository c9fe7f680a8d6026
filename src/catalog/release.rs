//! How code gets to an app once it stands: what is delivered, through which slot, and from where the app is reached.

use super::{Facts, LinkKind, Lowering, Os, Part, Tier, backends, site};
use crate::iac::{App, Expr, Output, Payload, Reach, Service, Slot, Way};

/// The setting that has the app's own host build the sources that are delivered to it (deploy-zip).
pub(super) const BUILD: &str = "SCM_DO_BUILD_DURING_DEPLOYMENT";

/// Tells where the app that is lowered is found, and adds it to what code is delivered to.
pub(super) fn app(lowering: &mut Lowering<'_>, service: Service) {
    let part = lowering.part;
    let symbol = part.symbol.clone();
    let (name, host) = (format!("{}Name", symbol.as_str()), format!("{}HostName", symbol.as_str()));
    let told = format!("The name of {}, which its code is delivered to.", part.title);
    lowering.output(name.clone(), &told, Expr::Name(symbol.clone()));
    let address = Expr::prop(&symbol, &["properties", "defaultHostName"]);
    lowering.output(host.clone(), &format!("The host name of {}.", part.title), address);
    // An image of somebody else's registry is stated with its tag: there is nothing to deliver.
    let Some(payload) = payload(lowering, part) else { return };
    let plan = site::plan(lowering, part);
    let reach = reach(lowering, part, plan);
    let way = way(lowering, part, plan, &payload);
    let app = App {
        symbol,
        node: part.tag(),
        title: part.title.clone(),
        service,
        payload,
        name,
        host,
        slot: slot(lowering),
        sticky: site::sticky_settings(lowering),
        health: part.facts.property("health").map(|p| p.value.clone()),
        reach,
        way,
        request: backends::request(lowering, part),
        // The sizes without a machine of one's own have no custom domain (app-service-web-tutorial-custom-domain).
        domain: reach == Reach::Public && site::tier(&part.facts, plan) != Some(Tier::Free),
    };
    lowering.plan.apps.push(app);
}

/// Adds the static web app that is lowered to what is delivered to. Its files go to the content server that all of them share, not to
/// the site (Azure/static-web-apps 745).
pub(super) fn files(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let symbol = part.symbol.clone();
    let (name, host) = (format!("{}Name", symbol.as_str()), format!("{}HostName", symbol.as_str()));
    lowering.output(
        name.clone(),
        "The name of the static web app, which its files are delivered to.",
        Expr::Name(symbol.clone()),
    );
    let address = Expr::prop(&symbol, &["properties", "defaultHostname"]);
    lowering.output(host.clone(), "The host name of the static web app.", address);
    let hidden = is_hidden(lowering, part);
    lowering.plan.apps.push(App {
        symbol,
        node: part.tag(),
        title: part.title.clone(),
        service: Service::Static,
        payload: Payload::Files,
        name,
        host,
        slot: None,
        sticky: Vec::new(),
        health: None,
        reach: if hidden { Reach::Private } else { Reach::Public },
        way: Way::Open,
        request: None,
        domain: false,
    });
}

/// Returns whether the app's own host builds what is delivered.
pub(super) fn is_built_there(host: &Part, os: Os) -> bool {
    stack(&host.facts, os) == Payload::Sources
}

fn payload(lowering: &Lowering<'_>, part: &Part) -> Option<Payload> {
    let os = part.facts.os.or_else(|| site::plan(lowering, part).and_then(|p| p.facts.os)).unwrap_or(Os::Linux);
    if os == Os::Linux {
        if part.facts.image.is_some() {
            return None;
        }
        if let Some(registry) = registry(lowering, part) {
            return Some(Payload::Image {
                registry: format!("{}LoginServer", registry.symbol.as_str()),
                parameter: image_parameter(part),
                repository: image_name(part),
            });
        }
    }
    Some(stack(&part.facts, os))
}

/// The registry that an app pulls from.
fn registry<'a>(lowering: &Lowering<'a>, part: &Part) -> Option<&'a Part> {
    lowering.of(part, LinkKind::Access, true).into_iter().find(|p| p.kind.id == "container-registry")
}

fn is_hidden(lowering: &Lowering<'_>, part: &Part) -> bool {
    !lowering.of(part, LinkKind::Endpoint, false).is_empty()
}

/// The parameter that holds the image of an app, without the registry.
pub(super) fn image_parameter(host: &Part) -> String {
    format!("{}Image", host.symbol.as_str())
}

/// The name of the image of an app, without registry and tag.
pub(super) fn image_name(host: &Part) -> String {
    if host.slug.is_empty() { "app".to_owned() } else { host.slug.clone() }
}

fn stack(facts: &Facts, os: Os) -> Payload {
    // What a site runs where the drawing states nothing, and always on Windows.
    let fx = facts.runtime.as_ref().filter(|_| os == Os::Linux).map_or("DOTNETCORE", |r| r.fx.as_str());
    let (name, version) = fx.split_once('|').unwrap_or((fx, ""));
    match name {
        "DOTNETCORE" => Payload::Dotnet,
        "JAVA" | "TOMCAT" => {
            let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
            let java = if name == "JAVA" {
                digits(version)
            } else {
                version.split("java").nth(1).map_or_else(String::new, digits)
            };
            Payload::Maven { java: Some(java).filter(|j| !j.is_empty()), war: name == "TOMCAT" }
        }
        _ => Payload::Sources,
    }
}

/// A release goes through the slot that is called so, else through the first that is drawn.
fn slot(lowering: &mut Lowering<'_>) -> Option<Slot> {
    let part = lowering.part;
    let slots: Vec<&Part> = lowering.to(LinkKind::Hosts).filter(|p| p.kind.id == "deployment-slot").collect();
    let named = |p: &&Part| p.name == Expr::str("staging");
    let slot = slots.iter().copied().find(named).or_else(|| slots.first().copied())?;
    let Expr::Str(name) = &slot.name else { return None };
    let condition = slot.condition.clone().filter(|c| Some(c) != part.condition.as_ref());
    let output = condition.map(|condition| {
        let output = format!("{}Name", slot.symbol.as_str());
        let description = format!("The name of the slot that releases of {} go through.", part.title);
        let value = Expr::str(name.clone());
        lowering.plan.outputs.push(Output { name: output.clone(), description, value, condition: Some(condition) });
        output
    });
    Some(Slot { name: name.clone(), output })
}

/// By which way the code of an app gets to it. What hides an app hides its SCM site too.
fn way(lowering: &mut Lowering<'_>, part: &Part, plan: Option<&Part>, payload: &Payload) -> Way {
    // An image is pushed to the registry, and which one runs is told to Resource Manager, which everybody reaches.
    if matches!(payload, Payload::Image { .. }) {
        let hidden = registry(lowering, part).is_some_and(|registry| is_hidden(lowering, registry));
        return if hidden { Way::Network } else { Way::Open };
    }
    if is_entered(lowering, part, plan) {
        Way::Network
    } else if site::is_private(lowering, part) {
        // Such as one that Front Door alone reaches, by a private link of its own. Resource Manager has the app fetch its package, from
        // where the app can read it (deploy-zip, "network-secured apps").
        Way::Storage(storage(lowering))
    } else {
        Way::Open
    }
}

/// The output that tells a storage account's name which the app knows and which is reached from outside.
fn storage(lowering: &mut Lowering<'_>) -> Option<String> {
    let part = lowering.part;
    let known = lowering.of(part, LinkKind::Access, true).into_iter().filter(|p| p.kind.id == "storage-account");
    let mut open =
        known.filter(|p| p.facts.private != Some(true) && (p.condition.is_none() || p.condition == part.condition));
    let account = open.find(|p| !is_hidden(lowering, p))?;
    let name = format!("{}Name", account.symbol.as_str());
    if !lowering.plan.outputs.iter().any(|o| o.name == name) {
        lowering.plan.outputs.push(Output {
            name: name.clone(),
            description: format!("The name of {}, which {} fetches its code from.", account.title, part.title),
            value: Expr::Name(account.symbol.clone()),
            condition: account.condition.clone(),
        });
    }
    Some(name)
}

/// Whether an app is reached from its network only.
fn is_entered(lowering: &Lowering<'_>, part: &Part, plan: Option<&Part>) -> bool {
    let environment = plan.and_then(|plan| site::environment(lowering, plan));
    environment.is_some_and(|e| e.facts.private != Some(false))
        || site::is_private(lowering, part) && is_hidden(lowering, part)
}

fn reach(lowering: &Lowering<'_>, part: &Part, plan: Option<&Part>) -> Reach {
    if is_entered(lowering, part, plan) {
        return Reach::Private;
    }
    let front_door = lowering.of(part, LinkKind::Ingress, false).iter().any(|p| p.kind.id == "front-door");
    let fronted = front_door || site::is_private(lowering, part) || site::gateway_subnet(lowering, part).is_some();
    if fronted { Reach::Fronted } else { Reach::Public }
}
