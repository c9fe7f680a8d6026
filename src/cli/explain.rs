//! `siteplan explain`.

use anyhow::bail;

use super::{args::ExplainArgs, exit::Exit, ui::Ui};
use crate::{
    compile,
    diag::{Lint, nearest},
    rules::{self, Page},
};

pub(super) fn run(args: &ExplainArgs, ui: &mut Ui) -> anyhow::Result<Exit> {
    let lints = compile::lints();
    let text = match &args.lint {
        None => list(&lints),
        Some(word) => match rules::page(word) {
            Some(found) => page(&found),
            None => {
                let known = lints.iter().flat_map(|l| [l.name, l.code]);
                match nearest(word, known, 1).first() {
                    Some(near) => bail!("there is no finding `{word}`; did you mean `{near}`?"),
                    None => bail!("there is no finding `{word}`; `siteplan explain` lists them all"),
                }
            }
        },
    };
    ui.result(&text)?;
    Ok(Exit::Clean)
}

/// Returns every lint, a line each.
fn list(lints: &[&'static Lint]) -> String {
    let width = lints.iter().map(|l| l.name.len()).max().unwrap_or(0);
    let line = |l: &&Lint| format!("{}  {:width$}  {:8}  {}\n", l.code, l.name, l.pack.as_str(), l.summary);
    lints.iter().map(line).collect()
}

/// Returns a lint's page, with what it rests on and its names in other tools.
fn page(page: &Page) -> String {
    let mut out = page.text.trim_end().to_owned();
    out.push('\n');
    let Some(rule) = page.rule else { return out };
    out.push_str("\n## Sources\n\n");
    for source in rule.sources {
        out.push_str(&format!("- {} <{}>, read {}\n", source.title, source.url, source.read));
    }
    if !rule.also.is_empty() {
        out.push_str(&format!("\nIn other tools: {}.\n", rule.also.join(", ")));
    }
    out
}
