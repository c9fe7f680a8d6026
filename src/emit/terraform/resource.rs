//! A resource as a block of the azapi provider.

use std::collections::BTreeSet;

use crate::iac::{Expr, Resource};

use crate::emit::names::Role;
use crate::emit::value::{all_of, is_secret};

use super::expr::Writer;
use super::layout::Body;
use super::literal::{key, quoted};

/// Returns the type of a resource's block: the provider refuses to make what is there already, and changes it instead.
pub(super) fn block(resource: &Resource) -> &'static str {
    if resource.born { "azapi_update_resource" } else { "azapi_resource" }
}

/// Begins a block that is only there where its conditions hold.
pub(super) fn counted(writer: &Writer<'_>, held: &[&Expr]) -> Body {
    let mut out = Body::default();
    if let Some(condition) = all_of(held) {
        let test = writer.operand(&condition, &[]);
        // Whether a secret is there is none, and Terraform counts by nothing that it takes for one.
        let test = if is_secret(writer.scope.refs.plan, &condition) { format!("nonsensitive({test})") } else { test };
        out.attribute("count", format!("{test} ? 1 : 0"));
        out.gap();
    }
    out
}

/// Returns what stands in the block of a resource.
pub(super) fn body(writer: &Writer<'_>, resource: &Resource) -> Body {
    let scope = writer.scope;
    let held = scope.refs.conditions(resource);
    let mut out = counted(writer, &held);
    out.attribute("type", format!("\"{}@{}\"", resource.ty.name, resource.ty.api));
    out.attribute("name", writer.value(&resource.name, 1, &held));
    let parent = match scope.refs.above(resource) {
        Some(above) => writer.flat(&Expr::Id(above.symbol.clone()), &held),
        None => scope.group("id"),
    };
    out.attribute("parent_id", parent);
    if let Some(location) = &resource.location {
        out.attribute("location", writer.value(location, 1, &held));
    }
    if let Some(tags) = tags(writer, resource, &held) {
        out.attribute("tags", tags);
    }

    let identity = super::super::body(resource).find_map(|(key, value)| match value {
        Expr::Object(object) if key == "identity" => identity(writer, object, &held),
        _ => None,
    });
    let lifted = identity.is_some();
    if let Some(identity) = identity {
        out.block("identity", identity);
    }
    let rest: Vec<(String, &Expr)> = super::super::body(resource)
        .filter(|(name, _)| !(lifted && *name == "identity"))
        .map(|(name, value)| (key(name), value))
        .collect();
    if !rest.is_empty() {
        out.gap();
        out.attribute("body", writer.pairs(&rest, 1, &held));
    }
    if !resource.fixed.is_empty() {
        out.gap();
        let all: Vec<String> = resource.fixed.iter().map(|path| quoted(path)).collect();
        out.attribute("replace_triggers_refs", writer.list(&all, Some(1)));
    }
    let exports = exports(writer, resource);
    if !exports.is_empty() {
        out.gap();
        let all: Vec<String> = exports.iter().map(|path| quoted(path)).collect();
        out.attribute("response_export_values", writer.list(&all, Some(1)));
    }
    if resource.minutes > 0 {
        let mut timeouts = Body::default();
        for action in ["create", "update", "delete"] {
            timeouts.attribute(action, format!("\"{}m\"", resource.minutes));
        }
        out.block("timeouts", timeouts);
    }
    let mut waits: Vec<String> = scope.refs.named_waits(resource).into_iter().map(|s| writer.address(s)).collect();
    // Two of them may be parts of one.
    let mut seen = BTreeSet::new();
    waits.retain(|address| seen.insert(address.clone()));
    if !waits.is_empty() {
        out.gap();
        out.attribute("depends_on", writer.list(&waits, Some(1)));
    }
    let ignored: Vec<String> = resource.ignore_changes.iter().filter_map(|path| path_of(path)).collect();
    if !ignored.is_empty() {
        let mut lifecycle = Body::default();
        lifecycle.attribute("ignore_changes", writer.list(&ignored, Some(2)));
        out.block("lifecycle", lifecycle);
    }
    out
}

