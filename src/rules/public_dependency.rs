//! SP207: a Standard or Premium app uses data over its public address.

use super::{Rule, Scope, network, sources::GUIDE_TIERS};
use crate::{
    catalog::Tier,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP207",
        name: "public-dependency",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A Standard or Premium app uses data that has no private endpoint.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let of = |app| {
        let tier = matches!(scope.tier_of_app(app), Some(Tier::Standard | Tier::Premium));
        tier && scope.architecture.environment_of(app).is_none()
    };
    for (data, edge, app) in network::public_data(scope, of) {
        let found = Diagnostic::new(&RULE.lint, data.span, format!("`{}` has no private endpoint", data.title))
            .label("reached over its public address")
            .related(edge, format!("`{}` uses it", app.title))
            .note("the guide's policy, not a platform limit: Standard and Premium apps reach their data privately")
            .help(format!("draw a private endpoint subnet in a VNet, with an edge `|Private Endpoint|` to `{}`", data.node()))
            .node(data.node());
        sink.push(found);
    }
}
