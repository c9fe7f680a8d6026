//! `%% siteplan …` comments.
//!
//! `%% siteplan: name=shop env=prod` speaks of the diagram, `%% siteplan(KV): kind=key-vault` of a node,
//! `%% siteplan-ignore[name]: reason` of a finding. Every other renderer takes them for comments.

use super::{
    errors::{BAD_ANNOTATION, UNKNOWN_ANNOTATION},
    values::{self, Refusal},
};
use crate::{
    catalog::{KINDS, Kind, Tier, region_exact},
    diag::{Diagnostic, Lint, Sink, nearest},
    graph::{Comment, Graph},
    source::Span,
};

/// Keys of a diagram's annotation.
pub const DIAGRAM_KEYS: &[&str] = &["architecture", "env", "location", "name", "tier"];
/// Keys of a node's annotation.
const NODE_KEYS: &[&str] = &[
    "access",
    "command",
    "groups",
    "image",
    "instances",
    "kind",
    "name",
    "optional",
    "os",
    "prefix",
    "private",
    "region",
    "role",
    "runtime",
    "sku",
    "slots",
    "zone",
    "zone-redundant",
];

/// What the comments of a diagram say.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Whether any comment speaks to siteplan of the whole diagram.
    pub present: bool,
    /// `architecture=false` says that it is none.
    pub architecture: Option<bool>,
    /// The workload's name.
    pub name: Option<String>,
    /// The Azure region.
    pub location: Option<String>,
    /// The environment.
    pub env: Option<String>,
    /// The hosting tier.
    pub tier: Option<Tier>,
    /// What is said of nodes, in order.
    pub nodes: Vec<NodeAnnotation>,
    /// Findings to keep quiet about.
    pub exceptions: Vec<Exception>,
}

/// One key of a node's annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeAnnotation {
    /// The node.
    pub node: String,
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
    /// Where the value stands.
    pub span: Span,
}

/// `%% siteplan-ignore[name]: reason`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The name or the code of a finding.
    pub name: String,
    /// Why.
    pub reason: String,
    /// The comment.
    pub span: Span,
}

impl Exception {
    /// Returns whether a lint is excepted.
    #[must_use]
    pub fn covers(&self, lint: &Lint) -> bool {
        self.name.eq_ignore_ascii_case(lint.name) || self.name.eq_ignore_ascii_case(lint.code)
    }
}

impl Annotations {
    /// Returns the value that a node's annotation gives a key, the last one given.
    #[must_use]
    pub fn of(&self, node: &str, key: &str) -> Option<&NodeAnnotation> {
        self.nodes.iter().rev().find(|a| a.node == node && a.key == key)
    }
}

/// Reads the annotations of a graph.
pub(super) fn read(graph: &Graph, sink: &mut Sink) -> Annotations {
    let mut out = Annotations::default();
    for comment in &graph.comments {
        let text = comment.text.trim();
        if let Some(rest) = text.strip_prefix("siteplan-ignore") {
            ignore(rest, comment, &mut out, sink);
        } else if let Some(rest) = text.strip_prefix("siteplan") {
            match rest.trim_start().chars().next() {
                Some(':') => diagram(comment, &mut out, sink),
                Some('(') => node(graph, comment, &mut out, sink),
                _ => {}
            }
        }
    }
    out
}

fn ignore(rest: &str, comment: &Comment, out: &mut Annotations, sink: &mut Sink) {
    let parsed = rest.strip_prefix('[').and_then(|r| r.split_once(']'));
    let Some((names, reason)) = parsed else {
        let message = "a finding to ignore stands in brackets";
        sink.push(
            Diagnostic::new(&BAD_ANNOTATION, comment.span, message).help("write `%% siteplan-ignore[name]: reason`"),
        );
        return;
    };
    for name in names.split(',').map(str::trim).filter(|n| !n.is_empty()) {
        let reason = reason.trim_start_matches(':').trim().to_owned();
        out.exceptions.push(Exception { name: name.to_owned(), reason, span: comment.span });
    }
}

fn diagram(comment: &Comment, out: &mut Annotations, sink: &mut Sink) {
    out.present = true;
    for (key, value, key_span, span) in pairs(comment) {
        if let Some(refusal) = values::refused(&key, &value).filter(|_| DIAGRAM_KEYS.contains(&key.as_str())) {
            sink.push(told(&value, span, &refusal));
            continue;
        }
        match key.as_str() {
            "architecture" => out.architecture = values::boolean(&value),
            "name" => out.name = Some(value),
            "location" => out.location = region_exact(&value),
            "env" => out.env = Some(value),
            "tier" => {
                out.tier = Tier::of_word(&value);
                if out.tier.is_none() {
                    let words = "say `free`, `basic`, `standard`, `premium`, `isolated` or `functions`";
                    sink.push(Diagnostic::new(&BAD_ANNOTATION, span, format!("`{value}` is not a tier")).help(words));
                }
            }
            _ => unknown(&key, key_span, DIAGRAM_KEYS, sink),
        }
    }
}

