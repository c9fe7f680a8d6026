//! ARM JSON: a template with symbolic names and its parameter file.

mod expr;

use serde_json::{Map, Value, json};

use crate::iac::{Expr, Output, Param, ParamType, Plan, Resource};

use super::File;
use super::names::{Names, Role, output_names, symbol_names};
use super::printer::one_line;
use super::refs::Refs;
use super::value::{all_of, is_constant, is_secret};
use expr::{Writer, literal};

const TEMPLATE: &str = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const PARAMETERS: &str = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#";

/// Prints a plan as `main.json` and the parameter file of an environment.
#[must_use]
pub fn arm(plan: &Plan, env: &str) -> Vec<File> {
    let names = symbol_names(plan);
    vec![
        File::new("main.json", print(&template(plan, &names))),
        File::new(format!("main.parameters.{env}.json"), print(&parameters(plan, &names, env))),
    ]
}

fn print(value: &Value) -> String {
    format!("{value:#}\n")
}

fn template(plan: &Plan, names: &Names) -> Value {
    let refs = Refs::new(plan);
    let writer = Writer::new(&refs, names);
    let mut out = Map::new();
    out.insert("$schema".to_owned(), TEMPLATE.into());
    out.insert("languageVersion".to_owned(), "2.0".into());
    out.insert("contentVersion".to_owned(), "1.0.0.0".into());
    let about = super::about(plan).into_iter().map(|(key, text)| (key.to_owned(), literal(&text)));
    out.insert("metadata".to_owned(), Value::Object(about.collect()));

    let params: Map<_, _> = plan.params.iter().map(|p| (names.get(Role::Param, &p.name), param(&writer, p))).collect();
    put(&mut out, "parameters", params);
    let mut vars = Map::new();
    // A variable is computed before anything is deployed: what reads a resource is written where it is used.
    for var in plan.vars.iter().filter(|v| !refs.is_late(&v.value)) {
        vars.insert(names.get(Role::Var, &var.name), writer.value(&var.value, &[]));
    }
    if refs.has_tags() {
        vars.insert(names.get(Role::Own, "tags"), writer.object(&plan.tags, &[]));
    }
    put(&mut out, "variables", vars);
    let resources: Map<_, _> =
        plan.resources.iter().map(|r| (names.get(Role::Resource, r.symbol.as_str()), resource(&writer, r))).collect();
    out.insert("resources".to_owned(), Value::Object(resources));
    let own = output_names(plan);
    let outputs: Map<_, _> =
        plan.outputs.iter().map(|o| (own.get(Role::Output, &o.name), output(&writer, o))).collect();
    put(&mut out, "outputs", outputs);
    Value::Object(out)
}

fn put(out: &mut Map<String, Value>, key: &str, map: Map<String, Value>) {
    if !map.is_empty() {
        out.insert(key.to_owned(), Value::Object(map));
    }
}

fn describe(out: &mut Map<String, Value>, description: &str) {
    if !description.is_empty() {
        out.insert("metadata".to_owned(), json!({ "description": literal(description) }));
    }
}

fn param(writer: &Writer<'_>, param: &Param) -> Value {
    let mut out = Map::new();
    let (ty, least, greatest) = match param.ty {
        ParamType::String | ParamType::AddressRange => ("string", "minLength", "maxLength"),
        ParamType::SecureString => ("securestring", "minLength", "maxLength"),
        ParamType::Int => ("int", "minValue", "maxValue"),
        ParamType::Bool => ("bool", "", ""),
        ParamType::StringArray => ("array", "minLength", "maxLength"),
        ParamType::StringMap => ("object", "", ""),
    };
    out.insert("type".to_owned(), ty.into());
    if param.ty == ParamType::StringArray {
        out.insert("items".to_owned(), json!({ "type": "string" }));
    }
    if param.ty == ParamType::StringMap {
        out.insert("additionalProperties".to_owned(), json!({ "type": "string" }));
    }
    if let Some(default) = &param.default {
        out.insert("defaultValue".to_owned(), writer.value(default, &[]));
    }
    if !param.allowed.is_empty() {
        out.insert("allowedValues".to_owned(), writer.value(&Expr::Array(param.allowed.clone()), &[]));
    }
    for (bound, value) in [(least, param.min), (greatest, param.max)] {
        if let (false, Some(value)) = (bound.is_empty(), value) {
            out.insert(bound.to_owned(), value.into());
        }
    }
    describe(&mut out, &param.description);
    Value::Object(out)
}

