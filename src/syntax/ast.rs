//! What a flowchart says, statement by statement, in the order of the text. Every span is in the document.

use crate::{
    graph::{Comment, Dialect, Direction, Ends, Label, Stroke},
    source::Span,
};

/// A flowchart as written.
#[derive(Clone, Debug, Default)]
pub struct Diagram {
    /// Which keyword opened it.
    pub dialect: Dialect,
    /// The direction that the header names.
    pub direction: Direction,
    /// Whether the header names a direction.
    pub has_direction: bool,
    /// The header, such as `flowchart TB`.
    pub header: Span,
    /// Where the last character that is no blank ends.
    pub last: usize,
    /// The frontmatter's title.
    pub title: Option<String>,
    /// Frontmatter `config` and `%%{init}%%` directives, merged.
    pub config: serde_json::Value,
    /// The statements, flat: a subgraph is its first line, what it holds, and its `end`.
    pub statements: Vec<Statement>,
    /// Every comment line.
    pub comments: Vec<Comment>,
    /// The whole text.
    pub span: Span,
}

/// One statement.
#[derive(Clone, Debug)]
pub enum Statement {
    /// Nodes, or nodes joined by links.
    Chain(Chain),
    /// The first line of a subgraph.
    SubgraphOpen(SubgraphOpen),
    /// `end`.
    SubgraphClose(Span),
    /// `direction LR`, which is the two letters as written.
    Direction(Spanned),
    /// `accTitle: …`.
    AccTitle(Spanned),
    /// `accDescr: …` or `accDescr { … }`.
    AccDescr(Spanned),
    /// `style id …`.
    Style(Style),
    /// `classDef name …`.
    ClassDef(Style),
    /// `class ids name`.
    Class(Class),
    /// `linkStyle …`.
    LinkStyle(LinkStyle),
    /// `click id …`.
    Click(Click),
    /// A `;` that ends nothing. The reference counts it among a subgraph's members.
    Semicolon,
}

/// A text and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned {
    /// The text.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// `A & B --> C --> D`.
#[derive(Clone, Debug)]
pub struct Chain {
    /// The nodes before the first link.
    pub first: Vec<Member>,
    /// Each link with the nodes behind it.
    pub rest: Vec<(Link, Vec<Member>)>,
}

/// A node where it is mentioned.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its id.
    pub id: Spanned,
    /// The id with its shape.
    pub span: Span,
    /// The shape's name in the reference, and the label.
    pub shape: Option<(&'static str, Label)>,
    /// `:::class`.
    pub class: Option<Spanned>,
    /// `@{ … }`.
    pub data: Option<Data>,
}

/// The YAML of `@{ … }`.
#[derive(Clone, Debug)]
pub struct Data {
    /// The YAML as the reference reads it.
    pub yaml: String,
    /// From `@{` to `}`.
    pub span: Span,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// `e1@`, without the `@`.
    pub id: Option<Spanned>,
    /// How the line is drawn.
    pub stroke: Stroke,
    /// What the ends look like.
    pub ends: Ends,
    /// 1 to 10.
    pub length: u8,
    /// The text on it.
    pub label: Option<Label>,
    /// Whether the text stands between bars, behind the arrow.
    pub piped: bool,
    /// The head at the beginning of an arrow whose other head differs. The reference does not draw it.
    pub lost_head: Option<char>,
    /// The link with its id and text.
    pub span: Span,
}

/// `subgraph id [title]`.
#[derive(Clone, Debug)]
pub struct SubgraphOpen {
    /// What stands behind the keyword.
    pub name: Spanned,
    /// Whether the name was a markdown string.
    pub markdown: bool,
    /// Whether the name stood in quotes.
    pub quoted: bool,
    /// The title in brackets.
    pub title: Option<Label>,
    /// From the keyword to the end of the line's last word.
    pub span: Span,
}

/// `style id …` and `classDef name …`.
#[derive(Clone, Debug)]
pub struct Style {
    /// The id or the names.
    pub target: Spanned,
    /// The declarations, as the commas part them.
    pub styles: Vec<String>,
    /// The whole statement.
    pub span: Span,
}

/// `class ids name`.
#[derive(Clone, Debug)]
pub struct Class {
    /// The ids, with their commas.
    pub ids: Spanned,
    /// The class.
    pub name: Spanned,
    /// The whole statement.
    pub span: Span,
}

/// `linkStyle …`.
#[derive(Clone, Debug)]
pub struct LinkStyle {
    /// The numbers of edges as written; empty for `default`.
    pub edges: Vec<Spanned>,
    /// `interpolate curve`.
    pub interpolate: Option<String>,
    /// The declarations; none where only the curve is given.
    pub styles: Option<Vec<String>>,
    /// The whole statement.
    pub span: Span,
}

/// `click id …`.
#[derive(Clone, Debug)]
pub struct Click {
    /// The id.
    pub id: Spanned,
    /// The address; none where a function is named.
    pub link: Option<String>,
    /// The tooltip.
    pub tooltip: Option<String>,
    /// `_blank` and its kin.
    pub target: Option<String>,
    /// The whole statement as written, and its place.
    pub whole: Spanned,
}
