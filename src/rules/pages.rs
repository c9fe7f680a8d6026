//! The pages of all lints: what `explain` prints.

use super::{RULE_PAGES, Rule};
use crate::{config, diag::Lint, graph, markdown, model, syntax};

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
    ($($module:ident $name:literal),* $(,)?) => {
        /// The pages as documentation, so that the address of a lint leads to its page.
        pub(super) mod reading {
            $(
                #[doc = include_str!(concat!("../../docs/rules/", $name, ".md"))]
                pub mod $module {}
            )*
        }

        /// Pages of what the stages before the rules find, by name.
        static READING_PAGES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../docs/rules/", $name, ".md")))),*];
    };
}

reading![
    arrow_head_at_line_start "arrow-head-at-line-start",
    arrow_head_takes_letter "arrow-head-takes-letter",
    bad_annotation "bad-annotation",
    bad_node_data "bad-node-data",
    bad_yaml "bad-yaml",
    blank_after_subgraph "blank-after-subgraph",
    blank_before_shape "blank-before-shape",
    comment_as_node "comment-as-node",
    comment_in_label "comment-in-label",
    deep_nesting "deep-nesting",
    direction_as_node "direction-as-node",
    dropped_tag "dropped-tag",
    duplicate_diagram_id "duplicate-diagram-id",
    empty_fence "empty-fence",
    ignored_node_data "ignored-node-data",
    invalid_configuration "invalid-configuration",
    invalid_diagram_id "invalid-diagram-id",
    invalid_directive "invalid-directive",
    joined_ids "joined-ids",
    link_style_out_of_range "link-style-out-of-range",
    link_text_over_lines "link-text-over-lines",
    member_of_two_subgraphs "member-of-two-subgraphs",
    mismatched_link "mismatched-link",
    missing_header "missing-header",
    misspelt_fence "misspelt-fence",
    newer_syntax "newer-syntax",
    not_utf8 "not-utf8",
    impossible_fact "impossible-fact",
    oversized_architecture "oversized-architecture",
    path_as_shape "path-as-shape",
    relabelled_node "relabelled-node",
    reserved_word "reserved-word",
    reused_edge_id "reused-edge-id",
    semicolon_in_style "semicolon-in-style",
    statement_as_title "statement-as-title",
    swallowed_by_direction "swallowed-by-direction",
    syntax_error "syntax-error",
    title_is_no_id "title-is-no-id",
    too_many_edges "too-many-edges",
    trailing_comment "trailing-comment",
    unclosed_directive "unclosed-directive",
    unclosed_fence "unclosed-fence",
    unclosed_label "unclosed-label",
    unclosed_subgraph "unclosed-subgraph",
    undecoded_entity "undecoded-entity",
    undefined_class "undefined-class",
    unknown_annotation "unknown-annotation",
    unknown_direction "unknown-direction",
    unknown_link "unknown-link",
    unknown_shape "unknown-shape",
    unknown_target "unknown-target",
    unnamed_subgraph "unnamed-subgraph",
    unquoted_label "unquoted-label",
    unused_ignore "unused-ignore",
    used_before_drawn "used-before-drawn",
];

/// Returns every page, by code.
#[must_use]
pub fn pages() -> Vec<Page> {
    let rules = RULE_PAGES.iter().map(|(rule, text)| Page { lint: &rule.lint, rule: Some(rule), text });
    let stages = [markdown::LINTS, config::LINTS, syntax::LINTS, graph::LINTS, model::LINTS];
    let reading = stages.into_iter().flatten().filter_map(|lint| {
        let (_, text) = READING_PAGES.iter().find(|(name, _)| *name == lint.name)?;
        Some(Page { lint, rule: None, text })
    });
    let mut all: Vec<Page> = rules.chain(reading).collect();
    all.sort_by_key(|p| p.lint.code);
    all
}

/// Returns the page of a code or a name, case aside.
#[must_use]
pub fn page(key: &str) -> Option<Page> {
    pages().into_iter().find(|p| p.lint.code.eq_ignore_ascii_case(key) || p.lint.name.eq_ignore_ascii_case(key))
}
