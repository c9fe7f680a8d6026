//! `siteplan build`.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use anyhow::bail;
use camino::{Utf8Path, Utf8PathBuf};

use super::{
    args::{BuildArgs, Language},
    exit::Exit,
    session::Session,
    ui::Ui,
    workflow::{Place, Workflows},
};
use crate::{
    compile::{self, Compiled, Diagram, Kind, Purpose},
    config::Config,
    diag::{Severity, nearest},
    emit::{self, File},
    iac::Plan,
    plan,
    report::{Document, Summary, human},
    source::Source,
    workspace::{self, Target, Written},
};

/// The environment where none is named.
const DEFAULT_ENVIRONMENT: &str = "dev";

pub(super) fn run(args: &BuildArgs, ui: &mut Ui) -> anyhow::Result<Exit> {
    if args.terraform_provider.is_some() && !args.target.contains(&Language::Terraform) {
        bail!("`--terraform-provider` is for `--target terraform`, which is not asked for");
    }
    let workflows = Workflows::of(args)?;
    let session = Session::open(Purpose::Check, &args.paths.paths, None, ui)?;
    let folders = folders(&args.paths.paths, &session.documents);
    let mut wrong = session.documents.iter().any(|d| unreadable(d, ui));
    let mut built = 0;
    let mut called = BTreeSet::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for document in &session.documents {
        for diagram in document.compiled.diagrams.iter().filter(|d| d.kind == Kind::Invalid) {
            refuse(document, diagram, ui);
            wrong = true;
        }
    }
    for ((document, config), folders) in session.documents.iter().zip(&session.configs).zip(folders) {
        let asked = environments(config, args.env.as_deref())?;
        // What all environments share does not depend on which of them was asked for.
        let all = if config.environments.is_empty() { asked.clone() } else { environments(config, None)? };
        let source = Source::new(workspace::lasting_name(&document.source.path), document.source.text.as_str());
        for (diagram, folder) in architectures(&document.compiled).zip(folders) {
            if document.compiled.is_refused(&diagram.id) && !args.force {
                refuse(document, diagram, ui);
                wrong = true;
                continue;
            }
            let Some(plan) = compile::plan(&source, diagram, config, &all) else { continue };
            known.extend(plan.params.iter().map(|p| p.name.clone()));
            if !fits(&plan, config, ui) && !args.force {
                not_built(document, diagram, ui);
                wrong = true;
                continue;
            }
            wrong |= put_all(&files(&plan, args, &asked), &args.output.join(&folder), &diagram.id, args, ui)?;
            if let Some(workflows) = &workflows {
                let only = args.env.as_deref().filter(|_| config.environments.is_empty());
                let place = Place { document: &document.source.path, folder: &folder, environments: &all, only };
                for file in emit::github(&plan, &workflows.repository(&place, &plan)) {
                    // `a` is deployed by `a.deploy`, which may be what a diagram is called.
                    if !called.insert(file.name.to_lowercase()) {
                        bail!("two workflows would be called `{}`: give one of the diagrams another id", file.name);
                    }
                    wrong |= put(&workflows.path(&file.name), &file, args.check, ui)?;
                }
            }
            built += 1;
        }
    }
    if built > 0 {
        unknown(&session.configs, &known, ui);
    }
    if built == 0 && !wrong {
        ui.say(&format!("nothing to build: {}\n", human::read(&Summary::of(&session.documents))));
        // Who names a diagram expects it to be built.
        wrong = args.paths.paths.iter().any(|path| Target::new(path).diagram.is_some());
    }
    Ok(Exit::of(wrong))
}

/// Whether the project file gives the plan's parameters what they take; tells what does not fit.
fn fits(plan: &Plan, config: &Config, ui: &mut Ui) -> bool {
    let faults = plan::faults(plan, config);
    for fault in &faults {
        ui.error(&format!("{fault}, in the project file"));
    }
    faults.is_empty()
}

/// Tells of parameters in the project file that nothing of what was built has. They may be those of a diagram that was not built.
fn unknown(configs: &[Rc<Config>], known: &BTreeSet<String>, ui: &mut Ui) {
    let mut told = BTreeSet::new();
    for (environment, values) in configs.iter().flat_map(|c| &c.environments) {
        for key in values.parameters.keys().filter(|key| !known.contains(*key)) {
            if told.insert((environment, key)) {
                let near = nearest(key, known.iter().map(String::as_str), 1);
                let near = near.first().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                ui.warning(&format!(
                    "`{key}` of `[environments.{environment}]` is no parameter of what was built{near}"
                ));
            }
        }
    }
}

fn architectures(compiled: &Compiled) -> impl Iterator<Item = &Diagram> {
    compiled.diagrams.iter().filter(|d| d.kind == Kind::Architecture)
}

/// Returns the environments to write parameter files of.
fn environments(config: &Config, asked: Option<&str>) -> anyhow::Result<Vec<String>> {
    let known: Vec<String> = config.environments.keys().cloned().collect();
    match asked {
        None if known.is_empty() => Ok(vec![DEFAULT_ENVIRONMENT.to_owned()]),
        None => Ok(known),
        Some(name) if known.iter().any(|k| k == name) => Ok(vec![name.to_owned()]),
        Some(name) if known.is_empty() => {
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
                bail!("`{name}` cannot be the name of an environment: use letters, digits, `-` and `_`");
            }
            Ok(vec![name.to_owned()])
        }
        Some(name) => match nearest(name, known.iter().map(String::as_str), 1).first() {
            Some(near) => bail!("there is no environment `{name}` in the project file; did you mean `{near}`?"),
            None => bail!("there is no environment `{name}` in the project file; it names {}", known.join(", ")),
        },
    }
}

