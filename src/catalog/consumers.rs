//! Who uses the data of a thing: the apps that are drawn to, and the slots of those, each with an identity of its own.
//!
//! Azure RBAC covers most services; what is here serves those that keep their own list of identities.

use super::{Access, LinkKind, Lowering, Part};
use crate::iac::{Expr, Object, ResourceType, Symbol, capitalized};

/// One that uses data.
pub(super) struct Consumer<'a> {
    /// The app, slot or identity.
    pub(super) part: &'a Part,
    /// The object id that it signs in with.
    pub(super) principal: Expr,
    /// What it does with the data; reading and writing where nothing is said.
    pub(super) access: Access,
}

/// Returns all that use the data of the part that is lowered.
pub(super) fn consumers<'a>(lowering: &Lowering<'a>) -> Vec<Consumer<'a>> {
    let mut out: Vec<Consumer<'a>> = Vec::new();
    let world = lowering.world;
    for link in world.links.iter().filter(|l| l.kind == LinkKind::Access && l.to == lowering.index) {
        let Some(user) = world.parts.get(link.from) else { continue };
        let access = link.access.unwrap_or(Access::Write);
        let slots = lowering.of(user, LinkKind::Hosts, true);
        for part in std::iter::once(user).chain(slots) {
            let Some(principal) = part.principal() else { continue };
            match out.iter_mut().find(|c| c.part.symbol == part.symbol) {
                Some(known) => known.access = known.access.max(access),
                None => out.push(Consumer { part, principal, access }),
            }
        }
    }
    out
}

/// Adds one child resource for each that uses the data, named by a GUID that stays the same for the pair.
///
/// These services take one such change at a time and refuse the second, so each waits for the one before.
pub(super) fn grants(
    lowering: &mut Lowering<'_>,
    ty: ResourceType,
    parent: &Symbol,
    body: impl Fn(&Consumer<'_>) -> Object,
) {
    let mut before: Option<Symbol> = None;
    for consumer in consumers(lowering) {
        let name = Expr::Guid(vec![Expr::Id(parent.clone()), Expr::Id(consumer.part.symbol.clone())]);
        let mut grant = lowering.extra(&format!("Access{}", capitalized(consumer.part.symbol.as_str())), ty, name);
        grant.parent = Some(parent.clone());
        grant.condition = Expr::both(lowering.part.condition.clone(), consumer.part.condition.clone());
        grant.depends_on.extend(before.take());
        grant.body.insert("properties".to_owned(), Expr::Object(body(&consumer)));
        before = Some(grant.symbol.clone());
        lowering.push(grant);
    }
}
