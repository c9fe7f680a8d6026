//! AST to graph, as the reference does it: statement after statement, in the order of the text.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{ClassDef, Cluster, Edge, Graph, Label, LabelKind, Node, NodeExtra, errors, membership::place};
use crate::{
    diag::{Diagnostic, Sink, nearest},
    source::Span,
    syntax::{
        ast::{Chain, Click, Data, Diagram, Link, LinkStyle, Member, Statement, Style, SubgraphOpen},
        is_shape,
        script::{is_space, trim},
        shape_names, yaml,
    },
};

/// The reference draws no diagram with more edges, and a diagram cannot raise the limit.
const MAX_EDGES: usize = 500;

/// Builds the graph of a diagram.
#[must_use]
pub fn build(diagram: &Diagram, sink: &mut Sink) -> Graph {
    let mut builder = Builder::new(diagram, sink);
    for statement in &diagram.statements {
        builder.statement(statement);
    }
    builder.finish()
}

struct Builder<'a> {
    graph: Graph,
    sink: &'a mut Sink,
    /// Subgraphs whose `end` has not come yet.
    open: Vec<OpenCluster<'a>>,
    /// How many subgraphs have closed; the reference numbers nameless ones by it.
    closed: usize,
    clusters: HashMap<String, usize>,
    /// The cluster that closed first with a member.
    owners: HashMap<String, usize>,
    /// Ids of edges, also those that the reference makes up, to the first edge that has them.
    edge_ids: HashMap<String, usize>,
    /// How many edges join two ids.
    parallel: HashMap<(String, String), usize>,
    inherit_direction: bool,
}

struct OpenCluster<'a> {
    open: &'a SubgraphOpen,
    members: Vec<String>,
    dir: Option<String>,
}

impl<'a> Builder<'a> {
    fn new(diagram: &'a Diagram, sink: &'a mut Sink) -> Self {
        let graph = Graph {
            dialect: diagram.dialect,
            title: diagram.title.clone(),
            direction: diagram.direction,
            config: diagram.config.clone(),
            comments: diagram.comments.clone(),
            header: diagram.header,
            span: diagram.span,
            ..Graph::default()
        };
        let inherit = diagram.config.pointer("/flowchart/inheritDir").is_some_and(yaml::is_truthy);
        Self {
            graph,
            sink,
            open: Vec::new(),
            closed: 0,
            clusters: HashMap::new(),
            owners: HashMap::new(),
            edge_ids: HashMap::new(),
            parallel: HashMap::new(),
            inherit_direction: inherit,
        }
    }

    fn statement(&mut self, statement: &'a Statement) {
        match statement {
            Statement::Chain(chain) => self.chain(chain),
            Statement::SubgraphOpen(open) => {
                self.open.push(OpenCluster { open, members: Vec::new(), dir: None });
            }
            Statement::SubgraphClose(span) => match self.open.pop() {
                Some(cluster) => self.close(cluster, *span),
                None => self.sink.push(
                    Diagnostic::new(&errors::UNCLOSED_SUBGRAPH, *span, "this `end` closes no subgraph")
                        .label("no `subgraph` is open here")
                        .help("remove it, or write `End` or another id if a node was meant"),
                ),
            },
            Statement::Direction(dir) => {
                if let Some(cluster) = self.open.last_mut() {
                    cluster.dir = Some(dir.text.clone());
                }
            }
            Statement::AccTitle(text) => {
                self.graph.acc_title = Some(text.text.clone());
                self.member(&text.text);
            }
            Statement::AccDescr(text) => {
                self.graph.acc_descr = Some(unindent(&text.text));
                self.member(&text.text);
            }
            Statement::Style(style) => self.style(style),
            Statement::ClassDef(style) => self.class_def(style),
            Statement::Class(class) => self.class(&class.ids.text, &class.name.text),
            Statement::LinkStyle(style) => self.link_style(style),
            Statement::Click(click) => self.click(click),
            Statement::Semicolon => self.member(";"),
        }
    }

    /// Adds to the members of the innermost subgraph what the reference adds.
    fn member(&mut self, id: &str) {
        if let Some(cluster) = self.open.last_mut() {
            cluster.members.push(id.to_owned());
        }
    }

