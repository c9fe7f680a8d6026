//! SP105: an integration subnet has no room for its plans to scale.

use super::{Rule, Scope,
    scope::{called, listed},
    sources::VNET_INTEGRATION,
    subnets,
};
use crate::{
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP105",
        name: "tight-integration-subnet",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "An integration subnet has no room for its plans to scale.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut derived: Vec<(&Component, u8)> = Vec::new();
    for (id, subnet) in subnets::integration(scope) {
        let Some((span, prefix)) = subnets::stated_prefix(subnet) else {
            let prefix = subnet.facts.prefixes.first().map(|p| p.value.prefix());
            derived.extend(prefix.map(|p| (subnet, p)));
            continue;
        };
        let plans = subnets::plans_through(scope, id);
        let instances: u32 = plans.iter().filter_map(|p| subnets::most_instances(scope, *p)).sum();
        let wanted = subnets::wanted(instances, plans.len());
        // What is too small to be used, or to be shared, is another rule's.
        let refused = prefix > if plans.len() > 1 { 26 } else { 28 };
        if instances == 0 || prefix <= wanted || refused {
            continue;
        }
        let room = subnets::room(prefix);
        let grow = if plans.len() > 1 { "its plans may grow" } else { "its plan may grow" };
        let message = format!("`{}` has room for {room} instances, and {grow} to {instances}", called(subnet));
        let mut found = Diagnostic::new(&RULE.lint, span, message)
            .label(format!("a /{wanted} holds them"))
            .note("every instance takes an address, two while the plan scales, and Azure keeps five of each subnet")
            .note("the size of a subnet cannot change while apps use it")
            .help(format!("give it a /{wanted}"))
            .node(subnet.node());
        if let Some(plan) = plans.first().and_then(|p| scope.get(*p)) {
            found = found.related(plan.span, "the size of the plan is stated here");
        }
        if let Some((edit, range)) = subnets::resized(scope, id, wanted) {
            found = found.fix(Fix::unsafe_(format!("make it `{range}`"), vec![edit]));
        }
        sink.push(found);
    }
    let Some((first, _)) = derived.first() else { return };
    let names: Vec<&str> = derived.iter().map(|(s, _)| called(s)).collect();
    let mut found = Diagnostic::new(&RULE.lint, first.span, format!("the size of {} is not stated", listed(&names)))
        .severity(Severity::Note)
        .label("cannot change while apps use it")
        .node(first.node());
    for (subnet, prefix) in &derived {
        let room = subnets::room(*prefix);
        found = found.note(format!("siteplan gives `{}` a /{prefix}, with room for {room} instances", called(subnet)));
    }
    sink.push(found);
}
