//! What the document says of a diagram in words, clause by clause.

use super::Scope;
use crate::{catalog::stem, source::Span};

/// A word of a text beside a diagram, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    /// In lower case, without a plural's s.
    pub(super) stem: String,
    /// In the document.
    pub(super) span: Span,
}

/// A run of words that no mark parts: `no private endpoints`.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    /// Its words.
    pub(super) words: Vec<Spoken>,
    /// The number of the sentence, from 0 in the whole text.
    pub(super) sentence: usize,
}

impl Clause {
    /// Returns whether it holds a word.
    pub(super) fn has(&self, stem: &str) -> bool {
        self.words.iter().any(|w| w.stem == stem)
    }
}

/// How much of a text is read, in bytes: what is said of a drawing stands close by and is short.
const READ: usize = 20_000;

/// Returns the clauses of the text beside a diagram.
pub(super) fn clauses(scope: &Scope<'_>) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut sentence = 0;
    let mut left = READ;
    for passage in &scope.fence.prose {
        let text = scope.source.slice(*passage);
        if text.len() > left {
            break;
        }
        left -= text.len();
        sentence += 1;
        let mut clause = Clause { words: Vec::new(), sentence };
        let mut start: Option<usize> = None;
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        for (i, (at, c)) in chars.iter().copied().enumerate() {
            let next = chars.get(i + 1).map(|(_, n)| *n);
            let inner = matches!(c, '.' | '+' | '#') && start.is_some() && next.is_some_and(char::is_alphanumeric);
            if c.is_alphanumeric() || inner {
                start.get_or_insert(at);
                continue;
            }
            word(&mut clause, text, start.take(), at, passage.start);
            let dash = matches!(c, '—' | '–') || (c == '-' && next.is_some_and(char::is_whitespace));
            if matches!(c, '.' | ';' | '!' | '?' | '|' | '。') {
                sentence += 1;
                end(&mut out, &mut clause, sentence);
            } else if matches!(c, ',' | ':' | '(' | ')' | '、') || dash {
                end(&mut out, &mut clause, sentence);
            }
        }
        word(&mut clause, text, start, text.len(), passage.start);
        end(&mut out, &mut clause, sentence);
    }
    out
}

fn word(clause: &mut Clause, text: &str, start: Option<usize>, end: usize, base: usize) {
    let Some(start) = start else { return };
    let lower = text.get(start..end).unwrap_or("").to_lowercase();
    clause.words.push(Spoken { stem: stem(&lower), span: Span::new(base + start, base + end) });
}

fn end(out: &mut Vec<Clause>, clause: &mut Clause, sentence: usize) {
    let whole = std::mem::replace(clause, Clause { words: Vec::new(), sentence });
    if !whole.words.is_empty() {
        out.push(whole);
    }
}
