//! Formatting of generated diagrams and documents: the meaning stays, the second run changes nothing, and so does nothing outside.

#[path = "support/formatted.rs"]
mod formatted;

use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config as Cases, TestRunner},
};
use siteplan::{
    compile::compile,
    config::Config,
    diag::Sink,
    format::{self, Outcome, Reason},
    markdown,
    source::Source,
};

use formatted::read;

fn one_of(choices: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    prop::sample::select(choices).prop_map(str::to_owned)
}

fn blanks() -> impl Strategy<Value = String> {
    one_of(&["", " ", " ", "  ", "\t", "   ", "\u{a0}"])
}

/// Blanks that may go over the end of a line.
fn gap() -> impl Strategy<Value = String> {
    prop_oneof![6 => blanks(), 1 => one_of(&["\n", "\n  ", "\n\n\t", " \n"])]
}

fn id() -> impl Strategy<Value = String> {
    one_of(&[
        "A", "B", "C", "node_1", "日本", "é1", "a.b", "a/b", "end1", "End", "v", "x", "o", "default", "1", "1.5",
        "a-b", "A&B", "recall", "graph1", "S", "T", "e1", "TB", "w:x", "#1",
    ])
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => one_of(&[
            "text", "two  words", " edge ", "a;b", "x & y", "#quot;q#quot;", "<br/>", "a --> b", "end", "\"quoted\"", "\"  in [brackets] ;  \"",
            "\"two\n   lines\"", "\"`**bold**\n  text`\"", "\"%% no comment\"", "text\nover lines", "\"direct\"", "日本語", "\"a\t b\"", "\"}\n\n x\"",
        ]),
        1 => "[a-z]{1,4}( [a-z]{1,3}){0,2}",
    ]
}

fn shape() -> impl Strategy<Value = String> {
    let brackets = prop::sample::select(vec![
        ("[", "]"),
        ("(", ")"),
        ("([", "])"),
        ("[[", "]]"),
        ("[(", ")]"),
        ("((", "))"),
        ("(((", ")))"),
        ("(-", "-)"),
        ("{", "}"),
        ("{{", "}}"),
        (">", "]"),
        ("[/", "/]"),
        ("[\\", "\\]"),
        ("[/", "\\]"),
        ("[\\", "/]"),
    ]);
    (brackets, label()).prop_map(|((open, close), label)| format!("{open}{label}{close}"))
}

fn node() -> impl Strategy<Value = String> {
    let tail = prop_oneof![
        5 => Just(String::new()),
        5 => shape(),
        1 => one_of(&[":::k", "[x]:::k", ":::k@{ shape: cyl }"]),
        1 => one_of(&[
            "@{ shape: cyl }", "@{shape: rect, label: \"a  b\"}", "@{\n  shape: rounded\n  label: x\n}", "@{ label: \"two\n  lines\" }",
            "@{   icon: \"fa:x\"  }",
        ]),
    ];
    (id(), tail).prop_map(|(id, tail)| id + &tail)
}

fn link() -> impl Strategy<Value = String> {
    let whole = one_of(&[
        "-->", "---", "---->", "--o", "--x", "<-->", "o--o", "x--x", "==>", "===", "<==>", "===>", "-.->", "-.-",
        "-..->", "<-.->", "~~~", "~~~~", "o-.-o",
    ]);
    let halves = prop::sample::select(vec![
        ("--", "-->"),
        ("==", "==>"),
        ("-.", ".->"),
        ("<--", "-->"),
        ("--", "---"),
        ("x--", "--x"),
    ]);
    prop_oneof![
        4 => whole.clone(),
        1 => (whole, blanks(), one_of(&["t", " two  words ", "\"q | q\"", "#35;"]), blanks())
            .prop_map(|(arrow, a, text, b)| format!("{arrow}{a}|{text}|{b}")),
        1 => (halves, blanks(), one_of(&["t", "two  words", "\"q --> q\"", "over\nlines"]), blanks())
            .prop_map(|((open, close), a, text, b)| format!("{open} {a}{text}{b} {close}")),
    ]
}

fn group() -> impl Strategy<Value = String> {
    let more = prop::collection::vec((one_of(&[" & ", "  &\t", " &  "]), node()), 0..2);
    (node(), more).prop_map(|(first, more)| more.into_iter().fold(first, |text, (amp, node)| text + &amp + &node))
}

fn chain() -> impl Strategy<Value = String> {
    let edge_id = prop_oneof![6 => gap(), 1 => one_of(&[" e1@", "  e2@"])];
    // Behind bars, the line goes on.
    let after = (link(), gap(), blanks())
        .prop_map(|(link, gap, blanks)| if link.trim_end().ends_with('|') { link + &blanks } else { link + &gap });
    let more = prop::collection::vec((edge_id, after, group()), 0..3);
    (group(), more).prop_map(|(first, more)| {
        more.into_iter().fold(first, |text, (before, link, group)| text + &before + &link + &group)
    })
}

