//! What the values of annotations may be. Each that does not fit is told with its reason and with what would.

use std::ops::RangeInclusive;

use super::annotations::NodeAnnotation;
use crate::{
    catalog::{self, Cidr, KINDS, Kind, Values, region_exact, regions, runtime_of, sku_named, words},
    diag::nearest,
};

/// Why a value does not fit, and the way out.
pub(super) struct Refusal {
    /// The second half of a sentence that begins with the value.
    pub(super) reason: String,
    /// What to write instead.
    pub(super) help: String,
}

fn refusal(reason: &str, help: impl Into<String>) -> Option<Refusal> {
    Some(Refusal { reason: reason.to_owned(), help: help.into() })
}

/// What subnets are for, as annotations say it.
pub(super) const ROLES: &[&str] = &[
    "integration",
    "private-endpoints",
    "environment",
    "gateway",
    "firewall",
    "bastion",
    "application-gateway",
    "database",
    "general",
    "resolver-inbound",
    "resolver-outbound",
];

/// The lengths of prefixes that a VNet or a subnet can have.
pub(super) const PREFIXES: RangeInclusive<u8> = 8..=29;

/// Returns what is wrong with the value of a key, of whatever kind the node is.
pub(super) fn refused(key: &str, value: &str) -> Option<Refusal> {
    let list = || value.split(',').map(str::trim);
    match key {
        "optional" | "private" | "zone-redundant" | "architecture" => boolean(value).is_none().then(|| Refusal {
            reason: "is neither `true` nor `false`".to_owned(),
            help: "write `true` or `false`".to_owned(),
        }),
        _ if value.is_empty() => refusal("is no value", format!("write `{key}=…` with a value")),
        "kind" => {
            let known = catalog::kind(value).is_some() || value == "none";
            (!known).then(|| near("is not a kind that siteplan knows", value, KINDS.iter().map(|k| k.id)))
        }
        "access" => one_of("is no access", value, &["read", "write"]),
        "os" => one_of("is no operating system of App Service", value, &["linux", "windows"]),
        "role" => one_of("is no role of a subnet", value, ROLES),
        "region" | "location" => {
            let known: Vec<String> = regions().collect();
            let known = || known.iter().map(String::as_str);
            region_exact(value).is_none().then(|| near("is not a region of Azure that siteplan knows", value, known()))
        }
        "prefix" => list().any(|p| prefix(p).is_none()).then(|| Refusal {
            reason: "is not an IPv4 range".to_owned(),
            help: "write a range such as `10.0.1.0/24`, or only its size, `/8` to `/29`".to_owned(),
        }),
        "instances" => instances(value).is_none().then(|| Refusal {
            reason: "is not a number of instances".to_owned(),
            help: "write a number such as `3`, or from–to such as `2-10`, up to 1000".to_owned(),
        }),
        "groups" => {
            let known = || catalog::private_zones().map(|(_, link, _)| link.group);
            let wrong = list().find(|g| !known().any(|k| k == *g))?;
            Some(near("is no sub-resource of a private endpoint", wrong, known()))
        }
        "zone" => (!domain(value)).then(|| Refusal {
            reason: "is not the name of a DNS zone".to_owned(),
            help:
                "write a name such as `privatelink.database.windows.net`; for availability zones, `zone-redundant=true`"
                    .to_owned(),
        }),
        "slots" => list().any(|s| !named(s, 59)).then(|| Refusal {
            reason: "is not a list of names of slots".to_owned(),
            help: "write names of letters, digits and hyphens, parted by commas, such as `staging,qa`".to_owned(),
        }),
        "runtime" => runtime(value),
        "image" => value.contains(char::is_whitespace).then(|| Refusal {
            reason: "is not a container image".to_owned(),
            help: "write it as `registry/name:tag`".to_owned(),
        }),
        _ => {
            let property = KINDS.iter().find_map(|k| k.property(key))?;
            let reason = property.refuses(value)?;
            let help = match property.values {
                Values::Words(_) => format!("write {}", quoted_or(&property.words())),
                Values::Path => "write a path such as `/health`".to_owned(),
                Values::Origins => "write the origins, parted by commas".to_owned(),
                Values::Host => {
                    "write a public address such as `203.0.113.10`, or a name such as `vpn.example.com`".to_owned()
                }
            };
            Some(Refusal { reason: reason.replace("its values", &format!("the values of `{key}`")), help })
        }
    }
}

