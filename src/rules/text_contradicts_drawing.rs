//! SP013: the text beside a diagram says the opposite of what is drawn.

use super::{Rule, Scope, Source, network, prose::{self, Clause}, sizes};
use crate::{
    catalog::{KINDS, Kind, LinkKind, Nature, Sku, phrase, sku_named},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Origin,
    source::Span,
};

const ANNOTATIONS: Source = Source {
    title: "siteplan: how diagrams are read",
    url: "https://docs.rs/siteplan/latest/siteplan/",
    read: "2026-09",
};

/// Words that make of a claim a condition, an advice or another case.
const HEDGES: &[&str] = &[
    "if", "when", "unless", "can", "could", "may", "might", "should", "would", "upgrade", "instead", "development", "dev", "test",
    "minimum", "least", "most", "until", "later", "before", "after", "unlike", "other", "than", "example", "start", "from", "without",
    "need", "require", "use", "choose", "per",
];

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP013",
        name: "text-contradicts-drawing",
        pack: Pack::Reading,
        severity: Severity::Warning,
        summary: "The text beside a diagram says the opposite of what is drawn.",
    },
    sources: &[ANNOTATIONS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let clauses = prose::clauses(scope);
    for clause in &clauses {
        denial(scope, clause, sink);
        zones(scope, clause, sink);
    }
    let plain = |clause: &&Clause| {
        let whole = clauses.iter().filter(|c| c.sentence == clause.sentence);
        !whole.flat_map(|c| &c.words).any(|w| HEDGES.contains(&w.stem.as_str()))
    };
    let plain: Vec<&Clause> = clauses.iter().filter(plain).collect();
    size(scope, &clauses, &plain, sink);
    count(scope, &plain, sink);
}

fn tell(claim: Span, what: &str, drawn: Span, how: &str, sink: &mut Sink) {
    let found = Diagnostic::new(&RULE.lint, claim, format!("the text says {what}, and the drawing says otherwise"))
        .related(drawn, how)
        .note("siteplan deploys what is drawn")
        .help("change the one that is out of date");
    sink.push(found);
}

/// `No private endpoints`, `no VNet integration or slots`: a clause that is nothing else.
fn denial(scope: &Scope<'_>, clause: &Clause, sink: &mut Sink) {
    let Some((first, rest)) = clause.words.split_first() else { return };
    if !matches!(first.stem.as_str(), "no" | "without") {
        return;
    }
    for part in rest.split(|w| matches!(w.stem.as_str(), "or" | "and" | "no")) {
        let stems: Vec<&str> = part.iter().map(|w| w.stem.as_str()).collect();
        let stems = stems.strip_suffix(&["at", "all"]).unwrap_or(&stems);
        let Some((drawn, how)) = opposite(scope, &stems.join(" ")) else { continue };
        let Some(claim) = part.first().zip(part.last()).map(|(a, b)| Span::new(a.span.start, b.span.end)) else { continue };
        tell(first.span.join(claim), &format!("no {}", scope.source.slice(claim)), drawn, how, sink);
    }
}

/// Where the drawing shows what a phrase names.
fn opposite(scope: &Scope<'_>, named: &str) -> Option<(Span, &'static str)> {
    if matches!(named, "public endpoint" | "public access" | "internet access" | "public internet access" | "public ingress") {
        let mut entries = network::from_internet(scope);
        return entries.find(|(e, ..)| !is_blocked(e)).map(|(e, ..)| (e.span, "requests come from the Internet"));
    }
    if phrase("vnet integration").join(" ") == named || phrase("virtual network integration").join(" ") == named {
        let integration = scope.relations(LinkKind::Integrates).find(|r| !matches!(r.origin, Origin::Filled(_)));
        return integration.map(|r| (r.span, "the app sends its traffic through a VNet"));
    }
    let kind = kind_named(named)?;
    let drawn = scope.meant(kind.id).map(|(_, c)| c).find(|c| c.facts.optional.is_none() && c.facts.alternatives.is_empty());
    drawn.map(|c| (c.span, "is drawn"))
}

/// The kind that a phrase of stems is a name of.
fn kind_named(named: &str) -> Option<&'static Kind> {
    let fits = |kind: &&&'static Kind| kind.names.iter().any(|n| phrase(n).join(" ") == named);
    let kind = KINDS.iter().find(fits).copied()?;
    matches!(kind.nature, Nature::Resource | Nature::Container | Nature::Capability).then_some(kind)
}

