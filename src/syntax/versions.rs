//! Which Mermaid brought which syntax.
//!
//! Measured with the parsers of the releases from 9.4 to 12.3, each asked whether it takes a construct; markdown strings, which older
//! ones take and draw with their backticks, are of 10.1.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ast::{Data, Diagram, Member, Statement},
    errors::NEWER_SYNTAX,
};
use crate::{
    config::Version,
    diag::{Diagnostic, Edit, Fix, Sink},
    graph::{Label, LabelKind, Stroke},
    source::Span,
};

/// A construct that not every Mermaid draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Construct {
    InvisibleLink,
    MarkdownText,
    NodeData,
    EdgeId,
    Shape(&'static str, Version),
    DirectionTd,
    AtSign,
}

/// Shapes that came after `@{ }` itself.
const SHAPES: &[(&str, Version)] = &[
    ("bang", Version::new(11, 11)),
    ("cloud", Version::new(11, 11)),
    ("datastore", Version::new(11, 15)),
    ("data-store", Version::new(11, 15)),
    ("folder", Version::new(11, 17)),
    ("directory", Version::new(11, 17)),
    ("bucket", Version::new(11, 17)),
    ("console", Version::new(11, 17)),
    ("browser", Version::new(11, 17)),
    ("person", Version::new(11, 17)),
];

impl Construct {
    /// The first version that draws it.
    const fn since(self) -> Version {
        match self {
            Self::InvisibleLink => Version::new(10, 0),
            Self::MarkdownText => Version::new(10, 1),
            Self::NodeData => Version::new(11, 3),
            Self::EdgeId => Version::new(11, 5),
            Self::Shape(_, since) => since,
            Self::DirectionTd => Version::new(11, 13),
            Self::AtSign => Version::new(12, 3),
        }
    }

    /// Whether a version does not draw it.
    fn is_beyond(self, version: Version) -> bool {
        // The lexer took `@` inside of an unquoted label until it learnt of edge ids, and again since 12.3.
        let until = if self == Self::AtSign { Version::new(11, 5) } else { Version::new(0, 0) };
        until <= version && version < self.since()
    }

    fn name(self) -> String {
        match self {
            Self::InvisibleLink => "the invisible link `~~~`".to_owned(),
            Self::MarkdownText => "a markdown string".to_owned(),
            Self::NodeData => "`@{ }`".to_owned(),
            Self::EdgeId => "the id of a link".to_owned(),
            Self::Shape(name, _) => format!("the shape `{name}`"),
            Self::DirectionTd => "`direction TD`".to_owned(),
            Self::AtSign => "`@` in a label without quotes".to_owned(),
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::InvisibleLink => "draw a link, or leave the order of the nodes to the layout",
            Self::MarkdownText => "write the text in quotes without backticks; `<b>` and `<br/>` do what the marks did",
            Self::NodeData => "give the shape by brackets, as in `A[\"text\"]` or `A[(\"text\")]`",
            Self::EdgeId => "leave the id out; `linkStyle` with the link's number styles it",
            Self::Shape(..) => "take a shape that brackets draw, as in `A[\"text\"]`",
            Self::DirectionTd => "write `direction TB`, which is the same",
            Self::AtSign => "put the label in quotes",
        }
    }

    fn fix(self, spans: &[Span]) -> Option<Fix> {
        match self {
            // Blanks and words that are lost may stand in it; then the author's hand is surer.
            Self::DirectionTd if spans.iter().all(|s| s.end - s.start == "direction TD".len()) => {
                let letters = spans.iter().map(|s| Edit::replace(Span::new(s.end - 2, s.end), "TB"));
                Some(Fix::safe("write `TB`", letters.collect()))
            }
            Self::AtSign => {
                let quotes = spans.iter().flat_map(|s| [Edit::insert(s.start, "\""), Edit::insert(s.end, "\"")]);
                Some(Fix::safe("put it in quotes", quotes.collect()))
            }
            _ => None,
        }
    }
}

/// Tells of what a version of Mermaid cannot draw, each construct once.
pub fn newer(diagram: &Diagram, version: Version, sink: &mut Sink) {
    let mut reader = Reader { edges: BTreeSet::new(), found: BTreeMap::new() };
    for statement in &diagram.statements {
        reader.statement(statement);
    }
    for (construct, spans) in reader.found.iter().filter(|(c, _)| c.is_beyond(version)) {
        let Some(first) = spans.first() else { continue };
        let (name, since) = (construct.name(), construct.since());
        let message = format!("{name} needs Mermaid {since}, and Mermaid {version} shows this diagram");
        let mut found = Diagnostic::new(&NEWER_SYNTAX, *first, message).help(construct.help());
        found = match spans.len() {
            1 => found,
            n => found.note(format!("it stands in this diagram {n} times")),
        };
        found = found.note(format!("`mermaid = \"{version}\"` is what `siteplan.toml` says of the viewer"));
        if let Some(fix) = construct.fix(spans) {
            found = found.fix(fix);
        }
        sink.push(found);
    }
}

