//! Pictures of a graph: text is measured, boxes are laid out, and the scene is written as SVG, PNG or positions in JSON.
//!
//! [`fonts`] and [`text`] measure, [`shapes`], [`style`] and [`theme`] say what things look like, `scene` gathers what is
//! drawn, [`layout`] places it, `svg`, `json`, `pdf` and `png` write it. [`view`] makes the graph of an architecture, [`look`] is
//! what that shows beyond Mermaid, `badge` marks parts of any picture, and `legend` is the key below it.

use std::collections::BTreeMap;

use self::color::Color;
use crate::graph::{Graph, Label};

mod badge;
pub mod color;
pub mod fonts;
mod icons;
mod json;
pub mod layout;
mod legend;
pub mod look;
#[cfg(feature = "pdf")]
pub mod pdf;
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
mod titles;
pub mod view;
mod wire;

pub use badge::{Badge, Severity, Target};
pub use look::Look;

/// Space around everything.
const MARGIN: i64 = 16;

/// How large a picture is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    /// So many px for each unit of the drawing.
    Scale(f64),
    /// So many px wide; the height follows.
    Width(u32),
}

/// How a picture is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// What every id in the picture begins with, so that several pictures can stand in one page.
    pub prefix: String,
    /// The theme's name; without one, the theme that the diagram's configuration names, or siteplan's own.
    pub theme: Option<String>,
    /// How large the picture is.
    pub size: Size,
    /// What the page is painted with. Without it, nothing, unless the theme needs a page of its own.
    pub background: Option<Color>,
    /// The bytes of fonts for what the bundled ones lack, in pixels and on paper.
    pub fonts: Vec<Vec<u8>>,
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
            theme: None,
            size: Size::Scale(1.0),
            background: None,
            fonts: Vec::new(),
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
pub fn png(graph: &Graph, options: &Options) -> Result<Vec<u8>, png::PngError> {
    png::png(&svg(graph, options), options.background, &options.fonts)
}

/// Draws a graph as PDF: a page of its size, three points for each four px.
#[cfg(feature = "pdf")]
pub fn pdf(graph: &Graph, options: &Options) -> Result<Vec<u8>, png::PngError> {
    let title = graph.acc_title.as_deref().or(graph.title.as_deref()).unwrap_or("Flowchart");
    pdf::pdf(&svg(graph, options), title, &options.fonts)
}

/// Returns the characters of a graph's picture that the bundled fonts have no glyph for, each once. A browser takes them from a font of
/// the reader's; in pixels and on paper they are missing, unless a font that has them is handed in.
#[must_use]
pub fn missing_glyphs(graph: &Graph) -> Vec<char> {
    let nodes = graph.nodes.values().map(|n| n.label.as_ref().map_or_else(|| n.id.clone(), Label::plain));
    let edges = graph.edges.iter().filter_map(|e| e.label.as_ref()).map(Label::plain);
    let clusters = graph.clusters.iter().map(|c| c.title.plain());
    let all: String = nodes.chain(edges).chain(clusters).chain(graph.title.clone()).collect();
    fonts::missing(&all)
}
