//! How a link's strokes and ends are read from its text.

use super::script::trim;
use crate::graph::{Ends, Stroke};

/// Reads a link that is one word, such as `<-.->`.
pub(super) fn whole(text: &str) -> (Stroke, Ends, u8) {
    let text = trim(text);
    let head = text.chars().next();
    let mut line = text.get(..text.len().saturating_sub(1)).unwrap_or("");
    let mut double = false;
    let end = text.chars().next_back();
    let pair = match end {
        Some('x') => Some('x'),
        Some('>') => Some('<'),
        Some('o') => Some('o'),
        _ => None,
    };
    if pair.is_some() && head == pair {
        double = true;
        line = line.get(1..).unwrap_or("");
    }
    let ends = match (end, double) {
        (Some('x'), false) => Ends::Cross,
        (Some('x'), true) => Ends::DoubleCross,
        (Some('>'), false) => Ends::Point,
        (Some('>'), true) => Ends::DoublePoint,
        (Some('o'), false) => Ends::Circle,
        (Some('o'), true) => Ends::DoubleCircle,
        _ => Ends::Open,
    };
    let dots = line.bytes().filter(|b| *b == b'.').count();
    let (stroke, length) = match line.chars().next() {
        _ if dots > 0 => (Stroke::Dotted, dots),
        Some('=') => (Stroke::Thick, line.len().saturating_sub(1)),
        Some('~') => (Stroke::Invisible, line.len().saturating_sub(1)),
        _ => (Stroke::Normal, line.len().saturating_sub(1)),
    };
    (stroke, ends, u8::try_from(length.min(10)).unwrap_or(10))
}

/// Returns the head at the beginning of a link that ends otherwise, which the reference does not draw. A head that a link takes from
/// the next line is another matter.
pub(super) fn lost_head(text: &str) -> Option<char> {
    let head = text.trim().chars().next().filter(|c| matches!(c, 'x' | 'o' | '<'))?;
    let same_line = !text.get(..text.find(head)?)?.contains('\n');
    let (_, ends, _) = whole(text);
    let single = matches!(ends, Ends::Open | Ends::Point | Ends::Circle | Ends::Cross);
    (single && same_line).then_some(head)
}

/// Reads a link that is two words around a text, such as `<-- text -->`.
pub(super) fn halves(open: &str, close: &str) -> (Stroke, Ends, u8) {
    let (stroke, ends, length) = whole(close);
    let open = trim(open);
    let open_stroke = if open.contains('.') {
        Stroke::Dotted
    } else if open.contains('=') {
        Stroke::Thick
    } else {
        Stroke::Normal
    };
    let invalid = (Stroke::Invalid, Ends::Invalid, 1);
    if open_stroke != stroke {
        return invalid;
    }
    match (open.chars().next(), ends) {
        (Some('<'), Ends::Point) => (stroke, Ends::DoublePoint, length),
        (Some('x'), Ends::Cross) => (stroke, Ends::DoubleCross, length),
        (Some('o'), Ends::Circle) => (stroke, Ends::DoubleCircle, length),
        (Some('<' | 'x' | 'o'), _) => invalid,
        _ => (stroke, ends, length),
    }
}
