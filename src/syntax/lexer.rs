//! The text's words: which mode reads the next one, and which mode follows.

use super::{
    grammar::{self, words::Rule},
    lookahead::Lookahead,
    quick,
    script::is_space,
};

/// A word of the prepared text. Quotes, and what else only switches modes, are no words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of the grammar.
    Rule(Rule),
    /// A whole line that says `direction XX`; the words themselves begin at `at`.
    Direction { name: &'static str, at: usize },
    /// `e1@`.
    EdgeId,
}

/// How the next word is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mode {
    Plain,
    Header,
    String,
    Markdown,
    Label,
    Ellipse,
    Slanted,
    LineLabel,
    ThickLabel,
    DottedLabel,
    Clicked,
    Called,
    Arguments,
    Data,
    DataString,
    AccLine,
    AccLines,
}

impl Mode {
    pub(super) const fn rule(self) -> Rule {
        match self {
            Self::Plain => Rule::plain,
            Self::Header => Rule::header,
            Self::String => Rule::string,
            Self::Markdown => Rule::markdown,
            Self::Label => Rule::label,
            Self::Ellipse => Rule::label_ellipse,
            Self::Slanted => Rule::label_slanted,
            Self::LineLabel => Rule::label_line,
            Self::ThickLabel => Rule::label_thick,
            Self::DottedLabel => Rule::label_dotted,
            Self::Clicked => Rule::clicked,
            Self::Called => Rule::called,
            Self::Arguments => Rule::arguments,
            Self::Data => Rule::data,
            Self::DataString => Rule::data_string,
            Self::AccLine => Rule::acc_line,
            Self::AccLines => Rule::acc_lines,
        }
    }
}