/// A line that says itself that nothing passes.
fn is_blocked(edge: &crate::graph::Edge) -> bool {
    let text = edge.label.as_ref().map(|l| l.plain().to_lowercase()).unwrap_or_default();
    ["block", "den", "restrict", "no "].iter().any(|w| text.contains(w)) || edge.ends == crate::graph::Ends::Cross
}

/// `Not zone redundant` over a plan that is, and `zone redundant` over a tier that cannot be.
fn zones(scope: &Scope<'_>, clause: &Clause, sink: &mut Sink) {
    let at = clause.words.windows(2).position(|w| w[0].stem == "zone" && matches!(w[1].stem.as_str(), "redundant" | "redundancy"));
    let Some(at) = at else { return };
    let claim = clause.words.get(at..at + 2).and_then(|w| Some(w.first()?.span.join(w.last()?.span))).unwrap_or_default();
    let before: Vec<&str> = clause.words.iter().take(at).map(|w| w.stem.as_str()).collect();
    let negated = before.last().is_some_and(|w| matches!(*w, "no" | "not" | "without"));
    let plans = || scope.architecture.of_kind("app-service-plan");
    if negated {
        if let Some(span) = plans().find_map(|(_, p)| p.facts.zone_redundant) {
            tell(claim, "that nothing is zone redundant", span, "is zone redundant", sink);
        }
        return;
    }
    let alone = before.iter().all(|w| matches!(*w, "is" | "are" | "the" | "plan" | "app" | "service" | "runs"));
    let sizes: Vec<_> = plans().flat_map(|(id, _)| sizes::stated(scope, id)).collect();
    let refused = !sizes.is_empty() && sizes.iter().all(|s| !s.tier.limits().zones);
    if let Some(span) = sizes.first().and_then(|s| s.span).filter(|_| refused && alone && clause.words.len() <= at + 2) {
        tell(claim, "zone redundant", span, "a size that cannot be", sink);
    }
}

/// One size in the whole text, which is none of those that are drawn.
fn size(scope: &Scope<'_>, all: &[Clause], plain: &[&Clause], sink: &mut Sink) {
    let named = |clause: &Clause| -> Vec<(Sku, Span)> {
        let context = ["tier", "plan", "sku", "size", "service", "standard", "premium", "basic", "isolated"];
        let hosting = context.iter().any(|w| clause.has(w));
        clause.words.iter().filter_map(|w| Some((sku_named(&w.stem)?, w.span))).filter(|_| hosting).collect()
    };
    let anywhere: Vec<Sku> = all.iter().flat_map(|c| &c.words).filter_map(|w| sku_named(&w.stem)).collect();
    let Some((sku, claim)) = plain.iter().find_map(|c| named(c).first().copied()) else { return };
    let mut drawn = scope.architecture.all().flat_map(|(_, c)| &c.facts.skus).peekable();
    let Some(first) = drawn.peek().map(|s| s.span) else { return };
    if anywhere.iter().any(|s| *s != sku) || drawn.any(|s| s.value == sku) {
        return;
    }
    tell(claim, &format!("`{}`", scope.source.slice(claim)), first, "this size is drawn", sink);
}

/// `Three instances` over a drawing that states another number.
fn count(scope: &Scope<'_>, plain: &[&Clause], sink: &mut Sink) {
    const NUMBERS: [&str; 11] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let number = |word: &str| word.parse::<u32>().ok().or_else(|| u32::try_from(NUMBERS.iter().position(|n| *n == word)?).ok());
    let mut claims = plain.iter().flat_map(|c| c.words.windows(2)).filter_map(|pair| {
        let [count, unit] = pair else { return None };
        Some((number(&count.stem)?, count.span.join(unit.span))).filter(|_| matches!(unit.stem.as_str(), "instance" | "worker"))
    });
    let (Some((claimed, span)), None) = (claims.next(), claims.next()) else { return };
    let hosting = |c: &crate::model::Component| matches!(c.kind.id, "app-service-plan" | "web-app" | "autoscale");
    let mut drawn = scope.architecture.all().filter(|(_, c)| hosting(c)).filter_map(|(_, c)| c.facts.instances.as_ref()).peekable();
    let Some(first) = drawn.peek().map(|i| i.span) else { return };
    if drawn.all(|i| claimed < i.value.min || i.value.max < claimed) {
        tell(span, &format!("`{}`", scope.source.slice(span)), first, "another number is drawn", sink);
    }
}
