//! The tables of azurerm, held against the provider's own schema. Where that is not there, the test says so and goes on.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use siteplan::catalog::KINDS;
use siteplan::catalog::azurerm::{Field, Form, Mapping, Parent, Place};

/// Returns the schema of the provider's resources.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn schema() -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracles/azurerm-schema.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("SKIPPED: no schema of azurerm beside the project; the tables were not held against it");
        return None;
    };
    Some(serde_json::from_str::<Value>(&text).expect("a schema")["resources"].take())
}

fn tables() -> impl Iterator<Item = &'static Mapping> {
    KINDS.iter().flat_map(|kind| kind.azurerm)
}

/// The fields of a table, those within others too, but not those of blocks with paths of their own.
fn flat(fields: &'static [Field]) -> Vec<&'static Field> {
    let inner = |field: &'static Field| match field {
        Field::All(fields) | Field::Either(fields) => flat(fields),
        field => vec![field],
    };
    fields.iter().flat_map(inner).collect()
}

/// The arguments that a field sets, and the paths that it takes them from.
fn arguments(field: &Field) -> Vec<(&'static str, Option<&'static str>)> {
    match field {
        Field::Set(path, argument, _) | Field::Inherited(path, argument) => vec![(argument, Some(path))],
        Field::Fixed(argument, _) | Field::Named(argument) | Field::Waits(_, argument) => vec![(argument, None)],
        Field::With(path, argument, _) | Field::Pairs(path, _, _, argument) => vec![(argument, Some(path))],
        Field::Pluck(path, all) => all.iter().map(|(_, argument)| (*argument, Some(*path))).collect(),
        Field::Gather(path, _, argument, _) => vec![(argument, Some(path))],
        Field::Join(pieces, argument) => pieces.iter().map(|(path, _)| (*argument, Some(*path))).collect(),
        _ => Vec::new(),
    }
}

/// The blocks that a field makes.
fn blocks(field: &Field) -> Vec<(&'static str, &'static str, &'static [Field])> {
    match field {
        Field::Block(path, block, fields) | Field::Each(path, block, fields) => vec![(block, path, fields)],
        Field::EachOf(path, kinds) => kinds.iter().map(|(block, fields)| (*block, *path, *fields)).collect(),
        _ => Vec::new(),
    }
}

/// Goes into the block of a schema by one step.
fn inside<'s>(schema: &'s Value, step: &str) -> Option<&'s Value> {
    let ty = &schema["attrs"].get(step)?["t"];
    let ty = if ty.is_array() { &ty[1] } else { ty };
    ty.get("attrs").map(|_| ty)
}

/// Returns what is wrong with an argument, or with a block.
fn wrong(schema: &Value, target: &str, is_block: bool) -> Option<String> {
    let mut at = schema;
    let mut steps: Vec<&str> = target.split('.').collect();
    let last = steps.pop()?;
    for step in steps {
        match inside(at, step) {
            Some(inner) => at = inner,
            None => return Some(format!("no block `{step}` for `{target}`")),
        }
    }
    match at["attrs"].get(last) {
        None => Some(format!("no `{target}`")),
        Some(_) if is_block != inside(at, last).is_some() => {
            Some(format!("`{target}` is the other of argument and block"))
        }
        Some(_) => None,
    }
}

fn scope(schema: &Value, fields: &'static [Field], at: &str, out: &mut Vec<String>) {
    for field in flat(fields) {
        for (argument, _) in arguments(field) {
            out.extend(wrong(schema, argument, false).map(|w| format!("{at}: {w}")));
        }
        for (block, _, fields) in blocks(field) {
            match wrong(schema, block, true) {
                Some(w) => out.push(format!("{at}: {w}")),
                None => {
                    let inner = block.split('.').try_fold(schema, inside);
                    scope(inner.expect("a block"), fields, &format!("{at}.{block}"), out);
                }
            }
        }
    }
}

#[test]
fn the_tables_name_what_the_provider_has() {
    let Some(schema) = schema() else { return };
    let mut found = Vec::new();
    for table in tables() {
        let Form::Resource { name, parent, place, tags } = table.form else { continue };
        let Some(own) = schema.get(name) else {
            found.push(format!("no resource `{name}`"));
            continue;
        };
        scope(own, table.fields, name, &mut found);
        let has = |argument: &str| own["attrs"].get(argument).is_some();
        let told = match parent {
            Parent::Group => vec!["resource_group_name"],
            Parent::Id(argument) => vec![argument],
            Parent::Name(argument) => vec!["resource_group_name", argument],
        };
        found.extend(told.iter().filter(|t| !has(t)).map(|t| format!("{name}: no `{t}`")));
        if has("location") != matches!(place, Place::Told) && own["attrs"]["location"]["r"] == 1 {
            found.push(format!("{name}: `location` is told otherwise"));
        }
        if has("tags") != tags {
            found.push(format!("{name}: tags are taken otherwise"));
        }
        for (_, attribute) in table.reads {
            let first = attribute.split(['.', '[']).next().expect("a step");
            let computed = own["computed"].as_array().is_some_and(|all| all.iter().any(|c| c == first));
            if !computed && !has(first) {
                found.push(format!("{name}: no attribute `{attribute}`"));
            }
        }
    }
    // What is folded is an argument of what stands above it.
    for table in tables().filter(|t| matches!(t.form, Form::Folded(_))) {
        let above = table.arm.rsplit_once('/').expect("a child").0;
        for host in tables().filter(|t| t.arm == above) {
            if let Form::Resource { name, .. } = host.form {
                scope(&schema[name], table.fields, &format!("{name} of {}", table.arm), &mut found);
            }
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn what_the_provider_demands_is_demanded() {
    let Some(schema) = schema() else { return };
    let mut found = Vec::new();
    for table in tables() {
        let Form::Resource { name, parent, place, .. } = table.form else { continue };
        let mut given: BTreeSet<&str> = BTreeSet::from(["resource_group_name"]);
        given.extend(table.demands);
        given.extend(
            flat(table.fields).into_iter().flat_map(arguments).filter(|(_, path)| path.is_none()).map(|(a, _)| a),
        );
        if !table.fields.iter().any(|f| matches!(f, Field::Named(_) | Field::Nameless(_))) {
            given.insert("name");
        }
        if matches!(place, Place::Told) {
            given.insert("location");
        }
        if let Parent::Id(argument) | Parent::Name(argument) = parent {
            given.insert(argument);
        }
        for (argument, attribute) in schema[name]["attrs"].as_object().expect("arguments") {
            if attribute["r"] == 1 && !given.contains(argument.as_str()) {
                found.push(format!("{name}: {argument}"));
            }
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_type_has_one_way_to_be_written_or_several_told_apart() {
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    for table in tables() {
        let way = match table.form {
            Form::Resource { name, .. } => name,
            Form::Folded(name) => name.unwrap_or(""),
        };
        assert!(seen.insert((table.arm, way)), "{} is mapped twice to {way}", table.arm);
    }
}

#[test]
fn the_page_lists_the_tables() {
    let row = |table: &Mapping| match table.form {
        Form::Resource { name, .. } => format!("| `{}` | `{name}` |", table.arm),
        Form::Folded(_) => format!("| `{}` | a part of what it belongs to |", table.arm),
    };
    let rows: BTreeSet<String> = tables().map(row).collect();
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/terraform.md")).expect("the page");
    let listed: Vec<&str> = page.lines().filter(|line| line.starts_with("| `Microsoft.")).collect();
    assert_eq!(listed, rows.iter().map(String::as_str).collect::<Vec<_>>());
}
