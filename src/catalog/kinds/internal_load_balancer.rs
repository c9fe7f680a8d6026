//! Internal load balancer.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "internal-load-balancer",
    title: "Internal load balancer",
    summary: "The private front of an App Service Environment; a capability of the environment.",
    nature: Nature::Capability,
    names: &["internal load balancer", "ilb", "internal lb", "private load balancer", "internal azure load balancer", "내부 부하 분산 장치", "内部ロード バランサー"],
    weak_names: &[],
    glyph: "M8 2v4M8 6H3v4M8 6h5v4M8 6v4",
    ..Kind::BASE
};
