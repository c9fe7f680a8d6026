//! What the reference does to a text before it reads it: line ends, quotes in HTML tags, frontmatter, directives, comments and
//! entities. What is left remembers where it came from.

use std::rc::Rc;

use super::{
    detour::Detour,
    script::{ENTITY_END, ENTITY_START, is_space, is_word},
};
use crate::{
    graph::Comment,
    source::{OffsetMap, Span},
};

/// A text ready to be read, with the way back to the document.
pub(super) struct Prepared<'m> {
    /// The text, one line end after it.
    pub text: String,
    /// The frontmatter between its fences, without its indent, and where it stands in the document.
    pub frontmatter: Option<(String, Span)>,
    /// Whether the text begins with `---` that no frontmatter closes.
    pub open_frontmatter: bool,
    /// The directives `%%{ … }%%`.
    pub directives: Vec<Directive>,
    /// Every comment line.
    pub comments: Vec<Comment>,
    /// Where the frontmatter and the directives stand in the document, without blanks behind them.
    pub aside: Vec<Span>,
    /// The first line, as written.
    pub first_line: Rc<str>,
    /// Whether the first line is the first line of the fence too.
    pub is_bare: bool,
    kept: Rc<OffsetMap>,
    /// The way back from a statement that was mended, where this is one.
    detour: Option<Detour>,
    map: &'m OffsetMap,
    /// The length of the fence's text.
    len: usize,
}

/// A directive `%%{ word: argument }%%`.
pub(super) struct Directive {
    /// The word.
    pub word: String,
    /// The argument; where nothing closes the directive, the rest of the text.
    pub argument: String,
    /// Where its first line stands in the document.
    pub line: Span,
    /// Where the argument stands in the document.
    pub place: Span,
    /// Whether `}%%` closes it.
    pub closed: bool,
}

impl Prepared<'_> {
    /// Returns a stretch of the document that the text between two places of the prepared text came from, with what was left out.
    pub(super) fn written<'t>(&self, source: &'t str, span: Span) -> (&'t str, usize) {
        let fence = self.kept.span(span);
        (source.get(fence.start..fence.end.min(self.len)).unwrap_or(""), fence.start)
    }

    /// Returns the place in the document of a span of the fence's text.
    pub(super) fn document(&self, span: Span) -> Span {
        self.map.span(span)
    }

    /// Returns the same text with one stretch of it alone, mended.
    pub(super) fn mended(&self, text: String, detour: Detour) -> Self {
        Self {
            text,
            frontmatter: None,
            open_frontmatter: false,
            directives: Vec::new(),
            comments: Vec::new(),
            aside: Vec::new(),
            first_line: Rc::clone(&self.first_line),
            is_bare: self.is_bare,
            kept: Rc::clone(&self.kept),
            detour: Some(detour),
            map: self.map,
            len: self.len,
        }
    }

    /// Returns where a byte of a mended stretch that begins something stands in the text before.
    pub(super) fn base(&self, offset: usize) -> usize {
        self.detour.as_ref().map_or(offset, |detour| detour.span(Span::at(offset)).start)
    }

    /// Returns the same for what ends at an offset.
    pub(super) fn base_end(&self, offset: usize) -> usize {
        let Some(before) = offset.checked_sub(1) else { return self.base(offset) };
        self.detour.as_ref().map_or(offset, |detour| detour.span(Span::new(before, offset)).end)
    }

    /// Returns the place in the document of a span of the prepared text.
    pub(super) fn span(&self, span: Span) -> Span {
        let span = self.detour.as_ref().map_or(span, |detour| detour.span(span));
        let fence = self.kept.span(span);
        self.map.span(Span::new(fence.start.min(self.len), fence.end.min(self.len)))
    }

    /// Returns where in the document the last character that is no blank ends.
    pub(super) fn last(&self) -> usize {
        let end = self.text.trim_end_matches(is_space).len();
        self.span(Span::new(end.saturating_sub(1), end)).end
    }

    /// Returns the whole text's place in the document.
    pub(super) fn whole(&self) -> Span {
        self.map.span(Span::new(0, self.len))
    }
}

/// Ranges to leave out; they rise and do not overlap.
type Cuts = Vec<(usize, usize)>;

/// A text and where each run of it came from.
#[derive(Default)]
struct Piece {
    text: String,
    runs: Vec<(usize, usize, usize)>,
}

impl Piece {
    fn whole(text: &str) -> Self {
        Self { text: text.to_owned(), runs: vec![(0, 0, text.len())] }
    }

