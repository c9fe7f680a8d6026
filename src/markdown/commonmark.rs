//! CommonMark fences and headings; the only user of `pulldown-cmark`.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{
    found::{Block, Findings, Heading},
    ids,
    prose::Collector,
    view::{View, lines},
};
use crate::source::{OffsetMap, Span};

/// Reads the fences and headings of a view; `text` is the view's text with what belongs to others blanked out.
pub(super) fn read(view: &View, text: &str, findings: &mut Findings) {
    let mut heading: Option<Heading> = None;
    let mut block: Option<Open> = None;
    let mut passages = Collector::default();
    let mut code = false;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES).into_offset_iter() {
        let range = Span::new(range.start, range.end);
        match &event {
            Event::Text(_) | Event::Code(_) if heading.is_none() && !code => passages.words(range),
            Event::Start(Tag::CodeBlock(_)) => {
                passages.end();
                code = true;
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_) | Tag::Heading { .. } | Tag::BlockQuote(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_)) => passages.end(),
            _ => {}
        }
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                let anchor = id.map(|id| id.to_string());
                heading = Some(Heading { text: String::new(), anchor, span: view.map.span(trim(text, range)) });
            }
            Event::End(TagEnd::Heading(_)) => findings.headings.extend(heading.take()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if ids::is_mermaid(&info) => {
                block = Some(Open { range, text: String::new(), map: OffsetMap::default(), end: range.start });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let line = text.get(range.start..range.end).unwrap_or("").lines().next().unwrap_or("");
                if let Some((_, word)) = ids::nearly_mermaid(&info)
                    && let Some(at) = line.find(word)
                {
                    let span = Span::new(range.start + at, range.start + at + word.len());
                    findings.misspelt.push((word.to_owned(), view.map.span(span)));
                }
            }
            Event::Text(run) if block.is_some() => {
                if let Some(block) = &mut block {
                    block.push(view, &run, range);
                }
            }
            Event::End(TagEnd::CodeBlock) => findings.blocks.extend(block.take().map(|b| b.close(view, text))),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.text.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(heading) = &mut heading {
                    heading.text.push(' ');
                }
            }
            _ => {}
        }
    }
    passages.end();
    findings.passages.extend(passages.found.into_iter().map(|span| view.map.span(span)));
}

/// A fence that is being read.
struct Open {
    range: Span,
    text: String,
    map: OffsetMap,
    /// One past the last byte of its text in the view.
    end: usize,
}

impl Open {
    /// Adds a run of text. The run is one slice of the view, but the view may itself skip bytes from line to line.
    fn push(&mut self, view: &View, run: &str, range: Span) {
        // What was blanked out of the view by mistake is still the diagram's.
        let run = view.text.get(range.start..range.end).filter(|slice| slice.len() == run.len()).unwrap_or(run);
        let mut at = range.start;
        for line in run.split_inclusive('\n') {
            self.map.push(view.map.start(at), line.len());
            at += line.len();
        }
        self.text.push_str(run);
        self.end = range.end;
    }

    fn close(self, view: &View, text: &str) -> Block {
        let body = text.get(self.range.start..self.range.end).unwrap_or("");
        let lines = lines(body);
        let mark = body.chars().next().unwrap_or('`');
        let run: String = body.chars().take_while(|c| *c == mark).collect();
        let first = lines.first().copied();
        let last = lines.last().copied().filter(|_| lines.len() > 1);
        let closing = last.filter(|line| {
            let words = line.text(body).trim_start_matches([' ', '\t', '>']).trim_end();
            self.range.start + line.start >= self.end && words.len() >= run.len() && words.chars().all(|c| c == mark)
        });
        let start = self.range.start + first.map_or(0, |l| l.next);
        let end = self.range.start + closing.map_or(body.len(), |l| l.start);
        let info = first.map_or("", |l| l.text(body)).trim_start_matches(mark);
        let id = ids::comment_above(view, self.range.start)
            .or_else(|| ids::attribute(view, info, self.range.start + run.len()));
        let mut block = Block {
            text: self.text,
            map: self.map,
            span: view.map.span(self.range),
            opening: view.map.span(Span::new(self.range.start, self.range.start + first.map_or(0, |l| l.end))),
            content: view.map.span(Span::new(start, end.max(start))),
            id,
            unclosed: closing.is_none().then_some(run.clone()),
            wrong_close: None,
        };
        // No diagram holds such a line: it ends a container.
        if let Some((at, len)) = colons(&block.text) {
            let span = block.map.span(Span::new(at, at + len));
            block.text.truncate(at);
            block.content.end = span.start;
            block.span.end = span.end;
            block.wrong_close = Some((span, run));
        }
        block
    }
}

/// Finds a line of colons and nothing else.
fn colons(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.len() >= 3 && words.bytes().all(|b| b == b':') {
            return Some((start + line.find(':')?, words.len()));
        }
        start += line.len();
    }
    None
}

/// Returns a range without the line ends at its end.
fn trim(text: &str, range: Span) -> Span {
    let body = text.get(range.start..range.end).unwrap_or("");
    Span::new(range.start, range.start + body.trim_end().len())
}
