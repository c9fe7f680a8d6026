//! Web application firewall policy: the rules that Front Door or an application gateway applies.

use crate::catalog::azurerm::{Field, Form, Lit, Mapping, Via, enabled, set};
use crate::{
    catalog::{Kind, LinkKind, Lowering, Naming, waf},
    iac::{Area, Expr},
};

pub(super) static KIND: Kind = Kind {
    id: "waf-policy",
    title: "Web application firewall policy",
    summary: "The rules by which Front Door or an application gateway turns requests away.",
    names: &[
        "waf", "waf policy", "azure waf", "web application firewall", "azure web application firewall", "web application firewall policy",
        "waf rule", "웹 방화벽", "웹 애플리케이션 방화벽",
    ],
    resource: Some(waf::EDGE),
    naming: Naming { abbreviation: "waf", max: 80, compact: true, global: false },
    area: Some(Area::Edge),
    glyph: "M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3zM2 8h12M8 1v14",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let governs = |id: &str| lowering.to(LinkKind::Governs).find(|p| p.kind.id == id);
    let (edge, gateway) = (governs("front-door"), governs("application-gateway"));
    let Some(mut resource) = lowering.resource() else { return };
    match (edge, gateway) {
        (None, None) => {}
        (None, Some(gateway)) => {
            resource.ty = waf::REGIONAL;
            waf::fill_regional(&mut resource, &gateway.location);
            lowering.push(resource);
        }
        (Some(_), gateway) => {
            waf::fill_edge(&mut resource);
            lowering.push(resource);
            // One drawn policy before both is two in Azure, as the types differ.
            if let Some(gateway) = gateway {
                let name = Expr::Concat(vec![lowering.part.name.clone(), "regional".into()]);
                let mut regional = lowering.extra("Regional", waf::REGIONAL, name);
                regional.tags = Some(lowering.tags());
                waf::fill_regional(&mut regional, &gateway.location);
                lowering.push(regional);
            }
        }
    }
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies",
        form: Form::global("azurerm_cdn_frontdoor_firewall_policy"),
        fields: &[
            set("sku.name", "sku_name"),
            enabled("properties.policySettings.enabledState", "enabled"),
            set("properties.policySettings.mode", "mode"),
            enabled("properties.policySettings.requestBodyCheck", "request_body_check_enabled"),
            Field::Each(
                "properties.managedRules.managedRuleSets",
                "managed_rule",
                &[
                    set("ruleSetType", "type"),
                    set("ruleSetVersion", "version"),
                    // azurerm wants an action of every set, and passes it on for the default rules only.
                    Field::Either(&[
                        Field::All(&[Field::Absent("ruleSetAction"), Field::Fixed("action", Lit::Str("Block"))]),
                        set("ruleSetAction", "action"),
                    ]),
                ],
            ),
        ],
        demands: &["mode", "sku_name"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",
        form: Form::group("azurerm_web_application_firewall_policy"),
        fields: &[
            Field::Set("properties.policySettings.state", "policy_settings.enabled", Via::On("Enabled", "Disabled")),
            set("properties.policySettings.mode", "policy_settings.mode"),
            set("properties.policySettings.requestBodyCheck", "policy_settings.request_body_check"),
            set("properties.policySettings.maxRequestBodySizeInKb", "policy_settings.max_request_body_size_in_kb"),
            set("properties.policySettings.fileUploadLimitInMb", "policy_settings.file_upload_limit_in_mb"),
            Field::Each(
                "properties.managedRules.managedRuleSets",
                "managed_rules.managed_rule_set",
                &[set("ruleSetType", "type"), set("ruleSetVersion", "version")],
            ),
        ],
        demands: &["managed_rules"],
        ..Mapping::BASE
    },
];
