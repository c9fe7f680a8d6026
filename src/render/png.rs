//! SVG as PNG, with the bundled faces only.

use std::sync::{Arc, LazyLock};

use resvg::{tiny_skia, usvg};
use thiserror::Error;

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

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut db = usvg::fontdb::Database::new();
    for file in fonts::FILES {
        db.load_font_data(file.to_vec());
    }
    db.set_sans_serif_family("Noto Sans");
    Arc::new(db)
});

/// Returns the options with which pictures are read.
pub(super) fn options() -> usvg::Options<'static> {
    usvg::Options { fontdb: Arc::clone(&FONTS), font_family: "Noto Sans".to_owned(), ..usvg::Options::default() }
}

/// Draws an SVG at a scale, on a background color where one is given as red, green, blue.
pub fn png(svg: &str, scale: f32, background: Option<[u8; 3]>) -> Result<Vec<u8>, PngError> {
    let tree = usvg::Tree::from_str(svg, &options()).map_err(|e| PngError::Svg(e.to_string()))?;
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let error = PngError::Size { width: width as u64, height: height as u64 };
    if f64::from(width) * f64::from(height) > LARGEST {
        return Err(error);
    }
    let Some(mut pixmap) = tiny_skia::Pixmap::new(width.ceil() as u32, height.ceil() as u32) else { return Err(error) };
    if let Some([r, g, b]) = background {
        pixmap.fill(tiny_skia::Color::from_rgba8(r, g, b, 255));
    }
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| PngError::Encoding(e.to_string()))
}
