//! Labels as blocks of measured lines: broken where the author broke them and where they get too long, with the bold and
//! the italic of markdown strings.

use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{self, Face};
use crate::graph::{Label, LabelKind};

/// A piece of a line in one face.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its face.
    pub face: Face,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The pieces.
    pub runs: Vec<Run>,
    /// The width, in px.
    pub width: f64,
}

/// A measured text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The lines; none for an empty text.
    pub lines: Vec<Line>,
    /// The widest line, in whole px, even.
    pub w: i64,
    /// The height, in whole px, even.
    pub h: i64,
    /// The size of the type.
    pub size: f64,
    /// From one line to the next.
    pub leading: i64,
    /// The first of the lines that are drawn quietly.
    pub quiet: Option<usize>,
}

impl Block {
    /// Returns the text in one line.
    #[must_use]
    pub fn plain(&self) -> String {
        let lines = self.lines.iter().map(|l| l.runs.iter().map(|r| r.text.as_str()).collect::<String>());
        lines.collect::<Vec<_>>().join(" ")
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The size of the type, in px.
    pub size: f64,
    /// From one line to the next.
    pub leading: i64,
    /// The width at which lines are broken between words.
    pub measure: f64,
    /// The face of unmarked text.
    pub face: Face,
}

/// The text of nodes.
pub const NODE: Setting =
    Setting { size: 14.0, leading: 20, measure: 232.0, face: Face { bold: false, italic: false } };
/// The text of edges.
pub const EDGE: Setting =
    Setting { size: 12.0, leading: 16, measure: 160.0, face: Face { bold: false, italic: false } };
/// The titles of containers.
pub const TITLE: Setting =
    Setting { size: 13.0, leading: 18, measure: 280.0, face: Face { bold: true, italic: false } };

/// Sets a label.
#[must_use]
pub fn set(label: &Label, setting: Setting) -> Block {
    set_lines(&label.lines(), label.kind == LabelKind::Markdown, setting)
}

/// Sets lines of text.
#[must_use]
pub fn set_lines(lines: &[String], markdown: bool, setting: Setting) -> Block {
    let mut out = Vec::new();
    for line in lines {
        let clean: String = line.chars().filter(|c| drawable(*c)).collect();
        let runs = if markdown { marked(&clean, setting.face) } else { vec![Run { text: clean, face: setting.face }] };
        wrap(&runs, setting, &mut out);
    }
    let widest = out.iter().map(|l| l.width).fold(0.0, f64::max);
    let w = widest.ceil() as i64;
    let h = out.len() as i64 * setting.leading;
    Block { lines: out, w: w + w % 2, h: h + h % 2, size: setting.size, leading: setting.leading, quiet: None }
}

/// Whether XML allows a character.
#[must_use]
pub fn drawable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Reads `**bold**` and `*italic*`, also with underscores at the edges of words.
fn marked(line: &str, face: Face) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut now = face;
    let mut text = String::new();
    let mut rest = line;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let mark = if rest.starts_with("**") || rest.starts_with("__") { 2 } else { usize::from(c == '*' || c == '_') };
        let after = rest.get(mark..).unwrap_or_default();
        let next = after.chars().next().unwrap_or(' ');
        let active = if mark == 2 { now.bold != face.bold } else { now.italic != face.italic };
        let token = rest.get(..mark).unwrap_or_default();
        let opens = !next.is_whitespace() && (c == '*' || !before.is_alphanumeric()) && after.contains(token);
        let closes = !before.is_whitespace() && (c == '*' || !next.is_alphanumeric());
        if mark > 0 && if active { closes } else { opens } {
            if !text.is_empty() {
                runs.push(Run { text: std::mem::take(&mut text), face: now });
            }
            if mark == 2 {
                now.bold = !now.bold;
            } else {
                now.italic = !now.italic;
            }
            rest = after;
            continue;
        }
        text.push(c);
        before = c;
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    if !text.is_empty() {
        runs.push(Run { text, face: now });
    }
    runs
}

/// What no line is broken within.
struct Piece<'a> {
    text: &'a str,
    face: Face,
    /// The width.
    wide: f64,
    /// The width without blanks at the end.
    bare: f64,
}

