//! Which of a label's phrases says what the thing is.
//!
//! `Application Gateway public IP` is an address and `Application Gateway in appgw subnet` a gateway: the head of a compound is its
//! last noun, and what follows a preposition or stands on a later line only says more of it.

use super::{
    vocabulary::Match,
    wordlists::{is_abstract, is_filler, is_personal, is_preposition, is_towards},
};
use crate::catalog::{Nature, Word};

/// Kinds that belong to another thing: at the end of a compound they are what it names.
const BELONGING: &[&str] = &[
    "subnet",
    "private-endpoint",
    "private-dns-zone",
    "public-ip",
    "network-security-group",
    "network-interface",
    "route-table",
    "deployment-slot",
    "autoscale",
    "alerts",
    "managed-identity",
    "user-assigned-identity",
    "diagnostic-setting",
];

/// Those that also name the thing where the other stands behind them: `PE SQL`.
const OPENING: &[&str] = &["subnet", "private-endpoint", "private-dns-zone", "network-security-group", "route-table"];

/// Those that finish a compound on a line of their own: `Container Apps<br/>Subnet`.
const FINISHING: &[&str] = &["subnet", "private-endpoint", "public-ip", "network-security-group", "private-dns-zone"];

/// Those that a label speaks of by where they lead: `Outbound via NAT gateway`.
const WAYS: &[&str] = &["private-endpoint", "subnet", "vnet-integration", "nat-gateway", "vpn-gateway", "expressroute"];

/// Marks that part a thing from what is said of it.
const MARKS: [char; 14] = ['+', '&', ',', ';', ':', '(', ')', '/', '|', '→', '–', '—', '·', '•'];

/// Whether a match is the word Azure alone, which beside anything else is the maker's name.
pub(super) fn is_maker(words: &[Word], found: &Match) -> bool {
    found.len == 1 && words.get(found.start).is_some_and(|w| w.stem == "azure")
}

/// Returns the phrase that says what the thing is.
pub(super) fn head<'m>(words: &[Word], matches: &'m [Match], cluster: bool) -> Option<&'m Match> {
    let parts = parts(words, matches);
    let usable: Vec<(usize, &Match)> = parts
        .into_iter()
        .zip(matches)
        .filter(|(_, m)| !is_maker(words, m) && (m.kind.id != "external-client" || is_person(words, m)))
        .collect();
    // A node in a region is no region.
    let framed = |m: &Match| m.kind.id == "region" && !cluster;
    let Some((part, first)) = usable.iter().find(|(_, m)| !framed(m)).or_else(|| usable.first()) else {
        return matches.iter().find(|m| is_maker(words, m));
    };
    if !cluster && (leads(words, first) || is_about(words, first)) {
        return None;
    }
    let compound: Vec<&Match> = usable.iter().filter(|(p, _)| p == part).map(|(_, m)| *m).collect();
    let main = of_compound(&compound)?;
    if BELONGING.contains(&main.kind.id) { Some(main) } else { finished(words, matches, main).or(Some(main)) }
}

/// The number of the part of the label that each phrase stands in.
fn parts(words: &[Word], matches: &[Match]) -> Vec<usize> {
    let (mut part, mut at) = (0_usize, 0_usize);
    let mut out = Vec::with_capacity(matches.len());
    for (i, found) in matches.iter().enumerate() {
        let line = at.checked_sub(1).and_then(|last| words.get(last)).map(|w| w.line);
        let between = words.get(at..=found.start).unwrap_or_default();
        let parted = between.iter().enumerate().any(|(k, w)| {
            w.before.contains(MARKS)
                || line.is_some_and(|l| w.line != l)
                || (k + 1 < between.len() && is_preposition(w))
        });
        if i > 0 && parted {
            part += 1;
        }
        out.push(part);
        at = found.start + found.len;
    }
    out
}

/// `Customer Agent` is no customer; what belongs to the Internet is outside all the same.
fn is_person(words: &[Word], found: &Match) -> bool {
    if words.iter().skip(found.start).take(found.len).any(|w| w.stem == "internet") {
        return true;
    }
    let next = words.get(found.start + found.len);
    let line = words.get(found.start).map(|w| w.line);
    next.filter(|w| Some(w.line) == line && matches!(w.before.as_str(), "" | "-")).is_none_or(|w| {
        (is_filler(w) && w.stem != "service")
            || is_preposition(w)
            || is_personal(w)
            || w.text.chars().count() < 2
            || w.text.parse::<f64>().is_ok()
    })
}

/// `App setting from Key Vault` is no vault.
fn leads(words: &[Word], found: &Match) -> bool {
    if WAYS.contains(&found.kind.id) {
        return false;
    }
    let line = words.get(found.start).map_or(0, |w| w.line);
    let before: Vec<&Word> = words.get(..found.start).unwrap_or_default().iter().filter(|w| w.line == line).collect();
    let Some(at) = before.iter().position(|w| is_towards(w)) else { return false };
    before.iter().take(at).any(|w| !is_filler(w))
}

/// `App Service log stream` is no app: the compound goes on to something that is no resource.
fn is_about(words: &[Word], found: &Match) -> bool {
    if !found.kind.hosting {
        return false;
    }
    let line = words.get(found.start).map(|w| w.line);
    let after = words.iter().skip(found.start + found.len);
    let run = after.take_while(|w| Some(w.line) == line && matches!(w.before.as_str(), "" | "-") && !is_preposition(w));
    run.last().is_some_and(is_abstract)
}

/// The main phrase of a run of nouns.
fn of_compound<'m>(compound: &[&'m Match]) -> Option<&'m Match> {
    let solid: Vec<&Match> =
        compound.iter().copied().filter(|m| m.kind.nature != Nature::Frame && m.kind.id != "external-client").collect();
    let Some(last) = solid.last().copied() else { return compound.first().copied() };
    let opening = solid.iter().copied().find(|m| OPENING.contains(&m.kind.id));
    let subnet = solid.iter().copied().find(|m| m.kind.id == "subnet");
    match last.kind.id {
        // `NSG app subnet` governs the subnet.
        "subnet" => solid
            .first()
            .copied()
            .filter(|m| matches!(m.kind.id, "network-security-group" | "route-table"))
            .or(Some(last)),
        "private-endpoint" => subnet.or(Some(last)),
        id if BELONGING.contains(&id) => Some(last),
        _ => opening.or_else(|| solid.first().copied()),
    }
}

/// The phrase on the next line that finishes the compound: nothing else stands there, and no mark parts it.
fn finished<'m>(words: &[Word], matches: &'m [Match], main: &Match) -> Option<&'m Match> {
    let line = words.get(main.start)?.line;
    matches.iter().find(|m| {
        let Some(first) = words.get(m.start) else { return false };
        let alone =
            |(i, w): (usize, &Word)| w.line != first.line || (m.start..m.start + m.len).contains(&i) || is_filler(w);
        first.line == line + 1
            && FINISHING.contains(&m.kind.id)
            && first.before.is_empty()
            && words.iter().enumerate().all(alone)
    })
}
