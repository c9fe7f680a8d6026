//! Mermaid's flowchart language, construct by construct, and what hostile texts do to it.

use proptest::prelude::*;
use siteplan::{
    diag::{Diagnostic, Sink, apply},
    graph::{Direction, Ends, Graph, LabelKind, Stroke, build},
    report,
    source::OffsetMap,
    syntax::{DiagramKind, kind, parse},
};

fn read(text: &str) -> (Graph, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let diagram = parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink);
    let graph = build(&diagram, &mut sink);
    (graph, sink.into_sorted())
}

/// Reads a body that must be accepted.
fn graph(body: &str) -> Graph {
    let (graph, found) = read(&format!("flowchart TB\n{body}\n"));
    assert!(found.iter().all(|d| d.severity != siteplan::diag::Severity::Error), "{body}: {found:#?}");
    graph
}

/// Reads a body that something is to be said about, and returns the finding's name with the text that it points at.
fn told(body: &str) -> (String, String) {
    let text = format!("flowchart TB\n{body}\n");
    let (_, found) = read(&text);
    let first = found.first().unwrap_or_else(|| panic!("nothing was said about {body}"));
    (first.lint.name.to_owned(), text[first.span.start..first.span.end].to_owned())
}

fn ids(graph: &Graph) -> Vec<&str> {
    graph.nodes.keys().map(String::as_str).collect()
}

fn edges(graph: &Graph) -> Vec<(&str, &str)> {
    graph.edges.iter().map(|e| (e.from.as_str(), e.to.as_str())).collect()
}

#[test]
fn every_bracket_is_a_shape() {
    for (text, shape) in [
        ("A[x]", "square"),
        ("A(x)", "round"),
        ("A([x])", "stadium"),
        ("A[[x]]", "subroutine"),
        ("A[(x)]", "cylinder"),
        ("A((x))", "circle"),
        ("A(((x)))", "doublecircle"),
        ("A(-x-)", "ellipse"),
        ("A{x}", "diamond"),
        ("A{{x}}", "hexagon"),
        ("A>x]", "odd"),
        ("A[/x/]", "lean_right"),
        ("A[\\x\\]", "lean_left"),
        ("A[/x\\]", "trapezoid"),
        ("A[\\x/]", "inv_trapezoid"),
        ("A@{ shape: cyl, label: x }", "cyl"),
    ] {
        let graph = graph(text);
        let node = &graph.nodes["A"];
        assert_eq!(node.vertex_type.as_deref(), Some(shape), "{text}");
        assert_eq!(node.label.as_ref().map(|l| l.raw.as_str()), Some("x"), "{text}");
    }
}

#[test]
fn every_arrow_has_its_stroke_ends_and_length() {
    for (arrow, stroke, ends, length) in [
        ("-->", Stroke::Normal, Ends::Point, 1),
        ("---", Stroke::Normal, Ends::Open, 1),
        ("---->", Stroke::Normal, Ends::Point, 3),
        ("--x", Stroke::Normal, Ends::Cross, 1),
        ("--o", Stroke::Normal, Ends::Circle, 1),
        ("<-->", Stroke::Normal, Ends::DoublePoint, 1),
        ("x--x", Stroke::Normal, Ends::DoubleCross, 1),
        ("o--o", Stroke::Normal, Ends::DoubleCircle, 1),
        ("==>", Stroke::Thick, Ends::Point, 1),
        ("===", Stroke::Thick, Ends::Open, 1),
        ("-.->", Stroke::Dotted, Ends::Point, 1),
        ("-..-", Stroke::Dotted, Ends::Open, 2),
        ("~~~", Stroke::Invisible, Ends::Open, 1),
        ("-- t -->", Stroke::Normal, Ends::Point, 1),
        ("== t ==>", Stroke::Thick, Ends::Point, 1),
        ("-. t .->", Stroke::Dotted, Ends::Point, 1),
        ("<-- t -->", Stroke::Normal, Ends::DoublePoint, 1),
        ("<-- t ---", Stroke::Invalid, Ends::Invalid, 1),
    ] {
        let graph = graph(&format!("A {arrow} B"));
        let edge = &graph.edges[0];
        assert_eq!((edge.stroke, edge.ends, edge.length), (stroke, ends, length), "{arrow}");
        let label = edge.label.as_ref().map(|l| l.raw.as_str());
        assert_eq!(label, arrow.contains('t').then_some("t"), "{arrow}");
    }
}

