//! What every picture keeps to.

use super::testing::read;
use super::{Badge, Options, Severity, Size, Target, color::Color, layout_json, svg};

const SHOP: &str = r##"flowchart TD
    user((User)) -->|HTTPS| web
    subgraph vnet["VNet 10.0.0.0/16"]
        web["Web App<br/>P1v3"] -.-> db[("Orders")]
    end
    style web fill:#0078d4,color:#fff
    click web "https://example.com/web"
"##;

fn drawn(text: &str) -> String {
    svg(&read(text), &Options::default())
}

#[test]
fn a_small_picture() {
    insta::assert_snapshot!(drawn(SHOP));
}

#[test]
fn a_small_picture_from_left_to_right() {
    insta::assert_snapshot!(drawn(
        "graph LR\n  a{Choice} -- yes --> b([End])\n  a o--x c[/In/]\n  c ==> c\n  a ~~~ d\n"
    ));
}

#[test]
fn positions_have_the_promised_shape() {
    insta::assert_json_snapshot!(layout_json(
        &read("flowchart TD\n  subgraph s [Site]\n  a[A] -->|to| b[B]\n  end\n"),
        &Options::default()
    ));
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    assert_eq!(drawn(SHOP), drawn(SHOP));
}

#[test]
fn a_picture_needs_nothing_from_outside() {
    let picture = drawn(SHOP);
    for banned in ["<script", "foreignObject", "@import", "url(", "<image", "xlink:", "<use"] {
        assert!(!picture.contains(banned), "{banned}");
    }
    let hrefs = picture.matches("href=").count();
    assert_eq!(hrefs, 1, "only the author's own link");
}

#[test]
fn text_is_data() {
    let picture = drawn(
        "flowchart TD\n  a[\"#lt;/text#gt;#lt;script#gt;alert(1)#lt;/script#gt; #amp; #quot;x#quot; 'y'\"] -- \"#lt;b#gt;\" --> b\n",
    );
    assert!(!picture.contains("<script"), "{picture}");
    assert!(picture.contains("&lt;/text&gt;&lt;script&gt;"), "{picture}");
}

#[test]
fn what_xml_forbids_is_left_out() {
    let picture = drawn("flowchart TD\n  a[\"one\u{8}two\u{FFFE}three\"]\n");
    assert!(picture.contains("onetwothree"), "{picture}");
}

#[test]
fn links_that_run_something_are_left_out() {
    let picture = drawn("flowchart TD\n  a\n  click a \"javascript:alert(1)\"\n");
    assert!(!picture.contains("<a "), "{picture}");
}

#[test]
fn styles_cannot_break_out() {
    let mut graph = read("flowchart TD\n  a --> b\n");
    if let Some(node) = graph.nodes.get_mut("a") {
        node.styles =
            vec!["fill:red\"/><script>".to_owned(), "stroke:url(http://x)".to_owned(), "stroke:#123".to_owned()];
    }
    let picture = svg(&graph, &Options::default());
    assert!(!picture.contains("script") && !picture.contains("url("), "{picture}");
    assert!(picture.contains(".u0{stroke:#123}"), "{picture}");
}

