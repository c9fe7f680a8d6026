//! Symbols and names.
//!
//! The first component of a kind has the kind's bare symbol, later ones carry a word of their own, so that drawing one more thing
//! renames nothing.

use std::collections::BTreeMap;

use crate::{
    catalog::{LinkKind, Naming},
    iac::{Expr, Symbol, capitalized},
    model::{Architecture, Component, ComponentId},
};

/// The symbols that are given.
#[derive(Default)]
pub(super) struct Symbols {
    given: BTreeMap<String, usize>,
    slugs: BTreeMap<ComponentId, String>,
    /// Names by kind, of what stands in the resource group itself, and of slots by their app.
    names: BTreeMap<(&'static str, Option<ComponentId>), Vec<Expr>>,
}

impl Symbols {
    /// Gives a component its symbol and its slug.
    pub(super) fn of(&mut self, architecture: &Architecture, id: ComponentId) -> Symbol {
        let Some(component) = architecture.get(id) else { return Symbol("resource".to_owned()) };
        let (base, slug) = base(architecture, id, component);
        let base = camel(&base);
        let endpoint = component.kind.id == "private-endpoint";
        let mut slug = slug;
        let symbol = if self.given.contains_key(&base) && endpoint {
            // A second endpoint to one thing has no word of its own.
            let n = (2..).find(|n| !self.given.contains_key(&format!("{base}{n}"))).unwrap_or_default();
            slug.push_str(&format!("-{n}"));
            format!("{base}{n}")
        } else if self.given.contains_key(&base) {
            let word = if slug.is_empty() { component.node().to_owned() } else { slug.clone() };
            let mut candidate = format!("{base}{}", pascal(&word));
            let mut n = 2;
            while self.given.contains_key(&candidate) {
                candidate = format!("{base}{}{n}", pascal(&word));
                n += 1;
            }
            candidate
        } else {
            base.clone()
        };
        let first = symbol == base;
        // Hub and spoke are told apart from the first on.
        let is_named = component.kind.id == "deployment-slot" || matches!(&slug[..], "hub" | "spoke");
        let own = is_named || (!first && !component.kind.id.starts_with("private-"));
        let fallback = if first { String::new() } else { hyphenated(symbol.strip_prefix(&base).unwrap_or(&symbol)) };
        let slug = match (own, slug.is_empty()) {
            (true, true) => fallback,
            (true, false) => slug,
            (false, _) if endpoint => slug,
            (false, _) => String::new(),
        };
        self.given.insert(symbol.clone(), id.0);
        self.slugs.insert(id, slug);
        Symbol(symbol)
    }

    /// Gives a component its name. Where another of its kind has it already, since both are called alike or differ in what does not
    /// fit, its slug gets a number.
    pub(super) fn name(&mut self, architecture: &Architecture, component: &Component, id: ComponentId) -> Expr {
        let first = self.slug(id).to_owned();
        let mut own = name(component, &first);
        if component.facts.name.is_some() || component.kind.id == "subnet" {
            return own;
        }
        let slot = component.kind.id == "deployment-slot";
        let host = architecture.from(id, LinkKind::Hosts).next().filter(|_| slot).map(|(host, _)| host);
        let taken = self.names.entry((component.kind.id, host)).or_default();
        let mut slug = first.clone();
        let mut n = 2;
        // A kind whose names have no slug in them is no matter of this.
        while taken.contains(&own) && n <= taken.len() + 2 {
            slug = numbered(component, &first, n);
            own = name(component, &slug);
            n += 1;
        }
        taken.push(own.clone());
        self.slugs.insert(id, slug);
        own
    }

