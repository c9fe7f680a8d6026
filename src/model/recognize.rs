//! Labels to kinds: what each node and cluster was taken for, and why.

use indexmap::IndexMap;

use super::{
    annotations::Annotations,
    facts::{Text, extract},
    vocabulary::{self, Match},
};
use crate::{
    catalog::{self, Facts, KINDS, Kind, Nature, SubnetRole, Word, spaced},
    diag::nearest,
    graph::Graph,
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

/// First words that make a label an action or a question.
const ACTIONS: &[&str] = &[
    "add",
    "allow",
    "analyze",
    "apply",
    "are",
    "assign",
    "attach",
    "authenticate",
    "build",
    "call",
    "can",
    "capture",
    "change",
    "check",
    "choose",
    "client sends",
    "collect",
    "compare",
    "configure",
    "confirm",
    "connect",
    "copy",
    "correlate",
    "create",
    "define",
    "delete",
    "deploy",
    "determine",
    "disable",
    "do",
    "does",
    "download",
    "enable",
    "ensure",
    "evaluate",
    "export",
    "fetch",
    "find",
    "fix",
    "get",
    "go",
    "grant",
    "has",
    "have",
    "how",
    "identify",
    "if",
    "import",
    "increase",
    "inject",
    "inspect",
    "install",
    "investigate",
    "is",
    "keep",
    "list",
    "load",
    "look",
    "make",
    "map",
    "measure",
    "migrate",
    "monitor",
    "mount",
    "move",
    "need",
    "no",
    "open",
    "pick",
    "plan",
    "prepare",
    "provision",
    "publish",
    "pull",
    "push",
    "query",
    "read",
    "receive",
    "reduce",
    "register",
    "remove",
    "request",
    "resolve",
    "restart",
    "restore",
    "return",
    "review",
    "rollback",
    "route",
    "run",
    "scale",
    "select",
    "send",
    "set",
    "should",
    "show",
    "start",
    "step",
    "stop",
    "store",
    "swap",
    "switch",
    "test",
    "tune",
    "update",
    "upgrade",
    "upload",
    "use",
    "using",
    "validate",
    "verify",
    "view",
    "wait",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "write",
    "yes",
    "배포",
    "확인",
];

/// Words that add nothing to a name.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "and",
    "at",
    "azure",
    "by",
    "cache",
    "for",
    "from",
    "in",
    "larger",
    "microsoft",
    "of",
    "on",
    "only",
    "or",
    "over",
    "primary",
    "prod",
    "production",
    "secondary",
    "sku",
    "staging",
    "the",
    "tier",
    "to",
    "v2",
    "v3",
    "via",
    "with",
    "enabled",
    "public",
    "private",
    "outbound",
    "inbound",
    "basic",
    "standard",
    "premium",
    "isolated",
    "free",
    "linux",
    "windows",
    "based",
    "system",
    "assigned",
    "endpoint",
    "integration",
    "dedicated",
    "subnet",
    "delegated",
    "subnets",
    "service",
    "internal",
    "flexible",
    "server",
    "zone",
    "redundant",
    "instance",
];

/// Reads every node and cluster of a graph.
pub(super) fn all(graph: &Graph, annotations: &Annotations) -> IndexMap<String, Reading> {
    let mut out = IndexMap::new();
    for cluster in &graph.clusters {
        let (raw, span) = match cluster.title.raw.as_str() {
            "" => (spaced(&cluster.id), cluster.header),
            raw => (raw.to_owned(), cluster.title.span),
        };
        let lines = if cluster.title.raw.is_empty() { vec![raw.clone()] } else { cluster.title.lines() };
        let mut reading = read(&Text::new(&raw, span, lines), false);
        reading.cluster = true;
        annotated(&cluster.id, annotations, &mut reading);
        out.insert(cluster.id.clone(), reading);
    }
    for node in graph.nodes.values().filter(|n| !n.is_cluster) {
        let mut reading = match &node.label {
            Some(label) => read(&Text::new(&label.raw, label.span, label.lines()), false),
            // A bare id is its own label.
            None => {
                let raw = spaced(&node.id);
                read(&Text::new(&raw, node.span, vec![raw.clone()]), false)
            }
        };
        if matches!(node.vertex_type.as_deref(), Some("diamond" | "diam" | "decision" | "question")) {
            reading.thing = false;
        }
        annotated(&node.id, annotations, &mut reading);
        out.insert(node.id.clone(), reading);
    }
    out
}

