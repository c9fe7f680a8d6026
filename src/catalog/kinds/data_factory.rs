//! Azure Data Factory.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "data-factory",
    title: "Azure Data Factory",
    summary: "Copies and transforms data on a schedule; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["data factory", "azure data factory", "adf", "synapse", "azure synapse", "synapse analytic", "azure synapse analytic", "databrick", "azure databrick", "microsoft fabric", "데이터 팩터리"],
    glyph: "M2 13V7l4 2V7l4 2V4h4v9z",
    ..Kind::BASE
};
