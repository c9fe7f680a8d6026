//! SCM site.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "scm-site",
    title: "SCM site",
    summary: "The Kudu site of an app, where code is deployed to; a capability of the app.",
    nature: Nature::Capability,
    names: &["scm", "kudu", "scm kudu", "scm site", "kudu site", "kudu scm site", "kudu scm", "code deploy", "scm endpoint"],
    weak_names: &[],
    glyph: "M3 3h10v10H3zM6 6l2 2-2 2M9 10h2",
    ..Kind::BASE
};
