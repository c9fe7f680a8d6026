//! What no drawing tells, and what differs from one environment to the next, is a parameter.

use siteplan::{config, diag::Sink, iac::Expr, plan, source::Source};

use crate::{document, files, plan_of};

const SHOP: &str = "flowchart LR
    subgraph VNet[\"VNet 10.4.0.0/16\"]
        Int[\"Integration subnet 10.4.1.0/26\"]
    end
    App[\"Web App S1<br/>health: /healthz\"] --> Int";

fn config(toml: &str) -> config::Config {
    let mut sink = Sink::default();
    let config = config::parse(&Source::new("siteplan.toml", toml.to_owned()), &[], &mut sink);
    assert!(sink.into_sorted().is_empty(), "the project file is fine");
    config
}

/// The value of a parameter in an environment, else its default.
fn value<'a>(plan: &'a siteplan::iac::Plan, name: &str) -> Option<&'a Expr> {
    let param = plan.params.iter().find(|p| p.name == name).unwrap_or_else(|| panic!("no {name}"));
    param.values.get("prod").or(param.default.as_ref())
}

#[test]
fn settings_command_and_health_path_of_an_app_are_given_by_environment() {
    let toml = "[environments.prod.parameters]\nwebAppSettings = { MODE = \"live\", LEVEL = \"info\" }\nwebAppCommand = \"npm start\"\n";
    let config = config(toml);
    let plan = plan_of(&document(SHOP), &config);
    assert_eq!(plan::faults(&plan, &config), [] as [String; 0]);
    assert_eq!(value(&plan, "webAppCommand"), Some(&"npm start".into()));
    assert_eq!(value(&plan, "webAppHealthPath"), Some(&"/healthz".into()), "what is drawn is the default");
    let printed: Vec<String> = [
        siteplan::emit::bicep(&plan, "prod"),
        siteplan::emit::arm(&plan, "prod"),
        siteplan::emit::terraform(&plan, "prod"),
    ]
    .concat()
    .into_iter()
    .filter(|f| f.name.contains("prod"))
    .map(|f| f.text)
    .collect();
    assert_eq!(printed.len(), 3);
    for text in printed {
        assert!(text.contains("MODE") && text.contains("live") && text.contains("LEVEL"), "{text}");
    }
}

#[test]
fn ranges_are_parameters_with_what_is_drawn() {
    let config = config(
        "[environments.prod.parameters]\nvirtualNetworkAddressPrefix = \"10.9.0.0/16\"\nintegrationSubnetAddressPrefix = \"ten\"\n",
    );
    let plan = plan_of(&document(SHOP), &config);
    assert_eq!(value(&plan, "virtualNetworkAddressPrefix"), Some(&"10.9.0.0/16".into()));
    let param = plan.params.iter().find(|p| p.name == "integrationSubnetAddressPrefix").expect("a parameter");
    assert_eq!(param.default, Some("10.4.1.0/26".into()));
    let faults = plan::faults(&plan, &config);
    assert_eq!(
        faults,
        ["`integrationSubnetAddressPrefix` of `[environments.prod]` is not a range of addresses such as `10.0.0.0/24`"]
    );
}

#[test]
fn prose_around_a_diagram_changes_nothing_of_what_is_built() {
    let short = document(SHOP);
    let long = Source::new(short.path.to_string(), short.text.replace("# Shop\n", "# Shop\n\nOne more paragraph.\n"));
    let none = config::Config::default();
    assert_eq!(files(&plan_of(&short, &none)), files(&plan_of(&long, &none)));
}
