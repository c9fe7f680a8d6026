//! Terraform with the azapi provider, which takes every kind in the shape of Resource Manager; laid out as
//! `terraform fmt` leaves it.

mod expr;
mod inputs;
mod layout;
mod resource;
mod scope;

use crate::iac::{Expr, Plan};

use super::File;
use super::names::Role;
use super::value::{conjuncts, is_secret};
use expr::Writer;
use layout::Body;
use scope::Scope;

/// Prints a plan as `main.tf` and its companions, and the variable file of an environment.
#[must_use]
pub fn terraform(plan: &Plan, env: &str) -> Vec<File> {
    let scope = Scope::new(plan);
    let writer = Writer::new(&scope);
    vec![
        File::new("main.tf", main(&writer)),
        File::new("variables.tf", inputs::variables(&writer)),
        File::new("outputs.tf", outputs(&writer)),
        File::new("providers.tf", providers()),
        File::new(format!("{env}.tfvars"), inputs::values(&writer, env)),
    ]
}

/// Characters that stay the same for a resource group.
const UNIQUE: &str = "substr(sha256(lower(data.azapi_resource.resource_group.id)), 0, 13)";

fn providers() -> String {
    let mut azapi = Body::default();
    azapi.attribute("azapi", "{\n      source  = \"Azure/azapi\"\n      version = \"~> 2.0\"\n    }");
    let mut terraform = Body::default();
    terraform.attribute("required_version", "\">= 1.9\"");
    terraform.block("required_providers", azapi);
    let mut file = Body::default();
    file.block("terraform", terraform);
    file.block("provider \"azapi\"", Body::default());
    file.finish()
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
    file.block("data \"azapi_client_config\" \"current\"", Body::default());

    let mut group = Body::default();
    group.attribute("type", "\"Microsoft.Resources/resourceGroups@2024-03-01\"");
    group.attribute("name", format!("var.{}", scope.group_variable));
    group.attribute("parent_id", "\"/subscriptions/${data.azapi_client_config.current.subscription_id}\"");
    file.block("data \"azapi_resource\" \"resource_group\"", group);

    if let Some(locals) = locals(writer) {
        file.block("locals", locals);
    }
    for resource in &plan.resources {
        file.gap();
        file.comment(resource.comment.clone());
        let name = scope.resources.get(Role::Resource, resource.symbol.as_str());
        let header = format!("resource \"{}\" \"{name}\"", resource::block(resource));
        // No gap between a comment and its resource.
        file.attach(header, resource::body(writer, resource));
    }
    file.finish()
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
        body.attribute(scope.unique.clone(), UNIQUE);
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
        let value = if name == scope.unique { UNIQUE.to_owned() } else { writer.value(&var.value, 1, &[]) };
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
            body.attribute("description", expr::quoted(&output.description));
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
