//! SVG as PNG, with the bundled faces, and with those that are handed in for what they lack.

use std::sync::{Arc, LazyLock};

use resvg::{tiny_skia, usvg};
use thiserror::Error;

use super::color::Color;
use super::fonts;

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PngError {
    /// The SVG cannot be read.
    #[error("the picture cannot be read: {0}")]
    Svg(String),
    /// The picture is empty or too large.
    #[error("a picture of {width} by {height} px cannot be made")]
    Size {
        /// The width.
        width: u64,
        /// The height.
        height: u64,
    },
    /// The picture cannot be written.
    #[error("the picture cannot be written: {0}")]
    Encoding(String),
}

/// How many px a picture may have.
const LARGEST: f64 = 200_000_000.0;

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| Arc::new(database(&[])));

fn database(more: &[Vec<u8>]) -> usvg::fontdb::Database {
    let mut db = usvg::fontdb::Database::new();
    for file in fonts::FILES {
        db.load_font_data(file.to_vec());
    }
    for file in more {
        db.load_font_data(file.clone());
    }
    db.set_sans_serif_family("Noto Sans");
    db
}

/// Reads an SVG with the bundled faces, and others for what they lack. Never with those of the machine: a picture is the same
/// everywhere.
pub(super) fn tree(svg: &str, more: &[Vec<u8>]) -> Result<usvg::Tree, PngError> {
    let fontdb = if more.is_empty() { Arc::clone(&FONTS) } else { Arc::new(database(more)) };
    let options = usvg::Options { fontdb, font_family: "Noto Sans".to_owned(), ..usvg::Options::default() };
    usvg::Tree::from_str(svg, &options).map_err(|e| PngError::Svg(e.to_string()))
}

/// Draws an SVG in its size, on a background color where one is given, with fonts for what the bundled ones lack.
pub fn png(svg: &str, background: Option<Color>, fonts: &[Vec<u8>]) -> Result<Vec<u8>, PngError> {
    let tree = tree(svg, fonts)?;
    let size = tree.size();
    // A width that was asked for is not missed by a rounding.
    let whole = |x: f32| if (x - x.round()).abs() < 0.01 { x.round() as u32 } else { x.ceil() as u32 };
    let (width, height) = (whole(size.width()), whole(size.height()));
    let error = PngError::Size { width: width.into(), height: height.into() };
    if f64::from(width) * f64::from(height) > LARGEST {
        return Err(error);
    }
    let Some(mut pixmap) = tiny_skia::Pixmap::new(width, height) else { return Err(error) };
    if let Some(Color { r, g, b, a }) = background {
        pixmap.fill(tiny_skia::Color::from_rgba8(r, g, b, a));
    }
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| PngError::Encoding(e.to_string()))
}

/// Whether bytes are a font that pictures can be drawn with.
#[must_use]
pub fn is_font(bytes: &[u8]) -> bool {
    let mut db = usvg::fontdb::Database::new();
    db.load_font_data(bytes.to_vec());
    !db.is_empty()
}
