//! A converted resource as a block, in the order that HashiCorp's style guide asks for: arguments, then blocks, then what Terraform itself
//! is told.

use std::collections::BTreeSet;

use crate::catalog::azurerm::{Form, Mapping, Parent, Place, Value};
use crate::emit::names::Role;
use crate::emit::value::conjuncts;
use crate::iac::{Expr, Resource};

use super::Written;
use super::node::{Converted, Joined, Node, place};
use crate::emit::terraform::{
    expr::Writer,
    layout::Body,
    literal::quoted,
    resource::{counted, tags},
};

impl Converted {
    /// Takes in what a child becomes as part of this resource.
    pub(super) fn absorb(&mut self, child: Self) {
        merge(&mut self.node, child.node);
        self.joined.extend(child.joined);
        self.waits.extend(child.waits);
        self.ignored.extend(child.ignored);
        self.must.extend(child.must);
    }
}

fn merge(into: &mut Node, from: Node) {
    into.arguments.extend(from.arguments);
    for (name, node) in from.blocks {
        match into.blocks.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => merge(known, node),
            None => into.blocks.push((name, node)),
        }
    }
}

/// Returns what stands in the block of a resource.
pub(in crate::emit::terraform) fn body(
    writer: &Writer<'_>,
    resource: &Resource,
    mapping: &Mapping,
    converted: &Converted,
) -> Body {
    let scope = writer.scope;
    let held = scope.refs.conditions(resource);
    let mut out = counted(writer, &held);
    if converted.is_named {
        out.attribute("name", writer.value(&resource.name, 1, &held));
    }
    if let Form::Resource { parent, place, .. } = mapping.form {
        surroundings(writer, resource, parent, place, &held, &mut out);
    }
    let mut told = written_all(writer, &converted.node, 1, &held);
    told.extend(tags(writer, resource, &held).map(|tags| ("tags".to_owned(), tags)));
    arguments(told, &mut out);
    blocks(writer, &converted.node, 1, &held, &mut out);

    let waits = waits(writer, resource, converted);
    if !waits.is_empty() {
        out.gap();
        out.attribute("depends_on", writer.list(&waits, Some(1)));
    }
    lifecycle(writer, mapping, converted, &held, &mut out);
    out
}

/// Returns what stands in the block of the provider, which demands a block `features` whatever is in it.
pub(in crate::emit::terraform) fn provider(writer: &Writer<'_>) -> Body {
    let mut node = Node::default();
    place(&mut node, "features.");
    // By itself the provider registers dozens with the subscription, for which who deploys to a group has no right.
    node.arguments.push(("resource_provider_registrations".to_owned(), Value::Plain("none".into())));
    for (argument, lit) in writer.scope.forms.provider() {
        let (within, last) = place(&mut node, argument);
        within.arguments.push((last.to_owned(), Value::Plain(lit.expr())));
    }
    let mut out = Body::default();
    arguments(written_all(writer, &node, 1, &[]), &mut out);
    blocks(writer, &node, 1, &[], &mut out);
    out
}

/// Where it stands, and what it stands under.
fn surroundings(
    writer: &Writer<'_>,
    resource: &Resource,
    parent: Parent,
    place: Place,
    held: &[&Expr],
    out: &mut Body,
) {
    let scope = writer.scope;
    let mut above = scope.refs.above(resource);
    // What extends a part of another extends that part, which has an id of its own in Azure; a child is told the whole.
    while resource.scope.is_none()
        && let Some(Written::Folded(..)) = above.and_then(|above| scope.forms.of(&above.symbol))
    {
        above = above.and_then(|above| scope.refs.above(above));
    }
    match parent {
        Parent::Group => out.attribute("resource_group_name", scope.group("name")),
        Parent::Id(argument) => {
            let id =
                above.map_or_else(|| scope.group("id"), |above| writer.flat(&Expr::Id(above.symbol.clone()), held));
            out.attribute(argument, id);
        }
        Parent::Name(argument) => {
            out.attribute("resource_group_name", scope.group("name"));
            if let Some(above) = above {
                out.attribute(argument, writer.flat(&Expr::Name(above.symbol.clone()), held));
            }
        }
    }
    if let (Place::Told, Some(location)) = (place, &resource.location) {
        out.attribute("location", writer.value(location, 1, held));
    }
}

fn blocks(writer: &Writer<'_>, node: &Node, depth: usize, held: &[&Expr], out: &mut Body) {
    for (name, inner) in &node.blocks {
        let mut body = Body::default();
        arguments(written_all(writer, inner, depth + 1, held), &mut body);
        blocks(writer, inner, depth + 1, held, &mut body);
        out.block(name.clone(), body);
    }
}

fn written_all(writer: &Writer<'_>, node: &Node, depth: usize, held: &[&Expr]) -> Vec<(String, String)> {
    node.arguments.iter().map(|(name, value)| (name.clone(), written(writer, value, depth, held))).collect()
}

/// Adds arguments: those of one line first, those of several set off after them.
fn arguments(all: Vec<(String, String)>, out: &mut Body) {
    let (long, short): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, value)| value.contains('\n'));
    for (name, value) in short {
        out.attribute(name, value);
    }
    for (name, value) in long {
        out.gap();
        out.attribute(name, value);
    }
}

