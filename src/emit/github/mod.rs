//! GitHub Actions: a workflow that shows what a change of the drawing would do, deploys it, and delivers the code of the apps.
//!
//! Two files: one with the jobs, and one that all environments are deployed by, so that they differ by nothing but their parameter
//! files. Scripts are the same for every drawing; what a drawing says reaches them through the environment of a step.

mod deliver;
mod deploy;
mod head;
mod infrastructure;
mod package;
mod pull_request;
mod static_site;
mod storage;
mod told;
mod yaml;

use super::File;
use super::names::{Names, Role, output_names, snake, symbol_names};
use super::value::is_constant;
use crate::iac::{App, Expr, ParamType, Payload, Plan, Reach, Way};
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
/// The newest commit that the tag `v1` has named.
const STATIC: Action =
    Action { commit: "Azure/static-web-apps-deploy@1a947af9992250f3bc2e68ad0754c0b0c11566c9", release: "v1" };
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
        let mut images = self.apps.iter().filter(|d| matches!(d.app.payload, Payload::Image { .. })).peekable();
        if images.peek().is_some() {
            // The project may tag its resources otherwise.
            let tag = self.plan.tags.get("siteplan-diagram");
            let diagram = tag.and_then(|tag| if let Expr::Str(text) = tag { Some(text) } else { None });
            let diagram = data(diagram.unwrap_or(&self.plan.name));
            env = env.note("How the app is found whose image stays.").with("DIAGRAM", diagram);
        }
        for delivery in images {
            env = env.with(&format!("{}_NODE", delivery.word.to_uppercase()), data(&delivery.app.node));
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
                out.push_str(&IMAGE.replace("WORD", &delivery.word.to_uppercase()).replace("PARAMETER", &parameter));
            }
        }
        out
    }

    /// The name of the deployment.
    fn deployment(&self) -> String {
        deployment(&self.repository.name)
    }

    /// Whether any code gets to its app from a network only, or any app is tried from there.
    fn is_inside(&self) -> bool {
        self.apps.iter().any(|d| d.app.way == Way::Network || d.tried() == Tried::Inside)
    }
}

/// From where an app is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tried {
    Anywhere,
    Inside,
    /// It only answers what stands before it.
    Nowhere,
}

impl Delivery<'_> {
    /// The variable that names the folder of the code.
    fn source(&self) -> String {
        format!("{}_SOURCE", self.word.to_uppercase())
    }

    /// The variable of an environment that names the storage account which the app fetches its code from.
    fn storage(&self) -> String {
        format!("{}_STORAGE", self.word.to_uppercase())
    }

    fn tried(&self) -> Tried {
        match self.app.reach {
            Reach::Public => Tried::Anywhere,
            Reach::Private => Tried::Inside,
            Reach::Fronted => Tried::Nowhere,
        }
    }

    /// The name of what is handed from the job that packages to those that deliver.
    fn artifact(&self) -> String {
        self.word.replace('_', "-")
    }
}

/// Keeps the image that was released last: the template's own tag is that of the first deployment. The app is found by its tags, as a
/// deployment that failed tells no outputs.
const IMAGE: &str = r#"app=$(az resource list --resource-group "$GROUP" --resource-type Microsoft.Web/sites --output json \
  | jq --raw-output 'first(.[] | select(.tags["siteplan-diagram"] == env.DIAGRAM and .tags["siteplan-node"] == env.WORD_NODE) | .name) // ""')
if [ -n "$app" ]; then
  image=$(az webapp config show --resource-group "$GROUP" --name "$app" --query linuxFxVersion --output tsv)
  if [[ "$image" == "DOCKER|"*/* ]]; then parameters+=("PARAMETER=${image#*/}"); fi
fi
"#;

fn asked(plan: &Plan, environments: &[String]) -> Vec<Asked> {
    let names = symbol_names(plan);
    // A secret may stand in no file, so it is asked for even where it may be left out.
    let open = plan.params.iter().filter(|p| p.default.is_none() || p.ty == ParamType::SecureString).filter(|p| {
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
    Map::default().with("name", "Sign in to Azure").append(sign_in())
}

fn sign_in() -> Map {
    let with = Map::default()
        .with("client-id", "${{ vars.AZURE_CLIENT_ID }}")
        .with("tenant-id", "${{ vars.AZURE_TENANT_ID }}")
        .with("subscription-id", "${{ vars.AZURE_SUBSCRIPTION_ID }}");
    Map::default().using(&LOGIN).with("with", with)
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
            .with("with", Map::default().with("environment", environment.as_str()));
        let call = if flow.asked.iter().any(|a| a.secret) {
            call.note("In no other way does a called workflow get at the secrets of its environment.").with_aside(
                "secrets",
                "inherit",
                "zizmor: ignore[secrets-inherit]",
            )
        } else {
            call
        };
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
    file(&head::asking(flow), &root)
}
