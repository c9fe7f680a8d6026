//! Autoscale: rules that change the number of instances of a plan.

use crate::{
    catalog::{azurerm::{Field, Form, Mapping, Via, set}, Kind, LinkKind, Lowering, Naming, Nature},
    iac::{Expr, Object, ResourceType, Symbol},
};

pub(super) static KIND: Kind = Kind {
    id: "autoscale",
    title: "Autoscale",
    summary: "Rules that add and remove instances of a plan.",
    nature: Nature::Capability,
    names: &["autoscale", "auto scale", "autoscaling", "auto scaling", "autoscale rule", "autoscale setting", "자동 크기 조정", "자동 스케일링"],
    resource: Some(ResourceType { name: "Microsoft.Insights/autoscalesettings", api: "2022-10-01" }),
    naming: Naming { abbreviation: "autoscale", max: 260, compact: false, global: false },
    glyph: "M2 12l4-4 3 3 5-6M10 5h4v4",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(plan) = lowering.to(LinkKind::Scales).next() else { return };
    let Some(mut resource) = lowering.resource() else { return };
    let stated = lowering.part.facts.instances.as_ref().or(plan.facts.instances.as_ref()).map(|i| i.value);
    let tier = plan.facts.skus.iter().map(|s| s.value.tier).min();
    let bound = tier.map_or(10, |t| t.limits().instances);
    let (min, max) = stated.filter(|i| i.max > i.min).map_or((2, 10), |i| (i.min, i.max));
    let (min, max) = (min.min(bound), max.min(bound));
    let capacity = [("minimum", min), ("maximum", max), ("default", min)].map(|(k, v)| (k, Expr::str(v.to_string())));
    // The thresholds stand far enough apart that a scale-in does not call for a scale-out at once.
    let rules = vec![
        rule(&plan.symbol, "GreaterThan", 70, "Increase", "PT5M"),
        rule(&plan.symbol, "LessThan", 35, "Decrease", "PT10M"),
    ];
    let profile = Expr::object([("name", "cpu".into()), ("capacity", Expr::object(capacity)), ("rules", Expr::Array(rules))]);
    let mut properties = Object::new();
    properties.insert("enabled".to_owned(), Expr::Bool(true));
    properties.insert("targetResourceUri".to_owned(), Expr::Id(plan.symbol.clone()));
    properties.insert("profiles".to_owned(), Expr::Array(vec![profile]));
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
}

fn rule(plan: &Symbol, operator: &str, threshold: i64, direction: &str, window: &str) -> Expr {
    let trigger = Expr::object([
        ("metricName", "CpuPercentage".into()),
        ("metricResourceUri", Expr::Id(plan.clone())),
        ("timeGrain", "PT1M".into()),
        ("statistic", "Average".into()),
        ("timeWindow", window.into()),
        ("timeAggregation", "Average".into()),
        ("operator", operator.into()),
        ("threshold", Expr::Int(threshold)),
    ]);
    let action = Expr::object([
        ("direction", direction.into()),
        ("type", "ChangeCount".into()),
        ("value", "1".into()),
        ("cooldown", window.into()),
    ]);
    Expr::object([("metricTrigger", trigger), ("scaleAction", action)])
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Insights/autoscalesettings",
        form: Form::group("azurerm_monitor_autoscale_setting"),
        fields: &[
            set("properties.targetResourceUri", "target_resource_id"),
            set("properties.enabled", "enabled"),
            Field::Left("properties.targetResourceLocation", "the setting stands where its target does"),
            Field::Each(
                "properties.profiles",
                "profile",
                &[
                    set("name", "name"),
                    Field::Set("capacity.default", "capacity.default", Via::Number),
                    Field::Set("capacity.minimum", "capacity.minimum", Via::Number),
                    Field::Set("capacity.maximum", "capacity.maximum", Via::Number),
                    Field::Each(
                        "rules",
                        "rule",
                        &[
                            set("metricTrigger.metricName", "metric_trigger.metric_name"),
                            set("metricTrigger.metricNamespace", "metric_trigger.metric_namespace"),
                            set("metricTrigger.metricResourceUri", "metric_trigger.metric_resource_id"),
                            set("metricTrigger.timeGrain", "metric_trigger.time_grain"),
                            set("metricTrigger.statistic", "metric_trigger.statistic"),
                            set("metricTrigger.timeWindow", "metric_trigger.time_window"),
                            set("metricTrigger.timeAggregation", "metric_trigger.time_aggregation"),
                            set("metricTrigger.operator", "metric_trigger.operator"),
                            set("metricTrigger.threshold", "metric_trigger.threshold"),
                            set("scaleAction.direction", "scale_action.direction"),
                            set("scaleAction.type", "scale_action.type"),
                            Field::Set("scaleAction.value", "scale_action.value", Via::Number),
                            set("scaleAction.cooldown", "scale_action.cooldown"),
                        ],
                    ),
                ],
            ),
        ],
        demands: &["target_resource_id", "profile"],
        ..Mapping::BASE
    },
];
