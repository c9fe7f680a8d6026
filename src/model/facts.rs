//! The facts of a label: sizes, ranges, runtimes, zones and the like, each taken out of the words that are left to name the thing.

use super::impossible;
use crate::{
    catalog::{
        Cidr, Facts, Instances, Os, Stated, Tier, Word, private_zones, region_named, runtime_of, sku_named, words,
    },
    source::Span,
};

/// A label and where it stands.
pub(super) struct Text<'a> {
    /// As written.
    pub(super) raw: &'a str,
    /// In the document.
    pub(super) span: Span,
    /// As read.
    pub(super) lines: Vec<String>,
}

/// How much of a label is read, in characters: a name is short, and what is longer says nothing more of it.
const READ: usize = 2_000;

impl<'a> Text<'a> {
    /// Makes the text of a label, cut to what is read.
    pub(super) fn new(raw: &'a str, span: Span, lines: Vec<String>) -> Self {
        let mut left = READ;
        let mut kept = Vec::new();
        for line in lines {
            let length = line.chars().count();
            kept.push(if length > left { line.chars().take(left).collect() } else { line });
            left = left.saturating_sub(length + 1);
            if left == 0 {
                break;
            }
        }
        Self { raw, span, lines: kept }
    }

    /// Returns where a part of the label stands; the whole label where it cannot be told.
    pub(super) fn locate(&self, needle: &str) -> Span {
        // A label that runs over quoted lines is no slice of the document.
        if self.span.end - self.span.start != self.raw.len() {
            return self.span;
        }
        let (raw, needle) = (self.raw.to_ascii_lowercase(), needle.to_ascii_lowercase());
        let mut hits = raw.match_indices(&needle).map(|(at, _)| at);
        // A name within a longer name is another one: `blob.core.windows.net` in `shopblob.core.windows.net`.
        let named = needle.contains('.');
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        let whole = |at: &usize| {
            let (before, after) = (&raw[..*at], &raw[at + needle.len()..]);
            // A full stop ends a sentence, and is in a name only before another letter.
            let goes_on = after.starts_with(|c| c != '.' && joins(c))
                || after.strip_prefix('.').is_some_and(|r| r.starts_with(char::is_alphanumeric));
            !before.ends_with(joins) && !goes_on
        };
        match hits.find(|at| !named || whole(at)) {
            Some(at) if !needle.is_empty() => Span::new(self.span.start + at, self.span.start + at + needle.len()),
            _ => self.span,
        }
    }
}

/// Suffixes by which a name is known to be a DNS zone of Azure.
const ZONE_SUFFIXES: &[&str] = &[
    "azurewebsites.net",
    "azurewebsites.us",
    "windows.net",
    "azure.net",
    "azure.com",
    "azurecr.io",
    "azconfig.io",
    "appserviceenvironment.net",
    "azmk8s.io",
    "signalr.net",
    "azurestaticapps.net",
    "azurecontainerapps.io",
    "azure-api.net",
    "opinsights.azure.com",
    "usgovcloudapi.net",
    "chinacloudapi.cn",
];

/// Takes the facts out of a label. Returns them with the words that are left.
pub(super) fn extract(text: &Text<'_>) -> (Facts, Vec<Word>) {
    let mut facts = Facts::default();
    let all = if text.lines.iter().any(|line| line.contains('/') || says_delegation(line)) {
        let lines: Vec<String> = text.lines.iter().map(|line| ranges(line, text, &mut facts)).collect();
        let lines: Vec<String> = lines.iter().map(|line| delegation(line, text, &mut facts)).collect();
        let lines: Vec<String> = lines.iter().map(|line| image(line, &mut facts)).collect();
        words(&lines)
    } else {
        words(&text.lines)
    };
    let mut left = Vec::with_capacity(all.len());
    let mut i = 0;
    while let Some(word) = all.get(i) {
        let taken = fact(&all, i, text, &mut facts);
        if taken == 0 {
            left.push(word.clone());
        }
        i += taken.max(1);
    }
    soft(&all, text, &mut facts);
    (facts, left)
}

/// Takes address ranges and prefix lengths out of a line.
fn ranges(line: &str, text: &Text<'_>, facts: &mut Facts) -> String {
    let mut out: Vec<&str> = Vec::new();
    for token in line.split_whitespace() {
        let core = token.trim_matches(|c: char| !c.is_ascii_digit() && c != '/');
        if let Ok(cidr) = core.parse::<Cidr>() {
            facts.prefixes.push(Stated { value: cidr, span: text.locate(core) });
            // `subnet:10.0.0.0/24` has a name before the range.
            out.extend(token.split_once(core).map(|(before, _)| before).filter(|b| !b.is_empty()));
        } else if let Some(length) =
            core.strip_prefix('/').and_then(|l| l.parse::<u8>().ok()).filter(|l| (8..=30).contains(l))
        {
            facts.prefix_length = Some(Stated { value: length, span: text.locate(core) });
        } else if impossible::is_range(core) || impossible::is_length(core) {
            facts.impossible.push(Stated { value: core.to_owned(), span: text.locate(core) });
            out.push(token);
        } else {
            out.push(token);
        }
    }
    out.join(" ")
}

