//! Badges: small marks on parts of a picture that tell something about them, with the whole text as a title.
//!
//! Severity shows in the outline, in a sign and in color, so that it is seen without color too. Badges of one part stand side by
//! side on its border, where they cover no text.

use std::collections::{BTreeMap, BTreeSet};

use super::fonts;
use super::layout::{Layout, Outline, Point, Rect};
use super::scene::Scene;
use super::svg::Escaped;
use super::text::{self, Block};
use super::wire;

/// What a badge hangs on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A node, by id.
    Node(String),
    /// An edge, by its place in the graph.
    Edge(usize),
    /// A cluster, by id.
    Cluster(String),
    /// The picture as a whole: what has no place in it.
    Picture,
}

/// How grave what a badge tells is; the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot stay.
    Error,
    /// It should not stay.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Severity {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The inside, the rim and the ink. Ink is at least 4.5:1 on the inside.
    const fn colors(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Error => ("#b3261e", "#ffffff", "#ffffff"),
            Self::Warning => ("#ffd75e", "#7a4a00", "#3d2600"),
            Self::Note => ("#ffffff", "#2f6ab0", "#1d4f8c"),
        }
    }

    /// The sign in a box of 8 by 8 around the origin.
    const fn sign(self) -> &'static str {
        match self {
            Self::Error => "M-3-3L3 3M3-3L-3 3",
            Self::Warning => "M0-3.6L4 3.2H-4ZM0-1V1M0 2v.3",
            Self::Note => "M0-3.2v.4M0-.8V3.2",
        }
    }
}

/// A small mark on a part of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// What it hangs on.
    pub target: Target,
    /// What stands in it.
    pub code: String,
    /// What its title says.
    pub message: String,
    /// Its outline, its sign and its color.
    pub severity: Severity,
}

/// The height of a badge.
const HEIGHT: f64 = 16.0;
/// The size of its type.
const SIZE: f64 = 10.0;
/// Between two badges.
const GAP: f64 = 3.0;
/// The room of the sign, with what is before and behind it.
const SIGN: f64 = 20.0;

/// The greatest width of the badges of the picture as a whole.
const ACROSS: f64 = 600.0;

/// What is drawn as one badge: everything of one code on one part.
struct Chip {
    severity: Severity,
    words: String,
    titles: Vec<String>,
    width: f64,
}

impl Chip {
    fn new(severity: Severity, words: String, titles: Vec<String>) -> Self {
        let width = (SIGN + fonts::width(&words, text::TITLE.face, SIZE) + 8.0).ceil();
        Self { severity, words, titles, width }
    }
}

/// Every part that has badges, with them: the gravest first, one a code.
pub(super) struct Strips(BTreeMap<Target, Vec<Chip>>);

impl Strips {
    /// Gathers the badges; those whose part is not in the picture are the picture's.
    pub(super) fn new(badges: &[Badge], scene: &Scene<'_>) -> Self {
        let nodes: BTreeSet<&str> = scene.nodes.iter().map(|n| n.id).collect();
        let groups: BTreeSet<&str> = scene.groups.iter().map(|g| g.id).collect();
        let edges: BTreeSet<usize> = scene.edges.iter().map(|e| e.index).collect();
        let home = |target: &Target| match target {
            Target::Node(id) | Target::Cluster(id) if groups.contains(id.as_str()) => Target::Cluster(id.clone()),
            Target::Node(id) | Target::Cluster(id) if nodes.contains(id.as_str()) => Target::Node(id.clone()),
            Target::Edge(index) if edges.contains(index) => target.clone(),
            _ => Target::Picture,
        };
        let mut by_code: BTreeMap<(Target, Severity, &str), BTreeSet<&str>> = BTreeMap::new();
        for badge in badges {
            let part = (home(&badge.target), badge.severity, badge.code.as_str());
            by_code.entry(part).or_default().insert(&badge.message);
        }
        let mut strips: BTreeMap<Target, Vec<Chip>> = BTreeMap::new();
        for ((target, severity, code), messages) in by_code {
            let words = if messages.len() > 1 { format!("{code} ×{}", messages.len()) } else { code.to_owned() };
            let titles = messages.iter().map(|m| format!("{} {code}: {m}", severity.word()));
            strips.entry(target).or_default().push(Chip::new(severity, words, titles.collect()));
        }
        if let Some(chips) = strips.get_mut(&Target::Picture) {
            fit(chips, ACROSS);
        }
        Self(strips)
    }

