//! AST to graph, as the reference does it: statement after statement, in the order of the text.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    ClassDef, Cluster, Edge, Ends, Graph, Label, LabelKind, Node, data::entities, errors, membership::place, traps,
};
use crate::{
    diag::{Diagnostic, Edit, Fix, Sink},
    source::Span,
    syntax::{
        ast::{Chain, Click, Diagram, Link, LinkStyle, Member, Spanned, Statement, Style, SubgraphOpen},
        script::{is_space, trim},
        yaml,
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
    let graph = builder.finish();
    // What is rejected is mended first: half a diagram raises suspicions that the whole would not.
    if !sink.has_errors() {
        traps::check(diagram, &graph, sink);
    }
    graph
}

/// The graph in the making.
pub(super) struct Builder<'a> {
    pub(super) graph: Graph,
    pub(super) sink: &'a mut Sink,
    /// Subgraphs whose `end` has not come yet.
    open: Vec<OpenCluster<'a>>,
    /// How many subgraphs have closed; the reference numbers nameless ones by it.
    closed: usize,
    pub(super) clusters: HashMap<String, usize>,
    /// The cluster that closed first with a member.
    owners: HashMap<String, usize>,
    /// Ids of edges, also those that the reference makes up, to the first edge that has them.
    pub(super) edge_ids: HashMap<String, usize>,
    /// How many edges join two ids.
    parallel: HashMap<(String, String), usize>,
    class_slots: HashMap<String, usize>,
    tooltips: BTreeMap<String, String>,
    inherit_direction: bool,
    /// Where the last character of the diagram ends.
    last: usize,
}

