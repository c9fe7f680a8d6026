//! SP217: an optional way to the premises is drawn as if it were always there.

use super::{Rule, Scope, network, sources::GUIDE_TIERS};
use crate::{
    diag::{Diagnostic, Edit, Fix, Lint, Pack, Severity, Sink},
    graph::{Edge, Stroke},
    source::Span,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP217",
        name: "solid-optional-connection",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "An Isolated architecture draws an optional VPN or ExpressRoute with a solid line.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    if !network::is_isolated(scope) {
        return;
    }
    let solid = |e: &&Edge| matches!(e.stroke, Stroke::Normal | Stroke::Thick);
    for edge in scope.graph.edges.iter().filter(solid) {
        let end = |node: &str| scope.architecture.of_node(node).and_then(|id| scope.get(id));
        let ends = [end(&edge.from), end(&edge.to)];
        let gateway = ends.iter().flatten().find(|c| matches!(c.kind.id, "vpn-gateway" | "expressroute"));
        let Some(gateway) = gateway else { continue };
        let label = edge.label.as_ref().filter(|l| l.plain().to_lowercase().contains("optional"));
        let Some(said) = label.map(|l| l.span).or(gateway.facts.optional) else { continue };
        let mut found = Diagnostic::new(&RULE.lint, edge.span, format!("`{}` is optional and drawn with a solid line", gateway.title))
            .label("reads as always there")
            .note("the guide draws the way to the premises dashed where it is optional")
            .help("draw it with `-.->`")
            .node(gateway.node());
        if !edge.span.touches(said.start) {
            found = found.related(said, "optional");
        }
        if let Some(fix) = dashed(scope, edge) {
            found = found.fix(fix);
        }
        sink.push(found);
    }
}

/// The fix for an arrow that stands by itself, its label in bars or none.
fn dashed(scope: &Scope<'_>, edge: &Edge) -> Option<Fix> {
    let text = scope.source.slice(edge.span);
    let rest = text.strip_prefix("-->")?;
    let plain = rest.is_empty() || rest.trim_start().starts_with('|');
    let arrow = Span::new(edge.span.start, edge.span.start + 3);
    plain.then(|| Fix::safe("draw it dashed", vec![Edit::replace(arrow, "-.->")]))
}
