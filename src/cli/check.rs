//! `siteplan check`.

use anyhow::bail;

use super::{
    args::{CheckArgs, Findings},
    exit::Exit,
    fix, known,
    session::Session,
    ui::Ui,
};
use crate::{
    compile::Purpose,
    diag::Severity,
    report::{Summary, github, human, json, junit, sarif},
};

pub(super) fn run(args: &CheckArgs, ui: &mut Ui) -> anyhow::Result<Exit> {
    let paths = &args.paths.paths;
    let policy = args.policy.map(Into::into);
    let mut session = Session::open(Purpose::Check, paths, policy, ui)?;
    if args.fix {
        if session.documents.iter().any(|d| d.source.path == "-") {
            bail!("standard input cannot be mended; name a file");
        }
        let mended = fix::mend(&session);
        if args.diff {
            ui.result(&fix::diff(&session, &mended))?;
            // Nothing was mended, so what is wrong is wrong still.
            return Ok(exit(args, &session));
        }
        fix::write(&session, &mended, ui)?;
        // What was written is read again, so that what is told is what stands in the files.
        session = Session::open(Purpose::Check, paths, policy, ui)?;
    }
    session.compare();
    let baseline = args.baseline.as_deref();
    if args.write_baseline {
        known::write(&session, baseline, ui)?;
        return Ok(Exit::Clean);
    }
    known::apply(&mut session, baseline, ui)?;
    let fails = if args.deny.is_some() { Severity::Warning } else { Severity::Error };
    let text = match args.format {
        Findings::Human => human::render(&session.documents),
        Findings::Json => json::render(&session.documents),
        Findings::Sarif => sarif::render(&session.documents),
        Findings::Github => github::render(&session.documents),
        Findings::Junit => junit::render(&session.documents, fails),
    };
    ui.result(&text)?;
    Ok(exit(args, &session))
}

/// Returns how a run ends that found what a session holds.
fn exit(args: &CheckArgs, session: &Session) -> Exit {
    let summary = Summary::of(&session.documents);
    Exit::of(summary.errors > 0 || (args.deny.is_some() && summary.warnings > 0))
}
