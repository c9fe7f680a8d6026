//! SP222: an app is restricted and its SCM site is not.

use super::{Rule, Scope, wording, network, scope::called, sources::{ACCESS_RESTRICTIONS, GUIDE_NETWORKING}};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP222",
        name: "unrestricted-scm-site",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "The address of an app is restricted, and its SCM site is open or not spoken of.",
    },
    sources: &[
        GUIDE_NETWORKING,
        ACCESS_RESTRICTIONS,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let restrictions = scope.drawn("access-restrictions").next().map(|(_, c)| c);
    let private = scope.architecture.apps().find(|(id, _)| scope.architecture.from(*id, LinkKind::Endpoint).any(|(_, e)| e.is_drawn()));
    let Some(closed) = restrictions.or(private.map(|(_, app)| app)) else { return };
    for (edge, internet, id) in network::from_internet(scope) {
        let Some(scm) = scope.get(id).filter(|c| c.kind.id == "scm-site") else { continue };
        let found = Diagnostic::new(&RULE.lint, edge.span, format!("`{}` reaches `{}`, and the app itself is closed", internet.title, called(scm)))
            .label("whoever deploys can do everything that the app can")
            .related(closed.span, "the app is closed here")
            .note("the guide's policy: what restricts the app restricts its SCM site")
            .help("remove the edge, or restrict the SCM site as well")
            .node(scm.node());
        sink.push(found);
        return;
    }
    let Some(restrictions) = restrictions.filter(|_| !spoken_of(scope)) else { return };
    unspoken(restrictions, sink);
}

/// The SCM site has a list of its own, which Azure leaves open.
fn unspoken(restrictions: &Component, sink: &mut Sink) {
    let found = Diagnostic::new(&RULE.lint, restrictions.span, format!("whether `{}` hold for the SCM site is not said", restrictions.title))
        .severity(Severity::Note)
        .label("hold for the app's own address")
        .note("the SCM site has rules of its own, and is open where they are not set")
        .help("name it, as in `Access restrictions (app and SCM)`")
        .node(restrictions.node());
    sink.push(found);
}

fn spoken_of(scope: &Scope<'_>) -> bool {
    let drawn = scope.drawn("scm-site").next().is_some();
    drawn || wording::all(scope).iter().any(|s| wording::says_any(&s.words, &["scm", "kudu"]))
}
