//! The files of a static web app: what is committed, or what npm makes of it.

use super::deliver::{expression, fetched, named, output};
use super::yaml::{Map, Node};
use super::{Delivery, STATIC};

/// The variable that names the folder which the build makes.
pub(super) fn output_folder(delivery: &Delivery<'_>) -> String {
    format!("{}_OUTPUT", delivery.word.to_uppercase())
}

/// The steps that deliver. The token that the action asks for is fetched for it and shown nowhere.
pub(super) fn steps(delivery: &Delivery<'_>) -> Vec<Map> {
    let word = &delivery.word;
    let folder = format!(".siteplan/{}", delivery.artifact());
    let env = Map::default()
        .with("APP", expression(&output(word, "")))
        .with("PACKAGE", format!("{}/{}", expression("runner.temp"), delivery.artifact()))
        .with("FOLDER", folder.as_str());
    let token = named(format!("Make ready to deliver {}", delivery.title))
        .with("id", format!("{word}_token"))
        .with("if", expression(&fetched(delivery)))
        .with("env", env)
        .with("run", Node::Script(READY.to_owned()));
    let with = Map::default()
        .with("azure_static_web_apps_api_token", expression(&format!("steps.{word}_token.outputs.token")))
        .with("action", "upload")
        .with("app_location", folder)
        .with("skip_app_build", true)
        .with("skip_api_build", true);
    let deliver = named(format!("Deliver {}", delivery.title))
        .with("if", expression(&fetched(delivery)))
        .using(&STATIC)
        .with("with", with);
    vec![token, deliver]
}

/// The action runs in a container that sees the workspace only.
const READY: &str = r#"mkdir -p "$FOLDER"
unzip -q "$PACKAGE/app.zip" -d "$FOLDER"
token=$(az staticwebapp secrets list --resource-group "$GROUP" --name "$APP" --query properties.apiKey --output tsv)
echo "::add-mask::$token"
echo "token=$token" >> "$GITHUB_OUTPUT"
"#;

/// Packages what is committed, or, where a folder for it is named, what the build makes.
pub(super) const PACKAGE: &str = r#"if [ -n "$OUTPUT" ]; then
  (cd "$SOURCE" && npm ci && npm run build)
  (cd "$SOURCE/$OUTPUT" && zip --quiet --recurse-paths "$PACKAGE/app.zip" .)
else
  (cd "$SOURCE" && git archive --format=zip --output="$PACKAGE/app.zip" HEAD .)
fi
"#;
