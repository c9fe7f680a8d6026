//! Annotations: every key with its values, and what is said of those that do not fit.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails there")]

use siteplan::{
    compile::compile,
    config::Config,
    model::{DIAGRAM_KEYS, node_keys},
    source::Source,
};

const PAGE: &str = include_str!("../docs/annotations.md");

/// Returns what is told of an annotation in a diagram with one node of each of some kinds.
fn told(comment: &str) -> Vec<String> {
    let diagram = format!(
        "flowchart LR\n    %% {comment}\n    App[Web App] --> Vault[Key Vault]\n    App --> Store[Storage Account]\n    Plan[App Service Plan] --> App\n    Net[VNet] --> Sub[Subnet]\n    Bus[Service Bus]\n    Office[On-premises network]\n    Names[DNS Private Resolver]\n"
    );
    let source = Source::new("page.md", format!("```mermaid\n{diagram}```\n"));
    let found = compile(&source, &Config::default()).findings;
    let of_annotations = found.iter().map(|f| &f.diagnostic).filter(|d| matches!(d.lint.code, "SP080" | "SP081"));
    of_annotations
        .map(|d| format!("[{}] {} ({})", source.slice(d.span), d.message, d.help.as_deref().unwrap_or_default()))
        .collect()
}

/// The keys and examples of a table under a heading.
fn rows(heading: &str) -> Vec<(String, String)> {
    let (_, part) = PAGE.split_once(heading).expect("the heading");
    let part = part.split("\n## ").next().expect("a part");
    let rows = part.lines().filter(|l| l.starts_with("| `"));
    rows.map(|row| {
        let ticked: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        (ticked.first().expect("a key").to_string(), ticked.last().expect("an example").to_string())
    })
    .collect()
}

#[test]
fn the_page_lists_every_key_and_its_examples_are_right() {
    let diagram = rows("## Of the diagram");
    assert_eq!(diagram.iter().map(|(k, _)| k.as_str()).collect::<Vec<_>>(), DIAGRAM_KEYS);
    for (_, example) in &diagram {
        assert_eq!(told(&format!("siteplan: {example}")), [""; 0], "{example}");
    }
    let nodes = rows("## Of a node");
    assert_eq!(nodes.iter().map(|(k, _)| k.as_str()).collect::<Vec<_>>(), node_keys());
    for (key, example) in &nodes {
        let node = match key.as_str() {
            "shared-keys" => "Store",
            "purge-protection" => "Vault",
            "device" => "Office",
            "forwards" => "Names",
            _ => "App",
        };
        assert_eq!(told(&format!("siteplan({node}): {example}")), [""; 0], "{example}");
    }
}

#[test]
fn a_value_that_does_not_fit_is_told_at_its_place() {
    let values = [
        "siteplan: location=mars",
        "siteplan: location=koreacental",
        "siteplan(Plan): sku=P9v9",
        "siteplan(Bus): sku=zzz",
        "siteplan(Sub): prefix=10.0.0.0/99",
        "siteplan(Sub): prefix=/31",
        "siteplan(Sub): role=integraton",
        "siteplan(App): os=beos",
        "siteplan(App): runtime=cobol",
        "siteplan(App): runtime=python-3.99",
        "siteplan(App): tls=1.4",
        "siteplan(App): health=health",
        "siteplan(Vault): tls=1.3",
        "siteplan(Plan): instances=-1",
        "siteplan(Plan): instances=10-2",
        "siteplan(Vault): access=foo",
        "siteplan(Store): groups=blop",
        "siteplan(Net): zone=1",
        "siteplan(Net): region=",
        "siteplan(App): slots=\"a b\"",
        "siteplan(App): private=maybe",
        "siteplan(App): affinty=on",
        "siteplan(Office): device=10.0.0.1",
        "siteplan(Office): device=vpn",
    ];
    let all: Vec<String> = values.iter().flat_map(|v| std::iter::once((*v).to_owned()).chain(told(v))).collect();
    insta::assert_snapshot!(all.join("\n"));
}