    /// The size of the badges that have no place in the picture.
    pub(super) fn of_picture(&self) -> (i64, i64) {
        self.0.get(&Target::Picture).map_or((0, 0), |chips| (total(chips) as i64, HEIGHT as i64))
    }

    /// What a reader who does not see the picture is told.
    pub(super) fn describe(&self, scene: &Scene<'_>) -> String {
        let mut out = String::new();
        if self.0.is_empty() {
            return out;
        }
        let nodes: BTreeMap<&str, &Block> = scene.nodes.iter().map(|n| (n.id, &n.text)).collect();
        let groups: BTreeMap<&str, &Block> = scene.groups.iter().map(|g| (g.id, &g.title)).collect();
        for (target, chips) in &self.0 {
            let place = match target {
                Target::Node(id) => nodes.get(id.as_str()).map(|b| b.plain()),
                Target::Cluster(id) => groups.get(id.as_str()).map(|b| b.plain()),
                Target::Edge(_) | Target::Picture => None,
            };
            for line in chips.iter().flat_map(|c| &c.titles) {
                out.push_str(" At ");
                out.push_str(match (&place, target) {
                    (Some(place), _) => place,
                    (None, Target::Edge(_)) => "a connection",
                    (None, _) => "the whole",
                });
                out.push_str(&format!(": {line}."));
            }
        }
        out
    }

    /// Draws the badges; `dx` and `dy` lead from the layout to the page.
    pub(super) fn draw(mut self, scene: &Scene<'_>, layout: &Layout, dx: f64, dy: f64, corner: (f64, f64)) -> String {
        let mut out = String::new();
        if self.0.is_empty() {
            return out;
        }
        if let Some(chips) = self.0.remove(&Target::Picture) {
            strip(&mut out, &chips, corner.0, corner.1);
        }
        let mut page = Obstacles::new(scene, layout);
        let nodes: BTreeMap<&str, usize> = scene.nodes.iter().enumerate().map(|(i, n)| (n.id, i)).collect();
        let groups: BTreeMap<&str, usize> = scene.groups.iter().enumerate().map(|(i, g)| (g.id, i)).rev().collect();
        let edges: BTreeMap<usize, usize> = scene.edges.iter().enumerate().map(|(i, e)| (e.index, i)).collect();
        for (target, mut chips) in self.0 {
            let places: Vec<(f64, f64)> = match &target {
                Target::Node(id) => {
                    let Some(&n) = nodes.get(id.as_str()) else { continue };
                    let Some(rect) = layout.nodes.get(n) else { continue };
                    fit(&mut chips, rect.w as f64 + 16.0);
                    around(*rect, total(&chips), scene.nodes[n].drawing.outline != Outline::Box)
                }
                Target::Cluster(id) => {
                    let Some(group) = groups.get(id.as_str()).and_then(|g| layout.groups.get(*g)) else { continue };
                    fit(&mut chips, group.rect.w as f64 - 16.0);
                    around(group.rect, total(&chips) + 16.0, false).into_iter().map(|(x, y)| (x + 8.0, y)).collect()
                }
                Target::Edge(index) => {
                    let Some(route) = edges.get(index).and_then(|e| layout.edges.get(*e)) else { continue };
                    fit(&mut chips, 130.0);
                    along(&route.points, total(&chips))
                }
                Target::Picture => continue,
            };
            let wide = total(&chips);
            let own = match &target {
                Target::Node(id) => nodes.get(id.as_str()).copied(),
                _ => None,
            };
            // The first of the best: the places stand in order of preference.
            let best = places.into_iter().min_by(|a, b| page.cost(*a, wide, own).total_cmp(&page.cost(*b, wide, own)));
            let Some((x, y)) = best else { continue };
            page.add(Area { x, y, w: wide, h: HEIGHT }, 8.0, None);
            strip(&mut out, &chips, x + dx, y + dy);
        }
        out
    }
}

