//! What no more telling explanation fits.

use super::{Explanation, Mend, Scene, shown};
use crate::syntax::{detour::Change, grammar::words::Rule, script::is_space};

impl Scene<'_> {
    pub(super) fn other(&self) -> Explanation {
        let at = self.at();
        let text = self.slice(at, self.text().len());
        let word = match self.word(self.wrong) {
            // A word may be a text of many lines; its first line says where it is.
            Some(w) if self.rule(self.wrong) != Some(Rule::stray) => {
                let word = self.slice(w.start, w.end).trim_matches(is_space);
                word.lines().next().unwrap_or("").trim_matches(is_space).to_owned()
            }
            _ => text.chars().next().filter(|c| !is_space(*c)).map(String::from).unwrap_or_default(),
        };
        let lead = text.find(word.as_str()).unwrap_or(0);
        let (start, end) = (at + lead, at + lead + word.len());
        if word.is_empty() {
            return Explanation::new(
                self.wrong_statement(start, end, "this statement is not complete").label("ends here"),
            );
        }
        if matches!(word.as_str(), "}" | "]" | ")" | "}}" | "]]" | "))") {
            let found =
                self.wrong_statement(start, end, format!("`{word}` closes nothing")).label("nothing is open here");
            return Explanation::new(found).mend(Mend::unsure("remove it", vec![Change::remove(start, end)]));
        }
        if word == ">" {
            let found = self.wrong_statement(start, end, "`>` begins no link").label("a link is expected here");
            return Explanation::new(found.help("write `-->`"));
        }
        if super::is_open(self.rule(self.wrong).unwrap_or(Rule::stray)) && word != "|" {
            let message =
                if self.wrong == 0 { "this shape has no id before it" } else { "a second shape follows the first" };
            let found = self.wrong_statement(start, end, message).label("a node is an id and one shape");
            return Explanation::new(found.help("write `id[\"label\"]`, one for each node"));
        }
        let found = self
            .wrong_statement(
                start,
                end,
                format!("`{}` stands where a link or the end of the line is expected", shown(&word)),
            )
            .label("cannot stand here")
            .help("join nodes by a link such as `-->`, and put words into a label: `id[\"…\"]`");
        Explanation::new(found)
    }
}
