//! What stands around a drawing: the tag in the corner above it, the key below it.

use super::badge::{self, Severity};
use super::fonts;
use super::look::Key;
use super::svg::Escaped;
use super::{Options, text, wire};

/// The height of a row of the key.
const ROW: f64 = 20.0;
/// Between the drawing, whose last badges may hang over its edge, and the key.
const ABOVE: f64 = 16.0;
/// The size of its type.
const SIZE: f64 = 11.0;
/// The width of a sample.
const SAMPLE: f64 = 26.0;
/// Between two entries.
const GAP: f64 = 18.0;

/// What an entry of the key shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sample {
    Mark(Key),
    Badge(Severity),
}

/// The key of a picture, in rows.
#[derive(Debug, Default)]
pub(super) struct Legend {
    /// Each entry with its words, its left edge and its row.
    entries: Vec<(Sample, String, f64, f64)>,
    height: f64,
}

impl Legend {
    /// Lays out the key of a picture of a width.
    pub(super) fn new(options: &Options, width: i64) -> Self {
        let marks = options.look.legend.iter().map(|(key, words)| (Sample::Mark(*key), words.clone()));
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        let badges = severities.into_iter().filter(|s| options.overlays.iter().any(|b| b.severity == *s));
        let badges = badges.map(|s| (Sample::Badge(s), s.word().to_owned()));
        let mut legend = Self::default();
        let (mut x, mut row) = (0.0, 0.0);
        for (sample, words) in marks.chain(badges) {
            let wide = SAMPLE + 6.0 + fonts::width(&words, text::NODE.face, SIZE);
            if x > 0.0 && x + wide > width as f64 {
                (x, row) = (0.0, row + 1.0);
            }
            legend.entries.push((sample, words, x, row));
            x += (wide + GAP).ceil();
            legend.height = (row + 1.0) * ROW + ABOVE;
        }
        legend
    }

    /// The room below the drawing.
    pub(super) fn height(&self) -> i64 {
        self.height as i64
    }

    /// Draws the key from a corner on.
    pub(super) fn draw(&self, left: f64, top: f64) -> String {
        if self.entries.is_empty() {
            return String::new();
        }
        let mut out = "<g class=\"key\">\n".to_owned();
        for (entry, words, x, row) in &self.entries {
            let (x, y) = (left + x, top + ABOVE + row * ROW + ROW / 2.0);
            out.push_str(&draw(*entry, x, y));
            let (at, base) = (wire::n(x + SAMPLE + 6.0), wire::n(y + 4.0));
            out.push_str(&format!(
                "<text class=\"b\" font-size=\"{SIZE}\" x=\"{at}\" y=\"{base}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>\n",
                wire::n(fonts::width(words, text::NODE.face, SIZE)),
                Escaped(words)
            ));
        }
        out.push_str("</g>\n");
        out
    }
}

fn draw(sample: Sample, x: f64, y: f64) -> String {
    let line = |outer: &str, class: &str| {
        let (end, tip) = (wire::n(x + SAMPLE - 8.0), wire::n(x + SAMPLE));
        let (up, down) = (wire::n(y - 3.5), wire::n(y + 3.5));
        format!(
            "<g{outer}><path class=\"{class}\" d=\"M{} {y}H{end}\"/><path class=\"h\" d=\"M{tip} {y}L{end} {up}V{down}Z\"/></g>",
            wire::n(x)
        )
    };
    match sample {
        Sample::Mark(Key::Filled) => {
            format!(
                "<g class=\"f\"><path class=\"n\" d=\"M{} {}h24v12h-24z\"/></g>",
                wire::n(x + 1.0),
                wire::n(y - 6.0)
            )
        }
        Sample::Mark(Key::Derived) => format!(
            "<text class=\"b\" font-size=\"{SIZE}\" font-style=\"italic\" x=\"{}\" y=\"{}\">0/24</text>",
            wire::n(x),
            wire::n(y + 4.0)
        ),
        Sample::Mark(Key::Traffic) => line("", "e"),
        Sample::Mark(Key::Grant) => line(" class=\"r\"", "e d"),
        Sample::Mark(Key::Quiet) => line(" class=\"u\"", "e"),
        Sample::Mark(Key::Thick) => format!("<path class=\"e k\" d=\"M{} {y}h{SAMPLE}\"/>", wire::n(x)),
        Sample::Badge(severity) => badge::sample(severity, x + SAMPLE / 2.0, y),
    }
}

/// The width of the tag, and room for it.
pub(super) fn tag_width(options: &Options) -> i64 {
    options.look.tag.as_ref().map_or(0, |tag| (fonts::width(tag, text::TITLE.face, SIZE) + 24.0).ceil() as i64)
}

/// Draws the tag so that it ends at a right edge.
pub(super) fn tag(options: &Options, right: f64, middle: f64) -> String {
    let Some(tag) = &options.look.tag else { return String::new() };
    let wide = tag_width(options) as f64;
    format!(
        "<g><rect class=\"n\" x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"20\" rx=\"10\"/><text class=\"t\" font-size=\"{SIZE}\" \
         font-weight=\"700\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{}</text></g>\n",
        wire::n(right - wide),
        wire::n(middle - 10.0),
        wire::n(right - wide / 2.0),
        wire::n(middle + 4.0),
        Escaped(tag)
    )
}
