//! The scripts of the workflows, run by bash with stand-ins for `az`, `gh` and `curl`.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::drawings::{Workflows, drawn, repository, shop};

/// A folder with programs that stand in for those of a runner.
pub(crate) struct Runner {
    folder: tempfile::TempDir,
}

impl Runner {
    /// None, with a word about it, where the machine lacks what scripts need.
    pub(crate) fn new(stand_ins: &[(&str, &str)]) -> Option<Self> {
        for program in ["bash", "jq", "git"] {
            if !Command::new(program)
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|s| s.success())
            {
                eprintln!("SKIPPED: the scripts of workflows are not run, as there is no {program}");
                return None;
            }
        }
        let runner = Self { folder: tempfile::tempdir().expect("a folder") };
        for (name, script) in stand_ins {
            let path = runner.path().join(name);
            std::fs::write(
                &path,
                format!("#!/usr/bin/env bash\necho \"{name} $*\" >> \"$RUNNER_TEMP/log\"\n{script}\n"),
            )
            .expect("a file");
            let done = Command::new("chmod").arg("+x").arg(&path).status().expect("chmod runs");
            assert!(done.success());
        }
        Some(runner)
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the script of a step in the folder, as the workflow's shell does.
    pub(crate) fn run(&self, step: &Value, env: &[(&str, &str)]) -> bool {
        let path = format!("{}:{}", self.path().display(), std::env::var("PATH").expect("a path"));
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().expect("a script")]);
        command.current_dir(self.path()).env("PATH", path).env("RUNNER_TEMP", self.path());
        command
            .env("GITHUB_OUTPUT", self.path().join("output"))
            .env("GITHUB_STEP_SUMMARY", self.path().join("summary"));
        let output = command.envs(env.iter().copied()).output().expect("bash runs");
        std::fs::write(self.path().join("said"), &output.stdout).expect("a file");
        if !output.status.success() {
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        }
        output.status.success()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap_or_default()
    }
}

#[test]
fn one_comment_is_written_and_then_kept_up_to_date() {
    let gh = r#"case "$*" in *--paginate*) cat "$RUNNER_TEMP/comments" 2> /dev/null || true ;; *) cp "$RUNNER_TEMP/comment.md" "$RUNNER_TEMP/sent" ;; esac"#;
    let Some(runner) = Runner::new(&[("gh", gh)]) else { return };
    let reports = runner.path().join("reports/what-if-dev");
    std::fs::create_dir_all(&reports).expect("a folder");
    std::fs::write(reports.join("report.txt"), "+ Microsoft.Web/sites\n``` </details>\n").expect("a file");
    let workflows = Workflows::of(&shop(), &repository());
    let step = workflows.step("Write the comment");
    let env = [
        ("MARKER", "<!-- m -->"),
        ("RUN", "https://run"),
        ("ENVIRONMENTS", "dev prod"),
        ("MOST", "30000"),
        ("GITHUB_REPOSITORY", "o/r"),
        ("PULL_REQUEST", "7"),
    ];
    assert!(runner.run(step, &env));
    assert!(runner.read("log").contains("--method POST repos/o/r/issues/7/comments"), "{}", runner.read("log"));
    insta::assert_snapshot!("comment", runner.read("sent"));

    std::fs::write(runner.path().join("comments"), "41\n42\n").expect("a file");
    assert!(runner.run(step, &env));
    assert!(runner.read("log").contains("--method PATCH repos/o/r/issues/comments/41 "), "{}", runner.read("log"));
}

#[test]
fn a_long_report_is_cut_and_told() {
    let Some(runner) = Runner::new(&[("gh", "")]) else { return };
    let reports = runner.path().join("reports/what-if-dev");
    std::fs::create_dir_all(&reports).expect("a folder");
    std::fs::write(reports.join("report.txt"), "é".repeat(500)).expect("a file");
    let workflows = Workflows::of(&shop(), &repository());
    let env = [
        ("ENVIRONMENTS", "dev"),
        ("MOST", "100"),
        ("MARKER", "m"),
        ("GITHUB_REPOSITORY", "o/r"),
        ("PULL_REQUEST", "7"),
        ("LC_ALL", "C.UTF-8"),
    ];
    assert!(runner.run(workflows.step("Write the comment"), &env));
    let comment = runner.read("comment.md");
    assert_eq!(comment.matches('é').count(), 96, "a hundred characters, with the four of the indent");
    assert!(comment.contains("Cut here"), "{comment}");
}

