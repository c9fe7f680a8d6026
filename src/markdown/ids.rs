//! The ids of diagrams: given by a comment or an attribute, else made of the nearest heading.

use std::collections::BTreeMap;

use super::{
    Fence,
    found::{Block, Findings, Heading},
    lints::{DUPLICATE_ID, EMPTY_FENCE, INVALID_ID, MISSPELT_FENCE, UNCLOSED_FENCE},
    prose,
    view::View,
};
use crate::{
    diag::{Diagnostic, Edit, Fix, Sink},
    source::{Source, Span},
};

/// Returns whether a fence's info string says Mermaid: its first word, or a `.mermaid` class that stands first in braces.
pub(super) fn is_mermaid(info: &str) -> bool {
    let info = info.trim();
    let word = info.split(|c: char| c.is_whitespace() || c == '{').next().unwrap_or("");
    let class = info.strip_prefix('{').map(|rest| rest.trim_start().split([' ', '\t', '}']).next().unwrap_or(""));
    word == "mermaid" || class == Some(".mermaid")
}

/// Returns the first word of an info string, and where it begins, if it was meant to be `mermaid`: another case, the name of the
/// library, or one slip.
pub(super) fn nearly_mermaid(info: &str) -> Option<(usize, &str)> {
    let at = info.len() - info.trim_start().len();
    let word = info.trim_start().split(|c: char| c.is_whitespace() || c == '{').next()?;
    let lower = word.to_lowercase();
    let library = matches!(lower.as_str(), "mermaid" | "mermaidjs" | "mermaid-js" | "mermaid.js");
    // What is longer may be another language's name.
    let near = library || lower.len() <= "mermaid".len() && strsim::damerau_levenshtein(&lower, "mermaid") == 1;
    (near && word != "mermaid").then_some((at, word))
}

/// Reads `{#name}` of an info string that begins at `at` in the view.
pub(super) fn attribute(view: &View, info: &str, at: usize) -> Option<(String, Span)> {
    let open = info.find('{')?;
    let close = open + info.get(open..)?.find('}')?;
    let inside = info.get(open + 1..close)?;
    let mut from = 0;
    for word in inside.split_whitespace() {
        let start = from + inside.get(from..)?.find(word)?;
        from = start + word.len();
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            let start = at + open + 1 + start + 1;
            return Some((id.to_owned(), view.map.span(Span::new(start, start + id.len()))));
        }
    }
    None
}

/// Reads the comment `<!-- diagram-id: name -->` (in MDX `{/* diagram-id: name */}`) above an offset of the view; blank lines and
/// other comments may stand between.
pub(super) fn comment_above(view: &View, offset: usize) -> Option<(String, Span)> {
    let mut end = view.text.get(..offset)?.rfind(['\n', '\r'])?;
    loop {
        let start = view.text.get(..end)?.rfind(['\n', '\r']).map_or(0, |i| i + 1);
        let line = view.text.get(start..end)?;
        let body = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let words = body.trim_end();
        let inside = words
            .strip_prefix("<!--")
            .and_then(|w| w.strip_suffix("-->"))
            .or_else(|| words.strip_prefix("{/*").and_then(|w| w.strip_suffix("*/}")));
        if let Some(inside) = inside {
            if let Some(id) = inside.trim().strip_prefix("diagram-id:").map(str::trim).filter(|id| !id.is_empty()) {
                let at = start + line.len() - body.len() + body.find("diagram-id:")? + "diagram-id:".len();
                let at = at + view.text.get(at..)?.find(id)?;
                return Some((id.to_owned(), view.map.span(Span::new(at, at + id.len()))));
            }
        } else if !words.is_empty() {
            return None;
        }
        end = start.checked_sub(1)?;
    }
}

/// Makes a slug as GitHub and MkDocs make one of a heading: lower case, punctuation dropped, blanks to `-`. Never empty.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_alphanumeric() || c == '_' {
            out.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches('-');
    if out.is_empty() { "diagram".to_owned() } else { clip(out) }
}

/// A file's name may not be longer than 255 bytes on any system, and an extension follows.
fn clip(id: &str) -> String {
    let mut end = id.len().min(120);
    while !id.is_char_boundary(end) {
        end -= 1;
    }
    id[..end].to_owned()
}

/// Returns the name of a document's file without its extension.
pub(super) fn stem(source: &Source) -> &str {
    source.path.file_stem().unwrap_or("diagram")
}

