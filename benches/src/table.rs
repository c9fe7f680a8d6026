//! Figures as a Markdown table.

use std::time::Duration;

/// Prints a table; its first row is the head.
pub fn print(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |c: usize| rows.iter().filter_map(|r| r.get(c)).map(|t| t.chars().count()).max().unwrap_or(0);
    for (i, row) in rows.iter().enumerate() {
        let cell = |c: usize| row.get(c).map_or("", String::as_str);
        let cells: Vec<String> = (0..columns).map(|c| format!("{:<w$}", cell(c), w = width(c))).collect();
        println!("| {} |", cells.join(" | "));
        if i == 0 {
            let rules: Vec<String> = (0..columns).map(|c| "-".repeat(width(c))).collect();
            println!("| {} |", rules.join(" | "));
        }
    }
}

/// Says a time in the unit that suits it.
#[must_use]
pub fn time(duration: Duration) -> String {
    let us = duration.as_secs_f64() * 1e6;
    match us {
        _ if us < 1e3 => format!("{us:.1} µs"),
        _ if us < 1e6 => format!("{:.2} ms", us / 1e3),
        _ => format!("{:.2} s", us / 1e6),
    }
}

/// Says how many times as long something takes.
#[must_use]
pub fn ratio(theirs: Duration, ours: Duration) -> String {
    let ratio = theirs.as_secs_f64() / ours.as_secs_f64().max(1e-9);
    if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") }
}
