//! What the drawing states of properties that siteplan would set otherwise.

use super::{Rule, Scope, scope::called};
use crate::{
    catalog::{StatedProperty, Values},
    diag::{Diagnostic, Edit, Fix, Sink},
    model::{Component, ComponentId},
};

/// Kinds that are sites.
pub(super) const SITES: &[&str] = &["web-app", "function-app"];

/// What a rule says of a stated value.
pub(super) struct Advice {
    /// The kinds that it is about.
    pub(super) kinds: &'static [&'static str],
    /// The key of the property.
    pub(super) key: &'static str,
    /// The values that it advises against.
    pub(super) against: &'static [&'static str],
    /// What the value does, as the second half of a sentence that begins with the component.
    pub(super) says: fn(&StatedProperty) -> String,
    /// Why that is bad.
    pub(super) note: &'static str,
    /// The way out.
    pub(super) help: &'static str,
}

/// Tells of every drawn component of those in `of` that states a value which the advice is against.
pub(super) fn tell(
    scope: &Scope<'_>,
    rule: &'static Rule,
    advice: &Advice,
    of: impl Fn(ComponentId) -> bool,
    sink: &mut Sink,
) {
    let meant = |c: &Component| c.is_drawn() && advice.kinds.contains(&c.kind.id);
    let drawn = scope.architecture.all().filter(|(id, c)| meant(c) && of(*id)).map(|(_, c)| c);
    for component in drawn {
        let Some(stated) = component.facts.property(advice.key) else { continue };
        if !stated.value.split(',').any(|v| advice.against.contains(&v)) {
            continue;
        }
        let message = format!("`{}` {}", called(component), (advice.says)(stated));
        let found = Diagnostic::new(&rule.lint, stated.span, message)
            .label("stated here, and so deployed")
            .note(advice.note)
            .help(advice.help)
            .node(component.node());
        sink.push(match fix(scope, component, stated) {
            Some(fix) => found.fix(fix),
            None => found,
        });
    }
}

/// A fix that writes the value that siteplan would take, where an annotation states another. The author may have meant his.
fn fix(scope: &Scope<'_>, component: &Component, stated: &StatedProperty) -> Option<Fix> {
    let Values::Words(choices) = component.kind.property(stated.key)?.values else { return None };
    let usual = choices.first()?.value;
    let annotated = scope.architecture.annotations.nodes.iter().any(|a| a.span == stated.span);
    let title = format!("write `{}={usual}`", stated.key);
    annotated.then(|| Fix::unsafe_(title, vec![Edit::replace(stated.span, usual)]))
}
