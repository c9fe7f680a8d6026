//! Finding and reading the project file of each document.

use std::{collections::BTreeMap, path::PathBuf, rc::Rc};

use camino::{Utf8Path, Utf8PathBuf};

use super::Error;
use crate::{
    config::{self, Config, FILE_NAME},
    diag::{Diagnostic, Lint, Sink},
    source::Source,
};

/// The project files seen so far, each read once.
#[derive(Debug, Default)]
pub struct Projects {
    /// By absolute path.
    read: BTreeMap<PathBuf, Rc<Config>>,
    /// What is wrong with them.
    faults: Vec<(Source, Vec<Diagnostic>)>,
}

impl Projects {
    /// Returns the configuration that holds for the documents of a folder: of the first project file upward.
    ///
    /// # Errors
    ///
    /// Where the system refuses to read it.
    pub fn of_folder(&mut self, folder: &Utf8Path, lints: &[&'static Lint]) -> Result<Rc<Config>, Error> {
        let Some((file, shown)) = find(folder)? else { return Ok(Rc::default()) };
        if let Some(config) = self.read.get(&file) {
            return Ok(Rc::clone(config));
        }
        let bytes = std::fs::read(&file).map_err(|error| Error::Read { path: shown.clone(), error })?;
        let text = String::from_utf8(bytes).map_err(|_| Error::Read {
            path: shown.clone(),
            error: std::io::Error::new(std::io::ErrorKind::InvalidData, "it is not UTF-8"),
        })?;
        let source = Source::new(shown, text);
        let mut sink = Sink::new();
        let config = Rc::new(config::parse(&source, lints, &mut sink));
        let faults = sink.into_sorted();
        if !faults.is_empty() {
            self.faults.push((source, faults));
        }
        self.read.insert(file, Rc::clone(&config));
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
