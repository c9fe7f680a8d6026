//! GitHub Actions: a workflow that shows what a change of the drawing would do, deploys it, and delivers the code of the apps.
//!
//! Two files: one with the jobs, and one that all environments are deployed by, so that they differ by nothing but their parameter
//! files. Scripts are the same for every drawing; what a drawing says reaches them through the environment of a step.

mod deliver;
mod deploy;
mod package;
mod pull_request;
mod yaml;

use super::File;
use super::names::{Names, Role, output_names, snake, symbol_names};
use super::value::is_constant;
use crate::iac::{App, ParamType, Payload, Plan};
use yaml::{Map, Node, data, file, shown};

/// Where a workflow stands, and what it deploys.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The name of the workflow and of its file.
    pub name: String,
    /// The folder of the template from the root of the repository, with `/` between its parts; empty for the root itself.
    pub folder: String,
    /// What the template is written in.
    pub template: Template,
    /// The environments, in the order in which they are deployed.
    pub environments: Vec<String>,
    /// What tells in a pull request whether the drawing and what was built of it agree, where that can be told from the root.
    pub agreement: Option<Agreement>,
}

/// The language of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// `main.bicep`.
    Bicep,
    /// `main.json`.
    Arm,
}

/// What `siteplan build --check` is asked.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The diagram, as the root of the repository names it: `docs/shop.md#checkout`.
    pub diagram: String,
    /// The targets, as the command line takes them.
    pub targets: String,
    /// The only environment that is built, where one was asked for.
    pub environment: Option<String>,
}

/// An action by the commit of a release: a tag can be moved, a commit cannot.
struct Action {
    commit: &'static str,
    release: &'static str,
}

const CHECKOUT: Action =
    Action { commit: "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd", release: "v6.0.2" };
const UPLOAD: Action =
    Action { commit: "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", release: "v7.0.1" };
const DOWNLOAD: Action =
    Action { commit: "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", release: "v8.0.1" };
const LOGIN: Action = Action { commit: "azure/login@532459ea530d8321f2fb9bb10d1e0bcf23869a43", release: "v3.0.0" };

impl Map {
    /// Adds the action that a step is.
    fn using(self, action: &Action) -> Self {
        self.with_aside("uses", action.commit, action.release)
    }
}

/// The machine that jobs run on.
const RUNNER: &str = "ubuntu-24.04";

/// The branch that is deployed.
const BRANCH: &str = "main";

/// Prints a plan's workflows: `<name>.yml` and `<name>.deploy.yml`, to stand in `.github/workflows`.
#[must_use]
pub fn github(plan: &Plan, repository: &Repository) -> Vec<File> {
    let flow = Flow::new(plan, repository);
    vec![
        File::new(format!("{}.yml", repository.name), workflow(&flow)),
        File::new(format!("{}.deploy.yml", repository.name), deploy::workflow(&flow)),
    ]
}

/// A plan as the workflows see it.
struct Flow<'a> {
    plan: &'a Plan,
    repository: &'a Repository,
    apps: Vec<Delivery<'a>>,
    asked: Vec<Asked>,
}

/// An app, and the words by which the workflows speak of it.
struct Delivery<'a> {
    app: &'a App,
    /// In snake case: `web_app`; in capitals, what its variables begin with.
    word: String,
    /// As people call it, fit for every place.
    title: String,
    /// The identifiers of the outputs that tell its name, its host and its slot.
    name: String,
    host: String,
    slot: Option<String>,
}

/// A parameter that no file holds: a variable or a secret of the environment on GitHub.
struct Asked {
    name: String,
    variable: String,
    secret: bool,
    description: String,
}

impl<'a> Flow<'a> {
    fn new(plan: &'a Plan, repository: &'a Repository) -> Self {
        let outputs = output_names(plan);
        let mut words = Names::new(snake, &[]);
        let apps = plan.apps.iter().map(|app| Delivery {
            app,
            word: words.declare(Role::Resource, app.symbol.as_str()),
            title: shown(&app.title),
            name: outputs.get(Role::Output, &app.name),
            host: outputs.get(Role::Output, &app.host),
            slot: app.slot.as_ref().and_then(|s| s.output.as_ref()).map(|o| outputs.get(Role::Output, o)),
        });
        let apps = apps.collect();
        Self { plan, repository, apps, asked: asked(plan, &repository.environments) }
    }

    /// The path of a file beside the template.
    fn beside(&self, name: &str) -> String {
        match self.repository.folder.as_str() {
            "" => name.to_owned(),
            folder => format!("{}/{name}", data(folder)),
        }
    }

    fn template(&self) -> String {
        self.beside(match self.repository.template {
            Template::Bicep => "main.bicep",
            Template::Arm => "main.json",
        })
    }