#[test]
fn ampersands_join_every_pair_in_order() {
    assert_eq!(edges(&graph("A & B --> C & D")), [("A", "C"), ("A", "D"), ("B", "C"), ("B", "D")]);
    assert_eq!(ids(&graph("A&B")), ["A&B"], "without blanks it is part of the id");
}

#[test]
fn x_and_o_at_a_line_s_start_are_arrow_heads() {
    let graph = graph("A-->B\nx-->y");
    assert_eq!(edges(&graph), [("A", "B"), ("B", "y")]);
}

#[test]
fn labels_keep_their_text_and_their_place() {
    let text = "flowchart TB\n  日本[\" a <br/> é \"] -->|yes, no| B[`x`]\n";
    let (graph, found) = read(text);
    assert_eq!(found, []);
    let slice = |span: siteplan::source::Span| &text[span.start..span.end];
    let node = &graph.nodes["日本"];
    let label = node.label.as_ref().expect("a label");
    assert_eq!((label.raw.as_str(), slice(label.span), label.kind), ("a <br/> é", "a <br/> é", LabelKind::String));
    assert_eq!(slice(node.span), "日本");
    assert_eq!(slice(node.definition), "日本[\" a <br/> é \"]");
    let edge = &graph.edges[0];
    assert_eq!((slice(edge.span), slice(edge.from_span), slice(edge.to_span)), ("-->|yes, no|", "日本", "B"));
    assert_eq!(edge.label.as_ref().map(|l| slice(l.span)), Some("yes, no"));
    assert_eq!(slice(graph.header), "flowchart TB");
}

#[test]
fn spans_survive_what_is_taken_out_before_reading() {
    let text = "---\ntitle: T\n---\r\n%%{init: {\"theme\": \"dark\"}}%%\r\nflowchart LR\r\n  %% siteplan: env=prod\r\n  A[x]\r\n\r\n  B[y]";
    let (graph, found) = read(text);
    assert_eq!(found, []);
    assert_eq!((graph.title.as_deref(), graph.direction), (Some("T"), Direction::LeftRight));
    assert_eq!(graph.config["theme"], "dark");
    let slice = |span: siteplan::source::Span| &text[span.start..span.end];
    assert_eq!(slice(graph.nodes["A"].definition), "A[x]");
    assert_eq!(slice(graph.nodes["B"].definition), "B[y]");
    let comment = &graph.comments[0];
    assert_eq!(slice(comment.span), "%% siteplan: env=prod");
    assert_eq!(comment.text.trim(), "siteplan: env=prod");
    assert_eq!(comment.text_start, comment.span.start + 2);
    assert_eq!((graph.span.start, graph.span.end), (0, text.len()));
}

#[test]
fn spans_lead_through_a_quote_s_marks() {
    let document = "> flowchart TB\n> A[x] --> end\n";
    let mut map = OffsetMap::default();
    map.push(2, 13);
    map.push(17, 14);
    let mut sink = Sink::new();
    let _ = parse("flowchart TB\nA[x] --> end\n", &map, &mut sink);
    let found = sink.into_sorted();
    assert_eq!(&document[found[0].span.start..found[0].span.end], "end");
}

#[test]
fn subgraphs_close_inside_out_and_the_first_keeps_a_member() {
    let graph = graph("subgraph O [Outer]\nsubgraph I\nA-->B-->C\nend\nA\nD\nend\nsubgraph S\nD\nE\nend");
    let found: Vec<(&str, Vec<&str>)> =
        graph.clusters.iter().map(|c| (c.id.as_str(), c.nodes.iter().map(String::as_str).collect())).collect();
    assert_eq!(found, [("I", vec!["C", "B", "A"]), ("O", vec!["I", "D"]), ("S", vec!["E"])]);
    assert_eq!(graph.clusters[0].parent.as_deref(), Some("O"));
    assert_eq!(graph.nodes["A"].parent.as_deref(), Some("I"));
    assert_eq!(graph.clusters[1].title.raw, "Outer");
}

