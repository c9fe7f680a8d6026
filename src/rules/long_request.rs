//! SP159: a request is drawn that takes longer than the front end waits.

use super::{Rule, Scope, Source, scope::called};
use crate::{
    catalog::{LinkKind, Word, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP159",
        name: "long-request",
        pack: Pack::Platform,
        severity: Severity::Note,
        summary: "A request is drawn that takes longer than the front end waits.",
    },
    sources: &[Source {
        title: "App Service on Azure: web request timeout",
        url: "https://learn.microsoft.com/troubleshoot/azure/app-service/web-apps-performance-faqs",
        read: "2026-09",
    }],
    also: &[],
    check,
};

/// How long the front end waits for an answer, in seconds.
const LONGEST: u32 = 230;

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Ingress).chain(scope.relations(LinkKind::Connects)) {
        let Some(app) = scope.get(relation.to).filter(|c| is_app(c.kind)) else { continue };
        let Some(label) = relation.edge.and_then(|e| scope.graph.edges.get(e)).and_then(|e| e.label.as_ref()) else { continue };
        if !is_long(&words(&label.lines())) {
            continue;
        }
        let found = Diagnostic::new(&RULE.lint, label.span, format!("`{}` has {LONGEST} seconds to answer", called(app)))
            .label("may take longer")
            .note("after that the front end answers with an error, whatever the app still does")
            .help("put the work into a queue, and let the caller ask for the result")
            .node(app.node());
        sink.push(found);
    }
}

/// `long-running report`, `takes 10 minutes`, `300 s`.
fn is_long(words: &[Word]) -> bool {
    let running = words.windows(2).any(|w| w[0].stem == "long" && matches!(w[1].stem.as_str(), "running" | "job" | "request"));
    let timed = words.windows(2).any(|w| {
        let Ok(n) = w[0].text.parse::<u32>() else { return false };
        match w[1].stem.as_str() {
            "minute" | "min" => n.saturating_mul(60) > LONGEST,
            "second" | "sec" | "s" => n > LONGEST,
            "hour" => n > 0,
            _ => false,
        }
    });
    running || timed
}
