//! Readings to components: one for each thing that a node or a cluster names.

use indexmap::IndexMap;

use super::{
    Architecture, Component, ComponentId, Origin,
    annotations::Annotations,
    recognize::Reading,
    values::{self, Prefix},
};
use crate::{
    catalog::{
        self, Access, Facts, Instances, Kind, LinkKind, Os, Runtime, Stated, StatedProperty, SubnetRole, region_exact,
        runtime_of, sku_named, words,
    },
    graph::Graph,
    source::Span,
};

/// Makes the components that are drawn. What one label names beside its main thing is a component of its own.
pub(super) fn assemble(graph: &Graph, readings: &IndexMap<String, Reading>, annotations: Annotations) -> Architecture {
    let mut architecture = Architecture { annotations, ..Architecture::default() };
    // In the order of the document, so that a cluster stands before what is in it.
    let mut ids: Vec<&String> = readings.keys().collect();
    ids.sort_by_key(|id| (position(graph, id), !readings[*id].cluster));
    for id in ids {
        let reading = &readings[id];
        let Some(kind) = reading.kind.filter(|_| reading.thing) else { continue };
        if kind.id == "private-dns-zone" && reading.facts.zone.is_none() && reading.cluster {
            continue;
        }
        if kind.id == "deployment-slot" {
            slots(id, reading, &mut architecture);
            continue;
        }
        let main = architecture.add(component(id, kind, reading));
        for also in &reading.facts.also {
            let mut second = component(id, also, reading);
            second.facts = Facts { optional: reading.facts.optional, ..Facts::default() };
            second.title = also.title.to_owned();
            let second = architecture.add(second);
            relate_also(main, kind, second, also, reading.span, &mut architecture);
        }
    }
    architecture
}

fn position(graph: &Graph, id: &str) -> usize {
    graph
        .cluster(id)
        .map(|c| c.header.start)
        .or_else(|| graph.nodes.get(id).map(|n| n.span.start))
        .unwrap_or(usize::MAX)
}

fn component(id: &str, kind: &'static Kind, reading: &Reading) -> Component {
    Component {
        kind,
        nodes: vec![id.to_owned()],
        title: title(reading),
        slug: slug(&reading.rest),
        span: reading.span,
        facts: reading.facts.clone(),
        origin: Origin::Drawn,
    }
}

/// The two things of one label belong together.
fn relate_also(
    a: ComponentId,
    a_kind: &Kind,
    b: ComponentId,
    b_kind: &Kind,
    span: Span,
    architecture: &mut Architecture,
) {
    match (a_kind.id, b_kind.id) {
        ("application-insights", "log-analytics") => architecture.link(LinkKind::Telemetry, a, b, span, Origin::Drawn),
        ("log-analytics", "application-insights") => architecture.link(LinkKind::Telemetry, b, a, span, Origin::Drawn),
        ("waf-policy", "front-door" | "application-gateway") => {
            architecture.link(LinkKind::Governs, a, b, span, Origin::Drawn)
        }
        ("front-door" | "application-gateway", "waf-policy") => {
            architecture.link(LinkKind::Governs, b, a, span, Origin::Drawn)
        }
        _ => {}
    }
}

/// One component for each slot beside production, which is the app itself.
fn slots(id: &str, reading: &Reading, architecture: &mut Architecture) {
    let Some(kind) = reading.kind else { return };
    let mut names = reading.facts.slots.clone();
    let production =
        reading.text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| w == "production" || w == "prod");
    if names.is_empty() && !production {
        names.push("staging".to_owned());
    }
    for name in names {
        let mut slot = component(id, kind, reading);
        slot.title = format!("{name} slot");
        slot.slug = name;
        architecture.add(slot);
    }
}

