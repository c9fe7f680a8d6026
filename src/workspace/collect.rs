//! From the paths of a command line to documents.

use std::{
    collections::BTreeSet,
    io::Read,
    path::{Path, PathBuf},
};

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use ignore::WalkBuilder;

use super::Error;
use crate::{
    config::FILE_NAME,
    diag::Diagnostic,
    markdown::{Form, NOT_UTF8},
    source::{Source, Span},
};

/// A path as a user names it: a file, a folder, `-`, or `FILE#diagram-id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The file or folder; `-` for standard input.
    pub path: Utf8PathBuf,
    /// The diagram, where one was named.
    pub diagram: Option<String>,
}

impl Target {
    /// Reads a path. A file whose name holds a `#` is that file.
    #[must_use]
    pub fn new(path: &str) -> Self {
        if path != "-"
            && !Path::new(path).exists()
            && let Some((file, id)) = path.rsplit_once('#')
            && !file.is_empty()
        {
            return Self { path: file.into(), diagram: (!id.is_empty()).then(|| id.to_owned()) };
        }
        Self { path: path.into(), diagram: None }
    }
}

/// A document that was read.
#[derive(Clone, Debug)]
pub struct Input {
    /// The text; where the file is not UTF-8, its best reading, only to be shown.
    pub source: Source,
    /// The one diagram that was asked for.
    pub diagram: Option<String>,
    /// Why the text cannot be compiled.
    pub unreadable: Option<Diagnostic>,
}

/// Every document that was asked for, in the order of the command line, sorted within a folder.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The documents.
    pub inputs: Vec<Input>,
}

/// Reads every document that the paths name.
///
/// # Errors
///
/// Where a path does not exist, or the system refuses to read it.
pub fn collect(paths: &[String]) -> Result<Loaded, Error> {
    let mut loaded = Loaded::default();
    let mut seen: BTreeSet<(Utf8PathBuf, Option<String>)> = BTreeSet::new();
    for path in paths {
        let target = Target::new(path);
        for file in files(&target)? {
            if seen.insert((clean(&file), target.diagram.clone())) {
                loaded.inputs.push(input(file, target.diagram.clone())?);
            }
        }
    }
    Ok(loaded)
}

/// Returns the files of a target, sorted.
fn files(target: &Target) -> Result<Vec<Utf8PathBuf>, Error> {
    let path = &target.path;
    if path == "-" {
        return Ok(vec![path.clone()]);
    }
    let about = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::Missing(path.clone()),
        _ => Error::Read { path: path.clone(), error },
    })?;
    if !about.is_dir() {
        return Ok(vec![path.clone()]);
    }
    if let Some(id) = &target.diagram {
        return Err(Error::FolderWithId { path: path.clone(), id: id.clone() });
    }
    // Only what the repository says counts: a user's own ignore files would make two machines differ.
    let walk = WalkBuilder::new(path).require_git(false).git_global(false).ignore(false).build();
    let mut found = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| Error::Read {
            path: path.clone(),
            error: error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder cannot be walked")),
        })?;
        if entry.file_type().is_some_and(|t| t.is_file())
            && entry.path().extension().and_then(|e| e.to_str()).and_then(Form::of_extension).is_some()
        {
            found.push(name(entry.into_path()));
        }
    }
    found.sort_by(|a, b| a.components().cmp(b.components()));
    Ok(found)
}

/// Returns a path as text with `/` between folders, without a leading `./` that the user did not write.
fn name(path: PathBuf) -> Utf8PathBuf {
    let text = match Utf8PathBuf::from_path_buf(path) {
        Ok(path) => path,
        Err(path) => Utf8PathBuf::from(path.to_string_lossy().into_owned()),
    };
    let text = if cfg!(windows) { Utf8PathBuf::from(text.as_str().replace('\\', "/")) } else { text };
    text.strip_prefix(".").map(Utf8Path::to_owned).unwrap_or(text)
}

/// Returns a path without `.` parts, so that a file named twice is read once.
fn clean(path: &Utf8Path) -> Utf8PathBuf {
    path.components().filter(|c| !matches!(c, Utf8Component::CurDir)).collect()
}

fn input(path: Utf8PathBuf, diagram: Option<String>) -> Result<Input, Error> {
    let bytes = if path == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(&path)
    };
    let bytes = bytes.map_err(|error| Error::Read { path: path.clone(), error })?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Input { source: Source::new(path, text), diagram, unreadable: None },
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let unreadable = Some(not_utf8(&path, &bytes, valid));
            Input { source: Source::new(path, String::from_utf8_lossy(&bytes)), diagram, unreadable }
        }
    })
}

