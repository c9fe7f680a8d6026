//! One resource by the table of its ARM type: every path of its body to an argument, or the first path that has none.

use crate::catalog::azurerm::{Field, Form, Mapping, Place, Split, Value, Via};
use crate::iac::{Expr, Object, Plan, Resource, Symbol};

use super::node::{Converted, Node, State, place};
use super::paths::{Gap, at, joined, left, objects};
use super::via::changed;
use crate::emit::terraform::resource::path_of;

/// A resource and what is around it.
pub(super) struct Context<'a> {
    pub(super) plan: &'a Plan,
    pub(super) resource: &'a Resource,
    pub(super) above: Option<&'a Resource>,
}

impl Context<'_> {
    /// Converts the resource. An error tells what has no place.
    pub(super) fn convert(&self, mapping: &Mapping) -> Result<Converted, Gap> {
        let mut state = State { out: Converted { is_named: true, ..Converted::default() }, used: Vec::new() };
        if let Form::Folded(Some(name)) = mapping.form
            && self.resource.name != Expr::str(name)
        {
            return Err(Gap::Other("name".to_owned()));
        }
        if let Form::Resource { place, tags, .. } = mapping.form {
            self.surroundings(place, tags)?;
        }
        for path in &self.resource.ignore_changes {
            state.out.ignored.push(ignored(path, mapping).ok_or_else(|| Gap::unknown(path))?);
        }
        self.scope(&self.resource.body, mapping.fields, "", &mut state)?;
        let node = &state.out.node;
        let is_there = |demand: &&&str| {
            node.arguments.iter().any(|(name, _)| name == *demand)
                || node.blocks.iter().any(|(name, _)| name == *demand)
        };
        match mapping.demands.iter().find(|demand| !is_there(demand)) {
            Some(demand) => Err(Gap::Missing(demand)),
            None => Ok(state.out),
        }
    }

    /// Checks what the plan tells beside the body.
    fn surroundings(&self, place: Place, tags: bool) -> Result<(), Gap> {
        let fits = match (place, &self.resource.location) {
            (Place::Told, location) => location.is_some(),
            (Place::Follows, _) | (Place::Global, None) => true,
            (Place::Global, Some(Expr::Str(location))) => location.eq_ignore_ascii_case("global"),
            (Place::Global, Some(_)) => false,
        };
        if !fits {
            return Err(Gap::unknown("location"));
        }
        if !tags && self.resource.tags.is_some() {
            return Err(Gap::unknown("tags"));
        }
        Ok(())
    }

    /// Converts an object; whatever no field takes is an error.
    fn scope(&self, object: &Object, fields: &[Field], within: &str, state: &mut State) -> Result<(), Gap> {
        let outer = std::mem::take(&mut state.used);
        for field in fields {
            self.field(object, *field, within, state)?;
        }
        let used = std::mem::replace(&mut state.used, outer);
        match left(object, "", &used) {
            Some(path) => Err(Gap::Unknown(joined(within, &path))),
            None => Ok(()),
        }
    }

    fn field(&self, object: &Object, field: Field, within: &str, state: &mut State) -> Result<(), Gap> {
        let none = |path: &str| Gap::Unknown(joined(within, path));
        match field {
            Field::Fixed(argument, lit) => state.put(argument, Value::Plain(lit.expr())),
            Field::Named(argument) => {
                state.out.is_named = false;
                state.put(argument, Value::Plain(self.resource.name.clone()));
            }
            Field::Waits(arm, argument) => {
                let all = self.resource.depends_on.iter().filter(|symbol| {
                    self.plan.resource(symbol).is_some_and(|other| other.ty.name.eq_ignore_ascii_case(arm))
                });
                let all: Vec<Symbol> = all.cloned().collect();
                let ids = all.iter().cloned().map(Expr::Id).collect();
                state.put(argument, Value::Plain(Expr::Array(ids)));
                state.out.waits.extend(all);
            }
            Field::Nameless(_) => state.out.is_named = false,
            Field::Has(path, lit) => match state.take(object, path) {
                Some(value) if *value == lit.expr() => {}
                _ => return Err(Gap::Other(joined(within, path))),
            },
            Field::Absent(path) => {
                if at(object, path).is_some() {
                    return Err(none(path));
                }
            }
            Field::All(fields) => {
                for field in fields {
                    self.field(object, *field, within, state)?;
                }
            }
            Field::Either(fields) => {
                let mut why: Option<Gap> = None;
                for field in fields {
                    let mut attempt = state.clone();
                    match self.field(object, *field, within, &mut attempt) {
                        Ok(()) => {
                            *state = attempt;
                            return Ok(());
                        }
                        Err(gap) => why = Some(Gap::nearest(why.take(), gap)),
                    }
                }
                return why.map_or(Ok(()), Err);
            }
            Field::Identity => {
                if let Some(value) = state.take(object, "identity") {
                    identity(value, state)?;
                }
            }
            Field::With(path, argument, lit) => {
                if at(object, path).is_some() {
                    state.put(argument, Value::Plain(lit.expr()));
                }
            }
            Field::Join(pieces, argument) => self
                .join(object, pieces, argument, state)
                .ok_or_else(|| none(pieces.first().map_or("", |(path, _)| path)))?,
            Field::Set(path, _, _)
            | Field::Is(path, _)
            | Field::Left(path, _)
            | Field::Block(path, _, _)
            | Field::Each(path, _, _)
            | Field::EachOf(path, _)
            | Field::Pluck(path, _)
            | Field::Gather(path, _, _, _)
            | Field::Pairs(path, _, _, _)
            | Field::Inherited(path, _)
            | Field::Split(path, _) => {
                if let Some(value) = state.take(object, path) {
                    self.value(value, field, &joined(within, path), state)?;
                }
            }
            Field::Beside(beside) => {
                if let Some(value) = state.take(object, beside.path) {
                    state.join(value, beside, &joined(within, beside.path))?;
                }
            }
        }
        Ok(())
    }

    /// Converts a value that is there; `path` is told where it cannot be.
    fn value(&self, value: &Expr, field: Field, path: &str, state: &mut State) -> Result<(), Gap> {
        let none = || Gap::unknown(path);
        match field {
            Field::Set(_, argument, via) => state.put(argument, changed(value, via, self.plan).ok_or_else(none)?),
            Field::Is(_, lit) if *value != lit.expr() => return Err(Gap::Other(path.to_owned())),
            Field::Inherited(own, argument) if self.above.and_then(|above| at(&above.body, own)) != Some(value) => {
                state.put(argument, Value::Plain(value.clone()));
            }
            Field::Split(_, split) => {
                let split = split(value, self.plan).ok_or_else(|| match one_too_many(value, split, self.plan) {
                    Some(key) => Gap::unknown(joined(path, key)),
                    None => none(),
                })?;
                for (argument, value) in split.arguments {
                    state.put(argument, value);
                }
                state.out.must.extend(split.must);
            }
            Field::Block(_, block, fields) => {
                let Expr::Object(object) = value else { return Err(none()) };
                let outer = std::mem::take(&mut state.out.node);
                let converted = self.scope(object, fields, path, state);
                let inner = std::mem::replace(&mut state.out.node, outer);
                converted?;
                let (node, last) = place(&mut state.out.node, block);
                match node.blocks.iter_mut().find(|(name, _)| name == last) {
                    Some((_, there)) => {
                        there.arguments.extend(inner.arguments);
                        there.blocks.extend(inner.blocks);
                    }
                    None => node.blocks.push((last.to_owned(), inner)),
                }
            }
            Field::Each(_, block, fields) => self.each(value, &[(block, fields)], path, state)?,
            Field::EachOf(_, kinds) => self.each(value, kinds, path, state)?,
            Field::Pluck(_, collected) => {
                let paths: Vec<&str> = collected.iter().map(|(inner, _)| *inner).collect();
                let items = objects(value, path, &paths)?;
                for (inner, argument) in collected {
                    let all: Vec<Expr> = items.iter().filter_map(|item| at(item, inner).cloned()).collect();
                    if !all.is_empty() {
                        state.put(argument, Value::Plain(Expr::Array(all)));
                    }
                }
            }
            Field::Gather(_, inner, argument, other) => {
                let items = objects(value, path, &[inner, other])?;
                let all = items.into_iter().map(|item| at(item, inner).cloned());
                let all: Vec<Expr> = all.collect::<Option<_>>().ok_or_else(none)?;
                state.put(argument, Value::Plain(Expr::Array(all)));
            }
            Field::Pairs(_, name, told, argument) => {
                if let Expr::Pairs(of) = value {
                    state.put(argument, Value::Plain((**of).clone()));
                    return Ok(());
                }
                let items = objects(value, path, &[name, told])?;
                let all = items.into_iter().map(|item| Some((item.get(name)?.clone(), item.get(told)?.clone())));
                let all: Vec<(Expr, Expr)> = all.collect::<Option<_>>().ok_or_else(none)?;
                state.put(argument, Value::Plain(Expr::Map(all)));
            }
            _ => {}
        }
        Ok(())
    }

    /// Converts the items of a list, each to the first of the blocks that it fits.
    fn each(
        &self,
        value: &Expr,
        kinds: &[(&'static str, &'static [Field])],
        path: &str,
        state: &mut State,
    ) -> Result<(), Gap> {
        let Expr::Array(items) = value else { return Err(Gap::unknown(path)) };
        for item in items {
            let Expr::Object(object) = item else { return Err(Gap::unknown(path)) };
            let mut why: Option<Gap> = None;
            let fitting = kinds.iter().find_map(|(block, fields)| {
                let mut inner = state.clone();
                inner.out.node = Node::default();
                match self.scope(object, fields, &format!("{path}[]"), &mut inner) {
                    Ok(()) => Some((*block, inner)),
                    Err(gap) => {
                        why = Some(Gap::nearest(why.take(), gap));
                        None
                    }
                }
            });
            let Some((block, mut inner)) = fitting else {
                return Err(why.unwrap_or_else(|| Gap::unknown(path)));
            };
            let item = std::mem::replace(&mut inner.out.node, std::mem::take(&mut state.out.node));
            *state = inner;
            let (node, last) = place(&mut state.out.node, block);
            node.blocks.push((last.to_owned(), item));
        }
        Ok(())
    }

    fn join(
        &self,
        object: &Object,
        pieces: &[(&'static str, Via)],
        argument: &'static str,
        state: &mut State,
    ) -> Option<()> {
        let mut all = Vec::new();
        for (path, via) in pieces {
            let Value::Plain(value) = changed(state.take(object, path)?, *via, self.plan)? else { return None };
            if !all.is_empty() {
                all.push(Expr::str("_"));
            }
            all.push(value);
        }
        state.put(argument, Value::Plain(Expr::Concat(all)));
        Some(())
    }
}

fn identity(value: &Expr, state: &mut State) -> Result<(), Gap> {
    let Expr::Object(object) = value else { return Err(Gap::unknown("identity")) };
    for (name, value) in object {
        match (name.as_str(), value) {
            ("type", _) => state.put("identity.type", Value::Plain(value.clone())),
            ("userAssignedIdentities", Expr::Map(pairs)) => {
                let ids = pairs.iter().map(|(id, _)| id.clone()).collect();
                state.put("identity.identity_ids", Value::Plain(Expr::Array(ids)));
            }
            _ => return Err(Gap::Unknown(format!("identity.{name}"))),
        }
    }
    Ok(())
}

/// Returns what Terraform leaves alone as azurerm names it: the tags, or the argument of a path of the body.
fn ignored(path: &str, mapping: &Mapping) -> Option<String> {
    fn argument(fields: &'static [Field], path: &str) -> Option<&'static str> {
        fields.iter().find_map(|field| match field {
            Field::Set(own, argument, _) if *own == path => Some(*argument),
            Field::All(fields) | Field::Either(fields) => argument(fields, path),
            _ => None,
        })
    }
    match path.strip_prefix("body.") {
        Some(inner) => argument(mapping.fields, inner).filter(|a| !a.contains('.')).map(str::to_owned),
        None => path.starts_with("tags").then(|| path_of(path)).flatten(),
    }
}

/// Returns the property without which a function would take an object.
fn one_too_many<'v>(value: &'v Expr, split: fn(&Expr, &Plan) -> Option<Split>, plan: &Plan) -> Option<&'v str> {
    let Expr::Object(object) = value else { return None };
    object.keys().map(String::as_str).find(|key| {
        let mut less = object.clone();
        less.shift_remove(*key);
        split(&Expr::Object(less), plan).is_some()
    })
}
