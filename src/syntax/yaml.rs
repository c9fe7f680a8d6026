//! YAML, as frontmatter and `@{ … }` hold it.
//!
//! The only user of serde-saphyr.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

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
    let mut options = serde_saphyr::Options::default();
    options.strict_booleans = true;
    options.with_snippet = false;
    serde_saphyr::from_str_with_options::<Option<Any>>(text, options)
        .map(|value| value.map_or(Value::Null, |any| any.0))
        .map_err(|error| {
            let message = error.to_string();
            problem(text, message.lines().next().unwrap_or("the YAML cannot be read").trim())
        })
}

/// Parts the message of the parser, `… at line 1, column 8`, into words and a place.
fn problem(text: &str, message: &str) -> Problem {
    let (words, place) = message.rsplit_once(" at line ").unwrap_or((message, ""));
    let at = place.split_once(", column ").and_then(|(line, column)| {
        let line: usize = line.parse().ok()?;
        let column: usize = column.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        let start = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum::<usize>();
        let rest = text.get(start..)?;
        Some(start + rest.char_indices().nth(column.checked_sub(1)?).map_or(rest.trim_end().len(), |(i, _)| i))
    });
    let words = if at.is_some() { words } else { message };
    // What the parser was at is told by the place.
    let words = match words.strip_prefix("while parsing ").and_then(|w| w.split_once(", ")) {
        Some((_, what)) => what,
        None => words,
    };
    Problem { message: words.replace("did not find expected", "expected").replace('\'', "`"), at }
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
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => format!("{float:.0}"),
            _ => number.to_string(),
        },
        Value::Bool(_) | Value::Null => value.to_string(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(","),
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

/// Any value; unlike JSON's, its keys may be any scalar, which becomes text as in JavaScript.
struct Any(Value);

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor).map(Self)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        // JSON has no infinity; its text is as true as the number.
        Ok(serde_json::Number::from_f64(value).map_or_else(|| Value::String(value.to_string()), Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Any(item)) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(Any(key)) = map.next_key()? {
            let Any(value) = map.next_value()?;
            fields.insert(shown(&key), value);
        }
        Ok(Value::Object(fields))
    }
}
