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

/// Where a value is written within an expression.
#[derive(Clone, Copy)]
struct Place<'h> {
    /// The conditions that are known to hold here.
    held: &'h [&'h Expr],
    /// How many names may still be written out.
    depth: usize,
    /// Whether it becomes part of a text, where null may not stand.
    in_text: bool,
}

impl Place<'_> {
    fn deeper(self) -> Self {
        Self { depth: self.depth.saturating_sub(1), ..self }
    }
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
            Expr::Map(pairs) if pairs.iter().all(|(key, _)| self.refs.entry_condition(key, held).is_none()) => {
                let name = |key: &Expr| match key {
                    Expr::Str(text) => self::key(text),
                    other => format!("[{}]", self.inner(other, held, true)),
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
        Value::String(format!("[{}]", self.inner(value, held, false)))
    }

    /// Writes a value as JSON that is text whatever is deployed.
    pub(super) fn text_value(&self, value: &Expr) -> Value {
        match self.value(value, &[]) {
            Value::String(text) if text.starts_with('[') && !text.starts_with("[[") => {
                Value::String(format!("[{}]", self.inner(value, &[], true)))
            }
            data => data,
        }
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

    fn call(&self, function: &str, args: &[&Expr], place: Place<'_>) -> String {
        let place = Place { in_text: !matches!(function, "createArray" | "createObject"), ..place };
        let args: Vec<String> = args.iter().map(|arg| self.nested(arg, place)).collect();
        format!("{function}({})", args.join(", "))
    }

    /// Writes a value within an expression.
    pub(super) fn inner(&self, value: &Expr, held: &[&Expr], in_text: bool) -> String {
        // Names are written out, and a name may use another's. A plan has no circle of them; that it could not make this
        // endless is worth a bound.
        let depth = self.refs.plan.resources.len() + self.refs.plan.vars.len();
        self.nested(value, Place { held, depth, in_text })
    }

    fn nested(&self, value: &Expr, place: Place<'_>) -> String {
        match value {
            Expr::Null => "null()".to_owned(),
            Expr::Bool(yes) => format!("{yes}()"),
            Expr::Int(number) => number.to_string(),
            Expr::Str(text) => quoted(text),
            Expr::Array(items) => self.call("createArray", &items.iter().collect::<Vec<_>>(), place),
            Expr::Object(object) => {
                let pairs: Vec<String> =
                    object.iter().map(|(k, v)| format!("{}, {}", quoted(k), self.nested(v, place))).collect();
                format!("createObject({})", pairs.join(", "))
            }
            Expr::Map(pairs) => self.map(pairs, place),
            Expr::Over(..) => self.call("union", &value.layers(), Place { in_text: false, ..place }),
            Expr::Pairs(of) => {
                let each = |what| format!("lambdaVariables('setting').{what}");
                let pair = format!("createObject('name', {}, 'value', {})", each("key"), each("value"));
                let of = self.nested(of, Place { in_text: false, ..place });
                format!("map(items({of}), lambda('setting', {pair}))")
            }
            Expr::Names(texts, objects) => {
                let first = self.call("createArray", &texts.iter().collect::<Vec<_>>(), place);
                let keys = objects.iter().map(|of| self.call("objectKeys", &[of], place));
                format!("union({})", std::iter::once(first).chain(keys).collect::<Vec<_>>().join(", "))
            }
            Expr::Concat(items) => self.text(items, place),
            Expr::Param(name) => format!("parameters({})", quoted(&self.names.get(Role::Param, name))),
            Expr::Var(name) => match self.refs.var(name).filter(|v| place.depth > 0 && self.refs.is_late(v)) {
                Some(late) => self.nested(late, place.deeper()),
                None => format!("variables({})", quoted(&self.names.get(Role::Var, name))),
            },
            Expr::Id(symbol) => self.guarded(symbol, self.id(symbol, place), place),
            Expr::Name(symbol) => self.guarded(symbol, self.name(symbol, place), place),
            Expr::Prop(symbol, path) => self.read(symbol, path, place),
            Expr::PrincipalId(symbol) => self.read(symbol, &["identity".to_owned(), "principalId".to_owned()], place),
            Expr::Group(Group::Id) => "resourceGroup().id".to_owned(),
            Expr::Group(Group::Name) => "resourceGroup().name".to_owned(),
            Expr::Group(Group::Location) => "resourceGroup().location".to_owned(),
            Expr::SubscriptionId => "subscription().subscriptionId".to_owned(),
            Expr::TenantId => "tenant().tenantId".to_owned(),
            Expr::UniqueString => "uniqueString(resourceGroup().id)".to_owned(),
            Expr::Guid(parts) => self.call("guid", &parts.iter().collect::<Vec<_>>(), place),
            Expr::ResourceId(ty, names) => {
                let ty = Expr::str(ty.as_str());
                self.call("resourceId", &std::iter::once(&ty).chain(names).collect::<Vec<_>>(), place)
            }
            Expr::RoleDefinition(guid) => {
                format!("subscriptionResourceId('Microsoft.Authorization/roleDefinitions', {})", quoted(guid))
            }
            Expr::Suffix(suffix) => self::suffix(*suffix, false),
            Expr::Lower(inner) => self.call("toLower", &[inner], place),
            Expr::Take(inner, most) => format!("take({}, {most})", self.nested(inner, place)),
            Expr::Replace(inner, from, to) => {
                self.call("replace", &[inner, &Expr::str(from.as_str()), &Expr::str(to.as_str())], place)
            }
            Expr::If(test, yes, no) => {
                let mut within = place.held.to_vec();
                within.extend(conjuncts(test));
                let test = self.nested(test, place);
                let yes = self.nested(yes, Place { held: &within, ..place });
                format!("if({test}, {yes}, {})", self.nested(no, place))
            }
            Expr::Eq(a, b) => self.call("equals", &[a, b], place),
            Expr::Not(inner) => self.call("not", &[inner], place),
            Expr::And(all) => self.chain("and", all, "true()", place),
            Expr::Or(any) => self.chain("or", any, "false()", place),
            Expr::Any(list) => format!("not({})", self.call("empty", &[list], place)),
            Expr::StartsWith(text, start) => self.call("startsWith", &[text, start], place),
        }
    }

    /// Writes properties whose names are values. One that is named by what may be missing is only there with it.
    fn map(&self, pairs: &[(Expr, Expr)], place: Place<'_>) -> String {
        let condition = |key: &Expr| self.refs.entry_condition(key, place.held);
        let (sure, open): (Vec<_>, Vec<_>) = pairs.iter().partition(|(key, _)| condition(key).is_none());
        let written = |pairs: &[&(Expr, Expr)], place: Place<'_>| {
            let flat: Vec<&Expr> = pairs.iter().flat_map(|(k, v)| [k, v]).collect();
            self.call("createObject", &flat, place)
        };
        let mut all = Vec::new();
        if !sure.is_empty() || open.is_empty() {
            all.push(written(&sure, place));
        }
        for pair in open {
            let Some(test) = condition(&pair.0) else { continue };
            let held = [place.held, conjuncts(&test).as_slice()].concat();
            // Here too what tests holds within the test, so that it comes to an end.
            let place = Place { held: &held, ..place };
            let yes = written(&[pair], place);
            all.push(format!("if({}, {yes}, createObject())", self.nested(&test, place)));
        }
        match &all[..] {
            [one] => one.clone(),
            many => format!("union({})", many.join(", ")),
        }
    }

    fn chain(&self, function: &str, items: &[Expr], empty: &str, place: Place<'_>) -> String {
        match items {
            [] => empty.to_owned(),
            [one] => self.nested(one, place),
            many => self.call(function, &many.iter().collect::<Vec<_>>(), place),
        }
    }

    fn id(&self, symbol: &Symbol, place: Place<'_>) -> String {
        let Some(resource) = self.refs.plan.resource(symbol).filter(|_| place.depth > 0) else {
            return quoted(symbol.as_str());
        };
        let mut args = Vec::new();
        let function = match self.extends(resource) {
            Some(scope) => {
                args.push(self.id(scope, place.deeper()));
                "extensionResourceId"
            }
            None => "resourceId",
        };
        args.push(quoted(resource.ty.name));
        args.extend(self.segments(resource).iter().map(|name| self.nested(name, place.deeper())));
        format!("{function}({})", args.join(", "))
    }

    fn name(&self, symbol: &Symbol, place: Place<'_>) -> String {
        match self.refs.plan.resource(symbol) {
            Some(resource) if place.depth > 0 => self.nested(&resource.name, place.deeper()),
            _ => quoted(symbol.as_str()),
        }
    }

    /// Writes what is known only once a resource is deployed.
    fn read(&self, symbol: &Symbol, path: &[String], place: Place<'_>) -> String {
        let name = quoted(&self.names.get(Role::Resource, symbol.as_str()));
        let api = self.refs.plan.resource(symbol).map_or("", |r| r.ty.api);
        let read = match path {
            [first, rest @ ..] if first == "properties" => format!("reference({name}){}", access(rest)),
            [only] if only == "id" => self.id(symbol, place),
            [only] if only == "name" => self.name(symbol, place),
            _ => format!("reference({name}, '{api}', 'full'){}", access(path)),
        };
        self.guarded(symbol, read, place)
    }

    /// Guards what a resource is read for: where its condition is not known to hold, nothing stands in for it, or empty text
    /// within text.
    fn guarded(&self, symbol: &Symbol, read: String, place: Place<'_>) -> String {
        let open = self.refs.open_conditions(symbol, place.held);
        let Some(test) = all_of(&open) else { return read };
        // Within the test, what it tests holds: a condition that reads its own resource must come to an end.
        let held = [place.held, open.as_slice()].concat();
        let test = self.nested(&test, Place { held: &held, ..place });
        format!("if({test}, {read}, {})", if place.in_text { "''" } else { "null()" })
    }

    fn text(&self, items: &[Expr], place: Place<'_>) -> String {
        let mut all = parts(items);
        if let Some(one) = single(&all) {
            return self.nested(&one, place);
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
                        other => self.nested(other, Place { in_text: true, ..place }),
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
