//! What apps are told of the things that they use: addresses and names, never keys.

use super::{LinkKind, Lowering, Part};
use crate::iac::{Expr, Symbol};

/// Returns all settings of an app that tell of other things.
pub(super) fn all(lowering: &Lowering<'_>, app: &Part) -> Vec<(String, Expr)> {
    let mut out = by(lowering, app, LinkKind::Telemetry);
    let called = of(lowering, app, called(lowering, app));
    for (name, value) in by(lowering, app, LinkKind::Access).into_iter().chain(called) {
        if !out.iter().any(|(n, _)| *n == name) {
            out.push((name, value));
        }
    }
    out.extend(users(lowering, app));
    out
}

/// Returns the settings that tell an app the name by which a database knows its identity, which is the app's own. With slots no setting
/// could: it would swap or stay at another moment than the identity does (deploy-staging-slots), so the code asks where it runs.
fn users(lowering: &Lowering<'_>, app: &Part) -> Vec<(String, Expr)> {
    if lowering.of(app, LinkKind::Hosts, true).iter().any(|part| part.kind.id == "deployment-slot") {
        return Vec::new();
    }
    // No resource may speak of itself.
    let name = app.name.clone();
    let databases = lowering.of(app, LinkKind::Access, true).into_iter();
    databases.filter_map(|part| Some((suffixed(part.kind.user?, part), name.clone()))).collect()
}

fn suffixed(name: &str, part: &Part) -> String {
    match &part.slug {
        slug if slug.is_empty() => name.to_owned(),
        slug => format!("{name}_{}", slug.to_ascii_uppercase().replace('-', "_")),
    }
}

/// Returns the settings of an app that tell of what it has one relation to.
pub(super) fn by(lowering: &Lowering<'_>, app: &Part, link: LinkKind) -> Vec<(String, Expr)> {
    of(lowering, app, lowering.of(app, link, true))
}

/// Returns the settings of an app that tell of these things.
fn of(lowering: &Lowering<'_>, app: &Part, parts: Vec<&Part>) -> Vec<(String, Expr)> {
    let mut out: Vec<(String, Expr)> = Vec::new();
    for part in parts {
        for (name, value) in (part.kind.told)(lowering, app, part) {
            let name = suffixed(name, part);
            let value = match &part.condition {
                Some(condition) if Some(condition) != app.condition.as_ref() => {
                    Expr::If(Box::new(condition.clone()), Box::new(value), Box::new("".into()))
                }
                _ => value,
            };
            if !out.iter().any(|(n, _)| *n == name) {
                out.push((name, value));
            }
        }
    }
    out
}

/// Returns the apps that an app calls. Two that call each other cannot both be told of before they are there.
fn called<'a>(lowering: &Lowering<'a>, app: &Part) -> Vec<&'a Part> {
    let targets = lowering.of(app, LinkKind::Ingress, true).into_iter();
    targets.filter(|part| part.kind.hosting && !calls(lowering, part, app)).collect()
}

/// Whether an app calls another, be it by way of others.
fn calls(lowering: &Lowering<'_>, from: &Part, to: &Part) -> bool {
    let mut seen: Vec<&Part> = Vec::new();
    let mut left = lowering.of(from, LinkKind::Ingress, true);
    while let Some(next) = left.pop() {
        if next.symbol == to.symbol {
            return true;
        }
        if !seen.iter().any(|s| s.symbol == next.symbol) {
            seen.push(next);
            left.extend(lowering.of(next, LinkKind::Ingress, true));
        }
    }
    false
}

/// What is told of most things: their addresses, and the name of the database.
pub(super) fn usual(_: &Lowering<'_>, _: &Part, part: &Part) -> Vec<(&'static str, Expr)> {
    addresses(part).chain(database(part)).collect()
}

/// Returns what the kind's table of settings tells.
pub(super) fn addresses(part: &Part) -> impl Iterator<Item = (&'static str, Expr)> {
    part.kind.settings.iter().map(|setting| {
        let value = setting.without.iter().fold(Expr::prop(&part.symbol, setting.path), |value, text| {
            Expr::Replace(Box::new(value), (*text).to_owned(), String::new())
        });
        (setting.name, value)
    })
}

/// Returns what tells the name of the database, to which every kind that has one gives the same symbol.
pub(super) fn database(part: &Part) -> Option<(&'static str, Expr)> {
    let name = Expr::Name(Symbol(format!("{}Database", part.symbol.as_str())));
    part.kind.database.map(|setting| (setting, name))
}
