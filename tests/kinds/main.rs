//! What each kind is, and what it adds to a deployment.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "this is test code, though not all of it in test functions"
)]

mod azurerm;
mod catalogue;
mod data;
mod drawing;
mod edge;
mod hosting;
mod messaging;
mod network;
#[path = "../support/mod.rs"]
mod support;
