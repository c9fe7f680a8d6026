//! SP225: production is open to the Internet and no firewall stands before it.

use super::{Rule, Scope, wording, network, production, scope::called, sources::{GUIDE_PRIVATE, GUIDE_SECURITY}};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP225",
        name: "production-without-waf",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "An app in production is reached from the Internet without a web application firewall.",
    },
    sources: &[
        GUIDE_PRIVATE,
        GUIDE_SECURITY,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let door = |c: &crate::model::Component| c.is_drawn() && matches!(c.kind.id, "front-door" | "application-gateway" | "waf-policy" | "azure-firewall");
    let named = wording::all(scope).iter().any(|s| wording::says_any(&s.words, &["waf", "web application firewall", "cloudflare", "akamai", "reverse proxy"]));
    if named || scope.architecture.all().any(|(_, c)| door(c)) {
        return;
    }
    let open = network::from_internet(scope).find(|(_, _, id)| scope.get(*id).is_some_and(|c| is_app(c.kind)) && production::holds(scope, *id));
    let Some((edge, internet, id)) = open else { return };
    let Some(app) = scope.get(id) else { return };
    let found = Diagnostic::new(&RULE.lint, edge.span, format!("`{}` reaches `{}` without a web application firewall", internet.title, called(app)))
        .label("in production, and nothing is before it")
        .note("the guide's policy, not a platform limit: what the Internet reaches in production stands behind Front Door or Application Gateway")
        .help("draw `Front Door + WAF` or `Application Gateway WAF` between the two")
        .node(app.node());
    sink.push(found);
}
