//! Parameters that every plan has, and the values of an environment.

use std::collections::BTreeSet;

use super::Request;
use crate::{
    iac::{Expr, Group, Param, ParamType, Plan, Var, capitalized},
    model::{Architecture, Component},
};

/// Adds location, environment and workload, and the suffix of global names.
pub(super) fn common(plan: &mut Plan, architecture: &Architecture, request: &Request<'_>) {
    let drawn = architecture.annotations.location.as_ref().or(request.config.location.as_ref());
    let mut location = Param {
        name: "location".to_owned(),
        description: "The Azure region.".to_owned(),
        default: Some(Expr::Group(Group::Location)),
        ..Param::default()
    };
    let first = request.config.environments.keys().next().map_or("dev", String::as_str);
    let mut environment = Param {
        name: "environmentName".to_owned(),
        description: "The environment, as it stands in names and tags; each has a resource group of its own."
            .to_owned(),
        default: Some(Expr::Str(short(first))),
        min: Some(2),
        max: Some(8),
        ..Param::default()
    };
    for name in request.environments {
        environment.values.insert(name.clone(), Expr::Str(short(name)));
        let own = request.config.environments.get(name).and_then(|e| e.location.as_ref());
        if let Some(place) = own.or(drawn) {
            location.values.insert(name.clone(), Expr::Str(place.clone()));
        }
    }
    plan.params.push(location);
    plan.params.push(environment);
    let name = architecture.annotations.name.as_deref().or(request.config.name.as_deref()).unwrap_or(request.id);
    plan.params.push(Param {
        name: "workloadName".to_owned(),
        description: "The workload, as it stands in names: lower-case letters and digits.".to_owned(),
        default: Some(Expr::Str(workload(name))),
        min: Some(2),
        max: Some(10),
        ..Param::default()
    });
    plan.vars.push(Var {
        name: "uniqueSuffix".to_owned(),
        description: "Makes names unique in all of Azure, and stays the same for a resource group.".to_owned(),
        value: Expr::UniqueString,
    });
}

/// The parameter for a tag that some environment gives a value of its own.
pub(super) fn tag(key: &str, request: &Request<'_>) -> Param {
    let general = request.config.tags.get(key).cloned().unwrap_or_default();
    let mut param = Param {
        name: format!("tag{}", super::naming::pascal(key)),
        description: format!("The tag {key} of every resource."),
        default: Some(Expr::Str(general)),
        ..Param::default()
    };
    for name in request.environments {
        if let Some(value) = request.config.environments.get(name).and_then(|e| e.tags.get(key)) {
            param.values.insert(name.clone(), Expr::Str(value.clone()));
        }
    }
    param
}

/// An environment's name as it fits into the names of resources.
fn short(environment: &str) -> String {
    let plain: String = environment.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    if plain.len() < 2 { "env".to_owned() } else { plain }
}

/// As many whole words of a name as fit into ten letters and digits.
fn workload(name: &str) -> String {
    let mut out = String::new();
    for word in name.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        if out.is_empty() {
            out = word.chars().take(10).collect();
        } else if out.len() + word.len() <= 10 {
            out.push_str(word);
        } else {
            break;
        }
    }
    if out.len() < 2 { "siteplan".to_owned() } else { out }
}

/// Where a component stands: the deployment's location, or that of its region.
pub(super) fn location(component: &Component, architecture: &Architecture, plan: &mut Plan) -> Expr {
    let Some(region) = &component.facts.region else { return Expr::param("location") };
    let mut regions: Vec<&String> = Vec::new();
    for other in architecture.components.iter().filter_map(|c| c.facts.region.as_ref()) {
        if !regions.contains(&other) {
            regions.push(other);
        }
    }
    let place = regions.iter().position(|r| *r == region).unwrap_or(0);
    let name = match place {
        0 => "location".to_owned(),
        1 => "secondaryLocation".to_owned(),
        n => format!("location{}", n + 1),
    };
    match plan.params.iter_mut().find(|p| p.name == name) {
        // The drawing names the region, so the resource group's place is no longer the default.
        Some(param) => {
            if param.default == Some(Expr::Group(Group::Location)) {
                param.default = Some(Expr::Str(region.clone()));
                param.description = "The Azure region, as drawn.".to_owned();
            }
        }
        None => plan.params.push(Param {
            name: name.clone(),
            ty: ParamType::String,
            description: "The Azure region of the second site, as drawn.".to_owned(),
            default: Some(Expr::Str(region.clone())),
            ..Param::default()
        }),
    }
    Expr::Param(name)
}

/// The switch of an optional component. What one optional thing brings along has that thing's switch.
pub(super) fn toggle(component: &Component, symbol: &str, plan: &mut Plan) -> Expr {
    let Some(span) = component.facts.optional else { return Expr::Bool(true) };
    let marker = format!("(byte {})", span.start);
    if let Some(param) = plan.params.iter().find(|p| p.description.ends_with(&marker)) {
        return Expr::Param(param.name.clone());
    }
    let name = format!("deploy{}", capitalized(symbol));
    plan.params.push(Param {
        name: name.clone(),
        ty: ParamType::Bool,
        // The marker is taken off again by `prune`.
        description: format!("Whether to deploy {}, which is drawn as optional. {marker}", component.title),
        default: Some(Expr::Bool(false)),
        ..Param::default()
    });
    Expr::Param(name)
}

/// Puts the project file's values of each environment into the parameters.
pub(super) fn values(plan: &mut Plan, request: &Request<'_>) {
    for name in request.environments {
        let Some(environment) = request.config.environments.get(name) else { continue };
        for (key, value) in &environment.parameters {
            if let Some(param) = plan.params.iter_mut().find(|p| p.name == *key) {
                param.values.insert(name.clone(), value.expr());
            }
        }
    }
}

/// Removes parameters and variables that nothing uses, which linters tell.
pub(super) fn prune(plan: &mut Plan) {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut note = |expr: &Expr| {
        expr.walk(&mut |e| {
            if let Expr::Param(name) | Expr::Var(name) = e {
                used.insert(name.clone());
            }
        });
    };
    for resource in &plan.resources {
        note(&resource.name);
        resource.location.iter().chain(resource.condition.iter()).chain(resource.body.values()).for_each(&mut note);
        resource.tags.iter().flat_map(|t| t.values()).for_each(&mut note);
    }
    for output in &plan.outputs {
        note(&output.value);
        output.condition.iter().for_each(&mut note);
    }
    if plan.resources.iter().any(|r| r.tags.is_some()) {
        plan.tags.values().for_each(&mut note);
    }
    plan.params.iter().filter_map(|p| p.default.as_ref()).for_each(&mut note);
    plan.vars.retain(|v| used.contains(&v.name));
    plan.params.retain(|p| used.contains(&p.name));
    for param in &mut plan.params {
        if let Some(at) = param.description.find(" (byte ") {
            param.description.truncate(at);
        }
    }
}
