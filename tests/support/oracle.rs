//! The checkers beside the project, run over what was emitted. Where they or Python are absent, a test says so and goes on.

#![expect(clippy::expect_used, clippy::print_stderr, reason = "this is test code, though not in a test function")]

use std::path::{Path, PathBuf};
use std::process::Command;

use siteplan::emit::File;

/// Returns a file or folder beside the project, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    found.exists().then_some(found)
}

/// Says that a test did not do all that it could.
fn skipped(what: &str) {
    eprintln!("SKIPPED: {what}");
}

/// Returns whether a finding is one that we know to be wrong, with the reason for each.
fn is_mistaken(finding: &str, files: &[File]) -> bool {
    // The newest stable version of diagnostic settings knows no `categoryGroup`; everyone uses this preview.
    let preview = finding.contains("Diagnostics.apiVersion: warning: is a preview version");
    // The name of a property cannot be an expression in Bicep but by way of interpolation.
    let key = finding.contains("simplify-interpolation")
        && line_of(finding, files).is_some_and(|line| line.trim().starts_with("'${") && line.contains("}': "));
    // The checker fills in the provider's own location wherever a type has one, also where that is only told.
    let place = finding.ends_with("sql_failover_group: location: warning: property is read-only");
    preview || key || place
}

/// Returns the line that a finding is about: `check-bicep: main.bicep:215:7: …`.
fn line_of<'a>(finding: &str, files: &'a [File]) -> Option<&'a str> {
    let mut parts = finding.split(':');
    let (_, name, line) = (parts.next()?, parts.next()?.trim(), parts.next()?.parse::<usize>().ok()?);
    files.iter().find(|file| file.name == name)?.text.lines().nth(line.checked_sub(1)?)
}

/// Writes the files into a folder of their own and returns what the three checkers, linters included, and `terraform fmt`
/// say of them: one line a finding, none where all is well. What is not there to be asked is skipped, loudly.
#[must_use]
pub(crate) fn oracle(files: &[File]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder for the files");
    for file in files {
        let path = folder.path().join(&file.name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder made");
        std::fs::write(path, &file.text).expect("a file written");
    }
    let mut findings = checkers(folder.path(), files);
    findings.retain(|finding| !is_mistaken(finding, files));
    if files.iter().any(|file| file.name.ends_with(".tf")) {
        findings.extend(terraform_fmt(folder.path()));
    }
    findings
}

fn checkers(folder: &Path, files: &[File]) -> Vec<String> {
    let Some(oracles) = shared("oracles") else {
        skipped("no checkers beside the project; what was emitted was not checked");
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (checker, options, suffixes) in [
        ("check-arm", &["--strict", "--lint"][..], &[".json"][..]),
        ("check-bicep", &["--strict"][..], &[".bicep", ".bicepparam"][..]),
        ("check-terraform", &["--strict"][..], &[".tf"][..]),
    ] {
        let is_its = |file: &&File| suffixes.iter().any(|suffix| file.name.ends_with(suffix));
        let names: Vec<&str> = files.iter().filter(is_its).map(|file| file.name.as_str()).collect();
        if names.is_empty() {
            continue;
        }
        let mut python = Command::new("python3");
        python.arg("-B").arg(oracles.join(checker)).args(options).args(&names).current_dir(folder);
        let Ok(run) = python.output() else {
            skipped("no python3; what was emitted was not checked");
            return Vec::new();
        };
        let said = String::from_utf8_lossy(&run.stdout);
        findings.extend(said.lines().map(|line| format!("{checker}: {line}")));
        if run.status.code().is_none_or(|code| code > 1) || (!run.status.success() && said.is_empty()) {
            findings.push(format!("{checker} failed: {}", String::from_utf8_lossy(&run.stderr)));
        }
    }
    findings
}

/// Returns how `terraform fmt` would change the files.
fn terraform_fmt(folder: &Path) -> Vec<String> {
    let mut terraform = Command::new("terraform");
    // An empty configuration instead of the user's own.
    let config = tempfile::NamedTempFile::new().expect("a configuration");
    terraform.env("TF_CLI_CONFIG_FILE", config.path()).args(["fmt", "-check", "-diff", "-no-color"]);
    let Ok(run) = terraform.current_dir(folder).output() else {
        skipped("no terraform; the layout was not compared with its own formatter's");
        return Vec::new();
    };
    if run.status.success() {
        return Vec::new();
    }
    let said = [run.stdout, run.stderr].concat();
    String::from_utf8_lossy(&said).lines().map(|line| format!("terraform fmt: {line}")).collect()
}
