//! Which resources of a plan are written with azurerm, by the catalogue's tables, and which stay with azapi.
//!
//! Either a resource is mapped whole or it is not mapped: where its body has a path that the table does not name, or others read of it
//! what azurerm does not tell, azapi takes it as it is.

mod convert;
mod node;
mod paths;
mod print;
mod via;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use print::{body, joined, provider};

use crate::catalog::azurerm::{self, Form, Lit, Mapping};
use crate::emit::refs::Refs;
use crate::iac::{Expr, Plan, Resource, Symbol};
use convert::Context;
use node::Converted;
use paths::Gap;

/// How a resource is written.
pub(super) enum Written {
    /// With azapi; the reason is told where azurerm was asked for.
    Azapi(Option<String>),
    /// With azurerm.
    Azurerm(&'static Mapping, Box<Converted>),
    /// As arguments of another resource.
    Folded(&'static Mapping, Symbol),
}

/// How each resource of a plan is written.
#[derive(Default)]
pub(super) struct Forms {
    written: BTreeMap<Symbol, Written>,
    /// What is written as part of a resource.
    parts: BTreeMap<Symbol, Vec<Symbol>>,
}

impl Forms {
    /// Decides for all resources of a plan.
    pub(super) fn new(refs: &Refs<'_>) -> Self {
        let plan = refs.plan;
        let reads = reads(refs);
        let mut forms = Self::default();
        for resource in &plan.resources {
            let read = reads.get(&resource.symbol).map_or(&[][..], Vec::as_slice);
            let written = match own(refs, resource, read) {
                Ok((mapping, converted)) => Written::Azurerm(mapping, Box::new(converted)),
                Err(why) => Written::Azapi(Some(why)),
            };
            forms.written.insert(resource.symbol.clone(), written);
        }
        forms.fold(refs, &reads);
        forms
    }

    /// Makes children that azurerm knows as arguments part of what they belong to. Where one cannot be, all of them and what they
    /// belong to stay with azapi: two that write the same thing would undo each other's work.
    fn fold(&mut self, refs: &Refs<'_>, reads: &BTreeMap<Symbol, Vec<Vec<String>>>) {
        let mut refused: BTreeMap<Symbol, String> = BTreeMap::new();
        let mut folded: Vec<(Symbol, Symbol, &'static Mapping, Converted)> = Vec::new();
        for child in &refs.plan.resources {
            let mut foldings =
                azurerm::mappings(child.ty.name).filter(|m| matches!(m.form, Form::Folded(_))).peekable();
            if foldings.peek().is_none() {
                continue;
            }
            let Some(above) = refs.above(child) else { continue };
            let into = folded.iter().find(|(own, ..)| *own == above.symbol).map_or(&above.symbol, |(_, into, ..)| into);
            if !matches!(self.written.get(into), Some(Written::Azurerm(..))) {
                // It goes with what it belongs to, which tells the reason.
                self.written.insert(child.symbol.clone(), Written::Azapi(None));
                continue;
            }
            let read = reads.get(&child.symbol).map_or(&[][..], Vec::as_slice);
            let context = Context { plan: refs.plan, resource: child, above: Some(above) };
            let mut why = None;
            let fitting = foldings.find_map(|mapping| match context.convert(mapping) {
                Ok(converted) => Some((mapping, converted)),
                Err(gap) => {
                    why = Some(Gap::nearest(why.take(), gap));
                    None
                }
            });
            let is_twice = |mapping| folded.iter().any(|(_, i, m, _)| *i == *into && std::ptr::eq(*m, mapping));
            let alike = refs.conditions(child).len() == refs.conditions(above).len();
            match fitting {
                Some((mapping, converted))
                    if alike
                        && !is_twice(mapping)
                        && is_told(mapping, read)
                        && !waits_on(refs, child, into, &above.symbol) =>
                {
                    folded.push((child.symbol.clone(), into.clone(), mapping, converted));
                }
                _ => {
                    let why = why.unwrap_or_else(|| Gap::Other("what stands under it".to_owned()));
                    let why = format!("{why} of {}", child.ty.name);
                    self.written.insert(child.symbol.clone(), Written::Azapi(None));
                    refused.entry(into.clone()).or_insert(why);
                }
            }
        }
        for (symbol, why) in &refused {
            self.written.insert(symbol.clone(), Written::Azapi(Some(why.clone())));
        }
        for (child, into, mapping, converted) in folded {
            if let Some(Written::Azurerm(_, host)) = self.written.get_mut(&into) {
                host.absorb(converted);
                self.parts.entry(into.clone()).or_default().push(child.clone());
                self.written.insert(child, Written::Folded(mapping, into));
            } else {
                self.written.insert(child, Written::Azapi(None));
            }
        }
    }

    /// Returns how a resource is written.
    pub(super) fn of(&self, symbol: &Symbol) -> Option<&Written> {
        self.written.get(symbol)
    }

    /// Returns the type that azurerm has for a resource; none where azapi writes it.
    pub(super) fn azurerm(&self, symbol: &Symbol) -> Option<&'static str> {
        match self.of(symbol) {
            Some(Written::Azurerm(Mapping { form: Form::Resource { name, .. }, .. }, _)) => Some(name),
            _ => None,
        }
    }

    /// Returns the resource that one is written as part of, or itself.
    pub(super) fn root<'s>(&'s self, symbol: &'s Symbol) -> &'s Symbol {
        match self.of(symbol) {
            Some(Written::Folded(_, into)) => into,
            _ => symbol,
        }
    }

    /// Returns the attribute that holds what an ARM path leads to; none where azapi tells it.
    pub(super) fn attribute(&self, symbol: &Symbol, path: &[String]) -> Option<String> {
        match self.of(symbol)? {
            Written::Azurerm(mapping, _) | Written::Folded(mapping, _) => attribute(mapping, path),
            Written::Azapi(_) => None,
        }
    }

    /// Returns whether any resource is written with azurerm.
    pub(super) fn has_azurerm(&self) -> bool {
        self.written.values().any(|w| matches!(w, Written::Azurerm(..)))
    }

    /// Returns whether any resource is written with azapi.
    pub(super) fn has_azapi(&self) -> bool {
        self.written.values().any(|w| matches!(w, Written::Azapi(_)))
    }

    /// Returns what the provider must be told.
    pub(super) fn provider(&self) -> BTreeMap<&'static str, Lit> {
        let mappings = self.written.values().filter_map(|w| match w {
            Written::Azurerm(mapping, _) | Written::Folded(mapping, _) => Some(mapping.provider),
            Written::Azapi(_) => None,
        });
        mappings.flatten().copied().collect()
    }

    /// Returns the resources that are written as part of another.
    pub(super) fn children<'p>(&self, plan: &'p Plan, of: &Symbol) -> Vec<&'p Resource> {
        self.parts.get(of).into_iter().flatten().filter_map(|symbol| plan.resource(symbol)).collect()
    }
}

