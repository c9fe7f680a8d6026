//! What an edge service passes requests on to, and how it tells several apart.

use super::{LinkKind, Lowering, Part};
use crate::iac::{Expr, Param, ParamType, Request};

/// One that requests are passed on to.
pub(super) struct Backend<'a> {
    /// The app, or what else answers.
    pub(super) part: &'a Part,
    /// Its host name.
    pub(super) host: Expr,
    /// Whether it is only reached through a private endpoint.
    pub(super) private: bool,
}

/// Backends that answer the same requests.
pub(super) struct Pool<'a> {
    /// A name of letters, digits and hyphens, unique among the pools.
    pub(super) name: String,
    /// The path that its requests begin with; none for all that no other pool takes.
    pub(super) path: Option<String>,
    /// In the order of the diagram.
    pub(super) backends: Vec<Backend<'a>>,
}

/// Returns the pools of the edge service that is lowered; none where it sends requests to nobody.
///
/// Backends that all stand in different places are replicas and share the load. Others are different applications: the first takes
/// every path, and each further one the paths under its own name.
pub(super) fn pools<'a>(lowering: &mut Lowering<'a>) -> Vec<Pool<'a>> {
    let mut backends: Vec<Backend<'a>> = Vec::new();
    for part in targets(lowering, lowering.part) {
        if backends.iter().any(|b| b.part.symbol == part.symbol) {
            continue;
        }
        if let Some(host) = host_name(lowering, part) {
            let private = is_private(lowering, part);
            backends.push(Backend { part, host, private });
        }
    }
    let apart = |b: &Backend<'_>, i: usize| backends.iter().skip(i + 1).all(|o| o.part.location != b.part.location);
    if backends.iter().enumerate().all(|(i, b)| apart(b, i)) {
        return match backends.is_empty() {
            true => Vec::new(),
            false => vec![Pool { name: "default".to_owned(), path: None, backends }],
        };
    }
    let several = backends.into_iter().enumerate();
    several
        .map(|(i, backend)| {
            let name = word(&backend.part.slug).unwrap_or_else(|| format!("app{}", i + 1));
            let path = (i > 0).then(|| format!("/{name}/*"));
            Pool { name: format!("{name}-{}", i + 1), path, backends: vec![backend] }
        })
        .collect()
}

/// What an edge service asks with for a private link to its backend.
pub(super) const REQUEST: &str = "Front Door";

/// Returns what an edge service passes requests on to. What is drawn through a private endpoint is meant for what that leads to.
fn targets<'a>(lowering: &Lowering<'a>, edge: &Part) -> Vec<&'a Part> {
    let through = |part: &'a Part| match part.kind.id {
        "private-endpoint" => lowering.of(part, LinkKind::Endpoint, true),
        _ => vec![part],
    };
    lowering.of(edge, LinkKind::Ingress, true).into_iter().flat_map(through).collect()
}

/// Whether a backend is only reached over a private link.
fn is_private(lowering: &Lowering<'_>, part: &Part) -> bool {
    let stated = part.facts.private == Some(true) && !part.kind.private_links.is_empty();
    stated || !lowering.of(part, LinkKind::Endpoint, false).is_empty()
}

/// What Front Door asks a backend for a private link with; none where it does not.
pub(super) fn request(lowering: &Lowering<'_>, part: &Part) -> Option<Request> {
    let doors = lowering.world.parts.iter().filter(|p| p.kind.id == "front-door");
    let asking: Vec<&Part> =
        doors.filter(|door| targets(lowering, door).iter().any(|target| target.symbol == part.symbol)).collect();
    (is_private(lowering, part) && !asking.is_empty()).then(|| Request {
        message: REQUEST.to_owned(),
        certain: asking.iter().any(|door| door.condition.is_none() || door.condition == part.condition),
    })
}

/// A slug as letters, digits and hyphens that begin and end with a letter or digit.
fn word(slug: &str) -> Option<String> {
    let kept: String =
        slug.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let kept = kept.trim_matches('-');
    (!kept.is_empty()).then(|| kept.chars().take(40).collect())
}

/// The host name that answers to the certificate of a part; none where it has none.
fn host_name(lowering: &mut Lowering<'_>, part: &Part) -> Option<Expr> {
    Some(match part.kind.id {
        "web-app" | "function-app" | "deployment-slot" => Expr::prop(&part.symbol, &["properties", "defaultHostName"]),
        "static-web-app" => Expr::prop(&part.symbol, &["properties", "defaultHostname"]),
        "api-management" => {
            let url = Expr::prop(&part.symbol, &["properties", "gatewayUrl"]);
            Expr::Replace(Box::new(url), "https://".to_owned(), String::new())
        }
        // An application gateway answers under the names of its certificate, which no resource of Azure tells.
        "application-gateway" => lowering.param(Param {
            name: format!("{}HostName", part.symbol.as_str()),
            ty: ParamType::String,
            description: format!(
                "The host name that the certificate of {} is for and that resolves to its address.",
                part.title
            ),
            min: Some(1),
            ..Param::default()
        }),
        _ => return None,
    })
}
