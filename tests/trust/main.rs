//! Three targets, one deployment: what our ARM template, our Bicep and our Terraform come to is evaluated for given parameters by
//! three evaluators that know nothing of how they were written, and is the same.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "this is test code, though not all of it in test functions"
)]

mod arm;
mod azure;
mod bicep;
mod compare;
mod generate;
mod given;
mod node;
#[path = "../support/pages.rs"]
mod pages;
mod tampered;
mod terraform;
mod value;

use std::{cell::RefCell, collections::BTreeSet};

use pages::pages;
use proptest::test_runner::{Config as Cases, TestCaseError, TestRunner};
use siteplan::{
    catalog::KINDS,
    compile,
    config::{Config, parse},
    diag::Sink,
    iac::Plan,
    source::Source,
};

use compare::{Targets, switches};
use generate::{Drawing, Way, drawing};

/// A project with three environments that differ in their parameters.
const PROJECT: &str = r#"
location = "northeurope"

[tags]
cost-center = "it's ${x} [a]"

[environments.dev]

[environments.test]
location = "swedencentral"

[environments.prod]
location = "westus3"

[environments.prod.parameters]
workloadName = "big"
logRetentionDays = 90
"#;

fn project() -> Config {
    let mut sink = Sink::new();
    let config = parse(&Source::new("siteplan.toml", PROJECT), &compile::lints(), &mut sink);
    assert!(!sink.has_errors());
    config
}

/// Settings of the switches of optional parts: all off, all on, and every other one on, in both ways.
fn settings(switches: &[String]) -> Vec<Vec<(String, bool)>> {
    let ways: [fn(usize) -> bool; 4] = [|_| false, |_| true, |at| at % 2 == 0, |at| at % 2 == 1];
    let set = |way: &fn(usize) -> bool| switches.iter().enumerate().map(|(at, name)| (name.clone(), way(at))).collect();
    let mut out: Vec<Vec<(String, bool)>> = ways.iter().map(set).collect();
    out.sort();
    out.dedup();
    out
}

#[test]
fn the_targets_agree_on_every_page() {
    let config = project();
    let environments: Vec<String> = config.environments.keys().cloned().collect();
    let mut told = Vec::new();
    for page in pages() {
        for config in [&config, &Config::default()] {
            let compiled = compile::compile(&page, config);
            let diagram = compiled.diagrams.first().expect("a diagram");
            let environments: &[String] =
                if config.environments.is_empty() { &["dev".to_owned()] } else { &environments };
            let plan = compile::plan(&page, diagram, config, environments).expect("an architecture");
            for environment in environments {
                if let Err(why) = agree_on(&plan, environment) {
                    told.push(format!("{} in {environment} {why}", page.path));
                }
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The plan of a document's first diagram, whatever the rules say of it; none where it is no architecture.
fn plan(source: &Source, config: &Config) -> Option<Plan> {
    let compiled = compile::compile(source, config);
    let environments: Vec<String> = config.environments.keys().cloned().collect();
    compile::plan(source, compiled.diagrams.first()?, config, &environments)
}

/// Holds that the targets agree on a plan, whichever of its optional parts are there.
fn agree_on(plan: &Plan, environment: &str) -> Result<(), String> {
    let targets = Targets::new(plan, environment);
    for setting in settings(&switches(plan)) {
        targets.agree(plan, &setting).map_err(|why| format!("with {setting:?}:\n{why}"))?;
    }
    Ok(())
}

#[test]
fn the_targets_agree_on_every_kind() {
    let config = project();
    let mut told = Vec::new();
    let mut planned = 0;
    for kind in KINDS.iter().copied() {
        for way in Way::ALL {
            for is_optional in [false, true] {
                let source = Drawing::of(kind, way, is_optional).source();
                let Some(plan) = plan(&source, &config) else { continue };
                planned += 1;
                if let Err(why) = agree_on(&plan, "dev") {
                    told.push(format!("{} {why}", source.text));
                }
            }
        }
    }
    assert!(planned > KINDS.len() * 5, "{planned} plans of {} kinds", KINDS.len());
    assert!(told.is_empty(), "{} of {planned}:\n{}", told.len(), told.join("\n"));
}

#[derive(Default)]
struct Seen {
    drawn: usize,
    planned: usize,
    switched: usize,
    resources: usize,
    kinds: BTreeSet<&'static str>,
}

#[test]
fn the_targets_agree_on_generated_architectures() {
    let config = project();
    let environments: Vec<String> = config.environments.keys().cloned().collect();
    // Two hundred, and more where `PROPTEST_CASES` asks for more.
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let cases = Cases { cases: asked.max(200), failure_persistence: None, ..Cases::default() };
    let seen = RefCell::new(Seen::default());
    let strategy = (drawing(), proptest::sample::select(environments));
    let outcome = TestRunner::new(cases).run(&strategy, |(drawing, environment)| {
        let source = drawing.source();
        let mut seen = seen.borrow_mut();
        seen.drawn += 1;
        let plan = plan(&source, &config).ok_or_else(|| TestCaseError::reject("no architecture"))?;
        seen.planned += 1;
        seen.switched += usize::from(!switches(&plan).is_empty());
        seen.resources += plan.resources.len();
        seen.kinds.extend(drawing.kinds());
        agree_on(&plan, &environment).map_err(|why| TestCaseError::fail(format!("{}{why}", source.text)))
    });
    if let Err(why) = outcome {
        panic!("{why}");
    }
    let seen = seen.into_inner();
    println!(
        "{} of {} drawings, {} with switches, {} resources, {} kinds",
        seen.planned,
        seen.drawn,
        seen.switched,
        seen.resources,
        seen.kinds.len()
    );
    assert!(seen.planned >= 200 && seen.planned * 4 > seen.drawn * 3, "{} of {}", seen.planned, seen.drawn);
    assert!(seen.switched * 4 > seen.planned, "{} of {} have switches", seen.switched, seen.planned);
    assert!(seen.resources > seen.planned * 5, "{} resources in {}", seen.resources, seen.planned);
    assert!(seen.kinds.len() * 4 > KINDS.len() * 3, "{} kinds", seen.kinds.len());
}
