//! Finding and reading the project file of each document.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    rc::Rc,
};

use camino::{Utf8Path, Utf8PathBuf};

use super::Error;
use crate::{
    config::{self, Config, FILE_NAME},
    diag::{Diagnostic, Lint, Sink},
    source::Source,
};

/// What a project says of one document.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The configuration that holds for it.
    pub config: Rc<Config>,
    /// The file of the findings that are not told any more.
    pub baseline: Option<Utf8PathBuf>,
}

/// The project files seen so far, each read once.
#[derive(Debug, Default)]
pub struct Projects {
    /// By absolute path of the project file.
    read: BTreeMap<PathBuf, Rc<Config>>,
    /// What is wrong with them.
    faults: Vec<(Source, Vec<Diagnostic>)>,
}

impl Projects {
    /// Returns what holds for a document: of the first project file upward from it. The lints that it may name are listed only
    /// where there is one.
    ///
    /// # Errors
    ///
    /// Where the system refuses to read it.
    pub fn of_document(&mut self, path: &Utf8Path, lints: fn() -> Vec<&'static Lint>) -> Result<Project, Error> {
        let Some((file, shown)) = find(super::parent(path))? else { return Ok(Project::default()) };
        let config = self.config(&file, &shown, lints)?;
        let baseline = config.baseline.as_ref().map(|name| super::parent(&shown).join(name));
        if config.levels.overrides.is_empty() {
            return Ok(Project { config, baseline });
        }
        let relative = file.parent().and_then(|folder| super::below(path, folder));
        let config = relative.map_or(config.clone(), |path| Rc::new(config.for_path(&path)));
        Ok(Project { config, baseline })
    }

    fn config(
        &mut self,
        file: &Path,
        shown: &Utf8Path,
        lints: fn() -> Vec<&'static Lint>,
    ) -> Result<Rc<Config>, Error> {
        if let Some(config) = self.read.get(file) {
            return Ok(Rc::clone(config));
        }
        let bytes = std::fs::read(file).map_err(|error| Error::Read { path: shown.to_owned(), error })?;
        let text = String::from_utf8(bytes).map_err(|_| Error::Read {
            path: shown.to_owned(),
            error: std::io::Error::new(std::io::ErrorKind::InvalidData, "it is not UTF-8"),
        })?;
        let source = Source::new(shown, text);
        let mut sink = Sink::new();
        let config = Rc::new(config::parse(&source, &lints(), &mut sink));
        let faults = sink.into_sorted();
        if !faults.is_empty() {
            self.faults.push((source, faults));
        }
        self.read.insert(file.to_owned(), Rc::clone(&config));
        Ok(config)
    }

    /// Returns what is wrong with the project files read so far.
    #[must_use]
    pub fn faults(&self) -> &[(Source, Vec<Diagnostic>)] {
        &self.faults
    }
}

/// Returns the project file for a folder: where it is, and how to show it.
fn find(folder: &Utf8Path) -> Result<Option<(PathBuf, Utf8PathBuf)>, Error> {
    let refused = |error| Error::Read { path: folder.to_owned(), error };
    let here = std::env::current_dir().map_err(refused)?;
    let start = here.join(folder.as_std_path());
    // `..` in a path means the folder above the real one, so links are resolved first.
    let start = start.canonicalize().unwrap_or(start);
    let here = here.canonicalize().unwrap_or(here);
    for above in start.ancestors() {
        let file = above.join(FILE_NAME);
        if file.is_file() {
            let shown = file.strip_prefix(&here).map_or_else(|_| file.clone(), PathBuf::from);
            return Ok(Some((file, Utf8PathBuf::from(shown.to_string_lossy().into_owned()))));
        }
    }
    Ok(None)
}
