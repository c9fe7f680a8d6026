//! Azure Web PubSub.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "web-pubsub",
    title: "Azure Web PubSub",
    summary: "Pushes messages to browsers over WebSockets; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["web pubsub", "azure web pubsub", "webpubsub"],
    glyph: "M3 4h10v6H3zM5 13l3-3 3 3",
    ..Kind::BASE
};