#[test]
fn hostile_text_is_data_wherever_it_stands() {
    let evil = "x\"'><script>alert(1)</script></style>]]>&#0;{}*{fill:url(http://evil)}";
    let mut graph = read(
        "flowchart TD\n  subgraph s\n  a -- t --> b\n  end\n  classDef k fill:#fff\n  class a k\n  click b \"https://x\"\n",
    );
    graph.title = Some(evil.to_owned());
    graph.acc_title = Some(evil.to_owned());
    graph.acc_descr = Some(evil.to_owned());
    graph.config = serde_json::json!({"theme": evil, "fontFamily": evil, "themeCSS": evil, "themeVariables": {
        "fontFamily": evil, "primaryColor": evil, "lineColor": evil, "clusterBkg": evil, "mainBkg": evil, "fontSize": evil,
    }});
    graph.default_link_style = vec![format!("stroke:{evil}"), evil.to_owned()];
    for node in graph.nodes.values_mut() {
        node.id = format!("{}{evil}", node.id);
        node.tooltip = Some(evil.to_owned());
        node.link = node.link.as_ref().map(|_| format!("https://x/{evil}"));
        node.link_target = Some(evil.to_owned());
        node.classes.push(evil.to_owned());
        node.vertex_type = Some(evil.to_owned());
        node.styles = ["fill", "font-family", "font-size", "rx", "color", evil].map(|k| format!("{k}:{evil}")).to_vec();
    }
    graph.clusters[0].id = evil.to_owned();
    graph.clusters[0].title.raw = evil.to_owned();
    graph.class_defs[0].name = evil.to_owned();
    graph.class_defs[0].styles = vec![format!("stroke-dasharray:{evil}"), format!("opacity:{evil}")];
    let ids: Vec<String> = graph.nodes.values().map(|n| n.id.clone()).collect();
    (graph.edges[0].from, graph.edges[0].to) = (ids[0].clone(), ids[1].clone());
    let options = Options { theme: Some(evil.to_owned()), ..Options::default() };
    let picture = svg(&graph, &options);
    // A title in the text may hold those words, but only as text: no tag, no rule and no attribute is made of them.
    for banned in ["<script", "</style>]", "x\"", "'>", "{fill:url", " onload", "\u{0}"] {
        let sheet = picture.split("<style>").nth(1).and_then(|s| s.split("</style>").next()).unwrap_or_default();
        assert!(!sheet.contains(banned) && !sheet.contains("evil"), "{banned} in {sheet}");
    }
    assert!(!picture.contains("<script"), "{picture}");
    let tags: Vec<&str> =
        picture.split('<').skip(1).filter_map(|t| t.split(['>', ' ', '/']).next()).filter(|t| !t.is_empty()).collect();
    let known = ["svg", "title", "desc", "style", "rect", "path", "g", "text", "tspan", "a"];
    assert!(tags.iter().all(|t| known.contains(t)), "{tags:?}");
    assert_eq!(picture.matches("</style>").count(), 1);
    #[cfg(feature = "png")]
    assert!(super::png::tree(&picture, &[]).is_ok(), "{picture}");
}

#[test]
fn the_sheet_has_rules_only_for_what_is_there() {
    let small = drawn("flowchart LR\n  a --> b\n");
    for absent in [".g0", ".k{", ".d{", ".i{", ".c{", ".tb{"] {
        assert!(!small.contains(absent), "{absent}");
    }
    assert!(small.len() < 2_300, "{}", small.len());
    let rich = drawn(SHOP);
    for present in [".g0{", ".d{", ".tb{", ".tc{"] {
        assert!(rich.contains(present), "{present}");
    }
}

#[test]
fn a_page_of_a_known_color_has_one_palette() {
    let on = |rgb| svg(&read(SHOP), &Options { background: Some(Color::hex(rgb)), ..Options::default() });
    let (light, dark) = (on(0x00ff_ffff), on(0x000d_1117));
    assert!(!light.contains("@media") && light.contains("style=\"fill:#fff\""));
    assert!(dark.contains("style=\"fill:#0d1117\"") && dark.contains(".n{fill:#1c2430"), "{dark}");
}

#[test]
fn a_diagram_brings_its_theme() {
    let text = "---\nconfig:\n  theme: forest\n---\nflowchart TD\n  a --> b\n";
    assert!(drawn(text).contains(".n{fill:#cde498"));
    let text = "%%{init: {'theme':'base','themeVariables':{'primaryColor':'#123456','lineColor':'#f00'}}}%%\nflowchart TD\n  a --> b\n";
    let picture = drawn(text);
    assert!(picture.contains(".n{fill:#123456") && picture.contains(".t{fill:#fff}"), "{picture}");
    assert!(picture.contains(".e{fill:none;stroke:#f00}"), "{picture}");
}

