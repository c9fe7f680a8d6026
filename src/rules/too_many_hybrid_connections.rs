//! SP145: more hybrid connections are stated than the tier has.

use super::{Rule, Scope, wording, sources::LIMITS};
use crate::{
    catalog::{Tier, Word},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP145",
        name: "too-many-hybrid-connections",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "More hybrid connections are stated than the tier has.",
    },
    sources: &[LIMITS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let Some(tier) = scope.tier() else { return };
    let Some(most) = limit(tier) else { return };
    for said in wording::all(scope) {
        let Some(count) = stated(&said.words).filter(|n| *n > most) else { continue };
        let message = format!("the {} tier has {most} hybrid connections, not {count}", tier.title());
        let found = Diagnostic::new(&RULE.lint, said.span, message)
            .label(if most == 0 { "has none".to_owned() } else { format!("{most} at most") })
            .note("a plan has 5 on Basic, 25 on Standard and 220 on Premium and Isolated")
            .help("state fewer, or a size of a higher tier; for many hosts use VNet integration and a gateway")
            .node(said.node.unwrap_or_default());
        sink.push(found);
    }
}

const fn limit(tier: Tier) -> Option<u32> {
    match tier {
        Tier::Free => Some(0),
        Tier::Basic => Some(5),
        Tier::Standard => Some(25),
        Tier::Premium | Tier::Isolated => Some(220),
        Tier::Functions => None,
    }
}

/// `30 hybrid connections`.
fn stated(words: &[Word]) -> Option<u32> {
    words.windows(3).find_map(|w| match w {
        [n, hybrid, connection] if hybrid.stem == "hybrid" && connection.stem == "connection" => n.text.parse().ok(),
        _ => None,
    })
}