    fn chain(&mut self, chain: &'a Chain) {
        self.group(&chain.first);
        let mut members: Vec<Vec<&str>> = vec![ids(&chain.first)];
        let mut from = &chain.first;
        for (link, to) in &chain.rest {
            self.group(to);
            self.link(link, from, to);
            members.push(ids(to));
            from = to;
        }
        // The last nodes of a chain come first.
        for id in members.into_iter().rev().flatten() {
            self.member(id);
        }
    }

    fn group(&mut self, group: &'a [Member]) {
        for (i, member) in group.iter().enumerate() {
            self.vertex(member);
            if let Some(class) = &member.class {
                self.class(&member.id.text, &class.text);
            }
            // `@{ }` takes effect when the node after it has been read.
            if let Some(before) = i.checked_sub(1).and_then(|i| group.get(i)) {
                self.data_of(before);
            }
        }
        if let Some(last) = group.last() {
            self.data_of(last);
        }
    }

    fn data_of(&mut self, member: &Member) {
        if let Some(data) = &member.data {
            self.data(member, data);
        }
    }

    fn vertex(&mut self, member: &Member) {
        // An id that an edge has is that edge's, also where the reference made it up.
        if self.edge_ids.contains_key(&member.id.text) {
            return;
        }
        let node = self.node(&member.id.text, member.id.span);
        if let Some((shape, label)) = &member.shape {
            node.label = Some(label.clone());
            node.vertex_type = Some((*shape).to_owned());
            node.definition = member.span;
        }
    }

    fn node(&mut self, id: &str, span: Span) -> &mut Node {
        self.graph.nodes.entry(id.to_owned()).or_insert_with(|| new_node(id, span))
    }

    fn data(&mut self, member: &Member, data: &Data) {
        // One line is a flow mapping, several are a block mapping.
        let text = if data.yaml.contains('\n') { format!("{}\n", data.yaml) } else { format!("{{\n{}\n}}", data.yaml) };
        let value = match yaml::read(&text) {
            Ok(value) => value,
            Err(why) => {
                self.sink.push(
                    Diagnostic::new(
                        &errors::BAD_DATA,
                        data.span,
                        format!("the data of `{}` cannot be read as YAML", member.id.text),
                    )
                    .label("in these braces")
                    .note(why)
                    .help("on one line, part the keys by commas; on several lines, write one key a line without commas")
                    .node(&member.id.text),
                );
                return;
            }
        };
        let id = member.id.text.as_str();
        if let Some(cluster) = self.clusters.get(id).and_then(|i| self.graph.clusters.get_mut(*i)) {
            if yaml::is_truthy(&value) {
                add_metadata(&mut cluster.metadata, value);
                return;
            }
        }
        if let Some(edge) = self.edge_ids.get(id).and_then(|i| self.graph.edges.get_mut(*i)) {
            edge_data(edge, &value);
            return;
        }
        let fields = match value {
            Value::Object(fields) => fields,
            // A text without a value is nothing; `null` written out breaks the reference.
            Value::Null if data.yaml.contains("null") || data.yaml.contains('~') => {
                self.sink.push(Diagnostic::new(&errors::BAD_DATA, data.span, format!("the data of `{id}` is `null`")));
                return;
            }
            _ => return,
        };
        let get = |key: &str| fields.get(key).filter(|v| yaml::is_truthy(v));
        let shape = match get("shape") {
            Some(Value::String(name)) if is_shape(name) => Some(name.clone()),
            Some(other) => {
                self.unknown_shape(id, &yaml::shown(other), data.span);
                None
            }
            None => None,
        };
        let label = get("label").map(|value| Label {
            raw: entities(&yaml::shown(value)),
            kind: match fields.get("labelType").and_then(Value::as_str) {
                Some("string") => LabelKind::String,
                Some("text") => LabelKind::Text,
                _ => LabelKind::Markdown,
            },
            span: data.span,
        });
        let picture = get("icon").or_else(|| get("img")).is_some();
        let blank_label = match get("label") {
            None => true,
            Some(Value::String(text)) => trim(text).is_empty(),
            Some(_) if picture => {
                self.sink.push(Diagnostic::new(
                    &errors::BAD_DATA,
                    data.span,
                    format!("the label of `{id}` is not a text"),
                ));
                return;
            }
            Some(_) => false,
        };
        let text = |key: &str| get(key).map(yaml::shown);
        let size = |key: &str| get(key).and_then(|v| yaml::shown(v).trim().parse::<f64>().ok());
        let span = member.span.join(data.span);
        let node = self.node(id, member.id.span);
        if shape.is_some() {
            node.vertex_type = shape;
        }
        let had_label = node.label.as_ref().is_some_and(|l| l.raw != id);
        if label.is_some() {
            node.label = label;
        }
        if picture && blank_label && !had_label {
            node.label = Some(Label { raw: String::new(), kind: LabelKind::Text, span: Span::at(data.span.end) });
        }
        node.definition = span;
        let extra = &mut node.extra;
        let set = |slot: &mut Option<String>, key: &str| {
            if let Some(value) = text(key) {
                *slot = Some(value);
            }
        };
        set(&mut extra.icon, "icon");
        set(&mut extra.img, "img");
        set(&mut extra.form, "form");
        set(&mut extra.pos, "pos");
        set(&mut extra.constraint, "constraint");
        extra.asset_width = size("w").or(extra.asset_width);
        extra.asset_height = size("h").or(extra.asset_height);
    }

