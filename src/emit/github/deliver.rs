//! The steps that bring an app its code: to the slot where one is drawn, tried there, and swapped into production.

use super::deploy::STEP;
use super::yaml::{Map, Node, data};
use super::{DOWNLOAD, Delivery, Tried, static_site, storage};
use crate::iac::{Payload, Service, Way};

pub(super) fn steps(delivery: &Delivery<'_>) -> Vec<Map> {
    let mut steps = vec![fetch(delivery)];
    if delivery.app.service == Service::Static {
        steps.extend(static_site::steps(delivery));
    } else {
        steps.push(bring(delivery));
    }
    let tried = delivery.tried() != Tried::Nowhere;
    if tried {
        steps.push(wait(delivery, delivery.app.slot.is_some()));
    }
    if delivery.app.slot.is_some() {
        steps.push(swap(delivery));
        if tried {
            steps.push(wait(delivery, false));
            steps.push(swap_back(delivery));
        }
    }
    if delivery.app.domain {
        steps.push(domain(delivery));
    }
    steps
}

/// An output of the step that deployed.
pub(super) fn output(word: &str, suffix: &str) -> String {
    format!("steps.{STEP}.outputs.{word}{suffix}")
}

pub(super) fn expression(text: &str) -> String {
    format!("${{{{ {text} }}}}")
}

/// The environment of a step: the app, and the slot where the step is about that.
fn environment(delivery: &Delivery<'_>, in_slot: bool) -> Map {
    let env = Map::default().with("APP", expression(&output(&delivery.word, "")));
    match &delivery.app.slot {
        Some(slot) if in_slot => env.with(
            "SLOT",
            match slot.output {
                Some(_) => expression(&output(&delivery.word, "_slot")),
                None => data(&slot.name),
            },
        ),
        _ => env,
    }
}

/// What a command says of the slot.
fn option(delivery: &Delivery<'_>, in_slot: bool) -> &'static str {
    match &delivery.app.slot {
        Some(slot) if in_slot && slot.output.is_some() => r#" ${SLOT:+--slot "$SLOT"}"#,
        Some(_) if in_slot => r#" --slot "$SLOT""#,
        _ => "",
    }
}

pub(super) fn named(text: String) -> Map {
    Map::default().with("name", text)
}

/// The step that says whether there is something to deliver; the others ask it.
fn fetch(delivery: &Delivery<'_>) -> Map {
    let word = &delivery.word;
    let mut conditions = vec![format!("vars.{} != ''", delivery.source()), format!("{} != ''", output(word, ""))];
    match delivery.app.way {
        Way::Network => conditions.push("vars.DEPLOY_RUNNER != ''".to_owned()),
        Way::Storage(None) => conditions.push(format!("vars.{} != ''", delivery.storage())),
        Way::Open | Way::Storage(Some(_)) => {}
    }
    let with = Map::default()
        .with("name", delivery.artifact())
        .with("path", format!("{}/{}", expression("runner.temp"), delivery.artifact()));
    named(format!("Fetch the package of {}", delivery.title))
        .with("id", format!("{word}_package"))
        .with("if", expression(&conditions.join(" && ")))
        .using(&DOWNLOAD)
        .with("with", with)
}

pub(super) fn fetched(delivery: &Delivery<'_>) -> String {
    format!("steps.{}_package.outcome == 'success'", delivery.word)
}

/// The condition of a step that a slot is there for.
fn through_slot(delivery: &Delivery<'_>) -> String {
    match &delivery.slot {
        Some(_) => format!("{} && {} != ''", fetched(delivery), output(&delivery.word, "_slot")),
        None => fetched(delivery),
    }
}

fn bring(delivery: &Delivery<'_>) -> Map {
    let artifact = format!("{}/{}", expression("runner.temp"), delivery.artifact());
    let env = environment(delivery, true).with("PACKAGE", artifact);
    let (env, script) = match (&delivery.app.payload, delivery.app.service) {
        (payload, service) if matches!(delivery.app.way, Way::Storage(_)) => {
            storage::script(env, delivery, payload, service)
        }
        (Payload::Image { repository, .. }, service) => {
            let env = env
                .with("REGISTRY", expression(&output(&delivery.word, "_registry")))
                .with("REPOSITORY", data(repository));
            (env, IMAGE.replace("SERVICE", command(service)))
        }
        (Payload::Sources, Service::Functions) => (env, again(&FUNCTIONS.replace("REMOTE", "true"))),
        (_, Service::Functions) => (env, again(&FUNCTIONS.replace("REMOTE", "false"))),
        (Payload::Maven { war, .. }, _) => (env, again(&WEB.replace("TYPE", if *war { "war" } else { "jar" }))),
        (Payload::Sources | Payload::Dotnet | Payload::Files, _) => (env, again(&WEB.replace("TYPE", "zip"))),
    };
    let to = match &delivery.app.slot {
        Some(_) => format!("Deliver {} to its slot", delivery.title),
        None => format!("Deliver {}", delivery.title),
    };
    let script = script.replace("SLOT \\", &format!("{} \\", option(delivery, true)));
    named(to).with("if", expression(&fetched(delivery))).with("env", env).with("run", Node::Script(script))
}

/// Tries a delivery three times.
fn again(deliver: &str) -> String {
    AGAIN.replace("DELIVER", deliver)
}

pub(super) const fn command(service: Service) -> &'static str {
    match service {
        Service::Web => "webapp",
        Service::Functions => "functionapp",
        Service::Static => "staticwebapp",
    }
}

