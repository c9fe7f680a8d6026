//! What no document can tell of itself: findings about several of a run.

use super::{Compiled, Diagram, Finding, Kind, in_order};
use crate::{
    config::Config,
    diag::Diagnostic,
    rules::{self, Drawing},
    source::Source,
};

/// A document of a run, and what holds for it.
pub struct Page<'a> {
    /// The text.
    pub source: &'a Source,
    /// What was made of it.
    pub compiled: &'a mut Compiled,
    /// The configuration.
    pub config: &'a Config,
}

/// Compares the architectures of a run with each other, and adds what is found to their documents, at the configured levels. The
/// order of the pages does not matter.
pub fn compare(pages: &mut [Page<'_>]) {
    let mut drawings: Vec<Drawing<'_>> = Vec::new();
    let mut owners: Vec<(usize, usize)> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (i, diagram) in page.compiled.diagrams.iter().enumerate() {
            if let (Some(graph), Kind::Architecture) = (&diagram.graph, diagram.kind) {
                drawings.push(Drawing { path: page.source.path.as_str(), line: diagram.line, graph });
                owners.push((number, i));
            }
        }
    }
    let found = rules::compare(&drawings);
    let found: Vec<(usize, usize, Diagnostic)> = found
        .into_iter()
        .filter_map(|(drawing, diagnostic)| owners.get(drawing).map(|(page, i)| (*page, *i, diagnostic)))
        .collect();
    for (number, i, mut diagnostic) in found {
        let Some(page) = pages.get_mut(number) else { continue };
        let Some(diagram) = page.compiled.diagrams.get(i).filter(|d| !is_excepted(d, &diagnostic)) else { continue };
        let Some(severity) = page.config.levels.apply(diagnostic.lint, diagnostic.severity) else { continue };
        diagnostic.severity = severity;
        let diagram = Some(diagram.id.clone());
        page.compiled.findings.push(Finding { diagnostic, diagram });
        in_order(&mut page.compiled.findings);
    }
}

fn is_excepted(diagram: &Diagram, diagnostic: &Diagnostic) -> bool {
    let architecture = diagram.model.as_ref().and_then(|m| m.architecture.as_ref());
    architecture.is_some_and(|a| a.annotations.exceptions.iter().any(|e| e.covers(diagnostic.lint)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Level;

    const SHOP: &str = "# Shop\n\n```mermaid\nflowchart LR\n  User[User] --> App[App Service S1]\n  App --> Db[(Azure SQL)]\n  App --> Kv[Key Vault]\n  App --> Ai[Application Insights]\n```\n";

    /// Compares documents and returns what is told, by path and message.
    fn told(texts: &[(&str, String)], config: &Config) -> Vec<(String, String)> {
        let sources: Vec<Source> = texts.iter().map(|(path, text)| Source::new(*path, text.clone())).collect();
        let mut compiled: Vec<Compiled> = sources.iter().map(|s| super::super::compile(s, config)).collect();
        let mut pages: Vec<Page<'_>> =
            sources.iter().zip(&mut compiled).map(|(source, compiled)| Page { source, compiled, config }).collect();
        compare(&mut pages);
        let mut out = Vec::new();
        for page in &pages {
            for finding in page.compiled.findings.iter().filter(|f| f.diagnostic.lint.code == "SP010") {
                out.push((page.source.path.to_string(), finding.diagnostic.message.clone()));
            }
        }
        out.sort();
        out
    }

    fn texts() -> Vec<(&'static str, String)> {
        let other = SHOP.replace("Service S1", "Service P1v3");
        vec![
            ("a.md", SHOP.to_owned()),
            ("b.md", SHOP.to_owned()),
            ("c.md", other.clone()),
            ("d.md", other.clone()),
            ("e.md", other),
        ]
    }

    #[test]
    fn the_rarer_drawing_is_told_once_whatever_the_order() {
        let mut texts = texts();
        let wanted = [("a.md".to_owned(), "`App` differs from a copy of this drawing".to_owned())];
        for _ in 0..texts.len() {
            texts.rotate_left(1);
            assert_eq!(told(&texts, &Config::default()), wanted);
        }
    }

    #[test]
    fn levels_and_exceptions_hold() {
        let mut config = Config::default();
        config.levels.rules.insert("SP010", Level::Off);
        assert_eq!(told(&texts(), &config), []);
        let quiet = SHOP.replace("flowchart LR", "flowchart LR\n  %% siteplan-ignore[diverging-copy]: the old size");
        let texts = vec![("a.md", quiet), ("b.md", texts()[2].1.clone()), ("c.md", texts()[2].1.clone())];
        assert_eq!(told(&texts, &Config::default()), []);
        let alone = super::super::compile(&Source::new("a.md", texts[0].1.clone()), &Config::default());
        assert!(
            alone.findings.iter().all(|f| f.diagnostic.lint.name != "unused-ignore"),
            "it may be of use in another run"
        );
    }

    #[test]
    fn two_variants_in_one_document_are_meant() {
        let both =
            format!("{SHOP}\n# Later\n\n{}", SHOP.replace("# Shop\n\n", "").replace("Service S1", "Service P1v3"));
        assert_eq!(told(&[("a.md", both)], &Config::default()), []);
    }
}
