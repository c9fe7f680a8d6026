//! Known findings: which file holds them, and what they leave to tell.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};

use super::{session::Session, ui::Ui};
use crate::{
    report::{baseline::Baseline, human::count},
    workspace,
};

/// Takes known findings out of a session, and says how many there were.
pub(super) fn apply(session: &mut Session, named: Option<&Utf8Path>, ui: &mut Ui) -> anyhow::Result<()> {
    let mut read: BTreeMap<Utf8PathBuf, Baseline> = BTreeMap::new();
    let (mut known, mut gone) = (0, 0);
    for (document, own) in session.documents.iter_mut().zip(&session.baselines) {
        let Some(file) = named.or(own.as_deref()) else { continue };
        if !read.contains_key(file) {
            // A project may name a baseline before there is one.
            let baseline = if named.is_none() && !file.exists() { Baseline::default() } else { open(file)? };
            read.insert(file.to_owned(), baseline);
        }
        let Some(baseline) = read.get(file) else { continue };
        let (taken, left) = baseline.apply(&name(&document.source.path, file), document);
        known += taken;
        gone += left;
    }
    if known > 0 {
        ui.say(&format!(
            "{} left out: the baseline knows {}\n",
            count(known, "finding"),
            if known == 1 { "it" } else { "them" }
        ));
    }
    if gone > 0 {
        ui.say(&format!("{} of the baseline gone: write it again with `--write-baseline`\n", count(gone, "finding")));
    }
    Ok(())
}

/// Writes all findings of a session to the baseline.
pub(super) fn write(session: &Session, named: Option<&Utf8Path>, ui: &mut Ui) -> anyhow::Result<()> {
    let mut made: BTreeMap<Utf8PathBuf, Baseline> = BTreeMap::new();
    for (document, own) in session.documents.iter().zip(&session.baselines) {
        let Some(file) = named.or(own.as_deref()) else {
            bail!(
                "no baseline is named; write `--baseline FILE`, or `baseline = \"siteplan-baseline.json\"` into `siteplan.toml`"
            );
        };
        made.entry(file.to_owned()).or_default().add(&name(&document.source.path, file), document);
    }
    for (file, baseline) in made {
        workspace::write(&file, baseline.to_text().as_bytes())?;
        ui.say(&format!("{file}: {} written\n", count(baseline.len(), "finding")));
    }
    Ok(())
}

fn open(file: &Utf8Path) -> anyhow::Result<Baseline> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read the baseline `{file}`"))?;
    match Baseline::parse(&text) {
        Ok(baseline) => Ok(baseline),
        Err(why) => bail!("`{file}` is no baseline: {why}"),
    }
}

/// Returns how a baseline calls a document: by its path from the baseline's folder, so that it does not matter where one stands.
fn name(document: &Utf8Path, baseline: &Utf8Path) -> String {
    let folder = workspace::parent(baseline);
    let folder = if folder.as_str().is_empty() { Utf8Path::new(".") } else { folder };
    workspace::below(document, folder.as_std_path()).unwrap_or_else(|| document.as_str().replace('\\', "/"))
}
