//! Deployments that Azure takes long for: they are waited for, by a script that signs in anew.

use serde_json::Value;
use siteplan::iac::Plan;

use crate::{
    SLOW,
    drawings::{Workflows, drawn, repository, shop},
    scripts::Runner,
};

/// Stands in for Azure: `states` are what the deployment is at, one for each time that is asked.
const AZ: &str = r#"case "$*" in
  *"operation group list"*--query*) printf 'network\napp\n' ;;
  *"operation group list"*"--name app "*) echo '[
    {"properties": {"provisioningState": "Failed", "targetResource": {"resourceType": "Microsoft.Web/sites", "resourceName": "a"},
      "statusMessage": {"error": {"code": "Outer", "message": "see within", "details": [{"code": "Quota", "message": "100% is\nused"}]}}}}
  ]' ;;
  *"operation group list"*) echo '[
    {"properties": {"provisioningState": "Succeeded", "targetResource": {"resourceType": "Microsoft.Network/virtualNetworks", "resourceName": "v"}}},
    {"properties": {"provisioningState": "Failed", "targetResource": {"resourceType": "Microsoft.Resources/deployments", "resourceName": "app"}}}
  ]' ;;
  *"deployment group show"*provisioningState*)
    state=$(head -n 1 "$RUNNER_TEMP/states")
    sed -i 1d "$RUNNER_TEMP/states"
    if [ "$state" = gone ]; then exit 3; fi
    echo "$state" ;;
  *"deployment group show"*outputs*) echo '{"webAppName": {"value": "app-x"}}' ;;
esac"#;

/// Hands out a token, and tells what it was asked with.
const CURL: &str =
    r#"cat > "$RUNNER_TEMP/asked"; if [ -f "$RUNNER_TEMP/refused" ]; then exit 22; fi; echo '{"value": "jwt-1"}'"#;

const ENV: [(&str, &str); 9] = [
    ("GROUP", "g"),
    ("DEPLOYMENT", "shop"),
    ("TEMPLATE", "t"),
    ("PARAMETER_FILE", "p"),
    ("CLIENT", "c"),
    ("TENANT", "t"),
    ("SUBSCRIPTION", "s"),
    ("ACTIONS_ID_TOKEN_REQUEST_URL", "https://token.example?v=1"),
    ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token"),
];

fn runner(states: &str) -> Option<Runner> {
    let runner = Runner::new(&[("az", AZ), ("curl", CURL), ("sleep", "")])?;
    std::fs::write(runner.path().join("states"), states).expect("a file");
    Some(runner)
}

/// Runs the step as if the job had begun so many seconds before.
fn deploy(runner: &Runner, seconds: &str) -> bool {
    let workflows = Workflows::of(&drawn(SLOW), &repository());
    let mut env = ENV.to_vec();
    env.extend([("SECONDS", seconds), ("MINUTES", "330")]);
    runner.run(workflows.step("Deploy the infrastructure"), &env)
}

#[test]
fn only_what_is_slow_is_waited_for() {
    let script = |plan: &Plan| {
        let workflows = Workflows::of(plan, &repository());
        workflows.step("Deploy the infrastructure")["run"].as_str().expect("a script").to_owned()
    };
    assert!(!script(&shop()).contains("--no-wait"), "the shop stands within the hour");
    assert!(script(&drawn(SLOW)).contains("--no-wait"));
    insta::assert_snapshot!("slow", script(&drawn(SLOW)));
}

#[test]
fn a_job_ends_within_the_six_hours_that_it_may_take() {
    let gateway = "    subgraph V[VNet]\n      subgraph G[Gateway subnet]\n        Gw[\"Application Gateway\"]\n      end\n    end\n    Gw --> App[\"Web App (P1v3)\"]";
    for (lines, minutes, timeout) in [(SLOW, 330, 360), (gateway, 90, 120)] {
        let workflows = Workflows::of(&drawn(lines), &repository());
        let job = &workflows.yaml[1]["jobs"]["deploy"];
        assert_eq!(job["timeout-minutes"], timeout);
        assert_eq!(workflows.step("Deploy the infrastructure")["env"]["MINUTES"], minutes);
    }
}

#[test]
fn a_slow_deployment_is_asked_for_and_waited_for() {
    let Some(runner) = runner("gone\nRunning\nRunning\nSucceeded\n") else { return };
    assert!(deploy(&runner, "0"));
    let log = runner.read("log");
    assert_eq!(log.matches("deployment group create").count(), 1, "{log}");
    assert!(log.contains("--template-file t --parameters p --no-wait"), "{log}");
    assert_eq!(runner.read("said"), "0 min, Running: app network\n", "what it is at is told once");
    assert!(runner.read("output").starts_with("web_app=app-x\n"), "{}", runner.read("output"));
    assert!(!log.contains("az login"), "the sign-in is fresh");
}

