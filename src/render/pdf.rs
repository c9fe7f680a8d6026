//! A picture as PDF: one page of its size, lines as lines, text as text in the faces that it uses, cut down to what it shows.
//!
//! It is written from the tree that the PNG is drawn from, so both show the same. `svg2pdf` and `krilla-svg` would each bring an
//! older resvg of their own. There is no date and no random number in it: the same picture gives the same bytes.

use std::collections::BTreeMap;

use harfrust::{FontRef, Tag};
use pdf_writer::types::{CidFontType, FontFlags, LineCapStyle, LineJoinStyle, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use resvg::tiny_skia::{PathSegment, Transform};
use resvg::usvg::{self, fontdb};
use subsetter::GlyphRemapper;

use super::png::{PngError, tree};

/// Points of paper for each px.
const POINT: f32 = 0.75;
/// What stands in the names of streams of text.
const IDENTITY: SystemInfo<'_> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Writes an SVG as PDF, with fonts for what the bundled ones lack.
pub fn pdf(svg: &str, title: &str, fonts: &[Vec<u8>]) -> Result<Vec<u8>, PngError> {
    let tree = tree(svg, fonts)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut page = Page { content: Content::new(), faces: BTreeMap::new(), opacities: Vec::new() };
    page.group(tree.root(), 1.0);
    Ok(page.finish(tree.fontdb(), title, [width, height]))
}

fn part(byte: u8) -> f32 {
    f32::from(byte) / 255.0
}

fn matrix(t: Transform) -> [f32; 6] {
    [t.sx, t.ky, t.kx, t.sy, t.tx, t.ty]
}

/// A face in use: which glyphs of it, and what they stand for.
struct Used {
    number: usize,
    glyphs: GlyphRemapper,
    texts: BTreeMap<u16, String>,
}

/// A page in the making.
struct Page {
    content: Content,
    faces: BTreeMap<fontdb::ID, Used>,
    /// Opacities of fills and strokes, in thousandths.
    opacities: Vec<(u16, u16)>,
}

impl Page {
    /// Draws a group. Pictures nest but a few groups, whatever the diagram does. A group's opacity is that of its parts: none of ours
    /// has parts that overlap.
    fn group(&mut self, group: &usvg::Group, opacity: f32) {
        let opacity = opacity * group.opacity().get();
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => self.group(group, opacity),
                usvg::Node::Path(path) => self.path(path, opacity),
                usvg::Node::Text(text) => self.text(text, opacity),
                usvg::Node::Image(_) => {}
            }
        }
    }

    fn path(&mut self, path: &usvg::Path, opacity: f32) {
        let fill = path.fill().and_then(|f| Some((color(f.paint())?, f.opacity().get(), f.rule())));
        let stroke = path.stroke().and_then(|s| Some((color(s.paint())?, s)));
        if !path.is_visible() || (fill.is_none() && stroke.is_none()) {
            return;
        }
        self.content.save_state().transform(matrix(path.abs_transform()));
        let alpha = (fill.map_or(1.0, |f| f.1) * opacity, stroke.map_or(1.0, |s| s.1.opacity().get()) * opacity);
        self.opacity(alpha.0, alpha.1);
        if let Some(([r, g, b], ..)) = fill {
            self.content.set_fill_rgb(r, g, b);
        }
        if let Some(([r, g, b], stroke)) = stroke {
            self.content.set_stroke_rgb(r, g, b).set_line_width(stroke.width().get());
            self.content.set_line_cap(match stroke.linecap() {
                usvg::LineCap::Butt => LineCapStyle::ButtCap,
                usvg::LineCap::Round => LineCapStyle::RoundCap,
                usvg::LineCap::Square => LineCapStyle::ProjectingSquareCap,
            });
            self.content.set_line_join(match stroke.linejoin() {
                usvg::LineJoin::Round => LineJoinStyle::RoundJoin,
                usvg::LineJoin::Bevel => LineJoinStyle::BevelJoin,
                usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => LineJoinStyle::MiterJoin,
            });
            if let Some(dashes) = stroke.dasharray() {
                self.content.set_dash_pattern(dashes.iter().copied(), stroke.dashoffset());
            }
        }
        self.segments(path.data().segments());
        let even_odd = fill.is_some_and(|f| f.2 == usvg::FillRule::EvenOdd);
        match (fill.is_some(), stroke.is_some(), even_odd) {
            (true, true, false) => self.content.fill_nonzero_and_stroke(),
            (true, true, true) => self.content.fill_even_odd_and_stroke(),
            (true, false, false) => self.content.fill_nonzero(),
            (true, false, true) => self.content.fill_even_odd(),
            (false, ..) => self.content.stroke(),
        };
        self.content.restore_state();
    }

    fn segments(&mut self, segments: impl Iterator<Item = PathSegment>) {
        let mut at = resvg::tiny_skia::Point::zero();
        for segment in segments {
            match segment {
                PathSegment::MoveTo(p) => {
                    self.content.move_to(p.x, p.y);
                    at = p;
                }
                PathSegment::LineTo(p) => {
                    self.content.line_to(p.x, p.y);
                    at = p;
                }
                // PDF has no quadratic curves.
                PathSegment::QuadTo(c, p) => {
                    let third = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
                    self.content.cubic_to(
                        third(at.x, c.x),
                        third(at.y, c.y),
                        third(p.x, c.x),
                        third(p.y, c.y),
                        p.x,
                        p.y,
                    );
                    at = p;
                }
                PathSegment::CubicTo(a, b, p) => {
                    self.content.cubic_to(a.x, a.y, b.x, b.y, p.x, p.y);
                    at = p;
                }
                PathSegment::Close => {
                    self.content.close_path();
                }
            }
        }
    }

    fn text(&mut self, text: &usvg::Text, opacity: f32) {
        for span in text.layouted().iter().filter(|s| s.visible) {
            for line in [&span.underline, &span.overline, &span.line_through].into_iter().flatten() {
                self.path(line, opacity);
            }
            let Some(fill) = &span.fill else { continue };
            let Some([r, g, b]) = color(fill.paint()) else { continue };
            self.content.save_state().transform(matrix(text.abs_transform()));
            self.opacity(fill.opacity().get() * opacity, 1.0);
            self.content.set_fill_rgb(r, g, b).begin_text();
            for glyph in &span.positioned_glyphs {
                self.glyph(glyph);
            }
            self.content.end_text().restore_state();
        }
    }

    /// Shows a glyph where the tree has it: what lies between glyphs is resvg's to say.
    fn glyph(&mut self, glyph: &usvg::layout::PositionedGlyph) {
        let Ok(id) = u16::try_from(glyph.id.0) else { return };
        let number = self.faces.len();
        let used = self.faces.entry(glyph.font).or_insert_with(|| Used {
            number,
            glyphs: GlyphRemapper::new(),
            texts: BTreeMap::new(),
        });
        let new = used.glyphs.remap(id);
        // The box for what no face has stands for many characters.
        if id != 0 {
            used.texts.entry(new).or_insert_with(|| glyph.text.clone());
        }
        let name = face_name(used.number);
        // The tree's transform has the units of the face in it, and a PDF's text has ems.
        let t = glyph.outline_transform();
        let ems = if t.sy == 0.0 { 1.0 } else { glyph.font_size() / t.sy.abs() };
        self.content.set_font(Name(name.as_bytes()), 1.0);
        self.content.set_text_matrix([t.sx * ems, t.ky * ems, t.kx * ems, t.sy * ems, t.tx, t.ty]);
        self.content.show(Str(&new.to_be_bytes()));
    }

    fn opacity(&mut self, fill: f32, stroke: f32) {
        let thousandths = |x: f32| (x * 1000.0).round().clamp(0.0, 1000.0) as u16;
        let pair = (thousandths(fill), thousandths(stroke));
        if pair == (1000, 1000) {
            return;
        }
        let at = self.opacities.iter().position(|o| *o == pair).unwrap_or_else(|| {
            self.opacities.push(pair);
            self.opacities.len() - 1
        });
        self.content.set_parameters(Name(format!("O{at}").as_bytes()));
    }

    /// Writes the file.
    fn finish(self, db: &fontdb::Database, title: &str, [width, height]: [f32; 2]) -> Vec<u8> {
        let mut next = 1;
        let mut fresh = || {
            next += 1;
            Ref::new(next - 1)
        };
        let (catalog, pages, page, info, stream) = (fresh(), fresh(), fresh(), fresh(), fresh());
        let mut pdf = Pdf::new();
        let mut root = pdf.catalog(catalog);
        root.pages(pages);
        root.viewer_preferences().display_doc_title(true);
        root.finish();
        pdf.document_info(info).title(TextStr(title));
        pdf.pages(pages).kids([page]).count(1);
        let faces: Vec<(Ref, &fontdb::ID, &Used)> = self.faces.iter().map(|(id, used)| (fresh(), id, used)).collect();
        let mut sheet = pdf.page(page);
        sheet.media_box(Rect::new(0.0, 0.0, width * POINT, height * POINT)).parent(pages).contents(stream);
        let mut resources = sheet.resources();
        let mut fonts = resources.fonts();
        for (at, _, used) in &faces {
            fonts.pair(Name(face_name(used.number).as_bytes()), at);
        }
        fonts.finish();
        let mut states = resources.ext_g_states();
        for (k, (fill, stroke)) in self.opacities.iter().enumerate() {
            let mut state =
                states.insert(Name(format!("O{k}").as_bytes())).start::<pdf_writer::writers::ExtGraphicsState<'_>>();
            state.non_stroking_alpha(f32::from(*fill) / 1000.0).stroking_alpha(f32::from(*stroke) / 1000.0);
        }
        states.finish();
        resources.finish();
        sheet.finish();
        // From px down from the top to points up from the bottom.
        let mut content = Content::new();
        content.transform([POINT, 0.0, 0.0, -POINT, 0.0, height * POINT]);
        let drawn = [content.finish().as_slice(), b"\n", self.content.finish().as_slice()].concat();
        put(&mut pdf, stream, &drawn);
        for (at, id, used) in faces {
            face(&mut pdf, at, db, *id, used, &mut fresh);
        }
        pdf.finish()
    }
}

