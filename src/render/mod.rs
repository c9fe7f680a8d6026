//! Pictures of a graph: text is measured, boxes are laid out, and the scene is written as SVG, PNG or positions in JSON.
//!
//! [`fonts`] and [`text`] measure, [`shapes`], [`style`] and [`theme`] say what things look like, `scene` gathers what is
//! drawn, [`layout`] places it, `svg`, `json` and [`mod@png`] write it. [`view`] makes the graph of an architecture, [`look`] is
//! what that shows beyond Mermaid, `badge` marks parts of any picture, and `legend` is the key below it.

use std::collections::BTreeMap;

use crate::graph::Graph;

mod badge;
pub mod fonts;
mod json;
pub mod layout;
mod legend;
pub mod look;
#[cfg(feature = "png")]
pub mod png;
mod scene;
pub mod shapes;
pub mod style;
mod svg;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod text;
pub mod theme;
pub mod view;
mod wire;

pub use badge::{Badge, Severity, Target};
pub use look::Look;

/// Space around everything.
const MARGIN: i64 = 16;

/// How a picture is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// What every id in the picture begins with, so that several pictures can stand in one page.
    pub prefix: String,
    /// The theme's name.
    pub theme: String,
    /// Marks on parts of the picture.
    pub overlays: Vec<Badge>,
    /// Path data in a box of 16 by 16, by the id of a node or a cluster: a glyph before its text.
    pub glyphs: BTreeMap<String, &'static str>,
    /// What the picture shows beyond what Mermaid can say.
    pub look: Look,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            prefix: "siteplan".to_owned(),
            theme: "siteplan".to_owned(),
            overlays: Vec::new(),
            glyphs: BTreeMap::new(),
            look: Look::default(),
        }
    }
}

/// Draws a graph as SVG.
#[must_use]
pub fn svg(graph: &Graph, options: &Options) -> String {
    let scene = scene::Scene::new(graph, options);
    let layout = scene.layout();
    svg::write(graph, &scene, &layout, options)
}

/// Returns the positions of everything in a graph's picture.
#[must_use]
pub fn layout_json(graph: &Graph, options: &Options) -> serde_json::Value {
    let scene = scene::Scene::new(graph, options);
    let layout = scene.layout();
    json::positions(&scene, &layout)
}

/// Draws a graph as PNG.
#[cfg(feature = "png")]
pub fn png(
    graph: &Graph,
    options: &Options,
    scale: f32,
    background: Option<[u8; 3]>,
) -> Result<Vec<u8>, png::PngError> {
    png::png(&svg(graph, options), scale, background)
}
