//! Drawing in process: each of the guide's diagrams from its text to SVG, stage by stage, in a process that is warm.

use std::time::Duration;

use siteplan::render::{self, Options};
use siteplan_bench::{clock, corpus, table};

fn main() {
    let items = corpus::parseable(&["guide"]);
    println!("Drawing {} diagrams, each from text to SVG: CPU time, the best of nine.\n", items.len());
    let options = Options::default();
    let mut stages: [Vec<Duration>; 3] = Default::default();
    let mut slowest = (Duration::ZERO, "");
    let mut sizes: Vec<usize> = Vec::new();
    for item in &items {
        let Some(graph) = corpus::siteplan(&item.text) else { continue };
        let best = |run: &dyn Fn() -> usize| (0..9).map(|_| clock::time(run).0).min().unwrap_or_default();
        let parse = best(&|| corpus::siteplan(&item.text).map_or(0, |g| g.nodes.len()));
        let draw = best(&|| render::svg(&graph, &options).len());
        sizes.push(render::svg(&graph, &options).len());
        for (stage, time) in stages.iter_mut().zip([parse, draw, parse + draw]) {
            stage.push(time);
        }
        if parse + draw > slowest.0 {
            slowest = (parse + draw, item.id.as_str());
        }
    }
    let mut rows = vec![["stage", "median", "95 %", "most", "sum"].map(str::to_owned).to_vec()];
    for (name, mut times) in ["text to graph", "graph to SVG", "text to SVG"].into_iter().zip(stages) {
        times.sort_unstable();
        let at = |part: usize| times.get(times.len() * part / 100).or(times.last()).copied().unwrap_or_default();
        let figures = [at(50), at(95), at(100), times.iter().sum()].map(table::time);
        rows.push([vec![name.to_owned()], figures.to_vec()].concat());
    }
    table::print(&rows);
    sizes.sort_unstable();
    println!("\nSlowest: {}. Size of an SVG, median: {} bytes.", slowest.1, sizes.get(sizes.len() / 2).unwrap_or(&0));
}
