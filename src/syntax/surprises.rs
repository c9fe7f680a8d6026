//! What is read without complaint, but hardly as the writer meant it.

use super::{
    errors,
    grammar::words::Rule,
    lexer::{Kind, Word},
    prepare::Prepared,
    script::is_space,
    statements::Row,
};
use crate::{
    diag::{Diagnostic, Edit, Fix, Sink},
    source::Span,
};

/// Warns of what a statement that was read may not have meant.
pub(super) fn row(prepared: &Prepared<'_>, row: &Row, sink: &mut Sink) {
    for word in &row.words {
        let Kind::Rule(rule) = word.kind else { continue };
        match rule {
            Rule::line_link
            | Rule::line_open
            | Rule::thick_link
            | Rule::thick_open
            | Rule::dotted_link
            | Rule::dotted_open => arrow_head(prepared, *word, sink),
            Rule::text_line | Rule::text_thick | Rule::text_dotted => link_text(prepared, *word, sink),
            _ => {}
        }
    }
    let Some(first) = row.words.first() else { return };
    if row.letters.starts_with("b ") {
        subgraph(prepared, row, sink);
    }
    if row.letters == "w" && prepared.text.get(first.start..first.end) == Some("%%") {
        sink.push(
            Diagnostic::new(
                &errors::COMMENT_AS_NODE,
                prepared.span(Span::new(first.start, first.end)),
                "an empty comment is drawn as a node called `%%`",
            )
            .label("a comment needs text")
            .help("remove the line, or write a text behind `%%`"),
        );
    }
}

/// Warns of what `direction LR` swallows on its line.
pub(super) fn direction(prepared: &Prepared<'_>, word: Word, sink: &mut Sink) {
    let Kind::Direction { name, at } = word.kind else { return };
    let before = prepared.text.get(word.start..at).unwrap_or("").trim_matches(is_space);
    if before.is_empty() {
        return;
    }
    let lead = prepared.text.get(word.start..at).and_then(|t| t.find(before)).unwrap_or(0);
    let start = word.start + lead;
    sink.push(
        Diagnostic::new(
            &errors::SWALLOWED_BY_DIRECTION,
            prepared.span(Span::new(start, start + before.len())),
            format!("this is lost, because `direction {name}` follows on the line"),
        )
        .label("not drawn")
        .help("write `direction` on a line of its own; in a label, use other words or an entity"),
    );
}

/// An `x` or `o` at a line's start that a link takes for its head.
fn arrow_head(prepared: &Prepared<'_>, word: Word, sink: &mut Sink) {
    let text = prepared.text.get(word.start..word.end).unwrap_or("");
    let body = text.trim_start_matches(is_space);
    let lead = text.len() - body.len();
    if !text.get(..lead).is_some_and(|t| t.contains('\n')) || !body.starts_with(['x', 'o']) {
        return;
    }
    let at = word.start + lead;
    let head = body.get(..1).unwrap_or("");
    let after = prepared.span(Span::new(at, at + 1));
    sink.push(
        Diagnostic::new(
            &errors::ARROW_HEAD_AT_LINE_START,
            after,
            format!("this `{head}` is read as the head of an arrow, not as a node"),
        )
        .label("the link goes on from the line before")
        .help(format!("put a blank behind it: `{head} {}`", body.get(1..).unwrap_or("").trim_matches(is_space)))
        .fix(Fix::safe("put a blank behind it", vec![Edit::insert(after.end, " ")])),
    );
}

/// A link's text that runs over the end of the line: most likely `A -- B` was meant as a link.
fn link_text(prepared: &Prepared<'_>, word: Word, sink: &mut Sink) {
    let text = prepared.text.get(word.start..word.end).unwrap_or("");
    let shown = text.trim_matches(is_space);
    if !shown.contains('\n') {
        return;
    }
    let line = shown.lines().next().unwrap_or("").trim_matches(is_space);
    sink.push(
        Diagnostic::new(
            &errors::LINK_TEXT_OVER_LINES,
            prepared.span(Span::new(word.start, word.start + line.len())),
            "the text of this link runs over the end of the line",
        )
        .label("read as the link's text up to the next arrow")
        .help("if a link was meant, write `-->` or `---` before it"),
    );
}

/// A blank or a comment behind a subgraph's name, which becomes part of the name.
fn subgraph(prepared: &Prepared<'_>, row: &Row, sink: &mut Sink) {
    let [_, _, name @ ..] = row.words.as_slice() else { return };
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return };
    let text = prepared.text.get(first.start..last.end).unwrap_or("");
    if let Some(comment) = text.find("%%") {
        sink.push(
            Diagnostic::new(
                &errors::COMMENT_AS_NODE,
                prepared.span(Span::new(first.start + comment, last.end)),
                "this comment is read as part of the subgraph's title",
            )
            .label("part of the title")
            .help("move the comment to a line of its own"),
        );
        return;
    }
    let trimmed = text.trim_end_matches(is_space);
    let bare = row.letters.get(2..).is_some_and(|l| !l.contains(['[', 'S', 'M']));
    if bare && trimmed.len() < text.len() && !trimmed.contains(is_space) {
        let blank = prepared.span(Span::new(first.start + trimmed.len(), last.end));
        sink.push(
            Diagnostic::new(
                &errors::BLANK_AFTER_SUBGRAPH,
                blank,
                format!("the blank behind `{trimmed}` makes it a title, so the subgraph has another id"),
            )
            .label("this blank")
            .note(format!("a link to `{trimmed}` then draws a new node"))
            .help("remove the blank")
            .fix(Fix::safe("remove the blank", vec![Edit::replace(blank, "")])),
        );
    }
}
