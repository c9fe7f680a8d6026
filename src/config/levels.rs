//! How bad a finding is: by rule, else by pack, else by policy.

use std::collections::BTreeMap;

use crate::diag::{Lint, Pack, Severity};

/// What the project makes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not told.
    Off,
    /// Told at this severity.
    At(Severity),
}

impl Level {
    /// The words for levels.
    pub const WORDS: [&'static str; 4] = ["off", "note", "warning", "error"];

    /// Reads a level's word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "note" => Some(Self::At(Severity::Note)),
            "warning" => Some(Self::At(Severity::Warning)),
            "error" => Some(Self::At(Severity::Error)),
            _ => None,
        }
    }
}

/// Whose topology rules hold by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// The App Service guide's, at their own level.
    #[default]
    Guide,
    /// Only Azure's: the guide's are off unless set.
    Azure,
}

impl Policy {
    /// The words for policies.
    pub const WORDS: [&'static str; 2] = ["guide", "azure"];

    /// Reads a policy's word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "guide" => Some(Self::Guide),
            "azure" => Some(Self::Azure),
            _ => None,
        }
    }
}

/// The levels of all findings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Levels {
    /// Which default the guide's rules have.
    pub policy: Policy,
    /// Levels of single rules, by code.
    pub rules: BTreeMap<&'static str, Level>,
    /// Levels of packs, by their word.
    pub packs: BTreeMap<&'static str, Level>,
}

impl Levels {
    /// Returns the severity of a finding that its stage gave `severity`; none where it is off.
    #[must_use]
    pub fn apply(&self, lint: &Lint, severity: Severity) -> Option<Severity> {
        let level = self.rules.get(lint.code).or_else(|| self.packs.get(lint.pack.as_str()));
        match level {
            Some(Level::Off) => None,
            Some(Level::At(severity)) => Some(*severity),
            None if lint.pack == Pack::Guide && self.policy == Policy::Azure => None,
            None => Some(severity),
        }
    }
}
