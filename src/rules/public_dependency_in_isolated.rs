//! SP216: an Isolated app uses data over its public address.

use super::{Rule, Scope, network, sources::GUIDE_TIERS};
use crate::{
    catalog::Tier,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP216",
        name: "public-dependency-in-isolated",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "An Isolated app uses data that has no private endpoint.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let of = |app| scope.tier_of_app(app) == Some(Tier::Isolated);
    for (data, edge, app) in network::public_data(scope, of) {
        let found = Diagnostic::new(&RULE.lint, data.span, format!("`{}` has no private endpoint", data.title))
            .label("reached over its public address")
            .related(edge, format!("`{}` uses it", app.title))
            .note("the guide's policy, not a platform limit: in Isolated, every service is on a private endpoint")
            .help(format!("draw a private endpoint subnet in the VNet, with an edge `|Private Endpoint|` to `{}`", data.node()))
            .node(data.node());
        sink.push(found);
    }
}
