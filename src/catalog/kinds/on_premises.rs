//! On-premises network.

use crate::catalog::{Kind, Nature, gateways};

pub(super) static KIND: Kind = Kind {
    id: "on-premises",
    title: "On-premises network",
    summary: "A network outside of Azure.",
    nature: Nature::Actor,
    names: &["on premise", "on premise network", "onprem", "on prem", "corporate network", "datacenter", "data center", "branch office", "headquarter", "on premise datacenter", "온프레미스", "オンプレミス", "本地", "on premise data center", "corporate datacenter", "rechenzentrum", "企业网络"],
    weak_names: &["office"],
    properties: gateways::DEVICE,
    glyph: "M2 14V6l4 2V6l4 2V2h4v12z",
    ..Kind::BASE
};
