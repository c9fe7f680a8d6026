//! SP106: several plans share an integration subnet that is smaller than /26.

use super::{Rule, Scope, scope::called, sources::VNET_INTEGRATION, subnets};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP106",
        name: "shared-integration-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "Several plans share an integration subnet that is smaller than /26.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

/// The longest prefix that several plans may share.
const LONGEST: u8 = 26;

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, subnet) in subnets::integration(scope) {
        let plans = subnets::plans_through(scope, id);
        // What is smaller than a /28 cannot be used at all, and is another rule's.
        let stated = subnets::stated_prefix(subnet).filter(|(_, p)| (LONGEST + 1..=28).contains(p));
        let Some((span, prefix)) = stated.filter(|_| plans.len() > 1) else { continue };
        let message = format!("{} plans share `{}`, a /{prefix} that only one can use", plans.len(), called(subnet));
        let mut found = Diagnostic::new(&RULE.lint, span, message)
            .label("several plans need a /26")
            .note("Azure lets several plans join one integration subnet from /26 upward")
            .help("give it a /26, or each plan a subnet of its own")
            .node(subnet.node());
        for (_, app) in scope.architecture.from(id, LinkKind::Integrates).filter(|(_, a)| a.is_drawn() && is_app(a.kind)) {
            found = found.related(app.span, "sends its outbound traffic through it");
        }
        if let Some((edit, range)) = subnets::resized(scope, id, LONGEST) {
            found = found.fix(Fix::unsafe_(format!("make it `{range}`"), vec![edit]));
        }
        sink.push(found);
    }
}
