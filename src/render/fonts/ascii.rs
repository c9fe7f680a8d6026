//! How wide text of ASCII is: the advance of each character, and by how much each pair of them is set closer.
//!
//! Most labels are of ASCII alone, and each process would make the plan by which such text is shaped anew. The table holds what
//! shaping with the bundled faces comes to, and a test compares the two.

use super::Face;

/// The first and the last character that is drawn.
const FIRST: u8 = b' ';
const LAST: u8 = b'~';
const COUNT: usize = (LAST - FIRST + 1) as usize;
/// An accent to the faces, over which the characters beside it are a pair.
const MARK: u8 = b'`';
/// How many units of a face are an em.
pub(super) const PER_EM: f64 = 2_048.0;
/// For each face the advances, then the kerning of each pair, by the first of it and the second; each of two bytes, the lower first.
const FACE: usize = 2 * COUNT + 2 * COUNT * COUNT;

static TABLE: &[u8; 4 * FACE] = include_bytes!("ascii.bin");

/// Returns how wide a text is, in units of the face; none where not all of it is in the table.
pub(super) fn units(text: &str, face: Face) -> Option<i64> {
    let at = FACE * (usize::from(face.bold) + 2 * usize::from(face.italic));
    let (advances, kerning) = TABLE.get(at..at + FACE)?.split_at(2 * COUNT);
    let number = |of: &[u8], k: usize| of.get(2 * k..2 * k + 2)?.try_into().ok().map(i16::from_le_bytes).map(i64::from);
    let mut total = 0;
    let mut before: Option<usize> = None;
    for byte in text.bytes() {
        if byte == MARK {
            return None;
        }
        let glyph = usize::from(byte.checked_sub(FIRST)?);
        total += number(advances, glyph)?;
        if let Some(before) = before {
            total += number(kerning, COUNT * before + glyph)?;
        }
        before = Some(glyph);
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::fonts::loaded;

    fn faces() -> [Face; 4] {
        [0, 1, 2, 3].map(|k| Face { bold: k & 1 > 0, italic: k & 2 > 0 })
    }

    fn shaped(text: &str, face: Face) -> i64 {
        let glyphs = loaded(face).unwrap().shape(text);
        glyphs.glyph_positions().iter().map(|p| i64::from(p.x_advance)).sum()
    }

    fn table() -> Vec<u8> {
        let mut out = Vec::new();
        for face in faces() {
            let one = |c: u8| shaped(char::from(c).encode_utf8(&mut [0; 4]), face);
            for c in FIRST..=LAST {
                out.extend(i16::try_from(one(c)).unwrap().to_le_bytes());
            }
            for a in FIRST..=LAST {
                for b in FIRST..=LAST {
                    let pair = shaped(&format!("{}{}", char::from(a), char::from(b)), face);
                    out.extend(i16::try_from(pair - one(a) - one(b)).unwrap().to_le_bytes());
                }
            }
        }
        out
    }

    #[test]
    fn the_table_is_what_the_faces_say() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/render/fonts/ascii.bin");
        assert!(faces().iter().all(|face| loaded(*face).unwrap().units == PER_EM));
        let table = table();
        if std::env::var_os("SITEPLAN_WRITE_ASCII").is_some() {
            std::fs::write(path, &table).unwrap();
        }
        assert!(table == std::fs::read(path).unwrap(), "SITEPLAN_WRITE_ASCII=1 writes it anew");
    }

    #[test]
    fn what_is_not_in_it_is_shaped() {
        assert_eq!(units("", Face::default()), Some(0));
        for text in ["café", "a`b", "a\tb", "日本", "a\u{7f}"] {
            assert_eq!(units(text, Face::default()), None, "{text:?}");
        }
    }

    #[test]
    fn letters_are_set_pair_by_pair() {
        // A face could join three of them: `ffi`.
        for face in faces() {
            for (a, b) in (b'a'..=b'z').flat_map(|a| (b'a'..=b'z').map(move |b| (a, b))) {
                for c in b'a'..=b'z' {
                    let text = String::from_utf8(vec![a, b, c]).unwrap();
                    assert_eq!(units(&text, face), Some(shaped(&text, face)), "{text}");
                }
            }
        }
    }

    proptest! {
        // As elsewhere, what fails is told and kept nowhere.
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn text_is_as_wide_as_it_is_shaped(text in "[ -_a-~]{0,40}") {
            for face in faces() {
                prop_assert_eq!(units(&text, face), Some(shaped(&text, face)), "{}", text);
            }
        }
    }
}
