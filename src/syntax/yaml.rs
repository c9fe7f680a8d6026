//! YAML, as frontmatter and `@{ … }` hold it: what js-yaml 4 makes of it with the types of JSON.
//!
//! The only user of granit-parser, which tells the events; types, tags and what the reference refuses besides are settled here.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle, Tag};
use serde_json::{Map, Number, Value};

use super::numbers;

/// How much aliases may add to a document; a few lines of them can stand for more than any memory holds.
const MAX_COPIED: usize = 100_000;

/// Why a text cannot be read.
#[derive(Debug)]
pub(crate) struct Problem {
    /// One line, without a place.
    pub message: String,
    /// Where in the text it was noticed.
    pub at: Option<usize>,
}

/// Reads YAML with the types of JSON. A text without a value is null.
pub(crate) fn read(text: &str) -> Result<Value, Problem> {
    let options = granit_parser::options! { emit_comments: false };
    let mut reader = Reader { text, open: Vec::new(), root: None, anchors: HashMap::new(), copied: 0 };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) =
            event.map_err(|error| Problem { message: worded(&error.info()), at: error.marker().byte_offset() })?;
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
        }
        if documents > 1 {
            return Err(told("a second document begins", &span));
        }
        reader.event(event, &span)?;
    }
    Ok(reader.root.unwrap_or(Value::Null))
}

/// Words the parser's message as ours are; what it was at is told by the place.
fn worded(message: &str) -> String {
    let words = match message.strip_prefix("while parsing ").and_then(|w| w.split_once(", ")) {
        Some((_, what)) => what,
        None => message,
    };
    words.replace("did not find expected", "expected").replace('\'', "`")
}

fn told(what: &str, span: &Span) -> Problem {
    Problem { message: what.to_owned(), at: span.start.byte_offset() }
}

/// A collection that is not complete.
enum Open {
    Sequence(Vec<Value>, usize),
    Mapping { fields: Map<String, Value>, key: Option<String>, block: bool, anchor: usize },
}

/// Makes values of events. Collections that are open stand on a stack, so that nesting costs no recursion.
struct Reader<'t> {
    text: &'t str,
    open: Vec<Open>,
    root: Option<Value>,
    anchors: HashMap<usize, Value>,
    copied: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: &Span) -> Result<(), Problem> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if self.awaits_block_key() {
                    self.block_key(&text, style, span)?;
                }
                printable(&text, style, span)?;
                let value = match &tag {
                    Some(tag) => tagged(&text, tag).ok_or_else(|| told("this tag cannot be used", span))?,
                    None if style == ScalarStyle::Plain => plain(&text),
                    None => Value::String(text.into_owned()),
                };
                self.value(value, anchor, span)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.collection(style, tag.as_deref(), "seq", span)?;
                self.open.push(Open::Sequence(Vec::new(), anchor));
                Ok(())
            }
            Event::MappingStart(style, anchor, tag) => {
                self.collection(style, tag.as_deref(), "map", span)?;
                let block = style == StructureStyle::Block;
                self.open.push(Open::Mapping { fields: Map::new(), key: None, block, anchor });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::Sequence(items, anchor)) => self.value(Value::Array(items), anchor, span),
                Some(Open::Mapping { fields, anchor, .. }) => self.value(Value::Object(fields), anchor, span),
                None => Ok(()),
            },
            Event::Alias(id) => {
                let value = self.anchors.get(&id).cloned().unwrap_or(Value::Null);
                self.copied += weight(&value);
                if self.copied > MAX_COPIED {
                    return Err(told("aliases stand for too much", span));
                }
                self.value(value, 0, span)
            }
            _ => Ok(()),
        }
    }

    fn awaits_block_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Mapping { key: None, block: true, .. }))
    }

    /// Refuses a key that the reference refuses: one that is not there, and one behind a tab.
    fn block_key(&self, text: &str, style: ScalarStyle, span: &Span) -> Result<(), Problem> {
        let lead = self.lead(span);
        if lead.contains('\t') {
            return Err(told("a tab cannot indent", span));
        }
        let here = span.start.byte_offset().and_then(|at| self.text.get(at..)).unwrap_or("");
        // A text that is not there is told as `~`.
        let missing = style == ScalarStyle::Plain && matches!(text, "" | "~") && here.starts_with(':');
        if missing && !lead.trim_end().ends_with('?') {
            return Err(told("a key is missing", span));
        }
        Ok(())
    }

    /// Returns what stands before a node on its line.
    fn lead(&self, span: &Span) -> &str {
        let before = span.start.byte_offset().and_then(|at| self.text.get(..at)).unwrap_or("");
        before.rsplit('\n').next().unwrap_or("")
    }

    fn collection(&self, style: StructureStyle, tag: Option<&Tag>, kind: &str, span: &Span) -> Result<(), Problem> {
        if style == StructureStyle::Block && self.lead(span).contains('\t') {
            return Err(told("a tab cannot indent", span));
        }
        if self.awaits_block_key() && self.lead(span).contains('\t') {
            return Err(told("a tab cannot indent", span));
        }
        match tag {
            Some(tag) if !is_unspecific(tag) && !tag.is_yaml_core_schema_tag(kind) => {
                Err(told("this tag cannot be used", span))
            }
            _ => Ok(()),
        }
    }

    /// Puts a complete value where it belongs.
    fn value(&mut self, value: Value, anchor: usize, span: &Span) -> Result<(), Problem> {
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::Sequence(items, _)) => items.push(value),
            Some(Open::Mapping { fields, key, .. }) => match key.take() {
                Some(name) => {
                    fields.insert(name, value);
                }
                None => {
                    let name = shown(&value);
                    if fields.contains_key(&name) {
                        return Err(told(&format!("the key `{name}` stands twice"), span));
                    }
                    *key = Some(name);
                }
            },
        }
        Ok(())
    }
}

