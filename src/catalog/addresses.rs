//! Address ranges as parameters: networks that meet must not overlap, so environments may need ranges of their own.

use super::{Lowering, Part};
use crate::iac::{Expr, Param, ParamType};

/// Returns the address ranges of a network or a subnet, and adds a parameter for each with what is drawn or was worked out.
pub(super) fn ranges(lowering: &mut Lowering<'_>, part: &Part) -> Vec<Expr> {
    let mut title = part.title.clone();
    for prefix in &part.facts.prefixes {
        title = title.replace(&prefix.value.to_string(), "").trim().to_owned();
    }
    let all = part.facts.prefixes.iter().zip(1..).map(|(prefix, n)| Param {
        name: format!("{}AddressPrefix{}", part.symbol.as_str(), if n == 1 { String::new() } else { n.to_string() }),
        ty: ParamType::AddressRange,
        description: format!("The address range of {title}."),
        default: Some(Expr::str(prefix.value.to_string())),
        ..Param::default()
    });
    all.collect::<Vec<_>>().into_iter().map(|param| lowering.param(param)).collect()
}
