//! Expressions as the languages share them, and how they are evaluated but for names and functions.

use indexmap::IndexMap;

use crate::value::{Outcome, Value};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Value(Value),
    /// A text with values in it.
    Text(Vec<Node>),
    List(Vec<Node>),
    Object(Vec<(Node, Node)>),
    /// A variable, or whatever else has a name.
    Name(String),
    Member(Box<Node>, Box<Node>),
    /// A function and its namespace, if any.
    Call(Option<String>, String, Vec<Node>),
    If(Box<[Node; 3]>),
    Not(Box<Node>),
    Minus(Box<Node>),
    Binary(Operator, Box<[Node; 2]>),
    /// `[for <name> in <list> : <value>]`, or with the names of a key and its value.
    For(Vec<String>, Box<[Node; 2]>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    And,
    Or,
    AtLeast,
    Above,
    AtMost,
}

impl Node {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Value(Value::text(text))
    }

    pub(crate) fn member(of: Self, key: impl Into<String>) -> Self {
        Self::Member(Box::new(of), Box::new(Self::text(key)))
    }

    /// Calls `visit` for this expression and every one in it, whichever are evaluated.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Value(_) | Self::Name(_) => {}
            Self::Text(items) | Self::List(items) | Self::Call(_, _, items) => {
                items.iter().for_each(|item| item.walk(visit));
            }
            Self::Object(pairs) => pairs.iter().for_each(|(key, value)| {
                key.walk(visit);
                value.walk(visit);
            }),
            Self::Member(of, key) => {
                of.walk(visit);
                key.walk(visit);
            }
            Self::If(parts) => parts.iter().for_each(|part| part.walk(visit)),
            Self::Not(inner) | Self::Minus(inner) => inner.walk(visit),
            Self::Binary(_, sides) => sides.iter().for_each(|side| side.walk(visit)),
            Self::For(_, parts) => parts.iter().for_each(|part| part.walk(visit)),
        }
    }
}

/// What names and functions mean in a language.
pub(crate) trait Language {
    fn name(&self, name: &str) -> Outcome<Value>;
    fn member(&self, handle: &str, key: &str) -> Outcome<Value>;
    fn call(&self, space: Option<&str>, name: &str, args: &[Node]) -> Outcome<Value>;
    /// What the language holds of the two sides of a choice, before one is taken; gives what becomes of the one taken.
    fn choose(&self, _sides: [&Node; 2], chosen: Value) -> Outcome<Value> {
        Ok(chosen)
    }
    /// How a value becomes part of a text.
    fn in_text(&self, value: &Value) -> Outcome<String> {
        value.in_text()
    }
}

/// Returns an expression with a value in the place of a name.
fn with(node: &Node, name: &str, value: &Value) -> Node {
    let go = |node: &Node| with(node, name, value);
    let all = |nodes: &[Node]| nodes.iter().map(go).collect();
    match node {
        Node::Value(_) => node.clone(),
        Node::Name(own) if own == name => Node::Value(value.clone()),
        Node::Name(_) => node.clone(),
        Node::Text(parts) => Node::Text(all(parts)),
        Node::List(items) => Node::List(all(items)),
        Node::Object(pairs) => Node::Object(pairs.iter().map(|(key, value)| (go(key), go(value))).collect()),
        Node::Member(of, key) => Node::Member(Box::new(go(of)), Box::new(go(key))),
        Node::Call(space, function, args) => Node::Call(space.clone(), function.clone(), all(args)),
        Node::If(parts) => Node::If(Box::new(parts.each_ref().map(go))),
        Node::Not(inner) => Node::Not(Box::new(go(inner))),
        Node::Minus(inner) => Node::Minus(Box::new(go(inner))),
        Node::Binary(operator, sides) => Node::Binary(*operator, Box::new(sides.each_ref().map(go))),
        Node::For(names, parts) => Node::For(names.clone(), Box::new(parts.each_ref().map(go))),
    }
}

/// Evaluates an expression. Only the side of a choice that is taken is evaluated, in all three languages.
pub(crate) fn evaluate(language: &impl Language, node: &Node) -> Outcome<Value> {
    let go = |node: &Node| evaluate(language, node);
    match node {
        Node::Value(value) => Ok(value.clone()),
        Node::Text(parts) => {
            let mut out = String::new();
            for part in parts {
                out.push_str(&language.in_text(&go(part)?)?);
            }
            Ok(Value::Text(out))
        }
        Node::List(items) => items.iter().map(go).collect::<Outcome<_>>().map(Value::List),
        Node::Object(pairs) => {
            let mut out = IndexMap::new();
            for (key, value) in pairs {
                let key = go(key)?.in_text()?;
                if out.insert(key.clone(), go(value)?).is_some() {
                    return Err(format!("{key} stands twice in an object"));
                }
            }
            Ok(Value::Object(out))
        }
        Node::Name(name) => language.name(name),
        Node::Member(of, key) => {
            let key = match go(key)? {
                Value::Text(key) => key,
                Value::Int(at) => at.to_string(),
                other => return Err(format!("{other} is no key")),
            };
            match go(of)? {
                Value::Handle(handle) => language.member(&handle, &key),
                value => value.member(&key),
            }
        }
        Node::Call(space, name, args) => language.call(space.as_deref(), name, args),
        Node::If(parts) => {
            let [test, yes, no] = parts.as_ref();
            let chosen = if go(test)?.as_bool()? { yes } else { no };
            language.choose([yes, no], go(chosen)?)
        }
        Node::Not(inner) => Ok(Value::Bool(!go(inner)?.as_bool()?)),
        Node::Minus(inner) => Ok(Value::Int(-go(inner)?.as_int()?)),
        Node::Binary(operator, sides) => {
            let [a, b] = sides.as_ref();
            Ok(Value::Bool(match operator {
                Operator::Equal => equal(&go(a)?, &go(b)?)?,
                Operator::And => go(a)?.as_bool()? && go(b)?.as_bool()?,
                Operator::Or => go(a)?.as_bool()? || go(b)?.as_bool()?,
                Operator::AtLeast => go(a)?.as_int()? >= go(b)?.as_int()?,
                Operator::Above => go(a)?.as_int()? > go(b)?.as_int()?,
                Operator::AtMost => go(a)?.as_int()? <= go(b)?.as_int()?,
            }))
        }
        Node::For(names, parts) => {
            let [list, item] = parts.as_ref();
            let items: Vec<Node> = match (&names[..], go(list)?) {
                ([name], list) => list.as_list()?.iter().map(|value| with(item, name, value)).collect(),
                ([key, value], Value::Object(mut pairs)) => {
                    pairs.sort_keys();
                    let item = |(k, v): (&String, &Value)| with(&with(item, key, &Value::text(k.as_str())), value, v);
                    pairs.iter().map(item).collect()
                }
                (names, list) => return Err(format!("{names:?} do not go through {list}")),
            };
            items.iter().map(go).collect::<Outcome<_>>().map(Value::List)
        }
    }
}

/// Whether two values are equal; what is only known to Azure cannot be compared.
pub(crate) fn equal(a: &Value, b: &Value) -> Outcome<bool> {
    match (a, b) {
        (Value::Runtime(..) | Value::Handle(_), other) | (other, Value::Runtime(..) | Value::Handle(_)) => {
            Err(format!("{other} is compared with what is not known before the deployment"))
        }
        _ => Ok(a == b),
    }
}
