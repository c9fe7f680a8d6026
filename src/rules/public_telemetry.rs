//! SP163: a network that is private throughout sends its telemetry by a public way.

use super::{Rule, Scope, Source, network, scope::called};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP163",
        name: "public-telemetry",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A network that is private throughout sends its telemetry by a public way.",
    },
    sources: &[Source {
        title: "Use Azure Private Link to connect networks to Azure Monitor",
        url: "https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security",
        read: "2026-09",
    }],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let scope_of_links = scope.drawn("azure-monitor-private-link-scope").next().is_some();
    if scope_of_links || !network::is_isolated(scope) {
        return;
    }
    let sent = scope.drawn("application-insights").find_map(|(id, insights)| {
        let (_, sender) = scope.architecture.from(id, LinkKind::Telemetry).find(|(_, c)| c.is_drawn())?;
        Some((insights, sender))
    });
    let Some((insights, sender)) = sent else { return };
    let message = format!("`{}` takes telemetry in at a public address, beside a network that is private", called(insights));
    let found = Diagnostic::new(&RULE.lint, insights.span, message)
        .label("reached by a public way")
        .related(sender.span, "sends to it")
        .note("Azure Monitor is reached from a network only by a private link scope and its five zones")
        .help("draw an Azure Monitor Private Link Scope with its private endpoint, or say on the edge that the way is public")
        .node(insights.node());
    // The author knows.
    let public = scope.graph.edges.iter().any(|e| {
        let touches = insights.nodes.iter().any(|n| *n == e.from || *n == e.to);
        touches && e.label.as_ref().is_some_and(|l| l.plain().to_lowercase().contains("public"))
    });
    if !public {
        sink.push(found);
    }
}