/// Reads once more what nothing was made of, with the phrases that only count in a diagram of Azure.
pub(super) fn weak(graph: &Graph, readings: &mut IndexMap<String, Reading>) {
    for (id, reading) in readings.iter_mut() {
        if reading.kind.is_some() || !reading.thing {
            continue;
        }
        let raw =
            graph.nodes.get(id).and_then(|n| n.label.as_ref()).map_or_else(|| reading.text.clone(), |l| l.raw.clone());
        let lines = vec![reading.text.clone()];
        let mut again = read(&Text::new(&raw, reading.span, lines), true);
        if again.kind.is_some() && again.rest.len() <= 2 {
            again.cluster = reading.cluster;
            again.reason = format!("{}, in a diagram of Azure", again.reason);
            *reading = again;
        }
    }
}

/// Reads a label.
fn read(text: &Text<'_>, weak: bool) -> Reading {
    let (facts, words) = extract(text);
    let matches = vocabulary::find(&words, weak);
    let taken = |i: usize| matches.iter().any(|m| (m.start..m.start + m.len).contains(&i));
    let rest: Vec<String> = words
        .iter()
        .enumerate()
        .filter(|(i, w)| !taken(*i) && !FILLERS.contains(&w.stem.as_str()) && w.text.parse::<f64>().is_err())
        .map(|(_, w)| w.text.clone())
        .collect();
    let plain = text.lines.join(" ");
    // `Route table` begins with a verb and is a thing all the same.
    let named = matches.iter().any(|m| m.start == 0 && m.len > 1);
    let verb = |w: &Word| ACTIONS.contains(&w.stem.as_str()) || ACTIONS.contains(&w.text.as_str());
    let action = (!named && words.first().is_some_and(verb)) || plain.contains('?');
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
        cluster: false,
        words,
    };
    compose(&matches, &mut reading);
    reading
}

/// Makes one kind of the phrases of a label.
fn compose(matches: &[Match], reading: &mut Reading) {
    let phrase = |m: &Match| {
        let words: Vec<&str> = reading.words[m.start..m.start + m.len].iter().map(|w| w.text.as_str()).collect();
        words.join(" ")
    };
    let find = |id: &str| matches.iter().find(|m| m.kind.id == id);
    let other = |main: &Match| {
        matches.iter().find(|m| m.start != main.start && m.kind.id != main.kind.id && m.kind.nature != Nature::Frame)
    };
    // A subnet and a private endpoint are always what the label is about, whatever else it names: it is theirs.
    // The word Azure alone is a maker's name beside anything else, also where a line break parts it from the rest.
    let maker = |m: &Match| m.len == 1 && reading.words.get(m.start).is_some_and(|w| w.stem == "azure");
    let named = matches.iter().find(|m| !maker(m)).or_else(|| matches.first());
    let main = find("subnet").or_else(|| find("private-endpoint")).or(named);
    // Before other words it is only the brand of what they name.
    let main = main.filter(|m| !maker(m) || reading.rest.is_empty());
    let Some(main) = main else {
        if let Some(zone) = &reading.facts.zone {
            reading.kind = catalog::kind("private-dns-zone");
            reading.reason = format!("`{}` is the name of a DNS zone", zone.value);
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
        _ => joined(matches, main, reading),
    }
    groups(reading, matches);
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
        if m.kind.id != main.kind.id && between.len() <= 1 {
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
    if has("gatewaysubnet")
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
fn groups(reading: &mut Reading, matches: &[Match]) {
    let of = if reading.kind.is_some_and(|k| k.id == "private-endpoint") {
        reading.facts.target
    } else {
        matches.first().map(|m| m.kind)
    };
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

/// What an annotation says wins over everything.
fn annotated(id: &str, annotations: &Annotations, reading: &mut Reading) {
    if let Some(kind) = annotations.of(id, "kind") {
        reading.kind = catalog::kind(&kind.value);
        reading.thing = reading.kind.is_some();
        reading.near.clear();
        reading.reason = "an annotation says so".to_owned();
    }
    super::assemble::annotate(id, annotations, &mut reading.facts);
    if reading.kind.is_some_and(|k| k.id == "subnet") && reading.facts.role.is_none() {
        reading.facts.role = Some(subnet_role(reading, &[]));
    }
}
