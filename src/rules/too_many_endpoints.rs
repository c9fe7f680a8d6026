//! SP115: an app or a slot has more than a hundred private endpoints.

use super::{Rule, Scope, scope::called, sources::APP_ENDPOINT};
use crate::{
    catalog::{LinkKind, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, is_app},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP115",
        name: "too-many-endpoints",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app or a slot has more than a hundred private endpoints.",
    },
    sources: &[APP_ENDPOINT],
    also: &[],
    check,
};

/// The most that a site can have.
const MOST: u32 = 100;

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, site) in scope.architecture.all() {
        if !is_app(site.kind) && site.kind.id != "deployment-slot" {
            continue;
        }
        let endpoints: Vec<&Component> = scope.architecture.from(id, LinkKind::Endpoint).map(|(_, e)| e).collect();
        let count = endpoints.iter().map(|e| counted(scope, e)).fold(0u32, u32::saturating_add);
        let Some(first) = endpoints.first().filter(|_| count > MOST) else { continue };
        let message = format!("`{}` has {count} private endpoints, and {MOST} are the most", called(site));
        let found = Diagnostic::new(&RULE.lint, first.span, message)
            .label("is one of them")
            .related(site.span, "the app")
            .help("let several networks share one endpoint, over peering")
            .node(first.node());
        sink.push(found);
    }
}

/// For how many endpoints a node stands: `PE x120`, `120 private endpoints`.
fn counted(scope: &Scope<'_>, endpoint: &Component) -> u32 {
    if let Some(count) = &endpoint.facts.instances {
        return count.value.max;
    }
    let words = words(&[scope.graph.text_of(endpoint.node())]);
    let before = words.windows(2).find(|w| w.get(1).is_some_and(|n| matches!(n.stem.as_str(), "private" | "pe" | "endpoint")));
    before.and_then(|w| w.first()?.text.parse().ok()).unwrap_or(1)
}
