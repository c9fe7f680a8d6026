//! Client.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "external-client",
    title: "Client",
    summary: "A person, a browser or the Internet: where requests come from.",
    nature: Nature::Actor,
    names: &["internet", "public internet", "client", "user", "end user", "browser", "customer", "visitor", "internet user", "internet client", "mobile app", "web browser", "client browser", "vnet client", "people", "employee", "staff", "partner", "인터넷", "사용자", "ユーザー", "インターネット", "用户", "benutzer", "external service", "external api", "external system", "third party api", "third party service", "third party", "public user", "partner api", "nutzer", "endbenutzer", "クライアント", "客户端", "클라이언트", "互联网", "public client", "internal user", "mobile client", "web client", "app user", "site visitor", "remote user"],
    weak_names: &["admin", "administrator", "operator", "developer", "team"],
    glyph: "M8 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 14c0-6 10-6 10 0",
    ..Kind::BASE
};