#[test]
fn a_title_with_a_blank_is_no_id() {
    let graph = graph("subgraph Two words\nA\nend\nsubgraph One\nB\nend");
    assert_eq!(graph.clusters[0].id, "subGraph0");
    assert_eq!(graph.clusters[1].id, "One");
}

#[test]
fn data_reaches_nodes_edges_and_clusters() {
    let graph = graph("subgraph S\nA e1@--> B\nend\ne1@{ animate: true }\nS@{ view: collapsed }\nA@{ icon: \"fa:x\" }");
    assert_eq!(graph.edges[0].id.as_deref(), Some("e1"));
    assert_eq!(graph.edges[0].animate, Some(true));
    assert_eq!(ids(&graph), ["A", "B", "S"]);
    assert!(graph.nodes["A"].hidden);
    assert_eq!(graph.nodes["A"].extra.icon.as_deref(), Some("fa:x"));
}

#[test]
fn styles_classes_and_clicks() {
    let graph = graph(
        "A:::k-->B\nclassDef k,l fill:#fff,stroke:red\nclass A,B l\nstyle A color:blue\nlinkStyle 0 stroke:red\nclick A \"u\" \"tip\" _blank",
    );
    let node = &graph.nodes["A"];
    assert_eq!(node.classes, ["k", "l", "clickable"]);
    assert_eq!(node.styles, ["color:blue"]);
    assert_eq!((node.link.as_deref(), node.tooltip.as_deref()), (Some("u"), Some("tip")));
    assert_eq!(graph.class_defs.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["k", "l"]);
    assert_eq!(graph.edges[0].styles, ["stroke:red", "fill:none"]);
}

#[test]
fn the_type_of_a_diagram_is_known_behind_comments() {
    assert_eq!(kind("---\ntitle: x\n---\n%% c\ngraph TD\nA"), DiagramKind::Flowchart);
    assert_eq!(kind("%% c\nsequenceDiagram\nA->>B: x"), DiagramKind::Other("sequenceDiagram"));
    assert_eq!(kind("hello"), DiagramKind::Unknown);
    assert_eq!(kind(""), DiagramKind::Unknown);
}

#[test]
fn what_is_rejected_is_told_at_its_place() {
    for (body, name, place) in [
        ("A[foo (bar)] --> B", "unquoted-label", "("),
        ("A{is {x}}", "unquoted-label", "{"),
        ("A[say \"hi\"]", "unquoted-label", "\""),
        ("A[/api]", "unquoted-label", "/"),
        ("A --> end", "reserved-word", "end"),
        ("A [x]", "blank-before-shape", " "),
        ("A[x\nB[y]", "unclosed-label", "["),
        ("A[\"x]\nB", "unclosed-label", "\""),
        ("subgraph S\nA", "unclosed-subgraph", "subgraph S"),
        ("A\nend", "unclosed-subgraph", "end"),
        ("A -> B", "unknown-link", "->"),
        ("A->B", "unknown-link", "->"),
        ("A => B", "unknown-link", "=>"),
        ("A → B", "unknown-link", "→"),
        ("A@{ shape: cylnder }", "unknown-shape", "cylnder"),
        ("subgraph S\ndirection lr\nend", "unknown-direction", "lr"),
        ("A\nflowchart LR", "syntax-error", "flowchart LR"),
        ("A --> B %% c", "trailing-comment", "%% c"),
        ("A\nlinkStyle 0 stroke:red", "link-style-out-of-range", "0"),
        ("A@{ shape: }}", "syntax-error", "}"),
        ("A -->", "syntax-error", "-->"),
        ("A; --> B", "syntax-error", "-->"),
    ] {
        assert_eq!(told(body), (name.to_owned(), place.to_owned()), "{body}");
    }
}

