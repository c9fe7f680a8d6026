//! How bad a finding is: by rule, else by pack, else by policy; for some documents otherwise than for the rest.

use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

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
    /// What holds for some documents only, in the order of the file; a later one wins.
    pub overrides: Vec<Override>,
}

/// Levels for some documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Override {
    /// Which documents.
    pub paths: Paths,
    /// Levels of single rules, by code.
    pub rules: BTreeMap<&'static str, Level>,
    /// Levels of packs, by their word.
    pub packs: BTreeMap<&'static str, Level>,
}

/// Patterns of paths, relative to the folder of the project file, with `/` between their parts.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    patterns: Vec<String>,
    set: GlobSet,
}

impl Paths {
    /// Reads patterns such as `docs/labs/**`, where `*` stays within a folder.
    ///
    /// # Errors
    ///
    /// The number of the first pattern that is none, and why.
    pub fn new(patterns: Vec<String>) -> Result<Self, (usize, String)> {
        let mut builder = GlobSetBuilder::new();
        for (i, pattern) in patterns.iter().enumerate() {
            let glob = GlobBuilder::new(pattern).literal_separator(true).build();
            builder.add(glob.map_err(|error| (i, error.kind().to_string()))?);
        }
        let set = builder.build().map_err(|error| (0, error.kind().to_string()))?;
        Ok(Self { patterns, set })
    }

    /// Returns whether a path fits one of them.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

impl PartialEq for Paths {
    fn eq(&self, other: &Self) -> bool {
        self.patterns == other.patterns
    }
}

impl Levels {
    /// Returns the levels that hold for a document; its path is relative to the folder of the project file.
    #[must_use]
    pub fn for_path(&self, path: &str) -> Self {
        let mut levels = Self { overrides: Vec::new(), ..self.clone() };
        for over in self.overrides.iter().filter(|o| o.paths.contains(path)) {
            levels.rules.extend(&over.rules);
            levels.packs.extend(&over.packs);
        }
        levels
    }

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
