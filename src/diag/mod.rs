//! Diagnostics: what a stage has to say about a document.
//!
//! A stage never fails: it returns its value and pushes what is wrong into a [`Sink`]. Nothing here knows how a diagnostic is
//! printed; that is `report`'s.

mod fix;
mod lint;
mod sink;
mod suggest;

pub use fix::{Applicability, Edit, Fix, apply};
pub use lint::{Lint, Pack, Severity};
pub use sink::Sink;
pub use suggest::nearest;

use crate::source::Span;

/// One finding, with everything that is needed to understand and mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What kind of finding it is: code, name, pack.
    pub lint: &'static Lint,
    /// How bad it is, after configuration.
    pub severity: Severity,
    /// One plain sentence that stands alone: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where it is, in bytes of the document.
    pub span: Span,
    /// Words at `span`; empty where the message says it all.
    pub label: String,
    /// The other parties, each with its words.
    pub related: Vec<(Span, String)>,
    /// Why it matters, or what siteplan fills in.
    pub notes: Vec<String>,
    /// What to write instead.
    pub help: Option<String>,
    /// A mechanical way out.
    pub fix: Option<Fix>,
    /// The id of the node that it is about.
    pub node: Option<String>,
}

impl Diagnostic {
    /// Makes a diagnostic at the lint's own severity.
    #[must_use]
    pub fn new(lint: &'static Lint, span: Span, message: impl Into<String>) -> Self {
        Self {
            lint,
            severity: lint.severity,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
            node: None,
        }
    }

    /// Sets the words at the span.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Points at another party.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push((span, text.into()));
        self
    }

    /// Adds a note: a rule of the world, or a value that siteplan fills in.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Offers a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Names the node that it is about.
    #[must_use]
    pub fn node(mut self, id: impl Into<String>) -> Self {
        self.node = Some(id.into());
        self
    }

    /// Returns the way out in words: the help, or else what the fix does.
    #[must_use]
    pub fn way_out(&self) -> Option<&str> {
        self.help.as_deref().or_else(|| self.fix.as_ref().map(|fix| fix.title.as_str()))
    }

    /// Sets the severity, where it differs from the lint's own.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
