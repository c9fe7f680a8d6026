//! Values in Terraform's language.

use std::fmt::Write as _;

use crate::iac::{Expr, Group, Object, Symbol};

use crate::emit::names::Role;
use crate::emit::printer::{columns, pad};
use crate::emit::value::{all_of, conjuncts, parts, single};

use super::azurerm::Written;
use super::layout::aligned;
use super::literal::{attribute, escaped, key, quoted};
use super::scope::Scope;

const TERNARY: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const EQUALS: u8 = 4;
const NOT: u8 = 5;
const ATOM: u8 = 6;

/// Lists of words are written on one line up to so many columns.
const WIDE: usize = 80;

/// Writes values; knows the module's names and the plan's conditions.
pub(super) struct Writer<'a> {
    pub(super) scope: &'a Scope<'a>,
}

/// Where a value is written.
#[derive(Clone, Copy)]
struct Place<'h> {
    /// The depth of the line that it starts on; none where it must stay on one line.
    depth: Option<usize>,
    /// The conditions that are known to hold here.
    held: &'h [&'h Expr],
    /// Whether it becomes part of a text, where null may not stand.
    in_text: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(scope: &'a Scope<'a>) -> Self {
        Self { scope }
    }

    /// Writes a value that starts on a line so deep.
    pub(super) fn value(&self, value: &Expr, depth: usize, held: &[&Expr]) -> String {
        self.write(value, Place { depth: Some(depth), held, in_text: false }).0
    }

    /// Writes a value that is text whatever is deployed.
    pub(super) fn text_value(&self, value: &Expr, depth: usize) -> String {
        self.write(value, Place { depth: Some(depth), held: &[], in_text: true }).0
    }

    /// Writes the one property of an object on its line, where it is one and short.
    pub(super) fn short(&self, object: &Object, held: &[&Expr]) -> Option<String> {
        let place = Place { depth: None, held, in_text: false };
        let flat = self.object(object.iter().map(|(k, v)| (key(k), v)), place);
        (object.len() == 1 && columns(&flat) <= WIDE).then_some(flat)
    }

    /// Writes a value on one line.
    pub(super) fn flat(&self, value: &Expr, held: &[&Expr]) -> String {
        self.write(value, Place { depth: None, held, in_text: false }).0
    }

    /// Writes a value on one line that is text whatever is deployed.
    pub(super) fn text(&self, value: &Expr, held: &[&Expr]) -> String {
        self.write(value, Place { depth: None, held, in_text: true }).0
    }

    /// Writes a value on one line, fit to stand between the signs of a ternary.
    pub(super) fn operand(&self, value: &Expr, held: &[&Expr]) -> String {
        self.tight(value, Place { depth: None, held, in_text: true }, TERNARY + 1)
    }

    /// Writes a value on one line, fit to stand as an operand of anything.
    pub(super) fn atom(&self, value: &Expr, held: &[&Expr]) -> String {
        self.tight(value, Place { depth: None, held, in_text: false }, ATOM)
    }

    /// Returns the address of a resource, or of the one that it is written as part of.
    pub(super) fn address(&self, symbol: &Symbol) -> String {
        let root = self.scope.forms.root(symbol);
        let azapi = || self.scope.refs.plan.resource(root).map_or("azapi_resource", super::resource::block);
        let block = self.scope.forms.azurerm(root).unwrap_or_else(azapi);
        format!("{block}.{}", self.scope.resources.get(Role::Resource, root.as_str()))
    }

    /// Writes properties whose names are written already.
    pub(super) fn pairs(&self, pairs: &[(String, &Expr)], depth: usize, held: &[&Expr]) -> String {
        self.object(pairs.iter().cloned(), Place { depth: Some(depth), held, in_text: false })
    }

    /// Writes a list of values that are written already.
    pub(super) fn list(&self, items: &[String], depth: Option<usize>) -> String {
        let flat = format!("[{}]", items.join(", "));
        match depth {
            Some(depth) if items.iter().any(|i| i.contains('\n')) || columns(&flat) > WIDE => {
                let inner = pad(depth + 1);
                let lines: String = items.iter().map(|item| format!("{inner}{item},\n")).collect();
                format!("[\n{lines}{}]", pad(depth))
            }
            _ => flat,
        }
    }

    /// Writes the call of a function, an argument a line unless it stands on one.
    fn joined(&self, function: &str, args: &[String], place: Place<'_>) -> String {
        match place.depth {
            Some(depth) => {
                let inner = pad(depth + 1);
                let lines: String = args.iter().map(|arg| format!("{inner}{arg},\n")).collect();
                format!("{function}(\n{lines}{})", pad(depth))
            }
            None => format!("{function}({})", args.join(", ")),
        }
    }

    fn object<'e>(&self, pairs: impl Iterator<Item = (String, &'e Expr)>, place: Place<'_>) -> String {
        let inside = place.deeper();
        let pairs: Vec<(String, String)> = pairs.map(|(key, value)| (key, self.write(value, inside).0)).collect();
        match place.depth {
            _ if pairs.is_empty() => "{}".to_owned(),
            None => {
                let all: Vec<String> = pairs.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                format!("{{ {} }}", all.join(", "))
            }
            Some(depth) => {
                let inner = pad(depth + 1);
                let lines: String = aligned(&pairs).iter().map(|line| format!("{inner}{line}\n")).collect();
                format!("{{\n{lines}{}}}", pad(depth))
            }
        }
    }

    fn tight(&self, value: &Expr, place: Place<'_>, least: u8) -> String {
        let (text, binding) = self.write(value, place);
        if binding < least { format!("({text})") } else { text }
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
        let scope = self.scope;
        let atom = |text: String| (text, ATOM);
        match value {
            Expr::Null => atom("null".to_owned()),
            Expr::Bool(yes) => atom(yes.to_string()),
            Expr::Int(number) => (number.to_string(), if *number < 0 { NOT } else { ATOM }),
            Expr::Str(text) => atom(quoted(text)),
            Expr::Array(items) => {
                let inside = place.deeper();
                let items: Vec<String> = items.iter().map(|item| self.write(item, inside).0).collect();
                atom(self.list(&items, place.depth))
            }
            Expr::Object(object) => atom(self.object(object.iter().map(|(k, v)| (key(k), v)), place)),
            Expr::Map(pairs) => {
                let named = pairs.iter().map(|(k, v)| match k {
                    Expr::Str(text) => (key(text), v),
                    other => (format!("({})", self.write(other, place.flat()).0), v),
                });
                atom(self.object(named, place))
            }
            Expr::Over(..) => {
                let inside = Place { in_text: false, ..place.deeper() };
                let layers: Vec<String> = value.layers().into_iter().map(|layer| self.write(layer, inside).0).collect();
                atom(self.joined("merge", &layers, place))
            }
            Expr::Pairs(of) => {
                let of = self.write(of, Place { in_text: false, ..place }).0;
                atom(format!("[for name, value in {of} : {{ name = name, value = value }}]"))
            }
            Expr::Names(texts, objects) => {
                let first = self.write(&Expr::Array(texts.clone()), place.flat()).0;
                let keys = objects.iter().map(|of| format!("keys({})", self.write(of, place.flat()).0));
                let all: Vec<String> = std::iter::once(first).chain(keys).collect();
                atom(format!("distinct(concat({}))", all.join(", ")))
            }
            Expr::Concat(items) => self.template(items, place, ""),
            Expr::Param(name) => atom(match scope.refs.plan.params.iter().find(|p| p.name == *name) {
                Some(param) if scope.is_derived(param) => format!("local.{}", scope.locals.get(Role::Param, name)),
                _ => format!("var.{}", scope.variables.get(Role::Param, name)),
            }),
            Expr::Var(name) => atom(format!("local.{}", scope.locals.get(Role::Var, name))),
            Expr::Id(symbol) => match self.part_id(symbol) {
                Some(id) => self.template(&id, place, ""),
                None => self.read(symbol, ".id", place),
            },
            Expr::Name(symbol) => match scope.forms.of(symbol) {
                Some(Written::Folded(..)) => match scope.refs.plan.resource(symbol) {
                    Some(part) => self.write(&part.name, place),
                    None => self.read(symbol, ".name", place),
                },
                _ => self.read(symbol, ".name", place),
            },
            Expr::Prop(symbol, path) => {
                let attribute = scope.forms.attribute(symbol, path).unwrap_or_else(|| attribute(path));
                self.read(symbol, &attribute, place)
            }
            Expr::PrincipalId(symbol) => self.read(symbol, ".identity[0].principal_id", place),
            Expr::Group(Group::Id) => atom(scope.group("id")),
            Expr::Group(Group::Name) => atom(scope.group("name")),
            Expr::Group(Group::Location) => atom(scope.group("location")),
            Expr::SubscriptionId => atom(scope.client("subscription_id")),
            Expr::TenantId => atom(scope.client("tenant_id")),
            Expr::UniqueString => atom(format!("local.{}", scope.unique)),
            Expr::Guid(parts) => {
                let name = self.template(parts, place.flat().text(), "/").0;
                atom(format!("uuidv5(\"url\", {name})"))
            }
            Expr::ResourceId(ty, names) => {
                let mut segments = ty.split('/');
                let space = segments.next().unwrap_or_default();
                let mut all = vec![Expr::Group(crate::iac::Group::Id), Expr::str(format!("/providers/{space}"))];
                for (segment, name) in segments.zip(names) {
                    all.push(Expr::str(format!("/{segment}/")));
                    all.push(name.clone());
                }
                self.template(&all, place, "")
            }
            Expr::RoleDefinition(guid) => {
                let all = [
                    Expr::str("/subscriptions/"),
                    Expr::SubscriptionId,
                    Expr::str("/providers/Microsoft.Authorization/roleDefinitions/"),
                    Expr::str(guid.as_str()),
                ];
                self.template(&all, place, "")
            }
            Expr::Suffix(suffix) => {
                let named = scope.suffixes.iter().find(|(known, _)| known == suffix);
                atom(named.map_or_else(|| quoted(super::scope::public(*suffix)), |(_, name)| format!("local.{name}")))
            }
            Expr::Lower(inner) => atom(format!("lower({})", self.write(inner, place.flat().text()).0)),
            Expr::Take(inner, most) => atom(format!("substr({}, 0, {most})", self.write(inner, place.flat().text()).0)),
            Expr::Replace(inner, from, to) => {
                let text = self.write(inner, place.flat().text()).0;
                // `replace` takes what stands between two slashes for a pattern.
                atom(match from.len() > 1 && from.starts_with('/') && from.ends_with('/') {
                    true => format!("join({}, split({}, {text}))", quoted(to), quoted(from)),
                    false => format!("replace({text}, {}, {})", quoted(from), quoted(to)),
                })
            }
            Expr::If(test, yes, no) => self.ternary(test, yes, no, place),
            Expr::Eq(a, b) => self.comparison(a, "==", b, place),
            Expr::Not(inner) => match inner.as_ref() {
                Expr::Eq(a, b) => self.comparison(a, "!=", b, place),
                inner => (format!("!{}", self.tight(inner, place.flat(), ATOM)), NOT),
            },
            Expr::And(all) => self.chain(all, place, " && ", AND, "true"),
            Expr::Or(any) => self.chain(any, place, " || ", OR, "false"),
            Expr::Any(list) => (format!("length({}) > 0", self.write(list, place.flat()).0), EQUALS),
            Expr::StartsWith(text, start) => {
                let lower = |value: &Expr| match value {
                    Expr::Str(text) => quoted(&text.to_lowercase()),
                    other => format!("lower({})", self.write(other, place.flat().text()).0),
                };
                atom(format!("startswith({}, {})", lower(text), lower(start)))
            }
        }
    }

    /// Returns the parts of the id of a resource that is written as part of another.
    fn part_id(&self, symbol: &Symbol) -> Option<[Expr; 3]> {
        let Written::Folded(..) = self.scope.forms.of(symbol)? else { return None };
        let part = self.scope.refs.plan.resource(symbol)?;
        let above = part.parent.clone().or_else(|| part.scope.clone())?;
        let segment = part.ty.name.rsplit('/').next().unwrap_or_default();
        Some([Expr::Id(above), Expr::str(format!("/{segment}/")), part.name.clone()])
    }

    fn ternary(&self, test: &Expr, yes: &Expr, no: &Expr, place: Place<'_>) -> (String, u8) {
        let mut held = place.held.to_vec();
        held.extend(conjuncts(test));
        let test = self.tight(test, place.flat(), TERNARY + 1);
        // Both sides of a ternary must be of one type, which lists and objects that differ in shape are not.
        let (yes_place, no_place) = (Place { held: &held, ..place.flat() }, place.flat());
        if is_one_list(yes, no) {
            let (yes, no) = (self.write(yes, yes_place).0, self.write(no, no_place).0);
            return (format!("{test} ? {yes} : {no}"), TERNARY);
        }
        if differ_in_shape(yes, no) {
            let (yes, no) = (self.write(yes, yes_place).0, self.write(no, no_place).0);
            return (format!("jsondecode({test} ? jsonencode({yes}) : jsonencode({no}))"), ATOM);
        }
        let yes = self.tight(yes, Place { held: &held, ..place }, TERNARY + 1);
        (format!("{test} ? {yes} : {}", self.tight(no, place, TERNARY + 1)), TERNARY)
    }

    /// Writes an attribute of a resource. One with a condition is a list of none or one; where the condition is not known to
    /// hold, nothing stands in for it, or empty text within text.
    fn read(&self, symbol: &Symbol, attribute: &str, place: Place<'_>) -> (String, u8) {
        let refs = &self.scope.refs;
        let conditional = refs.plan.resource(symbol).is_some_and(|r| !refs.conditions(r).is_empty());
        let read = format!("{}{}{attribute}", self.address(symbol), if conditional { "[0]" } else { "" });
        let open = refs.open_conditions(symbol, place.held);
        let Some(test) = all_of(&open) else { return (read, ATOM) };
        // Within the test, what it tests holds: a condition that reads its own resource must come to an end.
        let held = [place.held, open.as_slice()].concat();
        let test = self.tight(&test, Place { held: &held, ..place.flat() }, TERNARY + 1);
        (format!("{test} ? {read} : {}", if place.in_text { "\"\"" } else { "null" }), TERNARY)
    }

    /// Writes text made of parts, with something between them.
    fn template(&self, items: &[Expr], place: Place<'_>, between: &str) -> (String, u8) {
        let mut spaced = Vec::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 && !between.is_empty() {
                spaced.push(Expr::str(between));
            }
            spaced.push(item.clone());
        }
        let all = parts(&spaced);
        if let Some(one) = single(&all) {
            return self.write(&one, place);
        }
        let mut out = String::from("\"");
        for (at, part) in all.iter().enumerate() {
            match part {
                Expr::Str(text) => out.push_str(&escaped(text, at + 1 < all.len())),
                other => {
                    let _ = write!(out, "${{{}}}", self.write(other, place.flat().text()).0);
                }
            }
        }
        out.push('"');
        (out, ATOM)
    }
}

