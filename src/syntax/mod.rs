//! Fence to AST, by `grammar/tokens.pest` and `grammar/flowchart.pest`; errors recover, and all are told.
//!
//! The language is mermaid 12.3's. What it rejects is an error here, on its own place; the statements around it are read all the
//! same. Reading never fails, takes linear time and does not recurse.

mod arrows;
pub mod ast;
mod detect;
mod detour;
mod errors;
mod explain;
mod format;
mod grammar;
mod lexer;
mod lookahead;
mod lower;
mod metadata;
mod numbers;
mod prepare;
mod quick;
mod reserved;
pub(crate) mod script;
mod shapes;
mod statements;
mod surprises;
mod versions;
pub(crate) mod yaml;

pub use detect::DiagramKind;
pub use errors::LINTS;
pub use format::format;
pub use shapes::{is_shape, names as shape_names};
pub use versions::newer;

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
    let mut reserved = reserved::Reserved::default();
    statements(text, &prepared, &mut rows, &mut diagram, &mut reserved, sink);
    reserved.tell(&prepared, &diagram, sink);
    diagram.last = prepared.last();
    diagram.comments = prepared.comments;
    diagram
}

/// Reads the statements.
fn statements(
    source: &str,
    prepared: &Prepared<'_>,
    rows: &mut Rows<'_>,
    diagram: &mut Diagram,
    reserved: &mut reserved::Reserved,
    sink: &mut Sink,
) {
    let mut depth = 0_usize;
    let mut end: Option<lexer::Word> = None;
    let mut description: Option<explain::Description> = None;
    loop {
        let before = end.take();
        match rows.next() {
            Next::End => break,
            Next::Single(word) => {
                surprises::direction(prepared, word, sink);
                diagram.statements.extend(single(prepared, word));
                if word.kind == Kind::Rule(Word::end) {
                    depth = depth.saturating_sub(1);
                    end = Some(word);
                }
            }
            Next::Row(mut row) => {
                let mut read = statement(prepared, &row);
                if let Some(word) = before.filter(|w| is_id(prepared, *w, &row, read.is_ok(), depth)) {
                    diagram.statements.pop();
                    row.prepend(word);
                    read = Err(0);
                }
                if read.is_err()
                    && let Some((found, end)) = description.take().and_then(|d| d.explain(prepared))
                    && end > row.start
                {
                    sink.push(found);
                    rows.lexer.resume(end);
                    continue;
                }
                // What follows the mark of a fence is no diagram any more.
                if read.is_err() && explain::ends_fence(prepared, &row) {
                    rows.lexer.resume(prepared.text.len());
                }
                match read {
                    Ok(statement) => {
                        surprises::row(prepared, source, &row, sink);
                        description = explain::Description::of(prepared, &row, &statement).or(description);
                        depth += usize::from(matches!(statement, Statement::SubgraphOpen(_)));
                        diagram.statements.push(statement);
                    }
                    Err(wrong) => {
                        let told = explain::row(prepared, &row, wrong);
                        for (found, word) in told.mistakes {
                            match word {
                                Some(word) => reserved.add(word, found),
                                None => sink.push(found),
                            }
                        }
                        depth += told.statements.iter().filter(|s| matches!(s, Statement::SubgraphOpen(_))).count();
                        diagram.statements.extend(told.statements);
                        if told.end > row.end {
                            rows.lexer.resume(told.end);
                        }
                    }
                }
            }
        }
    }
}

/// Whether an `end` that stands before a row on the same line is an id of it: `end --> A`, and `end.x` where no subgraph is open.
fn is_id(prepared: &Prepared<'_>, end: lexer::Word, row: &Row, read: bool, depth: usize) -> bool {
    let text = prepared.text.get(end.start..row.start).unwrap_or("");
    let link = row.words.first().is_some_and(|w| {
        matches!(w.kind, Kind::Rule(Word::line_link | Word::thick_link | Word::dotted_link | Word::line_open))
    });
    let close = text.len() == 3;
    !text.contains('\n') && if read { close && depth == 0 } else { link || close && !row.letters.starts_with('w') }
}

/// Reads the first statement: the keyword and the direction.
fn header(prepared: &Prepared<'_>, rows: &mut Rows<'_>, diagram: &mut Diagram, sink: &mut Sink) {
    let text = prepared.text.as_str();
    diagram.header = prepared.span(Span::at(0));
    if prepared.open_frontmatter {
        rows.lexer.resume(metadata::behind_open(text));
    }
    if text.starts_with("%%{") {
        sink.push(explain::wrong_directive(prepared));
        rows.lexer.resume(text.find('\n').map_or(text.len(), |i| i + 1));
    }
    let mut word = rows.lexer.next();
    while let Some(w) = word
        && matches!(w.kind, Kind::Rule(Word::newlines | Word::blanks))
    {
        word = rows.lexer.next();
    }
    let Some(graph) = word.filter(|w| w.kind == Kind::Rule(Word::graph)) else {
        // One mistake before the header is enough to tell.
        if prepared.open_frontmatter || text.starts_with("%%{") {
            let begin = if prepared.open_frontmatter { metadata::behind_open(text) } else { text.len() };
            rows.lexer.resume(begin);
            return;
        }
        sink.push(explain::no_header(prepared, first_line(prepared)));
        // A header with a slip in it is not a statement as well.
        let slip = ["flow", "graph"].iter().any(|k| text.get(..k.len()).is_some_and(|t| t.eq_ignore_ascii_case(k)));
        rows.lexer.resume(if slip { text.find('\n').map_or(text.len(), |i| i + 1) } else { 0 });
        return;
    };
    if text.get(graph.start..graph.end) == Some("flowchart-elk") {
        diagram.dialect = Dialect::Elk;
    }
    diagram.header = prepared.span(Span::new(graph.start, graph.end));
    let direction = rows.lexer.next();
    let graphviz = text.get(graph.end..).is_some_and(explain::is_graphviz);
    let mut fail = |rows: &mut Rows<'_>, at: usize| {
        sink.push(explain::header(prepared, graph, at));
        let next = text.get(graph.end..).and_then(|t| t.find(['\n', ';'])).map_or(text.len(), |i| graph.end + i + 1);
        // Nothing of a graph of another language can be told.
        rows.lexer.resume(if graphviz { text.len() } else { next });
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
                // A link takes the line end before it. What is wrong is that it begins nowhere.
                Some((_, word)) if text.get(at.end..word.end).is_some_and(starts_a_line) => {
                    let line = text.get(at.end..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at.end + i + 1);
                    rows.lexer.resume(line);
                }
                Some((_, word)) => fail(rows, word.start),
                None => fail(rows, at.end),
            }
        }
        Some((_, word)) => fail(rows, word.start),
        None => fail(rows, graph.end),
    }
}

/// Whether a text begins with a line end, blanks aside.
fn starts_a_line(text: &str) -> bool {
    text.trim_start_matches(|c| is_space(c) && c != '\n').starts_with('\n')
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
    // The reference reads a bare `subgraph`, and then fails.
    if row.letters == "b" {
        return Err(1);
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
