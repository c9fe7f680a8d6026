//! Action group: whom an alert tells.

use crate::catalog::azurerm::{Field, Form, Mapping, set};
use crate::{
    catalog::{Kind, Lowering, Naming},
    iac::{Area, Expr, Object, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "action-group",
    title: "Action group",
    summary: "Whom an alert tells, and how.",
    names: &["action group", "azure action group", "azure monitor action group", "작업 그룹", "アクション グループ", "操作组", "aktionsgruppe"],
    resource: Some(ResourceType { name: "Microsoft.Insights/actionGroups", api: "2023-01-01" }),
    naming: Naming { abbreviation: "ag", max: 260, compact: false, global: false },
    area: Some(Area::Monitoring),
    glyph: "M3 4h7v5H3zM10 6l3-2v5l-3-2M5 12h6",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    // The group belongs to no region, so that it works when one is down.
    resource.location = Some("Global".into());
    let email = lowering.param(Param {
        name: format!("{}Email", lowering.part.symbol.as_str()),
        ty: ParamType::String,
        description: format!("The address that {} writes to.", lowering.part.title),
        min: Some(3),
        ..Param::default()
    });
    let receiver = Expr::object([("name", "email".into()), ("emailAddress", email), ("useCommonAlertSchema", Expr::Bool(true))]);
    let mut properties = Object::new();
    // At most twelve characters; text messages begin with it.
    properties.insert("groupShortName".to_owned(), "alerts".into());
    properties.insert("enabled".to_owned(), Expr::Bool(true));
    properties.insert("emailReceivers".to_owned(), Expr::Array(vec![receiver]));
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Insights/actionGroups",
        form: Form::global("azurerm_monitor_action_group"),
        fields: &[
            set("properties.groupShortName", "short_name"),
            set("properties.enabled", "enabled"),
            Field::Each(
                "properties.emailReceivers",
                "email_receiver",
                &[
                    set("name", "name"),
                    set("emailAddress", "email_address"),
                    set("useCommonAlertSchema", "use_common_alert_schema"),
                ],
            ),
        ],
        demands: &["short_name"],
        ..Mapping::BASE
    },
];
