//! The checkers beside the project, run over what was emitted. Where they or Python are absent, a test says so and goes on.

#![expect(clippy::expect_used, clippy::print_stderr, reason = "this is test code, though not in a test function")]

use std::path::{Path, PathBuf};
use std::process::Command;

use siteplan::emit::File;

/// Returns a file or folder beside the project, if it is there.
#[must_use]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    found.exists().then_some(found)
}

/// Says that a test did not do all that it could.
pub(crate) fn skipped(what: &str) {
    eprintln!("SKIPPED: {what}");
}

/// Returns whether a finding is one that we know to be wrong, with the reason for each.
fn is_mistaken(finding: &str, files: &[File]) -> bool {
    // The newest stable version of diagnostic settings knows no `categoryGroup`; everyone uses this preview.
    let preview = finding.contains("Diagnostics.apiVersion: warning: is a preview version");
    // The name of a property cannot be an expression in Bicep but by way of interpolation.
    let key = finding.contains("simplify-interpolation")
        && line_of(finding, files).is_some_and(|line| line.trim().starts_with("'${") && line.contains("}': "));
    preview || key
}

/// Returns the line that a finding is about: `check-bicep: main.bicep:215:7: …`.
fn line_of<'a>(finding: &str, files: &'a [File]) -> Option<&'a str> {
    let mut parts = finding.split(':');
    let (_, name, line) = (parts.next()?, parts.next()?.trim(), parts.next()?.parse::<usize>().ok()?);
    files.iter().find(|file| file.name == name)?.text.lines().nth(line.checked_sub(1)?)
}

/// Writes the files into a folder of their own and returns what the three checkers say of them, linters included and
/// warnings too: one line a finding, none where all is well. Returns nothing, loudly, where there are no checkers.
#[must_use]
pub(crate) fn oracle(files: &[File]) -> Option<Vec<String>> {
    let Some(oracles) = shared("oracles") else {
        skipped("no checkers beside the project; what was emitted was not checked");
        return None;
    };
    let folder = tempfile::tempdir().expect("a folder for the files");
    for file in files {
        std::fs::write(folder.path().join(&file.name), &file.text).expect("a file written");
    }
    let mut findings = Vec::new();
    for (checker, options, suffixes) in [
        ("check-arm", &["--strict", "--lint"][..], &[".json"][..]),
        ("check-bicep", &["--strict"][..], &[".bicep", ".bicepparam"][..]),
        ("check-terraform", &["--strict"][..], &[".tf"][..]),
    ] {
        let names: Vec<&str> = files
            .iter()
            .map(|file| file.name.as_str())
            .filter(|name| suffixes.iter().any(|suffix| name.ends_with(suffix)))
            .collect();
        if names.is_empty() {
            continue;
        }
        let run = Command::new("python3")
            .arg("-B")
            .arg(oracles.join(checker))
            .args(options)
            .args(&names)
            .current_dir(folder.path())
            .output();
        let Ok(run) = run else {
            skipped("no python3; what was emitted was not checked");
            return None;
        };
        let said = String::from_utf8_lossy(&run.stdout);
        findings.extend(said.lines().map(|line| format!("{checker}: {line}")));
        if run.status.code().is_none_or(|code| code > 1) || (!run.status.success() && said.is_empty()) {
            findings.push(format!("{checker} failed: {}", String::from_utf8_lossy(&run.stderr)));
        }
    }
    findings.retain(|finding| !is_mistaken(finding, files));
    Some(findings)
}

/// Returns how `terraform fmt` would change the Terraform files: nothing where it is at ease, or is not installed, or no
/// Terraform is among them.
#[must_use]
pub(crate) fn terraform_fmt(files: &[File]) -> String {
    let folder = tempfile::tempdir().expect("a folder for the files");
    let config = folder.path().join("terraform.rc");
    std::fs::write(&config, "").expect("a file written");
    for file in files.iter().filter(|f| f.name.ends_with(".tf") || f.name.ends_with(".tfvars")) {
        std::fs::write(folder.path().join(&file.name), &file.text).expect("a file written");
    }
    let run = Command::new("terraform")
        .env("TF_CLI_CONFIG_FILE", &config)
        .args(["fmt", "-check", "-diff", "-no-color"])
        .current_dir(folder.path())
        .output();
    match run {
        Ok(run) if run.status.success() => String::new(),
        Ok(run) => format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr)),
        Err(_) => {
            skipped("no terraform; the layout was not compared with its own formatter's");
            String::new()
        }
    }
}
