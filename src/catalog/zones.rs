//! Availability zones: those of the region, and those of an App Service Environment, which its plans must be told as well.

use super::{Lowering, Part};
use crate::iac::{Expr, Param, ParamType};

/// Returns the zones of the region, which Azure refuses to be told of where there are none.
pub(super) fn of_region(lowering: &mut Lowering<'_>) -> Expr {
    lowering.param(Param {
        name: "availabilityZones".to_owned(),
        ty: ParamType::StringArray,
        description: "The zones that addresses and gateways are spread over; none where the region has none."
            .to_owned(),
        default: Some(Expr::Array(["1", "2", "3"].map(Expr::from).into())),
        ..Param::default()
    })
}

/// Returns whether an environment and its plans are spread over zones. Each of them must be told
/// (reliability-app-service-environment, "Configure your App Service Environment and your plans").
pub(super) fn of_environment(lowering: &mut Lowering<'_>, environment: &Part) -> Expr {
    lowering.param(Param {
        name: format!("{}ZoneRedundant", environment.symbol.as_str()),
        ty: ParamType::Bool,
        description: format!(
            "Whether {} and its plans are spread over the zones of the region, with two instances at least. To be settled before the first \
             deployment: a change takes Azure most of a day, and azurerm makes a new environment of it.",
            environment.title
        ),
        default: Some(Expr::Bool(environment.facts.zone_redundant.is_some())),
        ..Param::default()
    })
}
