//! The shape of the house: which way imports run, who owns which foreign crate, how long a file may be.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The layers, the lowest first. A module imports only from lower layers, or from itself.
const LAYERS: &[&[&str]] = &[
    &["source"],
    &["diag"],
    &["config", "markdown"],
    &["syntax"],
    &["graph"],
    &["iac"],
    &["catalog"],
    &["model"],
    &["plan", "render", "rules"],
    &["emit"],
    &["compile"],
    &["report"],
    &["format"],
    &["workspace"],
    &["cli"],
];

/// What a lower layer may all the same take from a higher one, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    // The graph speaks of the reference's types (direction, stroke, dialect), and the AST names them by the same words.
    ("syntax", "graph"),
];

/// Foreign crates that one module owns.
const OWNERS: &[(&str, &str)] = &[
    ("pest", "syntax"),
    ("pest_derive", "syntax"),
    ("granit_parser", "syntax"),
    ("petgraph", "graph"),
    ("pulldown_cmark", "markdown"),
    ("toml", "config"),
    ("globset", "config"),
    ("annotate_snippets", "report"),
    ("resvg", "render"),
    ("usvg", "render"),
    ("harfrust", "render"),
    ("svgtypes", "render"),
    ("pdf_writer", "render"),
    ("subsetter", "render"),
    ("miniz_oxide", "render"),
    ("notosans", "render"),
    ("ignore", "workspace"),
    ("tempfile", "workspace"),
    ("clap", "cli"),
    ("anstream", "cli"),
    ("anyhow", "cli"),
];

/// Above this layer nothing touches the world.
const PURE: &[&str] = &[
    "source", "diag", "config", "markdown", "syntax", "graph", "iac", "catalog", "model", "plan", "render", "rules",
    "emit", "compile", "report", "format",
];

/// What the pure layers may not name.
const WORLD: &[&str] =
    &["std::fs", "std::env", "std::process", "std::time", "std::thread", "TcpStream", "UdpSocket", "println!"];

struct File {
    path: PathBuf,
    module: String,
    /// The text without comments, strings kept.
    code: String,
    text: String,
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let inner = path.strip_prefix(&root).unwrap().to_owned();
                let first = inner.components().next().unwrap().as_os_str().to_str().unwrap().to_owned();
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text
                    .lines()
                    .map(|l| if l.trim_start().starts_with("//") { "" } else { l })
                    .collect::<Vec<_>>()
                    .join("\n");
                out.push(File { path: inner, module: first.trim_end_matches(".rs").to_owned(), code, text });
            }
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// Returns the code without its tests, which may reach anywhere.
fn shipped(file: &File) -> &str {
    file.code.split("#[cfg(test)]").next().unwrap()
}

/// Returns the modules that `crate::…` names in a code: `crate::a::b`, `crate::{a, b::{c}}`.
fn imports(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (at, word) in code.match_indices("crate::") {
        let bounded = code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '$');
        if !bounded {
            continue;
        }
        let rest = &code[at + word.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            out.push(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' if depth == 0 => {
                    out.push(name(group[start..i].trim_start()));
                    start = i + 1;
                }
                '}' => {
                    out.push(name(group[start..i].trim_start()));
                    break;
                }
                _ => {}
            }
        }
    }
    out.retain(|n| !n.is_empty());
    out
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Returns whether a code names a path of a crate.
fn names_crate(code: &str, krate: &str) -> bool {
    code.match_indices(krate).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + krate.len()..];
        let starts = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '.' | '"' | '-' | '/'));
        starts && (after.starts_with("::") || (code[..at].ends_with("use ") && after.starts_with([';', ' '])))
    })
}

#[test]
fn the_reader_of_imports_reads_them() {
    let code = "use crate::{a, b::{c, d}, e::f};\nlet x = crate::g::h();\nmycrate::no::x();";
    assert_eq!(imports(code), ["a", "b", "e", "g"]);
    assert!(names_crate("use toml::{Spanned};", "toml"));
    assert!(!names_crate("let toml = x; self.toml::<T>()", "toml"));
}

#[test]
fn imports_run_one_way() {
    let layer = |module: &str| LAYERS.iter().position(|l| l.contains(&module));
    let mut wrong = Vec::new();
    for file in files().iter().filter(|f| !matches!(f.module.as_str(), "lib" | "main")) {
        let own = layer(&file.module).unwrap_or_else(|| panic!("`{}` stands in no layer", file.module));
        for import in imports(shipped(file)) {
            let allowed = import == file.module
                || layer(&import).is_some_and(|l| l < own)
                || EXCEPTIONS.contains(&(file.module.as_str(), import.as_str()));
            if !allowed {
                wrong.push(format!("{}: crate::{import}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "these imports run the wrong way:\n{}", wrong.join("\n"));
}

#[test]
fn one_module_owns_each_foreign_crate() {
    let mut wrong = Vec::new();
    for file in files() {
        for (krate, owner) in OWNERS {
            if file.module != *owner && names_crate(shipped(&file), krate) {
                wrong.push(format!("{}: {krate} is {owner}'s", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_pure_layers_touch_nothing_of_the_world() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|f| PURE.contains(&f.module.as_str())) {
        for word in WORLD {
            if shipped(file).contains(word) {
                wrong.push(format!("{}: {word}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_lives_in_it_and_is_short() {
    let mut wrong = BTreeMap::new();
    for file in files() {
        let lines = file.text.lines().count();
        if lines > 600 {
            wrong.insert(file.path.clone(), format!("{lines} lines, and 600 are the limit"));
        }
        if !file.text.starts_with("//!") {
            wrong.insert(file.path, "does not begin with `//!`".to_owned());
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
