//! What Mermaid means by a flowchart: nodes, edges, clusters, classes, styles.
//!
//! The graph is the one that the reference (mermaid 12.3) builds: the same ids in the same order. It knows Mermaid and no Azure.
//! Every part carries its span in the document.

use indexmap::IndexMap;

use crate::source::Span;

mod build;
mod data;
mod data_fix;
mod errors;
mod label;
mod membership;
mod query;
mod traps;

pub use build::build;
pub use errors::LINTS;
pub use label::{Label, LabelKind};
pub use query::Links;

/// A flowchart.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// `flowchart-v2` or `flowchart-elk`, as the reference names it.
    pub dialect: Dialect,
    /// The frontmatter's title.
    pub title: Option<String>,
    /// `accTitle`.
    pub acc_title: Option<String>,
    /// `accDescr`.
    pub acc_descr: Option<String>,
    /// The direction of the whole.
    pub direction: Direction,
    /// Every vertex in the order of first mention. A vertex whose id names a cluster has [`Node::is_cluster`] set and is not drawn.
    pub nodes: IndexMap<String, Node>,
    /// In the order of creation.
    pub edges: Vec<Edge>,
    /// In the order in which they close: the inner before the outer.
    pub clusters: Vec<Cluster>,
    /// In the order of definition.
    pub class_defs: Vec<ClassDef>,
    /// `linkStyle default …`: CSS declarations.
    pub default_link_style: Vec<String>,
    /// `linkStyle default interpolate …`.
    pub default_interpolate: Option<String>,
    /// Frontmatter `config` and `%%{init}%%` directives, merged.
    pub config: serde_json::Value,
    /// Every comment line, in order: annotations are among them.
    pub comments: Vec<Comment>,
    /// The header, such as `flowchart TB`.
    pub header: Span,
    /// The whole text of the fence, for insertions at its end.
    pub span: Span,
}

/// Which keyword opened the diagram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// `graph` or `flowchart`.
    #[default]
    Flowchart,
    /// `flowchart-elk`.
    Elk,
}

/// Where a flowchart flows to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Top to bottom; also `TD`.
    #[default]
    TopBottom,
    /// Bottom to top.
    BottomTop,
    /// Left to right.
    LeftRight,
    /// Right to left.
    RightLeft,
    /// `BR`, which the reference accepts and draws as top to bottom.
    BottomRight,
}

impl Direction {
    /// Returns Mermaid's two letters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TopBottom => "TB",
            Self::BottomTop => "BT",
            Self::LeftRight => "LR",
            Self::RightLeft => "RL",
            Self::BottomRight => "BR",
        }
    }
}

/// A comment line, `%% …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The text after `%%`, untrimmed.
    pub text: String,
    /// The comment from its first `%` to the end of its text.
    pub span: Span,
    /// Where `text` begins.
    pub text_start: usize,
}

/// A vertex.
#[derive(Clone, Debug)]
pub struct Node {
    /// The id as written.
    pub id: String,
    /// The id at its first mention.
    pub span: Span,
    /// The label that won; none where the node was only ever mentioned, and its id is shown.
    pub label: Option<Label>,
    /// The reference's type of the node (`square`, `cylinder`, or an `@{shape}` name verbatim); none for a bare id.
    pub vertex_type: Option<String>,
    /// The id with its shape and label where they were given (the last time), else the first mention.
    pub definition: Span,
    /// The cluster that holds it.
    pub parent: Option<String>,
    /// Whether a cluster has the same id, so that no node is drawn.
    pub is_cluster: bool,
    /// Whether it is inside a collapsed cluster.
    pub hidden: bool,
    /// Classes in the order in which they were given.
    pub classes: Vec<String>,
    /// CSS declarations of `style`.
    pub styles: Vec<String>,
    /// `click … href`.
    pub link: Option<String>,
    /// `_blank` and its kin.
    pub link_target: Option<String>,
    /// The tooltip of `click`.
    pub tooltip: Option<String>,
    /// Whether `click` names a function, which siteplan never calls.
    pub has_callback: bool,
    /// What `@{…}` says beside label and shape.
    pub extra: NodeExtra,
}

/// The rarer keys of a node's `@{…}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeExtra {
    /// `icon`.
    pub icon: Option<String>,
    /// `img`.
    pub img: Option<String>,
    /// `form`.
    pub form: Option<String>,
    /// `pos`.
    pub pos: Option<String>,
    /// `constraint`.
    pub constraint: Option<String>,
    /// `w`, in px.
    pub asset_width: Option<f64>,
    /// `h`, in px.
    pub asset_height: Option<f64>,
}

