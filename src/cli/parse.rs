//! `siteplan parse`.

use serde_json::{Value, json};

use super::{
    args::{DiagramArgs, ParseHelp},
    exit::Exit,
    session::{NoDiagram, One, Session, tell},
    ui::Ui,
};
use crate::{
    compile::{Kind, Purpose},
    diag::{Diagnostic, Severity},
    report,
};

pub(super) fn run(args: &DiagramArgs<ParseHelp>, ui: &mut Ui) -> anyhow::Result<Exit> {
    let one = match Session::open_one(Purpose::Check, &args.diagram, ui) {
        Ok(one) => one,
        Err(error) => return nothing(args, error, ui),
    };
    let graph = one.diagram.graph.as_ref().filter(|_| one.diagram.kind != Kind::Invalid);
    let value = graph.map_or_else(|| rejected(&one), report::graph::to_json);
    ui.result(&format!("{value}\n"))?;
    for finding in &one.findings {
        tell(&one.source, finding, ui);
    }
    Ok(Exit::of(graph.is_none()))
}

/// Standard input without a diagram is rejected like any other text that is no flowchart; a file without one is a slip of the hand.
fn nothing(args: &DiagramArgs<ParseHelp>, error: anyhow::Error, ui: &mut Ui) -> anyhow::Result<Exit> {
    match error.downcast_ref::<NoDiagram>() {
        Some(NoDiagram(message)) if args.diagram == "-" => {
            let value = json!({ "ok": false, "kind": "unknown-diagram", "message": message, "line": 1 });
            ui.result(&format!("{value}\n"))?;
            Ok(Exit::Findings)
        }
        _ => Err(error),
    }
}

/// Returns what is printed instead of a graph: why there is none.
fn rejected(one: &One) -> Value {
    let errors = one.findings.iter().map(|f| &f.diagnostic).filter(|d| d.severity == Severity::Error);
    let (kind, found) = match one.diagram.kind {
        Kind::Other => ("not-flowchart", None),
        Kind::Architecture | Kind::Flowchart | Kind::Invalid => ("syntax", errors.min_by_key(|d| d.span)),
    };
    let message = |d: &Diagnostic| d.message.clone();
    json!({
        "ok": false,
        "kind": kind,
        "message": found.map_or_else(|| "this diagram is no flowchart".to_owned(), message),
        "line": found.map_or(one.diagram.line, |d| one.source.position(d.span.start).line),
    })
}
