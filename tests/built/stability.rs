//! Same drawing, same bytes; a small edit, a small diff.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use siteplan::{config::Config, emit::File, source::Source};

use crate::{files, labels, pages, plan_of, relabelled};

fn built(source: &Source) -> Vec<File> {
    files(&plan_of(source, &Config::default()))
}

#[test]
fn twenty_runs_by_four_threads_give_the_same_bytes() {
    for page in pages() {
        let first = built(&page);
        std::thread::scope(|scope| {
            let run = || (0..5).map(|_| built(&page)).collect::<Vec<_>>();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
            for again in threads.into_iter().flat_map(|t| t.join().expect("a thread that ends well")) {
                assert!(again == first, "{} comes out otherwise", page.path);
            }
        });
    }
}

/// Every file of a folder, by its path in it.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn neither_the_order_of_files_nor_the_folder_that_one_stands_in_matters() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names: Vec<String> = pages().iter().map(|p| p.path.to_string()).collect();
    let build = |from: &Path, paths: Vec<String>| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_siteplan"));
        command.current_dir(from).arg("build").args(paths).args(["--target", "bicep,arm,terraform", "-o"]);
        let done = command.arg(folder.path()).output().expect("it runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        tree(folder.path())
    };
    let forward = build(root, names.clone());
    assert!(forward.len() >= 9 * names.len(), "every page has its files");
    let backward = build(root, names.iter().rev().cloned().collect());
    assert!(forward == backward, "the order of the files matters");
    let below: Vec<String> = names.iter().map(|n| n.trim_start_matches("diagrams/").to_owned()).collect();
    assert!(forward == build(&root.join("diagrams"), below), "the folder that one stands in matters");
    let absolute = names.iter().map(|n| root.join(n).to_string_lossy().into_owned()).collect();
    assert!(forward == build(Path::new("/"), absolute), "the place of the repository matters");
}

/// A word that means nothing to siteplan.
const WORD: &str = "zebra";

fn blankless(line: &str) -> String {
    line.split_whitespace().collect()
}

/// A line without blanks and without the word, and whether the word stood in it.
fn without_word(line: &str) -> (String, bool) {
    let plain: String = line.to_lowercase().split_whitespace().collect();
    let less =
        [format!("-{WORD}"), format!("_{WORD}"), WORD.to_owned()].iter().fold(plain.clone(), |p, w| p.replace(w, ""));
    let has = less != plain;
    (less, has)
}

#[test]
fn one_more_word_in_a_label_changes_only_the_lines_that_speak_of_it() {
    let mut renamed = 0;
    for page in pages() {
        let before = built(&page);
        let lines = |file: &File| file.text.lines().map(blankless).collect::<BTreeSet<String>>();
        let known_lines: Vec<BTreeSet<String>> = before.iter().map(lines).collect();
        for label in labels(&page) {
            let edited = relabelled(&page, &label, &format!("{} {WORD}", label.raw));
            renamed += 1;
            for ((old, lines), new) in before.iter().zip(&known_lines).zip(built(&edited)) {
                let mut left: BTreeMap<String, usize> = BTreeMap::new();
                for line in old.text.lines() {
                    *left.entry(without_word(line).0).or_default() += 1;
                }
                for line in new.text.lines() {
                    let (plain, speaks) = without_word(line);
                    let known = left.get_mut(&plain).filter(|n| **n > 0);
                    let place = format!("{}, `{}`, {}: {line}", page.path, label.raw, new.name);
                    *known.unwrap_or_else(|| panic!("a line that was not there, {place}")) -= 1;
                    assert!(speaks || lines.contains(&blankless(line)), "a line that does not speak of it, {place}");
                }
                assert!(left.values().all(|n| *n == 0), "a line is gone: {}, `{}`, {left:?}", page.path, label.raw);
            }
        }
    }
    assert!(renamed > 100, "only {renamed} labels were renamed");
}