fn written(writer: &Writer<'_>, value: &Value, depth: usize, held: &[&Expr]) -> String {
    match value {
        Value::Plain(Expr::Array(items)) if items.iter().any(|item| may_be_null(writer, item, held)) => {
            format!("compact({})", writer.flat(&Expr::Array(items.clone()), held))
        }
        Value::Plain(value) => writer.value(value, depth, held),
        Value::Hcl(template, value) => template.replace("{}", &writer.atom(value, held)),
    }
}

/// Returns whether an id is null where what it names is not deployed: lists of ids take no nulls.
fn may_be_null(writer: &Writer<'_>, item: &Expr, held: &[&Expr]) -> bool {
    matches!(item, Expr::Id(symbol) if !writer.scope.refs.open_conditions(symbol, held).is_empty())
}

/// Returns the addresses that a resource, and what is written as part of it, waits for and does not refer to.
fn waits(writer: &Writer<'_>, resource: &Resource, converted: &Converted) -> Vec<String> {
    let scope = writer.scope;
    let own = writer.address(&resource.symbol);
    // What it refers to it waits for already, be it for a part of that.
    let direct: BTreeSet<String> =
        scope.refs.directly(resource).map(|other| writer.address(&other.symbol)).chain([own]).collect();
    let mut seen = BTreeSet::new();
    let parts = scope.forms.children(scope.refs.plan, &resource.symbol);
    let all: Vec<&Resource> = std::iter::once(resource).chain(parts).collect();
    let named = all.iter().flat_map(|part| scope.refs.named_waits(part));
    let mut out: Vec<String> = named
        .filter(|symbol| !converted.waits.contains(symbol))
        .map(|symbol| writer.address(symbol))
        .filter(|address| !direct.contains(address) && seen.insert(address.clone()))
        .collect();
    // A subnet is only ready when what governs it is joined to it, which is a change of the subnet.
    for other in all.iter().flat_map(|part| scope.refs.waits_for(part)) {
        if let Some(Written::Azurerm(_, joining)) = scope.forms.of(&other.symbol) {
            let joins = joined_names(writer, other, joining).into_iter();
            out.extend(joins.map(|(block, name)| format!("{block}.{name}")).filter(|a| seen.insert(a.clone())));
        }
    }
    out
}

fn lifecycle(writer: &Writer<'_>, mapping: &Mapping, converted: &Converted, held: &[&Expr], out: &mut Body) {
    let mut body = Body::default();
    let mut ignored = converted.ignored.clone();
    ignored.extend(mapping.ignore.iter().map(|path| (*path).to_owned()));
    if !ignored.is_empty() {
        body.attribute("ignore_changes", writer.list(&ignored, Some(2)));
    }
    for (condition, message) in &converted.must {
        let mut check = Body::default();
        check.attribute("condition", written(writer, condition, 3, held));
        check.attribute("error_message", quoted(message));
        body.block("precondition", check);
    }
    if !ignored.is_empty() || !converted.must.is_empty() {
        out.block("lifecycle", body);
    }
}

/// Returns the headers and the blocks of the resources that join others to this one.
pub(in crate::emit::terraform) fn joined(
    writer: &Writer<'_>,
    resource: &Resource,
    converted: &Converted,
) -> Vec<(String, Body)> {
    let names = joined_names(writer, resource, converted);
    let header = |(block, name): (&str, String)| format!("resource \"{block}\" \"{name}\"");
    let bodies = converted.joined.iter().map(|join| join_body(writer, resource, join));
    names.into_iter().map(header).zip(bodies).collect()
}

/// Returns the types and names of the resources that join others to this one.
fn joined_names(writer: &Writer<'_>, resource: &Resource, converted: &Converted) -> Vec<(&'static str, String)> {
    let scope = writer.scope;
    let mut taken = BTreeSet::new();
    converted
        .joined
        .iter()
        .map(|join| {
            let mut name = scope.resources.get(Role::Resource, resource.symbol.as_str());
            if let (true, Expr::Id(other)) = (join.is_one_of_many, &join.id) {
                name = format!("{name}_{}", scope.resources.get(Role::Resource, other.as_str()));
            }
            let mut free = name.clone();
            let mut number = 2_usize;
            while !taken.insert((join.name, free.clone())) {
                free = format!("{name}_{number}");
                number += 1;
            }
            (join.name, free)
        })
        .collect()
}

fn join_body(writer: &Writer<'_>, resource: &Resource, join: &Joined) -> Body {
    let refs = &writer.scope.refs;
    let mut held = refs.conditions(resource);
    let other = match &join.id {
        Expr::Id(symbol) => refs.plan.resource(symbol).map(|r| refs.conditions(r)).unwrap_or_default(),
        _ => Vec::new(),
    };
    for condition in join.condition.iter().flat_map(conjuncts).chain(other) {
        if !held.contains(&condition) {
            held.push(condition);
        }
    }
    let mut out = counted(writer, &held);
    out.attribute(join.own, writer.flat(&Expr::Id(resource.symbol.clone()), &held));
    out.attribute(join.other, writer.flat(&join.id, &held));
    out
}
