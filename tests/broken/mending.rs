//! Applies the fixes that are offered, as `check --fix` does, and the unsafe ones where no other is left.

use siteplan::{
    compile::compile_bare,
    config::Config,
    diag::{Applicability, Diagnostic, Fix, Severity, apply},
    source::Source,
};

/// A diagram after its fixes.
#[derive(Debug)]
pub(crate) struct Mended {
    pub(crate) text: String,
    /// How many fixes were applied.
    pub(crate) applied: usize,
    /// Whether an unsafe one was among them.
    pub(crate) guessed: bool,
    /// Whether each error had a fix.
    pub(crate) fixable: bool,
    /// Whether there were more errors after a round than before.
    pub(crate) worse: bool,
    /// The errors that are left.
    pub(crate) left: Vec<String>,
}

fn errors(text: &str) -> Vec<Diagnostic> {
    let compiled = compile_bare(&Source::new("diagram.mmd", text), &Config::default());
    compiled
        .findings
        .into_iter()
        .map(|f| f.diagnostic)
        .filter(|d| d.severity == Severity::Error && is_reading(d))
        .collect()
}

/// What Azure or the guide has to say of a diagram that can be read is not the matter here.
fn is_reading(diagnostic: &Diagnostic) -> bool {
    diagnostic.lint.code.starts_with("SP05") || diagnostic.lint.code.starts_with("SP06")
}

/// Mends a diagram.
pub(crate) fn mend(text: &str) -> Mended {
    let mut mended =
        Mended { text: text.to_owned(), applied: 0, guessed: false, fixable: true, worse: false, left: Vec::new() };
    let mut found = errors(text);
    mended.fixable = !found.is_empty() && found.iter().all(|d| d.fix.is_some());
    for _ in 0..30 {
        let of = |wanted: Applicability| -> Vec<&Fix> {
            found.iter().filter_map(|d| d.fix.as_ref()).filter(|f| f.applicability == wanted).collect()
        };
        let safe = of(Applicability::Safe);
        let fixes = if safe.is_empty() { of(Applicability::Unsafe) } else { safe.clone() };
        if fixes.is_empty() {
            break;
        }
        let (text, applied) = apply(&mended.text, fixes);
        if text == mended.text {
            break;
        }
        mended.guessed |= safe.is_empty();
        mended.applied += applied;
        mended.text = text;
        let after = errors(&mended.text);
        mended.worse |= after.len() > found.len();
        found = after;
    }
    mended.left = found.iter().map(|d| format!("{}: {}", d.lint.code, d.message)).collect();
    mended
}
