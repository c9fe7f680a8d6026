//! SP104: an integration subnet is smaller than /28.

use super::{Rule, Scope, scope::called, sources::VNET_INTEGRATION, subnets};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP104",
        name: "tiny-integration-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An integration subnet is smaller than /28.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

/// The longest prefix that Azure takes.
const LONGEST: u8 = 28;

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, subnet) in subnets::integration(scope) {
        let Some((span, prefix)) = subnets::stated_prefix(subnet).filter(|(_, p)| *p > LONGEST) else { continue };
        let message = format!("`{}` is a /{prefix}, and an integration subnet is at least a /28", called(subnet));
        let mut found = Diagnostic::new(&RULE.lint, span, message)
            .label("too small for VNet integration")
            .note("Azure keeps five addresses of a subnet, and every instance takes one, two while the plan scales")
            .note("the size of a subnet cannot change while apps use it")
            .help("give it a /26, which is enough for a plan of any tier")
            .node(subnet.node());
        if let Some((_, app)) = scope.architecture.from(id, LinkKind::Integrates).find(|(_, a)| a.is_drawn()) {
            found = found.related(app.span, "sends its outbound traffic through it");
        }
        if let Some((edit, range)) = subnets::resized(scope, id, 26) {
            found = found.fix(Fix::unsafe_(format!("make it `{range}`"), vec![edit]));
        }
        sink.push(found);
    }
}
