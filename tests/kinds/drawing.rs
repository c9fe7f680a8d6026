//! Small worlds of parts, lowered as the plan does it.

use std::collections::BTreeSet;

use siteplan::catalog::{
    self, Access, Facts, LinkKind, Lowering, Part, PartLink, Stated, SubnetRole, World, sku_named,
};
use siteplan::emit::{File, arm, bicep, terraform};
use siteplan::iac::{Expr, Group, Param, Plan, Resource, Symbol, Var};
use siteplan::source::Span;

use crate::support::oracle::oracle;

/// Parts and what they are to one another.
#[derive(Default)]
pub(crate) struct Drawing {
    world: World,
}

/// Something stated, nowhere in particular.
pub(crate) fn stated<T>(value: T) -> Stated<T> {
    Stated { value, span: Span::new(0, 0) }
}

impl Drawing {
    /// Adds a part, whose symbol is also its word in names.
    pub(crate) fn add(&mut self, kind: &str, symbol: &str) -> usize {
        self.add_with(kind, symbol, Facts::default())
    }

    /// Adds a part of which something is stated.
    pub(crate) fn add_with(&mut self, kind: &str, symbol: &str, facts: Facts) -> usize {
        let kind = catalog::kind(kind).expect("a kind of the catalogue");
        let dash = if kind.naming.compact { "" } else { "-" };
        let mut name = vec![Expr::str(format!("{}{dash}", kind.naming.abbreviation)), Expr::param("workloadName")];
        name.push(Expr::str(format!("{dash}{}{dash}", symbol.to_lowercase())));
        name.push(Expr::param("environmentName"));
        if kind.naming.global {
            name.extend([Expr::str(dash), Expr::var("uniqueSuffix")]);
        }
        let name = match kind.id {
            "deployment-slot" => Expr::str(symbol),
            _ if kind.naming.max < 50 => Expr::Take(Box::new(Expr::Concat(name)), kind.naming.max),
            _ => Expr::Concat(name),
        };
        self.world.parts.push(Part {
            kind,
            symbol: symbol.into(),
            title: kind.title.to_owned(),
            slug: String::new(),
            facts,
            name,
            location: Expr::param("location"),
            condition: None,
            comment: Vec::new(),
            node: symbol.to_owned(),
        });
        self.world.parts.len() - 1
    }

    /// Returns a part, to change what is known of it.
    pub(crate) fn part(&mut self, index: usize) -> &mut Part {
        &mut self.world.parts[index]
    }

    /// Relates two parts.
    pub(crate) fn link(&mut self, from: usize, kind: LinkKind, to: usize) {
        self.world.links.push(PartLink { kind, from, to, access: None });
    }

    /// Lets one part use the data of another.
    pub(crate) fn uses(&mut self, from: usize, to: usize, access: Access) {
        self.world.links.push(PartLink { kind: LinkKind::Access, from, to, access: Some(access) });
    }

    /// Adds a web app on a plan.
    pub(crate) fn app(&mut self, symbol: &str) -> usize {
        self.hosted("web-app", symbol, "P1v3")
    }

    /// Adds a site of a kind on a plan of a size.
    pub(crate) fn hosted(&mut self, kind: &str, symbol: &str, sku: &str) -> usize {
        let sku = sku_named(sku).expect("a size");
        let plan = Facts { skus: vec![stated(sku)], ..Facts::default() };
        let plan = self.add_with("app-service-plan", &format!("{symbol}Plan"), plan);
        let app = self.add(kind, symbol);
        self.link(plan, LinkKind::Hosts, app);
        app
    }

    /// Adds a VNet.
    pub(crate) fn vnet(&mut self) -> usize {
        let prefixes = vec![stated("10.0.0.0/16".parse().expect("a range"))];
        self.add_with("virtual-network", "vnet", Facts { prefixes, ..Facts::default() })
    }

    /// Adds a subnet to a VNet.
    pub(crate) fn subnet(&mut self, vnet: usize, symbol: &str, role: SubnetRole, prefix: &str) -> usize {
        let prefixes = vec![stated(prefix.parse().expect("a range"))];
        let subnet = self.add_with("subnet", symbol, Facts { role: Some(role), prefixes, ..Facts::default() });
        self.link(vnet, LinkKind::Contains, subnet);
        subnet
    }

    /// Adds a private endpoint to a part.
    pub(crate) fn endpoint(&mut self, subnet: usize, symbol: &str, target: usize) -> usize {
        let endpoint = self.add("private-endpoint", symbol);
        self.link(subnet, LinkKind::Contains, endpoint);
        self.link(endpoint, LinkKind::Endpoint, target);
        endpoint
    }