#[test]
fn what_is_read_otherwise_than_meant_is_a_warning() {
    for (body, name, place) in [
        ("A-->B\nx-->y", "arrow-head-at-line-start", "x"),
        ("A[\"traffic direction LR\"]", "swallowed-by-direction", "A[\"traffic"),
        ("subgraph S \nA\nend", "blank-after-subgraph", " "),
        ("%%\nA", "comment-as-node", "%%"),
        ("subgraph S %% c\nA\nend", "comment-as-node", "%% c"),
        ("A -- B\nC --> D", "link-text-over-lines", "B"),
        ("A <-- t --- B", "mismatched-link", "<-- t ---"),
        ("subgraph S\nA\nend\nsubgraph T\nA --> B\nend", "member-of-two-subgraphs", "A"),
    ] {
        graph(body);
        assert_eq!(told(body), (name.to_owned(), place.to_owned()), "{body}");
    }
    for body in ["A-->B\nx --> y", "subgraph O\nsubgraph I\nA\nend\nA --> B\nend", "subgraph S\ndirection LR\nA\nend"] {
        let (_, found) = read(&format!("flowchart TB\n{body}\n"));
        assert_eq!(found, [], "{body}");
    }
}

#[test]
fn a_fix_mends_what_it_is_offered_for() {
    for body in [
        "A[foo (bar)] --> B[x]",
        "A[/api] --> B",
        "A -->|f(x)| B",
        "A [x]",
        "A -> B",
        "A->B",
        "A => B",
        "A[a \"b\" c]",
        "A{x {y}}",
    ] {
        let text = format!("flowchart TB\n{body}\nC --> D\n");
        let (_, found) = read(&text);
        let (mended, applied) = apply(&text, found.iter().filter_map(|d| d.fix.as_ref()));
        assert_eq!(applied, 1, "{body}");
        let (graph, found) = read(&mended);
        assert_eq!(found, [], "{mended}");
        assert_eq!(edges(&graph).last(), Some(&("C", "D")), "{mended}");
    }
}

#[test]
fn yaml_has_the_types_of_json() {
    for (yaml, label) in [
        ("1_0", "1_0"),
        ("-.5", "-.5"),
        ("1e3", "1000"),
        ("0x1F", "31"),
        ("100000000000000000000", "100000000000000000000"),
        (".inf", "Infinity"),
        ("1e400", "1e400"),
        ("yes", "yes"),
        ("2020-01-01", "2020-01-01"),
        ("[a, [b, null]]", "a,b,"),
        ("!!str 1", "1"),
        ("! 1", "1"),
    ] {
        let graph = graph(&format!("A@{{ label: {yaml} }}"));
        assert_eq!(graph.nodes["A"].label.as_ref().map(|l| l.raw.as_str()), Some(label), "{yaml}");
    }
    for nothing in ["~", "null", "", "0", "false", ".nan", "\"\""] {
        assert!(graph(&format!("A@{{ label: {nothing} }}")).nodes["A"].label.is_none(), "{nothing}");
    }
    // Keys are not merged, they are only names.
    assert_eq!(graph("A@{\n  <<: x\n  shape: cyl\n}").nodes["A"].vertex_type.as_deref(), Some("cyl"));
}

#[test]
fn yaml_that_the_reference_refuses_is_told() {
    for data in [
        "\n\tshape: cyl\n",
        "\n  : x\n",
        "\n  shape: cyl\n  shape: rect\n",
        "\n  label: !!null x\n",
        "\n  label: !own x\n",
        "\n  # nothing\n",
        "\n\n",
    ] {
        let (_, found) = read(&format!("flowchart TB\nA@{{{data}}}\n"));
        assert_eq!(found.iter().map(|d| d.lint.name).collect::<Vec<_>>(), ["bad-node-data"], "{data:?}");
    }
    let (_, found) = read("---\ndisplayMode: compact\nconfig: x\n---\nflowchart TB\nA\n");
    assert_eq!(found.iter().map(|d| d.lint.name).collect::<Vec<_>>(), ["bad-yaml"]);
}

