//! Values in Bicep.

use std::fmt::Write as _;

use crate::iac::{Expr, Group, Object, Suffix, Symbol};

use super::literal::{access, escaped, key, quoted};
use crate::emit::names::{Names, Role};
use crate::emit::printer::{columns, pad};
use crate::emit::refs::Refs;
use crate::emit::value::{all_of, conjuncts, is_dotted, lend_dots, parts, single};

/// How tightly a ternary binds; the operators bind more tightly in this order.
const TERNARY: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const EQUALS: u8 = 4;
const NOT: u8 = 5;
const ATOM: u8 = 6;

/// The formatter breaks calls and ternaries that end beyond this column.
const WIDTH: usize = 120;

/// Writes values; knows the plan's names and conditions.
pub(super) struct Writer<'a> {
    pub(super) refs: &'a Refs<'a>,
    pub(super) names: &'a Names,
}

/// Where a value is written.
#[derive(Clone, Copy)]
struct Place<'h> {
    /// The depth of the line that it starts on; none where line breaks are not allowed, as within `${…}`.
    depth: Option<usize>,
    /// The column that it starts in.
    column: usize,
    /// The conditions that are known to hold here.
    held: &'h [&'h Expr],
    /// Whether it becomes part of a text, where null may not stand.
    in_text: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(refs: &'a Refs<'a>, names: &'a Names) -> Self {
        Self { refs, names }
    }

    /// Writes a value that starts on a line so deep.
    pub(super) fn value(&self, value: &Expr, depth: usize, held: &[&Expr]) -> String {
        self.after("", value, depth, held)
    }

    /// Writes a value behind what begins its line.
    pub(super) fn after(&self, start: &str, value: &Expr, depth: usize, held: &[&Expr]) -> String {
        let column = pad(depth).len() + columns(start);
        format!("{start}{}", self.write(value, Place { depth: Some(depth), column, held, in_text: false }).0)
    }

    /// Writes a value that is text whatever is deployed, behind what begins its line.
    pub(super) fn text_after(&self, start: &str, value: &Expr) -> String {
        let place = Place { depth: Some(0), column: columns(start), held: &[], in_text: true };
        format!("{start}{}", self.write(value, place).0)
    }

    /// Writes a value on one line.
    pub(super) fn flat(&self, value: &Expr) -> String {
        self.write(value, Place { depth: None, column: 0, held: &[], in_text: false }).0
    }

    /// Writes the one property of an object on its line, where it is one and short.
    pub(super) fn short(&self, object: &Object, held: &[&Expr]) -> Option<String> {
        let place = Place { depth: None, column: 0, held, in_text: false };
        let flat = self.pairs(object.iter().map(|(k, v)| (key(k), v)), place);
        (object.len() == 1 && columns(&flat) <= WIDTH / 2).then_some(flat)
    }

    /// Writes properties.
    pub(super) fn object(&self, object: &Object, depth: usize, held: &[&Expr]) -> String {
        let place = Place { depth: Some(depth), column: 0, held, in_text: false };
        self.pairs(object.iter().map(|(k, v)| (key(k), v)), place)
    }

    /// Returns how a function is called where the plan may have a declaration of the same name.
    pub(super) fn function(&self, namespace: &str, name: &str) -> String {
        if self.names.is_given(name) { format!("{namespace}.{name}") } else { name.to_owned() }
    }

    fn tight(&self, value: &Expr, place: Place<'_>, least: u8) -> String {
        let (text, binding) = self.write(value, place);
        if binding < least { format!("({text})") } else { text }
    }

    fn resource(&self, symbol: &Symbol) -> String {
        self.names.get(Role::Resource, symbol.as_str())
    }

    fn list(&self, items: &[String], place: Place<'_>) -> String {
        match place.depth {
            _ if items.is_empty() => "[]".to_owned(),
            None => format!("[{}]", items.join(", ")),
            Some(depth) => {
                let inner = pad(depth + 1);
                let lines: String = items.iter().map(|item| format!("{inner}{item}\n")).collect();
                format!("[\n{lines}{}]", pad(depth))
            }
        }
    }

    fn pairs<'e>(&self, pairs: impl Iterator<Item = (String, &'e Expr)>, place: Place<'_>) -> String {
        let inside = place.deeper().plain();
        let lines: Vec<String> = pairs
            .map(|(key, value)| {
                let start = format!("{key}: ");
                let column = inside.column + columns(&start);
                format!("{start}{}", self.write(value, Place { column, ..inside }).0)
            })
            .collect();
        match place.depth {
            _ if lines.is_empty() => "{}".to_owned(),
            None => format!("{{ {} }}", lines.join(", ")),
            Some(depth) => {
                let inner = pad(depth + 1);
                let lines: String = lines.iter().map(|line| format!("{inner}{line}\n")).collect();
                format!("{{\n{lines}{}}}", pad(depth))
            }
        }
    }

    fn call(&self, namespace: &str, name: &str, args: &[&Expr], place: Place<'_>) -> (String, u8) {
        let name = self.function(namespace, name);
        let flat: Vec<String> = args.iter().map(|arg| self.write(arg, place.flat().text()).0).collect();
        let flat = format!("{name}({})", flat.join(", "));
        match place.depth {
            Some(depth) if !args.is_empty() && place.column + columns(&flat) > WIDTH => {
                let inner = pad(depth + 1);
                let args: Vec<String> =
                    args.iter().map(|arg| format!("{inner}{}", self.write(arg, place.deeper().text()).0)).collect();
                (format!("{name}(\n{}\n{})", args.join(",\n"), pad(depth)), ATOM)
            }
            _ => (flat, ATOM),
        }
    }

    fn comparison(&self, a: &Expr, sign: &str, b: &Expr, place: Place<'_>) -> (String, u8) {
        let [a, b] = [a, b].map(|side| self.tight(side, place.flat(), EQUALS + 1));
        (format!("{a} {sign} {b}"), EQUALS)
    }

    fn chain(&self, items: &[Expr], place: Place<'_>, operator: &str, binding: u8, empty: &str) -> (String, u8) {
        match items {
            [] => (empty.to_owned(), ATOM),
            [one] => self.write(one, place),
            many => {
                let all: Vec<String> = many.iter().map(|item| self.tight(item, place.flat(), binding + 1)).collect();
                (all.join(operator), binding)
            }
        }
    }

    /// Writes text and how tightly it binds.
    fn write(&self, value: &Expr, place: Place<'_>) -> (String, u8) {
        let atom = |text: String| (text, ATOM);
        match value {
            Expr::Null => atom("null".to_owned()),
            Expr::Bool(yes) => atom(yes.to_string()),
            Expr::Int(number) => (number.to_string(), if *number < 0 { NOT } else { ATOM }),
            Expr::Str(text) => atom(quoted(text)),
            Expr::Array(items) => {
                let inside = place.deeper().plain();
                let items: Vec<String> = items.iter().map(|item| self.write(item, inside).0).collect();
                atom(self.list(&items, place))
            }
            Expr::Object(object) => atom(self.pairs(object.iter().map(|(k, v)| (key(k), v)), place)),
            Expr::Map(pairs) => self.map(pairs, place),
            Expr::Over(..) => self.call("sys", "union", &value.layers(), place),
            Expr::Pairs(of) => atom(self.name_value_pairs(of, place)),
            Expr::Names(texts, objects) => {
                let first = self.write(&Expr::Array(texts.clone()), place.flat()).0;
                let keys = objects.iter().map(|of| self.call("sys", "objectKeys", &[of], place.flat()).0);
                let all: Vec<String> = std::iter::once(first).chain(keys).collect();
                atom(format!("{}({})", self.function("sys", "union"), all.join(", ")))
            }
            Expr::Concat(items) => self.text(items, place),
            Expr::Param(name) => atom(self.names.get(Role::Param, name)),
            Expr::Var(name) => atom(self.names.get(Role::Var, name)),
            Expr::Id(symbol) => self.guarded(symbol, ".id", place),
            Expr::Name(symbol) => self.guarded(symbol, ".name", place),
            Expr::Prop(symbol, path) => {
                let path: String = path.iter().map(|segment| access(segment)).collect();
                self.late(symbol, &path, place)
            }
            Expr::PrincipalId(symbol) => self.late(symbol, ".identity.principalId", place),
            Expr::Group(group) => {
                let property = match group {
                    Group::Id => "id",
                    Group::Name => "name",
                    Group::Location => "location",
                };
                atom(format!("{}().{property}", self.function("az", "resourceGroup")))
            }
            Expr::SubscriptionId => atom(format!("{}().subscriptionId", self.function("az", "subscription"))),
            Expr::TenantId => atom(format!("{}().tenantId", self.function("az", "tenant"))),
            Expr::UniqueString => self.call("sys", "uniqueString", &[&Expr::Group(Group::Id)], place),
            Expr::Guid(parts) => self.call("sys", "guid", &parts.iter().collect::<Vec<_>>(), place),
            Expr::ResourceId(ty, names) => {
                let ty = Expr::str(ty.as_str());
                self.call("az", "resourceId", &std::iter::once(&ty).chain(names).collect::<Vec<_>>(), place)
            }
            Expr::RoleDefinition(guid) => self.call(
                "az",
                "subscriptionResourceId",
                &[&Expr::str("Microsoft.Authorization/roleDefinitions"), &Expr::str(guid.as_str())],
                place,
            ),
            Expr::Suffix(suffix) => atom(self.suffix(*suffix, false)),
            Expr::Lower(inner) => self.call("sys", "toLower", &[inner], place),
            Expr::Take(inner, most) => {
                let most = Expr::Int(i64::try_from(*most).unwrap_or(i64::MAX));
                self.call("sys", "take", &[inner, &most], place)
            }
            Expr::Replace(inner, from, to) => {
                self.call("sys", "replace", &[inner, &Expr::str(from.as_str()), &Expr::str(to.as_str())], place)
            }
            Expr::If(test, yes, no) => {
                let mut held = place.held.to_vec();
                held.extend(conjuncts(test));
                let test = self.tight(test, place.flat(), TERNARY + 1);
                self.ternary(&test, (yes, &held), no, place)
            }
            Expr::Eq(a, b) => self.comparison(a, "==", b, place),
            Expr::Not(inner) => match inner.as_ref() {
                Expr::Eq(a, b) => self.comparison(a, "!=", b, place),
                inner => (format!("!{}", self.tight(inner, place.flat(), ATOM)), NOT),
            },
            Expr::And(all) => self.chain(all, place, " && ", AND, "true"),
            Expr::Or(any) => self.chain(any, place, " || ", OR, "false"),
            Expr::Any(list) => (format!("!{}", self.call("sys", "empty", &[list], place.flat()).0), NOT),
            Expr::StartsWith(text, start) => self.call("sys", "startsWith", &[text, start], place),
        }
    }

    fn ternary(&self, test: &str, yes: (&Expr, &[&Expr]), no: &Expr, place: Place<'_>) -> (String, u8) {
        let (yes, held) = yes;
        let within = Place { held, ..place };
        let both =
            |yes_place, no_place| [self.tight(yes, yes_place, TERNARY + 1), self.tight(no, no_place, TERNARY + 1)];
        let [flat_yes, flat_no] = both(within.flat(), place.flat());
        let flat = format!("{test} ? {flat_yes} : {flat_no}");
        match place.depth {
            Some(depth) if place.column + columns(&flat) > WIDTH => {
                let [yes, no] = both(within.deeper(), place.deeper());
                let inner = pad(depth + 1);
                (format!("{test}\n{inner}? {yes}\n{inner}: {no}"), TERNARY)
            }
            _ => (flat, TERNARY),
        }
    }

    /// Writes what is known only once a resource is deployed. One with a condition may be null to the compiler, hence `!`.
    fn late(&self, symbol: &Symbol, path: &str, place: Place<'_>) -> (String, u8) {
        let conditional = self.refs.plan.resource(symbol).is_some_and(|r| !self.refs.conditions(r).is_empty());
        self.guarded(symbol, &format!("{}{path}", if conditional { "!" } else { "" }), place)
    }

    /// Writes what a resource is read for. Where its condition is not known to hold, nothing stands in for it, or empty text
    /// within text.
    fn guarded(&self, symbol: &Symbol, path: &str, place: Place<'_>) -> (String, u8) {
        let read = format!("{}{path}", self.resource(symbol));
        let open = self.refs.open_conditions(symbol, place.held);
        let Some(test) = all_of(&open) else { return (read, ATOM) };
        // Within the test, what it tests holds: a condition that reads its own resource must come to an end.
        let held = [place.held, open.as_slice()].concat();
        let test = self.tight(&test, Place { held: &held, ..place.flat() }, TERNARY + 1);
        (format!("{test} ? {read} : {}", if place.in_text { "''" } else { "null" }), TERNARY)
    }

    /// Writes the properties of an object as a list of names and values.
    fn name_value_pairs(&self, of: &Expr, place: Place<'_>) -> String {
        let map = self.function("sys", "map");
        let each = "setting => { name: setting.key, value: setting.value }";
        let flat = format!("{map}({}, {each})", self.call("sys", "items", &[of], place.flat()).0);
        match place.depth.filter(|_| place.column + columns(&flat) > WIDTH) {
            Some(depth) => {
                let inner = pad(depth + 1);
                let items = self.call("sys", "items", &[of], place.deeper()).0;
                format!("{map}(\n{inner}{items},\n{inner}{each}\n{})", pad(depth))
            }
            None => flat,
        }
    }

    /// Writes properties whose names are values. One that is named by what may be missing is only there with it.
    fn map(&self, pairs: &[(Expr, Expr)], place: Place<'_>) -> (String, u8) {
        let condition = |key: &Expr| self.refs.entry_condition(key, place.held);
        let (sure, open): (Vec<_>, Vec<_>) = pairs.iter().partition(|(key, _)| condition(key).is_none());
        let written = |pairs: &[&(Expr, Expr)], place: Place<'_>| {
            self.pairs(pairs.iter().map(|(k, v)| (self.computed_key(k, place), v)), place)
        };
        if open.is_empty() {
            return (written(&sure, place), ATOM);
        }
        let mut all: Vec<String> = Vec::new();
        if !sure.is_empty() {
            all.push(written(&sure, place.flat()));
        }
        for pair in open {
            let Some(test) = condition(&pair.0) else { continue };
            let held = [place.held, conjuncts(&test).as_slice()].concat();
            // Here too what tests holds within the test, so that it comes to an end.
            let place = Place { held: &held, ..place.flat() };
            let yes = written(&[pair], place);
            all.push(format!("{} ? {yes} : {{}}", self.tight(&test, place, TERNARY + 1)));
        }
        match &all[..] {
            [one] => (one.clone(), TERNARY),
            many => (format!("{}({})", self.function("sys", "union"), many.join(", ")), ATOM),
        }
    }

    fn computed_key(&self, value: &Expr, place: Place<'_>) -> String {
        match value {
            Expr::Str(text) => key(text),
            other => {
                let flat = place.flat().text();
                match other {
                    Expr::Concat(items) if parts(items).len() > 1 => self.write(other, flat).0,
                    _ => format!("'${{{}}}'", self.write(other, flat).0),
                }
            }
        }
    }

    fn suffix(&self, suffix: Suffix, keep_dot: bool) -> String {
        let property = match suffix {
            Suffix::Storage => "storage",
            Suffix::SqlServer => "sqlServerHostname",
            Suffix::KeyVault => "keyvaultDns",
            Suffix::ContainerRegistry => "acrLoginServer",
        };
        let read = format!("{}().suffixes.{property}", self.function("az", "environment"));
        if is_dotted(suffix) && !keep_dot { format!("{}({read}, 1)", self.function("sys", "skip")) } else { read }
    }

    fn text(&self, items: &[Expr], place: Place<'_>) -> (String, u8) {
        let mut all = parts(items);
        if let Some(one) = single(&all) {
            return self.write(&one, place);
        }
        let lent = lend_dots(&mut all);
        let mut out = String::from("'");
        for (at, part) in all.iter().enumerate() {
            match part {
                Expr::Str(text) => out.push_str(&escaped(text, at + 1 < all.len())),
                Expr::Suffix(suffix) => {
                    let _ = write!(out, "${{{}}}", self.suffix(*suffix, lent.get(at) == Some(&true)));
                }
                other => {
                    let _ = write!(out, "${{{}}}", self.write(other, place.flat().text()).0);
                }
            }
        }
        out.push('\'');
        (out, ATOM)
    }
}

impl Place<'_> {
    fn deeper(self) -> Self {
        let depth = self.depth.map(|depth| depth + 1);
        Self { depth, column: depth.map_or(0, |depth| pad(depth).len()), held: self.held, in_text: self.in_text }
    }

    fn text(self) -> Self {
        Self { in_text: true, ..self }
    }

    fn plain(self) -> Self {
        Self { in_text: false, ..self }
    }

    fn flat(self) -> Self {
        Self { depth: None, ..self }
    }
}
