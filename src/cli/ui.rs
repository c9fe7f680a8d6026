//! The terminal: two streams, colors only where a terminal reads them and `NO_COLOR` does not forbid.

use std::io::{self, Write};

use anstream::AutoStream;

/// Both streams.
pub(super) struct Ui {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
}

impl Ui {
    pub(super) fn new() -> Self {
        Self { out: AutoStream::auto(io::stdout()), err: AutoStream::auto(io::stderr()) }
    }

    /// Prints a result. Where the reader has gone, as in `siteplan check | head`, there is nobody to tell.
    pub(super) fn result(&mut self, text: &str) -> anyhow::Result<()> {
        let written = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(anyhow::Error::new(error).context("cannot write to standard output"))
            }
            _ => Ok(()),
        }
    }

    /// Prints talk. What cannot be said is not worth failing for.
    pub(super) fn say(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
        let _ = self.err.flush();
    }

    /// Prints what the reader should know of a run that goes on.
    pub(super) fn warning(&mut self, text: &str) {
        self.say(&format!("\u{1b}[1;93mwarning\u{1b}[0m: {text}\n"));
    }

    /// Prints why the run stopped.
    pub(super) fn error(&mut self, text: &str) {
        self.say(&format!("\u{1b}[1;91merror\u{1b}[0m: {text}\n"));
    }
}
