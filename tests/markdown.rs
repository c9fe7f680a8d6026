//! Where diagrams stand in documents: every kind of fence, their ids, and their exact offsets.

use proptest::prelude::*;
use siteplan::{
    diag::Sink,
    markdown::{Fence, fences},
    source::{Source, Span},
};

/// Reads a document and checks that every character of every diagram maps to itself in the document.
fn read(path: &str, text: &str) -> (Vec<Fence>, Vec<String>) {
    let source = Source::new(path, text);
    let mut sink = Sink::new();
    let fences = fences(&source, &mut sink);
    for fence in &fences {
        assert!(source.text.get(fence.span.start..fence.span.end).is_some(), "{fence:?}");
        assert!(source.text.get(fence.content.start..fence.content.end).is_some(), "{fence:?}");
        assert!(fence.span.start <= fence.content.start && fence.content.end <= fence.span.end, "{fence:?}");
        for (offset, c) in fence.text.char_indices() {
            let span = fence.map.span(Span::new(offset, offset + c.len_utf8()));
            assert_eq!(source.slice(span), c.to_string(), "offset {offset} of {:?} in {text:?}", fence.text);
        }
    }
    let told = sink.into_sorted().into_iter().map(|d| format!("{} {}", d.lint.code, d.message)).collect();
    (fences, told)
}

fn texts(path: &str, text: &str) -> Vec<String> {
    let (fences, told) = read(path, text);
    assert_eq!(told, Vec::<String>::new());
    fences.into_iter().map(|f| f.text).collect()
}

fn ids(text: &str) -> Vec<String> {
    read("page.md", text).0.into_iter().map(|f| f.id).collect()
}

const GRAPH: &str = "graph TD\n  A --> B\n";

#[test]
fn a_fence_of_backticks_or_tildes_at_any_indent() {
    for text in [
        "```mermaid\ngraph TD\n  A --> B\n```\n",
        "~~~mermaid\ngraph TD\n  A --> B\n~~~\n",
        "````mermaid\ngraph TD\n  A --> B\n`````\n",
        "   ```mermaid\n   graph TD\n     A --> B\n   ```\n",
        "```mermaid {#one .wide}\ngraph TD\n  A --> B\n```",
        "``` mermaid\ngraph TD\n  A --> B\n```  \n",
        "``` {.mermaid #one}\ngraph TD\n  A --> B\n```\n",
    ] {
        assert_eq!(texts("page.md", text), [GRAPH], "{text:?}");
    }
}

#[test]
fn a_fence_in_lists_and_quotes() {
    for text in [
        "- item\n\n  ```mermaid\n  graph TD\n    A --> B\n  ```\n",
        "1. ```mermaid\n   graph TD\n     A --> B\n   ```\n",
        "- a\n    - b\n\n        ```mermaid\n        graph TD\n          A --> B\n        ```\n",
        "> ```mermaid\n> graph TD\n>   A --> B\n> ```\n",
        "> - x\n>   > ```mermaid\n>   > graph TD\n>   >   A --> B\n>   > ```\n",
        "> [!NOTE]\n> ```mermaid\n> graph TD\n>   A --> B\n> ```\n",
    ] {
        assert_eq!(texts("page.md", text), [GRAPH], "{text:?}");
    }
}

