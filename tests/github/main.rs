//! The workflows that `build --target github` writes: what is in them, what they may do, and that a label is never code.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "this is test code, though not all of it in test functions"
)]

mod drawings;
mod hostile;
mod scripts;
mod storage;
mod waiting;

use drawings::{Workflows, drawn, repository, shop};
use serde_json::Value;
use siteplan::{
    emit::{Repository, Template},
    iac::Payload,
};

#[test]
fn the_shop_is_deployed_as_one_would_write_it() {
    let workflows = Workflows::of(&shop(), &repository());
    insta::assert_snapshot!("shop.yml", workflows.text[0]);
    insta::assert_snapshot!("shop.deploy.yml", workflows.text[1]);
}

#[test]
fn the_same_plan_has_the_same_bytes() {
    let first = Workflows::of(&shop(), &repository());
    for _ in 0..20 {
        assert_eq!(Workflows::of(&shop(), &repository()).text, first.text);
    }
}

#[test]
fn another_label_changes_the_lines_that_speak_of_it_only() {
    let page = include_str!("shop.md");
    let other = drawings::plan(&page.replace("Storefront", "Counter"));
    let before = Workflows::of(&shop(), &repository());
    let after = Workflows::of(&other, &repository());
    for (before, after) in before.text.iter().zip(&after.text) {
        assert_eq!(before.lines().count(), after.lines().count());
        for (old, new) in before.lines().zip(after.lines()).filter(|(old, new)| old != new) {
            assert_eq!(old.replace("Storefront", "Counter"), new);
        }
    }
}

#[test]
fn environments_are_deployed_in_their_order_after_the_branch_moved() {
    let workflows = Workflows::of(&shop(), &repository());
    let jobs = &workflows.yaml[0]["jobs"];
    assert_eq!(jobs["deploy-dev"]["needs"], serde_json::json!(["package"]));
    assert_eq!(jobs["deploy-prod"]["needs"], serde_json::json!(["package", "deploy-dev"]));
    for environment in ["dev", "prod"] {
        let job = &jobs[format!("deploy-{environment}")];
        assert_eq!(job["with"]["environment"], environment);
        assert_eq!(job["if"], "${{ github.event_name != 'pull_request' && github.ref == 'refs/heads/main' }}");
    }
    let deploy = &workflows.yaml[1]["jobs"]["deploy"];
    assert_eq!(deploy["env"]["PARAMETER_FILE"], "infra/shop/main.${{ inputs.environment }}.bicepparam");
    assert_eq!(deploy["concurrency"]["cancel-in-progress"], false);
}

#[test]
fn every_job_has_the_least_that_it_needs() {
    let workflows = Workflows::of(&shop(), &repository());
    for file in &workflows.yaml {
        assert_eq!(file["permissions"], serde_json::json!({}), "nothing, but for what a job says");
    }
    let mut granted: Vec<String> = Vec::new();
    for (id, job) in workflows.jobs() {
        let permissions = job["permissions"].as_object().expect("permissions of every job");
        let words: Vec<String> =
            permissions.iter().map(|(key, value)| format!("{key}={}", value.as_str().expect("a word"))).collect();
        granted.push(format!("{id}: {}", words.join(" ")));
    }
    let want = [
        "drawing: contents=read",
        "what-if: contents=read id-token=write",
        "comment: pull-requests=write",
        "package: contents=read",
        "deploy-dev: contents=read id-token=write",
        "deploy-prod: contents=read id-token=write",
        "deploy: contents=read id-token=write",
    ];
    assert_eq!(granted, want);
}

#[test]
fn actions_are_named_by_a_commit_and_scripts_hold_no_expression() {
    for plan in [shop(), drawn(CONTAINER), drawn(FUNCTIONS), drawn(PRIVATE), drawn(SLOW), drawn(BEHIND), drawn(STATIC)]
    {
        let workflows = Workflows::of(&plan, &repository());
        for step in workflows.steps() {
            if let Some(uses) = step["uses"].as_str() {
                let commit = uses.split_once('@').expect("a version").1;
                assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{uses}");
            }
            assert!(!step["run"].as_str().unwrap_or("").contains("${{"), "{step}");
        }
    }
}

