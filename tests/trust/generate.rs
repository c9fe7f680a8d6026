//! Drawings of architectures, out of every kind of the catalogue.

use std::fmt::Write as _;

use proptest::{option, prelude::*, sample};
use siteplan::{
    catalog::{KINDS, Kind, Nature},
    source::Source,
};

/// A drawing, from which its text is made.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    direction: &'static str,
    tier: Option<&'static str>,
    plan: Option<&'static str>,
    apps: Vec<App>,
    things: Vec<Thing>,
    network: Option<Network>,
    is_framed: bool,
    annotations: &'static str,
}

#[derive(Clone, Debug)]
struct App {
    label: &'static str,
    extra: &'static str,
    slots: &'static str,
    region: Option<&'static str>,
    is_optional: bool,
    annotation: &'static str,
}

#[derive(Clone, Debug)]
struct Thing {
    kind: &'static Kind,
    /// Which of its names it is called by; beyond them, its title.
    name: usize,
    extra: &'static str,
    is_optional: bool,
    link: &'static str,
    /// Which of the apps, and of the things before it, it is linked with.
    from: sample::Index,
    between: bool,
    endpoint: bool,
    annotation: &'static str,
}

#[derive(Clone, Debug)]
struct Network {
    label: &'static str,
    subnets: Vec<&'static str>,
    is_optional: bool,
    is_zoned: bool,
}

/// How one kind is drawn beside a web app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// With an edge; what holds others, around the app.
    Plain,
    /// With an edge that says that it is private.
    Private,
    /// With a private endpoint between the two.
    Endpoint,
}

impl Way {
    pub(crate) const ALL: [Self; 3] = [Self::Plain, Self::Private, Self::Endpoint];
}

/// Words that some labels have besides, each hostile to one of the languages. In Mermaid a quote is written as an entity.
const EXTRA: [&str; 12] = [
    "",
    "",
    "",
    "",
    "",
    "",
    " orders",
    " it's ${x} $${y} %{ if z }",
    " #quot;a#quot; {0} {b}",
    " [concat('a')] \\\\ //",
    " Größe 日本 🚀",
    " ]'+'",
];

pub(crate) fn drawing() -> impl Strategy<Value = Drawing> {
    let one = sample::select::<&'static str>;
    let plans = vec![
        "App Service plan (Basic B1)",
        "App Service plan (Standard S1, Linux)",
        "App Service plan (Premium P1v3)",
        "Premium plan P0v3, zone-redundant",
        "App Service plan P1v3, 2-6 instances",
        "Isolated plan I1v2",
        "Consumption plan",
        "App Service plan (Windows, P2v3)",
        "Elastic Premium plan EP1",
        "App Service plan",
    ];
    let tiers = vec!["basic", "standard", "premium", "isolated", "functions", "free"];
    let annotations = vec!["", "", "name=shop", "location=uksouth", "name=shop location=koreacentral env=prod"];
    (
        one(vec!["LR", "TB"]),
        option::weighted(0.2, one(tiers)),
        option::weighted(0.7, one(plans)),
        prop::collection::vec(app(), 1..4),
        prop::collection::vec(thing(), 0..8),
        option::weighted(0.5, network()),
        any::<bool>(),
        one(annotations),
    )
        .prop_map(|(direction, tier, plan, apps, things, network, is_framed, annotations)| Drawing {
            direction,
            tier,
            plan,
            apps,
            things,
            network,
            is_framed,
            annotations,
        })
}

fn app() -> impl Strategy<Value = App> {
    let one = sample::select::<&'static str>;
    (
        one(vec![
            "Web App",
            "Web App (Linux, Node 22)",
            "Web App (.NET 10)",
            "Function App",
            "Web App (container)",
            "Logic App",
            "API (Web App, Java 21)",
            "Function App (Python 3.13)",
            "Web App (Windows)",
        ]),
        one(EXTRA.to_vec()),
        one(vec!["", "", "", "staging", "staging,qa"]),
        option::weighted(0.15, one(vec!["westeurope", "northeurope"])),
        prop::bool::weighted(0.15),
        one(vec![
            "",
            "",
            "",
            "health=/health",
            "private=true",
            "https-only=off",
            "cors=https://shop.example",
            "affinity=on",
        ]),
    )
        .prop_map(|(label, extra, slots, region, is_optional, annotation)| App {
            label,
            extra,
            slots,
            region,
            is_optional,
            annotation,
        })
}