/// Breaks a line between words; a word only where it is more than twice the measure.
fn wrap(runs: &[Run], setting: Setting, out: &mut Vec<Line>) {
    let width = |runs: &[Run]| runs.iter().map(|r| fonts::width(&r.text, r.face, setting.size)).sum::<f64>();
    let total = width(runs);
    if total <= setting.measure {
        out.push(Line { runs: runs.to_vec(), width: total });
        return;
    }
    let pieces = measured(runs, setting);
    // As few lines as the measure needs, but of about the same length.
    let fewest = broken(&pieces, setting.measure);
    let even = total / fewest.len().max(1) as f64;
    let best = [1.04, 1.12, 1.2, 1.3]
        .iter()
        .map(|slack| even * slack)
        .filter(|measure| *measure < setting.measure)
        .map(|measure| broken(&pieces, measure))
        .find(|lines| lines.len() == fewest.len())
        .unwrap_or(fewest);
    for mut runs in best {
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        let width = width(&runs);
        out.push(Line { runs, width });
    }
}

/// Measures the words of a line.
fn measured(runs: &[Run], setting: Setting) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    for run in runs {
        for word in run.text.split_inclusive(' ') {
            for text in pieces(word, run.face, setting) {
                let trimmed = text.trim_end();
                let bare = fonts::width(trimmed, run.face, setting.size);
                let whole = trimmed.len() == text.len();
                let wide = if whole { bare } else { fonts::width(text, run.face, setting.size) };
                out.push(Piece { text, face: run.face, wide, bare });
            }
        }
    }
    out
}

/// Breaks a line where the next piece would go beyond the measure.
fn broken(pieces: &[Piece<'_>], measure: f64) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = Vec::new();
    let mut line: Vec<Run> = Vec::new();
    let mut used = 0.0;
    for piece in pieces {
        if used > 0.0 && used + piece.bare > measure {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        match line.last_mut() {
            Some(last) if last.face == piece.face => last.text.push_str(piece.text),
            _ => line.push(Run { text: piece.text.to_owned(), face: piece.face }),
        }
        used += piece.wide;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word, or its parts where it is far too long.
fn pieces(word: &str, face: Face, setting: Setting) -> Vec<&str> {
    if word.len() < 12 || fonts::width(word, face, setting.size) <= 2.0 * setting.measure {
        return vec![word];
    }
    let mut out = Vec::new();
    let (mut begin, mut used) = (0, 0.0);
    for (at, cluster) in word.grapheme_indices(true) {
        let wide = fonts::width(cluster, face, setting.size);
        if used + wide > setting.measure && at > begin {
            out.push(&word[begin..at]);
            (begin, used) = (at, 0.0);
        }
        used += wide;
    }
    out.push(&word[begin..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[&str], markdown: bool) -> Vec<String> {
        let lines: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
        let block = set_lines(&lines, markdown, NODE);
        block.lines.iter().map(|l| l.runs.iter().map(|r| r.text.as_str()).collect()).collect()
    }

    #[test]
    fn long_lines_are_broken_between_words() {
        let lines = texts(&["a label that is much too long to stand on a single line of a node"], false);
        assert!(lines.len() > 1, "{lines:?}");
        assert!(lines.iter().all(|l| !l.ends_with(' ')));
    }

    #[test]
    fn a_word_is_broken_only_when_it_is_twice_too_long() {
        assert_eq!(texts(&["privatelink.database.windows.net"], false).len(), 1);
        assert!(texts(&[&"x".repeat(400)], false).len() > 3);
    }

    #[test]
    fn markdown_marks_become_faces() {
        let block = set_lines(&["a **bold** and *slanted* 2*3 snake_case".to_owned()], true, NODE);
        let marked: Vec<(String, bool, bool)> = block
            .lines
            .iter()
            .flat_map(|l| &l.runs)
            .map(|r| (r.text.trim().to_owned(), r.face.bold, r.face.italic))
            .collect();
        assert!(marked.contains(&("bold".to_owned(), true, false)), "{marked:?}");
        assert!(marked.contains(&("slanted".to_owned(), false, true)), "{marked:?}");
        assert!(marked.iter().any(|m| m.0.contains("2*3 snake_case")), "{marked:?}");
    }
}
