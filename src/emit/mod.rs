//! Prints a [`Plan`] as Bicep, ARM JSON and Terraform, and the GitHub workflows that deploy it.
//!
//! The three printers share what they must agree on: `refs` knows what a resource refers to and under which
//! conditions, `names` gives every declaration its identifier, `value` brings values to their simplest form. None of
//! them knows a kind of resource.

mod arm;
mod bicep;
mod github;
mod names;
mod printer;
mod refs;
mod terraform;
mod value;

pub use arm::arm;
pub use bicep::bicep;
pub use github::{Agreement, Repository, Template, github};
pub use terraform::{Provider, terraform, terraform_with};

use crate::iac::{Expr, Plan, Resource};

/// A file to be written: its path below the folder of the diagram, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name, such as `main.bicep`.
    pub name: String,
    /// The whole text, with LF line ends and one at the end.
    pub text: String,
}

/// Returns whether a path is one that only a printer gives: of a module of Bicep, or of the values of an environment. People have
/// files called `*.tfvars` of their own.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    let values = |name: &str, begin: &str, end: &str| {
        name.strip_prefix(begin)
            .and_then(|n| n.strip_suffix(end))
            .is_some_and(|env| !env.is_empty() && !env.contains('/'))
    };
    bicep::is_module(path) || values(path, "main.", ".bicepparam") || values(path, "main.parameters.", ".json")
}

impl File {
    fn new(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), text }
    }
}

/// Returns what an output says of itself: of which diagram it was made, and where that stands.
fn about(plan: &Plan) -> [(&'static str, String); 2] {
    let description = format!("Deploys the architecture of the diagram `{}`.", plan.name);
    [("description", description), ("source", format!("{}#{}", plan.source, plan.name))]
}

/// Returns the body of a resource without what the plan tells elsewhere.
fn body(resource: &Resource) -> impl Iterator<Item = (&str, &Expr)> {
    const ELSEWHERE: [&str; 10] =
        ["id", "type", "apiVersion", "name", "parent", "scope", "location", "tags", "dependsOn", "condition"];
    resource.body.iter().map(|(key, value)| (key.as_str(), value)).filter(|(key, _)| !ELSEWHERE.contains(key))
}
