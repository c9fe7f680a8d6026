//! Subscription.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "subscription",
    title: "Subscription",
    summary: "What Azure bills and limits: a frame around resource groups.",
    nature: Nature::Frame,
    names: &["subscription", "azure subscription", "landing zone", "management group", "구독", "サブスクリプション", "订阅", "abonnement"],
    glyph: "M2 3h12v10H2zM4 5h8v6H4z",
    ..Kind::BASE
};
