//! Diagrams of any size: layered, with three edges for two nodes, three in ten of them labelled, flat or in containers of two levels.

use std::fmt::Write as _;

/// What diagram is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Without containers.
    Flat,
    /// Every node stands in a container, and every container in another.
    Clustered,
}

/// Numbers that look random and are the same everywhere.
struct Random(u64);

impl Random {
    /// Returns a number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }
}

/// Writes a diagram of about `nodes` nodes.
///
/// They stand on a grid of layers, two as wide as high. An edge leads to one of the next layers, near by; one in twenty to anywhere
/// there. An inner container holds three layers of four columns, an outer one two by two inner ones.
#[must_use]
pub fn diagram(kind: Kind, nodes: usize) -> String {
    let layers = ((nodes as f64 / 2.0).sqrt().round() as usize).max(2);
    let width = nodes.div_ceil(layers);
    let mut random = Random(nodes as u64);
    let mut text = String::from("flowchart TB\n");
    let name = |layer: usize, column: usize| layer * width + column;
    match kind {
        Kind::Flat => {
            for n in 0..nodes {
                put(&mut text, format_args!("n{n}[Service {n}]"));
            }
        }
        Kind::Clustered => {
            for outer_row in 0..layers.div_ceil(6) {
                for outer_column in 0..width.div_ceil(8) {
                    put(
                        &mut text,
                        format_args!("subgraph o{outer_row}x{outer_column}[Network {outer_row} {outer_column}]"),
                    );
                    for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                        let (row, column) = (outer_row * 2 + row, outer_column * 2 + column);
                        let members: Vec<usize> = (row * 3..(row * 3 + 3).min(layers))
                            .flat_map(|l| (column * 4..(column * 4 + 4).min(width)).map(move |c| (l, c)))
                            .map(|(l, c)| name(l, c))
                            .filter(|n| *n < nodes)
                            .collect();
                        if members.is_empty() {
                            continue;
                        }
                        put(&mut text, format_args!("subgraph i{row}x{column}[Subnet {row} {column}]"));
                        for n in members {
                            put(&mut text, format_args!("n{n}[Service {n}]"));
                        }
                        put(&mut text, format_args!("end"));
                    }
                    put(&mut text, format_args!("end"));
                }
            }
        }
    }
    for _ in 0..nodes * 3 / 2 {
        let (layer, column) = (random.below(layers - 1), random.below(width));
        let below = (layer + 1 + usize::from(random.below(10) == 0)).min(layers - 1);
        let beside = match random.below(20) {
            0 => random.below(width),
            _ => (column + random.below(5)).saturating_sub(2).min(width - 1),
        };
        let label = if random.below(10) < 3 { "|HTTPS|" } else { "" };
        let (from, to) = (name(layer, column).min(nodes - 1), name(below, beside).min(nodes - 1));
        put(&mut text, format_args!("n{from} -->{label} n{to}"));
    }
    text
}

fn put(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "  {line}").expect("writing to a string does not fail");
}
