//! What renderers add to CommonMark: admonitions and tabs with indented content (MkDocs), JSX (MDX), `:::mermaid` (Azure DevOps).
//!
//! CommonMark would read indented content as indented code, so each such region is taken out, its indent removed, read by itself,
//! and blanked out where it stood.

use super::{
    Form, commonmark,
    found::{Block, Findings},
    ids,
    view::{Line, Margin, View, dedent},
};
use crate::source::Span;

/// How deep regions may stand in each other. Deeper ones are left unread: no page has them, and the work stays linear.
const MAX_DEPTH: usize = 12;

/// How many block quotes a margin may hold.
const MAX_QUOTES: usize = 64;

/// Reads everything in a view.
pub(super) fn read(view: &View, form: Form, depth: usize, findings: &mut Findings) {
    let mut scan = Scan { view, form, lines: view.lines(), masked: None };
    scan.run(depth, findings);
    let text = scan.masked.and_then(|bytes| String::from_utf8(bytes).ok());
    commonmark::read(view, text.as_deref().unwrap_or(&view.text), findings);
}

/// What a line opens.
enum Opening {
    /// Content indented by four columns more.
    Indented,
    /// A JSX tag, with content indented by at least one column more, or not at all.
    Jsx,
    /// `:::mermaid`.
    Container,
}

/// A fence that is open while lines go by.
struct OpenFence {
    mark: char,
    len: usize,
    quotes: usize,
}

struct Scan<'a> {
    view: &'a View,
    form: Form,
    lines: Vec<Line>,
    /// The text with regions blanked out; none while there are none.
    masked: Option<Vec<u8>>,
}

