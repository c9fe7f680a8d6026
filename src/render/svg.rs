//! The scene as SVG: real text, nothing from outside, light and dark in one file.

use std::fmt::{self, Write as _};

use super::layout::{GroupBox, Layout, Point, Rect, Route};
use super::scene::{GLYPH, Scene, SceneEdge, SceneGroup, SceneNode};
use super::text::{self, Block};
use super::theme::{self, Palette};
use super::{MARGIN, Options, badge::Strips, legend, legend::Legend, wire};
use crate::graph::{Graph, Stroke};

/// The families: the bundled one, by whose widths the boxes are made, then what a reader has.
const FONTS: &str = "'Noto Sans','Segoe UI',system-ui,sans-serif";

/// Text as XML data, without what XML forbids.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().filter(|c| text::drawable(*c)) {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// A picture in the making.
struct Writer<'a> {
    out: String,
    prefix: String,
    options: &'a Options,
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
        dx: (MARGIN + aside) as f64,
        dy: (MARGIN + head) as f64,
    };
    w.open(graph, scene, &strips, width, height);
    if !scene.heading.lines.is_empty() {
        let middle = Point { x: width as f64 / 2.0, y: MARGIN as f64 + scene.heading.h as f64 / 2.0 };
        w.text(&scene.heading, middle, "t", "", true);
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
        let theme = theme::named(&self.options.theme);
        // What is inside an image is not read out, and badges should be.
        let role = if self.options.overlays.is_empty() { "img" } else { "group" };
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{p}\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-labelledby=\"{p}-title {p}-desc\" font-family=\"{FONTS}\">\n"
        ));
        let title = graph.acc_title.as_deref().or(graph.title.as_deref()).unwrap_or("Flowchart");
        self.put(format_args!("<title id=\"{p}-title\">{}</title>\n", Escaped(title)));
        let desc = graph.acc_descr.clone().unwrap_or_else(|| describe(scene)) + &strips.describe(scene);
        self.put(format_args!("<desc id=\"{p}-desc\">{}</desc>\n", Escaped(&desc)));
        self.put(format_args!("<style>\n"));
        self.rules(&theme.light, false);
        self.put(format_args!("@media (prefers-color-scheme:dark){{\n"));
        self.rules(&theme.dark, true);
        self.put(format_args!("}}\n</style>\n"));
    }

    fn rules(&mut self, c: &Palette, dark: bool) {
        let rules = format!(
            "#P .n{{fill:{};stroke:{};stroke-width:1.2}}\n#P .s{{fill:{1};stroke:{1}}}\n#P .l{{fill:none;stroke:{1};stroke-width:1.2}}\n\
             #P .t{{fill:{}}}\n#P .e{{fill:none;stroke:{};stroke-width:1.4}}\n#P .k{{stroke-width:3}}\n#P .d{{stroke-dasharray:5 4}}\n\
             #P .h{{fill:{3};stroke:none}}\n#P .o{{fill:{};stroke:{3};stroke-width:1.4}}\n#P .b{{fill:{}}}\n\
             #P .g0{{fill:{};stroke:{}}}\n#P .g1{{fill:{};stroke:{7}}}\n#P .c{{fill:{}}}\n#P .g{{fill-opacity:{}}}\n\
             #P .i{{fill:none;stroke:{3};stroke-width:1.2;stroke-linejoin:round;stroke-linecap:round}}\n",
            c.node, c.rim, c.text, c.edge, c.page, c.label, c.group[0], c.border, c.group[1], c.title, c.tint,
        );
        let rules = (rules + &self.options.look.rules(c, dark)).replace("#P", &format!("#{}", self.prefix));
        self.out.push_str(&rules);
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
        let own = if group.style.get("fill").is_some() { "g " } else { "" };
        self.put(format_args!(
            "<rect class=\"{own}g{}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"6\"{}/>",
            group.depth % 2,
            r.w,
            r.h,
            attribute("style", &group.style.of_shape()),
        ));
        let mut middle = at.title.center();
        (middle.x, middle.y) = (middle.x + self.dx, middle.y + self.dy);
        if let Some(glyph) = group.glyph {
            self.glyph(group.id, glyph, at.title.x as f64 + self.dx, middle.y - 8.0, "");
        }
        let left = at.title.x as f64 + self.dx + if group.glyph.is_some() { GLYPH as f64 } else { 0.0 };
        let centered = at.title.w - group.title.w > GLYPH && group.glyph.is_none();
        let anchor = if centered { middle } else { Point { x: left, y: middle.y } };
        self.text(&group.title, anchor, "c", &group.style.of_text(false), centered);
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
        let style = attribute("style", &node.style.of_shape());
        self.put(format_args!("<g transform=\"translate({x} {y})\">"));
        if !d.bare {
            let class = if d.solid { "n s" } else { "n" };
            for path in &d.body {
                self.put(format_args!("<path class=\"{class}\" d=\"{path}\"{style}/>"));
            }
        }
        let mut line_style = node.style.clone();
        line_style.add(&["fill:none".to_owned()]);
        let line_style = if node.style.of_shape().is_empty() { String::new() } else { line_style.of_shape() };
        for path in &d.lines {
            self.put(format_args!("<path class=\"l\" d=\"{path}\"{}/>", attribute("style", &line_style)));
        }
        self.out.push_str("</g>");
        if !d.mute {
            let room = if node.glyph.is_some() { GLYPH as f64 } else { 0.0 };
            let middle =
                Point { x: x + rect.w as f64 / 2.0 + d.text.0 + room / 2.0, y: y + rect.h as f64 / 2.0 + d.text.1 };
            let style = node.style.of_text(!d.bare);
            if let Some(glyph) = node.glyph {
                let left = middle.x - node.text.w as f64 / 2.0 - room;
                self.glyph(node.id, glyph, left, middle.y - 8.0, &style);
            }
            self.text(&node.text, middle, "t", &style, true);
        }
        self.out.push_str("</g>");
        self.out.push_str(if linked { "</a>\n" } else { "\n" });
    }

    /// A glyph is lines in the color of the text beside it.
    fn glyph(&mut self, id: &str, path: &str, x: f64, y: f64, style: &str) {
        let accent = self.options.look.accents.get(id).map(|a| format!(" {}", a.class())).unwrap_or_default();
        let color = style.split(';').find_map(|part| part.trim().strip_prefix("fill:"));
        let style = color.map(|c| format!("stroke:{c}")).unwrap_or_default();
        self.put(format_args!(
            "<path class=\"i{accent}\" transform=\"translate({} {})\" d=\"{}\"{}/>",
            wire::n(x),
            wire::n(y),
            Escaped(path),
            attribute("style", &style)
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
        let mut line = edge.style.clone();
        line.add(&["fill:none".to_owned()]);
        let line = if edge.style.of_shape().is_empty() { String::new() } else { line.of_shape() };
        self.put(format_args!(
            "<g id=\"{p}-e{}\"{}><path class=\"{class}\" d=\"{}\"{}/>",
            edge.index,
            if self.options.look.quiet.contains(&edge.index) { " class=\"u\"" } else { "" },
            drawn.line,
            attribute("style", &line)
        ));
        let color = edge.style.get("stroke").map(str::to_owned);
        for head in &drawn.heads {
            let style = color.as_ref().map(|c| format!("fill:{c}")).unwrap_or_default();
            self.put(format_args!("<path class=\"h\" d=\"{head}\"{}/>", attribute("style", &style)));
        }
        for mark in &drawn.marks {
            let style = color.as_ref().map(|c| format!("stroke:{c}")).unwrap_or_default();
            self.put(format_args!("<path class=\"o\" d=\"{mark}\"{}/>", attribute("style", &style)));
        }
        if let Some(label) = label {
            self.text(&edge.text, label.center(), "b", &edge.style.of_text(false), true);
        }
        self.out.push_str("</g>\n");
    }

    /// A block of text around a middle, or from a left edge on. The length of each line is told, so that another font fits too.
    fn text(&mut self, block: &Block, at: Point, class: &str, style: &str, centered: bool) {
        if block.lines.is_empty() {
            return;
        }
        let anchor = if centered { " text-anchor=\"middle\"" } else { "" };
        let bold = block.lines.iter().flat_map(|l| &l.runs).all(|r| r.face.bold);
        let weight = if bold { " font-weight=\"700\"" } else { "" };
        self.put(format_args!(
            "<text class=\"{class}\" font-size=\"{}\"{anchor}{weight}{}>",
            block.size,
            attribute("style", style)
        ));
        let leading = block.leading as f64;
        // The middle of a line is about a third of the type above its base line.
        let first = at.y - leading * (block.lines.len() as f64 - 1.0) / 2.0 + block.size * 0.36;
        for (k, line) in block.lines.iter().enumerate() {
            let y = wire::n(first + leading * k as f64);
            if line.runs.is_empty() || line.width <= 0.0 {
                continue;
            }
            self.put(format_args!(
                "<tspan{} x=\"{}\" y=\"{y}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">",
                if block.quiet.is_some_and(|first| k >= first) { " class=\"q\"" } else { "" },
                wire::n(at.x),
                wire::n(line.width)
            ));
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