    fn unknown_shape(&mut self, id: &str, name: &str, span: Span) {
        let wanted = name.to_lowercase().replace('_', "-");
        let close: Vec<String> = if is_shape(&wanted) {
            vec![format!("`{wanted}`")]
        } else {
            nearest(&wanted, shape_names(), 3).into_iter().map(|n| format!("`{n}`")).collect()
        };
        let mut found = Diagnostic::new(&errors::UNKNOWN_SHAPE, span, format!("Mermaid knows no shape `{name}`"))
            .label(format!("asked for by `{id}`"))
            .node(id);
        if name.chars().any(char::is_uppercase) || name.contains('_') {
            found = found.note("names of shapes are lower case, with `-` between words");
        }
        if !close.is_empty() {
            found = found.help(format!("write {}", close.join(" or ")));
        }
        self.sink.push(found);
    }

    fn link(&mut self, link: &Link, from: &[Member], to: &[Member]) {
        let last = from.last().map(|m| m.id.text.as_str());
        let first = to.first().map(|m| m.id.text.as_str());
        for start in from {
            for end in to {
                // Only the edge from the last node to the first one gets the id.
                let named = last == Some(start.id.text.as_str()) && first == Some(end.id.text.as_str());
                self.edge(link, start, end, link.id.as_ref().map(|i| i.text.as_str()).filter(|_| named));
            }
        }
    }

    fn edge(&mut self, link: &Link, start: &Member, end: &Member, id: Option<&str>) {
        let id = id.filter(|id| !id.is_empty() && !self.edge_ids.contains_key(*id));
        let key = (start.id.text.clone(), end.id.text.clone());
        let known = self.parallel.entry(key).or_default();
        let made_up = match *known {
            0 => format!("L_{}_{}_0", start.id.text, end.id.text),
            n => format!("L_{}_{}_{}", start.id.text, end.id.text, n + 1),
        };
        *known += 1;
        let index = self.graph.edges.len();
        self.edge_ids.entry(id.map_or(made_up, str::to_owned)).or_insert(index);
        if index == MAX_EDGES {
            self.sink.push(
                Diagnostic::new(
                    &errors::TOO_MANY_EDGES,
                    link.span,
                    format!("Mermaid draws no diagram with more than {MAX_EDGES} edges"),
                )
                .label("this is one edge too many")
                .help("split the diagram, or join nodes by `&` only where every pair is meant"),
            );
        }
        self.graph.edges.push(Edge {
            id: id.map(str::to_owned),
            from: start.id.text.clone(),
            to: end.id.text.clone(),
            span: link.span,
            from_span: start.id.span,
            to_span: end.id.span,
            label: link.label.clone(),
            stroke: link.stroke,
            ends: link.ends,
            length: link.length,
            classes: Vec::new(),
            styles: Vec::new(),
            interpolate: self.graph.default_interpolate.clone(),
            animate: None,
            animation: None,
            step: None,
        });
    }

    fn style(&mut self, style: &Style) {
        if self.edge_ids.contains_key(&style.target.text) {
            return;
        }
        let node = self.node(&style.target.text, style.target.span);
        node.styles.extend(style.styles.iter().cloned());
    }

