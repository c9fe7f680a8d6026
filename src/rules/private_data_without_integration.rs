//! SP125: an app uses data that is only reached privately, and has no way into the network.

use super::{Rule, Scope, scope::called, sources::VNET_INTEGRATION, statement};
use crate::{
    catalog::{LinkKind, SubnetRole, Tier},
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId, Origin},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP125",
        name: "private-data-without-integration",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "An app uses data that is only reached privately, and has no way into the network.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, app) in scope.architecture.apps().filter(|(_, a)| a.is_drawn()) {
        let drawn = scope.relations(LinkKind::Integrates).any(|r| r.from == id && !matches!(r.origin, Origin::Filled(_)));
        let Some((data, endpoint)) = private(scope, id).filter(|_| !drawn && !says_so(scope, app)) else { continue };
        let message = format!("`{}` has no way into the network of `{}`", app.node(), called(data));
        let mut found = Diagnostic::new(&RULE.lint, app.span, message)
            .label("runs outside of every VNet")
            .related(endpoint.span, "is reached only from inside")
            .note("siteplan adds VNet integration through a subnet of its own");
        let target = way(scope);
        match target {
            Some(target) => {
                found = found.help(format!("draw a dashed edge from `{}` to `{}`", app.node(), target.node()));
                let line = format!("{} -.-> {}", app.node(), target.node());
                if let Some(edit) = statement::append(scope, &line) {
                    let title = format!("integrate it with `{}`", target.node());
                    // A Basic plan can, but the guide's policy would rather have it simple: that is for the author to say.
                    let basic = scope.tier_of_app(id).or(scope.tier()) == Some(Tier::Basic);
                    found = found.fix(if basic { Fix::unsafe_(title, vec![edit]) } else { Fix::safe(title, vec![edit]) });
                }
            }
            None => found = found.help("draw an integration subnet, and a dashed edge to it"),
        }
        sink.push(found.node(app.node()));
    }
}

/// The first data that an app uses through a private endpoint.
fn private<'a>(scope: &Scope<'a>, app: ComponentId) -> Option<(&'a Component, &'a Component)> {
    if scope.architecture.environment_of(app).is_some() {
        return None;
    }
    let data = scope.architecture.to(app, LinkKind::Access).filter(|(_, d)| d.kind.data);
    data.filter_map(|(id, d)| Some((d, scope.architecture.from(id, LinkKind::Endpoint).find(|(_, e)| !e.is_filled())?.1))).next()
}

/// The label of the app, or of an edge at it, says that it is integrated.
fn says_so(scope: &Scope<'_>, app: &Component) -> bool {
    let speaks = |text: &str| text.to_lowercase().contains("integrat");
    let edges = scope.graph.edges.iter().filter(|e| app.nodes.iter().any(|n| *n == e.from || *n == e.to));
    app.nodes.iter().any(|n| speaks(&scope.graph.text_of(n)))
        || edges.filter_map(|e| e.label.as_ref()).any(|l| speaks(&l.plain()))
}

/// What can carry its traffic: an integration subnet, else the VNet, where one of them is drawn.
fn way<'a>(scope: &Scope<'a>) -> Option<&'a Component> {
    let subnet = scope.drawn("subnet").find(|(_, s)| s.facts.role == Some(SubnetRole::Integration));
    subnet.or_else(|| scope.drawn("virtual-network").next()).map(|(_, c)| c)
}
