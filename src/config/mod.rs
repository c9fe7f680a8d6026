//! `siteplan.toml`: what a project says once for all its diagrams.
//!
//! Reading is pure: the file's text comes in, a [`Config`] and what is wrong with it come out.

mod levels;
mod read;
mod version;

pub use levels::{Level, Levels, Override, Paths, Policy};
pub use read::{INVALID_CONFIGURATION, LINTS, parse};
pub use version::Version;

use indexmap::IndexMap;

/// The name of the project file.
pub const FILE_NAME: &str = "siteplan.toml";

/// What the project file says, with its defaults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The project's name, from which resource names are made.
    pub name: Option<String>,
    /// The Azure region, where a diagram does not say.
    pub location: Option<String>,
    /// Tags that every resource carries.
    pub tags: IndexMap<String, String>,
    /// In the order of the file.
    pub environments: IndexMap<String, Environment>,
    /// The Mermaid that shows the diagrams to their readers; none where it is not said.
    pub mermaid: Option<Version>,
    /// How bad each finding is.
    pub levels: Levels,
    /// The file that holds findings which are not told any more; relative to the folder of the project file.
    pub baseline: Option<String>,
}

impl Config {
    /// Returns what holds for a document; its path is relative to the folder of the project file.
    #[must_use]
    pub fn for_path(&self, path: &str) -> Self {
        Self { levels: self.levels.for_path(path), ..self.clone() }
    }
}

/// What differs in one environment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Environment {
    /// The Azure region.
    pub location: Option<String>,
    /// Tags that come on top of the project's.
    pub tags: IndexMap<String, String>,
    /// Values of the deployment's parameters.
    pub parameters: IndexMap<String, Value>,
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text.
    String(String),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// A list of text.
    Strings(Vec<String>),
    /// Texts by name.
    Texts(IndexMap<String, String>),
}
