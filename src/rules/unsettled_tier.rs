//! SP002: the tier is stated twice and differently, or a plan is drawn without one.

use super::{Rule, Scope, scope::{called, listed}, sizes::{self, Size}, sources::PLANS};
use crate::{
    catalog::{LinkKind, Tier, Word, sku_named, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
    source::Span,
};


/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP002",
        name: "unsettled-tier",
        pack: Pack::Reading,
        severity: Severity::Warning,
        summary: "The hosting tier is stated twice and differently, or a plan is drawn without a size.",
    },
    sources: &[PLANS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    of_whole(scope, sink);
    of_app(scope, sink);
    of_label(scope, sink);
    unstated(scope, sink);
}

/// The heading or the annotation says another tier than every plan.
fn of_whole(scope: &Scope<'_>, sink: &mut Sink) {
    let inside = |size: &Size| size.span.is_some_and(|s| scope.fence.content.touches(s.start));
    let sizes: Vec<Size> = scope.architecture.of_kind("app-service-plan").flat_map(|(id, _)| sizes::stated(scope, id)).filter(inside).collect();
    let Some((size, span)) = sizes.first().and_then(|s| Some((s, s.span?))) else { return };
    let (said, place, whose) = match (scope.architecture.annotations.tier, &scope.fence.heading) {
        (Some(tier), _) => (vec![tier], None, "the annotation"),
        (None, Some((text, span))) => (tiers(text), Some(*span), "the heading"),
        (None, None) => return,
    };
    let Some(first) = said.first() else { return };
    // What Functions call Premium is a tier of its own.
    if sizes.iter().any(|s| said.contains(&s.tier) || s.tier == Tier::Functions) {
        return;
    }
    let message = format!("{} is of the {} tier, and {whose} says {}", size.name, size.tier.title(), first.title());
    let mut found = Diagnostic::new(&RULE.lint, span, message)
        .label("this is what is deployed")
        .help("state one tier in both places");
    if let Some(place) = place {
        found = found.related(place, format!("the {} tier", first.title()));
    }
    sink.push(found);
}

/// The tiers that a heading names: by a size, or by a word before `tier` or `plan`.
fn tiers(heading: &str) -> Vec<Tier> {
    let found = words(&[heading.to_owned()]);
    let mut out: Vec<Tier> = found.iter().filter_map(|w| sku_named(&w.text)).map(|s| s.tier).collect();
    for (i, noun) in found.iter().enumerate().filter(|(_, w)| matches!(w.stem.as_str(), "tier" | "plan")) {
        let before = found.get(..i).unwrap_or_default().iter().rev();
        let named = before.map_while(|w| if matches!(w.stem.as_str(), "or" | "and") { Some(None) } else { Tier::of_word(&w.text).map(Some) });
        // A plan is shared by its apps in every tier.
        out.extend(named.flatten().filter(|t| *t != Tier::Free || noun.stem == "tier"));
    }
    out
}

/// An app states another size than the plan that it is drawn on.
fn of_app(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Hosts) {
        let (Some(plan), Some(app)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        if plan.kind.id != "app-service-plan" || !plan.is_drawn() || !is_app(app.kind) {
            continue;
        }
        let (Some(own), Some(plans)) = (app.facts.skus.first(), plan.facts.skus.first()) else { continue };
        if app.facts.skus.iter().any(|s| plan.facts.skus.iter().any(|p| p.value == s.value)) {
            continue;
        }
        let message = format!("`{}` is drawn as `{}` on a plan of size `{}`", called(app), own.value.name, plans.value.name);
        let found = Diagnostic::new(&RULE.lint, own.span, message)
            .label("the size of an app is its plan's")
            .related(plans.span, "this is what is deployed")
            .help("state the size on the plan only")
            .node(app.node());
        sink.push(found);
    }
}

/// One label names a tier and a size of another: `Standard P1v3`.
fn of_label(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, reading) in &scope.model.readings {
        let hosting = reading.kind.is_some_and(|k| is_app(k) || k.id == "app-service-plan");
        let text = if hosting { words(std::slice::from_ref(&reading.text)) } else { Vec::new() };
        for (i, word) in text.iter().enumerate() {
            let (Some(size), Some(tier)) = (sku_named(&word.text), tier_before(&text, i)) else { continue };
            if tier == size.tier || size.tier == Tier::Functions {
                continue;
            }
            let span = reading.facts.skus.iter().find(|s| s.value == size).map_or(reading.span, |s: &crate::catalog::Stated<_>| s.span);
            let message = format!("`{}` is no size of the {} tier", size.name, tier.title());
            let found = Diagnostic::new(&RULE.lint, span, message)
                .label(format!("of the {} tier, which is what is deployed", size.tier.title()))
                .help(format!("write `{} {}`, or a size of the {} tier, such as `{}`", size.tier.title(), size.name, tier.title(), tier.default_sku()))
                .node(id);
            sink.push(found);
        }
    }
}

/// The tier's name right before a size. A plan may be free of something, and shared by its apps.
fn tier_before(text: &[Word], at: usize) -> Option<Tier> {
    let named = text.get(at.checked_sub(1)?)?;
    let named = if named.stem == "tier" { text.get(at.checked_sub(2)?)? } else { named };
    Tier::of_word(&named.text).filter(|t| *t != Tier::Free)
}

/// A plan is drawn and its size is not. What is not drawn at all is `missing-plan`'s.
fn unstated(scope: &Scope<'_>, sink: &mut Sink) {
    let bare: Vec<_> = scope.drawn("app-service-plan").filter(|(id, _)| sizes::stated(scope, *id).is_empty()).collect();
    let Some((id, first)) = bare.first() else { return };
    let names: Vec<&str> = bare.iter().map(|(_, p)| called(p)).collect();
    let size = scope.architecture.tier_of(*id).unwrap_or(Tier::Premium).default_sku();
    let found = Diagnostic::new(&RULE.lint, first.span, format!("the size of {} is not stated", listed(&names)))
        .severity(Severity::Note)
        .label("the size decides the tier")
        .note(format!("siteplan deploys `{size}`"))
        .node(first.node());
    let others = bare.iter().skip(1).map(|(_, p)| p.span);
    sink.push(others.fold(found, |found, span: Span| found.related(span, "nor here")));
}