/// An edge.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The id that the author gave, `e1@-->`.
    pub id: Option<String>,
    /// The vertex or cluster that it leaves.
    pub from: String,
    /// The vertex or cluster that it reaches.
    pub to: String,
    /// The link token with its label.
    pub span: Span,
    /// The mention of the node that it leaves.
    pub from_span: Span,
    /// The mention of the node that it reaches.
    pub to_span: Span,
    /// The label.
    pub label: Option<Label>,
    /// How the line is drawn.
    pub stroke: Stroke,
    /// What the ends look like.
    pub ends: Ends,
    /// 1 to 10.
    pub length: u8,
    /// Classes in the order in which they were given.
    pub classes: Vec<String>,
    /// CSS declarations of `linkStyle`.
    pub styles: Vec<String>,
    /// The curve.
    pub interpolate: Option<String>,
    /// `animate` of `@{…}`.
    pub animate: Option<bool>,
    /// `animation` of `@{…}`.
    pub animation: Option<String>,
    /// `step` of `@{…}`, as the reference keeps it.
    pub step: Option<serde_json::Value>,
}

/// How an edge's line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stroke {
    /// `-->`
    Normal,
    /// `==>`
    Thick,
    /// `-.->`
    Dotted,
    /// `~~~`
    Invisible,
    /// Ends that do not fit each other; the reference keeps the edge.
    Invalid,
}

/// What an edge's ends look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ends {
    /// `---`
    Open,
    /// `-->`
    Point,
    /// `--o`
    Circle,
    /// `--x`
    Cross,
    /// `<-->`
    DoublePoint,
    /// `o--o`
    DoubleCircle,
    /// `x--x`
    DoubleCross,
    /// Ends that do not fit each other.
    Invalid,
}

/// A subgraph.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The id, or `subGraphN` where the reference makes one up.
    pub id: String,
    /// The title; empty where there is none.
    pub title: Label,
    /// From `subgraph` to the end of its title.
    pub header: Span,
    /// From `subgraph` to `end`.
    pub span: Span,
    /// `direction` inside it, as written (`TD` stays `TD`).
    pub dir: Option<String>,
    /// The cluster that holds it.
    pub parent: Option<String>,
    /// The members in the reference's order; may hold ids of clusters and edges.
    pub nodes: Vec<String>,
    /// Classes in the order in which they were given.
    pub classes: Vec<String>,
    /// CSS declarations of `style` on the cluster's id.
    pub styles: Vec<String>,
    /// What `@{…}` says of it.
    pub metadata: Option<serde_json::Value>,
}

impl Cluster {
    /// Returns its own direction, where it states one.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        match self.dir.as_deref()? {
            "TB" | "TD" => Some(Direction::TopBottom),
            "BT" => Some(Direction::BottomTop),
            "LR" => Some(Direction::LeftRight),
            "RL" => Some(Direction::RightLeft),
            _ => None,
        }
    }
}

/// `classDef`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassDef {
    /// The class.
    pub name: String,
    /// CSS declarations.
    pub styles: Vec<String>,
    /// Where the name stands.
    pub span: Span,
}

impl Node {
    /// Makes a node that nothing but its id is known of.
    #[must_use]
    pub fn new(id: impl Into<String>, span: Span) -> Self {
        Self {
            id: id.into(),
            span,
            label: None,
            vertex_type: None,
            definition: span,
            parent: None,
            is_cluster: false,
            hidden: false,
            classes: Vec::new(),
            styles: Vec::new(),
            link: None,
            link_target: None,
            tooltip: None,
            has_callback: false,
            extra: NodeExtra::default(),
        }
    }
}

impl Graph {
    /// Returns the cluster with an id.
    #[must_use]
    pub fn cluster(&self, id: &str) -> Option<&Cluster> {
        self.clusters.iter().find(|c| c.id == id)
    }

    /// Returns the text that a reader sees for a node or a cluster, lines joined by blanks.
    #[must_use]
    pub fn text_of(&self, id: &str) -> String {
        if let Some(cluster) = self.cluster(id) {
            return cluster.title.plain();
        }
        match self.nodes.get(id).and_then(|n| n.label.as_ref()) {
            Some(label) => label.plain(),
            None => id.to_owned(),
        }
    }
}
