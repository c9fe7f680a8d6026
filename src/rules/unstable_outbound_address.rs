//! SP325: a fixed outbound address is spoken of, and nothing that gives one is drawn.

use super::{Rule, Scope, Source, wording};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP325",
        name: "unstable-outbound-address",
        pack: Pack::Practice,
        severity: Severity::Note,
        summary: "A fixed outbound address is spoken of, and nothing that gives one is drawn.",
    },
    sources: &[Source {
        title: "Inbound and outbound IP addresses in App Service",
        url: "https://learn.microsoft.com/azure/app-service/overview-inbound-outbound-ips",
        read: "2026-09",
    }],
    also: &[],
    check,
};

const FIXED: &[&str] = &["static outbound", "fixed outbound", "stable outbound", "static egress", "fixed egress"];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let gives = |kind: &str| matches!(kind, "nat-gateway" | "azure-firewall" | "public-ip" | "application-gateway" | "load-balancer");
    if scope.architecture.all().any(|(_, c)| gives(c.kind.id)) || scope.architecture.apps().next().is_none() {
        return;
    }
    let all = wording::all(scope);
    let Some(said) = all.iter().find(|s| wording::says_any(&s.words, FIXED)) else { return };
    let found = Diagnostic::new(&RULE.lint, said.span, "nothing in the drawing has a fixed outbound address")
        .label("an app's own outbound addresses are many, shared, and change with its size")
        .help("draw a NAT gateway or a firewall at the integration subnet")
        .node(said.node.unwrap_or_default());
    sink.push(found);
}