fn total(chips: &[Chip]) -> f64 {
    chips.iter().map(|c| c.width + GAP).sum::<f64>() - GAP
}

/// Gathers what does not fit in a width in one badge, which names how many it stands for.
fn fit(chips: &mut Vec<Chip>, width: f64) {
    if chips.len() < 2 || total(chips) <= width {
        return;
    }
    let more = |chips: &[Chip]| {
        let titles = chips.iter().flat_map(|c| c.titles.clone()).collect();
        let severity = chips.iter().map(|c| c.severity).min().unwrap_or(Severity::Note);
        Chip::new(severity, format!("+{}", chips.len()), titles)
    };
    let mut kept = chips.len() - 1;
    while kept > 1 && total(&chips[..kept]) + GAP + more(&chips[kept..]).width > width {
        kept -= 1;
    }
    let rest = chips.split_off(kept);
    chips.push(more(&rest));
}

/// Where badges of a width can stand on the border of a box, the best first.
fn around(rect: Rect, wide: f64, pointed: bool) -> Vec<(f64, f64)> {
    let (x, y, w, h) = (rect.x as f64, rect.y as f64, rect.w as f64, rect.h as f64);
    let (left, middle, right) = (x - 8.0, x + (w - wide) / 2.0, x + w + 8.0 - wide);
    let (over, under) = (y - HEIGHT / 2.0 - 1.0, y + h - HEIGHT / 2.0 + 1.0);
    if pointed {
        return vec![(middle, over - 4.0), (middle, under + 4.0), (right, over), (left, over)];
    }
    vec![(right, over), (left, over), (right, under), (left, under), (middle, over), (middle, under)]
}

/// Where badges of a width can stand on a line: on its longest parts, the middle of each first.
fn along(points: &[Point], wide: f64) -> Vec<(f64, f64)> {
    let mut parts: Vec<(Point, Point)> = points.windows(2).filter_map(|p| Some((*p.first()?, *p.get(1)?))).collect();
    let length = |(a, b): &(Point, Point)| (a.x - b.x).abs() + (a.y - b.y).abs();
    parts.sort_by(|a, b| length(b).total_cmp(&length(a)));
    let on =
        |(a, b): &(Point, Point), t: f64| (a.x + (b.x - a.x) * t - wide / 2.0, a.y + (b.y - a.y) * t - HEIGHT / 2.0);
    parts.iter().take(3).flat_map(|part| [0.5, 0.3, 0.7, 0.15, 0.85].map(|t| on(part, t))).collect()
}

/// A box on the page that a badge should not cover.
#[derive(Clone, Copy)]
struct Area {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

/// What badges keep clear of, by squares of the page, so that a place costs the same in a picture of any size.
#[derive(Default)]
struct Obstacles(BTreeMap<(i64, i64), Vec<Obstacle>>);

/// A box, how bad it is to cover it, and the node whose it is.
type Obstacle = (Area, f64, Option<usize>);

/// The side of a square.
const SQUARE: f64 = 96.0;

impl Obstacles {
    fn new(scene: &Scene<'_>, layout: &Layout) -> Self {
        let mut out = Self::default();
        let area = |r: &Rect| Area { x: r.x as f64, y: r.y as f64, w: r.w as f64, h: r.h as f64 };
        for (n, rect) in layout.nodes.iter().enumerate() {
            out.add(area(rect), 3.0, Some(n));
            let text = scene.nodes.get(n).map_or((0, 0), |n| (n.text.w, n.text.h - 4));
            let c = rect.center();
            let (w, h) = (text.0 as f64, text.1 as f64);
            out.add(Area { x: c.x - w / 2.0, y: c.y - h / 2.0, w, h }, 8.0, None);
        }
        for group in &layout.groups {
            out.add(area(&group.title), 8.0, None);
        }
        for route in &layout.edges {
            if let Some(label) = &route.label {
                out.add(area(label), 8.0, None);
            }
            for end in [route.points.first(), route.points.last()].into_iter().flatten() {
                out.add(Area { x: end.x - 5.0, y: end.y - 5.0, w: 10.0, h: 10.0 }, 1.0, None);
            }
        }
        out
    }