#[test]
fn a_fence_in_admonitions_and_tabs() {
    for text in [
        "!!! note\n    ```mermaid\n    graph TD\n      A --> B\n    ```\n",
        "!!! note \"A title\"\n\n    Words.\n\n    ```mermaid\n    graph TD\n      A --> B\n    ```\n\nAfter.\n",
        "??? tip\n    ```mermaid\n    graph TD\n      A --> B\n    ```\n",
        "???+ tip inline end\n    ```mermaid\n    graph TD\n      A --> B\n    ```\n",
        "=== \"Python\"\n\n    ```mermaid\n    graph TD\n      A --> B\n    ```\n\n=== \"Java\"\n\n    Nothing.\n",
        "Words before\n!!! note\n    ```mermaid\n    graph TD\n      A --> B\n    ```\n",
        "!!! note\n    === \"Tab\"\n\n        ```mermaid\n        graph TD\n          A --> B\n        ```\n",
        "- item\n\n    !!! note\n\n        ```mermaid\n        graph TD\n          A --> B\n        ```\n",
        "> !!! note\n>     ```mermaid\n>     graph TD\n>       A --> B\n>     ```\n",
        "!!! note\n\t```mermaid\n\tgraph TD\n\t  A --> B\n\t```\n",
        "!!! note\r\n    ```mermaid\r\n    graph TD\r\n      A --> B\r\n    ```\r\n",
        ":::note\n\n```mermaid\ngraph TD\n  A --> B\n```\n\n:::\n",
    ] {
        assert_eq!(texts("page.md", text), [GRAPH], "{text:?}");
    }
}

#[test]
fn a_container_of_colons() {
    for text in [
        ":::mermaid\ngraph TD\n  A --> B\n:::\n",
        "::: mermaid\ngraph TD\n  A --> B\n:::\n\nAfter.\n",
        "> ::: mermaid\n> graph TD\n>   A --> B\n> :::\n",
        ":::mermaid\r\ngraph TD\r\n  A --> B\r\n:::\r\n",
        "# A\n\n:::::mermaid {#one}\ngraph TD\n  A --> B\n:::::",
    ] {
        assert_eq!(texts("page.md", text), [GRAPH], "{text:?}");
    }
}

#[test]
fn a_container_hides_nothing_that_follows_it() {
    let text = ":::mermaid\ngraph TD\n\nA\n~~~ B\n:::\n\n```mermaid\ngraph TD\n  A --> B\n```\n";
    assert_eq!(texts("page.md", text), ["graph TD\n\nA\n~~~ B\n", GRAPH]);
}

#[test]
fn a_fence_in_mdx() {
    for text in [
        "import X from 'x'\n\n```mermaid\ngraph TD\n  A --> B\n```\n",
        "<Tabs>\n<TabItem value=\"a\">\n```mermaid\ngraph TD\n  A --> B\n```\n</TabItem>\n</Tabs>\n",
        "<Tabs>\n  <TabItem value=\"a\">\n    ```mermaid\n    graph TD\n      A --> B\n    ```\n  </TabItem>\n</Tabs>\n",
        "<Tabs>\n      <TabItem\n        value=\"a\">\n\n        ```mermaid\n        graph TD\n          A --> B\n        ```\n\n      </TabItem>\n</Tabs>\n",
    ] {
        assert_eq!(texts("page.mdx", text), [GRAPH], "{text:?}");
    }
}

#[test]
fn line_ends_and_the_byte_order_mark() {
    assert_eq!(texts("page.md", "\u{feff}```mermaid\r\ngraph TD\r\n  A --> B\r\n```\r\n"), [GRAPH]);
    assert_eq!(texts("page.md", "> ```mermaid\r\n> graph TD\r\n>   A --> B\r\n> ```\r\n"), [GRAPH]);
    assert_eq!(
        texts("page.md", "é 日\n\n```mermaid\ngraph TD\n  é[日本] --> B\n```\n"),
        ["graph TD\n  é[日本] --> B\n"]
    );
    assert_eq!(texts("page.md", "```mermaid\ngraph TD\n\tA --> B\n\n\n```\n"), ["graph TD\n\tA --> B\n\n\n"]);
}

