//! A big plan in modules: one for each area, and a main file that calls them.
//!
//! A module is a plan of its own. What it needs of another one it declares as existing, by a name that the main file hands to both; so ids,
//! properties and parents read the same everywhere. Nothing goes from one module to the next through outputs: what a module is given is
//! known before anything is deployed, or what-if would pass by all that is in it (NestedDeploymentShortCircuited).

use std::collections::BTreeSet;

use crate::iac::{Area, Expr, Object, Output, Param, Plan, Resource, Symbol, Var};

use crate::emit::refs::Refs;

/// A module.
pub(super) struct Module {
    /// What it is about.
    pub(super) area: Area,
    /// What stands in it, with what it refers to elsewhere before everything else.
    pub(super) plan: Plan,
    /// What it refers to elsewhere.
    pub(super) existing: BTreeSet<Symbol>,
    /// The parameters that name resources, its own and others.
    pub(super) named: BTreeSet<String>,
    /// Whether its resources take the tags of the whole.
    pub(super) tagged: bool,
    /// Modules that it waits for.
    pub(super) waits: BTreeSet<Area>,
}

/// A plan taken apart.
pub(super) struct Split {
    /// In the order in which they are deployed.
    pub(super) modules: Vec<Module>,
    /// The names that several modules must know, as variables of the main file.
    pub(super) names: Vec<Var>,
}

/// Every area.
pub(super) const ALL: [Area; 7] =
    [Area::Monitoring, Area::Network, Area::Data, Area::App, Area::Edge, Area::PrivateLink, Area::Access];

/// Returns what an area is called in the name of its file.
pub(super) fn title(area: Area) -> &'static str {
    match area {
        Area::Monitoring => "monitoring",
        Area::Network => "network",
        Area::Data => "data",
        Area::App => "app",
        Area::Edge => "edge",
        Area::PrivateLink => "private-link",
        Area::Access => "access",
    }
}

/// Returns what an area holds, as one sentence.
pub(super) fn purpose(area: Area) -> &'static str {
    match area {
        Area::Monitoring => "Where logs and telemetry go.",
        Area::Network => "Networks, and what stands at their borders.",
        Area::Data => "What keeps data.",
        Area::App => "What runs the applications.",
        Area::Edge => "What stands before the applications.",
        Area::PrivateLink => "Private ways to data and applications.",
        Area::Access => "Who may do what.",
    }
}

/// Takes a plan apart; gives nothing where there is nothing to take apart, or where a name that several modules must know is only known
/// while deploying.
pub(super) fn split(plan: &Plan) -> Option<Split> {
    let refs = Refs::new(plan);
    let areas = areas(&refs);
    let mut found: Vec<Area> = areas.clone();
    found.sort_unstable();
    found.dedup();
    let mut modules: Vec<Module> = found.iter().map(|area| module(&refs, &areas, *area)).collect();
    if modules.len() < 2 {
        return None;
    }
    outputs(&refs, &areas, &mut modules);
    let foreign: Vec<BTreeSet<Symbol>> = modules.iter().map(|module| module.foreign(&refs)).collect();
    let asked = |r: &&Resource| modules.iter().zip(&foreign).any(|(m, f)| f.contains(&r.symbol) && !m.has(&r.symbol));
    let asked: Vec<&Resource> = plan.resources.iter().filter(asked).collect();
    let names = names(&refs, &asked)?;
    for (module, foreign) in modules.iter_mut().zip(&foreign) {
        module.close(&refs, &areas, foreign, &asked, &names);
    }
    Some(Split { modules, names })
}

/// The names of resources as variables, each in the terms of parameters.
fn names(refs: &Refs<'_>, asked: &[&Resource]) -> Option<Vec<Var>> {
    let mut out: Vec<Var> = Vec::new();
    for resource in asked {
        let value = written_out(refs, &resource.name, refs.plan.resources.len())?;
        let mut name = format!("{}Name", resource.symbol.as_str());
        let taken = |name: &String| {
            let params = refs.plan.params.iter().map(|p| &p.name).chain(refs.plan.vars.iter().map(|v| &v.name));
            params.chain(out.iter().map(|v| &v.name)).any(|other| other.eq_ignore_ascii_case(name))
        };
        while taken(&name) {
            name.push_str("OfResource");
        }
        out.push(Var { name, description: String::new(), value });
    }
    Some(out)
}

