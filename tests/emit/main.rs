//! Plans printed in all three languages.

#![expect(clippy::expect_used, reason = "this is test code, though not all of it in test functions")]

mod any;
mod azurerm;
mod conditions;
mod lex;
mod shop;
#[path = "../support/mod.rs"]
mod support;
mod text;

use siteplan::emit::{File, arm, bicep, terraform};
use siteplan::iac::Plan;

fn all(plan: &Plan, env: &str) -> Vec<File> {
    [bicep(plan, env), arm(plan, env), terraform(plan, env)].concat()
}

#[test]
fn the_shop_is_printed_as_one_would_write_it() {
    for file in all(&shop::shop(), "prod") {
        insta::assert_snapshot!(file.name.as_str(), file.text);
    }
}

#[test]
fn the_checkers_have_nothing_to_say() {
    for env in ["dev", "prod"] {
        assert_eq!(support::oracle::oracle(&all(&shop::shop(), env)), [""; 0]);
    }
}

#[test]
fn nasty_text_breaks_no_parser() {
    let findings = support::oracle::oracle(&all(&text::plan(&text::nasty()), "dev"));
    let is_broken = |finding: &&String| {
        ["syntax", "failed", "expression", "terraform fmt"].iter().any(|word| finding.contains(word))
    };
    assert_eq!(findings.iter().filter(is_broken).collect::<Vec<_>>(), [""; 0]);
}

/// Returns the types and symbols of all resources in a file, by a mark before each and one between the two.
fn declared(text: &str, is_line: impl Fn(&str) -> Option<(String, String)>) -> Vec<(String, String)> {
    let mut found: Vec<_> = text.lines().filter_map(is_line).collect();
    found.sort();
    found
}

#[test]
fn all_three_deploy_the_same_resources() {
    let plan = shop::shop();
    let text = |files: Vec<File>| files.into_iter().next().expect("a file").text;
    let mut want: Vec<(String, String)> =
        plan.resources.iter().map(|r| (r.symbol.0.clone(), format!("{}@{}", r.ty.name, r.ty.api))).collect();
    want.sort();

    let in_bicep = declared(&text(bicep(&plan, "dev")), |line| {
        let (symbol, rest) = line.strip_prefix("resource ")?.split_once(' ')?;
        Some((symbol.to_owned(), rest.split('\'').nth(1)?.to_owned()))
    });
    assert_eq!(in_bicep, want);

    let template: serde_json::Value = serde_json::from_str(&text(arm(&plan, "dev"))).expect("JSON");
    let resources = template["resources"].as_object().expect("symbolic names");
    let part = |r: &serde_json::Value, key: &str| r[key].as_str().expect("text").to_owned();
    let mut in_arm: Vec<_> = resources
        .iter()
        .map(|(symbol, r)| (symbol.clone(), format!("{}@{}", part(r, "type"), part(r, "apiVersion"))))
        .collect();
    in_arm.sort();
    assert_eq!(in_arm, want);

    let in_terraform = text(terraform(&plan, "dev"));
    let blocks = in_terraform.split("resource \"azapi_resource\" \"").skip(1);
    let mut in_terraform: Vec<_> = blocks
        .map(|block| {
            let name = block.split('"').next().expect("a name").replace('_', "");
            let (_, rest) = block.split_once("type ").expect("a type");
            (name, rest.split('"').nth(1).expect("a type").to_owned())
        })
        .collect();
    in_terraform.sort();
    let mut lower: Vec<_> = want.iter().map(|(symbol, ty)| (symbol.to_lowercase(), ty.clone())).collect();
    lower.sort();
    assert_eq!(in_terraform, lower);
}
