//! Words of the language that were used as ids: one finding a word, with all its uses.

use indexmap::IndexMap;

use super::{
    ast::{Diagram, Statement},
    prepare::Prepared,
};
use crate::diag::{Diagnostic, Edit, Sink};

/// How many further uses a finding points at.
const SHOWN: usize = 8;

/// The uses of each word.
#[derive(Default)]
pub(super) struct Reserved {
    found: IndexMap<String, Vec<Diagnostic>>,
}

impl Reserved {
    /// Notes a use.
    pub(super) fn add(&mut self, word: String, found: Diagnostic) {
        self.found.entry(word).or_default().push(found);
    }

    /// Tells each word once. The fix renames all its uses alike, and keeps the word as a label.
    pub(super) fn tell(self, prepared: &Prepared<'_>, diagram: &Diagram, sink: &mut Sink) {
        for (word, uses) in self.found {
            let mut uses = uses.into_iter();
            let Some(mut first) = uses.next() else { continue };
            let bare = format!("[{word}]");
            let mut labelled = first.fix.as_ref().is_some_and(|f| f.edits.iter().any(|e| e.text.ends_with(&bare)));
            for other in uses {
                if first.related.len() < SHOWN {
                    first.related.push((other.span, "used here too".to_owned()));
                }
                let Some(fix) = &mut first.fix else { continue };
                for mut edit in other.fix.into_iter().flat_map(|f| f.edits) {
                    // One label is enough.
                    if edit.text.ends_with(&bare) {
                        if labelled {
                            edit.text.truncate(edit.text.len() - bare.len());
                        }
                        labelled = true;
                    }
                    fix.edits.push(edit);
                }
            }
            let Some(fix) = &mut first.fix else {
                sink.push(first);
                continue;
            };
            let taken = |id: &str| prepared.text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == id);
            let id = fix.edits.first().map_or("", |e| e.text.trim_end_matches(&bare)).to_owned();
            let free = (1..).map(|n| if n == 1 { id.clone() } else { format!("{id}{n}") }).find(|id| !taken(id));
            let free = free.unwrap_or_else(|| id.clone());
            for statement in &diagram.statements {
                if let Statement::Click(click) = statement
                    && click.id.text == word
                {
                    fix.edits.push(Edit::replace(click.id.span, id.clone()));
                }
            }
            for edit in &mut fix.edits {
                edit.text = edit.text.replacen(&id, &free, 1);
            }
            fix.title = if labelled {
                format!("call it `{free}`, and keep the word as its label")
            } else {
                format!("call it `{free}`")
            };
            sink.push(first);
        }
    }
}
