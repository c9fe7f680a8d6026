//! The job that makes packages of the apps' code. What is made once goes to every environment.

use super::yaml::{Map, Node};
use super::{Delivery, Flow, READ, RUNNER, UPLOAD, checkout, permissions, static_site};
use crate::iac::{Payload, Service};

pub(super) fn job(flow: &Flow<'_>) -> Map {
    let mut steps = vec![checkout()];
    for delivery in &flow.apps {
        steps.extend([package(delivery), hand(delivery)]);
    }
    Map::default()
        .with("name", "Package the code")
        .with("runs-on", RUNNER)
        .with("timeout-minutes", 30)
        .with("permissions", permissions(&[READ]))
        .with("steps", steps)
}

fn package(delivery: &Delivery<'_>) -> Map {
    let env = Map::default()
        .with("SOURCE", format!("${{{{ vars.{} }}}}", delivery.source()))
        .with("PACKAGE", format!("${{{{ runner.temp }}}}/{}", delivery.artifact()));
    let functions = delivery.app.service == Service::Functions;
    let (env, script) = match &delivery.app.payload {
        Payload::Sources => (env, SOURCES.to_owned()),
        Payload::Dotnet => (env, DOTNET.to_owned()),
        Payload::Maven { java, .. } if functions => {
            (env.with_some("JAVA", java.as_deref()), format!("{BUILD}{FUNCTIONS}"))
        }
        Payload::Maven { java, war } => {
            let archive = if *war { "war" } else { "jar" };
            (env.with_some("JAVA", java.as_deref()).with("ARCHIVE", archive), format!("{BUILD}{ARCHIVE}"))
        }
        Payload::Image { .. } => (env, IMAGE.to_owned()),
        Payload::Files => (
            env.with("OUTPUT", format!("${{{{ vars.{} }}}}", static_site::output_folder(delivery))),
            static_site::PACKAGE.to_owned(),
        ),
    };
    Map::default()
        .with("name", format!("Package {}", delivery.title))
        .with("if", format!("${{{{ vars.{} != '' }}}}", delivery.source()))
        .with("env", env)
        .with("run", Node::Script(format!("mkdir -p \"$PACKAGE\"\n{script}")))
}

fn hand(delivery: &Delivery<'_>) -> Map {
    let with = Map::default()
        .with("name", delivery.artifact())
        .with("path", format!("${{{{ runner.temp }}}}/{}", delivery.artifact()))
        .with("if-no-files-found", "error")
        .with("retention-days", 7);
    Map::default()
        .with("name", format!("Hand over the package of {}", delivery.title))
        .with("if", format!("${{{{ vars.{} != '' }}}}", delivery.source()))
        .using(&UPLOAD)
        .with("with", with)
}

/// What is committed, and nothing else; the app's host installs what it needs.
const SOURCES: &str = r#"(cd "$SOURCE" && git archive --format=zip --output="$PACKAGE/app.zip" HEAD .)
"#;

const DOTNET: &str = r#"dotnet publish "$SOURCE" --configuration Release --output "$RUNNER_TEMP/published"
(cd "$RUNNER_TEMP/published" && zip --quiet --recurse-paths "$PACKAGE/app.zip" .)
rm -r "$RUNNER_TEMP/published"
"#;

/// The machines of GitHub hold several versions of Java, each behind a variable of its own.
const BUILD: &str = r#"home="JAVA_HOME_${JAVA:-}_X64"
if [ -n "${!home:-}" ]; then export JAVA_HOME="${!home}"; fi
maven=mvn
if [ -x "$SOURCE/mvnw" ]; then maven=./mvnw; fi
(cd "$SOURCE" && "$maven" --batch-mode package)
"#;

const ARCHIVE: &str = r#"mapfile -t archives < <(find "$SOURCE/target" -maxdepth 1 -name "*.$ARCHIVE" \
  ! -name '*-sources.jar' ! -name '*-javadoc.jar' ! -name 'original-*')
if [ "${#archives[@]}" -ne 1 ]; then
  echo "::error::there must be one .$ARCHIVE in the folder target, and there are ${#archives[@]}"
  exit 1
fi
cp "${archives[0]}" "$PACKAGE/app.$ARCHIVE"
"#;

/// Where the Maven plugin for Functions puts what it makes.
const FUNCTIONS: &str = r#"(cd "$SOURCE"/target/azure-functions/*/ && zip --quiet --recurse-paths "$PACKAGE/app.zip" .)
"#;

const IMAGE: &str = r#"docker build --tag "package:$GITHUB_SHA" "$SOURCE"
docker save --output "$PACKAGE/image.tar" "package:$GITHUB_SHA"
"#;
