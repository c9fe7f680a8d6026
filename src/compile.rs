//! The whole pure pipeline, one function: a document in, its diagrams and everything there is to say about them out.

mod across;

pub use across::{Page, compare};

use std::collections::BTreeMap;

use crate::{
    catalog::Tier,
    config::{self, Config},
    diag::{Diagnostic, Lint, Severity, Sink},
    graph::{self, Graph},
    iac::Plan,
    markdown::{self, Fence},
    model::{self, Model},
    plan, rules,
    source::{Source, Span},
    syntax::{self, DiagramKind},
};

/// A document after the pipeline.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The diagrams, in the order of the document.
    pub diagrams: Vec<Diagram>,
    /// What was found, in the order of the document, at the configured levels.
    pub findings: Vec<Finding>,
}

/// A diagram after the pipeline.
#[derive(Clone, Debug)]
pub struct Diagram {
    /// The id, unique in the document.
    pub id: String,
    /// The line on which its block begins, from 1.
    pub line: usize,
    /// The whole block.
    pub span: Span,
    /// What sort of diagram it is.
    pub kind: Kind,
    /// The hosting tier's word, for an architecture that states one; none where it is only drawn ([`Purpose::Draw`]).
    pub tier: Option<&'static str>,
    /// Where it stands in the document.
    pub fence: Fence,
    /// What Mermaid means by it; none where it is no flowchart or cannot be read.
    pub graph: Option<Graph>,
    /// What was made of it; none where there is no graph or the graph is rejected.
    pub model: Option<Model>,
}

/// The sorts of diagrams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A flowchart that depicts something to deploy.
    Architecture,
    /// Any other flowchart.
    Flowchart,
    /// A diagram of another type, which is left alone.
    Other,
    /// What Mermaid rejects.
    Invalid,
}

impl Kind {
    /// Returns the word that formats use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Architecture => "architecture",
            Self::Flowchart => "flowchart",
            Self::Other => "other",
            Self::Invalid => "invalid",
        }
    }
}

/// A diagnostic and the diagram that it is about.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// The diagram's id; none where it is about the document.
    pub diagram: Option<String>,
}

impl Compiled {
    /// Returns the diagram with an id.
    #[must_use]
    pub fn diagram(&self, id: &str) -> Option<&Diagram> {
        self.diagrams.iter().find(|d| d.id == id)
    }

    /// Returns what was found in the diagram with an id.
    pub fn findings_of(&self, id: &str) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |f| f.diagram.as_deref() == Some(id))
    }

    /// Returns whether a diagram has a finding at error level, so that it must not be built.
    #[must_use]
    pub fn is_refused(&self, id: &str) -> bool {
        self.findings_of(id).any(|f| f.diagnostic.severity == Severity::Error)
    }
}

/// Returns every lint that there is, by code.
#[must_use]
pub fn lints() -> Vec<&'static Lint> {
    let mut all: Vec<&'static Lint> =
        [markdown::LINTS, config::LINTS, syntax::LINTS, graph::LINTS, model::LINTS].concat();
    all.extend(rules::RULES.iter().map(|r| &r.lint));
    all.sort_by_key(|lint| lint.code);
    all.dedup();
    all
}

/// What a document is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To check it or to build of it: everything there is to say.
    Check,
    /// To show what its diagrams mean. No rule is asked: what rules find stops no drawing. What cannot be read is told.
    Show,
    /// To draw its diagrams as they stand, which asks what each node is and no more.
    Draw,
}

/// Compiles a document, with everything there is to say.
#[must_use]
pub fn compile(source: &Source, config: &Config) -> Compiled {
    compile_for(Purpose::Check, source, config)
}

/// Compiles a document as far as a purpose asks for.
#[must_use]
pub fn compile_for(purpose: Purpose, source: &Source, config: &Config) -> Compiled {
    let mut sink = Sink::new();
    let fences = markdown::fences(source, &mut sink);
    all(purpose, source, config, fences, sink)
}

/// Compiles a document that is one diagram and nothing else, whatever its name.
#[must_use]
pub fn compile_bare(source: &Source, config: &Config) -> Compiled {
    let mut sink = Sink::new();
    let fence = markdown::bare(source, &mut sink);
    all(Purpose::Check, source, config, fence.into_iter().collect(), sink)
}