    /// Returns a copy without the given ranges, which rise and do not overlap.
    fn without(&self, cuts: &[(usize, usize)]) -> Self {
        if cuts.is_empty() {
            return Self { text: self.text.clone(), runs: self.runs.clone() };
        }
        let mut out = Self::default();
        let mut run = 0;
        let mut at = 0;
        let ends = cuts.iter().copied().chain([(self.text.len(), self.text.len())]);
        for (start, end) in ends {
            let kept = self.text.get(at..start).unwrap_or("");
            // Carry over the runs that the kept stretch touches.
            while let Some(&(from, origin, len)) = self.runs.get(run) {
                let (low, high) = (from.max(at), (from + len).min(start));
                if low < high {
                    out.runs.push((out.text.len() + (low - at), origin + (low - from), high - low));
                }
                if from + len > start {
                    break;
                }
                run += 1;
            }
            out.text.push_str(kept);
            at = end;
        }
        out
    }

    /// Returns where a range stands in the document, without blanks at its end; none where it is blank.
    fn place(&self, start: usize, end: usize, map: &OffsetMap) -> Option<Span> {
        let text = self.text.get(start..end)?.trim_end_matches(is_space);
        let last = text.len().checked_sub(1)?;
        Some(map.span(Span::new(self.origin(start), self.origin(start + last) + 1)))
    }

    fn origin(&self, offset: usize) -> usize {
        let i = self.runs.partition_point(|(from, ..)| *from <= offset);
        match self.runs.get(i.wrapping_sub(1)) {
            Some((from, origin, _)) => origin + (offset - from),
            None => offset,
        }
    }
}

/// Prepares a fence's text.
pub(super) fn prepare<'m>(source: &str, map: &'m OffsetMap) -> Prepared<'m> {
    let mut piece = Piece::whole(source);
    piece = line_feeds(&piece);
    single_quotes_in_tags(&mut piece.text);

    let (mut frontmatter, mut aside) = (None, Vec::new());
    if let Some(found) = find_frontmatter(&piece.text) {
        let body = piece.text.get(found.body.0..found.body.1).unwrap_or("");
        let dedented: Vec<&str> =
            body.split('\n').map(|l| l.strip_prefix(found.indent.as_str()).unwrap_or(l)).collect();
        let span = map.span(Span::new(piece.origin(found.body.0), piece.origin(found.body.1)));
        frontmatter = Some((dedented.join("\n"), span));
        aside.extend(piece.place(0, found.len, map));
        piece = piece.without(&[(0, found.len)]);
    }
    let (cuts, directives) = find_directives(&piece, map);
    aside.extend(cuts.iter().filter_map(|(start, end)| piece.place(*start, *end, map)));
    piece = piece.without(&cuts);

    let mut comments = Vec::new();
    let cuts = find_comments(&piece, map, &mut comments);
    piece = piece.without(&cuts);
    let blank = piece.text.len() - piece.text.trim_start_matches(is_space).len();
    if blank > 0 {
        piece = piece.without(&[(0, blank)]);
    }
    let open_frontmatter = piece.text.starts_with("---");

    let cuts = last_semicolons(&piece.text);
    piece = piece.without(&cuts);
    mark_entities(&mut piece.text);
    piece.text.push('\n');
    let cuts = blanks_after_braces(&piece.text);
    piece = piece.without(&cuts);

    let mut kept = OffsetMap::default();
    let mut filled = 0;
    for (from, origin, len) in &piece.runs {
        debug_assert_eq!(*from, filled);
        kept.push(*origin, *len);
        filled = from + len;
    }
    // The line end that was added stands at the end of the fence.
    kept.push(source.len(), piece.text.len().saturating_sub(filled));
    let first_line = Rc::from(piece.text.lines().next().unwrap_or("").trim_end_matches(is_space));
    Prepared {
        text: piece.text,
        frontmatter,
        open_frontmatter,
        directives,
        comments,
        aside,
        first_line,
        is_bare: source.starts_with(|c| !is_space(c) && c != '%' && c != '-'),
        kept: Rc::new(kept),
        detour: None,
        map,
        len: source.len(),
    }
}

/// CRLF and lone CR become LF.
fn line_feeds(piece: &Piece) -> Piece {
    let mut cuts = Vec::new();
    let bytes = piece.text.as_bytes();
    for (i, b) in bytes.iter().enumerate() {
        if *b == b'\r' && bytes.get(i + 1) == Some(&b'\n') {
            cuts.push((i, i + 1));
        }
    }
    let mut out = piece.without(&cuts);
    if out.text.contains('\r') {
        out.text = out.text.replace('\r', "\n");
    }
    out
}

