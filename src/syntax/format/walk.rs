//! From statement to statement: where each begins and how deep it stands, and what inside it must not be touched.

use super::{
    super::{
        ast::Statement,
        grammar::words::Rule as Word,
        lexer::{self, Kind},
        prepare::Prepared,
        script::is_space,
        statement,
        statements::{Next, Row, Rows},
    },
    spacing,
};
use crate::{diag::Edit, source::Span};

/// Where something begins that stands at an indent of its own when it is first on its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// Its offset in the fence's text.
    pub at: usize,
    /// How deep it stands.
    pub depth: usize,
    /// How deep what follows stands.
    pub after: usize,
}

/// What a walk finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of the text.
    pub starts: Vec<Start>,
    /// Stretches of the fence's text whose blanks and line ends belong to a statement.
    pub solid: Vec<Span>,
    /// Edits inside of statements.
    pub edits: Vec<Edit>,
}

/// Walks over the statements of a text.
pub(super) fn walk(text: &str, prepared: &Prepared<'_>, keeps_keyword: bool) -> Found {
    let mut walk = Walk { text, prepared, depth: 1, cursor: 0, before: None, found: Found::default() };
    let mut rows = Rows::new(&prepared.text);
    walk.header(&mut rows, keeps_keyword);
    loop {
        match rows.next() {
            Next::End => break,
            Next::Single(word) => walk.single(word),
            Next::Row(row) => walk.row(&row),
        }
    }
    walk.found
}

/// The state of a walk. Offsets are those of the prepared text, if nothing else is said.
pub(super) struct Walk<'a> {
    /// The fence's text.
    text: &'a str,
    pub(super) prepared: &'a Prepared<'a>,
    /// How deep the next statement stands; the header stands at 0.
    depth: usize,
    /// Up to here everything was seen.
    cursor: usize,
    /// Where the statement or separator before ends.
    before: Option<usize>,
    found: Found,
}

impl<'a> Walk<'a> {
    fn header(&mut self, rows: &mut Rows<'_>, keeps_keyword: bool) {
        let mut word = rows.lexer.next();
        while let Some(w) = word
            && matches!(w.kind, Kind::Rule(Word::newlines | Word::blanks))
        {
            word = rows.lexer.next();
        }
        let Some(graph) = word.filter(|w| w.kind == Kind::Rule(Word::graph)) else { return };
        self.start(graph.start, 0, 1);
        if self.slice(graph.start, graph.end) == "graph" && !keeps_keyword {
            self.replace(graph.start, graph.end, "flowchart");
        }
        self.end(graph.start, graph.end);
        let Some(direction) = rows.lexer.next() else { return };
        self.cursor = direction.end;
        if direction.kind != Kind::Rule(Word::direction) {
            return;
        }
        let name = self.skip_blanks(direction.start);
        self.space(graph.end, name, " ");
        self.end(graph.start, direction.end);
        let mut word = rows.lexer.next();
        while let Some(w) = word
            && w.kind == Kind::Rule(Word::blanks)
        {
            word = rows.lexer.next();
        }
        if let Some(separator) = word {
            self.cursor = separator.end;
            if separator.kind == Kind::Rule(Word::semi) {
                self.before = Some(separator.end);
            }
        }
    }

    fn single(&mut self, word: lexer::Word) {
        let start = self.skip_blanks(self.cursor.min(word.start));
        self.cursor = word.end;
        match word.kind {
            Kind::Rule(Word::semi) => {
                self.start(word.start, self.depth, self.depth);
                self.end(word.start, word.end);
            }
            Kind::Rule(Word::end) => {
                self.depth = self.depth.saturating_sub(1).max(1);
                self.start(word.start, self.depth, self.depth);
                self.end(word.start, word.start + 3);
            }
            // A text that nothing closes ends in a word without letters.
            Kind::Rule(Word::acc_text) if word.start == word.end => {}
            Kind::Rule(Word::acc_text) => {
                // The brace that closes the text is no word of the row.
                self.cursor = word.end + usize::from(self.prepared.text.get(word.end..word.end + 1) == Some("}"));
                self.start(start, self.depth, self.depth);
                self.end(start, self.cursor);
            }
            Kind::Direction { at, .. } => {
                let end = word.start + self.slice(word.start, word.end).trim_end_matches(is_space).len();
                self.start(start, self.depth, self.depth);
                if start == at {
                    let keyword = at + "direction".len();
                    self.space(keyword, self.skip_blanks(keyword), " ");
                }
                self.end(start, end.max(start));
            }
            _ => {}
        }
    }

