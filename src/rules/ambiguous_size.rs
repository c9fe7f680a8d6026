//! SP003: a label names several sizes.

use super::{Rule, Scope, scope::{called, listed},
    statement, sources::PLANS};
use crate::{
    catalog::{Sku, Stated},
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    source::Span,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP003",
        name: "ambiguous-size",
        pack: Pack::Reading,
        severity: Severity::Warning,
        summary: "A label names several sizes, so that there is no single thing to deploy.",
    },
    sources: &[PLANS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut told: Vec<Span> = Vec::new();
    for (_, component) in scope.architecture.all().filter(|(_, c)| c.is_drawn()) {
        let mut skus: Vec<&Stated<Sku>> = Vec::new();
        for sku in &component.facts.skus {
            if !skus.iter().any(|s| s.value == sku.value) {
                skus.push(sku);
            }
        }
        let [first, others @ ..] = skus.as_slice() else { continue };
        // A plan that takes its sizes over from its app, or from its environment, says nothing of its own.
        if others.is_empty() || told.contains(&first.span) {
            continue;
        }
        told.push(first.span);
        let names: Vec<&str> = skus.iter().map(|s| s.value.name).collect();
        let tiers = others.iter().any(|s| s.value.tier != first.value.tier);
        let message = format!("the size of `{}` is left open between {}", called(component), listed(&names));
        let mut found = Diagnostic::new(&RULE.lint, first.span, message)
            .severity(if tiers { Severity::Warning } else { Severity::Note })
            .label("the default")
            .note(format!("siteplan emits a parameter that allows {}, with `{}` as its default", listed(&names), first.value.name))
            .help("put the size that is meant first, or draw each in a diagram of its own")
            .node(component.node());
        if tiers {
            found = found.note(format!("the sizes are of different tiers, and the rules are those of {}", first.value.tier.title()));
        }
        for other in others {
            found = found.related(other.span, "the alternative");
        }
        let lines = [component.node()].into_iter().filter(|n| !n.is_empty() && component.span.touches(first.span.start));
        for node in lines {
            if let Some(edit) = statement::append(scope, &format!("%% siteplan({node}): sku={}", first.value.name)) {
                found = found.fix(Fix::unsafe_(format!("say that it is `{}`", first.value.name), vec![edit]));
            }
        }
        sink.push(found);
    }
}