/// What a thing is called in comments and messages: a zone by its name, everything else by the first line of its label.
fn title(reading: &Reading) -> String {
    if let Some(zone) = &reading.facts.zone {
        return zone.value.clone();
    }
    // `Key Vault + Private Endpoint` is called by its first half: the endpoint is another thing.
    let whole = reading.first_line.trim();
    let text = if reading.facts.endpoint { whole.split(['+', '(', '&']).next().unwrap_or(whole).trim() } else { whole };
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A short word of letters and digits out of what a label says beside its kind.
fn slug(rest: &[String]) -> String {
    let words: Vec<String> = rest
        .iter()
        .map(|w| w.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase())
        .filter(|w| !w.is_empty() && !w.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let mut out = String::new();
    for word in words {
        if out.len() + word.len() > 14 {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word);
    }
    out
}

/// Puts what annotations say of a node into its facts.
pub(super) fn annotate(id: &str, annotations: &Annotations, kind: Option<&'static Kind>, facts: &mut Facts) {
    for a in annotations.nodes.iter().filter(|a| a.node == id) {
        let value = a.value.as_str();
        let list = || value.split(',').map(str::trim).filter(|v| !v.is_empty());
        match a.key.as_str() {
            "sku" => match list()
                .map(sku_named)
                .collect::<Option<Vec<_>>>()
                .filter(|_| kind.is_none_or(values::has_plan_size))
            {
                Some(skus) => facts.skus = skus.into_iter().map(|value| Stated { value, span: a.span }).collect(),
                None => facts.size = Some(Stated { value: value.to_owned(), span: a.span }),
            },
            "os" => facts.os = Some(if value.eq_ignore_ascii_case("windows") { Os::Windows } else { Os::Linux }),
            "runtime" => {
                let found = runtime_of(&words(&[value.to_owned()])).map(|m| m.runtime);
                facts.runtime =
                    Some(found.unwrap_or_else(|| Runtime { fx: value.to_owned(), title: value.to_owned() }));
            }
            "command" => facts.command = Some(value.to_owned()),
            "image" => facts.image = Some(value.to_owned()),
            "prefix" => {
                facts.prefixes.clear();
                for part in list().filter_map(values::prefix) {
                    match part {
                        Prefix::Range(value) => facts.prefixes.push(Stated { value, span: a.span }),
                        Prefix::Length(value) => facts.prefix_length = Some(Stated { value, span: a.span }),
                    }
                }
            }
            "role" => facts.role = role(value),
            "slots" => facts.slots = list().map(str::to_owned).collect(),
            "instances" => {
                if let Some((min, max)) = values::instances(value) {
                    facts.instances = Some(Stated { value: Instances { min, max }, span: a.span });
                }
            }
            "zone-redundant" => facts.zone_redundant = (values::boolean(value) == Some(true)).then_some(a.span),
            "zone" => facts.zone = Some(Stated { value: value.to_owned(), span: a.span }),
            "groups" => {
                let known = |g: &str| catalog::private_zones().find(|(_, l, _)| l.group == g).map(|(_, l, _)| l.group);
                facts.groups = list().filter_map(known).collect();
            }
            "optional" => facts.optional = (values::boolean(value) == Some(true)).then_some(a.span),
            "private" => facts.private = values::boolean(value),
            "name" => facts.name = Some(value.to_owned()),
            "region" => facts.region = region_exact(value),
            "access" => {
                facts.access = Some(if value.eq_ignore_ascii_case("read") { Access::Read } else { Access::Write })
            }
            key => {
                if let Some(property) = kind.and_then(|k| k.property(key)) {
                    facts.properties.retain(|p| p.key != property.key);
                    let stated = StatedProperty { key: property.key, value: value.to_owned(), span: a.span };
                    facts.properties.push(stated);
                }
            }
        }
    }
}

fn role(value: &str) -> Option<SubnetRole> {
    Some(match value {
        "integration" => SubnetRole::Integration,
        "private-endpoints" => SubnetRole::PrivateEndpoints,
        "environment" => SubnetRole::Environment,
        "gateway" => SubnetRole::Gateway,
        "firewall" => SubnetRole::Firewall,
        "bastion" => SubnetRole::Bastion,
        "application-gateway" => SubnetRole::ApplicationGateway,
        "database" => SubnetRole::Database,
        "general" => SubnetRole::General,
        "resolver-inbound" => SubnetRole::ResolverInbound,
        "resolver-outbound" => SubnetRole::ResolverOutbound,
        _ => return None,
    })
}