impl Place<'_> {
    fn deeper(self) -> Self {
        Self { depth: self.depth.map(|depth| depth + 1), in_text: false, ..self }
    }

    fn flat(self) -> Self {
        Self { depth: None, ..self }
    }

    fn text(self) -> Self {
        Self { in_text: true, ..self }
    }
}

fn differ_in_shape(yes: &Expr, no: &Expr) -> bool {
    let plain = |value: &Expr| match value {
        Expr::Array(items) => items.iter().all(|i| !matches!(i, Expr::Array(_) | Expr::Object(_) | Expr::Map(_))),
        Expr::Object(_) | Expr::Map(_) => false,
        _ => true,
    };
    *yes != Expr::Null && *no != Expr::Null && !(plain(yes) && plain(no))
}

/// Whether two lists hold objects of one type, so that their lengths alone tell them apart. They stand on one line: `terraform fmt`
/// indents what follows a list in a choice as nobody would.
fn is_one_list(yes: &Expr, no: &Expr) -> bool {
    let (Expr::Array(yes), Expr::Array(no)) = (yes, no) else { return false };
    let sort = |value: &Expr| match value {
        Expr::Int(_) => Some(0),
        Expr::Str(_) | Expr::Param(_) | Expr::Concat(_) | Expr::Id(_) | Expr::Name(_) => Some(1),
        _ => None,
    };
    let shape = |item: &Expr| match item {
        Expr::Object(object) => object.iter().map(|(key, value)| Some((key.clone(), sort(value)?))).collect(),
        _ => None::<Vec<_>>,
    };
    let mut shapes = yes.iter().chain(no).map(shape);
    let Some(Some(first)) = shapes.next() else { return false };
    shapes.all(|other| other.as_ref() == Some(&first))
}
