//! Styles, classes, clicks and data for what is not there, or not yet.

use std::collections::{HashMap, HashSet};

use super::{Scope, end, links, listed};
use crate::{
    diag::{Diagnostic, Edit, Fix, Sink, nearest},
    graph::errors,
    source::Span,
    syntax::ast::{Click, Spanned, Statement, Style},
};

/// Classes that the reference itself gives, or has styles for; and the one that Obsidian makes a link of.
const KNOWN_CLASSES: [&str; 13] = [
    "clickable",
    "cluster",
    "default",
    "edge-animation-fast",
    "edge-animation-slow",
    "edgeLabel",
    "edgePath",
    "icon-shape",
    "image-shape",
    "internal-link",
    "label",
    "node",
    "nodeLabel",
];

pub(super) fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let born = Born::of(scope);
    for (i, statement) in scope.diagram.statements.iter().enumerate() {
        match statement {
            Statement::Style(style) => style_target(scope, style, sink),
            Statement::Class(class) => {
                let written = format!("class {} {}", class.ids.text, class.name.text);
                let whole = Spanned { text: written, span: class.span };
                targets(scope, &born, i, &Use { what: "class", ids: &class.ids, whole: &whole }, sink);
            }
            Statement::Click(Click { id, whole, .. }) => {
                targets(scope, &born, i, &Use { what: "click", ids: id, whole }, sink);
            }
            _ => {}
        }
    }
    edge_data(scope, &born, sink);
    classes(scope, sink);
}

/// When each id comes into being: the number of the statement, and where that ends.
struct Born<'a> {
    nodes: HashMap<&'a str, (usize, usize)>,
    edges: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Born<'a> {
    fn of(scope: &Scope<'a>) -> Self {
        let mut born = Self { nodes: HashMap::new(), edges: HashMap::new() };
        let mut open: Vec<Span> = Vec::new();
        let clusters: HashMap<usize, &str> =
            scope.graph.clusters.iter().map(|c| (c.header.start, c.id.as_str())).collect();
        for (i, statement) in scope.diagram.statements.iter().enumerate() {
            match statement {
                Statement::Chain(chain) => {
                    let last = super::members(chain).map(end).max().unwrap_or(0);
                    for member in super::members(chain) {
                        born.nodes.entry(&member.id.text).or_insert((i, last));
                    }
                    for id in chain.rest.iter().filter_map(|(link, _)| link.id.as_ref()) {
                        born.edges.entry(&id.text).or_insert((i, last));
                    }
                }
                Statement::Style(style) => {
                    born.nodes.entry(&style.target.text).or_insert((i, style.span.end));
                }
                Statement::SubgraphOpen(subgraph) => open.push(subgraph.span),
                Statement::SubgraphClose(span) => {
                    if let Some(id) = open.pop().and_then(|header| clusters.get(&header.start)) {
                        born.nodes.entry(id).or_insert((i, span.end));
                    }
                }
                _ => {}
            }
        }
        born
    }

    fn any(&self, id: &str) -> Option<(usize, usize)> {
        let both = [self.nodes.get(id), self.edges.get(id)];
        both.into_iter().flatten().min().copied()
    }
}

/// `style X …` draws `X` where there is no such node.
fn style_target(scope: &Scope<'_>, style: &Style, sink: &mut Sink) {
    let id = style.target.text.as_str();
    if scope.knows(id) || !scope.graph.nodes.contains_key(id) {
        return;
    }
    let parts: Vec<&str> = id.split(',').collect();
    let found = Diagnostic::new(
        &errors::UNKNOWN_TARGET,
        style.target.span,
        format!("there is no node `{id}` to style, so one is drawn"),
    )
    .node(id);
    if parts.len() > 1 && parts.iter().all(|p| scope.knows(p)) {
        let styles = style.styles.join(",");
        let lines: Vec<String> = parts.iter().map(|part| format!("style {part} {styles}")).collect();
        let edit = Edit::replace(style.span, lines.join("\n"));
        sink.push(
            found
                .label("read as one id")
                .help("write one `style` line for each node, or a class for all of them")
                .fix(Fix::safe("write one line for each node", vec![edit])),
        );
        return;
    }
    sink.push(suggest(scope, found.label("mentioned nowhere else"), &style.target));
}

/// A statement that speaks of ids.
struct Use<'a> {
    what: &'static str,
    ids: &'a Spanned,
    whole: &'a Spanned,
}

/// `class X k` and `click X …` do nothing where `X` is not there, or comes later.
fn targets(scope: &Scope<'_>, born: &Born<'_>, at: usize, this: &Use<'_>, sink: &mut Sink) {
    let mut late: Vec<(&str, usize)> = Vec::new();
    let mut missing: Vec<Spanned> = Vec::new();
    let placed = this.ids.span.end - this.ids.span.start == this.ids.text.len();
    let mut offset = 0;
    for id in this.ids.text.split(',') {
        let start = this.ids.span.start + offset;
        offset += id.len() + 1;
        match born.any(id) {
            None if !id.is_empty() => {
                let span = if placed { Span::new(start, start + id.len()) } else { this.ids.span };
                missing.push(Spanned { text: id.to_owned(), span });
            }
            Some((birth, place)) if birth > at => late.push((id, place)),
            _ => {}
        }
    }
    if let Some(first) = missing.first() {
        let names: Vec<&str> = missing.iter().map(|m| m.text.as_str()).collect();
        let node = if names.len() > 1 { "are no nodes" } else { "is no node" };
        let it = if this.ids.text.contains(',') { " for them" } else { "" };
        let message = format!("there {node} {}, so this `{}` does nothing{it}", listed(&names), this.what);
        let found = Diagnostic::new(&errors::UNKNOWN_TARGET, first.span, message).label("not found");
        sink.push(if names.len() == 1 {
            suggest(scope, found, first)
        } else {
            found.help("remove the ids, or draw the nodes")
        });
    }
    let Some(place) = late.iter().map(|(_, place)| *place).max() else { return };
    let ids: Vec<&str> = late.iter().map(|(id, _)| *id).collect();
    let mut found = Diagnostic::new(
        &errors::TOO_EARLY,
        this.whole.span,
        format!("this `{}` stands before {}, so it is ignored", this.what, listed(&ids)),
    )
    .label("does nothing")
    .related(Span::at(place), "not before here")
    .help("move the line down");
    if !this.whole.text.contains('\n') {
        found = found.fix(Fix::safe(
            "move the line down",
            vec![Edit::replace(this.whole.span, ""), Edit::insert(place, format!("\n{}", this.whole.text))],
        ));
    }
    sink.push(found);
}