    fn row(&mut self, row: &Row) {
        let start = self.skip_blanks(self.cursor);
        self.cursor = row.end;
        let whole = self.slice(start, row.end);
        let Ok(statement) = statement(self.prepared, row) else { return };
        let body = start + whole.trim_end_matches(is_space).len();
        let opens = usize::from(matches!(statement, Statement::SubgraphOpen(_)));
        self.start(start, self.depth, self.depth + opens);
        match statement {
            Statement::Chain(_) => {
                spacing::chain(self, row);
                self.chain_end(start, body, row);
            }
            _ => {
                spacing::keyword(self, &statement, row);
                // A blank at the end belongs to the title or to the last style.
                self.end(start, start + whole.trim_end_matches('\n').len());
                self.before = Some(body);
            }
        }
        self.depth += opens;
    }

    /// Ends a chain. The line ends around its links are free, and what follows one stands deeper.
    fn chain_end(&mut self, start: usize, end: usize, row: &Row) {
        let mut from = start;
        for word in row.words.iter().filter(|w| spacing::is_link(w.kind)) {
            let (low, high) = self.core(*word);
            for (a, b) in [(word.start, low), (high, word.end)] {
                if self.slice(a, b).contains('\n') && from < a && b < end {
                    self.end(from, a);
                    from = b;
                    let at = self.place(b, b + 1).start;
                    self.found.starts.push(Start { at, depth: self.depth + 1, after: self.depth });
                }
            }
        }
        self.end(from, end);
    }

    /// Notes where a statement starts, and parts it from what stands before it on the line.
    fn start(&mut self, at: usize, depth: usize, after: usize) {
        if let Some(before) = self.before.filter(|b| *b <= at) {
            let separator = self.slice(at, at + 1) == ";";
            self.space(before, at, if separator { "" } else { " " });
        }
        let at = self.place(at, at + 1).start;
        self.found.starts.push(Start { at, depth, after });
    }

    /// Notes what nothing else may touch.
    fn end(&mut self, start: usize, end: usize) {
        self.found.solid.push(self.place(start, end));
        self.before = Some(end);
    }

    /// Writes the blanks between two offsets anew, if they are blanks of one line that stand so in the fence.
    pub(super) fn space(&mut self, start: usize, end: usize, want: &str) {
        let run = self.slice(start, end);
        if run == want || run.contains('\n') || !run.chars().all(is_space) {
            return;
        }
        // `#1 ;` is an id and a separator, `#1;` is an entity.
        let before = self.slice(0, start);
        let word = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if want.is_empty() && word.ends_with('#') && self.slice(end, end + 1) == ";" {
            return;
        }
        if start < end {
            self.replace(start, end, want);
        } else if let Some(before) = start.checked_sub(1) {
            // Nothing may have been left out here, such as a directive.
            let (left, right) = (self.place(before, start).end, self.place(start, start + 1).start);
            if left == right {
                self.found.edits.push(Edit::insert(left, want));
            }
        }
    }

    /// Replaces a stretch that stands so in the fence.
    pub(super) fn replace(&mut self, start: usize, end: usize, want: &str) {
        let span = self.place(start, end);
        if self.text.get(span.start..span.end) == Some(self.slice(start, end)) {
            self.found.edits.push(Edit::replace(span, want));
        }
    }

    /// Returns a word without the blanks and line ends around it.
    pub(super) fn core(&self, word: lexer::Word) -> (usize, usize) {
        let text = self.slice(word.start, word.end);
        let start = word.end - text.trim_start_matches(is_space).len();
        (start, start + text.trim_matches(is_space).len())
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.prepared.text.get(start..end).unwrap_or("")
    }

    fn skip_blanks(&self, from: usize) -> usize {
        let text = &self.prepared.text;
        let tail = text.get(from..).unwrap_or("");
        text.len() - tail.trim_start_matches(is_space).len()
    }

    fn place(&self, start: usize, end: usize) -> Span {
        self.prepared.span(Span::new(start, end))
    }
}