#[test]
fn what_is_no_diagram_is_left_alone() {
    for text in [
        "````markdown\n```mermaid\ngraph TD\n```\n````\n",
        "    ```mermaid\n    graph TD\n    ```\n",
        "```text mermaid\ngraph TD\n```\n",
        "```mermaidx\ngraph TD\n```\n",
        "<!--\n```mermaid\ngraph TD\n```\n-->\n",
        "Inline ```mermaid graph``` code.\n",
        "```\n!!! note\n    ```mermaid\n    graph TD\n```\n",
        "```\n:::mermaid\ngraph TD\n:::\n```\n",
        "    :::mermaid\n    graph TD\n    :::\n",
        "---\ntitle: |\n  ```mermaid\n  x\n---\n",
        "",
    ] {
        assert_eq!(texts("page.md", text), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn spans_hold_the_delimiters_and_the_content() {
    let text = "a\n\n> ```mermaid\n> graph TD\n>   A --> B\n> ```\n\nb\n";
    let (fences, _) = read("page.md", text);
    let source = Source::new("page.md", text);
    assert_eq!(source.slice(fences[0].span), "```mermaid\n> graph TD\n>   A --> B\n> ```");
    assert_eq!(source.slice(fences[0].content), "> graph TD\n>   A --> B\n");
}

#[test]
fn the_comment_names_the_diagram() {
    assert_eq!(ids("# H\n\n<!-- diagram-id: one -->\n```mermaid\nx\n```\n"), ["one"]);
    assert_eq!(ids("<!--diagram-id:one-->\n\n<!-- a word -->\n\n```mermaid {#two}\nx\n```\n"), ["one"]);
    assert_eq!(ids("> <!-- diagram-id: one -->\n> ```mermaid\n> x\n> ```\n"), ["one"]);
    assert_eq!(ids("- <!-- diagram-id: one -->\n  ```mermaid\n  x\n  ```\n"), ["one"]);
    assert_eq!(ids("!!! note\n    <!-- diagram-id: one -->\n    ```mermaid\n    x\n    ```\n"), ["one"]);
    assert_eq!(ids("<!-- diagram-id: one -->\n::: mermaid\nx\n:::\n"), ["one"]);
    assert_eq!(ids("# H\n\n<!-- diagram-id: one -->\nWords.\n\n```mermaid\nx\n```\n"), ["h"]);
    let mdx = read("page.mdx", "{/* diagram-id: one */}\n```mermaid\nx\n```\n").0;
    assert_eq!(mdx[0].id, "one");
}

#[test]
fn the_attribute_names_it_else_the_heading() {
    assert_eq!(ids("# H\n\n```mermaid {.wide #two}\nx\n```\n"), ["two"]);
    assert_eq!(
        ids("# Basic Tier (B1)\n\n```mermaid\nx\n```\n\n```mermaid\ny\n```\n"),
        ["basic-tier-b1", "basic-tier-b1-2"]
    );
    assert_eq!(ids("# A\n# B {#c}\n```mermaid\nx\n```\n"), ["c"]);
    assert_eq!(ids("Title `x`\n=====\n```mermaid\nx\n```\n"), ["title-x"]);
    assert_eq!(ids("```mermaid\nx\n```\n"), ["page"]);
    assert_eq!(ids("---\ntitle: front\n---\n```mermaid\nx\n```\n"), ["page"]);
}

#[test]
fn what_the_author_named_keeps_its_name() {
    let text = "# One\n\n```mermaid\nx\n```\n\n<!-- diagram-id: one -->\n```mermaid\ny\n```\n";
    assert_eq!(ids(text), ["one-2", "one"]);
}

#[test]
fn the_heading_comes_with_the_fence() {
    let text = "# Orders *now*\n\n!!! note\n    ```mermaid\n    x\n    ```\n";
    let (fences, _) = read("page.md", text);
    assert_eq!(fences[0].heading, Some(("Orders now".to_owned(), Span::new(0, 14))));
}

#[test]
fn a_duplicate_id_is_told_and_numbered() {
    let text = "<!-- diagram-id: a -->\n```mermaid\nx\n```\n\n<!-- diagram-id: A -->\n```mermaid\ny\n```\n";
    let (fences, told) = read("page.md", text);
    assert_eq!(fences.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["a", "A-2"]);
    assert_eq!(told, ["SP011 the diagram id `A` is already taken in this document"]);
}

#[test]
fn an_id_that_is_no_file_name_is_mended() {
    let (fences, told) = read("page.md", "<!-- diagram-id: ../../etc/x y -->\n```mermaid\nx\n```\n");
    assert_eq!(fences[0].id, "etc-x-y");
    assert_eq!(told, ["SP093 the diagram id `../../etc/x y` cannot be a file's name"]);
}

#[test]
fn an_unclosed_fence_is_told_and_read() {
    for text in [
        "# A\n\n```mermaid\ngraph TD\n  A --> B\n",
        "> ```mermaid\n> graph TD\n>   A --> B\n\nb\n",
        ":::mermaid\ngraph TD\n  A --> B\n",
    ] {
        let (fences, told) = read("page.md", text);
        assert_eq!(fences[0].text, GRAPH, "{text:?}");
        assert_eq!(told, ["SP091 this diagram's fence is never closed"]);
    }
}

#[test]
fn an_empty_fence_is_told() {
    for text in ["```mermaid\n```\n", "```mermaid\n\n  \n```\n", ":::mermaid\n:::\n"] {
        let (fences, told) = read("page.md", text);
        assert!(fences.is_empty());
        assert_eq!(told, ["SP092 this fence holds no diagram"], "{text:?}");
    }
    assert_eq!(read("a.mmd", " \n").1, ["SP092 this file holds no diagram"]);
}

#[test]
fn plain_files_are_one_diagram() {
    assert_eq!(texts("a.mmd", "graph TD\r\n  A --> B\r\n"), [GRAPH]);
    assert_eq!(texts("a.mermaid", GRAPH), [GRAPH]);
    assert_eq!(texts("-", GRAPH), [GRAPH]);
    assert_eq!(texts("-", "# T\n\n```mermaid\ngraph TD\n  A --> B\n```\n"), [GRAPH]);
}

proptest! {
    #[test]
    fn any_document_is_read_byte_for_byte(parts in prop::collection::vec(prop::sample::select(vec![
        "```", "~~~", "mermaid", " mermaid {#a}", "\n", "\r\n", "\r", "> ", ">", "- ", "1. ", "    ", "\t", "  ", "!!! note\n", "??? x\n",
        "=== \"t\"\n", ":::mermaid\n", ":::\n", "graph TD", "é", "日", "<!-- diagram-id: a -->\n", "<!--", "-->", "# H\n", "---\n", "<T>\n",
        "</T>\n", "\u{feff}", "\u{0}", "x", "{#b}", "\u{2028}",
    ]), 0..40), extension in prop::sample::select(vec!["md", "mdx", "mmd", ""])) {
        let text = parts.concat();
        let path = format!("page.{extension}");
        let source = Source::new(path.as_str(), text.as_str());
        let mut sink = Sink::new();
        let found = fences(&source, &mut sink);
        let mut seen = std::collections::BTreeSet::new();
        for fence in &found {
            prop_assert!(seen.insert(fence.id.to_lowercase()), "two ids {}", fence.id);
            prop_assert!(text.get(fence.span.start..fence.span.end).is_some());
            prop_assert!(text.get(fence.content.start..fence.content.end).is_some());
            for (offset, c) in fence.text.char_indices() {
                let span = fence.map.span(Span::new(offset, offset + c.len_utf8()));
                // A tab that an indent cuts in two is the one thing that Markdown replaces, by blanks.
                let there = source.slice(span);
                prop_assert!(there == c.to_string() || (c == ' ' && text.contains('\t')), "{c:?} at {span:?} in {text:?}");
            }
        }
    }

    #[test]
    fn no_document_panics(text in ".*", extension in prop::sample::select(vec!["md", "mdx", "mmd"])) {
        let source = Source::new(format!("page.{extension}"), text);
        let _ = fences(&source, &mut Sink::new());
    }
}
