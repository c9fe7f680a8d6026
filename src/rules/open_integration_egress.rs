//! SP227: the security group of an integration subnet lets everything out.

use super::{Rule, Scope, wording, scope::called, sources::GUIDE_ENDPOINTS, subnets};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    source::Span,
};

const EVERYTHING: &[&str] = &["allow all", "all outbound", "any outbound", "allow any", "outbound any", "outbound all", "all traffic"];

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP227",
        name: "open-integration-egress",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "The security group of an integration subnet lets everything out, or does not say what it lets out.",
    },
    sources: &[GUIDE_ENDPOINTS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut silent: Vec<(&str, Span, String)> = Vec::new();
    for (id, subnet) in subnets::integration(scope) {
        let groups = scope.architecture.from(id, LinkKind::Governs).filter(|(_, g)| g.kind.id == "network-security-group" && g.is_drawn());
        for (_, group) in groups {
            let said = wording::around(scope, group.node());
            if let Some(open) = said.iter().find(|s| wording::says_any(&s.words, EVERYTHING)) {
                let found = Diagnostic::new(&RULE.lint, open.span, format!("`{}` lets everything out of `{}`", called(group), called(subnet)))
                    .label("whatever runs in the app can reach anything")
                    .note("the guide's policy, not a platform limit: the integration subnet lets out only the ports of what is used")
                    .help("name the ports, as in `NSG: 443, 1433, 6380`")
                    .node(group.node());
                sink.push(found);
            } else if !said.iter().flat_map(|s| &s.words).any(|w| is_port(&w.text)) {
                silent.push((group.node(), group.span, called(group).to_owned()));
            }
        }
    }
    let Some((node, span, name)) = silent.first() else { return };
    let found = Diagnostic::new(&RULE.lint, *span, format!("what `{name}` lets out is not said"))
        .severity(Severity::Note)
        .label("guards an integration subnet")
        .note("the guide's policy, not a platform limit: the integration subnet lets out only the ports of what is used")
        .note("siteplan closes the subnet to what comes in, and writes no rule on what leaves")
        .node(*node);
    sink.push(found);
}

/// `443`, `TCP1433`.
fn is_port(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_alphabetic());
    digits.parse::<u16>().is_ok_and(|n| n > 19) || matches!(word, "https" | "deny")
}
