//! Mends a statement as its explanations say, and tells every mistake in it.
//!
//! A fix is offered only if the statement can be read with it, or at least farther. What was mended is also what the next stages
//! get, so that a node with a broken label is still there for the links that follow.

use super::{Explanation, Scene};
use crate::{
    diag::{Applicability, Diagnostic, Edit, Fix},
    source::Span,
    syntax::{
        ast::{Spanned, Statement, SubgraphOpen},
        detour::{Change, Detour},
        grammar::words::Rule,
        is_id,
        lexer::{Kind, Word},
        prepare::Prepared,
        single, statement,
        statements::{Next, Row, Rows},
    },
};

/// How many mistakes are told of one statement. Each costs another reading of it.
const MAX_MISTAKES: usize = 12;

/// A way to mend a statement: changes of the prepared text.
pub(super) struct Mend {
    pub title: String,
    pub applicability: Applicability,
    pub changes: Vec<Change>,
    /// Whether the statement is none any more: a comment, or moved elsewhere.
    pub vanishes: bool,
}

impl Mend {
    /// A mend that is certainly what was meant.
    pub(super) fn safe(title: impl Into<String>, changes: Vec<Change>) -> Self {
        Self { title: title.into(), applicability: Applicability::Safe, changes, vanishes: false }
    }

    /// A mend that is probably what was meant.
    pub(super) fn unsure(title: impl Into<String>, changes: Vec<Change>) -> Self {
        Self { title: title.into(), applicability: Applicability::Unsafe, changes, vanishes: false }
    }

    /// Says that nothing is left of the statement.
    pub(super) fn vanishing(mut self) -> Self {
        self.vanishes = true;
        self
    }
}

/// A mistake, and the word of the language that was used as an id, if that is the mistake.
pub(in crate::syntax) type Mistake = (Diagnostic, Option<String>);

/// What is told of a statement, and what is left of it.
pub(in crate::syntax) struct Told {
    pub mistakes: Vec<Mistake>,
    pub statements: Vec<Statement>,
    /// Where the text after the statement begins.
    pub end: usize,
}

