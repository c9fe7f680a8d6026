//! The model view: the architecture that a drawing means, as a graph of its own.
//!
//! Networks, environments and plans are containers here, whatever the author drew them as, and what siteplan fills in is there
//! too, with a dashed border.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::{
    catalog::{LinkKind, Nature},
    graph::{ClassDef, Cluster, Direction, Edge, Ends, Graph, Label, LabelKind, Node, NodeExtra, Stroke},
    model::{Architecture, Component, ComponentId},
    source::Span,
};

/// The class of what is not drawn.
const FILLED: &str = "siteplan-filled";

/// Makes the graph of an architecture, and the glyphs of its nodes.
#[must_use]
pub fn model(architecture: &Architecture) -> (Graph, BTreeMap<String, &'static str>) {
    let holders = holders(architecture);
    let shown: Vec<ComponentId> =
        architecture.all().filter(|(id, c)| is_shown(architecture, *id, c)).map(|(id, _)| id).collect();
    let is_cluster = |id: ComponentId| holders.values().any(|h| *h == id);
    let mut graph = Graph { direction: Direction::TopBottom, ..Graph::default() };
    let mut glyphs = BTreeMap::new();
    for id in &shown {
        let Some(component) = architecture.get(*id) else { continue };
        if !component.kind.glyph.is_empty() {
            glyphs.insert(name(*id), component.kind.glyph);
        }
        if !is_cluster(*id) {
            graph.nodes.insert(name(*id), node(*id, component, holders.get(id).copied()));
        }
    }
    clusters(architecture, &holders, &shown, &mut graph);
    for relation in &architecture.relations {
        if let Some(edge) = edge(architecture, relation.kind, relation.from, relation.to, &shown)
            && !graph.edges.iter().any(|e| e.from == edge.from && e.to == edge.to)
        {
            graph.edges.push(edge);
        }
    }
    // Who only stands beside the drawing says nothing of the architecture.
    let linked = |id: &String| graph.edges.iter().any(|e| e.from == *id || e.to == *id);
    let beside = |c: &Component| matches!(c.kind.nature, Nature::Actor | Nature::Service);
    let idle: Vec<String> =
        architecture.all().filter(|(_, c)| beside(c)).map(|(id, _)| name(id)).filter(|n| !linked(n)).collect();
    graph.nodes.retain(|id, _| !idle.contains(id));
    let styles = vec!["stroke-dasharray:4 3".to_owned()];
    graph.class_defs.push(ClassDef { name: FILLED.to_owned(), styles, span: Span::default() });
    (graph, glyphs)
}

fn name(id: ComponentId) -> String {
    format!("c{}", id.0)
}

/// What a reader of the model wants to see: no frames, and no capability that another thing already shows.
fn is_shown(architecture: &Architecture, id: ComponentId, component: &Component) -> bool {
    match component.kind.id {
        "internal-load-balancer" | "vnet-integration" | "resource-group" => false,
        "private-dns-zone" => component.facts.zone.is_some(),
        "waf-policy" => true,
        _ => component.kind.nature != Nature::Frame || architecture.to(id, LinkKind::Contains).next().is_some(),
    }
}

/// Which component stands inside which.
fn holders(architecture: &Architecture) -> IndexMap<ComponentId, ComponentId> {
    let mut out: IndexMap<ComponentId, ComponentId> = IndexMap::new();
    let rank = |kind: LinkKind| match kind {
        LinkKind::Contains => 0,
        _ => 1,
    };
    let mut holding: Vec<(u8, ComponentId, ComponentId)> = architecture
        .relations
        .iter()
        .filter(|r| matches!(r.kind, LinkKind::Contains | LinkKind::Hosts))
        .filter(|r| {
            architecture.get(r.from).is_some_and(|c| {
                matches!(c.kind.id, "virtual-network" | "subnet" | "app-service-environment" | "app-service-plan")
            })
        })
        .map(|r| (rank(r.kind), r.to, r.from))
        .collect();
    // A subnet holds closer than its VNet.
    holding.sort_by_key(|(rank, _, from)| {
        (*rank, architecture.get(*from).is_some_and(|c| c.kind.id == "virtual-network"))
    });
    for (_, inner, outer) in holding {
        let shown = architecture.get(inner).is_some_and(|c| is_shown(architecture, inner, c));
        if shown && !out.contains_key(&inner) && !reaches(&out, outer, inner) {
            out.insert(inner, outer);
        }
    }
    // A slot stands beside its app, in the plan.
    for (slot, _) in architecture.of_kind("deployment-slot") {
        let app = architecture.from(slot, LinkKind::Hosts).map(|(a, _)| a).next();
        if let Some(plan) = app.and_then(|a| out.get(&a).copied()) {
            out.entry(slot).or_insert(plan);
        }
    }
    // A region is around whatever holds what is drawn in it: the plan of an app, the VNet of a subnet.
    for (region, _) in architecture.of_kind("region") {
        for (inner, _) in architecture.to(region, LinkKind::Contains) {
            let mut top = inner;
            while let Some(holder) = out.get(&top).copied() {
                top = holder;
            }
            if top != region && architecture.get(top).is_some_and(|c| is_shown(architecture, top, c)) {
                out.insert(top, region);
            }
        }
    }
    out
}

fn reaches(holders: &IndexMap<ComponentId, ComponentId>, from: ComponentId, to: ComponentId) -> bool {
    let mut at = Some(from);
    for _ in 0..holders.len() + 2 {
        match at {
            Some(id) if id == to => return true,
            Some(id) => at = holders.get(&id).copied(),
            None => return false,
        }
    }
    true
}