    /// Returns the slug of a component.
    pub(super) fn slug(&self, id: ComponentId) -> &str {
        self.slugs.get(&id).map_or("", String::as_str)
    }
}

/// The words that a symbol is made of, and the slug of its name.
fn base(architecture: &Architecture, id: ComponentId, component: &Component) -> (String, String) {
    match component.kind.id {
        // An endpoint is called after what it leads to, a zone after its service, a subnet after its role.
        "private-endpoint" => {
            let target = architecture.to(id, LinkKind::Endpoint).next();
            let (words, slug) = target.map_or_else(Default::default, |(_, t)| {
                let mut of = if t.slug.is_empty() { String::new() } else { format!("-{}", t.slug) };
                // A storage account's blobs and queues have an endpoint each.
                if let [group] = component.facts.groups[..]
                    && t.kind.private_links.len() > 1
                {
                    of.push_str(&format!("-{}", group.replace('_', "-").to_lowercase()));
                }
                (format!("{}{of}", t.kind.id), format!("{}{of}", abbreviation(t)))
            });
            (format!("{words}-private-endpoint"), slug)
        }
        "private-dns-zone" => {
            let zone = component.facts.zone.as_ref().map(|z| z.value.clone()).unwrap_or_default();
            let labels: Vec<&str> = zone.trim_start_matches("privatelink.").split('.').collect();
            let service =
                labels.iter().take(labels.len().saturating_sub(2).clamp(1, 2)).copied().collect::<Vec<_>>().join("-");
            (format!("{service}-dns-zone"), String::new())
        }
        "subnet" => {
            let role = component.facts.role.map_or("subnet", crate::catalog::SubnetRole::title);
            (role.replace("App Service Environment", "environment").replace(' ', "-"), component.slug.clone())
        }
        "deployment-slot" => (format!("{}-slot", component.slug), component.slug.clone()),
        "virtual-network" => {
            let lower = component.title.to_lowercase();
            let word = ["hub", "spoke"].into_iter().find(|w| lower.contains(w));
            ("virtual-network".to_owned(), word.map_or_else(|| component.slug.clone(), str::to_owned))
        }
        kind => (kind.to_owned(), component.slug.clone()),
    }
}

fn abbreviation(component: &Component) -> String {
    let short = component.kind.naming.abbreviation;
    if short.is_empty() { component.kind.id.to_owned() } else { short.to_owned() }
}

/// Returns a slug with a number that is kept where the slug is cut.
fn numbered(component: &Component, slug: &str, n: usize) -> String {
    if is_short(component) {
        let digits = n.to_string();
        let letters = slug.chars().filter(|c| *c != '-').take(SHORT_SLUG.saturating_sub(digits.len()));
        return letters.chain(digits.chars()).collect();
    }
    if slug.is_empty() { n.to_string() } else { format!("{slug}-{n}") }
}

/// How much of a slug fits into a name of 24 characters.
const SHORT_SLUG: usize = 8;

/// Whether a component's name has no place for more than a word and the suffix that makes it unique.
fn is_short(component: &Component) -> bool {
    component.kind.naming.max <= 24 && component.kind.naming.global
}

/// The name of a component's main resource.
fn name(component: &Component, slug: &str) -> Expr {
    if let Some(name) = &component.facts.name {
        return Expr::str(name.clone());
    }
    let naming = component.kind.naming;
    let workload = || Expr::param("workloadName");
    let suffix = || Expr::var("uniqueSuffix");
    if component.kind.id == "deployment-slot" {
        return Expr::str(slug);
    }
    if is_short(component) {
        // A short name keeps as much of the suffix as it can: that is what makes it unique.
        let word = if slug.is_empty() {
            workload()
        } else {
            Expr::str(slug.chars().filter(|c| *c != '-').take(SHORT_SLUG).collect::<String>())
        };
        let dash = if naming.compact { "" } else { "-" };
        let parts = vec![Expr::str(format!("{}{dash}", naming.abbreviation)), word, Expr::str(dash), suffix()];
        return Expr::Take(Box::new(plain(naming, Expr::Concat(parts))), naming.max);
    }
    let mut parts = vec![
        Expr::str(if naming.abbreviation.is_empty() {
            String::new()
        } else {
            format!("{}{}", naming.abbreviation, if naming.compact { "" } else { "-" })
        }),
        workload(),
    ];
    let dash = if naming.compact { "" } else { "-" };
    if !slug.is_empty() {
        let slug: String = if naming.compact { slug.chars().filter(|c| *c != '-').collect() } else { slug.to_owned() };
        parts.push(Expr::str(format!("{dash}{slug}")));
    } else if component.kind.id == "subnet" {
        let role = component.facts.role.map_or("subnet", crate::catalog::SubnetRole::title);
        let word =
            role.replace(" subnet", "").replace("App Service Environment", "ase").to_lowercase().replace(' ', "-");
        parts.push(Expr::str(format!("-{word}")));
    }
    parts.push(Expr::str(dash));
    parts.push(Expr::param("environmentName"));
    if naming.global {
        parts.push(Expr::str(dash));
        parts.push(suffix());
    }
    let whole = plain(naming, Expr::Concat(parts));
    // A workload of 10, a slug of 14, an environment of 8 and a suffix of 13 characters fit into all but the shortest.
    if naming.max < 50 { Expr::Take(Box::new(whole), naming.max) } else { whole }
}

/// What is unique in all of Azure is part of a host name, and what is compact takes no hyphens: so whatever is given for the workload and
/// the environment fits.
fn plain(naming: Naming, name: Expr) -> Expr {
    let name = if naming.compact { Expr::Replace(Box::new(name), "-".to_owned(), String::new()) } else { name };
    if naming.global { Expr::Lower(Box::new(name)) } else { name }
}

fn camel(words: &str) -> String {
    let pascal = pascal(words);
    let mut chars = pascal.chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    let out: String = first.into_iter().chain(chars).collect();
    if out.is_empty() { "resource".to_owned() } else { out }
}

pub(super) fn pascal(words: &str) -> String {
    words.split(|c: char| !c.is_ascii_alphanumeric()).map(capitalized).collect()
}

fn hyphenated(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars().filter(char::is_ascii_alphanumeric) {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with(|p: char| p.is_ascii_digit()) {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out.chars().take(14).collect::<String>().trim_matches('-').to_owned()
}