    /// Lowers every part.
    pub(crate) fn lower(&self) -> Plan {
        let param = |name: &str, default: Expr| Param {
            name: name.to_owned(),
            description: format!("The {name}."),
            default: Some(default),
            ..Param::default()
        };
        let mut plan = Plan {
            name: "kinds".to_owned(),
            source: "docs/kinds.md".to_owned(),
            params: vec![
                param("location", Expr::Group(Group::Location)),
                param("environmentName", "dev".into()),
                param("workloadName", "shop".into()),
            ],
            vars: vec![Var { name: "uniqueSuffix".to_owned(), description: String::new(), value: Expr::UniqueString }],
            ..Plan::default()
        };
        plan.tags.insert("siteplan-diagram".to_owned(), "kinds".into());
        for (index, part) in self.world.parts.iter().enumerate() {
            (part.kind.lower)(&mut Lowering { part, index, world: &self.world, plan: &mut plan });
        }
        let used = used(&plan);
        plan.params.retain(|p| used.contains(&p.name));
        plan.vars.retain(|v| used.contains(&v.name));
        plan
    }

    /// Lowers every part, and asks the checkers what they think of it in every language.
    pub(crate) fn checked(&self) -> Plan {
        let plan = self.lower();
        let files: Vec<File> = [bicep(&plan, "dev"), arm(&plan, "dev"), terraform(&plan, "dev")].concat();
        let mut findings = oracle(&files);
        findings.retain(|finding| !is_meant(finding));
        assert_eq!(findings, [""; 0]);
        plan
    }
}

/// Returns whether a finding is about what is meant to be so, with the reason for each.
fn is_meant(finding: &str) -> bool {
    // The parts of an application gateway refer to one another by ids that are put together before the gateway is there.
    finding.contains("resource gateway") && finding.contains("use-resource-id-functions")
}

fn used(plan: &Plan) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut note = |expr: &Expr| {
        expr.walk(&mut |e| {
            if let Expr::Param(name) | Expr::Var(name) = e {
                out.insert(name.clone());
            }
        });
    };
    for resource in &plan.resources {
        note(&resource.name);
        resource.location.iter().chain(&resource.condition).chain(resource.body.values()).for_each(&mut note);
    }
    plan.outputs.iter().for_each(|o| note(&o.value));
    plan.params.iter().filter_map(|p| p.default.as_ref()).for_each(&mut note);
    out
}

/// Returns the resources of a type.
pub(crate) fn of_type<'a>(plan: &'a Plan, ty: &str) -> Vec<&'a Resource> {
    plan.resources.iter().filter(|r| r.ty.name == ty).collect()
}

/// Returns the only resource of a type.
pub(crate) fn one<'a>(plan: &'a Plan, ty: &str) -> &'a Resource {
    let all = of_type(plan, ty);
    assert_eq!(all.len(), 1, "{ty} in {:?}", plan.resources.iter().map(|r| r.ty.name).collect::<Vec<_>>());
    all[0]
}

/// Returns the value at a path such as `properties.sku.name`; a number is an index.
pub(crate) fn at<'a>(resource: &'a Resource, path: &str) -> &'a Expr {
    let mut keys = path.split('.');
    let first = resource.body.get(keys.next().expect("a key"));
    let found = keys.try_fold(first.unwrap_or(&Expr::Null), |value, key| match value {
        Expr::Object(object) => object.get(key),
        Expr::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    });
    found.unwrap_or(&Expr::Null)
}

/// Returns the text at a path.
pub(crate) fn text<'a>(resource: &'a Resource, path: &str) -> &'a str {
    match at(resource, path) {
        Expr::Str(text) => text,
        other => panic!("no text at {path} of {}: {other:?}", resource.symbol.as_str()),
    }
}

/// Returns the texts of a list of objects with a name.
pub(crate) fn names(resource: &Resource, path: &str) -> Vec<String> {
    let Expr::Array(items) = at(resource, path) else { panic!("no list at {path}") };
    let name = |item: &Expr| match item {
        Expr::Object(o) => match o.get("name") {
            Some(Expr::Str(name)) => name.clone(),
            other => panic!("no name: {other:?}"),
        },
        other => panic!("no object: {other:?}"),
    };
    items.iter().map(name).collect()
}

/// Returns the parameter with a name.
pub(crate) fn param<'a>(plan: &'a Plan, name: &str) -> &'a Param {
    plan.params.iter().find(|p| p.name == name).unwrap_or_else(|| panic!("no parameter {name}"))
}

/// Returns the value of an app setting.
pub(crate) fn setting<'a>(site: &'a Resource, name: &str) -> Option<&'a Expr> {
    let Expr::Pairs(settings) = at(site, "properties.siteConfig.appSettings") else { return None };
    settings.layers().into_iter().find_map(|layer| match layer {
        Expr::Object(told) => told.get(name),
        _ => None,
    })
}

/// Returns the symbol with a name.
pub(crate) fn symbol(name: &str) -> Symbol {
    name.into()
}
