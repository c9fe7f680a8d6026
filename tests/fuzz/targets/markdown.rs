//! A document through the whole pipeline: every place lies in it, every fix can be applied, and what they lead to is read again;
//! formatting it leaves its diagrams what they are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use siteplan::{
    compile::{Compiled, compile},
    config::Config,
    diag::{self, Applicability, Sink},
    format::{self, Outcome},
    markdown, report,
    source::Source,
};

fn check(source: &Source, compiled: &Compiled) {
    for finding in compiled.findings.iter().map(|f| &f.diagnostic) {
        let edits = finding.fix.iter().flat_map(|f| &f.edits).map(|e| e.span);
        let places = finding.related.iter().map(|(span, _)| *span);
        for span in edits.chain(places).chain([finding.span]) {
            assert!(source.text.get(span.start..span.end).is_some(), "{finding:?} is not in the document");
        }
    }
}

fuzz_target!(|text: &str| {
    let config = Config::default();
    let source = Source::new("docs/page.md", text);
    let compiled = compile(&source, &config);
    check(&source, &compiled);

    let fixes = compiled.findings.iter().filter_map(|f| f.diagnostic.fix.as_ref());
    let safe: Vec<_> = fixes.filter(|f| f.applicability == Applicability::Safe).collect();
    if !safe.is_empty() {
        let mended = Source::new("docs/page.md", diag::apply(text, safe).0);
        check(&mended, &compile(&mended, &config));
    }

    let fences = markdown::fences(&source, &mut Sink::new());
    let formatted = format::document(&source, &fences.iter().collect::<Vec<_>>());
    if formatted.outcomes.iter().any(|o| matches!(o, Outcome::Changed(_))) {
        let after = compile(&Source::new("docs/page.md", formatted.text), &config);
        assert_eq!(compiled.diagrams.len(), after.diagrams.len(), "formatting changed which diagrams there are");
        for (before, after) in compiled.diagrams.iter().zip(&after.diagrams) {
            assert_eq!(before.id, after.id);
            let graph = |d: &siteplan::compile::Diagram| d.graph.as_ref().map(report::graph_json);
            assert_eq!(graph(before), graph(after), "formatting changed a graph");
        }
    }
});
