//! `siteplan explain`.

use anyhow::bail;

use super::{args::ExplainArgs, exit::Exit, ui::Ui};
use crate::{
    compile,
    diag::{Lint, Severity, nearest},
    rules,
};

pub(super) fn run(args: &ExplainArgs, ui: &mut Ui) -> anyhow::Result<Exit> {
    let lints = compile::lints();
    let text = match &args.lint {
        None => list(&lints),
        Some(word) => match lints.iter().find(|l| l.code.eq_ignore_ascii_case(word) || l.name == word) {
            Some(lint) => page(lint),
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

/// Returns a lint's page: what is written of it, where the rule of the world stands, and where else it is checked.
fn page(lint: &Lint) -> String {
    let Some(page) = rules::page(lint.code) else { return short(lint) };
    let mut out = format!("{}\n", page.text.trim_end());
    let Some(rule) = page.rule else { return out };
    if !rule.sources.is_empty() && !page.text.contains("\n## Sources") {
        out.push_str("\n## Sources\n\n");
        for source in rule.sources {
            out.push_str(&format!("- {} (read {}): {}\n", source.title, source.read, source.url));
        }
    }
    if !rule.also.is_empty() {
        out.push_str(&format!("\nAlso known as: {}\n", rule.also.join(", ")));
    }
    out
}

/// Returns the page of a lint of which nothing more is written than its summary.
fn short(lint: &Lint) -> String {
    format!(
        "# {} ({})\n\n{}.\n\nPack `{}`, by default {}. Change it in `siteplan.toml`:\n\n    [rules]\n    {} = \"off\"\n",
        lint.name,
        lint.code,
        sentence(lint.summary),
        lint.pack.as_str(),
        match lint.severity {
            Severity::Error => "an error",
            Severity::Warning => "a warning",
            Severity::Note => "a note",
        },
        lint.name
    )
}

fn sentence(summary: &str) -> String {
    let mut chars = summary.trim_end_matches('.').chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