#[test]
fn what_if_tells_an_error_and_fails() {
    let Some(runner) = Runner::new(&[("az", "echo 'no such parameter' >&2; exit 3")]) else { return };
    let workflows = Workflows::of(&shop(), &repository());
    assert!(!runner.run(workflows.step("Ask what would change"), &[("ENVIRONMENT", "dev"), ("PARAMETER_FILE", "p")]));
    assert!(runner.read("report.txt").contains("no such parameter"));
    assert!(runner.read("summary").contains("    no such parameter"), "{}", runner.read("summary"));
}

#[test]
fn a_deployment_hands_on_the_names_of_what_it_deployed() {
    let az = r#"echo '{"webAppName":{"value":"app-shop-dev-x"},"webAppHostName":{"value":"h"}}'"#;
    let Some(runner) = Runner::new(&[("az", az)]) else { return };
    let workflows = Workflows::of(&shop(), &repository());
    let env = [("GROUP", "rg a"), ("DEPLOYMENT", "shop"), ("TEMPLATE", "t.bicep"), ("PARAMETER_FILE", "p.bicepparam")];
    assert!(runner.run(workflows.step("Deploy the infrastructure"), &env));
    assert_eq!(runner.read("output"), "web_app=app-shop-dev-x\nweb_app_host=h\n");
    assert!(runner.read("log").contains("--template-file t.bicep --parameters p.bicepparam"), "{}", runner.read("log"));
}

#[test]
fn the_image_that_runs_is_the_one_that_is_deployed_again() {
    let az = r#"case "$*" in
      *"resource list"*) echo '[
        {"name": "app-other", "tags": {"siteplan-diagram": "other", "siteplan-node": "App"}},
        {"name": "app-bare", "tags": null},
        {"name": "app-shop", "tags": {"siteplan-diagram": "shop", "siteplan-node": "App"}}
      ]' ;;
      *"config show"*) echo 'DOCKER|cr.azurecr.io/team/app:abc' ;;
      *) echo '{}' ;;
    esac"#;
    let Some(runner) = Runner::new(&[("az", az)]) else { return };
    let lines = "    Plan[\"App Service plan (P0v3, Linux)\"] --> App[\"Web App (custom container)\"]\n    App -->|pulls image| Acr[\"Container Registry\"]";
    let workflows = Workflows::of(&drawn(lines), &repository());
    let env = workflows.yaml[1]["jobs"]["deploy"]["env"].clone();
    let told = |key: &str| env[key].as_str().expect("a text");
    let env = [("PARAMETER_FILE", "p"), ("DIAGRAM", told("DIAGRAM")), ("WEB_APP_NODE", told("WEB_APP_NODE"))];
    let step = workflows.step("Deploy the infrastructure");
    assert!(runner.run(step, &env));
    let log = runner.read("log");
    assert!(log.contains("config show --resource-group  --name app-shop "), "{log}");
    assert!(log.contains("--parameters p webAppImage=team/app:abc"), "{log}");
    let Some(forbidden) = Runner::new(&[("az", "exit 1")]) else { return };
    assert!(!forbidden.run(step, &env), "whoever cannot ask which image runs does not set it back");
}

#[test]
fn an_app_that_answers_is_waited_for() {
    let curl = r#"n=$(cat "$RUNNER_TEMP/n" 2> /dev/null || echo 0); echo $((n + 1)) > "$RUNNER_TEMP/n"; if [ "$n" -lt 2 ]; then printf 503; else printf 200; fi"#;
    let az = r#"case "$*" in *"config show"*) echo "$TOLD" ;; *) echo h.example ;; esac"#;
    let Some(runner) = Runner::new(&[("az", az), ("curl", curl), ("sleep", "")]) else { return };
    let workflows = Workflows::of(&shop(), &repository());
    let step = workflows.step("Warm up and try Storefront Web App");
    let healthy = step["env"]["HEALTHY"].as_str().expect("a pattern");
    let env = [("APP", "a"), ("SLOT", "staging"), ("HEALTH", "/health"), ("HEALTHY", healthy), ("TOLD", "")];
    assert!(runner.run(step, &env));
    let log = runner.read("log");
    assert_eq!(log.matches("curl").count(), 3);
    assert!(log.contains("--slot staging") && log.contains("https://h.example/health"), "{log}");
    // What the deployment was told counts before what is drawn.
    let env = [("APP", "a"), ("SLOT", "staging"), ("HEALTH", "/health"), ("HEALTHY", healthy), ("TOLD", "/ready")];
    assert!(runner.run(step, &env));
    assert!(runner.read("log").contains("https://h.example/ready"));
}

