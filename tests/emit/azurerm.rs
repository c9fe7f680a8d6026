//! Terraform with azurerm: every path of a body is printed somewhere, text stays text, and the two providers name each other's
//! resources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use siteplan::catalog::azurerm::{Field, mappings};
use siteplan::compile;
use siteplan::config::Config;
use siteplan::emit::{File, Provider, terraform_with};
use siteplan::iac::{Expr, Object, Param, ParamType, Plan, Resource, ResourceType};
use siteplan::source::Source;

use crate::lex::{Language, read};
use crate::support::oracle::oracle;
use crate::{any, text};

fn azurerm(plan: &Plan) -> Vec<File> {
    terraform_with(plan, "dev", Provider::Azurerm)
}

fn main(plan: &Plan) -> String {
    azurerm(plan).into_iter().next().expect("a file").text
}

/// Lowers the only diagram of a document.
fn lower(path: &str, document: &str) -> Plan {
    let source = Source::new(path, document.to_owned());
    let compiled = compile::compile(&source, &Config::default());
    let diagram = compiled.diagrams.first().expect("a diagram");
    compile::plan(&source, diagram, &Config::default(), &["dev".to_owned()]).expect("a plan")
}

/// The plans of the architectures in `diagrams/`, by their names.
fn architectures() -> BTreeMap<String, Plan> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("diagrams");
    let pages = std::fs::read_dir(folder).expect("the folder of diagrams").map(|entry| entry.expect("an entry").path());
    let is_page = |path: &PathBuf| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md");
    pages
        .filter(is_page)
        .map(|page| {
            let stem = page.file_stem().expect("a stem").to_string_lossy().into_owned();
            let document = std::fs::read_to_string(&page).expect("a page");
            let plan = lower(&format!("diagrams/{stem}.md"), &document);
            (stem, plan)
        })
        .collect()
}

/// What a file says of the resources that azurerm does not take.
fn told(main: &str) -> Vec<&str> {
    main.lines().filter_map(|line| line.strip_prefix("# Written with azapi: ")).collect()
}

#[test]
fn the_standard_tier_is_printed_as_one_would_write_it() {
    let plan = architectures().remove("standard-vnet-integrated").expect("the page");
    for file in azurerm(&plan).into_iter().filter(|file| file.name != "variables.tf" && file.name != "dev.tfvars") {
        insta::assert_snapshot!(format!("azurerm-{}", file.name), file.text);
    }
}

#[test]
fn the_architectures_are_azurerm_throughout_and_the_checkers_have_nothing_to_say() {
    for (name, plan) in architectures() {
        let files = azurerm(&plan);
        assert_eq!(oracle(&files), [""; 0], "{name}");
        for file in files {
            assert_eq!(told(&file.text), [""; 0], "{name}");
            assert!(!file.text.contains("\"azapi_resource\""), "{name}: {}", file.name);
            // Only azapi lists the requests for a private link and approves them.
            let approves = !plan.approvals.is_empty() && ["main.tf", "providers.tf"].contains(&file.name.as_str());
            assert_eq!(file.text.contains("azapi"), approves, "{name}: {}", file.name);
        }
    }
}

/// Stands nowhere else.
const MARK: &str = "zzMarked";

/// Calls `visit` for the path of every value in an object that holds no others; a list's items are the list itself.
fn leaves(object: &mut Object, within: &str, visit: &mut impl FnMut(&str, &mut Expr)) {
    for (key, value) in object {
        let path = if within.is_empty() { key.clone() } else { format!("{within}.{key}") };
        leaf(value, &path, visit);
    }
}

fn leaf(value: &mut Expr, path: &str, visit: &mut impl FnMut(&str, &mut Expr)) {
    match value {
        Expr::Object(inner) => leaves(inner, path, visit),
        Expr::Array(items) => items.iter_mut().for_each(|item| leaf(item, path, visit)),
        other => visit(path, other),
    }
}

/// The paths of a type that its tables say azurerm needs no telling of.
fn left(arm: &str) -> BTreeSet<String> {
    let path = |field: &Field| match field {
        Field::Left(path, _) => Some((*path).to_owned()),
        Field::Gather(list, _, _, other) => Some(format!("{list}.{other}")),
        _ => None,
    };
    mappings(arm).flat_map(|table| table.fields).filter_map(path).collect()
}

#[test]
fn no_value_is_lost() {
    let mut seen = BTreeSet::new();
    let mut lost = Vec::new();
    for (name, plan) in architectures() {
        for index in 0..plan.resources.len() {
            let arm = plan.resources[index].ty.name;
            let mut paths = Vec::new();
            leaves(&mut plan.resources[index].body.clone(), "", &mut |path, _| paths.push(path.to_owned()));
            for (number, path) in paths.iter().enumerate() {
                if left(arm).contains(path) || !seen.insert((arm, path.clone())) {
                    continue;
                }
                let mut marked = plan.clone();
                let mut at = 0;
                leaves(&mut marked.resources[index].body, "", &mut |_, value| {
                    if at == number {
                        *value = Expr::str(MARK);
                    }
                    at += 1;
                });
                if !main(&marked).contains(MARK) {
                    lost.push(format!("{name}: {arm}: {path}"));
                }
            }
        }
    }
    assert_eq!(lost, [""; 0]);
    // The paths are those of the three tiers, not those of an empty folder.
    assert!(seen.len() > 200, "{}", seen.len());
}

