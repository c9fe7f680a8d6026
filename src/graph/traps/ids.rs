//! Ids that are read as something else.

use std::collections::HashMap;

use super::{Scope, is_bare, links};
use crate::{
    diag::{Diagnostic, Edit, Fix, Sink},
    graph::{Ends, Stroke, errors},
    source::Span,
    syntax::{
        ast::{Link, Member, Statement, SubgraphOpen},
        script::{is_space, trim},
    },
};

pub(super) fn check(scope: &Scope<'_>, sink: &mut Sink) {
    arrow_heads(scope, sink);
    joined(scope, sink);
    titles(scope, sink);
    direction(scope, sink);
    edge_ids(scope, sink);
}

/// `A---oB` is a circle at the end of a link to `B`.
fn arrow_heads(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, link, group) in links(scope.diagram) {
        let head = match link.ends {
            Ends::Circle => 'o',
            Ends::Cross => 'x',
            _ => continue,
        };
        let Some(member) = group.first() else { continue };
        let id = member.id.text.as_str();
        if link.piped || link.span.end != member.id.span.start || !id.starts_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let whole = format!("{head}{id}");
        let known = member.shape.is_some() || scope.mentions(id).len() > 1 || !scope.knows(id);
        let sure = !known && scope.knows(&whole);
        // `--o` is how a circle is asked for; more strokes, or the rest of a word, speak against it.
        let odd = link.length > 1 || id.len() > 1 && id.starts_with(|c: char| c.is_ascii_lowercase());
        if !sure && (scope.mentions(id).len() > 1 || !odd) {
            continue;
        }
        let at = link.span.end - 1;
        let mut found = Diagnostic::new(
            &errors::ARROW_HEAD_TAKES_LETTER,
            Span::new(at, member.id.span.end),
            format!("the `{head}` is read as the head of the arrow, and `{id}` as the node"),
        )
        .label(format!("drawn as a link to `{id}`"))
        .help(format!("put a blank before `{whole}`, or one behind `{head}` if that is meant"))
        .node(id);
        if let Some(blank) = blank(link) {
            let edits = vec![Edit::insert(at, blank)];
            let title = format!("put a blank before `{whole}`");
            found = found.fix(if sure { Fix::safe(title, edits) } else { Fix::unsafe_(title, edits) });
        }
        sink.push(found);
    }
}

/// Returns what parts the head of an arrow from its line: two strokes alone are no arrow.
fn blank(link: &Link) -> Option<&'static str> {
    let strokes = usize::from(link.length) + 1;
    let plain = link.label.is_some() || link.span.end - link.span.start == strokes + 1 && link.length < 10;
    match link.stroke {
        Stroke::Normal if plain => Some(if strokes > 2 { " " } else { "- " }),
        Stroke::Thick if plain => Some(if strokes > 2 { " " } else { "= " }),
        Stroke::Dotted => Some(" "),
        _ => None,
    }
}

/// `A&B` and `A,B` are one node.
fn joined(scope: &Scope<'_>, sink: &mut Sink) {
    for id in scope.graph.nodes.keys().filter(|id| id.contains(['&', ','])) {
        let parts: Vec<&str> = id.split(['&', ',']).collect();
        let Some(first) = scope.mentions(id).first().map(|m| m.member) else { continue };
        if parts.len() < 2 || !parts.iter().all(|p| scope.knows(p)) {
            continue;
        }
        let apart = parts.join(" & ");
        let mut found = Diagnostic::new(
            &errors::JOINED_IDS,
            first.id.span,
            format!("`{id}` is one node, not {}", super::listed(&parts)),
        )
        .label("drawn as a node of its own")
        .help(format!("write `{apart}`"))
        .node(id);
        let mentions = scope.mentions(id);
        if mentions.iter().all(|m| is_bare(m.member)) {
            let edits = mentions.iter().map(|m| Edit::replace(m.member.id.span, apart.clone())).collect();
            found = found.fix(Fix::safe("part the ids", edits));
        }
        sink.push(found);
    }
}

