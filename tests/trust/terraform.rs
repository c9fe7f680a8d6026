//! Evaluates a Terraform module of azapi resources with the variable file of an environment, as an apply would.

mod approve;
mod functions;
mod inputs;
mod parse;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use indexmap::IndexMap;
use siteplan::emit::File;

use crate::{
    azure,
    given::{Given, text},
    node::{Language, Node, evaluate},
    value::{
        Deployment, GROUP, GROUP_LOCATION, Outcome, Resource, SUBSCRIPTION, TENANT, Value, close, group_id, plain,
    },
};
use parse::Block;

#[derive(Default)]
struct Module {
    variables: BTreeMap<String, Value>,
    locals: BTreeMap<String, Node>,
    /// In the order of the file.
    resources: IndexMap<String, Block>,
    has_data: bool,
    /// The ids that are known already, and the types by id.
    ids: RefCell<BTreeMap<String, String>>,
    types: RefCell<BTreeMap<String, String>>,
    /// What lists the requests for private links, and what approves them.
    lists: BTreeMap<String, Block>,
    actions: BTreeMap<String, Block>,
    /// The names of the requests that are in.
    asked: RefCell<Vec<String>>,
}

/// Separates the parts of handles.
const CUT: char = '\u{0}';

impl Module {
    fn resource(&self, name: &str) -> Outcome<&Block> {
        self.resources.get(name).ok_or_else(|| format!("there is no azapi_resource.{name}"))
    }

    fn count(&self, name: &str) -> Outcome<Option<i64>> {
        self.resource(name)?.get("count").map(|count| evaluate(self, count)?.as_int()).transpose()
    }

    fn name_of(&self, name: &str) -> Outcome<String> {
        evaluate(self, self.resource(name)?.need("name")?)?.as_text().map(str::to_owned)
    }

    /// The type of a resource, without and with its version.
    fn type_of(&self, name: &str) -> Outcome<(String, String)> {
        let full = evaluate(self, self.resource(name)?.need("type")?)?.as_text()?.to_owned();
        let ty = full.split_once('@').ok_or_else(|| format!("{full} has no version"))?.0.to_owned();
        Ok((ty, full))
    }

    /// The id of an instance. azapi tells by the type of the parent whether the resource is its child or extends it.
    fn id(&self, name: &str) -> Outcome<String> {
        if let Some(id) = self.ids.borrow().get(name) {
            return Ok(id.clone());
        }
        let parent = evaluate(self, self.resource(name)?.need("parent_id")?)?.as_text()?.to_owned();
        let (ty, own) = (self.type_of(name)?.0, self.name_of(name)?);
        let above = self.types.borrow().get(&parent).cloned();
        let id = match (ty.rsplit_once('/'), above) {
            (Some((start, last)), Some(above)) if start == above && !own.is_empty() && !own.contains('/') => {
                format!("{parent}/{last}/{own}")
            }
            (_, Some(_)) => azure::resource_id(&parent, &ty, &[&own])?,
            (_, None) if parent == group_id() => azure::resource_id(&parent, &ty, &[&own])?,
            (_, None) => return Err(format!("azapi_resource.{name} stands in {parent}, which is nothing here")),
        };
        self.ids.borrow_mut().insert(name.to_owned(), id.clone());
        self.types.borrow_mut().insert(id.clone(), ty);
        Ok(id)
    }

    /// An attribute of an instance that is there.
    fn attribute(&self, name: &str, key: &str) -> Outcome<Value> {
        let block = self.resource(name)?;
        match key {
            "id" => self.id(name).map(Value::Text),
            "name" => self.name_of(name).map(Value::Text),
            "location" => Ok(Value::Runtime(self.id(name)?, vec!["location".to_owned()])),
            "output" => Ok(Value::Handle(format!("output{CUT}{name}"))),
            "identity" if block.blocks.iter().any(|b| b.header == ["identity"]) => {
                Ok(Value::Handle(format!("identities{CUT}{name}")))
            }
            _ => Err(format!("azapi_resource.{name} has no {key}")),
        }
    }

