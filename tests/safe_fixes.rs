//! Safe fixes: what they are for is gone, nothing is told that was not told before, and the diagram can still be read.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "this is test code, though not all of it in test functions"
)]

#[path = "broken/reference.rs"]
mod reference;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use siteplan::{
    compile::{Compiled, Kind, compile},
    config::Config,
    diag::{self, Applicability, Fix, Severity},
    source::Source,
};

/// More rounds than fixes could need that open the way to one another.
const ROUNDS: usize = 8;

fn read(path: &str, text: &str) -> Compiled {
    compile(&Source::new(path, text), &Config::default())
}

fn safe(compiled: &Compiled) -> Vec<Fix> {
    let fixes = compiled.findings.iter().filter_map(|f| f.diagnostic.fix.clone());
    fixes.filter(|f| f.applicability == Applicability::Safe && !f.edits.is_empty()).collect()
}

/// The text with all safe fixes applied, until there are none.
fn mended(path: &str, text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let fixes = safe(&read(path, &text));
        if fixes.is_empty() {
            break;
        }
        text = diag::apply(&text, &fixes).0;
    }
    text
}

/// How often each finding is told.
fn told(compiled: &Compiled) -> BTreeMap<&'static str, usize> {
    let mut out = BTreeMap::new();
    for finding in &compiled.findings {
        *out.entry(finding.diagnostic.lint.name).or_default() += 1;
    }
    out
}

/// The text with its diagrams made readable: what is in one that cannot be read is told of only then.
fn readable(path: &str, text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let mut compiled = read(path, &text);
        let broken = |id: &Option<String>| {
            compiled.diagrams.iter().any(|d| d.kind == Kind::Invalid && Some(&d.id) == id.as_ref())
        };
        let of_broken: Vec<bool> = compiled.findings.iter().map(|f| broken(&f.diagram)).collect();
        let mut keep = of_broken.iter();
        compiled.findings.retain(|_| keep.next() == Some(&true));
        let fixes = safe(&compiled);
        if fixes.is_empty() {
            break;
        }
        text = diag::apply(&text, &fixes).0;
    }
    text
}

/// What is wrong with the safe fixes of a document.
fn faults(path: &str, text: &str) -> Vec<String> {
    let text = &readable(path, text);
    let before = read(path, text);
    if safe(&before).is_empty() {
        return Vec::new();
    }
    let fixed = mended(path, text);
    let after = read(path, &fixed);
    let mut out: Vec<String> =
        safe(&after).iter().map(|fix| format!("{path}: `{}` can be applied again and again", fix.title)).collect();
    let known = told(&before);
    for (name, count) in told(&after) {
        if known.get(name).is_none_or(|n| *n < count) {
            out.push(format!("{path}: `{name}` is told since the fixes"));
        }
    }
    let broken = |c: &Compiled| c.diagrams.iter().filter(|d| d.kind == Kind::Invalid).count();
    if broken(&after) > broken(&before) {
        out.push(format!("{path}: a diagram can no longer be read"));
    }
    if !out.is_empty() {
        out.push(fixed);
    }
    out
}

fn documents(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            documents(&path, out);
        } else if path.extension().is_some_and(|e| e == "md") {
            out.push(path);
        }
    }
}

/// The faults in all documents of folders, and how many had safe fixes.
fn faults_in(folders: &[&str]) -> (Vec<String>, usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in folders {
        documents(&root.join(folder), &mut paths);
    }
    let (mut all, mut fixed) = (Vec::new(), 0);
    for path in paths {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        fixed += usize::from(!safe(&read(&name, &text)).is_empty());
        all.extend(faults(&name, &text));
    }
    (all, fixed)
}

