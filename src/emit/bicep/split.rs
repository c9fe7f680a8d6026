//! The files of a plan in modules.

use crate::iac::{Area, Expr, Output, Param, Plan, Symbol};

use super::modules::{self, Module, purpose, title};
use super::{begin, declare_output, declare_param, declare_resource, declare_var, describe, expr, literal};
use crate::emit::File;
use crate::emit::names::{Names, Role, module_names, output_names, symbol_names};
use crate::emit::printer::Printer;
use crate::emit::refs::Refs;
use crate::emit::value::{all_of, is_secret};

/// Prints the main file and its modules; nothing where the plan has only one area.
pub(super) fn split(plan: &Plan) -> Vec<File> {
    let modules = modules::split(plan);
    if modules.len() < 2 {
        return Vec::new();
    }
    let written: Vec<Written<'_>> = modules.iter().map(|module| Written::new(module, &modules)).collect();
    let mut files = vec![File::new("main.bicep", main(plan, &written))];
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
    /// What others ask the names of, in the order of the plan.
    told: Vec<&'a Symbol>,
}

impl<'a> Written<'a> {
    fn new(module: &'a Module, all: &'a [Module]) -> Self {
        let mut outputs = output_names(&module.plan);
        let own = module.plan.resources.iter().filter(|r| !module.existing.contains_key(&r.symbol));
        let asked = |symbol| all.iter().any(|m| m.existing.contains_key(symbol));
        let told: Vec<_> = own.map(|r| &r.symbol).filter(|s| asked(s)).collect();
        for symbol in told.iter().filter(|s| stated(module, s).is_none()) {
            outputs.declare(Role::Resource, &Module::name_output(symbol));
        }
        Self { module, names: symbol_names(&module.plan), outputs, told }
    }

    /// The output that tells a resource's name.
    fn teller(&self, symbol: &Symbol) -> String {
        match stated(self.module, symbol) {
            Some(output) => self.outputs.get(Role::Output, &output.name),
            None => self.outputs.get(Role::Resource, &Module::name_output(symbol)),
        }
    }

    /// The module's own file.
    fn text(&self) -> String {
        let (module, plan) = (self.module, &self.module.plan);
        let refs = Refs::new(plan);
        let writer = expr::Writer::new(&refs, &self.names);
        let mut p = Printer::default();
        p.line(&format!("metadata description = {}", literal::quoted(purpose(module.area))));
        let (handed, named): (Vec<&Param>, Vec<&Param>) =
            plan.params.iter().partition(|param| !module.existing.values().any(|name| *name == param.name));
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
            if module.existing.contains_key(&resource.symbol) {
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
        for symbol in self.told.iter().filter(|s| stated(module, s).is_none()) {
            p.gap();
            let name = self.teller(symbol);
            // A name is known whether or not its resource is there.
            let held = plan.resource(symbol).map(|r| refs.conditions(r)).unwrap_or_default();
            p.line(&writer.after(&format!("output {name} string = "), &Expr::Name((*symbol).clone()), 0, &held));
        }
        for output in &plan.outputs {
            p.gap();
            declare_output(&mut p, &writer, output, &self.outputs.get(Role::Output, &output.name));
        }
        p.finish()
    }
}

/// Returns the output of the plan itself that tells a resource's name, where it always does.
fn stated<'a>(module: &'a Module, symbol: &Symbol) -> Option<&'a Output> {
    module.plan.outputs.iter().find(|o| o.condition.is_none() && o.value == Expr::Name(symbol.clone()))
}

fn main(plan: &Plan, modules: &[Written<'_>]) -> String {
    let areas: Vec<&str> = modules.iter().map(|m| title(m.module.area)).collect();
    let names = module_names(plan, &areas);
    // Names of resources and what only modules use are of no concern here.
    let shown = Plan { resources: Vec::new(), outputs: Vec::new(), ..plan.clone() };
    let refs = Refs::new(&shown);
    let writer = expr::Writer::new(&refs, &names);
    let mut p = Printer::default();
    let home = |output: &Output| modules.iter().find(|m| m.module.plan.outputs.iter().any(|o| o.name == output.name));
    let tagged = modules.iter().any(|m| m.module.tagged);
    let mut head = shown.clone();
    head.vars.retain(|var| plan.outputs.iter().filter(|o| home(o).is_none()).any(|o| reads(&o.value, &var.name)));
    begin(&mut p, &head, &writer);
    if tagged {
        p.gap();
        p.line(&format!("var {} = {}", names.get(Role::Own, "tags"), writer.object(&plan.tags, 0, &[])));
    }
    for written in modules {
        p.gap();
        call(&mut p, &writer, written, modules);
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
fn call(p: &mut Printer, writer: &expr::Writer<'_>, written: &Written<'_>, all: &[Written<'_>]) {
    let module = written.module;
    let names = writer.names;
    let owner = |symbol: &Symbol| all.iter().find(|m| m.told.contains(&symbol));
    p.comment("//", &[purpose(module.area).to_owned()]);
    let symbol = names.get(Role::Resource, title(module.area));
    p.open(&format!("module {symbol} '{}' = {{", path(module.area)));
    p.line(&format!("name: '${{{}().name}}-{}'", writer.function("az", "deployment"), title(module.area)));
    let used: Vec<Area> = module.existing.keys().filter_map(owner).map(|m| m.module.area).collect();
    let waits: Vec<&Area> = module.waits.iter().filter(|area| !used.contains(area)).collect();
    if !waits.is_empty() {
        p.open("dependsOn: [");
        for area in waits {
            p.line(&names.get(Role::Resource, title(*area)));
        }
        p.close("]");
    }
    p.open("params: {");
    for param in &module.plan.params {
        let to = written.names.get(Role::Param, &param.name);
        let from = module.existing.iter().find(|(_, name)| **name == param.name).map(|(symbol, _)| symbol);
        let value = match from {
            None => writer.names.get(Role::Param, &param.name),
            Some(symbol) => {
                let Some(owner) = owner(symbol) else { continue };
                let output = owner.teller(symbol);
                format!("{}.outputs.{output}", names.get(Role::Resource, title(owner.module.area)))
            }
        };
        p.line(&format!("{to}: {value}"));
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
