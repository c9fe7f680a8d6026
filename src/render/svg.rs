//! The scene as SVG: real text, nothing from outside, light and dark in one file.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use super::layout::{GroupBox, Layout, Point, Rect, Route};
use super::scene::{GLYPH, Scene, SceneEdge, SceneGroup, SceneNode};
use super::shapes::Weight;
use super::style::Own;
use super::text::{self, Block};
use super::theme::{self, Palette, Theme};
use super::{MARGIN, Options, Size, badge::Strips, fonts, legend, legend::Legend, wire};
use crate::graph::{Graph, Stroke};

/// The families: the bundled one, by whose widths the boxes are made, one drawn after the same hand, then what a reader has.
const FONTS: &str = "'Noto Sans','Open Sans','Segoe UI',system-ui,sans-serif";

/// Text as XML data, without what XML forbids.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(|c| matches!(c, '&' | '<' | '>' | '"' | '\'') || !text::drawable(c)) {
            let (plain, from) = rest.split_at(at);
            f.write_str(plain)?;
            let mut chars = from.chars();
            f.write_str(match chars.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                Some('\'') => "&#39;",
                _ => "",
            })?;
            rest = chars.as_str();
        }
        f.write_str(rest)
    }
}

/// A picture in the making.
struct Writer<'a> {
    out: String,
    prefix: String,
    options: &'a Options,
    /// What authors declare, each a class of its own.
    owns: Vec<Own>,
    dx: f64,
    dy: f64,
}

/// Writes a laid out scene.
pub(super) fn write(graph: &Graph, scene: &Scene<'_>, layout: &Layout, options: &Options) -> String {
    let strips = Strips::new(&options.overlays, scene);
    let (strip_w, strip_h) = strips.of_picture();
    let tag_w = legend::tag_width(options);
    // The tag stands beside the heading; what is found of the whole, in a row of its own below a heading.
    let title_h = scene.heading.h.max(if tag_w > 0 { 20 } else { 0 });
    let title_h = if title_h > 0 { title_h + 12 } else { 0 };
    let row = strip_h > 0 && (title_h == 0 || scene.heading.h > 0);
    let head = title_h + if row { strip_h + 12 } else { 0 };
    let beside = match scene.heading.w {
        0 => strip_w + tag_w + 12,
        wide if tag_w > 0 => wide + 2 * (tag_w + 12),
        wide => wide,
    };
    let inner = layout.width.max(beside).max(strip_w);
    let legend = Legend::new(options, inner);
    let width = inner + 2 * MARGIN;
    let height = layout.height + 2 * MARGIN + head + legend.height();
    let aside = (width - 2 * MARGIN - layout.width) / 2;
    let mut w = Writer {
        out: String::with_capacity(4096 + 700 * scene.nodes.len()),
        prefix: prefix(&options.prefix),
        options,
        owns: Vec::new(),
        dx: (MARGIN + aside) as f64,
        dy: (MARGIN + head) as f64,
    };
    let theme = theme::chosen(options.theme.as_deref(), &graph.config);
    w.open(graph, scene, &strips, width, height);
    let styles_at = w.out.len();
    w.page(&theme);
    if !scene.heading.lines.is_empty() {
        let middle = Point { x: width as f64 / 2.0, y: MARGIN as f64 + scene.heading.h as f64 / 2.0 };
        w.text(&scene.heading, middle, "b", Own::default(), true, 0.0);
    }
    let mut order: Vec<usize> = (0..scene.groups.len()).collect();
    order.sort_by_key(|&g| scene.groups[g].depth);
    for g in order {
        w.group(g, &scene.groups[g], layout.groups.get(g).copied().unwrap_or_default());
    }
    for (edge, route) in scene.edges.iter().zip(&layout.edges) {
        w.edge(edge, route);
    }
    for (n, (node, rect)) in scene.nodes.iter().zip(&layout.nodes).enumerate() {
        w.node(n, node, *rect);
    }
    w.out.push_str(&legend::tag(options, (width - MARGIN) as f64, MARGIN as f64 + (title_h - 12) as f64 / 2.0));
    w.out.push_str(&legend.draw(MARGIN as f64, (height - MARGIN - legend.height()) as f64));
    let corner = (MARGIN as f64, (MARGIN + if row { title_h } else { 2 }) as f64);
    let (dx, dy) = (w.dx, w.dy);
    w.out.push_str(&strips.draw(scene, layout, dx, dy, corner));
    w.out.push_str("</svg>\n");
    let rules = w.styles(&theme, styles_at);
    w.out.insert_str(styles_at, &rules);
    w.out
}

