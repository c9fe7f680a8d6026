//! Statements that are not nodes and links: `style`, `classDef`, `class`, `linkStyle`, `click`.

use super::{Explanation, Mend, Scene, shown};
use crate::syntax::{
    detour::Change,
    grammar::words::Rule,
    script::{ENTITY_END, ENTITY_START, is_space},
};

/// The words with which a statement begins.
const STATEMENTS: [&str; 8] = ["style", "classDef", "class", "linkStyle", "click", "subgraph", "end", "direction"];

impl Scene<'_> {
    /// A statement of styles, classes or clicks.
    pub(super) fn style(&self) -> Option<Explanation> {
        let form = match self.rule(0)? {
            Rule::style_key => "style id fill:#fff,stroke:#333",
            Rule::class_def => "classDef name fill:#fff,stroke:#333",
            Rule::class_key => "class id1,id2 name",
            Rule::link_style => "linkStyle 0,1 stroke:#333",
            Rule::click_id => return Some(self.click()),
            _ => return None,
        };
        if let Some(told) = self.reserved() {
            return Some(told);
        }
        let keyword = self.word_text(0).trim_matches(is_space);
        let first = self.word(0)?;
        if self.wrong >= self.row.words.len() && self.row.open.is_none() {
            let end = self.word(self.row.words.len() - 1)?.end;
            let found = self
                .wrong_statement(first.start, end, format!("this `{keyword}` is not complete"))
                .label("ends too early")
                .help(format!("write `{form}`"));
            return Some(Explanation::new(found));
        }
        let styled = matches!(self.rule(0)?, Rule::style_key | Rule::class_def | Rule::link_style);
        if let Some(found) = self.entity().filter(|_| styled) {
            return Some(found);
        }
        let word = self.word(self.wrong).or_else(|| self.word(self.row.words.len() - 1))?;
        let at = word.start;
        let line = self.line_end(first.start);
        let text = self.slice(at, word.end);
        let before = self.slice(first.start, at);
        // `rgb(1,2,3)`, `var(--x)`
        if let Some(open) = text.strip_prefix('(').map(|_| at).filter(|_| styled) {
            let name_start = first.start + before.rfind([':', ',', ' ']).map_or(0, |i| i + 1);
            let name = self.slice(name_start, open);
            let close = open + self.slice(open, line).find(')').map_or(1, |i| i + 1);
            let call = self.slice(name_start, close);
            let found = self
                .wrong_statement(name_start, close, format!("`{}` cannot stand in a style", shown(call)))
                .label("holds brackets");
            let mend = hex(name, self.slice(open + 1, close.max(open + 2) - 1))
                .map(|hex| Mend::safe(format!("write `{hex}`"), vec![Change::replace(name_start, close, hex.clone())]));
            return Some(Explanation::new(found).mend_or_help(mend, "write a color as `#rrggbb` or by its name"));
        }
        // `font-family:"Open Sans"`
        if self.rule(self.wrong) == Some(Rule::text_quoted) && styled {
            let end = word.end + 1;
            let found = self.wrong_statement(at - 1, end, "a style holds no quotes").label("CSS needs none around it");
            let plain = !text.contains([',', ';']);
            let mend = plain.then(|| {
                Mend::safe("remove the quotes", vec![Change::remove(at - 1, at), Change::remove(word.end, end)])
            });
            return Some(Explanation::new(found).mend_or_help(mend, "write the value without quotes"));
        }
        if let Some(found) = self.list(form) {
            return Some(found);
        }
        if self.rule(0) == Some(Rule::link_style) && before.trim_start_matches("linkStyle").trim().is_empty() {
            let found = self
                .wrong_statement(at, word.end, format!("`{}` is no number of a link", shown(text)))
                .label("expected a number or `default`")
                .help("links are counted from 0, in the order of the text");
            return Some(Explanation::new(found));
        }
        let token = self.slice(at, line).split(is_space).next().unwrap_or("");
        let token = if token.is_empty() { self.slice(at, word.end) } else { token };
        let shape = if shown(token).is_empty() { "a second blank".to_owned() } else { format!("`{}`", shown(token)) };
        let found = self
            .wrong_statement(at, at + token.len(), format!("{shape} cannot stand in this `{keyword}`"))
            .label("not expected here")
            .help(format!("write `{form}`"));
        Some(Explanation::new(found))
    }

    /// `fill:#fff;stroke:…`: the color and the `;` make an entity.
    fn entity(&self) -> Option<Explanation> {
        let place = self.word(self.wrong)?.start;
        let start = place + self.slice(place, self.line_end(place)).find(ENTITY_START).filter(|i| *i == 0)?;
        let end = start + self.slice(start, self.line_end(start)).find(ENTITY_END)?;
        let name = self.slice(start + 1, end);
        let found = self
            .wrong_statement(start, end + 1, format!("`#{name};` is read as an entity, not as a color"))
            .label("because `;` follows it");
        let rest = self.slice(end + 1, self.line_end(end));
        let next = rest.trim_start_matches(is_space);
        let word: &str = next.split(is_space).next().unwrap_or("");
        let color = Change::replace(start, start + 1, "#");
        let (title, semi) = if next.is_empty() || next.starts_with("%%") {
            ("remove the `;`", Change::remove(end, end + 1))
        } else if STATEMENTS.contains(&word) || !word.contains(':') {
            ("begin a new line", Change::replace(end, end + 1 + (rest.len() - next.len()), "\n"))
        } else {
            ("write `,`", Change::replace(end, end + 1 + (rest.len() - next.len()), ","))
        };
        Some(Explanation::new(found).mend(Mend::safe(title, vec![color, semi])))
    }

    /// `class A, B k`, `linkStyle 0, 1 …`, `linkStyle 0:1 …`.
    fn list(&self, form: &str) -> Option<Explanation> {
        let word = self.word(self.wrong)?;
        let items = matches!(self.rule(0)?, Rule::class_key | Rule::link_style);
        // A blank behind the comma is read as the end of the list.
        let blank = (1..=self.wrong)
            .rev()
            .find(|i| self.rule(*i) == Some(Rule::blanks) && self.rule(*i - 1) == Some(Rule::comma));
        if let Some(blank) = blank.filter(|_| items).and_then(|i| self.word(i)) {
            let found = self.wrong_statement(blank.start, blank.end, "a blank ends the list").label("after the comma");
            return Some(
                Explanation::new(found)
                    .mend(Mend::safe("remove the blank", vec![Change::remove(blank.start, blank.end)])),
            );
        }
        if self.rule(0) == Some(Rule::link_style)
            && self.rule(self.wrong) == Some(Rule::colon)
            && self.before() == Some(Rule::num)
        {
            let found = self
                .wrong_statement(word.start, word.end, "`:` names no range of links")
                .label("expected `,`")
                .help(format!("write `{form}`"));
            return Some(
                Explanation::new(found)
                    .mend(Mend::unsure("write `,`", vec![Change::replace(word.start, word.end, ",")])),
            );
        }
        None
    }

    fn click(&self) -> Explanation {
        let first = self.word(0).map_or(self.row.start, |w| w.start);
        let line = self.line_end(first);
        let id = self.word_text(0);
        let at = self.word(self.wrong).map_or(line, |w| w.start);
        let help = "write `click id \"https://…\" \"tooltip\"`, with one blank between the words";
        let begin = self.row.start + self.slice(self.row.start, first).find("click").unwrap_or(0);
        if self.wrong >= self.row.words.len() {
            let end = begin + self.slice(begin, line).trim_end_matches(is_space).len();
            let found =
                self.wrong_statement(begin, end, format!("this `click` does not say what happens to `{}`", shown(id)));
            return Explanation::new(found.label("ends too early").help(help));
        }
        let rest = self.slice(at, line);
        let token = rest.split(is_space).next().unwrap_or("");
        if token.contains("://") {
            let token = token.trim_end_matches(';');
            let found = self
                .wrong_statement(at, at + token.len(), "the address of a link stands in quotes")
                .label("needs quotes");
            let change = Change::replace(at, at + token.len(), format!("\"{token}\""));
            return Explanation::new(found).mend(Mend::safe("put it in quotes", vec![change]));
        }
        if self.rule(self.wrong) == Some(Rule::blanks) {
            let end = self.word(self.wrong).map_or(at, |w| w.end);
            let found = self.wrong_statement(at, end, "more than one blank stands here").label("expected one");
            let start = self.slice(0, at).trim_end_matches(is_space).len();
            return Explanation::new(found).mend(Mend::safe("leave one", vec![Change::replace(start, end, " ")]));
        }
        if token.starts_with('_') {
            let found = self
                .wrong_statement(at, at + token.len(), format!("`{}` is no target of a link", shown(token)))
                .label("expected `_self`, `_blank`, `_parent` or `_top`");
            return Explanation::new(found)
                .mend(Mend::unsure("write `_blank`", vec![Change::replace(at, at + token.len(), "_blank")]));
        }
        let shape = if token.is_empty() { rest.get(..1).unwrap_or("") } else { token };
        let found =
            self.wrong_statement(at, at + shape.len(), format!("`{}` cannot stand in this `click`", shown(shape)));
        Explanation::new(found.label("not expected here").help(help))
    }
}

/// A color of `rgb()` as `#rrggbb`.
fn hex(name: &str, inside: &str) -> Option<String> {
    if name != "rgb" {
        return None;
    }
    let parts: Vec<u8> = inside.split(',').map(|p| p.trim().parse().ok()).collect::<Option<_>>()?;
    match parts.as_slice() {
        [r, g, b] => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        _ => None,
    }
}
