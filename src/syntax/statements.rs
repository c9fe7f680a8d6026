//! The row of words of each statement, and where to go on after one that cannot be read.

use std::ops::ControlFlow;

use super::{
    grammar::words::Rule,
    lexer::{Kind, Lexer, Mode, Word},
};

/// What stands next in the text.
pub(super) enum Next {
    /// One word that is a statement, or separates statements.
    Single(Word),
    /// A row of words.
    Row(Row),
    /// Nothing.
    End,
}

/// The words of a statement, without the line end or `;` that closes it.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Where the row begins; a quote before its first word is no word.
    pub start: usize,
    /// The words.
    pub words: Vec<Word>,
    /// One letter a word, which is what `flowchart.pest` reads.
    pub letters: String,
    /// Whether a line end, a `;` or the end of the text closed it.
    pub closed: bool,
    /// The mode that was open where reading stopped, and where it was opened; only where the row is not closed.
    pub open: Option<(Mode, usize)>,
    /// The innermost mode that was open there.
    pub inner: Option<(Mode, usize)>,
    /// Where the text after the row begins.
    pub end: usize,
}

impl Row {
    /// Puts a word before the others.
    pub(super) fn prepend(&mut self, word: Word) {
        self.start = word.start;
        self.letters.insert(0, letter(word.kind));
        self.words.insert(0, word);
    }
}

/// Reads rows of words.
pub(super) struct Rows<'t> {
    text: &'t str,
    pub lexer: Lexer<'t>,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, lexer: Lexer::new(text) }
    }

    /// Reads rows of a text that has no header.
    pub(super) fn headless(text: &'t str) -> Self {
        Self { text, lexer: Lexer::headless(text) }
    }

    /// Reads what stands next.
    pub(super) fn next(&mut self) -> Next {
        let start = self.lexer.pos;
        let Some(first) = self.lexer.next() else {
            // At its end, the reference does not mind what is still open between two statements.
            let ended = self.lexer.pos >= self.text.len();
            return if ended { Next::End } else { Next::Row(self.unclosed(Row { start, ..Row::default() })) };
        };
        match first.kind {
            Kind::Direction { .. } => Next::Single(first),
            Kind::Rule(Rule::semi | Rule::newlines | Rule::blanks | Rule::end | Rule::acc_text) => Next::Single(first),
            _ => Next::Row(self.row(first, start)),
        }
    }

    fn row(&mut self, first: Word, start: usize) -> Row {
        let mut row = Row { start, ..Row::default() };
        let mut word = Some(first);
        loop {
            let Some(next) = word else {
                if self.lexer.modes.is_empty() {
                    row.closed = true;
                    row.end = self.lexer.pos;
                    return row;
                }
                return self.unclosed(row);
            };
            if matches!(next.kind, Kind::Rule(Rule::semi | Rule::newlines)) {
                row.closed = true;
                row.end = next.end;
                return row;
            }
            let hopeless = self.push(&mut row, next).is_break();
            let accessible = matches!(next.kind, Kind::Rule(Rule::acc_value));
            if accessible {
                row.closed = true;
                row.end = next.end;
                return row;
            }
            if hopeless {
                return self.unclosed(row);
            }
            word = self.lexer.next();
        }
    }

    /// Adds a word. Breaks where no statement can hold the row any more, so that a label that is not closed does not swallow
    /// the rest of the text.
    fn push(&self, row: &mut Row, word: Word) -> ControlFlow<()> {
        let previous = row.words.last().map(|w| w.kind);
        row.letters.push(letter(word.kind));
        row.words.push(word);
        let labels = self.lexer.modes.iter().filter(|(m, _)| is_label(*m)).count();
        let Kind::Rule(rule) = word.kind else { return ControlFlow::Continue(()) };
        let opens = matches!(self.lexer.mode(), Mode::Label | Mode::Ellipse | Mode::Slanted)
            && self.lexer.modes.last().is_some_and(|(_, at)| *at == word.start);
        let twin = matches!(rule, Rule::round_open | Rule::curly_open) && previous == Some(word.kind) && labels == 2;
        let second_string = matches!(rule, Rule::text_quoted | Rule::text_markdown)
            && labels > 0
            && !previous.is_some_and(|k| matches!(k, Kind::Rule(r) if is_open(r)));
        if rule == Rule::stray || (opens && labels > 1 && !twin) || second_string {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Ends a row that no line end closes, and goes on at the line after the one that opened what is open.
    fn unclosed(&mut self, mut row: Row) -> Row {
        row.open = self.lexer.modes.first().copied();
        row.inner = self.lexer.modes.last().copied();
        let from = match row.open {
            Some((_, at)) => at,
            None => row.words.last().map_or(self.lexer.pos, |w| w.start),
        };
        row.end = self.text.get(from..).and_then(|t| t.find('\n')).map_or(self.text.len(), |i| from + i + 1);
        self.lexer.resume(row.end);
        row
    }
}

fn is_label(mode: Mode) -> bool {
    matches!(mode, Mode::Label | Mode::Ellipse | Mode::Slanted)
}

pub(super) fn is_open(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::round_open
            | Rule::square_open
            | Rule::curly_open
            | Rule::stadium_open
            | Rule::subroutine_open
            | Rule::cylinder_open
            | Rule::doublecircle_open
            | Rule::ellipse_open
            | Rule::slash_open
            | Rule::backslash_open
            | Rule::tag_end
            | Rule::pipe
    )
}

