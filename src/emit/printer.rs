//! Lines, indentation, and text that cannot break out of a comment.

use unicode_segmentation::UnicodeSegmentation as _;

/// One step of indentation, in all three languages.
pub(super) const STEP: &str = "  ";

/// Returns the white space before a line so many steps deep.
pub(super) fn pad(depth: usize) -> String {
    STEP.repeat(depth)
}

/// Returns whether a character must never stand in an output as itself: it ends a line, hides, or turns the reading
/// direction of what follows, so that code would read otherwise than it runs.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{061C}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns text as one line, fit for a comment that runs to the end of its line.
pub(super) fn one_line(text: &str) -> String {
    let shown: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns how many columns a text takes, as the formatters count them: user-perceived characters.
pub(super) fn columns(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Collects the lines of a file.
#[derive(Default)]
pub(super) struct Printer {
    text: String,
    depth: usize,
}

impl Printer {
    /// Writes a line at the depth of the moment. The later lines of a text that has several carry their own.
    pub(super) fn line(&mut self, text: &str) {
        if !text.is_empty() {
            self.text.push_str(&pad(self.depth));
            self.text.push_str(text);
        }
        self.text.push('\n');
    }

    /// Writes comment lines, each behind `mark`.
    pub(super) fn comment(&mut self, mark: &str, lines: &[String]) {
        for line in lines {
            let text = one_line(line);
            if !text.is_empty() {
                self.line(&format!("{mark} {text}"));
            }
        }
    }

    /// Sets off what follows by one empty line, except at the start of the file and of a block.
    pub(super) fn gap(&mut self) {
        if !(self.text.is_empty() || self.text.ends_with("\n\n") || self.text.ends_with("{\n")) {
            self.text.push('\n');
        }
    }

    /// Writes the line that opens a block and goes one step deeper.
    pub(super) fn open(&mut self, text: &str) {
        self.line(text);
        self.depth += 1;
    }

    /// Goes one step back and writes the line that closes a block.
    pub(super) fn close(&mut self, text: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(text);
    }

    /// Goes one step deeper, without a line of its own.
    pub(super) fn deeper(&mut self) {
        self.depth += 1;
    }

    /// Goes one step back, where the language has no word for it.
    pub(super) fn shut(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Returns the depth of the moment.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Returns the file, which ends with its last line.
    pub(super) fn finish(mut self) -> String {
        while self.text.ends_with("\n\n") {
            self.text.pop();
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_stays_on_its_line() {
        assert_eq!(one_line("a\nb\r\nc\u{2028}d\u{202E}e\u{85}f  g "), "a b c d e f g");
    }

    #[test]
    fn a_gap_is_one_line_and_none_at_the_start() {
        let mut p = Printer::default();
        p.gap();
        p.open("a {");
        p.gap();
        p.line("b");
        p.gap();
        p.gap();
        p.line("c");
        p.close("}");
        assert_eq!(p.finish(), "a {\n  b\n\n  c\n}\n");
    }
}
