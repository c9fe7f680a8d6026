//! Bad input, end to end: a clear finding or a correct output, never a panic, never code in an output.

use std::{fmt::Write as _, process::Command};

use siteplan::{
    compile::{Compiled, Kind, compile, plan},
    config::Config,
    emit,
    render::{self, Options},
    source::Source,
};

/// Everything that the pipeline makes of a document: findings, pictures, positions, and all three languages.
struct Made {
    compiled: Compiled,
    codes: Vec<&'static str>,
    pictures: Vec<String>,
    files: Vec<emit::File>,
}

fn make(text: &str) -> Made {
    let source = Source::new("docs/page.md", text);
    let config = Config::default();
    let compiled = compile(&source, &config);
    let mut pictures = Vec::new();
    let mut files = Vec::new();
    for diagram in &compiled.diagrams {
        if let Some(graph) = diagram.graph.as_ref().filter(|_| diagram.kind != Kind::Invalid) {
            pictures.push(render::svg(graph, &Options::default()));
        }
        if let Some(plan) = plan(&source, diagram, &config, &["dev".to_owned()]) {
            files.extend(emit::bicep(&plan, "dev"));
            files.extend(emit::arm(&plan, "dev"));
            files.extend(emit::terraform(&plan, "dev"));
            let azurerm = emit::terraform_with(&plan, "dev", emit::Provider::Azurerm);
            files.extend(azurerm.into_iter().map(|f| emit::File { name: format!("azurerm/{}", f.name), ..f }));
        }
    }
    let codes = compiled.findings.iter().map(|f| f.diagnostic.lint.code).collect();
    Made { compiled, codes, pictures, files }
}

fn fenced(body: &str) -> String {
    format!("# Page\n\n```mermaid\n{body}\n```\n")
}

#[test]
fn a_file_that_is_not_utf8_is_named_and_the_next_is_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), b"# caf\xe9\n```mermaid\ngraph TD\nA-->B\n```\n").unwrap();
    std::fs::write(folder.path().join("b.md"), fenced("graph TD\nA-->B")).unwrap();
    let out =
        Command::new(env!("CARGO_BIN_EXE_siteplan")).args(["check", "."]).current_dir(folder.path()).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    assert_eq!(out.status.code(), Some(1), "{text}");
    assert!(text.contains("a.md") && text.contains("UTF-8"), "{text}");
    assert!(text.contains("1 diagram"), "the other file is read: {text}");
}

#[test]
fn an_unclosed_fence_and_an_empty_one_are_told() {
    let made = make("# A\n\n```mermaid\n```\n\n```mermaid\ngraph TD\nA-->B\n");
    assert_eq!(made.codes, ["SP092", "SP091"]);
    assert_eq!(made.pictures.len(), 1, "what was written is drawn all the same");
}

#[test]
fn ten_thousand_nodes() {
    let mut body = String::from("flowchart TB\n");
    for i in 0..5_000 {
        writeln!(body, "  a{i}[Web App {i}] --> k{i}[Key Vault {i}]").unwrap();
    }
    let made = make(&fenced(&body));
    assert_eq!(made.codes, ["SP057"], "the reference draws at most 500 edges");
    let nodes: String = (0..10_000).fold("flowchart TB\n".to_owned(), |mut text, i| {
        writeln!(text, "  a{i}[Web App {i}]").unwrap();
        text
    });
    let made = make(&fenced(&nodes));
    assert_eq!(made.codes, ["SP083"], "too many things for one architecture");
    assert_eq!(made.pictures.len(), 1);
}

#[test]
fn ten_thousand_nested_subgraphs() {
    let mut body = String::from("flowchart TB\n");
    for i in 0..10_000 {
        writeln!(body, "subgraph s{i}[Subnet {i}]").unwrap();
    }
    body.push_str("a[Web App] --> b[Key Vault]\n");
    body.push_str(&"end\n".repeat(10_000));
    let made = make(&fenced(&body));
    assert_eq!(made.codes, ["SP083", "SP016"], "too many things for one architecture, and too deep for a picture");
    assert_eq!(made.pictures.len(), 1);
}

