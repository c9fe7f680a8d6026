//! Relations that lower the same way for every kind: roles for data, and logs to the workspace.

use crate::{
    catalog::{DataRole, LinkKind, Part, World},
    iac::{Area, Expr, Plan, Resource, ResourceType, Symbol, capitalized},
};

const ROLE: ResourceType = ResourceType { name: "Microsoft.Authorization/roleAssignments", api: "2022-04-01" };
const DIAGNOSTICS: ResourceType =
    ResourceType { name: "Microsoft.Insights/diagnosticSettings", api: "2021-05-01-preview" };

/// Gives each app, and each of its slots, the narrowest role for the data that it uses, at the narrowest scope.
pub(super) fn roles(world: &World, plan: &mut Plan) {
    let mut added: Vec<Resource> = Vec::new();
    for link in world.links.iter().filter(|l| l.kind == LinkKind::Access) {
        let (Some(user), Some(data)) = (world.parts.get(link.from), world.parts.get(link.to)) else { continue };
        if plan.resource(&user.symbol).is_none() || plan.resource(&data.symbol).is_none() {
            continue;
        }
        let slots = world.links.iter().filter(|l| l.kind == LinkKind::Hosts && l.from == link.from);
        let slots = slots.filter_map(|l| world.parts.get(l.to)).filter(|p| p.kind.id == "deployment-slot");
        for identity in std::iter::once(user).chain(slots) {
            let Some(principal) = identity.principal() else { continue };
            for role in data.kind.roles_for(link.access, &data.facts.groups) {
                let resource = assignment(identity, principal.clone(), data, role);
                if !added.iter().any(|a| a.symbol == resource.symbol) {
                    added.push(resource);
                }
            }
        }
    }
    plan.resources.extend(added);
}

fn assignment(identity: &Part, principal: Expr, data: &Part, role: &DataRole) -> Resource {
    let words: String = role.name.split_whitespace().map(capitalized).collect();
    let target = capitalized(data.symbol.as_str());
    let symbol = Symbol(format!("{}{target}{words}", identity.symbol.as_str()));
    let name = Expr::Guid(vec![Expr::Id(data.symbol.clone()), Expr::Id(identity.symbol.clone()), Expr::str(role.guid)]);
    let mut resource = Resource::new(symbol, ROLE, name);
    resource.area = Area::Access;
    resource.scope = Some(data.symbol.clone());
    resource.condition = Expr::both(identity.condition.clone(), data.condition.clone());
    resource.comment = vec![format!("{} may use {}: {}.", identity.title, data.title, role.name)];
    let properties = Expr::object([
        ("roleDefinitionId", Expr::RoleDefinition(role.guid.to_owned())),
        ("principalId", principal),
        ("principalType", "ServicePrincipal".into()),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    // An app that was made anew has another identity (RoleAssignmentUpdateNotPermitted).
    resource.fixed = &["properties.principalId", "properties.roleDefinitionId"];
    resource
}

/// Sends the logs of everything that has some to the workspace.
pub(super) fn diagnostics(world: &World, plan: &mut Plan) {
    let Some(workspace) =
        world.parts.iter().find(|p| p.kind.id == "log-analytics" && plan.resource(&p.symbol).is_some())
    else {
        return;
    };
    let senders = world.parts.iter().flat_map(|part| part.kind.diagnostics.iter().map(move |logs| (part, logs)));
    let mut added: Vec<Resource> = Vec::new();
    for (part, logs) in senders {
        let sender = Symbol(format!("{}{}", part.symbol.as_str(), logs.of));
        let Some(from) = plan.resource(&sender) else { continue };
        let symbol = Symbol(format!("{}Diagnostics", sender.as_str()));
        let mut resource = Resource::new(symbol, DIAGNOSTICS, "to-workspace".into());
        resource.area = from.area;
        resource.condition = Expr::both(from.condition.clone(), workspace.condition.clone());
        resource.scope = Some(sender);
        let mut properties = vec![("workspaceId", Expr::Id(workspace.symbol.clone()))];
        if logs.logs {
            let log = |key: &str, of: &str| Expr::object([(key, of.into()), ("enabled", Expr::Bool(true))]);
            let mut all: Vec<Expr> = logs.categories.iter().map(|category| log("category", category)).collect();
            if all.is_empty() {
                all.push(log("categoryGroup", "allLogs"));
            } else {
                properties.push(("logAnalyticsDestinationType", "Dedicated".into()));
            }
            properties.push(("logs", Expr::Array(all)));
        }
        if !logs.metrics.is_empty() {
            let metric =
                |category: &&str| Expr::object([("category", (*category).into()), ("enabled", Expr::Bool(true))]);
            properties.push(("metrics", Expr::Array(logs.metrics.iter().map(metric).collect())));
        }
        let properties = properties.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        resource.body.insert("properties".to_owned(), Expr::Object(properties));
        added.push(resource);
    }
    plan.resources.extend(added);
}
