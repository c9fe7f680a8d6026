//! The catalogue's phrases, ready to be found in labels.

use std::{collections::BTreeMap, sync::OnceLock};

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

struct Entry {
    stems: Vec<String>,
    kind: &'static Kind,
    weak: bool,
}

/// The phrases by their first word, the longest first.
fn entries() -> &'static BTreeMap<String, Vec<Entry>> {
    static ENTRIES: OnceLock<BTreeMap<String, Vec<Entry>>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let mut map: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for kind in KINDS.iter().copied() {
            let strong = kind.names.iter().map(|n| (n, false));
            for (name, weak) in strong.chain(kind.weak_names.iter().map(|n| (n, true))) {
                let stems = phrase(name);
                if let Some(first) = stems.first().cloned() {
                    map.entry(first).or_default().push(Entry { stems, kind, weak });
                }
            }
        }
        for list in map.values_mut() {
            list.sort_by_key(|e| (std::cmp::Reverse(e.stems.len()), e.weak));
        }
        map
    })
}

/// Finds the catalogue's phrases in words: from the left, the longest first, none over
/// another. A phrase runs over a line's end only where it fills the lines: `Container<br/>Registry`.
pub(super) fn find(words: &[Word], weak: bool) -> Vec<Match> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let candidates = entries().get(&word.stem).map_or(&[][..], Vec::as_slice);
        let found = candidates.iter().filter(|e| weak || !e.weak).find(|e| {
            let Some(run) = words.get(i..i + e.stems.len()) else { return false };
            run.iter().zip(&e.stems).all(|(w, s)| w.stem == *s) && (run.iter().all(|w| w.line == word.line) || wrapped(words, i, e.stems.len()))
                // `Premium (VNet)` is two things, not a phrase.
                && run.iter().skip(1).all(|w| w.before.is_empty() || matches!(w.before.as_str(), "-" | "/" | "_"))
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