/// Returns what is wrong with an annotation of a node of a kind.
pub(super) fn refused_of(kind: &'static Kind, annotation: &NodeAnnotation) -> Option<Refusal> {
    let (key, value) = (annotation.key.as_str(), annotation.value.as_str());
    if key == "sku" {
        return size(kind, value);
    }
    let is_property = KINDS.iter().any(|k| k.property(key).is_some());
    if !is_property || kind.property(key).is_some() {
        return None;
    }
    let takes: Vec<&str> = kind.properties.iter().map(|p| p.key).collect();
    let help = if takes.is_empty() { "remove it".to_owned() } else { format!("it takes {}", quoted_or(&takes)) };
    Some(Refusal { reason: format!("says nothing of {}: it has no `{key}`", kind.title), help })
}

/// Kinds whose size is that of an App Service plan.
pub(super) fn has_plan_size(kind: &Kind) -> bool {
    matches!(
        kind.id,
        "app-service-plan" | "web-app" | "function-app" | "deployment-slot" | "app-service-environment" | "logic-app"
    )
}

fn size(kind: &'static Kind, value: &str) -> Option<Refusal> {
    if has_plan_size(kind) {
        let wrong = value.split(',').map(str::trim).find(|s| sku_named(s).is_none())?;
        let mut refusal = near("is not a size of an App Service plan", wrong, catalog::SKUS.iter().map(|s| s.name));
        if !refusal.help.starts_with("did") {
            refusal.help = "write one such as `B1`, `S1`, `P1v3` or `I1v2`".to_owned();
        }
        return Some(refusal);
    }
    let known = kind.sizes.iter().any(|s| s.eq_ignore_ascii_case(value));
    if kind.sizes.is_empty() || known {
        return None;
    }
    Some(Refusal {
        reason: format!("is not a size of {}", kind.title),
        help: format!("write {}", quoted_or(kind.sizes)),
    })
}

fn runtime(value: &str) -> Option<Refusal> {
    let parts = words(&[value.to_owned()]);
    let found = runtime_of(&parts);
    // `STACK|version` is what Azure itself takes.
    let plain = value.split_once('|').is_some_and(|(stack, version)| !stack.is_empty() && !version.is_empty());
    let whole = found.is_some_and(|f| f.len >= parts.len());
    (!plain && !whole).then(|| Refusal {
        reason: "is not a language stack that siteplan knows".to_owned(),
        help: "write one such as `python-3.13`, `node-22`, `dotnet-10`, `java-21` or `php-8.4`, or Azure's own `STACK|version`".to_owned(),
    })
}

/// Reads a truth; a bare key says yes.
pub(super) fn boolean(value: &str) -> Option<bool> {
    match value {
        "" | "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

/// A range, or only its length.
pub(super) enum Prefix {
    /// `10.0.1.0/24`.
    Range(Cidr),
    /// `/24`.
    Length(u8),
}

/// Reads a range or its length.
pub(super) fn prefix(value: &str) -> Option<Prefix> {
    if let Some(length) = value.strip_prefix('/') {
        return length.parse().ok().filter(|l| PREFIXES.contains(l)).map(Prefix::Length);
    }
    value.parse().ok().map(Prefix::Range)
}

/// Reads `3`, `2-10` or `2..10`.
pub(super) fn instances(value: &str) -> Option<(u32, u32)> {
    let (min, max) = value.split_once("..").or_else(|| value.split_once('-')).unwrap_or((value, value));
    let (min, max): (u32, u32) = (min.trim().parse().ok()?, max.trim().parse().ok()?);
    (1 <= min && min <= max && max <= 1000).then_some((min, max))
}

fn named(text: &str, most: usize) -> bool {
    !text.is_empty() && text.len() <= most && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn domain(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    text.len() <= 253 && text.contains('.') && text.split('.').all(|label| named(label, 63))
}

fn one_of(reason: &str, value: &str, allowed: &[&str]) -> Option<Refusal> {
    if allowed.iter().any(|a| a.eq_ignore_ascii_case(value)) {
        return None;
    }
    refusal(reason, format!("write {}", quoted_or(allowed)))
}

fn near<'a>(reason: &str, value: &str, known: impl Iterator<Item = &'a str>) -> Refusal {
    let known: Vec<&str> = known.collect();
    let near = nearest(value, known.iter().copied(), 3);
    let help = match near.as_slice() {
        [] => format!("write one such as {}", quoted_or(known.get(..3).unwrap_or(&known))),
        near => format!("did you mean {}?", quoted_or(near)),
    };
    Refusal { reason: reason.to_owned(), help }
}

/// Names in backticks as a choice: `a`, `b` or `c`.
fn quoted_or(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