/// The letter that stands for a word in `flowchart.pest`; `!` for what is in no statement.
pub(super) fn letter(kind: Kind) -> char {
    let rule = match kind {
        Kind::Direction { .. } => return '!',
        Kind::EdgeId => return 'I',
        Kind::Rule(rule) => rule,
    };
    match rule {
        Rule::num => '0',
        Rule::node_string => 'w',
        Rule::down => 'v',
        Rule::up => '^',
        Rule::minus => '-',
        Rule::default_key => 'D',
        Rule::comma => ',',
        Rule::colon => ':',
        Rule::amp => '&',
        Rule::hash => '#',
        Rule::star => '*',
        Rule::letter => 'u',
        Rule::blanks => ' ',
        Rule::style_key => 's',
        Rule::link_style => 'l',
        Rule::class_def => 'd',
        Rule::class_key => 'c',
        Rule::interpolate => 'i',
        Rule::href => 'h',
        Rule::click_id => 'k',
        Rule::call_name => 'n',
        Rule::call_args => 'a',
        Rule::graph => 'g',
        Rule::subgraph => 'b',
        Rule::end => 'e',
        Rule::link_target => 't',
        Rule::line_link | Rule::thick_link | Rule::dotted_link | Rule::invisible => '>',
        Rule::line_open | Rule::thick_open | Rule::dotted_open => '=',
        Rule::text_line | Rule::text_thick | Rule::text_dotted => 'E',
        Rule::class_sep => ';',
        Rule::data_open | Rule::data_quote | Rule::data_text | Rule::data_quoted => '@',
        Rule::text_quoted => 'S',
        Rule::text_markdown => 'M',
        Rule::text | Rule::text_ellipse | Rule::text_slanted => 'x',
        Rule::pipe => '|',
        Rule::round_open => '(',
        Rule::round_close => ')',
        Rule::square_open => '[',
        Rule::square_close => ']',
        Rule::curly_open => '{',
        Rule::curly_close => '}',
        Rule::tag_end => 'T',
        Rule::tag_start => 'U',
        Rule::ellipse_open => '1',
        Rule::ellipse_close => '2',
        Rule::stadium_open => '3',
        Rule::stadium_close => '4',
        Rule::subroutine_open => '5',
        Rule::subroutine_close => '6',
        Rule::cylinder_open => '7',
        Rule::cylinder_close => '8',
        Rule::doublecircle_open => '9',
        Rule::doublecircle_close => 'A',
        Rule::slash_open => '/',
        Rule::slash_close => 'B',
        Rule::backslash_open => 'C',
        Rule::backslash_close => 'F',
        Rule::props_open => 'P',
        Rule::direction | Rule::no_direction => 'R',
        Rule::acc_title => 'G',
        Rule::acc_descr => 'H',
        Rule::acc_value => 'V',
        Rule::acc_text => 'W',
        _ => '!',
    }
}
