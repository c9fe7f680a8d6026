//! SP101: an app on a size that shares its machines sends its traffic through a VNet.

use super::{Rule, Scope, scope::called, sizes, sources::VNET_INTEGRATION};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP101",
        name: "integration-on-shared",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app on a size that shares its machines sends its traffic through a VNet.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Integrates) {
        let (Some(app), Some(subnet)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        let Some((plan, _)) = scope.architecture.plan_of(relation.from) else { continue };
        let sizes = sizes::stated(scope, plan);
        let Some((size, severity)) = sizes::refused_by(&sizes, |s| !sizes::is_shared(scope, s)) else { continue };
        let message = format!("{} offers no VNet integration", size.name);
        let label = match subnet.is_filled() {
            true => format!("`{}` uses data that is only reached privately", called(app)),
            false => format!("`{}` sends its traffic through `{}`", called(app), called(subnet)),
        };
        let mut found = Diagnostic::new(&RULE.lint, relation.span, message)
            .severity(severity)
            .label(label)
            .note("Azure offers it from Basic on, and to functions from Flex Consumption and Elastic Premium")
            .help(if size.name == "`Y1`" { "state `FC1` or `EP1`" } else { "state `B1` or a greater size" })
            .node(app.node());
        if let Some(span) = size.span {
            found = found.related(span, "the size is stated here");
        }
        sink.push(found);
    }
}