fn statement() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => chain(),
        2 => one_of(&[
            "classDef k fill:#f9f,stroke:#333;", "classDef  k,m   fill:red , stroke-width:4px", "class A k", "class  A,B   k",
            "style A fill:#fff,stroke-dasharray: 5 5", "style   B   fill:#abc;", "linkStyle default stroke:red",
            "linkStyle  default   interpolate  basis", "classDef default fill:#eee",
        ]),
        2 => one_of(&[
            "click A \"https://a.b\" \"a  tip\" _blank", "click B href \"https://a.b\"", "click A call go(\"x\")", "click  A  go  \"tip\"",
            "click A call go()",
        ]),
        1 => one_of(&["accTitle: a  title", "accDescr:  a text ", "accDescr {\n  two\n    lines\n}", "accTitle :x"]),
        2 => one_of(&["%% a comment", "%%{init: {\"theme\": \"dark\"}}%%", "%%c", "%%   %%", "%% siteplan: env=prod", "%% "]),
        1 => one_of(&["direction LR", "direction   TB", "click-->A", "call---B & C", "href-.->B", "A-->click", "e1@{ animate: true }", "A@{ shape: cyl }"]),
        2 => Just(String::new()),
    ]
}

/// A body: statements and subgraphs, indented and parted in any way.
fn body() -> impl Strategy<Value = String> {
    let line = (
        blanks(),
        statement(),
        prop_oneof![8 => Just("\n"), 1 => Just(";"), 1 => Just(" \n"), 1 => Just(" ; "), 1 => Just(";\n")],
    )
        .prop_map(|(indent, text, end)| {
            // What must stand on a line of its own, or may not be followed by a blank.
            let keyword = text.split([' ', ':', '-']).next().unwrap_or("");
            match keyword {
                "%%" | "%%c" | "%%{init" | "accTitle" | "accDescr" | "direction" | "" => format!("\n{indent}{text}\n"),
                "class" | "classDef" | "style" | "linkStyle" | "click" => format!("{indent}{text}\n"),
                _ => format!("{indent}{text}{end}"),
            }
        });
    let lines = prop::collection::vec(line, 0..5).prop_map(|lines| lines.concat());
    lines.prop_recursive(3, 24, 4, |inner| {
        let title = one_of(&[
            "S",
            "T",
            "\"S\"",
            "\"two words\"",
            "S[Title]",
            "S [ a  title ]",
            "S[\"q\"]",
            "\"`md`\"",
            "two words",
            "\"a b\" [T]",
            "\"end\"",
            "\"v\"",
            "1",
        ]);
        let sub = (
            blanks(),
            title,
            one_of(&["\n", "\n\n", ";"]),
            inner.clone(),
            blanks(),
            one_of(&["end\n", "end;", "end\n\n", "end \n"]),
        )
            .prop_map(|(indent, title, end, inner, outdent, close)| {
                let open = if inner.ends_with(['\n', ';', ' ']) || inner.is_empty() { "" } else { "\n" };
                format!("{indent}subgraph {title}{end}{inner}{open}{outdent}{close}")
            });
        prop::collection::vec(prop_oneof![2 => sub, 3 => inner], 1..4).prop_map(|parts| parts.concat())
    })
}

fn diagram() -> impl Strategy<Value = String> {
    let front = prop_oneof![
        6 => Just(String::new()),
        1 => one_of(&["---\ntitle:  a  title\n---\n", "---\nconfig:\n  theme: dark\n---\n\n", "%%{init: {'theme': 'dark'}}%%\n", "%% first\n\n", "\n  \n"]),
    ];
    let header = one_of(&[
        "graph TD\n",
        "flowchart LR\n",
        "graph\n",
        "  flowchart   RL  \n",
        "graph TB;",
        "flowchart-elk BT\n",
        "flowchart > \n",
        "graph LR;\n",
    ]);
    let ends = prop::sample::select(vec!["\n", "\n", "\r\n", "mixed"]);
    (front, header, body(), ends, any::<bool>()).prop_map(|(front, header, body, ends, cut)| {
        let mut text = front + &header + &body;
        if cut {
            text.truncate(text.trim_end().len());
        }
        with_line_ends(&text, ends)
    })
}

fn with_line_ends(text: &str, ends: &str) -> String {
    match ends {
        "mixed" => {
            let lines = text.split_inclusive('\n').enumerate();
            lines.map(|(i, l)| if i % 2 == 0 { l.replace('\n', "\r\n") } else { l.to_owned() }).collect()
        }
        ends => text.replace('\n', ends),
    }
}

