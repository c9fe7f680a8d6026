//! The catalogue's phrases, ready to be found in labels.

use std::{array, borrow::Cow, cmp::Reverse, sync::OnceLock};

use crate::catalog::{KINDS, Kind, Word, phrase};

/// A phrase of the catalogue that stands in a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// What it means.
    pub(super) kind: &'static Kind,
    /// The first word.
    pub(super) start: usize,
    /// The number of words.
    pub(super) len: usize,
}

/// A phrase.
struct Entry {
    stems: Vec<Cow<'static, str>>,
    kind: &'static Kind,
    weak: bool,
}

/// In how many shelves the phrases stand.
const SHELVES: usize = 1 << 10;

/// The phrases by what they begin with, the longest first, and the strong before the weak. A label asks for few of them, and one
/// diagram is what most runs are about, so that each shelf is filled when a word asks for it.
static PHRASES: [OnceLock<Vec<Entry>>; SHELVES] = [const { OnceLock::new() }; SHELVES];

/// The shelf of a text: by its first two bytes, of which letters differ in the lower bits.
fn shelf(text: &str) -> usize {
    let [first, second] = array::from_fn(|i| usize::from(text.as_bytes().get(i).copied().unwrap_or(b' ') & 31));
    first << 5 | second
}

/// Returns the phrases on a word's shelf: those that begin with it, and a few others.
fn entries(word: &Word) -> &'static [Entry] {
    let wanted = shelf(&word.stem);
    PHRASES.get(wanted).map_or(&[], |entries| entries.get_or_init(|| collect(wanted)))
}

fn collect(wanted: usize) -> Vec<Entry> {
    let mut found = Vec::new();
    for kind in KINDS.iter().copied() {
        for (names, weak) in [(kind.names, false), (kind.weak_names, true)] {
            let names = names.iter().filter(|name| shelf(name) == wanted);
            found.extend(names.map(|name| Entry { stems: phrase(name), kind, weak }));
        }
    }
    found.sort_by_key(|entry| (Reverse(entry.stems.len()), entry.weak));
    found
}

/// Finds the catalogue's phrases in words: from the left, the longest first, none over
/// another. A phrase runs over a line's end only where it fills the lines: `Container<br/>Registry`.
pub(super) fn find(words: &[Word], weak: bool) -> Vec<Match> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let found = entries(word).iter().filter(|e| weak || !e.weak).find(|e| {
            let len = e.stems.len();
            let Some(run) = words.get(i..i + len) else { return false };
            let same = run.iter().zip(&e.stems).all(|(w, s)| w.stem == *s);
            // `Premium (VNet)` is two things, not a phrase.
            let joined = |w: &Word| w.before.is_empty() || matches!(w.before.as_str(), "-" | "/" | "_");
            let on_a_line = || run.iter().all(|w| w.line == word.line);
            same && run.iter().skip(1).all(joined) && (on_a_line() || wrapped(words, i, len))
        });
        match found {
            Some(entry) => {
                out.push(Match { kind: entry.kind, start: i, len: entry.stems.len() });
                i += entry.stems.len();
            }
            None => i += 1,
        }
    }
    out
}

/// Whether a run of words begins and ends with a line, so that the break inside it only wraps a name.
fn wrapped(words: &[Word], start: usize, len: usize) -> bool {
    let line = |i: usize| words.get(i).map(|w| w.line);
    let opens = start.checked_sub(1).is_none_or(|before| line(before) != line(start));
    let next = words.get(start + len);
    let closes = next.is_none_or(|w| Some(w.line) != line(start + len - 1) || w.before.contains('('));
    opens && closes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_by_its_first_word() {
        for kind in KINDS {
            for name in kind.names.iter().chain(kind.weak_names) {
                let first = phrase(name).first().map(|stem| shelf(stem));
                assert_eq!(first, Some(shelf(name)), "{name}");
            }
        }
    }
}
