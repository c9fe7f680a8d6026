//! Parsing: siteplan's text to graph, beside merman-core's text to semantic model and the reference in node.
//!
//! All three read every diagram that the reference can parse, in turns, in processes that are warm. `SITEPLAN_REFERENCE` names a
//! folder with `node_modules/mermaid` and `node_modules/jsdom`; `SITEPLAN_ROUNDS` the number of rounds; `SITEPLAN_EVERY` takes every
//! so manieth diagram, where the reference takes too long.

use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

use merman_core::SemanticParser;
use serde_json::{Value, json};
use siteplan_bench::{
    clock,
    corpus::{self, Item},
    table,
};

/// The reference in a node process that waits to be told to read everything once more.
struct Reference {
    process: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Reference {
    fn start(items: &[Item]) -> Option<Self> {
        let Some(folder) = std::env::var_os("SITEPLAN_REFERENCE").map(PathBuf::from) else {
            println!("SKIPPED: the reference, because SITEPLAN_REFERENCE names no folder with mermaid and jsdom.");
            return None;
        };
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/reference.mjs");
        let started = Command::new("node")
            .args([script.as_ref(), folder.as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let Ok(mut process) = started else {
            println!("SKIPPED: the reference, because there is no node.");
            return None;
        };
        let mut orders = process.stdin.take()?;
        let answers = BufReader::new(process.stdout.take()?);
        let texts: Vec<&str> = items.iter().map(|i| i.text.as_str()).collect();
        writeln!(orders, "{}", json!(texts)).ok()?;
        Some(Self { process, orders, answers })
    }

    /// Reads everything once, with labels sanitized or not. Returns the CPU time, and how many were rejected.
    fn round(&mut self, sanitized: bool) -> Option<(Duration, usize)> {
        writeln!(self.orders, "{}", json!({ "sanitized": sanitized })).ok()?;
        let mut line = String::new();
        self.answers.read_line(&mut line).ok()?;
        let answer: Value = serde_json::from_str(&line).ok()?;
        let rejected = usize::try_from(answer["rejected"].as_u64()?).ok()?;
        Some((Duration::from_micros(answer["microseconds"].as_u64()?), rejected))
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Row {
    name: &'static str,
    times: Vec<Duration>,
    rejected: usize,
}

fn main() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<usize>().ok()).filter(|n| *n > 0);
    let every = number("SITEPLAN_EVERY").unwrap_or(1);
    let items: Vec<Item> = corpus::parseable(&corpus::SETS).into_iter().step_by(every).collect();
    let bytes: usize = items.iter().map(|i| i.text.len()).sum();
    println!("Parsing {} diagrams, {} KiB: CPU time of a round, median.\n", items.len(), bytes / 1024);
    let rounds = number("SITEPLAN_ROUNDS").unwrap_or(9);
    let merman = SemanticParser::new();
    let mut reference = Reference::start(&items);
    let mut rows: Vec<Row> = ["siteplan", "merman-core", "mermaid, labels not sanitized", "mermaid"]
        .map(|name| Row { name, times: Vec::new(), rejected: 0 })
        .into();
    // The first round warms everything up.
    for round in 0..=rounds {
        for (which, row) in rows.iter_mut().enumerate() {
            let measured = match which {
                0 => Some(clock::time(|| items.iter().filter(|i| corpus::siteplan(&i.text).is_none()).count())),
                1 => Some(clock::time(|| items.iter().filter(|i| merman.parse_diagram_sync(&i.text).is_err()).count())),
                2 => reference.as_mut().and_then(|r| r.round(false)),
                // Half a minute a round; the parser itself is warm by now.
                _ if round == 1 => reference.as_mut().and_then(|r| r.round(true)),
                _ => None,
            };
            if let Some((time, rejected)) = measured
                && round > 0
            {
                row.times.push(time);
                row.rejected = rejected;
            }
        }
    }
    let ours = clock::median(rows[0].times.clone());
    let mut out = vec![["parser", "a round", "a diagram", "× siteplan", "rejected"].map(str::to_owned).to_vec()];
    for row in rows.iter().filter(|r| !r.times.is_empty()) {
        let time = clock::median(row.times.clone());
        let each = time / u32::try_from(items.len().max(1)).unwrap_or(u32::MAX);
        let ratio = table::ratio(time, ours);
        out.push(vec![row.name.to_owned(), table::time(time), table::time(each), ratio, row.rejected.to_string()]);
    }
    table::print(&out);
}
