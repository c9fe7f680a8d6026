//! From paths to compiled documents, for every command.

use std::rc::Rc;

use anyhow::{anyhow, bail};
use camino::Utf8PathBuf;

use super::ui::Ui;
use crate::{
    compile::{self, Compiled, Diagram, Finding, Page, Purpose},
    config::{Config, Policy},
    diag::nearest,
    markdown::NOT_UTF8,
    report::{Document, human},
    source::Source,
    workspace::{self, Input, Projects},
};

/// Everything that was asked for.
pub(super) struct Session {
    /// The documents, each with what was asked of it.
    pub(super) documents: Vec<Document>,
    /// The configuration that holds for each document.
    pub(super) configs: Vec<Rc<Config>>,
    /// The file of known findings that each document's project names.
    pub(super) baselines: Vec<Option<Utf8PathBuf>>,
}

impl Session {
    /// Reads and compiles what the paths name.
    pub(super) fn open(
        purpose: Purpose,
        paths: &[String],
        policy: Option<Policy>,
        ui: &mut Ui,
    ) -> anyhow::Result<Self> {
        let loaded = workspace::collect(paths)?;
        let mut projects = Projects::default();
        let (mut configs, mut baselines) = (Vec::new(), Vec::new());
        for input in &loaded.inputs {
            let project = projects.of_document(&input.source.path, compile::lints)?;
            baselines.push(project.baseline);
            configs.push(match policy {
                Some(policy) => with_policy(&project.config, policy),
                None => project.config,
            });
        }
        refuse_faults(&projects, ui)?;
        let mut documents = Vec::new();
        for (input, config) in loaded.inputs.into_iter().zip(&configs) {
            documents.push(document(purpose, input, config)?);
        }
        Ok(Self { documents, configs, baselines })
    }

    /// Adds what can only be told of several documents.
    pub(super) fn compare(&mut self) {
        let documents = self.documents.iter_mut().zip(&self.configs);
        let mut pages: Vec<Page<'_>> = documents
            .map(|(Document { source, compiled }, config)| Page { source, compiled, config: config.as_ref() })
            .collect();
        compile::compare(&mut pages);
    }

    /// Reads and compiles one diagram: `FILE#ID`, a file with one diagram, or a bare flowchart on standard input.
    pub(super) fn open_one(purpose: Purpose, path: &str, ui: &mut Ui) -> anyhow::Result<One> {
        let session = Self::open(purpose, std::slice::from_ref(&path.to_owned()), None, ui)?;
        let configs = session.configs;
        let mut documents = session.documents.into_iter().zip(configs);
        let Some((Document { source, compiled }, config)) = documents.next() else {
            bail!("there is no diagram in `{path}`");
        };
        if documents.next().is_some() {
            bail!("`{path}` holds several files; name one diagram, as in `FILE#diagram-id`");
        }
        let unreadable = compiled.findings.iter().any(|f| f.diagnostic.lint == &NOT_UTF8);
        let compiled = if path == "-" && !unreadable { compile::compile_bare(&source, &config) } else { compiled };
        let Compiled { diagrams, findings } = compiled;
        let ids: Vec<String> = diagrams.iter().map(|d| d.id.clone()).collect();
        let mut diagrams = diagrams.into_iter();
        match (diagrams.next(), diagrams.next()) {
            (Some(diagram), None) => Ok(One { source, diagram, findings }),
            (None, _) => Err(no_diagram(&source, &findings)),
            (Some(first), Some(_)) => {
                bail!("`{path}` holds several diagrams; name one, as in `{path}#{}`: {}", first.id, ids.join(", "))
            }
        }
    }
}

/// One diagram and where it stands.
pub(super) struct One {
    pub(super) source: Source,
    pub(super) diagram: Diagram,
    pub(super) findings: Vec<Finding>,
}

/// Tells a finding beside a result.
pub(super) fn tell(source: &Source, finding: &Finding, ui: &mut Ui) {
    ui.say(&format!("{}\n\n", human::one(source, &finding.diagnostic)));
}

/// A document holds no diagram, for the reason told.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct NoDiagram(pub(super) String);

fn no_diagram(source: &Source, findings: &[Finding]) -> anyhow::Error {
    let reason = findings.first().map(|finding| finding.diagnostic.message.clone());
    NoDiagram(reason.unwrap_or_else(|| format!("there is no diagram in `{}`", source.path))).into()
}

fn with_policy(config: &Config, policy: Policy) -> Rc<Config> {
    let mut config = config.clone();
    config.levels.policy = policy;
    Rc::new(config)
}

fn refuse_faults(projects: &Projects, ui: &mut Ui) -> anyhow::Result<()> {
    for (source, faults) in projects.faults() {
        for fault in faults {
            ui.say(&format!("{}\n\n", human::one(source, fault)));
        }
    }
    match projects.faults().first() {
        Some((source, _)) => bail!("`{}` cannot be used as it is", source.path),
        None => Ok(()),
    }
}

/// Compiles a document, and keeps the diagram that was asked for.
fn document(purpose: Purpose, input: Input, config: &Config) -> anyhow::Result<Document> {
    let Input { source, diagram, unreadable } = input;
    if let Some(diagnostic) = unreadable {
        let findings = vec![Finding { diagnostic, diagram: None }];
        return Ok(Document { source, compiled: Compiled { diagrams: Vec::new(), findings } });
    }
    let mut compiled = compile::compile_for(purpose, &source, config);
    if let Some(id) = diagram {
        if compiled.diagram(&id).is_none() {
            return Err(unknown_id(&source, &compiled, &id));
        }
        compiled.diagrams.retain(|d| d.id == id);
        compiled.findings.retain(|f| f.diagram.as_deref() == Some(id.as_str()));
    }
    Ok(Document { source, compiled })
}

fn unknown_id(source: &Source, compiled: &Compiled, id: &str) -> anyhow::Error {
    let ids: Vec<&str> = compiled.diagrams.iter().map(|d| d.id.as_str()).collect();
    let head = format!("there is no diagram `{id}` in `{}`", source.path);
    match nearest(id, ids.iter().copied(), 1).first() {
        Some(near) => anyhow!("{head}; did you mean `{near}`?"),
        None if ids.is_empty() => anyhow!("{head}, nor any other"),
        None => anyhow!("{head}; it holds {}", ids.join(", ")),
    }
}
