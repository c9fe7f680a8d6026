//! The delivery to an app that nothing reaches: its package is left in a storage account, and Resource Manager has it fetched.
//!
//! That is what App Service names for network-secured apps (deploy-zip). The command line tool can ask for it (`az webapp deploy
//! --src-url`), but does not wait (azure-cli 27506), so Resource Manager is asked itself.

use super::Delivery;
use super::deliver::{command, expression, output};
use super::yaml::Map;
use crate::iac::{Payload, Service, Way};

/// The environment and the script of the step that delivers. `SLOT` is left to the caller.
pub(super) fn script(env: Map, delivery: &Delivery<'_>, payload: &Payload, service: Service) -> (Map, String) {
    let account = match &delivery.app.way {
        Way::Storage(Some(_)) => output(&delivery.word, "_storage"),
        _ => format!("vars.{}", delivery.storage()),
    };
    let functions = service == Service::Functions;
    let ty = match payload {
        Payload::Maven { war: true, .. } if !functions => "war",
        Payload::Maven { .. } if !functions => "jar",
        _ => "zip",
    };
    let build = if functions && *payload == Payload::Sources { ", remoteBuild: true" } else { "" };
    let script = FETCH.replace("SERVICE", command(service)).replace("TYPE", ty).replace("BUILD", build);
    (env.with("STORAGE", expression(&account)), script)
}

/// The address is good for the blob alone, for reading, and for an hour; it is never shown, and the blob goes afterwards.
const FETCH: &str = r#"blob="$APP/$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT.TYPE"
in_storage() {
  az storage blob "$@" --account-name "$STORAGE" --container-name packages --name "$blob" --auth-mode login
}
az storage container create --account-name "$STORAGE" --name packages --auth-mode login --output none
in_storage upload --file "$PACKAGE/app.TYPE" --overwrite --no-progress --output none
trap 'rm -f "$RUNNER_TEMP/order.json"; in_storage delete --output none || echo "::warning::the blob $blob was not deleted"' EXIT
PACKAGE_URI=$(in_storage generate-sas --as-user --permissions r --https-only --full-uri \
  --expiry "$(date --utc --date '1 hour' +%Y-%m-%dT%H:%MZ)" --output tsv)
echo "::add-mask::$PACKAGE_URI"
export PACKAGE_URI
site=$(az SERVICE show --resource-group "$GROUP" --name "$APP"SLOT \
  --query id --output tsv)
deliveries() {
  az rest --method get --url "$site/deployments?api-version=2025-03-01" --output json
}
answers=''
for _ in {1..6}; do
  if deliveries > "$RUNNER_TEMP/before.json"; then answers=yes; break; fi
  sleep 30
done
if [ -z "$answers" ]; then
  echo "::error::Resource Manager does not tell what was delivered to $APP before"
  exit 1
fi
jq --null-input '{properties: {packageUri: env.PACKAGE_URI, type: "TYPE"BUILD}}' > "$RUNNER_TEMP/order.json"
az rest --method put --url "$site/extensions/onedeploy?api-version=2025-03-01" --body "@$RUNNER_TEMP/order.json" --output none
for _ in {1..40}; do
  sleep 30
  if ! deliveries > "$RUNNER_TEMP/now.json"; then continue; fi
  # The newest of those that were not there before; 3 is failed, and 4 is done.
  status=$(jq --raw-output --slurpfile before "$RUNNER_TEMP/before.json" '[$before[0].value[].name] as $old
    | [.value[] | select(.name | IN($old[]) | not)] | max_by(.properties.received_time) | .properties.status' "$RUNNER_TEMP/now.json")
  case "$status" in
    4) exit 0 ;;
    3)
      echo "::error::$APP could not take its package; its Deployment Center shows the log"
      exit 1
      ;;
  esac
done
echo "::error::$APP has not taken its package after 20 minutes: can it fetch from the storage account $STORAGE?"
exit 1
"#;
