//! The declarations of a Bicep file, and the values of a parameter file.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Declared, Program,
    parse::{self, Kind, Statement},
};
use crate::{
    given::{Bounds, Given},
    node::{Language, Node, evaluate},
    value::{Deployment, Outcome, Value},
};

/// What may stand before a parameter.
const BOUNDS: [&str; 7] = ["description", "secure", "allowed", "minLength", "maxLength", "minValue", "maxValue"];

/// The call of a module.
pub(super) struct Call {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) body: Vec<(Node, Node)>,
}

/// What is left of a file's declarations once its parameters, variables and resources are known.
#[derive(Default)]
pub(super) struct Rest {
    pub(super) outputs: Vec<(String, bool, Node)>,
    pub(super) modules: Vec<Call>,
}

/// Reads the declarations of a file; `given` gives the value of a parameter by its name and its default.
pub(super) fn load(
    text: &str,
    deployed: &Deployment,
    mut given: impl FnMut(&str, Outcome<Option<Value>>) -> Outcome<Option<Value>>,
) -> Outcome<(Program, Rest)> {
    let mut program = Program { deployed: deployed.resources.keys().cloned().collect(), ..Program::default() };
    let mut rest = Rest::default();
    let mut names = BTreeSet::new();
    for Statement { decorators, kind } in parse::file(text)? {
        let (name, may_have) = match &kind {
            Kind::Metadata(name, _) => (format!("metadata {name}"), &[][..]),
            Kind::Output { name, .. } => (format!("output {name}"), &["description", "secure"][..]),
            Kind::Var(name, _) => (name.clone(), &["description"][..]),
            Kind::Resource { name, .. } | Kind::Module { name, .. } => (name.clone(), &[][..]),
            Kind::Param { name, .. } => (name.clone(), &BOUNDS[..]),
            Kind::Using(_) => return Err("a template uses nothing".to_owned()),
        };
        if !names.insert(name.clone()) {
            return Err(format!("{name} is declared twice"));
        }
        let decorators = Decorators::new(decorators, may_have)?;
        match kind {
            Kind::Metadata(_, value) => {
                evaluate(&program, &value)?.as_text()?;
            }
            Kind::Param { name, ty, value } => {
                let default = value.map(|default| evaluate(&program, &default)).transpose();
                let value = given(&name, default)?.ok_or_else(|| format!("nobody gives {name}"))?;
                let ty = ty.ok_or("a parameter has no type")?;
                decorators.bounds(&ty)?.check(&name, &ty, &value)?;
                program.parameters.insert(name, value);
            }
            Kind::Var(name, value) => {
                program.variables.insert(name, value);
            }
            Kind::Resource { name, ty, is_existing, condition, body } => {
                let (ty, api) = ty.split_once('@').ok_or("a type has no version")?;
                let mut keys = Vec::new();
                let mut all = BTreeMap::new();
                for (key, value) in body {
                    let Node::Value(Value::Text(key)) = key else { return Err("a key is computed".to_owned()) };
                    keys.push(key.clone());
                    if all.insert(key.clone(), value).is_some() {
                        return Err(format!("{name} has two {key}"));
                    }
                }
                program.symbols.push(name.clone());
                let (ty, api) = (ty.to_owned(), api.to_owned());
                program.resources.insert(name, Declared { ty, api, is_existing, condition, body: all, keys });
            }
            Kind::Module { name, path, body } => rest.modules.push(Call { name, path, body }),
            Kind::Output { name, ty, value } if ty == "string" => {
                rest.outputs.push((name, decorators.has("secure"), value));
            }
            Kind::Output { name, ty, .. } => return Err(format!("the output {name} is of type {ty}")),
            Kind::Using(_) => {}
        }
    }
    Ok((program, rest))
}

/// A parameter file: text alone, and functions that are only known there.
struct Parameters<'a>(&'a Given);

impl Language for Parameters<'_> {
    fn name(&self, name: &str) -> Outcome<Value> {
        Err(format!("nothing is called {name} in a parameter file"))
    }

    fn member(&self, handle: &str, key: &str) -> Outcome<Value> {
        Err(format!("there is no {key} in {handle}"))
    }

    fn call(&self, space: Option<&str>, name: &str, args: &[Node]) -> Outcome<Value> {
        let args = args.iter().map(|arg| evaluate(self, arg)).collect::<Outcome<Vec<_>>>()?;
        match (space, name, &args[..]) {
            (None, "readEnvironmentVariable", [name]) => self.0.variable(name.as_text()?),
            (None, "int", [text]) => text.as_text()?.parse().map(Value::Int).map_err(|e| e.to_string()),
            (None, "bool", [text]) => text.as_text()?.parse().map(Value::Bool).map_err(|e| e.to_string()),
            (None, "split", [text, by]) => {
                Ok(Value::List(text.as_text()?.split(by.as_text()?).map(Value::text).collect()))
            }
            _ => Err(format!("what is {name} in a parameter file?")),
        }
    }
}

/// Reads a parameter file.
pub(super) fn parameters(text: &str, given: &Given) -> Outcome<BTreeMap<String, Value>> {
    let mut out = BTreeMap::new();
    let mut used = None;
    for statement in parse::file(text)? {
        match statement.kind {
            Kind::Using(file) => used = Some(file),
            Kind::Param { name, ty: None, value: Some(value) } if statement.decorators.is_empty() => {
                out.insert(name, evaluate(&Parameters(given), &value)?);
            }
            other => return Err(format!("a parameter file holds {other:?}")),
        }
    }
    if used.as_deref() == Some("./main.bicep") { Ok(out) } else { Err(format!("{used:?} is used")) }
}

struct Decorators(BTreeMap<String, Vec<Node>>);

impl Decorators {
    fn new(all: Vec<Node>, known: &[&str]) -> Outcome<Self> {
        let mut out = BTreeMap::new();
        for decorator in all {
            match decorator {
                Node::Call(None, name, args) if known.contains(&name.as_str()) => out.insert(name, args),
                other => return Err(format!("what is @{other:?}?")),
            };
        }
        Ok(Self(out))
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    fn value(&self, name: &str) -> Outcome<Option<Value>> {
        match self.0.get(name).map(Vec::as_slice) {
            None => Ok(None),
            Some([only]) => evaluate(&Program::default(), only).map(Some),
            Some(_) => Err(format!("@{name} takes one argument")),
        }
    }

    fn bounds(&self, ty: &str) -> Outcome<Bounds> {
        let number = |name: &str| self.value(name)?.map(|value| value.as_int()).transpose();
        let allowed = self.value("allowed")?.map(|list| list.as_list().map(<[Value]>::to_vec)).transpose()?;
        let (min, max) = if ty == "int" { ("minValue", "maxValue") } else { ("minLength", "maxLength") };
        Ok(Bounds { allowed, min: number(min)?, max: number(max)? })
    }
}
