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
    (
        "font-weight",
        Value::Word(&[
            "bold", "bolder", "lighter", "normal", "100", "200", "300", "400", "500", "600", "700", "800", "900",
        ]),
    ),
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

    /// Returns the same without a property.
    #[must_use]
    pub fn without(&self, property: &str) -> Self {
        let mut kept = self.clone();
        kept.0.remove(property);
        kept
    }

    /// Returns the declarations for an outline or a line, on a light page and on a dark one.
    #[must_use]
    pub fn of_shape(&self) -> Own {
        let join = |color: &dyn Fn(&str, Color) -> Color| {
            let kept = self.0.iter().filter(|(k, _)| !DRAWN.contains(k) && !OF_TEXT.contains(k));
            let parts = kept.map(|(k, v)| match Color::parse(v).filter(|_| matches!(*k, "fill" | "stroke")) {
                Some(c) => format!("{k}:{}", color(k, c)),
                None => format!("{k}:{v}"),
            });
            parts.collect::<Vec<_>>().join(";")
        };
        Own {
            light: join(&|_, c| c),
            dark: join(&|k, c| if k == "fill" { c.fill_for_dark() } else { c.line_for_dark(DARK_PAGE, 3.0) }),
        }
    }

    /// Returns the declarations for text: `color` becomes its fill. Where the author colors only the box, the text takes what
    /// can be read on it.
    #[must_use]
    pub fn of_text(&self, readable: bool) -> Own {
        let color = self.get("color").and_then(Color::parse);
        let fill = self.get("fill").filter(|_| readable).and_then(Color::parse).filter(|c| c.a > 0);
        let night = fill.map(Color::fill_for_dark);
        let light = color.or_else(|| fill.map(Color::ink));
        let dark = match color {
            Some(color) => Some(color.line_for_dark(night.unwrap_or(DARK_PAGE), 4.0)),
            None => night.map(Color::ink),
        };
        let rest = || OF_TEXT.iter().filter_map(|k| Some(format!("{k}:{}", self.get(k)?)));
        let join = |ink: Option<Color>| {
            ink.map(|c| format!("fill:{c}")).into_iter().chain(rest()).collect::<Vec<_>>().join(";")
        };
        Own { light: join(light), dark: join(dark) }
    }

    /// Returns the color of the line as a fill or a stroke of something else.
    #[must_use]
    pub fn stroke_as(&self, property: &str) -> Own {
        let Some(color) = self.get("stroke").and_then(Color::parse) else { return Own::default() };
        Own {
            light: format!("{property}:{color}"),
            dark: format!("{property}:{}", color.line_for_dark(DARK_PAGE, 3.0)),
        }
    }
}

/// The ground that an author's colors must be seen on in the dark.
const DARK_PAGE: Color = Color::hex(0x000d_1117);

/// What an author declares, on a light page, for which it is made, and on a dark one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// On a light page.
    pub light: String,
    /// On a dark page.
    pub dark: String,
}

impl Own {
    /// Returns the color of a text as that of the lines of a glyph.
    #[must_use]
    pub fn ink_as_stroke(&self) -> Self {
        let of = |text: &str| {
            let fill = text.split(';').find_map(|part| part.strip_prefix("fill:"));
            fill.map(|c| format!("stroke:{c}")).unwrap_or_default()
        };
        Self { light: of(&self.light), dark: of(&self.dark) }
    }

    /// Adds a declaration where there are any.
    #[must_use]
    pub fn and(mut self, more: &str) -> Self {
        for part in [&mut self.light, &mut self.dark] {
            if !part.is_empty() {
                part.push(';');
                part.push_str(more);
            }
        }
        self
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
        assert_eq!(s.of_shape().light, "fill:#f9f;stroke-dasharray:5 5;stroke-width:4px");
    }

    #[test]
    fn text_is_readable_on_the_authors_fill() {
        let texts = |declarations: &[&str]| {
            let own = style(declarations).of_text(true);
            (own.light, own.dark)
        };
        let both = |light: &str, dark: &str| (format!("fill:{light}"), format!("fill:{dark}"));
        assert_eq!(texts(&["fill:#0078d4"]), both("#fff", "#fff"));
        assert_eq!(texts(&["fill:honeydew"]), both("#18212c", "#fff"));
        assert_eq!(texts(&["fill:#003"]), both("#fff", "#fff"));
        assert_eq!(texts(&["fill:#003", "color:#fe9"]), both("#fe9", "#fe9"));
        // What the author writes in black on a pastel is light where the pastel is dark.
        assert_eq!(texts(&["fill:honeydew", "color:#000"]).0, "fill:#000");
        assert_eq!(texts(&["fill:honeydew", "color:#000"]).1, "fill:#c7c7c7");
    }
}
