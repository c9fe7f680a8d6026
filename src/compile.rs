//! The whole pure pipeline, one function.