/// Tells all mistakes of a row of words; `wrong` is the number of the first word that does not fit.
pub(super) fn tell(base: &Prepared<'_>, row: &Row, wrong: usize) -> Told {
    let mut told = Told { mistakes: Vec::new(), statements: Vec::new(), end: row.end };
    let mut taken: Vec<Change> = Vec::new();
    let mut fragment: Option<(Prepared<'_>, Row, usize)> = None;
    for _ in 0..MAX_MISTAKES {
        let (prepared, here, at) = fragment.as_ref().map_or((base, row, wrong), |(p, r, w)| (p, r, *w));
        let scene = Scene { prepared, row: here, wrong: at };
        let Explanation { mut found, mend, reserved } = scene.explain();
        let Some(mend) = mend else {
            told.mistakes.push((found, reserved));
            break;
        };
        let changes: Vec<Change> = mend.changes.iter().map(|c| in_base(prepared, fragment.is_none(), c)).collect();
        let far = changes.iter().filter(|c| c.start >= row.start).map(|c| c.end).max().unwrap_or(0);
        let end = told.end.max(far.min(base.text.len()));
        let mut trial = taken.clone();
        trial.extend(changes.iter().cloned());
        trial.sort_by_key(|c| (c.start, c.end));
        if trial.windows(2).any(|w| matches!(w, [a, b] if b.start < a.end || b.start == a.start)) {
            told.mistakes.push((found, reserved));
            break;
        }
        if mend.vanishes {
            found.fix = Some(fix(base, mend, &changes));
            told.mistakes.push((found, reserved));
            told.end = end;
            return told;
        }
        // Comments are taken out of a text before it is read.
        let visible: Vec<Change> = trial.iter().filter(|c| !c.text.trim_start().starts_with("%%")).cloned().collect();
        let (mut text, detour) = Detour::new(&base.text, row.start, end, &visible);
        if !text.ends_with('\n') {
            text.push('\n');
        }
        let mended = base.mended(text, detour);
        let (statements, bad) = read(&mended);
        let farther = bad.as_ref().is_none_or(|(row, wrong)| {
            let place = Scene { prepared: &mended, row, wrong: *wrong }.at();
            mended.base(place) >= far && mended.base(place) > row_place(&scene, fragment.is_none())
        });
        if !farther {
            told.mistakes.push((found, reserved));
            break;
        }
        found.fix = Some(fix(base, mend, &changes));
        told.mistakes.push((found, reserved));
        told.end = end;
        taken = trial;
        match bad {
            None => {
                told.statements = statements;
                return told;
            }
            Some((row, wrong)) => fragment = Some((mended, row, wrong)),
        }
        told.statements = statements;
    }
    let (prepared, here, at) = fragment.as_ref().map_or((base, row, wrong), |(p, r, w)| (p, r, *w));
    told.statements.extend(salvage(&Scene { prepared, row: here, wrong: at }));
    told
}

/// Where a scene goes wrong, in the text that nothing was mended in.
fn row_place(scene: &Scene<'_>, base: bool) -> usize {
    if base { scene.at() } else { scene.prepared.base(scene.at()) }
}

fn in_base(prepared: &Prepared<'_>, base: bool, change: &Change) -> Change {
    if base {
        return change.clone();
    }
    let start = prepared.base(change.start);
    let end = if change.start == change.end { start } else { prepared.base_end(change.end).max(start) };
    Change::replace(start, end, change.text.clone())
}

pub(super) fn fix(base: &Prepared<'_>, mend: Mend, changes: &[Change]) -> Fix {
    let edits = changes.iter().map(|c| {
        let text = crate::syntax::script::restore(&c.text);
        if c.start < c.end {
            return Edit::replace(base.span(Span::new(c.start, c.end)), text);
        }
        // What is added behind something stands there, and not before what follows in another line of the document.
        match c.start.checked_sub(1).filter(|_| !base.text.get(..c.start).is_some_and(|t| t.ends_with('\n'))) {
            Some(before) => Edit::insert(base.span(Span::new(before, c.start)).end, text),
            None => Edit::insert(base.span(Span::at(c.start)).start, text),
        }
    });
    Fix { title: mend.title, applicability: mend.applicability, edits: edits.collect() }
}

/// Returns whether a stretch of a text is statements that can be read.
pub(super) fn is_read(base: &Prepared<'_>, start: usize, end: usize) -> bool {
    let (text, detour) = Detour::new(&base.text, start, end, &[]);
    read(&base.mended(text, detour)).1.is_none()
}

/// Reads statements up to the first that is wrong.
fn read(prepared: &Prepared<'_>) -> (Vec<Statement>, Option<(Row, usize)>) {
    let mut rows = Rows::headless(&prepared.text);
    let mut statements = Vec::new();
    let mut end: Option<Word> = None;
    loop {
        let before = end.take();
        match rows.next() {
            Next::End => return (statements, None),
            Next::Single(word) => {
                statements.extend(single(prepared, word));
                end = (word.kind == Kind::Rule(Rule::end)).then_some(word);
            }
            Next::Row(mut row) => match statement(prepared, &row) {
                Ok(statement) => statements.push(statement),
                Err(wrong) => {
                    let id = before.filter(|w| is_id(prepared, *w, &row, false, 1));
                    if let Some(word) = id {
                        statements.pop();
                        row.prepend(word);
                    }
                    return (statements, Some((row, if id.is_some() { 0 } else { wrong })));
                }
            },
        }
    }
}

/// What can be read of a statement before the place where it goes wrong.
fn salvage(scene: &Scene<'_>) -> Option<Statement> {
    if scene.rule(0) == Some(Rule::subgraph) {
        // A subgraph whose first line is wrong still has an `end`.
        let first = scene.word(0)?;
        let span = scene.span(first.start, first.end);
        let name = scene.word(2).filter(|_| scene.wrong > 2).unwrap_or(first);
        let text = scene.slice(name.start, name.end).to_owned();
        let name = Spanned { text, span: scene.span(name.start, name.end) };
        return Some(Statement::SubgraphOpen(SubgraphOpen { name, markdown: false, quoted: false, title: None, span }));
    }
    let words = scene.row.words.get(..scene.wrong.min(scene.row.words.len()))?;
    let is_link = |w: &Word| {
        matches!(
            w.kind,
            Kind::Rule(
                Rule::line_link
                    | Rule::thick_link
                    | Rule::dotted_link
                    | Rule::invisible
                    | Rule::line_open
                    | Rule::thick_open
                    | Rule::dotted_open
            )
        )
    };
    let opening = scene.opening().map_or(words.len(), |i| i.min(words.len()));
    let link = words.iter().rposition(is_link).unwrap_or(0);
    let before = words.iter().take(link).rposition(is_link).unwrap_or(0);
    [words.len(), opening, link, before].into_iter().filter(|n| *n > 0).find_map(|n| {
        let words = words.get(..n)?.to_vec();
        let letters = words.iter().map(|w| crate::syntax::statements::letter(w.kind)).collect();
        let row = Row { start: scene.row.start, words, letters, closed: true, ..Row::default() };
        statement(scene.prepared, &row).ok().filter(|s| matches!(s, Statement::Chain(_)))
    })
}
