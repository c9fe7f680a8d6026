//! `siteplan check --fix`: applies safe fixes until there are none.

use super::{session::Session, ui::Ui};
use crate::{
    compile::{self, Compiled},
    config::Config,
    diag::{self, Applicability, Edit, Fix},
    report::{diff::unified, human::count},
    source::Source,
    workspace,
};

/// How often a document is mended: a fix may uncover the next finding, but none may undo another for ever.
const MAX_ROUNDS: usize = 10;

/// A document's text after mending, and what was done.
pub(super) struct Mended {
    text: String,
    titles: Vec<String>,
}

/// Mends every document, in memory.
pub(super) fn mend(session: &Session) -> Vec<Mended> {
    let documents = session.documents.iter().zip(&session.configs);
    documents.map(|(document, config)| mend_one(&document.source, &document.compiled, config)).collect()
}

fn mend_one(source: &Source, asked: &Compiled, config: &Config) -> Mended {
    let mut mended = Mended { text: source.text.clone(), titles: Vec::new() };
    // Where one diagram was asked for, only its findings are mended.
    let ids: Vec<Option<String>> = asked.diagrams.iter().map(|d| Some(d.id.clone())).collect();
    let whole = compile::compile(source, config).diagrams.len() == ids.len();
    let mut compiled = asked.clone();
    for _ in 0..MAX_ROUNDS {
        let safe = compiled.findings.iter().filter(|f| whole || ids.contains(&f.diagram));
        let fixes: Vec<Fix> = safe
            .filter_map(|f| f.diagnostic.fix.as_ref())
            .filter(|fix| fix.applicability == Applicability::Safe && !fix.edits.is_empty())
            .map(|fix| with_line_ends(fix, &mended.text))
            .collect();
        // One by one, to know which of two that overlap was applied.
        let mut applied: Vec<Fix> = Vec::new();
        for fix in fixes {
            applied.push(fix);
            if diag::apply(&mended.text, &applied).1 < applied.len() {
                applied.pop();
            }
        }
        let (text, _) = diag::apply(&mended.text, &applied);
        if text == mended.text {
            break;
        }
        mended.text = text;
        mended.titles.extend(applied.into_iter().map(|fix| fix.title));
        compiled = compile::compile(&Source::new(source.path.clone(), mended.text.clone()), config);
    }
    mended
}

/// Returns a fix whose new lines end as the document's do.
fn with_line_ends(fix: &Fix, text: &str) -> Fix {
    if !text.contains("\r\n") {
        return fix.clone();
    }
    let edits = fix.edits.iter();
    let edits = edits.map(|e| Edit::replace(e.span, e.text.replace("\r\n", "\n").replace('\n', "\r\n"))).collect();
    Fix { edits, ..fix.clone() }
}

/// Returns what mending changes, as a unified difference.
pub(super) fn diff(session: &Session, mended: &[Mended]) -> String {
    let documents = session.documents.iter().zip(mended);
    documents.map(|(d, mended)| unified(d.source.path.as_str(), &d.source.text, &mended.text)).collect()
}

/// Writes what was mended, and says so.
pub(super) fn write(session: &Session, mended: &[Mended], ui: &mut Ui) -> anyhow::Result<()> {
    for (document, mended) in session.documents.iter().zip(mended) {
        if mended.text == document.source.text {
            continue;
        }
        let path = &document.source.path;
        workspace::write(path, mended.text.as_bytes())?;
        ui.say(&format!("{path}: mended {}\n", count(mended.titles.len(), "finding")));
        for title in &mended.titles {
            ui.say(&format!("  {title}\n"));
        }
    }
    Ok(())
}
