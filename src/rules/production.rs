//! Whether a drawing says that it shows production. What is not said is not production: a tutorial is not held to its rules.

use super::Scope;
use crate::{
    catalog::{Word, words},
    model::ComponentId,
};

const PRODUCTION: &[&str] = &["production", "prod", "prd", "produktion", "運用", "本番", "프로덕션", "생산"];

/// Stages on the way to it.
const EARLIER: &[&str] = &[
    "dev",
    "development",
    "test",
    "testing",
    "staging",
    "stage",
    "qa",
    "uat",
    "sandbox",
    "preprod",
    "nonprod",
    "preproduction",
    "lab",
    "demo",
];

/// Returns whether a component is drawn to be in production: by its own label or a frame around it, else by what is said of the whole
/// diagram.
pub(super) fn holds(scope: &Scope<'_>, id: ComponentId) -> bool {
    let Some(component) = scope.get(id) else { return false };
    // The plan that siteplan adds is where its apps are.
    let nodes: Vec<&String> = match component.nodes.as_slice() {
        [] => scope.architecture.to(id, crate::catalog::LinkKind::Hosts).flat_map(|(_, c)| c.nodes.iter()).collect(),
        nodes => nodes.iter().collect(),
    };
    let frames: Vec<Vec<Word>> = nodes.iter().flat_map(|n| texts(scope, n)).map(|t| words(&[t])).collect();
    if frames.iter().any(|text| is_earlier(text)) {
        return false;
    }
    frames.iter().any(|text| says(text)) || stated(scope)
}

/// Returns whether a diagram says production of the whole: in an annotation, its heading, its title, or the label of a node.
pub(super) fn stated(scope: &Scope<'_>) -> bool {
    let whole = [
        scope.architecture.annotations.env.clone(),
        scope.fence.heading.as_ref().map(|(text, _)| text.clone()),
        scope.graph.title.clone(),
    ];
    let named = |text: String| says(&words(&[text]));
    let slot = |kind: Option<&'static crate::catalog::Kind>| kind.is_some_and(|k| k.id == "deployment-slot");
    let mut labels = scope
        .model
        .readings
        .values()
        .filter(|r| r.thing && !slot(r.kind))
        .map(|r| words(std::slice::from_ref(&r.text)));
    whole.into_iter().flatten().any(named) || labels.any(|text| says(&text) && !is_earlier(&text))
}

/// The label of a node and those of the frames around it.
fn texts(scope: &Scope<'_>, node: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = Some(node.to_owned());
    // Frames nest a few deep, and a cycle cannot hold us.
    for _ in 0..16 {
        let Some(id) = at else { break };
        out.extend(scope.model.readings.get(&id).map(|r| r.text.clone()));
        let parent = scope.graph.nodes.get(&id).filter(|n| !n.is_cluster).and_then(|n| n.parent.clone());
        at = parent.or_else(|| scope.graph.cluster(&id).and_then(|c| c.parent.clone()));
    }
    out
}

/// `Production`, and neither `non-production` nor the `production slot`.
pub(super) fn says(text: &[Word]) -> bool {
    text.iter().enumerate().any(|(i, word)| {
        let before = i.checked_sub(1).and_then(|b| text.get(b)).map_or("", |w| w.text.as_str());
        let slot = text.get(i + 1).is_some_and(|w| w.stem == "slot");
        PRODUCTION.contains(&word.text.as_str()) && !matches!(before, "non" | "pre" | "not" | "no") && !slot
    })
}

/// `dev`, `staging`, `non-production`.
pub(super) fn is_earlier(text: &[Word]) -> bool {
    text.iter().any(|w| EARLIER.contains(&w.text.as_str()))
        || text.windows(2).any(|pair| {
            matches!(pair[0].text.as_str(), "non" | "pre" | "not") && PRODUCTION.contains(&pair[1].text.as_str())
        })
}