    /// A step into what azapi keeps of a response: only what is asked for by `response_export_values`.
    fn exported(&self, name: &str, path: &[&str]) -> Outcome<Value> {
        let all = match self.resource(name)?.get("response_export_values") {
            Some(list) => evaluate(self, list)?,
            None => Value::List(Vec::new()),
        };
        for export in all.as_list()? {
            let export: Vec<&str> = export.as_text()?.split('.').collect();
            if export == path {
                return Ok(Value::Runtime(self.id(name)?, path.iter().map(|p| (*p).to_owned()).collect()));
            }
            if export.starts_with(path) {
                return Ok(Value::Handle(format!("output{CUT}{name}{CUT}{}", path.join(&CUT.to_string()))));
            }
        }
        Err(format!("azapi_resource.{name} does not export {}", path.join(".")))
    }

    /// The resources that an expression speaks of, through locals too.
    fn named(&self, node: &Node, out: &mut BTreeSet<String>) {
        node.walk(&mut |part| {
            let Node::Member(of, key) = part else { return };
            let (Node::Name(of), Node::Value(Value::Text(key))) = (of.as_ref(), key.as_ref()) else { return };
            match (of.as_str(), self.locals.get(key)) {
                ("azapi_resource" | "azapi_update_resource", _) => {
                    out.insert(key.clone());
                }
                ("local", Some(local)) => self.named(local, out),
                _ => {}
            }
        });
    }
}

impl Language for Module {
    fn name(&self, name: &str) -> Outcome<Value> {
        match name {
            "var" | "local" | "azapi_resource" | "azapi_update_resource" => Ok(Value::Handle(name.to_owned())),
            "data" if self.has_data => Ok(Value::Handle(name.to_owned())),
            _ => Err(format!("nothing is called {name}")),
        }
    }

    fn member(&self, handle: &str, key: &str) -> Outcome<Value> {
        let parts: Vec<&str> = handle.split(CUT).collect();
        let handle = |of: &[&str]| Ok(Value::Handle(of.join(&CUT.to_string())));
        match (&parts[..], key) {
            (["var"], _) => self.variables.get(key).cloned().ok_or_else(|| format!("there is no var.{key}")),
            (["local"], _) => evaluate(self, self.locals.get(key).ok_or_else(|| format!("there is no local.{key}"))?),
            (["data"], "azapi_client_config" | "azapi_resource") => handle(&["data", key]),
            (["data"], "azapi_resource_list") => handle(&["lists"]),
            (["lists"], _) => match self.lists.get(key).map(|list| list.get("count").is_some()) {
                Some(true) => handle(&["some"]),
                Some(false) => handle(&["list"]),
                None => Err(format!("nothing is listed as {key}")),
            },
            (["some"], "0") => handle(&["list"]),
            (["list"], "output") => handle(&["listed"]),
            (["listed"], "asked") => Ok(Value::List(self.asked.borrow().iter().map(Value::text).collect())),
            (["data", "azapi_client_config"], "current") => handle(&["current"]),
            (["current"], "subscription_id") => Ok(Value::text(SUBSCRIPTION)),
            (["current"], "tenant_id") => Ok(Value::text(TENANT)),
            (["data", "azapi_resource"], "resource_group") => handle(&["group"]),
            (["group"], "id") => Ok(Value::Text(group_id())),
            (["group"], "location") => Ok(Value::text(GROUP_LOCATION)),
            ([block @ ("azapi_resource" | "azapi_update_resource")], _) if self.resource(key)?.header[1] != *block => {
                Err(format!("there is no {block}.{key}"))
            }
            (["azapi_resource" | "azapi_update_resource"], _) => match self.count(key)? {
                None => handle(&["instance", key]),
                Some(count) => handle(&["instances", key, &count.to_string()]),
            },
            (["instances", name, count], _) => match (*count, key) {
                ("1", "0") => handle(&["instance", name]),
                _ => Err(format!("there are {count} of azapi_resource.{name}, and {key} is asked of them")),
            },
            (["instance", name], _) => self.attribute(name, key),
            (["identities", name], "0") => handle(&["identity", name]),
            (["identity", name], "principal_id" | "tenant_id") => {
                let key = if key == "principal_id" { "principalId" } else { "tenantId" };
                Ok(Value::Runtime(self.id(name)?, vec!["identity".to_owned(), key.to_owned()]))
            }
            (["output", name, path @ ..], _) => self.exported(name, &[path, &[key]].concat()),
            _ => Err(format!("there is no {key} in {}", parts.join("."))),
        }
    }