/// Returns the files of a plan, each name once: what does not depend on the environment comes out the same for all.
fn files(plan: &Plan, args: &BuildArgs, environments: &[String]) -> Vec<File> {
    let provider = args.terraform_provider.map_or(emit::Provider::Azapi, emit::Provider::from);
    let mut out: Vec<File> = Vec::new();
    for target in &args.target {
        for environment in environments {
            let files = match target {
                Language::Bicep => emit::bicep(plan, environment),
                Language::Arm => emit::arm(plan, environment),
                Language::Terraform => emit::terraform_with(plan, environment, provider),
                // Workflows are of all environments, and stand elsewhere.
                Language::Github => Vec::new(),
            };
            for file in files {
                if !out.iter().any(|f| f.name == file.name) {
                    out.push(file);
                }
            }
        }
    }
    out
}

/// Returns, for every document, the folder below the output folder of each of its architectures.
///
/// One diagram, or the only one of the only file, goes straight into the output folder; others into a folder named by their id, with
/// the file's stem before it where two files share the id, and the file's whole path where they share the stem too.
fn folders(paths: &[String], documents: &[Document]) -> Vec<Vec<Utf8PathBuf>> {
    let ids = |d: &Document| architectures(&d.compiled).map(|a| a.id.clone()).collect::<Vec<_>>();
    if let ([path], [document]) = (paths, documents)
        && (Target::new(path).diagram.is_some() || !Utf8Path::new(path).is_dir())
        && ids(document).len() == 1
    {
        return vec![vec![Utf8PathBuf::new()]];
    }
    let stem = |d: &Document| d.source.path.file_stem().unwrap_or("stdin").to_owned();
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_stem: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        for id in ids(document) {
            *by_id.entry(id.to_lowercase()).or_default() += 1;
            *by_stem.entry(format!("{}.{id}", stem(document)).to_lowercase()).or_default() += 1;
        }
    }
    let name = |document: &Document, id: String| {
        let with_stem = format!("{}.{id}", stem(document));
        if by_id.get(&id.to_lowercase()).is_none_or(|n| *n < 2) {
            id
        } else if by_stem.get(&with_stem.to_lowercase()).is_none_or(|n| *n < 2) {
            with_stem
        } else {
            let parts: Vec<&str> = workspace::normal_parts(&document.source.path).collect();
            format!("{}.{id}", parts.join("-"))
        }
    };
    documents.iter().map(|d| ids(d).into_iter().map(|id| name(d, id).into()).collect()).collect()
}

/// Tells why a diagram is not built.
fn refuse(document: &Document, diagram: &Diagram, ui: &mut Ui) {
    for finding in document.compiled.findings_of(&diagram.id) {
        if finding.diagnostic.severity == Severity::Error {
            ui.say(&format!("{}\n\n", human::one(&document.source, &finding.diagnostic)));
        }
    }
    not_built(document, diagram, ui);
}

fn not_built(document: &Document, diagram: &Diagram, ui: &mut Ui) {
    ui.error(&format!("`{}#{}` is not built because of what is told above", document.source.path, diagram.id));
}

/// Tells of a document that could not be read.
fn unreadable(document: &Document, ui: &mut Ui) -> bool {
    let about_document = document.compiled.findings.iter().filter(|f| f.diagram.is_none());
    let mut wrong = false;
    for finding in about_document.filter(|f| f.diagnostic.severity == Severity::Error) {
        ui.say(&format!("{}\n\n", human::one(&document.source, &finding.diagnostic)));
        wrong = true;
    }
    wrong
}

/// Writes the files of a diagram, or compares them, and tells what an earlier build left behind. Returns whether any is stale.
fn put_all(files: &[File], folder: &Utf8Path, id: &str, args: &BuildArgs, ui: &mut Ui) -> anyhow::Result<bool> {
    let mut stale = false;
    for file in files {
        stale |= put(&folder.join(&file.name), file, args.check, ui)?;
    }
    // With one environment asked for, the files of the others are no leftovers.
    if args.env.is_none() {
        for path in workspace::leftovers(folder, files) {
            ui.warning(&format!("nothing of `{id}` makes `{path}` any more: delete it"));
            stale |= args.check;
        }
    }
    Ok(stale)
}

/// Writes a file, or compares it. Returns whether it is stale.
fn put(path: &Utf8Path, file: &File, check: bool, ui: &mut Ui) -> anyhow::Result<bool> {
    if check {
        let stale = std::fs::read(path).ok().as_deref() != Some(file.text.as_bytes());
        if stale {
            ui.result(&format!("stale {path}\n"))?;
        }
        return Ok(stale);
    }
    let word = match workspace::write(path, file.text.as_bytes())? {
        Written::Created => "created",
        Written::Updated => "updated",
        Written::Unchanged => "unchanged",
    };
    ui.result(&format!("{word} {path}\n"))?;
    Ok(false)
}
