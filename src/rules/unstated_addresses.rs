//! SP009: a VNet is drawn without its address range.

use super::{Rule, Scope, scope::{called, listed}, sources::NETWORK_FAQ};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP009",
        name: "unstated-addresses",
        pack: Pack::Reading,
        severity: Severity::Note,
        summary: "A VNet is drawn without its address range, so that siteplan chooses it.",
    },
    sources: &[NETWORK_FAQ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let unstated: Vec<_> = scope.drawn("virtual-network").filter(|(_, v)| v.facts.derived && !v.facts.prefixes.is_empty()).collect();
    let Some((_, first)) = unstated.first() else { return };
    let names: Vec<&str> = unstated.iter().map(|(_, v)| called(v)).collect();
    let subject = if names.len() == 1 { "address range" } else { "address ranges" };
    let mut found = Diagnostic::new(&RULE.lint, first.span, format!("the {subject} of {} {} not stated", listed(&names), if names.len() == 1 { "is" } else { "are" }))
        .label("cannot overlap with what it is peered or connected with")
        .help("write the range in the label, as in `VNet 10.0.0.0/16`")
        .node(first.node());
    for (id, vnet) in &unstated {
        let range = |c: &crate::model::Component| c.facts.prefixes.iter().map(|p| format!("`{}`", p.value)).collect::<Vec<_>>().join(", ");
        let subnets = scope.architecture.to(*id, LinkKind::Contains).filter(|(_, c)| c.kind.id == "subnet" && c.facts.derived);
        let subnets: Vec<String> = subnets.map(|(_, s)| format!("`{}` {}", called(s), range(s))).collect();
        let rest = if subnets.is_empty() { String::new() } else { format!(", and in it {}", subnets.join(", ")) };
        found = found.note(format!("siteplan gives `{}` {}{rest}", called(vnet), range(vnet)));
    }
    for (_, vnet) in unstated.iter().skip(1) {
        found = found.related(vnet.span, "nor here");
    }
    sink.push(found);
}
