//! SP220: autoscale begins with one instance in production, or scales in and out at once.

use super::{Rule, Scope, Source, wording::{self, Said}, production, scope::called, sources::GUIDE_SCALING};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId},
    source::Span,
};

const AUTOSCALE: Source = Source {
    title: "Best practices for autoscale",
    url: "https://learn.microsoft.com/azure/azure-monitor/autoscale/autoscale-best-practices",
    read: "2026-09",
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP220",
        name: "unsteady-autoscale",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "Autoscale begins with one instance in production, or its thresholds call for each other.",
    },
    sources: &[
        GUIDE_SCALING,
        AUTOSCALE,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, autoscale) in scope.drawn("autoscale") {
        begins_with_one(scope, id, autoscale, sink);
        flaps(scope, autoscale, sink);
    }
}

fn begins_with_one(scope: &Scope<'_>, id: ComponentId, autoscale: &Component, sink: &mut Sink) {
    let plan = scope.architecture.to(id, LinkKind::Scales).next();
    let Some(stated) = autoscale.facts.instances.as_ref().filter(|i| i.value.min == 1) else { return };
    if !plan.is_some_and(|(plan, _)| production::holds(scope, plan)) {
        return;
    }
    let found = Diagnostic::new(&RULE.lint, stated.span, format!("`{}` goes down to one instance in production", called(autoscale)))
        .label("every restart is an outage then")
        .note("the guide's policy, not a platform limit: autoscale keeps two instances or more")
        .help(format!("begin with two, as in `2-{} instances`", stated.value.max.max(3)))
        .node(autoscale.node());
    sink.push(found);
}

/// Taking one instance away spreads its load on the others: where that reaches the upper threshold, one is added at once.
fn flaps(scope: &Scope<'_>, autoscale: &Component, sink: &mut Sink) {
    let said = wording::around(scope, autoscale.node());
    let above = said.iter().find_map(|s| threshold(scope, s, '>'));
    let below = said.iter().find_map(|s| threshold(scope, s, '<'));
    let (Some((out, out_span)), Some((down, span))) = (above, below) else { return };
    let least = autoscale.facts.instances.as_ref().map_or(2, |i| i.value.min.max(1));
    let after = u64::from(down) * u64::from(least + 1) / u64::from(least);
    if after < u64::from(out) {
        return;
    }
    let message = format!("`{}` scales in below {down} % and out again above {out} %", called(autoscale));
    let found = Diagnostic::new(&RULE.lint, span, message)
        .label(format!("{} instances at {down} % are {least} at {after} %", least + 1))
        .related(out_span, "calls for one more instance")
        .note("the guide's policy, not a platform limit: the thresholds stand so far apart that the number settles")
        .note("siteplan writes 70 % and 35 %, whatever is drawn")
        .help("lower the threshold for scaling in, to about half of the other")
        .node(autoscale.node());
    sink.push(found);
}

/// The percentage behind a `>` or a `<`, and the label that has it.
fn threshold(scope: &Scope<'_>, said: &Said<'_>, mark: char) -> Option<(u32, Span)> {
    let text = scope.source.slice(said.span).replace("&gt;", ">").replace("&lt;", "<").replace("#gt;", ">").replace("#lt;", "<");
    // `<br/>` is no threshold.
    let value = text.split(mark).skip(1).find_map(|rest| {
        let rest = rest.trim_start_matches(['=', ' ']);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let percent = rest.get(digits.len()..)?.trim_start().starts_with('%');
        digits.parse::<u32>().ok().filter(|n| percent && *n <= 100)
    })?;
    Some((value, said.span))
}
