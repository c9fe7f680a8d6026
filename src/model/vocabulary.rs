//! The catalogue's phrases, ready to be found in labels.

use std::{
    borrow::Cow,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::OnceLock,
};

use crate::catalog::{KINDS, Kind, Word, first_word, phrase};

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

/// A phrase. Each start of the program lists all of them and compares few, so the words behind the first are read when asked for.
struct Entry {
    name: &'static str,
    /// How many words it has.
    len: usize,
    stems: OnceLock<Vec<String>>,
    kind: &'static Kind,
    weak: bool,
}

impl Entry {
    fn stems(&self) -> &[String] {
        self.stems.get_or_init(|| phrase(self.name))
    }

    /// The longest stand first, and the strong before the weak.
    const fn order(&self) -> (std::cmp::Reverse<usize>, bool) {
        (std::cmp::Reverse(self.len), self.weak)
    }
}

/// Phrases by their first word.
type Phrases = HashMap<Cow<'static, str>, Vec<Entry>, BuildHasherDefault<Hash>>;

/// The phrases that words can be: most labels are of ASCII, and then those of other scripts need no look.
fn entries(words: &[Word]) -> &'static Phrases {
    static ASCII: OnceLock<Phrases> = OnceLock::new();
    static ALL: OnceLock<Phrases> = OnceLock::new();
    if words.iter().all(|w| w.stem.is_ascii()) {
        ASCII.get_or_init(|| collect(str::is_ascii))
    } else {
        ALL.get_or_init(|| collect(|_| true))
    }
}

fn collect(fits: fn(&str) -> bool) -> Phrases {
    let mut map = Phrases::with_capacity_and_hasher(1_024, BuildHasherDefault::default());
    for kind in KINDS.iter().copied() {
        let strong = kind.names.iter().map(|n| (*n, false));
        let names = strong.chain(kind.weak_names.iter().map(|n| (*n, true)));
        for (name, weak) in names.filter(|(name, _)| fits(name)) {
            let Some((first, len)) = first_word(name) else { continue };
            let entry = Entry { name, len, stems: OnceLock::new(), kind, weak };
            let list = map.entry(first).or_default();
            list.insert(list.partition_point(|e| e.order() <= entry.order()), entry);
        }
    }
    map
}

/// FNV-1a. The keys are the catalogue's own and looked up only, so that nobody can fill a bucket on purpose.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Hash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// Finds the catalogue's phrases in words: from the left, the longest first, none over
/// another. A phrase runs over a line's end only where it fills the lines: `Container<br/>Registry`.
pub(super) fn find(words: &[Word], weak: bool) -> Vec<Match> {
    let mut out = Vec::new();
    let entries = entries(words);
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let candidates = entries.get(word.stem.as_str()).map_or(&[][..], Vec::as_slice);
        let found = candidates.iter().filter(|e| weak || !e.weak).find(|e| {
            let Some(run) = words.get(i..i + e.len) else { return false };
            let same = run.iter().zip(e.stems()).all(|(w, s)| w.stem == *s);
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
