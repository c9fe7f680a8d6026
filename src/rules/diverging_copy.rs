//! SP010: a drawing is nearly the same as one in another document.

use std::collections::BTreeMap;

use super::{Rule, Scope, Source, copies::{Key, Saying, Sketch}};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::Graph,
};

const MERMAID: Source = Source {
    title: "Mermaid: flowcharts",
    url: "https://mermaid.js.org/syntax/flowchart.html",
    read: "2026-09",
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP010",
        name: "diverging-copy",
        pack: Pack::Reading,
        severity: Severity::Note,
        summary: "A drawing is nearly the same as one in another document, and differs.",
    },
    sources: &[MERMAID],
    also: &[],
    check,
};

/// One diagram says nothing of its copies: [`compare`] sees all of a run.
fn check(_: &Scope<'_>, _: &mut Sink) {}

/// A diagram of a run.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// The document's path.
    pub path: &'a str,
    /// The line on which its block begins.
    pub line: usize,
    /// What it says.
    pub graph: &'a Graph,
}

/// Drawings that say one thing, wherever they stand.
struct Variant {
    sketch: Sketch,
    /// Where it stands, in the order of paths and lines.
    places: Vec<usize>,
}

/// Smaller drawings are alike by chance.
const LEAST: usize = 8;

/// How many of a hundred statements two copies share.
const ALIKE: usize = 85;

/// How many candidates one statement brings. What stands in more drawings than that tells none from another.
const BROUGHT: usize = 32;

/// How many differences are told one by one.
const TOLD: usize = 5;

/// Compares the diagrams of a run: copies of one drawing in several documents that differ are told, each variant once, beside the one
/// that stands most often. Within a document, two variants are meant to be compared by its readers. The order of the drawings does not
/// matter; each finding comes with the number of its drawing.
#[must_use]
pub fn compare(drawings: &[Drawing<'_>]) -> Vec<(usize, Diagnostic)> {
    let variants = variants(drawings);
    let mut index: BTreeMap<(&Key, &Saying), Vec<usize>> = BTreeMap::new();
    let mut out = Vec::new();
    for (i, variant) in variants.iter().enumerate() {
        let mut candidates: BTreeMap<usize, usize> = BTreeMap::new();
        for number in variant.sketch.said.iter().filter_map(|said| index.get(&said)).flatten() {
            *candidates.entry(*number).or_default() += 1;
        }
        let likeness = |n: usize| variants.get(n).map_or(0, |v| likeness(&variant.sketch, &v.sketch));
        // The likeliest few are looked at closely.
        let mut likely: Vec<(usize, usize)> = candidates.into_iter().collect();
        likely.sort_by_key(|(number, shared)| (std::cmp::Reverse(*shared), *number));
        likely.truncate(BROUGHT);
        let master = likely.into_iter().map(|(n, _)| n).map(|n| (likeness(n), std::cmp::Reverse(n))).max().filter(|(l, _)| *l >= ALIKE);
        match master.and_then(|(_, n)| variants.get(n.0)) {
            Some(master) => out.extend(tell(drawings, variant, master)),
            None => {
                for said in &variant.sketch.said {
                    let list = index.entry(said).or_default();
                    if list.len() < BROUGHT {
                        list.push(i);
                    }
                }
            }
        }
    }
    out
}

/// The drawings by what they say: what stands most often first, then by where it first stands.
fn variants(drawings: &[Drawing<'_>]) -> Vec<Variant> {
    let mut order: Vec<usize> = (0..drawings.len()).collect();
    order.sort_by_key(|i| drawings.get(*i).map(|d| (d.path, d.line)));
    let mut numbers: BTreeMap<Vec<(Key, Saying)>, usize> = BTreeMap::new();
    let mut out: Vec<Variant> = Vec::new();
    for i in order {
        let Some(drawing) = drawings.get(i) else { continue };
        let sketch = Sketch::of(drawing.graph);
        if sketch.said.len() < LEAST {
            continue;
        }
        let said = sketch.said.iter().map(|(k, s)| (k.clone(), s.clone())).collect();
        let number = *numbers.entry(said).or_insert_with(|| {
            out.push(Variant { sketch, places: Vec::new() });
            out.len() - 1
        });
        if let Some(variant) = out.get_mut(number) {
            variant.places.push(i);
        }
    }
    // A stable sort keeps the order of first places.
    out.sort_by_key(|v| std::cmp::Reverse(v.places.len()));
    out
}

/// How much two sketches share, of a hundred.
fn likeness(a: &Sketch, b: &Sketch) -> usize {
    200 * a.shared(b) / (a.said.len() + b.said.len()).max(1)
}

fn tell(drawings: &[Drawing<'_>], variant: &Variant, master: &Variant) -> Option<(usize, Diagnostic)> {
    let path = |i: &usize| drawings.get(*i).map(|d| d.path);
    // Where a document shows both, it shows their difference.
    let apart = |i: &&usize| !master.places.iter().any(|m| path(m) == path(i));
    let here = *variant.places.iter().find(apart)?;
    let there = drawings.get(*master.places.first()?)?;
    let differences = variant.sketch.differences(&master.sketch);
    let (key, span, words) = differences.iter().find(|(_, span, _)| span.is_some()).or(differences.first())?;
    let drawing = drawings.get(here)?;
    let subject = match differences.len() {
        1 => key.name(),
        n => format!("{} and {} more", key.name(), n - 1),
    };
    let verb = if differences.len() == 1 { "differs" } else { "differ" };
    let mut found = Diagnostic::new(&RULE.lint, span.unwrap_or(drawing.graph.header), format!("{subject} {verb} from a copy of this drawing"))
        .label(words.clone())
        .help("draw it once and link to it, or make the copies alike");
    for (_, span, words) in differences.iter().filter(|(other, ..)| other != key).take(TOLD - 1) {
        found = match span {
            Some(span) => found.related(*span, words.clone()),
            None => found.note(words.clone()),
        };
    }
    if differences.len() > TOLD {
        found = found.note(format!("and {} more differences", differences.len() - TOLD));
    }
    found = found.note(format!("the copy is in `{}`, line {}", there.path, there.line));
    let (like_this, like_that) = (variant.places.len(), master.places.len());
    if like_this + like_that > 2 {
        let are = |n: usize| if n == 1 { "1 drawing is".to_owned() } else { format!("{n} drawings are") };
        found = found.note(format!("{} like this one, {like_that} like the copy", are(like_this)));
    }
    if let Key::Node(id) | Key::Frame(id) = key {
        found = found.node(id);
    }
    Some((here, found))
}
