//! Mermaid itself, where it is installed.

use std::{
    io::Write as _,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

/// Lets the reference read texts. Returns for each why it was rejected; nothing where there is no reference.
pub(crate) fn read(texts: &[(String, String)]) -> Option<Vec<Option<String>>> {
    let Some(folder) = std::env::var_os("SITEPLAN_REFERENCE").map(PathBuf::from) else {
        eprintln!("SKIPPED: SITEPLAN_REFERENCE names no folder with oracle.mjs and node_modules: Mermaid read nothing");
        return None;
    };
    let node = Command::new("node")
        .arg("oracle.mjs")
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut node) = node else {
        eprintln!("SKIPPED: no node, or no folder {}: Mermaid read nothing", folder.display());
        return None;
    };
    let lines: Vec<String> = texts.iter().map(|(_, text)| json!({ "text": text }).to_string()).collect();
    let mut input = node.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || input.write_all((lines.join("\n") + "\n").as_bytes()));
    let output = node.wait_with_output().expect("an answer");
    writer.join().expect("a thread that ends").ok();
    let said = String::from_utf8_lossy(&output.stdout);
    let verdicts: Vec<Option<String>> = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .map(|answer| {
            let oracle = &answer["oracle"];
            (oracle["ok"] != true).then(|| oracle["message"].as_str().unwrap_or("no reason").to_owned())
        })
        .collect();
    if verdicts.len() != texts.len() {
        eprintln!(
            "SKIPPED: the reference answered {} of {} texts: its modules may be missing",
            verdicts.len(),
            texts.len()
        );
        return None;
    }
    Some(verdicts)
}