impl Scan<'_> {
    fn run(&mut self, depth: usize, findings: &mut Findings) {
        let mut fence: Option<OpenFence> = None;
        let mut in_list = false;
        let mut i = if depth == 0 { self.skip_front_matter() } else { 0 };
        while let Some(line) = self.lines.get(i).copied() {
            let text = line.text(&self.view.text);
            let margin = Margin::of(text, MAX_QUOTES);
            let body = text.get(margin.len..).unwrap_or("");
            if let Some(open) = &fence {
                if closes(open, body, margin) {
                    fence = None;
                }
                // The end of a quote ends its fence, and the line is read again.
                if margin.quotes >= open_quotes(&fence, margin) {
                    i += 1;
                    continue;
                }
                fence = None;
            }
            if body.is_empty() {
                i += 1;
                continue;
            }
            if body.starts_with("<!--") {
                i = self.skip_comment(i);
                continue;
            }
            let item = list_marker(body);
            in_list = item > 0 || (in_list && margin.columns > 0);
            let words = body.get(item..).unwrap_or("");
            // Four columns outside a list are indented code.
            if margin.columns >= 4 && !in_list {
                i += 1;
                continue;
            }
            fence = opens(words, margin.quotes);
            if let Some((at, word)) = words.strip_prefix(":::").and_then(ids::nearly_mermaid) {
                let start = line.start + margin.len + item + 3 + at;
                findings.misspelt.push((word.to_owned(), self.view.map.span(Span::new(start, start + word.len()))));
            }
            i = match (fence.is_none() && item == 0).then(|| self.opening(words)).flatten() {
                Some(Opening::Container) => self.container(i, margin, findings),
                Some(opening) if depth < MAX_DEPTH => self.indented(i, margin, &opening, depth, findings),
                _ => i + 1,
            };
        }
    }

    /// Blanks out YAML front matter, whose `---` CommonMark would read as a heading. Returns the line after it.
    fn skip_front_matter(&mut self) -> usize {
        let is = |line: &Line, marks: &[&str]| marks.contains(&line.text(&self.view.text).trim_end());
        if !self.lines.first().is_some_and(|l| is(l, &["---"])) {
            return 0;
        }
        match self.lines.iter().skip(1).position(|l| is(l, &["---", "..."])) {
            Some(n) => {
                self.mask(0, n + 2);
                n + 2
            }
            None => 0,
        }
    }

    /// Returns the line after the HTML comment that begins on a line.
    fn skip_comment(&self, from: usize) -> usize {
        let rest = self.lines.iter().skip(from);
        from + rest.take_while(|l| !l.text(&self.view.text).contains("-->")).count() + 1
    }

    fn opening(&self, words: &str) -> Option<Opening> {
        if let Some(rest) = words.strip_prefix(":::") {
            return ids::is_mermaid(rest.trim_start_matches(':')).then_some(Opening::Container);
        }
        let admonition = ["!!!", "???+", "???"].iter().find_map(|mark| words.strip_prefix(mark));
        if let Some(rest) = admonition {
            return rest
                .trim_start()
                .starts_with(|c: char| c.is_alphanumeric() || c == '"')
                .then_some(Opening::Indented);
        }
        if let Some(rest) = words.strip_prefix("===") {
            return rest
                .trim_start_matches(['!', '+'])
                .trim_start()
                .starts_with(['"', '\''])
                .then_some(Opening::Indented);
        }
        (self.form == Form::Mdx && words.starts_with('<')).then_some(Opening::Jsx)
    }

    /// Reads the content of an admonition, a tab or a JSX element by itself. Returns the line after it.
    fn indented(
        &mut self,
        at: usize,
        margin: Margin,
        opening: &Opening,
        depth: usize,
        findings: &mut Findings,
    ) -> usize {
        let least = match opening {
            Opening::Indented => margin.columns + 4,
            Opening::Jsx | Opening::Container => margin.columns + 1,
        };
        let mut end = at + 1;
        let mut indent = usize::MAX;
        for (i, line) in self.lines.iter().enumerate().skip(at + 1) {
            let text = line.text(&self.view.text);
            let inner = Margin::of(text, margin.quotes);
            if inner.len == text.len() && inner.quotes == margin.quotes {
                continue;
            }
            if inner.quotes != margin.quotes || inner.columns < least {
                break;
            }
            indent = indent.min(inner.columns);
            end = i + 1;
        }
        if matches!(opening, Opening::Indented) {
            indent = least;
        }
        let mut inner = View::new();
        for line in self.lines.get(at + 1..end).unwrap_or(&[]) {
            let skip = dedent(line.text(&self.view.text), margin.quotes, indent);
            inner.push_line(self.view, Span::new(line.start + skip, line.next));
        }
        read(&inner, self.form, depth + 1, findings);
        self.mask(at, end);
        end
    }

    /// Reads a `:::mermaid` container. Returns the line after it.
    fn container(&mut self, at: usize, margin: Margin, findings: &mut Findings) -> usize {
        let text = &self.view.text;
        let Some(first) = self.lines.get(at).copied() else { return at + 1 };
        let body = |line: &Line| {
            let words = line.text(text);
            words.get(dedent(words, margin.quotes, margin.columns)..).unwrap_or("")
        };
        let mut count = 0;
        let mut close = None;
        let mut wrong_close = None;
        let mut last = first;
        for line in self.lines.iter().skip(at + 1) {
            if Margin::of(line.text(text), margin.quotes).quotes != margin.quotes {
                break;
            }
            last = *line;
            let words = body(line).trim();
            if words.len() >= 3 && words.bytes().all(|b| b == b':') {
                close = Some(*line);
                break;
            }
            // No diagram holds such a line: it ends a fence.
            if words.len() >= 3 && words.bytes().all(|b| b == b'`') && count > 0 {
                let lead = line.text(text).find('`').unwrap_or(0);
                wrong_close = Some(Span::new(line.start + lead, line.start + lead + words.len()));
                close = Some(*line);
                break;
            }
            count += 1;
        }
        let mut inner = View::new();
        for line in self.lines.iter().skip(at + 1).take(count) {
            let skip = line.text(text).len() - body(line).len();
            inner.push_normalized(self.view, Span::new(line.start + skip, line.next));
        }
        let start = first.start + margin.len;
        let content = Span::new(first.next.min(last.end), close.map_or(last.end, |l| l.start));
        let info = text.get(start..first.end).unwrap_or("");
        let id = ids::comment_above(self.view, start).or_else(|| ids::attribute(self.view, info, start));
        findings.blocks.push(Block {
            text: inner.text,
            map: inner.map,
            span: self.view.map.span(Span::new(start, last.end)),
            opening: self.view.map.span(Span::new(start, first.end)),
            content: self.view.map.span(content),
            id,
            unclosed: close.is_none().then(|| ":::".to_owned()),
            wrong_close: wrong_close.map(|span| (self.view.map.span(span), ":::".to_owned())),
        });
        let end = at + 1 + count + usize::from(close.is_some());
        self.mask(at, end);
        end
    }

    /// Blanks out lines, so that offsets stay.
    fn mask(&mut self, from: usize, to: usize) {
        let masked = self.masked.get_or_insert_with(|| self.view.text.clone().into_bytes());
        for line in self.lines.get(from..to).unwrap_or(&[]) {
            if let Some(bytes) = masked.get_mut(line.start..line.end) {
                bytes.fill(b' ');
            }
        }
    }
}

fn open_quotes(fence: &Option<OpenFence>, margin: Margin) -> usize {
    fence.as_ref().map_or(margin.quotes, |f| f.quotes)
}

/// Reads an opening fence.
fn opens(words: &str, quotes: usize) -> Option<OpenFence> {
    let mark = words.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let len = words.chars().take_while(|c| *c == mark).count();
    let info = words.get(len..).unwrap_or("");
    (len >= 3 && !(mark == '`' && info.contains('`'))).then_some(OpenFence { mark, len, quotes })
}

fn closes(open: &OpenFence, body: &str, margin: Margin) -> bool {
    let words = body.trim_end();
    margin.quotes == open.quotes && words.len() >= open.len && words.chars().all(|c| c == open.mark)
}

/// Returns the length of a list marker and the blanks after it; zero where there is none.
fn list_marker(body: &str) -> usize {
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match body.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
        _ => return 0,
    };
    let rest = body.get(mark..).unwrap_or("");
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if blanks == 0 && !rest.is_empty() { 0 } else { mark + blanks }
}
