//! What is written on a part: the author's words, what Azure calls it, and what is known of it.

use super::super::look::Accent;
use crate::{
    catalog::{Kind, LinkKind, Os, phrase, words},
    model::{Architecture, Component, ComponentId, is_app},
};

/// The names and the details of a component.
pub(super) fn of(architecture: &Architecture, id: ComponentId, component: &Component) -> (Vec<String>, Vec<String>) {
    let (kind, facts) = (component.kind, &component.facts);
    if let Some(zone) = &facts.zone {
        return (vec![zone.value.clone()], Vec::new());
    }
    let mut name = component.title.clone();
    let target = architecture.to(id, LinkKind::Endpoint).next().map(|(_, c)| c);
    if kind.id == "private-endpoint" && (!component.is_drawn() || component.nodes.is_empty()) {
        name = kind.title.to_owned();
    }
    if kind.id == "subnet" && component.is_filled() {
        let fixed = facts.role.and_then(crate::catalog::SubnetRole::fixed_name);
        name = fixed.map_or_else(|| capitalized(&name), str::to_owned);
    }
    let name = without_prefixes(&capitalized(&name), component);
    let name = if name.is_empty() { kind.title.to_owned() } else { name };
    let mut details: Vec<String> = Vec::new();
    if !says(&name, kind, &[]) {
        details.push(kind.title.to_owned());
    }
    if let Some(target) = target {
        if !says(&name, target.kind, target.kind.weak_names) {
            details.push(target.title.clone());
        }
        details.extend(
            facts
                .groups
                .iter()
                .filter(|g| target.kind.private_links.len() > 1 && **g != "sites")
                .map(|g| (*g).to_owned()),
        );
    }
    details.extend(stated(architecture, id, component));
    // What the name states already is not said once more.
    let said: Vec<String> = name.split([' ', '(', ')', ',']).map(str::to_lowercase).collect();
    let lower = name.to_lowercase();
    let run = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let told = |d: &String| {
        let d = d.to_lowercase();
        said.contains(&d)
            || (d.contains(' ') && lower.contains(&d))
            || (kind.id == "region" && run(&lower).contains(&d))
    };
    details.retain(|d| !told(d));
    let details = if details.is_empty() { Vec::new() } else { vec![details.join(" · ")] };
    (vec![name], details)
}

/// A name without the address ranges, which stand below it.
fn without_prefixes(name: &str, component: &Component) -> String {
    let ranges: Vec<String> = component.facts.prefixes.iter().map(|p| p.value.to_string()).collect();
    let bare = |word: &str| word.trim_matches(['(', ')', ',', ':', '-', '–']).to_owned();
    let kept = name.split(' ').filter(|word| !ranges.contains(&bare(word)));
    kept.collect::<Vec<_>>().join(" ").trim_end_matches([' ', ',', ':', '-', '–']).to_owned()
}

fn stated(architecture: &Architecture, id: ComponentId, component: &Component) -> Vec<String> {
    let (kind, facts) = (component.kind, &component.facts);
    let mut out = Vec::new();
    if kind.id == "app-service-plan" {
        let sizes: Vec<&str> = facts.skus.iter().map(|s| s.value.name).collect();
        out.extend((!sizes.is_empty()).then(|| sizes.join(" or ")));
        if sizes.is_empty() {
            out.extend(facts.tier.as_ref().map(|t| t.value.title().to_owned()));
        }
        out.extend(facts.os.map(|os| match os {
            Os::Linux => "Linux".to_owned(),
            Os::Windows => "Windows".to_owned(),
        }));
        out.extend(facts.instances.as_ref().map(|i| match (i.value.min, i.value.max) {
            (1, 1) => "1 instance".to_owned(),
            (min, max) if min == max => format!("{min} instances"),
            (min, max) => format!("{min} to {max} instances"),
        }));
        out.extend(architecture.from(id, LinkKind::Scales).next().map(|_| "autoscale".to_owned()));
    }
    out.extend(facts.size.as_ref().filter(|_| kind.id != "app-service-plan").map(|s| s.value.clone()));
    if facts.size.is_none() && has_tier(kind) {
        out.extend(facts.tier.as_ref().map(|t| format!("{} tier", t.value.title())));
    }
    if is_app(kind) || kind.id == "deployment-slot" {
        out.extend(facts.runtime.as_ref().map(|r| r.title.clone()));
        out.extend(facts.image.clone());
    }
    if kind.id == "app-service-environment" && facts.private == Some(true) {
        out.push("internal load balancer".to_owned());
    }
    out.extend(facts.prefixes.iter().map(|p| p.value.to_string()));
    if facts.prefixes.is_empty() {
        out.extend(facts.prefix_length.as_ref().map(|p| format!("/{}", p.value)));
    }
    out.extend(facts.zone_redundant.filter(|_| kind.id != "region").map(|_| "zone redundant".to_owned()));
    out.extend(facts.region.clone().filter(|_| kind.id == "region"));
    out.extend(facts.optional.map(|_| "optional".to_owned()));
    out
}

/// Whether a thing is bought in tiers of its own; the tier of an app is its plan's, and a network has none.
fn has_tier(kind: &Kind) -> bool {
    let hosted = is_app(kind)
        || matches!(kind.id, "app-service-plan" | "app-service-environment" | "deployment-slot" | "scm-site");
    kind.nature == crate::catalog::Nature::Resource && kind.is_deployed() && !hosted
}

/// Whether a name says what kind of thing it names, in any of the words for it.
fn says(name: &str, kind: &Kind, weak: &[&str]) -> bool {
    if kind.nature == crate::catalog::Nature::Actor {
        return true;
    }
    let stems = words(&[name.to_owned()]);
    let own = [kind.title.to_lowercase()];
    let known = kind.names.iter().copied().chain(weak.iter().copied()).chain(own.iter().map(String::as_str));
    let bare = kind.id == "managed-identity" && !name.to_lowercase().contains("identity");
    !bare
        && known
            .map(phrase)
            .any(|p| !p.is_empty() && stems.windows(p.len()).any(|w| w.iter().map(|w| &w.stem).eq(p.iter())))
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What sort of thing a kind is, for the color of its glyph.
pub(super) fn accent(kind: &Kind) -> Option<Accent> {
    if kind.data || kind.id == "container-registry" {
        return Some(if kind.id == "key-vault" { Accent::Identity } else { Accent::Data });
    }
    Some(match kind.id {
        "app-service-environment"
        | "app-service-plan"
        | "web-app"
        | "function-app"
        | "deployment-slot"
        | "scm-site"
        | "static-web-app" => Accent::Compute,
        "managed-identity"
        | "user-assigned-identity"
        | "entra-id"
        | "easy-auth"
        | "waf-policy"
        | "access-restrictions"
        | "network-security-group" => Accent::Identity,
        "application-insights" | "log-analytics" | "alerts" | "action-group" | "diagnostic-setting" | "defender" => {
            Accent::Monitoring
        }
        "resource-group" | "region" | "subscription" => return None,
        _ if kind.nature == crate::catalog::Nature::Actor || kind.nature == crate::catalog::Nature::Service => {
            return None;
        }
        _ => Accent::Network,
    })
}