    /// The path of the parameter file of an environment, which an expression names.
    fn parameters(&self, environment: &str) -> String {
        self.beside(&match self.repository.template {
            Template::Bicep => format!("main.{environment}.bicepparam"),
            Template::Arm => format!("main.parameters.{environment}.json"),
        })
    }

    /// What every step that deploys or previews reads: where to, and the values that no file holds.
    fn environment(&self, environment: &str) -> Map {
        let mut env = Map::default()
            .with("GROUP", "${{ vars.AZURE_RESOURCE_GROUP }}")
            .with("TEMPLATE", self.template())
            .with("PARAMETER_FILE", self.parameters(environment));
        for asked in &self.asked {
            let from = if asked.secret { "secrets" } else { "vars" };
            env = env.with(&asked.variable, format!("${{{{ {from}.{} }}}}", asked.variable));
        }
        env
    }

    /// The lines that collect the parameters of a deployment.
    fn collect(&self) -> String {
        let mut out = String::from("parameters=(\"$PARAMETER_FILE\")\n");
        if self.repository.template == Template::Arm {
            for Asked { name, variable, .. } in &self.asked {
                out.push_str(&format!("if [ -n \"${variable}\" ]; then parameters+=(\"{name}=${variable}\"); fi\n"));
            }
        }
        let params = symbol_names(self.plan);
        for delivery in &self.apps {
            if let Payload::Image { parameter, .. } = &delivery.app.payload {
                let parameter = params.get(Role::Param, parameter);
                out.push_str(&IMAGE.replace("OUTPUT", &delivery.name).replace("PARAMETER", &parameter));
            }
        }
        out
    }

    /// The name of the deployment, which also those ask for who only preview, where an app runs an image.
    fn deployment(&self) -> String {
        deployment(&self.repository.name)
    }

    fn has_image(&self) -> bool {
        self.apps.iter().any(|d| matches!(d.app.payload, Payload::Image { .. }))
    }

    /// Whether any code gets to its app from a network only.
    fn is_inside(&self) -> bool {
        self.apps.iter().any(|d| d.app.inside)
    }
}

impl Delivery<'_> {
    /// The variable that names the folder of the code.
    fn source(&self) -> String {
        format!("{}_SOURCE", self.word.to_uppercase())
    }

    /// The name of what is handed from the job that packages to those that deliver.
    fn artifact(&self) -> String {
        self.word.replace('_', "-")
    }
}

/// Keeps the image that was released last: the template's own tag is that of the first deployment.
const IMAGE: &str = r#"app=$(az deployment group show --resource-group "$GROUP" --name "$DEPLOYMENT" \
  --query properties.outputs.OUTPUT.value --output tsv 2> /dev/null || true)