fn color(paint: &usvg::Paint) -> Option<[f32; 3]> {
    match paint {
        usvg::Paint::Color(c) => Some([part(c.red), part(c.green), part(c.blue)]),
        // Pictures have no gradients and no patterns.
        usvg::Paint::LinearGradient(_) | usvg::Paint::RadialGradient(_) | usvg::Paint::Pattern(_) => None,
    }
}

fn face_name(number: usize) -> String {
    format!("F{number}")
}

/// Writes a compressed stream.
fn put(pdf: &mut Pdf, at: Ref, bytes: &[u8]) {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6);
    pdf.stream(at, &packed).filter(Filter::FlateDecode);
}

/// Writes a face with the glyphs in use, their widths, and the text that they stand for.
fn face(pdf: &mut Pdf, at: Ref, db: &fontdb::Database, id: fontdb::ID, used: &Used, fresh: &mut impl FnMut() -> Ref) {
    let (cid, descriptor, file, cmap) = (fresh(), fresh(), fresh(), fresh());
    // Six letters, as the format wants them before the name of a face that is not whole.
    let letter = char::from(b'A' + (used.number % 26) as u8);
    let name = format!("AAAAA{letter}+{}", db.face(id).map_or("Face", |f| f.post_script_name.as_str()));
    let name = Name(name.as_bytes());
    pdf.type0_font(at).base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(cid).to_unicode(cmap);
    let written = db.with_face_data(id, |data, index| {
        let metrics = Metrics::new(data, index);
        let subset = subsetter::subset(data, index, &used.glyphs).unwrap_or_default();
        let outlines = subset.starts_with(b"OTTO");
        let mut font = pdf.cid_font(cid);
        font.subtype(if outlines { CidFontType::Type0 } else { CidFontType::Type2 });
        font.base_font(name).system_info(IDENTITY).font_descriptor(descriptor).default_width(0.0);
        if !outlines {
            font.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        font.widths().consecutive(0, used.glyphs.remapped_gids().map(|glyph| metrics.advance(glyph)));
        font.finish();
        let mut about = pdf.font_descriptor(descriptor);
        about.name(name).flags(FontFlags::SYMBOLIC).italic_angle(0.0).stem_v(90.0);
        about.bbox(metrics.bbox()).ascent(metrics.ascent()).descent(metrics.descent()).cap_height(714.0);
        if outlines {
            about.font_file3(file)
        } else {
            about.font_file2(file)
        };
        about.finish();
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&subset, 6);
        let mut stream = pdf.stream(file, &packed);
        stream.filter(Filter::FlateDecode);
        if outlines {
            stream.pair(Name(b"Subtype"), Name(b"OpenType"));
        }
    });
    debug_assert!(written.is_some(), "a face of the tree is in its database");
    let mut map = UnicodeCmap::<u16>::new(Name(b"Text"), IDENTITY);
    for (glyph, text) in used.texts.iter().filter(|(_, text)| !text.is_empty()) {
        map.pair_with_multiple(*glyph, text.chars());
    }
    put(pdf, cmap, map.finish().as_slice());
}

