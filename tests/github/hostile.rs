//! Text of a drawing is data: it adds no key, no job and no expression, and no script holds it.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::Value;
use siteplan::{emit::Repository, iac::Plan};

use crate::drawings::{Workflows, drawn, repository, shop};

const STOLEN: &str = "${{ secrets.STOLEN }}";

/// Puts a text wherever a drawing can put one.
fn filled(mut plan: Plan, text: &str) -> (Plan, Repository) {
    plan.tags.shift_remove("siteplan-diagram");
    plan.name = text.to_owned();
    plan.source = text.to_owned();
    for param in &mut plan.params {
        param.description = text.to_owned();
    }
    for app in &mut plan.apps {
        app.title = text.to_owned();
        app.node = text.to_owned();
        if let Some(request) = &mut app.request {
            request.message = text.to_owned();
        }
        app.health = Some(text.to_owned());
        if let Some(slot) = &mut app.slot {
            slot.name = text.to_owned();
        }
    }
    let mut repository = repository();
    repository.folder = text.to_owned();
    if let Some(agreement) = &mut repository.agreement {
        agreement.diagram = text.to_owned();
    }
    (plan, repository)
}

/// What a file is made of, without its texts: the keys, and the scripts.
fn skeleton(value: &Value, key: &str) -> Value {
    match value {
        Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), skeleton(v, k))).collect(),
        Value::Array(items) => items.iter().map(|v| skeleton(v, key)).collect(),
        Value::String(text) if ["run", "uses", "if", "runs-on"].contains(&key) => Value::String(text.clone()),
        Value::String(_) => Value::Null,
        other => other.clone(),
    }
}

/// Fills a plan with a text, and holds that its workflows are made of the same as with none of it.
fn filled_as_plain(plan: &Plan, text: &str) -> Workflows {
    let plain = Workflows::of(plan, &repository());
    let (plan, repository) = filled(plan.clone(), text);
    let workflows = Workflows::of(&plan, &repository);
    for (hostile, plain) in workflows.yaml.iter().zip(&plain.yaml) {
        assert_eq!(skeleton(hostile, ""), skeleton(plain, ""), "{text:?}");
    }
    for file in &workflows.text {
        assert!(!file.lines().any(|line| !line.starts_with('#') && line.replace("${{ '${{' }}", "").contains(STOLEN)));
    }
    workflows
}

static SHOP: LazyLock<Plan> = LazyLock::new(shop);
static CONTAINER: LazyLock<Plan> = LazyLock::new(|| drawn(crate::CONTAINER));
static BEHIND: LazyLock<Plan> = LazyLock::new(|| drawn(crate::BEHIND));

fn assert_is_data(text: &str) {
    let workflows = filled_as_plain(&SHOP, text);
    filled_as_plain(&CONTAINER, text);
    filled_as_plain(&BEHIND, text);
    let evaluated = text.replace("${{", "${{ '${{' }}");
    let health = &workflows.steps().into_iter().find_map(|s| s["env"]["HEALTH"].as_str()).expect("a path");
    assert_eq!(*health, evaluated);
    assert_eq!(workflows.yaml[0]["jobs"]["drawing"]["env"]["DIAGRAM"], evaluated);
}

#[test]
fn nasty_text_is_data() {
    for text in [
        STOLEN,
        "a\n      - run: curl evil",
        "a\r\n# b\u{2028}jobs:\u{85}x",
        "'\"`$(touch x)`; rm -rf / #",
        "*a &b !c {d} [e] | > % @ ? - : ,",
        "~",
        "null",
        "--- \n...\n",
        "\u{202E}tac\u{FEFF}",
        "${{ '${{ secrets.STOLEN }}' }}",
        "\0\u{1b}[31m",
        "",
    ] {
        assert_is_data(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_data(text in "(\\PC|[\n\r\t\\$\\{\\}'\":#-]){0,40}") {
        assert_is_data(&text);
    }
}

#[test]
fn a_label_reaches_the_names_of_steps_and_no_script() {
    let workflows =
        Workflows::of(&drawn("    User --> App[\"Web App $(reboot) ${{ github.token }}<br/>(B1)\"]"), &repository());
    for step in workflows.steps() {
        assert!(!step["run"].as_str().unwrap_or("").contains("reboot"));
    }
    assert!(workflows.text.iter().all(|t| !t.contains("reboot) ${{")), "an expression is broken where it is shown");
}
