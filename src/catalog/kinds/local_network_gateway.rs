//! Local network gateway.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "local-network-gateway",
    title: "Local network gateway",
    summary: "What Azure knows of the gateway at the other end of a VPN; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["local network gateway", "local gateway", "lng", "vpn connection", "로컬 네트워크 게이트웨이"],
    glyph: "M2 12V6l4-3 4 3v6zM10 9h4",
    ..Kind::BASE
};