fn all(purpose: Purpose, source: &Source, config: &Config, fences: Vec<Fence>, sink: Sink) -> Compiled {
    let mut found: Vec<Finding> = Vec::new();
    for diagnostic in sink.into_sorted() {
        let before = fences.partition_point(|f| f.span.start <= diagnostic.span.start);
        let diagram = fences.get(before.wrapping_sub(1)).filter(|f| diagnostic.span.end <= f.span.end);
        found.push(Finding { diagram: diagram.map(|f| f.id.clone()), diagnostic });
    }
    let mut diagrams = Vec::with_capacity(fences.len());
    for fence in fences {
        let mut sink = Sink::new();
        let diagram = read(purpose, source, fence, config, &mut sink);
        let id = Some(diagram.id.clone());
        found.extend(told(sink).into_iter().map(|diagnostic| Finding { diagnostic, diagram: id.clone() }));
        diagrams.push(diagram);
    }
    Compiled { diagrams, findings: levelled(found, config) }
}

/// Returns what is told of one diagram: of one lint only as much as anyone reads, the last with how many more there are. A text
/// that was never meant to be a diagram must not drown the rest.
fn told(sink: Sink) -> Vec<Diagnostic> {
    const MOST: usize = 100;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in sink.into_sorted() {
        let name = diagnostic.lint.name;
        let count = counts.entry(name).or_default();
        *count += 1;
        if *count <= MOST {
            last.insert(name, told.len());
            told.push(diagnostic);
        }
    }
    for (name, count) in counts {
        if count > MOST
            && let Some(diagnostic) = last.get(name).and_then(|i| told.get_mut(*i))
        {
            diagnostic.notes.push(format!("and {} more like this in the diagram", count - MOST));
        }
    }
    told
}

/// Compiles one block. What is wrong with it goes to its own sink, and never stops the next.
fn read(purpose: Purpose, source: &Source, fence: Fence, config: &Config, sink: &mut Sink) -> Diagram {
    let line = source.position(fence.span.start).line;
    let (id, span) = (fence.id.clone(), fence.span);
    let mut diagram = Diagram { id, line, span, kind: Kind::Other, tier: None, graph: None, model: None, fence };
    if let DiagramKind::Other(_) = syntax::kind(&diagram.fence.text) {
        return diagram;
    }
    let ast = syntax::parse(&diagram.fence.text, &diagram.fence.map, sink);
    if let Some(version) = config.mermaid {
        syntax::newer(&ast, version, sink);
    }
    let graph = graph::build(&ast, sink);
    lead(source, sink);
    if sink.has_errors() {
        diagram.kind = Kind::Invalid;
        diagram.graph = Some(graph);
        return diagram;
    }
    let model = match purpose {
        Purpose::Draw => model::recognize(&graph, sink),
        Purpose::Show | Purpose::Check => {
            let context = model::Context { id: diagram.id.clone(), heading: diagram.fence.heading.clone() };
            model::build(&graph, &context, sink)
        }
    };
    if let Some(architecture) = model.architecture.as_ref().filter(|_| purpose == Purpose::Check) {
        let mut found = Sink::new();
        rules::check(
            &rules::Scope { source, graph: &graph, model: &model, architecture, fence: &diagram.fence },
            &mut found,
        );
        except(found, &architecture.annotations, sink);
    }
    diagram.kind = if model.architecture.is_some() { Kind::Architecture } else { Kind::Flowchart };
    diagram.tier = model.architecture.as_ref().and_then(|a| a.tier).map(Tier::as_str);
    diagram.graph = Some(graph);
    diagram.model = Some(model);
    diagram
}

/// Gives the lines that fixes add the lead of the line at which they are added, indent and quote marks: those who read a diagram do
/// not see what stands around it.
fn lead(source: &Source, sink: &mut Sink) {
    for edit in sink.edits_mut().filter(|e| e.text.contains('\n')) {
        let place = edit.indent_of.unwrap_or(edit.span.start);
        let start = source.text.get(..place).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
        let line = source.text.get(start..place).unwrap_or("");
        let lead = &line[..line.len() - line.trim_start_matches(['>', ' ', '\t']).len()];
        edit.text = edit.text.replace('\n', &format!("\n{lead}"));
    }
}

