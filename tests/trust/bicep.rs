//! Evaluates a Bicep file with its parameter file, as what the compiler makes of it would be.

mod file;
mod parse;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use siteplan::emit::File;

use crate::{
    azure,
    given::{Given, text},
    node::{Language, Node, evaluate},
    value::{Deployment, Outcome, Resource, Value, close, group_id, plain},
};
use file::{Call, Rest, load};

#[derive(Default)]
struct Program {
    parameters: BTreeMap<String, Value>,
    variables: BTreeMap<String, Node>,
    resources: BTreeMap<String, Declared>,
    /// In the order of the file.
    symbols: Vec<String>,
    ids: RefCell<BTreeMap<String, String>>,
    /// The modules that are deployed already.
    modules: BTreeMap<String, Module>,
    /// The ids of what was deployed before, and of what this file deploys.
    deployed: BTreeSet<String>,
    now: RefCell<BTreeSet<String>>,
}

struct Module {
    ids: BTreeSet<String>,
    outputs: BTreeMap<String, (bool, Value)>,
}

struct Declared {
    ty: String,
    api: String,
    is_existing: bool,
    condition: Option<Node>,
    body: BTreeMap<String, Node>,
    /// The keys of the body in the order of the file.
    keys: Vec<String>,
}

impl Program {
    fn is_declared(&self, name: &str) -> bool {
        self.parameters.contains_key(name)
            || self.variables.contains_key(name)
            || self.resources.contains_key(name)
            || self.modules.contains_key(name)
    }

    fn resource(&self, symbol: &str) -> Outcome<&Declared> {
        self.resources.get(symbol).ok_or_else(|| format!("there is no resource {symbol}"))
    }

    fn is_deployed(&self, symbol: &str) -> Outcome<bool> {
        self.resource(symbol)?.condition.as_ref().map_or(Ok(true), |condition| evaluate(self, condition)?.as_bool())
    }

    /// Whether something can be read of a resource: it is deployed here, or was before.
    fn is_there(&self, symbol: &str) -> Outcome<bool> {
        let id = self.id(symbol)?;
        Ok(self.is_deployed(symbol)? && (self.deployed.contains(&id) || self.now.borrow().contains(&id)))
    }

    fn name_of(&self, symbol: &str) -> Outcome<String> {
        let name = self.resource(symbol)?.body.get("name").ok_or_else(|| format!("{symbol} has no name"))?;
        evaluate(self, name)?.as_text().map(str::to_owned)
    }

    fn id(&self, symbol: &str) -> Outcome<String> {
        if let Some(id) = self.ids.borrow().get(symbol) {
            return Ok(id.clone());
        }
        let resource = self.resource(symbol)?;
        let name = self.name_of(symbol)?;
        let id = match (resource.body.get("parent"), resource.body.get("scope")) {
            (Some(Node::Name(parent)), None) => {
                let (above, last) = resource.ty.rsplit_once('/').unwrap_or_default();
                if above != self.resource(parent)?.ty || name.is_empty() || name.contains('/') {
                    return Err(format!("{symbol} cannot be a child of {parent}"));
                }
                format!("{}/{last}/{name}", self.id(parent)?)
            }
            (None, Some(Node::Name(scope))) => azure::resource_id(&self.id(scope)?, &resource.ty, &[&name])?,
            (None, None) => azure::resource_id(&group_id(), &resource.ty, &name.split('/').collect::<Vec<_>>())?,
            _ => return Err(format!("{symbol} stands in or extends what is no resource")),
        };
        self.ids.borrow_mut().insert(symbol.to_owned(), id.clone());
        Ok(id)
    }

    /// The resources that an expression speaks of, through variables too.
    fn named(&self, node: &Node, out: &mut BTreeSet<String>) {
        node.walk(&mut |part| {
            if let Node::Name(name) = part {
                if self.resources.contains_key(name) {
                    out.insert(name.clone());
                } else if let Some(variable) = self.variables.get(name) {
                    self.named(variable, out);
                }
            }
        });
    }
}

