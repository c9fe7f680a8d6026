//! SP122: a private link zone registers the machines of its VNet by itself.

use super::{Rule, Scope, Source, wording::{self, Said}};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    source::Span,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP122",
        name: "zone-auto-registration",
        pack: Pack::Platform,
        severity: Severity::Note,
        summary: "A private link zone registers the machines of its VNet by itself.",
    },
    sources: &[Source {
        title: "What is the autoregistration feature in Azure DNS private zones?",
        url: "https://learn.microsoft.com/azure/dns/private-dns-autoregistration",
        read: "2026-09",
    }],
    also: &[],
    check,
};

/// How the switch is written.
const PHRASES: &[&[&str]] = &[
    &["auto", "registration"],
    &["autoregistration"],
    &["auto", "registered"],
    &["registration", "enabled"],
    &["registrationenabled"],
];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, zone) in scope.drawn("private-dns-zone") {
        let linked = zone.facts.zone.as_ref().is_some_and(|z| z.value.starts_with("privatelink."));
        let all = wording::all(scope);
        let own = |s: &&Said<'_>| zone.nodes.iter().any(|n| n == s.subject());
        let at = |s: &&Said<'_>| s.edge.is_some_and(|e| zone.nodes.contains(&e.to));
        let said = all.iter().filter(own).chain(all.iter().filter(at));
        let Some(span) = said.filter_map(switched_on).next().filter(|_| linked) else { continue };
        let found = Diagnostic::new(&RULE.lint, span, format!("auto-registration is of no use on `{}`", zone.title))
            .label("is for zones of your own machines")
            .note("it adds the names of machines to the zone, and a VNet can register in one zone only")
            .note("siteplan links the zone without it; the endpoints' records come from their zone groups")
            .help("leave it out")
            .node(zone.node());
        sink.push(found);
    }
}

fn switched_on(said: &Said<'_>) -> Option<Span> {
    PHRASES.iter().find_map(|p| said.switch(p)).filter(|(on, _)| *on).map(|(_, span)| span)
}
