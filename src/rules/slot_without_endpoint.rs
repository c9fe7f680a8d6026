//! SP114: a slot is meant to be reached through the private endpoint of another site.

use super::{Rule, Scope,
    scope::{called, listed},
    sources::APP_ENDPOINT,
};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Edit, Fix, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId, is_app},
    source::Span,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP114",
        name: "slot-without-endpoint",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "A slot is meant to be reached through the private endpoint of another site.",
    },
    sources: &[APP_ENDPOINT],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, endpoint) in scope.drawn("private-endpoint") {
        shared(scope, id, endpoint, sink);
        wrong_group(scope, id, endpoint, sink);
    }
    let mut alone: Vec<&Component> = Vec::new();
    for (id, slot) in scope.meant("deployment-slot") {
        let own = scope.architecture.from(id, LinkKind::Endpoint).find(|(_, e)| e.is_filled());
        let app = scope.architecture.from(id, LinkKind::Hosts).find(|(_, a)| is_app(a.kind)).map(|(app, _)| app);
        let door = app.and_then(|a| scope.architecture.from(a, LinkKind::Endpoint).next());
        if own.is_some() && door.is_some_and(|(_, e)| !e.is_filled()) {
            alone.push(slot);
        }
    }
    let Some(first) = alone.first() else { return };
    let groups: Vec<String> = alone.iter().map(|s| format!("sites-{}", s.slug)).collect();
    let verb = if alone.len() == 1 { "is" } else { "are" };
    let mut nodes: Vec<&str> = alone.iter().map(|s| called(s)).collect();
    nodes.dedup();
    let message = format!("the private endpoint of {} {verb} not drawn", listed(&nodes));
    let found = Diagnostic::new(&RULE.lint, first.span, message)
        .severity(Severity::Note)
        .label("is not reached through the app's")
        .note(format!("siteplan adds one for each slot, for {}", listed(&groups)))
        .node(first.node());
    sink.push(found);
}

/// One endpoint for an app and its slot, or for two slots.
fn shared(scope: &Scope<'_>, id: ComponentId, endpoint: &Component, sink: &mut Sink) {
    let sites: Vec<&Component> = scope
        .architecture
        .to(id, LinkKind::Endpoint)
        .map(|(_, c)| c)
        .filter(|c| is_app(c.kind) || c.kind.id == "deployment-slot")
        .collect();
    let Some(slot) = sites.iter().find(|c| c.kind.id == "deployment-slot") else { return };
    let Some(other) = sites.iter().find(|c| !std::ptr::eq(**c, *slot)) else { return };
    let message = format!("`{}` cannot lead to the {} as well", endpoint.node(), slot.title);
    let found = Diagnostic::new(&RULE.lint, endpoint.span, message)
        .label("leads to one site")
        .related(other.span, "one site")
        .related(slot.span, "the other")
        .help("draw a private endpoint for each")
        .node(endpoint.node());
    sink.push(found);
}

/// A group that is stated and is not the site's own.
fn wrong_group(scope: &Scope<'_>, id: ComponentId, endpoint: &Component, sink: &mut Sink) {
    let Some((_, site)) = scope.architecture.to(id, LinkKind::Endpoint).next() else { return };
    let right = match site.kind.id {
        "deployment-slot" => format!("sites-{}", site.slug),
        _ if is_app(site.kind) => "sites".to_owned(),
        _ => return,
    };
    let label = scope.source.slice(endpoint.span);
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let Some(stated) = label.split(|c| !word(c)).find(|w| *w == "sites" || w.starts_with("sites-")) else { return };
    if stated.eq_ignore_ascii_case(&right) {
        return;
    }
    let at = endpoint.span.start + label.find(stated).unwrap_or(0);
    let span = Span::new(at, at + stated.len());
    let found = Diagnostic::new(&RULE.lint, span, format!("`{stated}` is not the group of the {}", site.title))
        .label(format!("should be `{right}`"))
        .related(site.span, "the site that it leads to")
        .note("a slot has a group of its own, `sites-` with its name, and the app's endpoint does not lead to it")
        .help(format!("write `{right}`"))
        .node(endpoint.node())
        .fix(Fix::safe(format!("write `{right}`"), vec![Edit::replace(span, right.clone())]));
    sink.push(found);
}