    fn class_def(&mut self, style: &Style) {
        // Declarations are joined by commas and parted again at commas and `;`; `\,` is a comma.
        let joined = style.styles.join(",").replace("\\,", "\u{3}").replace(',', ";").replace('\u{3}', ",");
        for name in style.target.text.split(',') {
            let styles = joined.split(';').map(str::to_owned);
            match self.graph.class_defs.iter_mut().find(|c| c.name == name) {
                Some(class) => class.styles.extend(styles),
                None => self.graph.class_defs.push(ClassDef {
                    name: name.to_owned(),
                    styles: styles.collect(),
                    span: style.target.span,
                }),
            }
        }
    }

    /// Gives a class to what has one of the ids by now.
    fn class(&mut self, ids: &str, name: &str) {
        for id in ids.split(',') {
            if let Some(node) = self.graph.nodes.get_mut(id) {
                node.classes.push(name.to_owned());
            }
            if let Some(edge) = self.edge_ids.get(id).and_then(|i| self.graph.edges.get_mut(*i)) {
                edge.classes.push(name.to_owned());
            }
            if let Some(cluster) = self.clusters.get(id).and_then(|i| self.graph.clusters.get_mut(*i)) {
                cluster.classes.push(name.to_owned());
            }
        }
    }

    fn link_style(&mut self, style: &LinkStyle) {
        if style.edges.is_empty() {
            if let Some(curve) = &style.interpolate {
                self.graph.default_interpolate = Some(curve.clone());
            }
            if let Some(styles) = &style.styles {
                self.graph.default_link_style = styles.clone();
            }
            return;
        }
        let count = self.graph.edges.len();
        for number in &style.edges {
            // The reference looks the text up among the edges, so `01` names none.
            let index = number.text.parse::<usize>().ok().filter(|i| i.to_string() == number.text);
            let Some(edge) = index.and_then(|i| self.graph.edges.get_mut(i)) else {
                let valid = match count {
                    0 => "no edge has been drawn by then".to_owned(),
                    n => format!("by then there are edges 0 to {}", n - 1),
                };
                self.sink.push(
                    Diagnostic::new(
                        &errors::LINK_STYLE_OUT_OF_RANGE,
                        number.span,
                        format!("there is no edge {} to style", number.text),
                    )
                    .label(valid)
                    .help("edges are counted from 0 in the order of the text, and must stand before `linkStyle`"),
                );
                continue;
            };
            if let Some(curve) = &style.interpolate {
                edge.interpolate = Some(curve.clone());
            }
            if let Some(styles) = &style.styles {
                edge.styles.clone_from(styles);
                if !edge.styles.iter().any(|s| s.starts_with("fill")) {
                    edge.styles.push("fill:none".to_owned());
                }
            }
        }
    }

    fn click(&mut self, click: &Click) {
        for id in click.id.text.split(',') {
            if let Some(node) = self.graph.nodes.get_mut(id) {
                match &click.link {
                    Some(link) => {
                        let link = trim(link);
                        node.link = (!link.is_empty()).then(|| link.to_owned());
                        node.link_target.clone_from(&click.target);
                    }
                    None => node.has_callback = true,
                }
            }
            if let (Some(node), Some(tip)) = (self.graph.nodes.get_mut(id), &click.tooltip) {
                node.tooltip = Some(entities(tip));
            }
        }
        self.class(&click.id.text, "clickable");
    }