/// In `<tag a="b">` the reference turns `="b"` into `='b'`, because it ends labels at double quotes.
fn single_quotes_in_tags(text: &mut String) {
    let bytes = text.as_bytes();
    let mut turned: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(open) = find(bytes, at, b'<') {
        let mut name = open + 1;
        while bytes.get(name).is_some_and(|b| is_word(*b)) {
            name += 1;
        }
        if name == open + 1 {
            at = open + 1;
            continue;
        }
        let Some(close) = find(bytes, name, b'>') else { break };
        let mut i = name;
        while i + 1 < close {
            if bytes.get(i) == Some(&b'=')
                && bytes.get(i + 1) == Some(&b'"')
                && let Some(end) = find(bytes, i + 2, b'"')
                && end < close
            {
                turned.extend([i + 1, end]);
                i = end;
            }
            i += 1;
        }
        at = close + 1;
    }
    if turned.is_empty() {
        return;
    }
    let mut next = turned.into_iter().peekable();
    *text = text.char_indices().map(|(i, c)| if next.next_if_eq(&i).is_some() { '\'' } else { c }).collect();
}

fn find(bytes: &[u8], from: usize, byte: u8) -> Option<usize> {
    Some(from + bytes.get(from..)?.iter().position(|b| *b == byte)?)
}

struct Frontmatter {
    indent: String,
    body: (usize, usize),
    len: usize,
}

/// Finds the frontmatter as `^([^\S\n\r]*)-{3}\s*[\n\r](.*?)[\n\r]\1-{3}\s*[\n\r]+` does: the opening takes as many line ends as
/// leave a closing fence, the body as few.
fn find_frontmatter(text: &str) -> Option<Frontmatter> {
    let rest = text.trim_start_matches(|c| is_space(c) && c != '\n');
    let indent = text.get(..text.len() - rest.len())?;
    let after = indent.len() + 3;
    rest.strip_prefix("---")?;
    let run_end = |from: usize| {
        let tail = text.get(from..).unwrap_or("");
        from + (tail.len() - tail.trim_start_matches(is_space).len())
    };
    let last_break = |from: usize| text.get(from..run_end(from))?.rfind('\n').map(|i| from + i);
    let openings: Vec<usize> = text.get(after..run_end(after))?.match_indices('\n').map(|(i, _)| after + i).collect();
    let first = *openings.first()?;
    let fence = format!("\n{indent}---");
    let closings: Vec<(usize, usize)> = text
        .get(first + 1..)?
        .match_indices(&fence)
        .filter_map(|(i, _)| {
            let at = first + 1 + i;
            last_break(at + fence.len()).map(|end| (at, end + 1))
        })
        .collect();
    let (last, _) = *closings.last()?;
    let opening = openings.iter().copied().rfind(|o| *o < last)?;
    let (close, len) = *closings.iter().find(|(at, _)| *at > opening)?;
    Some(Frontmatter { indent: indent.to_owned(), body: (opening + 1, close), len })
}

/// Finds the directives `%%{ word: argument }%%`. One that is not closed hides the rest of the text.
fn find_directives(piece: &Piece, map: &OffsetMap) -> (Cuts, Vec<Directive>) {
    let text = piece.text.as_str();
    let bytes = text.as_bytes();
    let spaces = |from: usize| {
        let tail = text.get(from..).unwrap_or("");
        from + (tail.len() - tail.trim_start_matches(is_space).len())
    };
    let word_end = |from: usize| from + bytes.iter().skip(from).take_while(|b| is_word(**b)).count();
    let mut ends = ArgumentEnds::default();
    let mut cuts = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|t| t.find("%%{")).map(|i| at + i) {
        let start = spaces(open + 3);
        let end = word_end(start);
        if end == start {
            at = open + 3;
            continue;
        }
        let name = text.get(start..end).unwrap_or("").to_owned();
        let colon = spaces(end);
        let mut i = if bytes.get(colon) == Some(&b':') { spaces(colon + 1) } else { spaces(end) };
        let argument_end = match word_end(i) {
            e if e > i => e,
            // The argument also ends at what JavaScript takes for a line end besides the line feed.
            _ => ends.next(text, i),
        };
        let argument = text.get(i..argument_end).unwrap_or("").to_owned();
        let place = piece.place(i, argument_end, map);
        i = spaces(argument_end);
        let closed = text.get(i..).is_some_and(|t| t.starts_with("}%%"));
        if closed {
            i += 3;
        }
        cuts.push((open, i));
        let line_end = text.get(open..).and_then(|t| t.find('\n')).map_or(text.len(), |n| open + n);
        let line = piece.place(open, i.min(line_end), map).unwrap_or_default();
        found.push(Directive { word: name, argument, line, place: place.unwrap_or(line), closed });
        at = i;
    }
    (cuts, found)
}

/// Where the argument of a directive ends.
#[derive(Default)]
struct ArgumentEnds {
    close: Option<usize>,
    line: Option<usize>,
}

