//! Drawings, and the workflows that are made of them.

use indexmap::IndexMap;
use serde_json::Value;
use siteplan::{
    compile,
    config::{Config, Environment},
    emit::{Agreement, Repository, Template, github},
    iac::Plan,
    source::Source,
};

/// The workflows of a plan, read back.
pub(crate) struct Workflows {
    pub(crate) text: [String; 2],
    /// The one with the triggers, and the one that an environment is deployed by.
    pub(crate) yaml: [Value; 2],
}

impl Workflows {
    pub(crate) fn of(plan: &Plan, repository: &Repository) -> Self {
        let [main, deploy] = github(plan, repository).try_into().expect("two files");
        assert_eq!(main.name, format!("{}.yml", repository.name));
        assert_eq!(deploy.name, format!("{}.deploy.yml", repository.name));
        let text = [main.text, deploy.text];
        let yaml = [0, 1].map(|at| serde_saphyr::from_str(&text[at]).unwrap_or_else(|e| panic!("{e}\n{}", text[at])));
        Self { text, yaml }
    }

    /// Every job with its id, of both files.
    pub(crate) fn jobs(&self) -> Vec<(&str, &Value)> {
        let jobs = self.yaml.iter().flat_map(|file| file["jobs"].as_object().expect("jobs"));
        jobs.map(|(id, job)| (id.as_str(), job)).collect()
    }

    /// Every step, of both files.
    pub(crate) fn steps(&self) -> Vec<&Value> {
        self.jobs().into_iter().filter_map(|(_, job)| job["steps"].as_array()).flatten().collect()
    }

    pub(crate) fn step(&self, name: &str) -> &Value {
        let named = |step: &&Value| step["name"] == name;
        self.steps().into_iter().find(named).unwrap_or_else(|| panic!("no step `{name}` in {:?}", self.names()))
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.steps().into_iter().filter_map(|step| step["name"].as_str()).collect()
    }

    /// The steps of the file that an environment is deployed by.
    pub(crate) fn deploys(&self) -> Vec<&str> {
        let steps = self.yaml[1]["jobs"]["deploy"]["steps"].as_array().expect("steps");
        steps.iter().filter_map(|step| step["name"].as_str()).collect()
    }
}

/// The page of this folder.
pub(crate) fn shop() -> Plan {
    plan(include_str!("shop.md"))
}

/// Makes the plan of the only diagram of a page, for `dev` and `prod`.
pub(crate) fn plan(page: &str) -> Plan {
    let source = Source::new("docs/shop.md", page);
    let names = ["dev", "prod"].map(str::to_owned);
    let environments: IndexMap<_, _> = names.iter().map(|n| (n.clone(), Environment::default())).collect();
    let config = Config { environments, ..Config::default() };
    let compiled = compile::compile(&source, &config);
    let diagram = compiled.diagrams.first().expect("a diagram");
    compile::plan(&source, diagram, &config, &names).expect("an architecture")
}

/// Makes the plan of a flowchart's lines.
pub(crate) fn drawn(lines: &str) -> Plan {
    plan(&format!("# Shop\n\n```mermaid\nflowchart LR\n    %% siteplan: name=shop\n{lines}\n```\n"))
}

/// The repository that the page stands in.
pub(crate) fn repository() -> Repository {
    Repository {
        name: "shop".to_owned(),
        folder: "infra/shop".to_owned(),
        template: Template::Bicep,
        environments: vec!["dev".to_owned(), "prod".to_owned()],
        agreement: Some(Agreement {
            diagram: "docs/shop.md#shop".to_owned(),
            targets: "bicep,github".to_owned(),
            environment: None,
        }),
    }
}
