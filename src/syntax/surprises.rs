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

/// Properties that styles of flowcharts have.
const PROPERTIES: [&str; 22] = [
    "background",
    "background-color",
    "border",
    "border-radius",
    "color",
    "fill",
    "fill-opacity",
    "filter",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "opacity",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-opacity",
    "stroke-width",
    "text-align",
    "width",
];

/// Warns of what a statement that was read may not have meant.
pub(super) fn row(prepared: &Prepared<'_>, source: &str, row: &Row, sink: &mut Sink) {
    let mut before: Option<Word> = None;
    for word in &row.words {
        let open = before.replace(*word);
        let Kind::Rule(rule) = word.kind else { continue };
        match rule {
            Rule::line_link
            | Rule::line_open
            | Rule::thick_link
            | Rule::thick_open
            | Rule::dotted_link
            | Rule::dotted_open => arrow_head(prepared, *word, sink),
            Rule::text_line | Rule::text_thick | Rule::text_dotted => link_text(prepared, *word, open, sink),
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
            .help("remove it, or write a text behind `%%`")
            .fix(Fix::safe(
                "remove the empty comment",
                vec![Edit::replace(prepared.span(Span::new(first.start, first.end)), "")],
            )),
        );
    }
    match row.letters.get(..2) {
        Some("s " | "d " | "l ") => semicolons(prepared, source, row, sink),
        Some("GV" | "HV") => next_line(prepared, row, sink),
        _ => {}
    }
}

/// `fill:red;stroke:blue`, where declarations are parted by commas.
fn semicolons(prepared: &Prepared<'_>, source: &str, row: &Row, sink: &mut Sink) {
    let (Some(first), Some(last)) = (row.words.first(), row.words.last()) else { return };
    let kind = if row.letters.starts_with('d') { "classDef" } else { "style" };
    let kind = if row.letters.starts_with('l') { "linkStyle" } else { kind };
    // The reference removes one `;` before it reads, so that the declarations on both sides become one.
    let (written, start) = prepared.written(source, Span::new(first.start, last.end));
    let inside =
        written.find(';').filter(|i| written.get(i + 1..).is_some_and(|t| !t.trim_matches(is_space).is_empty()));
    if let Some(at) = inside {
        let place = prepared.document(Span::new(start + at, start + at + 1));
        let found = Diagnostic::new(
            &errors::SEMICOLON_IN_STYLE,
            place,
            format!("a `;` does not part the declarations of a `{kind}`"),
        )
        .label("removed, so that both sides are one declaration")
        .help("write a comma");
        let next = written.get(at + 1..).unwrap_or("");
        sink.push(if is_declaration(next) {
            found.fix(Fix::safe("write a comma", vec![Edit::replace(place, ",")]))
        } else {
            found.fix(Fix::unsafe_(
                "remove what follows",
                vec![Edit::replace(prepared.document(Span::new(start + at, start + written.len())), "")],
            ))
        });
        return;
    }
    // Any other `;` ends the statement, and what follows is a node.
    if prepared.text.get(row.end.saturating_sub(1)..row.end) != Some(";") {
        return;
    }
    let mut at = row.end - 1;
    let mut edits = Vec::new();
    while let Some(rest) = prepared.text.get(at + 1..) {
        let line = rest.split('\n').next().unwrap_or("");
        let next = line.split(';').next().unwrap_or("");
        if !is_declaration(next) {
            break;
        }
        edits.push(Edit::replace(prepared.span(Span::new(at, at + 1)), ","));
        at += 1 + next.len();
        if next.len() == line.len() {
            break;
        }
    }
    let Some(place) = edits.first().map(|e| e.span) else { return };
    let rest = prepared.span(Span::new(row.end, at));
    sink.push(
        Diagnostic::new(
            &errors::SEMICOLON_IN_STYLE,
            place,
            format!("a `;` ends the `{kind}`, and what follows is drawn as a node"),
        )
        .label("ends the statement")
        .related(rest, "read as a statement of its own")
        .help("part declarations by commas")
        .fix(Fix::safe("write commas", edits)),
    );
}

fn is_declaration(text: &str) -> bool {
    text.split_once(':').is_some_and(|(name, _)| PROPERTIES.contains(&name.trim_matches(is_space)))
}

/// `accTitle:` without a text takes the next line.
fn next_line(prepared: &Prepared<'_>, row: &Row, sink: &mut Sink) {
    let [key, value] = row.words.as_slice() else { return };
    let written = prepared.text.get(key.start..key.end).unwrap_or("");
    if !written.contains('\n') || value.start == value.end {
        return;
    }
    let name = if row.letters.starts_with('G') { "accTitle" } else { "accDescr" };
    let place = prepared.span(Span::new(key.start, key.start + written.trim_end_matches(is_space).len()));
    sink.push(
        Diagnostic::new(&errors::STATEMENT_AS_TITLE, place, format!("`{name}` has no text, so it takes the next line"))
            .label("empty")
            .related(prepared.span(Span::new(value.start, value.end)), "read as the text, and not drawn")
            .help("write the text on the same line, or remove this one")
            .fix(Fix::unsafe_("remove the line", vec![Edit::replace(place, "")])),
    );
}

