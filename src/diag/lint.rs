//! The identity of a finding.

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Told, and nothing to do: what siteplan fills in.
    Note,
    /// Works or is put right on emission, but is not what was meant.
    Warning,
    /// Cannot be deployed, cannot work, or contradicts the drawing.
    Error,
}

impl Severity {
    /// Returns the word that messages and formats use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The family of a lint. Packs are never mixed in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pack {
    /// What the drawing says, and whether it can be understood (`SP0xx`).
    Reading,
    /// What Azure allows (`SP1xx`).
    Platform,
    /// What the App Service guide asks of a tier (`SP2xx`).
    Guide,
    /// What experience advises (`SP3xx`).
    Practice,
}

impl Pack {
    /// Returns the word that messages and configuration use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Platform => "platform",
            Self::Guide => "guide",
            Self::Practice => "practice",
        }
    }
}

/// The identity of a finding: a code that never changes and a name that reads after "ignore".
#[derive(Debug, PartialEq, Eq)]
pub struct Lint {
    /// The code, such as `SP117`.
    pub code: &'static str,
    /// The kebab-case name, which is also the name of its page.
    pub name: &'static str,
    /// Its family.
    pub pack: Pack,
    /// The severity that it has unless configured.
    pub severity: Severity,
    /// One sentence that says what it checks.
    pub summary: &'static str,
}

impl Lint {
    /// Returns the address of the lint's page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://docs.rs/siteplan/latest/siteplan/rules/{}/", self.name.replace('-', "_"))
    }
}
