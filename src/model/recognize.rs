//! Labels to kinds: what each node and cluster was taken for, and why.

use indexmap::IndexMap;

use super::{
    annotations::Annotations,
    evidence,
    facts::{Text, extract},
    head, shape,
    vocabulary::{self, Match},
    wordlists,
};
use crate::{
    catalog::{self, Facts, KINDS, Kind, Nature, StatedProperty, SubnetRole, Word, spaced},
    diag::nearest,
    graph::{Ends, Graph},
    source::Span,
};

/// What a node or a cluster was taken for.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it is; none where nothing fits.
    pub kind: Option<&'static Kind>,
    /// Why, in words.
    pub reason: String,
    /// Whether the label names a thing, and not an action or a question.
    pub thing: bool,
    /// What is stated of it.
    pub facts: Facts,
    /// The label's text as read.
    pub text: String,
    /// Its first line.
    pub first_line: String,
    /// Where the label stands, or the id where there is none.
    pub span: Span,
    /// The words that name neither a kind nor a fact.
    pub rest: Vec<String>,
    /// The nearest kinds, where none fits and the label speaks of Azure.
    pub near: Vec<&'static str>,
    /// Whether it is a cluster.
    pub cluster: bool,
    words: Vec<Word>,
}

impl Reading {
    /// Returns the words of the label that are no facts.
    pub(super) fn stems(&self) -> Vec<&str> {
        self.words.iter().map(|w| w.stem.as_str()).collect()
    }
}

/// Reads every node and cluster of a graph.
pub(super) fn all(graph: &Graph, annotations: &Annotations) -> IndexMap<String, Reading> {
    let mut out = IndexMap::new();
    for cluster in &graph.clusters {
        let (raw, span) = match cluster.title.raw.as_str() {
            "" => (spaced(&cluster.id), cluster.header),
            raw => (raw.to_owned(), cluster.title.span),
        };
        let lines = if cluster.title.raw.is_empty() { vec![raw.clone()] } else { cluster.title.lines() };
        let mut reading = read(&Text::new(&raw, span, lines), false, true);
        reading.cluster = true;
        classed(&cluster.classes, &mut reading);
        annotated(&cluster.id, annotations, &mut reading);
        out.insert(cluster.id.clone(), reading);
    }
    for node in graph.nodes.values().filter(|n| !n.is_cluster) {
        let mut reading = match &node.label {
            Some(label) => read(&Text::new(&label.raw, label.span, label.lines()), false, false),
            // A bare id is its own label.
            None => {
                let raw = spaced(&node.id);
                read(&Text::new(&raw, node.span, vec![raw.clone()]), false, false)
            }
        };
        // A diamond asks, unless it only names a thing and leads nowhere twice.
        if shape::is_decision(node) {
            let ways = graph.edges.iter().filter(|e| e.from == node.id && e.ends != Ends::Open).count();
            reading.thing &= reading.kind.is_some() && reading.rest.is_empty() && ways < 2;
        }
        classed(&node.classes, &mut reading);
        annotated(&node.id, annotations, &mut reading);
        out.insert(node.id.clone(), reading);
    }
    out
}

/// Reads once more what nothing was made of, with the phrases that only count in a diagram of Azure.
pub(super) fn weak(graph: &Graph, annotations: &Annotations, readings: &mut IndexMap<String, Reading>) {
    for (id, reading) in readings.iter_mut() {
        if reading.kind.is_some() || !reading.thing {
            continue;
        }
        let raw =
            graph.nodes.get(id).and_then(|n| n.label.as_ref()).map_or_else(|| reading.text.clone(), |l| l.raw.clone());
        let lines = vec![reading.text.clone()];
        let mut again = read(&Text::new(&raw, reading.span, lines), true, reading.cluster);
        if again.kind.is_some() && again.rest.len() <= 2 {
            again.cluster = reading.cluster;
            again.reason = format!("{}, in a diagram of Azure", again.reason);
            annotated(id, annotations, &mut again);
            *reading = again;
        }
    }
    evidence::weigh(graph, readings);
}

