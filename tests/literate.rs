//! Pages that run as tests: every rule's page and every pair in `tests/rules`.
//!
//! In a Mermaid block, a comment `%% warning: [name]` says that the line after it raises that finding at that level; where Mermaid
//! takes no comment, `<!-- … -->` above the block says the same, and `# …` does in YAML. A block without such a comment must not raise
//! the page's finding at all. Every fix that a page shows is applied too: it must remove its finding and add none. A page's `toml`
//! block is its project file.

use std::{collections::BTreeSet, path::Path};

use siteplan::{
    compile::{Compiled, Finding, Kind, Page, compare, compile},
    config::Config,
    diag,
    diag::Applicability,
    source::Source,
};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn page(path: &Path) -> Outcome {
    let text = std::fs::read_to_string(path)?;
    let name = subject(path).ok_or("the page has no name")?;
    let wanted = expected(&text, &name);
    let found = raised(&text, &name);
    if wanted != found {
        let missing: Vec<_> = wanted.difference(&found).collect();
        let extra: Vec<_> = found.difference(&wanted).collect();
        return Err(format!("{name}: not raised: {missing:?}; raised and not marked: {extra:?}").into());
    }
    proves(&text, &name)?;
    if path.ends_with("fail.md") && wanted.is_empty() {
        return Err(format!("{name}: the failing page marks nothing").into());
    }
    fixes(&text, &name)
}

/// A diagram that is no architecture is asked no rule, so silence about it would prove nothing.
fn proves(text: &str, name: &str) -> Outcome {
    if !siteplan::rules::RULES.iter().any(|r| r.lint.name == name) {
        return Ok(());
    }
    let compiled = compile(&Source::new("page.md", text), &Config::default());
    match compiled.diagrams.iter().find(|d| d.kind != Kind::Architecture) {
        Some(diagram) => Err(format!("{name}: the diagram on line {} is no architecture", diagram.line).into()),
        None => Ok(()),
    }
}

/// The rule that a page is about: its own name, or its folder's.
fn subject(path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    if matches!(stem, "fail" | "pass") {
        Some(path.parent()?.file_name()?.to_str()?.to_owned())
    } else {
        Some(stem.to_owned())
    }
}

/// The marked lines: number, from 1, and level.
fn expected(text: &str, name: &str) -> BTreeSet<(usize, String)> {
    // A block in a quote has its marks on every line.
    let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches(['>', ' ', '\t'])).collect();
    let mut out = BTreeSet::new();
    for (i, line) in lines.iter().enumerate() {
        let Some((level, _)) = mark(line).filter(|(_, marked)| *marked == name) else { continue };
        let next = (i + 1..lines.len()).find(|k| mark(lines[*k]).is_none());
        if let Some(next) = next {
            out.insert((next + 1, level.to_owned()));
        }
    }
    out
}

/// The level and the name of a mark: `%% error: [name]`.
fn mark(line: &str) -> Option<(&str, &str)> {
    let comment = line.strip_prefix("<!-- ").and_then(|l| l.trim_end().strip_suffix("-->"));
    let text = comment.or_else(|| line.strip_prefix("%% ")).or_else(|| line.strip_prefix("# "))?;
    let (level, rest) = text.split_once(": [")?;
    let name = rest.trim_end().strip_suffix(']')?;
    matches!(level, "error" | "warning" | "note").then_some((level, name))
}

fn raised(text: &str, name: &str) -> BTreeSet<(usize, String)> {
    let source = Source::new("page.md", text);
    let config = config(text);
    let compiled = compile(&source, &config);
    let findings = if name == "diverging-copy" { across(text, &compiled, &config) } else { compiled.findings };
    let of_page = findings.iter().map(|f| &f.diagnostic).filter(|d| d.lint.name == name);
    of_page.map(|d| (source.position(d.span.start).line, d.severity.as_str().to_owned())).collect()
}

/// What the page's first `toml` block says.
fn config(text: &str) -> Config {
    let block = text.split_once("```toml\n").and_then(|(_, rest)| rest.split_once("```")).map(|(block, _)| block);
    let file = Source::new("siteplan.toml", block.unwrap_or_default());
    siteplan::config::parse(&file, &siteplan::compile::lints(), &mut diag::Sink::new())
}

/// What is found where every diagram of a page is a document of its own: the page with all other diagrams blanked out.
fn across(text: &str, page: &Compiled, config: &Config) -> Vec<Finding> {
    let alone = |kept: usize| {
        let mut bytes = text.as_bytes().to_vec();
        for (_, other) in page.diagrams.iter().enumerate().filter(|(i, _)| *i != kept) {
            let block = &mut bytes[other.span.start..other.span.end];
            block.iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
        }
        Source::new(format!("page-{kept}.md"), String::from_utf8_lossy(&bytes))
    };
    let sources: Vec<Source> = (0..page.diagrams.len()).map(alone).collect();
    let mut compiled: Vec<Compiled> = sources.iter().map(|s| compile(s, config)).collect();
    let mut pages: Vec<Page<'_>> =
        sources.iter().zip(&mut compiled).map(|(source, compiled)| Page { source, compiled, config }).collect();
    compare(&mut pages);
    compiled.into_iter().flat_map(|c| c.findings).collect()
}

/// Applying a safe fix removes its finding and adds none.
fn fixes(text: &str, name: &str) -> Outcome {
    let source = Source::new("page.md", text);
    let config = config(text);
    let before = compile(&source, &config);
    let safe: Vec<_> = before
        .findings
        .iter()
        .filter(|f| f.diagnostic.lint.name == name)
        .filter_map(|f| f.diagnostic.fix.as_ref())
        .filter(|f| f.applicability == Applicability::Safe)
        .collect();
    if safe.is_empty() {
        return Ok(());
    }
    let (mended, applied) = diag::apply(text, safe.iter().copied());
    let after = compile(&Source::new("page.md", mended.clone()), &config);
    let left = after.findings.iter().filter(|f| f.diagnostic.lint.name == name).count();
    let was = before.findings.iter().filter(|f| f.diagnostic.lint.name == name).count();
    if left + applied > was {
        return Err(format!("{name}: {applied} fixes leave {left} of {was} findings:\n{mended}").into());
    }
    let others = |c: &siteplan::compile::Compiled| c.findings.iter().filter(|f| f.diagnostic.lint.name != name).count();
    if others(&after) > others(&before) {
        return Err(format!("{name}: a fix adds a finding:\n{mended}").into());
    }
    Ok(())
}

datatest_stable::harness! {
    { test = page, root = "docs/rules", pattern = r"^(?!.*index).*\.md$" },
    { test = page, root = "tests/rules", pattern = r".*\.md$" },
}
