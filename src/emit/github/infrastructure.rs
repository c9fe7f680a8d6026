//! The step that deploys the infrastructure: in one command, or, where Azure takes long, by waiting for it.

use super::deploy::STEP;
use super::yaml::{Map, Node};
use super::{Delivery, Flow};
use crate::emit::names::{Role, output_names};
use crate::iac::{Payload, Way};

/// How long a job may take that waits for nothing slow.
const USUAL: u32 = 180;

/// How long a job waits at most: machines of GitHub take a job for six hours, and code is delivered after the wait.
const LONGEST: u32 = 330;

/// How long all but the slow resources take, and as long again what comes after them.
const REST: u32 = 30;

/// How many minutes the job of an environment may take.
pub(super) fn timeout(flow: &Flow<'_>) -> u32 {
    patience(flow).map_or(USUAL, |minutes| minutes + REST)
}

/// How many minutes are waited for a deployment; none where it is not one to wait for.
///
/// What signs in with a token of the run is signed in for an hour and cannot stay so, for that token is good for minutes (azure-cli
/// 28708). So what may take longer is waited for by a script that signs in anew.
fn patience(flow: &Flow<'_>) -> Option<u32> {
    let slow: u32 = flow.plan.resources.iter().map(|r| r.minutes).sum();
    (slow > 0).then(|| (slow + REST).min(LONGEST))
}

/// Whether what comes after the deployment has to sign in anew: the deployment outlasted the sign-in, or what follows signs in to
/// something else than Resource Manager, and needs a fresh token of the run for that.
pub(super) fn outlasts(flow: &Flow<'_>) -> bool {
    let elsewhere =
        |d: &Delivery<'_>| matches!(d.app.payload, Payload::Image { .. }) || matches!(d.app.way, Way::Storage(_));
    !flow.apps.is_empty() && patience(flow).is_some() || flow.apps.iter().any(elsewhere)
}

pub(super) fn step(flow: &Flow<'_>) -> Map {
    let outputs = output_names(flow.plan);
    let mut told: Vec<(String, String)> = Vec::new();
    for delivery in &flow.apps {
        let word = &delivery.word;
        told.push((word.clone(), delivery.name.clone()));
        told.push((format!("{word}_host"), delivery.host.clone()));
        told.extend(delivery.slot.iter().map(|slot| (format!("{word}_slot"), slot.clone())));
        if let Payload::Image { registry, .. } = &delivery.app.payload {
            told.push((format!("{word}_registry"), outputs.get(Role::Output, registry)));
        }
        if let Way::Storage(Some(account)) = &delivery.app.way {
            told.push((format!("{word}_storage"), outputs.get(Role::Output, account)));
        }
    }
    let mut script = flow.collect();
    let mut step = Map::default().with("name", "Deploy the infrastructure").with("id", STEP);
    if let Some(minutes) = patience(flow) {
        script.insert_str(0, WAIT);
        script.push_str(DEPLOY_SLOWLY);
        let env = Map::default()
            .with("CLIENT", "${{ vars.AZURE_CLIENT_ID }}")
            .with("TENANT", "${{ vars.AZURE_TENANT_ID }}")
            .with("SUBSCRIPTION", "${{ vars.AZURE_SUBSCRIPTION_ID }}")
            .note("How long it is waited for.")
            .with("MINUTES", minutes);
        step = step.with("env", env);
    } else {
        script.push_str(DEPLOY);
    }
    script.push_str(&tell(&told));
    step.with("run", Node::Script(script))
}

/// The lines that tell later steps what was deployed: an output of the step for each of the template's.
fn tell(told: &[(String, String)]) -> String {
    if told.is_empty() {
        return String::new();
    }
    let lines: Vec<String> =
        told.iter().map(|(word, output)| format!("  \"{word}=\\(.{output}.value // \"\")\"")).collect();
    format!("jq --raw-output '\n{}\n' \"$RUNNER_TEMP/outputs.json\" >> \"$GITHUB_OUTPUT\"\n", lines.join(",\n"))
}

const DEPLOY: &str = r#"az deployment group create --resource-group "$GROUP" --name "$DEPLOYMENT" \
  --template-file "$TEMPLATE" --parameters "${parameters[@]}" \
  --query properties.outputs --output json > "$RUNNER_TEMP/outputs.json"