#[test]
fn styles_of_boxes_and_type_are_drawn() {
    let picture = drawn("flowchart TD\n  a[Wide] --> b\n  style a rx:12,font-size:28px,opacity:.5\n");
    assert!(
        picture.contains("rx=\"12\"") && picture.contains("font-size:28px") && picture.contains("opacity:.5"),
        "{picture}"
    );
    let place = |text: &str| layout_json(&read(text), &Options::default())["nodes"][0]["w"].as_i64();
    let (plain, large) = (
        "flowchart TD\n  a[A rather long text]\n",
        "flowchart TD\n  a[A rather long text]\n  style a font-size:200%\n",
    );
    assert!(place(large) > place(plain));
}

#[test]
fn icons_become_glyphs_or_words() {
    let picture = drawn("flowchart TD\n  a[fa:fa-user Sign in] --> b[fa:fa-no-such-icon]\n");
    assert!(
        picture.contains("class=\"i\"") && picture.contains(">Sign in<") && picture.contains(">no such icon<"),
        "{picture}"
    );
    assert!(!picture.contains("fa-"), "{picture}");
}

#[test]
fn a_line_to_the_left_says_so() {
    let picture = drawn("flowchart TD\n  a[\"שלום (web) 10\"] --> b[\"web שלום\"]\n");
    assert_eq!(picture.matches("unicode-bidi=\"plaintext\"").count(), 1, "{picture}");
}

#[test]
fn ids_begin_with_the_prefix() {
    let options = Options { prefix: "one\" two".to_owned(), ..Options::default() };
    let picture = svg(&read(SHOP), &options);
    for id in picture.split(" id=\"").skip(1) {
        assert!(id.starts_with("onetwo"), "{id}");
    }
}

#[test]
fn badges_hang_on_their_targets() {
    let badge = |target| Badge {
        target,
        code: "SP117".to_owned(),
        message: "no <subnet>".to_owned(),
        severity: Severity::Error,
    };
    let overlays = vec![
        badge(Target::Node("web".to_owned())),
        badge(Target::Cluster("vnet".to_owned())),
        badge(Target::Edge(0)),
        badge(Target::Node("nowhere".to_owned())),
    ];
    let picture = svg(&read(SHOP), &Options { overlays, ..Options::default() });
    // What has no place in the picture stands above it.
    assert_eq!(picture.matches("<title>error SP117: no &lt;subnet&gt;</title>").count(), 4, "{picture}");
}

/// A picture with badges on one node, each with its code, its message and how grave it is.
fn marked(badges: &[(&str, &str, Severity)]) -> String {
    let overlays = badges.iter().map(|(code, message, severity)| Badge {
        target: Target::Node("web".to_owned()),
        code: (*code).to_owned(),
        message: (*message).to_owned(),
        severity: *severity,
    });
    svg(&read(SHOP), &Options { overlays: overlays.collect(), ..Options::default() })
}

#[test]
fn badges_of_one_code_are_one() {
    let picture = marked(&[("SP1", "b", Severity::Note), ("SP1", "a", Severity::Note), ("SP1", "a", Severity::Note)]);
    assert!(picture.contains("<title>note SP1: a\nnote SP1: b</title>"), "{picture}");
    assert!(picture.contains(">SP1 ×2</text>"), "{picture}");
}

#[test]
fn the_gravest_badge_comes_first() {
    let picture = marked(&[("SP1", "a", Severity::Note), ("SP9", "b", Severity::Error)]);
    let at = |text: &str| picture.find(text).unwrap_or(usize::MAX);
    assert!(at("<title>error SP9: b</title>") < at("<title>note SP1: a</title>"), "{picture}");
}

#[test]
fn what_is_too_much_for_a_node_is_counted() {
    let codes: Vec<String> = (100..120).map(|n| format!("SP{n}")).collect();
    let badges: Vec<_> = codes.iter().map(|c| (c.as_str(), "m", Severity::Warning)).collect();
    let picture = marked(&badges);
    for code in &codes {
        assert!(picture.contains(&format!("warning {code}: m")), "{code}: {picture}");
    }
    assert!(picture.matches(">SP1").count() < 5 && picture.contains(">+1"), "{picture}");
}