/// Warns of what `direction LR` swallows on its line.
pub(super) fn direction(prepared: &Prepared<'_>, word: Word, sink: &mut Sink) {
    let Kind::Direction { name, at } = word.kind else { return };
    let before = prepared.text.get(word.start..at).unwrap_or("").trim_matches(is_space);
    let text = |start, end| prepared.text.get(start..end).unwrap_or("");
    let keyword = at + "direction".len();
    let gap = text(keyword, word.end).len() - text(keyword, word.end).trim_start_matches(is_space).len();
    if before.is_empty() {
        behind(prepared, name, keyword + gap + name.len(), word.end, sink);
        return;
    }
    let lead = prepared.text.get(word.start..at).and_then(|t| t.find(before)).unwrap_or(0);
    let start = word.start + lead;
    let found = Diagnostic::new(
        &errors::SWALLOWED_BY_DIRECTION,
        prepared.span(Span::new(start, start + before.len())),
        format!("this is lost, because `direction {name}` follows on the line"),
    )
    .label("not drawn");
    sink.push(if is_open(before) {
        let blank = prepared.span(Span::new(keyword, keyword + gap));
        found
            .note("Mermaid takes the whole line for a direction, also inside of quotes")
            .help(format!("write an entity for the blank: `direction#32;{name}`"))
            .fix(Fix::safe("write an entity for the blank", vec![Edit::replace(blank, "#32;")]))
    } else {
        let blank = prepared.span(Span::new(start + before.len(), at));
        found
            .help("write `direction` on a line of its own")
            .fix(Fix::safe("put `direction` on a line of its own", vec![Edit::replace(blank, "\n")]))
    });
}

/// Warns of what stands behind a direction and is lost with it.
fn behind(prepared: &Prepared<'_>, name: &str, start: usize, end: usize, sink: &mut Sink) {
    let text = prepared.text.get(start..end).unwrap_or("");
    let lead = text.len() - text.trim_start_matches(|c| is_space(c) || c == ';').len();
    let rest = text.trim_matches(|c| is_space(c) || c == ';');
    if rest.is_empty() || rest.starts_with("%%") || lead == 0 {
        return;
    }
    sink.push(
        Diagnostic::new(
            &errors::SWALLOWED_BY_DIRECTION,
            prepared.span(Span::new(start + lead, start + lead + rest.len())),
            format!("this is lost, because it stands behind `direction {name}`"),
        )
        .label("not drawn")
        .help("write it on a line of its own")
        .fix(Fix::safe(
            "put it on a line of its own",
            vec![Edit::replace(prepared.span(Span::new(start, start + lead)), "\n")],
        )),
    );
}

/// Returns whether a label is open at the end of a text.
fn is_open(text: &str) -> bool {
    let (mut quoted, mut depth, mut barred) = (false, 0_usize, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth = depth.saturating_sub(1),
            '|' => barred = !barred,
            _ => {}
        }
    }
    quoted || depth > 0 || barred
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
fn link_text(prepared: &Prepared<'_>, word: Word, open: Option<Word>, sink: &mut Sink) {
    let text = prepared.text.get(word.start..word.end).unwrap_or("");
    let shown = text.trim_matches(is_space);
    if !shown.contains('\n') {
        return;
    }
    // Words of a sentence are a text that was broken on purpose.
    let is_node = |line: &str| !line.contains(is_space) || line.contains(['[', '(', '{', '"']);
    let line = shown.lines().next().unwrap_or("").trim_matches(is_space);
    if !is_node(line) || !is_node(shown.lines().next_back().unwrap_or("").trim_matches(is_space)) {
        return;
    }
    let opening = open.and_then(|w| Some((w.start, prepared.text.get(w.start..w.end)?))).map(|(start, text)| {
        let end = prepared.span(Span::new(start, start + text.trim_end_matches(is_space).len())).end;
        Edit::insert(end, if text.contains('=') { "=" } else { "-" })
    });
    sink.push(
        Diagnostic::new(
            &errors::LINK_TEXT_OVER_LINES,
            prepared.span(Span::new(word.start, word.start + line.len())),
            "the text of this link runs over the end of the line",
        )
        .label("read as the link's text up to the next arrow")
        .help("if a link was meant, write `-->` or `---` before it")
        .fix(Fix::unsafe_("make it a link", opening.into_iter().collect())),
    );
}

/// A blank or a comment behind a subgraph's name, which becomes part of the name.
fn subgraph(prepared: &Prepared<'_>, row: &Row, sink: &mut Sink) {
    let [_, _, name @ ..] = row.words.as_slice() else { return };
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return };
    let text = prepared.text.get(first.start..last.end).unwrap_or("");
    let bare = row.letters.get(2..).is_some_and(|l| !l.contains(['[', 'S', 'M']));
    if let Some(comment) = text.find("%%").filter(|_| bare) {
        let name = text.get(..comment).map_or(0, |t| t.trim_end_matches(is_space).len());
        let blank = prepared.span(Span::new(first.start + name, first.start + comment));
        let edits = if name > 0 { vec![Edit::replace(blank, "\n")] } else { Vec::new() };
        sink.push(
            Diagnostic::new(
                &errors::COMMENT_AS_NODE,
                prepared.span(Span::new(first.start + comment, last.end)),
                "this comment is read as part of the subgraph's title",
            )
            .label("part of the title")
            .help("move the comment to a line of its own")
            .fix(Fix::safe("put the comment on a line of its own", edits)),
        );
        return;
    }
    let trimmed = text.trim_end_matches(is_space);
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
