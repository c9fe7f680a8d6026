//! What an earlier build left behind.

use camino::{Utf8Path, Utf8PathBuf};

use crate::emit::{File, is_ours};

/// Returns the files in the folder of a diagram that have names which only siteplan gives and that are not among those which are
/// built now; only of languages of which something is built.
#[must_use]
pub fn leftovers(folder: &Utf8Path, built: &[File]) -> Vec<Utf8PathBuf> {
    let mut found = Vec::new();
    for below in ["", "modules"] {
        let Ok(entries) = folder.join(below).read_dir_utf8() else { continue };
        for entry in entries.flatten() {
            let name = match below {
                "" => entry.file_name().to_owned(),
                _ => format!("{below}/{}", entry.file_name()),
            };
            let language = |name: &str| name.rsplit('.').next().map(|e| e.trim_end_matches("param").to_owned());
            let asked = built.iter().any(|f| language(&f.name) == language(&name));
            if is_ours(&name) && asked && !built.iter().any(|f| f.name == name) {
                found.push(folder.join(name));
            }
        }
    }
    found.sort();
    found
}