#[test]
fn a_token_is_fetched_anew_and_never_shown() {
    let Some(runner) = runner("gone\nRunning\nRunning\nSucceeded\n") else { return };
    assert!(deploy(&runner, "1300"));
    let log = runner.read("log");
    let login = "az login --service-principal --username c --tenant t --federated-token jwt-1 ";
    assert_eq!(log.matches(login).count(), 1, "once is enough for the next twenty minutes: {log}");
    assert!(log.contains("https://token.example?v=1&audience=api://AzureADTokenExchange"), "{log}");
    assert!(runner.read("asked").contains("Authorization: bearer request-token"));
    assert!(!log.contains("request-token"), "it is no argument that others on the machine see");
    let said = runner.read("said");
    assert!(said.starts_with("::add-mask::jwt-1\n") && said.matches("jwt-1").count() == 1, "{said}");
}

#[test]
fn a_sign_in_that_fails_is_tried_again() {
    let Some(runner) = runner("gone\nRunning\nSucceeded\n") else { return };
    std::fs::write(runner.path().join("refused"), "").expect("a file");
    assert!(deploy(&runner, "1300"));
    let said = runner.read("said");
    assert_eq!(said.matches("::warning::Azure could not be signed in to anew").count(), 2, "{said}");
}

#[test]
fn a_deployment_that_is_under_way_is_waited_for_first() {
    let Some(runner) = runner("Running\nRunning\nFailed\nRunning\nSucceeded\n") else { return };
    assert!(deploy(&runner, "0"));
    assert!(runner.read("said").starts_with("::notice::a deployment of an earlier run is under way"));
    let log = runner.read("log");
    let [before, after] = log.split("deployment group create").collect::<Vec<_>>()[..] else { panic!("{log}") };
    assert_eq!(before.matches("provisioningState --output tsv").count(), 3, "until it ended, and how is no matter");
    assert_eq!(after.matches("provisioningState --output tsv").count(), 2, "and then for its own");
}

#[test]
fn a_deployment_that_outlasts_the_job_is_told_with_the_way_on() {
    let Some(runner) = runner(&"Running\n".repeat(9)) else { return };
    assert!(!deploy(&runner, "19801"));
    let said = runner.read("said");
    assert!(said.contains("::error::the deployment shop is not done after 330 minutes. It goes on in Azure"), "{said}");
    assert!(said.contains("run the failed jobs again to wait for it"), "{said}");
    assert!(!runner.read("log").contains("deployment group create"), "two at a time would be in each other's way");
}

#[test]
fn what_failed_is_told_down_to_the_resource() {
    let Some(runner) = runner("Succeeded\nRunning\nFailed\n") else { return };
    assert!(!deploy(&runner, "0"));
    let said = runner.read("said");
    assert!(said.contains("::error::Microsoft.Web/sites a: Quota: 100%25 is%0Aused\n"), "{said}");
    assert!(said.ends_with("::error::the deployment shop ended as Failed\n"), "{said}");
    assert!(!said.contains("see within"), "that only leads to the cause");
    assert_eq!(runner.read("output"), "", "and nothing is delivered");
}

#[test]
fn silence_is_borne_for_a_while() {
    let silence = |n: usize, then: &str| format!("gone\n{}{then}", "gone\n".repeat(n));
    let Some(short) = runner(&silence(19, "Succeeded\n")) else { return };
    assert!(deploy(&short, "0"));
    let Some(long) = runner(&silence(20, "Succeeded\n")) else { return };
    assert!(!deploy(&long, "0"));
    assert!(long.read("said").contains("::error::Azure does not tell of the deployment shop"));
}

#[test]
fn what_follows_a_slow_deployment_signs_in_again() {
    let again = |lines: &str| Workflows::of(&drawn(lines), &repository()).deploys().contains(&"Sign in to Azure again");
    assert!(again(SLOW) && !again("    User --> App[\"Web App<br/>(B1)\"]"));
    assert!(again(crate::CONTAINER), "a registry is signed in to with a token of its own");
    assert!(again(crate::BEHIND), "and so is a storage account");
    let workflows = Workflows::of(&drawn(SLOW), &repository());
    let [first, second] = ["Sign in to Azure", "Sign in to Azure again"].map(|n| workflows.step(n));
    assert_eq!((&first["uses"], &first["with"]), (&second["uses"], &second["with"]));
    assert_ne!(first["uses"], Value::Null);
}
