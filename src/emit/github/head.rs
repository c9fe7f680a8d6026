//! What stands above a workflow: where it comes from, and what it asks of the repository and of Azure.

use std::collections::BTreeSet;

use super::yaml::shown;
use super::{Asked, Delivery, Flow, static_site};
use crate::iac::{Expr, Payload, Plan, Way};

/// The longest line, less the sign of a comment.
const WIDTH: usize = 116;

/// Where a file comes from.
pub(super) fn written(plan: &Plan) -> Vec<String> {
    vec![
        format!("Written by siteplan from the diagram `{}` of {}.", shown(&plan.name), shown(&plan.source)),
        "Change the drawing and build again, rather than this file.".to_owned(),
    ]
}

/// Where a file comes from, and what it asks.
pub(super) fn asking(flow: &Flow<'_>) -> Vec<String> {
    let mut out = written(flow.plan);
    out.push(String::new());
    out.push("What it asks of the repository, under Settings:".to_owned());
    let environments = &flow.repository.environments;
    let previews: Vec<String> = environments.iter().map(|e| format!("{e}-what-if")).collect();
    item(&mut out, named(environments), &deploying(flow.plan));
    item(&mut out, named(&previews), PREVIEWING);
    for Asked { variable, secret, description, .. } in &flow.asked {
        let sort = if *secret { "secret" } else { "variable" };
        item(&mut out, format!("in each of them the {sort} {variable}: {}", shown(description)), "");
    }
    for delivery in &flow.apps {
        app(delivery, &mut out);
    }
    if flow.is_inside() {
        item(
            &mut out,
            "the repository's variable DEPLOY_RUNNER: the label of a runner in the network".to_owned(),
            INSIDE,
        );
    }
    if flow.repository.agreement.is_some() {
        item(&mut out, "the repository's variables SITEPLAN_SOURCE and SITEPLAN_REVISION".to_owned(), AGREEMENT);
    }
    out
}

/// What the identity needs that deploys: it may assign the roles that the drawing asks for, and no others.
fn deploying(plan: &Plan) -> String {
    let mut roles = BTreeSet::new();
    for resource in &plan.resources {
        resource.body.values().for_each(|value| {
            value.walk(&mut |part| {
                if let Expr::RoleDefinition(id) = part {
                    roles.insert(id.as_str());
                }
            });
        });
    }
    let also = match roles.into_iter().collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => String::new(),
        roles => {
            format!(", and Role Based Access Control Administrator with a condition that lets it assign {roles} only")
        }
    };
    format!(
        "whose variables AZURE_CLIENT_ID, AZURE_TENANT_ID, AZURE_SUBSCRIPTION_ID and AZURE_RESOURCE_GROUP name an identity that may deploy, \
         and where to: it needs Contributor{also}. Allow only the branch main to use it"
    )
}

const PREVIEWING: &str = "with the same variables, of an identity that may only read and preview: it takes a role with */read, \
    deployments/validate/action and deployments/whatIf/action";

const INSIDE: &str = "for what is not reached from outside of it";

const AGREEMENT: &str =
    "the Git repository and the commit of siteplan, to hold the drawing against what was built of it";

const BUILT: &str = "the folder in it that npm makes of them, where they have to be built";

const ELSEWHERE: &str = "which it fetches its code from, as nothing reaches it to bring that: the account is open to this workflow and to the \
    app, and the identity that deploys has Storage Blob Data Contributor there";

const DRAWN: &str = "from which it fetches its code, as nothing reaches it to bring that: Storage Blob Data Contributor there, for the identity \
    that deploys";

fn app(delivery: &Delivery<'_>, out: &mut Vec<String>) {
    let title = &delivery.title;
    let what = match &delivery.app.payload {
        Payload::Image { .. } => "with the Dockerfile",
        Payload::Files => "with the files",
        _ => "with the code",
    };
    item(out, format!("the repository's variable {}: the folder {what} of {title}", delivery.source()), "");
    if delivery.app.payload == Payload::Files {
        item(out, format!("the repository's variable {}:", static_site::output_folder(delivery)), BUILT);
    }
    match &delivery.app.way {
        Way::Storage(None) => {
            let variable = delivery.storage();
            item(out, format!("the environment's variable {variable}: a storage account for {title}"), ELSEWHERE);
        }
        Way::Storage(Some(_)) => item(out, format!("a role on the storage account of {title}"), DRAWN),
        Way::Open | Way::Network => {}
    }
    if delivery.app.domain {
        let word = delivery.word.to_uppercase();
        item(out, format!("the environment's variable {word}_DOMAIN: the domain of {title}, where it has one"), "");
    }
}

/// Adds an item of the list: what a drawing has a say in stays on a line of its own, so that another name moves no other line.
fn item(out: &mut Vec<String>, first: String, rest: &str) {
    let rest = rest.trim();
    let comma = if rest.is_empty() || first.ends_with(':') { "" } else { "," };
    out.push(format!("- {first}{comma}"));
    let mut line = String::new();
    for word in rest.split_whitespace() {
        if line.len() + word.len() + 1 > WIDTH {
            out.push(std::mem::take(&mut line));
        }
        line.push_str(if line.is_empty() { "  " } else { " " });
        line.push_str(word);
    }
    if !line.is_empty() {
        out.push(line);
    }
}

/// Environments by their names.
fn named(environments: &[String]) -> String {
    match environments {
        [one] => format!("the environment {one}"),
        [all @ .., last] => format!("the environments {} and {last}", all.join(", ")),
        [] => "no environment".to_owned(),
    }
}