struct OpenCluster<'a> {
    open: &'a SubgraphOpen,
    /// Each with the place of its mention, where it is a node's.
    members: Vec<(String, Span)>,
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
            class_slots: HashMap::new(),
            tooltips: BTreeMap::new(),
            inherit_direction: inherit,
            last: diagram.last,
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
                        .fix(Fix::unsafe_("remove it", vec![Edit::replace(*span, "")])),
                ),
            },
            Statement::Direction(dir) => {
                if let Some(cluster) = self.open.last_mut() {
                    cluster.dir = Some(dir.text.clone());
                }
            }
            Statement::AccTitle(text) => {
                self.graph.acc_title = Some(text.text.clone());
                self.member(&text.text, text.span);
            }
            Statement::AccDescr(text) => {
                self.graph.acc_descr = Some(unindent(&text.text));
                self.member(&text.text, text.span);
            }
            Statement::Style(style) => self.style(style),
            Statement::ClassDef(style) => self.class_def(style),
            Statement::Class(class) => self.class(&class.ids.text, &class.name.text),
            Statement::LinkStyle(style) => self.link_style(style),
            Statement::Click(click) => self.click(click),
            Statement::Semicolon => self.member(";", Span::default()),
        }
    }

    /// Adds to the members of the innermost subgraph what the reference adds.
    fn member(&mut self, id: &str, span: Span) {
        if let Some(cluster) = self.open.last_mut() {
            cluster.members.push((id.to_owned(), span));
        }
    }

    fn chain(&mut self, chain: &'a Chain) {
        self.group(&chain.first);
        let mut members: Vec<&[Member]> = vec![&chain.first];
        let mut from = &chain.first;
        for (link, to) in &chain.rest {
            self.group(to);
            self.link(link, from, to);
            members.push(to);
            from = to;
        }
        // The last nodes of a chain come first.
        for member in members.into_iter().rev().flatten() {
            self.member(&member.id.text, member.id.span);
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

    pub(super) fn node(&mut self, id: &str, span: Span) -> &mut Node {
        self.graph.nodes.entry(id.to_owned()).or_insert_with(|| Node::new(id, span))
    }

    fn link(&mut self, link: &Link, from: &[Member], to: &[Member]) {
        if link.ends == Ends::Invalid {
            self.sink.push(
                Diagnostic::new(&errors::MISMATCHED_LINK, link.span, "the two halves of this link do not fit")
                    .label("drawn without a style of its own")
                    .help("use the same stroke and the same head on both sides, such as `<-- text -->`"),
            );
        }
        if let Some(head) = link.lost_head {
            self.sink.push(
                Diagnostic::new(
                    &errors::MISMATCHED_LINK,
                    link.span,
                    format!("the `{head}` at the beginning of this link is not drawn"),
                )
                .label("its ends differ")
                .help("use the same head on both sides, or one at the end only"),
            );
        }
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
            let next = self.graph.class_defs.len();
            let slot = *self.class_slots.entry(name.to_owned()).or_insert(next);
            match self.graph.class_defs.get_mut(slot) {
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
                self.sink.push(no_such_edge(number, style, count));
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
            // Unlike the rest, a tooltip also reaches a node that is only mentioned later.
            if let Some(tip) = &click.tooltip {
                self.tooltips.insert(id.to_owned(), entities(tip));
            }
        }
        self.class(&click.id.text, "clickable");
    }

    fn close(&mut self, cluster: OpenCluster<'a>, end: Span) {
        let OpenCluster { open, members, dir } = cluster;
        let name = trim(&open.name.text);
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
        let (mut nodes, mut lost) = (Vec::new(), Vec::new());
        for (member, span) in members {
            let fresh = !trim(&member).is_empty() && seen.insert(member.clone());
            if !fresh || member == id {
                continue;
            }
            match self.owners.get(&member) {
                Some(owner) if *owner != slot => lost.push((member, span, *owner)),
                Some(_) => {}
                None => {
                    self.owners.insert(member.clone(), slot);
                    nodes.push(member);
                }
            }
        }
        for (member, span, owner) in lost {
            self.lost(&member, span, owner, slot, open);
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
        self.member(&id, open.span);
    }

    /// Warns of a member that another subgraph keeps, unless that one is inside the subgraph that closes.
    fn lost(&mut self, member: &str, span: Span, owner: usize, slot: usize, open: &SubgraphOpen) {
        // Deeper nesting than this is not drawn by hand, and the walk must not make reading quadratic.
        const DEPTH: usize = 32;
        let mut current = Some(owner);
        for _ in 0..DEPTH {
            let Some(cluster) = current.and_then(|i| self.graph.clusters.get(i)) else { break };
            current = self.owners.get(&cluster.id).copied();
            if current == Some(slot) {
                return;
            }
        }
        let (Some(keeper), Some(node)) = (self.graph.clusters.get(owner), self.graph.nodes.get(member)) else { return };
        let found = Diagnostic::new(
            &errors::MEMBER_OF_TWO_SUBGRAPHS,
            span,
            format!("`{member}` is mentioned here, but stays in `{}`", keeper.title.plain()),
        );
        let first = if keeper.span.start <= node.span.start && node.span.end <= keeper.span.end {
            "claimed here too"
        } else {
            "first mentioned here"
        };
        self.sink.push(
            found
                .label("not drawn in this subgraph")
                .related(open.span, "closes later")
                .related(keeper.header, "closes first, and keeps it")
                .related(node.span, first)
                .note("a node belongs to the subgraph that closes first with it, also where a link only mentions it")
                .help("write links between subgraphs outside of both")
                .node(member),
        );
    }

    fn finish(mut self) -> Graph {
        let end = Span::at(self.graph.span.end);
        while let Some(cluster) = self.open.pop() {
            let end_line = Edit::insert(self.last, "\nend").indented_as(cluster.open.span.start);
            let fix = Fix::safe("end it behind the last line", vec![end_line]);
            self.sink.push(
                Diagnostic::new(
                    &errors::UNCLOSED_SUBGRAPH,
                    cluster.open.span,
                    format!("the subgraph `{}` is not closed", trim(&cluster.open.name.text)),
                )
                .label("opened here")
                .fix(fix),
            );
            self.close(cluster, end);
        }
        for (id, tip) in self.tooltips {
            if let Some(node) = self.graph.nodes.get_mut(&id) {
                node.tooltip = Some(tip);
            }
        }
        place(&mut self.graph);
        self.graph
    }
}

/// A number that names no edge. The fix styles the edge that was meant, where people count from 1.
fn no_such_edge(number: &Spanned, style: &LinkStyle, count: usize) -> Diagnostic {
    let there = match count {
        0 => "no link stands before this line".to_owned(),
        1 => "the only link so far is 0".to_owned(),
        n => format!("the links so far are 0 to {}", n - 1),
    };
    let found = Diagnostic::new(
        &errors::LINK_STYLE_OUT_OF_RANGE,
        number.span,
        format!("there is no link {} to style", number.text),
    )
    .label(there)
    .note("links are counted from 0 in the order of the text, and only those above this line count");
    let parsed = number.text.parse::<usize>().ok();
    match parsed {
        // `01` is a number too, but not Mermaid's.
        Some(n) if n < count => {
            found.fix(Fix::safe(format!("write `{n}`"), vec![Edit::replace(number.span, n.to_string())]))
        }
        Some(n) if n == count && count > 0 => {
            found.fix(Fix::unsafe_(format!("write `{}`", n - 1), vec![Edit::replace(number.span, (n - 1).to_string())]))
        }
        _ if style.edges.len() == 1 => {
            found.fix(Fix::unsafe_("remove this `linkStyle`", vec![Edit::replace(style.span, "")]))
        }
        _ => found.help("remove the number"),
    }
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
