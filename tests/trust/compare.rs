//! One plan through all three targets, and what they disagree about.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use siteplan::{
    emit::{self, File},
    iac::{ParamType, Plan},
};

use crate::{
    arm, bicep,
    given::Given,
    terraform,
    value::{Deployment, Value, plain},
};

/// The names of the optional parts' switches.
pub(crate) fn switches(plan: &Plan) -> Vec<String> {
    let switches = plan.params.iter().filter(|p| p.ty == ParamType::Bool && p.name.starts_with("deploy"));
    switches.map(|p| p.name.clone()).collect()
}

/// What the one who deploys gives: a value for all that has none, and these switches.
fn given(plan: &Plan, environment: &str, switches: &[(String, bool)]) -> Given {
    let mut values = BTreeMap::new();
    for param in plan.params.iter().filter(|p| p.default.is_none() && !p.values.contains_key(environment)) {
        let value = match param.ty {
            // No two are given the same, nor more than is taken.
            ParamType::String | ParamType::SecureString => {
                let own = plain(&param.name);
                let bound = |bound: Option<i64>| bound.and_then(|b| usize::try_from(b).ok());
                let size = own.len().max(bound(param.min).unwrap_or(0)).min(bound(param.max).unwrap_or(usize::MAX));
                Value::Text(own.chars().cycle().take(size).collect())
            }
            ParamType::AddressRange => Value::text("10.1.2.0/24"),
            ParamType::Int => Value::Int(param.min.or(param.max).unwrap_or(3)),
            ParamType::Bool => Value::Bool(true),
            ParamType::StringArray => Value::List(vec![Value::text("one"), Value::text("two")]),
            ParamType::StringMap => Value::Object([("ONE".to_owned(), Value::text("1"))].into_iter().collect()),
        };
        values.insert(plain(&param.name), value);
    }
    values.extend(switches.iter().map(|(name, on)| (plain(name), Value::Bool(*on))));
    Given { environment: environment.to_owned(), values }
}

/// The files of all three targets with the parameters of an environment.
pub(crate) struct Targets {
    environment: String,
    arm: Vec<File>,
    bicep: Vec<File>,
    terraform: Vec<File>,
}

impl Targets {
    pub(crate) fn new(plan: &Plan, environment: &str) -> Self {
        Self {
            environment: environment.to_owned(),
            arm: emit::arm(plan, environment),
            bicep: emit::bicep(plan, environment),
            terraform: emit::terraform(plan, environment),
        }
    }

    /// The same with other files of one of them.
    #[must_use]
    pub(crate) fn with(mut self, files: Vec<File>) -> Self {
        match files[0].name.as_str() {
            "main.json" => self.arm = files,
            "main.bicep" => self.bicep = files,
            _ => self.terraform = files,
        }
        self
    }

    /// Deploys each of them. Gives what they agree on, or tells where they do not.
    pub(crate) fn agree(&self, plan: &Plan, switches: &[(String, bool)]) -> Result<Deployment, String> {
        let given = given(plan, &self.environment, switches);
        let arm = arm::deploy(&self.arm, &given).map_err(|why| format!("ARM: {why}"))?;
        let bicep = bicep::deploy(&self.bicep, &given).map_err(|why| format!("Bicep: {why}"))?;
        let terraform = terraform::deploy(&self.terraform, &given).map_err(|why| format!("Terraform: {why}"))?;
        let told = difference([&arm, &bicep, &terraform]);
        if told.is_empty() { Ok(arm) } else { Err(told) }
    }
}

/// Tells what differs, a line for each place with what each target has there.
pub(crate) fn difference(all: [&Deployment; 3]) -> String {
    let facts = all.map(Deployment::facts);
    let paths: BTreeSet<&String> = facts.iter().flat_map(BTreeMap::keys).collect();
    let mut out = String::new();
    for path in paths {
        let [arm, bicep, terraform] = facts.each_ref().map(|f| f.get(path).map_or("-", String::as_str));
        if arm != bicep || arm != terraform {
            let _ = writeln!(out, "{path}\n    ARM:       {arm}\n    Bicep:     {bicep}\n    Terraform: {terraform}");
        }
    }
    let waits = |deployment: &Deployment, id: &str| {
        deployment.resources.get(id).map(|resource| resource.waits.clone()).unwrap_or_default()
    };
    // What waits in groups waits for more; for less, none may.
    let least = all[0];
    for (other, name) in [(all[1], "Bicep"), (all[2], "Terraform")] {
        for id in least.resources.keys() {
            let (wanted, found) = (waits(least, id), waits(other, id));
            for missing in wanted.difference(&found) {
                let _ = writeln!(out, "{id}\n    waits in ARM, and not in {name}, for {missing}");
            }
            for more in found.difference(&wanted).filter(|_| !other.is_coarse) {
                let _ = writeln!(out, "{id}\n    waits in {name}, and not in ARM, for {more}");
            }
        }
    }
    out
}
