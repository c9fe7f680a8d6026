//! What is wrong with a statement, in the writer's words.

use super::{
    errors,
    grammar::words::Rule,
    lexer::{Kind, Mode, Word},
    prepare::Prepared,
    script::is_space,
    statements::{Row, is_open},
};
use crate::{
    diag::{Diagnostic, Edit, Fix},
    source::Span,
};

/// Arrows that people write, each with Mermaid's. The longer stand before the shorter.
const ARROWS: [(&str, &str); 17] = [
    ("<->", "<-->"),
    ("<=>", "<==>"),
    ("-->>", "-->"),
    ("->>", "-->"),
    ("->", "-->"),
    ("=>", "==>"),
    ("~>", "-.->"),
    ("–>", "-->"),
    ("—>", "-->"),
    ("−>", "-->"),
    ("→", "-->"),
    ("⟶", "-->"),
    ("⇒", "==>"),
    ("←", "---"),
    ("–", "---"),
    ("—", "---"),
    ("−", "---"),
];

/// How many characters of a word a message shows.
const SHOWN: usize = 32;

/// Explains a text that does not begin with a header.
pub(super) fn no_header(prepared: &Prepared<'_>, first: Span) -> Diagnostic {
    let word = prepared.text.split(is_space).next().unwrap_or("");
    let found = Diagnostic::new(&errors::MISSING_HEADER, first, "the diagram does not say that it is a flowchart")
        .label("expected `flowchart` and a direction here")
        .help("begin it with `flowchart TB`, or with another direction: `LR`, `BT`, `RL`");
    match ["flowchart", "graph"].iter().find(|k| word.eq_ignore_ascii_case(k)) {
        Some(keyword) => {
            let span = prepared.span(Span::new(0, word.len()));
            let title = format!("write `{keyword}`");
            found.fix(Fix::safe(title, vec![Edit::replace(span, *keyword)]))
        }
        None => found,
    }
}

/// Explains a header that cannot be read from `at` on.
pub(super) fn header(prepared: &Prepared<'_>, keyword: Word, at: usize) -> Diagnostic {
    let rest = prepared.text.get(at..).unwrap_or("");
    let start = at + (rest.len() - rest.trim_start_matches(|c| is_space(c) && c != '\n').len());
    let word = prepared.text.get(start..).and_then(|t| t.split(is_space).next()).unwrap_or("");
    let span = prepared.span(Span::new(start, start + word.len()));
    if word.starts_with("%%") {
        return trailing_comment(prepared, start);
    }
    let name = prepared.text.get(keyword.start..keyword.end).unwrap_or("flowchart");
    let letters: String = word.chars().take(2).collect();
    let upper = letters.to_ascii_uppercase();
    let known = matches!(upper.as_str(), "LR" | "RL" | "TB" | "TD" | "BT");
    if known && letters != upper && word.len() == 2 {
        return Diagnostic::new(
            &errors::UNKNOWN_DIRECTION,
            span,
            format!("`{word}` is no direction; Mermaid wants capitals"),
        )
        .label("in lower case")
        .help(format!("write `{name} {upper}`"))
        .fix(Fix::safe(format!("write `{upper}`"), vec![Edit::replace(span, upper.as_str())]));
    }
    let header = prepared.span(Span::new(keyword.start, keyword.end));
    if known && letters == upper {
        return Diagnostic::new(
            &errors::MISSING_HEADER,
            span,
            format!("something follows `{name} {upper}` on its line"),
        )
        .label("this cannot stand here")
        .related(header, "the header")
        .help("end the header's line before it");
    }
    let span = if word.is_empty() { header } else { span };
    Diagnostic::new(&errors::MISSING_HEADER, span, format!("`{name}` is not followed by a direction"))
        .label("expected `TB`, `BT`, `LR` or `RL`")
        .help(format!("write `{name} TB` on a line of its own"))
}

/// Explains a row of words that is no statement; `wrong` is the number of the first word that does not fit.
pub(super) fn row(prepared: &Prepared<'_>, row: &Row, wrong: usize) -> Diagnostic {
    let scene = Scene { prepared, row, wrong };
    scene
        .second_header()
        .or_else(|| scene.direction())
        .or_else(|| scene.comment())
        .or_else(|| scene.arrow())
        .or_else(|| scene.label())
        .or_else(|| scene.blank())
        .or_else(|| scene.reserved())
        .or_else(|| scene.incomplete())
        .unwrap_or_else(|| scene.other())
}