impl ArgumentEnds {
    /// Returns the first end from an offset on. The offsets asked for rise, so that nothing is searched twice.
    fn next(&mut self, text: &str, from: usize) -> usize {
        let tail = text.get(from..).unwrap_or("");
        let seek = |known: Option<usize>, found: &dyn Fn() -> Option<usize>| {
            known.filter(|at| *at >= from).unwrap_or_else(|| found().map_or(text.len(), |i| from + i))
        };
        let close = seek(self.close, &|| tail.find("}%%"));
        let line = seek(self.line, &|| tail.find(['\u{2028}', '\u{2029}']));
        (self.close, self.line) = (Some(close), Some(line));
        close.min(line)
    }
}

/// Finds the comment lines: blanks, also over blank lines, then `%%` that is no directive's and something after it.
fn find_comments(piece: &Piece, map: &OffsetMap, comments: &mut Vec<Comment>) -> Cuts {
    let text = piece.text.as_str();
    let mut cuts = Vec::new();
    let mut line = 0;
    while line < text.len() {
        let tail = text.get(line..).unwrap_or("");
        let mark = line + (tail.len() - tail.trim_start_matches(is_space).len());
        let end = text.get(mark..).and_then(|t| t.find('\n')).map_or(text.len(), |i| mark + i);
        let body = text.get(mark..end).unwrap_or("");
        let next = if end < text.len() { end + 1 } else { end };
        if body.len() > 2 && body.starts_with("%%") && !body.starts_with("%%{") {
            let shown = body.trim_end_matches(is_space);
            let span = map.span(Span::new(piece.origin(mark), piece.origin(mark + shown.len() - 1) + 1));
            comments.push(Comment { text: body.get(2..).unwrap_or("").to_owned(), span, text_start: span.start + 2 });
            cuts.push((line, next));
        }
        line = next.max(line + 1);
    }
    cuts
}

/// The reference drops the last `;` of a line such as `style A fill:#fff;`, so that it does not read `#fff;` as an entity; then
/// the same for `classDef`.
fn last_semicolons(text: &str) -> Cuts {
    let mut cuts = Vec::new();
    let mut start = 0;
    // These end a line in JavaScript's patterns.
    let breaks = ['\n', '\u{2028}', '\u{2029}'];
    for line in text.split_inclusive(breaks) {
        let mut body = line.trim_end_matches(breaks).to_owned();
        for keyword in ["style", "classDef"] {
            if let Some(cut) = last_semicolon(&body, keyword) {
                cuts.push((start + cut, start + cut + 1));
                // What stands before it keeps its place, and nothing after it matters to the second pass but its own `;`.
                body.truncate(cut);
            }
        }
        start += line.len();
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Returns where the `;` of `keyword.*:\S*#.*;` stands.
fn last_semicolon(line: &str, keyword: &str) -> Option<usize> {
    let after = line.find(keyword)? + keyword.len();
    let last = line.rfind(';')?;
    let mut colon = false;
    for (i, c) in line.get(after..last)?.char_indices() {
        match c {
            ':' => colon = true,
            '#' if colon && i < last => return Some(last),
            c if is_space(c) => colon = false,
            _ => {}
        }
    }
    None
}

/// Marks the `#` and `;` of every `#word;`.
fn mark_entities(text: &mut String) {
    let bytes = text.as_bytes();
    let mut marks: Vec<(usize, char)> = Vec::new();
    let mut at = 0;
    while let Some(hash) = find(bytes, at, b'#') {
        let end = hash + 1 + bytes.iter().skip(hash + 1).take_while(|b| is_word(**b)).count();
        at = hash + 1;
        if end > hash + 1 && bytes.get(end) == Some(&b';') {
            marks.extend([(hash, ENTITY_START), (end, ENTITY_END)]);
            at = end + 1;
        }
    }
    if marks.is_empty() {
        return;
    }
    let mut next = marks.into_iter().peekable();
    *text = text.char_indices().map(|(i, c)| next.next_if(|(at, _)| *at == i).map_or(c, |(_, mark)| mark)).collect();
}

/// The reference turns `}`, blanks and line ends into `}` and one line end.
fn blanks_after_braces(text: &str) -> Cuts {
    let mut cuts = Vec::new();
    let mut at = 0;
    while let Some(brace) = text.get(at..).and_then(|t| t.find('}')).map(|i| at + i) {
        let tail = text.get(brace + 1..).unwrap_or("");
        let run = tail.len() - tail.trim_start_matches(is_space).len();
        at = brace + 1 + run;
        if let Some(last) = tail.get(..run).and_then(|r| r.rfind('\n'))
            && last > 0
        {
            cuts.push((brace + 1, brace + 1 + last));
        }
    }
    cuts
}