#[test]
fn severity_is_not_told_by_color_alone() {
    let shapes: std::collections::BTreeSet<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| {
            let picture = marked(&[("SP1", "m", severity)]);
            let badge = picture.split("SP1: m</title>").nth(1).unwrap_or_default();
            let path = badge.split(" d=\"M").nth(1).and_then(|d| d.split('"').next()).unwrap_or_default();
            // Without the place where it begins.
            path.split_once('h').map(|p| p.1.to_owned()).unwrap_or_default()
        })
        .collect();
    assert_eq!(shapes.len(), 3, "{shapes:?}");
}

#[test]
fn badges_are_read_out() {
    let picture = marked(&[("SP1", "the message", Severity::Error)]);
    assert!(picture.contains("role=\"group\""), "the inside of an image is not read out: {picture}");
    let desc = picture.split("</desc>").next().unwrap_or_default();
    assert!(desc.ends_with("At Web App P1v3: error SP1: the message."), "{desc}");
}

#[test]
fn a_glyph_gets_room() {
    let mut options = Options::default();
    let width = |options: &Options| {
        let graph = read("flowchart TD\n  web[A rather long text]\n");
        svg(&graph, options).split(" width=\"").nth(1).and_then(|w| w.split('"').next()?.parse::<i64>().ok())
    };
    let before = width(&options);
    options.glyphs.insert("web".to_owned(), "M0 0H16V16H0Z");
    assert!(width(&options) >= before.map(|w| w + 16), "{:?} {before:?}", width(&options));
}

#[test]
fn every_theme_has_light_and_dark() {
    for theme in &super::theme::THEMES {
        let options = Options { theme: Some(theme.name.to_owned()), ..Options::default() };
        let picture = svg(&read(SHOP), &options);
        assert!(picture.contains(&format!("fill:{}", theme.light.node)), "{}", theme.name);
        assert!(picture.contains(&format!("fill:{}", theme.dark.text)), "{}", theme.name);
        // What can be read on one page only brings that page.
        assert_eq!(picture.contains("class=\"p\""), theme.painted, "{}", theme.name);
    }
}

#[test]
fn every_shape_holds_its_text() {
    let shapes = [
        "[x]", "(x)", "([x])", "[[x]]", "[(x)]", "((x))", "(((x)))", ">x]", "{x}", "{{x}}", "[/x/]", "[\\x\\]",
        "[/x\\]", "[\\x/]",
    ];
    for shape in shapes {
        let text = format!("flowchart TD\n  a{}\n", shape.replace('x', "Private DNS zone<br/>privatelink.azure.net"));
        let place = layout_json(&read(&text), &Options::default());
        let node = &place["nodes"][0];
        assert!(node["w"].as_i64() >= Some(150) && node["h"].as_i64() >= Some(40), "{shape} {node}");
    }
}

#[cfg(feature = "png")]
mod pictures {
    use resvg::usvg;

    use super::*;
    use crate::render::fonts::{self, Face};

    fn tree(svg: &str) -> usvg::Tree {
        crate::render::png::tree(svg, &[]).expect("an SVG")
    }

