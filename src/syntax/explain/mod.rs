//! What is wrong with a statement, in the writer's words, and how it would read without it. One file a subject.

mod comment;
mod header;
mod id;
mod label;
mod link;
mod mend;
mod node;
mod other;
mod style;
mod subgraph;
mod title;

pub(super) use comment::ends_fence;
pub(super) use header::{header, is_graphviz, no_header, wrong_directive};
pub(super) use mend::Told;
pub(super) use title::Description;

use self::mend::Mend;
use super::{
    errors,
    grammar::words::Rule,
    lexer::{Kind, Mode, Word},
    prepare::Prepared,
    script::{is_space, restore},
    statements::{Row, is_open},
};
use crate::{
    diag::{Diagnostic, Lint},
    source::Span,
};

/// How many characters of a word a message shows.
const SHOWN: usize = 32;

/// Tells all mistakes of a row of words that is no statement; `wrong` is the number of the first word that does not fit.
pub(super) fn row(prepared: &Prepared<'_>, row: &Row, wrong: usize) -> Told {
    mend::tell(prepared, row, wrong)
}

/// What is wrong with a statement, and how to mend it.
struct Explanation {
    found: Diagnostic,
    mend: Option<Mend>,
    /// The word of the language that was used as an id.
    reserved: Option<String>,
}

impl Explanation {
    fn new(found: Diagnostic) -> Self {
        Self { found, mend: None, reserved: None }
    }

    fn mend(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }

    /// Sets the mend, where there is one; the help stands in for it elsewhere.
    fn mend_or_help(mut self, mend: Option<Mend>, help: impl Into<String>) -> Self {
        if mend.is_none() {
            self.found = self.found.help(help);
        }
        self.mend = mend;
        self
    }
}

/// A row and where it goes wrong.
struct Scene<'a> {
    prepared: &'a Prepared<'a>,
    row: &'a Row,
    wrong: usize,
}

impl<'a> Scene<'a> {
    fn explain(&self) -> Explanation {
        self.second_header()
            .or_else(|| self.comment())
            .or_else(|| self.foreign_line())
            .or_else(|| self.keyword_as_id())
            .or_else(|| self.direction())
            .or_else(|| self.subgraph())
            .or_else(|| self.style())
            .or_else(|| self.title())
            .or_else(|| self.arrow())
            .or_else(|| self.label())
            .or_else(|| self.blank())
            .or_else(|| self.reserved())
            .or_else(|| self.incomplete())
            .or_else(|| self.order())
            .or_else(|| self.as_label())
            .unwrap_or_else(|| self.other())
    }

