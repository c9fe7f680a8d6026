//! Words of the language that are used as ids, and blanks behind ids.

use super::{Explanation, Mend, Scene, is_link, shown};
use crate::{
    diag::Diagnostic,
    syntax::{detour::Change, errors, grammar::words::Rule, script::is_space, statements::is_open},
};

impl Scene<'_> {
    /// `style.node`, `graph --> A`: a keyword at the beginning of a line that is no statement of its kind.
    pub(super) fn keyword_as_id(&self) -> Option<Explanation> {
        let rule = self.rule(0)?;
        let keyword = matches!(
            rule,
            Rule::graph
                | Rule::subgraph
                | Rule::style_key
                | Rule::link_style
                | Rule::class_def
                | Rule::class_key
                | Rule::default_key
                | Rule::end
        );
        if !keyword || self.wrong > 1 {
            return None;
        }
        let first = self.word(0)?;
        let text = self.word_text(0).trim_end_matches(is_space);
        let tail = self.slice(first.start + text.len(), self.text().len());
        let link = self.rule(1).is_some_and(is_link);
        let close = tail.chars().next().is_some_and(|c| !is_space(c) && c != ';');
        (link || close).then(|| self.reserve(0, text))
    }

    /// A word of the language where an id stands.
    pub(super) fn reserved(&self) -> Option<Explanation> {
        let word = self.word(self.wrong)?;
        let reserved = matches!(
            self.rule(self.wrong)?,
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
        if !reserved || self.row.open.is_some_and(|(_, at)| at < word.start) || self.rule(0) == Some(Rule::click_id) {
            return None;
        }
        // On a line of its own behind an unfinished link, `end` ends a subgraph.
        let new_line = self.slice(0, word.start).trim_end_matches(|c| is_space(c) && c != '\n').ends_with('\n');
        if new_line && self.wrong > 0 {
            return None;
        }
        Some(self.reserve(self.wrong, self.word_text(self.wrong).trim_matches(is_space)))
    }

    fn reserve(&self, i: usize, text: &str) -> Explanation {
        let start = self.word(i).map_or(0, |w| w.start);
        let end = start + text.len();
        let tail = self.slice(end, self.text().len());
        let rest =
            tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "._-/".contains(c)).len();
        let whole = self.slice(start, end + rest).trim_end_matches("--").trim_end_matches('-');
        let part = whole.len() > text.len() && !tail.starts_with("--");
        let message = if part {
            format!("`{text}` is a word of the language, and no id can begin with it")
        } else {
            format!("`{text}` is a word of the language and cannot be an id")
        };
        let found = self.found(&errors::RESERVED_WORD, start, end, message).label(if part {
            format!("begins `{}`", shown(whole))
        } else {
            "used as an id".to_owned()
        });
        let other = other_id(text);
        // A label shows the word that was meant; where the id has a shape, it has a label.
        let bare = !part && !tail.starts_with(['[', '(', '{', '>', '@']);
        let new = if bare && self.in_chain() { format!("{other}[{text}]") } else { other.clone() };
        let mend = Mend::safe(format!("write `{new}`"), vec![Change::replace(start, end, new)]);
        let mut told = Explanation::new(found).mend(mend);
        told.reserved = (!part).then(|| text.to_owned());
        told
    }

    /// Whether the row is nodes and links.
    fn in_chain(&self) -> bool {
        let keyword = matches!(
            self.rule(0),
            Some(
                Rule::style_key
                    | Rule::class_key
                    | Rule::class_def
                    | Rule::link_style
                    | Rule::subgraph
                    | Rule::click_id
            )
        );
        !keyword || self.wrong == 0 || self.rule(1).is_some_and(is_link)
    }

    /// A blank between an id and its shape, class or data.
    pub(super) fn blank(&self) -> Option<Explanation> {
        let word = self.word(self.wrong)?;
        let rule = self.rule(self.wrong)?;
        // `A::: k`
        if rule == Rule::blanks && self.before() == Some(Rule::class_sep) {
            let found = self.found(
                &errors::BLANK_BEFORE_SHAPE,
                word.start,
                word.end,
                "a blank stands before the name of a class",
            );
            return Some(self.removed(found, word.start, word.end));
        }
        if self.before() != Some(Rule::blanks) {
            return None;
        }
        let what = match rule {
            Rule::data_open => "data",
            Rule::class_sep => "class",
            rule if is_open(rule) && rule != Rule::pipe && rule != Rule::tag_end => "shape",
            _ => return None,
        };
        let blank = self.word(self.wrong.checked_sub(1)?)?;
        let behind = self.slice(word.end, self.text().len());
        let after = behind.len() - behind.trim_start_matches(|c| is_space(c) && c != '\n').len();
        let found = self.found(
            &errors::BLANK_BEFORE_SHAPE,
            blank.start,
            blank.end,
            format!("a blank stands between an id and its {what}"),
        );
        let mut told = self.removed(found, blank.start, blank.end);
        if rule == Rule::class_sep
            && after > 0
            && let Some(mend) = &mut told.mend
        {
            mend.changes.push(Change::remove(word.end, word.end + after));
        }
        Some(told)
    }

    fn removed(&self, found: Diagnostic, start: usize, end: usize) -> Explanation {
        Explanation::new(found.label("this blank"))
            .mend(Mend::safe("remove the blank", vec![Change::remove(start, end)]))
    }
}

/// An id near to a word of the language.
fn other_id(text: &str) -> String {
    let mut other = text.to_owned();
    if let Some(first) = other.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if other == text { format!("{text}_") } else { other }
}
