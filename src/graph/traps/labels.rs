//! Labels that are drawn otherwise than they are written.

use std::ops::Range;

use super::{Scope, links};
use crate::{
    diag::{Diagnostic, Edit, Fix, Sink},
    graph::{Label, LabelKind, errors},
    source::Span,
    syntax::ast::{Member, Statement},
};

/// Tags that people use to set a label's text. All others hide their name from the reader, known to browsers or not.
const SETTING: [&str; 52] = [
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "nobr",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
];

/// How paths begin.
const ROOTS: [&str; 37] = [
    "api",
    "app",
    "apps",
    "assets",
    "auth",
    "bin",
    "callback",
    "dev",
    "etc",
    "graphql",
    "health",
    "healthcheck",
    "healthz",
    "home",
    "index.html",
    "live",
    "livez",
    "metrics",
    "mnt",
    "opt",
    "ping",
    "proc",
    "ready",
    "readyz",
    "robots.txt",
    "root",
    "srv",
    "static",
    "swagger",
    "tmp",
    "usr",
    "v1",
    "v2",
    "var",
    "webhook",
    "webhooks",
    "wwwroot",
];

pub(super) fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let of_links = links(scope.diagram).filter_map(|(_, link, _)| link.label.as_ref());
    let titles = scope.diagram.statements.iter().filter_map(|statement| match statement {
        Statement::SubgraphOpen(open) => open.title.as_ref(),
        _ => None,
    });
    for label in of_links.chain(titles) {
        text(scope, label, sink);
    }
    let nodes: Vec<&Member> = super::chains(scope.diagram).flat_map(|(_, chain)| super::members(chain)).collect();
    for member in &nodes {
        if let Some((_, label)) = &member.shape {
            text(scope, label, sink);
        }
        let own = scope.graph.nodes.get(&member.id.text).and_then(|node| node.label.as_ref());
        if let (Some(data), Some(label)) = (&member.data, own)
            && label.span == data.span
        {
            dropped_tags(label, sink);
        }
    }
    paths(&nodes, sink);
    relabelled(scope, sink);
}

fn text(scope: &Scope<'_>, label: &Label, sink: &mut Sink) {
    dropped_tags(label, sink);
    entities(label, sink);
    comments(scope, label, sink);
}

/// Returns the place of a stretch of a label; none where the label does not stand in the document as it was read.
fn place(label: &Label, range: Range<usize>) -> Option<Span> {
    let same = label.span.end - label.span.start == label.raw.len() && !label.raw.contains('\n');
    same.then(|| Span::new(label.span.start + range.start, label.span.start + range.end))
}

/// Makes a finding about stretches of a label, with one edit for each.
fn about(label: &Label, edits: &[(Range<usize>, String)], mut found: Diagnostic) -> Diagnostic {
    let placed: Option<Vec<Edit>> =
        edits.iter().map(|(range, text)| Some(Edit::replace(place(label, range.clone())?, text.clone()))).collect();
    if let Some(edits) = placed {
        found = found.fix(Fix::safe("write it as entities", edits));
    }
    found
}

/// `<T>` is taken for a tag, and nothing is drawn.
fn dropped_tags(label: &Label, sink: &mut Sink) {
    let tags = tags(&label.raw);
    let Some(first) = tags.first() else { return };
    let shown = label.raw.get(first.clone()).unwrap_or("");
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for tag in &tags {
        for (i, bracket) in label.raw.get(tag.clone()).unwrap_or("").match_indices(['<', '>']) {
            let entity = if bracket == "<" { "#lt;" } else { "#gt;" };
            edits.push((tag.start + i..tag.start + i + 1, entity.to_owned()));
        }
    }
    let written = shown.replace('<', "#lt;").replace('>', "#gt;");
    let found = Diagnostic::new(
        &errors::DROPPED_TAG,
        place(label, first.clone()).unwrap_or(label.span),
        format!("`{shown}` is taken for an HTML tag and not drawn"),
    )
    .label("lost")
    .help(format!("write `{written}`"));
    sink.push(about(label, &edits, found));
}

/// Returns what looks like a tag, but sets no text. What is not closed reaches to the end.
fn tags(raw: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = raw.get(at..).and_then(|t| t.find('<')).map(|i| at + i) {
        at = open + 1;
        let body = raw.get(at..).unwrap_or("");
        let name = body.strip_prefix('/').unwrap_or(body);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let Some(close) = body.find('>').map(|i| at + i + 1) else {
            out.push(open..raw.len());
            break;
        };
        let inside = raw.get(at..close - 1).unwrap_or("");
        let word = inside.trim_start_matches('/');
        let word = word.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("").to_ascii_lowercase();
        if !SETTING.contains(&word.as_str()) && !inside.contains('=') {
            out.push(open..close);
        }
        at = close;
    }
    out
}