    fn text(&self) -> &'a str {
        &self.prepared.text
    }

    fn word(&self, i: usize) -> Option<Word> {
        self.row.words.get(i).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text().get(start..end).unwrap_or("")
    }

    fn word_text(&self, i: usize) -> &'a str {
        self.word(i).map_or("", |w| self.slice(w.start, w.end))
    }

    fn rule(&self, i: usize) -> Option<Rule> {
        match self.word(i)?.kind {
            Kind::Rule(rule) => Some(rule),
            Kind::Direction { .. } | Kind::EdgeId => None,
        }
    }

    fn before(&self) -> Option<Rule> {
        self.rule(self.wrong.checked_sub(1)?)
    }

    /// Where the row goes wrong.
    fn at(&self) -> usize {
        match (self.word(self.wrong), self.row.words.last()) {
            (Some(word), _) => word.start,
            (None, Some(last)) => last.end,
            (None, None) => self.row.open.map_or(self.row.start, |(_, at)| at),
        }
    }

    /// The end of the line on which the row goes wrong.
    fn line_end(&self, at: usize) -> usize {
        line_end(self.text(), at)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.prepared.span(Span::new(start, end))
    }

    fn found(&self, lint: &'static Lint, start: usize, end: usize, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(lint, self.span(start, end), message)
    }

    fn wrong_statement(&self, start: usize, end: usize, message: impl Into<String>) -> Diagnostic {
        self.found(&errors::SYNTAX_ERROR, start, end, message)
    }

    /// The range of the run of characters around an offset that no blank, bracket or link interrupts.
    fn token(&self, at: usize) -> (usize, usize) {
        let stops = |c: char| is_space(c) || "()[]{}|;\"".contains(c);
        let text = self.text();
        let from = self.row.start.min(at);
        let head = text.get(from..at).unwrap_or("");
        let mut start = from + head.rfind(stops).map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
        for link in LINKS {
            if let Some(i) = text.get(start..at).and_then(|t| t.rfind(link)) {
                start += i + link.len();
            }
        }
        let tail = text.get(at..).unwrap_or("");
        let mut end = at + tail.find(stops).unwrap_or(tail.len());
        for link in LINKS {
            if let Some(i) = text.get(at..end).and_then(|t| t.find(link)).filter(|i| at + i > start) {
                end = at + i;
            }
        }
        (start, end)
    }

    /// The number of the word that opens the label in which the row goes wrong; of `((` and `{{` the first.
    fn opening(&self) -> Option<usize> {
        let last = self.wrong.min(self.row.words.len().saturating_sub(1));
        let outer = self.row.open.filter(|(mode, at)| {
            // What is open behind the wrong word is another mistake.
            let behind = self.word(self.wrong).is_some_and(|w| w.start < *at);
            matches!(mode, Mode::Label | Mode::Slanted | Mode::Ellipse) && !behind
        });
        let mut opening = match outer {
            Some((_, at)) => (0..=last).find(|i| self.word(*i).is_some_and(|w| w.start == at))?,
            None => (0..self.wrong).rev().find(|i| self.rule(*i).is_some_and(is_open))?,
        };
        let closed = outer.is_none() && (opening + 1..self.wrong).any(|i| self.rule(i).is_some_and(closes));
        if closed || self.rule(opening) == Some(Rule::pipe) && self.rule(self.wrong) == Some(Rule::blanks) {
            return None;
        }
        if opening > 0 && self.rule(opening - 1).is_some_and(|r| Some(r) == self.rule(opening) && r != Rule::pipe) {
            opening -= 1;
        }
        Some(opening)
    }
}

/// The links that end an id which stands close to them.
const LINKS: [&str; 7] = ["-->", "---", "==>", "===", "-.->", "-.-", "~~~"];

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at + i)
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1)
}

/// The blanks at the beginning of the line of an offset.
fn indent(text: &str, at: usize) -> &str {
    let start = line_start(text, at);
    let line = text.get(start..line_end(text, start)).unwrap_or("");
    line.get(..line.len() - line.trim_start_matches(is_space).len()).unwrap_or("")
}

/// The first characters of a text, as a message shows them.
fn shown(text: &str) -> String {
    let text = restore(text.lines().next().unwrap_or("").trim_matches(is_space));
    match text.char_indices().nth(SHOWN) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or("")),
        None => text,
    }
}

/// The text as a quoted label.
fn quoted(text: &str) -> String {
    let text = text.trim_matches(is_space);
    let text = match text.chars().next() {
        Some('"') => text.strip_prefix('"').and_then(|t| t.strip_suffix('"')),
        // What a word processor makes of quotes.
        Some('“' | '„' | '”') => text.trim_start_matches(['“', '„', '”']).strip_suffix(['”', '“']),
        _ => None,
    }
    .unwrap_or(text);
    format!("\"{}\"", text.replace("\\\"", "\"").replace('"', "#quot;"))
}

fn closes(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::round_close
            | Rule::square_close
            | Rule::curly_close
            | Rule::stadium_close
            | Rule::subroutine_close
            | Rule::cylinder_close
            | Rule::doublecircle_close
            | Rule::ellipse_close
            | Rule::slash_close
            | Rule::backslash_close
    )
}

fn is_link(rule: Rule) -> bool {
    matches!(rule, Rule::line_link | Rule::thick_link | Rule::dotted_link | Rule::invisible)
}

/// An id made of a text: its letters and digits.
fn id_of(text: &str) -> String {
    let kept: String = text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let code = || text.chars().find(|c| !c.is_ascii()).map_or("n".to_owned(), |c| format!("u{:x}", u32::from(c)));
    if kept.is_empty() { code() } else { kept }
}