fn thing() -> impl Strategy<Value = Thing> {
    let deployed: Vec<&'static Kind> = KINDS.iter().copied().filter(|k| k.is_deployed() && k.id != "subnet").collect();
    let others: Vec<&'static Kind> = KINDS.iter().copied().filter(|k| !k.is_deployed()).collect();
    let links = vec![
        "-->",
        "-->",
        "-->|private endpoint|",
        "-->|reads|",
        "-->|writes|",
        "-.->",
        "---",
        "-->|optional|",
        "==>|HTTPS|",
        "<-->",
    ];
    (
        prop_oneof![4 => sample::select(deployed), 1 => sample::select(others)],
        0..6usize,
        sample::select(EXTRA.to_vec()),
        prop::bool::weighted(0.25),
        sample::select(links),
        any::<sample::Index>(),
        (prop::bool::weighted(0.2), prop::bool::weighted(0.25)),
        sample::select(vec!["", "", "", "", "access=read", "zone-redundant=true", "private=true", "name=thing"]),
    )
        .prop_map(|(kind, name, extra, is_optional, link, from, (between, endpoint), annotation)| Thing {
            kind,
            name,
            extra,
            is_optional,
            link,
            from,
            between,
            endpoint,
            annotation,
        })
}

fn network() -> impl Strategy<Value = Network> {
    let subnets = vec![
        "Integration subnet",
        "Private endpoint subnet",
        "GatewaySubnet",
        "AzureBastionSubnet",
        "AzureFirewallSubnet",
        "Application gateway subnet",
        "ASE subnet",
        "Database subnet",
        "Subnet",
    ];
    (
        sample::select(vec!["VNet 10.1.0.0/16", "Virtual network", "VNet (optional)", "Hub VNet 10.0.0.0/20"]),
        sample::subsequence(subnets, 0..5),
        prop::bool::weighted(0.15),
        any::<bool>(),
    )
        .prop_map(|(label, subnets, is_optional, is_zoned)| Network { label, subnets, is_optional, is_zoned })
}

impl Drawing {
    /// The drawing of one kind beside a web app.
    pub(crate) fn of(kind: &'static Kind, way: Way, is_optional: bool) -> Self {
        let link = if way == Way::Private { "-->|private endpoint|" } else { "-->" };
        let endpoint = way == Way::Endpoint;
        let app = App {
            label: "Web App (.NET 10)",
            extra: "",
            slots: "staging",
            region: None,
            is_optional: false,
            annotation: "",
        };
        let thing = Thing {
            kind,
            name: usize::MAX,
            extra: "",
            is_optional,
            link,
            from: any_index(),
            between: false,
            endpoint,
            annotation: "",
        };
        let network = Network { label: "VNet", subnets: vec!["Integration subnet"], is_optional, is_zoned: false };
        Self {
            direction: "LR",
            tier: None,
            plan: Some("App Service plan (Premium P1v3)"),
            apps: vec![app],
            things: vec![thing],
            network: endpoint.then_some(network),
            is_framed: true,
            annotations: "name=shop",
        }
    }