/// Waits until the site has started with the new code.
const WEB: &str = r#"az webapp deploy --resource-group "$GROUP" --name "$APP"SLOT \
    --src-path "$PACKAGE/app.TYPE" --type TYPE --output none"#;

const FUNCTIONS: &str = r#"az functionapp deployment source config-zip --resource-group "$GROUP" --name "$APP"SLOT \
    --src "$PACKAGE/app.zip" --build-remote REMOTE --output none"#;

/// What was deployed a moment before restarts the site that takes the code, and breaks off what is under way there (kudu#90).
const AGAIN: &str = r#"for attempt in 1 2 3; do
  if DELIVER; then exit 0; fi
  echo "::warning::delivery $attempt did not succeed; the site that takes it may have been restarted"
  sleep 60
done
exit 1
"#;

const IMAGE: &str = r#"docker load --input "$PACKAGE/image.tar"
docker tag "package:$GITHUB_SHA" "$REGISTRY/$REPOSITORY:$GITHUB_SHA"
az acr login --name "${REGISTRY%%.*}"
docker push "$REGISTRY/$REPOSITORY:$GITHUB_SHA"
az SERVICE config set --resource-group "$GROUP" --name "$APP"SLOT \
  --linux-fx-version "DOCKER|$REGISTRY/$REPOSITORY:$GITHUB_SHA" --output none
"#;

/// Warms up what was delivered, and tells whether it answers.
fn wait(delivery: &Delivery<'_>, in_slot: bool) -> Map {
    let health = delivery.app.health.as_deref();
    let env = environment(delivery, in_slot)
        .with("HEALTH", data(health.unwrap_or("/")))
        // Where no path of health is stated, the first page may ask for a sign-in or be missing: it must only answer.
        .with("HEALTHY", if health.is_some() { "^2" } else { "^([23]|401)" });
    let after_swap = delivery.app.slot.is_some() && !in_slot;
    let (title, mut condition) = match after_swap {
        true => (format!("Try {} in production", delivery.title), through_slot(delivery)),
        false => (format!("Warm up and try {}", delivery.title), fetched(delivery)),
    };
    if delivery.tried() == Tried::Inside && delivery.app.way != Way::Network {
        condition.push_str(" && vars.DEPLOY_RUNNER != ''");
    }
    let host = if delivery.app.service == Service::Static { "defaultHostname" } else { "defaultHostName" };
    let asking = if delivery.app.service == Service::Web { PATH } else { "" };
    let script = WAIT.replace("PATH_OF_HEALTH\n", asking);
    let script = script.replace("SERVICE", command(delivery.app.service)).replace("defaultHostName", host);
    let script = script.replace("SLOT \\", &format!("{} \\", option(delivery, in_slot)));
    named(title)
        .with_some("id", after_swap.then(|| format!("{}_tried", delivery.word)))
        .with("if", expression(&condition))
        .with("env", env)
        .with("run", Node::Script(script))
}

/// The path is a parameter of the deployment, which counts before what is drawn.
const PATH: &str = r#"path=$(az SERVICE config show --resource-group "$GROUP" --name "$APP"SLOT \
  --query healthCheckPath --output tsv)