/// Registries whose name begins an image's.
const REGISTRIES: &[&str] = &["mcr.microsoft.com/", "docker.io/", "ghcr.io/", "quay.io/"];

/// Takes a container image out of a line: `shop.azurecr.io/api:1.4`.
fn image(line: &str, facts: &mut Facts) -> String {
    let mut out: Vec<&str> = Vec::new();
    for token in line.split_whitespace() {
        let core = token.trim_matches(|c: char| !c.is_alphanumeric());
        if core.contains(".azurecr.io/") || REGISTRIES.iter().any(|r| core.starts_with(r)) {
            facts.image.get_or_insert_with(|| core.to_owned());
        } else {
            out.push(token);
        }
    }
    out.join(" ")
}

/// Whether a line may speak of a delegation.
fn says_delegation(line: &str) -> bool {
    const WORD: &[u8] = b"delegat";
    line.as_bytes().windows(WORD.len()).any(|part| part.eq_ignore_ascii_case(WORD))
}

/// Takes a delegation out of a line: `Delegation: Microsoft.Web/serverFarms`, or `delegated` alone.
fn delegation(line: &str, text: &Text<'_>, facts: &mut Facts) -> String {
    let mut said = false;
    let mut named = false;
    let mut out: Vec<&str> = Vec::new();
    for token in line.split_whitespace() {
        let core = token.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = core.to_lowercase();
        if lower.starts_with("delegat") {
            said = true;
        } else if lower.starts_with("microsoft.") && lower.contains('/') {
            named = true;
            facts.delegations.push(Stated { value: Some(core.to_owned()), span: text.locate(core) });
        } else if !(said && lower == "to") {
            out.push(token);
        }
    }
    if said && !named {
        facts.delegations.push(Stated { value: None, span: text.locate("delegat") });
    }
    out.join(" ")
}

/// Reads a fact at a word. Returns how many words it takes.
fn fact(all: &[Word], i: usize, text: &Text<'_>, facts: &mut Facts) -> usize {
    let Some(word) = all.get(i) else { return 0 };
    let next = all.get(i + 1).map(|w| w.stem.as_str());
    if let Some(sku) = sku_named(&word.text) {
        facts.skus.push(Stated { value: sku, span: text.locate(&word.text) });
        return 1;
    }
    if impossible::is_size(&word.text) {
        let span = text.locate(&word.text);
        let written =
            span.start.checked_sub(text.span.start).and_then(|at| text.raw.get(at..at + span.end - span.start));
        facts.impossible.push(Stated { value: written.unwrap_or(&word.text).to_owned(), span });
        return 0;
    }
    if let Some(found) = runtime_of(all.get(i..).unwrap_or_default()) {
        facts.runtime.get_or_insert(found.runtime);
        return found.len;
    }
    match word.stem.as_str() {
        "linux" => facts.os = Some(Os::Linux),
        "windows" | "window" => facts.os = Some(Os::Windows),
        "gunicorn" => facts.command = Some("gunicorn --bind=0.0.0.0 --timeout 600 app:app".to_owned()),
        "uvicorn" => facts.command = Some("uvicorn main:app --host 0.0.0.0 --port 8000".to_owned()),
        "optional" | "optionally" => facts.optional = Some(text.locate("optional")),
        "zone" if matches!(next, Some("redundant" | "redundancy")) => {
            facts.zone_redundant = Some(text.locate(&word.text));
            return 2;
        }
        stem if is_zone(stem) => facts.zone = Some(Stated { value: word.text.clone(), span: text.locate(&word.text) }),
        _ => return instances(all, i, text, facts),
    }
    1
}

/// What is counted.
const UNITS: &[&str] =
    &["instance", "worker", "node", "replica", "instanz", "instanzen", "인스턴스", "インスタンス", "实例"];

/// Reads `3 instances`, `2-10 instances`, `x2`, `2x`, `×3`.
fn instances(all: &[Word], i: usize, text: &Text<'_>, facts: &mut Facts) -> usize {
    let number = |k: usize| all.get(k).and_then(|w| w.text.parse::<u32>().ok()).filter(|n| *n <= 1000);
    let unit = |k: usize| all.get(k).is_some_and(|w| UNITS.contains(&w.stem.as_str()));
    let Some(word) = all.get(i) else { return 0 };
    let mut state = |min: u32, max: u32, len: usize| {
        facts.instances =
            Some(Stated { value: Instances { min: min.min(max), max: max.max(min) }, span: text.locate(&word.text) });
        len
    };
    if let Some(count) = word.text.strip_prefix('x').and_then(|n| n.parse::<u32>().ok()).filter(|n| *n <= 1000) {
        return state(count, count, 1);
    }
    let times = |text: &str| text.strip_suffix('x').and_then(|n| n.parse::<u32>().ok());
    let marked = if word.before.ends_with('×') { number(i) } else { times(&word.text) };
    if let Some(count) = marked.filter(|n| (1..=100).contains(n)) {
        return state(count, count, 1);
    }
    match (number(i), number(i + 1)) {
        (Some(min), Some(max))
            if unit(i + 2) && all.get(i + 1).is_some_and(|w| matches!(w.before.as_str(), "-" | "–" | "..")) =>
        {
            state(min, max, 3)
        }
        (Some(count), _) if unit(i + 1) => state(count, count, 2),
        _ => 0,
    }
}

