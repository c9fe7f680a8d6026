//! The steps that tell, at the end of a run, which app got no code or was not tried: a run that is green has delivered what it was asked to.

use super::deliver::{expression, fetched, named, output};
use super::yaml::{Map, Node};
use super::{Delivery, Tried};
use crate::iac::Way;

pub(super) fn steps(delivery: &Delivery<'_>) -> Vec<Map> {
    let word = &delivery.word;
    let source = delivery.source();
    let there = format!("{} != ''", output(word, ""));
    let mut steps = vec![step(
        delivery,
        format!("Tell that {} gets no code", delivery.title),
        format!("{there} && vars.{source} == ''"),
        format!("it is not delivered to, as the repository's variable {source} names no folder"),
        "notice",
    )];
    let failed = || format!("Fail, as {} gets no code", delivery.title);
    let asked = |variable: &str| format!("!cancelled() && {there} && vars.{source} != '' && vars.{variable} == ''");
    match delivery.app.way {
        Way::Network => steps.push(step(
            delivery,
            failed(),
            asked("DEPLOY_RUNNER"),
            "its code gets in from its network only, and the repository's variable DEPLOY_RUNNER names no runner there".to_owned(),
            "error",
        )),
        Way::Storage(None) => steps.push(step(
            delivery,
            failed(),
            asked(&delivery.storage()),
            format!(
                "nothing reaches it to bring its code, and the environment's variable {} names no storage account to fetch it from",
                delivery.storage()
            ),
            "error",
        )),
        Way::Open if delivery.tried() == Tried::Inside => steps.push(step(
            delivery,
            format!("Tell that {} is not tried", delivery.title),
            format!("{} && vars.DEPLOY_RUNNER == ''", fetched(delivery)),
            "it got its code and is not tried, as the repository's variable DEPLOY_RUNNER names no runner in its network".to_owned(),
            "warning",
        )),
        Way::Open | Way::Storage(Some(_)) => {}
    }
    steps
}

fn step(delivery: &Delivery<'_>, name: String, condition: String, what: String, level: &str) -> Map {
    let mut script = TELL.replace("LEVEL", level);
    if level == "error" {
        script.push_str("exit 1\n");
    }
    let env = Map::default().with("TITLE", delivery.title.as_str()).with("WHAT", what);
    named(name).with("if", expression(&condition)).with("env", env).with("run", Node::Script(script))
}

// In the summary it is indented, so that nothing in it is read as Markdown.

const TELL: &str = r#"echo "::LEVEL::$TITLE: $WHAT"
printf '\n    %s: %s\n' "$TITLE" "$WHAT" >> "$GITHUB_STEP_SUMMARY"
"#;
