//! What Mermaid draws without complaint, but hardly as it was meant: each trap is told, and its fix leads out.

use siteplan::{
    compile::{Compiled, compile_bare},
    config::Config,
    diag::{Applicability, Severity, apply},
    source::Source,
};

fn read(text: &str) -> Compiled {
    compile_bare(&Source::new("trap.mmd", text), &Config::default())
}

/// The findings with a name: their severities, and whether each has a fix that is safe.
fn found(compiled: &Compiled, name: &str) -> Vec<Option<bool>> {
    let named = compiled.findings.iter().map(|f| &f.diagnostic).filter(|d| d.lint.name == name);
    named.map(|d| d.fix.as_ref().map(|f| f.applicability == Applicability::Safe)).collect()
}

/// Applies the fixes of a finding, safe or not, until there are none.
fn mended(text: &str, name: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..5 {
        let compiled = read(&text);
        let fixes: Vec<_> = compiled
            .findings
            .iter()
            .filter(|f| f.diagnostic.lint.name == name)
            .filter_map(|f| f.diagnostic.fix.clone())
            .collect();
        text = apply(&text, &fixes).0;
    }
    text
}

/// Whether the fix is safe, the finding's name, the diagram, and what it becomes.
const TRAPS: &[(bool, &str, &str, &str)] = &[
    (true, "arrow-head-at-line-start", "A-->B\nx-->y", "A-->B\nx -->y"),
    (true, "arrow-head-takes-letter", "A---order\norder-->B", "A--- order\norder-->B"),
    (true, "arrow-head-takes-letter", "A==xml\nxml-->B", "A=== xml\nxml-->B"),
    (true, "arrow-head-takes-letter", "A-. on .-oB\noB-->C", "A-. on .- oB\noB-->C"),
    (false, "arrow-head-takes-letter", "A--xray", "A--- xray"),
    (true, "swallowed-by-direction", "A[\"in direction LR\"]-->B", "A[\"in direction#32;LR\"]-->B"),
    (true, "swallowed-by-direction", "  A-->B direction RL", "  A-->B\n  direction RL"),
    (true, "swallowed-by-direction", "direction RL; A-->B", "direction RL\nA-->B"),
    (true, "blank-after-subgraph", "subgraph S \nA\nend\nS-->B", "subgraph S\nA\nend\nS-->B"),
    (true, "comment-as-node", "subgraph S %% all\nA\nend", "subgraph S\n%% all\nA\nend"),
    (true, "comment-as-node", "%%\nA-->B", "\nA-->B"),
    (
        true,
        "semicolon-in-style",
        "A:::k\nclassDef k fill:red;stroke:blue;stroke-width:2px",
        "A:::k\nclassDef k fill:red,stroke:blue,stroke-width:2px",
    ),
    (true, "semicolon-in-style", "A\nstyle A fill:#abc;color:#000", "A\nstyle A fill:#abc,color:#000"),
    (
        true,
        "semicolon-in-style",
        "A-->B\nlinkStyle 0 stroke:red;color:blue",
        "A-->B\nlinkStyle 0 stroke:red,color:blue",
    ),
    (true, "undecoded-entity", "A[\"&#91;x&#93; #x41; #fff;\"]", "A[\"#91;x#93; #65; #35;fff;\"]"),
    (true, "dropped-tag", "A[List<T>]-->|to <host>|B", "A[List#lt;T#gt;]-->|to #lt;host#gt;|B"),
    (true, "dropped-tag", "A[\"Map<A<B>> <b>bold</b>\"]", "A[\"Map#lt;A#lt;B#gt;> <b>bold</b>\"]"),
    (true, "dropped-tag", "A[\"a <host\"]", "A[\"a #lt;host\"]"),
    (true, "dropped-tag", "subgraph S[\"<env> site\"]\nA\nend", "subgraph S[\"#lt;env#gt; site\"]\nA\nend"),
    (true, "joined-ids", "A & B-->C\nA&B-->D", "A & B-->C\nA & B-->D"),
    (true, "unknown-target", "Shop-->B\nstyle shop fill:red", "Shop-->B\nstyle Shop fill:red"),
    (true, "unknown-target", "  A-->B\n  style A,B fill:#abc", "  A-->B\n  style A fill:#abc\n  style B fill:#abc"),
    (false, "unknown-target", "Shops-->B\nclick Shop \"https://a.b\"", "Shops-->B\nclick Shops \"https://a.b\""),
    (
        true,
        "used-before-drawn",
        "classDef k fill:red\nclass A,B k\nA-->C & B[x]:::k\nD",
        "classDef k fill:red\n\nA-->C & B[x]:::k\nclass A,B k\nD",
    ),
    (
        true,
        "used-before-drawn",
        "click A \"https://a.b\" \"tip\" _blank\nA-->B; C-->D",
        "\nA-->B\nclick A \"https://a.b\" \"tip\" _blank; C-->D",
    ),
    (true, "ignored-node-data", "A@{shape:cyl, label:\"x\"}", "A@{shape: cyl, label: \"x\"}"),
    (false, "ignored-node-data", "A@{ shape: cyl, lable: x }", "A@{ shape: cyl, label: x }"),
    (true, "unclosed-directive", "%%{init: {'theme':'dark'}}\nA-->B", "%%{init: {'theme':'dark'}}%%\nA-->B"),
    (true, "unclosed-directive", "%%{init: {'theme':'dark'}%\nA-->B", "%%{init: {'theme':'dark'}}%%\nA-->B"),
    (true, "invalid-directive", "%%{init: {theme: dark}}%%\nA-->B", "%%{init: {\"theme\":\"dark\"}}%%\nA-->B"),
    (true, "invalid-directive", "%%{init: {'theme':'dark'}%%\nA-->B", "%%{init: {'theme':'dark'}}%%\nA-->B"),
    (false, "statement-as-title", "accTitle:\nA-->B", "\nA-->B"),
    (true, "undefined-class", "A:::Hot-->B\nclassDef hot fill:red", "A:::hot-->B\nclassDef hot fill:red"),
    (
        true,
        "undefined-class",
        "A\nclassDef k fill:red\nclassDef m fill:red\nclass A k,m",
        "A\nclassDef k fill:red\nclassDef m fill:red\nclass A k\nclass A m",
    ),
    (false, "title-is-no-id", "subgraph Web tier\nA\nend\nB-->Web", "subgraph Web[\"Web tier\"]\nA\nend\nB-->Web"),
    (
        false,
        "title-is-no-id",
        "subgraph \"Web tier\"\nA\nend\nB-->WebTier\nB-->Webtier",
        "subgraph Webtier[\"Web tier\"]\nA\nend\nB-->WebTier\nB-->Webtier",
    ),
    (false, "path-as-shape", "A[/api/v1/]-->B[/Input/]", "A[\"/api/v1/\"]-->B[/Input/]"),
    (false, "comment-in-label", "A[\"x\n%% y\nz\"]", "A[\"x\n#37;% y\nz\"]"),
    (false, "link-text-over-lines", "A -- B\nC --> D", "A --- B\nC --> D"),
];

