//! SP224: a hybrid connection is drawn as the way to stay.

use super::{Rule, Scope, Source, wording, sources::GUIDE_PRIVATE};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

const HYBRID: Source = Source {
    title: "Azure App Service hybrid connections",
    url: "https://learn.microsoft.com/azure/app-service/app-service-hybrid-connections",
    read: "2026-09",
};

/// Words that say that it goes again.
const FOR_A_TIME: &[&str] = &["temporary", "transitional", "transition", "interim", "migration", "until", "legacy", "phase", "bridge"];

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP224",
        name: "permanent-hybrid-connection",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A hybrid connection is drawn, and nothing says that it is only for a time.",
    },
    sources: &[
        GUIDE_PRIVATE,
        HYBRID,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let said = wording::all(scope);
    let passing = said.iter().any(|s| FOR_A_TIME.iter().any(|w| wording::says(&s.words, w)));
    let Some(hybrid) = said.iter().find(|s| wording::says(&s.words, "hybrid connection")).filter(|_| !passing) else { return };
    let mut found = Diagnostic::new(&RULE.lint, hybrid.span, "a hybrid connection is drawn as the way to the premises")
        .label("one host and one port, through a relay")
        .note("the guide's policy, not a platform limit: a hybrid connection is for the time of a migration")
        .help("draw VNet integration with a VPN or ExpressRoute gateway, or say that it is temporary");
    if let Some(node) = hybrid.node {
        found = found.node(node);
    }
    sink.push(found);
}
