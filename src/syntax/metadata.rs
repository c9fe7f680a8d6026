//! What frontmatter and directives say of the diagram.

use serde_json::{Map, Value};

use super::{
    ast::Diagram,
    errors,
    prepare::{Directive, Prepared},
    script::{is_space, trim},
    yaml,
};
use crate::{
    diag::{Diagnostic, Edit, Fix, Sink},
    source::Span,
};

/// Reads the frontmatter and the directives into the diagram.
pub(super) fn read(prepared: &Prepared<'_>, diagram: &mut Diagram, sink: &mut Sink) {
    let mut config = Value::Object(Map::new());
    if let Some((text, span)) = &prepared.frontmatter {
        match yaml::read(text) {
            Ok(Value::Object(mut fields)) => {
                diagram.title = fields.get("title").filter(|t| yaml::is_truthy(t)).map(yaml::shown);
                let mode = fields.get("displayMode").is_some_and(yaml::is_truthy);
                match fields.remove("config") {
                    Some(own @ Value::Object(_)) => merge(&mut config, own),
                    // The reference writes the mode into the configuration, which a text or a number cannot hold.
                    Some(own) if mode && yaml::is_truthy(&own) && !own.is_array() => sink.push(
                        Diagnostic::new(
                            &errors::BAD_YAML,
                            *span,
                            "`config` holds no keys, but `displayMode` needs some",
                        )
                        .label("in this frontmatter")
                        .help("write keys below `config:`, or remove `displayMode`"),
                    ),
                    _ => {}
                }
            }
            Ok(_) => {}
            Err(why) => sink.push(unreadable(text, *span, &why)),
        }
    } else if prepared.open_frontmatter {
        sink.push(open(prepared));
    }
    // The reference gives up on all directives where one is wrong.
    let read: Option<Vec<Value>> = prepared
        .directives
        .iter()
        .filter(|directive| directive.word.starts_with("init"))
        .map(|directive| json(&directive.argument).ok())
        .collect();
    for value in read.into_iter().flatten() {
        merge(&mut config, value);
    }
    diagram.config = config;
    directives(prepared, sink);
}

fn json(argument: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(&trim(argument).replace('\'', "\""))
}

/// Warns of directives that hide the text behind them, or are ignored.
fn directives(prepared: &Prepared<'_>, sink: &mut Sink) {
    for directive in &prepared.directives {
        if directive.closed {
            if directive.word.starts_with("init")
                && let Err(why) = json(&directive.argument)
            {
                sink.push(invalid(directive, &why));
            }
            continue;
        }
        // Where it hides all of the diagram, that is told as the missing header.
        if trim(&prepared.text).is_empty() {
            continue;
        }
        let found = Diagnostic::new(
            &errors::UNCLOSED_DIRECTIVE,
            directive.line,
            format!("the directive `{}` is not closed and hides what follows", directive.word),
        )
        .label("needs `}%%` at its end")
        .help("close it with `}%%` on the same line");
        sink.push(match closed(directive) {
            Some(fix) => found.fix(fix),
            None => found,
        });
    }
}

/// Returns the fix that closes a directive; none where it cannot be told where its argument ends.
pub(super) fn closed(directive: &Directive) -> Option<Fix> {
    let end = Span::new(directive.place.start + closing(directive)?, directive.line.end);
    (end.start <= end.end).then(|| Fix::safe("close the directive", vec![Edit::replace(end, "}%%")]))
}

/// Returns how much of an unclosed directive's first line is its argument; none where it holds none.
fn closing(directive: &Directive) -> Option<usize> {
    let line = directive.argument.lines().next().unwrap_or("").trim_end_matches(|c| is_space(c) || c == '%');
    let shorter = line.strip_suffix('}').map(|l| l.trim_end_matches(is_space));
    [Some(line), shorter].into_iter().flatten().find(|text| json(text).is_ok_and(|v| v.is_object())).map(str::len)
}

/// A directive whose argument is no JSON. Most often names are not quoted, which YAML reads.
fn invalid(directive: &Directive, why: &serde_json::Error) -> Diagnostic {
    let found = Diagnostic::new(
        &errors::INVALID_DIRECTIVE,
        directive.place,
        "the configuration of this directive is no JSON, and is ignored",
    )
    .label("not read")
    .note(format!("{why}"))
    .note("one such directive makes Mermaid ignore all of them")
    .help("put names and texts in double quotes, such as `%%{init: {\"theme\": \"dark\"}}%%`");
    let argument = trim(&directive.argument);
    // The brace of `}%%` is the directive's own, and is easily counted among those of the JSON.
    let braces =
        (1..=3).map(|n| "}".repeat(n)).find(|more| json(&format!("{argument}{more}")).is_ok_and(|v| v.is_object()));
    if let Some(braces) = braces {
        let edits = vec![Edit::insert(directive.place.end, braces)];
        return found
            .help("close every brace, and then the directive: `}}%%`")
            .fix(Fix::safe("close the braces", edits));
    }
    let read = yaml::read(argument).ok().filter(|v| v.is_object() && is_clear(v));
    match read.and_then(|value| serde_json::to_string(&value).ok()) {
        Some(text) if !argument.contains('\n') && !text.contains('\'') => {
            found.fix(Fix::safe("write it as JSON", vec![Edit::replace(directive.place, text)]))
        }
        _ => found,
    }
}