/// A prefix that is safe in an id and in a selector.
fn prefix(wanted: &str) -> String {
    let kept: String = wanted.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    if kept.starts_with(|c: char| c.is_ascii_alphabetic()) { kept } else { format!("siteplan{kept}") }
}

impl Writer<'_> {
    #[expect(clippy::let_underscore_must_use, reason = "writing to a string cannot fail")]
    fn put(&mut self, part: fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(part);
    }

    fn open(&mut self, graph: &Graph, scene: &Scene<'_>, strips: &Strips, width: i64, height: i64) {
        let p = self.prefix.clone();
        // What is inside an image is not read out, and badges and links should be.
        let linked = scene.nodes.iter().any(|n| n.link.is_some());
        let role = if linked || !self.options.overlays.is_empty() { "group" } else { "img" };
        let scale = match self.options.size {
            Size::Scale(scale) => scale,
            Size::Width(wanted) => f64::from(wanted) / width as f64,
        };
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{p}\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" \
             role=\"{role}\" aria-labelledby=\"{p}-title {p}-desc\" font-family=\"{FONTS}\" text-rendering=\"geometricPrecision\">\n",
            wire::n(width as f64 * scale),
            wire::n(height as f64 * scale),
        ));
        let title = graph.acc_title.as_deref().or(graph.title.as_deref()).unwrap_or("Flowchart");
        self.put(format_args!("<title id=\"{p}-title\">{}</title>\n", Escaped(title)));
        let desc = graph.acc_descr.clone().unwrap_or_else(|| describe(scene)) + &strips.describe(scene);
        self.put(format_args!("<desc id=\"{p}-desc\">{}</desc>\n", Escaped(&desc)));
    }

    /// Paints the page, where that is asked for or the theme can be read on no other.
    fn page(&mut self, theme: &Theme) {
        match self.options.background {
            Some(color) if color.a > 0 => {
                self.put(format_args!("<rect width=\"100%\" height=\"100%\" style=\"fill:{color}\"/>\n"));
            }
            None if theme.painted => self.out.push_str("<rect class=\"p\" width=\"100%\" height=\"100%\"/>\n"),
            _ => {}
        }
    }

    /// The style sheet: the rules of the classes that the picture uses.
    fn styles(&self, theme: &Theme, from: usize) -> String {
        let body = self.out.get(from..).unwrap_or_default();
        let used: BTreeSet<&str> = body
            .split(" class=\"")
            .skip(1)
            .filter_map(|part| part.split('"').next())
            .flat_map(|names| names.split(' '))
            .collect();
        let mut out = "<style>\n".to_owned();
        // On a page whose color is known there is no other.
        let page = self.options.background.filter(|c| c.a > 0);
        let night = page.is_some_and(|c| c.luminance() < 0.35);
        for rule in rules(if night { &theme.dark } else { &theme.light }).lines().chain(SIZES.lines()) {
            self.rule(rule, &used, &mut out);
        }
        let look = |palette: &Palette, dark| {
            self.options.look.rules(palette, dark).replace("#P", &format!("#{}", self.prefix))
        };
        out.push_str(&look(if night { &theme.dark } else { &theme.light }, night));
        self.own_rules(night, &mut out);
        if theme.dark != theme.light && page.is_none() {
            out.push_str("@media (prefers-color-scheme:dark){\n");
            for rule in rules(&theme.dark).lines() {
                self.rule(rule, &used, &mut out);
            }
            out.push_str(&look(&theme.dark, true));
            self.own_rules(true, &mut out);
            out.push_str("}\n");
        }
        out.push_str("</style>\n");
        out
    }

    /// The class of an author's declarations, with a blank before it; nothing where there are none.
    fn own(&mut self, own: Own) -> String {
        if own.light.is_empty() && own.dark.is_empty() {
            return String::new();
        }
        let at = self.owns.iter().position(|o| *o == own).unwrap_or_else(|| {
            self.owns.push(own);
            self.owns.len() - 1
        });
        format!(" u{at}")
    }

    fn own_rules(&self, night: bool, out: &mut String) {
        for (k, own) in self.owns.iter().enumerate() {
            out.push_str(&format!("#{} .u{k}{{{}}}\n", self.prefix, if night { &own.dark } else { &own.light }));
        }
    }

    fn rule(&self, rule: &str, used: &BTreeSet<&str>, out: &mut String) {
        if rule
            .split('{')
            .next()
            .and_then(|selector| selector.strip_prefix('.'))
            .is_some_and(|class| used.contains(class))
        {
            out.push_str(&format!("#{} {rule}\n", self.prefix));
        }
    }

    fn group(&mut self, g: usize, group: &SceneGroup<'_>, at: GroupBox) {
        let r = at.rect;
        let (x, y) = (r.x as f64 + self.dx, r.y as f64 + self.dy);
        let p = self.prefix.clone();
        self.put(format_args!(
            "<g id=\"{p}-c{g}\"{} data-id=\"{}\">",
            self.options.look.class(group.id),
            Escaped(group.id)
        ));
        let own = self.own(group.style.of_shape());
        self.put(format_args!(
            "<rect class=\"g{}{own}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
            group.depth % 2,
            r.w,
            r.h,
            wire::n(group.style.px("rx").unwrap_or(6.0)),
        ));
        let ink = group.style.of_text(true);
        let mut middle = at.title.center();
        (middle.x, middle.y) = (middle.x + self.dx, middle.y + self.dy);
        if let Some(glyph) = group.glyph {
            self.glyph(group.id, glyph, at.title.x as f64 + self.dx, middle.y - 8.0, &ink);
        }
        let left = at.title.x as f64 + self.dx + if group.glyph.is_some() { GLYPH as f64 } else { 0.0 };
        let centered = at.title.w - group.title.w > GLYPH && group.glyph.is_none();
        let anchor = if centered { middle } else { Point { x: left, y: middle.y } };
        self.text(&group.title, anchor, "c", ink, centered, 4.0);
        self.out.push_str("</g>\n");
    }

    fn node(&mut self, n: usize, node: &SceneNode<'_>, rect: Rect) {
        let d = &node.drawing;
        let (x, y) = (rect.x as f64 + self.dx, rect.y as f64 + self.dy);
        let p = self.prefix.clone();
        let linked = node.link.is_some();
        if let Some(link) = node.link {
            let target = node.target.map(|t| format!(" target=\"{t}\" rel=\"noopener\"")).unwrap_or_default();
            self.put(format_args!("<a href=\"{}\"{target}>", Escaped(link)));
        }
        self.put(format_args!(
            "<g id=\"{p}-n{n}\"{} data-id=\"{}\">",
            self.options.look.class(node.id),
            Escaped(node.id)
        ));
        if let Some(tooltip) = node.tooltip {
            self.put(format_args!("<title>{}</title>", Escaped(tooltip)));
        }
        let own = self.own(node.style.of_shape());
        self.put(format_args!("<g transform=\"translate({x} {y})\">"));
        if !d.bare {
            let class = match (d.solid, d.weight) {
                (true, _) => "n s",
                (false, Weight::Plain) => "n",
                (false, Weight::Heavy) => "n k",
                (false, Weight::Dashed) => "n d",
            };
            match d.radius.map(|r| node.style.px("rx").unwrap_or(r).min(d.h as f64 / 2.0)) {
                Some(r) => self.put(format_args!(
                    "<rect class=\"{class}{own}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
                    d.w,
                    d.h,
                    wire::n(r)
                )),
                None => {
                    for path in &d.body {
                        self.put(format_args!("<path class=\"{class}{own}\" d=\"{path}\"/>"));
                    }
                }
            }
        }
        if !d.lines.is_empty() {
            let own = self.own(node.style.of_shape().and("fill:none"));
            let class = if d.weight == Weight::Dashed { "l d" } else { "l" };
            for path in &d.lines {
                self.put(format_args!("<path class=\"{class}{own}\" d=\"{path}\"/>"));
            }
        }
        self.out.push_str("</g>");
        if !d.mute {
            // A glyph stands before its text, or in the middle where there is none.
            let (room, shift) = match node.glyph {
                Some(_) if node.text.w > 0 => (GLYPH as f64, GLYPH as f64 / 2.0),
                Some(_) => (8.0, 0.0),
                None => (0.0, 0.0),
            };
            let middle = Point { x: x + rect.w as f64 / 2.0 + d.text.0 + shift, y: y + rect.h as f64 / 2.0 + d.text.1 };
            let style = node.style.of_text(!d.bare);
            if let Some(glyph) = node.glyph {
                let left = middle.x - node.text.w as f64 / 2.0 - room;
                self.glyph(node.id, glyph, left, middle.y - 8.0, &style);
            }
            // Beside a glyph there is less room for a wider font.
            self.text(&node.text, middle, "t", style, true, if node.glyph.is_some() { 8.0 } else { 24.0 });
        }
        self.out.push_str("</g>");
        self.out.push_str(if linked { "</a>\n" } else { "\n" });
    }

    /// A glyph is lines in the color of the text beside it.
    fn glyph(&mut self, id: &str, path: &str, x: f64, y: f64, ink: &Own) {
        let accent = self.options.look.accents.get(id).map(|a| format!(" {}", a.class())).unwrap_or_default();
        let own = self.own(ink.ink_as_stroke());
        self.put(format_args!(
            "<path class=\"i{accent}{own}\" transform=\"translate({} {})\" d=\"{}\"/>",
            wire::n(x),
            wire::n(y),
            Escaped(path)
        ));
    }

    fn edge(&mut self, edge: &SceneEdge<'_>, route: &Route) {
        if edge.edge.stroke == Stroke::Invisible || route.points.len() < 2 {
            return;
        }
        let (dx, dy) = (self.dx, self.dy);
        let points: Vec<Point> = route.points.iter().map(|p| Point { x: p.x + dx, y: p.y + dy }).collect();
        let label = route.label.map(|l| l.moved(dx as i64, dy as i64));
        let hops: Vec<Point> = route.hops.iter().map(|p| Point { x: p.x + dx, y: p.y + dy }).collect();
        let drawn = wire::draw(&points, label, &hops, edge.edge.ends);
        let p = self.prefix.clone();
        let class = match edge.edge.stroke {
            Stroke::Thick => "e k",
            Stroke::Dotted => "e d",
            _ => "e",
        };
        // A line is never filled, whatever its style says for Mermaid's sake.
        let own = self.own(edge.style.without("fill").of_shape().and("fill:none"));
        self.put(format_args!(
            "<g id=\"{p}-e{}\"{}><path class=\"{class}{own}\" d=\"{}\"/>",
            edge.index,
            self.options.look.edge_class(edge.index),
            drawn.line
        ));
        let own = self.own(edge.style.stroke_as("fill"));
        for head in &drawn.heads {
            self.put(format_args!("<path class=\"h{own}\" d=\"{head}\"/>"));
        }
        let own = if drawn.marks.is_empty() { String::new() } else { self.own(edge.style.stroke_as("stroke")) };
        for mark in &drawn.marks {
            self.put(format_args!("<path class=\"o{own}\" d=\"{mark}\"/>"));
        }
        if let Some(label) = label {
            self.text(&edge.text, label.center(), "b", edge.style.of_text(false), true, 6.0);
        }
        self.out.push_str("</g>\n");
    }

    /// A block of text around a middle, or from a left edge on.
    ///
    /// Another font than the bundled one may be an eighth wider. Where `room` does not bear that, the length of each line is told, and
    /// the reader's font is squeezed into it; elsewhere it is better left in its own shape.
    fn text(&mut self, block: &Block, at: Point, class: &str, ink: Own, centered: bool, room: f64) {
        let Some(longest) = block.lines.iter().map(|l| l.width).reduce(f64::max) else { return };
        let guarded = longest > 8.0 * room;
        let bold = block.lines.iter().flat_map(|l| &l.runs).all(|r| r.face.bold);
        let (mut size, mut styles) = (String::new(), Vec::new());
        match (class, block.size) {
            ("t", 14.0) if centered => size.push_str(" tn"),
            ("b", 12.0) if centered => size.push_str(" tb"),
            ("c", 13.0) if bold => size.push_str(" tc"),
            _ => styles.push(format!("font-size:{}px", wire::n(block.size))),
        }
        if bold && size != " tc" {
            styles.push("font-weight:700".to_owned());
        }
        let anchored = matches!(size.as_str(), " tn" | " tb");
        if centered && !anchored {
            styles.push("text-anchor:middle".to_owned());
        }
        let own = self.own(ink);
        self.put(format_args!("<text class=\"{class}{size}{own}\"{}>", attribute("style", &styles.join(";"))));
        let leading = block.leading as f64;
        // The middle of a line is about a third of the type above its base line.
        let first = at.y - leading * (block.lines.len() as f64 - 1.0) / 2.0 + block.size * 0.36;
        for (k, line) in block.lines.iter().enumerate() {
            let y = wire::n(first + leading * k as f64);
            if line.runs.is_empty() || line.width <= 0.0 {
                continue;
            }
            let quiet = if block.quiet.is_some_and(|first| k >= first) { " class=\"q\"" } else { "" };
            self.put(format_args!("<tspan{quiet} x=\"{}\" y=\"{y}\"", wire::n(at.x)));
            // A line whose first letter reads to the left is a line to the left, with its numbers and signs in their places.
            let first = line.runs.iter().find(|r| r.text.chars().any(char::is_alphabetic));
            if first.is_some_and(|r| fonts::right_to_left(&r.text)) {
                self.out.push_str(" unicode-bidi=\"plaintext\"");
            }
            // A length of a line with spans in it would be resvg's length of each span.
            if guarded && line.runs.len() == 1 && (bold || !line.runs.iter().any(|r| r.face.bold || r.face.italic)) {
                self.put(format_args!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", wire::n(line.width)));
            }
            self.out.push('>');
            for run in &line.runs {
                let strong = run.face.bold && !bold;
                if strong || run.face.italic {
                    let weight = if strong { " font-weight=\"700\"" } else { "" };
                    let slant = if run.face.italic { " font-style=\"italic\"" } else { "" };
                    self.put(format_args!("<tspan{weight}{slant}>{}</tspan>", Escaped(&run.text)));
                } else {
                    self.put(format_args!("{}", Escaped(&run.text)));
                }
            }
            self.out.push_str("</tspan>");
        }
        self.out.push_str("</text>");
    }
}