/// Returns a name with the names of other resources in it written out; nothing where it is only known while deploying.
fn written_out(refs: &Refs<'_>, name: &Expr, depth: usize) -> Option<Expr> {
    let go = |inner: &Expr| written_out(refs, inner, depth).map(Box::new);
    let all = |items: &[Expr]| items.iter().map(|item| written_out(refs, item, depth)).collect::<Option<Vec<_>>>();
    Some(match name {
        Expr::Name(symbol) => written_out(refs, &refs.plan.resource(symbol).filter(|_| depth > 0)?.name, depth - 1)?,
        Expr::Concat(items) => Expr::Concat(all(items)?),
        Expr::Guid(items) => Expr::Guid(all(items)?),
        Expr::Take(inner, most) => Expr::Take(go(inner)?, *most),
        Expr::Lower(inner) => Expr::Lower(go(inner)?),
        Expr::Replace(inner, from, to) => Expr::Replace(go(inner)?, from.clone(), to.clone()),
        Expr::Str(_) | Expr::Param(_) | Expr::UniqueString | Expr::Group(_) => name.clone(),
        Expr::Var(of) if !refs.is_late(refs.var(of)?) => name.clone(),
        _ => return None,
    })
}

/// The area of each resource: its own, unless something of an earlier area needs it.
fn areas(refs: &Refs<'_>) -> Vec<Area> {
    let resources = &refs.plan.resources;
    let mut areas: Vec<Area> = resources.iter().map(|r| r.area).collect();
    let place = |symbol: &Symbol| resources.iter().position(|r| r.symbol == *symbol);
    // Whatever is needed stands before what needs it, so going backwards settles all in one go.
    for at in (0..resources.len()).rev() {
        let (Some(resource), Some(area)) = (resources.get(at), areas.get(at).copied()) else { continue };
        for need in refs.waits_for(resource).into_iter().filter_map(|r| place(&r.symbol)) {
            if let Some(other) = areas.get_mut(need) {
                *other = (*other).min(area);
            }
        }
    }
    areas
}

fn module(refs: &Refs<'_>, areas: &[Area], area: Area) -> Module {
    let plan = refs.plan;
    let own: Vec<&Resource> = plan.resources.iter().zip(areas).filter(|(_, a)| **a == area).map(|(r, _)| r).collect();
    let mut module = Module {
        area,
        plan: Plan { name: plan.name.clone(), source: plan.source.clone(), ..Plan::default() },
        existing: BTreeSet::new(),
        named: BTreeSet::new(),
        tagged: !plan.tags.is_empty() && own.iter().any(|r| r.tags.is_some()),
        waits: BTreeSet::new(),
    };
    let area_of = |symbol: &Symbol| area_of(plan, areas, symbol);
    let mut waits = BTreeSet::new();
    for resource in own {
        let mut resource = resource.clone();
        // A module is waited for as a whole.
        resource.depends_on.retain(|symbol| {
            let elsewhere = area_of(symbol).filter(|a| *a != area);
            waits.extend(elsewhere);
            elsewhere.is_none()
        });
        module.plan.resources.push(resource);
    }
    module.waits = waits;
    if module.tagged {
        // The module takes them as a parameter; that there are some is all that printing asks.
        module.plan.tags = Object::from([("tags".to_owned(), Expr::Null)]);
    }
    module
}

fn area_of(plan: &Plan, areas: &[Area], symbol: &Symbol) -> Option<Area> {
    let at = plan.resources.iter().position(|r| r.symbol == *symbol)?;
    areas.get(at).copied()
}

/// Gives each output to the last of the modules that it reads of.
fn outputs(refs: &Refs<'_>, areas: &[Area], modules: &mut [Module]) {
    for output in &refs.plan.outputs {
        let mut symbols = BTreeSet::new();
        symbols_of(refs, &output.value, &mut symbols);
        output.condition.iter().for_each(|c| symbols_of(refs, c, &mut symbols));
        let of = |r: &Resource| symbols.contains(&r.symbol);
        let area = refs.plan.resources.iter().zip(areas).filter(|(r, _)| of(r)).map(|(_, a)| *a).max();
        if let Some(module) = modules.iter_mut().find(|m| Some(m.area) == area) {
            module.plan.outputs.push(output.clone());
        }
    }
}

/// Adds the resources that a value refers to, through variables too.
fn symbols_of(refs: &Refs<'_>, value: &Expr, out: &mut BTreeSet<Symbol>) {
    let mut left = vec![value];
    let mut seen = BTreeSet::new();
    while let Some(next) = left.pop() {
        next.walk(&mut |part| match part {
            Expr::Id(symbol) | Expr::Name(symbol) | Expr::Prop(symbol, _) | Expr::PrincipalId(symbol) => {
                out.insert(symbol.clone());
            }
            Expr::Var(name) if seen.insert(name.clone()) => left.extend(refs.var(name)),
            _ => {}
        });
    }
}

