//! The first line: keyword and direction, and whether it stands twice.

use super::{Explanation, Mend, Scene, indent, line_end, line_start, mend};
use crate::{
    diag::{Diagnostic, Edit, Fix, nearest},
    source::Span,
    syntax::{
        detour::Change, errors, grammar::words::Rule, lexer::Word, metadata, prepare::Prepared, script::is_space,
    },
};

const KEYWORDS: [&str; 2] = ["flowchart", "graph"];

/// Explains a text that does not begin with a header.
pub(in crate::syntax) fn no_header(prepared: &Prepared<'_>, first: Span) -> Diagnostic {
    let word = prepared.text.split(|c| is_space(c) || c == ':' || c == ';').next().unwrap_or("");
    let span = prepared.span(Span::new(0, word.len()));
    let rewrite = |keyword: &str| vec![Edit::replace(span, keyword)];
    if let Some(keyword) = KEYWORDS.iter().find(|k| word.eq_ignore_ascii_case(k)) {
        return Diagnostic::new(
            &errors::MISSING_HEADER,
            span,
            format!("`{word}` begins with a capital, which Mermaid does not know"),
        )
        .label("written otherwise")
        .fix(Fix::safe(format!("write `{keyword}`"), rewrite(keyword)));
    }
    if word.is_empty()
        && let Some(directive) = prepared.directives.iter().find(|d| !d.closed)
    {
        let found = Diagnostic::new(
            &errors::MISSING_HEADER,
            Span::new(directive.line.start, directive.line.start + 3),
            "this directive is not closed, and hides the diagram",
        )
        .label("opened here");
        return match metadata::closed(directive) {
            Some(fix) => found.fix(fix),
            None => found.help("end it with `}%%`"),
        };
    }
    let found =
        |span| Diagnostic::new(&errors::MISSING_HEADER, span, "the diagram does not say that it is a flowchart");
    if let [keyword] = nearest(word, KEYWORDS, 1).as_slice() {
        return found(span)
            .label(format!("did you mean `{keyword}`?"))
            .fix(Fix::unsafe_(format!("write `{keyword}`"), rewrite(keyword)));
    }
    let from = if first.start == first.end { prepared.span(Span::at(0)) } else { first };
    found(from)
        .label("expected `flowchart` and a direction before this")
        .fix(Fix::unsafe_("begin with a header", vec![Edit::insert(from.start, "flowchart TB\n")]))
}

/// Explains a line that begins as a directive and is none.
pub(in crate::syntax) fn wrong_directive(prepared: &Prepared<'_>) -> Diagnostic {
    let span = prepared.span(Span::new(0, prepared.text.lines().next().unwrap_or("").trim_end_matches(is_space).len()));
    Diagnostic::new(&errors::MISSING_HEADER, span, "this line is no directive")
        .label("stands where the header is expected")
        .help("write `%%{init: { … }}%%`, with one brace behind `%%`")
}

/// Explains a header that cannot be read from `at` on.
pub(in crate::syntax) fn header(prepared: &Prepared<'_>, keyword: Word, at: usize) -> Diagnostic {
    let text = prepared.text.as_str();
    let blank = |c: char| is_space(c) && c != '\n';
    let slice = |start: usize, end: usize| text.get(start..end).unwrap_or("");
    let name = slice(keyword.start, keyword.end);
    let end = line_end(text, keyword.end);
    let line = slice(keyword.end, end);
    let span = |start, end| prepared.span(Span::new(start, end));
    let header = span(keyword.start, keyword.end);
    let one = |title: String, start: usize, end: usize, new: &str| {
        (
            title,
            if start == end {
                Edit::insert(span(start - 1, start).end, new)
            } else {
                Edit::replace(span(start, end), new)
            },
        )
    };
    let safe = |(title, edit)| Fix::safe(title, vec![edit]);
    let maybe = |(title, edit)| Fix::unsafe_(title, vec![edit]);
    let found = |span: Span, message: String| Diagnostic::new(&errors::MISSING_HEADER, span, message);

    let start = keyword.end + (line.len() - line.trim_start_matches(blank).len());
    let word_len = slice(start, end).find(|c: char| is_space(c) || ";:".contains(c)).unwrap_or(end - start);
    let word = slice(start, start + word_len);
    let upper = word.to_ascii_uppercase();
    let known = matches!(upper.as_str(), "LR" | "RL" | "TB" | "TD" | "BT");
    if start == keyword.end && line.starts_with(':') {
        return found(span(start, start + 1), format!("no colon follows `{name}`"))
            .label("only a blank")
            .fix(safe(one("remove the colon".to_owned(), start, start + 1, "")));
    }
    if start == keyword.end && line.starts_with('-') {
        let whole = keyword.end + line.find(is_space).unwrap_or(line.len());
        return found(span(keyword.start, whole), format!("`{}` is no type of diagram", slice(keyword.start, whole)))
            .label(format!("did you mean `{name}`?"))
            .fix(maybe(one(format!("write `{name}`"), keyword.end, whole, "")));
    }
    if is_graphviz(line) {
        return found(header, "this is a graph of Graphviz, not of Mermaid".to_owned())
            .label("Graphviz draws it")
            .help("in Mermaid the first line is `flowchart LR`, and each link is a line such as `a --- b`");
    }
    if word.is_empty() {
        // `graph;`
        return found(header, format!("`{name}` is not followed by a direction"))
            .label("expected `TB`, `BT`, `LR` or `RL` behind it")
            .fix(safe(one(
                "write the direction that Mermaid takes without one".to_owned(),
                keyword.end,
                keyword.end,
                " TB",
            )));
    }
    if known && word != upper {
        return Diagnostic::new(
            &errors::UNKNOWN_DIRECTION,
            span(start, start + word_len),
            format!("`{word}` is no direction; Mermaid wants capitals"),
        )
        .label("in lower case")
        .fix(safe(one(format!("write `{upper}`"), start, start + word_len, &upper)));
    }
    // Directions that need no blank behind them, such as `>`, are rare enough to be told in general words.
    let word_end = if known { start + word_len } else { at.clamp(start, end) };
    let rest = slice(word_end, end);
    let next = word_end + (rest.len() - rest.trim_start_matches(blank).len());
    if known || (at > start && rest.trim_start_matches(blank).len() < end - start) {
        if slice(next, end).starts_with("%%") {
            return trailing_comment(prepared, next).found_with_fix(prepared);
        }
        let shown_end = next + slice(next, end).find(is_space).unwrap_or(end - next);
        let what = span(next, shown_end.max(next + 1).min(end.max(next)));
        let told = found(what, format!("something follows `{name} {}` on its line", slice(start, word_end).trim()))
            .related(header, "the header holds no more than this and a direction");
        return match slice(next, end).chars().next() {
            Some(':') => told.label("remove it").fix(safe(one("remove the colon".to_owned(), next, next + 1, ""))),
            Some(';') if next > word_end => {
                told.label("no blank before it").fix(safe(one("remove the blank".to_owned(), word_end, next, "")))
            }
            Some(_) if next > word_end && statement_follows(prepared, next) => told
                .label("belongs on a line of its own")
                .fix(safe(one("begin a new line".to_owned(), word_end, next, "\n    "))),
            _ => told.label("cannot stand here").help("end the header's line before it"),
        };
    }
    found(span(start, start + word_len), format!("`{word}` is no direction"))
        .label("expected `TB`, `BT`, `LR` or `RL`")
        .fix(maybe(one(format!("write `{name} TB`"), start, start + word_len, "TB")))
}

