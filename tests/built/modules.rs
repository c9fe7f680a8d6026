//! A plan that is long to read comes in modules.

use std::collections::BTreeMap;

use siteplan::{config::Config, emit, emit::File};

use crate::{pages, plan, plan_of};

/// The symbols that are declared in Bicep files, with the file of each; those that are only referred to are left out.
fn declared(files: &[File]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files.iter().filter(|f| f.name.ends_with(".bicep")) {
        for line in file.text.lines().filter(|l| l.starts_with("resource ") && !l.contains("' existing = ")) {
            let symbol = line.split_whitespace().nth(1).expect("a symbol");
            found.entry(symbol.to_owned()).or_default().push(file.name.clone());
        }
    }
    found
}

#[test]
fn a_short_plan_is_one_file() {
    let plan = plan("flowchart LR\n    App[Web App B1] --> Kv[Key Vault]\n    User((User)) --> App");
    let names: Vec<String> = emit::bicep(&plan, "dev").into_iter().map(|f| f.name).collect();
    assert_eq!(names, ["main.bicep", "main.dev.bicepparam"]);
}

#[test]
fn every_resource_is_in_one_file_and_no_file_is_long() {
    let mut several = 0;
    for page in pages() {
        let plan = plan_of(&page, &Config::default());
        let files = emit::bicep(&plan, "dev");
        let declared = declared(&files);
        assert_eq!(declared.len(), plan.resources.len(), "{}", page.path);
        assert!(declared.values().all(|files| files.len() == 1), "{declared:?}");
        let modules: Vec<&File> = files.iter().filter(|f| f.name.starts_with("modules/")).collect();
        several += usize::from(!modules.is_empty());
        let main = &files[0];
        for module in &modules {
            assert!(main.text.contains(&format!(" '{}' = {{", module.name)), "{} is not called", module.name);
        }
        let lines: usize = files.iter().map(|f| f.text.lines().count()).sum();
        assert!(lines <= 300 || !modules.is_empty(), "{} has {lines} lines in one file", page.path);
        assert!(modules.iter().all(|m| m.text.lines().count() < lines / 2), "{}: one module has most", page.path);
    }
    assert!(several > 5, "only {several} pages come in modules");
}

#[test]
fn a_module_waits_only_for_those_called_before_it() {
    for page in pages() {
        let main = &emit::bicep(&plan_of(&page, &Config::default()), "dev")[0];
        let mut called: Vec<&str> = Vec::new();
        let mut waits = false;
        for line in main.text.lines() {
            if let Some(rest) = line.strip_prefix("module ") {
                called.push(rest.split(' ').next().expect("a symbol"));
            } else if line == "  dependsOn: [" {
                waits = true;
            } else if line == "  ]" {
                waits = false;
            } else if waits {
                let before = &called[..called.len() - 1];
                assert!(before.contains(&line.trim()), "{}: {line}", page.path);
            }
        }
    }
}

/// What-if passes by a module that is given what is only known while deploying.
#[test]
fn what_a_module_is_given_is_known_before() {
    for page in pages() {
        let main = &emit::bicep(&plan_of(&page, &Config::default()), "dev")[0];
        for line in main.text.lines().filter(|l| l.contains(".outputs.")) {
            assert!(line.starts_with("output "), "{}: {line}", page.path);
        }
    }
}