    fn squares(area: Area) -> impl Iterator<Item = (i64, i64)> {
        let square = |v: f64| (v / SQUARE).floor() as i64;
        let (left, right) = (square(area.x), square(area.x + area.w));
        let (top, bottom) = (square(area.y), square(area.y + area.h));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }

    fn add(&mut self, area: Area, weight: f64, node: Option<usize>) {
        for square in Self::squares(area) {
            self.0.entry(square).or_default().push((area, weight, node));
        }
    }

    /// What badges at a place would cover. A node's own box does not count.
    fn cost(&self, at: (f64, f64), wide: f64, own: Option<usize>) -> f64 {
        let place = Area { x: at.0, y: at.1, w: wide, h: HEIGHT };
        let meets =
            |a: &Area| a.x < place.x + place.w && place.x < a.x + a.w && a.y < place.y + place.h && place.y < a.y + a.h;
        let near = Self::squares(place).flat_map(|s| self.0.get(&s).into_iter().flatten());
        near.filter(|(a, _, node)| (node.is_none() || *node != own) && meets(a)).map(|(_, weight, _)| weight).sum()
    }
}

fn strip(out: &mut String, chips: &[Chip], x: f64, y: f64) {
    let mut left = x;
    for chip in chips {
        let (fill, rim, ink) = chip.severity.colors();
        // A message is one line whatever it quotes; only badges gathered in one are several.
        let title: Vec<String> = chip.titles.iter().map(|t| Escaped(t).to_string()).collect();
        let (x, y) = (wire::n(left).value(), wire::n(y).value());
        out.push_str(&format!(
            "<g role=\"img\"><title>{}</title><path d=\"{}\" style=\"fill:{fill};stroke:{rim}\"/>{}<text x=\"{}\" y=\"{}\" \
             font-size=\"{SIZE}\" font-weight=\"700\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" style=\"fill:{ink}\">{}</text></g>\n",
            title.join("\n"),
            outline(chip.severity, x, y, chip.width),
            sign(chip.severity, x + 10.5, y + HEIGHT / 2.0),
            wire::n(left + SIGN - 2.0),
            wire::n(y + HEIGHT / 2.0 + 3.6),
            wire::n(fonts::width(&chip.words, text::TITLE.face, SIZE)),
            Escaped(&chip.words),
        ));
        left += chip.width + GAP;
    }
}

fn sign(severity: Severity, x: f64, y: f64) -> String {
    format!(
        "<path transform=\"translate({} {})\" d=\"{}\" style=\"fill:none;stroke:{};stroke-width:1.4;stroke-linecap:round;\
         stroke-linejoin:round\"/>",
        wire::n(x),
        wire::n(y),
        severity.sign(),
        severity.colors().2
    )
}

/// An error has cut corners, a warning points outward, a note is round.
fn outline(severity: Severity, x: f64, y: f64, w: f64) -> String {
    let (at, y) = (|aside: f64| wire::n(x + aside), wire::n(y));
    let inner = wire::n(w - 10.0);
    match severity {
        Severity::Error => format!("M{} {y}h{inner}l5 5v6l-5 5h-{inner}l-5-5v-6Z", at(5.0)),
        Severity::Warning => format!("M{} {y}h{inner}l5 8l-5 8h-{inner}l-5-8Z", at(5.0)),
        Severity::Note => {
            let inner = wire::n(w - 16.0);
            format!("M{} {y}h{inner}a8 8 0 0 1 0 16h-{inner}a8 8 0 0 1 0-16Z", at(8.0))
        }
    }
}

/// A badge without words, for the key.
pub(super) fn sample(severity: Severity, x: f64, y: f64) -> String {
    let (fill, rim, _) = severity.colors();
    format!(
        "<g><path d=\"{}\" style=\"fill:{fill};stroke:{rim}\"/>{}</g>",
        outline(severity, x - 11.0, y - HEIGHT / 2.0, 22.0),
        sign(severity, x, y)
    )
}