#[test]
fn aliases_stand_for_no_more_than_can_be_held() {
    let lines: String = (1..40).map(|i| format!("a{i}: &a{i} [*a{0}, *a{0}]\n", i - 1)).collect();
    let (_, found) = read(&format!("---\na0: &a0 x\n{lines}---\nflowchart TB\nA\n"));
    assert_eq!(found.iter().map(|d| d.lint.name).collect::<Vec<_>>(), ["bad-yaml"]);
}

#[test]
fn a_blank_is_what_javascript_takes_for_one() {
    let graph = graph("A-->\u{feff} B\nA -- t -->\u{b}C");
    assert_eq!(graph.edges.iter().map(|e| (e.ends, e.length)).collect::<Vec<_>>(), [(Ends::Point, 1); 2]);
}

#[test]
fn a_tooltip_reaches_a_node_that_is_mentioned_later() {
    let graph = graph("click A \"u\" \"tip\"\nA");
    let node = &graph.nodes["A"];
    assert_eq!((node.tooltip.as_deref(), node.link.as_deref()), (Some("tip"), None));
}

#[test]
fn a_directive_ends_at_a_line_separator() {
    let (_, found) = read("%%{init: {\u{2028} a}}%%\nflowchart TB\nA");
    assert!(found.iter().any(|d| d.lint.name == "missing-header"), "{found:?}");
}

#[test]
fn the_statements_around_a_wrong_one_are_read() {
    let (graph, found) = read("flowchart TB\nA --> B\nB [x] --> C\nC --> D[(db]\nE --> F\nG[\"open] --> H\nI --> J\n");
    assert_eq!(found.len(), 3, "{found:#?}");
    assert_eq!(edges(&graph), [("A", "B"), ("B", "C"), ("C", "D"), ("E", "F"), ("G", "H"), ("I", "J")]);
}

