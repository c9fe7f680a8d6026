//! The command line: thin edges over `compile`. Results go to standard output, talk to standard error.

mod args;
mod build;
mod check;
mod exit;
mod explain;
mod fix;
mod fmt;
mod inspect;
mod known;
mod layout;
mod parse;
mod render;
mod session;
mod ui;
mod workflow;

use std::{ffi::OsString, process::ExitCode};

use clap::Parser;

use args::{Args, Command};
use exit::Exit;
use ui::Ui;

/// Runs the command line.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut ui = Ui::new();
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        // Help and version are results, usage errors are talk: clap knows which. Nobody may be left to read either.
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Exit::CannotRun.into() } else { Exit::Clean.into() };
        }
    };
    let done = match &args.command {
        Command::Check(args) => check::run(args, &mut ui),
        Command::Inspect(args) => inspect::run(args, &mut ui),
        Command::Parse(args) => parse::run(args, &mut ui),
        Command::Layout(args) => layout::run(args, &mut ui),
        Command::Render(args) => render::run(args, &mut ui),
        Command::Build(args) => build::run(args, &mut ui),
        Command::Fmt(args) => fmt::run(args, &mut ui),
        Command::Explain(args) => explain::run(args, &mut ui),
    };
    let exit = done.unwrap_or_else(|error| {
        ui.error(&format!("{error:#}"));
        Exit::CannotRun
    });
    exit.into()
}
