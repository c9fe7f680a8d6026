//! The pages of `diagrams/`, each under the path that it has from the project's folder.

use std::path::{Path, PathBuf};

use siteplan::source::Source;

#[expect(clippy::expect_used, reason = "this is test code, though not in a test function")]
pub(crate) fn pages() -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("diagrams");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    pages.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy();
        Source::new(format!("diagrams/{name}"), std::fs::read_to_string(path).expect("a page"))
    };
    pages.iter().map(read).collect()
}