if [ -n "$app" ]; then
  image=$(az webapp config show --resource-group "$GROUP" --name "$app" --query linuxFxVersion --output tsv)
  if [[ "$image" == "DOCKER|"*/* ]]; then parameters+=("PARAMETER=${image#*/}"); fi
fi
"#;

fn asked(plan: &Plan, environments: &[String]) -> Vec<Asked> {
    let names = symbol_names(plan);
    let open = plan.params.iter().filter(|p| p.default.is_none()).filter(|p| {
        environments.iter().any(|environment| p.values.get(environment).is_none_or(|value| !is_constant(value)))
    });
    let asked = open.map(|p| Asked {
        name: names.get(Role::Param, &p.name),
        variable: snake(&p.name).to_uppercase(),
        secret: p.ty == ParamType::SecureString,
        description: p.description.clone(),
    });
    asked.collect()
}

/// A name that a deployment may have.
fn deployment(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    let trimmed = plain.trim_matches('-');
    if trimmed.is_empty() { "siteplan".to_owned() } else { trimmed.to_owned() }
}

/// What a job may do, each with the reason. All else it may not.
fn permissions(granted: &[Permission]) -> Map {
    granted.iter().fold(Map::default(), |map, Permission(key, value, why)| map.with_aside(key, value, why))
}

struct Permission(&'static str, &'static str, &'static str);

const READ: Permission = Permission("contents", "read", "to check out");
const SIGN_IN: Permission = Permission("id-token", "write", "to sign in to Azure without a secret");
const COMMENT: Permission = Permission("pull-requests", "write", "to comment");

fn checkout() -> Map {
    let with = Map::default().with("persist-credentials", false);
    Map::default().with("name", "Check out").using(&CHECKOUT).with("with", with)
}

fn login() -> Map {
    let with = Map::default()
        .with("client-id", "${{ vars.AZURE_CLIENT_ID }}")
        .with("tenant-id", "${{ vars.AZURE_TENANT_ID }}")
        .with("subscription-id", "${{ vars.AZURE_SUBSCRIPTION_ID }}");
    Map::default().with("name", "Sign in to Azure").using(&LOGIN).with("with", with)
}

/// The defaults of every script: a step fails with the first command of a pipe that fails.
fn bash() -> Map {
    Map::default().with("run", Map::default().with("shell", "bash"))
}

fn workflow(flow: &Flow<'_>) -> String {
    let name = &flow.repository.name;
    let branches = || Map::default().with("branches", Node::List(vec![BRANCH.into()]));
    let on = Map::default()
        .with("pull_request", branches())
        .with("push", branches())
        .with("workflow_dispatch", Map::default());
    let concurrency = Map::default()
        .with("group", "${{ github.workflow }}-${{ github.ref }}")
        .with("cancel-in-progress", "${{ github.event_name == 'pull_request' }}");
    let mut jobs = pull_request::jobs(flow);
    let mut needs: Vec<Node> = Vec::new();
    if !flow.apps.is_empty() {
        jobs = jobs.with("package", package::job(flow));
        needs.push("package".into());
    }
    for environment in &flow.repository.environments {
        let job = format!("deploy-{environment}");
        let call = Map::default()
            .with("name", format!("Deploy {environment}"))
            .with(
                "if",
                format!("${{{{ github.event_name != 'pull_request' && github.ref == 'refs/heads/{BRANCH}' }}}}"),
            )
            .with_some("needs", (!needs.is_empty()).then(|| Node::List(std::mem::take(&mut needs))))
            .with("permissions", permissions(&[READ, SIGN_IN]))
            .with("uses", format!("./.github/workflows/{name}.deploy.yml"))
            .with("with", Map::default().with("environment", environment.as_str()))
            .with_some("secrets", flow.asked.iter().any(|a| a.secret).then_some("inherit"));
        jobs = jobs.with(&job, call);
        if !flow.apps.is_empty() {
            needs.push("package".into());
        }
        needs.push(job.into());
    }
    let root = Map::default()
        .with("name", shown(name))
        .with("on", on)
        .with("permissions", Map::default())
        .with("concurrency", concurrency)
        .with("defaults", bash())
        .with("jobs", jobs);
    file(&head(flow), &root)
}

/// What stands above: where the file comes from, and what it asks of the repository.
fn head(flow: &Flow<'_>) -> Vec<String> {
    let mut out = written(flow.plan);
    out.push(String::new());
    out.push("What it asks of the repository, under Settings:".to_owned());
    let environments = &flow.repository.environments;
    let previews: Vec<String> = environments.iter().map(|e| format!("{e}-what-if")).collect();
    out.push(format!(
        "- {}, whose variables AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURE_SUBSCRIPTION_ID and",
        named(environments)
    ));
    out.push(
        "  AZURE_RESOURCE_GROUP name an identity that may deploy, and where to: it needs Contributor, and Role Based"
            .to_owned(),
    );
    out.push(
        "  Access Control Administrator where roles are assigned. Allow only the branch main to use it;".to_owned(),
    );
    out.push(format!("- {} with the same variables, of an identity that may only read and preview,", named(&previews)));
    out.push("  which takes a role with */read, deployments/validate/action and deployments/whatIf/action.".to_owned());
    for Asked { variable, secret, description, .. } in &flow.asked {
        let sort = if *secret { "secret" } else { "variable" };
        out.push(format!("- in each of them the {sort} {variable}: {}", shown(description)));
    }
    for delivery in &flow.apps {
        let what = match &delivery.app.payload {
            Payload::Image { .. } => "with the Dockerfile",
            _ => "with the code",
        };
        out.push(format!(
            "- the repository's variable {}: the folder {what} of {};",
            delivery.source(),
            delivery.title
        ));
        if delivery.app.domain {
            let word = delivery.word.to_uppercase();
            out.push(format!(
                "- where it has one, the environment's variable {word}_DOMAIN: the domain of {};",
                delivery.title
            ));
        }
    }
    if flow.is_inside() {
        out.push("- the repository's variable DEPLOY_RUNNER: the label of a runner in the network, as not all code gets in from".to_owned());
        out.push("  outside of it;".to_owned());
    }
    if flow.repository.agreement.is_some() {
        out.push("- to hold the drawing against what was built of it, the variables SITEPLAN_SOURCE and SITEPLAN_REVISION: the".to_owned());
        out.push("  Git repository and the commit of siteplan.".to_owned());
    }
    out
}

/// Environments by their names.
fn named(environments: &[String]) -> String {
    match environments {
        [one] => format!("the environment {one}"),
        [all @ .., last] => format!("the environments {} and {last}", all.join(", ")),
        [] => "no environment".to_owned(),
    }
}

fn written(plan: &Plan) -> Vec<String> {
    vec![
        format!("Written by siteplan from the diagram `{}` of {}.", shown(&plan.name), shown(&plan.source)),
        "Change the drawing and build again, rather than this file.".to_owned(),
    ]
}