    /// Returns the ids of the kinds that it is drawn of.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.things.iter().map(|t| t.kind.id)
    }

    /// The document that holds it.
    pub(crate) fn source(&self) -> Source {
        Source::new("docs/made.md", format!("# Made\n\n```mermaid\n{}```\n", self.text()))
    }

    fn text(&self) -> String {
        let mut out = format!("flowchart {}\n", self.direction);
        let tier = self.tier.map(|tier| format!(" tier={tier}")).unwrap_or_default();
        let line = |out: &mut String, line: String| {
            let _ = writeln!(out, "    {line}");
        };
        if !(self.annotations.is_empty() && tier.is_empty()) {
            line(&mut out, format!("%% siteplan: {}{tier}", self.annotations));
        }
        let annotate = |out: &mut String, id: &str, all: &[String]| {
            let all: Vec<&str> = all.iter().map(String::as_str).filter(|a| !a.is_empty()).collect();
            if !all.is_empty() {
                line(out, format!("%% siteplan({id}): {}", all.join(" ")));
            }
        };
        let optional = |yes: bool| if yes { "optional=true" } else { "" }.to_owned();
        if let Some(plan) = self.plan {
            line(&mut out, format!("subgraph Plan[\"{plan}\"]"));
        }
        for (i, app) in self.apps.iter().enumerate() {
            line(&mut out, format!("App{i}[\"{}{}\"]", app.label, app.extra));
        }
        if self.plan.is_some() {
            line(&mut out, "end".to_owned());
        }
        for (i, app) in self.apps.iter().enumerate() {
            let own = |key: &str, value: &str| if value.is_empty() { String::new() } else { format!("{key}={value}") };
            let region = own("region", app.region.unwrap_or_default());
            let all = [optional(app.is_optional), own("slots", app.slots), region, app.annotation.to_owned()];
            annotate(&mut out, &format!("App{i}"), &all);
        }
        self.network(&mut out);
        for (i, thing) in self.things.iter().enumerate() {
            let name = thing.kind.names.get(thing.name).copied().unwrap_or(thing.kind.title);
            // A frame is drawn as one, and now and then so is what can hold others.
            if thing.kind.nature == Nature::Frame || (thing.kind.nature == Nature::Container && self.is_framed) {
                let app = thing.from.index(self.apps.len());
                line(&mut out, format!("subgraph T{i}[\"{name}{}\"]\n        App{app}\n    end", thing.extra));
            } else {
                line(&mut out, format!("T{i}[\"{name}{}\"]", thing.extra));
                let from = match i {
                    0 => None,
                    _ => thing.between.then(|| format!("T{}", thing.from.index(i))),
                };
                let from = from.unwrap_or_else(|| format!("App{}", thing.from.index(self.apps.len())));
                if thing.endpoint && self.network.is_some() {
                    line(&mut out, format!("{from} --> Pe{i} --> T{i}"));
                } else {
                    line(&mut out, format!("{from} {} T{i}", thing.link));
                }
            }
            // No two resources are called alike.
            let annotation = thing.annotation.replace("name=thing", &format!("name=thing{i}"));
            annotate(&mut out, &format!("T{i}"), &[optional(thing.is_optional), annotation]);
        }
        out
    }

    fn network(&self, out: &mut String) {
        let Some(network) = &self.network else { return };
        let _ = writeln!(out, "    subgraph Net[\"{}\"]", network.label);
        for (i, subnet) in network.subnets.iter().enumerate() {
            let _ = writeln!(out, "        S{i}[\"{subnet}\"]");
        }
        for (i, _) in self.things.iter().enumerate().filter(|(_, t)| t.endpoint && t.kind.nature != Nature::Frame) {
            let _ = writeln!(out, "        Pe{i}[\"Private endpoint\"]");
        }
        let _ = writeln!(out, "    end");
        if network.is_optional {
            let _ = writeln!(out, "    %% siteplan(Net): optional=true");
        }
        if network.subnets.contains(&"Integration subnet") {
            let at = network.subnets.iter().position(|s| *s == "Integration subnet").unwrap_or_default();
            let _ = writeln!(out, "    App0 -->|VNet integration| S{at}");
        }
        for (i, thing) in self.things.iter().enumerate().filter(|(_, t)| t.endpoint && network.is_zoned) {
            if let Some(zone) = thing.kind.private_links.first().and_then(|l| l.zones.first()) {
                let _ = writeln!(out, "    Z{i}[\"{zone}\"] -.- Pe{i}");
            }
        }
    }
}

/// The first of any number.
fn any_index() -> sample::Index {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    any::<sample::Index>().new_tree(&mut TestRunner::deterministic()).expect("an index").current()
}