struct Reader<'a> {
    /// Ids of links so far, whose `@{ }` is no node's.
    edges: BTreeSet<&'a str>,
    found: BTreeMap<Construct, Vec<Span>>,
}

impl<'a> Reader<'a> {
    fn add(&mut self, construct: Construct, span: Span) {
        self.found.entry(construct).or_default().push(span);
    }

    fn statement(&mut self, statement: &'a Statement) {
        match statement {
            Statement::Chain(chain) => {
                chain.first.iter().for_each(|m| self.member(m));
                for (link, members) in &chain.rest {
                    if let Some(id) = &link.id {
                        self.edges.insert(&id.text);
                        self.add(Construct::EdgeId, id.span);
                    }
                    if link.stroke == Stroke::Invisible {
                        self.add(Construct::InvisibleLink, link.span);
                    }
                    link.label.iter().for_each(|l| self.markdown(l));
                    members.iter().for_each(|m| self.member(m));
                }
            }
            Statement::SubgraphOpen(open) if open.markdown => self.add(Construct::MarkdownText, open.name.span),
            Statement::SubgraphOpen(open) => open.title.iter().for_each(|l| self.markdown(l)),
            Statement::Direction(direction) if direction.text == "TD" => {
                self.add(Construct::DirectionTd, direction.span);
            }
            _ => {}
        }
    }

    fn member(&mut self, member: &'a Member) {
        if let Some((_, label)) = &member.shape {
            self.markdown(label);
            if label.kind == LabelKind::Text && label.raw.contains('@') {
                self.add(Construct::AtSign, label.span);
            }
        }
        if let Some(data) = &member.data
            && !self.edges.contains(member.id.text.as_str())
        {
            self.add(Construct::NodeData, data.span);
            if let Some((name, since)) = shape(data) {
                self.add(Construct::Shape(name, since), data.span);
            }
        }
    }

    fn markdown(&mut self, label: &Label) {
        if label.kind == LabelKind::Markdown {
            self.add(Construct::MarkdownText, label.span);
        }
    }
}

/// The newer shape that the YAML of a node names.
fn shape(data: &Data) -> Option<(&'static str, Version)> {
    let (_, rest) = data.yaml.split_once("shape:")?;
    let word = |c: char| !(c.is_alphanumeric() || c == '-');
    let name = rest.trim_start_matches([' ', '"', '\'']).split(word).next()?;
    SHAPES.iter().copied().find(|(known, _)| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diag, source::OffsetMap};

    fn told(text: &str, version: &str) -> Vec<String> {
        let ast = crate::syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut Sink::new());
        let mut sink = Sink::new();
        newer(&ast, version.parse().unwrap(), &mut sink);
        let name = |d: &Diagnostic| d.message.split(" needs").next().unwrap_or_default().to_owned();
        sink.as_slice().iter().map(name).collect()
    }

    #[test]
    fn each_construct_is_told_below_its_version() {
        let cases = [
            ("A ~~~ B", "9.4", "10.0", "the invisible link `~~~`"),
            ("A[\"`**x**`\"]", "10.0", "10.1", "a markdown string"),
            ("A -->|\"`**x**`\"| B", "10.0", "10.1", "a markdown string"),
            ("A@{ shape: cyl }", "11.2", "11.3", "`@{ }`"),
            ("A@{ shape: cloud }", "11.10", "11.11", "the shape `cloud`"),
            ("A@{\n  shape: person\n}", "11.16", "11.17", "the shape `person`"),
            ("A e1@--> B\ne1@{ animate: true }", "11.4", "11.5", "the id of a link"),
            ("subgraph s\ndirection TD\nA\nend", "11.12", "11.13", "`direction TD`"),
            ("A[me@example.org]", "11.12", "12.3", "`@` in a label without quotes"),
            ("A[me@example.org]", "12.2", "11.4", "`@` in a label without quotes"),
        ];
        for (body, old, new, name) in cases {
            let text = format!("flowchart TD\n{body}\n");
            assert_eq!(told(&text, old), [name], "{body}");
            assert_eq!(told(&text, new), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn what_every_mermaid_draws_is_left_in_peace() {
        let text = "flowchart TD\nsubgraph s\ndirection TB\nA[\"me@example.org\"] -->|x| B[(y)]\nend\n";
        assert_eq!(told(text, "9.4"), Vec::<String>::new());
    }

    #[test]
    fn the_older_form_is_written_where_it_is_the_same() {
        let text = "flowchart TD\nsubgraph s\ndirection TD\nA[me@example.org]\nend\n";
        let ast = crate::syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut Sink::new());
        let mut sink = Sink::new();
        newer(&ast, Version::new(11, 6), &mut sink);
        let (mended, applied) = diag::apply(text, sink.as_slice().iter().filter_map(|d| d.fix.as_ref()));
        assert_eq!(
            (mended.as_str(), applied),
            ("flowchart TD\nsubgraph s\ndirection TB\nA[\"me@example.org\"]\nend\n", 2)
        );
    }
}
