//! Labels that are not closed, and labels that need quotes.

use super::{Explanation, Mend, Scene, is_link, quoted, shown};
use crate::syntax::{
    detour::Change,
    errors,
    grammar::words::Rule,
    lexer::{Mode, Word},
    script::is_space,
};

/// What brackets and quotes of a label are made of.
const BRACKETS: &str = "()[]{}|";

/// The links before which a label that is not closed most likely ends.
const NEXT: [&str; 8] = [" --", " ==", " -.", "-->", "==>", "-.->", ":::", " & "];

/// A label on its line.
struct Label<'a> {
    /// The brackets that open it, and those that should close it.
    bracket: &'a str,
    closer: &'static str,
    /// Where it was opened, and where its text begins.
    open: usize,
    inner: usize,
    /// The end of its line.
    end: usize,
    /// Whose label it is, in a message.
    whose: String,
    id: &'a str,
}

impl<'a> Scene<'a> {
    /// A label that is not closed, or that needs quotes.
    pub(super) fn label(&self) -> Option<Explanation> {
        let opening = self.opening()?;
        let open = self.word(opening)?;
        if self.word_text(opening) == ">" && self.slice(0, open.start).ends_with(is_space) {
            return None;
        }
        let label = self.label_of(opening, open);
        if label.bracket == "|" && !opening.checked_sub(1).is_some_and(|i| self.rule(i).is_some_and(is_link)) {
            let found = self
                .wrong_statement(label.open, label.inner, "`|` stands only behind a link")
                .label("no link before it");
            return Some(Explanation::new(found.help("write `A -->|text| B`, or put a text with a bar into quotes")));
        }
        let mut told = self
            .empty(&label)
            .or_else(|| self.quote(&label))
            .or_else(|| self.slanted(&label))
            .or_else(|| self.unquoted(&label))
            .unwrap_or_else(|| self.unclosed(&label));
        if !label.id.is_empty() {
            told.found = told.found.node(label.id);
        }
        Some(told)
    }

