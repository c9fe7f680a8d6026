//! The blanks at the starts and ends of lines.

use super::{
    super::{prepare::Prepared, script::is_space},
    walk::Start,
};
use crate::{diag::Edit, source::Span};

/// What a level of nesting is indented by.
const INDENT: &str = "    ";
/// Deeper nesting is indented no more, so that what is written stays in proportion to what was read.
const MAX_DEPTH: usize = 32;

/// Returns the edits of indents and of blanks at the ends of lines. Comments and blank lines stay where they are.
pub(super) fn edits(text: &str, prepared: &Prepared<'_>, starts: &[Start], solid: Vec<Span>) -> Vec<Edit> {
    let closed = merged(solid.into_iter().chain(prepared.aside.iter().copied()).collect());
    let touches = |span: Span| {
        let next = closed.partition_point(|c| c.end <= span.start);
        closed.get(next).is_some_and(|c| c.start < span.end)
    };
    let mut starts = starts.iter().peekable();
    let mut comments = prepared.comments.iter().peekable();
    let (mut depth, mut line) = (0, 0);
    let mut edits = Vec::new();
    for whole in text.split_inclusive('\n') {
        let body = whole.strip_suffix('\n').unwrap_or(whole);
        let body = body.strip_suffix('\r').unwrap_or(body);
        let first = line + (body.len() - body.trim_start_matches(is_space).len());
        let last = line + body.trim_end_matches(is_space).len();
        let (from, end) = (line, line + body.len());
        line += whole.len();
        if first == end {
            let blank = Span::new(from, end);
            if from < end && !touches(blank) {
                edits.push(Edit::replace(blank, ""));
            }
            continue;
        }
        while let Some(start) = starts.next_if(|s| s.at < first) {
            depth = start.after;
        }
        while comments.next_if(|c| c.span.start < first).is_some() {}
        let comment = comments.peek().is_some_and(|c| c.span.start == first);
        let own = starts.peek().filter(|s| s.at == first).map(|s| s.depth);
        let wanted = if comment { Some(depth) } else { own };
        if let Some(wanted) = wanted
            && !touches(Span::new(from.saturating_sub(1), first))
        {
            let indent = INDENT.repeat(wanted.min(MAX_DEPTH));
            if text.get(from..first) != Some(indent.as_str()) {
                edits.push(Edit::replace(Span::new(from, first), indent));
            }
        }
        // A comment without a text would be a node; what stands beside a directive is left alone with it.
        let keeps = comment && last - first <= 2 || prepared.aside.binary_search_by_key(&last, |a| a.end).is_ok();
        if last < end && !keeps && !touches(Span::new(last, end)) {
            edits.push(Edit::replace(Span::new(last, end), ""));
        }
    }
    edits
}

/// Sorts spans and joins those that overlap.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => *last = last.join(span),
            _ => out.push(span),
        }
    }
    out
}
