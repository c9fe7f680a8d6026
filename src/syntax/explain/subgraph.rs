//! The first line of a subgraph, and directions.

use super::{Explanation, Mend, Scene, quoted, shown};
use crate::syntax::{detour::Change, errors, grammar::words::Rule, lexer::Kind, script::is_space};

impl Scene<'_> {
    /// `direction lr` inside a subgraph.
    pub(super) fn direction(&self) -> Option<Explanation> {
        if let Some((Kind::Direction { name, at }, start)) = self.word(self.wrong).map(|w| (w.kind, w.start)) {
            let len = self.slice(at, self.text().len()).find(name)?;
            let found = self
                .wrong_statement(
                    at,
                    at + len + name.len(),
                    format!("`direction {name}` is read as a statement, wherever it stands on a line"),
                )
                .label("ends what stands before it");
            let blank = Change::replace(at + "direction".len(), at + len, "#32;");
            let inside = start < at && self.slice(start, at).contains('"');
            let mend = inside.then(|| Mend::safe("write the blank as an entity", vec![blank]));
            return Some(Explanation::new(found).mend_or_help(mend, "write it on a line of its own"));
        }
        if self.word_text(0) != "direction" || self.wrong < 2 {
            return None;
        }
        let word = self.word(2)?;
        let given = self.slice(word.start, self.line_end(word.start)).split([' ', '\t', ';']).next().unwrap_or("");
        let end = word.start + given.len();
        let upper = given.to_ascii_uppercase();
        let found =
            self.found(&errors::UNKNOWN_DIRECTION, word.start, end, format!("`{}` is no direction", shown(given)));
        if !matches!(upper.as_str(), "LR" | "RL" | "TB" | "TD" | "BT") {
            return Some(Explanation::new(found.label("expected `TB`, `BT`, `LR` or `RL`")));
        }
        let mend = Mend::safe(format!("write `{upper}`"), vec![Change::replace(word.start, end, upper.clone())]);
        Some(Explanation::new(found.label("Mermaid wants capitals")).mend(mend))
    }

    /// The first line of a subgraph.
    pub(super) fn subgraph(&self) -> Option<Explanation> {
        if self.rule(0) != Some(Rule::subgraph) {
            return None;
        }
        let first = self.word(0)?;
        let line = self.line_end(first.start);
        let whole = self.slice(first.end, line);
        let body = whole.trim_matches(|c| is_space(c) || c == ';');
        if body.is_empty() {
            let found = self
                .found(&errors::UNNAMED_SUBGRAPH, first.start, first.end, "this subgraph has no name")
                .label("Mermaid needs an id or a title here");
            let cut = Change::replace(first.end, first.end + whole.trim_end_matches(';').len(), " \" \"");
            return Some(Explanation::new(found).mend(Mend::unsure("give it a blank title", vec![cut])));
        }
        let start = first.end + whole.find(body)?;
        let end = start + body.len();
        let word = self.word(self.wrong);
        let at = word.map_or(end, |w| w.start).min(line);
        // `subgraph S[T] ` and nothing else.
        if at >= end {
            let found =
                self.wrong_statement(end, line.max(end + 1), "a blank follows the subgraph's title").label("remove it");
            return Some(Explanation::new(found).mend(Mend::safe("remove the blank", vec![Change::remove(end, line)])));
        }
        let found = |start: usize, end: usize, message: String| self.wrong_statement(start, end, message);
        let title = |text: &str| quoted(text);
        let whole_title = |found: super::Diagnostic| {
            // Which of several quoted texts is the title is a guess.
            if body.contains('"') {
                let change = Change::replace(start, end, title(&body.replace('"', "")));
                return Explanation::new(found).mend(Mend::unsure("put all of it in quotes", vec![change]));
            }
            let change = Change::replace(start, end, title(body));
            Explanation::new(found).mend(Mend::safe("put the title in quotes", vec![change]))
        };
        // `subgraph ["Title"]`
        if body.starts_with('[') {
            let inside = body.trim_start_matches('[').trim_end_matches(']');
            let found = self
                .found(
                    &errors::UNNAMED_SUBGRAPH,
                    start,
                    end,
                    "this subgraph has a title in brackets, but no id before it",
                )
                .label("brackets belong behind an id");
            let change = Change::replace(start, end, title(inside));
            return Some(Explanation::new(found).mend(Mend::safe("write the title alone", vec![change])));
        }
        // `subgraph id "Title"`
        let id_len = body.find(|c| is_space(c) || "\"([{:@".contains(c)).unwrap_or(body.len());
        let (id, rest) = body.split_at(id_len);
        let tail = rest.trim_start_matches(is_space);
        let plain = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
        if plain
            && rest.len() > tail.len()
            && tail.starts_with('"')
            && tail.ends_with('"')
            && tail.matches('"').count() == 2
        {
            let from = end - tail.len();
            let found = found(from, end, format!("the title behind the id `{}` stands in brackets", shown(id)))
                .label("without brackets");
            let change = Change::replace(start + id_len, end, format!("[{tail}]"));
            return Some(Explanation::new(found).mend(Mend::safe("put it in brackets", vec![change])));
        }
        if plain
            && rest.len() == tail.len()
            && (tail.starts_with('(') && tail.ends_with(')') || tail.starts_with('{') && tail.ends_with('}'))
        {
            let open = start + id_len;
            let inside = tail.trim_start_matches(['(', '{', '[']).trim_end_matches([')', '}', ']']);
            let found = found(open, end, "the title of a subgraph stands in square brackets".to_owned())
                .label("a subgraph has no other shape");
            let change = Change::replace(open, end, format!("[{}]", title(inside)));
            return Some(Explanation::new(found).mend(Mend::safe("write square brackets", vec![change])));
        }
        if let Some(i) = body.find(":::").filter(|i| start + i == at) {
            let found = found(at, end, "a subgraph takes no class on its first line".to_owned())
                .label("not here")
                .help("write `class id name` behind the subgraph's `end`");
            return Some(Explanation::new(found).mend(Mend::unsure("remove it", vec![Change::remove(start + i, end)])));
        }
        // `subgraph S[a (b)]`
        if plain
            && tail.starts_with('[')
            && let Some(told) = self.label()
        {
            return Some(told);
        }
        let stop = word.map_or(end, |w| w.end).clamp(at + 1, end.max(at + 1));
        let found = found(at, stop, format!("`{}` needs quotes in a subgraph's title", shown(self.slice(at, stop))))
            .label("not part of a bare title");
        Some(whole_title(found))
    }
}
