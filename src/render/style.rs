//! The author's CSS (`style`, `classDef`, `linkStyle`), reduced to what cannot do harm: known properties with plain values.

use std::collections::BTreeMap;

use super::color::Color;
use crate::graph::Graph;

/// Declarations that are safe to write into a picture, by property.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style(BTreeMap<&'static str, String>);

/// The properties that mean something in a picture, and what their values may be.
const KNOWN: &[(&str, Value)] = &[
    ("color", Value::Color),
    ("fill", Value::Color),
    ("fill-opacity", Value::Number),
    ("font-size", Value::Number),
    ("font-style", Value::Word(&["italic", "normal", "oblique"])),
    ("font-weight", Value::Word(&["bold", "bolder", "lighter", "normal", "100", "200", "300", "400", "500", "600", "700", "800", "900"])),
    ("opacity", Value::Number),
    ("rx", Value::Number),
    ("stroke", Value::Color),
    ("stroke-dasharray", Value::Numbers),
    ("stroke-dashoffset", Value::Number),
    ("stroke-linecap", Value::Word(&["butt", "round", "square"])),
    ("stroke-opacity", Value::Number),
    ("stroke-width", Value::Number),
    ("text-decoration", Value::Word(&["line-through", "none", "overline", "underline"])),
];

/// What a property's value may be.
#[derive(Clone, Copy, Debug)]
enum Value {
    Color,
    /// A number that is not negative, with a unit.
    Number,
    /// Such numbers, or `none`.
    Numbers,
    Word(&'static [&'static str]),
}

impl Value {
    fn holds(self, value: &str) -> bool {
        match self {
            Self::Color => value.eq_ignore_ascii_case("none") || Color::parse(value).is_some(),
            Self::Number => px(value).is_some(),
            Self::Numbers => {
                let mut parts = value.split([',', ' ']).filter(|p| !p.is_empty()).peekable();
                value.eq_ignore_ascii_case("none") || (parts.peek().is_some() && parts.all(|p| px(p).is_some()))
            }
            Self::Word(words) => words.iter().any(|w| w.eq_ignore_ascii_case(value)),
        }
    }
}

/// Reads a length as px; one without a unit is in px.
fn px(value: &str) -> Option<f64> {
    let at = value.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(value.len());
    let (number, unit) = value.split_at(at);
    let number: f64 = number.parse().ok().filter(|n: &f64| n.is_finite() && *n <= 10_000.0)?;
    let scale = match unit.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "em" | "rem" => 16.0,
        "%" => 0.01,
        _ => return None,
    };
    Some(number * scale)
}

/// Properties of text, which are written on it.
const OF_TEXT: &[&str] = &["font-style", "font-weight", "text-decoration"];
/// Properties that are not written, but drawn.
const DRAWN: &[&str] = &["color", "font-size", "rx"];

impl Style {
    /// Adds declarations; later ones win.
    pub fn add(&mut self, declarations: &[String]) {
        for declaration in declarations {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let property = property.trim().to_ascii_lowercase();
            let value = value.trim().trim_end_matches(';').trim();
            let value = value.strip_suffix("!important").unwrap_or(value).trim_end();
            if let Some((known, kind)) = KNOWN.iter().find(|k| k.0 == property)
                && kind.holds(value)
            {
                self.0.insert(known, value.to_owned());
            }
        }
    }

    /// Adds the declarations of classes, in their order.
    pub fn add_classes(&mut self, graph: &Graph, classes: &[String]) {
        for class in classes {
            for def in graph.class_defs.iter().filter(|d| d.name == *class) {
                self.add(&def.styles);
            }
        }
    }

    /// Returns a property's value.
    #[must_use]
    pub fn get(&self, property: &str) -> Option<&str> {
        self.0.get(property).map(String::as_str)
    }

    /// Returns a property's value in px.
    #[must_use]
    pub fn px(&self, property: &str) -> Option<f64> {
        px(self.get(property)?)
    }

    /// Returns the size of type that is asked for, in px, of what is usual.
    #[must_use]
    pub fn font_size(&self, usual: f64) -> Option<f64> {
        let value = self.get("font-size")?;
        let size = match value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%') {
            number if value.ends_with('%') => number.parse::<f64>().ok()? / 100.0 * usual,
            number if value.to_ascii_lowercase().ends_with("em") => number.parse::<f64>().ok()? * usual,
            _ => px(value)?,
        };
        Some(size.clamp(6.0, 48.0))
    }

    /// Returns the declarations for an outline or a line.
    #[must_use]
    pub fn of_shape(&self) -> String {
        let kept = self.0.iter().filter(|(k, _)| !DRAWN.contains(k) && !OF_TEXT.contains(k));
        kept.map(|(k, v)| format!("{k}:{v}")).collect::<Vec<_>>().join(";")
    }

    /// Returns the declarations for text: `color` becomes its fill. Where the author colors only the box, the text takes what
    /// can be read on it.
    #[must_use]
    pub fn of_text(&self, readable: bool) -> String {
        let mut out: Vec<String> = Vec::new();
        if let Some(color) = self.get("color") {
            out.push(format!("fill:{color}"));
        } else if readable && let Some(fill) = self.get("fill") {
            if let Some(fill) = Color::parse(fill).filter(|c| c.a > 0) {
                out.push(format!("fill:{}", fill.ink()));
            }
        }
        out.extend(OF_TEXT.iter().filter_map(|k| Some(format!("{k}:{}", self.get(k)?))));
        out.join(";")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(declarations: &[&str]) -> Style {
        let mut style = Style::default();
        style.add(&declarations.iter().map(|d| (*d).to_owned()).collect::<Vec<_>>());
        style
    }

    #[test]
    fn only_plain_values_of_known_properties_pass() {
        let s = style(&[
            "fill:#f9f",
            " stroke-width: 4px",
            "fill:url(#x)",
            "behavior:x",
            "stroke:red;}*{fill:blue",
            "stroke:a\"b",
            "opacity:calc(1)",
            "stroke-dasharray:5 x",
            "stroke-dasharray: 5 5",
            "font-weight:evil",
            "font-family:x",
        ]);
        assert_eq!(s.of_shape(), "fill:#f9f;stroke-dasharray:5 5;stroke-width:4px");
    }

    #[test]
    fn text_is_readable_on_the_authors_fill() {
        assert_eq!(style(&["fill:#0078d4"]).of_text(true), "fill:#fff");
        assert_eq!(style(&["fill:honeydew"]).of_text(true), "fill:#18212c");
        assert_eq!(style(&["fill:#003"]).of_text(true), "fill:#fff");
        assert_eq!(style(&["fill:#003", "color:#fff"]).of_text(true), "fill:#fff");
    }
}