if [[ "$path" == /* ]]; then HEALTH=$path HEALTHY='^2'; fi
"#;

const WAIT: &str = r#"host=$(az SERVICE show --resource-group "$GROUP" --name "$APP"SLOT \
  --query defaultHostName --output tsv)
PATH_OF_HEALTH
for _ in {1..30}; do
  status=$(curl --silent --output /dev/null --max-time 20 --write-out '%{http_code}' "https://$host$HEALTH" || true)
  if [[ "$status" =~ $HEALTHY ]]; then exit 0; fi
  sleep 10
done
echo "::error::https://$host$HEALTH answers $status"
exit 1
"#;

fn swap(delivery: &Delivery<'_>) -> Map {
    let settings = match delivery.app.sticky.as_slice() {
        [] => "and the settings.".to_owned(),
        sticky => format!("and the settings but for {}.", sticky.join(", ")),
    };
    Map::default()
        .note(format!("The code goes along, {settings}"))
        .note("What stays with a slot: its identity, networks, access restrictions and domains.")
        .with("name", format!("Swap {} into production", delivery.title))
        .with("if", expression(&through_slot(delivery)))
        .with("env", environment(delivery, true))
        .with("run", Node::Script(SWAP.replace("SERVICE", command(delivery.app.service))))
}

const SWAP: &str = r#"az SERVICE deployment slot swap --resource-group "$GROUP" --name "$APP" --slot "$SLOT" --target-slot production --output none
"#;

fn swap_back(delivery: &Delivery<'_>) -> Map {
    let failed = format!("failure() && steps.{}_tried.outcome == 'failure'", delivery.word);
    named(format!("Swap {} back, as it does not answer", delivery.title))
        .with("if", expression(&failed))
        .with("env", environment(delivery, true))
        .with("run", Node::Script(SWAP.replace("SERVICE", command(delivery.app.service))))
}

/// Binds a domain and the certificate that Azure manages for it. Both are left alone where they are there.
fn domain(delivery: &Delivery<'_>) -> Map {
    let variable = format!("vars.{}_DOMAIN", delivery.word.to_uppercase());
    let condition = format!("{variable} != '' && {} != ''", output(&delivery.word, ""));
    Map::default()
        .note(
            "Before: a CNAME record that leads to the app, and a TXT record `asuid.<domain>` with its verification id.",
        )
        .with("name", format!("Bind the domain of {}", delivery.title))
        .with("if", expression(&condition))
        .with("env", environment(delivery, false).with("DOMAIN", expression(&variable)))
        .with("run", Node::Script(DOMAIN.to_owned()))
}

const DOMAIN: &str = r#"if ! az webapp config hostname list --resource-group "$GROUP" --webapp-name "$APP" --output json \
  | jq --exit-status 'any(.[]; (.name | split("/") | last) == env.DOMAIN)' > /dev/null; then
  if ! az webapp config hostname add --resource-group "$GROUP" --webapp-name "$APP" --hostname "$DOMAIN" --output none; then
    az webapp show --resource-group "$GROUP" --name "$APP" --output json \
      | jq --raw-output '"::error::the DNS of \(env.DOMAIN) needs a CNAME record to \(.defaultHostName), and a TXT record asuid.\(env.DOMAIN) with \(.customDomainVerificationId)"'
    exit 1
  fi
fi
thumbprint() {
  az webapp config ssl list --resource-group "$GROUP" --output json \
    | jq --raw-output 'first(.[] | select(.hostNames // [] | index(env.DOMAIN)) | .thumbprint) // ""'
}
certificate=$(thumbprint)
if [ -z "$certificate" ]; then
  az webapp config ssl create --resource-group "$GROUP" --name "$APP" --hostname "$DOMAIN" --output none
  for _ in {1..30}; do
    certificate=$(thumbprint)
    if [ -n "$certificate" ]; then break; fi
    sleep 10
  done
fi
if [ -z "$certificate" ]; then
  echo "::error::there is no certificate for $DOMAIN yet; run the failed jobs again to bind it"
  exit 1
fi
az webapp config ssl bind --resource-group "$GROUP" --name "$APP" \
  --certificate-thumbprint "$certificate" --ssl-type SNI --output none
"#;
