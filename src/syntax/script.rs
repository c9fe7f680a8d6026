//! JavaScript's notion of blanks, and the marks that stand for an entity's `#` and `;` while a text is read.

/// Stands for the `#` of an entity such as `#quot;`, which must not be read as a word of the language.
pub(super) const ENTITY_START: char = '\u{1}';
/// Stands for the `;` of an entity.
pub(super) const ENTITY_END: char = '\u{2}';

/// Returns whether JavaScript's `\s` matches a character.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}')
}

/// Trims as JavaScript's `trim` does.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Returns whether JavaScript's `\w` matches a byte.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Puts the `#` and `;` of entities back.
pub(super) fn restore(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            ENTITY_START => '#',
            ENTITY_END => ';',
            c => c,
        })
        .collect()
}

/// Writes the marks of entities as characters that YAML takes for text; a `#` would begin a comment.
pub(super) fn as_yaml(text: &str) -> String {
    text.replace(ENTITY_START, "\u{e001}").replace(ENTITY_END, "\u{e002}")
}

/// Puts entities back into a value that was read from YAML.
pub(crate) fn from_yaml(text: &str) -> String {
    text.replace('\u{e001}', "#").replace('\u{e002}', ";")
}
