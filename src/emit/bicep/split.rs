//! The files of a plan in modules.

use crate::iac::{Area, Expr, Output, Param, Plan, Var};

use super::modules::{self, Module, Split, purpose, title};
use super::{begin, declare_output, declare_param, declare_resource, declare_var, describe, expr, literal};
use crate::emit::File;
use crate::emit::names::{Names, Role, module_names, output_names, symbol_names};
use crate::emit::printer::Printer;
use crate::emit::refs::Refs;
use crate::emit::value::{all_of, is_secret};

/// Prints the main file and its modules; nothing where the plan has only one area.
pub(super) fn split(plan: &Plan) -> Vec<File> {
    let Some(Split { modules, names }) = modules::split(plan) else { return Vec::new() };
    let written: Vec<Written<'_>> = modules.iter().map(Written::new).collect();
    let mut files = vec![File::new("main.bicep", main(plan, &names, &written))];
    for module in &written {
        files.push(File::new(path(module.module.area), module.text()));
    }
    files
}

/// Returns where the module of an area stands.
pub(super) fn path(area: Area) -> String {
    format!("modules/{}.bicep", title(area))
}

/// A module with its identifiers.
struct Written<'a> {
    module: &'a Module,
    names: Names,
    outputs: Names,
}

impl<'a> Written<'a> {
    fn new(module: &'a Module) -> Self {
        Self { module, names: symbol_names(&module.plan), outputs: output_names(&module.plan) }
    }

    /// The module's own file.
    fn text(&self) -> String {
        let (module, plan) = (self.module, &self.module.plan);
        let refs = Refs::new(plan);
        let writer = expr::Writer::new(&refs, &self.names);
        let mut p = Printer::default();
        p.line(&format!("metadata description = {}", literal::quoted(purpose(module.area))));
        let (handed, named): (Vec<&Param>, Vec<&Param>) =
            plan.params.iter().partition(|param| !module.named.contains(&param.name));
        for param in handed {
            p.gap();
            declare_param(&mut p, &writer, param);
        }
        if module.tagged {
            p.gap();
            describe(&mut p, "The tags of every resource.");
            p.line(&format!("param {} object", self.names.get(Role::Own, "tags")));
        }
        for param in named {
            p.gap();
            declare_param(&mut p, &writer, param);
        }
        for var in &plan.vars {
            p.gap();
            declare_var(&mut p, &writer, var);
        }
        for resource in &plan.resources {
            p.gap();
            if module.existing.contains(&resource.symbol) {
                let held = refs.conditions(resource);
                let condition = all_of(&held).map(|c| format!("if ({}) ", writer.flat(&c))).unwrap_or_default();
                let name = self.names.get(Role::Resource, resource.symbol.as_str());
                p.open(&format!("resource {name} '{}@{}' existing = {condition}{{", resource.ty.name, resource.ty.api));
                if let Some(parent) = &resource.parent {
                    p.line(&format!("parent: {}", self.names.get(Role::Resource, parent.as_str())));
                }
                p.line(&writer.after("name: ", &resource.name, p.depth(), &[]));
                p.close("}");
            } else {
                declare_resource(&mut p, &writer, resource);
            }
        }
        for output in &plan.outputs {
            p.gap();
            declare_output(&mut p, &writer, output, &self.outputs.get(Role::Output, &output.name));
        }
        p.finish()
    }
}

fn main(plan: &Plan, own: &[Var], modules: &[Written<'_>]) -> String {
    let areas: Vec<&str> = modules.iter().map(|m| title(m.module.area)).collect();
    // Resources and what only modules use are of no concern here.
    let mut shown = Plan { resources: Vec::new(), outputs: Vec::new(), ..plan.clone() };
    shown.vars.extend(own.iter().cloned());
    let names = module_names(&shown, &areas);
    let refs = Refs::new(&shown);
    let writer = expr::Writer::new(&refs, &names);
    let mut p = Printer::default();
    let home = |output: &Output| modules.iter().find(|m| m.module.plan.outputs.iter().any(|o| o.name == output.name));
    let tagged = modules.iter().any(|m| m.module.tagged);
    let mut head = shown.clone();
    let here: Vec<&Expr> = plan.outputs.iter().filter(|o| home(o).is_none()).map(|o| &o.value).collect();
    let is_read =
        |var: &Var| own.iter().map(|o| &o.value).chain(here.iter().copied()).any(|value| reads(value, &var.name));
    head.vars.retain(|var| own.contains(var) || is_read(var));
    begin(&mut p, &head, &writer);
    if tagged {
        p.gap();
        p.line(&format!("var {} = {}", names.get(Role::Own, "tags"), writer.object(&plan.tags, 0, &[])));
    }
    for written in modules {
        p.gap();
        call(&mut p, &writer, written);
    }
    let outputs = output_names(plan);
    for output in &plan.outputs {
        p.gap();
        let Some(from) = home(output) else {
            // It reads no resource at all.
            declare_output(&mut p, &writer, output, &outputs.get(Role::Output, &output.name));
            continue;
        };
        describe(&mut p, &output.description);
        if is_secret(plan, &output.value) {
            p.line("@secure()");
        }
        let (name, module) =
            (outputs.get(Role::Output, &output.name), names.get(Role::Resource, title(from.module.area)));
        p.line(&format!("output {name} string = {module}.outputs.{}", from.outputs.get(Role::Output, &output.name)));
    }
    p.finish()
}

/// Prints the call of a module.
fn call(p: &mut Printer, writer: &expr::Writer<'_>, written: &Written<'_>) {
    let module = written.module;
    let names = writer.names;
    p.comment("//", &[purpose(module.area).to_owned()]);
    let symbol = names.get(Role::Resource, title(module.area));
    p.open(&format!("module {symbol} '{}' = {{", path(module.area)));
    p.line(&format!("name: '${{{}().name}}-{}'", writer.function("az", "deployment"), title(module.area)));
    if !module.waits.is_empty() {
        p.open("dependsOn: [");
        for area in &module.waits {
            p.line(&names.get(Role::Resource, title(*area)));
        }
        p.close("]");
    }
    p.open("params: {");
    for param in &module.plan.params {
        let role = if module.named.contains(&param.name) { Role::Var } else { Role::Param };
        p.line(&format!("{}: {}", written.names.get(Role::Param, &param.name), names.get(role, &param.name)));
    }
    if module.tagged {
        p.line(&format!("{}: {}", written.names.get(Role::Own, "tags"), names.get(Role::Own, "tags")));
    }
    p.close("}");
    p.close("}");
}

fn reads(value: &Expr, var: &str) -> bool {
    let mut found = false;
    value.walk(&mut |part| found |= matches!(part, Expr::Var(name) if name == var));
    found
}
