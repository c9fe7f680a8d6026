//! Bicep: a template and its parameter file, laid out as `bicep format` leaves them.

mod expr;
mod literal;
mod modules;
mod split;

use crate::iac::{Expr, Output, Param, ParamType, Plan, Resource, Var};

use super::File;
use super::names::{Names, Role, output_names, symbol_names};
use super::printer::Printer;
use super::refs::Refs;
use super::value::{all_of, is_constant, is_secret};
use expr::Writer;

/// Returns whether a path is that of a module.
pub(super) fn is_module(path: &str) -> bool {
    modules::ALL.iter().any(|area| split::path(*area) == path)
}

/// A file with more lines is told in modules.
const MOST_LINES: usize = 300;

/// Prints a plan as `main.bicep` and the parameter file of an environment, with modules where one file would be too long to read.
#[must_use]
pub fn bicep(plan: &Plan, env: &str) -> Vec<File> {
    let names = symbol_names(plan);
    let whole = template(plan, &names);
    let mut files = match whole.lines().count() > MOST_LINES {
        true => split::split(plan),
        false => Vec::new(),
    };
    if files.is_empty() {
        files.push(File::new("main.bicep", whole));
    }
    files.insert(1, File::new(format!("main.{env}.bicepparam"), parameters(plan, &names, env)));
    files
}

fn template(plan: &Plan, names: &Names) -> String {
    let refs = Refs::new(plan);
    let writer = Writer::new(&refs, names);
    let mut p = Printer::default();
    begin(&mut p, plan, &writer);
    for resource in &plan.resources {
        p.gap();
        declare_resource(&mut p, &writer, resource);
    }
    let outputs = output_names(plan);
    for output in &plan.outputs {
        p.gap();
        declare_output(&mut p, &writer, output, &outputs.get(Role::Output, &output.name));
    }
    p.finish()
}

/// Prints what comes before the resources of a main file.
fn begin(p: &mut Printer, plan: &Plan, writer: &Writer<'_>) {
    let names = writer.names;
    for (key, text) in super::about(plan) {
        p.line(&format!("metadata {key} = {}", literal::quoted(&text)));
    }
    for param in &plan.params {
        p.gap();
        declare_param(p, writer, param);
    }
    for var in &plan.vars {
        p.gap();
        declare_var(p, writer, var);
    }
    if writer.refs.has_tags() {
        p.gap();
        p.line(&format!("var {} = {}", names.get(Role::Own, "tags"), writer.object(&plan.tags, 0, &[])));
    }
}

fn declare_var(p: &mut Printer, writer: &Writer<'_>, var: &Var) {
    describe(p, &var.description);
    let start = format!("var {} = ", writer.names.get(Role::Var, &var.name));
    p.line(&writer.after(&start, &var.value, 0, &[]));
}

fn describe(p: &mut Printer, description: &str) {
    if !description.is_empty() {
        p.line(&format!("@description({})", literal::quoted(description)));
    }
}

fn declare_param(p: &mut Printer, writer: &Writer<'_>, param: &Param) {
    describe(p, &param.description);
    let (ty, least, greatest) = match param.ty {
        ParamType::String | ParamType::SecureString | ParamType::AddressRange => ("string", "minLength", "maxLength"),
        ParamType::Int => ("int", "minValue", "maxValue"),
        ParamType::Bool => ("bool", "", ""),
        ParamType::StringArray => ("string[]", "minLength", "maxLength"),
        ParamType::StringMap => ("{ *: string }", "", ""),
    };
    if param.ty == ParamType::SecureString {
        p.line("@secure()");
    }
    if !param.allowed.is_empty() {
        p.line(&format!("@allowed({})", writer.value(&Expr::Array(param.allowed.clone()), 0, &[])));
    }
    for (bound, value) in [(least, param.min), (greatest, param.max)] {
        if let (false, Some(value)) = (bound.is_empty(), value) {
            p.line(&format!("@{bound}({value})"));
        }
    }
    let name = writer.names.get(Role::Param, &param.name);
    match &param.default {
        Some(default) => p.line(&writer.after(&format!("param {name} {ty} = "), default, 0, &[])),
        None => p.line(&format!("param {name} {ty}")),
    }
}