/// Returns the tags of a resource: the plan's, and its own.
pub(super) fn tags(writer: &Writer<'_>, resource: &Resource, held: &[&Expr]) -> Option<String> {
    let own = resource.tags.as_ref()?;
    let shared = format!("local.{}", writer.scope.locals.get(Role::Own, "tags"));
    match (writer.scope.refs.plan.tags.is_empty(), own.is_empty()) {
        (true, true) => None,
        (true, false) => Some(writer.value(&Expr::Object(own.clone()), 1, held)),
        (false, true) => Some(shared),
        (false, false) => {
            let many = || writer.value(&Expr::Object(own.clone()), 1, held);
            Some(format!("merge({shared}, {})", writer.short(own, held).unwrap_or_else(many)))
        }
    }
}

/// Returns the block of an identity, which azapi keeps out of the body; none where it holds more than that block can say.
fn identity(writer: &Writer<'_>, object: &crate::iac::Object, held: &[&Expr]) -> Option<Body> {
    let mut out = Body::default();
    out.attribute("type", writer.value(object.get("type")?, 2, held));
    for (name, value) in object {
        match (name.as_str(), value) {
            ("type", _) => {}
            ("userAssignedIdentities", Expr::Map(pairs)) => {
                let ids: Vec<String> = pairs.iter().map(|(id, _)| writer.text(id, held)).collect();
                let list = writer.list(&ids, Some(2));
                // What may be missing leaves empty text in the list.
                let is_open = pairs.iter().any(|(id, _)| writer.scope.refs.entry_condition(id, held).is_some());
                out.attribute("identity_ids", if is_open { format!("compact({list})") } else { list });
            }
            ("userAssignedIdentities", Expr::Object(ids)) => {
                let ids: Vec<String> = ids.keys().map(|id| quoted(id)).collect();
                out.attribute("identity_ids", writer.list(&ids, Some(2)));
            }
            _ => return None,
        }
    }
    Some(out)
}

/// Returns the paths of a resource that others read and that azapi must keep in its state.
fn exports(writer: &Writer<'_>, resource: &Resource) -> Vec<String> {
    let refs = &writer.scope.refs;
    let plan = refs.plan;
    let mut found = BTreeSet::new();
    let mut look = |value: &Expr| {
        value.walk(&mut |part| {
            if let Expr::Prop(symbol, path) = part
                && *symbol == resource.symbol
                && !super::literal::is_attribute(path)
            {
                // A list is exported whole.
                let named = path.iter().take_while(|p| !p.chars().all(|c| c.is_ascii_digit()));
                found.insert(named.cloned().collect::<Vec<_>>().join("."));
            }
        });
    };
    plan.resources.iter().flat_map(|r| refs.values(r)).for_each(&mut look);
    plan.vars.iter().map(|v| &v.value).for_each(&mut look);
    plan.outputs.iter().flat_map(|o| std::iter::once(&o.value).chain(&o.condition)).for_each(&mut look);
    found.into_iter().collect()
}

/// Returns a path such as `tags["hidden-link"]` written anew; none where it is not one.
pub(super) fn path_of(text: &str) -> Option<String> {
    let word = |text: &str| text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (first, mut rest) = text.split_at(word(text));
    if !first.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    let mut out = first.to_owned();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let (name, left) = after.split_at(word(after));
            if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                return None;
            }
            out.push('.');
            out.push_str(name);
            rest = left;
        } else {
            let (inside, left) = rest.strip_prefix('[')?.split_once(']')?;
            match inside.strip_prefix('"').and_then(|i| i.strip_suffix('"')) {
                Some(name) if !name.contains(['"', '\\']) => out.push_str(&format!("[{}]", quoted(name))),
                None if !inside.is_empty() && inside.chars().all(|c| c.is_ascii_digit()) => {
                    out.push_str(&format!("[{inside}]"));
                }
                _ => return None,
            }
            rest = left;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ignored_path_is_a_path_or_nothing() {
        assert_eq!(path_of("tags[\"hidden-link: /x${y}\"]").as_deref(), Some("tags[\"hidden-link: /x$${y}\"]"));
        assert_eq!(path_of("body.properties.subnets[0]").as_deref(), Some("body.properties.subnets[0]"));
        for bad in ["", "a b", "a]\nb", "tags[x]", "a..b", "1a", "tags[\"a\\\"]"] {
            assert_eq!(path_of(bad), None, "{bad}");
        }
    }
}
