//! The variables of a module and their values.

use std::collections::BTreeMap;

use super::{Module, parse::Block};
use crate::{
    given::{Bounds, Given},
    node::{Node, evaluate},
    value::{GROUP, Outcome, Value, plain},
};

/// The variable that the one who deploys tells the resource group by.
const GROUP_VARIABLE: &str = "resource_group_name";

/// Gives every variable its value, and holds that the declarations take them.
pub(super) fn read(module: &mut Module, variables: &[Block], values: &Block, given: &Given) -> Outcome<()> {
    values.only(&variables.iter().map(|b| b.header[1].as_str()).collect::<Vec<_>>(), &[])?;
    for block in variables {
        let name = &block.header[1];
        block.only(&["description", "type", "default", "nullable", "sensitive"], &["validation"])?;
        let evaluated = |node: Option<&Node>| node.map(|node| evaluate(&Module::default(), node)).transpose();
        let (from_file, default) = (evaluated(values.get(name))?, evaluated(block.get("default"))?);
        let group = (name == GROUP_VARIABLE).then(|| Value::text(GROUP));
        let value = group.or_else(|| given.get(name).cloned()).or(from_file).or_else(|| default.clone());
        let mut value = value.ok_or_else(|| format!("nobody gives {name}"))?;
        let is_nullable = block.get("nullable").is_none_or(|node| *node != Node::Value(Value::Bool(false)));
        if let (Value::Null, false, Some(default)) = (&value, is_nullable, default) {
            value = default;
        }
        if !(value == Value::Null && is_nullable) {
            Bounds::default().check(name, type_of(block.need("type")?)?, &value)?;
        }
        module.variables.insert(name.clone(), value);
    }
    for block in variables {
        for validation in &block.blocks {
            validation.only(&["condition", "error_message"], &[])?;
            if !evaluate(module, validation.need("condition")?)?.as_bool()? {
                return Err(format!("{}: {:?}", block.header[1], validation.need("error_message")?));
            }
        }
    }
    Ok(())
}

/// The type of a variable in Resource Manager's words.
fn type_of(node: &Node) -> Outcome<&'static str> {
    match node {
        Node::Name(word) if word == "string" => Ok("string"),
        Node::Name(word) if word == "number" => Ok("int"),
        Node::Name(word) if word == "bool" => Ok("bool"),
        Node::Call(None, list, of) if list == "list" && of[..] == [Node::Name("string".to_owned())] => Ok("array"),
        Node::Call(None, map, of) if map == "map" && of[..] == [Node::Name("string".to_owned())] => Ok("object"),
        other => Err(format!("what type is {other:?}?")),
    }
}

/// The parameters that the other targets have as well. One whose default is computed is null where it is not given, and a local
/// of its name has its value.
pub(super) fn parameters(module: &Module) -> Outcome<BTreeMap<String, Value>> {
    let mut out = BTreeMap::new();
    for (name, value) in module.variables.iter().filter(|(name, _)| *name != GROUP_VARIABLE) {
        let value = match (value, module.locals.get(name)) {
            (Value::Null, Some(local)) => evaluate(module, local)?,
            (value, _) => value.clone(),
        };
        out.insert(plain(name), value);
    }
    Ok(out)
}