fn declare_resource(p: &mut Printer, writer: &Writer<'_>, resource: &Resource) {
    let refs = writer.refs;
    let held = refs.conditions(resource);
    p.comment("//", &resource.comment);
    let condition = match all_of(&held) {
        Some(condition) => format!("if ({}) ", writer.flat(&condition)),
        None => String::new(),
    };
    let name = writer.names.get(Role::Resource, resource.symbol.as_str());
    p.open(&format!("resource {name} '{}@{}' = {condition}{{", resource.ty.name, resource.ty.api));
    let depth = p.depth();
    for (key, symbol) in [("parent", &resource.parent), ("scope", &resource.scope)] {
        if let Some(symbol) = symbol {
            p.line(&format!("{key}: {}", writer.names.get(Role::Resource, symbol.as_str())));
        }
    }
    p.line(&writer.after("name: ", &resource.name, depth, &held));
    if let Some(location) = &resource.location {
        p.line(&writer.after("location: ", location, depth, &held));
    }
    // The order that Microsoft's style guide asks for: the big `properties` last.
    let (last, first): (Vec<_>, Vec<_>) = super::body(resource).partition(|(key, _)| *key == "properties");
    for (key, value) in first {
        p.line(&writer.after(&format!("{}: ", literal::key(key)), value, depth, &held));
    }
    let waits = refs.named_waits(resource);
    if !waits.is_empty() {
        p.open("dependsOn: [");
        for symbol in waits {
            p.line(&writer.names.get(Role::Resource, symbol.as_str()));
        }
        p.close("]");
    }
    if let Some(own) = &resource.tags {
        let tags = writer.names.get(Role::Own, "tags");
        match (refs.plan.tags.is_empty(), own.is_empty()) {
            (true, true) => {}
            (true, false) => p.line(&format!("tags: {}", writer.object(own, depth, &held))),
            (false, true) => p.line(&format!("tags: {tags}")),
            (false, false) => {
                let union = writer.function("sys", "union");
                let own = writer.short(own, &held).unwrap_or_else(|| writer.object(own, depth, &held));
                p.line(&format!("tags: {union}({tags}, {own})"));
            }
        }
    }
    for (key, value) in last {
        p.line(&writer.after(&format!("{}: ", literal::key(key)), value, depth, &held));
    }
    p.close("}");
}

fn declare_output(p: &mut Printer, writer: &Writer<'_>, output: &Output, name: &str) {
    describe(p, &output.description);
    if is_secret(writer.refs.plan, &output.value) {
        p.line("@secure()");
    }
    let start = format!("output {name} string = ");
    let value = match &output.condition {
        None => output.value.clone(),
        Some(condition) => {
            Expr::If(Box::new(condition.clone()), Box::new(output.value.clone()), Box::new(Expr::str("")))
        }
    };
    p.line(&writer.text_after(&start, &value));
}

/// Prints the parameter file. What has neither a value nor a default must stand in it all the same, or the file does not
/// compile: it is read from the environment of whoever deploys.
fn parameters(plan: &Plan, names: &Names, env: &str) -> String {
    let refs = Refs::new(plan);
    let writer = Writer::new(&refs, names);
    let mut p = Printer::default();
    p.line("using './main.bicep'");
    p.gap();
    for param in &plan.params {
        let name = names.get(Role::Param, &param.name);
        match param.values.get(env).filter(|value| is_constant(value)) {
            Some(value) => p.line(&format!("param {name} = {}", writer.value(value, 0, &[]))),
            None if param.default.is_none() => {
                let read = format!(
                    "readEnvironmentVariable({})",
                    literal::quoted(&super::names::snake(&param.name).to_uppercase())
                );
                let read = match param.ty {
                    ParamType::String | ParamType::SecureString | ParamType::AddressRange => read,
                    ParamType::Int => format!("int({read})"),
                    ParamType::Bool => format!("bool({read})"),
                    ParamType::StringArray => format!("split({read}, ',')"),
                    ParamType::StringMap => format!("json({read})"),
                };
                p.line(&format!("param {name} = {read}"));
            }
            None => {}
        }
    }
    p.finish()
}