/// `&#91;` and `#x41;` are entities of HTML that Mermaid takes apart.
fn entities(label: &Label, sink: &mut Sink) {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (hash, _) in label.raw.match_indices('#') {
        let body = label.raw.get(hash + 1..).unwrap_or("");
        let len = body.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let word = body.get(..len).unwrap_or("");
        if len == 0 || body.as_bytes().get(len) != Some(&b';') {
            continue;
        }
        let ampersand = hash.checked_sub(1).filter(|i| label.raw.as_bytes().get(*i) == Some(&b'&'));
        let range = ampersand.unwrap_or(hash)..hash + len + 2;
        let number = word.strip_prefix(['x', 'X']).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let color = matches!(len, 3 | 6) && word.bytes().all(|b| b.is_ascii_hexdigit());
        if let Some(number) = number {
            edits.push((range, format!("#{number};")));
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            if ampersand.is_some() {
                edits.push((range, format!("#{word};")));
            }
        } else if color && ampersand.is_none() {
            edits.push((range, format!("#35;{word};")));
        }
    }
    let Some((range, right)) = edits.first() else { return };
    let wrong = label.raw.get(range.clone()).unwrap_or("");
    // `#91;` is `&#91;` in the page, and `#x41;` is `&x41;`.
    let drawn = match wrong.strip_prefix("&#") {
        Some(number) if number.starts_with(['x', 'X']) => format!("&&{number}"),
        Some(_) => format!("& and what `{right}` stands for"),
        None => format!("&{}", wrong.get(1..).unwrap_or("")),
    };
    let found = Diagnostic::new(
        &errors::HTML_ENTITY,
        place(label, range.clone()).unwrap_or(label.span),
        format!("`{wrong}` is no entity of Mermaid"),
    )
    .label(format!("drawn as {}", if drawn.contains('`') { drawn } else { format!("`{drawn}`") }))
    .note("an entity is `#`, a name or a decimal number, and `;`")
    .help(format!("write `{right}`"));
    sink.push(about(label, &edits, found));
}

/// A line of a label that begins with `%%` is removed.
fn comments(scope: &Scope<'_>, label: &Label, sink: &mut Sink) {
    let comments = &scope.graph.comments;
    let next = comments.partition_point(|c| c.span.start <= label.span.start);
    let Some(comment) = comments.get(next).filter(|c| c.span.end <= label.span.end) else { return };
    let percent = Span::new(comment.span.start, comment.span.start + 1);
    sink.push(
        Diagnostic::new(&errors::COMMENT_IN_LABEL, comment.span, "this line of the label is removed as a comment")
            .label("not drawn")
            .related(Span::at(label.span.start), "the label begins here")
            .help("if it is text, write `#37;%` for `%%`; if it is a comment, move it out of the label")
            .fix(Fix::unsafe_("make it text", vec![Edit::replace(percent, "#37;")])),
    );
}

/// `[/api/]` is a parallelogram.
fn paths(nodes: &[&Member], sink: &mut Sink) {
    let slanted = |member: &&&Member| matches!(&member.shape, Some(("lean_right", l)) if l.kind == LabelKind::Text);
    let label = |member: &Member| member.shape.as_ref().map_or("", |(_, l)| l.raw.as_str()).to_owned();
    let sibling = nodes.iter().any(|m| {
        let raw = label(m);
        raw.strip_prefix('/').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_lowercase()))
            || slanted(&m) && is_path(&raw)
    });
    for member in nodes.iter().filter(slanted) {
        let raw = label(member);
        if !(is_path(&raw) || sibling && is_lower_word(&raw)) {
            continue;
        }
        let (open, close) = (member.id.span.end, member.span.end);
        let edits =
            vec![Edit::replace(Span::new(open, open + 2), "[\"/"), Edit::replace(Span::new(close - 2, close), "/\"]")];
        sink.push(
            Diagnostic::new(
                &errors::PATH_AS_SHAPE,
                Span::new(open, close),
                format!("`[/{raw}/]` is drawn as a slanted box that says `{raw}`"),
            )
            .label("the outer slashes are not drawn")
            .help(format!("if a path is meant, put it in quotes: `[\"/{raw}/\"]`"))
            .fix(Fix::unsafe_("put the path in quotes", edits))
            .node(&member.id.text),
        );
    }
}

fn is_path(raw: &str) -> bool {
    let first = raw.split(|c: char| c == '/' || c.is_whitespace()).next().unwrap_or("");
    ROOTS.contains(&first) || raw.contains("\\/")
}

fn is_lower_word(raw: &str) -> bool {
    !raw.is_empty()
        && raw.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'/' | b'.'))
}

/// A node has one label: the last.
fn relabelled(scope: &Scope<'_>, sink: &mut Sink) {
    for id in scope.graph.nodes.keys() {
        let labels = scope.mentions(id).iter().filter_map(|m| Some((m.member, m.member.shape.as_ref()?)));
        let mut before: Option<(&Member, String)> = None;
        for (member, (_, label)) in labels {
            let now = label.plain();
            if let Some((first, was)) = &before
                && *was != now
                && !was.is_empty()
                && !now.is_empty()
            {
                sink.push(
                    Diagnostic::new(
                        &errors::RELABELLED,
                        member.span,
                        format!("`{id}` says `{now}` from here, and no longer `{was}`"),
                    )
                    .label("the last label is drawn")
                    .related(first.span, "not drawn")
                    .help("if two nodes are meant, give one of them another id; else write the label once")
                    .node(id),
                );
            }
            before = Some((member, now));
        }
    }
}
