//! The command line: thin edges over `compile`.

use std::{ffi::OsString, process::ExitCode};

/// Runs the command line.
#[must_use]
pub fn run(_args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