/// Returns whether an id can be a file's name, and stand after `#`, on every system.
fn is_valid(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 120
        && !id.starts_with('.')
        && !id.ends_with('.')
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Gives every block its id and its heading, and tells what is wrong with them.
pub(super) fn assign(source: &Source, findings: Findings, sink: &mut Sink) -> Vec<Fence> {
    let Findings { mut blocks, mut headings, mut passages, misspelt } = findings;
    for (word, span) in misspelt {
        sink.push(
            Diagnostic::new(&MISSPELT_FENCE, span, format!("`{word}` is not the word that renderers look for"))
                .label("no diagram is drawn here")
                .fix(Fix::safe("write `mermaid`", vec![Edit::replace(span, "mermaid")])),
        );
    }
    blocks.sort_by_key(|b| b.span.start);
    headings.sort_by_key(|h| h.span.start);
    passages.sort_by_key(|p| p.start);
    blocks.retain(|block| keep(block, sink));
    let mut beside = prose::beside(&blocks, &headings, &passages).into_iter();

    // What the author named keeps its name, so these are taken before any is made up.
    let mut taken: BTreeMap<String, Span> = BTreeMap::new();
    let mut named: Vec<Option<String>> = Vec::with_capacity(blocks.len());
    for block in &blocks {
        let given = block.id.as_ref().map(|(id, span)| (explicit(id, *span, sink), *span));
        let first = given.filter(|(id, span)| match taken.get(&id.to_lowercase()) {
            Some(_) => false,
            None => taken.insert(id.to_lowercase(), *span).is_none(),
        });
        named.push(first.map(|(id, _)| id));
    }

    let mut fences = Vec::with_capacity(blocks.len());
    let mut heads = headings.into_iter().peekable();
    let mut current: Option<Heading> = None;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (block, name) in blocks.into_iter().zip(named) {
        while let Some(heading) = heads.next_if(|h| h.span.start < block.span.start) {
            current = Some(heading);
        }
        let id = match (name, &block.id) {
            (Some(id), _) => id,
            (None, Some((wanted, span))) => {
                let wanted = valid(wanted);
                let first = taken.get(&wanted.to_lowercase()).copied();
                let id = free(&wanted, &mut counts, &mut taken, *span);
                sink.push(duplicate(&wanted, &id, *span, first));
                id
            }
            (None, None) => free(&base(source, current.as_ref()), &mut counts, &mut taken, block.span),
        };
        let heading = current.as_ref().map(|h| (h.text.trim().to_owned(), h.span));
        let prose = beside.next().unwrap_or_default();
        let Block { text, map, span, content, .. } = block;
        fences.push(Fence { id, text, map, span, content, heading, prose });
    }
    fences
}

/// Returns what an id is made of where the author gave none.
fn base(source: &Source, heading: Option<&Heading>) -> String {
    match heading {
        Some(Heading { anchor: Some(anchor), .. }) => valid(anchor),
        Some(heading) => slug(&heading.text),
        None => slug(stem(source)),
    }
}

/// Returns the id, or the nearest one that can be a file's name.
fn valid(id: &str) -> String {
    if is_valid(id) {
        return id.to_owned();
    }
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '.') { c } else { '-' };
    let words: String = id.chars().map(kept).collect();
    let words: Vec<&str> = words.split('-').filter(|w| w.chars().any(|c| c != '.')).collect();
    let joined = words.join("-");
    let mended = clip(joined.trim_matches('.'));
    if is_valid(&mended) { mended } else { slug(id) }
}

fn explicit(id: &str, span: Span, sink: &mut Sink) -> String {
    let used = valid(id);
    if used != id {
        sink.push(
            Diagnostic::new(&INVALID_ID, span, format!("the diagram id `{id}` cannot be a file's name"))
                .label(format!("read as `{used}`"))
                .help("use letters, digits, `-`, `_` and `.`")
                .fix(Fix::safe(format!("rename it to `{used}`"), vec![Edit::replace(span, used.clone())])),
        );
    }
    used
}

/// Returns the first of `base`, `base-2`, `base-3` … that is free, and takes it. Ids that differ only by case would be one file on
/// some systems, so they are the same here.
fn free(base: &str, counts: &mut BTreeMap<String, usize>, taken: &mut BTreeMap<String, Span>, span: Span) -> String {
    let count = counts.entry(base.to_lowercase()).or_insert(0);
    loop {
        *count += 1;
        let id = if *count == 1 { base.to_owned() } else { format!("{base}-{count}") };
        if let std::collections::btree_map::Entry::Vacant(entry) = taken.entry(id.to_lowercase()) {
            entry.insert(span);
            return id;
        }
    }
}

fn duplicate(wanted: &str, id: &str, span: Span, first: Option<Span>) -> Diagnostic {
    let found =
        Diagnostic::new(&DUPLICATE_ID, span, format!("the diagram id `{wanted}` is already taken in this document"))
            .label(format!("read as `{id}`"))
            .help("give every diagram of a document its own id")
            .fix(Fix::unsafe_(format!("rename it to `{id}`"), vec![Edit::replace(span, id)]));
    match first {
        Some(first) => found.related(first, "first used here"),
        None => found,
    }
}

/// Tells of a block that is empty or never closed. Returns whether it holds a diagram.
fn keep(block: &Block, sink: &mut Sink) -> bool {
    let opening = block.opening;
    if let Some((span, mark)) = &block.wrong_close {
        sink.push(
            Diagnostic::new(&UNCLOSED_FENCE, *span, format!("this line does not close a diagram that {mark} opens"))
                .label(format!("expected {mark}"))
                .related(opening, "opened here")
                .fix(Fix::safe(format!("write {mark}"), vec![Edit::replace(*span, mark.clone())])),
        );
    } else if let Some(mark) = &block.unclosed {
        sink.push(
            Diagnostic::new(&UNCLOSED_FENCE, opening, "this diagram's fence is never closed")
                .label("opened here")
                .related(Span::at(block.span.end), "everything up to here belongs to it")
                .help(format!("write {mark} on a line of its own where the diagram ends")),
        );
    }
    let filled = !block.text.trim().is_empty();
    if !filled {
        sink.push(
            Diagnostic::new(&EMPTY_FENCE, opening, "this fence holds no diagram").help("draw something, or remove it"),
        );
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_githubs() {
        assert_eq!(slug("Basic Tier (B1)"), "basic-tier-b1");
        assert_eq!(slug("Standard/Premium: S1 & P1v3"), "standardpremium-s1-p1v3");
        assert_eq!(slug("  네트워크 Übersicht_2 "), "네트워크-übersicht_2");
        assert_eq!(slug("…"), "diagram");
    }

    #[test]
    fn mermaid_is_the_first_word() {
        assert!(is_mermaid("mermaid"));
        assert!(is_mermaid(" mermaid {#a .b}"));
        assert!(is_mermaid("mermaid{#a}"));
        assert!(is_mermaid("{.mermaid #a}"));
        assert!(!is_mermaid("mermaid-js"));
        assert!(!is_mermaid("text mermaid"));
        assert!(!is_mermaid(""));
    }
}