impl Language for Program {
    fn name(&self, name: &str) -> Outcome<Value> {
        match (self.parameters.get(name), self.variables.get(name)) {
            (Some(value), _) => Ok(value.clone()),
            (None, Some(variable)) => evaluate(self, variable),
            (None, None) if self.resources.contains_key(name) => Ok(Value::Handle(name.to_owned())),
            (None, None) if self.modules.contains_key(name) => Ok(Value::Handle(name.to_owned())),
            (None, None) => Err(format!("nothing is called {name}")),
        }
    }

    fn member(&self, handle: &str, key: &str) -> Outcome<Value> {
        if let Some(module) = self.modules.get(handle) {
            let outputs = module.outputs.iter().map(|(name, (_, value))| (name.clone(), value.clone()));
            return if key == "outputs" {
                Ok(Value::Object(outputs.collect()))
            } else {
                Err(format!("what is {key}?"))
            };
        }
        match key {
            "id" => self.id(handle).map(Value::Text),
            "name" => self.name_of(handle).map(Value::Text),
            _ if self.is_there(handle)? => Ok(Value::Runtime(self.id(handle)?, vec![key.to_owned()])),
            _ => Err(format!("{handle} is read and not deployed")),
        }
    }

    fn call(&self, space: Option<&str>, name: &str, args: &[Node]) -> Outcome<Value> {
        let args = args.iter().map(|arg| evaluate(self, arg)).collect::<Outcome<Vec<_>>>()?;
        // What ARM templates must call, Bicep writes by signs; and a declaration hides a function of its name.
        const SIGNS: [&str; 12] = [
            "equals",
            "not",
            "and",
            "or",
            "true",
            "false",
            "null",
            "createArray",
            "createObject",
            "if",
            "format",
            "reference",
        ];
        // The name of a module's deployment is made of that of the whole; it is no part of what is deployed.
        if name == "deployment" && args.is_empty() && matches!(space, None | Some("az")) {
            return Ok(Value::Object([("name".to_owned(), Value::text("main"))].into_iter().collect()));
        }
        match space {
            None if self.is_declared(name) => return Err(format!("{name} is called and no function here")),
            None | Some("az" | "sys") if !SIGNS.contains(&name) => {}
            _ => return Err(format!("what is {space:?} {name}?")),
        }
        azure::call(name, &args).unwrap_or_else(|| Err(format!("no function {name} takes {args:?}")))
    }
}

/// Evaluates `main.bicep` with the parameter file of an environment.
pub(crate) fn deploy(files: &[File], given: &Given) -> Outcome<Deployment> {
    let mut values = file::parameters(text(files, &format!("main.{}.bicepparam", given.environment))?, given)?;
    let mut run = Run { files, out: Deployment::default(), waits: BTreeMap::new() };
    let (program, statements) = load(text(files, "main.bicep")?, &run.out, |name, default| {
        let own = values.remove(name);
        given.get(name).cloned().or(own).map_or(default, |value| Ok(Some(value)))
    })?;
    if let Some(name) = values.keys().next() {
        return Err(format!("the file gives {name}, which is no parameter"));
    }
    run.out.parameters = program.parameters.iter().map(|(name, value)| (plain(name), value.clone())).collect();
    let outputs = run.deploy(program, statements, &BTreeSet::new())?;
    run.out.outputs = outputs.into_iter().map(|(name, output)| (plain(&name), output)).collect();
    for (id, all) in close(&run.waits) {
        if let Some(resource) = run.out.resources.get_mut(&id) {
            resource.waits = all;
        }
    }
    Ok(run.out)
}

/// A deployment under way.
struct Run<'a> {
    files: &'a [File],
    out: Deployment,
    /// What each deployed resource waits for directly.
    waits: BTreeMap<String, BTreeSet<String>>,
}

