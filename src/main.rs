//! The `siteplan` command: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    siteplan::cli::run(std::env::args_os())
}
