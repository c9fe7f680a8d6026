//! Twice as much text takes twice as long to read, whatever is in it.
//!
//! The tests do not measure time, which a busy machine would falsify: with `--release` they read 100,000 of each thing, which would
//! take hours if it were not so.
//! `SITEPLAN_LINEAR=100000 cargo test --release --test linear -- --nocapture` prints the table of `docs/conformance.md`: the time
//! for so many of each thing, and for twice as many.

#[path = "support/repeats.rs"]
mod repeats;

use std::{env, fs, time::Instant};

use siteplan::{
    compile::compile,
    config::Config,
    diag::{Diagnostic, Sink},
    format, graph, markdown,
    report::{self, Document},
    source::{OffsetMap, Source},
    syntax,
};

/// How often each thing stands on a line, and how often where each is a line of its own. Without optimization reading is ten times
/// slower, so that fewer will do.
const IN_A_LINE: usize = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
const ON_LINES: usize = if cfg!(debug_assertions) { 1_000 } else { 100_000 };

fn read(text: &str) -> Vec<Diagnostic> {
    let mut sink = Sink::new();
    let diagram = syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink);
    let _ = graph::build(&diagram, &mut sink);
    sink.into_sorted()
}

/// Returns the texts of all things that stand on a line, or of those that are lines.
fn sized(of: impl Fn(usize) -> Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    let small = of(1);
    let lines = |i: usize| small.get(i).is_some_and(|(_, text)| of_lines(text));
    let long = of(IN_A_LINE).into_iter().enumerate().filter(|(i, _)| !lines(*i));
    let short = of(ON_LINES).into_iter().enumerate().filter(|(i, _)| lines(*i));
    long.chain(short).map(|(_, text)| text).collect()
}

fn of_lines(once: &str) -> bool {
    once.trim_start_matches("flowchart TD\n").trim_end().contains('\n') || once.lines().count() > 2
}

#[test]
fn whatever_is_repeated_in_a_flowchart_is_read() {
    for (name, text) in sized(|n| repeats::flowcharts(n).collect()) {
        for found in read(&text) {
            assert!(text.get(found.span.start..found.span.end).is_some(), "{name}: {found:?}");
        }
    }
}

#[test]
fn whatever_is_repeated_in_a_document_is_read() {
    for (name, text) in repeats::documents(ON_LINES) {
        let source = Source::new("page.md", text);
        for fence in markdown::fences(&source, &mut Sink::new()) {
            assert!(source.text.get(fence.span.start..fence.span.end).is_some(), "{name}");
        }
    }
}

#[test]
fn of_one_sort_of_finding_a_diagram_tells_as_many_as_anyone_reads() {
    let text = format!("```mermaid\nflowchart TD\n{}```\n", "A -> B\n".repeat(5_000));
    let source = Source::new("page.md", text);
    let compiled = compile(&source, &Config::default());
    let arrows: Vec<_> = compiled.findings.iter().filter(|f| f.diagnostic.lint.name == "unknown-link").collect();
    assert_eq!(arrows.len(), 100);
    let last = arrows.last().map(|f| f.diagnostic.notes.as_slice());
    assert_eq!(last, Some(["and 4900 more like this in the diagram".to_owned()].as_slice()));
    let shown = report::human::render(&[Document { source, compiled }]);
    assert!(shown.len() < 200_000, "{} bytes", shown.len());
}

/// The time of this thread on the processor in ms where the system tells it, else the time that went by.
fn time(work: impl Fn()) -> f64 {
    let own = || {
        let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse::<f64>().ok().map(|ns| ns / 1e6)
    };
    let (began, before) = (Instant::now(), own());
    work();
    match (before, own()) {
        (Some(before), Some(after)) => after - before,
        _ => began.elapsed().as_secs_f64() * 1e3,
    }
}

#[test]
fn twice_as_much_takes_twice_as_long() {
    let Some(n) = env::var("SITEPLAN_LINEAR").ok().and_then(|n| n.parse::<usize>().ok()) else {
        println!("SKIPPED: `SITEPLAN_LINEAR` does not say how many; nothing was measured");
        return;
    };
    let row = |name: &str, once: f64, twice: f64, tidy: Option<(f64, f64)>| {
        let tidy = tidy.map_or("| | ".to_owned(), |(once, twice)| format!("| {once:.0} | {twice:.0} "));
        println!("| {name} | {once:.0} | {twice:.0} {tidy}|");
    };
    println!("| {n} of | read, ms | twice as many | formatted, ms | twice as many |\n|---|--:|--:|--:|--:|");
    for ((name, once), (_, twice)) in repeats::flowcharts(n).zip(repeats::flowcharts(2 * n)) {
        let reading = |text: &str| time(|| drop(read(text)));
        let tidying = |text: &str| time(|| drop(format::format(text)));
        row(name, reading(&once), reading(&twice), Some((tidying(&once), tidying(&twice))));
    }
    for ((name, once), (_, twice)) in repeats::documents(n).zip(repeats::documents(2 * n)) {
        let reading = |text: &str| {
            let source = Source::new("page.md", text);
            time(|| drop(markdown::fences(&source, &mut Sink::new())))
        };
        row(&format!("in a document: {name}"), reading(&once), reading(&twice), None);
    }
}
