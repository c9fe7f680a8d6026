//! Console sessions: what is typed, what is printed on which stream, and the exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails there")]

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

#[test]
fn console_sessions() {
    trycmd::TestCases::new()
        .case("tests/cli/*.trycmd")
        .case("README.md")
        .case("docs/*.md")
        .env("NO_COLOR", "1")
        .env("RUST_BACKTRACE", "0");
}

fn siteplan(args: &[&str], folder: &Path, stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_siteplan"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no standard input may be gone before this is written.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

fn here() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/check.in"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn standard_input_is_markdown_or_a_bare_diagram() {
    let markdown = siteplan(&["check", "-"], here(), "# A\n\n```mermaid\ngraph TD\n  A --> B\n```\n");
    assert_eq!(markdown.status.code(), Some(0));
    assert_eq!(text(&markdown.stdout), "1 diagram in 1 file, 0 architectures: nothing to say\n");
    let bare = siteplan(&["check", "-"], here(), "graph TD\n  A --> B\n");
    assert_eq!(bare.stdout, markdown.stdout);
}

#[test]
fn a_flowchart_on_standard_input_is_parsed_and_laid_out() {
    let parsed = siteplan(&["parse", "-"], here(), "graph LR\n  A[Shop] --> B\n");
    assert_eq!(parsed.status.code(), Some(0));
    let graph: Value = serde_json::from_slice(&parsed.stdout).unwrap();
    assert_eq!((&graph["ok"], &graph["vertices"][0]["text"]), (&Value::Bool(true), &Value::from("Shop")));
    let layout = siteplan(&["layout", "-"], here(), "graph LR\n  A[Shop] --> B\n");
    let layout: Value = serde_json::from_slice(&layout.stdout).unwrap();
    assert_eq!(layout["nodes"][0]["id"], "A");
    for rejected in ["", "words", "graph LR\n  A[\n", "sequenceDiagram\n  A->>B: x\n"] {
        let parsed = siteplan(&["parse", "-"], here(), rejected);
        assert_eq!(parsed.status.code(), Some(1), "{rejected:?}");
        let graph: Value = serde_json::from_slice(&parsed.stdout).unwrap();
        assert_eq!(graph["ok"], false);
        assert_ne!(graph["message"], "");
    }
}

#[test]
fn pictures_are_written_whole_and_left_alone_where_nothing_changes() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), "```mermaid\ngraph LR\n  A --> B\n```\n").unwrap();
    let draw = || text(&siteplan(&["render", "-o", "out"], dir.path(), "").stdout);
    assert_eq!(draw(), "created out/a/a.svg\n");
    assert_eq!(draw(), "unchanged out/a/a.svg\n");
    std::fs::write(dir.path().join("out/a/a.svg"), "").unwrap();
    assert_eq!(draw(), "updated out/a/a.svg\n");
    let names: Vec<_> = std::fs::read_dir(dir.path().join("out/a")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["a.svg"]);
}

#[test]
fn a_build_is_stale_for_another_provider() {
    let folder = tempfile::tempdir().unwrap();
    let page = "```mermaid\nflowchart LR\n  Plan[App Service plan S1] --> Web[Web app]\n```\n";
    std::fs::write(folder.path().join("shop.md"), page).unwrap();
    let build = |more: &[&str]| {
        siteplan(&[&["build", "shop.md", "--target", "terraform", "-o", "out"], more].concat(), folder.path(), "")
    };
    assert_eq!(build(&["--terraform-provider", "azurerm"]).status.code(), Some(0));
    let same = build(&["--terraform-provider", "azurerm", "--check"]);
    assert_eq!((same.status.code(), text(&same.stdout)), (Some(0), String::new()));
    let other = build(&["--check"]);
    assert_eq!(other.status.code(), Some(1));
    assert_eq!(text(&other.stdout), "stale out/main.tf\nstale out/outputs.tf\nstale out/providers.tf\n");
}