#[test]
fn an_app_that_does_not_answer_is_told() {
    let Some(runner) = Runner::new(&[("az", "echo h.example"), ("curl", "printf 404; exit 22"), ("sleep", "")]) else {
        return;
    };
    let workflows = Workflows::of(&shop(), &repository());
    let step = workflows.step("Try Storefront Web App in production");
    assert!(!runner.run(step, &[("APP", "a"), ("HEALTH", "/health"), ("HEALTHY", "^2")]));
    assert_eq!(runner.read("log").matches("curl").count(), 30);
}

#[test]
fn a_domain_is_bound_once() {
    let az = r#"case "$*" in
      *"hostname list"*) cat "$RUNNER_TEMP/names" 2> /dev/null || echo '[]' ;;
      *"ssl list"*) if [ -f "$RUNNER_TEMP/made" ]; then echo '[{"hostNames":["www.shop.example"],"thumbprint":"AB"}]'; else echo '[]'; fi ;;
      *"ssl create"*) touch "$RUNNER_TEMP/made" ;;
    esac"#;
    let Some(runner) = Runner::new(&[("az", az), ("sleep", "")]) else { return };
    let workflows = Workflows::of(&shop(), &repository());
    let step = workflows.step("Bind the domain of Storefront Web App");
    let env = [("APP", "a"), ("DOMAIN", "www.shop.example")];
    assert!(runner.run(step, &env));
    assert!(runner.read("log").contains("--certificate-thumbprint AB"), "{}", runner.read("log"));
    std::fs::write(runner.path().join("names"), r#"[{"name":"a/www.shop.example"}]"#).expect("a file");
    assert!(runner.run(step, &env));
    let log = runner.read("log");
    assert_eq!((log.matches("hostname add").count(), log.matches("ssl create").count()), (1, 1), "{log}");
}

#[test]
fn a_domain_without_its_records_is_told_which() {
    let az = r#"case "$*" in
      *"hostname list"*) echo '[]' ;;
      *"hostname add"*) exit 1 ;;
      *"webapp show"*) echo '{"defaultHostName": "a.example", "customDomainVerificationId": "C0FFEE"}' ;;
    esac"#;
    let Some(runner) = Runner::new(&[("az", az)]) else { return };
    let workflows = Workflows::of(&shop(), &repository());
    let step = workflows.step("Bind the domain of Storefront Web App");
    assert!(!runner.run(step, &[("APP", "a"), ("DOMAIN", "www.shop.example")]));
    let said = runner.read("said");
    assert!(
        said.contains("a CNAME record to a.example, and a TXT record asuid.www.shop.example with C0FFEE"),
        "{said}"
    );
}

#[test]
fn a_certificate_that_does_not_come_is_told() {
    let Some(runner) = Runner::new(&[("az", "echo '[]'"), ("sleep", "")]) else { return };
    let workflows = Workflows::of(&shop(), &repository());
    let step = workflows.step("Bind the domain of Storefront Web App");
    assert!(!runner.run(step, &[("APP", "a"), ("DOMAIN", "www.shop.example")]));
    assert!(runner.read("said").contains("::error::there is no certificate for www.shop.example yet"));
    assert!(!runner.read("log").contains("ssl bind"));
}

#[test]
fn sources_are_what_is_committed() {
    let Some(runner) = Runner::new(&[]) else { return };
    let git = |args: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b.example"])
            .args(args)
            .current_dir(runner.path())
            .output();
        assert!(done.expect("git runs").status.success());
    };
    std::fs::create_dir_all(runner.path().join("src/app")).expect("a folder");
    std::fs::write(runner.path().join("src/app/main.py"), "1").expect("a file");
    git(&["init", "--quiet"]);
    git(&["add", "src"]);
    git(&["commit", "--quiet", "--message", "a"]);
    std::fs::write(runner.path().join("src/app/.env"), "secret").expect("a file");
    let workflows = Workflows::of(&shop(), &repository());
    let package: PathBuf = runner.path().join("package");
    assert!(runner.run(
        workflows.step("Package Storefront Web App"),
        &[("SOURCE", "src/app"), ("PACKAGE", &package.to_string_lossy())]
    ));
    let zip = std::fs::read(package.join("app.zip")).expect("a package");
    let holds = |name: &str| zip.windows(name.len()).any(|w| w == name.as_bytes());
    assert!(holds("main.py") && !holds(".env") && !holds("src/app"));
}

