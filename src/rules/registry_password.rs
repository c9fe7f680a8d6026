//! SP331: images are drawn as pulled with a password.

use super::{Rule, Scope, Source, scope::called, wording};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP331",
        name: "registry-password",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "Images are drawn as pulled with a password.",
    },
    sources: &[Source {
        title: "Configure a custom container: use managed identity to pull an image",
        url: "https://learn.microsoft.com/azure/app-service/configure-custom-container",
        read: "2026-09",
    }],
    also: &["CKV_AZURE_137"],
    check,
};

const PASSWORDS: &[&str] = &["admin user", "admin account", "admin credential", "password", "docker login"];
const DENIED: &[&str] = &["no", "without", "disabled", "off", "instead"];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, registry) in scope.drawn("container-registry") {
        let labels = registry.nodes.iter().flat_map(|n| wording::around(scope, n));
        let said = labels.into_iter().find(|s| {
            wording::says_any(&s.words, PASSWORDS) && !s.words.iter().any(|w| DENIED.contains(&w.text.as_str()))
        });
        let Some(said) = said else { continue };
        let found = Diagnostic::new(&RULE.lint, said.span, format!("`{}` is opened with a password", called(registry)))
            .label("a secret that somebody has to keep and change")
            .note("siteplan leaves the registry's admin user off, and grants `AcrPull` to the app's identity")
            .help("draw the pull as it is: by managed identity")
            .node(registry.node());
        sink.push(found);
    }
}
