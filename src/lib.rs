//! Siteplan compiles the Mermaid flowcharts in a team's docs: it reads them, understands them as Azure App Service
//! architectures, checks them against the rules of their hosting tier, draws them, and emits what deploys them.
//!
//! The modules are a pipeline; each imports only from those above it in this list.

pub mod source;

pub mod diag;

pub mod config;
pub mod markdown;

pub mod syntax;

pub mod graph;

pub mod iac;

pub mod catalog;

pub mod model;

pub mod plan;
pub mod render;
pub mod rules;

pub mod emit;

pub mod compile;

// Above: pure. No files, clock, environment, network, printing.

pub mod report;

pub mod format;

pub mod workspace;

pub mod cli;

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
