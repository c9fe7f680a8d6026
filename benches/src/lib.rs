//! What the benches share: the diagrams, the clocks, and how figures are told.

pub mod clock;
pub mod corpus;
pub mod synthetic;
pub mod table;
