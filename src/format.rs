//! `siteplan fmt` without its files: a document in, the same document with tidy flowcharts out.
//!
//! The graph never changes. That is not left to the care of those who write edits: what they lead to is read again, and where it
//! means anything else, or would be edited once more, the diagram stays as it is.

use crate::{
    diag::{Edit, Sink},
    graph::{self, Graph},
    markdown::{self, Fence},
    report,
    source::{OffsetMap, Source},
    syntax::{self, DiagramKind},
};

/// What formatting makes of a diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is another type of diagram, and none of ours.
    Other,
    /// It cannot be read, so it stays as it is.
    Invalid,
    /// It stays as it is, though it is not as it should be: what would be written is not surely the same.
    Kept(Reason),
    /// It is as it should be.
    Formatted,
    /// It becomes this.
    Changed(String),
}

/// Why a diagram that can be read stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A lone carriage return ends a line, which is no line end for Markdown's other readers.
    LineEnds,
    /// Another graph or other comments would be read.
    Graph,
    /// Formatting it again would change it again.
    Unstable,
    /// The document around it would be read in another way.
    Document,
}

impl Reason {
    /// Returns what is said to the user.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LineEnds => "a line ends with a lone carriage return",
            Self::Graph => "it would be read in another way",
            Self::Unstable => "it would not come to rest",
            Self::Document => "the text around it would be read in another way",
        }
    }
}

/// Formats the text of a fence.
#[must_use]
pub fn format(text: &str) -> Outcome {
    edits(text).map_or_else(|outcome| outcome, |(_, after)| Outcome::Changed(after))
}

/// Returns the edits of a fence's text and what they lead to, or why there are none.
fn edits(text: &str) -> Result<(Vec<Edit>, String), Outcome> {
    if let DiagramKind::Other(_) = syntax::kind(text) {
        return Err(Outcome::Other);
    }
    let before = read(text).ok_or(Outcome::Invalid)?;
    let bytes = text.as_bytes();
    if bytes.iter().enumerate().any(|(i, b)| *b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
        return Err(Outcome::Kept(Reason::LineEnds));
    }
    let keeps_keyword = before.config.pointer("/flowchart/defaultRenderer").is_some();
    let edits = syntax::format(text, keeps_keyword);
    if edits.is_empty() {
        return Err(Outcome::Formatted);
    }
    let after = apply(text, &edits).ok_or(Outcome::Kept(Reason::Graph))?;
    if !read(&after).is_some_and(|graph| is_same(&before, &graph)) {
        return Err(Outcome::Kept(Reason::Graph));
    }
    if !syntax::format(&after, keeps_keyword).is_empty() {
        return Err(Outcome::Kept(Reason::Unstable));
    }
    Ok((edits, after))
}

/// Reads a flowchart; none where the reference would reject it.
fn read(text: &str) -> Option<Graph> {
    let mut sink = Sink::new();
    let diagram = syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink);
    let graph = graph::build(&diagram, &mut sink);
    (!sink.has_errors()).then_some(graph)
}

/// Returns whether two graphs differ in nothing but places.
fn is_same(before: &Graph, after: &Graph) -> bool {
    let comments = |graph: &Graph| graph.comments.iter().map(|c| c.text.trim_end().to_owned()).collect::<Vec<_>>();
    report::graph_json(before) == report::graph_json(after) && comments(before) == comments(after)
}

/// Applies edits that rise; none where two overlap.
fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start)?);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// A document after formatting.
#[derive(Clone, Debug)]
pub struct Document {
    /// The whole text.
    pub text: String,
    /// What was made of each diagram, in the order in which they were given.
    pub outcomes: Vec<Outcome>,
}

/// Formats the given diagrams of a document, and nothing else of it.
#[must_use]
pub fn document(source: &Source, fences: &[&Fence]) -> Document {
    let mut edited: Vec<Option<Vec<Edit>>> = Vec::with_capacity(fences.len());
    let mut outcomes = Vec::with_capacity(fences.len());
    for fence in fences {
        let (edits, outcome) = match edits(&fence.text) {
            Ok((edits, after)) => match in_document(source, fence, &edits) {
                Some(edits) => (Some(edits), Outcome::Changed(after)),
                None => (None, Outcome::Kept(Reason::Document)),
            },
            Err(outcome) => (None, outcome),
        };
        edited.push(edits);
        outcomes.push(outcome);
    }
    // Once with all, and once without those that Markdown would not give back as they were written.
    for _ in 0..2 {
        let all: Vec<Edit> = edited.iter().flatten().flatten().cloned().collect();
        let Some(text) = apply(&source.text, &all) else { break };
        let wrong = misread(source, &text, fences, &outcomes);
        if wrong.is_empty() {
            return Document { text, outcomes };
        }
        for i in wrong {
            if let (Some(edits), Some(outcome)) = (edited.get_mut(i), outcomes.get_mut(i))
                && edits.take().is_some()
            {
                *outcome = Outcome::Kept(Reason::Document);
            }
        }
    }
    for outcome in &mut outcomes {
        if let Outcome::Changed(_) = outcome {
            *outcome = Outcome::Kept(Reason::Document);
        }
    }
    Document { text: source.text.clone(), outcomes }
}

/// Returns the edits of a fence's text as edits of the document; none where a stretch of it does not stand so in the document.
fn in_document(source: &Source, fence: &Fence, edits: &[Edit]) -> Option<Vec<Edit>> {
    let place = |edit: &Edit| {
        let span = fence.map.span(edit.span);
        let same = fence.text.get(edit.span.start..edit.span.end) == source.text.get(span.start..span.end);
        same.then(|| Edit::replace(span, edit.text.clone()))
    };
    edits.iter().map(place).collect()
}

/// Returns which of the diagrams Markdown would not read as they were meant to be written: all, where it finds others.
fn misread(source: &Source, text: &str, fences: &[&Fence], outcomes: &[Outcome]) -> Vec<usize> {
    if text == source.text {
        return Vec::new();
    }
    let old = markdown::fences(source, &mut Sink::new());
    let new = markdown::fences(&Source::new(source.path.clone(), text), &mut Sink::new());
    if old.len() != new.len() {
        return (0..fences.len()).collect();
    }
    let mut wrong = Vec::new();
    let mut given = fences.iter().zip(outcomes).enumerate().peekable();
    for (old, new) in old.iter().zip(&new) {
        let asked = given.next_if(|(_, (fence, _))| fence.span == old.span);
        let wanted = match asked {
            Some((_, (_, Outcome::Changed(after)))) => after,
            _ => &old.text,
        };
        if new.text != *wanted || new.id != old.id {
            match asked {
                Some((i, _)) => wrong.push(i),
                None => return (0..fences.len()).collect(),
            }
        }
    }
    wrong
}