/// What a PDF wants to know of a face, in thousandths of an em.
struct Metrics<'a> {
    head: &'a [u8],
    hhea: &'a [u8],
    hmtx: &'a [u8],
}

impl<'a> Metrics<'a> {
    fn new(data: &'a [u8], index: u32) -> Self {
        let font = FontRef::from_index(data, index).ok();
        let table = |name: &[u8; 4]| {
            font.as_ref().and_then(|f| f.table_data(Tag::new(name))).map(|t| t.as_bytes()).unwrap_or_default()
        };
        Self { head: table(b"head"), hhea: table(b"hhea"), hmtx: table(b"hmtx") }
    }

    fn scaled(&self, value: i16) -> f32 {
        let units = word(self.head, 18).max(1);
        f32::from(value) * 1000.0 / f32::from(units.cast_unsigned())
    }

    fn advance(&self, glyph: u16) -> f32 {
        // From the number of metrics on, all are as wide as the last.
        let last = word(self.hhea, 34).cast_unsigned().max(1) - 1;
        self.scaled(word(self.hmtx, 4 * usize::from(glyph.min(last))))
    }

    fn ascent(&self) -> f32 {
        self.scaled(word(self.hhea, 4))
    }

    fn descent(&self) -> f32 {
        self.scaled(word(self.hhea, 6))
    }

