//! The pages of all lints: what `explain` prints.

use super::{RULE_PAGES, Rule};
use crate::diag::Lint;

/// The page of a lint.
#[derive(Clone, Copy)]
pub struct Page {
    /// What it is about.
    pub lint: &'static Lint,
    /// Its rule, for lints that are rules of an architecture.
    pub rule: Option<&'static Rule>,
    /// The text, in Markdown.
    pub text: &'static str,
}

macro_rules! reading {
    ($($module:ident :: $lint:ident => $name:literal),* $(,)?) => {
        /// Pages of what the stages before the rules find.
        static READING_PAGES: &[(&Lint, &str)] =
            &[$((crate::$module::$lint, include_str!(concat!("../../docs/rules/", $name, ".md")))),*];
    };
}

reading![];

/// Returns every page, by code.
#[must_use]
pub fn pages() -> Vec<Page> {
    let rules = RULE_PAGES.iter().map(|(rule, text)| Page { lint: &rule.lint, rule: Some(rule), text });
    let reading = READING_PAGES.iter().map(|(lint, text)| Page { lint, rule: None, text });
    let mut all: Vec<Page> = rules.chain(reading).collect();
    all.sort_by_key(|p| p.lint.code);
    all
}

/// Returns the page of a code or a name, case aside.
#[must_use]
pub fn page(key: &str) -> Option<Page> {
    pages().into_iter().find(|p| p.lint.code.eq_ignore_ascii_case(key) || p.lint.name.eq_ignore_ascii_case(key))
}
