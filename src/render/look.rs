//! What a picture shows beyond what Mermaid can say: parts that were filled in, quiet details, the colors of glyphs, a key.

use std::collections::{BTreeMap, BTreeSet};

use super::fonts::Face;
use super::text::{self, Block, Setting};
use super::theme::Palette;
use crate::graph::{Label, LabelKind};

/// How parts of a picture differ from what Mermaid would draw. The default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Nodes and clusters that the author did not draw: a dashed outline and lighter text.
    pub filled: BTreeSet<String>,
    /// How many lines of a label name the thing, by node or cluster; the others are set quietly.
    pub names: BTreeMap<String, usize>,
    /// The colors of glyphs, by node or cluster.
    pub accents: BTreeMap<String, Accent>,
    /// Edges, by their place in the graph, that stand back.
    pub quiet: BTreeSet<usize>,
    /// Nodes and clusters whose details siteplan derived: their quiet lines slant.
    pub derived: BTreeSet<String>,
    /// Edges, by their place in the graph, that let somebody in: in the color of what does.
    pub grants: BTreeSet<usize>,
    /// Nodes that are equally wide, by the number of their set: siblings of a kind.
    pub alike: BTreeMap<String, usize>,
    /// How high the text of a node counts at least, where many lines end on it.
    pub heights: BTreeMap<String, i64>,
    /// The marks that the key explains, in order, each with its words.
    pub legend: Vec<(Key, String)>,
    /// What stands in the upper right corner.
    pub tag: Option<String>,
}

/// What sort of thing a glyph stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Accent {
    /// Runs something.
    Compute,
    /// Connects something.
    Network,
    /// Keeps something.
    Data,
    /// Lets somebody in.
    Identity,
    /// Watches something.
    Monitoring,
}

impl Accent {
    const ALL: [Self; 5] = [Self::Compute, Self::Network, Self::Data, Self::Identity, Self::Monitoring];

    /// The class of a glyph.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Compute => "ac",
            Self::Network => "an",
            Self::Data => "ad",
            Self::Identity => "ai",
            Self::Monitoring => "am",
        }
    }

    /// The color on a light page and on a dark one; each at least 3:1 against the inside of nodes.
    const fn colors(self) -> (&'static str, &'static str) {
        match self {
            Self::Compute => ("#0f6cbd", "#62abf5"),
            Self::Network => ("#7a4bb5", "#b794e6"),
            Self::Data => ("#0b7a75", "#4fc3bc"),
            Self::Identity => ("#a15c00", "#e3a857"),
            Self::Monitoring => ("#b1306e", "#ee8ab8"),
        }
    }
}

/// A mark that the key explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A dashed outline.
    Filled,
    /// Slanted details.
    Derived,
    /// A solid line.
    Traffic,
    /// A dashed line.
    Grant,
    /// A thin dotted line.
    Quiet,
    /// A thick line.
    Thick,
}

impl Look {
    /// Whether it changes anything in the style sheet.
    fn is_plain(&self) -> bool {
        self.filled.is_empty()
            && self.names.is_empty()
            && self.accents.is_empty()
            && self.quiet.is_empty()
            && self.grants.is_empty()
    }

    /// Returns the rules for one palette; `#P` stands for the picture's id.
    pub(super) fn rules(&self, c: &Palette, dark: bool) -> String {
        if self.is_plain() {
            return String::new();
        }
        let mut out = format!(
            "#P .f .n,#P .f>rect{{stroke-dasharray:4 3}}\n#P .f .t,#P .f .c,#P .q{{fill:{0}}}\n\
             #P .u .e{{stroke-width:1.1;stroke-dasharray:1.5 3;stroke-opacity:.8}}\n#P .u .b{{fill:{0}}}\n",
            c.rim,
        );
        for accent in Accent::ALL.iter().filter(|a| self.accents.values().any(|b| b == *a)) {
            let (light, night) = accent.colors();
            out.push_str(&format!("#P .{}{{stroke:{}}}\n", accent.class(), if dark { night } else { light }));
        }
        if !self.grants.is_empty() {
            let (light, night) = Accent::Identity.colors();
            let color = if dark { night } else { light };
            out.push_str(&format!("#P .r .e{{stroke:{color};stroke-width:1.2}}\n#P .r .h{{fill:{color}}}\n"));
        }
        out
    }

    /// The class of an edge's group, with its attribute.
    pub(super) fn edge_class(&self, index: usize) -> &'static str {
        match (self.quiet.contains(&index), self.grants.contains(&index)) {
            (true, _) => " class=\"u\"",
            (false, true) => " class=\"r\"",
            (false, false) => "",
        }
    }

    /// The class of a node's or a cluster's group, with its attribute.
    pub(super) fn class(&self, id: &str) -> &'static str {
        if self.filled.contains(id) { " class=\"f\"" } else { "" }
    }

    /// Sets a label, its quiet lines in the regular face.
    pub(super) fn set(&self, id: &str, label: &Label, setting: Setting) -> Block {
        let lines = label.lines();
        let Some(&names) = self.names.get(id).filter(|n| **n < lines.len()) else { return text::set(label, setting) };
        let markdown = label.kind == LabelKind::Markdown;
        let (name, details) = lines.split_at(names);
        let mut block = text::set_lines(name, markdown, setting);
        let face = Face { bold: false, italic: self.derived.contains(id) };
        let quiet = Setting { face, ..setting };
        let details = text::set_lines(details, markdown, quiet);
        block.quiet = Some(block.lines.len());
        block.lines.extend(details.lines);
        block.w = block.w.max(details.w);
        let h = block.lines.len() as i64 * setting.leading;
        block.h = h + h % 2;
        block
    }
}
