//! The comparison itself: what is changed in one target alone is told, and what no evaluator knows fails.

use siteplan::{
    compile,
    config::Config,
    emit::{self, File},
    iac::Plan,
};

use crate::{compare::Targets, pages};

fn plan(name: &str) -> Plan {
    let page = pages().into_iter().find(|p| p.path.as_str().contains(name)).expect("a page");
    let compiled = compile::compile(&page, &Config::default());
    compile::plan(&page, &compiled.diagrams[0], &Config::default(), &["dev".to_owned()]).expect("an architecture")
}

/// What is told where a text of a target is another one.
fn told(from: &str, to: &str, target: fn(&Plan, &str) -> Vec<File>) -> String {
    told_of("hub-and-spoke", from, to, target)
}

/// The same of the architecture on another page.
fn told_of(page: &str, from: &str, to: &str, target: fn(&Plan, &str) -> Vec<File>) -> String {
    let plan = plan(page);
    let mut files = target(&plan, "dev");
    let mut found = false;
    for file in &mut files {
        found |= file.text.contains(from);
        file.text = file.text.replacen(from, to, 1);
    }
    assert!(found, "there is no {from}");
    let targets = Targets::new(&plan, "dev").with(files);
    targets.agree(&plan, &[]).expect_err("a difference that nobody sees")
}

#[test]
fn what_differs_is_told_with_what_each_target_has() {
    let told = told("threatIntelMode: 'Deny'", "threatIntelMode: 'Alert'", emit::bicep);
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].ends_with("firewallPolicies/afwp-afw-payroll-dev: properties.threatIntelMode"), "{told}");
    assert_eq!(
        lines[1..],
        ["    ARM:       \"Deny\"", "    Bicep:     \"Alert\"", "    Terraform: \"Deny\""],
        "{told}"
    );
}

#[test]
fn every_part_of_a_resource_counts() {
    for (from, to, target) in [
        ("location  = local.location", "location = \"here\"", emit::terraform as fn(&Plan, &str) -> Vec<File>),
        ("tags      = local.tags", "tags      = {}", emit::terraform),
        ("@2025-09-01", "@2024-05-01", emit::terraform),
        ("\"vnet-${var.workload_name}-spoke", "\"vnet-${var.environment_name}-spoke", emit::terraform),
        (
            "depends_on = [azapi_resource.azure_firewall_rules, azapi_resource.azure_firewall_names]",
            "",
            emit::terraform,
        ),
        ("environment_name = \"dev\"", "environment_name = \"prod\"", emit::terraform),
        ("type = \"SystemAssigned\"", "type = \"None\"", emit::terraform),
        ("\"Microsoft.Network/publicIPAddresses\"", "\"Microsoft.Network/publicIPPrefixes\"", emit::arm),
        ("reference('keyVault')", "reference('webApp')", emit::arm),
        ("uniqueString(resourceGroup().id)", "toLower('x')", emit::arm),
        ("parameters('logRetentionDays')", "if(true(), 31, 0)", emit::arm),
        ("parent: azureFirewallPolicy\n", "", emit::bicep),
        ("@minValue(30)", "@minValue(31)", emit::bicep),
        ("kind: 'linux'", "kind: 'app'", emit::bicep),
    ] {
        assert_ne!(told(from, to, target), "", "{from}");
    }
}

#[test]
fn what_no_evaluator_knows_fails() {
    for (from, to, target, why) in [
        ("take(", "truncate(", emit::arm as fn(&Plan, &str) -> Vec<File>, "no function truncate"),
        ("guid(", "newGuid(", emit::bicep, "no function newGuid"),
        ("merge(", "zipmap(", emit::terraform, "no function zipmap"),
        ("kind: 'linux'", "kind: '''linux'''", emit::bicep, "a text of one line is missing"),
        ("[\"properties.vaultUri\"]", "[]", emit::terraform, "does not export properties"),
        ("data \"azapi_client_config\"", "data \"azurerm_client_config\"", emit::terraform, "what is"),
    ] {
        let told = told(from, to, target);
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn an_approval_is_of_what_is_asked_for() {
    for (from, to, why) in [
        ("status      = \"Approved\"", "status      = \"Rejected\"", "is not approved"),
        ("depends_on = [azapi_resource.front_door_origin_web_app]\n}\n\nlocals", "}\n\nlocals", "depends_on"),
        (
            "[azapi_resource.front_door_origin_web_app]\n}\n\nlocals",
            "[azapi_resource.web_app]\n}\n\nlocals",
            "before they can be in",
        ),
        ("requestMessage      = \"Front Door\"", "requestMessage      = \"Back Door\"", "asked for are"),
        ("== null ? \"GET\" : \"PUT\"", "== null ? \"PUT\" : \"PUT\"", "of 0 requests"),
        ("description == 'Front Door'", "description == 'Back Door'", "and not for Front Door"),
        ("web_app_link != null", "web_app_link == null", "quiet"),
        ("check \"web_app_link\"", "check \"another\"", "checked are"),
    ] {
        let told = told_of("front-door-waf", from, to, emit::terraform);
        assert!(told.contains(why), "{from}: {told}");
    }
}