    fn bbox(&self) -> Rect {
        let at = |offset| self.scaled(word(self.head, offset));
        Rect::new(at(36), at(38), at(40), at(42))
    }
}

fn word(table: &[u8], at: usize) -> i16 {
    match table.get(at..at + 2) {
        Some(&[a, b]) => i16::from_be_bytes([a, b]),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'>\
        <rect width='90' height='40' fill='#abc' stroke='#123' opacity='.5' stroke-dasharray='5 4'/>\
        <text x='20' y='30' font-size='14' font-family='Noto Sans'>Plan (S1)</text></svg>";

    #[test]
    fn a_page_is_as_large_as_the_picture_and_the_same_each_time() {
        let bytes = pdf(PICTURE, "Shop (1)", &[]).expect("a page");
        assert_eq!(bytes, pdf(PICTURE, "Shop (1)", &[]).expect("a page"));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with("%PDF-1.7") && text.trim_end().ends_with("%%EOF"));
        assert!(text.contains("/MediaBox [0 0 150 75]"), "{text}");
        assert!(text.contains("/Title (Shop (1))"), "{text}");
        for date in ["CreationDate", "ModDate", "/ID"] {
            assert!(!text.contains(date), "{date}");
        }
    }

    #[test]
    fn the_face_is_inside_and_its_text_can_be_read() {
        let bytes = pdf(PICTURE, "t", &[]).expect("a page");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("+NotoSans") && text.contains("/FontFile2") && text.contains("/ToUnicode"), "{text}");
        // All of the face would be more than half a megabyte.
        assert!(bytes.len() < 20_000, "{}", bytes.len());
    }

    #[test]
    fn what_is_no_picture_is_an_error() {
        assert!(pdf("<svg", "t", &[]).is_err());
    }
}
