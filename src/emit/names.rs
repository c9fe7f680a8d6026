//! The identifiers of declarations: legal in their language, and never two alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::iac::{Plan, capitalized};

/// Words that cannot be declared: the literals, and the namespaces by which a shadowed function is still called.
const RESERVED: [&str; 5] = ["true", "false", "null", "az", "sys"];

/// The identifiers of one namespace.
pub(super) struct Names {
    given: BTreeMap<(Role, String), String>,
    taken: BTreeSet<String>,
    style: fn(&str) -> String,
}

/// What is declared; the same word may be a parameter and a resource in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A parameter.
    Param,
    /// A variable of the plan.
    Var,
    /// Something that the printer itself declares, such as the tags.
    Own,
    /// A resource.
    Resource,
    /// An output.
    Output,
}

impl Names {
    /// Makes an empty namespace in which some words cannot be had.
    pub(super) fn new(style: fn(&str) -> String, reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|word| word.to_lowercase()).collect();
        Self { given: BTreeMap::new(), taken, style }
    }

    /// Gives something its identifier, with a number where the word is taken. Case makes no difference, as Resource
    /// Manager makes none.
    pub(super) fn declare(&mut self, role: Role, name: &str) -> String {
        if let Some(known) = self.given.get(&(role, name.to_owned())) {
            return known.clone();
        }
        let base = (self.style)(name);
        let mut word = base.clone();
        let mut number = 2_usize;
        while !self.taken.insert(word.to_lowercase()) {
            word =
                if base.contains('_') { format!("{base}_{number}") } else { (self.style)(&format!("{base}{number}")) };
            number += 1;
        }
        self.given.insert((role, name.to_owned()), word.clone());
        word
    }

    /// Returns the identifier of something; of what was never declared, the one that it would have had.
    pub(super) fn get(&self, role: Role, name: &str) -> String {
        self.given.get(&(role, name.to_owned())).cloned().unwrap_or_else(|| (self.style)(name))
    }

    /// Returns whether a word was given out.
    pub(super) fn is_given(&self, word: &str) -> bool {
        self.given.values().any(|w| w == word)
    }
}

/// Makes a word an identifier, as it is where it is one.
pub(super) fn plain(name: &str) -> String {
    let mut out: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        out.insert(0, '_');
    }
    out
}

/// Makes a word an identifier in snake case: `appSubnetId` becomes `app_subnet_id`.
pub(super) fn snake(name: &str) -> String {
    let chars: Vec<char> = plain(name).chars().collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|i| chars.get(i));
        let starts_word = c.is_ascii_uppercase()
            && before.is_some_and(|b| {
                b.is_ascii_lowercase()
                    || b.is_ascii_digit()
                    || (b.is_ascii_uppercase() && chars.get(at + 1).is_some_and(char::is_ascii_lowercase))
            });
        if starts_word {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// Gives every declaration of a Bicep file or template its identifier. Parameters come first, for people write them in files of their own.
pub(super) fn symbol_names(plan: &Plan) -> Names {
    let mut names = Names::new(plain, &RESERVED);
    for param in &plan.params {
        names.declare(Role::Param, &param.name);
    }
    for var in &plan.vars {
        names.declare(Role::Var, &var.name);
    }
    names.declare(Role::Own, "tags");
    for resource in &plan.resources {
        names.declare(Role::Resource, resource.symbol.as_str());
    }
    names
}

/// Gives the declarations of a main file that calls modules their identifiers.
pub(super) fn module_names(plan: &Plan, modules: &[&str]) -> Names {
    let mut names = Names::new(camel, &RESERVED);
    for param in &plan.params {
        names.declare(Role::Param, &param.name);
    }
    for var in &plan.vars {
        names.declare(Role::Var, &var.name);
    }
    names.declare(Role::Own, "tags");
    for module in modules {
        names.declare(Role::Resource, module);
    }
    names
}

/// Makes a word with hyphens an identifier: `private-link` becomes `privateLink`.
fn camel(name: &str) -> String {
    let mut words = name.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    plain(&words.fold(first, |out, word| out + &capitalized(word)))
}

/// Gives every output its identifier; outputs have a namespace of their own.
pub(super) fn output_names(plan: &Plan) -> Names {
    let mut names = Names::new(plain, &[]);
    for output in &plan.outputs {
        names.declare(Role::Output, &output.name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camel_case_becomes_snake_case() {
        for (camel, want) in [
            ("location", "location"),
            ("appSubnetId", "app_subnet_id"),
            ("siteIPAddress", "site_ip_address"),
            ("p1v3Plan", "p1v3_plan"),
            ("ünï", "_n_"),
            ("", "_"),
            ("1a", "_1a"),
        ] {
            assert_eq!(snake(camel), want, "{camel}");
        }
    }

    #[test]
    fn no_two_declarations_are_alike() {
        let mut names = Names::new(snake, &["count"]);
        assert_eq!(names.declare(Role::Param, "aB"), "a_b");
        assert_eq!(names.declare(Role::Var, "a_b"), "a_b_2");
        assert_eq!(names.declare(Role::Param, "count"), "count2");
        assert_eq!(names.get(Role::Var, "a_b"), "a_b_2");
    }
}