    fn close(&mut self, cluster: OpenCluster<'a>, end: Span) {
        let OpenCluster { open, members, dir } = cluster;
        let name = trim(&open.name.text);
        if open.name.text.is_empty() {
            self.sink.push(
                Diagnostic::new(&errors::UNNAMED_SUBGRAPH, open.span, "this subgraph has no name")
                    .label("Mermaid needs an id or a title here")
                    .help("write `subgraph id [title]`"),
            );
        }
        // A title with a blank in it is no id.
        let id = match &open.title {
            None if open.name.text.contains(is_space) || name.is_empty() => format!("subGraph{}", self.closed),
            _ => name.to_owned(),
        };
        self.closed += 1;
        let title = open.title.clone().unwrap_or_else(|| Label {
            raw: name.to_owned(),
            kind: if open.markdown { LabelKind::Markdown } else { LabelKind::Text },
            span: open.name.span,
        });
        let inherited = || self.inherit_direction.then(|| self.graph.direction.as_str().to_owned());
        let dir = dir.or_else(inherited);
        let index = self.clusters.get(&id).copied();
        let slot = index.unwrap_or(self.graph.clusters.len());
        let mut seen = HashSet::new();
        let mut nodes = Vec::new();
        for member in members {
            let fresh = !trim(&member).is_empty() && seen.insert(member.clone());
            if fresh && member != id && !self.owners.contains_key(&member) {
                self.owners.insert(member.clone(), slot);
                nodes.push(member);
            }
        }
        match index.and_then(|i| self.graph.clusters.get_mut(i)) {
            Some(first) => first.nodes.extend(nodes),
            None => {
                self.clusters.insert(id.clone(), slot);
                self.graph.clusters.push(Cluster {
                    id: id.clone(),
                    title,
                    header: open.span,
                    span: open.span.join(end),
                    dir,
                    parent: None,
                    nodes,
                    classes: Vec::new(),
                    styles: Vec::new(),
                    metadata: None,
                });
            }
        }
        self.member(&id);
    }

    fn finish(mut self) -> Graph {
        let end = Span::at(self.graph.span.end);
        while let Some(cluster) = self.open.pop() {
            self.sink.push(
                Diagnostic::new(
                    &errors::UNCLOSED_SUBGRAPH,
                    cluster.open.span,
                    format!("the subgraph `{}` is not closed", trim(&cluster.open.name.text)),
                )
                .label("opened here")
                .help("write `end` on a line of its own behind what it holds"),
            );
            self.close(cluster, end);
        }
        place(&mut self.graph);
        self.graph
    }
}

fn ids(group: &[Member]) -> Vec<&str> {
    group.iter().map(|m| m.id.text.as_str()).collect()
}

fn new_node(id: &str, span: Span) -> Node {
    Node {
        id: id.to_owned(),
        span,
        label: None,
        vertex_type: None,
        definition: span,
        parent: None,
        is_cluster: false,
        hidden: false,
        classes: Vec::new(),
        styles: Vec::new(),
        link: None,
        link_target: None,
        tooltip: None,
        has_callback: false,
        extra: NodeExtra::default(),
    }
}

fn edge_data(edge: &mut Edge, value: &Value) {
    if let Some(animate) = value.get("animate") {
        edge.animate = Some(yaml::is_truthy(animate));
    }
    if let Some(animation) = value.get("animation") {
        edge.animation = Some(yaml::shown(animation));
    }
    if let Some(curve) = value.get("curve") {
        edge.interpolate = Some(yaml::shown(curve));
    }
    if let Some(step) = value.get("step").filter(|s| s.as_f64().is_some_and(|f| f > 0.0 && f.fract() == 0.0)) {
        edge.step = Some(step.clone());
    }
}

fn add_metadata(into: &mut Option<Value>, value: Value) {
    match (into.as_mut().and_then(Value::as_object_mut), value) {
        (Some(old), Value::Object(new)) => old.extend(new),
        (None, new @ Value::Object(_)) => *into = Some(new),
        _ => {}
    }
}

/// The reference keeps entities of `@{ label }` and of tooltips as HTML's.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(hash) = rest.find('#') {
        let (before, from) = rest.split_at(hash);
        out.push_str(before);
        let body = from.get(1..).unwrap_or("");
        let len = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let word = body.get(..len).unwrap_or("");
        if len > 0 && body.as_bytes().get(len) == Some(&b';') {
            let number = word.bytes().all(|b| b.is_ascii_digit());
            out.push_str(if number { "&#" } else { "&" });
            out.push_str(word);
            out.push(';');
            rest = body.get(len + 1..).unwrap_or("");
        } else {
            out.push('#');
            rest = body;
        }
    }
    out.push_str(rest);
    out
}

/// Line ends of a description lose the blanks behind them.
fn unindent(text: &str) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or("").to_owned();
    let mut pending = false;
    for line in lines {
        let line = line.trim_start_matches(is_space);
        if !pending {
            out.push('\n');
        }
        pending = line.is_empty();
        out.push_str(line);
    }
    out
}