"#;

/// What is waited for is asked twice a minute; what is signed in with is renewed three times an hour, and again at once where that fails.
const WAIT: &str = r#"# A token of the run is good for some minutes, and what signs in with it for about an hour.
sign_in() {
  local token
  token=$(printf 'header = "Authorization: bearer %s"\n' "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
    | curl --silent --show-error --fail --config - "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" \
    | jq --exit-status --raw-output .value) || return 1
  echo "::add-mask::$token"
  az login --service-principal --username "$CLIENT" --tenant "$TENANT" --federated-token "$token" --output none || return 1
  az account set --subscription "$SUBSCRIPTION" || return 1
  signed_in=$SECONDS
}

provisioning() {
  az deployment group show --resource-group "$GROUP" --name "$DEPLOYMENT" --query properties.provisioningState --output tsv
}

# What Azure is at, on one line.
under_way() {
  az deployment operation group list --resource-group "$GROUP" --name "$DEPLOYMENT" \
    --query "[?properties.provisioningState=='Running'].properties.targetResource.resourceName" --output tsv \
    | sort | paste --serial --delimiters ' '
}

# Waits until the deployment has ended, one way or the other.
wait_for_it() {
  local shown='' now='' silent=0
  while true; do
    sleep 30
    if ((SECONDS - signed_in > 1200)) && ! sign_in; then
      echo "::warning::Azure could not be signed in to anew; it is tried again"
    fi
    if state=$(provisioning); then
      silent=0
    else
      state=unknown
      silent=$((silent + 1))
      if ((silent == 20)); then
        echo "::error::Azure does not tell of the deployment $DEPLOYMENT; run the failed jobs again to wait for it"
        exit 1
      fi
    fi
    case "$state" in
      Succeeded | Failed | Canceled) return 0 ;;
    esac
    if ((SECONDS > MINUTES * 60)); then
      echo "::error::the deployment $DEPLOYMENT is not done after $MINUTES minutes. It goes on in Azure; run the failed jobs again to wait for it"
      exit 1
    fi
    now=$(under_way || true)
    if [ "$now" != "$shown" ]; then
      echo "$((SECONDS / 60)) min, $state: $now"
      shown=$now
    fi
  done
}

# Tells why a deployment failed, and those within it.
explain() {
  local operations nested
  operations=$(az deployment operation group list --resource-group "$GROUP" --name "$1" --output json) || return 0
  jq --raw-output '.[].properties | select(.provisioningState == "Failed")
    | select(.targetResource.resourceType != "Microsoft.Resources/deployments")
    | "\(.targetResource.resourceType) \(.targetResource.resourceName)" as $what
    | [.statusMessage | .. | objects | select(.message and ((.details // []) == [])) | "\(.code): \(.message)"]
    | "\($what): \(unique | join("; "))" | gsub("%"; "%25") | gsub("\r"; "%0D") | gsub("\n"; "%0A") | "::error::\(.)"
  ' <<< "$operations"
  mapfile -t nested < <(jq --raw-output '.[].properties | select(.provisioningState == "Failed")
    | .targetResource | select(.resourceType == "Microsoft.Resources/deployments") | .resourceName' <<< "$operations")
  for nested in "${nested[@]}"; do explain "$nested"; done
}

signed_in=0
"#;

const DEPLOY_SLOWLY: &str = r#"state=$(provisioning 2> /dev/null || true)
case "$state" in
  '' | Succeeded | Failed | Canceled) ;;
  *)
    echo "::notice::a deployment of an earlier run is under way; it is waited for before this one begins"
    wait_for_it
    ;;
esac
az deployment group create --resource-group "$GROUP" --name "$DEPLOYMENT" \
  --template-file "$TEMPLATE" --parameters "${parameters[@]}" --no-wait --output none
wait_for_it
if [ "$state" != Succeeded ]; then
  explain "$DEPLOYMENT"
  echo "::error::the deployment $DEPLOYMENT ended as $state"
  exit 1
fi
az deployment group show --resource-group "$GROUP" --name "$DEPLOYMENT" \
  --query properties.outputs --output json > "$RUNNER_TEMP/outputs.json"
"#;
