//! SP143: a version of the App Service Environment is named that no longer exists.

use super::{Rule, Scope, scope::called, sources::ENVIRONMENT};
use crate::{
    catalog::{Word, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP143",
        name: "retired-environment",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A version of the App Service Environment is named that no longer exists.",
    },
    sources: &[ENVIRONMENT],
    also: &["Azure.ASE.MigrateV3"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, environment) in scope.drawn("app-service-environment") {
        let texts = environment.nodes.iter().filter_map(|n| scope.model.readings.get(n));
        let Some((reading, version)) = texts.filter_map(|r| Some((r, named(&words(std::slice::from_ref(&r.text)))?))).next() else { continue };
        let found = Diagnostic::new(&RULE.lint, reading.span, format!("`{}` is of version {version}, which is gone", called(environment)))
            .label("was retired in August 2024")
            .note("siteplan writes version 3")
            .help("write `v3`")
            .node(environment.node());
        sink.push(found);
    }
}

/// `ASEv2`, `ASE v1`, `App Service Environment v2`.
fn named(words: &[Word]) -> Option<u8> {
    words.iter().enumerate().find_map(|(i, word)| match word.text.as_str() {
        "asev1" => Some(1),
        "asev2" => Some(2),
        "ase" | "environment" => match words.get(i + 1)?.text.as_str() {
            "v1" => Some(1),
            "v2" => Some(2),
            _ => None,
        },
        _ => None,
    })
}
