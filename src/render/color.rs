//! Colors as values, so that what an author writes cannot be anything else.

use std::fmt;
use std::str::FromStr;

/// A color.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// How opaque it is.
    pub a: u8,
}

impl Color {
    /// An opaque color from `0xRRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self { r, g, b, a: 255 }
    }

    /// Reads a CSS color; none where it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("transparent") {
            return Some(Self { r: 0, g: 0, b: 0, a: 0 });
        }
        let c = svgtypes::Color::from_str(text).ok()?;
        Some(Self { r: c.red, g: c.green, b: c.blue, a: c.alpha })
    }

    /// How light it is to the eye, 0 to 1.
    #[must_use]
    pub fn luminance(self) -> f64 {
        (0.299 * f64::from(self.r) + 0.587 * f64::from(self.g) + 0.114 * f64::from(self.b)) / 255.0
    }

    /// The color in which text can be read on this one: white, or nearly black, whichever stands out more.
    #[must_use]
    pub fn ink(self) -> Self {
        let (white, black) = (Self::hex(0x00ff_ffff), Self::hex(0x0018_212c));
        if self.a > 96 && self.contrast(white) > self.contrast(black) { white } else { black }
    }

    /// The contrast of WCAG 2, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.relative(), other.relative());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The relative luminance. The curve of sRGB as a polynomial, off by at most 0.002: powers differ between platforms.
    fn relative(self) -> f64 {
        let linear = |byte: u8| {
            let x = f64::from(byte) / 255.0;
            x * (x * (x * 0.305_306_011 + 0.682_171_111) + 0.012_522_878)
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// The fill that does on a dark page what this one does on a light one: what is light becomes dark, in the same hue.
    #[must_use]
    pub fn fill_for_dark(self) -> Self {
        if self.a > 0 && self.relative() > 0.35 { self.with_lightness(0.16, 0.4) } else { self }
    }

    /// The line or text that can be seen on a dark ground: what is too dark there becomes light, in the same hue.
    #[must_use]
    pub fn line_for_dark(self, ground: Self, least: f64) -> Self {
        if self.a > 0 && self.contrast(ground) < least { self.with_lightness(0.78, 0.8) } else { self }
    }

    /// The same hue at a lightness, and at most at a saturation.
    fn with_lightness(self, lightness: f64, saturation: f64) -> Self {
        let (_, full, light) = self.hsl();
        let less = if full > saturation { saturation - full } else { 0.0 };
        self.adjusted(0.0, less * 100.0, (lightness - light) * 100.0)
    }

    /// Hue in degrees, saturation and lightness from 0 to 1.
    fn hsl(self) -> (f64, f64, f64) {
        let (r, g, b) = (f64::from(self.r) / 255.0, f64::from(self.g) / 255.0, f64::from(self.b) / 255.0);
        let (max, min) = (r.max(g).max(b), r.min(g).min(b));
        let (spread, light) = (max - min, (max + min) / 2.0);
        if spread <= 0.0 {
            return (0.0, 0.0, light);
        }
        let hue = if max <= r {
            (g - b) / spread
        } else if max <= g {
            (b - r) / spread + 2.0
        } else {
            (r - g) / spread + 4.0
        };
        (hue * 60.0, spread / (1.0 - (2.0 * light - 1.0).abs()), light)
    }

    /// Turns the hue by degrees, and adds to saturation and lightness, in percent: how Mermaid derives colors of a theme.
    #[must_use]
    pub fn adjusted(self, degrees: f64, saturation: f64, lightness: f64) -> Self {
        let (hue, full, light) = self.hsl();
        let hue = (hue + degrees + 720.0) % 360.0 / 60.0;
        let full = (full + saturation / 100.0).clamp(0.0, 1.0);
        let light = (light + lightness / 100.0).clamp(0.0, 1.0);
        let chroma = (1.0 - (2.0 * light - 1.0).abs()) * full;
        let second = chroma * (1.0 - (hue % 2.0 - 1.0).abs());
        let (r, g, b) = match hue {
            h if h < 1.0 => (chroma, second, 0.0),
            h if h < 2.0 => (second, chroma, 0.0),
            h if h < 3.0 => (0.0, chroma, second),
            h if h < 4.0 => (0.0, second, chroma),
            h if h < 5.0 => (second, 0.0, chroma),
            _ => (chroma, 0.0, second),
        };
        let floor = light - chroma / 2.0;
        let byte = |x: f64| ((x + floor) * 255.0).round().clamp(0.0, 255.0) as u8;
        Self { r: byte(r), g: byte(g), b: byte(b), a: self.a }
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { r, g, b, a } = *self;
        let short = [r, g, b].iter().all(|x| x / 16 == x % 16);
        match (a, short) {
            (255, true) => write!(f, "#{:x}{:x}{:x}", r / 16, g / 16, b / 16),
            (255, false) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
            _ => write!(f, "#{r:02x}{g:02x}{b:02x}{a:02x}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_css_calls_a_color_is_one() {
        for (text, shown) in [
            ("#FF00aa", "#f0a"),
            ("honeydew", "#f0fff0"),
            ("rgb(1, 2, 3)", "#010203"),
            ("hsl(120, 100%, 25%)", "#008000"),
            ("transparent", "#00000000"),
        ] {
            assert_eq!(Color::parse(text).map(|c| c.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "url(#a)", "red;fill:blue", "var(--x)", "\"><script>", "notacolor"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }

    #[test]
    fn text_stands_out_from_what_is_behind_it() {
        // WCAG's own figures: black on white 21, Azure's blue under white 4.5.
        assert!((Color::hex(0).contrast(Color::hex(0x00ff_ffff)) - 21.0).abs() < 0.1);
        assert!((Color::hex(0x0000_78d4).contrast(Color::hex(0x00ff_ffff)) - 4.49).abs() < 0.1);
        for rgb in [0x0000_78d4, 0x00ff_99ff, 0x0088_8888, 0x00e0_4040, 0x0000_3300] {
            let fill = Color::hex(rgb);
            assert!(fill.contrast(fill.ink()) >= 4.0, "{fill}");
        }
    }

    #[test]
    fn a_light_fill_has_a_dark_one_of_its_hue() {
        let mint = Color::hex(0x00e8_f5e9);
        assert_eq!(mint.fill_for_dark().to_string(), "#19391b");
        assert!(mint.fill_for_dark().contrast(mint.fill_for_dark().ink()) > 9.0);
        let blue = Color::hex(0x0000_78d4);
        assert_eq!(blue.fill_for_dark(), blue);
        let page = Color::hex(0x000d_1117);
        assert!(Color::hex(0x0033_3333).line_for_dark(page, 3.0).contrast(page) > 7.0);
        assert_eq!(blue.line_for_dark(page, 3.0), blue);
    }

    #[test]
    fn colors_are_derived_as_mermaid_derives_them() {
        // Its theme `base` with primaryColor #BB2528: the rim is hsl(358.8, 27%, 33.9%), a container hsl(178.8, 67%, 48.9%).
        let red = Color::hex(0x00bb_2528);
        assert_eq!(red.adjusted(0.0, -40.0, -10.0).to_string(), "#6e3f40");
        assert_eq!(red.adjusted(180.0, 0.0, 5.0).to_string(), "#29d0cd");
    }
}
