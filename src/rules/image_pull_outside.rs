//! SP128: the image of an app is not pulled through the VNet that its registry is in.

use super::{Rule, Scope, wording, scope::called, sources::ROUTING};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    source::Span,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP128",
        name: "image-pull-outside",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "The image of an app is not pulled through the VNet that its registry is in.",
    },
    sources: &[ROUTING],
    also: &[],
    check,
};

/// Switches of the image pull alone.
const PULL: &[&[&str]] = &[
    &["vnetimagepullenabled"],
    &["outboundvnetrouting.imagepulltraffic"],
    &["imagepulltraffic"],
    &["website", "pull", "image", "over", "vnet"],
];
/// Switches of the app's own traffic, which is not the platform's.
const APPLICATION: &[&[&str]] = &[
    &["outboundvnetrouting.applicationtraffic"],
    &["applicationtraffic"],
    &["vnetrouteallenabled"],
    &["website", "vnet", "route", "all"],
];
/// Switches of everything.
const ALL: &[&[&str]] = &[&["outboundvnetrouting.alltraffic"], &["alltraffic"]];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let private = scope.drawn("container-registry").find_map(|(id, registry)| {
        let (_, endpoint) = scope.architecture.from(id, LinkKind::Endpoint).find(|(_, e)| !e.is_filled())?;
        let (_, app) = scope.architecture.from(id, LinkKind::Access).find(|(_, a)| a.is_drawn() && a.kind.hosting)?;
        Some((registry, endpoint, app))
    });
    let Some((registry, endpoint, app)) = private else { return };
    let stated = |switches: &[&[&str]], wanted: bool| -> Option<Span> {
        let all = wording::all(scope);
        let mut all = all.iter().filter_map(|s| switches.iter().find_map(|p| s.switch(p)));
        all.find(|(on, _)| *on == wanted).map(|(_, span)| span)
    };
    let follows = stated(PULL, true).is_some() || stated(ALL, true).is_some();
    let off = stated(PULL, false).or_else(|| stated(APPLICATION, true));
    let Some(span) = off.filter(|_| !follows) else { return };
    let message = format!("the image of `{}` is not pulled through the VNet", called(app));
    let found = Diagnostic::new(&RULE.lint, span, message)
        .label("does not speak of the platform's own traffic")
        .related(registry.span, "holds the image")
        .related(endpoint.span, "is reached only from inside")
        .note("image pulls, content shares and backups each follow the VNet by a switch of their own")
        .note("siteplan routes all of them: `outboundVnetRouting.allTraffic`")
        .help("write `outboundVnetRouting.allTraffic`")
        .node(app.node());
    sink.push(found);
}
