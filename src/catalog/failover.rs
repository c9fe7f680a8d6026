//! SQL servers in a failover group: which one the databases are made on, and by which name both are reached.

use super::{LinkKind, Lowering, Part};
use crate::iac::{Expr, Suffix};

/// The id of the kind.
pub(super) const ID: &str = "sql-failover-group";

/// Returns the servers of a group, the one that holds the databases at first before its replica.
pub(super) fn servers<'a>(lowering: &Lowering<'a>, group: &Part) -> Vec<&'a Part> {
    lowering.of(group, LinkKind::Contains, true).into_iter().filter(|p| p.kind.id == "sql-server").collect()
}

/// Returns the groups of two servers that a server is in.
fn groups<'a>(lowering: &Lowering<'a>, server: &Part) -> Vec<&'a Part> {
    let all = lowering.of(server, LinkKind::Contains, false).into_iter().filter(|g| g.kind.id == ID);
    all.filter(|group| servers(lowering, group).len() > 1).collect()
}

/// Returns whether a server is the replica of a failover group, which makes the databases there itself.
pub(super) fn is_replica(lowering: &Lowering<'_>, server: &Part) -> bool {
    let first = |group: &Part| servers(lowering, group).first().map(|s| s.symbol.clone());
    groups(lowering, server).into_iter().any(|group| first(group).is_some_and(|first| first != server.symbol))
}

/// Returns whether an app reaches a server by the name of its group: it must not be told the server's own.
pub(super) fn is_behind(lowering: &Lowering<'_>, app: &Part, server: &Part) -> bool {
    let used = lowering.of(app, LinkKind::Access, true);
    groups(lowering, server).into_iter().any(|group| used.iter().any(|u| u.symbol == group.symbol))
}

/// Returns the name that leads to the server which takes writes at the time.
pub(super) fn listener(group: &Part) -> Expr {
    Expr::Concat(vec![group.name.clone(), ".".into(), Expr::Suffix(Suffix::SqlServer)])
}
