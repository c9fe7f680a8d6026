//! `siteplan render`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};

use super::{
    args::{Overlay, Picture, RenderArgs, View},
    exit::Exit,
    session::{Session, tell},
    ui::Ui,
};
use crate::{
    compile::{Diagram, Kind, Purpose},
    diag::{Severity, nearest},
    graph::Graph,
    model::Model,
    render::{self, Options, Size, color::Color, theme},
    report::{Document, Summary, human, overlay},
    workspace::{self, Written, normal_parts},
};

pub(super) fn run(args: &RenderArgs, ui: &mut Ui) -> anyhow::Result<Exit> {
    let look = look(args)?;
    possible(&args.output)?;
    let file = picture_of(&args.output);
    let format = match (args.format, file) {
        (Some(asked), Some(named)) if asked != named => {
            bail!("`{}` does not end as the format that --format names", args.output)
        }
        (asked, named) => asked.or(named).unwrap_or(Picture::Svg),
    };
    let purpose = match (args.overlay, args.view) {
        (Overlay::Findings, _) => Purpose::Check,
        (Overlay::None, View::Model) => Purpose::Show,
        (Overlay::None, View::Drawn) => Purpose::Draw,
    };
    let session = Session::open(purpose, &args.paths.paths, None, ui)?;
    let mut wrong = refused(&session.documents, ui);
    let mut drawings = drawings(&session.documents, format);
    let all = drawings.len();
    if args.view == View::Model {
        wrong |= without_model(&mut drawings, &args.paths.paths, ui);
    }
    if all == 0 {
        ui.say(&format!("nothing to draw: {}\n", human::read(&Summary::of(&session.documents))));
        // Who names a diagram expects a picture of it.
        wrong |= args.paths.paths.iter().any(|path| workspace::Target::new(path).diagram.is_some());
    }
    if file.is_some() && drawings.len() > 1 {
        bail!("`{}` holds one picture, and there are {}; name a folder, or one diagram", args.output, drawings.len());
    }
    let mut strange: BTreeSet<char> = BTreeSet::new();
    for Drawing { document, diagram, graph, path } in &drawings {
        let architecture = diagram.model.as_ref().and_then(|m| m.architecture.as_ref());
        let view = architecture.filter(|_| args.view == View::Model).map(|a| render::view::model(graph, a));
        let mut overlays = match args.overlay {
            Overlay::Findings => overlay::badges(&document.compiled, diagram, graph),
            Overlay::None => Vec::new(),
        };
        let mut options = Options { prefix: prefix(document, diagram), size: size(args, format), ..look.clone() };
        let graph = match &view {
            Some(view) => {
                overlays.iter_mut().for_each(|badge| badge.target = view.target(&badge.target));
                (options.glyphs, options.look) = (view.glyphs.clone(), view.look.clone());
                &view.graph
            }
            None => {
                options.glyphs = diagram.model.as_ref().map(Model::glyphs).unwrap_or_default();
                *graph
            }
        };
        options.overlays = overlays;
        options.background = look.background.or_else(|| page(&look, graph, format));
        strange.extend(render::missing_glyphs(graph));
        let path = if file.is_some() { args.output.clone() } else { args.output.join(path) };
        let bytes = draw(graph, format, &options).with_context(|| format!("`{path}` is not drawn"))?;
        let word = match workspace::write(&path, &bytes)? {
            Written::Created => "created",
            Written::Updated => "updated",
            Written::Unchanged => "unchanged",
        };
        ui.result(&format!("{word} {path}\n"))?;
    }
    if !strange.is_empty() && format != Picture::Svg && args.font.is_empty() {
        let some: Vec<String> = strange.iter().take(5).map(|c| format!("`{c}`")).collect();
        let more = if strange.len() > 5 { format!(" and {} more", strange.len() - 5) } else { String::new() };
        ui.warning(&format!("the bundled font has no glyph for {}{more}", some.join(", ")));
        ui.say("name one that has with --font FILE, or draw SVG, where the reader's own fonts are used\n");
    }
    Ok(Exit::of(wrong))
}