/// Adds an unknown property to the object at a number, in the order of reading; returns whether there is one.
fn add(object: &mut Object, left: &mut usize) -> bool {
    if *left == 0 {
        object.insert(MARK.to_owned(), true.into());
        return true;
    }
    *left -= 1;
    object.values_mut().any(|value| match value {
        Expr::Object(inner) => add(inner, left),
        Expr::Array(items) => items.iter_mut().any(|item| match item {
            Expr::Object(inner) => add(inner, left),
            _ => false,
        }),
        _ => false,
    })
}

#[test]
fn a_path_that_no_table_knows_is_told_and_left_to_azapi() {
    let mut seen = BTreeSet::new();
    for (name, plan) in architectures() {
        for index in 0..plan.resources.len() {
            if !seen.insert(plan.resources[index].ty.name) {
                continue;
            }
            for number in 0.. {
                let mut marked = plan.clone();
                if !add(&mut marked.resources[index].body, &mut number.clone()) {
                    break;
                }
                let main = main(&marked);
                let arm = plan.resources[index].ty.name;
                assert!(main.contains(MARK), "{name}: {arm}, object {number}");
                assert!(told(&main).iter().any(|why| why.contains(MARK)), "{name}: {arm}, object {number}");
            }
        }
    }
}

const MIXED: &str = "\
```mermaid
flowchart LR
  %% siteplan: location=westeurope
  Plan[App Service plan S1] --> Web[Web app]
  Web --> Hub[SignalR]
  Web --> Logs[Application Insights]
  Web --> Kv[Key Vault optional]
