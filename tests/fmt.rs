//! Formatting never changes what a diagram means, and comes to rest at once.
//!
//! The corpus lies beside the project, or where `SITEPLAN_CORPUS` says. Without it only generated diagrams are tried, which the test
//! says loudly.

#[path = "support/formatted.rs"]
mod formatted;

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::Value;
use siteplan::format::{self, Outcome};

use formatted::read;

const SETS: [&str; 5] = ["guide", "azure", "wild", "mermaid-suite", "probe"];

/// How often a diagram that can be read may stay as it is.
const MOST_KEPT: f64 = 0.5;

#[test]
fn formatting_the_corpus_changes_no_graph() {
    let folder = PathBuf::from(std::env::var("SITEPLAN_CORPUS").unwrap_or_else(|_| "../shared/corpus".to_owned()));
    if !folder.is_dir() {
        println!("SKIPPED: no corpus at {}: no diagram of it was formatted", folder.display());
        return;
    }
    let (mut read_all, mut kept_all) = (0, 0);
    for set in SETS {
        let path = folder.join(format!("{set}.jsonl"));
        let Ok(lines) = fs::read_to_string(&path) else {
            println!("SKIPPED: no set {set} at {}", path.display());
            continue;
        };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for line in lines.lines() {
            // Half of a surrogate pair, as JavaScript cuts texts in messages, is no JSON for Rust.
            let Ok(item) = serde_json::from_str::<Value>(line) else { continue };
            let (id, text) = (&item["id"], item["text"].as_str().unwrap_or(""));
            let what = match format::format(text) {
                Outcome::Other => "of another type".to_owned(),
                Outcome::Invalid => {
                    assert_eq!(read(text), None, "{id} can be read, but was not formatted");
                    "not readable".to_owned()
                }
                Outcome::Kept(reason) => {
                    println!("  {id} is left: {}", reason.as_str());
                    kept_all += 1;
                    format!("left ({})", reason.as_str())
                }
                Outcome::Formatted => "already formatted".to_owned(),
                Outcome::Changed(after) => {
                    assert_eq!(read(text), read(&after), "{id}: {text}\n---\n{after}");
                    assert_eq!(format::format(&after), Outcome::Formatted, "{id}: {after}");
                    "changed".to_owned()
                }
            };
            read_all += 1;
            *counts.entry(what).or_default() += 1;
        }
        println!("{set}: {counts:?}");
    }
    let share = 100.0 * f64::from(kept_all) / f64::from(read_all.max(1));
    assert!(share <= MOST_KEPT, "{kept_all} of {read_all} were left as they are");
}

#[test]
fn what_a_blank_would_change_keeps_its_blanks() {
    for (before, after) in [
        // A blank would make a word of the language of the id.
        ("flowchart TD\nclick-->A\nhref---B\n", "flowchart TD\n    click--> A\n    href--- B\n"),
        ("flowchart TD\nrecall-->B\n", "flowchart TD\n    recall --> B\n"),
        // Without its blank, `#1;` would be an entity.
        ("flowchart TD\nA & #1 ; B\n", "flowchart TD\n    A & #1 ; B\n"),
        ("flowchart TD\nA & B ; C\n", "flowchart TD\n    A & B; C\n"),
        // A description that nothing closes ends with the text.
        ("flowchart TD\n A\n accDescr {\n  a text", "flowchart TD\n    A\n    accDescr {\n  a text"),
        // Blanks at the end of a title or inside quotes are text.
        (
            "flowchart TD\nsubgraph S \nA[\"x \n y\"]\nend\n",
            "flowchart TD\n    subgraph S \n        A[\"x \n y\"]\n    end\n",
        ),
    ] {
        assert_eq!(format::format(before), Outcome::Changed(after.to_owned()));
        assert_eq!(format::format(after), Outcome::Formatted);
    }
}