/// Takes out what is no architecture and so has no model, and says so: why, where one diagram is left out or was asked for. Returns
/// whether one was asked for by its name.
fn without_model(drawings: &mut Vec<Drawing<'_>>, paths: &[String], ui: &mut Ui) -> bool {
    let before = drawings.len();
    let named = paths.iter().any(|path| workspace::Target::new(path).diagram.is_some());
    let mut reasons: Vec<String> = Vec::new();
    drawings.retain(|drawing| {
        let model = drawing.diagram.model.as_ref();
        if model.is_some_and(|m| m.architecture.is_some()) {
            return true;
        }
        let reason = model.map_or("it cannot be read", |m| m.verdict.as_str());
        let (path, id) = (&drawing.document.source.path, &drawing.diagram.id);
        reasons.push(format!("`{path}#{id}` has no model view: it is no architecture, because {reason}\n"));
        false
    });
    match reasons.as_slice() {
        [] => return false,
        reasons if named || before == 1 || reasons.len() == 1 => reasons.iter().for_each(|reason| ui.say(reason)),
        reasons => ui.say(&format!("{} flowcharts have no model view: they are no architectures\n", reasons.len())),
    }
    ui.say("`--view drawn` draws any flowchart\n");
    named || before == 1
}

/// Returns what every id in a picture begins with, so that pictures can stand in one page: the document's stem and the diagram's id,
/// in letters that need no escape in a style sheet, and a number made of them where any had to be replaced.
fn prefix(document: &Document, diagram: &Diagram) -> String {
    let stem = document.source.path.file_stem().unwrap_or("stdin");
    let name = if stem == diagram.id { stem.to_owned() } else { format!("{stem}-{}", diagram.id) };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let kept: String = name.chars().map(|c| if plain(c) { c } else { '-' }).collect();
    let letter = if kept.starts_with(|c: char| c.is_ascii_alphabetic()) { "" } else { "d" };
    if name.chars().all(plain) {
        return format!("{letter}{kept}");
    }
    // FNV-1a: any hash that is the same everywhere would do.
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{letter}{kept}-{hash:08x}")
}

/// Returns what the arguments say of every picture.
fn look(args: &RenderArgs) -> anyhow::Result<Options> {
    if args.scale.is_some_and(|s| !(0.05..=20.0).contains(&s)) {
        bail!("--scale is a number from 0.05 to 20");
    }
    if args.width.is_some_and(|w| !(16..=20_000).contains(&w)) {
        bail!("--width is a number from 16 to 20000");
    }
    let color = |text: &String| {
        Color::parse(text).with_context(|| format!("`{text}` is no color; write `white`, `#rrggbb` or `transparent`"))
    };
    let mut fonts = Vec::new();
    for path in &args.font {
        let bytes = std::fs::read(path).with_context(|| format!("`{path}` cannot be read"))?;
        #[cfg(feature = "png")]
        if !render::png::is_font(&bytes) {
            bail!("`{path}` is no font; write a TrueType or OpenType file");
        }
        fonts.push(bytes);
    }
    Ok(Options {
        theme: args.theme.as_deref().map(theme_name).transpose()?,
        background: args.background.as_ref().map(color).transpose()?,
        fonts,
        ..Options::default()
    })
}

fn size(args: &RenderArgs, format: Picture) -> Size {
    let usual = match format {
        Picture::Svg => 1.0,
        // Sharp on a screen with two px to a point.
        #[cfg(feature = "png")]
        Picture::Png => 2.0,
        #[cfg(feature = "pdf")]
        Picture::Pdf => 1.0,
    };
    args.width.map_or(Size::Scale(args.scale.unwrap_or(usual)), Size::Width)
}

/// The page of pixels, which cannot be read without one: that of the theme.
fn page(look: &Options, graph: &Graph, format: Picture) -> Option<Color> {
    (format.extension() == "png").then(|| theme::chosen(look.theme.as_deref(), &graph.config).light.page)
}

fn theme_name(name: &str) -> anyhow::Result<String> {
    if theme::named(name).is_some() {
        return Ok(name.to_owned());
    }
    let names = theme::THEMES.iter().map(|t| t.name);
    match nearest(name, names.clone(), 1).first() {
        Some(near) => bail!("there is no theme `{name}`; did you mean `{near}`?"),
        None => bail!("there is no theme `{name}`; there are {}", names.collect::<Vec<_>>().join(", ")),
    }
}

