//! Whatever a plan holds, its files can be read.

use indexmap::IndexMap;
use proptest::prelude::*;
use siteplan::emit::{arm, bicep, terraform};
use siteplan::iac::{
    Approval, Expr, Group, Object, Output, Param, ParamType, Plan, Resource, ResourceType, Suffix, Symbol, Var,
};

use crate::lex::{Language, read, read_arm};

const SITE: ResourceType = ResourceType { name: "Microsoft.Web/sites", api: "2025-03-01" };

/// Some of these stand in the plan, some do not.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("a"),
        Just("b"),
        Just("c"),
        Just("tags"),
        Just("aB"),
        Just("a_b"),
        Just("null"),
        Just("ü x"),
        Just("")
    ]
    .prop_map(str::to_owned)
}

fn symbol() -> impl Strategy<Value = Symbol> {
    name().prop_map(Symbol)
}

fn value() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        Just(Expr::Null),
        any::<bool>().prop_map(Expr::Bool),
        any::<i64>().prop_map(Expr::Int),
        ".{0,4}".prop_map(Expr::Str),
        name().prop_map(Expr::Param),
        name().prop_map(Expr::Var),
        symbol().prop_map(Expr::Id),
        symbol().prop_map(Expr::Name),
        (symbol(), prop::collection::vec(prop_oneof![Just("properties"), Just("0"), Just("a b"), Just("")], 0..3))
            .prop_map(|(symbol, path)| Expr::prop(&symbol, &path)),
        symbol().prop_map(Expr::PrincipalId),
        Just(Expr::Group(Group::Id)),
        Just(Expr::UniqueString),
        Just(Expr::Suffix(Suffix::KeyVault)),
        ".{0,4}".prop_map(Expr::RoleDefinition),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let some = || prop::collection::vec(inner.clone(), 0..3);
        let one = || inner.clone().prop_map(Box::new);
        prop_oneof![
            some().prop_map(Expr::Array),
            some().prop_map(Expr::Concat),
            some().prop_map(Expr::Guid),
            some().prop_map(Expr::And),
            some().prop_map(Expr::Or),
            prop::collection::vec((".{0,3}", inner.clone()), 0..3)
                .prop_map(|pairs| Expr::Object(pairs.into_iter().collect())),
            prop::collection::vec((inner.clone(), inner.clone()), 0..2).prop_map(Expr::Map),
            one().prop_map(Expr::Lower),
            (one(), one()).prop_map(|(under, over)| Expr::Over(under, over)),
            one().prop_map(Expr::Pairs),
            (some(), some()).prop_map(|(texts, objects)| Expr::Names(texts, objects)),
            one().prop_map(Expr::Not),
            one().prop_map(Expr::Any),
            (one(), any::<usize>()).prop_map(|(of, most)| Expr::Take(of, most)),
            (one(), one(), one()).prop_map(|(a, b, c)| Expr::If(a, b, c)),
            (one(), one()).prop_map(|(a, b)| Expr::Eq(a, b)),
            (one(), one()).prop_map(|(a, b)| Expr::StartsWith(a, b)),
        ]
    })
}

fn object() -> impl Strategy<Value = Object> {
    prop::collection::vec((prop_oneof![Just("identity"), Just("properties"), Just("name"), Just("sku")], value()), 0..3)
        .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn resource() -> impl Strategy<Value = Resource> {
    let maybe = || prop::option::of(symbol());
    (
        (symbol(), value(), maybe(), maybe(), prop::option::of(value())),
        (prop::option::of(object()), object(), prop::option::of(value()), prop::collection::vec(symbol(), 0..3)),
    )
        .prop_map(|((symbol, name, parent, scope, location), (tags, body, condition, depends_on))| Resource {
            parent,
            scope,
            location,
            tags,
            body,
            condition,
            depends_on,
            ..Resource::new(symbol, SITE, name)
        })
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let ty = prop_oneof![
        Just(ParamType::String),
        Just(ParamType::SecureString),
        Just(ParamType::AddressRange),
        Just(ParamType::Int),
        Just(ParamType::Bool),
        Just(ParamType::StringArray),
        Just(ParamType::StringMap)
    ];
    let bound = prop::option::of(any::<i64>());
    let param = (name(), ty, prop::option::of(value()), prop::collection::vec(value(), 0..2), bound, value()).prop_map(
        |(name, ty, default, allowed, bound, given)| Param {
            name,
            ty,
            description: String::new(),
            default,
            allowed,
            min: bound,
            max: bound,
            values: IndexMap::from([("dev".to_owned(), given)]),
        },
    );
    let var = (name(), value()).prop_map(|(name, value)| Var { name, description: String::new(), value });
    let output = (name(), value(), prop::option::of(value())).prop_map(|(name, value, condition)| Output {
        name,
        description: String::new(),
        value,
        condition,
    });
    (
        prop::collection::vec(param, 0..3),
        prop::collection::vec(var, 0..3),
        prop::collection::vec(resource(), 0..4),
        prop::collection::vec(output, 0..2),
        object(),
    )
        .prop_map(|(params, vars, resources, outputs, tags)| Plan {
            apps: Vec::new(),
            // Each asks the one before it, with a message that would leave every text that is not escaped.
            approvals: resources
                .windows(2)
                .map(|pair| Approval {
                    by: pair[1].symbol.clone(),
                    of: pair[0].symbol.clone(),
                    request: "it's \"${x}\" %{ if } \\ `[a]`\n".to_owned(),
                    is_by_id: pair[0].minutes > 0,
                })
                .collect(),
            name: String::new(),
            source: String::new(),
            params,
            vars,
            resources,
            outputs,
            tags,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_is_printed_and_can_be_read(plan in plan()) {
        for file in bicep(&plan, "dev") {
            read(Language::Bicep, &file.text);
        }
        for file in terraform(&plan, "dev") {
            read(Language::Terraform, &file.text);
        }
        let files = arm(&plan, "dev");
        read_arm(&serde_json::from_str(&files[0].text).expect("JSON"));
        prop_assert_eq!(files, arm(&plan, "dev"));
    }
}
