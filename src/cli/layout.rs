//! `siteplan layout`.

use super::{
    args::{DiagramArgs, LayoutHelp},
    exit::Exit,
    session::{Session, tell},
    ui::Ui,
};
use crate::{
    compile::{Kind, Purpose},
    model::Model,
    render::{self, Options},
};

pub(super) fn run(args: &DiagramArgs<LayoutHelp>, ui: &mut Ui) -> anyhow::Result<Exit> {
    let one = Session::open_one(Purpose::Draw, &args.diagram, ui)?;
    match one.diagram.graph.as_ref().filter(|_| one.diagram.kind != Kind::Invalid) {
        Some(graph) => {
            let options = Options {
                glyphs: one.diagram.model.as_ref().map(Model::glyphs).unwrap_or_default(),
                ..Options::default()
            };
            ui.result(&format!("{}\n", render::layout_json(graph, &options)))?;
            Ok(Exit::Clean)
        }
        None => {
            for finding in &one.findings {
                tell(&one.source, finding, ui);
            }
            ui.error(&format!("`{}` is no flowchart that can be drawn", args.diagram));
            Ok(Exit::Findings)
        }
    }
}
