//! SP118: a private DNS zone for Key Vault has the suffix that clients use.

use super::{Rule, Scope, sources::ENDPOINT_ZONES};
use crate::{
    diag::{Diagnostic, Edit, Fix, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP118",
        name: "vault-client-suffix",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A private DNS zone for Key Vault has the suffix that clients use.",
    },
    sources: &[ENDPOINT_ZONES],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, zone) in scope.drawn("private-dns-zone") {
        let (Some(right), Some(drawn)) = (&zone.facts.zone, &zone.facts.zone_drawn) else { continue };
        let name = drawn.value.to_ascii_lowercase();
        if !matches!(name.as_str(), "vault.azure.net" | "privatelink.vault.azure.net") {
            continue;
        }
        let mut found = Diagnostic::new(&RULE.lint, drawn.span, format!("`{}` is the name that clients use, not a zone", drawn.value))
            .label("should be `vaultcore`")
            .note("a vault is called `name.vault.azure.net`, which Azure answers with `name.privatelink.vaultcore.azure.net`")
            .note("a zone of this name would hide every other vault from the VNet")
            .help(format!("write `{}`", right.value))
            .node(zone.node());
        if scope.source.slice(drawn.span) == drawn.value {
            let edit = Edit::replace(drawn.span, right.value.clone());
            found = found.fix(Fix::safe(format!("rename the zone to `{}`", right.value), vec![edit]));
        }
        sink.push(found);
    }
}