/// Keeps quiet about what `%% siteplan-ignore` excepts, and tells of exceptions that except nothing.
fn except(found: Sink, annotations: &model::Annotations, sink: &mut Sink) {
    let found = found.into_sorted();
    for exception in &annotations.exceptions {
        // What is found in several documents depends on what else is read.
        let of_run = rules::RULES.iter().any(|r| rules::is_of_run(&r.lint) && exception.covers(&r.lint));
        if !of_run && !found.iter().any(|d| exception.covers(d.lint)) {
            let message = format!("nothing here raises `{}`", exception.name);
            let unused = Diagnostic::new(&model::UNUSED_IGNORE, exception.span, message).help("remove the comment");
            sink.push(unused);
        }
    }
    for diagnostic in found {
        if !annotations.exceptions.iter().any(|e| e.covers(diagnostic.lint)) {
            sink.push(diagnostic);
        }
    }
}

/// Makes the infrastructure plan of an architecture, with the values of these environments; none for any other diagram.
#[must_use]
pub fn plan(source: &Source, diagram: &Diagram, config: &Config, environments: &[String]) -> Option<Plan> {
    let architecture = diagram.model.as_ref()?.architecture.as_ref()?;
    let request = plan::Request { source, id: &diagram.id, start: diagram.fence.content.start, environments, config };
    Some(plan::lower(architecture, &request))
}

/// Applies the configured levels, and puts everything in the order of the document.
fn levelled(found: Vec<Finding>, config: &Config) -> Vec<Finding> {
    let mut kept: Vec<Finding> = found
        .into_iter()
        .filter_map(|mut finding| {
            finding.diagnostic.severity = config.levels.apply(finding.diagnostic.lint, finding.diagnostic.severity)?;
            Some(finding)
        })
        .collect();
    in_order(&mut kept);
    kept
}

/// Puts findings in the order of the document; the worst first where two begin at the same byte.
fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let (a, b) = (&a.diagnostic, &b.diagnostic);
        (a.span.start, std::cmp::Reverse(a.severity), a.lint.code, a.span.end).cmp(&(
            b.span.start,
            std::cmp::Reverse(b.severity),
            b.lint.code,
            b.span.end,
        ))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Level, diag::Severity};

    const PAGE: &str = concat!(
        "# Shop\n\n```mermaid\ngraph TD\n  A[ --> B\n```\n\n## Orders\n\n```mermaid\ngraph TD\n  A --> B\n```\n\n",
        "```mermaid\nsequenceDiagram\n  A->>B: hi\n```\n\n```mermaid\ngraph TD\n",
    );

    fn kinds(compiled: &Compiled) -> Vec<(&str, &str, usize)> {
        compiled.diagrams.iter().map(|d| (d.id.as_str(), d.kind.as_str(), d.line)).collect()
    }

    #[test]
    fn one_bad_diagram_never_stops_the_next() {
        let compiled = compile(&Source::new("shop.md", PAGE), &Config::default());
        assert_eq!(
            kinds(&compiled),
            [
                ("shop", "invalid", 3),
                ("orders", "flowchart", 10),
                ("orders-2", "other", 15),
                ("orders-3", "flowchart", 20)
            ]
        );
        assert!(compiled.is_refused("shop"));
        assert!(!compiled.is_refused("orders"));
        assert!(compiled.diagram("orders-2").is_some_and(|d| d.graph.is_none()));
    }

    #[test]
    fn levels_come_from_the_configuration() {
        let source = Source::new("shop.md", PAGE);
        let found = |config: &Config| -> Vec<(&str, Severity)> {
            let found = compile(&source, config).findings;
            found
                .iter()
                .map(|f| (f.diagnostic.lint.code, f.diagnostic.severity))
                .filter(|(c, _)| *c == "SP091")
                .collect()
        };
        let mut config = Config::default();
        assert_eq!(found(&config), [("SP091", Severity::Warning)]);
        config.levels.packs.insert("reading", Level::At(Severity::Note));
        assert_eq!(found(&config), [("SP091", Severity::Note)]);
        config.levels.rules.insert("SP091", Level::Off);
        assert_eq!(found(&config), []);
    }

    #[test]
    fn codes_and_names_are_unique() {
        let lints = lints();
        for pair in lints.windows(2) {
            assert_ne!(pair[0].code, pair[1].code);
        }
        let names: std::collections::BTreeSet<&str> = lints.iter().map(|l| l.name).collect();
        assert_eq!(names.len(), lints.len());
    }
}