    fn call(&self, space: Option<&str>, name: &str, args: &[Node]) -> Outcome<Value> {
        if (space, name) == (None, "try") {
            return args
                .iter()
                .find_map(|arg| evaluate(self, arg).ok())
                .ok_or_else(|| "nothing of it works".to_owned());
        }
        let args = args.iter().map(|arg| evaluate(self, arg)).collect::<Outcome<Vec<_>>>()?;
        match space {
            None => functions::call(name, &args)
                .map_err(|why| format!("{name}: {why}"))?
                .ok_or_else(|| format!("no function {name} takes {args:?}")),
            Some(space) => Err(format!("what is {space}?")),
        }
    }

    fn choose(&self, [yes, no]: [&Node; 2], chosen: Value) -> Outcome<Value> {
        match chosen {
            Value::Bool(_) | Value::Int(_) if functions::unify(yes, no)? => Ok(Value::Text(match chosen {
                Value::Bool(yes) => yes.to_string(),
                other => other.in_text()?,
            })),
            chosen => functions::unify(yes, no).map(|_| chosen),
        }
    }

    fn in_text(&self, value: &Value) -> Outcome<String> {
        match value {
            Value::Bool(yes) => Ok(yes.to_string()),
            other => other.in_text(),
        }
    }
}

/// Evaluates all files with the variable file of an environment.
pub(crate) fn deploy(files: &[File], given: &Given) -> Outcome<Deployment> {
    let mut module = Module::default();
    let mut outputs = Vec::new();
    let mut variables = Vec::new();
    let mut checks = Vec::new();
    for name in ["main.tf", "variables.tf", "outputs.tf", "providers.tf"] {
        let file = parse::file(text(files, name)?).map_err(|why| format!("{name}: {why}"))?;
        file.only(&[], &["data", "locals", "resource", "variable", "output", "terraform", "provider", "check"])?;
        for block in file.blocks {
            match &block.header.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                ["data", "azapi_client_config", "current"] => block.only(&[], &[])?,
                ["data", "azapi_resource", "resource_group"] => module.has_data = is_group(&block)?,
                ["locals"] => {
                    for (name, value) in block.attributes {
                        if module.locals.insert(name.clone(), value).is_some() {
                            return Err(format!("there are two local.{name}"));
                        }
                    }
                }
                ["resource", "azapi_resource" | "azapi_update_resource", name] => {
                    if module.resources.insert((*name).to_owned(), block).is_some() {
                        return Err("a resource is declared twice".to_owned());
                    }
                }
                ["data", "azapi_resource_list", name] => {
                    module.lists.insert((*name).to_owned(), block);
                }
                ["resource", "azapi_resource_action", name] => {
                    module.actions.insert((*name).to_owned(), block);
                }
                ["check", _] => checks.push(block),
                ["variable", _] => variables.push(block),
                ["output", _] => outputs.push(block),
                // What they pin is the matter of other tests.
                ["terraform"] | ["provider", "azapi"] => {}
                other => return Err(format!("what is {other:?}?")),
            }
        }
    }
    let values = parse::file(text(files, &format!("{}.tfvars", given.environment))?)?;
    inputs::read(&mut module, &variables, &values, given)?;
    let mut out = Deployment { parameters: inputs::parameters(&module)?, ..Deployment::default() };
    resources(&module, &mut out)?;
    approve::hold(&module, &checks, &out)?;
    for block in &outputs {
        block.only(&["description", "value", "sensitive"], &[])?;
        let secret = block.get("sensitive").map_or(Ok(false), |node| evaluate(&module, node)?.as_bool())?;
        let value = evaluate(&module, block.need("value")?)?;
        out.outputs.insert(plain(&block.header[1]), (secret, value));
    }
    Ok(out)
}

