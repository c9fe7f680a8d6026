//! Terraform with the azapi provider, which takes every kind in the shape of Resource Manager, or with azurerm, where the catalogue
//! has a table; laid out as `terraform fmt` leaves it.

mod approve;
mod azurerm;
mod expr;
mod inputs;
mod layout;
mod literal;
mod resource;
mod scope;

use std::collections::BTreeSet;

use crate::iac::{Expr, Plan, Resource};

use super::File;
use super::names::Role;
use super::value::{conjuncts, is_secret};
use azurerm::Written;
use expr::Writer;
use layout::Body;
use scope::Scope;

/// A provider of Terraform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Takes everything, in the shape of Resource Manager.
    Azapi,
    /// Has a resource for each kind. What it has none for is written with azapi.
    Azurerm,
}

/// Prints a plan as `main.tf` and its companions, and the variable file of an environment; with azapi.
#[must_use]
pub fn terraform(plan: &Plan, env: &str) -> Vec<File> {
    terraform_with(plan, env, Provider::Azapi)
}

/// Prints a plan as `main.tf` and its companions, and the variable file of an environment; with a provider.
#[must_use]
pub fn terraform_with(plan: &Plan, env: &str, provider: Provider) -> Vec<File> {
    let scope = Scope::new(plan, provider);
    let writer = Writer::new(&scope);
    vec![
        File::new("main.tf", main(&writer)),
        File::new("variables.tf", inputs::variables(&writer)),
        File::new("outputs.tf", outputs(&writer)),
        File::new("providers.tf", providers(&scope)),
        File::new(format!("{env}.tfvars"), inputs::values(&writer, env)),
    ]
}

/// Returns characters that stay the same for a resource group.
fn unique(scope: &Scope<'_>) -> String {
    format!("substr(sha256(lower({})), 0, 13)", scope.group("id"))
}

fn providers(scope: &Scope<'_>) -> String {
    let mut required = Body::default();
    let mut required_provider = |name: &str, source: &str, version: &str| {
        let text = format!("{{\n      source  = \"{source}\"\n      version = \"{version}\"\n    }}");
        required.attribute(name, text);
    };
    let is_azapi = !scope.is_azurerm || scope.forms.has_azapi() || !scope.links.is_empty();
    if is_azapi {
        // 2.13 knows Key Vault's 2026-02-01, which those before it refuse
        // (https://github.com/Azure/terraform-provider-azapi/releases/tag/v2.13.0, read 2026-11-25).
        required_provider("azapi", "Azure/azapi", "~> 2.13");
    }
    if scope.is_azurerm {
        required_provider("azurerm", "hashicorp/azurerm", "~> 4.73");
    }
    let mut terraform = Body::default();
    terraform.attribute("required_version", "\">= 1.9\"");
    terraform.block("required_providers", required);
    let mut file = Body::default();
    file.block("terraform", terraform);
    if is_azapi {
        file.block("provider \"azapi\"", Body::default());
    }
    if scope.is_azurerm {
        let azurerm = azurerm::provider(&Writer::new(scope));
        file.comment(vec![
            "The subscription is told by ARM_SUBSCRIPTION_ID. These resource providers are to be registered in it:"
                .to_owned(),
            format!("{}.", spaces(scope.refs.plan).join(", ")),
        ]);
        file.attach("provider \"azurerm\"", azurerm);
    }
    file.finish()
}

/// The resource providers of a plan.
fn spaces(plan: &Plan) -> Vec<&'static str> {
    let all: BTreeSet<&str> = plan.resources.iter().filter_map(|r| r.ty.name.split('/').next()).collect();
    all.into_iter().collect()
}

fn main(writer: &Writer<'_>) -> String {
    let scope = writer.scope;
    let plan = scope.refs.plan;
    let mut file = Body::default();
    let about = super::about(plan).into_iter().map(|(key, text)| match key {
        "source" => format!("Source: {text}"),
        _ => text,
    });
    file.comment(about.collect());
    data(scope, &mut file);

    if let Some(locals) = locals(writer) {
        file.block("locals", locals);
    }
    for resource in &plan.resources {
        print(writer, resource, &mut file);
    }
    approve::print(writer, &mut file);
    file.finish()
}

