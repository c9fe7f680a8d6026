//! Graphs for tests.
