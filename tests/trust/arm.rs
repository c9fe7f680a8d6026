//! Evaluates an ARM template with symbolic names, as Resource Manager would.

mod parse;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use serde_json::{Map, Value as Json};
use siteplan::emit::File;

use crate::{
    azure,
    given::{Bounds, Given, text},
    node::{Language, Node, evaluate},
    value::{Deployment, Outcome, Resource, Value, close, group_id, plain},
};
use parse::node;

struct Template {
    parameters: BTreeMap<String, Value>,
    variables: BTreeMap<String, Node>,
    resources: BTreeMap<String, Declared>,
    /// Whether `reference` may be called: only in the properties of resources and in outputs.
    is_late: Cell<bool>,
}

#[derive(Default)]
struct Declared {
    api: String,
    id: String,
    is_deployed: bool,
}

impl Language for Template {
    fn name(&self, name: &str) -> Outcome<Value> {
        Err(format!("{name} is no expression"))
    }

    fn member(&self, handle: &str, key: &str) -> Outcome<Value> {
        Err(format!("there is no {key} in {handle}"))
    }

    fn call(&self, space: Option<&str>, name: &str, args: &[Node]) -> Outcome<Value> {
        match (space, name, args) {
            (None, "if", [test, yes, no]) => {
                let test = evaluate(self, test)?.as_bool()?;
                return evaluate(self, if test { yes } else { no });
            }
            (None, "parameters", [Node::Value(Value::Text(name))]) => {
                return self.parameters.get(name).cloned().ok_or_else(|| format!("there is no parameter {name}"));
            }
            (None, "variables", [Node::Value(Value::Text(name))]) => {
                let variable = self.variables.get(name).ok_or_else(|| format!("there is no variable {name}"))?;
                return evaluate(self, variable);
            }
            _ => {}
        }
        let args = args.iter().map(|arg| evaluate(self, arg)).collect::<Outcome<Vec<_>>>()?;
        match (name, &args[..]) {
            ("reference", [Value::Text(symbol)]) => self.read(symbol, None),
            ("reference", [Value::Text(symbol), Value::Text(api), Value::Text(full)]) if full == "full" => {
                self.read(symbol, Some(api))
            }
            _ => azure::call(name, &args)
                .unwrap_or_else(|| Err(format!("no function {name} takes {} arguments like {args:?}", args.len()))),
        }
    }
}

impl Template {
    fn read(&self, symbol: &str, api: Option<&str>) -> Outcome<Value> {
        if !self.is_late.get() {
            return Err(format!("{symbol} is read where only what is known before the deployment may stand"));
        }
        let resource = self.resources.get(symbol).ok_or_else(|| format!("there is no resource {symbol}"))?;
        if !resource.is_deployed {
            return Err(format!("{symbol} is read and not deployed"));
        }
        let path = match api {
            None => vec!["properties".to_owned()],
            Some(api) if api == resource.api => Vec::new(),
            Some(api) => return Err(format!("{symbol} is read by {api}, and is of {}", resource.api)),
        };
        Ok(Value::Runtime(resource.id.clone(), path))
    }

    fn json(&self, json: &Json) -> Outcome<Value> {
        evaluate(self, &node(json)?)
    }

    fn late(&self, json: &Json) -> Outcome<Value> {
        self.is_late.set(true);
        let value = self.json(json);
        self.is_late.set(false);
        value
    }
}

fn map<'a>(json: &'a Json, key: &str) -> Outcome<Option<&'a Map<String, Json>>> {
    json.get(key).map(|json| json.as_object().ok_or_else(|| format!("{key} is no object"))).transpose()
}

fn only(map: &Map<String, Json>, known: &[&str]) -> Outcome<()> {
    map.keys().find(|key| !known.contains(&key.as_str())).map_or(Ok(()), |key| Err(format!("what is {key}?")))
}

fn str_of<'a>(map: &'a Map<String, Json>, key: &str) -> Outcome<&'a str> {
    map.get(key).and_then(Json::as_str).ok_or_else(|| format!("there is no text {key}"))
}

/// Evaluates `main.json` with the parameter file of an environment.
pub(crate) fn deploy(files: &[File], given: &Given) -> Outcome<Deployment> {
    let template: Json = serde_json::from_str(text(files, "main.json")?).map_err(|e| e.to_string())?;
    let file = text(files, &format!("main.parameters.{}.json", given.environment))?;
    let file: Json = serde_json::from_str(file).map_err(|e| e.to_string())?;
    let root = template.as_object().ok_or("no template")?;
    only(
        root,
        &[
            "$schema",
            "languageVersion",
            "contentVersion",
            "metadata",
            "parameters",
            "variables",
            "resources",
            "outputs",
        ],
    )?;
    if str_of(root, "languageVersion")? != "2.0" {
        return Err("symbolic names need version 2.0 of the language".to_owned());
    }
    let mut evaluator = Template {
        parameters: BTreeMap::new(),
        variables: BTreeMap::new(),
        resources: BTreeMap::new(),
        is_late: Cell::new(false),
    };
    parameters(&mut evaluator, &template, &file, given)?;
    for (name, json) in map(&template, "variables")?.into_iter().flatten() {
        evaluator.variables.insert(name.clone(), node(json)?);
    }
    let mut out = Deployment {
        parameters: evaluator.parameters.iter().map(|(name, value)| (plain(name), value.clone())).collect(),
        ..Deployment::default()
    };
    resources(&mut evaluator, &template, &mut out)?;
    for (name, json) in map(&template, "outputs")?.into_iter().flatten() {
        let output = json.as_object().ok_or("an output is no object")?;
        only(output, &["type", "metadata", "value"])?;
        let secret = match str_of(output, "type")? {
            "string" => false,
            "securestring" => true,
            other => return Err(format!("the output {name} is of type {other}")),
        };
        let value = evaluator.late(output.get("value").ok_or("an output has no value")?)?;
        out.outputs.insert(plain(name), (secret, value));
    }
    Ok(out)
}

