//! SP129: an app has more deployment slots than its tier allows.

use super::{Rule, Scope, sizes, sources::LIMITS};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP129",
        name: "too-many-slots",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app has more deployment slots than the tier of its plan allows.",
    },
    sources: &[LIMITS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, app) in scope.architecture.apps() {
        let Some((plan, _)) = scope.architecture.plan_of(id) else { continue };
        let Some((slot, count)) = slots(scope, id) else { continue };
        let sizes = sizes::stated(scope, plan);
        let Some((size, severity)) = sizes::refused(&sizes, |tier| tier.limits().slots >= count) else { continue };
        let limit = size.tier.limits().slots;
        let allowed = match limit {
            0 => "no deployment slots".to_owned(),
            n => format!("{n} deployment slots, not {count}"),
        };
        let mut found = Diagnostic::new(&RULE.lint, slot.span, format!("{} allows {allowed}", size.name))
            .severity(severity)
            .label(format!("a slot of `{}`", app.title))
            .note("Standard allows 5 slots beside production, Premium and Isolated 20")
            .help(if limit == 0 || count <= 20 { "state a greater size, such as `P0v3`" } else { "draw fewer slots" })
            .node(slot.node());
        if let Some(span) = size.span {
            found = found.related(span, format!("the {} tier", size.tier.title()));
        }
        sink.push(found);
    }
}

/// The first slot of an app and how many there are beside production: as many as are named, or as many as a label says.
fn slots<'a>(scope: &'a Scope<'_>, app: ComponentId) -> Option<(&'a Component, u32)> {
    let slots: Vec<&Component> = scope
        .architecture
        .to(app, LinkKind::Hosts)
        .filter(|(_, c)| c.kind.id == "deployment-slot" && c.is_drawn())
        .map(|(_, c)| c)
        .collect();
    let stated = |node: &str| slots.iter().filter(|s| s.node() == node).find_map(|s| s.facts.slot_count.as_ref());
    let mut nodes: Vec<&str> = slots.iter().map(|s| s.node()).collect();
    nodes.dedup();
    let count: usize = nodes
        .iter()
        .map(|node| {
            let named = slots.iter().filter(|s| s.node() == *node).count();
            stated(node).and_then(|c| usize::try_from(c.value).ok()).unwrap_or(0).max(named)
        })
        .sum();
    Some((slots.first().copied()?, u32::try_from(count).unwrap_or(u32::MAX)))
}
