//! The variables of a Terraform module and their values in an environment.

use crate::iac::{Expr, Param, ParamType};

use crate::emit::names::Role;
use crate::emit::value::is_constant;

use super::expr::Writer;
use super::layout::Body;
use super::literal::quoted;

/// Prints `variables.tf`.
pub(super) fn variables(writer: &Writer<'_>) -> String {
    let mut file = Body::default();
    let mut group = Body::default();
    group.attribute("description", quoted("Name of the resource group that everything is deployed to."));
    group.attribute("type", "string");
    group.attribute("nullable", "false");
    file.block(format!("variable \"{}\"", writer.scope.group_variable), group);
    for param in &writer.scope.refs.plan.params {
        let name = writer.scope.variables.get(Role::Param, &param.name);
        file.block(format!("variable \"{name}\""), variable(writer, param, &name));
    }
    file.finish()
}

fn variable(writer: &Writer<'_>, param: &Param, name: &str) -> Body {
    let mut body = Body::default();
    if !param.description.is_empty() {
        body.attribute("description", quoted(&param.description));
    }
    let ty = match param.ty {
        ParamType::String | ParamType::SecureString | ParamType::AddressRange => "string",
        ParamType::Int => "number",
        ParamType::Bool => "bool",
        ParamType::StringArray => "list(string)",
        ParamType::StringMap => "map(string)",
    };
    body.attribute("type", ty);
    let may_be_null = match &param.default {
        None => false,
        Some(default) if is_constant(default) => {
            body.attribute("default", writer.value(default, 1, &[]));
            *default == Expr::Null
        }
        Some(_) => {
            body.attribute("default", "null");
            true
        }
    };
    if param.ty == ParamType::SecureString {
        body.attribute("sensitive", "true");
    }
    if !may_be_null {
        body.attribute("nullable", "false");
    }
    for (condition, message) in checks(writer, param, name) {
        let mut validation = Body::default();
        let condition = if may_be_null { format!("var.{name} == null ? true : {condition}") } else { condition };
        validation.attribute("condition", condition);
        validation.attribute("error_message", quoted(&message));
        body.block("validation", validation);
    }
    body
}

/// Returns what must hold for a variable, and what to tell where it does not.
fn checks(writer: &Writer<'_>, param: &Param, name: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if !param.allowed.is_empty() {
        let list = writer.flat(&Expr::Array(param.allowed.clone()), &[]);
        let told: Vec<String> = param
            .allowed
            .iter()
            .map(|value| match value {
                Expr::Str(text) => text.clone(),
                other => writer.flat(other, &[]),
            })
            .collect();
        let (condition, subject) = match param.ty {
            ParamType::StringArray => {
                (format!("alltrue([for item in var.{name} : contains({list}, item)])"), "Every item")
            }
            _ => (format!("contains({list}, var.{name})"), "The value"),
        };
        out.push((condition, format!("{subject} must be one of: {}.", told.join(", "))));
    }
    let (subject, what) = match param.ty {
        ParamType::Int => (format!("var.{name}"), "The value"),
        ParamType::Bool | ParamType::StringMap => return out,
        ParamType::StringArray => (format!("length(var.{name})"), "The number of items"),
        ParamType::AddressRange => {
            let message = "The value must be a range of IPv4 addresses such as 10.0.0.0/24.".to_owned();
            out.push((format!("can(cidrnetmask(var.{name}))"), message));
            return out;
        }
        ParamType::String | ParamType::SecureString => (format!("length(var.{name})"), "The length"),
    };
    match (param.min, param.max) {
        (Some(min), Some(max)) if min == max => {
            out.push((format!("{subject} == {min}"), format!("{what} must be {min}.")));
        }
        (Some(min), Some(max)) => out.push((
            format!("{subject} >= {min} && {subject} <= {max}"),
            format!("{what} must be from {min} to {max}."),
        )),
        (Some(min), None) => out.push((format!("{subject} >= {min}"), format!("{what} must be at least {min}."))),
        (None, Some(max)) => out.push((format!("{subject} <= {max}"), format!("{what} must be at most {max}."))),
        (None, None) => {}
    }
    out
}

/// Prints the variable file of an environment.
pub(super) fn values(writer: &Writer<'_>, env: &str) -> String {
    let scope = writer.scope;
    let mut file = Body::default();
    let file_name = format!("{env}.tfvars");
    let mut asked = vec![scope.group_variable.clone()];
    let open = scope.refs.plan.params.iter().filter(|p| p.default.is_none() && !p.values.contains_key(env));
    asked.extend(open.map(|p| scope.variables.get(Role::Param, &p.name)));
    let asked: String = asked.iter().map(|name| format!(" -var {name}=<value>")).collect();
    file.comment(vec![format!("terraform apply -var-file={file_name}{asked}")]);
    file.gap();
    for param in &scope.refs.plan.params {
        if let Some(value) = param.values.get(env).filter(|value| is_constant(value)) {
            file.attribute(scope.variables.get(Role::Param, &param.name), writer.value(value, 0, &[]));
        }
    }
    file.finish()
}
