//! The shapes of nodes: one table from Mermaid's names to shapes; what each looks like is in [`draw`].

mod draw;
mod path;
mod process;

pub use draw::{Drawing, Weight, draw};

/// A shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A box.
    Rect,
    /// A box with round corners.
    Rounded,
    /// A box with half circles for sides.
    Stadium,
    /// A box with double sides.
    Subroutine,
    /// A standing drum.
    Cylinder,
    /// A standing drum with a second lid.
    LinedCylinder,
    /// A lying drum.
    LyingCylinder,
    /// A box open at its sides.
    Datastore,
    /// A circle.
    Circle,
    /// A circle in a circle.
    DoubleCircle,
    /// A small circle without text.
    Start,
    /// A small circle in a circle, without text.
    Stop,
    /// A small filled circle.
    Junction,
    /// A circle with a cross.
    Summary,
    /// An ellipse.
    Ellipse,
    /// A box with a notch at its left.
    Odd,
    /// A diamond.
    Diamond,
    /// A hexagon.
    Hexagon,
    /// A parallelogram that leans to the right.
    LeanRight,
    /// A parallelogram that leans to the left.
    LeanLeft,
    /// Wider at its bottom.
    Trapezoid,
    /// Wider at its top.
    InvTrapezoid,
    /// No outline.
    Text,
    /// A box with a cut corner.
    Card,
    /// A box with a line at its left.
    LinedRect,
    /// A box with a line below its top.
    DividedRect,
    /// A box with a line below its top and one at its left.
    WindowPane,
    /// A bar.
    Fork,
    /// An hourglass.
    Hourglass,
    /// A brace at the left.
    BraceLeft,
    /// A brace at the right.
    BraceRight,
    /// Braces at both sides.
    Braces,
    /// A flash.
    Bolt,
    /// A sheet with a waved edge.
    Document,
    /// The same with a line at its left.
    LinedDocument,
    /// Several sheets.
    Documents,
    /// A sheet with a tag.
    TaggedDocument,
    /// A box with a tag.
    TaggedRect,
    /// A box with one round end.
    Delay,
    /// A pointed left and a round right side.
    Display,
    /// A triangle.
    Triangle,
    /// A triangle on its tip.
    FlippedTriangle,
    /// A box with two cut corners.
    LoopLimit,
    /// A box with a sloped top.
    Sloped,
    /// Several boxes.
    StackedRect,
    /// A box with bent sides.
    BowTie,
    /// A waved band.
    Flag,
    /// A folder.
    Folder,
    /// A bucket.
    Bucket,
    /// A window with a prompt.
    Console,
    /// A window with an address bar.
    Browser,
    /// A person.
    Person,
    /// A star.
    Bang,
    /// A cloud.
    Cloud,
    /// A sheet with a corner folded up.
    Note,
    /// A box with a title of its own.
    Composite,
    /// A small diamond without text.
    Choice,
    /// A point.
    Anchor,
    /// BPMN's start of a process: a thin circle.
    EventStart,
    /// BPMN's event within a process: two circles.
    EventBetween,
    /// BPMN's event at an activity: two dashed circles.
    EventBoundary,
    /// BPMN's end of a process: a thick circle.
    EventEnd,
    /// BPMN's activity.
    Activity,
    /// BPMN's gateway: a diamond with a cross.
    Gateway,
    /// BPMN's data object: a sheet with a folded corner.
    DataObject,
    /// BPMN's data store: a drum with three lids.
    DataStore,
    /// BPMN's annotation: a text at a bracket.
    Annotation,
}

