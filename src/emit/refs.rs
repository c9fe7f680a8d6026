//! What the resources of a plan refer to, and under which conditions they are there.

use std::collections::BTreeSet;

use crate::iac::{Expr, Plan, Resource, Symbol};

use super::value::conjuncts;

/// A plan whose references can be asked for.
pub(super) struct Refs<'a> {
    /// The plan itself.
    pub(super) plan: &'a Plan,
}

impl<'a> Refs<'a> {
    /// Makes a plan's references askable.
    pub(super) fn new(plan: &'a Plan) -> Self {
        Self { plan }
    }

    /// Returns the place of a resource in the plan.
    fn place(&self, symbol: &Symbol) -> Option<usize> {
        self.plan.resources.iter().position(|r| r.symbol == *symbol)
    }

    /// Returns the value of a variable.
    pub(super) fn var(&self, name: &str) -> Option<&'a Expr> {
        self.plan.vars.iter().find(|v| v.name == name).map(|v| &v.value)
    }

    /// Returns the resource that stands above another: its parent, or what it extends.
    pub(super) fn above(&self, resource: &Resource) -> Option<&'a Resource> {
        resource.parent.as_ref().or(resource.scope.as_ref()).and_then(|symbol| self.plan.resource(symbol))
    }

    /// Returns the values of a resource that are printed with it.
    pub(super) fn values<'r>(&'r self, resource: &'r Resource) -> impl Iterator<Item = &'r Expr> {
        let tags = resource.tags.iter().flat_map(|own| self.plan.tags.values().chain(own.values()));
        std::iter::once(&resource.name)
            .chain(&resource.location)
            .chain(&resource.condition)
            .chain(resource.body.values())
            .chain(tags)
    }

    /// Adds the places of the resources that a value refers to, through variables too.
    fn collect(&self, value: &Expr, depth: usize, out: &mut BTreeSet<usize>) {
        value.walk(&mut |part| match part {
            Expr::Id(symbol) | Expr::Name(symbol) | Expr::Prop(symbol, _) | Expr::PrincipalId(symbol) => {
                out.extend(self.place(symbol));
            }
            Expr::Var(name) if depth > 0 => {
                if let Some(inner) = self.var(name) {
                    self.collect(inner, depth - 1, out);
                }
            }
            _ => {}
        });
    }

    /// Returns the places of what a resource refers to by its own text, in plan order.
    pub(super) fn direct(&self, resource: &Resource) -> BTreeSet<usize> {
        let mut out = BTreeSet::new();
        for value in self.values(resource) {
            self.collect(value, self.plan.vars.len(), &mut out);
        }
        out.extend([&resource.parent, &resource.scope].into_iter().flatten().filter_map(|s| self.place(s)));
        if let Some(own) = self.place(&resource.symbol) {
            out.remove(&own);
        }
        out
    }

    /// Returns what a resource refers to by its own text, in plan order.
    pub(super) fn directly(&self, resource: &Resource) -> impl Iterator<Item = &'a Resource> + use<'a> {
        let plan = self.plan;
        self.direct(resource).into_iter().filter_map(move |at| plan.resources.get(at))
    }

    /// Returns everything that a resource waits for, direct references and those it names, in plan order.
    pub(super) fn waits_for(&self, resource: &Resource) -> Vec<&'a Resource> {
        let mut all = self.direct(resource);
        all.extend(resource.depends_on.iter().filter(|s| **s != resource.symbol).filter_map(|s| self.place(s)));
        all.into_iter().filter_map(|at| self.plan.resources.get(at)).collect()
    }

    /// Returns what a resource must wait for by name, since no reference says so already. A chain of references that goes
    /// through a conditional resource says nothing: where that is not deployed, the chain is broken.
    pub(super) fn named_waits(&self, resource: &Resource) -> Vec<&'a Symbol> {
        let mut implied = BTreeSet::new();
        let mut open: Vec<usize> = self.direct(resource).into_iter().collect();
        while let Some(at) = open.pop() {
            if implied.insert(at)
                && let Some(next) = self.plan.resources.get(at)
                && self.conditions(next).is_empty()
            {
                open.extend(self.direct(next));
            }
        }
        let mut named = BTreeSet::new();
        for symbol in resource.depends_on.iter().filter(|s| **s != resource.symbol) {
            named.extend(self.place(symbol).filter(|at| !implied.contains(at)));
        }
        named.into_iter().filter_map(|at| self.plan.resources.get(at)).map(|r| &r.symbol).collect()
    }

    /// Returns all conditions under which a resource is there: its own, and those of what it stands under.
    pub(super) fn conditions<'r>(&self, resource: &'r Resource) -> Vec<&'r Expr>
    where
        'a: 'r,
    {
        let mut out: Vec<&'r Expr> = Vec::new();
        let mut at: Option<&'r Resource> = Some(resource);
        for _ in 0..=self.plan.resources.len() {
            let Some(next) = at else { break };
            for condition in next.condition.iter().flat_map(conjuncts) {
                if !out.contains(&condition) {
                    out.push(condition);
                }
            }
            at = self.above(next);
        }
        out
    }

    /// Returns the conditions under which a resource is there and that are not known to hold.
    pub(super) fn open_conditions(&self, symbol: &Symbol, held: &[&Expr]) -> Vec<&'a Expr> {
        let Some(resource) = self.plan.resource(symbol) else { return Vec::new() };
        self.conditions(resource).into_iter().filter(|c| !held.contains(c)).collect()
    }

    /// Returns what must hold for a property to be there that is named by the id of a resource, beyond what is known to hold.
    pub(super) fn entry_condition(&self, key: &Expr, held: &[&Expr]) -> Option<Expr> {
        match key {
            Expr::Id(symbol) => super::value::all_of(&self.open_conditions(symbol, held)),
            _ => None,
        }
    }

    /// Returns whether a value is known only while deploying: it reads what Azure tells of a resource.
    pub(super) fn is_late(&self, value: &Expr) -> bool {
        self.late(value, self.plan.vars.len())
    }

    fn late(&self, value: &Expr, depth: usize) -> bool {
        let mut found = false;
        value.walk(&mut |part| match part {
            Expr::Prop(..) | Expr::PrincipalId(_) => found = true,
            Expr::Var(name) if depth > 0 => found |= self.var(name).is_some_and(|v| self.late(v, depth - 1)),
            _ => {}
        });
        found
    }

    /// Returns whether any resource takes the plan's tags.
    pub(super) fn has_tags(&self) -> bool {
        !self.plan.tags.is_empty() && self.plan.resources.iter().any(|r| r.tags.is_some())
    }
}
