//! Plans printed in all three languages.

mod shop;
#[path = "../support/mod.rs"]
mod support;

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
    if let Some(findings) = support::oracle::oracle(&all(&shop::shop(), "prod")) {
        assert_eq!(findings, [""; 0]);
    }
}

#[test]
fn terraform_would_lay_it_out_no_differently() {
    assert_eq!(support::oracle::terraform_fmt(&all(&shop::shop(), "prod")), "");
}
