//! SP229: the health check asks a page that is not made for it.

use super::{Rule, Scope, Source, wording, sources::GUIDE_BASELINE};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    source::Span,
};

const HEALTH: Source = Source {
    title: "Monitor App Service instances by using health check",
    url: "https://learn.microsoft.com/azure/app-service/monitor-instances-health-check",
    read: "2026-09",
};

/// Words of a path that answers for the app's health.
const MADE_FOR_IT: &[&str] = &["health", "healthz", "healthcheck", "ready", "readyz", "readiness", "live", "livez", "liveness", "ping", "status", "alive", "probe", "up"];

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP229",
        name: "shared-health-path",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "A health check asks the start page, or a page that is not made for it.",
    },
    sources: &[
        GUIDE_BASELINE,
        HEALTH,
    ],
    also: &["AZR-000080"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for said in wording::all(scope) {
        if !wording::says_any(&said.words, &["health check", "health probe", "health path", "healthcheck"]) {
            continue;
        }
        let text = scope.source.slice(said.span);
        let Some((at, path)) = path(text) else { continue };
        let parts = path.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        if parts.into_iter().any(|p| MADE_FOR_IT.contains(&p.as_str())) {
            continue;
        }
        let span = Span::new(said.span.start + at, said.span.start + at + path.len());
        let mut found = Diagnostic::new(&RULE.lint, span, format!("the health check asks `{path}`"))
            .label("is not made to tell how the app is")
            .note("the guide's policy, not a platform limit: a path of its own asks what the app depends on, and is cheap")
            .help("give it a path of its own, such as `/health`");
        if let Some(node) = said.node {
            found = found.node(node);
        }
        sink.push(found);
    }
}

/// The path in a label: a `/` at the beginning of a word.
fn path(text: &str) -> Option<(usize, &str)> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let opens = before.is_whitespace() || matches!(before, ':' | '(' | '"' | '`' | '\'' | '>');
        if c == '/' && opens {
            let rest = &text[at..];
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '`' | ',' | ';' | '<' | '|' | '\'' | ']'));
            let path = &rest[..end.unwrap_or(rest.len())];
            return (!path.contains("//")).then_some((at, path));
        }
        before = c;
    }
    None
}
