//! DNS private resolver.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "dns-private-resolver",
    title: "DNS private resolver",
    summary: "Answers and forwards DNS questions between a VNet and networks outside; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["dns private resolver", "azure dns private resolver", "private dns resolver", "dns resolver", "dns inbound endpoint", "dns outbound endpoint", "dns forwarder", "dns 프라이빗 확인자", "dns 解決"],
    glyph: "M2 3h12v8H2zM5 6h6M5 8h4M8 11v3",
    ..Kind::BASE
};
