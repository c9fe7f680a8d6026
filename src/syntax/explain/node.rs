//! Nodes: what stands in the wrong order beside an id, and what cannot be an id.

use super::{Explanation, Mend, Scene, id_of, is_link, shown};
use crate::syntax::{detour::Change, grammar::words::Rule, lexer::Kind, script::is_space};

impl Scene<'_> {
    /// What stands in the wrong order, or without what would part it.
    pub(super) fn order(&self) -> Option<Explanation> {
        let word = self.word(self.wrong)?;
        let rule = self.rule(self.wrong);
        let stop = self.row.end.min(self.line_end(word.start));
        // `A-->B|text|`
        if rule == Some(Rule::pipe)
            && let Some(end) = self.slice(word.end, stop).find('|').map(|i| word.end + i + 1)
            && let Some(link) = (0..self.wrong).rev().find(|i| self.rule(*i).is_some_and(is_link))
        {
            let text = self.slice(word.start, end);
            let link = self.word(link)?;
            let after = link.start + self.slice(link.start, link.end).trim_end_matches(is_space).len();
            let found = self
                .wrong_statement(word.start, end, "the text of a link stands behind its arrow")
                .label("behind the node");
            let mend = Mend::safe("move it", vec![Change::insert(after, text), Change::remove(word.start, end)]);
            return Some(Explanation::new(found).mend(mend));
        }
        // `A:::a:::b`, `A:::a[x]`, `A@{ … }:::a`
        if let Some(found) = self.classes() {
            return Some(found);
        }
        // `a &b`
        if self.before() == Some(Rule::amp)
            && self.wrong.checked_sub(2).and_then(|i| self.rule(i)) == Some(Rule::blanks)
            && rule.is_some_and(|r| matches!(r, Rule::node_string | Rule::letter | Rule::num | Rule::down))
        {
            let found = self.wrong_statement(word.start - 1, word.start, "this `&` joins no nodes");
            let mend = Mend::safe("put blanks around it", vec![Change::insert(word.start, " ")]);
            return Some(Explanation::new(found.label("`&` has a blank on both sides")).mend(mend));
        }
        // `a& b`, `a, b --> c`
        if self.before() == Some(Rule::blanks)
            && rule.is_some_and(|r| matches!(r, Rule::node_string | Rule::letter | Rule::num | Rule::amp | Rule::down))
        {
            let blank = self.word(self.wrong - 1)?;
            let last = self.wrong.checked_sub(2).and_then(|i| self.word(i))?;
            let head = self.slice(last.start, last.end);
            let amp = |found: super::Diagnostic, change| {
                Some(
                    Explanation::new(found.label("`&` has a blank on both sides"))
                        .mend(Mend::safe("put blanks around it", vec![change])),
                )
            };
            let found = |start: usize| self.wrong_statement(start, start + 1, "this `&` joins no nodes");
            if head.ends_with('&') {
                return amp(found(last.end - 1), Change::replace(last.end - 1, blank.end, " & "));
            }
            if self.slice(word.start, word.start + 1) == "&" && word.end > word.start {
                return amp(found(word.start), Change::replace(blank.start, word.start + 1, " & "));
            }
            if head == "," {
                let found =
                    self.wrong_statement(last.start, last.end, "a comma does not join nodes").label("part of the id");
                return Some(
                    Explanation::new(found)
                        .mend(Mend::unsure("write `&`", vec![Change::replace(last.start, blank.end, " & ")])),
                );
            }
            let found = self
                .wrong_statement(
                    word.start,
                    word.end.min(self.line_end(word.start)),
                    format!(
                        "`{}` stands where a link or the end of the line is expected",
                        shown(self.word_text(self.wrong))
                    ),
                )
                .label("no link leads here");
            let line = Change::replace(blank.start, blank.end, "\n");
            let mend = super::mend::is_read(self.prepared, blank.end, stop)
                .then(|| Mend::unsure("begin a new line", vec![line]));
            return Some(
                Explanation::new(found)
                    .mend_or_help(mend, "join nodes by a link such as `-->`, and put words into a label"),
            );
        }
        None
    }

    /// More than one `:::`, or one that stands before the shape.
    fn classes(&self) -> Option<Explanation> {
        let word = self.word(self.wrong)?;
        let sep = (0..self.wrong).rev().find(|i| self.rule(*i) == Some(Rule::class_sep));
        let rule = self.rule(self.wrong)?;
        if let Some(sep) = sep.filter(|_| super::is_open(rule) && rule != Rule::pipe) {
            let class = self.word(sep)?;
            let end = self.row.end.min(self.line_end(word.start));
            let shape = self.slice(word.start, end);
            let close = ["])", ")]", "]]", "))", "}}", "]", ")", "}"]
                .iter()
                .filter_map(|c| shape.find(c).map(|i| i + c.len()))
                .min()?;
            let text = self.slice(class.start, word.start);
            let found = self
                .wrong_statement(class.start, word.start, "a class stands behind the shape")
                .label("before the shape");
            let mend = Mend::safe(
                "move it",
                vec![Change::remove(class.start, word.start), Change::insert(word.start + close, text)],
            );
            return Some(Explanation::new(found).mend(mend));
        }
        if rule != Rule::class_sep {
            return None;
        }
        let (start, end) = self.token(word.start + 3);
        let end = end.max(start);
        let class = self.slice(word.start + 3, end);
        let stop = word.start + 3 + class.len();
        if class.is_empty() {
            return None;
        }
        let data = (0..self.wrong).find(|i| self.rule(*i) == Some(Rule::data_open));
        if let Some(data) = data.and_then(|i| self.word(i)) {
            let found =
                self.wrong_statement(word.start, stop, "a class stands before the data").label("behind the data");
            let mend = Mend::safe(
                "move it",
                vec![Change::insert(data.start, format!(":::{class}")), Change::remove(word.start, stop)],
            );
            return Some(Explanation::new(found).mend(mend));
        }
        let sep = sep?;
        let id: String = (0..sep)
            .rev()
            .map_while(|i| match self.rule(i)? {
                Rule::node_string | Rule::num | Rule::letter | Rule::minus | Rule::down => Some(self.word_text(i)),
                _ => None,
            })
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let found = self.wrong_statement(word.start, stop, "a node takes one class by `:::`").label("the second");
        let owner = if id.is_empty() { self.word_text(0) } else { id.as_str() };
        let line = self.line_end(word.start);
        let lines: String = class.split(":::").map(|class| format!("\nclass {owner} {class}")).collect();
        let changes = vec![Change::remove(word.start, stop), Change::insert(line, lines)];
        let mend = Mend::safe("give it by `class`", changes);
        Some(Explanation::new(found).mend(mend))
    }

    /// A text that cannot be an id, but can be a label.
    pub(super) fn as_label(&self) -> Option<Explanation> {
        let word = self.word(self.wrong)?;
        let at = word.start;
        let first = self.slice(at, self.text().len()).chars().next()?;
        if matches!(first, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{feff}') {
            let found = self
                .wrong_statement(
                    at,
                    at + first.len_utf8(),
                    format!("an invisible character stands here (U+{:04X})", u32::from(first)),
                )
                .label("cannot be part of an id");
            return Some(
                Explanation::new(found).mend(Mend::safe("remove it", vec![Change::remove(at, at + first.len_utf8())])),
            );
        }
        // `"a" --> b`: a text in quotes is no node.
        if matches!(self.rule(self.wrong), Some(Rule::text_quoted)) && self.slice(at - 1, at) == "\"" {
            let end = word.end + usize::from(self.slice(word.end, word.end + 1) == "\"");
            let text = self.slice(word.start, word.end);
            let found =
                self.wrong_statement(at - 1, end, "a text in quotes is not yet a node").label("needs an id before it");
            let new = super::label::in_label(&id_of(text), text);
            let before = self.wrong == 0 || self.before().is_some_and(|r| is_link(r) || r == Rule::blanks);
            let mend = before.then(|| Mend::unsure("give it an id", vec![Change::replace(at - 1, end, new)]));
            return Some(Explanation::new(found).mend_or_help(mend, "write `id[\"text\"]`"));
        }
        let odd = matches!(self.word(self.wrong)?.kind, Kind::EdgeId)
            || matches!(self.rule(self.wrong), Some(Rule::stray | Rule::up | Rule::tag_start | Rule::pipe_escape));
        if !odd || "{}()[]`".contains(first) {
            return None;
        }
        let (start, end) = self.token(at);
        let text = self.slice(start, end);
        let what = if matches!(word.kind, Kind::EdgeId) { '@' } else { first };
        let at = if what == '@' { start + text.find('@')? } else { at };
        let message = match what {
            '@' => format!("`@` in `{}` marks an edge's id, which no link follows", shown(text)),
            c => format!("`{c}` cannot be part of an id"),
        };
        let found = self.wrong_statement(at, at + what.len_utf8(), message).label("can stand in a label, in quotes");
        let shape = self.slice(end, end + 1);
        let new = if shape == "[" || shape == "(" || shape == "{" {
            id_of(text)
        } else {
            super::label::in_label(&id_of(text), text)
        };
        let mend = (end > start).then(|| Mend::unsure("give it a plain id", vec![Change::replace(start, end, new)]));
        Some(Explanation::new(found).mend_or_help(mend, "give the node a plain id: `id[\"…\"]`"))
    }
}
