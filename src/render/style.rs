//! The author's CSS (`style`, `classDef`, `linkStyle`), reduced to what cannot do harm: known properties with plain values.

use std::collections::BTreeMap;

use crate::graph::Graph;

/// Declarations that are safe to write into a picture, by property.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style(BTreeMap<&'static str, String>);

const KNOWN: &[&str] = &[
    "color",
    "fill",
    "fill-opacity",
    "font-style",
    "font-weight",
    "opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-opacity",
    "stroke-width",
    "text-decoration",
];

/// Properties of text, which are written on it.
const OF_TEXT: &[&str] = &["font-style", "font-weight", "text-decoration"];

impl Style {
    /// Adds declarations; later ones win.
    pub fn add(&mut self, declarations: &[String]) {
        for declaration in declarations {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let property = property.trim().to_ascii_lowercase();
            let value = value.trim().trim_end_matches(';').trim();
            let value = value.strip_suffix("!important").unwrap_or(value).trim_end();
            if let Some(known) = KNOWN.iter().find(|k| **k == property)
                && plain(value)
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

    /// Returns the declarations for an outline or a line.
    #[must_use]
    pub fn of_shape(&self) -> String {
        let kept = self.0.iter().filter(|(k, _)| **k != "color" && !OF_TEXT.contains(k));
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
            match luminance(fill) {
                Some(l) if l < 0.36 => out.push("fill:#ffffff".to_owned()),
                Some(_) => out.push("fill:#18212c".to_owned()),
                None => {}
            }
        }
        out.extend(OF_TEXT.iter().filter_map(|k| Some(format!("{k}:{}", self.get(k)?))));
        out.join(";")
    }
}

/// Whether a value is a color, a number or a word, and nothing that could end the declaration or point elsewhere.
fn plain(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    !value.is_empty()
        && value.len() <= 80
        && value.chars().all(|c| c.is_ascii_alphanumeric() || " #.,%()-+".contains(c))
        && !["url", "expression", "var", "attr", "image", "src"].iter().any(|w| lower.contains(&format!("{w}(")))
}

/// How light a color is, 0 to 1; none for a color whose name is not known here.
fn luminance(color: &str) -> Option<f64> {
    let (r, g, b) = rgb(color)?;
    Some((0.299 * f64::from(r) + 0.587 * f64::from(g) + 0.114 * f64::from(b)) / 255.0)
}

fn rgb(color: &str) -> Option<(u8, u8, u8)> {
    let color = color.trim().to_ascii_lowercase();
    if let Some(hex) = color.strip_prefix('#') {
        let digit = |i: usize| hex.get(i..=i).and_then(|d| u8::from_str_radix(d, 16).ok());
        let pair = |i: usize| hex.get(i..i + 2).and_then(|d| u8::from_str_radix(d, 16).ok());
        return match hex.len() {
            3 | 4 => Some((digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
            6 | 8 => Some((pair(0)?, pair(2)?, pair(4)?)),
            _ => None,
        };
    }
    if let Some(inner) = color.strip_prefix("rgb").and_then(|c| c.split_once('(')).map(|c| c.1) {
        let mut parts = inner.trim_end_matches(')').split([',', ' ']).filter(|p| !p.is_empty());
        let mut part = || parts.next().and_then(|p| p.parse::<f64>().ok()).map(|p| p.clamp(0.0, 255.0) as u8);
        return Some((part()?, part()?, part()?));
    }
    NAMED.iter().find(|n| n.0 == color).map(|n| n.1)
}

/// The names that authors use; the rest keep the theme's text.
const NAMED: &[(&str, (u8, u8, u8))] = &[
    ("black", (0, 0, 0)),
    ("white", (255, 255, 255)),
    ("red", (255, 0, 0)),
    ("green", (0, 128, 0)),
    ("blue", (0, 0, 255)),
    ("yellow", (255, 255, 0)),
    ("orange", (255, 165, 0)),
    ("purple", (128, 0, 128)),
    ("pink", (255, 192, 203)),
    ("gray", (128, 128, 128)),
    ("grey", (128, 128, 128)),
    ("lightgray", (211, 211, 211)),
    ("lightgrey", (211, 211, 211)),
    ("lightblue", (173, 216, 230)),
    ("lightgreen", (144, 238, 144)),
    ("lightyellow", (255, 255, 224)),
    ("lightcoral", (240, 128, 128)),
    ("darkgreen", (0, 100, 0)),
    ("darkblue", (0, 0, 139)),
    ("darkred", (139, 0, 0)),
    ("navy", (0, 0, 128)),
    ("teal", (0, 128, 128)),
    ("maroon", (128, 0, 0)),
    ("olive", (128, 128, 0)),
    ("lime", (0, 255, 0)),
    ("cyan", (0, 255, 255)),
    ("aqua", (0, 255, 255)),
    ("magenta", (255, 0, 255)),
    ("silver", (192, 192, 192)),
    ("gold", (255, 215, 0)),
    ("brown", (165, 42, 42)),
    ("salmon", (250, 128, 114)),
    ("skyblue", (135, 206, 235)),
    ("steelblue", (70, 130, 180)),
    ("tomato", (255, 99, 71)),
    ("beige", (245, 245, 220)),
    ("ivory", (255, 255, 240)),
    ("khaki", (240, 230, 140)),
    ("lavender", (230, 230, 250)),
    ("indigo", (75, 0, 130)),
    ("violet", (238, 130, 238)),
    ("coral", (255, 127, 80)),
    ("crimson", (220, 20, 60)),
];

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
        ]);
        assert_eq!(s.of_shape(), "fill:#f9f;stroke-width:4px");
    }

    #[test]
    fn text_is_readable_on_the_authors_fill() {
        assert_eq!(style(&["fill:#0078d4"]).of_text(true), "fill:#18212c");
        assert_eq!(style(&["fill:#003"]).of_text(true), "fill:#ffffff");
        assert_eq!(style(&["fill:#003", "color:#fff"]).of_text(true), "fill:#fff");
    }
}
