//! Mistakes around a diagram: its fence, and fixes that add lines in a quote or a list.

use siteplan::{
    compile::compile,
    config::Config,
    diag::{Applicability, apply},
    source::Source,
};

/// Applies all safe fixes, as often as there are any.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..10 {
        let found = compile(&Source::new("page.md", text.as_str()), &Config::default()).findings;
        let fixes = found.iter().filter_map(|f| f.diagnostic.fix.as_ref());
        let (next, _) = apply(&text, fixes.filter(|f| f.applicability == Applicability::Safe));
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// The findings of a page: name, line and message.
fn told(text: &str) -> Vec<(&'static str, usize, String)> {
    let source = Source::new("page.md", text);
    let found = compile(&source, &Config::default()).findings.into_iter().map(|f| f.diagnostic);
    found.map(|d| (d.lint.name, source.position(d.span.start).line, d.message)).collect()
}

const DIAGRAM: &str = "flowchart LR\n    cart --> till";

#[test]
fn a_container_that_backticks_close() {
    let page = format!(":::mermaid\n{DIAGRAM}\n```\n\nText.\n\n```mermaid\n{DIAGRAM}\n```\n");
    let message = "this line does not close a diagram that ::: opens".to_owned();
    assert_eq!(told(&page), [("unclosed-fence", 4, message)]);
    assert_eq!(mended(&page), page.replacen("till\n```", "till\n:::", 1));
    assert_eq!(compile(&Source::new("page.md", page), &Config::default()).diagrams.len(), 2);
}

#[test]
fn a_fence_that_colons_close() {
    let page = format!("```mermaid\n{DIAGRAM}\n:::\n\nText (that is no diagram).\n");
    let message = "this line does not close a diagram that ``` opens".to_owned();
    assert_eq!(told(&page), [("unclosed-fence", 4, message)]);
    assert_eq!(mended(&page), page.replace(":::", "```"));
}

#[test]
fn a_word_that_is_nearly_mermaid() {
    for word in ["Mermaid", "mermaidjs", "mermaid-js", "mermiad", "mermad"] {
        for page in [format!("```{word}\n{DIAGRAM}\n```\n"), format!("::: {word}\n{DIAGRAM}\n:::\n")] {
            let message = format!("`{word}` is not the word that renderers look for");
            assert_eq!(told(&page), [("misspelt-fence", 1, message)], "{page}");
            assert_eq!(mended(&page), page.replace(word, "mermaid"));
        }
    }
    for word in ["mermaid-example", "mermaids", "merlin", "text", "markdown", "marmalade"] {
        assert_eq!(told(&format!("```{word}\n{DIAGRAM}\n```\n")), [], "{word}");
    }
}

#[test]
fn what_follows_the_mark_of_a_fence_is_told_once() {
    let page = format!("```mermaid\n{DIAGRAM}\n```- a list\n- and *more*\n\nText (of the page).\n");
    let names: Vec<&str> = told(&page).iter().map(|(name, ..)| *name).collect();
    assert_eq!(names, ["unclosed-fence", "syntax-error"]);
}

#[test]
fn lines_that_a_fix_adds_stay_in_their_quote() {
    let page = "> ```mermaid\n> flowchart LR\n>     subgraph shop\n>         cart --> till %% cash\n> ```\n";
    let mended = mended(page);
    assert_eq!(
        mended,
        "> ```mermaid\n> flowchart LR\n>     subgraph shop\n>         %% cash\n>         cart --> till\n>     end\n> ```\n"
    );
    assert_eq!(told(&mended), []);
}

#[test]
fn lines_that_a_fix_adds_stay_in_their_list() {
    let page = "- One:\n\n  ```mermaid\n  flowchart LR\n      subgraph shop\n          cart --> till\n  ```\n";
    assert_eq!(mended(page), page.replace("till\n", "till\n      end\n"));
}