/// `subgraph Web tier` has no id that a link could name.
fn titles(scope: &Scope<'_>, sink: &mut Sink) {
    let ids: HashMap<usize, &str> = scope.graph.clusters.iter().map(|c| (c.header.start, c.id.as_str())).collect();
    for open in scope.diagram.statements.iter().filter_map(opening) {
        let name = trim(&open.name.text);
        if open.title.is_some() || !name.contains(is_space) {
            continue;
        }
        let words: Vec<&str> = name.split(is_space).filter(|w| !w.is_empty()).collect();
        let wishes =
            [words.concat(), words.join("_"), words.join("-"), words.first().copied().unwrap_or("").to_owned()];
        let own = ids.get(&open.span.start).copied();
        let meant = wishes.iter().find_map(|wish| {
            let mention = scope.mentions(wish).first()?;
            let node = scope.graph.nodes.get(wish)?;
            let apart = node.parent.as_deref() != own || own.is_none();
            (scope.is_bare(wish) && apart && !node.is_cluster).then_some(mention.member)
        });
        let Some(member) = meant else { continue };
        let id = &member.id.text;
        let mut found = Diagnostic::new(
            &errors::TITLE_IS_NO_ID,
            member.id.span,
            format!("`{id}` is a node of its own, not the subgraph `{name}`"),
        )
        .label("drawn as a node")
        .related(open.span, "a title with a blank is no id")
        .help(format!("if the subgraph is meant, give it this id: `subgraph {id}[\"{name}\"]`"))
        .node(id);
        if !open.markdown && !name.contains(['"', '[', ']', '`']) {
            let (start, end) = (open.name.span.start, open.name.span.start + name.len());
            let edits = if open.quoted {
                vec![Edit::insert(start - 1, format!("{id}[")), Edit::insert(open.name.span.end + 1, "]")]
            } else {
                vec![Edit::insert(start, format!("{id}[\"")), Edit::insert(end, "\"]")]
            };
            found = found.fix(Fix::unsafe_("give the subgraph the id", edits));
        }
        sink.push(found);
    }
}

fn opening(statement: &Statement) -> Option<&SubgraphOpen> {
    match statement {
        Statement::SubgraphOpen(open) => Some(open),
        _ => None,
    }
}

/// `flowchart`, line end, `LR` is a node called `LR`.
fn direction(scope: &Scope<'_>, sink: &mut Sink) {
    if scope.diagram.has_direction {
        return;
    }
    let Some(Statement::Chain(chain)) = scope.diagram.statements.first() else { return };
    let [Member { id, .. }] = chain.first.as_slice() else { return };
    let name = id.text.to_ascii_uppercase();
    let alone = chain.rest.is_empty() && scope.mentions(&id.text).len() == 1 && scope.is_bare(&id.text);
    if !alone || !matches!(name.as_str(), "TB" | "TD" | "BT" | "LR" | "RL") {
        return;
    }
    let header = scope.diagram.header;
    sink.push(
        Diagnostic::new(&errors::DIRECTION_AS_NODE, id.span, format!("`{}` is drawn as a node", id.text))
            .label("not read as the direction")
            .related(header, "the direction stands on this line")
            .help(format!("write it behind the keyword: `flowchart {name}`"))
            .fix(Fix::safe(
                "move the direction to the header",
                vec![Edit::insert(header.end, format!(" {name}")), Edit::replace(id.span, "")],
            ))
            .node(&id.text),
    );
}

/// The second edge with an id gets none.
fn edge_ids(scope: &Scope<'_>, sink: &mut Sink) {
    let mut first: HashMap<&str, Span> = HashMap::new();
    for (_, link, _) in links(scope.diagram) {
        let Some(id) = &link.id else { continue };
        let Some(before) = first.get(id.text.as_str()) else {
            first.insert(&id.text, id.span);
            continue;
        };
        sink.push(
            Diagnostic::new(
                &errors::REUSED_EDGE_ID,
                id.span,
                format!("the id `{}` is taken, so this edge has none", id.text),
            )
            .label("dropped")
            .related(*before, "given to this edge")
            .note("classes and `@{ }` for the id reach the first edge only")
            .help("give the edge another id"),
        );
    }
}
