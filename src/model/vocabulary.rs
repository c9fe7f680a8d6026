//! The catalogue's phrases, ready to be found in labels.

use std::cmp::Reverse;

use crate::catalog::{KINDS, Kind, Word, begin_with};

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

/// A phrase of the catalogue, as a word that may begin it finds it.
#[derive(Clone, Copy)]
struct Entry {
    /// Its kind's place in the catalogue.
    kind: u16,
    /// Its place among the names of the kind, or among the weak ones.
    name: u16,
    weak: bool,
    /// The first byte of its second word; none in a phrase of one word, and in one of another script, whose words only a look tells.
    second: Option<u8>,
    /// The next phrase that begins with the same byte.
    next: u16,
}

/// All phrases, by the first byte of each. The compiler makes it: a process that draws one diagram would spend a tenth of its time on
/// listing a thousand phrases, of which it compares few.
struct Index {
    /// The first phrase of each byte.
    heads: [u16; 256],
    entries: [Entry; MOST],
}

/// The most phrases there can be; the build fails with the next.
const MOST: usize = 2_048;

/// No phrase.
const NONE: u16 = u16::MAX;

static INDEX: Index = Index::of(KINDS);

impl Index {
    const fn of(kinds: &[&Kind]) -> Self {
        let blank = Entry { kind: 0, name: 0, weak: false, second: None, next: NONE };
        let mut index = Self { heads: [NONE; 256], entries: [blank; MOST] };
        // From the last to the first, as each goes before those of its byte that came before it.
        let (mut kind, mut count) = (kinds.len(), 0);
        while kind > 0 {
            kind -= 1;
            count = index.add(kinds[kind].weak_names, kind, true, count);
            count = index.add(kinds[kind].names, kind, false, count);
        }
        index
    }

    /// Adds the phrases of a kind. Returns how many there are.
    const fn add(&mut self, names: &[&str], kind: usize, weak: bool, mut count: usize) -> usize {
        let mut i = names.len();
        while i > 0 {
            i -= 1;
            let (first, second) = initials(names[i].as_bytes());
            let next = self.heads[first as usize];
            assert!(kind < NONE as usize && i < NONE as usize && count < MOST, "MOST is too small for the catalogue");
            self.entries[count] = Entry { kind: kind as u16, name: i as u16, weak, second, next };
            self.heads[first as usize] = count as u16;
            count += 1;
        }
        count
    }

    /// Returns the phrases that begin with a byte, in the order of the catalogue.
    fn beginning(&self, byte: u8) -> impl Iterator<Item = &Entry> {
        let head = self.heads.get(usize::from(byte)).and_then(|at| self.entries.get(usize::from(*at)));
        std::iter::successors(head, |entry| self.entries.get(usize::from(entry.next)))
    }
}

/// Returns the first bytes of a phrase's first and second word. Blanks alone part the words of a phrase in ASCII, as a test holds.
const fn initials(name: &[u8]) -> (u8, Option<u8>) {
    let mut second = None;
    let mut i = 1;
    while i < name.len() {
        if !name[i].is_ascii() {
            return (name[0], None);
        }
        if name[i - 1] == b' ' && second.is_none() {
            second = Some(name[i]);
        }
        i += 1;
    }
    (name[0], second)
}

/// A phrase that stands at the front of words.
struct Found {
    kind: &'static Kind,
    len: usize,
    weak: bool,
}

/// Reads a phrase at the front of words.
fn at_front(entry: &Entry, words: &[Word]) -> Option<Found> {
    let kind = *KINDS.get(usize::from(entry.kind))?;
    let names = if entry.weak { kind.weak_names } else { kind.names };
    let len = begin_with(words, names.get(usize::from(entry.name))?)?;
    Some(Found { kind, len, weak: entry.weak })
}

/// Finds the catalogue's phrases in words: from the left, the longest first, none over
/// another. A phrase runs over a line's end only where it fills the lines: `Container<br/>Registry`.
pub(super) fn find(words: &[Word], weak: bool) -> Vec<Match> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let (first, second) = (initial(word), words.get(i + 1).map(initial));
        let found =
            INDEX.beginning(first).filter(|e| weak || !e.weak).filter(|e| e.second.is_none() || e.second == second);
        let found = found.filter_map(|e| at_front(e, &words[i..])).filter(|f| {
            let run = &words[i..i + f.len];
            // `Premium (VNet)` is two things, not a phrase.
            let joined = |w: &Word| w.before.is_empty() || matches!(w.before.as_str(), "-" | "/" | "_");
            let on_a_line = || run.iter().all(|w| w.line == word.line);
            run.iter().skip(1).all(joined) && (on_a_line() || wrapped(words, i, f.len))
        });
        // The longest, the strong before the weak, and then the first of the catalogue.
        let found = found.min_by_key(|f| (Reverse(f.len), f.weak));
        match found {
            Some(Found { kind, len, .. }) => {
                out.push(Match { kind, start: i, len });
                i += len;
            }
            None => i += 1,
        }
    }
    out
}

fn initial(word: &Word) -> u8 {
    word.stem.bytes().next().unwrap_or_default()
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
    use crate::catalog::{phrase, words};

    #[test]
    fn every_phrase_stands_where_its_words_are_looked_for() {
        for name in KINDS.iter().flat_map(|kind| kind.names.iter().chain(kind.weak_names)) {
            let stems = phrase(name);
            let first = |i: usize| stems.get(i).and_then(|stem| stem.bytes().next());
            let words = words(&[(*name).to_owned(), "and more".to_owned()]);
            assert_eq!(begin_with(&words, name), Some(stems.len()), "{name}");
            let (one, two) = initials(name.as_bytes());
            assert_eq!(Some(one), first(0), "{name}");
            assert!(two == first(1) || two.is_none() && !name.is_ascii(), "{name}");
        }
        let all = (0..=u8::MAX).flat_map(|byte| INDEX.beginning(byte)).count();
        assert_eq!(all, KINDS.iter().map(|kind| kind.names.len() + kind.weak_names.len()).sum::<usize>());
    }
}