#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_siteplan"))
        .args(["check", ".", "--format", "json"])
        .current_dir(here())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!(text(&done.stderr), "");
    assert!(done.status.code().is_some_and(|code| code < 2), "{:?}", done.status);
}

#[test]
fn json_has_the_shape_of_schema_1() {
    let done = siteplan(&["check", ".", "--format", "json"], here(), "");
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&report), ["schema", "diagrams", "findings", "summary"]);
    assert_eq!(report["schema"], 1);
    assert_eq!(keys(&report["diagrams"][0]), ["path", "id", "line", "kind", "tier"]);
    assert_eq!(
        keys(&report["findings"][0]),
        ["code", "name", "severity", "message", "help", "path", "diagram", "node", "start", "end", "fix", "url"]
    );
    assert_eq!(keys(&report["findings"][0]["start"]), ["line", "column", "offset"]);
    assert_eq!(keys(&report["summary"]), ["files", "diagrams", "architectures", "errors", "warnings", "notes"]);
    for finding in report["findings"].as_array().unwrap() {
        if let Some(fix) = finding["fix"].as_object() {
            assert_eq!(fix.keys().collect::<Vec<_>>(), ["title", "safe", "edits"]);
            assert_eq!(keys(&fix["edits"][0]), ["start", "end", "text"]);
        }
    }
}

#[test]
fn a_file_that_is_not_utf8_is_told_and_the_run_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.md"), b"# Caf\xe9\n").unwrap();
    std::fs::write(dir.path().join("b.md"), "```mermaid\ngraph TD\n  A --> B\n```\n").unwrap();
    let done = siteplan(&["check"], dir.path(), "");
    assert_eq!(done.status.code(), Some(1));
    let out = text(&done.stdout);
    assert!(
        out.starts_with("error[SP090 not-utf8]: `a.md` is not UTF-8, so it cannot be read\n --> a.md:1:6\n"),
        "{out}"
    );
    assert!(out.ends_with("1 diagram in 2 files, 0 architectures: 1 error\n"), "{out}");
}

#[test]
fn mending_keeps_line_ends_and_everything_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.md");
    let page = "\u{feff}# T\r\n\r\n<!-- diagram-id: a b -->\r\n```mermaid\r\ngraph TD\r\n  A --> B\r\n```\r\n";
    std::fs::write(&path, page).unwrap();
    let done = siteplan(&["check", "--fix", "a.md"], dir.path(), "");
    assert_eq!(text(&done.stderr), "a.md: mended 1 finding\n  rename it to `a-b`\n");
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), page.replace("a b", "a-b"));
}

/// Runs Microsoft's own validator, which checks against the standard's schema and beyond it.
#[test]
fn sarif_is_valid() {
    let Ok(validator) = std::env::var("SITEPLAN_SARIF_VALIDATOR") else {
        println!("SKIPPED: SITEPLAN_SARIF_VALIDATOR names no sarif-multitool: no log was validated");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, input) in [("clean", "diagrams"), ("findings", "docs/tour"), ("broken", "tests/cli/check.in")] {
        let log = siteplan(&["check", input, "--format", "sarif"], root, "").stdout;
        std::fs::write(folder.path().join(format!("{name}.sarif")), log).unwrap();
    }
    let out = Command::new(validator)
        .args(["validate", "*.sarif"])
        .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = text(&out.stdout);
    assert!(said.contains("3 files scanned"), "{said}{}", text(&out.stderr));
    assert!(!said.contains("error ") && !said.contains("warning "), "{said}");
}

/// A repository with one document that holds two architectures.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shop = |id: &str| {
        let app = "User --> App[\"Web App<br/>(B1)\"]";
        format!("<!-- diagram-id: {id} -->\n```mermaid\nflowchart LR\n  %% siteplan: name={id}\n  {app}\n```\n\n")
    };
    std::fs::create_dir(folder.path().join("docs")).unwrap();
    std::fs::write(folder.path().join("docs/shop.md"), format!("{}{}", shop("shop"), shop("depot"))).unwrap();
    std::fs::write(folder.path().join("siteplan.toml"), "[environments.dev]\n[environments.prod]\n").unwrap();
    folder
}