impl Module {
    /// Returns what the module refers to.
    fn foreign(&self, refs: &Refs<'_>) -> BTreeSet<Symbol> {
        let mut foreign = BTreeSet::new();
        for resource in &self.plan.resources {
            for value in [&resource.name].into_iter().chain(&resource.location).chain(&resource.condition) {
                symbols_of(refs, value, &mut foreign);
            }
            let tags = resource.tags.iter().flat_map(|t| t.values());
            resource.body.values().chain(tags).for_each(|value| symbols_of(refs, value, &mut foreign));
            foreign.extend(resource.parent.iter().chain(&resource.scope).cloned());
        }
        for output in &self.plan.outputs {
            symbols_of(refs, &output.value, &mut foreign);
            output.condition.iter().for_each(|c| symbols_of(refs, c, &mut foreign));
        }
        // A child is found by way of what it is a child of, and a condition may read others.
        let mut left: Vec<Symbol> = foreign.iter().cloned().collect();
        while let Some(symbol) = left.pop() {
            let Some(resource) = refs.plan.resource(&symbol).filter(|r| !self.has(&r.symbol)) else { continue };
            let mut more: BTreeSet<Symbol> = resource.parent.iter().cloned().collect();
            resource.condition.iter().for_each(|c| symbols_of(refs, c, &mut more));
            left.extend(more.into_iter().filter(|s| foreign.insert(s.clone())));
        }
        foreign
    }

    /// Declares what the module refers to: resources of others, parameters, variables. What others refer to has a name that is handed to
    /// all of them.
    fn close(
        &mut self,
        refs: &Refs<'_>,
        areas: &[Area],
        foreign: &BTreeSet<Symbol>,
        asked: &[&Resource],
        names: &[Var],
    ) {
        let mut existing: Vec<Resource> = Vec::new();
        let mut named: Vec<Param> = Vec::new();
        for (resource, name) in asked.iter().zip(names) {
            let own = self.plan.resources.iter_mut().find(|r| r.symbol == resource.symbol);
            if let Some(own) = own {
                own.name = Expr::Param(name.name.clone());
            } else if foreign.contains(&resource.symbol) {
                existing.push(Resource {
                    name: Expr::Param(name.name.clone()),
                    parent: resource.parent.clone(),
                    condition: resource.condition.clone(),
                    ..Resource::new(resource.symbol.clone(), resource.ty, Expr::Null)
                });
                self.existing.insert(resource.symbol.clone());
                self.waits.extend(area_of(refs.plan, areas, &resource.symbol));
            } else {
                continue;
            }
            let what = Some(&resource.title).filter(|t| !t.is_empty()).unwrap_or(&resource.symbol.0);
            let description = format!("The name of {what} ({}).", resource.ty.name);
            named.push(Param { name: name.name.clone(), description, ..Param::default() });
        }
        self.named = named.iter().map(|p| p.name.clone()).collect();
        let used = self.used(refs, foreign);
        self.plan.params = refs.plan.params.iter().filter(|p| used.contains(&p.name)).map(inner).chain(named).collect();
        self.plan.vars = refs.plan.vars.iter().filter(|v| used.contains(&v.name)).cloned().collect();
        self.plan.resources.splice(0..0, existing);
    }

    fn has(&self, symbol: &Symbol) -> bool {
        self.plan.resource(symbol).is_some()
    }

    /// Returns the names of the parameters and variables that stand in the module.
    fn used(&self, refs: &Refs<'_>, foreign: &BTreeSet<Symbol>) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        let mut note = |value: &Expr| {
            let mut left = vec![value.clone()];
            while let Some(next) = left.pop() {
                next.walk(&mut |part| {
                    if let Expr::Param(name) | Expr::Var(name) = part
                        && out.insert(name.clone())
                        && let Expr::Var(name) = part
                    {
                        left.extend(refs.var(name).cloned());
                    }
                });
            }
        };
        for resource in &self.plan.resources {
            [&resource.name].into_iter().chain(&resource.location).chain(&resource.condition).for_each(&mut note);
            resource.body.values().chain(resource.tags.iter().flat_map(|t| t.values())).for_each(&mut note);
        }
        for Output { value, condition, .. } in &self.plan.outputs {
            note(value);
            condition.iter().for_each(&mut note);
        }
        let conditions = refs.plan.resources.iter().filter(|r| foreign.contains(&r.symbol));
        conditions.filter_map(|r| r.condition.as_ref()).for_each(&mut note);
        out
    }
}

/// A parameter as a module takes it: the main file holds the default and the bounds.
fn inner(param: &Param) -> Param {
    Param { name: param.name.clone(), ty: param.ty, description: param.description.clone(), ..Param::default() }
}
