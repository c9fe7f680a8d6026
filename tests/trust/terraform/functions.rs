//! Terraform's functions, as <https://developer.hashicorp.com/terraform/language/functions> tells them, read 2026-11-25; and how
//! it brings the two sides of a choice to one type.

use indexmap::IndexMap;

use crate::{
    azure::countable,
    node::Node,
    value::{Outcome, UNIQUE, Value, group_id, guid},
};

/// Calls a function; none where it is not known with such arguments.
pub(super) fn call(name: &str, args: &[Value]) -> Outcome<Option<Value>> {
    Ok(Some(match (name, args) {
        // Empty text counts as nothing too.
        ("coalesce", [_, ..]) => {
            let found = args.iter().find(|arg| !matches!(arg, Value::Null) && **arg != Value::text(""));
            found.cloned().ok_or("there is nothing to coalesce")?
        }
        ("lower", [text]) => Value::Text(text.in_text()?.to_lowercase()),
        ("substr", [text, start, most]) => {
            let number = |value: &Value| usize::try_from(value.as_int()?).map_err(|e| e.to_string());
            Value::Text(countable(text)?.chars().skip(number(start)?).take(number(most)?).collect())
        }
        // Stands for the hash of the resource group's id, of which thirteen characters are taken.
        ("sha256", [of]) if *of == Value::Text(group_id().to_lowercase()) => {
            Value::Text(format!("{UNIQUE}{}", "0".repeat(64 - UNIQUE.len())))
        }
        ("uuidv5", [Value::Text(space), of]) if space == "url" => Value::Text(guid(&of.in_text()?)),
        ("replace", [text, from, to]) => {
            let from = from.as_text()?;
            if from.len() > 1 && from.starts_with('/') && from.ends_with('/') {
                return Err(format!("{from:?} is a pattern"));
            }
            Value::Text(text.in_text()?.replace(from, to.as_text()?))
        }
        ("split", [by, text]) => Value::List(text.in_text()?.split(by.as_text()?).map(Value::text).collect()),
        ("join", [by, items]) => {
            let items = items.as_list()?.iter().map(Value::in_text).collect::<Outcome<Vec<_>>>()?;
            Value::Text(items.join(by.as_text()?))
        }
        ("startswith", [text, start]) => Value::Bool(text.as_text()?.starts_with(start.as_text()?)),
        ("merge", [_, ..]) => {
            let mut out = IndexMap::new();
            for arg in args {
                out.extend(arg.as_object()?.clone());
            }
            Value::Object(out)
        }
        ("keys", [of]) => {
            let mut pairs = of.as_object()?.clone();
            pairs.sort_keys();
            Value::List(pairs.into_keys().map(Value::Text).collect())
        }
        ("distinct", [list]) => {
            let mut out: Vec<Value> = Vec::new();
            for item in list.as_list()? {
                if !out.contains(item) {
                    out.push(item.clone());
                }
            }
            Value::List(out)
        }
        ("concat", [_, ..]) => {
            let lists = args.iter().map(Value::as_list).collect::<Outcome<Vec<_>>>()?;
            Value::List(lists.into_iter().flatten().cloned().collect())
        }
        ("nonsensitive", [of]) => of.clone(),
        // What fails fails before.
        ("can", [_]) => Value::Bool(true),
        ("cidrnetmask", [range]) => {
            let (base, size) = range.as_text()?.split_once('/').ok_or("no range of addresses")?;
            base.parse::<std::net::Ipv4Addr>().map_err(|e| e.to_string())?;
            let size = size.parse::<u32>().ok().filter(|size| *size <= 32).ok_or("no size of a range")?;
            Value::Text(std::net::Ipv4Addr::from(u32::MAX.checked_shl(32 - size).unwrap_or(0)).to_string())
        }
        ("compact", [list]) => {
            let is_there = |item: &&Value| !matches!(item, Value::Null) && **item != Value::text("");
            Value::List(list.as_list()?.iter().filter(is_there).cloned().collect())
        }
        ("contains", [list, item]) => Value::Bool(list.as_list()?.contains(item)),
        ("length", [Value::Text(text)]) => Value::Int(i64::try_from(text.chars().count()).map_err(|e| e.to_string())?),
        ("length", [Value::List(items)]) => Value::Int(i64::try_from(items.len()).map_err(|e| e.to_string())?),
        ("alltrue", [list]) => Value::Bool(list.as_list()?.iter().all(|item| *item == Value::Bool(true))),
        ("jsonencode", [value]) => Value::Json(Box::new(value.clone())),
        ("jsondecode", [Value::Json(value)]) => value.as_ref().clone(),
        _ => return Ok(None),
    }))
}

/// The type of an expression as far as its text tells it.
#[derive(Clone, Debug, PartialEq)]
enum Shape<'a> {
    Unknown,
    Text,
    Bool,
    Number,
    List(&'a [Node]),
    Object(&'a [(Node, Node)]),
}

fn shape(node: &Node) -> Shape<'_> {
    match node {
        Node::Value(Value::Text(_)) | Node::Text(_) => Shape::Text,
        Node::Value(Value::Bool(_)) | Node::Not(_) | Node::Binary(..) => Shape::Bool,
        Node::Value(Value::Int(_)) | Node::Minus(_) => Shape::Number,
        Node::List(items) => Shape::List(items),
        Node::Object(pairs) => Shape::Object(pairs),
        Node::Call(_, name, _) => match name.as_str() {
            "lower" | "substr" | "replace" | "join" | "uuidv5" | "sha256" | "jsonencode" => Shape::Text,
            "startswith" | "contains" | "alltrue" => Shape::Bool,
            _ => Shape::Unknown,
        },
        _ => Shape::Unknown,
    }
}

/// Holds that two sides of a choice can be of one type. Gives whether that is text where one of them is none.
pub(super) fn unify(a: &Node, b: &Node) -> Outcome<bool> {
    match (shape(a), shape(b)) {
        (Shape::Unknown, _) | (_, Shape::Unknown) => Ok(false),
        (Shape::List(a), Shape::List(b)) => {
            for pair in a.iter().chain(b).collect::<Vec<_>>().windows(2) {
                if unify(pair[0], pair[1])? {
                    return Err("items of a list become text".to_owned());
                }
            }
            Ok(false)
        }
        (Shape::Object(a), Shape::Object(b)) => {
            if a.len() != b.len() {
                return Err("two objects of a choice differ in shape".to_owned());
            }
            for (key, value) in a {
                let other = b.iter().find(|(k, _)| k == key).ok_or("two objects of a choice differ in shape")?;
                if unify(value, &other.1)? {
                    return Err("a property becomes text".to_owned());
                }
            }
            Ok(false)
        }
        (Shape::List(_) | Shape::Object(_), _) | (_, Shape::List(_) | Shape::Object(_)) => {
            Err("two sides of a choice are of different types".to_owned())
        }
        // Primitive types that differ become text.
        (a, b) => Ok(a != b),
    }
}
