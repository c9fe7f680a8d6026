//! The functions that ARM templates and Bicep have in common, as Microsoft's reference of template functions tells them:
//! <https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions>, read 2026-11-25. Everything is that of
//! the public cloud.

use indexmap::IndexMap;

use crate::{
    node::equal,
    value::{GROUP, GROUP_LOCATION, Outcome, SUBSCRIPTION, TENANT, UNIQUE, Value, group_id, guid},
};

/// The id of a resource, of its full type and one name a segment, below what it stands in or extends.
pub(crate) fn resource_id(above: &str, ty: &str, names: &[&str]) -> Outcome<String> {
    let mut segments = ty.split('/');
    let space = segments.next().unwrap_or_default();
    let segments: Vec<&str> = segments.collect();
    if segments.len() != names.len() || names.iter().any(|name| name.is_empty() || name.contains('/')) {
        return Err(format!("the names {names:?} do not fit the type {ty}"));
    }
    let pairs: String = segments.iter().zip(names).map(|(segment, name)| format!("/{segment}/{name}")).collect();
    Ok(format!("{above}/providers/{space}{pairs}"))
}

fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Object(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn join(a: &IndexMap<String, Value>, b: &IndexMap<String, Value>) -> IndexMap<String, Value> {
    let mut out = a.clone();
    for (key, value) in b {
        // `union` merges objects within objects too.
        let value = match (out.get(key), value) {
            (Some(Value::Object(old)), Value::Object(new)) => Value::Object(join(old, new)),
            _ => value.clone(),
        };
        out.insert(key.clone(), value);
    }
    out
}

/// Text whose characters are counted alike by all languages.
pub(crate) fn countable(value: &Value) -> Outcome<&str> {
    let text = value.as_text()?;
    if text.is_ascii() { Ok(text) } else { Err(format!("the characters of {text:?} are counted differently")) }
}

/// Calls a function; none where there is no such function. What it depends on, resources above all, is not its matter.
pub(crate) fn call(name: &str, args: &[Value]) -> Option<Outcome<Value>> {
    Some(known(name, args).transpose()?.map_err(|why| format!("{name}: {why}")))
}

fn known(name: &str, args: &[Value]) -> Outcome<Option<Value>> {
    Ok(Some(match (name, args) {
        ("resourceGroup", []) => object([
            ("id", Value::Text(group_id())),
            ("name", Value::text(GROUP)),
            ("location", Value::text(GROUP_LOCATION)),
        ]),
        ("subscription", []) => object([("subscriptionId", Value::text(SUBSCRIPTION))]),
        ("tenant", []) => object([("tenantId", Value::text(TENANT))]),
        ("environment", []) => object([(
            "suffixes",
            // As `az cloud show` tells them of AzureCloud: all but storage with a dot before them.
            object([
                ("storage", Value::text("core.windows.net")),
                ("sqlServerHostname", Value::text(".database.windows.net")),
                ("keyvaultDns", Value::text(".vault.azure.net")),
                ("acrLoginServer", Value::text(".azurecr.io")),
            ]),
        )]),
        ("uniqueString", [of]) if *of == Value::Text(group_id()) => Value::text(UNIQUE),
        ("guid", [_, ..]) => {
            let parts: Vec<String> = args.iter().map(Value::in_text).collect::<Outcome<_>>()?;
            Value::Text(guid(&parts.join("/")))
        }
        ("resourceId", [ty, names @ ..]) => Value::Text(id_of(&group_id(), ty, names)?),
        ("extensionResourceId", [scope, ty, names @ ..]) => Value::Text(id_of(scope.as_text()?, ty, names)?),
        ("subscriptionResourceId", [ty, names @ ..]) => {
            Value::Text(id_of(&format!("/subscriptions/{SUBSCRIPTION}"), ty, names)?)
        }
        ("toLower", [text]) => Value::Text(text.in_text()?.to_lowercase()),
        ("take", [text, most]) => {
            let most = usize::try_from(most.as_int()?).map_err(|e| e.to_string())?;
            Value::Text(countable(text)?.chars().take(most).collect())
        }
        ("skip", [text, least]) => {
            let least = usize::try_from(least.as_int()?).map_err(|e| e.to_string())?;
            Value::Text(countable(text)?.chars().skip(least).collect())
        }
        ("replace", [text, from, to]) => Value::Text(text.in_text()?.replace(from.as_text()?, to.as_text()?)),
        ("startsWith", [text, start]) => {
            Value::Bool(text.as_text()?.to_lowercase().starts_with(&start.as_text()?.to_lowercase()))
        }
        ("union", [Value::List(_), ..]) => {
            let mut out: Vec<Value> = Vec::new();
            for item in args.iter().map(Value::as_list).collect::<Outcome<Vec<_>>>()?.into_iter().flatten() {
                if !out.contains(item) {
                    out.push(item.clone());
                }
            }
            Value::List(out)
        }
        ("objectKeys", [of]) => {
            let mut pairs = of.as_object()?.clone();
            pairs.sort_keys();
            Value::List(pairs.into_keys().map(Value::Text).collect())
        }
        ("union", [first, rest @ ..]) => {
            let mut out = first.as_object()?.clone();
            for next in rest {
                out = join(&out, next.as_object()?);
            }
            Value::Object(out)
        }
        ("concat", [Value::List(_), ..]) => {
            let lists = args.iter().map(Value::as_list).collect::<Outcome<Vec<_>>>()?;
            Value::List(lists.into_iter().flatten().cloned().collect())
        }
        // An object a property, by their names.
        ("items", [of]) => {
            let mut pairs = of.as_object()?.clone();
            pairs.sort_keys();
            let item = |(key, value)| object([("key", Value::Text(key)), ("value", value)]);
            Value::List(pairs.into_iter().map(item).collect())
        }
        ("concat", [_, ..]) => {
            let parts: Vec<String> = args.iter().map(Value::in_text).collect::<Outcome<_>>()?;
            Value::Text(parts.concat())
        }
        ("format", [Value::Text(pattern), values @ ..]) => Value::Text(format(pattern, values)?),
        ("equals", [a, b]) => Value::Bool(equal(a, b)?),
        ("empty", [Value::List(items)]) => Value::Bool(items.is_empty()),
        ("not", [a]) => Value::Bool(!a.as_bool()?),
        // Both take all their arguments in any case.
        ("and", [_, _, ..]) => {
            Value::Bool(args.iter().map(Value::as_bool).collect::<Outcome<Vec<_>>>()?.into_iter().all(|yes| yes))
        }
        ("or", [_, _, ..]) => {
            Value::Bool(args.iter().map(Value::as_bool).collect::<Outcome<Vec<_>>>()?.into_iter().any(|yes| yes))
        }
        ("true", []) => Value::Bool(true),
        ("false", []) => Value::Bool(false),
        ("null", []) => Value::Null,
        ("createArray", items) => Value::List(items.to_vec()),
        ("createObject", pairs) if pairs.len() % 2 == 0 => {
            let pairs = pairs.chunks(2).map(|pair| Ok((pair[0].in_text()?, pair[1].clone())));
            Value::Object(pairs.collect::<Outcome<_>>()?)
        }
        _ => return Ok(None),
    }))
}

fn id_of(above: &str, ty: &Value, names: &[Value]) -> Outcome<String> {
    let names: Vec<&str> = names.iter().map(Value::as_text).collect::<Outcome<_>>()?;
    resource_id(above, ty.as_text()?, &names)
}

/// A composite format string as .NET reads it.
fn format(pattern: &str, values: &[Value]) -> Outcome<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = found.strip_prefix("{{") {
            out.push('{');
            rest = after;
        } else if let Some(after) = found.strip_prefix("}}") {
            out.push('}');
            rest = after;
        } else {
            let (index, after) = found[1..].split_once('}').ok_or_else(|| format!("a brace alone in {pattern:?}"))?;
            let index: usize = index.parse().map_err(|_| format!("{index:?} is no index in {pattern:?}"))?;
            out.push_str(&values.get(index).ok_or_else(|| format!("no value {index}"))?.in_text()?);
            rest = after;
        }
    }
    Ok(out + rest)
}