#[test]
fn every_trap_is_told_and_its_fix_leads_out() {
    for (safe, name, body, after) in TRAPS {
        let text = format!("flowchart TB\n{body}\n");
        let compiled = read(&text);
        let levels: Vec<Severity> = compiled.findings.iter().map(|f| f.diagnostic.severity).collect();
        assert!(!levels.contains(&Severity::Error), "{body}: {:#?}", compiled.findings);
        let findings = found(&compiled, name);
        assert!(!findings.is_empty() && findings.iter().all(|f| *f == Some(*safe)), "{name}: {findings:?} for {body}");
        assert_eq!(mended(&text, name), format!("flowchart TB\n{after}\n"), "{name}");
        let left = read(&mended(&text, name));
        assert_eq!(found(&left, name), [], "{name}: {after}");
        assert!(
            left.findings.iter().all(|f| f.diagnostic.severity != Severity::Error),
            "{after}: {:#?}",
            left.findings
        );
    }
}

#[test]
fn a_fix_that_adds_a_line_keeps_the_lead_of_its_line() {
    let text = "- > ```mermaid\n  > flowchart TB\n  >   A-->B direction RL\n  > ```\n";
    let compiled = siteplan::compile::compile(&Source::new("trap.md", text), &Config::default());
    let fixes: Vec<_> = compiled.findings.iter().filter_map(|f| f.diagnostic.fix.clone()).collect();
    assert_eq!(apply(text, &fixes).0, text.replace(" direction", "\n  >   direction"));
}

#[test]
fn the_direction_below_the_header_moves_up() {
    assert_eq!(mended("flowchart\nLR\nA-->B\n", "direction-as-node"), "flowchart LR\n\nA-->B\n");
    assert_eq!(mended("graph\n\ntd\n", "direction-as-node"), "graph TD\n\n\n");
}

#[test]
fn who_means_what_he_wrote_is_left_in_peace() {
    for body in [
        "A--xB\nA--oB\nA --o order\nA--xorder\norder-->C",
        "A---B\nA--- oB\nA-->oB\nA --x|out| ray",
        "A[/Read input/]-->B[/Yes or no/]-->C[\\x\\]",
        "A[\"<b>x</b><br/><i>y</i> 1 < 2 and 3 > 2 <-- <img src='a.png'/>\"]",
        "A[\"#quot;x#quot; #35; &amp; &lt; C# 8; #1\"]",
        "A -- one text\nover two lines --> B",
        "A:::clickable-->B:::default\nclass A edge-animation-fast",
        "%%{init: {\"themeCSS\": \".hot rect { fill: red }\"}}%%\nA:::hot",
        "A,B-->C\nA&B-->C",
        "subgraph Web tier\nWeb-->A\nend\nB-->Web",
        "subgraph Web tier\nA\nend\nB-->Web[Browser]",
        "A e1@-->B\ne1@{ animate: true }\nclass e1 k\nclassDef k stroke:red",
        "S@{ view: collapsed }\nA@{ icon: \"fa:x\", form: \"square\", pos: t, h: 60, w: 60 }",
        "accTitle: A title\naccDescr: A text\naccDescr {\n more\n}\nA",
        "A-->B\nstyle A fill:#fff;\nclassDef k fill:#fff;\nclass A,B k;\nlinkStyle 0 stroke:red;",
        "style A fill:red\nclassDef k fill:red\nclass A k\nA-->B",
        "subgraph S\nA\nend\nstyle S fill:red\nclassDef k fill:red\nclass S k",
        "A[One]-->B\nA[One]-->C\nA-->D",
        "direction LR\nsubgraph S\ndirection RL\nA\nend",
    ] {
        let compiled = read(&format!("flowchart TB\n{body}\n"));
        let told: Vec<_> = compiled.findings.iter().map(|f| (f.diagnostic.lint.name, &f.diagnostic.message)).collect();
        assert!(told.is_empty(), "{body}: {told:#?}");
    }
}