    #[test]
    fn text_is_as_wide_as_the_renderer_draws_it() {
        for (text, face) in [
            ("Private Endpoint AVATAR Το Wählen →", Face::default()),
            ("Private Endpoint AVATAR", Face { bold: true, italic: false }),
            ("fi ffl Typography", Face { bold: false, italic: true }),
        ] {
            let weight = if face.bold { "bold" } else { "normal" };
            let slant = if face.italic { "italic" } else { "normal" };
            let svg = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='900' height='50'><text x='0' y='30' font-family='Noto Sans' \
                 font-size='16' font-weight='{weight}' font-style='{slant}'>{text}</text></svg>"
            );
            let drawn = f64::from(tree(&svg).root().layer_bounding_box().width());
            let measured = fonts::width(text, face, 16.0);
            assert!((drawn - measured).abs() < 0.05 * measured.max(1.0), "{text}: drawn {drawn}, measured {measured}");
        }
    }

    /// Collects the boxes of all texts.
    fn texts(group: &usvg::Group, out: &mut Vec<usvg::Rect>) {
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => texts(group, out),
                usvg::Node::Text(text) => out.push(text.abs_bounding_box()),
                _ => {}
            }
        }
    }

    #[test]
    fn no_text_leaves_its_box() {
        let text = "flowchart TD\n  a[\"System-Assigned<br/>Managed Identity\"]\n  b((\"privatelink.database.windows.net\"))\n  \
                    c{\"Only a few specific host:port endpoints?\"}\n  d[/\"Autoscale Enabled\"/]\n";
        let graph = read(text);
        let place = layout_json(&graph, &Options::default());
        let mut found = Vec::new();
        texts(tree(&svg(&graph, &Options::default())).root(), &mut found);
        assert_eq!(found.len(), 4);
        let nodes = place["nodes"].as_array().expect("nodes");
        for text in found {
            let holds = nodes.iter().any(|n| {
                let at = |k: &str| n[k].as_f64().unwrap_or(0.0) as f32;
                text.left() >= at("x")
                    && text.top() >= at("y")
                    && text.right() <= at("x") + at("w")
                    && text.bottom() <= at("y") + at("h")
            });
            assert!(holds, "{text:?} in {place}");
        }
    }

    #[test]
    fn badges_cover_no_text() {
        let text = "flowchart TD\n  subgraph s [A site with a long title]\n  a[One] -->|to| b{Why?}\n  c[(Three)]\n  end\n  b --> c & d[Four]\n";
        let graph = read(text);
        let targets = ["a", "b", "c", "d", "s"].map(|id| Target::Node(id.to_owned()));
        let targets = targets.into_iter().chain((0..graph.edges.len()).map(Target::Edge));
        let badge =
            |(n, target)| Badge { target, code: format!("SP{n}"), message: String::new(), severity: Severity::Error };
        let overlays: Vec<Badge> = targets.enumerate().map(badge).collect();
        let picture = svg(&graph, &Options { overlays, ..Options::default() });
        let mut found = Vec::new();
        texts(tree(&picture).root(), &mut found);
        assert!(found.len() >= 14, "{}", found.len());
        for (i, a) in found.iter().enumerate() {
            for b in &found[i + 1..] {
                let apart =
                    a.right() <= b.left() || b.right() <= a.left() || a.bottom() <= b.top() || b.bottom() <= a.top();
                assert!(apart, "{a:?} and {b:?} in {picture}");
            }
        }
    }

    #[test]
    fn a_png_is_a_png() {
        let of_size = |size| crate::render::png(&read(SHOP), &Options { size, ..Options::default() });
        let bytes = of_size(Size::Scale(1.0)).expect("a picture");
        assert!(bytes.starts_with(b"\x89PNG"));
        assert!(crate::render::png::png("<svg", None, &[]).is_err());
        assert!(of_size(Size::Scale(1.0e6)).is_err());
    }

    #[test]
    fn a_picture_is_as_wide_as_it_is_wanted() {
        let options = Options { size: Size::Width(777), ..Options::default() };
        let bytes = crate::render::png(&read(SHOP), &options).expect("a picture");
        assert_eq!(bytes[16..20], 777_u32.to_be_bytes());
        assert!(svg(&read(SHOP), &options).contains(" width=\"777\" height="));
    }

    #[test]
    fn bold_words_in_a_long_line_stay_as_wide_as_they_are() {
        let graph = read("flowchart TD\n  a[\"`A **very bold word** in the middle of a longer line, and *more*`\"]\n");
        let mut found = Vec::new();
        texts(tree(&svg(&graph, &Options::default())).root(), &mut found);
        let place = layout_json(&graph, &Options::default());
        let widest = found.iter().map(|r| r.width()).fold(0.0, f32::max);
        assert!(f64::from(widest) < place["width"].as_f64().expect("a width"), "{widest}");
    }
}
