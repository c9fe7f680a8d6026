//! Values in ARM JSON: JSON where they are data, expressions in brackets where they are computed.

use serde_json::{Map, Value};

use crate::iac::{Expr, Group, Object, Resource, Suffix, Symbol};

use crate::emit::names::{Names, Role};
use crate::emit::refs::Refs;
use crate::emit::value::{all_of, conjuncts, is_dotted, lend_dots, parts, single};

/// Writes values; knows the plan's names and conditions.
pub(super) struct Writer<'a> {
    pub(super) refs: &'a Refs<'a>,
    pub(super) names: &'a Names,
}

impl<'a> Writer<'a> {
    pub(super) fn new(refs: &'a Refs<'a>, names: &'a Names) -> Self {
        Self { refs, names }
    }

    /// Writes a value as JSON.
    pub(super) fn value(&self, value: &Expr, held: &[&Expr]) -> Value {
        match value {
            Expr::Null => Value::Null,
            Expr::Bool(yes) => Value::Bool(*yes),
            Expr::Int(number) => Value::from(*number),
            Expr::Str(text) => literal(text),
            Expr::Array(items) => items.iter().map(|item| self.value(item, held)).collect(),
            Expr::Object(object) => self.object(object, held),
            Expr::Map(pairs) => {
                let name = |key: &Expr| match key {
                    Expr::Str(text) => self::key(text),
                    other => format!("[{}]", self.inner(other, held)),
                };
                Value::Object(pairs.iter().map(|(k, v)| (name(k), self.value(v, held))).collect())
            }
            Expr::Concat(items) => match single(&parts(items)) {
                Some(one) => self.value(&one, held),
                None => self.computed(value, held),
            },
            other => self.computed(other, held),
        }
    }

    fn computed(&self, value: &Expr, held: &[&Expr]) -> Value {
        Value::String(format!("[{}]", self.inner(value, held)))
    }

    /// Writes properties as JSON.
    pub(super) fn object(&self, object: &Object, held: &[&Expr]) -> Value {
        Value::Object(object.iter().map(|(k, v)| (key(k), self.value(v, held))).collect::<Map<_, _>>())
    }

    /// Writes the name of a resource, with those of its parents before it.
    pub(super) fn full_name(&self, resource: &Resource, held: &[&Expr]) -> Value {
        let mut all = Vec::new();
        for (at, name) in self.segments(resource).into_iter().enumerate() {
            if at > 0 {
                all.push(Expr::str("/"));
            }
            all.push(name);
        }
        self.value(&Expr::Concat(all), held)
    }

    /// Returns the names of a resource and its parents, outermost first.
    fn segments(&self, resource: &Resource) -> Vec<Expr> {
        let mut out = vec![resource.name.clone()];
        let mut at = resource.parent.as_ref();
        for _ in 0..self.refs.plan.resources.len() {
            let Some(parent) = at.and_then(|symbol| self.refs.plan.resource(symbol)) else { break };
            out.push(parent.name.clone());
            at = parent.parent.as_ref();
        }
        out.reverse();
        out
    }

