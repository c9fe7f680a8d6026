//! Findings that were there before: a project that begins with siteplan need not mend all of them on the first day.
//!
//! A finding is known by its file, diagram, code and message, and by how often it stands there; not by its line, which moves.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Document;
use crate::compile::Finding;

/// Known findings, by how often each stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Known, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    diagram: Option<String>,
    code: String,
    message: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    known: Known,
    count: usize,
}

impl Baseline {
    /// Reads a baseline's file.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        // What serde says of the shape speaks of Rust; what it says of the syntax has a place that helps.
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let file: File = serde_json::from_value(value)
            .map_err(|_| "it is not of the form that `--write-baseline` writes".to_owned())?;
        if file.schema != 1 {
            return Err(format!("its schema is {}, and this siteplan knows 1", file.schema));
        }
        let mut counts = BTreeMap::new();
        for entry in file.findings {
            *counts.entry(entry.known).or_default() += entry.count;
        }
        Ok(Self { counts })
    }

    /// Adds what was found in a document; `path` is how the baseline calls it.
    pub fn add(&mut self, path: &str, document: &Document) {
        for finding in &document.compiled.findings {
            *self.counts.entry(known(path, finding)).or_default() += 1;
        }
    }

    /// Takes the known findings out of a document, the first of those that stand there more often than is known. Returns how many
    /// were taken out, and how many are known and not there any more.
    pub fn apply(&self, path: &str, document: &mut Document) -> (usize, usize) {
        let mut left: BTreeMap<&Known, usize> =
            self.counts.iter().filter(|(known, _)| known.path == path).map(|(known, count)| (known, *count)).collect();
        let before = document.compiled.findings.len();
        document.compiled.findings.retain(|finding| match left.get_mut(&known(path, finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        (before - document.compiled.findings.len(), left.values().sum())
    }

    /// Returns how many findings are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Returns whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Returns the file's text, in an order that does not depend on the run.
    #[must_use]
    pub fn to_text(&self) -> String {
        let findings = self.counts.iter().map(|(known, count)| Entry { known: known.clone(), count: *count }).collect();
        // Nothing in it can fail to be written.
        let mut out = serde_json::to_string_pretty(&File { schema: 1, findings }).unwrap_or_default();
        out.push('\n');
        out
    }
}

fn known(path: &str, finding: &Finding) -> Known {
    Known {
        path: path.to_owned(),
        diagram: finding.diagram.clone(),
        code: finding.diagnostic.lint.code.to_owned(),
        message: finding.diagnostic.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile::compile, config::Config, source::Source};

    fn document(text: &str) -> Document {
        let source = Source::new("docs/a.md", text);
        let compiled = compile(&source, &Config::default());
        Document { source, compiled }
    }

    const TWO: &str = "```mermaid\nflowchart TB\n    A [a]\n    B [b]\n```\n";

    #[test]
    fn what_is_known_is_not_told_wherever_it_moves() {
        let mut baseline = Baseline::default();
        baseline.add("a.md", &document(TWO));
        let read = Baseline::parse(&baseline.to_text()).unwrap();
        assert_eq!(read, baseline);
        let mut moved = document(&format!("A line more.\n\n{TWO}"));
        assert_eq!(read.apply("a.md", &mut moved), (2, 0));
        assert!(moved.compiled.findings.is_empty());
    }

    #[test]
    fn one_more_of_a_kind_is_told_and_what_is_gone_is_counted() {
        let mut baseline = Baseline::default();
        baseline.add("a.md", &document(TWO));
        let mut more = document(&TWO.replace("    B [b]\n", "    B [b]\n    C [c]\n"));
        assert_eq!(baseline.apply("a.md", &mut more), (2, 0));
        assert_eq!(more.compiled.findings.len(), 1);
        let mut fewer = document(&TWO.replace("    B [b]\n", ""));
        assert_eq!(baseline.apply("a.md", &mut fewer), (1, 1));
        let mut elsewhere = document(TWO);
        assert_eq!(baseline.apply("b.md", &mut elsewhere), (0, 0));
    }

    #[test]
    fn a_file_that_is_no_baseline_is_refused() {
        assert!(Baseline::parse("[]").is_err());
        assert!(Baseline::parse("{\"schema\":2,\"findings\":[]}").unwrap_err().contains("schema is 2"));
    }
}
