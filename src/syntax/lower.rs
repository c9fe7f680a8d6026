//! From the phrases of the grammar to the AST.

use pest::iterators::Pair;

use super::{
    arrows,
    ast::{Chain, Class, Click, Data, Link, LinkStyle, Member, Spanned, Statement, Style, SubgraphOpen},
    grammar::{phrases::Rule, words::Rule as WordRule},
    lexer::Kind,
    prepare::Prepared,
    script::{as_yaml, is_space, restore},
    statements::Row,
};
use crate::{
    graph::{Label, LabelKind},
    source::Span,
};

/// Turns the pairs of a row into its statement.
pub(super) struct Lowering<'a> {
    pub prepared: &'a Prepared<'a>,
    pub row: &'a Row,
}

impl Lowering<'_> {
    /// Lowers a `statement`.
    pub(super) fn statement(&self, pair: Pair<'_, Rule>) -> Option<Statement> {
        let pair = pair.into_inner().next()?;
        match pair.as_rule() {
            Rule::chain => self.chain(pair).map(Statement::Chain),
            Rule::subgraph_line => Some(Statement::SubgraphOpen(self.subgraph(pair))),
            Rule::style_line => self.style(pair).map(Statement::Style),
            Rule::class_def_line => self.style(pair).map(Statement::ClassDef),
            Rule::class_line => self.class(pair).map(Statement::Class),
            Rule::link_style_line => Some(Statement::LinkStyle(self.link_style(pair))),
            Rule::click_line => self.click(pair).map(Statement::Click),
            _ => None,
        }
    }

    fn chain(&self, pair: Pair<'_, Rule>) -> Option<Chain> {
        let mut parts = pair.into_inner();
        let first = self.group(parts.next()?);
        let mut rest = Vec::new();
        while let (Some(link), Some(group)) = (parts.next(), parts.next()) {
            rest.push((self.link(link), self.group(group)));
        }
        Some(Chain { first, rest })
    }

    fn group(&self, pair: Pair<'_, Rule>) -> Vec<Member> {
        let mut members: Vec<Member> = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::member => members.extend(self.member(part)),
                Rule::data => {
                    let data = self.data(&part);
                    if let Some(last) = members.last_mut() {
                        last.data = Some(data);
                    }
                }
                _ => {}
            }
        }
        members
    }

    fn member(&self, pair: Pair<'_, Rule>) -> Option<Member> {
        let mut parts = pair.into_inner();
        let id_pair = parts.next()?;
        let mut span = self.span(&id_pair);
        let id = self.spanned(&id_pair);
        let (mut shape, mut class) = (None, None);
        for part in parts {
            match part.as_rule() {
                Rule::shape => {
                    span = span.join(self.span(&part));
                    shape = self.shape(part);
                }
                Rule::class_name => class = Some(self.spanned(&part)),
                _ => {}
            }
        }
        Some(Member { id, span, shape, class, data: None })
    }

    fn shape(&self, pair: Pair<'_, Rule>) -> Option<(&'static str, Label)> {
        let shape = pair.into_inner().next()?;
        let name = match shape.as_rule() {
            Rule::square => "square",
            Rule::doublecircle => "doublecircle",
            Rule::circle => "circle",
            Rule::ellipse => "ellipse",
            Rule::stadium => "stadium",
            Rule::subroutine => "subroutine",
            Rule::rect => "rect",
            Rule::cylinder => "cylinder",
            Rule::round => "round",
            Rule::hexagon => "hexagon",
            Rule::diamond => "diamond",
            Rule::odd => "odd",
            Rule::lean_right => "lean_right",
            Rule::trapezoid => "trapezoid",
            Rule::lean_left => "lean_left",
            Rule::inv_trapezoid => "inv_trapezoid",
            _ => return None,
        };
        let label = shape.into_inner().find(|p| p.as_rule() == Rule::label)?;
        Some((name, self.label(&label)))
    }

    fn label(&self, pair: &Pair<'_, Rule>) -> Label {
        let words = self.words(pair);
        let kind = match words.first().map(|w| w.kind) {
            Some(Kind::Rule(WordRule::text_quoted)) => LabelKind::String,
            Some(Kind::Rule(WordRule::text_markdown)) => LabelKind::Markdown,
            _ => LabelKind::Text,
        };
        let text = self.text(pair);
        let trimmed = text.trim_matches(is_space);
        let raw = match trimmed.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
            Some(inner) => inner,
            None => trimmed,
        };
        let whole = self.bounds(pair);
        let lead = text.len() - text.trim_start_matches(is_space).len();
        let tail = text.len() - text.trim_end_matches(is_space).len();
        let inner = if lead < text.len() {
            Span::new(whole.start + lead, (whole.end - tail).max(whole.start + lead))
        } else {
            Span::at(whole.start)
        };
        Label { raw: restore(raw), kind, span: self.prepared.span(inner) }
    }

    fn data(&self, pair: &Pair<'_, Rule>) -> Data {
        let mut yaml = String::new();
        let mut end = 0;
        for word in self.words(pair) {
            let text = self.slice(word.start, word.end);
            end = word.end;
            match word.kind {
                Kind::Rule(WordRule::data_open) => {}
                // The reference folds a line end inside quotes, with the indent behind it, into a break.
                Kind::Rule(WordRule::data_quoted) => {
                    let mut lines = text.split('\n');
                    yaml.push_str(lines.next().unwrap_or(""));
                    let mut blank = false;
                    for line in lines {
                        let line = line.trim_start_matches(is_space);
                        if !blank {
                            yaml.push_str("<br/>");
                        }
                        blank = line.is_empty();
                        yaml.push_str(line);
                    }
                }
                _ => yaml.push_str(text),
            }
        }
        let start = self.bounds(pair).start;
        let close = self.prepared.text.get(end..).and_then(|t| t.find('}')).map_or(end, |i| end + i + 1);
        Data { yaml: as_yaml(&yaml), span: self.prepared.span(Span::new(start, close)) }
    }

    fn link(&self, pair: Pair<'_, Rule>) -> Link {
        let bounds = self.bounds(&pair);
        let (mut id, mut label, mut piped) = (None, None, false);
        let mut halves: Vec<String> = Vec::new();
        let mut parts: Vec<Pair<'_, Rule>> = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::inline_link | Rule::piped_link => {
                    piped |= part.as_rule() == Rule::piped_link;
                    parts.extend(part.into_inner());
                }
                _ => parts.push(part),
            }
        }
        for part in &parts {
            match part.as_rule() {
                Rule::LINK_ID => {
                    let at = self.bounds(part);
                    let text = self.slice(at.start, at.end);
                    id = Some(Spanned {
                        // The reference takes the first `@` away, wherever it stands.
                        text: restore(&text.replacen('@', "", 1)),
                        span: self.prepared.span(Span::new(at.start, at.end.saturating_sub(1))),
                    });
                }
                Rule::LINK | Rule::LINK_OPEN => halves.push(self.text(part)),
                Rule::label | Rule::link_label => label = Some(self.label(part)),
                _ => {}
            }
        }
        let lost_head = match halves.as_slice() {
            [whole] => arrows::lost_head(whole),
            _ => None,
        };
        let (stroke, ends, length) = match halves.as_slice() {
            [open, close] => arrows::halves(open, close),
            [whole, ..] => arrows::whole(whole),
            [] => arrows::whole("-->"),
        };
        let text = self.slice(bounds.start, bounds.end);
        let lead = text.len() - text.trim_start_matches(is_space).len();
        let len = text.trim_matches(is_space).len();
        let span = self.prepared.span(Span::new(bounds.start + lead, bounds.start + lead + len));
        let piped = piped && label.is_some();
        Link { id, stroke, ends, length, label, piped, lost_head, span }
    }

    fn subgraph(&self, pair: Pair<'_, Rule>) -> SubgraphOpen {
        let bounds = self.bounds(&pair);
        let mut open = SubgraphOpen {
            name: Spanned::default(),
            markdown: false,
            quoted: false,
            title: None,
            span: Span::default(),
        };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::title => {
                    let first = self.words(&part).first().map(|w| w.kind);
                    open.markdown = first == Some(Kind::Rule(WordRule::text_markdown));
                    open.quoted = first == Some(Kind::Rule(WordRule::text_quoted));
                    open.name = self.spanned(&part);
                }
                Rule::label => open.title = Some(self.label(&part)),
                _ => {}
            }
        }
        let text = self.slice(bounds.start, bounds.end);
        let len = text.trim_end_matches(is_space).len();
        open.span = self.prepared.span(Span::new(bounds.start, bounds.start + len));
        open
    }

    fn style(&self, pair: Pair<'_, Rule>) -> Option<Style> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let target = self.spanned(&parts.find(|p| p.as_rule() == Rule::id)?);
        let styles = self.styles(&parts.find(|p| p.as_rule() == Rule::styles)?);
        Some(Style { target, styles, span })
    }

    fn styles(&self, pair: &Pair<'_, Rule>) -> Vec<String> {
        let parts = pair.clone().into_inner();
        parts.filter(|p| p.as_rule() == Rule::declaration).map(|p| restore(&self.text(&p))).collect()
    }

    fn class(&self, pair: Pair<'_, Rule>) -> Option<Class> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let ids = self.spanned(&parts.find(|p| p.as_rule() == Rule::id)?);
        let name = self.spanned(&parts.find(|p| p.as_rule() == Rule::class_name)?);
        Some(Class { ids, name, span })
    }

    fn link_style(&self, pair: Pair<'_, Rule>) -> LinkStyle {
        let mut out = LinkStyle { edges: Vec::new(), interpolate: None, styles: None, span: self.span(&pair) };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::numbers => {
                    let numbers = part.into_inner().filter(|p| p.as_rule() == Rule::NUM);
                    out.edges = numbers.map(|p| self.spanned(&p)).collect();
                }
                Rule::curve => out.interpolate = Some(restore(&self.text(&part))),
                Rule::styles => out.styles = Some(self.styles(&part)),
                _ => {}
            }
        }
        out
    }

    fn click(&self, pair: Pair<'_, Rule>) -> Option<Click> {
        let whole = self.written(&pair);
        let mut parts = pair.into_inner();
        let id = self.spanned(&parts.find(|p| p.as_rule() == Rule::CLICK)?);
        let mut click = Click { id, link: None, tooltip: None, target: None, whole };
        for part in parts {
            let text = restore(&self.text(&part));
            match part.as_rule() {
                Rule::url => click.link = Some(text),
                Rule::tooltip => click.tooltip = Some(text),
                Rule::TARGET => click.target = Some(text),
                _ => {}
            }
        }
        Some(click)
    }

    /// Returns a `click` as it was written, with the keyword and the quotes, which are no words.
    fn written(&self, pair: &Pair<'_, Rule>) -> Spanned {
        let id = self.bounds(pair).start;
        let before = self.slice(0, id).trim_end_matches(is_space);
        let start = before.len() - if before.ends_with("click") { "click".len() } else { 0 };
        let text = self.slice(start, self.row.end).trim_end_matches(is_space);
        let text = text.strip_suffix(';').unwrap_or(text).trim_end_matches(is_space);
        Spanned { text: restore(text), span: self.prepared.span(Span::new(start, start + text.len())) }
    }

    fn words(&self, pair: &Pair<'_, Rule>) -> &[super::lexer::Word] {
        let span = pair.as_span();
        self.row.words.get(span.start()..span.end()).unwrap_or(&[])
    }

    /// Returns the text of the words, without what stands between them.
    fn text(&self, pair: &Pair<'_, Rule>) -> String {
        self.words(pair).iter().map(|w| self.slice(w.start, w.end)).collect()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.prepared.text.get(start..end).unwrap_or("")
    }

    fn bounds(&self, pair: &Pair<'_, Rule>) -> Span {
        match self.words(pair) {
            [] => Span::default(),
            [one] => Span::new(one.start, one.end),
            [first, .., last] => Span::new(first.start, last.end),
        }
    }

    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        self.prepared.span(self.bounds(pair))
    }

    fn spanned(&self, pair: &Pair<'_, Rule>) -> Spanned {
        Spanned { text: restore(&self.text(pair)), span: self.span(pair) }
    }
}
