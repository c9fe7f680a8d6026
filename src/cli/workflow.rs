//! Where `siteplan build --target github` writes to, and what workflows say of the places around them.

use anyhow::{Context as _, bail};
use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use super::args::{BuildArgs, Language};
use crate::{
    emit::{Agreement, Repository, Template},
    iac::Plan,
};

/// The folder that GitHub reads, below the root of a repository.
const FOLDER: &str = ".github/workflows";

/// The workflows of a run.
pub(super) struct Workflows<'a> {
    args: &'a BuildArgs,
    /// As it was named.
    root: &'a Utf8Path,
    /// From the system's root.
    real_root: Utf8PathBuf,
    /// The folder that is written to, from the root.
    output: Utf8PathBuf,
    template: Template,
}

/// Where a diagram stands, and what is built of it.
pub(super) struct Place<'a> {
    /// The document, as it was named.
    pub(super) document: &'a Utf8Path,
    /// The folder below the one that is written to.
    pub(super) folder: &'a Utf8Path,
    /// All environments, in their order.
    pub(super) environments: &'a [String],
    /// The environment that was asked for, where no project file names any.
    pub(super) only: Option<&'a str>,
}

impl<'a> Workflows<'a> {
    /// Returns the workflows that a run is asked for.
    pub(super) fn of(args: &'a BuildArgs) -> anyhow::Result<Option<Self>> {
        let asked = |language| args.target.contains(&language);
        if !asked(Language::Github) {
            return Ok(None);
        }
        let template = match (asked(Language::Bicep), asked(Language::Arm), asked(Language::Terraform)) {
            (true, _, _) | (_, false, false) => Template::Bicep,
            (false, true, _) => Template::Arm,
            (false, false, true) => {
                bail!("the workflows of `github` deploy Bicep or ARM JSON: add `bicep` or `arm` to --target")
            }
        };
        let root = args.root.as_deref().unwrap_or(&args.output);
        let (from, to) = (absolute(root)?, absolute(&args.output)?);
        let Ok(output) = to.strip_prefix(&from) else {
            bail!("`{}` is not below the root `{root}`, so workflows there cannot name it", args.output);
        };
        let output = output.to_owned();
        Ok(Some(Self { args, root, real_root: from, output, template }))
    }

    /// Returns where a workflow is written to.
    pub(super) fn path(&self, name: &str) -> Utf8PathBuf {
        let root = if self.root == "." { Utf8Path::new("") } else { self.root };
        root.join(FOLDER).join(name)
    }

    /// Returns what the workflows of a plan say of the places around them.
    pub(super) fn repository(&self, place: &Place<'_>, plan: &Plan) -> Repository {
        let name = place.folder.file_name().unwrap_or(&plan.name).to_owned();
        Repository {
            agreement: self.agreement(place, &name, plan),
            name,
            folder: joined(&self.output.join(place.folder)),
            template: self.template,
            environments: place.environments.to_vec(),
        }
    }

    /// What a pull request asks again. There the diagram is named alone, and its workflow is called by its id.
    fn agreement(&self, place: &Place<'_>, name: &str, plan: &Plan) -> Option<Agreement> {
        if self.args.paths.paths.iter().any(|path| path == "-") {
            return None;
        }
        let full = absolute(place.document).ok()?;
        let document = joined(full.strip_prefix(&self.real_root).ok()?);
        let template = match self.template {
            Template::Bicep => "bicep",
            Template::Arm => "arm",
        };
        let targets = if name == plan.name { format!("{template},github") } else { template.to_owned() };
        Some(Agreement {
            diagram: format!("{document}#{}", plan.name),
            targets,
            environment: place.only.map(str::to_owned),
        })
    }
}

/// A path with `/` between its parts.
fn joined(path: &Utf8Path) -> String {
    path.components().map(|part| part.to_string()).collect::<Vec<_>>().join("/")
}

/// Returns a path from the system's root, without parts that lead nowhere or back.
fn absolute(path: &Utf8Path) -> anyhow::Result<Utf8PathBuf> {
    let full = std::path::absolute(if path.as_str().is_empty() { Utf8Path::new(".") } else { path })
        .with_context(|| format!("cannot tell where `{path}` is"))?;
    let full = Utf8PathBuf::from_path_buf(full).ok().with_context(|| format!("the folder of `{path}` is not UTF-8"))?;
    let mut out = Utf8PathBuf::new();
    for part in full.components() {
        match part {
            Utf8Component::ParentDir => {
                out.pop();
            }
            Utf8Component::CurDir => {}
            part => out.push(part),
        }
    }
    Ok(out)
}
