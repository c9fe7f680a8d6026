//! Fence to AST, by `grammar/tokens.pest` and `grammar/flowchart.pest`; errors recover, and all are told.
//!
//! The language is mermaid 12.3's. What it rejects is an error here, on its own place; the statements around it are read all the
//! same. Reading never fails, takes linear time and does not recurse.

mod arrows;
pub mod ast;
mod detect;
mod errors;
mod explain;
mod format;
mod grammar;
mod lexer;
mod lookahead;
mod lower;
mod metadata;
mod prepare;
pub(crate) mod script;
mod shapes;
mod statements;
mod surprises;
pub(crate) mod yaml;

pub use detect::DiagramKind;
pub use errors::LINTS;
pub use format::format;
pub use shapes::{is_shape, names as shape_names};

use pest::Parser;

use self::{
    ast::{Diagram, Spanned, Statement},
    grammar::{
        phrases::{Phrases, Rule},
        words::Rule as Word,
    },
    lexer::Kind,
    lower::Lowering,
    prepare::{Prepared, prepare},
    script::{is_space, restore, trim},
    statements::{Next, Row, Rows},
};
use crate::{
    diag::{Diagnostic, Sink},
    graph::{Dialect, Direction},
    source::{OffsetMap, Span},
};

/// Says which type of diagram a fence's text is; frontmatter, directives and comments may stand before the keyword.
#[must_use]
pub fn kind(text: &str) -> DiagramKind {
    detect::detect(&prepare(text, &OffsetMap::contiguous(0, text.len())).text)
}

/// Reads a fence's text as a flowchart.
#[must_use]
pub fn parse(text: &str, map: &OffsetMap, sink: &mut Sink) -> Diagram {
    let prepared = prepare(text, map);
    let mut diagram = Diagram { span: prepared.whole(), ..Diagram::default() };
    metadata::read(&prepared, &mut diagram, sink);
    if let DiagramKind::Other(name) = detect::detect(&prepared.text) {
        sink.push(
            Diagnostic::new(
                &errors::MISSING_HEADER,
                first_line(&prepared),
                format!("this is a `{name}` diagram, not a flowchart"),
            )
            .label("siteplan reads flowcharts"),
        );
        diagram.header = first_line(&prepared);
        diagram.comments = prepared.comments;
        return diagram;
    }
    let mut rows = Rows::new(&prepared.text);
    header(&prepared, &mut rows, &mut diagram, sink);
    if diagram.dialect == Dialect::Flowchart && metadata::wants_elk(&diagram.config) {
        diagram.dialect = Dialect::Elk;
    }
    loop {
        match rows.next() {
            Next::End => break,
            Next::Single(word) => {
                surprises::direction(&prepared, word, sink);
                diagram.statements.extend(single(&prepared, word));
            }
            Next::Row(row) => match statement(&prepared, &row) {
                Ok(statement) => {
                    surprises::row(&prepared, text, &row, sink);
                    diagram.statements.push(statement);
                }
                Err(word) => {
                    sink.push(explain::row(&prepared, &row, word));
                    // A subgraph whose first line is wrong still has an `end`.
                    if matches!(row.words.first().map(|w| w.kind), Some(Kind::Rule(Word::subgraph))) {
                        let span = row.words.first().map_or(Span::default(), |w| Span::new(w.start, w.end));
                        diagram.statements.push(Statement::SubgraphOpen(ast::SubgraphOpen {
                            name: Spanned { text: "subgraph".to_owned(), span: prepared.span(span) },
                            markdown: false,
                            quoted: false,
                            title: None,
                            span: prepared.span(span),
                        }));
                    }
                }
            },
        }
    }
    diagram.comments = prepared.comments;
    diagram
}

