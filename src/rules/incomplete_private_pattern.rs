//! SP223: an app is private on both sides, and a part of the pattern is not drawn.

use super::{Rule, Scope, wording, scope::called, sources::GUIDE_NETWORKING};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP223",
        name: "incomplete-private-pattern",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "An app is entered and left privately, and its network security group is not drawn.",
    },
    sources: &[GUIDE_NETWORKING],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let architecture = scope.architecture;
    let both = architecture.apps().find(|(id, app)| {
        let entered = architecture.from(*id, LinkKind::Endpoint).any(|(_, e)| e.is_drawn());
        // Also where siteplan adds the integration that private data needs.
        let left = architecture.to(*id, LinkKind::Integrates).next().is_some();
        entered && left && app.is_drawn()
    });
    let Some((id, app)) = both else { return };
    let guarded = scope.drawn("network-security-group").next().is_some()
        || wording::all(scope).iter().any(|s| wording::says_any(&s.words, &["nsg", "network security group"]));
    if guarded {
        return;
    }
    // That a zone is missing is told where the endpoint is.
    let mut found = Diagnostic::new(&RULE.lint, app.span, format!("no network security group guards the subnets of `{}`", called(app)))
        .label("private on both sides")
        .note("the guide's policy, not a platform limit: a private app is endpoint, integration, DNS and security groups together")
        .note("siteplan adds no security group where none is drawn")
        .help("draw an `NSG` with an edge to each subnet")
        .node(app.node());
    if let Some((_, endpoint)) = architecture.from(id, LinkKind::Endpoint).find(|(_, e)| e.is_drawn()) {
        found = found.related(endpoint.span, "entered here");
    }
    sink.push(found);
}
