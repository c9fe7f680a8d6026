//! Values in their simplest form, so that the printers need not think of empty or single-part ones.

use crate::iac::{Expr, Plan, Suffix};

/// Returns the parts of a text in order: nested texts opened, neighbouring literals joined, empty ones dropped.
pub(super) fn parts(items: &[Expr]) -> Vec<Expr> {
    let mut out = Vec::new();
    collect(items, &mut out);
    out
}

fn collect(items: &[Expr], out: &mut Vec<Expr>) {
    for item in items {
        match item {
            Expr::Concat(inner) => collect(inner, out),
            Expr::Str(text) if text.is_empty() => {}
            Expr::Str(text) => match out.last_mut() {
                Some(Expr::Str(last)) => last.push_str(text),
                _ => out.push(item.clone()),
            },
            _ => out.push(item.clone()),
        }
    }
}

/// Returns what a text comes to where it is no real mixture: a literal, or the one value that it consists of.
pub(super) fn single(parts: &[Expr]) -> Option<Expr> {
    match parts {
        [] => Some(Expr::str("")),
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Returns whether a value is written down rather than computed, and so may stand in a parameter file.
pub(super) fn is_constant(value: &Expr) -> bool {
    match value {
        Expr::Null | Expr::Bool(_) | Expr::Int(_) | Expr::Str(_) => true,
        Expr::Array(items) => items.iter().all(is_constant),
        Expr::Object(object) => object.values().all(is_constant),
        _ => false,
    }
}

/// Returns the conditions that must all hold for `condition` to hold.
pub(super) fn conjuncts(condition: &Expr) -> Vec<&Expr> {
    match condition {
        Expr::And(all) => all.iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}

/// Returns one condition of several.
pub(super) fn all_of(conditions: &[&Expr]) -> Option<Expr> {
    match conditions {
        [] => None,
        [one] => Some((*one).clone()),
        many => Some(Expr::And(many.iter().map(|c| (*c).clone()).collect())),
    }
}

/// Returns whether Resource Manager tells a suffix with a dot before it, as it does for all but storage.
pub(super) fn is_dotted(suffix: Suffix) -> bool {
    !matches!(suffix, Suffix::Storage)
}

/// Takes the dot off a literal that stands right before a suffix which brings its own.
pub(super) fn lend_dots(parts: &mut [Expr]) -> Vec<bool> {
    let mut lent = vec![false; parts.len()];
    for at in 1..parts.len() {
        let dotted = matches!(parts.get(at), Some(Expr::Suffix(suffix)) if is_dotted(*suffix));
        if let (true, Some(Expr::Str(before)), Some(flag)) = (dotted, parts.get_mut(at - 1), lent.get_mut(at))
            && before.ends_with('.')
        {
            before.pop();
            *flag = true;
        }
    }
    lent
}

/// Returns whether a value gives out a parameter that is never shown.
pub(super) fn is_secret(plan: &Plan, value: &Expr) -> bool {
    fn secret(plan: &Plan, value: &Expr, depth: usize) -> bool {
        let mut found = false;
        value.walk(&mut |part| match part {
            Expr::Param(name) => {
                found |= plan.params.iter().any(|p| p.name == *name && p.ty == crate::iac::ParamType::SecureString);
            }
            Expr::Var(name) if depth > 0 => {
                found |= plan.vars.iter().any(|v| v.name == *name && secret(plan, &v.value, depth - 1));
            }
            _ => {}
        });
        found
    }
    secret(plan, value, plan.vars.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_brought_to_its_simplest_parts() {
        let text =
            [Expr::str("a"), Expr::Concat(vec![Expr::str("b"), Expr::str(""), Expr::param("p")]), Expr::str("c")];
        assert_eq!(parts(&text), [Expr::str("ab"), Expr::param("p"), Expr::str("c")]);
        assert_eq!(single(&parts(&[])), Some(Expr::str("")));
    }

    #[test]
    fn a_dot_is_lent_to_the_suffix_that_brings_one() {
        let mut parts = vec![Expr::str("privatelink."), Expr::Suffix(Suffix::SqlServer)];
        assert_eq!(lend_dots(&mut parts), [false, true]);
        assert_eq!(parts.first(), Some(&Expr::str("privatelink")));
        let mut parts = vec![Expr::str("x.blob."), Expr::Suffix(Suffix::Storage)];
        assert_eq!(lend_dots(&mut parts), [false, false]);
    }
}
