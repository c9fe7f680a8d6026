//! Exit codes, which are a promise.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done, and nothing is wrong.
    Clean,
    /// Findings at error level, or something is stale.
    Findings,
    /// Usage, configuration or files stood in the way.
    CannotRun,
}

impl Exit {
    /// Returns the exit of a run that found something wrong or did not.
    pub(super) fn of(wrong: bool) -> Self {
        if wrong { Self::Findings } else { Self::Clean }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::CannotRun => 2,
        })
    }
}