/// Returns whether every name has a value: `{theme:dark}` is one name for YAML.
fn is_clear(value: &Value) -> bool {
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::Null => return false,
            Value::Object(fields) => left.extend(fields.values()),
            Value::Array(items) => left.extend(items),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    true
}

/// Frontmatter that is no YAML.
fn unreadable(text: &str, span: Span, why: &yaml::Problem) -> Diagnostic {
    // Offsets are the document's where nothing was taken out of the lines.
    let whole = span.end - span.start == text.len();
    let line = why.at.filter(|_| whole).map(|at| {
        let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
        let end = text.get(start..).and_then(|t| t.find('\n')).map_or(text.len(), |i| start + i);
        Span::new(span.start + start, span.start + end)
    });
    let found = Diagnostic::new(
        &errors::BAD_YAML,
        line.filter(|l| l.start < l.end).unwrap_or(span),
        "the frontmatter cannot be read as YAML",
    )
    .label(why.message.clone());
    match yaml::quote_values(text).filter(|_| whole) {
        Some(changes) => {
            let edits =
                changes.into_iter().map(|(s, e, new)| Edit::replace(Span::new(span.start + s, span.start + e), new));
            let edits: Vec<Edit> = edits.collect();
            // A title is a text; what another key wants is not known here.
            let title = edits.iter().all(|e| {
                let before = text.get(..e.span.start - span.start).unwrap_or("");
                before.rsplit('\n').next().is_some_and(|line| line.trim() == "title:")
            });
            let words = "put the text in quotes";
            found.fix(if title { Fix::safe(words, edits) } else { Fix::unsafe_(words, edits) })
        }
        None => found.help("a text that holds `:`, brackets or quotes stands in quotes: `title: '…'`"),
    }
}

/// Frontmatter that does not begin the text, or whose end is not written as its beginning.
fn open(prepared: &Prepared<'_>) -> Diagnostic {
    let text = prepared.text.as_str();
    let found = |message| Diagnostic::new(&errors::BAD_YAML, prepared.span(Span::new(0, 3)), message);
    let Some((close, dashes)) = closing_dashes(text) else {
        return found("the frontmatter is not closed").label("opened here").help("close it with another line `---`");
    };
    let mark = prepared.span(Span::new(dashes, dashes + 3));
    if text.get(3..close).is_some_and(|t| t.trim().is_empty()) {
        let line = text.get(dashes..).and_then(|t| t.find('\n')).map_or(text.len(), |i| dashes + i + 1);
        let all = Span::new(prepared.span(Span::at(0)).start, prepared.span(Span::at(line)).start);
        return found("the frontmatter is empty")
            .label("nothing follows it")
            .fix(Fix::safe("remove it", vec![Edit::replace(all, "")]));
    }
    if dashes > close {
        let indent = prepared.span(Span::new(close, dashes));
        return found("the frontmatter ends with another indent than it begins with")
            .related(mark, "not under the line that opens it")
            .fix(Fix::safe("remove the indent", vec![Edit::replace(indent, "")]));
    }
    let before = Span::new(prepared.whole().start, prepared.span(Span::at(0)).start);
    let found = found("the frontmatter does not begin the diagram").label("must be the first line");
    // Comments and directives before it would be lost.
    if before.start < before.end && prepared.comments.is_empty() && prepared.directives.is_empty() {
        return found.fix(Fix::safe("remove the blank before it", vec![Edit::replace(before, "")]));
    }
    found.help("move it before everything else")
}

/// Returns where the line begins that closes frontmatter, and its dashes.
fn closing_dashes(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        if i > 0 && line.trim() == "---" {
            return Some((start, start + line.find('-')?));
        }
        start += line.len();
    }
    None
}

/// Returns where the diagram begins behind frontmatter that could not be taken out of the text.
pub(super) fn behind_open(text: &str) -> usize {
    let line = closing_dashes(text).map(|(at, _)| at + text.get(at..).and_then(|t| t.find('\n')).map_or(0, |i| i + 1));
    let header = || {
        let mut start = 0;
        text.split_inclusive('\n').find_map(|line| {
            let at = start;
            start += line.len();
            let words = line.trim_start();
            (words.starts_with("flowchart ") || words.starts_with("graph ")).then_some(at)
        })
    };
    line.or_else(header).unwrap_or(text.len())
}

/// Returns whether the configuration asks for the ELK renderer.
pub(super) fn wants_elk(config: &Value) -> bool {
    config.pointer("/flowchart/defaultRenderer").and_then(Value::as_str) == Some("elk")
}

/// Merges objects; the second wins.
fn merge(into: &mut Value, from: Value) {
    // Deep documents are refused by both readers long before this would matter.
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                match into.get_mut(&key) {
                    Some(old @ Value::Object(_)) if value.is_object() => merge(old, value),
                    _ => {
                        into.insert(key, value);
                    }
                }
            }
        }
        (into, from) => *into = from,
    }
}
