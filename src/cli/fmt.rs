//! `siteplan fmt`.

use super::{args::FmtArgs, exit::Exit, session::Session, ui::Ui};
use crate::{
    compile::Purpose,
    format::{self, Outcome},
    markdown::{Fence, NOT_UTF8},
    report::{self, diff::unified, human},
    workspace,
};

pub(super) fn run(args: &FmtArgs, ui: &mut Ui) -> anyhow::Result<Exit> {
    let session = Session::open(Purpose::Draw, &args.paths.paths, None, ui)?;
    let mut wrong = false;
    for document in &session.documents {
        if unreadable(document, ui) {
            wrong = true;
            continue;
        }
        let (path, before) = (&document.source.path, &document.source.text);
        let fences: Vec<&Fence> = document.compiled.diagrams.iter().map(|d| &d.fence).collect();
        let formatted = format::document(&document.source, &fences);
        tell(document, &formatted.outcomes, ui);
        let stale = formatted.text != *before;
        if args.diff {
            ui.result(&unified(path.as_str(), before, &formatted.text))?;
        }
        if args.check {
            wrong |= stale;
            if stale && !args.diff {
                ui.result(&format!("stale {path}\n"))?;
            }
        } else if !args.diff && path == "-" {
            ui.result(&formatted.text)?;
        } else if !args.diff && stale {
            workspace::write(path, formatted.text.as_bytes())?;
            ui.result(&format!("formatted {path}\n"))?;
        }
    }
    Ok(Exit::of(wrong))
}

/// Says which diagrams stay as they are, and why.
fn tell(document: &report::Document, outcomes: &[Outcome], ui: &mut Ui) {
    for (diagram, outcome) in document.compiled.diagrams.iter().zip(outcomes) {
        let why = match outcome {
            Outcome::Invalid => "it cannot be read, as `siteplan check` tells",
            Outcome::Kept(reason) => reason.as_str(),
            Outcome::Other | Outcome::Formatted | Outcome::Changed(_) => continue,
        };
        ui.say(&format!("`{}#{}` is left as it is: {why}\n", document.source.path, diagram.id));
    }
}

/// Tells of a document that could not be read.
fn unreadable(document: &report::Document, ui: &mut Ui) -> bool {
    let found = document.compiled.findings.iter().find(|f| f.diagnostic.lint == &NOT_UTF8);
    if let Some(found) = found {
        ui.say(&format!("{}\n\n", human::one(&document.source, &found.diagnostic)));
    }
    found.is_some()
}