/// Reads words.
pub(super) struct Lexer<'t> {
    text: &'t str,
    /// Where the next word begins.
    pub pos: usize,
    /// The modes above [`Mode::Plain`], each with the start of the word that opened it.
    pub modes: Vec<(Mode, usize)>,
    seen_header: bool,
    ended: bool,
    /// Modes that nothing ends from an offset on: what is known once must not be searched for again.
    endless: Vec<(Mode, usize)>,
    ahead: Lookahead,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            pos: 0,
            modes: Vec::new(),
            seen_header: false,
            ended: false,
            endless: Vec::new(),
            ahead: Lookahead::default(),
        }
    }

    /// Reads a text in which `graph` opens no header any more.
    pub(super) fn headless(text: &'t str) -> Self {
        Self { seen_header: true, ..Self::new(text) }
    }

    pub(super) fn mode(&self) -> Mode {
        self.modes.last().map_or(Mode::Plain, |(mode, _)| *mode)
    }

    /// Goes on elsewhere, outside of every label.
    pub(super) fn resume(&mut self, pos: usize) {
        self.pos = pos;
        self.modes.clear();
        self.ended = false;
    }

    /// Returns the next word; none at the end of the text. Switches modes on the way.
    pub(super) fn next(&mut self) -> Option<Word> {
        while self.pos < self.text.len() {
            let start = self.pos;
            if let Some((mode, at)) = self.modes.last()
                && self.endless.iter().any(|(endless, from)| endless == mode && at >= from)
            {
                return None;
            }
            let (kind, len) = self.read()?;
            self.pos = start + len;
            if let Kind::Rule(rule) = kind
                && !self.switch(rule, start)
            {
                continue;
            }
            return Some(Word { kind, start, end: self.pos });
        }
        self.last()
    }

    /// At the end of the text, the modes whose word may be empty yield one.
    fn last(&mut self) -> Option<Word> {
        if let Some((mode, at)) = self.modes.last()
            && !self.endless.iter().any(|(endless, _)| endless == mode)
        {
            self.endless.push((*mode, *at));
        }
        if std::mem::replace(&mut self.ended, true) {
            return None;
        }
        let rule = match self.mode() {
            Mode::AccLine => Rule::acc_value,
            Mode::AccLines => Rule::acc_text,
            Mode::Clicked => Rule::click_id,
            Mode::Called => Rule::call_name,
            Mode::Arguments => Rule::call_args,
            _ => return None,
        };
        self.switch(rule, self.pos);
        Some(Word { kind: Kind::Rule(rule), start: self.pos, end: self.pos })
    }

    fn read(&mut self) -> Option<(Kind, usize)> {
        let rest = self.text.get(self.pos..)?;
        if self.mode() != Mode::Plain {
            return self.word(rest);
        }
        if quick::may_open(rest)
            && let Some((rule, len)) = grammar::word(Rule::opening, rest)
        {
            return Some((Kind::Rule(rule), len));
        }
        if let Some((name, at, end)) = self.ahead.direction(self.text, self.pos) {
            return Some((Kind::Direction { name, at }, end - self.pos));
        }
        if rest.starts_with(is_space) {
            if self.ahead.leads_nowhere(self.pos) {
                return quick::gap(rest).map(|(rule, len)| (Kind::Rule(rule), len));
            }
            let found = self.word(rest)?;
            if matches!(found.0, Kind::Rule(Rule::blanks | Rule::newlines)) {
                self.ahead.led_nowhere(self.text, self.pos);
            }
            return Some(found);
        }
        if let Some(end) = self.ahead.edge_id(self.text, self.pos) {
            return Some((Kind::EdgeId, end - self.pos));
        }
        self.word(rest)
    }

    /// Reads a word of the present mode.
    fn word(&self, rest: &str) -> Option<(Kind, usize)> {
        let mode = self.mode();
        let (rule, len) = quick::read(mode, rest).or_else(|| grammar::word(mode.rule(), rest))?;
        Some((Kind::Rule(rule), len))
    }

    /// Enters and leaves modes. Returns whether the word is one for the statement.
    fn switch(&mut self, rule: Rule, at: usize) -> bool {
        match rule {
            Rule::acc_title | Rule::acc_descr => self.enter(Mode::AccLine, at),
            Rule::acc_block => return self.skip(Mode::AccLines, at),
            Rule::acc_value => self.leave(),
            Rule::data_open => self.enter(Mode::Data, at),
            Rule::data_quote if self.mode() == Mode::DataString => self.leave(),
            Rule::data_quote => self.enter(Mode::DataString, at),
            Rule::call => return self.skip(Mode::Called, at),
            Rule::call_open => {
                self.leave();
                return self.skip(Mode::Arguments, at);
            }
            Rule::click => return self.skip(Mode::Clicked, at),
            Rule::md_open => return self.skip(Mode::Markdown, at),
            Rule::quote if self.mode() == Mode::String => return self.close(),
            Rule::quote => return self.skip(Mode::String, at),
            Rule::md_close
            | Rule::data_close
            | Rule::acc_close
            | Rule::click_end
            | Rule::call_empty
            | Rule::call_close => return self.close(),
            Rule::graph if !self.seen_header => {
                self.seen_header = true;
                self.enter(Mode::Header, at);
            }
            Rule::no_direction | Rule::direction => self.leave(),
            Rule::line_open => self.enter(Mode::LineLabel, at),
            Rule::thick_open => self.enter(Mode::ThickLabel, at),
            Rule::dotted_open => self.enter(Mode::DottedLabel, at),
            Rule::line_link | Rule::thick_link | Rule::dotted_link => self.leave(),
            Rule::ellipse_open => self.enter(Mode::Ellipse, at),
            Rule::slash_open | Rule::backslash_open => self.enter(Mode::Slanted, at),
            Rule::pipe if self.mode() == Mode::Label => self.leave(),
            Rule::stadium_open
            | Rule::subroutine_open
            | Rule::cylinder_open
            | Rule::doublecircle_open
            | Rule::round_open
            | Rule::square_open
            | Rule::curly_open
            | Rule::tag_end
            | Rule::pipe => self.enter(Mode::Label, at),
            Rule::stadium_close
            | Rule::subroutine_close
            | Rule::cylinder_close
            | Rule::doublecircle_close
            | Rule::round_close
            | Rule::square_close
            | Rule::curly_close
            | Rule::ellipse_close
            | Rule::slash_close
            | Rule::backslash_close => self.leave(),
            _ => {}
        }
        true
    }

    fn enter(&mut self, mode: Mode, at: usize) {
        self.modes.push((mode, at));
    }

    fn leave(&mut self) {
        self.modes.pop();
    }

    fn skip(&mut self, mode: Mode, at: usize) -> bool {
        self.enter(mode, at);
        false
    }

    fn close(&mut self) -> bool {
        self.leave();
        false
    }
}
