//! What every layout keeps to.
