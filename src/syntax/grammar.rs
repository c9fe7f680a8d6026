//! The two generated parsers: words, and the statements that they make.
//!
//! The only user of pest.

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
