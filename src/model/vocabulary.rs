//! The catalogue's phrases, ready to be found in labels.

use std::{cmp::Reverse, sync::OnceLock};

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

/// A phrase. Each start of the program lists all of them and compares few, so that only its two first words tell where it stands.
struct Entry {
    initials: Initials,
    name: &'static str,
    /// How many words it has.
    len: usize,
    kind: &'static Kind,
    weak: bool,
}

/// The first byte of the first word and of the second, where there is one.
type Initials = (u8, Option<u8>);

fn initial(stem: &str) -> u8 {
    stem.bytes().next().unwrap_or_default()
}

/// All phrases by their initials: the longest first, and the strong before the weak. Most labels are of ASCII, and then those of other
/// scripts need no look.
fn phrases(words: &[Word]) -> &'static [Entry] {
    static ASCII: OnceLock<Vec<Entry>> = OnceLock::new();
    static ALL: OnceLock<Vec<Entry>> = OnceLock::new();
    if words.iter().all(|w| w.stem.is_ascii()) {
        ASCII.get_or_init(|| collect(str::is_ascii))
    } else {
        ALL.get_or_init(|| collect(|_| true))
    }
}

fn collect(fits: fn(&str) -> bool) -> Vec<Entry> {
    let mut found = Vec::with_capacity(1_024);
    for kind in KINDS.iter().copied() {
        for (names, weak) in [(kind.names, false), (kind.weak_names, true)] {
            found.extend(names.iter().filter(|name| fits(name)).map(|name| {
                let (initials, len) = outline(name);
                Entry { initials, name, len, kind, weak }
            }));
        }
    }
    found.sort_by_key(|e| (e.initials, Reverse(e.len), e.weak));
    found
}

/// Returns the initials of a phrase, and how many words it has.
fn outline(name: &str) -> (Initials, usize) {
    if name.is_ascii() {
        // Blanks alone part its words, as a test holds, and a plural's s is no initial.
        let blanks = name.bytes().filter(|b| *b == b' ').count();
        let second = name.bytes().skip_while(|b| *b != b' ').nth(1);
        return ((initial(name), second), blanks + 1);
    }
    let stems = phrase(name);
    let first = stems.first().map_or(0, |stem| initial(stem));
    ((first, stems.get(1).map(|stem| initial(stem))), stems.len())
}

/// Returns the phrases that may begin with the first of these words: those of several words with such initials, then those of one.
fn candidates<'a>(phrases: &'a [Entry], words: &[Word]) -> impl Iterator<Item = &'a Entry> + use<'a> {
    let with = |initials: Initials| {
        let begin = phrases.partition_point(|e| e.initials < initials);
        phrases.iter().skip(begin).take_while(move |e| e.initials == initials)
    };
    let at = |i: usize| words.get(i).map(|w| initial(&w.stem));
    let first = at(0).unwrap_or_default();
    let several = at(1).map(|second| with((first, Some(second))));
    several.into_iter().flatten().chain(with((first, None)))
}

/// Finds the catalogue's phrases in words: from the left, the longest first, none over
/// another. A phrase runs over a line's end only where it fills the lines: `Container<br/>Registry`.
pub(super) fn find(words: &[Word], weak: bool) -> Vec<Match> {
    let mut out = Vec::new();
    let phrases = phrases(words);
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let found = candidates(phrases, &words[i..]).filter(|e| weak || !e.weak).find(|e| {
            let Some(run) = words.get(i..i + e.len) else { return false };
            let same = run.iter().map(|w| w.stem.as_str()).eq(phrase(e.name));
            // `Premium (VNet)` is two things, not a phrase.
            let joined = |w: &Word| w.before.is_empty() || matches!(w.before.as_str(), "-" | "/" | "_");
            let on_a_line = || run.iter().all(|w| w.line == word.line);
            same && run.iter().skip(1).all(joined) && (on_a_line() || wrapped(words, i, e.len))
        });
        match found {
            Some(entry) => {
                out.push(Match { kind: entry.kind, start: i, len: entry.len });
                i += entry.len;
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
    fn every_phrase_stands_where_its_words_are_looked_for() {
        for name in KINDS.iter().flat_map(|kind| kind.names.iter().chain(kind.weak_names)) {
            let stems = phrase(name);
            let initials = (initial(&stems[0]), stems.get(1).map(|stem| initial(stem)));
            assert_eq!(outline(name), (initials, stems.len()), "{name}");
        }
    }
}
