//! SP012: lines of one meaning are drawn solid and dashed, and nothing says why.

use super::{Rule, Scope, sources::GUIDE_RELATIONS};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::{Edge, Stroke},
    model::{ComponentId, Relation},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP012",
        name: "ambiguous-line-style",
        pack: Pack::Reading,
        severity: Severity::Note,
        summary: "Lines of one meaning are drawn solid and dashed, and nothing says what the dashes mean.",
    },
    sources: &[GUIDE_RELATIONS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for kind in [LinkKind::Access, LinkKind::Ingress] {
        let of = |stroke: fn(Stroke) -> bool| {
            let drawn = scope.relations(kind).filter_map(|r| Some((r, scope.graph.edges.get(r.edge?)?)));
            drawn.filter(|(r, e)| stroke(e.stroke) && is_bare(scope, r, e)).collect::<Vec<_>>()
        };
        let dashed = of(|s| s == Stroke::Dotted);
        let solid = of(|s| matches!(s, Stroke::Normal | Stroke::Thick));
        let pair = dashed.iter().find_map(|d| Some((d, solid.iter().find(|s| s.0.from == d.0.from)?)));
        let Some(((relation, dash), (_, line))) = pair else { continue };
        let name = |id: ComponentId| scope.get(id).map_or("", |c| c.title.as_str());
        let message = format!("the dashes from `{}` to `{}` are not explained", name(relation.from), name(relation.to));
        let found = Diagnostic::new(&RULE.lint, dash.span, message)
            .label("optional, a reply, or no different?")
            .related(line.span, "drawn solid")
            .note("siteplan deploys both alike; the guide draws traffic solid, identity and optional parts dashed")
            .help("say on the line what it is, as in `-. optional .->`, or draw it solid")
            .node(&*dash.to);
        sink.push(found);
    }
}

/// A line without words, between things that are not optional.
fn is_bare(scope: &Scope<'_>, relation: &Relation, edge: &Edge) -> bool {
    let firm = |id| scope.get(id).is_some_and(|c| c.facts.optional.is_none());
    let told = edge.label.as_ref().is_some_and(|l| !l.plain().is_empty());
    !told && firm(relation.from) && firm(relation.to)
}