/// Reads what is said by words that also name the thing, and so stay.
fn soft(all: &[Word], text: &Text<'_>, facts: &mut Facts) {
    let has = |stem: &str| all.iter().any(|w| w.stem == stem);
    for (i, word) in all.iter().enumerate() {
        let tier = Tier::of_word(&word.text).filter(|_| all.get(i + 1).is_none_or(|n| n.stem != "load"));
        if let Some(tier) = tier
            && facts.tier.is_none()
        {
            facts.tier = Some(Stated { value: tier, span: text.locate(&word.text) });
        }
        if matches!(
            word.text.as_str(),
            "staging" | "stage" | "blue" | "green" | "canary" | "preview" | "qa" | "uat" | "test" | "dev"
        ) && !facts.slots.contains(&word.text)
        {
            facts.slots.push(word.text.clone());
        }
        // `5 slots` and `5 deployment slots`.
        let slots = all.iter().skip(i + 1).take(2).any(|n| n.stem == "slot");
        let count = word.text.parse::<u32>().ok().filter(|_| slots);
        if let Some(count) = count.filter(|n| *n <= 100) {
            facts.slot_count = Some(Stated { value: count, span: text.locate(&word.text) });
        }
    }
    if has("ilb") || (has("private") && has("only")) || has("internal") {
        facts.private = Some(true);
    } else if has("public") {
        facts.private = Some(false);
    }
    facts.region = region_named(&text.lines.join(" "));
}

/// Returns whether a word is the name of a DNS zone, rightly or wrongly spelled.
fn is_zone(word: &str) -> bool {
    word.contains('.')
        && (ZONE_SUFFIXES.iter().any(|s| word.ends_with(s))
            || word.starts_with("privatelink.")
            || private_zones().any(|(_, _, z)| z == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &str) -> (Facts, Vec<String>) {
        let label = crate::graph::Label { raw: raw.to_owned(), ..Default::default() };
        let text = Text::new(raw, Span::new(100, 100 + raw.len()), label.lines());
        let (facts, words) = extract(&text);
        (facts, words.into_iter().map(|w| w.stem).collect())
    }

    #[test]
    fn sizes_systems_and_runtimes_leave_the_name() {
        let (facts, words) = of("App Service<br/>(Standard S1 or Premium P1v3)");
        let names: Vec<&str> = facts.skus.iter().map(|s| s.value.name).collect();
        assert_eq!(names, ["S1", "P1v3"]);
        assert_eq!(facts.skus[0].span, Span::new(126, 128));
        assert_eq!(words, ["app", "service", "standard", "or", "premium"]);
        let (facts, words) = of(r"Web App\nApp Service S1\nLinux Python 3.11");
        assert_eq!(facts.runtime.map(|r| r.fx).as_deref(), Some("PYTHON|3.11"));
        assert_eq!(facts.os, Some(Os::Linux));
        assert_eq!(words, ["web", "app", "app", "service"]);
    }

    #[test]
    fn ranges_delegations_and_zones() {
        let (facts, words) = of(r"Integration Subnet 10.0.1.0/24\nDelegation: Microsoft.Web/serverFarms");
        assert_eq!(facts.prefixes[0].value.to_string(), "10.0.1.0/24");
        assert_eq!(facts.delegations[0].value.as_deref(), Some("Microsoft.Web/serverFarms"));
        assert_eq!(words, ["integration", "subnet"]);
        let (facts, _) = of("ASE Subnet<br/>/24 or larger");
        assert_eq!(facts.prefix_length.map(|l| l.value), Some(24));
        let (facts, words) = of("Private DNS<br/>vault.azure.net");
        assert_eq!(facts.zone.map(|z| z.span), Some(Span::new(116, 131)));
        assert_eq!(words, ["private", "dns"]);
    }

    #[test]
    fn counts() {
        let (facts, _) = of("Web App, 2-10 instances");
        assert_eq!(facts.instances.map(|i| i.value), Some(Instances { min: 2, max: 10 }));
        for label in ["App Service x3", "3x App Service", "App Service ×3", "App Service, 3 replicas"] {
            assert_eq!(of(label).0.instances.map(|i| i.value), Some(Instances { min: 3, max: 3 }), "{label}");
        }
        let (facts, words) = of("Web App<br/>mcr.microsoft.com/shop/api:1.4");
        assert_eq!(facts.image.as_deref(), Some("mcr.microsoft.com/shop/api:1.4"));
        assert_eq!(words, ["web", "app"]);
        let (facts, _) = of("App Service x3");
        assert_eq!(facts.instances.map(|i| i.value), Some(Instances { min: 3, max: 3 }));
    }
}
