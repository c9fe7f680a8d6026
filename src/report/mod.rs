//! Formats: findings for people, for machines and on pictures, differences of texts.
//!
//! Only here do spans become lines and columns.

pub mod baseline;
pub mod diff;
pub mod github;
pub mod graph;
pub mod human;
pub mod inspect;
pub mod json;
pub mod junit;
pub mod overlay;
pub mod sarif;
mod tree;

pub use graph::to_json as graph_json;

use crate::{
    compile::{Compiled, Kind},
    diag::Severity,
    source::Source,
};

/// A document and what the pipeline made of it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text.
    pub source: Source,
    /// Its diagrams and findings.
    pub compiled: Compiled,
}

/// How much was read and found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Documents.
    pub files: usize,
    /// Diagrams of every kind.
    pub diagrams: usize,
    /// Diagrams that depict something to deploy.
    pub architectures: usize,
    /// Findings at error level.
    pub errors: usize,
    /// Findings at warning level.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Summary {
    /// Counts.
    #[must_use]
    pub fn of(documents: &[Document]) -> Self {
        let mut summary = Self { files: documents.len(), ..Self::default() };
        for document in documents {
            let diagrams = &document.compiled.diagrams;
            summary.diagrams += diagrams.len();
            summary.architectures += diagrams.iter().filter(|d| d.kind == Kind::Architecture).count();
            for finding in &document.compiled.findings {
                match finding.diagnostic.severity {
                    Severity::Error => summary.errors += 1,
                    Severity::Warning => summary.warnings += 1,
                    Severity::Note => summary.notes += 1,
                }
            }
        }
        summary
    }
}