/// Reads a label.
fn read(text: &Text<'_>, weak: bool, cluster: bool) -> Reading {
    let (facts, words) = extract(text);
    let matches = vocabulary::find(&words, weak);
    let taken = |i: usize| matches.iter().any(|m| (m.start..m.start + m.len).contains(&i));
    let rest: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|(i, w)| !taken(*i) && !wordlists::is_filler(w) && w.text.parse::<f64>().is_err())
        .map(|(_, w)| w.text.clone())
        .collect();
    let plain = text.lines.join(" ");
    // `Route table` begins with a verb and is a thing all the same.
    let named = matches.iter().any(|m| m.start == 0 && m.len > 1);
    let action = (!named && words.first().is_some_and(wordlists::is_action)) || plain.contains(['?', '？']);
    let mut reading = Reading {
        kind: None,
        reason: String::new(),
        thing: !action,
        facts,
        text: plain,
        first_line: text.lines.first().cloned().unwrap_or_default(),
        span: text.span,
        rest,
        near: Vec::new(),
        cluster,
        words,
    };
    compose(&matches, &mut reading);
    properties(text, &mut reading);
    reading
}

/// What the label states of the kind's properties: `TLS 1.0`, `HTTP only`.
fn properties(text: &Text<'_>, reading: &mut Reading) {
    for property in reading.kind.iter().flat_map(|k| k.properties) {
        let Some((value, said)) = text.lines.iter().find_map(|line| property.said(line)) else { continue };
        let span = text.locate(&said);
        reading.facts.state(StatedProperty { key: property.key, value, span });
    }
}

/// Makes one kind of the phrases of a label.
fn compose(matches: &[Match], reading: &mut Reading) {
    let phrase = |m: &Match| {
        let words: Vec<&str> = reading.words[m.start..m.start + m.len].iter().map(|w| w.text.as_str()).collect();
        words.join(" ")
    };
    let other = |main: &Match| {
        matches.iter().find(|m| m.start != main.start && m.kind.id != main.kind.id && m.kind.nature != Nature::Frame)
    };
    let main = head::head(&reading.words, matches, reading.cluster);
    // The word Azure before other words is only the brand of what they name.
    let main = main.filter(|m| !head::is_maker(&reading.words, m) || reading.rest.is_empty());
    let Some(main) = main else {
        if let Some(zone) = reading.facts.zone.as_ref().filter(|_| matches.is_empty()) {
            reading.kind = catalog::kind("private-dns-zone");
            reading.reason = format!("`{}` is the name of a DNS zone", zone.value);
        } else if let Some(region) =
            reading.facts.region.as_ref().filter(|r| reading.cluster && is_only(r, &reading.rest))
        {
            reading.reason = format!("`{region}` is a region");
            reading.kind = catalog::kind("region");
        } else if reading.facts.prefixes.len() == 1 && reading.cluster {
            reading.reason = "an address range without a name".to_owned();
        } else {
            nothing(reading);
        }
        return;
    };
    reading.kind = Some(main.kind);
    reading.reason = format!("the label says \"{}\"", phrase(main));
    match main.kind.id {
        "subnet" => reading.facts.role = Some(subnet_role(reading, matches)),
        "private-endpoint" => {
            if let Some(target) = other(main).filter(|t| !t.kind.private_links.is_empty()) {
                reading.facts.target = Some(target.kind);
                reading.reason.push_str(&format!(" of {}", target.kind.title));
            }
        }
        _ => {
            // `Key Vault + Private Endpoint` is a vault that is reached through one.
            let mut denied = reading.words.iter().filter(|w| matches!(w.stem.as_str(), "no" | "without" | "or"));
            reading.facts.endpoint = !main.kind.private_links.is_empty()
                && main.kind.data
                && denied.next().is_none()
                && matches.iter().any(|m| m.kind.id == "private-endpoint");
            joined(matches, main, reading);
        }
    }
    groups(reading, main.kind);
}

/// Whether the words of a label are a region's name and what is said of it: `West Europe (primary)`.
fn is_only(region: &str, words: &[String]) -> bool {
    let joined = words.concat().to_lowercase().replace('-', "");
    joined
        .strip_prefix(region)
        .or_else(|| joined.strip_suffix(region))
        .is_some_and(|left| matches!(left, "" | "primary" | "secondary" | "paired" | "azure"))
}

/// `Application Insights + Log Analytics` is two things; `VPN/ExpressRoute` is one or the other.
fn joined(matches: &[Match], main: &Match, reading: &mut Reading) {
    let mut before = main;
    for m in matches.iter().filter(|m| m.start > main.start) {
        let Some(word) = reading.words.get(m.start) else { continue };
        let between = &reading.words[before.start + before.len..m.start];
        let or = word.before.contains('/') || between.iter().any(|w| w.stem == "or");
        let and =
            word.before.contains(['+', '&', ',']) || between.iter().any(|w| w.stem == "and" || w.before.contains('+'));
        // A private endpoint, a subnet and an identity are not things beside the thing, but how it is reached.
        let part = matches!(m.kind.id, "private-endpoint" | "subnet" | "managed-identity");
        if m.kind.id != main.kind.id && !part && between.len() <= 1 {
            if or {
                reading.facts.alternatives.push(m.kind);
            } else if and {
                reading.facts.also.push(m.kind);
            }
        }
        before = m;
    }
}

