//! Approval of private links that resources of the plan ask for. No template can approve, for Azure names the request only when it
//! comes in; Terraform lists the requests after that and approves the one with the plan's message.
//!
//! The pattern of <https://github.com/Azure/terraform-provider-azapi/issues/274>, read 2026-11-25, in a form that a second apply
//! leaves alone: while nothing has come in, the action only reads.

use crate::iac::{Approval, Expr, Plan, Resource};

use crate::emit::names::{Names, Role};
use crate::emit::refs::Refs;
use crate::emit::value::all_of;

use super::expr::Writer;
use super::layout::{Body, aligned};
use super::literal::quoted;
use super::resource::counted;

/// A private link and the name of what approves it.
pub(super) struct Link<'a> {
    approval: &'a Approval,
    /// The resource that asks.
    by: &'a Resource,
    /// The resource that is asked.
    of: &'a Resource,
    /// The name of the local with the request's name, and of all that approves it.
    name: String,
    /// How many others of the same message the resource is asked for before this one.
    place: usize,
}

/// Gives the approvals of a plan their names.
pub(super) fn links<'a>(refs: &Refs<'a>, locals: &mut Names) -> Vec<Link<'a>> {
    let plan: &'a Plan = refs.plan;
    let mut out: Vec<Link<'a>> = Vec::new();
    for approval in &plan.approvals {
        let (Some(by), Some(of)) = (plan.resource(&approval.by), plan.resource(&approval.of)) else { continue };
        let place = out.iter().filter(|l| is_alike(l.approval, approval)).count();
        let number = if place == 0 { String::new() } else { (place + 1).to_string() };
        let name = locals.declare(Role::Own, &format!("{}Link{number}", of.symbol.as_str()));
        out.push(Link { approval, by, of, name, place });
    }
    out
}

/// Whether two requests cannot be told apart but by their order.
fn is_alike(a: &Approval, b: &Approval) -> bool {
    a.of == b.of && a.request == b.request
}

/// Adds what finds and approves the private links.
pub(super) fn print(writer: &Writer<'_>, file: &mut Body) {
    for link in &writer.scope.links {
        let name = &link.name;
        file.gap();
        let asked = format!(
            "A private link is asked for: {}. It counts once it is approved, by the name that",
            link.approval.request
        );
        file.comment(vec![asked, "Azure gives the request when it comes in.".to_owned()]);
        file.attach(format!("data \"azapi_resource_list\" \"{name}\""), list(writer, link));
        file.block("locals", found(writer, link));
        file.attach(format!("resource \"azapi_resource_action\" \"{name}\""), action(writer, link));
        file.block(format!("check \"{name}\""), check(writer, link));
    }
}

/// The requests with the message, refused ones aside.
fn list(writer: &Writer<'_>, link: &Link<'_>) -> Body {
    let held = writer.scope.refs.conditions(link.by);
    let mut out = counted(writer, &held);
    out.attribute("type", format!("\"{}/privateEndpointConnections@{}\"", link.of.ty.name, link.of.ty.api));
    out.attribute("parent_id", writer.flat(&Expr::Id(link.of.symbol.clone()), &held));
    let state = "properties.privateLinkServiceConnectionState";
    // A text of JMESPath ends at an apostrophe.
    let request = link.approval.request.replace('\\', "\\\\").replace('\'', "\\'");
    let query = format!(
        "sort_by(value[?{state}.description == '{request}' && contains(['Pending', 'Approved'], {state}.status)], &name)[].name"
    );
    out.gap();
    out.attribute("response_export_values", format!("{{\n    asked = {}\n  }}", quoted(&query)));
    let all = writer.scope.links.iter().filter(|l| is_alike(l.approval, link.approval));
    let waits: Vec<String> = all.map(|l| writer.address(&l.by.symbol)).collect();
    out.gap();
    out.attribute("depends_on", writer.list(&waits, Some(1)));
    out
}

fn found(writer: &Writer<'_>, link: &Link<'_>) -> Body {
    let index = if writer.scope.refs.conditions(link.by).is_empty() { "" } else { "[0]" };
    let mut out = Body::default();
    let path = format!("data.azapi_resource_list.{}{index}.output.asked[{}]", link.name, link.place);
    out.attribute(link.name.clone(), format!("try({path}, null)"));
    out
}

fn action(writer: &Writer<'_>, link: &Link<'_>) -> Body {
    let held = writer.scope.refs.conditions(link.by);
    let local = format!("local.{}", link.name);
    let mut out = counted(writer, &held);
    out.attribute("type", format!("\"{}@{}\"", link.of.ty.name, link.of.ty.api));
    out.attribute("resource_id", writer.flat(&Expr::Id(link.of.symbol.clone()), &held));
    out.attribute("action", format!("join(\"/\", compact([\"privateEndpointConnections\", {local}]))"));
    out.attribute("method", format!("{local} == null ? \"GET\" : \"PUT\""));
    let state = Expr::object([("status", "Approved".into()), ("description", Expr::str(&link.approval.request))]);
    let properties = Expr::object([("privateLinkServiceConnectionState", state)]);
    let mut body = Vec::new();
    if link.approval.is_by_id {
        let id = writer.flat(&Expr::Id(link.of.symbol.clone()), &held);
        body.push(("id".to_owned(), format!("join(\"/\", compact([{id}, \"privateEndpointConnections\", {local}]))")));
    }
    body.push(("properties".to_owned(), writer.value(&properties, 2, &held)));
    let lines: String = aligned(&body).iter().map(|line| format!("    {line}\n")).collect();
    out.gap();
    out.attribute("body", format!("{{\n{lines}  }}"));
    out
}

/// Tells when the request was not in yet, without stopping the rest.
fn check(writer: &Writer<'_>, link: &Link<'_>) -> Body {
    let held = writer.scope.refs.conditions(link.by);
    let there = format!("local.{} != null", link.name);
    let condition = match all_of(&held) {
        Some(test) => format!("!{} || {there}", writer.atom(&test, &[])),
        None => there,
    };
    let mut assert = Body::default();
    assert.attribute("condition", condition);
    let message =
        "The private link is not asked for yet, so that nothing gets through: apply once more in a few minutes.";
    assert.attribute("error_message", quoted(message));
    let mut out = Body::default();
    out.block("assert", assert);
    out
}