/// Refuses characters that the reference refuses in a text.
fn printable(text: &str, style: ScalarStyle, span: &Span) -> Result<(), Problem> {
    let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    let odd = |c: char| {
        let control = matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}');
        control || matches!(c, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
    };
    // Inside of quotes such a character comes from an escape, which is allowed.
    if !quoted && text.contains(odd) {
        return Err(told("a character that cannot be printed stands in this text", span));
    }
    Ok(())
}

/// Returns how many values a value holds.
fn weight(value: &Value) -> usize {
    let mut count = 0;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        count += 1;
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => open.extend(fields.values()),
            _ => {}
        }
    }
    count
}

/// `!`, which leaves a node as it is written.
fn is_unspecific(tag: &Tag) -> bool {
    matches!((tag.handle(), tag.suffix()), ("!", "") | ("", "!"))
}

/// Returns what a tag makes of a text; none where it cannot.
fn tagged(text: &str, tag: &Tag) -> Option<Value> {
    if is_unspecific(tag) || tag.is_yaml_core_schema_tag("str") {
        return Some(Value::String(text.to_owned()));
    }
    let value = plain(text);
    let fits = match &value {
        Value::Null => tag.is_yaml_core_schema_tag("null") || tag.is_yaml_core_schema_tag("float") && !is_null(text),
        Value::Bool(_) => tag.is_yaml_core_schema_tag("bool"),
        Value::Number(_) => {
            tag.is_yaml_core_schema_tag("float") && numbers::float(text).is_some()
                || tag.is_yaml_core_schema_tag("int") && numbers::integer(text).is_some()
        }
        Value::String(_) => tag.is_yaml_core_schema_tag("float") && numbers::float(text).is_some(),
        Value::Array(_) | Value::Object(_) => false,
    };
    fits.then_some(value)
}

fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Returns the value of a bare text.
fn plain(text: &str) -> Value {
    match text {
        _ if is_null(text) => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match numbers::integer(text).or_else(|| numbers::float(text)) {
            Some(number) => self::number(number),
            None => Value::String(text.to_owned()),
        },
    }
}

/// JSON has no infinity and no NaN: the one is as true as its text, the other as false as nothing.
fn number(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.is_nan() {
        Value::Null
    } else if number.fract() == 0.0 && number.abs() <= EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "the number is whole and small")]
        Value::from(number as i64)
    } else {
        Number::from_f64(number).map_or_else(|| Value::String(numbers::shown(number)), Value::Number)
    }
}

/// Quotes the value of each `key: value` that YAML would read otherwise than as a text, until the whole can be read. Returns the
/// changes, offset and new text, or none where that is not enough.
pub(crate) fn quote_values(text: &str) -> Option<Vec<(usize, usize, String)>> {
    let mut changes = Vec::new();
    let mut mended = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let value = body.split_once(": ").map(|(key, _)| key.len() + 2);
        let value = value.map(|at| at + (body.len() - at - body.get(at..).unwrap_or("").trim_start().len()));
        let odd = |v: &str| {
            v.starts_with(['[', '{', '&', '*', '!', '%', '@', '`', '>', '|', '"', '\''])
                || v.contains(": ")
                || v.ends_with(':')
        };
        match value.and_then(|at| Some((at, body.get(at..)?.trim_end()))).filter(|(_, v)| odd(v) && is_no_value(v)) {
            Some((at, v)) => {
                let quoted = format!("'{}'", v.trim_matches(['"', '\'']).replace('\'', "''"));
                mended.push_str(line.get(..at).unwrap_or(""));
                mended.push_str(&quoted);
                mended.push('\n');
                changes.push((start + at, start + at + v.len(), quoted));
            }
            None => mended.push_str(line),
        }
        start += line.len();
    }
    (!changes.is_empty() && read(&mended).is_ok()).then_some(changes)
}

/// Whether a value that was meant as a text is none by itself, or something else.
fn is_no_value(value: &str) -> bool {
    read(value).is_err() || (value.contains(": ") && !value.starts_with(['{', '[']))
}

/// Returns what JavaScript's `toString` makes of a value.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), numbers::shown),
        Value::Bool(_) | Value::Null => value.to_string(),
        Value::Array(items) => {
            // In a list, nothing is written as nothing.
            let items = items.iter().map(|i| if i.is_null() { String::new() } else { shown(i) });
            items.collect::<Vec<_>>().join(",")
        }
        Value::Object(_) => "[object Object]".to_owned(),
    }
}

/// Returns whether JavaScript takes a value for true.
pub(crate) fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Number(n) => n.as_f64().is_none_or(|f| f != 0.0),
        Value::String(s) => !s.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}
