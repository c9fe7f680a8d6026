//! The shapes that `@{ shape: … }` knows.

/// Each shape with its short name and its aliases.
const SHAPES: [&[&str]; 53] = [
    &["rect", "proc", "process", "rectangle"],
    &["rounded", "event"],
    &["stadium", "terminal", "pill"],
    &["fr-rect", "subprocess", "subproc", "framed-rectangle", "subroutine"],
    &["cyl", "db", "database", "cylinder"],
    &["datastore", "data-store"],
    &["folder", "directory"],
    &["bucket"],
    &["console"],
    &["browser"],
    &["person"],
    &["circle", "circ"],
    &["bang"],
    &["cloud"],
    &["diam", "decision", "diamond", "question"],
    &["hex", "hexagon", "prepare"],
    &["lean-r", "lean-right", "in-out"],
    &["lean-l", "lean-left", "out-in"],
    &["trap-b", "priority", "trapezoid-bottom", "trapezoid"],
    &["trap-t", "manual", "trapezoid-top", "inv-trapezoid"],
    &["dbl-circ", "double-circle", "doublecircle"],
    &["text"],
    &["notch-rect", "card", "notched-rectangle"],
    &["lin-rect", "lined-rectangle", "lined-process", "lin-proc", "shaded-process"],
    &["sm-circ", "start", "small-circle"],
    &["fr-circ", "stop", "framed-circle"],
    &["fork", "join"],
    &["hourglass", "collate"],
    &["brace", "comment", "brace-l"],
    &["brace-r"],
    &["braces"],
    &["bolt", "com-link", "lightning-bolt"],
    &["doc", "document"],
    &["delay", "half-rounded-rectangle"],
    &["h-cyl", "das", "horizontal-cylinder"],
    &["lin-cyl", "disk", "lined-cylinder"],
    &["curv-trap", "curved-trapezoid", "display"],
    &["div-rect", "div-proc", "divided-rectangle", "divided-process"],
    &["tri", "extract", "triangle"],
    &["win-pane", "internal-storage", "window-pane"],
    &["f-circ", "junction", "filled-circle"],
    &["notch-pent", "loop-limit", "notched-pentagon"],
    &["flip-tri", "manual-file", "flipped-triangle"],
    &["sl-rect", "manual-input", "sloped-rectangle"],
    &["docs", "documents", "st-doc", "stacked-document"],
    &["st-rect", "procs", "processes", "stacked-rectangle"],
    &["bow-rect", "stored-data", "bow-tie-rectangle"],
    &["cross-circ", "summary", "crossed-circle"],
    &["tag-doc", "tagged-document"],
    &["tag-rect", "tagged-rectangle", "tag-proc", "tagged-process"],
    &["flag", "paper-tape"],
    &["odd"],
    &["lin-doc", "lined-document"],
];

/// Names that other diagram types draw, which the reference accepts here as well.
const FOREIGN: &[&str] = &[
    "state",
    "choice",
    "note",
    "composite",
    "icon",
    "anchor",
    "bpmn-start",
    "bpmn-intermediate",
    "bpmn-boundary",
    "bpmn-end",
    "bpmn-gateway",
    "bpmn-activity",
    "bpmn-data",
    "bpmn-data-store",
    "bpmn-annotation",
];

/// What every JavaScript object has; the reference looks the name up in one.
const INHERITED: &[&str] = &["constructor"];

/// Returns whether the reference draws a shape of this name.
#[must_use]
pub fn is_shape(name: &str) -> bool {
    names().any(|n| n == name) || FOREIGN.contains(&name) || INHERITED.contains(&name)
}

/// Returns the documented names.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHAPES.iter().flat_map(|names| names.iter().copied())
}
