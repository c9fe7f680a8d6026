//! Diagnostic setting.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "diagnostic-setting",
    title: "Diagnostic setting",
    summary: "Sends a resource's logs to a workspace; made for every resource that a workspace is drawn for.",
    nature: Nature::Capability,
    names: &["diagnostic setting", "diagnostic log", "진단 설정", "診断設定", "诊断设置", "diagnoseeinstellung"],
    weak_names: &["resource log", "platform log"],
    glyph: "M3 3h10v10H3zM5 9l2-3 2 2 2-4",
    ..Kind::BASE
};
