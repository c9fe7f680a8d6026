//! What looks like an address range or a size and is none: it is told, and not silently replaced.

use indexmap::IndexMap;

use super::{errors::IMPOSSIBLE_FACT, recognize::Reading};
use crate::{
    catalog::{Cidr, SKUS, sku_named},
    diag::{Diagnostic, Sink, nearest},
};

/// Returns whether a text is four numbers with a prefix length that are no IPv4 range: `300.1.2.3/24`, `10.0.0.0/99`.
pub(super) fn is_range(text: &str) -> bool {
    let Some((address, length)) = text.split_once('/') else { return false };
    let number = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    address.split('.').count() == 4 && address.split('.').all(number) && number(length) && text.parse::<Cidr>().is_err()
}

/// Returns whether a text is a prefix length that no IPv4 range has: `/99`.
pub(super) fn is_length(text: &str) -> bool {
    text.strip_prefix('/').and_then(|l| l.parse::<u16>().ok()).is_some_and(|l| (33..=128).contains(&l))
}

/// Returns whether a word has the form of a size of a later generation and is none: `P9v9`, `I7v2`.
pub(super) fn is_size(text: &str) -> bool {
    let bytes = text.as_bytes();
    let formed = match bytes {
        [b'p' | b'P' | b'i' | b'I', a, rest @ ..] if a.is_ascii_digit() => {
            let rest = if let [b'm' | b'M', rest @ ..] = rest { rest } else { rest };
            matches!(rest, [b'v' | b'V', g] if g.is_ascii_digit())
        }
        _ => false,
    };
    formed && sku_named(text).is_none()
}

/// Tells of what labels state and cannot be.
pub(super) fn tell(readings: &IndexMap<String, Reading>, sink: &mut Sink) {
    for (id, reading) in readings.iter().filter(|(_, r)| r.thing) {
        let Some(kind) = reading.kind else { continue };
        for stated in &reading.facts.impossible {
            let text = stated.value.as_str();
            let found = if is_size(text) && kind.hosting {
                let near = nearest(text, SKUS.iter().map(|s| s.name), 3);
                let help = match near.as_slice() {
                    [] => "write a size such as `S1`, `P1v3` or `I1v2`".to_owned(),
                    near => format!("did you mean `{}`?", near.join("`, `")),
                };
                Diagnostic::new(&IMPOSSIBLE_FACT, stated.span, format!("`{text}` is not a size of an App Service plan"))
                    .note("siteplan reads the label as if no size were stated")
                    .help(help)
            } else if is_range(text) || (is_length(text) && matches!(kind.id, "subnet" | "virtual-network")) {
                Diagnostic::new(&IMPOSSIBLE_FACT, stated.span, format!("`{text}` is not an IPv4 range"))
                    .note("each number of an address is 255 at most, a prefix length 32; siteplan derives a range instead")
                    .help("write a range such as `10.0.1.0/24`")
            } else {
                continue;
            };
            sink.push(found.node(id.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_the_form_is_impossible() {
        assert!(is_range("300.1.2.3/24") && is_range("10.0.0.0/99"));
        assert!(!is_range("10.0.0.0/24") && !is_range("1.2/3") && !is_range("24/7") && !is_range("v1.2.3.4/api"));
        assert!(is_length("/99") && !is_length("/24") && !is_length("/404") && !is_length("/api"));
        assert!(is_size("P9v9") && is_size("i7v2") && is_size("P1mv9"));
        assert!(!is_size("P1v3") && !is_size("p10") && !is_size("ipv4") && !is_size("I1mv2"));
    }
}