/// Whether what follows `graph` is Graphviz's: a name and a brace.
pub(in crate::syntax) fn is_graphviz(text: &str) -> bool {
    let line = text.lines().next().unwrap_or("").trim_matches(is_space);
    let name = line.len() - line.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
    let body = line.get(name..).unwrap_or("").trim_start_matches(is_space);
    let direction = matches!(line.get(..name), Some("LR" | "RL" | "TB" | "TD" | "BT"));
    !direction && body.strip_prefix('{').is_some_and(|t| t.is_empty() || t.starts_with(is_space))
}

/// Whether what stands behind a header, up to the end of its line, could stand on a line of its own.
fn statement_follows(prepared: &Prepared<'_>, at: usize) -> bool {
    mend::is_read(prepared, at, line_end(&prepared.text, at))
}

/// Explains a comment that begins at `at`, behind something.
pub(super) fn trailing_comment(prepared: &Prepared<'_>, at: usize) -> Explanation {
    let text = prepared.text.as_str();
    let end = line_end(text, at);
    let body = text.get(at..end).unwrap_or("").trim_end_matches(is_space);
    let before = text.get(..at).unwrap_or("");
    let cut = before.trim_end_matches(|c| is_space(c) && c != '\n').len();
    let found = Diagnostic::new(
        &errors::TRAILING_COMMENT,
        prepared.span(Span::new(at, at + body.len())),
        "a comment cannot follow a statement on its line",
    )
    .label("Mermaid reads this as part of the statement");
    let mut changes = vec![Change::remove(cut, end)];
    // A comment without a text is drawn as a node.
    if body.len() > 2 && !body.starts_with("%%{") {
        changes.insert(0, Change::insert(line_start(text, at), format!("{}{body}\n", indent(text, at))));
    }
    Explanation::new(found).mend(Mend::safe("move the comment to a line of its own", changes))
}

impl Explanation {
    /// Makes the mend a fix where nothing can be read again to prove it: in the header.
    fn found_with_fix(self, prepared: &Prepared<'_>) -> Diagnostic {
        match self.mend {
            Some(mend) => {
                let changes = mend.changes.clone();
                self.found.fix(mend::fix(prepared, mend, &changes))
            }
            None => self.found,
        }
    }
}

impl Scene<'_> {
    /// `flowchart LR` on a line behind the first.
    pub(super) fn second_header(&self) -> Option<Explanation> {
        let first = self.word(0).filter(|_| self.rule(0) == Some(Rule::graph))?;
        let after = self.slice(first.end, self.text().len()).chars().next();
        if after.is_some_and(|c| !is_space(c) && c != ';') {
            return None;
        }
        let end = self.line_end(first.start);
        let line = self.slice(first.start, end);
        let words = line.trim_end_matches(is_space).len();
        let found = self
            .wrong_statement(first.start, first.start + words, "the diagram begins a second time")
            .label("a diagram has one header, its first line");
        let begin = line_start(self.text(), first.start);
        let alone = self.slice(begin, first.start).trim_matches(is_space).is_empty() && !line.contains(';');
        if !alone {
            return Some(Explanation::new(found.help("put what follows into a fence of its own")));
        }
        let change = Change::remove(begin, (end + 1).min(self.text().len()));
        // Where both say the same, nothing is lost.
        let header: &str = &self.prepared.first_line;
        let same = header.split(is_space).collect::<Vec<_>>()
            == line.split(is_space).filter(|w| !w.is_empty()).collect::<Vec<_>>();
        let mend = if same {
            Mend::safe("remove this line", vec![change])
        } else {
            Mend::unsure("remove this line", vec![change])
        };
        Some(Explanation::new(found.note("two diagrams need two fences")).mend(mend))
    }
}
