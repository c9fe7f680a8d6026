//! Hostile text in every place where an author writes some. It is data in every output.

use serde_json::Value;
use siteplan::{
    config::Config,
    emit::{self, File},
    source::Source,
};

use crate::{
    document, labels,
    lex::{Language, Read, read, read_arm},
    pages, plan_of, relabelled,
    support::oracle::oracle,
};

/// What would be code in one of the languages, were it not for the escapes, wherever it stands. In Mermaid a quote is written as an
/// entity.
const HOSTILE: [&str; 3] = [
    "orders ' } resource evil ${evil} $${evil} ''' evil",
    "orders #quot; } resource #quot;evil#quot; { %{ for x in y }evil%{ endfor } evil",
    "[concat(orders, evil)] \\ // evil /* evil */ {0} ]",
];

/// The same words without a sign that means anything.
fn harmless(text: &str) -> String {
    let plain = text.replace("#quot;", " ");
    plain.chars().map(|c| if c.is_ascii_alphanumeric() || c == ' ' { c } else { ' ' }).collect()
}

/// The code of every file, without the text in it.
fn code(source: &Source) -> (Vec<File>, Vec<String>) {
    let plan = plan_of(source, &Config::default());
    let files = [emit::bicep(&plan, "dev"), emit::arm(&plan, "dev"), emit::terraform(&plan, "dev")].concat();
    let of = |file: &File| -> Read {
        if file.name.ends_with(".json") {
            let mut value: Value = serde_json::from_str(&file.text).expect("JSON");
            for resource in value["resources"].as_object_mut().into_iter().flat_map(|r| r.values_mut()) {
                resource.as_object_mut().expect("a resource").shift_remove("comments");
            }
            read_arm(&value)
        } else if file.name.contains("bicep") {
            read(Language::Bicep, &file.text)
        } else {
            read(Language::Terraform, &file.text)
        }
    };
    let code = files.iter().map(|file| format!("{}: {}", file.name, of(file).code)).collect();
    (files, code)
}

/// Holds that both come to the same code. Returns what comes of the hostile one.
fn same(hostile: &Source, tame: &Source) -> Vec<File> {
    let (files, got) = code(hostile);
    let (_, expected) = code(tame);
    assert_eq!(got, expected, "text became code:\n{}", hostile.text);
    files
}

/// A page with a text in every one of its labels, before or after what stands there; each text comes to each label by turns.
fn filled(page: &Source, turn: usize, made: impl Fn(&str) -> String) -> Source {
    labels(page).iter().enumerate().rev().fold(page.clone(), |page, (i, label)| {
        let (hostile, raw) = (HOSTILE[(i + turn) % HOSTILE.len()], &label.raw);
        let text = made(hostile);
        let filled = if hostile.starts_with('[') { format!("{text} {raw}") } else { format!("{raw} {text}") };
        relabelled(&page, label, &filled)
    })
}

#[test]
fn in_every_label_of_every_page() {
    for page in pages() {
        for turn in 0..HOSTILE.len() {
            let files = same(&filled(&page, turn, str::to_owned), &filled(&page, turn, harmless));
            if turn == 0 {
                assert_eq!(oracle(&files), [""; 0], "{}", page.path);
            }
        }
    }
}

#[test]
fn in_headings_annotations_and_paths() {
    const BODY: &str = "flowchart LR
    App[Web App P1v3] --> Kv[Key Vault]";
    for text in HOSTILE {
        let with = |text: &str| {
            let annotations = format!("%% siteplan(App): command={}", serde_json::to_string(text).expect("text"));
            Source::new(
                format!("docs/{}.md", text.replace(['/', '\n'], " ")),
                format!("# Shop {text}\n\n```mermaid\n{annotations}\n{BODY}\n```\n"),
            )
        };
        assert_eq!(oracle(&same(&with(text), &with(&harmless(text)))), [""; 0], "{text}");
    }
}

#[test]
fn a_line_end_in_a_label_ends_nothing() {
    for end in ["<br/>", "\\n", "\n"] {
        let with = |text: &str| {
            document(&format!(
                "flowchart LR\n    %% siteplan: name=shop\n    App[\"Web App P1v3{end}{text}\"] --> Kv[Key Vault]"
            ))
        };
        for text in HOSTILE {
            same(&with(text), &with(&harmless(text)));
        }
    }
}