/// Who deploys, and what is deployed to.
fn data(scope: &Scope<'_>, file: &mut Body) {
    let mut group = Body::default();
    if scope.is_azurerm {
        file.block("data \"azurerm_client_config\" \"current\"", Body::default());
        group.attribute("name", format!("var.{}", scope.group_variable));
        file.block("data \"azurerm_resource_group\" \"main\"", group);
        return;
    }
    file.block("data \"azapi_client_config\" \"current\"", Body::default());
    group.attribute("type", "\"Microsoft.Resources/resourceGroups@2024-03-01\"");
    group.attribute("name", format!("var.{}", scope.group_variable));
    group.attribute("parent_id", format!("\"/subscriptions/${{{}}}\"", scope.client("subscription_id")));
    file.block("data \"azapi_resource\" \"resource_group\"", group);
}

fn print(writer: &Writer<'_>, resource: &Resource, file: &mut Body) {
    let scope = writer.scope;
    let (body, joined, why) = match scope.forms.of(&resource.symbol) {
        Some(Written::Folded(..)) => return,
        Some(Written::Azurerm(mapping, converted)) => {
            let body = azurerm::body(writer, resource, mapping, converted);
            (body, azurerm::joined(writer, resource, converted), None)
        }
        Some(Written::Azapi(why)) => (resource::body(writer, resource), Vec::new(), why.as_ref()),
        None => (resource::body(writer, resource), Vec::new(), None),
    };
    let kind = scope.forms.azurerm(&resource.symbol).unwrap_or_else(|| resource::block(resource));
    file.gap();
    file.comment(resource.comment.clone());
    file.comment(why.map(|why| format!("Written with azapi: {why}.")).into_iter().collect());
    let name = scope.resources.get(Role::Resource, resource.symbol.as_str());
    // No gap between a comment and its resource.
    file.attach(format!("resource \"{kind}\" \"{name}\""), body);
    for (header, body) in joined {
        file.gap();
        file.attach(header, body);
    }
}

fn locals(writer: &Writer<'_>) -> Option<Body> {
    let scope = writer.scope;
    let plan = scope.refs.plan;
    let mut body = Body::default();
    let mut any = false;
    for param in plan.params.iter().filter(|p| scope.is_derived(p)) {
        if let Some(default) = &param.default {
            let variable = scope.variables.get(Role::Param, &param.name);
            let value = format!("coalesce(var.{variable}, {})", writer.flat(default, &[]));
            body.attribute(scope.locals.get(Role::Param, &param.name), value);
            any = true;
        }
    }
    if scope.is_unique {
        body.attribute(scope.unique.clone(), unique(scope));
        any = true;
    }
    if !scope.suffixes.is_empty() {
        body.gap();
        body.comment(vec!["DNS suffixes of the public cloud; other clouds have their own.".to_owned()]);
        for (suffix, name) in &scope.suffixes {
            body.attribute(name.clone(), format!("\"{}\"", scope::public(*suffix)));
        }
        any = true;
    }
    for var in &plan.vars {
        body.gap();
        if !var.description.is_empty() {
            body.comment(vec![var.description.clone()]);
        }
        let name = scope.locals.get(Role::Var, &var.name);
        let value = if name == scope.unique { unique(scope) } else { writer.value(&var.value, 1, &[]) };
        body.attribute(name, value);
        any = true;
    }
    if scope.refs.has_tags() {
        body.gap();
        let tags = writer.value(&Expr::Object(plan.tags.clone()), 1, &[]);
        body.attribute(scope.locals.get(Role::Own, "tags"), tags);
        any = true;
    }
    any.then_some(body)
}

fn outputs(writer: &Writer<'_>) -> String {
    let scope = writer.scope;
    let plan = scope.refs.plan;
    let mut file = Body::default();
    for output in &plan.outputs {
        let mut body = Body::default();
        if !output.description.is_empty() {
            body.attribute("description", literal::quoted(&output.description));
        }
        let value = match &output.condition {
            None => writer.text_value(&output.value, 1),
            Some(condition) => {
                let test = writer.operand(condition, &[]);
                format!("{test} ? {} : \"\"", writer.operand(&output.value, &conjuncts(condition)))
            }
        };
        body.attribute("value", value);
        if is_secret(plan, &output.value) {
            body.attribute("sensitive", "true");
        }
        file.block(format!("output \"{}\"", scope.outputs.get(Role::Output, &output.name)), body);
    }
    file.finish()
}