#[test]
fn workflows_stand_at_the_root_and_name_what_they_deploy_from_there() {
    let folder = repository();
    let args = ["build", "docs", "--target", "bicep,github", "-o", "infra", "--root", "."];
    let done = siteplan(&args, folder.path(), "");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let written: Vec<String> = text(&done.stdout).lines().filter(|l| l.contains("yml")).map(str::to_owned).collect();
    let files = ["shop.yml", "shop.deploy.yml", "depot.yml", "depot.deploy.yml"];
    assert_eq!(written, files.map(|f| format!("created .github/workflows/{f}")));
    let workflow = std::fs::read_to_string(folder.path().join(".github/workflows/depot.yml")).unwrap();
    for line in [
        "DIAGRAM: docs/shop.md#depot",
        "TARGETS: bicep,github",
        "OUTPUT: infra/depot",
        "TEMPLATE: infra/depot/main.bicep",
        "PARAMETER_FILE: infra/depot/main.${{ matrix.environment }}.bicepparam",
    ] {
        assert!(workflow.lines().any(|l| l.trim() == line), "{line}\n{workflow}");
    }
    // What a pull request asks finds nothing stale, and so does the same command again.
    let again =
        ["build", "docs/shop.md#depot", "--target", "bicep,github", "-o", "infra/depot", "--root", ".", "--check"];
    for args in [&again[..], &[&args[..], &["--check"]].concat()] {
        let done = siteplan(args, folder.path(), "");
        assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(0), ""));
    }
    std::fs::write(folder.path().join(".github/workflows/depot.yml"), "name: mine\n").unwrap();
    let done = siteplan(&again, folder.path(), "");
    assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(1), "stale .github/workflows/depot.yml\n"));
}

#[test]
fn without_a_root_workflows_stand_below_the_folder_that_is_written_to() {
    let folder = repository();
    let done = siteplan(&["build", "docs", "--target", "arm,github", "-o", "out"], folder.path(), "");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let workflow = std::fs::read_to_string(folder.path().join("out/.github/workflows/shop.yml")).unwrap();
    assert!(workflow.contains("TEMPLATE: shop/main.json\n"), "{workflow}");
    // The drawing is not below that root, so nothing there could name it.
    assert!(!workflow.contains("siteplan build"), "{workflow}");
}

#[test]
fn two_workflows_of_one_name_are_told() {
    let folder = repository();
    let page = std::fs::read_to_string(folder.path().join("docs/shop.md")).unwrap();
    std::fs::write(folder.path().join("docs/shop.md"), page.replace("depot", "shop.deploy")).unwrap();
    let args = ["build", "docs", "--target", "bicep,github", "-o", "infra", "--root", "."];
    let done = siteplan(&args, folder.path(), "");
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(
        text(&done.stderr),
        "error: two workflows would be called `shop.deploy.yml`: give one of the diagrams another id\n"
    );
}

#[test]
fn workflows_that_could_not_deploy_are_refused() {
    let folder = repository();
    let refused = |args: &[&str]| {
        let done = siteplan(&[&["build", "docs", "-o", "infra"], args].concat(), folder.path(), "");
        assert_eq!((done.status.code(), text(&done.stdout).as_str()), (Some(2), ""));
        text(&done.stderr)
    };
    assert_eq!(
        refused(&["--target", "terraform,github"]),
        "error: the workflows of `github` deploy Bicep or ARM JSON: add `bicep` or `arm` to --target\n"
    );
    assert_eq!(
        refused(&["--target", "bicep,github", "--root", "docs"]),
        "error: `infra` is not below the root `docs`, so workflows there cannot name it\n"
    );
}
