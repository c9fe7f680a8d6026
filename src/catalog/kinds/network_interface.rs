//! Network interface.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "network-interface",
    title: "Network interface",
    summary: "The card by which a virtual machine stands in a subnet; known, and deployed with the machine.",
    nature: Nature::Service,
    names: &["network interface", "network interface card", "azure network interface", "nic", "vnic", "네트워크 인터페이스", "netzwerkschnittstelle"],
    glyph: "M2 4h12v7H2zM5 11v3M8 11v3M11 11v3",
    ..Kind::BASE
};