fn not_utf8(path: &Utf8Path, bytes: &[u8], valid: usize) -> Diagnostic {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    // The replacement character that stands for the first bad byte is three bytes long.
    let span = Span::new(valid, valid + '\u{fffd}'.len_utf8());
    Diagnostic::new(&NOT_UTF8, span, format!("`{path}` is not UTF-8, so it cannot be read"))
        .label(if utf16 { "this looks like UTF-16" } else { "the first byte that is not UTF-8" })
        .help("save the file as UTF-8")
}

/// Returns the folder that a path stands in; empty for the current one.
#[must_use]
pub fn parent(path: &Utf8Path) -> &Utf8Path {
    path.parent().unwrap_or(Utf8Path::new(""))
}

/// Returns a file's path below a folder, with `/` between its parts; none where it is not below it.
#[must_use]
pub fn below(path: &Utf8Path, folder: &Path) -> Option<String> {
    let real = path.as_std_path().canonicalize().ok()?;
    let folder = folder.canonicalize().ok()?;
    let relative = real.strip_prefix(folder).ok()?;
    let parts = relative.components().map(|part| part.as_os_str().to_str());
    Some(parts.collect::<Option<Vec<&str>>>()?.join("/"))
}

/// Returns how outputs that are kept call a document: by its path in the project or the repository, so that they come out the same
/// wherever that lies and from whichever folder they are made.
#[must_use]
pub fn lasting_name(path: &Utf8Path) -> Utf8PathBuf {
    let Ok(real) = path.as_std_path().canonicalize() else { return path.to_owned() };
    let roots = || real.ancestors().skip(1);
    let root = roots().find(|f| f.join(FILE_NAME).is_file()).or_else(|| roots().find(|f| f.join(".git").exists()));
    let found = root.and_then(|root| below(path, root)).map(Utf8PathBuf::from);
    let alone = || path.is_absolute().then(|| path.file_name().map(Utf8PathBuf::from)).flatten();
    found.or_else(alone).unwrap_or_else(|| path.to_owned())
}

/// Returns the names of the folders and the file of a path, without what leads out of a folder: `..`, a root, a drive.
pub fn normal_parts(path: &Utf8Path) -> impl Iterator<Item = &str> {
    path.components().filter_map(|part| match part {
        Utf8Component::Normal(name) => Some(name),
        Utf8Component::Prefix(_) | Utf8Component::RootDir | Utf8Component::CurDir | Utf8Component::ParentDir => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, Utf8PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let path = Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap();
        (dir, path)
    }

    fn names(root: &Utf8Path, paths: &[String]) -> Vec<String> {
        let loaded = collect(paths).unwrap();
        let short = |input: Input| input.source.path.strip_prefix(root).unwrap().as_str().replace('\\', "/");
        loaded.inputs.into_iter().map(short).collect()
    }

    #[test]
    fn a_folder_is_walked_in_order_and_gitignore_honoured() {
        let (_dir, root) = folder(&[
            ("b.md", b""),
            ("a/z.mdx", b""),
            ("a.mmd", b""),
            ("a/B.markdown", b""),
            ("out/c.md", b""),
            ("d.mermaid", b""),
            ("e.txt", b""),
            (".gitignore", b"out/\n"),
        ]);
        assert_eq!(names(&root, &[root.to_string()]), ["a/B.markdown", "a/z.mdx", "a.mmd", "b.md", "d.mermaid"]);
    }

    #[test]
    fn a_file_named_twice_is_read_once() {
        let (_dir, root) = folder(&[("a.md", b""), ("b.md", b"")]);
        assert_eq!(
            names(&root, &[format!("{root}/b.md"), root.to_string(), format!("{root}/./b.md")]),
            ["b.md", "a.md"]
        );
    }

    #[test]
    fn a_file_that_is_not_utf8_is_told_and_the_run_goes_on() {
        let (_dir, root) = folder(&[("a.md", b"ok\nbad \xff here"), ("b.md", b"")]);
        let loaded = collect(&[root.to_string()]).unwrap();
        let found = loaded.inputs[0].unreadable.as_ref().unwrap();
        assert_eq!((found.lint.code, found.span.start), ("SP090", 7));
        assert!(loaded.inputs[1].unreadable.is_none());
    }

    #[test]
    fn a_path_may_name_a_diagram() {
        let (_dir, root) = folder(&[("a.md", b""), ("c#.md", b"")]);
        let target = |path: String| (Target::new(&path).path, Target::new(&path).diagram);
        assert_eq!(target(format!("{root}/a.md#one")), (root.join("a.md"), Some("one".to_owned())));
        assert_eq!(target(format!("{root}/c#.md")), (root.join("c#.md"), None));
        assert!(matches!(collect(&[format!("{root}#one")]), Err(Error::FolderWithId { .. })));
        assert!(matches!(collect(&[format!("{root}/none.md")]), Err(Error::Missing(_))));
    }
}
