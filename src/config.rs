//! `siteplan.toml`.

/// What the project file says, with its defaults.
#[derive(Clone, Debug, Default)]
pub struct Config {}
