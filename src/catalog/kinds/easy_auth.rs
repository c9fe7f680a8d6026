//! App Service authentication.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "easy-auth",
    title: "App Service authentication",
    summary: "Sign-in before a request reaches the app's code; a capability of the app.",
    nature: Nature::Capability,
    names: &["easy auth", "easyauth", "app service authentication", "app service auth", "built in authentication", "authentication module", "앱 서비스 인증"],
    glyph: "M6 6a3 3 0 1 0 0 4 3 3 0 0 0 0-4zM9 8h5M12 8v2",
    ..Kind::BASE
};
