//! What the sizes that a drawing states allow, for the rules about limits of tiers.

use super::Scope;
use crate::{
    catalog::{Tier, words},
    diag::Severity,
    model::ComponentId,
    source::Span,
};

/// A size or a tier that the drawing states of a plan.
pub(super) struct Size {
    /// As people write it: `B1`, `the Basic tier`.
    pub(super) name: String,
    /// Its tier.
    pub(super) tier: Tier,
    /// Where it is stated; none where a comment speaks of the whole diagram.
    pub(super) span: Option<Span>,
}

/// Returns the sizes that the drawing states of a plan; several are alternatives, the first the default.
pub(super) fn stated(scope: &Scope<'_>, plan: ComponentId) -> Vec<Size> {
    let Some(component) = scope.get(plan) else { return Vec::new() };
    if !component.facts.skus.is_empty() {
        let skus = component.facts.skus.iter();
        return skus
            .map(|s| Size { name: format!("`{}`", s.value.name), tier: s.value.tier, span: Some(s.span) })
            .collect();
    }
    let Some(tier) = &component.facts.tier else { return Vec::new() };
    let span = Some(tier.span).filter(|s| s.end > s.start);
    let tiers = span.map_or_else(Vec::new, |span| named_at(scope, span));
    let tiers = if tiers.is_empty() { vec![tier.value] } else { tiers };
    tiers.into_iter().map(|tier| Size { name: format!("the {} tier", tier.title()), tier, span }).collect()
}

/// The tiers that the label around a place names: `Standard or Premium` offers two.
fn named_at(scope: &Scope<'_>, span: Span) -> Vec<Tier> {
    let around = |r: &&crate::model::Reading| r.span.start <= span.start && span.end <= r.span.end;
    let text = scope.model.readings.values().find(around).map(|r| r.text.clone()).unwrap_or_default();
    let mut tiers: Vec<Tier> = words(&[text]).iter().filter_map(|w| Tier::of_word(&w.text)).collect();
    tiers.dedup();
    tiers
}

/// Returns the size that does not allow something: an error for the default, a warning for another alternative.
pub(super) fn refused(sizes: &[Size], allows: impl Fn(Tier) -> bool) -> Option<(&Size, Severity)> {
    refused_by(sizes, |size| allows(size.tier))
}

/// As [`refused`], where the size itself matters.
pub(super) fn refused_by(sizes: &[Size], allows: impl Fn(&Size) -> bool) -> Option<(&Size, Severity)> {
    let (default, others) = sizes.split_first()?;
    if !allows(default) {
        return Some((default, Severity::Error));
    }
    others.iter().find(|s| !allows(s)).map(|s| (s, Severity::Warning))
}

/// Returns whether a size is one that shares its machines: Free, Shared, and the Consumption plan of functions. None of them has an
/// address in a VNet, and none can be kept awake.
pub(super) fn is_shared(scope: &Scope<'_>, size: &Size) -> bool {
    // A `shared plan` is as often one that several apps share.
    let word = size.span.map_or("", |span| scope.source.slice(span));
    match size.tier {
        Tier::Free => !word.eq_ignore_ascii_case("shared"),
        _ => size.name == "`Y1`",
    }
}

/// Returns whether every plan of the drawing states a size and all of them are of these tiers.
pub(super) fn only(scope: &Scope<'_>, tiers: &[Tier]) -> bool {
    let mut plans = scope.architecture.of_kind("app-service-plan").peekable();
    plans.peek().is_some()
        && plans.all(|(id, _)| {
            let sizes = stated(scope, id);
            !sizes.is_empty() && sizes.iter().all(|s| tiers.contains(&s.tier))
        })
}
