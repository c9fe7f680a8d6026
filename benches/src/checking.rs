//! One process that checks every document of a folder, beside `rg`, which only looks for a word in them.
//!
//! The folder is `SITEPLAN_DOCS`, by default the guide beside the project, else the project's own documents.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use siteplan_bench::{clock, corpus, table};

fn main() {
    let siteplan = std::env::var_os("SITEPLAN_BIN")
        .map_or_else(|| corpus::project().join("target/release/siteplan"), PathBuf::from);
    let docs = std::env::var_os("SITEPLAN_DOCS").map(PathBuf::from);
    let guide = docs.unwrap_or_else(|| corpus::project().join("../shared/guide/docs"));
    let folder = if guide.is_dir() { guide } else { corpus::project().join("docs") };
    let rounds = std::env::var("SITEPLAN_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(10);
    let tools: [(&str, PathBuf, &[&str]); 4] = [
        ("rg -c mermaid", "rg".into(), &["-c", "mermaid"]),
        ("rg -j1 -c mermaid", "rg".into(), &["-j1", "-c", "mermaid"]),
        ("siteplan check", siteplan.clone(), &["check"]),
        ("siteplan check --format json", siteplan, &["check", "--format", "json"]),
    ];
    println!("All documents of a folder in one process: median of {rounds} rounds, in turns.\n");
    let mut times: Vec<Vec<(Duration, Duration)>> = tools.iter().map(|_| Vec::new()).collect();
    for round in 0..=rounds {
        for ((_, program, words), times) in tools.iter().zip(&mut times) {
            // The first round only brings everything into the page cache.
            let time = run(program, words, &folder).filter(|_| round > 0);
            times.extend(time);
        }
    }
    let mut rows = vec![["command", "CPU", "× rg", "elapsed", "× rg"].map(str::to_owned).to_vec()];
    let medians: Vec<Option<(Duration, Duration)>> = times
        .into_iter()
        .map(|times| {
            let (cpu, wall): (Vec<Duration>, Vec<Duration>) = times.into_iter().unzip();
            (!cpu.is_empty()).then(|| (clock::median(cpu), clock::median(wall)))
        })
        .collect();
    for ((name, ..), median) in tools.iter().zip(&medians) {
        let Some((cpu, wall)) = median else {
            println!("SKIPPED: {name}: it is not installed, or there is no release build of siteplan.");
            continue;
        };
        let ratio = |own: Duration, pick: fn(&(Duration, Duration)) -> Duration| {
            medians[0].as_ref().map_or_else(String::new, |rg| table::ratio(own, pick(rg)))
        };
        rows.push(vec![
            (*name).to_owned(),
            table::time(*cpu),
            ratio(*cpu, |t| t.0),
            table::time(*wall),
            ratio(*wall, |t| t.1),
        ]);
    }
    table::print(&rows);
}

/// Runs a command on a folder. Returns its CPU time and how long it took; none where it cannot be run.
fn run(program: &Path, words: &[&str], folder: &Path) -> Option<(Duration, Duration)> {
    let mut command = Command::new(program);
    command.args(words).arg(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let (cpu, status) = clock::time_children(|| command.status());
    // Findings are no failure to measure: 0 and 1 are answers.
    status.ok().filter(|s| s.code().is_some_and(|c| c < 2)).map(|_| (cpu, started.elapsed()))
}
