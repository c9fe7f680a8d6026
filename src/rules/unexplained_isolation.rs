//! SP218: the Isolated tier is chosen and nothing says why.

use super::{Rule, Scope, wording, network, prose, sources::GUIDE_TIERS};
use crate::{
    catalog::{Word, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// Words of a reason, by how they begin.
const REASONS: &[&str] = &[
    "complian", "regulat", "pci", "hipaa", "fedramp", "gdpr", "sovereign", "mandat", "audit", "dsgvo", "vorschrift", "규제", "규정", "컴플라이언스",
    "コンプライアンス", "規制", "合规",
];

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP218",
        name: "unexplained-isolation",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "The Isolated tier is chosen, and neither the drawing nor the text beside it says why.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    if !network::is_isolated(scope) {
        return;
    }
    let environment = scope.drawn("app-service-environment").next().map(|(_, c)| c);
    let Some(chosen) = environment.or_else(|| scope.drawn("app-service-plan").next().map(|(_, c)| c)) else { return };
    let reason = |text: &str| REASONS.iter().any(|r| text.starts_with(r));
    let any = |text: &[Word]| text.iter().any(|w| reason(&w.text));
    let heading = scope.fence.heading.iter().map(|(text, _)| text.clone());
    let comments = scope.graph.comments.iter().map(|c| c.text.clone());
    let told = heading.chain(comments).chain(scope.graph.title.clone()).any(|text| any(&words(&[text])))
        || wording::all(scope).iter().any(|s| any(&s.words))
        || prose::clauses(scope).iter().flat_map(|c| &c.words).any(|w| reason(&w.stem));
    if told {
        return;
    }
    let found = Diagnostic::new(&RULE.lint, chosen.span, format!("nothing says why `{}` has to be isolated", chosen.title))
        .label("the most expensive tier")
        .note("the guide's policy, not a platform limit: Isolated is for what a law or a contract demands")
        .help("name the reason in the text or in a comment, as in `%% compliance: PCI DSS`")
        .node(chosen.node());
    sink.push(found);
}