/// Whether a block reads the resource group that is deployed to.
fn is_group(block: &Block) -> Outcome<bool> {
    block.only(&["type", "name", "parent_id"], &[])?;
    // The variable and the client's configuration are not read yet, so what they are is told by their names.
    let parent = Node::Text(vec![
        Node::text("/subscriptions/"),
        Node::member(
            Node::member(Node::member(Node::Name("data".to_owned()), "azapi_client_config"), "current"),
            "subscription_id",
        ),
    ]);
    let name = Node::member(Node::Name("var".to_owned()), "resource_group_name");
    let is_type = matches!(block.need("type")?, Node::Value(Value::Text(ty)) if ty.starts_with("Microsoft.Resources/resourceGroups@"));
    if is_type && *block.need("name")? == name && *block.need("parent_id")? == parent {
        Ok(true)
    } else {
        Err(format!("this is not {GROUP}: {block:?}"))
    }
}

fn resources(module: &Module, out: &mut Deployment) -> Outcome<()> {
    let mut waits: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, block) in &module.resources {
        let at = |why| format!("azapi_resource.{name}: {why}");
        let common = [
            "count",
            "type",
            "name",
            "parent_id",
            "body",
            "response_export_values",
            "replace_triggers_refs",
            "depends_on",
        ];
        // What changes a resource that is there already has no place, tags or identity of its own.
        match block.header[1].as_str() {
            "azapi_resource" => {
                block.only(&[&common[..], &["location", "tags"]].concat(), &["identity", "lifecycle", "timeouts"])?;
            }
            _ => block.only(&common, &["lifecycle"])?,
        }
        let full = module.type_of(name)?.1;
        let count = module.count(name).map_err(at)?;
        if count == Some(0) {
            out.left_out.push(full);
            continue;
        }
        if !matches!(count, None | Some(1)) {
            return Err(format!("azapi_resource.{name} is deployed {count:?} times"));
        }
        let id = module.id(name).map_err(at)?;
        let mut named = BTreeSet::new();
        block.attributes.iter().for_each(|(_, node)| module.named(node, &mut named));
        for inner in block.blocks.iter().filter(|b| b.header == ["identity"]) {
            inner.attributes.iter().for_each(|(_, node)| module.named(node, &mut named));
        }
        if named.contains(name) {
            return Err(format!("azapi_resource.{name} speaks of itself"));
        }
        let mut direct = BTreeSet::new();
        for other in named {
            if module.count(&other)? != Some(0) {
                direct.insert(module.id(&other)?);
            }
        }
        waits.insert(id.clone(), direct);
        out.add(id, made(module, full, block).map_err(at)?)?;
    }
    for (id, all) in close(&waits) {
        if let Some(resource) = out.resources.get_mut(&id) {
            resource.waits = all;
        }
    }
    Ok(())
}

fn made(module: &Module, ty: String, block: &Block) -> Outcome<Resource> {
    let mut made = Resource { ty, ..Resource::default() };
    for key in ["name", "location", "tags"] {
        if let Some(node) = block.get(key) {
            made.top.insert(key.to_owned(), evaluate(module, node)?);
        }
    }
    if let Some(body) = block.get("body") {
        for (key, value) in evaluate(module, body)?.as_object()? {
            made.top.insert(key.clone(), value.clone());
        }
    }
    for inner in &block.blocks {
        match inner.header[0].as_str() {
            // azapi writes the ids of identities as names of empty objects.
            "identity" => {
                inner.only(&["type", "identity_ids"], &[])?;
                let mut identity = IndexMap::from([("type".to_owned(), evaluate(module, inner.need("type")?)?)]);
                if let Some(ids) = inner.get("identity_ids") {
                    let ids = evaluate(module, ids)?;
                    let pairs = ids.as_list()?.iter().map(|id| Ok((id.in_text()?, Value::Object(IndexMap::new()))));
                    identity.insert("userAssignedIdentities".to_owned(), Value::Object(pairs.collect::<Outcome<_>>()?));
                }
                if made.top.insert("identity".to_owned(), Value::Object(identity)).is_some() {
                    return Err("two identities".to_owned());
                }
            }
            // How long the provider waits is its own affair.
            _ if inner.header == ["timeouts"] => inner.only(&["create", "update", "delete"], &[])?,
            _ => inner.only(&["ignore_changes"], &[])?,
        }
    }
    Ok(made)
}
