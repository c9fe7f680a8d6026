//! Arrows that are none of Mermaid's, and links without an end.

use super::{Explanation, Mend, Scene, is_link, quoted, shown};
use crate::syntax::{detour::Change, errors, grammar::words::Rule, lexer::Mode, script::is_space};

/// What arrows of all languages are made of.
const ARROW: &str = "-=.~<>–—−→⟶⇒←";

impl Scene<'_> {
    /// An arrow that people write and Mermaid does not know.
    pub(super) fn arrow(&self) -> Option<Explanation> {
        // `A->B` is the id `A-` with a shape that `>` opens.
        let left = self.slice(self.at(), self.at() + 1) == "<";
        let odd = self.row.open.map(|(_, at)| at).filter(|at| self.slice(*at, at + 1) == ">" && !left);
        let inside = odd.is_none()
            && self.row.open.is_some_and(|(mode, from)| {
                from < self.at() && matches!(mode, Mode::Label | Mode::Slanted | Mode::Ellipse | Mode::Data)
            });
        let half = matches!(self.row.inner, Some((Mode::LineLabel | Mode::ThickLabel | Mode::DottedLabel, _)));
        if inside
            || self.rule(0) == Some(Rule::subgraph)
            || half && self.rule(self.wrong) != Some(Rule::stray) && !self.left()
        {
            return None;
        }
        let at = if half { self.row.inner.map_or(0, |(_, at)| at) } else { odd.unwrap_or_else(|| self.at()) };
        let at = at + (self.slice(at, self.text().len()).find(|c| !is_space(c)).unwrap_or(0));
        let part = |c: char| ARROW.contains(c);
        let head = self.slice(self.row.start.min(at), at);
        let start = at - (head.len() - head.trim_end_matches(part).len());
        let tail = self.slice(at, self.line_end(at));
        let end = at + (tail.len() - tail.trim_start_matches(part).len());
        let bars = |c: char| part(c) || c == '|';
        let wide = at + (tail.len() - tail.trim_start_matches(bars).len());
        let classes = self.slice(start, wide);
        let end = if classes.contains("<|") || classes.contains("|>") { wide } else { end };
        let written = self.slice(start, end);
        let (meant, sure) = meant(&written.replace('|', ""))
            .or_else(|| (end == wide && written.contains('|')).then(|| (written.replace('|', ""), false)))?;
        let before = self.slice(0, start).chars().next_back();
        if before.is_none_or(|c| c == '\n') {
            return None;
        }
        if meant == "<--" {
            return Some(self.leftward(start, end));
        }
        if meant == written {
            return None;
        }
        let found = self
            .found(&errors::UNKNOWN_LINK, start, end, format!("`{written}` is no link"))
            .label("Mermaid does not know this arrow");
        let change = vec![Change::replace(start, end, meant.clone())];
        let title = format!("write `{meant}`");
        Some(Explanation::new(found).mend(if sure { Mend::safe(title, change) } else { Mend::unsure(title, change) }))
    }

    /// Whether the half link points to the left.
    fn left(&self) -> bool {
        self.row
            .inner
            .is_some_and(|(_, at)| self.slice(at, self.line_end(at)).trim_start_matches(is_space).starts_with('<'))
    }

    /// `A <-- B`.
    fn leftward(&self, start: usize, end: usize) -> Explanation {
        let found = self
            .found(
                &errors::UNKNOWN_LINK,
                start,
                end,
                format!("`{}` points only to the left, which no link does", self.slice(start, end)),
            )
            .label("links point to the right or both ways");
        let line = self.line_end(end);
        let from = self.slice(self.row.start, start).trim_matches(is_space);
        let to = self.slice(end, line).trim_matches(|c| is_space(c) || c == ';');
        let arrow = if self.slice(start, end).contains('=') { "==>" } else { "-->" };
        let plain = |side: &str| !side.is_empty() && !side.contains("--") && !side.contains("==");
        let mend = (plain(from) && plain(to)).then(|| {
            let first = self.row.start + self.slice(self.row.start, start).find(from).unwrap_or(0);
            let last = end + self.slice(end, line).find(to).unwrap_or(0);
            Mend::safe("swap the nodes", vec![Change::replace(first, last + to.len(), format!("{to} {arrow} {from}"))])
        });
        Explanation::new(found).mend_or_help(mend, "write the link from the other node")
    }

    /// What ends too early: a link without a node, a link's text without its other half, data without its brace.
    pub(super) fn incomplete(&self) -> Option<Explanation> {
        if let Some(found) = self.link_text() {
            return Some(found);
        }
        if self.wrong == 0 && self.rule(0).is_some_and(is_link) {
            return Some(self.begins_nowhere());
        }
        let first = self.rule(self.wrong);
        if let Some(last) = self.word(self.wrong.checked_sub(1)?)
            && self.before().is_some_and(is_link)
            && (first == Some(Rule::end) || self.wrong >= self.row.words.len())
        {
            return Some(self.leads_nowhere(last.start, last.end));
        }
        if self.wrong < self.row.words.len() {
            return None;
        }
        let last = *self.row.words.last()?;
        let text = self.slice(last.start, last.end).trim_matches(is_space);
        let start = last.start + self.slice(last.start, last.end).find(text).unwrap_or(0);
        if let Some((Mode::Data, at)) = self.row.open {
            let found =
                self.found(&errors::UNCLOSED_LABEL, at, at + 2, "the data `@{` is not closed").label("opened here");
            let line = self.slice(at, self.line_end(at));
            let end = at + line.trim_end_matches(|c| is_space(c) || c == ';').len();
            let quotes = line.matches('"').count();
            let mend = (end > at + 2 && quotes.is_multiple_of(2))
                .then(|| Mend::safe("close it with `}`", vec![Change::insert(end, " }")]));
            return Some(
                Explanation::new(found)
                    .mend_or_help(mend, "write `}` at its end, and `\"` at the end of each quoted text in it"),
            );
        }
        if text == "&" || self.word_text(self.row.words.len().saturating_sub(2)) == "&" {
            let amp = self.slice(0, last.end).rfind('&')?;
            let cut = self.slice(0, amp).trim_end_matches(is_space).len();
            let found = self.wrong_statement(amp, amp + 1, "nothing follows this `&`").label("joins nodes");
            let mend = Mend::unsure("remove it", vec![Change::remove(cut, last.end)]);
            return Some(Explanation::new(found).mend(mend));
        }
        let found =
            self.wrong_statement(start, start + text.len(), "this statement is not complete").label("ends here");
        Some(Explanation::new(found))
    }

    fn begins_nowhere(&self) -> Explanation {
        let word = self.word_text(0);
        let link = word.trim_matches(is_space);
        let start = self.word(0).map_or(0, |w| w.start) + word.find(link).unwrap_or(0);
        // `x-->A` is an arrow from nowhere with a cross at its tail.
        if let Some(head) = link.get(..1).filter(|h| matches!(*h, "x" | "o")) {
            let found = self
                .wrong_statement(
                    start,
                    start + 1,
                    format!("this `{head}` is read as the tail of an arrow, not as a node"),
                )
                .label(format!("`{link}` is one word"));
            return Explanation::new(found)
                .mend(Mend::safe("put a blank behind it", vec![Change::insert(start + 1, " ")]));
        }
        if link == "---" {
            let found = self
                .wrong_statement(start, start + 3, "this line of dashes is a link that begins nowhere")
                .label("not drawn as a line");
            return Explanation::new(
                found.help("remove it; frontmatter stands before the first line, between two such lines"),
            );
        }
        let found = self
            .wrong_statement(start, start + link.len(), "this link begins nowhere")
            .label("expected a node before it");
        Explanation::new(found.help("write the id of the node that it leaves"))
    }

    fn leads_nowhere(&self, start: usize, end: usize) -> Explanation {
        let text = self.slice(start, end);
        let link = text.trim_matches(is_space);
        let lead = text.find(link).unwrap_or(0);
        let at = start + lead;
        // `A --> end` on one line uses the word as an id; on two, the link is not finished.
        let found =
            self.wrong_statement(at, at + link.len(), "this link leads nowhere").label("expected a node behind it");
        let end = at + link.len();
        let mend = Mend::unsure("remove the link", vec![Change::remove(start, end)]);
        Explanation::new(found.help("write the id of the node that it leads to")).mend(mend)
    }

    /// `A -- text B`, `A -. te.xt .-> B`, `A -- B`.
    fn link_text(&self) -> Option<Explanation> {
        let opener = (0..self.row.words.len())
            .rev()
            .find(|i| matches!(self.rule(*i), Some(Rule::line_open | Rule::thick_open | Rule::dotted_open)));
        let closed_at = |i: usize| (i + 1..self.wrong).any(|k| self.rule(k).is_some_and(is_link));
        let opener = opener.filter(|i| *i < self.wrong || self.wrong >= self.row.words.len());
        if let Some(i) = opener.filter(|i| !closed_at(*i)) {
            return self.half_link(i);
        }
        // `A--x-->B`: the first link ends at its `x`.
        if self.rule(self.wrong).is_some_and(is_link) && self.before().is_some_and(is_link) {
            let (first, second) = (self.word(self.wrong - 1)?, self.word(self.wrong)?);
            let link = self.slice(first.start, first.end).trim_matches(is_space);
            let (open, text) = link.split_at(link.len() - 1);
            let at = first.start + self.slice(first.start, first.end).find(link)?;
            let found = self
                .found(
                    &errors::UNKNOWN_LINK,
                    at,
                    at + link.len(),
                    format!("`{link}` is a link already, with an end of its own"),
                )
                .label("a link and then another");
            let change = Change::replace(at, second.start, format!("{open} {text} "));
            let mend = matches!(text, "x" | "o").then(|| Mend::unsure("part the text from the line", vec![change]));
            return Some(Explanation::new(found).mend_or_help(mend, "write a node between them"));
        }
        None
    }

    fn half_link(&self, opener: usize) -> Option<Explanation> {
        let word = self.word(opener)?;
        let text = self.slice(word.start, word.end);
        let half = text.trim_matches(is_space);
        let at = word.start + text.find(half)?;
        let line = self.line_end(at);
        let rest = self.slice(at + half.len(), line);
        let ends: [&str; 4] = match self.rule(opener)? {
            Rule::thick_open => ["==>", "===", "==x", "==o"],
            Rule::dotted_open => [".->", ".-", ".-x", ".-o"],
            _ => ["-->", "---", "--x ", "--o "],
        };
        let close = ends.iter().filter_map(|e| rest.find(e)).min().map(|i| at + half.len() + i);
        let stray = self.rule(self.wrong) == Some(Rule::stray) || self.wrong < self.row.words.len();
        if let Some(close) = close.filter(|_| stray) {
            let raw = self.slice(at + half.len(), close);
            let body = raw.trim_matches(is_space);
            let start = at + half.len() + raw.find(body)?;
            let place = self.at().clamp(start, close.max(start));
            let what = self.slice(place, place + 1);
            let quoted_word = self.rule(self.wrong) == Some(Rule::text_quoted) || body.contains('"');
            let what = if quoted_word { "\"" } else { what };
            let found = self
                .found(
                    &errors::UNQUOTED_LABEL,
                    start,
                    start + body.len(),
                    format!("the text of this link holds `{}`, which ends it", shown(what)),
                )
                .label("needs quotes");
            let change = Change::replace(start, start + body.len(), quoted(body));
            return Some(Explanation::new(found).mend(Mend::safe("put the text in quotes", vec![change])));
        }
        let body = rest.trim_matches(|c| is_space(c) || c == ';');
        let arrow =
            format!("{half}{}", if half.starts_with('-') { if half.contains('.') { "->" } else { ">" } } else { ">" });
        let found = self
            .found(&errors::UNKNOWN_LINK, at, at + half.len(), format!("`{half}` is only the first half of a link"))
            .label("Mermaid reads what follows as the link's text");
        let from = at + half.len();
        let tokens: Vec<&str> = body.split(is_space).filter(|t| !t.is_empty()).collect();
        let cut = |mark: &str| body.split_once(mark).filter(|(a, b)| !a.trim().is_empty() && !b.trim().is_empty());
        let mend = if rest.trim_start_matches(is_space).strip_prefix('|').is_some_and(|t| t.contains('|')) {
            Mend::unsure(format!("write `{arrow}`"), vec![Change::replace(at, from, arrow.clone())])
        } else if cut("--").is_some() {
            let close = from + rest.find("--").unwrap_or(0);
            Mend::unsure("complete the link", vec![Change::insert(close + 2, ">")])
        } else if rest.starts_with(['<', ')', '>']) {
            let skip = rest.chars().next().map_or(0, char::len_utf8);
            Mend::unsure("write `-->`", vec![Change::replace(at, from + skip, "-->")])
        } else if tokens.len() <= 1
            || body.contains(['[', '(', '{']) && tokens.first().is_none_or(|t| t.contains(['[', '(', '{']))
        {
            let whole = match half {
                "--" => "---",
                "==" => "===",
                "-." => "-.-",
                other => other,
            };
            Mend::unsure(format!("write `{whole}`"), vec![Change::replace(at, from, whole)])
        } else {
            let last = tokens.last().copied().unwrap_or("");
            let node = from + rest.rfind(last)?;
            Mend::unsure("end the text with an arrow", vec![Change::insert(node, format!("{} ", second_half(half)))])
        };
        Some(
            Explanation::new(
                found.help(format!("write `{arrow}` for a link, or `{}` behind the text", second_half(half))),
            )
            .mend(mend),
        )
    }
}

