//! Unified differences of two texts.

/// Returns the unified difference of two texts, three lines of context; empty where they are equal.
#[must_use]
pub fn unified(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut out = format!("--- {path}\n+++ {path}\n");
    for hunk in hunks(&script(&old, &new)) {
        let olds = hunk.iter().filter(|l| !matches!(l, Line::Insert(_))).count();
        let news = hunk.iter().filter(|l| !matches!(l, Line::Delete(_))).count();
        let (first_old, first_new) = hunk.first().map_or((0, 0), |l| l.at(&old, &new, hunk));
        out.push_str(&format!("@@ -{} +{} @@\n", extent(first_old, olds), extent(first_new, news)));
        for line in hunk {
            let (mark, text) = match line {
                Line::Keep(i, _) => (' ', old.get(*i)),
                Line::Delete(i) => ('-', old.get(*i)),
                Line::Insert(j) => ('+', new.get(*j)),
            };
            let text = text.copied().unwrap_or("");
            out.push(mark);
            out.push_str(text);
            if !text.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// A line of an edit script, with its index in the old text, the new text, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Keep(usize, usize),
    Delete(usize),
    Insert(usize),
}

impl Line {
    /// Returns the indices at which a hunk that begins with this line stands in both texts.
    fn at(self, old: &[&str], new: &[&str], hunk: &[Self]) -> (usize, usize) {
        let first_old = hunk.iter().find_map(|l| match l {
            Self::Keep(i, _) | Self::Delete(i) => Some(*i),
            Self::Insert(_) => None,
        });
        let first_new = hunk.iter().find_map(|l| match l {
            Self::Keep(_, j) | Self::Insert(j) => Some(*j),
            Self::Delete(_) => None,
        });
        (first_old.unwrap_or(old.len()), first_new.unwrap_or(new.len()))
    }
}

fn extent(first: usize, count: usize) -> String {
    match count {
        0 => format!("{first},0"),
        1 => format!("{}", first + 1),
        n => format!("{},{n}", first + 1),
    }
}

/// Returns the shortest edit script, by Myers' greedy walk over what is left between the common head and tail.
fn script(old: &[&str], new: &[&str]) -> Vec<Line> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
    let mut out: Vec<Line> = (0..head).map(|i| Line::Keep(i, i)).collect();
    out.extend(middle(a, b).into_iter().map(|line| match line {
        Line::Keep(i, j) => Line::Keep(i + head, j + head),
        Line::Delete(i) => Line::Delete(i + head),
        Line::Insert(j) => Line::Insert(j + head),
    }));
    out.extend((0..tail).map(|i| Line::Keep(old.len() - tail + i, new.len() - tail + i)));
    out
}

/// How many edits the walk looks for before it tells the whole middle as replaced.
const MAX_EDITS: usize = 1000;

fn middle(a: &[&str], b: &[&str]) -> Vec<Line> {
    // `trace[d]` holds, for every diagonal that d edits reach, how far down the old text they come.
    let mut trace: Vec<Vec<usize>> = Vec::new();
    let limit = (a.len() + b.len()).min(MAX_EDITS);
    for d in 0..=limit {
        let mut row = vec![0; 2 * d + 1];
        for k in (0..=2 * d).step_by(2) {
            let (mut x, mut y) = step(&trace, d, k, a.len());
            while x < a.len() && y < b.len() && a[x] == b[y] {
                x += 1;
                y += 1;
            }
            row[k] = x;
            if x >= a.len() && y >= b.len() {
                trace.push(row);
                return walk_back(&trace, a.len(), b.len());
            }
        }
        trace.push(row);
    }
    (0..a.len()).map(Line::Delete).chain((0..b.len()).map(Line::Insert)).collect()
}

/// Returns where diagonal `k - d` is entered with `d` edits: by an insertion or a deletion from the row before.
fn step(trace: &[Vec<usize>], d: usize, k: usize, len: usize) -> (usize, usize) {
    let Some(before) = trace.last().filter(|_| d > 0) else { return (0, 0) };
    let x = if from_insertion(before, k) { before[k] } else { (before[k - 2] + 1).min(len + 1) };
    // y = x - (k - d), which is never negative on a reachable diagonal.
    (x, (x + d).saturating_sub(k))
}

/// Returns whether diagonal `k` of a row is entered from the one above, in the row before, which is shorter by one at both ends.
fn from_insertion(before: &[usize], k: usize) -> bool {
    let above = before.get(k).copied();
    let below = k.checked_sub(2).and_then(|k| before.get(k)).copied();
    match (above, below) {
        (Some(above), Some(below)) => above > below,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

fn walk_back(trace: &[Vec<usize>], old: usize, new: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let (mut x, mut y) = (old, new);
    for d in (0..trace.len()).rev() {
        let k = (x + d).saturating_sub(y);
        let (from_x, from_y) = step(&trace[..d], d, k, old);
        while x > from_x && y > from_y {
            x -= 1;
            y -= 1;
            out.push(Line::Keep(x, y));
        }
        if d > 0 {
            if from_insertion(&trace[d - 1], k) {
                y = y.saturating_sub(1);
                out.push(Line::Insert(y));
            } else {
                x = x.saturating_sub(1);
                out.push(Line::Delete(x));
            }
        }
    }
    out.reverse();
    out
}

/// Cuts a script into hunks: runs of changes with three lines of context.
fn hunks(script: &[Line]) -> Vec<&[Line]> {
    const CONTEXT: usize = 3;
    let mut out = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (i, _) in script.iter().enumerate().filter(|(_, line)| !matches!(line, Line::Keep(..))) {
        let (start, end) = (i.saturating_sub(CONTEXT), (i + CONTEXT + 1).min(script.len()));
        open = match open {
            Some((first, last)) if start <= last => Some((first, end)),
            Some((first, last)) => {
                out.push(&script[first..last]);
                Some((start, end))
            }
            None => Some((start, end)),
        };
    }
    out.extend(open.map(|(first, last)| &script[first..last]));
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hunks_have_three_lines_of_context() {
        let before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        let after = "1\n2\n3\n4\nfive\n6\n7\n8\n9";
        assert_eq!(
            unified("a.md", before, after),
            "--- a.md\n+++ a.md\n@@ -2,8 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n-9\n+9\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("a.md", "", "x\n"), "--- a.md\n+++ a.md\n@@ -0,0 +1 @@\n+x\n");
        assert_eq!(unified("a.md", "x", "x"), "");
    }

    proptest! {
        #[test]
        fn a_script_leads_from_the_old_text_to_the_new(old in prop::collection::vec("[abc]", 0..20), new in prop::collection::vec("[abc]", 0..20)) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let script = script(&old, &new);
            let (mut olds, mut news) = (Vec::new(), Vec::new());
            for line in script {
                match line {
                    Line::Keep(i, j) => {
                        prop_assert_eq!(old[i], new[j]);
                        olds.push(i);
                        news.push(j);
                    }
                    Line::Delete(i) => olds.push(i),
                    Line::Insert(j) => news.push(j),
                }
            }
            prop_assert_eq!(olds, (0..old.len()).collect::<Vec<_>>());
            prop_assert_eq!(news, (0..new.len()).collect::<Vec<_>>());
        }
    }
}