/// What does not differ between light and dark.
const SIZES: &str = "\
.n{stroke-width:1.2}
.l{stroke-width:1.2}
.e{stroke-width:1.4}
.o{stroke-width:1.4}
.k{stroke-width:3}
.d{stroke-dasharray:5 4}
.i{stroke-width:1.2;stroke-linejoin:round;stroke-linecap:round}
.tn{font-size:14px;text-anchor:middle}
.tb{font-size:12px;text-anchor:middle}
.tc{font-size:13px;font-weight:700}
";

/// The colors of classes, a line each: nodes, what is filled with the color of lines, lines in nodes, text in nodes, edges, heads,
/// open ends, text on edges, containers by depth, their titles, glyphs, the page.
fn rules(c: &Palette) -> String {
    format!(
        ".n{{fill:{};stroke:{}}}\n.s{{fill:{1};stroke:{1}}}\n.l{{fill:none;stroke:{1}}}\n.t{{fill:{}}}\n\
         .e{{fill:none;stroke:{}}}\n.h{{fill:{3};stroke:none}}\n.o{{fill:{};stroke:{3}}}\n.b{{fill:{}}}\n\
         .g0{{fill:{};stroke:{}}}\n.g1{{fill:{};stroke:{7}}}\n.c{{fill:{}}}\n\
         .i{{fill:none;stroke:{3}}}\n.p{{fill:{4}}}\n",
        c.node, c.rim, c.text, c.edge, c.page, c.label, c.group[0], c.border, c.group[1], c.title,
    )
}

fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", Escaped(value)) }
}

/// What a reader who does not see the picture is told.
fn describe(scene: &Scene<'_>) -> String {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut out = format!(
        "A flowchart of {} and {}",
        count(scene.nodes.len(), "node", "nodes"),
        count(scene.edges.len(), "connection", "connections")
    );
    if !scene.groups.is_empty() {
        out.push_str(&format!(" in {}", count(scene.groups.len(), "group", "groups")));
    }
    let names: Vec<String> = scene
        .nodes
        .iter()
        .take(12)
        .map(|n| n.text.lines.iter().flat_map(|l| &l.runs).map(|r| r.text.as_str()).collect::<Vec<_>>().join(" "))
        .filter(|n| !n.is_empty())
        .collect();
    if !names.is_empty() {
        out.push_str(&format!(": {}{}", names.join(", "), if scene.nodes.len() > 12 { ", …" } else { "" }));
    }
    out.push('.');
    out
}