/// Mermaid's names, those of the parser and those of `@{shape: …}`. An `icon` is a box with its icon before its text.
const NAMES: &[(Shape, &str)] = &[
    (Shape::Rect, "rect square squareRect proc process rectangle labelRect icon"),
    (Shape::Rounded, "rounded round event roundedRect state"),
    (Shape::Stadium, "stadium terminal pill"),
    (Shape::Subroutine, "fr-rect subroutine subprocess subproc framed-rectangle"),
    (Shape::Cylinder, "cyl cylinder db database"),
    (Shape::LinedCylinder, "lin-cyl disk lined-cylinder"),
    (Shape::LyingCylinder, "h-cyl das horizontal-cylinder"),
    (Shape::Datastore, "datastore data-store"),
    (Shape::Circle, "circle circ"),
    (Shape::DoubleCircle, "dbl-circ doublecircle double-circle"),
    (Shape::Start, "sm-circ start small-circle"),
    (Shape::Stop, "fr-circ stop framed-circle"),
    (Shape::Junction, "f-circ junction filled-circle"),
    (Shape::Summary, "cross-circ summary crossed-circle"),
    (Shape::Ellipse, "ellipse"),
    (Shape::Odd, "odd rect_left_inv_arrow"),
    (Shape::Diamond, "diam diamond question decision"),
    (Shape::Hexagon, "hex hexagon prepare"),
    (Shape::LeanRight, "lean-r lean_right lean-right in-out"),
    (Shape::LeanLeft, "lean-l lean_left lean-left out-in"),
    (Shape::Trapezoid, "trap-b trapezoid priority trapezoid-bottom"),
    (Shape::InvTrapezoid, "trap-t inv_trapezoid manual trapezoid-top inv-trapezoid"),
    (Shape::Text, "text"),
    (Shape::Card, "notch-rect card notched-rectangle"),
    (Shape::LinedRect, "lin-rect lined-rectangle lined-process lin-proc shaded-process"),
    (Shape::DividedRect, "div-rect div-proc divided-rectangle divided-process"),
    (Shape::WindowPane, "win-pane internal-storage window-pane"),
    (Shape::Fork, "fork join"),
    (Shape::Hourglass, "hourglass collate"),
    (Shape::BraceLeft, "brace comment brace-l"),
    (Shape::BraceRight, "brace-r"),
    (Shape::Braces, "braces"),
    (Shape::Bolt, "bolt com-link lightning-bolt"),
    (Shape::Document, "doc document"),
    (Shape::LinedDocument, "lin-doc lined-document"),
    (Shape::Documents, "docs documents st-doc stacked-document"),
    (Shape::TaggedDocument, "tag-doc tagged-document"),
    (Shape::TaggedRect, "tag-rect tagged-rectangle tag-proc tagged-process"),
    (Shape::Delay, "delay half-rounded-rectangle"),
    (Shape::Display, "curv-trap curved-trapezoid display"),
    (Shape::Triangle, "tri triangle extract"),
    (Shape::FlippedTriangle, "flip-tri manual-file flipped-triangle"),
    (Shape::LoopLimit, "notch-pent loop-limit notched-pentagon"),
    (Shape::Sloped, "sl-rect manual-input sloped-rectangle"),
    (Shape::StackedRect, "st-rect procs processes stacked-rectangle"),
    (Shape::BowTie, "bow-rect stored-data bow-tie-rectangle"),
    (Shape::Flag, "flag paper-tape"),
    (Shape::Folder, "folder directory"),
    (Shape::Bucket, "bucket"),
    (Shape::Console, "console"),
    (Shape::Browser, "browser"),
    (Shape::Person, "person"),
    (Shape::Bang, "bang"),
    (Shape::Cloud, "cloud"),
    (Shape::Note, "note"),
    (Shape::Composite, "composite"),
    (Shape::Choice, "choice"),
    (Shape::Anchor, "anchor"),
    (Shape::EventStart, "bpmn-start"),
    (Shape::EventBetween, "bpmn-intermediate"),
    (Shape::EventBoundary, "bpmn-boundary"),
    (Shape::EventEnd, "bpmn-end"),
    (Shape::Activity, "bpmn-activity"),
    (Shape::Gateway, "bpmn-gateway"),
    (Shape::DataObject, "bpmn-data"),
    (Shape::DataStore, "bpmn-data-store"),
    (Shape::Annotation, "bpmn-annotation"),
];

/// Returns the shape of a name; a box where there is none of that name.
#[must_use]
pub fn named(name: &str) -> Shape {
    NAMES.iter().find(|(_, names)| names.split(' ').any(|n| n == name)).map_or(Shape::Rect, |(shape, _)| *shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut all: Vec<&str> = NAMES.iter().flat_map(|(_, n)| n.split(' ')).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn every_shape_has_an_outline_of_its_own() {
        let mut seen: Vec<(Shape, String)> = Vec::new();
        for &(shape, _) in NAMES {
            let mut look = draw(shape, 80, 40);
            // A small and a filled circle are the same in Mermaid too, and so are a process and an activity with round corners, and
            // a circle and the start of a process.
            look.outline = crate::render::layout::Outline::Box;
            let look = format!("{look:?}");
            let same = [Shape::Junction, Shape::Activity, Shape::EventStart];
            if let Some((other, _)) = seen.iter().find(|s| s.1 == look) {
                assert!(same.contains(&shape), "{shape:?} looks like {other:?}");
            }
            seen.push((shape, look));
        }
    }

    #[test]
    fn unknown_is_a_box() {
        assert_eq!(named("cylinder"), Shape::Cylinder);
        assert_eq!(named("no-such-shape"), Shape::Rect);
    }
}