```
";

#[test]
fn each_provider_names_what_the_other_writes() {
    let plan = lower("docs/mixed.md", MIXED);
    let files = azurerm(&plan);
    assert_eq!(oracle(&files), [""; 0]);
    let main = main(&plan);
    assert_eq!(told(&main), ["no resource of azurerm is known for Microsoft.SignalRService/signalR."]);
    for both in [
        "resource \"azapi_resource\" \"signalr\" {",
        "parent_id = data.azurerm_resource_group.main.id",
        "scope              = azapi_resource.signalr.id",
        "count = var.deploy_key_vault ? 1 : 0",
        "var.deploy_key_vault ? azurerm_key_vault.key_vault[0].vault_uri : \"\"",
    ] {
        assert!(main.contains(both), "{both} in\n{main}");
    }
    let providers = &files.iter().find(|file| file.name == "providers.tf").expect("the providers").text;
    assert!(providers.contains("provider \"azapi\" {}") && providers.contains("provider \"azurerm\" {"), "{providers}");
}

#[test]
fn what_azurerm_asks_for_beyond_azure_is_told() {
    let isolated = architectures().remove("isolated-environment").expect("the page");
    assert_eq!(main(&isolated).matches("vnet_image_pull_enabled").count(), 2, "one for each app in the environment");
    let bus = lower(
        "docs/bus.md",
        "```mermaid\nflowchart LR\n  P[App Service plan S1] --> W[Web app]\n  W --> B[Service Bus]\n  W --> S[(Azure SQL TLS 1.3)]\n```\n",
    );
    let main = main(&bus);
    assert!(main.contains("premium_messaging_partitions  = var.service_bus_sku == \"Premium\" ? 1 : 0"), "{main}");
    // azurerm knows no TLS 1.3 of SQL servers, and so the server stays whole with azapi.
    assert_eq!(told(&main), ["no argument of azurerm is known for properties.minimalTlsVersion."]);
    assert_eq!(oracle(&azurerm(&bus)), [""; 0]);
}

#[test]
fn what_cannot_be_a_part_keeps_the_whole_with_azapi() {
    let mut plan = lower("docs/mixed.md", MIXED);
    let policy = plan.resources.iter_mut().find(|r| r.symbol.as_str() == "webAppFtpPublishing").expect("a policy");
    policy.condition = Some(Expr::param("deployKeyVault"));
    let main = main(&plan);
    for own in [
        "\"azapi_resource\" \"web_app\"",
        "\"azapi_update_resource\" \"web_app_ftp_publishing\"",
        "\"azapi_update_resource\" \"web_app_scm_publishing\"",
    ] {
        assert!(main.contains(&format!("resource {own} {{")), "{own} in\n{main}");
    }
    assert!(main.contains("serverFarmId          = azurerm_service_plan.app_service_plan.id"), "{main}");
    assert_eq!(oracle(&azurerm(&plan)), [""; 0]);
}

/// A part of another resource has an id of its own in Azure, which what extends it is told.
#[test]
fn the_logs_of_blobs_are_those_of_the_blobs_and_not_of_the_account() {
    let main = main(&architectures()["standard-vnet-integrated"]);
    let target = "target_resource_id         = \"${azurerm_storage_account.storage_account.id}/blobServices/default\"";
    assert!(main.contains(target), "{main}");
}

#[test]
fn what_stands_in_a_subnet_waits_for_what_is_joined_to_the_subnet() {
    let main = main(&architectures()["hub-and-spoke"]);
    let block = |header: &str| {
        let at = main.find(header).unwrap_or_else(|| panic!("no {header}"));
        main[at..].split("\n}\n").next().unwrap_or_default().to_owned()
    };
    let app = block("resource \"azurerm_linux_web_app\" \"web_app\"");
    assert!(app.contains("azurerm_subnet_route_table_association.integration_subnet"), "{app}");
    let endpoint = block("resource \"azurerm_private_endpoint\" \"key_vault_private_endpoint\"");
    assert!(
        endpoint.contains("azurerm_subnet_network_security_group_association.private_endpoint_subnet"),
        "{endpoint}"
    );
}

#[test]
fn what_others_change_is_left_alone_by_its_own_name() {
    let mut plan = lower("docs/mixed.md", MIXED);
    let own = plan.resources.iter_mut().find(|r| r.symbol.as_str() == "appServicePlan").expect("a plan");
    own.ignore_changes = vec!["body.sku.capacity".to_owned(), "tags[\"owner\"]".to_owned()];
    assert!(main(&plan).contains("ignore_changes = [worker_count, tags[\"owner\"]]"));
    let own = plan.resources.iter_mut().find(|r| r.symbol.as_str() == "appServicePlan").expect("a plan");
    own.ignore_changes = vec!["body.sku.family".to_owned()];
    assert!(told(&main(&plan)).contains(&"no argument of azurerm is known for body.sku.family."));
}

/// How many texts the plan holds.
const TEXTS: usize = 13;

/// A plan with a text in every free position of what azurerm takes.
fn free(texts: &[String]) -> Plan {
    let mut left = texts.iter().cloned();
    let mut next = move || Expr::Str(left.next().expect("a text for every position"));
    let ty = |name| ResourceType { name, api: "2025-03-01" };
    let object = |pairs: Vec<(&str, Expr)>| Expr::Object(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());
    let mut site = Resource::new("site".into(), ty("Microsoft.Web/sites"), next());
    site.location = Some(next());
    site.tags = Some(Object::from([(format!("k {}", texts[0]), next())]));
    site.comment = vec![texts[1].clone()];
    // A word that is an identifier would stand without quotes.
    let name = Expr::str(format!("k {}", texts[2]));
    let setting = object(vec![("name", name), ("value", next())]);
    let rule = object(vec![("name", next()), ("ipAddress", next())]);
    let config = object(vec![
        ("appSettings", Expr::Array(vec![setting])),
        ("appCommandLine", next()),
        ("linuxFxVersion", Expr::Concat(vec!["DOCKER|".into(), next(), "/".into(), next()])),
        ("ipSecurityRestrictions", Expr::Array(vec![rule])),
    ]);
    site.body.insert("kind".to_owned(), "app,linux".into());
    site.body.insert("properties".to_owned(), object(vec![("serverFarmId", next()), ("siteConfig", config)]));
    let mut policy =
        Resource::new("policy".into(), ty("Microsoft.Web/sites/basicPublishingCredentialsPolicies"), "ftp".into());
    policy.parent = Some("site".into());
    policy.body.insert("properties".to_owned(), object(vec![("allow", Expr::param("p"))]));
    let mut account = Resource::new("account".into(), ty("Microsoft.Storage/storageAccounts"), next());
    account.location = Some("here".into());
    account.body.insert("sku".to_owned(), object(vec![("name", Expr::Concat(vec![next(), Expr::param("p")]))]));
    let param = Param {
        name: "p".to_owned(),
        ty: ParamType::String,
        description: "A word.".to_owned(),
        default: Some(next()),
        ..Param::default()
    };
    Plan {
        name: "d".to_owned(),
        source: "d.md".to_owned(),
        params: vec![param],
        resources: vec![site, policy, account],
        ..Plan::default()
    }
}

fn holds(texts: &[String]) {
    let marks: Vec<String> = (0..TEXTS).map(|n| format!("⟦{n}⟧")).collect();
    for (got, marked) in azurerm(&free(texts)).iter().zip(azurerm(&free(&marks))) {
        text::check(&got.name, &read(Language::Terraform, &got.text), &read(Language::Terraform, &marked.text), texts);
    }
}

#[test]
fn every_position_of_the_plan_is_written_with_azurerm() {
    let main = main(&free(&vec!["x".to_owned(); TEXTS]));
    assert!(main.contains("\"azurerm_linux_web_app\" \"site\"") && !main.contains("azapi"), "{main}");
}

#[test]
fn nasty_text_stays_text() {
    holds(&text::nasty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_stays_text(texts in prop::collection::vec(text::text(), TEXTS)) {
        holds(&texts);
    }

    #[test]
    fn whatever_a_plan_holds_can_be_read(plan in any::plan()) {
        for file in azurerm(&plan) {
            read(Language::Terraform, &file.text);
        }
    }
}