/// `e1@{ … }` before its edge makes a node.
fn edge_data(scope: &Scope<'_>, born: &Born<'_>, sink: &mut Sink) {
    for id in links(scope.diagram).filter_map(|(_, link, _)| link.id.as_ref()) {
        let id = &id.text;
        let Some((birth, _)) = born.edges.get(id.as_str()) else { continue };
        let early = scope.mentions(id).iter().find(|m| m.member.data.is_some() && m.statement < *birth);
        let Some(member) = early.map(|m| m.member) else { continue };
        sink.push(
            Diagnostic::new(
                &errors::TOO_EARLY,
                member.span,
                format!("`{id}` is drawn as a node, because this stands before its edge"),
            )
            .label("no edge has this id yet")
            .help("move the line below the edge"),
        );
    }
}

/// Adds what may have been meant by an id.
fn suggest(scope: &Scope<'_>, found: Diagnostic, target: &Spanned) -> Diagnostic {
    if !scope.is_small() {
        return found.help("remove the line, or draw the node");
    }
    let known: HashSet<&str> = scope.mentions.keys().chain(&scope.clusters).copied().collect();
    // A title is what a reader knows a subgraph by, but no id.
    let titled = scope.graph.clusters.iter().find(|c| c.title.raw == target.text && c.id != target.text);
    if let Some(cluster) = titled {
        return found.help(format!("the id of that subgraph is `{}`", cluster.id));
    }
    match nearest(&target.text, known.iter().copied(), 1).first() {
        Some(close) => {
            let same = known.iter().filter(|id| id.eq_ignore_ascii_case(&target.text)).count() == 1
                && close.eq_ignore_ascii_case(&target.text);
            let edits = vec![Edit::replace(target.span, *close)];
            let title = format!("write `{close}`");
            found.help(format!("did you mean `{close}`?")).fix(if same {
                Fix::safe(title, edits)
            } else {
                Fix::unsafe_(title, edits)
            })
        }
        None => found.help("remove the line, or draw the node"),
    }
}

/// Classes that nothing defines, each told once.
fn classes(scope: &Scope<'_>, sink: &mut Sink) {
    if scope.graph.config.get("themeCSS").is_some() {
        return;
    }
    let defined: HashSet<&str> = scope.graph.class_defs.iter().map(|c| c.name.as_str()).collect();
    let mut told: HashSet<&str> = HashSet::new();
    let mut uses: Vec<(&Spanned, Option<&Spanned>)> = Vec::new();
    let mut wholes: Vec<Span> = Vec::new();
    for statement in &scope.diagram.statements {
        match statement {
            Statement::Chain(chain) => {
                uses.extend(super::members(chain).filter_map(|m| Some((m.class.as_ref()?, None))));
            }
            Statement::Class(class) => {
                uses.push((&class.name, Some(&class.ids)));
                wholes.push(class.span);
            }
            _ => {}
        }
    }
    let mut wholes = wholes.into_iter();
    for (name, ids) in uses {
        let whole = ids.and_then(|_| wholes.next());
        let text = name.text.as_str();
        if defined.contains(text) || KNOWN_CLASSES.contains(&text) || !told.insert(text) {
            continue;
        }
        let found =
            Diagnostic::new(&errors::UNDEFINED_CLASS, name.span, format!("no `classDef` defines the class `{text}`"))
                .label("changes nothing");
        let parts: Vec<&str> = text.split(',').collect();
        if parts.len() > 1 && parts.iter().all(|p| defined.contains(p)) {
            let mut found = found.help("give the classes one by one, each by a `class` line");
            if let (Some(ids), Some(whole)) = (ids, whole) {
                let lines: Vec<String> = parts.iter().map(|part| format!("class {} {part}", ids.text)).collect();
                let edits = vec![Edit::replace(whole, lines.join("\n"))];
                found = found.fix(Fix::safe("write one line for each class", edits));
            }
            sink.push(found);
            continue;
        }
        let close = if scope.is_small() { nearest(text, defined.iter().copied(), 1) } else { Vec::new() };
        sink.push(match close.first() {
            Some(close) => {
                let edits = vec![Edit::replace(name.span, *close)];
                let title = format!("write `{close}`");
                let same = close.eq_ignore_ascii_case(text)
                    && defined.iter().filter(|name| name.eq_ignore_ascii_case(text)).count() == 1;
                found.help(format!("did you mean `{close}`?")).fix(if same {
                    Fix::safe(title, edits)
                } else {
                    Fix::unsafe_(title, edits)
                })
            }
            None => found.help(format!("add a line such as `classDef {text} fill:#eee`, or leave the class out")),
        });
    }
}