fn resource(writer: &Writer<'_>, resource: &Resource) -> Value {
    let refs = writer.refs;
    let held = refs.conditions(resource);
    let mut out = Map::new();
    let comment: Vec<String> =
        resource.comment.iter().map(|line| one_line(line)).filter(|line| !line.is_empty()).collect();
    if !comment.is_empty() {
        out.insert("comments".to_owned(), literal(&comment.join(" ")));
    }
    if let Some(condition) = all_of(&held) {
        out.insert("condition".to_owned(), writer.value(&condition, &[]));
    }
    if let Some(scope) = &resource.scope {
        out.insert("scope".to_owned(), writer.value(&Expr::Id(scope.clone()), &held));
    }
    out.insert("type".to_owned(), resource.ty.name.into());
    out.insert("apiVersion".to_owned(), resource.ty.api.into());
    out.insert("name".to_owned(), writer.full_name(resource, &held));
    if let Some(location) = &resource.location {
        out.insert("location".to_owned(), writer.value(location, &held));
    }
    let (last, first): (Vec<_>, Vec<_>) = super::body(resource).partition(|(key, _)| *key == "properties");
    for (key, value) in first {
        out.insert(expr::key(key), writer.value(value, &held));
    }
    let waits: Vec<Value> = refs
        .waits_for(resource)
        .into_iter()
        .map(|r| Value::String(writer.names.get(Role::Resource, r.symbol.as_str())))
        .collect();
    if !waits.is_empty() {
        out.insert("dependsOn".to_owned(), Value::Array(waits));
    }
    if let Some(own) = &resource.tags {
        let tags = format!("variables({})", expr::quoted(&writer.names.get(Role::Own, "tags")));
        match (refs.plan.tags.is_empty(), own.is_empty()) {
            (true, true) => {}
            (true, false) => {
                out.insert("tags".to_owned(), writer.object(own, &held));
            }
            (false, true) => {
                out.insert("tags".to_owned(), Value::String(format!("[{tags}]")));
            }
            (false, false) => {
                let own = writer.inner(&Expr::Object(own.clone()), &held, false);
                out.insert("tags".to_owned(), Value::String(format!("[union({tags}, {own})]")));
            }
        }
    }
    for (key, value) in last {
        out.insert(expr::key(key), writer.value(value, &held));
    }
    Value::Object(out)
}

fn output(writer: &Writer<'_>, output: &Output) -> Value {
    let secret = is_secret(writer.refs.plan, &output.value);
    let mut out = Map::new();
    out.insert("type".to_owned(), if secret { "securestring" } else { "string" }.into());
    describe(&mut out, &output.description);
    let value = match &output.condition {
        None => writer.text_value(&output.value),
        Some(condition) => {
            let value = Expr::If(Box::new(condition.clone()), Box::new(output.value.clone()), Box::new(Expr::str("")));
            writer.text_value(&value)
        }
    };
    out.insert("value".to_owned(), value);
    Value::Object(out)
}

/// Prints the parameter file. Its values are never evaluated, so that text stands in it as it is.
fn parameters(plan: &Plan, names: &Names, env: &str) -> Value {
    let values: Map<_, _> = plan
        .params
        .iter()
        .filter_map(|param| Some((param, param.values.get(env).filter(|value| is_constant(value))?)))
        .map(|(param, value)| (names.get(Role::Param, &param.name), json!({ "value": expr::data(value) })))
        .collect();
    json!({ "$schema": PARAMETERS, "contentVersion": "1.0.0.0", "parameters": values })
}