/// Returns the resource that azurerm has for another, or why it has none.
fn own(refs: &Refs<'_>, resource: &Resource, read: &[Vec<String>]) -> Result<(&'static Mapping, Converted), String> {
    let context = Context { plan: refs.plan, resource, above: refs.above(resource) };
    let mut why: Option<Gap> = None;
    for mapping in azurerm::mappings(resource.ty.name).filter(|m| matches!(m.form, Form::Resource { .. })) {
        let gap = match context.convert(mapping) {
            Ok(converted) => match read.iter().find(|path| attribute(mapping, path).is_none()) {
                Some(path) => Gap::Untold(path.join(".")),
                None => return Ok((mapping, converted)),
            },
            Err(gap) => gap,
        };
        why = Some(Gap::nearest(why, gap));
    }
    let why = why.map(|gap| gap.to_string());
    Err(why.unwrap_or_else(|| format!("no resource of azurerm is known for {}", resource.ty.name)))
}

/// Returns whether azurerm tells all that others read of a resource.
fn is_told(mapping: &Mapping, read: &[Vec<String>]) -> bool {
    read.iter().all(|path| attribute(mapping, path).is_some())
}

/// Returns whether a child refers to something, or waits for it, that itself waits for what the child would become a part of.
fn waits_on(refs: &Refs<'_>, child: &Resource, into: &Symbol, above: &Symbol) -> bool {
    let mut seen = BTreeSet::new();
    let direct = refs.waits_for(child).into_iter().filter(|r| r.symbol != *into && r.symbol != *above);
    let mut open: Vec<&Resource> = direct.collect();
    while let Some(next) = open.pop() {
        if next.symbol == *into {
            return true;
        }
        if seen.insert(&next.symbol) {
            open.extend(refs.waits_for(next));
        }
    }
    false
}

/// Returns what is read of each resource beyond its id and name.
fn reads(refs: &Refs<'_>) -> BTreeMap<Symbol, Vec<Vec<String>>> {
    let plan = refs.plan;
    let mut found: BTreeMap<Symbol, Vec<Vec<String>>> = BTreeMap::new();
    let mut look = |value: &Expr| {
        value.walk(&mut |part| {
            if let Expr::Prop(symbol, path) = part {
                let paths = found.entry(symbol.clone()).or_default();
                if !paths.contains(path) {
                    paths.push(path.clone());
                }
            }
        });
    };
    plan.resources.iter().flat_map(|r| refs.values(r)).for_each(&mut look);
    plan.vars.iter().map(|v| &v.value).for_each(&mut look);
    plan.outputs.iter().flat_map(|o| std::iter::once(&o.value).chain(&o.condition)).for_each(&mut look);
    found
}

/// Returns the attribute that holds what an ARM path leads to. An index at the end is one there too.
fn attribute(mapping: &Mapping, path: &[String]) -> Option<String> {
    if super::literal::is_attribute(path) {
        return Some(super::literal::attribute(path));
    }
    let is_index = |step: &String| !step.is_empty() && step.chars().all(|c| c.is_ascii_digit());
    let (last, before) = path.split_last()?;
    let find = |path: &[String]| {
        let path = path.join(".");
        mapping.reads.iter().find(|(arm, _)| *arm == path).map(|(_, attribute)| format!(".{attribute}"))
    };
    find(path).or_else(|| is_index(last).then(|| find(before)).flatten().map(|list| format!("{list}[{last}]")))
}
