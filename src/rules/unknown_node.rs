//! SP001: a node of an architecture was not taken for anything.

use super::{Rule, Scope, Source, scope::listed};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Reading,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP001",
        name: "unknown-node",
        pack: Pack::Reading,
        severity: Severity::Warning,
        summary: "A node of an architecture was not taken for anything.",
    },
    sources: &[Source {
        title: "siteplan: annotations",
        url: "https://docs.rs/siteplan/latest/siteplan/",
        read: "2026-09",
    }],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let unknown = scope.model.readings.iter().filter(|(id, r)| r.kind.is_none() && r.thing && !r.cluster && !drawn(scope, id));
    let (azure, other): (Vec<_>, Vec<_>) = unknown.partition(|(_, r)| looks_like_azure(r));
    for (id, reading) in azure {
        let mut found =
            Diagnostic::new(&RULE.lint, reading.span, format!("`{id}` looks like Azure and was not understood"))
                .label("no kind that siteplan knows")
                .help(format!("say what it is with `%% siteplan({id}): kind=…`; `kind=none` where it is only drawn"))
                .node(id);
        if !reading.near.is_empty() {
            found = found.note(format!("the nearest kinds are {}", listed(&reading.near)));
        }
        sink.push(found);
    }
    let Some((first, reading)) = other.first() else { return };
    let names: Vec<&String> = other.iter().map(|(id, _)| *id).collect();
    let message = match names.len() {
        1 => format!("`{first}` was not taken for anything, and is only drawn"),
        n => format!("{n} nodes were not taken for anything, and are only drawn: {}", listed(&names)),
    };
    let mut found = Diagnostic::new(&RULE.lint, reading.span, message)
        .severity(Severity::Note)
        .label("nothing here names an Azure resource")
        .help(format!("where it is one, say so with `%% siteplan({first}): kind=…`"))
        .node(*first);
    for (_, reading) in other.iter().skip(1) {
        found = found.related(reading.span, "nor here");
    }
    sink.push(found);
}

/// A label that names Azure and something of it.
fn looks_like_azure(reading: &Reading) -> bool {
    let azure = |w: &&str| w.eq_ignore_ascii_case("azure") || w.eq_ignore_ascii_case("microsoft");
    let words = reading.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (own, others): (Vec<&str>, Vec<&str>) = words.partition(azure);
    !reading.near.is_empty() || (!own.is_empty() && !others.is_empty())
}

/// A node that the architecture knows by other means than its label.
fn drawn(scope: &Scope<'_>, id: &str) -> bool {
    scope.architecture.of_node(id).is_some()
}