/// Reads the first statement: the keyword and the direction.
fn header(prepared: &Prepared<'_>, rows: &mut Rows<'_>, diagram: &mut Diagram, sink: &mut Sink) {
    let text = prepared.text.as_str();
    diagram.header = prepared.span(Span::at(0));
    let mut word = rows.lexer.next();
    while let Some(w) = word
        && matches!(w.kind, Kind::Rule(Word::newlines | Word::blanks))
    {
        word = rows.lexer.next();
    }
    let Some(graph) = word.filter(|w| w.kind == Kind::Rule(Word::graph)) else {
        sink.push(explain::no_header(prepared, first_line(prepared)));
        // A header with a slip in it is not a statement as well.
        let slip =
            ["flowchart", "graph"].iter().any(|k| text.get(..k.len()).is_some_and(|t| t.eq_ignore_ascii_case(k)));
        rows.lexer.resume(if slip { text.find('\n').map_or(text.len(), |i| i + 1) } else { 0 });
        return;
    };
    if text.get(graph.start..graph.end) == Some("flowchart-elk") {
        diagram.dialect = Dialect::Elk;
    }
    diagram.header = prepared.span(Span::new(graph.start, graph.end));
    let direction = rows.lexer.next();
    let mut fail = |rows: &mut Rows<'_>, at: usize| {
        sink.push(explain::header(prepared, graph, at));
        let next = text.get(graph.end..).and_then(|t| t.find(['\n', ';'])).map_or(text.len(), |i| graph.end + i + 1);
        rows.lexer.resume(next);
    };
    match direction.map(|w| (w.kind, w)) {
        Some((Kind::Rule(Word::no_direction), _)) => {}
        Some((Kind::Rule(Word::direction), at)) => {
            diagram.has_direction = true;
            diagram.direction = match trim(text.get(at.start..at.end).unwrap_or("")) {
                "LR" | ">" => Direction::LeftRight,
                "RL" | "<" => Direction::RightLeft,
                "BT" | "^" => Direction::BottomTop,
                "BR" => Direction::BottomRight,
                _ => Direction::TopBottom,
            };
            diagram.header = prepared.span(Span::new(graph.start, at.end));
            let mut next = rows.lexer.next();
            let blank = next.is_some_and(|w| w.kind == Kind::Rule(Word::blanks));
            if blank {
                next = rows.lexer.next();
            }
            match next.map(|w| (w.kind, w)) {
                Some((Kind::Rule(Word::newlines), _)) => {}
                Some((Kind::Rule(Word::semi), _)) if !blank => {}
                Some((_, word)) => fail(rows, word.start),
                None => fail(rows, at.end),
            }
        }
        Some((_, word)) => fail(rows, word.start),
        None => fail(rows, graph.end),
    }
}

/// Lowers a word that is a statement of its own.
fn single(prepared: &Prepared<'_>, word: lexer::Word) -> Option<Statement> {
    let span = |start, end| prepared.span(Span::new(start, end));
    let text = prepared.text.get(word.start..word.end).unwrap_or("");
    match word.kind {
        Kind::Direction { name, at } => {
            let len = prepared.text.get(at..word.end).unwrap_or("").trim_end_matches(is_space).len();
            Some(Statement::Direction(Spanned { text: name.to_owned(), span: span(at, at + len) }))
        }
        Kind::Rule(Word::semi) => Some(Statement::Semicolon),
        Kind::Rule(Word::end) => Some(Statement::SubgraphClose(span(word.start, word.start + 3))),
        Kind::Rule(Word::acc_text) => {
            Some(Statement::AccDescr(Spanned { text: restore(trim(text)), span: span(word.start, word.end) }))
        }
        _ => None,
    }
}

/// Lowers a row of words, or returns the number of the word where it is wrong.
fn statement(prepared: &Prepared<'_>, row: &Row) -> Result<Statement, usize> {
    let value = |i: usize| {
        let word = row.words.get(i)?;
        let text = prepared.text.get(word.start..word.end)?;
        Some(Spanned { text: restore(trim(text)), span: prepared.span(Span::new(word.start, word.end)) })
    };
    match (row.letters.as_str(), value(1)) {
        ("GV", Some(value)) => return Ok(Statement::AccTitle(value)),
        ("HV", Some(value)) => return Ok(Statement::AccDescr(value)),
        _ => {}
    }
    let parsed = Phrases::parse(Rule::statement, &row.letters);
    let wrong = match parsed {
        Ok(mut pairs) if row.closed => {
            let lowered = pairs.next().and_then(|p| Lowering { prepared, row }.statement(p));
            return lowered.ok_or(0);
        }
        Ok(_) => row.words.len(),
        Err(error) => match error.location {
            pest::error::InputLocation::Pos(pos) | pest::error::InputLocation::Span((pos, _)) => pos,
        },
    };
    Err(wrong)
}

/// Returns the place of the text's first line.
fn first_line(prepared: &Prepared<'_>) -> Span {
    let line = prepared.text.lines().next().unwrap_or("");
    prepared.span(Span::new(0, line.trim_end_matches(is_space).len()))
}