#[test]
fn in_every_page_and_every_fixture() {
    let (faults, fixed) = faults_in(&["docs/rules", "tests/rules", "diagrams", "docs/tour"]);
    assert!(fixed > 20, "only {fixed} documents had safe fixes");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn in_the_guide() {
    let folder = "../shared/guide/docs";
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir() {
        eprintln!("SKIPPED: no guide beside the project; its safe fixes were not applied");
        return;
    }
    let (faults, fixed) = faults_in(&[folder]);
    eprintln!("{fixed} documents of the guide had safe fixes");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn mermaid_reads_the_guide_after_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    documents(&root.join("../shared/guide/docs"), &mut paths);
    let mut texts = Vec::new();
    for path in paths {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let name = path.display().to_string();
        if safe(&read(&name, &text)).is_empty() {
            continue;
        }
        let fixed = mended(&name, &text);
        for diagram in read(&name, &fixed).diagrams.iter().filter(|d| d.graph.is_some()) {
            texts.push((format!("{name}#{}", diagram.id), diagram.fence.text.clone()));
        }
    }
    if texts.is_empty() {
        eprintln!("SKIPPED: no guide beside the project; nothing was mended for Mermaid to read");
        return;
    }
    let Some(verdicts) = reference::read(&texts) else { return };
    let rejected: Vec<String> =
        texts.iter().zip(verdicts).filter_map(|((name, _), why)| Some(format!("{name}: {}", why?))).collect();
    eprintln!("Mermaid read {} diagrams of the mended documents", texts.len());
    assert!(rejected.is_empty(), "{}", rejected.join("\n"));
}

/// A line of a drawing: a node of an architecture, in one of its spellings.
const NODES: &[(&str, &[&str])] = &[
    (
        "App",
        &[
            "[Web App]",
            "[\"App Service (Standard S1)\"]",
            "[\"Web App<br/>P1v3, Linux\"]",
            "[App Service B1]",
            "([Web App])",
        ],
    ),
    ("Plan", &["[App Service plan]", "[\"App Service Plan S1\"]", "[\"Plan: Premium P1v3\"]"]),
    ("Net", &["[VNet]", "[\"VNet 10.0.0.0/16\"]", "[Virtual Network]"]),
    ("Int", &["[Integration Subnet]", "[\"Integration subnet /26\"]", "[\"Integration Subnet 10.0.1.0/29\"]"]),
    ("Pe", &["[Private Endpoint]", "[\"PE: Key Vault\"]", "[\"Private endpoint<br/>Azure SQL\"]"]),
    ("PeSub", &["[Private Endpoint Subnet]", "[\"PE subnet 10.0.2.0/27\"]"]),
    ("Vault", &["[Key Vault]", "[(Key Vault)]", "[\"Azure Key Vault\"]"]),
    ("Sql", &["[(Azure SQL)]", "[\"SQL Database\"]"]),
    ("Blob", &["[Storage Account]", "[(Blob Storage)]"]),
    (
        "Zone",
        &[
            "[\"Private DNS<br/>vault.azure.net\"]",
            "[\"privatelink.vaultcore.azure.net\"]",
            "[\"Private DNS zone database.windows.net\"]",
        ],
    ),
    ("Ase", &["[App Service Environment v3]", "[\"ASE v3\"]"]),
    ("AseSub", &["[\"ASE Subnet /26\"]", "[\"ASE subnet /24 or larger\"]"]),
    ("Web", &["[Internet]", "((Users))"]),
    ("Ai", &["[Application Insights]", "[\"App Insights + Log Analytics\"]"]),
    ("Slot", &["[Staging slot]", "[\"Deployment Slots (Staging + Prod)\"]"]),
    ("Id", &["[System-Assigned Managed Identity]", "[Managed Identity]"]),
];

const LINKS: &[&str] = &[
    "-->",
    "-.->",
    "-->|Contains|",
    "-->|VNet integration|",
    "-->|Private Endpoint|",
    "-->|Outbound|",
    "-->|Private DNS|",
];

/// A drawing: nodes, edges between them, one part of them in a subgraph.
fn drawings() -> impl Strategy<Value = String> {
    let node = (0..NODES.len(), any::<prop::sample::Index>());
    let edge = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), prop::sample::select(LINKS));
    let inside = prop_oneof![
        Just(""),
        Just("VNet 10.0.0.0/16"),
        Just("Integration Subnet 10.0.1.0/24"),
        Just("Private DNS Zones")
    ];
    let quoted = prop_oneof![3 => Just(""), 1 => Just("> "), 1 => Just("    ")];
    (prop::collection::vec(node, 2..9), prop::collection::vec(edge, 1..12), inside, 0_usize..4, quoted).prop_map(
        |(nodes, edges, inside, held, lead)| {
            let mut lines = vec!["```mermaid".to_owned(), "flowchart TB".to_owned()];
            let mut ids: Vec<&str> = Vec::new();
            let mut declared: Vec<String> = Vec::new();
            for (n, spelling) in nodes {
                let (id, spellings) = NODES[n];
                if !ids.contains(&id) {
                    ids.push(id);
                    declared.push(format!("    {id}{}", spelling.get(spellings)));
                }
            }
            let held = if inside.is_empty() { 0 } else { held.min(declared.len()) };
            if held > 0 {
                lines.push(format!("    subgraph Box[\"{inside}\"]"));
                lines.extend(declared.drain(..held).map(|l| format!("    {l}")));
                lines.push("    end".to_owned());
            }
            lines.extend(declared);
            for (from, to, link) in edges {
                lines.push(format!("    {} {link} {}", from.get(&ids), to.get(&ids)));
            }
            lines.push("```".to_owned());
            lines.iter().map(|l| format!("{lead}{l}\n")).collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn in_any_drawing(text in drawings()) {
        let faults = faults("drawing.md", &text);
        prop_assert!(faults.is_empty(), "{}\n--- before\n{text}", faults.join("\n"));
    }

    /// What is not safe may change what is told, but a drawing that can be read stays one.
    #[test]
    fn every_fix_leaves_a_drawing_that_can_be_read(text in drawings()) {
        let compiled = read("drawing.md", &text);
        prop_assume!(compiled.diagrams.iter().all(|d| d.kind != Kind::Invalid));
        for fix in compiled.findings.iter().filter_map(|f| f.diagnostic.fix.clone()) {
            let fixed = diag::apply(&text, [&fix]).0;
            let after = read("drawing.md", &fixed);
            let errors = after.findings.iter().filter(|f| f.diagnostic.severity == Severity::Error && f.diagnostic.lint.code < "SP100");
            prop_assert_eq!(errors.count(), 0, "`{}` makes\n{}", fix.title, fixed);
            prop_assert_eq!(after.diagrams.len(), compiled.diagrams.len());
        }
    }
}

/// The text with the first fix of a finding applied, safe or not.
fn fixed(text: &str, name: &str) -> String {
    let compiled = read("drawing.md", text);
    let found = compiled.findings.iter().find(|f| f.diagnostic.lint.name == name).expect("the finding");
    diag::apply(text, found.diagnostic.fix.as_ref()).0
}

#[test]
fn an_app_leaves_the_subnet_and_the_rest_stays_as_it_was() {
    let before = "> ```mermaid\n> flowchart TB\n>   App[Web App] --> Vault[Key Vault]\n>   subgraph Net[VNet]\n>     subgraph Out[Integration Subnet]\n>       %% the shop\n>       App:::blue\n>       Nat[NAT Gateway]\n>     end\n>   end\n>   classDef blue fill:#00f\n> ```\n";
    let after = "> ```mermaid\n> flowchart TB\n>   App[Web App] --> Vault[Key Vault]\n>   App -.->|VNet integration| Out\n>   App:::blue\n>   subgraph Net[VNet]\n>     subgraph Out[Integration Subnet]\n>       %% the shop\n>       Nat[NAT Gateway]\n>     end\n>   end\n>   classDef blue fill:#00f\n> ```\n";
    assert_eq!(fixed(before, "app-in-subnet"), after);
}

#[test]
fn a_subnet_that_held_only_the_app_becomes_a_node() {
    let before = "```mermaid\nflowchart TB\n  subgraph Net[VNet]\n    subgraph Out[\"Integration Subnet\"]\n      App[Web App]\n    end\n    Pe[PE: Key Vault]\n  end\n  Pe --> Vault[Key Vault]\n  App --> Vault\n```\n";
    let after = "```mermaid\nflowchart TB\n  App[Web App]\n  subgraph Net[VNet]\n    Out[\"Integration Subnet\"]\n    Pe[PE: Key Vault]\n  end\n  Pe --> Vault[Key Vault]\n  App --> Vault\n  App -.->|VNet integration| Out\n```\n";
    assert_eq!(fixed(before, "app-in-subnet"), after);
}

#[test]
fn an_endpoint_moves_into_a_subnet_of_its_own() {
    let before = "```mermaid\nflowchart TB\n  subgraph Net[VNet]\n    subgraph Out[Integration Subnet]\n      Pe[PE: Key Vault]\n      Nat[NAT Gateway]\n    end\n  end\n  App[Web App P1v3] -.-> Out\n  Pe --> Vault[Key Vault]\n```\n";
    let after = "```mermaid\nflowchart TB\n  subgraph Net[VNet]\n    subgraph PrivateEndpoints[Private endpoint subnet]\n        Pe[PE: Key Vault]\n    end\n    subgraph Out[Integration Subnet]\n      Nat[NAT Gateway]\n    end\n  end\n  App[Web App P1v3] -.-> Out\n  Pe --> Vault[Key Vault]\n```\n";
    assert_eq!(fixed(before, "endpoint-in-integration-subnet"), after);
}

#[test]
fn a_zone_is_renamed_as_a_whole_name_only() {
    let drawing = |label: &str| {
        format!(
            "```mermaid\nflowchart LR\n  App[\"Web App P1v3\"] --> Pe[\"PE: Storage blob\"]\n  Pe --> Blob[Storage Account]\n  \
             Pe -.-> Z[\"{label}\"]\n```\n"
        )
    };
    let before = drawing("Private DNS for shopblob.core.windows.net<br/>blob.core.windows.net");
    let after = drawing("Private DNS for shopblob.core.windows.net<br/>privatelink.blob.core.windows.net");
    assert_eq!(mended("drawing.md", &before), after);
    for label in ["Private DNS myvault.azure.net.example", "Private DNS a-blob.core.windows.net"] {
        let before = drawing(label);
        let after = mended("drawing.md", &before);
        assert!(after.contains(label), "{after}");
        assert!(faults("drawing.md", &before).is_empty(), "{label}");
    }
}

#[test]
fn a_direction_stays_in_its_subgraph() {
    let before = "```mermaid\nflowchart TB\n  subgraph Out[Integration Subnet]\n    direction LR\n    App[Web App S1]\n  end\n  App --> Vault[Key Vault]\n```\n";
    assert_eq!(mended("drawing.md", before), before);
}

#[test]
fn a_styled_edge_keeps_its_number() {
    let before = "```mermaid\nflowchart TB\n  subgraph Out[Integration Subnet]\n    App[Web App S1]\n    Nat[NAT Gateway]\n  end\n  App --> Vault[Key Vault]\n  subgraph Watch[Monitoring]\n    Ai[Application Insights] --> Law[Log Analytics]\n  end\n  linkStyle 1 stroke:red\n```\n";
    assert_eq!(mended("drawing.md", before), before);
    // Without the style, the new edge may stand between.
    let plain = before.replace("  linkStyle 1 stroke:red\n", "");
    assert!(mended("drawing.md", &plain).contains("App -.->|VNet integration| Out\n  subgraph Watch"));
}
