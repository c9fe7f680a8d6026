//! Questions about what is reached privately, and from where.

use super::Scope;
use crate::{
    catalog::{LinkKind, SubnetRole, Tier, words},
    diag::{Edit, Fix},
    graph::Edge,
    model::{Component, ComponentId, Origin},
    source::Span,
};

/// Words by which a client is known to be on the Internet. A user or a browser may as well sit in the company's network.
const INTERNET: &[&str] = &["internet", "public", "customer", "visitor", "인터넷", "インターネット"];

/// Returns whether a component is the Internet.
pub(super) fn is_internet(component: &Component) -> bool {
    let title = component.title.to_lowercase();
    component.kind.id == "external-client"
        && title
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| INTERNET.iter().any(|i| w == *i || w.strip_suffix('s') == Some(i)))
}

/// Returns the edges that requests from the Internet come by, each with the Internet and what it reaches.
pub(super) fn from_internet<'a>(scope: &'a Scope<'a>) -> impl Iterator<Item = (&'a Edge, &'a Component, ComponentId)> {
    scope.graph.edges.iter().filter_map(|edge| {
        let architecture = scope.architecture;
        let (from, to) = (architecture.of_node(&edge.from)?, architecture.of_node(&edge.to)?);
        let internet = scope.get(from).filter(|c| is_internet(c) && !is_refused(edge))?;
        Some((edge, internet, to))
    })
}

/// Words by which an edge is one that is not let through.
const REFUSED: &[&str] =
    &["blocked", "denied", "deny", "refused", "forbidden", "rejected", "disabled", "restricted", "closed"];

/// Returns whether an edge shows what is kept out: `blocked`.
fn is_refused(edge: &Edge) -> bool {
    edge.label.as_ref().is_some_and(|label| words(&label.lines()).iter().any(|w| REFUSED.contains(&w.text.as_str())))
}

/// Returns the environment that an edge to a component leads into: the environment, its load balancer or one of its apps.
pub(super) fn environment_behind(scope: &Scope<'_>, id: ComponentId) -> Option<ComponentId> {
    let architecture = scope.architecture;
    match scope.get(id)?.kind.id {
        "app-service-environment" => Some(id),
        "internal-load-balancer" => {
            architecture.to(id, LinkKind::Ingress).find(|(_, c)| c.kind.id == "app-service-environment").map(|(e, _)| e)
        }
        "app-service-plan" => {
            architecture.from(id, LinkKind::Hosts).find(|(_, c)| c.kind.id == "app-service-environment").map(|(e, _)| e)
        }
        "deployment-slot" => {
            let (app, _) = architecture.from(id, LinkKind::Hosts).next()?;
            architecture.environment_of(app).map(|(e, _)| e)
        }
        _ => architecture.environment_of(id).map(|(e, _)| e),
    }
}

/// Returns the data that apps use without a private endpoint, each with where the drawing says so and one app that uses it.
pub(super) fn public_data<'a>(
    scope: &'a Scope<'a>,
    of: impl Fn(ComponentId) -> bool,
) -> Vec<(&'a Component, Span, &'a Component)> {
    let architecture = scope.architecture;
    let mut out: Vec<(&Component, Span, &Component)> = Vec::new();
    for relation in scope.relations(LinkKind::Access).filter(|r| !matches!(r.origin, Origin::Filled(_)) && of(r.from)) {
        let (Some(app), Some(data)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        let reachable = data.kind.data && !data.kind.private_links.is_empty() && data.is_drawn();
        let private = architecture.from(relation.to, LinkKind::Endpoint).next().is_some()
            || is_injected(scope, relation.to, data);
        if reachable && !private && !out.iter().any(|(d, ..)| d.nodes == data.nodes && d.kind == data.kind) {
            out.push((data, relation.span, app));
        }
    }
    out
}

/// Returns whether a flexible server is drawn with a subnet of its own, which is private without an endpoint.
fn is_injected(scope: &Scope<'_>, id: ComponentId, data: &Component) -> bool {
    let inside = scope.architecture.from(id, LinkKind::Contains).any(|(_, c)| c.kind.id == "subnet");
    let network = |node: &str| {
        let id = scope.architecture.of_node(node);
        id.and_then(|id| scope.get(id)).is_some_and(|c| matches!(c.kind.id, "subnet" | "virtual-network"))
    };
    let touches = |node: &String| {
        scope.graph.edges.iter().any(|e| (e.from == *node && network(&e.to)) || (e.to == *node && network(&e.from)))
    };
    data.kind.injected.is_some() && (inside || data.nodes.iter().any(touches))
}

/// Returns whether a drawing is of the Isolated tier.
pub(super) fn is_isolated(scope: &Scope<'_>) -> bool {
    scope.tier() == Some(Tier::Isolated) || scope.drawn("app-service-environment").next().is_some()
}

/// Returns the subnets of environments whose prefix length the drawing states, with the length and where it stands.
pub(super) fn environment_subnets<'a>(
    scope: &'a Scope<'a>,
) -> impl Iterator<Item = (ComponentId, &'a Component, u8, Span)> {
    scope.drawn("subnet").filter_map(|(id, subnet)| {
        let architecture = scope.architecture;
        let holds = architecture.to(id, LinkKind::Contains).any(|(_, c)| c.kind.id == "app-service-environment");
        if !holds && subnet.facts.role != Some(SubnetRole::Environment) {
            return None;
        }
        let range = subnet.facts.prefixes.first().filter(|_| !subnet.facts.derived);
        let stated = range.map(|p| (p.value.prefix(), p.span));
        let (length, span) = stated.or_else(|| subnet.facts.prefix_length.as_ref().map(|l| (l.value, l.span)))?;
        Some((id, subnet, length, span))
    })
}

/// Returns a fix that widens a bare `/26` to `/24`; none for a whole range, whose neighbors might be in the way.
pub(super) fn widen(scope: &Scope<'_>, length: u8, span: Span) -> Option<Fix> {
    (scope.source.slice(span) == format!("/{length}"))
        .then(|| Fix::safe("widen it to `/24`", vec![Edit::replace(span, "/24")]))
}

/// Returns the region that the drawing states of something: by its label, else by the nearest box around it that names one.
pub(super) fn region_of<'a>(scope: &Scope<'a>, id: ComponentId) -> Option<&'a str> {
    let component = scope.get(id)?;
    if let Some(region) = component.facts.region.as_deref() {
        return Some(region);
    }
    let node = component.nodes.first()?;
    let graph = scope.graph;
    let mut parent = graph.cluster(node).map_or_else(|| graph.nodes.get(node)?.parent.as_ref(), |c| c.parent.as_ref());
    // A drawing nests a few boxes; the bound holds a circle.
    for _ in 0..32 {
        let cluster = parent?;
        if let Some(region) = scope.model.readings.get(cluster).and_then(|r| r.facts.region.as_deref()) {
            return Some(region);
        }
        parent = graph.cluster(cluster)?.parent.as_ref();
    }
    None
}