/// A document: prose, and diagrams in blocks of all kinds.
fn document() -> impl Strategy<Value = String> {
    let prose = one_of(&[
        "text  \n\n",
        "# Head\n\n",
        "- item\n- item  \n\n",
        "> quote\n\n",
        "```rust\nlet x  = 1;\n```\n\n",
        "| a | b |\n|---|---|\n\n",
        "\ttab  \n\n",
        "<!-- diagram-id: a -->\n",
        "trailing blank \n\n\n\n",
        "* * *\n\n",
    ]);
    let lead = prop::sample::select(vec![
        ("", ""),
        ("> ", "> "),
        (">", ">"),
        ("- ", "  "),
        ("1. ", "   "),
        ("- > ", "  > "),
        ("> * ", ">   "),
        ("  ", "  "),
        ("-\t", "\t"),
    ]);
    let marks = prop::sample::select(vec![
        ("```mermaid", "```"),
        ("~~~~ mermaid", "~~~~"),
        ("```mermaid title=\"x\"", "````"),
        (":::mermaid", ":::"),
    ]);
    let block = (lead, marks, diagram()).prop_map(|((first, lead), (open, close), text)| {
        let mut out = format!("{first}{open}\n");
        for line in text.lines() {
            out.push_str(lead);
            out.push_str(line);
            out.push('\n');
        }
        format!("{out}{lead}{close}\n\n")
    });
    let ends = prop::sample::select(vec!["\n", "\n", "\r\n", "mixed"]);
    let parts = prop::collection::vec(prop_oneof![prose, block], 1..5);
    (parts, ends).prop_map(|(parts, ends)| with_line_ends(&parts.concat(), ends))
}

/// What stands outside of the diagrams' contents.
fn outside(text: &str) -> Vec<String> {
    let source = Source::new("any.md", text);
    let fences = markdown::fences(&source, &mut Sink::new());
    let mut at = 0;
    let mut out = Vec::new();
    for fence in &fences {
        out.push(text.get(at..fence.content.start).unwrap_or("?").to_owned());
        at = fence.content.end;
    }
    out.push(text.get(at..).unwrap_or("?").to_owned());
    out
}

#[test]
fn most_generated_diagrams_can_be_read_and_are_changed() {
    let mut runner = TestRunner::new_with_rng(
        Cases::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let texts: Vec<String> = (0..200).filter_map(|_| Some(diagram().new_tree(&mut runner).ok()?.current())).collect();
    let changed = texts.iter().filter(|text| matches!(format::format(text), Outcome::Changed(_))).count();
    println!("{changed} of {} generated diagrams are changed", texts.len());
    assert!(changed * 4 > texts.len() * 3, "only {changed} of {}", texts.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn formatting_any_diagram_changes_no_graph_and_comes_to_rest(text in diagram()) {
        let before = read(&text);
        match format::format(&text) {
            Outcome::Changed(after) => {
                prop_assert_eq!(&before, &read(&after), "{}\n---\n{}", text, after);
                prop_assert_eq!(format::format(&after), Outcome::Formatted, "{}\n---\n{}", text, after);
                prop_assert!(before.is_some());
            }
            Outcome::Formatted => prop_assert!(before.is_some()),
            Outcome::Invalid => prop_assert!(before.is_none(), "{}", text),
            Outcome::Other => prop_assert!(false, "of another type: {}", text),
            Outcome::Kept(reason) => prop_assert_eq!(reason, Reason::LineEnds, "{}", text),
        }
    }

    #[test]
    fn formatting_any_document_leaves_what_is_outside(text in document()) {
        let source = Source::new("any.md", &text);
        let compiled = compile(&source, &Config::default());
        let fences: Vec<_> = compiled.diagrams.iter().map(|d| &d.fence).collect();
        let formatted = format::document(&source, &fences);
        prop_assert_eq!(outside(&text), outside(&formatted.text), "{}\n---\n{}", text, formatted.text);
        let again = Source::new("any.md", &formatted.text);
        let compiled = compile(&again, &Config::default());
        let fences: Vec<_> = compiled.diagrams.iter().map(|d| &d.fence).collect();
        let twice = format::document(&again, &fences);
        prop_assert_eq!(&twice.text, &formatted.text);
        // What was not changed stands byte for byte.
        for (fence, outcome) in markdown::fences(&source, &mut Sink::new()).iter().zip(&formatted.outcomes) {
            if !matches!(outcome, Outcome::Changed(_)) {
                let block = source.slice(fence.content);
                prop_assert!(formatted.text.contains(block), "{block}");
            }
        }
    }
}