    fn label_of(&self, opening: usize, open: Word) -> Label<'a> {
        let bracket = self.slice(open.start, open.end);
        let twice = self.slice(open.end, open.end + 1) == bracket && matches!(bracket, "(" | "{");
        let bracket = if twice { self.slice(open.start, open.end + 1) } else { bracket };
        let id = self.owner(opening);
        let whose = match (id, bracket) {
            ("", "|") => "the text of this link".to_owned(),
            ("", _) => "this label".to_owned(),
            (id, _) => format!("the label of `{id}`"),
        };
        Label {
            bracket,
            closer: closer_of(bracket),
            open: open.start,
            inner: open.start + bracket.len(),
            end: self.line_end(open.start),
            whose,
            id,
        }
    }

    /// Returns the id that stands before an opening bracket.
    fn owner(&self, opening: usize) -> &'a str {
        let Some(open) = self.word(opening) else { return "" };
        if self.slice(open.start, open.end) == "|" {
            return "";
        }
        let part = |i: &usize| {
            matches!(
                self.rule(*i),
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
                        | Rule::star
                )
            )
        };
        let first = (0..opening).rev().take_while(part).last();
        first.and_then(|i| self.word(i)).map_or("", |w| self.slice(w.start, open.start))
    }

    /// `A[]`, `A[""]`, `-->||`.
    fn empty(&self, label: &Label<'_>) -> Option<Explanation> {
        let text = self.slice(label.inner, label.end);
        let body = text.trim_start_matches(is_space);
        let quotes = if body.starts_with("\"\"") && !body.starts_with("\"\"\"") { 2 } else { 0 };
        let rest = body.get(quotes..)?;
        let close = rest.trim_start_matches(is_space);
        if !close.starts_with(label.closer) {
            return None;
        }
        let end = label.end - close.len() + label.closer.len();
        let found = self.found(&errors::UNCLOSED_LABEL, label.open, end, format!("{} is empty", label.whose));
        Some(if label.bracket == "|" {
            Explanation::new(found.label("no text"))
                .mend(Mend::safe("remove the empty text", vec![Change::remove(label.open, end)]))
        } else {
            Explanation::new(found.label("no text").note("a label of one blank draws an empty shape")).mend(Mend::safe(
                "write a blank in quotes",
                vec![Change::replace(label.inner, end - label.closer.len(), "\" \"")],
            ))
        })
    }

    /// What is wrong with the quotes of a label.
    fn quote(&self, label: &Label<'_>) -> Option<Explanation> {
        let line = self.slice(label.inner, label.end);
        let body = line.trim_start_matches(is_space);
        let lead = line.len() - body.len();
        let first = label.inner + line.find('"')?;
        if body.starts_with("\"`") {
            let close = body.find("`\"").map(|i| label.inner + lead + i)?;
            let tick = self.slice(label.inner + lead + 2, close).find('`').map(|i| label.inner + lead + 2 + i)?;
            let inside = self.slice(label.inner + lead + 2, close).replace('`', "'");
            let found = self
                .found(
                    &errors::UNQUOTED_LABEL,
                    tick,
                    tick + 1,
                    format!("{} holds a backtick, which ends its Markdown", label.whose),
                )
                .label("Mermaid has no inline code");
            let change = Change::replace(label.inner + lead + 2, close, inside);
            return Some(Explanation::new(found).mend(Mend::unsure("write `'` instead", vec![change])));
        }
        let swallowed = matches!(self.row.inner, Some((Mode::String | Mode::Markdown, _)))
            && self.slice(first, label.end).matches('"').count() % 2 == 1
            && !line.contains("\\\"");
        if swallowed
            && !body.starts_with('"')
            && let Some(close) = self.close(label)
        {
            return Some(self.bare_quote(label, first, close));
        }
        if swallowed {
            let found = self
                .found(&errors::UNCLOSED_LABEL, first, first + 1, format!("the quote in {} is not closed", label.whose))
                .label("opened here");
            let close = self.close(label).filter(|close| *close > first);
            let mend = close.map(|close| {
                let close = label.inner + self.slice(label.inner, close).trim_end_matches(is_space).len();
                Mend::safe("close the quote", vec![Change::insert(close, "\"")])
            });
            return Some(Explanation::new(found).mend_or_help(mend, "write `\"` at the end of the text"));
        }
        let close = self.close(label)?;
        let text = self.slice(label.inner, close);
        let trimmed = text.trim_matches(is_space);
        if !trimmed.starts_with('"') || !trimmed.ends_with('"') || trimmed.len() < 2 {
            return None;
        }
        let inside = trimmed.get(1..trimmed.len() - 1)?;
        let change = Change::replace(label.inner, close, quoted(text));
        let start = label.inner + lead;
        Some(match inside.find('"') {
            None if lead > 0 => {
                let found = self
                    .found(
                        &errors::UNQUOTED_LABEL,
                        label.inner,
                        start,
                        format!("a blank stands before the quote of {}", label.whose),
                    )
                    .label("Mermaid wants the quote close to the bracket");
                Explanation::new(found).mend(Mend::safe("remove the blank", vec![change]))
            }
            None => {
                let after = label.inner + text.trim_end_matches(is_space).len();
                let found = self
                    .found(
                        &errors::UNQUOTED_LABEL,
                        after,
                        close.max(after + 1),
                        format!("something follows the quote of {}", label.whose),
                    )
                    .label("Mermaid wants the bracket close to the quote");
                Explanation::new(found).mend(Mend::safe("put it into the quotes", vec![change]))
            }
            Some(i) => {
                let at = start + 1 + i;
                let escaped = self.slice(at - 1, at) == "\\";
                let at = if escaped { at - 1 } else { at };
                let message = if escaped {
                    "Mermaid has no `\\\"`; a quote inside quotes is `#quot;`".to_owned()
                } else {
                    format!("{} holds a quote inside its quotes", label.whose)
                };
                let found = self
                    .found(&errors::UNQUOTED_LABEL, at, at + 1 + usize::from(escaped), message)
                    .label("ends the text for Mermaid");
                Explanation::new(found).mend(Mend::safe("write `#quot;` for it", vec![change]))
            }
        })
    }

    /// A quote in a label that does not stand in quotes.
    fn bare_quote(&self, label: &Label<'_>, quote: usize, close: usize) -> Explanation {
        let message = format!("{} holds a quote, but does not stand in quotes", label.whose);
        let found =
            self.found(&errors::UNQUOTED_LABEL, quote, quote + 1, message).label("needs quotes around the whole label");
        let change = Change::replace(label.inner, close, quoted(self.slice(label.inner, close)));
        Explanation::new(found).mend(Mend::safe("put the label in quotes", vec![change]))
    }

    /// `F[/health]`: a path that opens a slanted shape.
    fn slanted(&self, label: &Label<'_>) -> Option<Explanation> {
        let slash = match label.bracket {
            "[/" => "/",
            "[\\" => "\\",
            "(-" => "-",
            _ => return None,
        };
        let shut = if slash == "-" { ")" } else { "]" };
        let close = self.closing(label.open + 1, label.end, shut)?;
        let text = self.slice(label.open + 1, close);
        let shape = if slash == "-" { "an ellipse" } else { "a slanted shape" };
        let what = if slash == "-" { "nothing closes it" } else { "nothing closes it; a path stands in quotes" };
        let found = self
            .found(
                &errors::UNQUOTED_LABEL,
                label.open + 1,
                label.open + 2,
                format!("{} begins with `{slash}`, which opens {shape}", label.whose),
            )
            .label(what);
        let change = Change::replace(label.open + 1, close, quoted(text));
        Some(Explanation::new(found).mend(Mend::safe("put the label in quotes", vec![change])))
    }

    /// A bracket, a bar or a quote in a bare label.
    fn unquoted(&self, label: &Label<'_>) -> Option<Explanation> {
        let close = self.close(label)?;
        let text = self.slice(label.inner, close);
        let at = self.at();
        let word = self.word(self.wrong).map_or("", |w| self.slice(w.start, w.end));
        if text.trim_matches(is_space).is_empty() || at < label.inner || at > close + label.closer.len() {
            return None;
        }
        let bracket = word.chars().next().is_some_and(|c| BRACKETS.contains(c));
        // `A[x]]`: more is closed than was opened.
        if bracket && at + word.len() > close && text.len() > 1 && word.len() > label.closer.len() {
            let extra = at + word.len() - label.closer.len();
            let found = self
                .found(
                    &errors::UNQUOTED_LABEL,
                    at,
                    at + word.len(),
                    format!("`{}` opens {}, but `{word}` closes it", label.bracket, label.whose),
                )
                .label("one too many");
            return Some(Explanation::new(found).mend(Mend::unsure("remove it", vec![Change::remove(at, extra)])));
        }
        let (start, end, message) = if bracket {
            let meaning = match word.chars().next() {
                Some('|') => "marks the text of a link",
                Some('(' | '[' | '{') => "opens another shape",
                _ => "closes a shape",
            };
            (at, at + word.len(), format!("{} holds `{word}`, which {meaning}", label.whose))
        } else {
            let quote = self.slice(label.inner, close).find('"').map(|i| label.inner + i)?;
            (quote, quote + 1, format!("{} holds a quote, but does not stand in quotes", label.whose))
        };
        let found =
            self.found(&errors::UNQUOTED_LABEL, start, end, message).label("needs quotes around the whole label");
        let change = Change::replace(label.inner, close, quoted(text));
        Some(Explanation::new(found).mend(Mend::safe("put the label in quotes", vec![change])))
    }

    fn unclosed(&self, label: &Label<'_>) -> Explanation {
        let line = self.slice(label.inner, label.end);
        let next = NEXT.iter().filter_map(|l| line.match_indices(l).map(|(i, _)| i).find(|i| *i > 0)).min();
        let body = line.get(..next.unwrap_or(line.len())).unwrap_or(line);
        let body = body.trim_end_matches(|c| is_space(c) || c == ';');
        let end = label.inner + body.len();
        // What closes another shape, or half of this one.
        let wrong = body.len() - body.trim_end_matches([')', ']', '}', '-', '/', '\\']).len();
        let given = self.slice(end - wrong, end);
        let text = self.slice(label.inner, end - wrong).trim_matches(is_space);
        let found = |start, end, message| self.found(&errors::UNCLOSED_LABEL, start, end, message);
        if wrong > 0 && !text.is_empty() && !text.contains(['(', '[', '{', '"']) && given != label.closer {
            let found =
                found(end - wrong, end, format!("`{}` opens {}, but `{given}` closes it", label.bracket, label.whose))
                    .label(format!("expected `{}`", label.closer));
            let change = Change::replace(end - wrong, end, label.closer);
            return Explanation::new(found).mend(Mend::unsure(format!("write `{}`", label.closer), vec![change]));
        }
        let found = found(label.open, label.inner, format!("{} is not closed", label.whose)).label("opened here");
        let mend = (!text.is_empty()).then(|| {
            let title = format!("close it with `{}`", label.closer);
            let new = if text.contains(|c| BRACKETS.contains(c) || c == '"') {
                Change::replace(label.inner, end, format!("{}{}", quoted(self.slice(label.inner, end)), label.closer))
            } else {
                Change::insert(end, label.closer)
            };
            // Before a link it is only likely that the label ends.
            if next.is_some() { Mend::unsure(title, vec![new]) } else { Mend::safe(title, vec![new]) }
        });
        Explanation::new(found).mend_or_help(mend, format!("write `{}` at its end", label.closer))
    }

    /// Returns where the bracket stands that closes a label on its line.
    fn close(&self, label: &Label<'_>) -> Option<usize> {
        self.closing(label.inner, label.end, label.closer)
    }

    fn closing(&self, inner: usize, end: usize, closer: &str) -> Option<usize> {
        let line = self.slice(inner, end);
        let (mut depth, mut broken) = (0_i32, false);
        let mut last = 0;
        // The first that stands before a link or the end, with every bracket inside closed.
        for (i, _) in line.match_indices(closer).filter(|(i, _)| *i > 0) {
            let inside = line.get(last..i).unwrap_or("");
            for c in inside.chars() {
                depth += i32::from("([{".contains(c)) - i32::from(")]}".contains(c));
                broken |= depth < 0;
            }
            last = i;
            let after = line.get(i + closer.len()..).unwrap_or("").trim_start_matches(is_space);
            let ends = after.is_empty() || after.starts_with(|c| "-=.~<–—−→⟶⇒←&:;%".contains(c)) || closer == "|";
            if ends && depth == 0 && !broken {
                return Some(inner + i);
            }
        }
        let i = line.rfind(closer).filter(|i| *i > 0)?;
        // A bracket behind a link is another label's.
        let inside = line.get(..i).unwrap_or("");
        (!["--", "==", "-."].iter().any(|l| inside.contains(l))).then_some(inner + i)
    }
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

/// A text in quotes, as a message shows it.
pub(super) fn in_label(id: &str, text: &str) -> String {
    format!("{id}[{}]", quoted(&shown(text)))
}
