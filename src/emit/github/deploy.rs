//! The workflow that one environment is deployed by: the infrastructure, then the code of the apps.

use super::yaml::{Map, Node, data, file, shown};
use super::{
    Delivery, Flow, READ, RUNNER, SIGN_IN, bash, checkout, deliver, head, infrastructure, login, permissions, sign_in,
    told,
};
use crate::iac::Reach;

/// The step whose outputs tell what was deployed.
pub(super) const STEP: &str = "infrastructure";

pub(super) fn workflow(flow: &Flow<'_>) -> String {
    let name = &flow.repository.name;
    let input = Map::default()
        .with("description", "The environment, as GitHub and the parameter file call it")
        .with("required", true)
        .with("type", "string");
    let call = Map::default().with("inputs", Map::default().with("environment", input));
    let root = Map::default()
        .with("name", format!("{}, one environment", shown(name)))
        .with("on", Map::default().with("workflow_call", call))
        .with("permissions", Map::default())
        .with("defaults", bash())
        .with("jobs", Map::default().with("deploy", job(flow)));
    file(&head::written(flow.plan), &root)
}

fn job(flow: &Flow<'_>) -> Map {
    let runner =
        if flow.is_inside() { format!("${{{{ vars.DEPLOY_RUNNER || '{RUNNER}' }}}}") } else { RUNNER.to_owned() };
    let page = flow.apps.iter().find(|d| d.app.reach == Reach::Public && condition(flow, &d.app.name).is_none());
    let environment = Map::default()
        .with("name", "${{ inputs.environment }}")
        .with_some("url", page.map(|d| format!("https://${{{{ steps.{STEP}.outputs.{}_host }}}}", d.word)));
    let concurrency = Map::default()
        .with("group", format!("{}-${{{{ inputs.environment }}}}", data(&flow.repository.name)))
        .with("cancel-in-progress", false);
    let mut steps = vec![checkout(), login(), infrastructure::step(flow)];
    if infrastructure::outlasts(flow) {
        steps.push(login_again());
    }
    for delivery in &flow.apps {
        steps.extend(approve(delivery));
        steps.extend(deliver::steps(delivery));
    }
    // Last, so that one app without its code does not keep the others from theirs.
    steps.extend(flow.apps.iter().flat_map(told::steps));
    let mut job = Map::default().with("name", "Deploy");
    if flow.is_inside() {
        job = job.note(
            "Not all code gets to its app from outside of the network: a runner in it delivers it, once there is one.",
        );
    }
    job.with("runs-on", runner)
        .with("timeout-minutes", infrastructure::timeout(flow))
        .with("environment", environment)
        .note("One deployment of an environment at a time, and none is broken off.")
        .with("concurrency", concurrency)
        .with("permissions", permissions(&[READ, SIGN_IN]))
        .with(
            "env",
            flow.environment("${{ inputs.environment }}")
                .with("DEPLOYMENT", flow.deployment())
                .with("AZURE_CORE_ONLY_SHOW_ERRORS", "true"),
        )
        .with("steps", steps)
}

fn login_again() -> Map {
    Map::default()
        .note("The token of the run that was signed in with is over by now, and every further service asks for a fresh one.")
        .with("name", "Sign in to Azure again")
        .append(sign_in())
}

/// The step that approves what an edge service asks of an app: until then nothing gets through.
fn approve(delivery: &Delivery<'_>) -> Option<Map> {
    let asked = delivery.app.request.as_ref()?;
    let env = Map::default()
        .with("APP", format!("${{{{ steps.{STEP}.outputs.{} }}}}", delivery.word))
        .with("REQUEST", data(&asked.message));
    let step = Map::default()
        .with("name", format!("Approve the private link to {}", delivery.title))
        .with("if", format!("${{{{ steps.{STEP}.outputs.{} != '' }}}}", delivery.word))
        .with("env", env)
        .with("run", Node::Script(format!("{REQUESTS}{}{APPROVE}", if asked.certain { AWAIT } else { LOOK })));
    Some(step)
}

/// The condition of an output of the plan.
fn condition<'a>(flow: &'a Flow<'_>, output: &str) -> Option<&'a crate::iac::Expr> {
    flow.plan.outputs.iter().find(|o| o.name == output).and_then(|o| o.condition.as_ref())
}

/// Only what the template asked for: others may ask as well.
const REQUESTS: &str = r#"requests() {
  az network private-endpoint-connection list --resource-group "$GROUP" --name "$APP" --type Microsoft.Web/sites --output json \
    | jq '[.[] | .id as $id | .properties.privateLinkServiceConnectionState
      | select(.description == env.REQUEST) | {$id, status}]' > "$RUNNER_TEMP/requests.json"
}
"#;

/// The request comes some time after the deployment.
const AWAIT: &str = r#"for _ in {1..10}; do
  requests
  if jq --exit-status 'length > 0' "$RUNNER_TEMP/requests.json" > /dev/null; then break; fi
  sleep 30
done
if jq --exit-status 'length == 0' "$RUNNER_TEMP/requests.json" > /dev/null; then
  echo "::error::nothing asked $APP for a private link with the message '$REQUEST'"
  exit 1
fi
"#;

/// What is optional may ask for nothing.
const LOOK: &str = "requests\n";

const APPROVE: &str = r#"jq --raw-output '.[] | select(.status == "Pending") | .id' "$RUNNER_TEMP/requests.json" > "$RUNNER_TEMP/pending"
while read -r id; do
  az network private-endpoint-connection approve --id "$id" --description "$REQUEST" --output none
done < "$RUNNER_TEMP/pending"
"#;