fn node(graph: &Graph, comment: &Comment, out: &mut Annotations, sink: &mut Sink) {
    let Some((id, _)) = comment.text.split_once('(').and_then(|(_, r)| r.split_once(')')) else {
        sink.push(Diagnostic::new(&BAD_ANNOTATION, comment.span, "the node of this annotation has no closing `)`"));
        return;
    };
    let id = id.trim();
    if !graph.nodes.contains_key(id) && graph.cluster(id).is_none() {
        let known = graph.nodes.keys().map(String::as_str).chain(graph.clusters.iter().map(|c| c.id.as_str()));
        let near = nearest(id, known, 3);
        let mut found =
            Diagnostic::new(&BAD_ANNOTATION, comment.span, format!("there is no node `{id}` in this diagram"));
        if !near.is_empty() {
            found = found.help(format!("did you mean {}?", quoted(&near)));
        }
        sink.push(found);
        return;
    }
    let keys = node_keys();
    for (key, value, key_span, span) in pairs(comment) {
        if !keys.contains(&key.as_str()) {
            unknown(&key, key_span, &keys, sink);
            continue;
        }
        if let Some(refusal) = values::refused(&key, &value) {
            sink.push(told(&value, span, &refusal).node(id));
            continue;
        }
        out.nodes.push(NodeAnnotation { node: id.to_owned(), key, value, span });
    }
}

/// Returns every key that a node's annotation takes, those of the kinds' properties too.
#[must_use]
pub fn node_keys() -> Vec<&'static str> {
    let mut keys: Vec<&str> = NODE_KEYS.to_vec();
    keys.extend(KINDS.iter().flat_map(|k| k.properties).map(|p| p.key));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Tells of the annotations that do not fit what their node is.
pub(super) fn check(annotations: &Annotations, kind_of: impl Fn(&str) -> Option<&'static Kind>, sink: &mut Sink) {
    for annotation in &annotations.nodes {
        let refusal = kind_of(&annotation.node).and_then(|kind| values::refused_of(kind, annotation));
        if let Some(refusal) = refusal {
            sink.push(told(&annotation.value, annotation.span, &refusal).node(annotation.node.as_str()));
        }
    }
}

fn told(value: &str, span: Span, refusal: &Refusal) -> Diagnostic {
    Diagnostic::new(&BAD_ANNOTATION, span, format!("`{value}` {}", refusal.reason)).help(refusal.help.as_str())
}

fn unknown(key: &str, span: Span, keys: &[&str], sink: &mut Sink) {
    let near = nearest(key, keys.iter().copied(), 1);
    let help = match near.first() {
        Some(best) => format!("did you mean `{best}`?"),
        None => format!("the keys are {}", quoted(keys)),
    };
    sink.push(
        Diagnostic::new(&UNKNOWN_ANNOTATION, span, format!("`{key}` is not a key that siteplan knows")).help(help),
    );
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}

/// Reads `key=value` pairs after the first colon; a value with blanks stands in double quotes.
fn pairs(comment: &Comment) -> Vec<(String, String, Span, Span)> {
    let text = comment.text.as_str();
    let Some(colon) = text.find(':') else { return Vec::new() };
    let mut out = Vec::new();
    let mut at = colon + 1;
    while let Some(rest) = text.get(at..) {
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.is_empty() {
            break;
        }
        let key_len = trimmed.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(trimmed.len());
        let key = &trimmed[..key_len];
        let start = comment.text_start + at;
        let key_span = Span::new(start, start + key_len);
        let mut value = "";
        let mut len = key_len;
        let mut value_span = key_span;
        if let Some(after) = trimmed[key_len..].strip_prefix('=') {
            let (inner, taken, lead) = match after.strip_prefix('"') {
                Some(quoted) => {
                    let end = quoted.find('"').unwrap_or(quoted.len());
                    (&quoted[..end], (end + 2).min(after.len()), 1)
                }
                None => {
                    let end = after.find(char::is_whitespace).unwrap_or(after.len());
                    (&after[..end], end, 0)
                }
            };
            value = inner;
            let value_start = start + key_len + 1 + lead;
            value_span = Span::new(value_start, value_start + inner.len());
            len = key_len + 1 + taken;
        }
        out.push((key.to_owned(), value.to_owned(), key_span, value_span));
        at += len.max(1);
    }
    out
}
