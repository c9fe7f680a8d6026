//! SP140: a network security group would cut an environment from its health probe.

use super::{Rule, Scope, scope::called, sources::ENVIRONMENT_NETWORKING};
use crate::{
    catalog::{LinkKind, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::Label,
    model::Origin,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP140",
        name: "environment-probe-blocked",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A network security group would cut an environment from its health probe.",
    },
    sources: &[ENVIRONMENT_NETWORKING],
    also: &[],
    check,
};

/// Words by which a group says what it keeps out.
const CLOSES: &[&str] = &["deny", "denies", "block", "blocks", "only"];
/// Words by which it lets the probe in.
const OPENS: &[&str] = &["azureloadbalancer", "loadbalancer", "balancer", "probe", "probes", "80", "outbound", "internet"];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Governs).filter(|r| r.origin == Origin::Drawn) {
        let (Some(group), Some(subnet)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        let mut inside = scope.architecture.to(relation.to, LinkKind::Contains);
        let environment = inside.find(|(_, c)| c.kind.id == "app-service-environment");
        let Some((_, environment)) = environment.filter(|_| group.kind.id == "network-security-group") else { continue };
        let own = scope.graph.nodes.get(group.node()).and_then(|n| n.label.as_ref());
        let on = relation.edge.and_then(|e| scope.graph.edges.get(e)).and_then(|e| e.label.as_ref());
        if !blocks([own, on]) {
            continue;
        }
        let message = format!("what `{}` lets in does not name the health probe of `{}`", called(group), called(environment));
        let found = Diagnostic::new(&RULE.lint, group.span, message)
            .label("must let `AzureLoadBalancer` in on port 80")
            .related(subnet.span, "the subnet of the environment")
            .note("an environment that its load balancer cannot probe is taken for dead; clients come in on 80 and 443")
            .note("siteplan allows `AzureLoadBalancer` on 80 and `VirtualNetwork` on 80 and 443")
            .help("add the probe to what it allows")
            .node(group.node());
        sink.push(found);
    }
}

/// Whether labels say what is kept out, and nothing of the probe.
fn blocks(labels: [Option<&Label>; 2]) -> bool {
    let lines: Vec<String> = labels.into_iter().flatten().flat_map(Label::lines).collect();
    let words = words(&lines);
    let any = |list: &[&str]| words.iter().any(|w| list.contains(&w.text.as_str()));
    any(CLOSES) && !any(OPENS)
}
