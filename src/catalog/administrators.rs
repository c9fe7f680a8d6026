//! The people who administer databases: one Entra ID group for all the servers of a deployment.

use super::Lowering;
use crate::iac::{Expr, Param, ParamType};

/// The group that administers the databases.
pub(super) struct Administrators {
    /// Its object id.
    pub(super) id: Expr,
    /// Its name.
    pub(super) name: Expr,
}

/// From where they get in to a server, to let in the identity of an app.
pub(super) const fn way_in(is_private: bool) -> &'static str {
    if is_private {
        "They sign in from within the VNet, as the server takes nobody else."
    } else {
        "They sign in from an address that a firewall rule of the server lets in for that time."
    }
}

/// Adds the parameters that name the group.
pub(super) fn administrators(lowering: &mut Lowering<'_>) -> Administrators {
    let id = lowering.param(Param {
        name: "databaseAdministratorsObjectId".to_owned(),
        ty: ParamType::String,
        description: "The object id of the Entra ID group that administers the databases.".to_owned(),
        min: Some(36),
        max: Some(36),
        ..Param::default()
    });
    let name = lowering.param(Param {
        name: "databaseAdministratorsName".to_owned(),
        ty: ParamType::String,
        description: "The name of that group, as Entra ID has it.".to_owned(),
        min: Some(1),
        ..Param::default()
    });
    Administrators { id, name }
}
