//! The YAML of workflows: maps, lists, text and scripts, each text quoted where it would be read as something else.

use crate::emit::printer::{Printer, is_hidden, one_line};

/// A value.
pub(super) enum Node {
    /// Text, expressions of GitHub in it included: what comes from a drawing goes through [`data`] or [`shown`] first.
    Text(String),
    /// A whole number.
    Int(u32),
    /// Yes or no.
    Bool(bool),
    /// Lines for the shell. Never holds anything of a drawing.
    Script(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values.
    Map(Map),
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Node {
    fn from(number: u32) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Node {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}

impl From<Map> for Node {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl From<Vec<Map>> for Node {
    fn from(maps: Vec<Map>) -> Self {
        Self::List(maps.into_iter().map(Self::Map).collect())
    }
}

/// Keys and values in the order in which they are printed.
#[derive(Default)]
pub(super) struct Map {
    entries: Vec<Entry>,
    notes: Vec<String>,
}

struct Entry {
    notes: Vec<String>,
    key: String,
    value: Node,
    /// A comment on the same line.
    aside: Option<String>,
}

impl Map {
    /// Adds an entry.
    pub(super) fn with(mut self, key: &str, value: impl Into<Node>) -> Self {
        let notes = std::mem::take(&mut self.notes);
        self.entries.push(Entry { notes, key: key.to_owned(), value: value.into(), aside: None });
        self
    }

    /// Adds a text with a comment behind it, which says why it is there.
    pub(super) fn with_aside(self, key: &str, text: &str, aside: &str) -> Self {
        let mut map = self.with(key, text);
        if let Some(entry) = map.entries.last_mut() {
            entry.aside = Some(aside.to_owned());
        }
        map
    }

    /// Adds an entry where there is a value.
    pub(super) fn with_some(self, key: &str, value: Option<impl Into<Node>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds all entries of another map.
    pub(super) fn append(mut self, mut other: Self) -> Self {
        if let Some(first) = other.entries.first_mut() {
            first.notes.splice(0..0, std::mem::take(&mut self.notes));
        }
        self.entries.append(&mut other.entries);
        self
    }

    /// Adds a comment above the entry that comes next.
    pub(super) fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }
}

/// Text of a drawing as a value that GitHub leaves as it is: nothing in it is evaluated.
pub(super) fn data(text: &str) -> String {
    text.replace("${{", "${{ '${{' }}")
}

/// Text of a drawing for people, on one line: where GitHub takes no expression, an opened one is broken.
pub(super) fn shown(text: &str) -> String {
    one_line(text).replace("${{", "$ {{")
}

/// Prints a file: comment lines, and a map whose entries are set apart.
pub(super) fn file(head: &[String], root: &Map) -> String {
    let mut p = Printer::default();
    for line in head {
        comment(&mut p, line);
    }
    for entry in &root.entries {
        p.gap();
        print_entry(&mut p, entry, entry.key == "jobs");
    }
    p.finish()
}

/// A comment line; an empty one parts paragraphs.
fn comment(p: &mut Printer, text: &str) {
    // Blanks that set words below each other stay.
    let shown: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    p.line(format!("# {shown}").trim_end());
}

fn print_entry(p: &mut Printer, entry: &Entry, apart: bool) {
    for note in &entry.notes {
        comment(p, note);
    }
    print_keyed(p, "", entry, apart);
}

/// Prints a key and its value; `before` is the dash of an item.
fn print_keyed(p: &mut Printer, before: &str, entry: &Entry, apart: bool) {
    let start = format!("{before}{}:", scalar(&entry.key));
    match (&entry.value, &entry.aside) {
        (Node::Text(text), Some(aside)) => p.line(&format!("{start} {} # {}", scalar(text), one_line(aside))),
        (value, _) => print_value(p, &start, value, apart),
    }
}

fn print_map(p: &mut Printer, map: &Map, apart: bool) {
    for (at, entry) in map.entries.iter().enumerate() {
        if apart && at > 0 {
            p.gap();
        }
        print_entry(p, entry, false);
    }
}

/// Prints a value behind the start of its line.
fn print_value(p: &mut Printer, start: &str, value: &Node, apart: bool) {
    match value {
        Node::Text(text) => p.line(&format!("{start} {}", scalar(text))),
        Node::Int(number) => p.line(&format!("{start} {number}")),
        Node::Bool(yes) => p.line(&format!("{start} {yes}")),
        Node::Script(lines) => {
            p.open(&format!("{start} |"));
            for line in lines.trim_end().lines() {
                p.line(line);
            }
            p.shut();
        }
        Node::List(items) if items.is_empty() => p.line(&format!("{start} []")),
        Node::List(items) => {
            p.open(start);
            for (at, item) in items.iter().enumerate() {
                if at > 0 && matches!(item, Node::Map(_)) {
                    p.gap();
                }
                print_item(p, item);
            }
            p.shut();
        }
        Node::Map(map) if map.entries.is_empty() => p.line(&format!("{start} {{}}")),
        Node::Map(map) => {
            p.open(start);
            print_map(p, map, apart);
            p.shut();
        }
    }
}

/// Prints an item of a list. The first entry of a map stands on the dash's line, so its comments stand above it.
fn print_item(p: &mut Printer, item: &Node) {
    let Node::Map(map) = item else { return print_value(p, "-", item, false) };
    for (at, entry) in map.entries.iter().enumerate() {
        if at == 0 {
            entry.notes.iter().for_each(|note| comment(p, note));
            print_keyed(p, "- ", entry, false);
            p.deeper();
        } else {
            print_entry(p, entry, false);
        }
    }
    p.shut();
}

/// Text as YAML reads it back: plain where that is certain, else in double quotes.
fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if is_hidden(c) => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let starts =
        text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '$' | '_' | '/')) || text.starts_with("./");
    let known = |c: char| c.is_ascii_alphanumeric() || " _-./$(){}'=&|!<>,+@#:;".contains(c);
    starts
        && text.chars().all(known)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        // The one word of the old standard that is a key here, and is read as a word by GitHub.
        && (text == "on" || !WORDS.contains(&text.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_quoted_where_it_would_be_read_as_something_else() {
        for plain in ["ubuntu-24.04", "${{ vars.A }}", "a: b".trim_end_matches(": b"), "./.github/x.yml", "on"] {
            assert_eq!(scalar(plain), plain);
        }
        for (text, want) in [
            ("", r#""""#),
            ("true", r#""true""#),
            ("12", r#""12""#),
            ("a: b", r#""a: b""#),
            ("a #b", r#""a #b""#),
            ("- a", r#""- a""#),
            ("a\nb\u{2028}c", r#""a\nb\u2028c""#),
            (r#"a"b\c"#, r#""a\"b\\c""#),
            ("주문", r#""주문""#),
        ] {
            assert_eq!(scalar(text), want);
        }
    }

    #[test]
    fn nothing_of_a_drawing_is_evaluated() {
        assert_eq!(data("a ${{ secrets.X }}"), "a ${{ '${{' }} secrets.X }}");
        assert_eq!(shown("a\n${{ x }}"), "a $ {{ x }}");
        assert_eq!(shown("$${{{ x }}"), "$$ {{{ x }}");
    }

    #[test]
    fn maps_lists_and_scripts_are_laid_out() {
        let step = Map::default()
            .note("Why.")
            .with_aside("uses", "a/b@c", "v1")
            .with("run", Node::Script("a\n\nb\n".to_owned()));
        let root = Map::default().with("on", Map::default().with("push", Map::default())).with(
            "jobs",
            Map::default().with("a", Map::default().with("steps", vec![step, Map::default().with("x", 1)])),
        );
        let want = "# head\n\non:\n  push: {}\n\njobs:\n  a:\n    steps:\n      # Why.\n      - uses: a/b@c # v1\n        run: |\n          a\n\n          b\n\n      - x: 1\n";
        assert_eq!(file(&["head".to_owned()], &root), want);
    }
}