/// The arrow of Mermaid's that an arrow stands for, and whether that is certain.
fn meant(written: &str) -> Option<(String, bool)> {
    let head = written.contains(['>', '→', '⟶', '⇒']);
    let left = written.starts_with(['<', '←']);
    if is_known(written) {
        return None;
    }
    let dots = written.matches('.').count();
    let line = written.contains(['-', '–', '—', '−', '→', '⟶', '←']);
    if written.chars().count() < 2 && !matches!(written, "→" | "⟶" | "⇒" | "←" | "–" | "—" | "−") {
        return None;
    }
    Some(match (left, head) {
        (true, true) if written.contains(['=', '⇒']) => ("<==>".to_owned(), true),
        (true, true) if dots > 0 => (format!("<-{}->", ".".repeat(dots)), true),
        (true, true) if line => ("<-->".to_owned(), true),
        (true, false) if line || written.contains('=') => ("<--".to_owned(), true),
        (false, _) if written.starts_with('>') => return None,
        (false, true) if written.contains(['=', '⇒']) => ("==>".to_owned(), true),
        (false, true) if dots > 0 && !line => ("-.->".to_owned(), true),
        (false, true) if dots > 0 => (format!("-{}->", ".".repeat(dots)), true),
        (false, true) if written.contains("~~") => ("~~~".to_owned(), false),
        (false, true) if written.contains('~') => ("-.->".to_owned(), false),
        (false, true) if line => ("-->".to_owned(), true),
        (false, false) if written.contains("~~") => ("~~~".to_owned(), true),
        (false, false) if written.contains(['–', '—', '−']) => ("---".to_owned(), false),
        (false, false) if written.ends_with('<') && line => ("-->".to_owned(), false),
        _ => return None,
    })
}

/// Whether Mermaid knows an arrow.
fn is_known(written: &str) -> bool {
    let body = written.strip_prefix('<').unwrap_or(written);
    let line = body.strip_suffix('>').unwrap_or(body);
    let least = if line.len() < body.len() { 2 } else { 3 };
    let all = |c: char| line.chars().all(|d| d == c) && line.len() >= least;
    let dots = line.strip_prefix('-').and_then(|l| l.strip_suffix('-'));
    all('-')
        || all('=')
        || (all('~') && line == written) && line.len() > 2
        || dots.is_some_and(|d| !d.is_empty() && d.chars().all(|c| c == '.'))
}

/// What ends the text of a link that begins so.
fn second_half(half: &str) -> &'static str {
    if half.contains('=') {
        "==>"
    } else if half.contains('.') {
        ".->"
    } else {
        "-->"
    }
}