fn parameters(evaluator: &mut Template, template: &Json, file: &Json, given: &Given) -> Outcome<()> {
    let declared = map(template, "parameters")?;
    let values = map(file, "parameters")?;
    for name in values.into_iter().flat_map(Map::keys) {
        if !declared.is_some_and(|d| d.contains_key(name)) {
            return Err(format!("the file gives {name}, which is no parameter"));
        }
    }
    for (name, json) in declared.into_iter().flatten() {
        let declared = json.as_object().ok_or("a parameter is no object")?;
        only(
            declared,
            &[
                "type",
                "items",
                "additionalProperties",
                "defaultValue",
                "allowedValues",
                "minLength",
                "maxLength",
                "minValue",
                "maxValue",
                "metadata",
            ],
        )?;
        let from_file = values.and_then(|v| v.get(name)).and_then(|v| v.get("value"));
        let value = match (given.get(name), from_file, declared.get("defaultValue")) {
            (Some(value), _, _) => value.clone(),
            (None, Some(value), _) => evaluate(evaluator, &parse::data(value)?)?,
            (None, None, Some(default)) => evaluator.json(default)?,
            (None, None, None) => return Err(format!("nobody gives {name}")),
        };
        let ty = str_of(declared, "type")?;
        let bound =
            |long: &str, short: &str| declared.get(if ty == "int" { short } else { long }).and_then(Json::as_i64);
        let allowed = declared.get("allowedValues").map(|json| evaluator.json(json)).transpose()?;
        let allowed = allowed.map(|list| list.as_list().map(<[Value]>::to_vec)).transpose()?;
        Bounds { allowed, min: bound("minLength", "minValue"), max: bound("maxLength", "maxValue") }
            .check(name, ty, &value)?;
        evaluator.parameters.insert(name.clone(), value);
    }
    Ok(())
}

fn resources(evaluator: &mut Template, template: &Json, out: &mut Deployment) -> Outcome<()> {
    let all = map(template, "resources")?.ok_or("there are no resources")?;
    for (symbol, json) in all {
        let resource = json.as_object().ok_or("a resource is no object")?;
        let is_deployed =
            resource.get("condition").map_or(Ok(true), |json| evaluator.json(json).and_then(|value| value.as_bool()));
        let above = match resource.get("scope") {
            Some(scope) => evaluator.json(scope)?.as_text()?.to_owned(),
            None => group_id(),
        };
        let name = evaluator.json(resource.get("name").ok_or("a resource has no name")?)?;
        let names: Vec<&str> = name.as_text()?.split('/').collect();
        let id = azure::resource_id(&above, str_of(resource, "type")?, &names).map_err(|e| format!("{symbol}: {e}"))?;
        let api = str_of(resource, "apiVersion")?.to_owned();
        evaluator.resources.insert(symbol.clone(), Declared { api, id, is_deployed: is_deployed? });
    }
    let mut waits = BTreeMap::new();
    for (symbol, json) in all {
        let (Some(resource), Some(declared)) = (json.as_object(), evaluator.resources.get(symbol)) else { continue };
        let ty = format!("{}@{}", str_of(resource, "type")?, declared.api);
        if !declared.is_deployed {
            out.left_out.push(ty);
            continue;
        }
        let direct = resource.get("dependsOn").and_then(Json::as_array).into_iter().flatten().map(|other| {
            let other = other.as_str().and_then(|other| evaluator.resources.get(other));
            other.map(|o| o.id.clone()).ok_or_else(|| format!("{symbol} waits for what is not there"))
        });
        waits.insert(declared.id.clone(), direct.collect::<Outcome<BTreeSet<_>>>()?);
        let mut made = Resource { ty, ..Resource::default() };
        for (key, json) in resource {
            let at = |why| format!("{symbol}.{key}: {why}");
            match key.as_str() {
                "comments" | "condition" | "scope" | "type" | "apiVersion" | "dependsOn" => continue,
                "name" => {
                    let last = declared.id.rsplit('/').next().unwrap_or_default();
                    made.top.insert(key.clone(), Value::text(last));
                }
                "properties" => {
                    made.top.insert(key.clone(), evaluator.late(json).map_err(at)?);
                }
                _ => {
                    made.top.insert(parse::key(key)?, evaluator.json(json).map_err(at)?);
                }
            }
        }
        out.add(declared.id.clone(), made)?;
    }
    for (id, all) in close(&waits) {
        if let Some(resource) = out.resources.get_mut(&id) {
            resource.waits = all;
        }
    }
    Ok(())
}
