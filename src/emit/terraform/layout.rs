//! Blocks and attributes laid out as `terraform fmt` leaves them.

use crate::emit::printer::{Printer, columns};

/// What stands between the braces of a block, or in a file.
#[derive(Default)]
pub(super) struct Body {
    items: Vec<Item>,
}

enum Item {
    Attribute(String, String),
    Block(String, Body),
    Comment(Vec<String>),
    Gap,
}

impl Body {
    /// Adds an attribute. The later lines of a value that has several carry their own indentation.
    pub(super) fn attribute(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.items.push(Item::Attribute(name.into(), value.into()));
    }

    /// Adds a block, set off from what stands before and after it.
    pub(super) fn block(&mut self, header: impl Into<String>, body: Self) {
        self.items.push(Item::Gap);
        self.items.push(Item::Block(header.into(), body));
        self.items.push(Item::Gap);
    }

    /// Adds a block right under what stands before it, such as its comment.
    pub(super) fn attach(&mut self, header: impl Into<String>, body: Self) {
        self.items.push(Item::Block(header.into(), body));
    }

    /// Adds comment lines.
    pub(super) fn comment(&mut self, lines: Vec<String>) {
        self.items.push(Item::Comment(lines));
    }

    /// Sets off what follows.
    pub(super) fn gap(&mut self) {
        self.items.push(Item::Gap);
    }

    /// Prints everything.
    pub(super) fn print(&self, p: &mut Printer) {
        let mut pending = false;
        let mut attributes: Vec<(String, String)> = Vec::new();
        for item in &self.items {
            if !matches!(item, Item::Attribute(..)) {
                flush(p, &mut attributes);
            }
            match item {
                Item::Gap => {
                    pending = true;
                    continue;
                }
                _ if std::mem::take(&mut pending) => {
                    flush(p, &mut attributes);
                    p.gap();
                }
                _ => {}
            }
            match item {
                Item::Attribute(name, value) => attributes.push((name.clone(), value.clone())),
                Item::Comment(lines) => p.comment("#", lines),
                Item::Block(header, body) if body.items.is_empty() => p.line(&format!("{header} {{}}")),
                Item::Block(header, body) => {
                    p.open(&format!("{header} {{"));
                    body.print(p);
                    p.close("}");
                }
                Item::Gap => {}
            }
        }
        flush(p, &mut attributes);
    }

    /// Prints everything as a file.
    pub(super) fn finish(&self) -> String {
        let mut p = Printer::default();
        self.print(&mut p);
        p.finish()
    }
}

fn flush(p: &mut Printer, attributes: &mut Vec<(String, String)>) {
    for line in aligned(&std::mem::take(attributes)) {
        p.line(&line);
    }
}

/// Joins names and values so that the `=` of neighbours stand in one column. A value of several lines stands for itself and
/// parts its neighbours.
pub(super) fn aligned(pairs: &[(String, String)]) -> Vec<String> {
    let mut out = Vec::new();
    for group in pairs.chunk_by(|a, b| is_one_line(a) && is_one_line(b)) {
        let widest = group.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
        for (name, value) in group {
            let fill = " ".repeat(widest.saturating_sub(columns(name)));
            out.push(format!("{name}{fill} = {value}"));
        }
    }
    out
}

fn is_one_line(pair: &(String, String)) -> bool {
    !pair.1.contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_line_are_aligned() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let pairs = [pair("a", "1"), pair("long", "2"), pair("map", "{\n}"), pair("b", "3"), pair("cc", "4")];
        assert_eq!(aligned(&pairs), ["a    = 1", "long = 2", "map = {\n}", "b  = 3", "cc = 4"]);
    }

    #[test]
    fn blocks_are_set_off() {
        let mut inner = Body::default();
        inner.attribute("type", "1");
        let mut body = Body::default();
        body.block("empty", Body::default());
        body.attribute("a", "1");
        body.block("b", inner);
        assert_eq!(body.finish(), "empty {}\n\na = 1\n\nb {\n  type = 1\n}\n");
    }
}
