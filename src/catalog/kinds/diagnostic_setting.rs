//! Diagnostic setting.

use crate::catalog::{azurerm::{Field, Form, Mapping, flag, set}, Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "diagnostic-setting",
    title: "Diagnostic setting",
    summary: "Sends a resource's logs to a workspace; made for every resource that a workspace is drawn for.",
    nature: Nature::Capability,
    names: &["diagnostic setting", "diagnostic log", "진단 설정", "診断設定", "诊断设置", "diagnoseeinstellung"],
    weak_names: &["resource log", "platform log"],
    glyph: "M3 3h10v10H3zM5 9l2-3 2 2 2-4",
    azurerm: AZURERM,
    ..Kind::BASE
};

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Insights/diagnosticSettings",
        form: Form::child("azurerm_monitor_diagnostic_setting", "target_resource_id"),
        fields: &[
            set("properties.workspaceId", "log_analytics_workspace_id"),
            set("properties.logAnalyticsDestinationType", "log_analytics_destination_type"),
            // What is not enabled is not told.
            Field::Each(
                "properties.logs",
                "enabled_log",
                &[set("category", "category"), set("categoryGroup", "category_group"), flag("enabled", true)],
            ),
            Field::Each("properties.metrics", "enabled_metric", &[set("category", "category"), flag("enabled", true)]),
        ],
        ..Mapping::BASE
    },
];