fn text(component: &Component) -> String {
    let title = component.facts.zone.as_ref().map_or(&component.title, |zone| &zone.value);
    let mut lines = vec![title.clone()];
    if let Some(target) = component.facts.target.filter(|t| !title.to_lowercase().contains(&t.title.to_lowercase())) {
        lines.push(target.title.to_owned());
    }
    let kind = component.kind.title;
    // A label that says nothing beyond its kind needs no second line that says it again.
    let own_words = !component.slug.is_empty() && !title.to_lowercase().contains(&kind.to_lowercase());
    if own_words && component.kind.nature != Nature::Actor && component.facts.zone.is_none() {
        lines.push(kind.to_owned());
    }
    if let Some(sku) = component.facts.skus.first().filter(|_| component.kind.id == "app-service-plan") {
        lines.push(sku.value.name.to_owned());
    }
    lines.extend(component.facts.prefixes.iter().map(|p| p.value.to_string()));
    // A title that states the size or the range already is not followed by it once more.
    let said: Vec<String> = title.split([' ', '(', ')', ',']).map(str::to_owned).collect();
    lines.retain(|line| !said.contains(line) || line == title);
    // Entities keep a label's text from being read as marks once more.
    lines
        .iter()
        .map(|l| l.replace('&', "&amp;").replace('<', "&lt;").replace("\\n", "\\#8203;n"))
        .collect::<Vec<_>>()
        .join("<br/>")
}

fn label(component: &Component) -> Label {
    Label { raw: text(component), kind: LabelKind::String, span: component.span }
}

fn classes(component: &Component) -> Vec<String> {
    if component.is_drawn() { Vec::new() } else { vec![FILLED.to_owned()] }
}

fn node(id: ComponentId, component: &Component, holder: Option<ComponentId>) -> Node {
    let shape = match component.kind.nature {
        Nature::Actor => "stadium",
        _ if component.kind.data => "cylinder",
        _ => "square",
    };
    Node {
        id: name(id),
        span: component.span,
        label: Some(label(component)),
        vertex_type: Some(shape.to_owned()),
        definition: component.span,
        parent: holder.map(name),
        is_cluster: false,
        hidden: false,
        classes: classes(component),
        styles: Vec::new(),
        link: None,
        link_target: None,
        tooltip: None,
        has_callback: false,
        extra: NodeExtra::default(),
    }
}

/// Adds the clusters, the inner before the outer.
fn clusters(
    architecture: &Architecture,
    holders: &IndexMap<ComponentId, ComponentId>,
    shown: &[ComponentId],
    graph: &mut Graph,
) {
    let depth = |id: ComponentId| {
        let mut at = id;
        let mut depth = 0;
        while let Some(outer) = holders.get(&at).filter(|_| depth <= holders.len()) {
            at = *outer;
            depth += 1;
        }
        depth
    };
    let mut ids: Vec<ComponentId> = shown.iter().copied().filter(|id| holders.values().any(|h| h == id)).collect();
    ids.sort_by_key(|id| (std::cmp::Reverse(depth(*id)), *id));
    for id in ids {
        let Some(component) = architecture.get(id) else { continue };
        let members: Vec<String> = shown.iter().filter(|m| holders.get(*m) == Some(&id)).map(|m| name(*m)).collect();
        graph.clusters.push(Cluster {
            id: name(id),
            title: label(component),
            header: component.span,
            span: component.span,
            dir: None,
            parent: holders.get(&id).copied().map(name),
            nodes: members,
            classes: classes(component),
            styles: Vec::new(),
            metadata: None,
        });
    }
}

fn edge(
    architecture: &Architecture,
    kind: LinkKind,
    from: ComponentId,
    to: ComponentId,
    shown: &[ComponentId],
) -> Option<Edge> {
    if !shown.contains(&from) || !shown.contains(&to) {
        return None;
    }
    let through_endpoint = || {
        let endpoint = architecture.from(to, LinkKind::Endpoint).next().is_some();
        endpoint && architecture.get(to).is_some_and(|c| c.kind.data)
    };
    let (stroke, words) = match kind {
        LinkKind::Ingress => (Stroke::Normal, ""),
        LinkKind::Access if through_endpoint() => return None,
        LinkKind::Access => (Stroke::Normal, "data"),
        LinkKind::Endpoint => (Stroke::Normal, ""),
        LinkKind::Integrates => (Stroke::Dotted, "outbound"),
        LinkKind::Resolves if architecture.get(to).is_some_and(|c| c.kind.id == "private-endpoint") => {
            (Stroke::Dotted, "records")
        }
        LinkKind::Telemetry => (Stroke::Dotted, ""),
        LinkKind::Identity => (Stroke::Dotted, "identity"),
        LinkKind::Scales => (Stroke::Dotted, "scales"),
        LinkKind::Governs => (Stroke::Dotted, ""),
        LinkKind::Peers => (Stroke::Thick, "peering"),
        LinkKind::Connects => (Stroke::Normal, ""),
        LinkKind::Deploys => (Stroke::Dotted, "deploys"),
        LinkKind::Trusts => (Stroke::Dotted, "sign-in"),
        LinkKind::Replicates => (Stroke::Thick, "replicates"),
        LinkKind::Contains | LinkKind::Hosts | LinkKind::Linked | LinkKind::Resolves => return None,
    };
    let span = Span::default();
    let label = (!words.is_empty()).then(|| Label { raw: words.to_owned(), kind: LabelKind::Text, span });
    Some(Edge {
        id: None,
        from: name(from),
        to: name(to),
        span,
        from_span: span,
        to_span: span,
        label,
        stroke,
        ends: Ends::Point,
        length: 1,
        classes: Vec::new(),
        styles: Vec::new(),
        interpolate: None,
        animate: None,
        animation: None,
        step: None,
    })
}