#[test]
fn subgraphs_that_hold_each_other() {
    let three = "subgraph A\nB\nend\nsubgraph B\nC\nend\nsubgraph C\nA\nn[Web App]\nend";
    for body in ["subgraph A\nB\nn\nend\nsubgraph B\nA\nm\nend\nA-->B\nn-->m", "subgraph A\nA\nn\nend\nn-->A", three] {
        let made = make(&fenced(&format!("flowchart TB\n{body}\nn --> Vault[Key Vault]\nn --> Sql[Azure SQL]\n")));
        assert_eq!(made.pictures.len(), 1, "{body}: {:?}", made.codes);
        assert!(made.pictures[0].contains("Key Vault"), "{body}");
    }
}

#[test]
fn empty_subgraphs_a_star_and_a_clique() {
    let empty: String = (0..2_000).map(|i| format!("subgraph e{i}\nend\n")).collect();
    assert_eq!(make(&fenced(&format!("flowchart LR\n{empty}"))).pictures.len(), 1);
    // As far as Mermaid goes: 500 edges. The layout itself takes many more, which its own tests show.
    let star: String = (0..500).map(|i| format!("hub --> l{i}\n")).collect();
    assert_eq!(make(&fenced(&format!("flowchart LR\n{star}"))).pictures.len(), 1);
    let clique: String = (0..32).flat_map(|a| (a + 1..32).map(move |b| format!("a{a} --> a{b}\n"))).collect();
    assert_eq!(make(&fenced(&format!("flowchart LR\n{clique}"))).pictures.len(), 1);
    let leaves: String = (0..2_000).map(|i| format!("hub --> l{i}\n")).collect();
    assert_eq!(
        make(&fenced(&format!("flowchart LR\n{leaves}"))).codes,
        ["SP057"],
        "told, at the edge that is too many"
    );
}

#[test]
fn a_label_of_a_megabyte() {
    let words = "Key Vault ".repeat(100_000);
    let made = make(&fenced(&format!("flowchart TB\n  a[\"{words}\"] --> b[Web App]\n  b --> c[Azure SQL]")));
    assert!(made.compiled.diagrams.iter().all(|d| d.kind != Kind::Invalid));
    let word = "x".repeat(1_000_000);
    let made = make(&fenced(&format!("flowchart TB\n  a[\"{word}\"] --> b[Web App]")));
    assert_eq!(made.pictures.len(), 1);
}

#[test]
fn text_of_a_label_is_data_in_every_output() {
    let label = "it's ${x} %{ if true } [concat('a')] </text><script>alert(1)</script> ]]> -->";
    let body = format!(
        "flowchart TB\n  %% siteplan: architecture=true\n  u[Internet] --> a[\"Web App {label}\nsecond line\"]\n  a --> k[\"Key Vault {label}\"]\n  \
         a --> s[\"Azure SQL {label}\"]\n  a --> i[\"Application Insights {label}\"]"
    );
    let made = make(&fenced(&body));
    assert_eq!(made.compiled.diagrams[0].kind, Kind::Architecture, "{:?}", made.codes);
    assert!(!made.pictures[0].contains("<script"), "no tag of the author's is one in the picture");
    let file = |name: &str| made.files.iter().find(|f| f.name == name).map(|f| f.text.as_str()).unwrap();
    let template: serde_json::Value = serde_json::from_str(file("main.json")).unwrap();
    no_expression(&template);
    for line in file("main.bicep").lines().filter(|l| !l.trim_start().starts_with("//")) {
        assert!(!line.replace("\\${", "").contains("${x}"), "{line}");
    }
    for name in
        ["main.tf", "outputs.tf", "variables.tf", "azurerm/main.tf", "azurerm/outputs.tf", "azurerm/variables.tf"]
    {
        for line in file(name).lines().filter(|l| !l.trim_start().starts_with('#')) {
            let bare = line.replace("$${", "").replace("%%{", "");
            assert!(!bare.contains("${x}") && !bare.contains("%{ if"), "{name}: {line}");
        }
    }
}

/// No text of a template that came from the label is an expression.
fn no_expression(value: &serde_json::Value) {
    match value {
        serde_json::Value::String(text) if text.contains("concat('a')") => {
            let expression = text.starts_with('[') && !text.starts_with("[[");
            // Within an expression it can only stand in a literal, where quotes are doubled.
            assert!(!expression || text.contains("concat(''a'')"), "{text}");
        }
        serde_json::Value::Array(items) => items.iter().for_each(no_expression),
        serde_json::Value::Object(object) => object.values().for_each(no_expression),
        _ => {}
    }
}
