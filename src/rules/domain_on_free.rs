//! SP162: a custom domain or a certificate of one's own is drawn on a plan that has none.

use super::{Rule, Scope, sizes, wording, sources::LIMITS};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP162",
        name: "domain-on-free",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "A custom domain or a certificate of one's own is drawn on a plan that has none.",
    },
    sources: &[LIMITS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let all = wording::all(scope);
    for (id, _) in scope.architecture.of_kind("app-service-plan") {
        let sizes = sizes::stated(scope, id);
        // Shared has domains, and no certificates of one's own.
        let shared = |s: &sizes::Size| s.name.contains("D1") || s.span.is_some_and(|at| scope.source.slice(at).eq_ignore_ascii_case("shared"));
        let free = |s: &sizes::Size| s.tier == Tier::Free && !shared(s);
        let domain = sizes::refused_by(&sizes, |s| !free(s)).map(|r| (r, "custom domain", "has no custom domains"));
        let certificate = sizes::refused_by(&sizes, |s| s.tier != Tier::Free);
        let certificate = certificate.map(|r| (r, "custom certificate", "takes no certificates of your own"));
        for ((size, severity), phrase, lack) in domain.into_iter().chain(certificate) {
            let apps: Vec<&String> = scope.architecture.to(id, LinkKind::Hosts).flat_map(|(_, a)| a.nodes.iter()).collect();
            let at = |node: Option<&str>| node.is_some_and(|n| apps.iter().any(|a| *a == n));
            let near = |s: &&wording::Said<'_>| {
                at(s.node) || s.edge.is_some_and(|e| at(Some(&e.from)) || at(Some(&e.to)))
            };
            let Some(said) = all.iter().filter(near).find(|s| wording::says(&s.words, phrase)) else { continue };
            let mut found = Diagnostic::new(&RULE.lint, said.span, format!("{} {lack}", size.name))
                .severity(severity)
                .label(format!("a {phrase}"))
                .note("domains begin with Shared, and certificates with Basic")
                .help("state a size from `B1` up");
            if let Some(span) = size.span {
                found = found.related(span, format!("the {} tier", size.tier.title()));
            }
            sink.push(found);
        }
    }
}
