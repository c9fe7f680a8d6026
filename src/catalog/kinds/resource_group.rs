//! Resource group.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "resource-group",
    title: "Resource group",
    summary: "A frame around what is deployed together.",
    nature: Nature::Frame,
    names: &["resource group", "rg", "azure resource group", "azure", "azure cloud", "microsoft azure", "리소스 그룹", "リソース グループ", "资源组", "ressourcengruppe"],
    weak_names: &[],
    glyph: "M2 2h12v12H2zM5 5h2v2H5zM9 5h2v2H9zM5 9h2v2H5zM9 9h2v2H9z",
    ..Kind::BASE
};
