//! Apps that nothing reaches: they fetch their code from a storage account, when Resource Manager says so.

use crate::{
    BEHIND,
    drawings::{Workflows, drawn, repository},
    scripts::Runner,
};

const AZ: &str = r#"case "$*" in
  *generate-sas*) echo 'https://st.example/packages/b?sig=s3cret' ;;
  *"webapp show"*) echo /subscriptions/s/app ;;
  *"--method get"*)
    if [ -f "$RUNNER_TEMP/order.json" ]; then cat "$RUNNER_TEMP/after"; else echo '{"value": [{"name": "old", "properties": {"status": 4, "received_time": "2026-01-01"}}]}'; fi ;;
  *"--method put"*) cp "$RUNNER_TEMP/order.json" "$RUNNER_TEMP/sent" ;;
esac"#;

const ENV: [(&str, &str); 7] = [
    ("APP", "app-x"),
    ("SLOT", "staging"),
    ("GROUP", "g"),
    ("STORAGE", "st"),
    ("PACKAGE", "pkg"),
    ("GITHUB_RUN_ID", "7"),
    ("GITHUB_RUN_ATTEMPT", "2"),
];

fn deliver(status: &str) -> Option<(Runner, bool)> {
    let runner = Runner::new(&[("az", AZ), ("sleep", "")])?;
    let old = r#"{"name": "old", "properties": {"status": 4, "received_time": "2026-01-01"}}"#;
    let new = format!(r#"{{"name": "new", "properties": {{"status": {status}, "received_time": "2026-01-02"}}}}"#);
    let now = if status.is_empty() { old.to_owned() } else { format!("{new}, {old}") };
    std::fs::write(runner.path().join("after"), format!("{{\"value\": [{now}]}}")).expect("a file");
    let workflows = Workflows::of(&drawn(BEHIND), &repository());
    let green = runner.run(workflows.step("Deliver Web App to its slot"), &ENV);
    Some((runner, green))
}

#[test]
fn a_package_is_left_in_storage_and_fetched() {
    let Some((runner, green)) = deliver("4") else { return };
    assert!(green);
    let log = runner.read("log");
    assert!(log.contains("blob upload --file pkg/app.zip --overwrite"), "{log}");
    assert!(log.contains("--slot staging --query id"), "{log}");
    assert!(log.contains("--method put --url /subscriptions/s/app/extensions/onedeploy?"), "{log}");
    let want = r#"{"properties":{"packageUri":"https://st.example/packages/b?sig=s3cret","type":"zip"}}"#;
    let sent: serde_json::Value = serde_json::from_str(&runner.read("sent")).expect("JSON");
    assert_eq!(sent.to_string(), want);
}

#[test]
fn its_address_is_for_it_alone_and_not_shown_and_goes() {
    let Some((runner, _)) = deliver("4") else { return };
    let log = runner.read("log");
    assert!(log.contains("generate-sas --as-user --permissions r --https-only "), "{log}");
    assert!(log.contains("--name app-x/7-2.zip --auth-mode login"), "{log}");
    assert!(!log.contains("s3cret"), "no argument holds it");
    assert_eq!(runner.read("said"), "::add-mask::https://st.example/packages/b?sig=s3cret\n");
    assert!(log.trim_end().lines().last().expect("a line").contains("blob delete"), "{log}");
    assert!(!runner.path().join("order.json").exists());
}

#[test]
fn what_was_delivered_before_is_not_taken_for_it() {
    let Some((runner, green)) = deliver("") else { return };
    assert!(!green);
    assert!(runner.read("said").contains("::error::app-x has not taken its package after 20 minutes"));
    assert!(runner.read("log").contains("blob delete"), "it goes in any case");
}

#[test]
fn a_package_that_cannot_be_taken_is_told() {
    let Some((runner, green)) = deliver("3") else { return };
    assert!(!green);
    assert!(runner.read("said").contains("::error::app-x could not take its package"));
}

#[test]
fn an_account_that_the_app_uses_is_taken_and_else_one_is_asked_for() {
    let account = |lines: &str| {
        let workflows = Workflows::of(&drawn(lines), &repository());
        let storage =
            workflows.step("Deliver Web App to its slot")["env"]["STORAGE"].as_str().expect("a text").to_owned();
        (storage, workflows)
    };
    let (storage, workflows) = account(&format!("{BEHIND}\n    App --> St[\"Storage account\"]"));
    assert_eq!(storage, "${{ steps.infrastructure.outputs.web_app_storage }}");
    let script = workflows.step("Deploy the infrastructure")["run"].as_str().expect("a script");
    assert!(script.contains(r#""web_app_storage=\(.storageAccountName.value // "")""#), "{script}");
    assert!(!workflows.deploys().iter().any(|n| n.starts_with("Fail")), "{:?}", workflows.deploys());

    let closed = "    subgraph V[VNet]\n      Pe[\"Private endpoint<br/>Blob\"]\n    end\n    App --> St[\"Storage account\"]\n    Pe --> St";
    for lines in [BEHIND.to_owned(), format!("{BEHIND}\n{closed}")] {
        let (storage, workflows) = account(&lines);
        assert_eq!(storage, "${{ vars.WEB_APP_STORAGE }}");
        let condition = |step: &str| workflows.step(step)["if"].as_str().expect("a condition").to_owned();
        assert!(condition("Fetch the package of Web App").contains("vars.WEB_APP_STORAGE != ''"));
        assert!(condition("Fail, as Web App gets no code").contains("vars.WEB_APP_STORAGE == ''"));
        assert!(
            workflows.text[0]
                .contains("# - the environment's variable WEB_APP_STORAGE: a storage account for Web App,")
        );
    }
}

#[test]
fn nobody_is_told_to_bring_it_or_try_it() {
    let workflows = Workflows::of(&drawn(BEHIND), &repository());
    assert!(workflows.text.iter().all(|t| !t.contains("DEPLOY_RUNNER")), "no runner would reach it");
    assert!(!workflows.deploys().iter().any(|n| n.contains("try") || n.contains("Try")), "{:?}", workflows.deploys());
}

#[test]
fn functions_are_fetched_and_built_as_well() {
    let lines = BEHIND.replace("Web App", "Function app<br/>(Node 22)");
    let workflows = Workflows::of(&drawn(&lines), &repository());
    let script = workflows.step("Deliver Function app to its slot")["run"].as_str().expect("a script");
    assert!(script.contains("az functionapp show") && script.contains(r#"type: "zip", remoteBuild: true"#), "{script}");
}