    /// Returns what a resource or one of its parents extends.
    fn extends(&self, resource: &'a Resource) -> Option<&'a Symbol> {
        let mut at = resource;
        for _ in 0..self.refs.plan.resources.len() {
            if at.scope.is_some() {
                return at.scope.as_ref();
            }
            at = at.parent.as_ref().and_then(|symbol| self.refs.plan.resource(symbol))?;
        }
        None
    }

    fn call(&self, function: &str, args: &[&Expr], held: &[&Expr], depth: usize) -> String {
        let args: Vec<String> = args.iter().map(|arg| self.nested(arg, held, depth)).collect();
        format!("{function}({})", args.join(", "))
    }

    /// Writes a value within an expression.
    pub(super) fn inner(&self, value: &Expr, held: &[&Expr]) -> String {
        // Names are written out, and a name may use another's. A plan has no circle of them; that it could not make this
        // endless is worth a bound.
        self.nested(value, held, self.refs.plan.resources.len() + self.refs.plan.vars.len())
    }

    fn nested(&self, value: &Expr, held: &[&Expr], depth: usize) -> String {
        match value {
            Expr::Null => "null()".to_owned(),
            Expr::Bool(yes) => format!("{yes}()"),
            Expr::Int(number) => number.to_string(),
            Expr::Str(text) => quoted(text),
            Expr::Array(items) => self.call("createArray", &items.iter().collect::<Vec<_>>(), held, depth),
            Expr::Object(object) => {
                let pairs: Vec<String> =
                    object.iter().map(|(k, v)| format!("{}, {}", quoted(k), self.nested(v, held, depth))).collect();
                format!("createObject({})", pairs.join(", "))
            }
            Expr::Map(pairs) => {
                let flat: Vec<&Expr> = pairs.iter().flat_map(|(k, v)| [k, v]).collect();
                self.call("createObject", &flat, held, depth)
            }
            Expr::Concat(items) => self.text(items, held, depth),
            Expr::Param(name) => format!("parameters({})", quoted(&self.names.get(Role::Param, name))),
            Expr::Var(name) => match self.refs.var(name).filter(|v| depth > 0 && self.refs.is_late(v)) {
                Some(late) => self.nested(late, held, depth - 1),
                None => format!("variables({})", quoted(&self.names.get(Role::Var, name))),
            },
            Expr::Id(symbol) => self.id(symbol, held, depth),
            Expr::Name(symbol) => match self.refs.plan.resource(symbol) {
                Some(resource) if depth > 0 => self.nested(&resource.name, held, depth - 1),
                _ => quoted(symbol.as_str()),
            },
            Expr::Prop(symbol, path) => self.read(symbol, path, held, depth),
            Expr::PrincipalId(symbol) => {
                self.read(symbol, &["identity".to_owned(), "principalId".to_owned()], held, depth)
            }
            Expr::Group(Group::Id) => "resourceGroup().id".to_owned(),
            Expr::Group(Group::Name) => "resourceGroup().name".to_owned(),
            Expr::Group(Group::Location) => "resourceGroup().location".to_owned(),
            Expr::SubscriptionId => "subscription().subscriptionId".to_owned(),
            Expr::TenantId => "tenant().tenantId".to_owned(),
            Expr::UniqueString => "uniqueString(resourceGroup().id)".to_owned(),
            Expr::Guid(parts) => self.call("guid", &parts.iter().collect::<Vec<_>>(), held, depth),
            Expr::ResourceId(ty, names) => {
                let ty = Expr::str(ty.as_str());
                self.call("resourceId", &std::iter::once(&ty).chain(names).collect::<Vec<_>>(), held, depth)
            }
            Expr::RoleDefinition(guid) => {
                format!("subscriptionResourceId('Microsoft.Authorization/roleDefinitions', {})", quoted(guid))
            }
            Expr::Suffix(suffix) => self::suffix(*suffix, false),
            Expr::Lower(inner) => self.call("toLower", &[inner], held, depth),
            Expr::Take(inner, most) => format!("take({}, {most})", self.nested(inner, held, depth)),
            Expr::Replace(inner, from, to) => {
                self.call("replace", &[inner, &Expr::str(from.as_str()), &Expr::str(to.as_str())], held, depth)
            }
            Expr::If(test, yes, no) => {
                let mut within = held.to_vec();
                within.extend(conjuncts(test));
                let test = self.nested(test, held, depth);
                let yes = self.nested(yes, &within, depth);
                format!("if({test}, {yes}, {})", self.nested(no, held, depth))
            }
            Expr::Eq(a, b) => self.call("equals", &[a, b], held, depth),
            Expr::Not(inner) => self.call("not", &[inner], held, depth),
            Expr::And(all) => self.chain("and", all, "true()", held, depth),
            Expr::Or(any) => self.chain("or", any, "false()", held, depth),
            Expr::StartsWith(text, start) => self.call("startsWith", &[text, start], held, depth),
        }
    }

    fn chain(&self, function: &str, items: &[Expr], empty: &str, held: &[&Expr], depth: usize) -> String {
        match items {
            [] => empty.to_owned(),
            [one] => self.nested(one, held, depth),
            many => self.call(function, &many.iter().collect::<Vec<_>>(), held, depth),
        }
    }

    fn id(&self, symbol: &Symbol, held: &[&Expr], depth: usize) -> String {
        let Some(resource) = self.refs.plan.resource(symbol).filter(|_| depth > 0) else {
            return quoted(symbol.as_str());
        };
        let mut args = Vec::new();
        let function = match self.extends(resource) {
            Some(scope) => {
                args.push(self.id(scope, held, depth - 1));
                "extensionResourceId"
            }
            None => "resourceId",
        };
        args.push(quoted(resource.ty.name));
        args.extend(self.segments(resource).iter().map(|name| self.nested(name, held, depth - 1)));
        format!("{function}({})", args.join(", "))
    }

    /// Writes what is known only once a resource is deployed, guarded where it may not be.
    fn read(&self, symbol: &Symbol, path: &[String], held: &[&Expr], depth: usize) -> String {
        let name = quoted(&self.names.get(Role::Resource, symbol.as_str()));
        let api = self.refs.plan.resource(symbol).map_or("", |r| r.ty.api);
        let read = match path {
            [first, rest @ ..] if first == "properties" => format!("reference({name}){}", access(rest)),
            [only] if only == "id" => return self.id(symbol, held, depth),
            [only] if only == "name" => return self.nested(&Expr::Name(symbol.clone()), held, depth),
            _ => format!("reference({name}, '{api}', 'full'){}", access(path)),
        };
        let open = self.refs.open_conditions(symbol, held);
        let Some(test) = all_of(&open) else { return read };
        // Within the test, what it tests holds: a condition that reads its own resource must come to an end.
        let held = [held, open.as_slice()].concat();
        format!("if({}, {read}, '')", self.nested(&test, &held, depth))
    }

    fn text(&self, items: &[Expr], held: &[&Expr], depth: usize) -> String {
        let mut all = parts(items);
        if let Some(one) = single(&all) {
            return self.nested(&one, held, depth);
        }
        let lent = lend_dots(&mut all);
        let mut format = String::new();
        let mut values = Vec::new();
        for (at, part) in all.iter().enumerate() {
            match part {
                Expr::Str(text) => format.push_str(&text.replace('{', "{{").replace('}', "}}")),
                other => {
                    format.push_str(&format!("{{{}}}", values.len()));
                    values.push(match other {
                        Expr::Suffix(suffix) => self::suffix(*suffix, lent.get(at) == Some(&true)),
                        other => self.nested(other, held, depth),
                    });
                }
            }
        }
        format!("format({}, {})", quoted(&format), values.join(", "))
    }
}

fn suffix(suffix: Suffix, keep_dot: bool) -> String {
    let property = match suffix {
        Suffix::Storage => "storage",
        Suffix::SqlServer => "sqlServerHostname",
        Suffix::KeyVault => "keyvaultDns",
        Suffix::ContainerRegistry => "acrLoginServer",
    };
    let read = format!("environment().suffixes.{property}");
    if is_dotted(suffix) && !keep_dot { format!("skip({read}, 1)") } else { read }
}

/// Returns text as a string within an expression.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Returns text as JSON that Resource Manager does not take for an expression. What begins with a bracket and ends with one
/// is escaped by a second; what only begins with one is read differently by different tools, so it becomes an expression
/// that no tool reads in two ways.
pub(super) fn literal(text: &str) -> Value {
    match (text.starts_with('['), text.ends_with(']')) {
        (true, true) => Value::String(format!("[{text}")),
        (true, false) => Value::String(format!("[concat({})]", quoted(text))),
        _ => Value::String(text.to_owned()),
    }
}

/// Returns the name of a property, which Resource Manager evaluates as it does text.
pub(super) fn key(text: &str) -> String {
    match literal(text) {
        Value::String(text) => text,
        _ => text.to_owned(),
    }
}

/// Returns a constant as JSON that is not evaluated.
pub(super) fn data(value: &Expr) -> Value {
    match value {
        Expr::Bool(yes) => Value::Bool(*yes),
        Expr::Int(number) => Value::from(*number),
        Expr::Str(text) => Value::String(text.clone()),
        Expr::Array(items) => items.iter().map(data).collect(),
        Expr::Object(object) => Value::Object(object.iter().map(|(k, v)| (k.clone(), data(v))).collect()),
        _ => Value::Null,
    }
}

fn access(path: &[String]) -> String {
    path.iter()
        .map(|segment| {
            let starts_well = segment.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
            if !segment.is_empty() && segment.chars().all(|c| c.is_ascii_digit()) {
                format!("[{segment}]")
            } else if starts_well && segment.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                format!(".{segment}")
            } else {
                format!("[{}]", quoted(segment))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_an_expression() {
        assert_eq!(literal("[concat('a')]"), "[[concat('a')]");
        assert_eq!(literal("[[a]"), "[[[a]");
        assert_eq!(literal("[a"), "[concat('[a')]");
        assert_eq!(literal("a]"), "a]");
        assert_eq!(quoted("it's"), "'it''s'");
    }
}
