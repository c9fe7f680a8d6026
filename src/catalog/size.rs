//! The size of a thing: a parameter whose default is what the diagram states.

use super::Lowering;
use crate::iac::{Expr, Param, ParamType};

/// Adds the parameter for a size. `allowed` is what Azure takes, the usual one first; empty for any text, with `usual` the default.
pub(super) fn size(lowering: &mut Lowering<'_>, description: &str, usual: &str, allowed: &[&str]) -> Expr {
    let stated = lowering.part.facts.size.as_ref().map(|s| s.value.as_str());
    let default = match stated {
        Some(stated) if allowed.is_empty() => stated,
        // `sku=premium` is written in any case; Azure's own spelling is what is deployed.
        Some(stated) => allowed.iter().copied().find(|a| a.eq_ignore_ascii_case(stated)).unwrap_or(usual),
        None => usual,
    };
    lowering.param(Param {
        name: format!("{}Sku", lowering.part.symbol.as_str()),
        ty: ParamType::String,
        description: description.to_owned(),
        default: Some(Expr::str(default)),
        allowed: allowed.iter().copied().map(Expr::from).collect(),
        ..Param::default()
    })
}