/// A broken statement is read as it would read when mended: later links and numbers find what they name.
#[test]
fn one_mistake_is_one_finding() {
    for (body, names, links) in [
        (
            "a[x (y)] -> b [z] --> c[/p]",
            vec!["unquoted-label", "unknown-link", "blank-before-shape", "unquoted-label"],
            vec![("a", "b"), ("b", "c")],
        ),
        (
            "a -->|x (y)| b[c (d)]\nb --> e\nlinkStyle 1 stroke:red",
            vec!["unquoted-label"; 2],
            vec![("a", "b"), ("b", "e")],
        ),
        (
            "a --> end\nend --> b\nstyle end fill:red\nclass end k",
            vec!["reserved-word"],
            vec![("a", "End"), ("End", "b")],
        ),
        ("subgraph s [T] %% c\na --> b\nend", vec!["trailing-comment"], vec![("a", "b")]),
        ("a --> b[\nc --> d", vec!["unclosed-label"], vec![("a", "b"), ("c", "d")]),
        ("a --> b c d e\nc --> d", vec!["syntax-error"], vec![("a", "b"), ("c", "d")]),
        ("a[x] --> b & c[y (z)] --> d", vec!["unquoted-label"], vec![("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]),
    ] {
        let (graph, found) = read(&format!("flowchart TB\n{body}\n"));
        assert_eq!(found.iter().map(|d| d.lint.name).collect::<Vec<_>>(), names, "{body}: {found:#?}");
        assert_eq!(edges(&graph), links, "{body}");
    }
    let (graph, _) = read("flowchart TB\na[x (y)] -> b\n");
    let node = &graph.nodes["a"];
    assert_eq!((node.definition.start, node.definition.end), (13, 21), "spans are those of the text as written");
    assert_eq!(node.label.as_ref().map(|l| (l.raw.as_str(), l.span.start, l.span.end)), Some(("x (y)", 15, 20)));
}

#[test]
fn the_edge_after_the_last_is_told_and_kept() {
    let body: String = (0..501).map(|i| format!("n{i} --> n{}\n", i + 1)).collect();
    let (graph, found) = read(&format!("graph LR\n{body}"));
    assert_eq!(graph.edges.len(), 501);
    assert_eq!(found.iter().map(|d| d.lint.name).collect::<Vec<_>>(), ["too-many-edges"]);
}

#[test]
fn depth_and_size_do_not_break_the_reader() {
    let nested: String = (0..5_000).map(|i| format!("subgraph s{i}\n")).chain(["A\n".to_owned()]).collect();
    let (graph, found) = read(&format!("flowchart TB\n{nested}{}", "end\n".repeat(5_000)));
    assert_eq!(graph.clusters.len(), 5_000);
    assert_eq!(
        found.iter().map(|d| d.lint.name).collect::<Vec<_>>(),
        ["deep-nesting"],
        "told once, and read all the same"
    );
    assert_eq!(graph.clusters[0].parent.as_deref(), Some("s4998"));

    let label = "lorem ipsum ".repeat(90_000);
    let (graph, found) = read(&format!("flowchart TB\nA[\"{label}\"]"));
    assert_eq!(found, []);
    assert_eq!(graph.nodes["A"].label.as_ref().map(|l| l.raw.len()), Some(label.trim().len()));

    let chain: String = (0..10_000).map(|i| format!("n{i}[Node {i}]\n")).collect();
    assert_eq!(read(&format!("flowchart TB\n{chain}")).0.nodes.len(), 10_000);
}

#[test]
fn a_long_chain_can_be_asked_about() {
    let chain: String = (0..20_000).map(|i| format!(" --> n{i}")).collect();
    let (graph, _) = read(&format!("flowchart TB\nA{chain}"));
    let links = graph.links();
    assert_eq!(links.reachable("A").len(), 20_001);
    assert!(links.cycles().is_empty());
    assert_eq!(links.component_count(), 1);
}

/// Texts made of what means something to the language.
fn texts() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => prop::sample::select(vec![
            "A", "B", "-->", "---", "-.->", "==>", "--", "~~~", "[", "]", "(", ")", "{", "}", "((", "[(", "[/", "/]", ">",
            "|", "\"", "`", "\"`", "`\"", "@{", "e1@", ":::", ";", "\n", " ", "\r\n", "\t", "%%", "%% c\n", "%%{init: {",
            "}%%", "---\n", "end", "subgraph ", "direction LR", "style A fill:#fff", "class A k", "click A ", "call f(",
            "href \"u\"", "linkStyle 0 stroke:red", "accTitle:", "accDescr {", "#quot;", "#", "<br/>", "<a b=\"c\">", "é",
            "日", "😀", "\u{a0}", "\u{1}", "shape: cyl", "&", "graph TD\n",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_told_within_itself(body in texts(), header in prop::bool::ANY) {
        let text = if header { format!("flowchart TB\n{body}") } else { body };
        let (graph, found) = read(&text);
        let within = |span: siteplan::source::Span| span.start <= span.end && text.get(span.start..span.end).is_some();
        for diagnostic in &found {
            prop_assert!(within(diagnostic.span), "{diagnostic:?}");
            prop_assert!(diagnostic.related.iter().all(|(span, _)| within(*span)), "{diagnostic:?}");
            let edits = diagnostic.fix.iter().flat_map(|f| &f.edits);
            prop_assert!(edits.clone().all(|e| within(e.span)), "{diagnostic:?}");
        }
        for node in graph.nodes.values() {
            prop_assert!(within(node.span) && within(node.definition), "{node:?}");
            prop_assert!(node.label.as_ref().is_none_or(|l| within(l.span)), "{node:?}");
        }
        for edge in &graph.edges {
            prop_assert!(within(edge.span) && within(edge.from_span) && within(edge.to_span), "{edge:?}");
        }
        for cluster in &graph.clusters {
            prop_assert!(within(cluster.span) && within(cluster.header) && within(cluster.title.span), "{cluster:?}");
        }
        prop_assert!(graph.comments.iter().all(|c| within(c.span)) && within(graph.header) && within(graph.span));
        let _ = report::graph_json(&graph);
        let _ = kind(&text);
    }
}
