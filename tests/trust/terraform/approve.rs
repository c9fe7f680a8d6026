//! What only Terraform has: the approval of private links that resources ask for. It is no resource of the deployment, so it is held
//! against those that ask.

use std::collections::BTreeSet;

use super::{Module, parse::Block};
use crate::{
    node::evaluate,
    value::{Deployment, Outcome, Value},
};

/// Holds that every private link that is asked for is approved once its request is in, that nothing else is, and that nothing is
/// written before.
pub(super) fn hold(module: &Module, checks: &[Block], out: &Deployment) -> Outcome<()> {
    let mut asked = Vec::new();
    for (id, resource) in &out.resources {
        let Some(link) =
            resource.top.get("properties").and_then(|p| p.as_object().ok()?.get("sharedPrivateLinkResource"))
        else {
            continue;
        };
        let of = link.member("privateLink")?.member("id")?.in_text()?;
        asked.push((of, link.member("requestMessage")?.in_text()?, id.clone()));
    }
    let mut approved = Vec::new();
    for (name, action) in &module.actions {
        let list = module.lists.get(name).ok_or_else(|| format!("nothing lists what {name} approves"))?;
        action.only(&["count", "type", "resource_id", "action", "method", "body"], &[])?;
        list.only(&["count", "type", "parent_id", "response_export_values", "depends_on"], &[])?;
        let count = |block: &Block| block.get("count").map(|count| evaluate(module, count)?.as_int()).transpose();
        if count(action)? != count(list)? {
            return Err(format!("{name} is approved and not listed, or the other way round"));
        }
        if count(action)? == Some(0) {
            continue;
        }
        approved.push(approves(module, name, action, list)?);
    }
    warns(module, checks)?;
    let told = |all: &mut Vec<(String, String)>| {
        all.sort();
        all.clone()
    };
    let mut wanted: Vec<(String, String)> =
        asked.iter().map(|(of, message, _)| (of.clone(), message.clone())).collect();
    let mut given: Vec<(String, String)> =
        approved.iter().map(|(of, message, _)| (of.clone(), message.clone())).collect();
    if told(&mut wanted) != told(&mut given) {
        return Err(format!("asked for are {wanted:?}, and approved {given:?}"));
    }
    for (of, message, waits) in &approved {
        let all = asked.iter().filter(|(o, m, _)| o == of && m == message).map(|(_, _, by)| by.clone());
        if *waits != all.collect::<BTreeSet<String>>() {
            return Err(format!("the requests of {of} are listed before they can be in"));
        }
    }
    Ok(())
}

/// Returns what an action approves, by which message, and what it waits for.
fn approves(module: &Module, name: &str, action: &Block, list: &Block) -> Outcome<(String, String, BTreeSet<String>)> {
    let of = evaluate(module, action.need("resource_id")?)?.in_text()?;
    if evaluate(module, list.need("parent_id")?)?.in_text()? != of {
        return Err(format!("{name} lists the requests of something else"));
    }
    let ty = evaluate(module, action.need("type")?)?.in_text()?.replace('@', "/privateEndpointConnections@");
    if evaluate(module, list.need("type")?)?.in_text()? != ty {
        return Err(format!("{name} lists something else than {ty}"));
    }
    let state =
        evaluate(module, action.need("body")?)?.member("properties")?.member("privateLinkServiceConnectionState")?;
    if state.member("status")? != Value::text("Approved") {
        return Err(format!("{name} is not approved"));
    }
    let message = state.member("description")?.in_text()?;
    let query = evaluate(module, list.need("response_export_values")?)?.member("asked")?.in_text()?;
    if !query.contains(&format!("'{message}'")) {
        return Err(format!("{name} looks for {query}, and not for {message}"));
    }
    // As many requests as there may be, or none: then it only reads.
    for number in [0, 4] {
        let names: Vec<String> = (0..number).map(|n| format!("request{n}")).collect();
        module.asked.replace(names.clone());
        let path = evaluate(module, action.need("action")?)?.in_text()?;
        let method = evaluate(module, action.need("method")?)?.in_text()?;
        let fits = match path.strip_prefix("privateEndpointConnections/") {
            Some(one) => method == "PUT" && names.iter().any(|n| n == one),
            None => method == "GET" && path == "privateEndpointConnections" && names.is_empty(),
        };
        if !fits {
            return Err(format!("of {number} requests {name} takes {method} {path}"));
        }
    }
    let mut waits = BTreeSet::new();
    module.named(list.need("depends_on")?, &mut waits);
    let waits = waits.iter().map(|other| module.id(other)).collect::<Outcome<_>>()?;
    Ok((of, message, waits))
}

/// Holds that each approval has a check that tells when no request is in, and only then.
fn warns(module: &Module, checks: &[Block]) -> Outcome<()> {
    let named: BTreeSet<&String> = checks.iter().map(|check| &check.header[1]).collect();
    if named != module.actions.keys().collect() {
        return Err(format!("checked are {named:?}, and not what is approved"));
    }
    for check in checks {
        check.only(&[], &["assert"])?;
        let name = &check.header[1];
        let is_there = match module.actions[name].get("count") {
            Some(count) => evaluate(module, count)?.as_int()? > 0,
            None => true,
        };
        for asked in [vec![], vec!["a".to_owned(), "b".to_owned()]] {
            let quiet = !asked.is_empty() || !is_there;
            module.asked.replace(asked);
            for assert in &check.blocks {
                assert.only(&["condition", "error_message"], &[])?;
                if evaluate(module, assert.need("condition")?)?.as_bool()? != quiet {
                    return Err(format!("the check of {name} is quiet when it must not be, or the other way round"));
                }
            }
        }
    }
    Ok(())
}
