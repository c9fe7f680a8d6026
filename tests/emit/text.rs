//! Text from a diagram is data, wherever it lands.

use indexmap::IndexMap;
use proptest::prelude::*;
use serde_json::Value;
use siteplan::emit::{arm, bicep, terraform};
use siteplan::iac::{Expr, Object, Output, Param, ParamType, Plan, Resource, ResourceType, Var};

use crate::lex::{Language, Read, read, read_arm};

/// How many texts the plan holds.
const TEXTS: usize = 24;

const SITE: ResourceType = ResourceType { name: "Microsoft.Web/sites", api: "2025-03-01" };

/// Builds a plan with a text in every position that takes one.
pub(crate) fn plan(texts: &[String]) -> Plan {
    let mut left = texts.iter().cloned();
    let mut next = move || left.next().expect("a text for every position");
    let text = |text: String| Expr::Str(text);
    let mut first = Resource::new("first".into(), SITE, text(next()));
    first.location = Some(text(next()));
    first.comment = vec![next()];
    first.tags = Some(Object::from([(format!("k {}", next()), text(next()))]));
    first.body.insert(
        "properties".to_owned(),
        Expr::Object(Object::from([
            (format!("k {}", next()), text(next())),
            ("list".to_owned(), Expr::Array(vec![text(next()), Expr::Array(vec![text(next())])])),
            (
                "if".to_owned(),
                Expr::If(
                    Box::new(Expr::Eq(Box::new(Expr::param("p")), Box::new(text(next())))),
                    Box::new(text(next())),
                    Box::new(Expr::Concat(vec![text(next()), Expr::param("p"), text(next())])),
                ),
            ),
            ("map".to_owned(), Expr::Map(vec![(Expr::Name("first".into()), text(next()))])),
        ])),
    );
    let mut second = Resource::new(
        "second".into(),
        SITE,
        Expr::Concat(vec![text(next()), Expr::UniqueString, text(next()), Expr::Guid(vec![text(next())])]),
    );
    second.scope = Some("first".into());
    second.body.insert(
        "late".to_owned(),
        Expr::If(
            Box::new(Expr::param("b")),
            Box::new(Expr::Object(Object::from([(format!("k {}", next()), text(next()))]))),
            Box::new(Expr::Null),
        ),
    );
    Plan {
        apps: Vec::new(),
        approvals: Vec::new(),
        name: next(),
        source: next(),
        params: vec![
            Param {
                name: "p".to_owned(),
                ty: ParamType::String,
                description: next(),
                default: Some(text(texts[0].clone())),
                allowed: vec![text(texts[1].clone())],
                min: None,
                max: None,
                values: IndexMap::from([("dev".to_owned(), text(texts[2].clone()))]),
            },
            Param {
                name: "b".to_owned(),
                ty: ParamType::Bool,
                description: texts[3].clone(),
                default: Some(true.into()),
                allowed: Vec::new(),
                min: None,
                max: None,
                values: IndexMap::new(),
            },
        ],
        vars: vec![Var { name: "v".to_owned(), description: texts[4].clone(), value: text(texts[5].clone()) }],
        resources: vec![first, second],
        outputs: vec![Output {
            name: "o".to_owned(),
            description: texts[6].clone(),
            value: Expr::Concat(vec![text(texts[7].clone()), Expr::Id("first".into())]),
            condition: None,
        }],
        tags: Object::from([(format!("k {}", texts[8]), text(texts[9].clone()))]),
    }
}

/// Puts the texts where their marks stand.
fn filled(marked: &[String], texts: &[String]) -> Vec<String> {
    let fill = |text: &String| {
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('⟦') {
            let (number, after) = after.split_once('⟧').expect("a whole mark");
            out.push_str(before);
            out.push_str(&texts[number.parse::<usize>().expect("a number")]);
            rest = after;
        }
        out + rest
    };
    marked.iter().map(fill).collect()
}

fn marks() -> Vec<String> {
    (0..TEXTS).map(|n| format!("⟦{n}⟧")).collect()
}

pub(crate) fn check(name: &str, got: &Read, marked: &Read, texts: &[String]) {
    assert_eq!(got.code, marked.code, "{name}: text became code");
    assert_eq!(got.texts, filled(&marked.texts, texts), "{name}: text came out otherwise");
}

fn holds(texts: &[String]) {
    let (evil, plain) = (plan(texts), plan(&marks()));
    for (got, marked) in bicep(&evil, "dev").iter().zip(bicep(&plain, "dev")) {
        check(&got.name, &read(Language::Bicep, &got.text), &read(Language::Bicep, &marked.text), texts);
    }
    for (got, marked) in terraform(&evil, "dev").iter().zip(terraform(&plain, "dev")) {
        check(&got.name, &read(Language::Terraform, &got.text), &read(Language::Terraform, &marked.text), texts);
    }
    let json = |plan: &Plan| -> Vec<Value> {
        arm(plan, "dev").iter().map(|file| serde_json::from_str(&file.text).expect("JSON")).collect()
    };
    let (got, marked) = (json(&evil), json(&plain));
    // A comment becomes one line, as it is in the other languages.
    let without_comments = |mut template: Value| {
        template["resources"]["first"].as_object_mut().expect("a resource").shift_remove("comments");
        template
    };
    let template = |all: &[Value]| read_arm(&without_comments(all[0].clone()));
    check("main.json", &template(&got), &template(&marked), texts);
    assert_eq!(got[1]["parameters"]["p"]["value"], Value::String(texts[2].clone()));
}

pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("'"),
        Just("''"),
        Just("'''"),
        Just("\""),
        Just("\\"),
        Just("$"),
        Just("%"),
        Just("{"),
        Just("}"),
        Just("${x}"),
        Just("$${x}"),
        Just("%{ if true }"),
        Just("%%{"),
        Just("[concat('a')]"),
        Just("["),
        Just("]"),
        Just("[["),
        Just("\n"),
        Just("\r\n"),
        Just("\t"),
        Just("\u{2028}"),
        Just("\u{85}"),
        Just("\u{0}"),
        Just("\u{202e}"),
        Just("//"),
        Just("/*"),
        Just("*/"),
        Just("#"),
        Just("{0}"),
        Just("{{0}}"),
        Just("\\u{41}"),
        Just("a"),
        Just(" "),
        Just("é"),
        Just("👩‍💻"),
    ]
    .prop_map(str::to_owned);
    // Never empty: nothing is printed for an empty description.
    prop::collection::vec(prop_oneof![3 => piece, 1 => any::<char>().prop_map(String::from)], 1..6)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_stays_text(texts in prop::collection::vec(text(), TEXTS)) {
        holds(&texts);
    }
}

/// Texts that try everything at once.
pub(crate) fn nasty() -> Vec<String> {
    const NASTY: [&str; 8] = [
        "it's \"${x}\" $${y} %{ if true } %%{z} \\",
        "[concat('a')]",
        "[half",
        "a\nresource evil 'x' = {}\r\n# b\u{2028}// c",
        "'''\n${x}'''",
        "{0} {{1}} }{",
        "$",
        "\u{202e}\u{0}%",
    ];
    (0..TEXTS).map(|n| format!("{}{}", NASTY[n % NASTY.len()], if n < 8 { "" } else { "x" })).collect()
}

#[test]
fn nasty_text_stays_text() {
    holds(&nasty());
}
