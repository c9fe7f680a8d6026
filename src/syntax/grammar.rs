//! The two generated parsers: words, and the statements that they make.
//!
//! The only user of pest.

use pest::Parser;

/// Reads one word by the rule of a mode; none where the rule holds no word.
pub(super) fn word(mode: words::Rule, text: &str) -> Option<(words::Rule, usize)> {
    let word = words::Words::parse(mode, text).ok()?.next()?.into_inner().next()?;
    Some((word.as_rule(), word.as_span().end()))
}

/// The words of each mode.
pub(super) mod words {
    /// The parser of `grammar/tokens.pest`.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/tokens.pest"]
    pub(crate) struct Words;
}

/// The statements over rows of words.
pub(super) mod phrases {
    /// The parser of `grammar/flowchart.pest`.
    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/flowchart.pest"]
    pub(crate) struct Phrases;
}