#[test]
fn shellcheck_has_nothing_to_say() {
    let Ok(shellcheck) = std::env::var("SITEPLAN_SHELLCHECK") else {
        eprintln!("SKIPPED: the scripts of workflows are not linted, as SITEPLAN_SHELLCHECK names no shellcheck");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let container = "    App[\"Web App (P0v3, Linux, custom container)\"] -->|pulls image| Acr[\"Container Registry\"]";
    let mut plans =
        vec![shop(), drawn(container), drawn("    Fn[\"Function app (EP1, Java 21)\"] --> Bus[\"Service Bus\"]")];
    plans.extend([crate::SLOW, crate::BEHIND, crate::STATIC].map(drawn));
    plans.extend(
        [".NET 10", "Java 21", "Tomcat 10.1"]
            .map(|s| drawn(&format!("    User --> App[\"Web App<br/>(Linux, {s}, B1)\"]"))),
    );
    let mut scripts: Vec<String> = Vec::new();
    for plan in &plans {
        for step in Workflows::of(plan, &repository()).steps() {
            scripts.extend(step["run"].as_str().map(|run| format!("#!/usr/bin/env bash\nset -eo pipefail\n{run}")));
        }
    }
    scripts.sort();
    scripts.dedup();
    let mut command = Command::new(shellcheck);
    for (at, script) in scripts.iter().enumerate() {
        let path = folder.path().join(format!("{at}.sh"));
        std::fs::write(&path, script).expect("a file");
        command.arg(path);
    }
    let output = command.output().expect("shellcheck runs");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn only_the_link_that_the_template_asked_for_is_approved() {
    let az = r#"case "$*" in
      *"connection list"*) echo '[
        {"id": "/ours", "properties": {"privateLinkServiceConnectionState": {"status": "Pending", "description": "Front Door"}}},
        {"id": "/others", "properties": {"privateLinkServiceConnectionState": {"status": "Pending", "description": "mine"}}},
        {"id": "/done", "properties": {"privateLinkServiceConnectionState": {"status": "Approved", "description": "Front Door"}}}
      ]' ;;
    esac"#;
    let Some(runner) = Runner::new(&[("az", az)]) else { return };
    let lines = "    Plan[\"App Service plan (P1v3)\"] --> App[\"Web App\"]\n    Edge[\"Azure Front Door\"] -->|private link| App";
    let workflows = Workflows::of(&drawn(lines), &repository());
    let step = workflows.step("Approve the private link to Web App");
    let request = step["env"]["REQUEST"].as_str().expect("a message");
    assert!(runner.run(step, &[("APP", "a"), ("GROUP", "g"), ("REQUEST", request)]));
    let log = runner.read("log");
    assert_eq!(log.matches("connection approve").count(), 1, "{log}");
    assert!(log.contains("--id /ours "), "{log}");
    let Some(nobody) = Runner::new(&[("az", "echo '[]'"), ("sleep", "")]) else { return };
    assert!(!nobody.run(step, &[("APP", "a"), ("GROUP", "g"), ("REQUEST", request)]));
    assert!(nobody.read("said").contains("::error::nothing asked a for a private link"), "{}", nobody.read("said"));
    let optional =
        Workflows::of(&drawn(&lines.replace("Azure Front Door", "Azure Front Door (optional)")), &repository());
    let step = optional.step("Approve the private link to Web App");
    assert!(
        nobody.run(step, &[("APP", "a"), ("GROUP", "g"), ("REQUEST", request)]),
        "what is not deployed asks for nothing"
    );
    let open = Workflows::of(&drawn(&lines.replace("|private link| ", "")), &repository());
    assert!(!open.deploys().iter().any(|name| name.starts_with("Approve")), "{:?}", open.deploys());
}
