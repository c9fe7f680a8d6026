//! The bundled faces, and how wide text is in them: shaped as the PNG renderer shapes it, so that boxes fit what is drawn.

mod ascii;

use std::sync::{LazyLock, OnceLock};

use harfrust::{Direction, FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer, script};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A face of the bundled family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Face {
    /// Heavier.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
}

struct Loaded {
    font: FontRef<'static>,
    data: ShaperData,
    units: f64,
    /// How Latin text is shaped: making a plan takes longer than shaping a label by it.
    latin: OnceLock<ShapePlan>,
    /// How text without a letter is shaped, as in numbers.
    common: OnceLock<ShapePlan>,
}

impl Loaded {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let data = ShaperData::new(&font);
        let units = f64::from(data.shaper(&font).build().units_per_em());
        Some(Self { font, data, units, latin: OnceLock::new(), common: OnceLock::new() })
    }

    fn shape(&self, text: &str) -> GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = self.data.shaper(&self.font).build();
        let plan = |script| ShapePlan::new(&shaper, Direction::LeftToRight, script, None, &[]);
        let plan = match buffer.script() {
            _ if buffer.direction() != Direction::LeftToRight => None,
            script::LATIN => Some(self.latin.get_or_init(|| plan(Some(script::LATIN)))),
            script::UNKNOWN => Some(self.common.get_or_init(|| plan(None))),
            _ => None,
        };
        shaper.shape(buffer, ShapeOptions::new().plan(plan))
    }
}

static REGULAR: LazyLock<Option<Loaded>> = LazyLock::new(|| Loaded::new(notosans::REGULAR_TTF));
static BOLD: LazyLock<Option<Loaded>> = LazyLock::new(|| Loaded::new(notosans::BOLD_TTF));
static ITALIC: LazyLock<Option<Loaded>> = LazyLock::new(|| Loaded::new(notosans::ITALIC_TTF));
static BOLD_ITALIC: LazyLock<Option<Loaded>> = LazyLock::new(|| Loaded::new(notosans::BOLD_ITALIC_TTF));

/// The bytes of every bundled face.
pub const FILES: [&[u8]; 4] =
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];

fn loaded(face: Face) -> Option<&'static Loaded> {
    match (face.bold, face.italic) {
        (false, false) => REGULAR.as_ref(),
        (true, false) => BOLD.as_ref(),
        (false, true) => ITALIC.as_ref(),
        (true, true) => BOLD_ITALIC.as_ref(),
    }
}

/// Returns how wide a text is, in px.
///
/// What the face has no glyph for is drawn in a face of the reader's, whose widths are not known here: it counts as wide as such
/// faces mostly are, so that boxes fit.
#[must_use]
pub fn width(text: &str, face: Face, size: f64) -> f64 {
    if let Some(units) = ascii::units(text, face) {
        return units as f64 / ascii::PER_EM * size;
    }
    let Some(loaded) = loaded(face) else { return text.graphemes(true).map(|g| stranger(g) * size).sum() };
    let shaped = |part: &str| {
        let glyphs = loaded.shape(part);
        let whole = glyphs.glyph_infos().iter().all(|g| g.glyph_id != 0);
        whole.then(|| glyphs.glyph_positions().iter().map(|p| f64::from(p.x_advance)).sum::<f64>() / loaded.units)
    };
    let ems = shaped(text).unwrap_or_else(|| {
        // Runs of known characters are shaped, the others are estimated one by one.
        let mut total = 0.0;
        let mut run = String::new();
        for grapheme in text.graphemes(true) {
            if shaped(grapheme).is_some() {
                run.push_str(grapheme);
            } else {
                total += shaped(&run).unwrap_or_default() + stranger(grapheme);
                run.clear();
            }
        }
        total + shaped(&run).unwrap_or_default()
    });
    ems * size
}

/// How wide a character is, in em, that the bundled faces lack: one where it fills a square, as Chinese, Japanese and Korean do, more
/// for an emoji however many parts it is joined of, and about 0.6 in the scripts that are left.
fn stranger(grapheme: &str) -> f64 {
    match grapheme.width() {
        0 => 0.0,
        1 => 0.6,
        columns if is_emoji(grapheme) => 1.3 * (columns as f64 / 2.0).min(1.0),
        columns => columns as f64 / 2.0,
    }
}

fn is_emoji(grapheme: &str) -> bool {
    grapheme.chars().any(|c| matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0xFE0F))
}

/// Returns the characters of a text that the bundled faces have no glyph for, each once, in their order.
#[must_use]
pub fn missing(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| !c.is_ascii() && c.width().unwrap_or(0) > 0) {
        let Some(regular) = loaded(Face::default()) else { continue };
        let glyphs = regular.shape(c.encode_utf8(&mut [0; 4]));
        if glyphs.glyph_infos().iter().any(|g| g.glyph_id == 0) && !out.contains(&c) {
            out.push(c);
        }
    }
    out
}

/// Whether a line reads from right to left: its first letter with a direction does.
#[must_use]
pub fn right_to_left(line: &str) -> bool {
    let first = line.chars().find_map(|c| match u32::from(c) {
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF => Some(true),
        _ => c.is_alphabetic().then_some(false),
    });
    first == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_an_em() {
        assert_eq!(width("日本", Face::default(), 10.0), 20.0);
        assert_eq!(width("", Face::default(), 10.0), 0.0);
    }

    #[test]
    fn an_emoji_is_one_however_many_parts_it_has() {
        let one = width("🙂", Face::default(), 10.0);
        for emoji in ["👩‍💻", "🇩🇪", "👍🏽", "❤️"] {
            assert_eq!(width(emoji, Face::default(), 10.0), one, "{emoji}");
        }
    }

    #[test]
    fn what_is_known_is_shaped_beside_what_is_not() {
        let both = width("AV 日本 To", Face::default(), 10.0);
        let apart = width("AV ", Face::default(), 10.0) + 20.0 + width(" To", Face::default(), 10.0);
        assert!((both - apart).abs() < 0.01, "{both} {apart}");
        // A point below a letter takes no room.
        assert_eq!(width("שָׁ", Face::default(), 10.0), width("ש", Face::default(), 10.0));
    }

    #[test]
    fn missing_characters_are_told_once() {
        assert_eq!(missing("Plan → 日本日 é Ω"), ['日', '本']);
    }

    #[test]
    fn the_first_letter_gives_the_direction() {
        assert!(right_to_left("(שלום) web"));
        assert!(right_to_left("خدمة"));
        assert!(!right_to_left("web שלום"));
        assert!(!right_to_left("10.0.0.0/16"));
    }

    #[test]
    fn bold_is_wider() {
        let text = "Private Endpoint";
        assert!(width(text, Face { bold: true, italic: false }, 14.0) > width(text, Face::default(), 14.0));
    }
}
