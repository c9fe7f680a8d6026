//! `siteplan inspect`.

use super::{
    args::{Format, InspectArgs},
    exit::Exit,
    session::{Session, tell},
    ui::Ui,
};
use crate::{
    compile::{Kind, Purpose},
    diag::Severity,
    report::inspect,
};

pub(super) fn run(args: &InspectArgs, ui: &mut Ui) -> anyhow::Result<Exit> {
    let one = Session::open_one(Purpose::Check, &args.diagram, ui)?;
    let text = match args.format {
        Format::Human => inspect::human(&one.source, &one.diagram),
        Format::Json => format!("{:#}\n", inspect::json(&one.source, &one.diagram)),
    };
    ui.result(&text)?;
    for finding in one.findings.iter().filter(|f| f.diagnostic.severity == Severity::Error) {
        tell(&one.source, finding, ui);
    }
    Ok(Exit::of(one.diagram.kind == Kind::Invalid))
}
