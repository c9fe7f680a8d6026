//! The order of resources: everything after what it refers to, and otherwise as it was added.

use std::collections::{BTreeMap, BTreeSet};

use crate::iac::{Expr, Resource, Symbol};

/// Sorts resources. A circle of references is broken where it is entered.
pub(super) fn sort(resources: &mut Vec<Resource>) {
    let index: BTreeMap<Symbol, usize> = resources.iter().enumerate().map(|(i, r)| (r.symbol.clone(), i)).collect();
    let needs: Vec<BTreeSet<usize>> =
        resources.iter().map(|r| references(r).iter().filter_map(|s| index.get(s).copied()).collect()).collect();
    let mut order: Vec<usize> = Vec::with_capacity(resources.len());
    let mut placed = vec![false; resources.len()];
    for start in 0..resources.len() {
        // Depth first with a stack of our own: a long chain of references must not exhaust the thread's.
        let mut stack = vec![(start, false)];
        let mut open: BTreeSet<usize> = BTreeSet::new();
        while let Some((at, done)) = stack.pop() {
            if done {
                if !placed[at] {
                    placed[at] = true;
                    order.push(at);
                }
                open.remove(&at);
            } else if !placed[at] && open.insert(at) {
                stack.push((at, true));
                stack.extend(needs[at].iter().rev().filter(|n| !placed[**n] && !open.contains(n)).map(|n| (*n, false)));
            }
        }
    }
    let mut slots: Vec<Option<Resource>> = std::mem::take(resources).into_iter().map(Some).collect();
    resources.extend(order.into_iter().filter_map(|i| slots.get_mut(i).and_then(Option::take)));
}

pub(super) fn references(resource: &Resource) -> BTreeSet<Symbol> {
    let mut out: BTreeSet<Symbol> =
        resource.depends_on.iter().chain(&resource.parent).chain(&resource.scope).cloned().collect();
    let mut note = |expr: &Expr| {
        expr.walk(&mut |e| {
            if let Expr::Id(s) | Expr::Name(s) | Expr::Prop(s, _) | Expr::PrincipalId(s) = e {
                out.insert(s.clone());
            }
        });
    };
    note(&resource.name);
    resource.location.iter().chain(&resource.condition).chain(resource.body.values()).for_each(&mut note);
    out
}
