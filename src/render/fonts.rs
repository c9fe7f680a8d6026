//! The bundled faces, and how wide text is in them: shaped as the PNG renderer shapes it, so that boxes fit what is drawn.

use std::sync::{LazyLock, OnceLock};

use harfrust::{Direction, FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer, script};

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

/// Returns how wide a text is, in px.
///
/// A character that the face lacks counts as one em where it is wide in the East Asian sense or an emoji, as 0.6 em elsewhere.
#[must_use]
pub fn width(text: &str, face: Face, size: f64) -> f64 {
    let loaded = match (face.bold, face.italic) {
        (false, false) => REGULAR.as_ref(),
        (true, false) => BOLD.as_ref(),
        (false, true) => ITALIC.as_ref(),
        (true, true) => BOLD_ITALIC.as_ref(),
    };
    let Some(loaded) = loaded else { return text.chars().map(|c| fallback(c) * size).sum() };
    let glyphs = loaded.shape(text);
    let mut total = 0.0;
    for (info, position) in glyphs.glyph_infos().iter().zip(glyphs.glyph_positions()) {
        if info.glyph_id == 0 {
            let c = text.get(info.cluster as usize..).and_then(|t| t.chars().next()).unwrap_or(' ');
            total += fallback(c);
        } else {
            total += f64::from(position.x_advance) / loaded.units;
        }
    }
    total * size
}

fn fallback(c: char) -> f64 {
    match u32::from(c) {
        0x200B..=0x200F | 0xFE00..=0xFE0F | 0x20E3 | 0xE0100..=0xE01EF => 0.0,
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 => {
            1.0
        }
        0xFFE0..=0xFFE6 | 0x1F000..=0x1FAFF | 0x20000..=0x3FFFD | 0x2600..=0x27BF | 0x2B00..=0x2BFF => 1.0,
        _ => 0.6,
    }
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
    fn bold_is_wider() {
        let text = "Private Endpoint";
        assert!(width(text, Face { bold: true, italic: false }, 14.0) > width(text, Face::default(), 14.0));
    }
}