fn subnet_role(reading: &Reading, matches: &[Match]) -> SubnetRole {
    let has = |stem: &str| reading.words.iter().any(|w| w.stem == stem);
    let names = |id: &str| matches.iter().any(|m| m.kind.id == id);
    let of_resolver = names("dns-private-resolver") || has("resolver") || has("dns");
    if of_resolver && has("outbound") && !has("inbound") {
        SubnetRole::ResolverOutbound
    } else if names("dns-private-resolver") || has("resolver") || (has("dns") && has("inbound")) {
        SubnetRole::ResolverInbound
    } else if has("gatewaysubnet")
        || names("vpn-gateway")
        || names("expressroute")
        || (has("gateway") && !has("application") && !names("application-gateway") && !names("nat-gateway"))
    {
        SubnetRole::Gateway
    } else if has("azurebastionsubnet") || names("bastion") {
        SubnetRole::Bastion
    } else if has("azurefirewallsubnet") || names("azure-firewall") || has("firewall") {
        SubnetRole::Firewall
    } else if names("application-gateway") || has("appgw") || has("agw") {
        SubnetRole::ApplicationGateway
    } else if names("app-service-environment") || has("ase") {
        SubnetRole::Environment
    } else if names("private-endpoint") || has("pe") || (has("private") && (has("endpoint") || has("dependency"))) {
        SubnetRole::PrivateEndpoints
    } else if has("integration") || names("web-app") || names("vnet-integration") || has("outbound") {
        SubnetRole::Integration
    } else if names("postgresql") || names("mysql") {
        SubnetRole::Database
    } else {
        SubnetRole::General
    }
}

/// Which sub-resources the label speaks of: `PE: Blob`.
fn groups(reading: &mut Reading, main: &'static Kind) {
    let of = if reading.kind.is_some_and(|k| k.id == "private-endpoint") { reading.facts.target } else { Some(main) };
    let Some(kind) = of else { return };
    for link in kind.private_links {
        if reading.words.iter().any(|w| link.words.contains(&w.stem.as_str()))
            && !reading.facts.groups.contains(&link.group)
        {
            reading.facts.groups.push(link.group);
        }
    }
}

/// Nothing fits: the nearest kinds, where the label speaks of Azure.
fn nothing(reading: &mut Reading) {
    let azure = reading.words.iter().any(|w| matches!(w.stem.as_str(), "azure" | "microsoft"));
    if azure && reading.words.len() > 1 && reading.thing {
        let text: String =
            reading.words.iter().filter(|w| w.stem != "azure").map(|w| w.stem.as_str()).collect::<Vec<_>>().join("-");
        reading.near = nearest(&text, KINDS.iter().map(|k| k.id), 3);
    }
    reading.reason = "nothing in the label names a kind".to_owned();
}

/// A class that is called as a kind is says so: `:::key-vault`. A kind of one word may be a class for its colour alone (`subnet`
/// around a VNet), and so counts only where the label says nothing.
fn classed(classes: &[String], reading: &mut Reading) {
    for class in classes {
        let id = spaced(class).to_lowercase().replace(' ', "-");
        let Some(kind) = catalog::kind(&id).filter(|k| k.id.contains('-') || reading.kind.is_none()) else { continue };
        if reading.kind != Some(kind) {
            reading.kind = Some(kind);
            reading.reason = format!("its class is `{class}`");
            reading.near.clear();
            reading.facts.role = (kind.id == "subnet").then(|| subnet_role(reading, &[]));
        }
        reading.thing = true;
        return;
    }
}

/// What an annotation says wins over everything.
fn annotated(id: &str, annotations: &Annotations, reading: &mut Reading) {
    if let Some(kind) = annotations.of(id, "kind") {
        reading.kind = catalog::kind(&kind.value);
        reading.thing = reading.kind.is_some();
        reading.near.clear();
        reading.reason = "an annotation says so".to_owned();
    }
    super::assemble::annotate(id, annotations, reading.kind, &mut reading.facts);
    if reading.kind.is_some_and(|k| k.id == "subnet") && reading.facts.role.is_none() {
        reading.facts.role = Some(subnet_role(reading, &[]));
    }
}