impl Run<'_> {
    /// Deploys a file all of whose resources wait for others. Gives its outputs.
    fn deploy(
        &mut self,
        mut program: Program,
        rest: Rest,
        others: &BTreeSet<String>,
    ) -> Outcome<BTreeMap<String, (bool, Value)>> {
        for call in rest.modules {
            self.module(&mut program, call)?;
        }
        self.resources(&program, others)?;
        program.deployed = self.out.resources.keys().cloned().collect();
        let told = rest.outputs.into_iter().map(|(name, secret, value)| {
            let value = evaluate(&program, &value).map_err(|why| format!("output {name}: {why}"))?;
            Ok((name, (secret, value)))
        });
        told.collect()
    }

    /// Deploys a module. It waits as a whole for the modules whose outputs it is given.
    fn module(&mut self, program: &mut Program, call: Call) -> Outcome<()> {
        let Call { name, path, body } = call;
        let at = |why: String| format!("{path}: {why}");
        self.out.is_coarse = true;
        let mut values = BTreeMap::new();
        let mut used = BTreeSet::new();
        for (key, node) in &body {
            node.walk(&mut |part| {
                if let Node::Name(name) = part {
                    used.insert(name.clone());
                }
            });
            match (key, node) {
                (Node::Value(Value::Text(key)), Node::Object(pairs)) if key == "params" => {
                    for (key, node) in pairs {
                        let key = evaluate(program, key)?.as_text()?.to_owned();
                        values.insert(key, evaluate(program, node).map_err(at)?);
                    }
                }
                (Node::Value(Value::Text(key)), Node::List(items)) if key == "dependsOn" => {
                    if !items.iter().all(|i| matches!(i, Node::Name(name) if program.modules.contains_key(name))) {
                        return Err(at("it waits for what is no module before it".to_owned()));
                    }
                }
                (Node::Value(Value::Text(key)), node) if key == "name" => {
                    evaluate(program, node)?.as_text()?;
                }
                other => return Err(at(format!("what is {other:?}?"))),
            }
        }
        let others: BTreeSet<String> = used
            .iter()
            .filter_map(|name| program.modules.get(name))
            .flat_map(|module| module.ids.iter().cloned())
            .collect();
        let before: BTreeSet<String> = self.out.resources.keys().cloned().collect();
        let given = |name: &str, default| values.remove(name).map_or(default, |value| Ok(Some(value)));
        let (inner, rest) = load(text(self.files, &path)?, &self.out, given).map_err(at)?;
        if !rest.modules.is_empty() || !values.is_empty() {
            return Err(at(format!("it calls modules, or is given what it does not take: {values:?}")));
        }
        let outputs = self.deploy(inner, rest, &others).map_err(at)?;
        let ids = self.out.resources.keys().filter(|id| !before.contains(*id)).cloned().collect();
        program.modules.insert(name, Module { ids, outputs });
        Ok(())
    }

    fn resources(&mut self, program: &Program, others: &BTreeSet<String>) -> Outcome<()> {
        for symbol in program.symbols.iter().filter(|s| !program.resources[*s].is_existing) {
            if program.is_deployed(symbol)? {
                program.now.borrow_mut().insert(program.id(symbol)?);
            }
        }
        for symbol in &program.symbols {
            let declared = program.resource(symbol)?;
            let at = |why| format!("{symbol}: {why}");
            if declared.is_existing {
                if declared.keys.iter().any(|k| !matches!(k.as_str(), "name" | "parent" | "scope")) {
                    return Err(at("what exists is not described".to_owned()));
                }
                continue;
            }
            let ty = format!("{}@{}", declared.ty, declared.api);
            if !program.is_deployed(symbol)? {
                self.out.left_out.push(ty);
                continue;
            }
            let mut named = BTreeSet::new();
            declared.body.values().chain(&declared.condition).for_each(|node| program.named(node, &mut named));
            named.remove(symbol);
            let id = program.id(symbol)?;
            let mut direct = others.clone();
            for other in named.iter().filter(|other| !program.resources[*other].is_existing) {
                direct.insert(program.id(other)?);
            }
            self.waits.insert(id.clone(), direct);
            let mut made = Resource { ty, ..Resource::default() };
            for key in declared.keys.iter().filter(|k| !matches!(k.as_str(), "parent" | "scope" | "dependsOn")) {
                let value = evaluate(program, &declared.body[key]).map_err(|why| format!("{symbol}.{key}: {why}"))?;
                made.top.insert(key.clone(), value);
            }
            self.out.add(id, made)?;
        }
        Ok(())
    }
}