#[test]
fn a_pull_request_cannot_take_the_place_of_a_deployment() {
    let workflows = Workflows::of(&shop(), &repository());
    let job = &workflows.yaml[0]["jobs"]["what-if"];
    assert_eq!(job["environment"], "${{ matrix.environment }}-what-if");
    let condition = job["if"].as_str().expect("a condition");
    assert!(condition.contains("head.repo.full_name == github.repository"), "{condition}");
    for checkout in workflows.steps().into_iter().filter(|s| s["uses"].as_str().is_some_and(|u| u.contains("checkout")))
    {
        assert_eq!(checkout["with"]["persist-credentials"], false);
    }
}

#[test]
fn no_secret_is_asked_for_unless_a_parameter_is_one() {
    let secrets = |w: &Workflows| {
        w.text
            .iter()
            .flat_map(|t| t.lines())
            .filter(|l| l.contains("secret"))
            .map(|l| l.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let workflows = Workflows::of(&shop(), &repository());
    assert!(secrets(&workflows).iter().all(|l| l.ends_with("without a secret")), "{:?}", secrets(&workflows));
    let workflows =
        Workflows::of(&drawn("    App[\"Web App (S1)\"] --> Db[(\"Azure Database for MySQL\")]"), &repository());
    let env = &workflows.yaml[1]["jobs"]["deploy"]["env"];
    let asked: Vec<&Value> =
        env.as_object().expect("env").values().filter(|v| v.as_str().is_some_and(|v| v.contains("secrets."))).collect();
    assert_eq!(asked, ["${{ secrets.MYSQL_ADMINISTRATOR_PASSWORD }}"]);
    assert_eq!(workflows.yaml[0]["jobs"]["deploy-dev"]["secrets"], "inherit");
}

#[test]
fn a_slot_is_filled_tried_swapped_and_swapped_back() {
    let workflows = Workflows::of(&shop(), &repository());
    let want = [
        "Check out",
        "Sign in to Azure",
        "Deploy the infrastructure",
        "Fetch the package of Storefront Web App",
        "Deliver Storefront Web App to its slot",
        "Warm up and try Storefront Web App",
        "Swap Storefront Web App into production",
        "Try Storefront Web App in production",
        "Swap Storefront Web App back, as it does not answer",
        "Bind the domain of Storefront Web App",
        "Tell that Storefront Web App gets no code",
    ];
    assert_eq!(workflows.deploys(), want);
    let env = |step: &str, key: &str| workflows.step(step)["env"][key].clone();
    assert_eq!(env("Warm up and try Storefront Web App", "SLOT"), "staging");
    assert_eq!(env("Warm up and try Storefront Web App", "HEALTH"), "/health");
    assert_eq!(env("Try Storefront Web App in production", "SLOT"), Value::Null);
}

#[test]
fn without_a_slot_the_app_itself_is_delivered_to() {
    let workflows = Workflows::of(&drawn("    User --> App[\"Web App<br/>(B1)\"]"), &repository());
    let names = workflows.deploys();
    assert!(names.contains(&"Deliver Web App") && !names.iter().any(|n| n.contains("Swap")), "{names:?}");
}

#[test]
fn a_slot_that_is_optional_is_gone_through_where_it_is_deployed() {
    let workflows = Workflows::of(
        &drawn(
            "    Plan[\"App Service plan (S1)\"] --> App[\"Web App\"]\n    App --- Slot[\"Staging slot (optional)\"]",
        ),
        &repository(),
    );
    let step = workflows.step("Swap Web App into production");
    assert_eq!(step["env"]["SLOT"], "${{ steps.infrastructure.outputs.web_app_slot }}");
    let condition = step["if"].as_str().expect("a condition");
    assert!(condition.contains("steps.infrastructure.outputs.web_app_slot != ''"), "{condition}");
}

const FUNCTIONS: &str = "    Queue[\"Service Bus\"] --> Fn[\"Function app<br/>(Node 22, EP1)\"]";
const CONTAINER: &str = "    Plan[\"App Service plan (P0v3, Linux)\"] --> App[\"Web App<br/>(custom container)\"]\n    App -->|pulls image| Acr[\"Container Registry\"]";
/// What Azure takes hours for.
const SLOW: &str = "    subgraph V[VNet]\n      subgraph S[App Service Environment subnet]\n        Ase[\"App Service Environment\"]\n      end\n    end\n    Ase --> Plan[\"App Service plan (I1v2)\"] --> App[\"Web App\"]";
/// What nothing but Front Door reaches, by a private link of its own.
const BEHIND: &str = "    Plan[\"App Service plan (P1v3)\"] --> App[\"Web App\"]\n    App --- Slot[\"Staging slot\"]\n    Edge[\"Azure Front Door\"] -->|private link| App";
const STATIC: &str = "    User --> Site[\"Static web app\"]";
const PRIVATE: &str = "    Plan[\"App Service plan (P1v3)\"] --> App[\"Web App\"]\n    subgraph V[VNet]\n      Pe[\"Private endpoint<br/>Web App\"]\n    end\n    Pe --> App";

#[test]
fn functions_are_delivered_by_their_own_command() {
    let workflows = Workflows::of(&drawn(FUNCTIONS), &repository());
    let script = workflows.step("Deliver Function app")["run"].as_str().expect("a script");
    assert!(
        script.contains("az functionapp deployment source config-zip") && script.contains("--build-remote true"),
        "{script}"
    );
}

#[test]
fn an_image_is_built_once_and_stays_when_the_infrastructure_is_deployed_again() {
    let workflows = Workflows::of(&drawn(CONTAINER), &repository());
    assert!(workflows.step("Package Web App")["run"].as_str().expect("a script").contains("docker build"));
    let deliver = workflows.step("Deliver Web App");
    assert!(deliver["run"].as_str().expect("a script").contains("docker push"));
    assert_eq!(deliver["env"]["REGISTRY"], "${{ steps.infrastructure.outputs.web_app_registry }}");
    for step in ["Ask what would change", "Deploy the infrastructure"] {
        let script = workflows.step(step)["run"].as_str().expect("a script");
        assert!(script.contains("parameters+=(\"webAppImage=${image#*/}\")"), "{script}");
    }
}

#[test]
fn an_app_that_its_network_only_reaches_waits_for_a_runner_there() {
    let workflows = Workflows::of(&drawn(PRIVATE), &repository());
    assert_eq!(workflows.yaml[1]["jobs"]["deploy"]["runs-on"], "${{ vars.DEPLOY_RUNNER || 'ubuntu-24.04' }}");
    let condition = workflows.step("Fetch the package of Web App")["if"].as_str().expect("a condition");
    assert!(condition.contains("vars.DEPLOY_RUNNER != ''"), "{condition}");
    assert!(!workflows.deploys().iter().any(|n| n.contains("domain")), "nobody would resolve it");
}

#[test]
fn a_green_run_has_delivered_what_it_was_asked_to() {
    let workflows = Workflows::of(&drawn(PRIVATE), &repository());
    let [told, failed] = ["Tell that Web App gets no code", "Fail, as Web App gets no code"].map(|n| workflows.step(n));
    assert_eq!(
        told["if"], "${{ steps.infrastructure.outputs.web_app != '' && vars.WEB_APP_SOURCE == '' }}",
        "nobody asked for code"
    );
    assert_eq!(
        failed["if"],
        "${{ !cancelled() && steps.infrastructure.outputs.web_app != '' && vars.WEB_APP_SOURCE != '' && vars.DEPLOY_RUNNER == '' }}"
    );
    let last = workflows.deploys().pop().expect("a step");
    assert_eq!(last, "Fail, as Web App gets no code", "other apps get theirs before");
    let Some(runner) = scripts::Runner::new(&[]) else { return };
    let text = |step: &Value, key: &str| step["env"][key].as_str().expect("a text").to_owned();
    for (step, green, level) in [(told, true, "notice"), (failed, false, "error")] {
        let (title, what) = (text(step, "TITLE"), text(step, "WHAT"));
        assert_eq!(runner.run(step, &[("TITLE", &title), ("WHAT", &what)]), green);
        assert!(runner.read("said").starts_with(&format!("::{level}::Web App: ")), "{}", runner.read("said"));
        assert!(runner.read("summary").contains(&format!("    Web App: {what}")), "{}", runner.read("summary"));
    }
    assert!(text(failed, "WHAT").contains("DEPLOY_RUNNER names no runner"));
}

#[test]
fn what_is_open_needs_no_runner_and_fails_for_none() {
    let workflows = Workflows::of(&shop(), &repository());
    assert!(!workflows.deploys().iter().any(|n| n.starts_with("Fail")), "{:?}", workflows.deploys());
    assert!(workflows.text.iter().all(|t| !t.contains("DEPLOY_RUNNER")));
}

#[test]
fn an_image_reaches_a_hidden_app_by_an_open_registry() {
    let endpoint = "    subgraph V[VNet]\n      Pe[\"Private endpoint<br/>Web App\"]\n    end\n    Pe --> App";
    let workflows = Workflows::of(&drawn(&format!("{CONTAINER}\n{endpoint}")), &repository());
    let condition = |step: &str| workflows.step(step)["if"].as_str().expect("a condition").to_owned();
    assert!(!condition("Fetch the package of Web App").contains("DEPLOY_RUNNER"));
    assert!(condition("Warm up and try Web App").contains("vars.DEPLOY_RUNNER != ''"));
    assert!(condition("Tell that Web App is not tried").contains("vars.DEPLOY_RUNNER == ''"));
}

#[test]
fn files_of_a_static_web_app_are_uploaded_with_a_token_that_is_not_shown() {
    let workflows = Workflows::of(&drawn(STATIC), &repository());
    let deliver = workflows.step("Deliver Static web app");
    let with = &deliver["with"];
    assert_eq!(with["azure_static_web_apps_api_token"], "${{ steps.static_web_app_token.outputs.token }}");
    assert_eq!(
        (&with["skip_app_build"], &with["app_location"]),
        (&Value::Bool(true), &".siteplan/static-web-app".into())
    );
    let step = workflows.step("Make ready to deliver Static web app");
    let (az, unzip) = ("echo t0ken", "mkdir -p \"$4\"");
    let Some(runner) = scripts::Runner::new(&[("az", az), ("unzip", unzip)]) else { return };
    assert!(runner.run(step, &[("APP", "stapp"), ("GROUP", "g"), ("FOLDER", "site"), ("PACKAGE", "p")]));
    assert_eq!(runner.read("said"), "::add-mask::t0ken\n");
    assert_eq!(runner.read("output"), "token=t0ken\n");
    assert!(runner.read("log").contains("unzip -q p/app.zip -d site"), "{}", runner.read("log"));
}

#[test]
fn files_are_built_where_a_folder_for_them_is_named() {
    let npm = r#"if [ "$1" = run ]; then mkdir -p dist/.well-known && touch dist/index.html dist/.well-known/x; fi"#;
    let zip = r#"find . -type f | sort > "$3""#;
    let Some(runner) = scripts::Runner::new(&[("npm", npm), ("zip", zip)]) else { return };
    std::fs::create_dir_all(runner.path().join("web")).expect("a folder");
    let workflows = Workflows::of(&drawn(STATIC), &repository());
    let package = runner.path().join("package").to_string_lossy().into_owned();
    let step = workflows.step("Package Static web app");
    assert!(runner.run(step, &[("SOURCE", "web"), ("OUTPUT", "dist"), ("PACKAGE", &package)]));
    assert_eq!(runner.read("package/app.zip"), "./.well-known/x\n./index.html\n");
    assert!(runner.read("log").starts_with("npm ci\nnpm run build\n"), "{}", runner.read("log"));
}

#[test]
fn an_image_goes_to_a_hidden_registry_from_the_network() {
    let endpoint = "    subgraph V[VNet]\n      Pe[\"Private endpoint<br/>registry\"]\n    end\n    Pe --> Acr";
    let open = Workflows::of(&drawn(CONTAINER), &repository());
    let hidden = Workflows::of(&drawn(&format!("{CONTAINER}\n{endpoint}")), &repository());
    let waits = |w: &Workflows| w.step("Fetch the package of Web App")["if"].to_string().contains("DEPLOY_RUNNER");
    assert!(!waits(&open) && waits(&hidden));
    assert!(hidden.deploys().contains(&"Warm up and try Web App"), "the app itself is public");
}

#[test]
fn an_app_behind_an_edge_service_is_not_asked_past_it() {
    for edge in ["Azure Front Door", "Application Gateway"] {
        let plan =
            drawn(&format!("    Plan[\"App Service plan (P1v3)\"] --> App[\"Web App\"]\n    Edge[\"{edge}\"] --> App"));
        let workflows = Workflows::of(&plan, &repository());
        assert!(workflows.deploys().contains(&"Deliver Web App"), "{:?}", workflows.deploys());
        assert!(!workflows.deploys().iter().any(|n| n.contains("try")), "{:?}", workflows.deploys());
    }
}

#[test]
fn stacks_are_packaged_by_their_own_tools() {
    for (label, tool) in [
        ("Python 3.13", "git archive"),
        ("Node 22", "git archive"),
        (".NET 10", "dotnet publish"),
        ("Java 21", "--batch-mode package"),
        ("Tomcat 10.1", "--batch-mode package"),
    ] {
        let workflows =
            Workflows::of(&drawn(&format!("    User --> App[\"Web App<br/>(Linux, {label}, B1)\"]")), &repository());
        let script = workflows.step("Package Web App")["run"].as_str().expect("a script");
        assert!(script.contains(tool), "{label}: {script}");
    }
}

#[test]
fn what_a_host_builds_it_is_told_to_build() {
    let built = |label: &str| {
        let plan = drawn(&format!("    User --> App[\"Web App<br/>(Linux, {label}, B1)\"]"));
        format!("{:?}", plan.resources).contains("SCM_DO_BUILD_DURING_DEPLOYMENT")
    };
    assert!(built("Python 3.13") && built("Node 22"));
    assert!(!built(".NET 10") && !built("Java 21"));
}

#[test]
fn arm_json_is_deployed_where_that_is_what_was_built() {
    let repository = Repository { template: Template::Arm, folder: String::new(), agreement: None, ..repository() };
    let workflows = Workflows::of(&shop(), &repository);
    let env = &workflows.yaml[1]["jobs"]["deploy"]["env"];
    assert_eq!(env["TEMPLATE"], "main.json");
    assert_eq!(env["PARAMETER_FILE"], "main.parameters.${{ inputs.environment }}.json");
    assert_eq!(workflows.yaml[0]["jobs"]["drawing"], Value::Null);
}

#[test]
fn a_drawing_without_apps_is_deployed_and_nothing_is_delivered() {
    let plan = drawn("    %% siteplan: architecture=true\n    Kv[\"Key Vault\"] --> Log[\"Log Analytics workspace\"]");
    let workflows = Workflows::of(&plan, &repository());
    assert_eq!(workflows.deploys(), ["Check out", "Sign in to Azure", "Deploy the infrastructure"]);
    assert_eq!(workflows.yaml[0]["jobs"]["deploy-dev"]["needs"], Value::Null);
}

#[test]
fn the_architectures_of_the_project_have_workflows() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("diagrams");
    let mut pages: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").map(|e| e.expect("an entry").path()).collect();
    pages.retain(|p| p.extension().is_some_and(|e| e == "md") && p.file_stem().is_some_and(|s| s != "README"));
    assert!(pages.len() >= 9, "{pages:?}");
    for page in pages {
        let plan = drawings::plan(&std::fs::read_to_string(&page).expect("a page"));
        assert!(!plan.apps.is_empty(), "{}", page.display());
        let workflows = Workflows::of(&plan, &repository());
        for app in &plan.apps {
            // Each output that a workflow reads is one that the template tells.
            let told = |name: &str| plan.outputs.iter().any(|o| o.name == name);
            assert!(told(&app.name) && told(&app.host), "{}: {}", page.display(), app.symbol.as_str());
            if let Payload::Image { registry, parameter, .. } = &app.payload {
                assert!(told(registry) && plan.params.iter().any(|p| p.name == *parameter), "{}", page.display());
            }
            assert!(workflows.deploys().iter().any(|n| n.starts_with("Deliver")), "{}", page.display());
        }
    }
}