fn trailing_comment(prepared: &Prepared<'_>, at: usize) -> Diagnostic {
    let end = line_end(&prepared.text, at);
    Diagnostic::new(&errors::TRAILING_COMMENT, prepared.span(Span::new(at, end)), "a comment cannot follow a statement")
        .label("Mermaid reads this as part of the statement")
        .help("move the comment to a line of its own")
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at + i)
}

/// A row and where it goes wrong.
struct Scene<'a> {
    prepared: &'a Prepared<'a>,
    row: &'a Row,
    wrong: usize,
}

impl Scene<'_> {
    fn word(&self, i: usize) -> Option<Word> {
        self.row.words.get(i).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.prepared.text.get(start..end).unwrap_or("")
    }

    fn text(&self, i: usize) -> &str {
        self.word(i).map_or("", |w| self.slice(w.start, w.end))
    }

    fn rule(&self, i: usize) -> Option<Rule> {
        match self.word(i)?.kind {
            Kind::Rule(rule) => Some(rule),
            Kind::Direction { .. } | Kind::EdgeId => None,
        }
    }

    fn before(&self) -> Option<Rule> {
        self.rule(self.wrong.checked_sub(1)?)
    }

    /// Where the row goes wrong.
    fn at(&self) -> usize {
        match (self.word(self.wrong), self.row.words.last()) {
            (Some(word), _) => word.start,
            (None, Some(last)) => last.end,
            (None, None) => self.row.open.map_or(0, |(_, at)| at),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.prepared.span(Span::new(start, end))
    }

    fn second_header(&self) -> Option<Diagnostic> {
        let first = self.word(0).filter(|_| self.rule(0) == Some(Rule::graph))?;
        let end = line_end(&self.prepared.text, first.start);
        let found =
            Diagnostic::new(&errors::SYNTAX_ERROR, self.span(first.start, end), "the diagram begins a second time");
        Some(
            found
                .label("a diagram has one header")
                .help("remove this line, or put what follows into a fence of its own"),
        )
    }

    fn direction(&self) -> Option<Diagnostic> {
        if self.text(0) != "direction" || self.wrong < 2 {
            return None;
        }
        let word = self.word(2)?;
        let end = line_end(&self.prepared.text, word.start);
        let given = self.slice(word.start, end).split([' ', '\t', ';']).next().unwrap_or("");
        let span = self.span(word.start, word.start + given.len());
        let upper = given.to_ascii_uppercase();
        let found = Diagnostic::new(&errors::UNKNOWN_DIRECTION, span, format!("`{given}` is no direction"));
        if !matches!(upper.as_str(), "LR" | "RL" | "TB" | "TD" | "BT") {
            return Some(found.label("not a direction").help("write `TB`, `BT`, `LR` or `RL`"));
        }
        let fix = Fix::safe(format!("write `{upper}`"), vec![Edit::replace(span, upper.as_str())]);
        Some(found.label("Mermaid wants capitals").help(format!("write `direction {upper}`")).fix(fix))
    }

    fn comment(&self) -> Option<Diagnostic> {
        let word = self.word(self.wrong)?;
        let comment = self.text(self.wrong).starts_with("%%") && self.before() == Some(Rule::blanks);
        comment.then(|| trailing_comment(self.prepared, word.start))
    }

    fn arrow(&self) -> Option<Diagnostic> {
        // `A->B` is the id `A-` with a shape that `>` opens.
        let odd = self.row.open.filter(|(mode, at)| {
            *mode == Mode::Label && *at > 0 && matches!(self.slice(at - 1, at + 1), "->" | "=>" | "~>")
        });
        let at = odd.map_or(self.at(), |(_, at)| at - 1);
        let text = self.prepared.text.get(at..)?;
        let (written, meant) = ARROWS.iter().find(|(written, _)| text.starts_with(written))?;
        let inside = self.row.open.is_some_and(|(mode, from)| {
            odd.is_none() && from < at && matches!(mode, Mode::Label | Mode::Slanted | Mode::Ellipse)
        });
        if inside {
            return None;
        }
        let span = self.span(at, at + written.len());
        Some(
            Diagnostic::new(&errors::UNKNOWN_LINK, span, format!("`{written}` is no link"))
                .label("Mermaid does not know this arrow")
                .help(format!("write `{meant}`"))
                .fix(Fix::safe(format!("write `{meant}`"), vec![Edit::replace(span, *meant)])),
        )
    }

    /// A label that is not closed, or that needs quotes.
    fn label(&self) -> Option<Diagnostic> {
        let last = self.wrong.min(self.row.words.len().saturating_sub(1));
        let at = self.at();
        // The opening that the wrong word stands behind; of `((` and `{{` the first.
        let outer = self.row.open.filter(|(mode, _)| matches!(mode, Mode::Label | Mode::Slanted | Mode::Ellipse));
        let mut opening = match outer {
            Some((_, at)) => (0..=last).find(|i| self.word(*i).is_some_and(|w| w.start == at))?,
            None => (0..self.wrong).rev().find(|i| self.rule(*i).is_some_and(is_open))?,
        };
        let closed = outer.is_none() && (opening + 1..self.wrong).any(|i| self.rule(i).is_some_and(closes));
        if closed || self.rule(opening) == Some(Rule::pipe) && self.rule(self.wrong) == Some(Rule::blanks) {
            return None;
        }
        if opening > 0 && self.rule(opening - 1).is_some_and(|r| Some(r) == self.rule(opening) && r != Rule::pipe) {
            opening -= 1;
        }
        let open = self.word(opening)?;
        let bracket = self.slice(open.start, open.end);
        let id = self.owner(opening);
        let whose = if id.is_empty() { "this label".to_owned() } else { format!("the label of `{id}`") };
        let end = line_end(&self.prepared.text, open.start);
        let shown = |d: Diagnostic| if id.is_empty() { d } else { d.node(id) };
        // A quote without a partner on its line swallowed what follows.
        if let Some((Mode::String | Mode::Markdown, _)) = self.row.inner
            && let Some(quote) = self.slice(open.end, end).find('"').map(|i| open.end + i)
            && self.slice(quote, end).matches('"').count() % 2 == 1
        {
            return Some(shown(
                Diagnostic::new(
                    &errors::UNCLOSED_LABEL,
                    self.span(quote, quote + 1),
                    format!("the quote in {whose} is not closed"),
                )
                .label("opened here")
                .help("write `\"` at the end of the text"),
            ));
        }
        let (inner, close) = self.content(open, end)?;
        let Some(close) = close else {
            let twice = self.slice(open.end, open.end + 1) == bracket;
            let closer = closer_of(match bracket {
                "(" if twice => "((",
                "{" if twice => "{{",
                bracket => bracket,
            });
            return Some(shown(
                Diagnostic::new(
                    &errors::UNCLOSED_LABEL,
                    self.span(open.start, open.end),
                    format!("{whose} is not closed"),
                )
                .label("opened here")
                .help(format!("write `{closer}` at its end")),
            ));
        };
        let text = self.slice(inner, close).to_owned();
        let quoted = format!("\"{}\"", unquoted(&text).replace('"', "#quot;"));
        let found = self.word(self.wrong).map_or("", |w| self.slice(w.start, w.end));
        let why = match found.chars().next() {
            Some(c) if "()[]{}|".contains(c) => format!("{whose} holds `{found}`, which Mermaid takes for a bracket"),
            _ if bracket.starts_with("[/") || bracket.starts_with("[\\") => {
                format!(
                    "{whose} begins with `{}`, which Mermaid takes for a slanted shape",
                    bracket.trim_start_matches('[')
                )
            }
            _ => format!("{whose} cannot hold `\"` without quotes around the whole"),
        };
        let span = self.span(at, at + found.len().max(1).min(self.prepared.text.len() - at));
        let replaced = self.span(inner, close);
        Some(shown(
            Diagnostic::new(&errors::UNQUOTED_LABEL, span, why)
                .label("needs quotes around the label")
                .help(format!("put the label in quotes: `{quoted}`"))
                .fix(Fix::safe("put the label in quotes", vec![Edit::replace(replaced, quoted)])),
        ))
    }

    /// Returns where the text inside a bracket begins, and where its closing bracket stands on the line.
    fn content(&self, open: Word, end: usize) -> Option<(usize, Option<usize>)> {
        let bracket = self.slice(open.start, open.end);
        // A slash behind the bracket was meant as text unless it closes as well.
        let (inner, closer) = match bracket {
            "[/" | "[\\" => (open.start + 1, "]"),
            "(-" => (open.start + 1, ")"),
            _ => {
                let twice = self.slice(open.end, open.end + 1) == bracket && matches!(bracket, "(" | "{");
                let inner = if twice { open.end + 1 } else { open.end };
                let closer = match (bracket, twice) {
                    ("(", true) => "))",
                    ("{", true) => "}}",
                    _ => closer_of(bracket),
                };
                (inner, closer)
            }
        };
        let line = self.prepared.text.get(inner..end)?;
        // The label ends before the next link, if one follows on the line.
        let limit = ["-->", "---", "==>", "-.->", ":::"]
            .iter()
            .filter_map(|l| {
                line.match_indices(l).map(|(i, _)| i).find(|i| line.get(..*i).is_some_and(|t| ends_with(t, closer)))
            })
            .min()
            .unwrap_or(line.len());
        let close = line.get(..limit)?.rfind(closer).filter(|i| *i > 0).map(|i| inner + i);
        Some((inner, close))
    }

    /// Returns the id that stands before an opening bracket.
    fn owner(&self, opening: usize) -> &str {
        let Some(open) = self.word(opening) else { return "" };
        if self.slice(open.start, open.end) == "|" {
            return "";
        }
        let mut start = open.start;
        for i in (0..opening).rev() {
            match self.rule(i) {
                Some(
                    Rule::node_string
                    | Rule::num
                    | Rule::letter
                    | Rule::minus
                    | Rule::down
                    | Rule::colon
                    | Rule::amp
                    | Rule::default_key
                    | Rule::comma
                    | Rule::hash
                    | Rule::star,
                ) => start = self.word(i).map_or(start, |w| w.start),
                _ => break,
            }
        }
        self.slice(start, open.start)
    }

    fn blank(&self) -> Option<Diagnostic> {
        let word = self.word(self.wrong)?;
        let rule = self.rule(self.wrong)?;
        if self.before() != Some(Rule::blanks) || self.rule(0) == Some(Rule::subgraph) {
            return None;
        }
        let what = match rule {
            Rule::data_open => "data",
            Rule::class_sep => "class",
            rule if is_open(rule) && rule != Rule::pipe => "shape",
            _ => return None,
        };
        let blank = self.word(self.wrong.checked_sub(1)?)?;
        let span = self.span(blank.start, blank.end);
        Some(
            Diagnostic::new(
                &errors::BLANK_BEFORE_SHAPE,
                self.span(word.start, word.end),
                format!("a blank stands between an id and its {what}"),
            )
            .related(span, "this blank")
            .help("remove the blank")
            .fix(Fix::safe("remove the blank", vec![Edit::replace(span, "")])),
        )
    }

    fn reserved(&self) -> Option<Diagnostic> {
        let word = self.word(self.wrong)?;
        let rule = self.rule(self.wrong)?;
        let reserved = matches!(
            rule,
            Rule::end
                | Rule::style_key
                | Rule::class_key
                | Rule::class_def
                | Rule::link_style
                | Rule::subgraph
                | Rule::graph
                | Rule::interpolate
                | Rule::link_target
        );
        if !reserved || self.row.open.is_some_and(|(_, at)| at < word.start) {
            return None;
        }
        let text = self.text(self.wrong).trim_matches(is_space).to_owned();
        let span = self.span(word.start, word.start + text.len());
        let mut other = text.clone();
        if let Some(first) = other.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        if other == text {
            other = format!("{text}_");
        }
        Some(
            Diagnostic::new(
                &errors::RESERVED_WORD,
                span,
                format!("`{text}` is a word of the language and cannot be an id"),
            )
            .label("used as an id")
            .help(format!("use another id, such as `{other}`, with the word in its label: `{other}[{text}]`"))
            .fix(Fix::unsafe_(format!("write `{other}`"), vec![Edit::replace(span, other)])),
        )
    }

    fn incomplete(&self) -> Option<Diagnostic> {
        if self.wrong < self.row.words.len() {
            return None;
        }
        let last = *self.row.words.last()?;
        let text = self.slice(last.start, last.end).trim_matches(is_space);
        let start = last.start + self.slice(last.start, last.end).find(text).unwrap_or(0);
        let span = self.span(start, start + text.len());
        let link = matches!(
            last.kind,
            Kind::Rule(Rule::line_link | Rule::thick_link | Rule::dotted_link | Rule::invisible | Rule::pipe)
        );
        if let Some((Mode::Data, at)) = self.row.open {
            return Some(
                Diagnostic::new(&errors::UNCLOSED_LABEL, self.span(at, at + 2), "the data `@{` is not closed")
                    .label("opened here")
                    .help("write `}` at its end, and `\"` at the end of each quoted text in it"),
            );
        }
        let open = match self.row.inner.map(|(mode, _)| mode) {
            Some(Mode::LineLabel) => Some("-->"),
            Some(Mode::ThickLabel) => Some("==>"),
            Some(Mode::DottedLabel) => Some(".->"),
            _ => None,
        };
        Some(match (open, link) {
            (Some(close), _) => {
                let at = self.row.inner.map_or(start, |(_, at)| at);
                let half = self.slice(at, line_end(&self.prepared.text, at));
                let lead = half.len() - half.trim_start_matches(is_space).len();
                Diagnostic::new(
                    &errors::UNKNOWN_LINK,
                    self.span(at + lead, at + lead + 2),
                    "this link has no second half",
                )
                .label("Mermaid reads what follows as the link's text")
                .help(format!("write `{close}` for a link, or `{close}` behind the text"))
            }
            (None, true) => Diagnostic::new(&errors::SYNTAX_ERROR, span, "this link leads nowhere")
                .label("expected a node behind it")
                .help("write the id of the node that it leads to"),
            _ => Diagnostic::new(&errors::SYNTAX_ERROR, span, "this statement is not complete").label("ends here"),
        })
    }

    fn other(&self) -> Diagnostic {
        let at = self.at();
        let text = self.prepared.text.get(at..).unwrap_or("");
        let stray = self.rule(self.wrong) == Some(Rule::stray);
        let word = match self.word(self.wrong) {
            // A word may be a text of many lines; its first line says where it is.
            Some(w) if !stray => {
                let shown = self.slice(w.start, w.end).trim_matches(is_space);
                shown.lines().next().unwrap_or("").trim_matches(is_space).to_owned()
            }
            _ => text.chars().next().map(String::from).unwrap_or_default(),
        };
        let shown = match word.char_indices().nth(SHOWN) {
            Some((cut, _)) => format!("{}…", word.get(..cut).unwrap_or("")),
            None => word.clone(),
        };
        let lead = text.find(word.as_str()).unwrap_or(0);
        let span = self.span(at + lead, at + lead + word.len());
        let found = |message: String| Diagnostic::new(&errors::SYNTAX_ERROR, span, message).label("cannot stand here");
        match self.rule(0) {
            Some(Rule::subgraph) if word.is_empty() => {
                Diagnostic::new(&errors::SYNTAX_ERROR, self.span(at, at + 1), "a blank follows the subgraph's title")
                    .label("remove it")
                    .fix(Fix::safe(
                        "remove the blank",
                        vec![Edit::replace(self.span(at, line_end(&self.prepared.text, at)), "")],
                    ))
            }
            Some(Rule::subgraph) => found(format!("`{shown}` cannot stand in the first line of a subgraph"))
                .help("write `subgraph id [title]`, with quotes around a title that holds brackets"),
            Some(Rule::style_key | Rule::class_def | Rule::link_style) => {
                found(format!("`{shown}` cannot stand in a style"))
                    .help("write `property:value`, parted by commas; colors as `#rrggbb` or by name")
            }
            Some(Rule::class_key) => {
                found(format!("`{shown}` cannot stand here")).help("write `class id1,id2 name`, without other blanks")
            }
            Some(Rule::click_id) => {
                found(format!("`{shown}` cannot stand here")).help("write `click id \"https://…\" \"tooltip\"`")
            }
            _ if stray && !word.is_empty() => found(format!("`{shown}` cannot be part of an id"))
                .help("give the node a plain id and put the text into its label, in quotes: `id[\"…\"]`"),
            Some(Rule::line_link | Rule::thick_link | Rule::dotted_link | Rule::invisible) if self.wrong == 0 => {
                Diagnostic::new(&errors::SYNTAX_ERROR, span, "this link begins nowhere")
                    .label("expected a node before it")
                    .help("write the id of the node that it leaves")
            }
            _ if word.is_empty() => Diagnostic::new(&errors::SYNTAX_ERROR, span, "this statement is not complete"),
            _ => found(format!("`{shown}` stands where a link or the end of the line is expected"))
                .help("join nodes by a link such as `-->`, or begin a new line"),
        }
    }
}

fn closes(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::round_close
            | Rule::square_close
            | Rule::curly_close
            | Rule::stadium_close
            | Rule::subroutine_close
            | Rule::cylinder_close
            | Rule::doublecircle_close
            | Rule::ellipse_close
            | Rule::slash_close
            | Rule::backslash_close
    )
}

fn closer_of(bracket: &str) -> &'static str {
    match bracket {
        "(" => ")",
        "{" => "}",
        "((" => "))",
        "{{" => "}}",
        "([" => "])",
        "[[" => "]]",
        "[(" => ")]",
        "(((" => ")))",
        "(-" => "-)",
        "[/" => "/]",
        "[\\" => "\\]",
        "|" => "|",
        _ => "]",
    }
}

fn ends_with(text: &str, closer: &str) -> bool {
    text.trim_end_matches(is_space).ends_with(closer)
}

/// Takes away quotes that already stand around a text.
fn unquoted(text: &str) -> &str {
    let text = text.trim_matches(is_space);
    text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text)
}