/// Refuses what was hardly meant as a folder.
fn possible(output: &Utf8Path) -> anyhow::Result<()> {
    if output.as_str().is_empty() || output == "-" {
        bail!("pictures are written to a folder or a file; name one after `-o`");
    }
    let other = ["jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "eps", "html", "txt", "md", "mmd"];
    match output.extension().map(str::to_ascii_lowercase) {
        Some(ending) if other.contains(&ending.as_str()) && !output.is_dir() => {
            bail!("`{output}` cannot be drawn: siteplan writes SVG, PNG and PDF")
        }
        _ => Ok(()),
    }
}

/// Returns the format that the name of an output file ends with; none for a folder.
fn picture_of(output: &Utf8Path) -> Option<Picture> {
    if output.is_dir() {
        return None;
    }
    match output.extension()?.to_ascii_lowercase().as_str() {
        "svg" => Some(Picture::Svg),
        #[cfg(feature = "png")]
        "png" => Some(Picture::Png),
        #[cfg(feature = "pdf")]
        "pdf" => Some(Picture::Pdf),
        _ => None,
    }
}

/// Tells why what cannot be drawn is not. Returns whether there was any.
fn refused(documents: &[Document], ui: &mut Ui) -> bool {
    let mut wrong = false;
    for Document { source, compiled } in documents {
        let invalid = |id: &Option<String>| match id {
            Some(id) => compiled.diagram(id).is_some_and(|d| d.kind == Kind::Invalid),
            None => true,
        };
        for finding in &compiled.findings {
            if finding.diagnostic.severity == Severity::Error && invalid(&finding.diagram) {
                tell(source, finding, ui);
                wrong = true;
            }
        }
    }
    wrong
}

/// A diagram to draw, and where its picture goes below the output folder.
struct Drawing<'a> {
    document: &'a Document,
    diagram: &'a Diagram,
    graph: &'a Graph,
    path: Utf8PathBuf,
}

fn drawings(documents: &[Document], format: Picture) -> Vec<Drawing<'_>> {
    let extension = format.extension();
    let mut out = Vec::new();
    for (document, folder) in documents.iter().zip(folders(documents)) {
        for diagram in document.compiled.diagrams.iter().filter(|d| d.kind != Kind::Invalid) {
            if let Some(graph) = &diagram.graph {
                let path = folder.join(format!("{}.{extension}", diagram.id));
                out.push(Drawing { document, diagram, graph, path });
            }
        }
    }
    out
}

/// Returns the folder of each document's pictures: the document's own folder and its stem, or its whole name where another document
/// has the same stem.
fn folders(documents: &[Document]) -> Vec<Utf8PathBuf> {
    let place = |document: &Document, name: Option<&str>| -> Utf8PathBuf {
        let name = name.filter(|_| document.source.path != "-").unwrap_or("stdin");
        normal_parts(workspace::parent(&document.source.path)).chain([name]).collect()
    };
    let by_stem: Vec<Utf8PathBuf> = documents.iter().map(|d| place(d, d.source.path.file_stem())).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for folder in &by_stem {
        *counts.entry(folder.as_str().to_lowercase()).or_default() += 1;
    }
    let unique = |folder: &Utf8PathBuf| counts.get(&folder.as_str().to_lowercase()).is_none_or(|n| *n < 2);
    let choose = |(document, folder): (&Document, Utf8PathBuf)| {
        if unique(&folder) { folder } else { place(document, document.source.path.file_name()) }
    };
    documents.iter().zip(by_stem).map(choose).collect()
}

fn draw(graph: &Graph, format: Picture, options: &Options) -> anyhow::Result<Vec<u8>> {
    Ok(match format {
        Picture::Svg => render::svg(graph, options).into_bytes(),
        #[cfg(feature = "png")]
        Picture::Png => render::png(graph, options)?,
        #[cfg(feature = "pdf")]
        Picture::Pdf => render::pdf(graph, options)?,
    })
}
