//! The jobs of a pull request: whether drawing and code agree, and what merging would change in Azure.

use super::yaml::{Map, Node, data};
use super::{Agreement, DOWNLOAD, Flow, READ, RUNNER, SIGN_IN, UPLOAD, checkout, login, permissions};

/// How many characters a comment may have, less what stands around the reports.
const ROOM: u32 = 60_000;

/// What a pull request from a fork does not get: an identity.
const OWN: &str =
    "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository";

pub(super) fn jobs(flow: &Flow<'_>) -> Map {
    let mut jobs = Map::default();
    if let Some(agreement) = &flow.repository.agreement {
        jobs = jobs.with("drawing", drawing(flow, agreement));
    }
    jobs.with("what-if", what_if(flow)).with("comment", comment(flow))
}

fn drawing(flow: &Flow<'_>, agreement: &Agreement) -> Map {
    let folder = &flow.repository.folder;
    let env = Map::default()
        .with("DIAGRAM", data(&agreement.diagram))
        .with("TARGETS", agreement.targets.as_str())
        .with("OUTPUT", if folder.is_empty() { ".".to_owned() } else { data(folder) })
        .with_some("ENVIRONMENT", agreement.environment.as_deref());
    let install = Map::default()
        .with("name", "Install siteplan")
        .with(
            "env",
            Map::default()
                .with("SOURCE", "${{ vars.SITEPLAN_SOURCE }}")
                .with("REVISION", "${{ vars.SITEPLAN_REVISION }}"),
        )
        .with("run", Node::Script("cargo install --locked --git \"$SOURCE\" --rev \"$REVISION\" siteplan".to_owned()));
    let check = Map::default()
        .with("name", "Check the drawing")
        .with("run", Node::Script("siteplan check \"$DIAGRAM\" --format github".to_owned()));
    let only = if agreement.environment.is_some() { " --env \"$ENVIRONMENT\"" } else { "" };
    let build =
        format!("siteplan build \"$DIAGRAM\" --target \"$TARGETS\" --output \"$OUTPUT\" --root .{only} --check");
    let compare = Map::default().with("name", "Compare what was built of it").with("run", Node::Script(build));
    Map::default()
        .with("name", "Drawing and code agree")
        .with("if", "${{ vars.SITEPLAN_SOURCE != '' && vars.SITEPLAN_REVISION != '' }}")
        .with("runs-on", RUNNER)
        .with("timeout-minutes", 30)
        .with("permissions", permissions(&[READ]))
        .with("env", env)
        .with("steps", vec![checkout(), install, check, compare])
}

fn what_if(flow: &Flow<'_>) -> Map {
    let environments = flow.repository.environments.iter().map(|e| e.as_str().into()).collect();
    let strategy = Map::default()
        .with("fail-fast", false)
        .with("matrix", Map::default().with("environment", Node::List(environments)));
    let preview = Map::default()
        .with("name", "Ask what would change")
        .with("run", Node::Script(format!("{}{WHAT_IF}", flow.collect())));
    let hand =
        Map::default().with("name", "Hand over the report").with("if", "${{ !cancelled() }}").using(&UPLOAD).with(
            "with",
            Map::default()
                .with("name", "what-if-${{ matrix.environment }}")
                .with("path", "${{ runner.temp }}/report.txt")
                .with("if-no-files-found", "ignore")
                .with("retention-days", 7),
        );
    let env = flow.environment("${{ matrix.environment }}");
    let env = env
        .with("ENVIRONMENT", "${{ matrix.environment }}")
        .with("AZURE_CORE_NO_COLOR", "true")
        .with("AZURE_CORE_ONLY_SHOW_ERRORS", "true");
    Map::default()
        .with("name", "What would change in ${{ matrix.environment }}")
        .with("if", format!("${{{{ {OWN} }}}}"))
        .with("runs-on", RUNNER)
        .with("timeout-minutes", 20)
        .with("strategy", strategy)
        .note("Apart from the environment that is deployed to: what a pull request runs must not be able to deploy.")
        .with("environment", "${{ matrix.environment }}-what-if")
        .with("permissions", permissions(&[READ, SIGN_IN]))
        .with("env", env)
        .with("steps", vec![checkout(), login(), preview, hand])
}

/// `ProviderNoRbac` asks for the right to read what a deployment would write, not for the right to write it (az 2.76).
const WHAT_IF: &str = r#"report="$RUNNER_TEMP/report.txt"
status=0
az deployment group what-if --resource-group "$GROUP" \
  --template-file "$TEMPLATE" --parameters "${parameters[@]}" \
  --exclude-change-types Ignore NoChange --validation-level ProviderNoRbac \
  > "$report" 2> "$RUNNER_TEMP/errors.txt" || status=$?
cat "$RUNNER_TEMP/errors.txt" >&2
if [ "$status" -ne 0 ]; then cat "$RUNNER_TEMP/errors.txt" >> "$report"; fi
{
  printf '### What would change in %s\n\n' "$ENVIRONMENT"
  # Indented, so that nothing in it is read as Markdown.
  sed 's/^/    /' "$report"
} >> "$GITHUB_STEP_SUMMARY"
exit "$status"
"#;

fn comment(flow: &Flow<'_>) -> Map {
    let environments = &flow.repository.environments;
    let fetch = Map::default()
        .with("name", "Fetch the reports")
        .using(&DOWNLOAD)
        .with("with", Map::default().with("pattern", "what-if-*").with("path", "reports"));
    let most = ROOM / u32::try_from(environments.len().max(1)).unwrap_or(1);
    let env = Map::default()
        .with("GH_TOKEN", "${{ github.token }}")
        .with("PULL_REQUEST", "${{ github.event.pull_request.number }}")
        .with("RUN", "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}")
        .note("By which the comment is found again: one comment, kept up to date.")
        .with("MARKER", data(&format!("<!-- siteplan: what-if of {} -->", flow.repository.name)))
        .with("ENVIRONMENTS", environments.join(" "))
        .with("MOST", most);
    let write =
        Map::default().with("name", "Write the comment").with("env", env).with("run", Node::Script(COMMENT.to_owned()));
    Map::default()
        .with("name", "Comment on what would change")
        .with("if", "${{ !cancelled() && needs.what-if.result != 'skipped' }}")
        .with("needs", Node::List(vec!["what-if".into()]))
        .with("runs-on", RUNNER)
        .with("timeout-minutes", 10)
        .with("permissions", permissions(&[super::COMMENT]))
        .with("steps", vec![fetch, write])
}

const COMMENT: &str = r#"body="$RUNNER_TEMP/comment.md"
{
  printf '%s\n' "$MARKER" "What merging this would change in Azure, as of [this run]($RUN):"
  for environment in $ENVIRONMENTS; do
    report="reports/what-if-$environment/report.txt"
    printf '\n<details><summary>%s</summary>\n\n' "$environment"
    if [ -f "$report" ]; then
      sed 's/^/    /' "$report" > "$RUNNER_TEMP/indented.txt"
      jq --raw-input --slurp --raw-output --argjson most "$MOST" '.[:$most]' "$RUNNER_TEMP/indented.txt"
      if [ "$(wc --chars < "$RUNNER_TEMP/indented.txt")" -gt "$MOST" ]; then
        printf '\n%s\n' 'Cut here; the summary of the run holds all of it.'
      fi
    else
      printf '%s\n' 'There is no report: the run tells why.'
    fi
    printf '\n</details>\n'
  done
} > "$body"
id=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" \
  --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith(env.MARKER))) | .id')
id=${id%%$'\n'*}
if [ -n "$id" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$body"
else
  gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" --field "body=@$body"
fi
"#;
