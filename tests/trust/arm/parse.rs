//! JSON and the expressions in it.

use serde_json::Value as Json;

use crate::{
    node::Node,
    value::{Outcome, Value},
};

/// What a piece of a template says. Text in brackets is an expression, but for text that begins with two of them.
pub(super) fn node(json: &Json) -> Outcome<Node> {
    of(json, &text)
}

/// What a piece of a parameter file says: nothing in it is an expression.
pub(super) fn data(json: &Json) -> Outcome<Node> {
    of(json, &|text| Ok(Node::text(text)))
}

/// The name of a property of a resource, which is evaluated as any text.
pub(super) fn key(key: &str) -> Outcome<String> {
    match text(key)? {
        Node::Value(Value::Text(key)) => Ok(key),
        other => Err(format!("{other:?} is no name of a property")),
    }
}

fn of(json: &Json, text: &impl Fn(&str) -> Outcome<Node>) -> Outcome<Node> {
    Ok(match json {
        Json::Null => Node::Value(Value::Null),
        Json::Bool(yes) => Node::Value(Value::Bool(*yes)),
        Json::Number(number) => {
            Node::Value(Value::Int(number.as_i64().ok_or_else(|| format!("{number} is not whole"))?))
        }
        Json::String(string) => text(string)?,
        Json::Array(items) => Node::List(items.iter().map(|item| of(item, text)).collect::<Outcome<_>>()?),
        Json::Object(object) => {
            Node::Object(object.iter().map(|(k, v)| Ok((text(k)?, of(v, text)?))).collect::<Outcome<_>>()?)
        }
    })
}

fn text(text: &str) -> Outcome<Node> {
    match text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        Some(rest) if rest.starts_with('[') => Ok(Node::text(format!("{rest}]"))),
        Some(expression) => {
            let mut parser = Parser { text, rest: expression };
            let node = parser.expression()?;
            if parser.rest.is_empty() { Ok(node) } else { parser.fail() }
        }
        // Tools differ in what they make of text that only begins with a bracket.
        None if text.starts_with('[') => Err(format!("{text:?} is read in two ways")),
        None => Ok(Node::text(text)),
    }
}

/// Brings what goes through a list to the form that it has in all languages: `map(<list>, lambda('<name>', <value>))`.
fn call(name: String, args: Vec<Node>) -> Node {
    let lambda = |name: &str| format!("lambda {name}");
    match (name.as_str(), &args[..]) {
        ("map", [list, Node::Call(None, function, inner)]) if function == "lambda" => match &inner[..] {
            [Node::Value(Value::Text(own)), item] => {
                Node::For(vec![lambda(own)], Box::new([list.clone(), item.clone()]))
            }
            _ => Node::Call(None, name, args),
        },
        ("lambdaVariables", [Node::Value(Value::Text(own))]) => Node::Name(lambda(own)),
        _ => Node::Call(None, name, args),
    }
}

struct Parser<'a> {
    text: &'a str,
    rest: &'a str,
}

impl Parser<'_> {
    fn fail<T>(&self) -> Outcome<T> {
        Err(format!("cannot read {:?} at {:?}", self.text, self.rest))
    }

    fn eat(&mut self, sign: char) -> bool {
        self.rest = self.rest.trim_start_matches(' ');
        let found = self.rest.strip_prefix(sign);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn take(&mut self, holds: impl Fn(char) -> bool) -> String {
        let (found, rest) = self.rest.split_at(self.rest.find(|c| !holds(c)).unwrap_or(self.rest.len()));
        self.rest = rest;
        found.to_owned()
    }

    fn word(&mut self) -> Outcome<String> {
        let word = self.take(|c| c.is_ascii_alphanumeric() || c == '_');
        if word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') { Ok(word) } else { self.fail() }
    }

    fn expression(&mut self) -> Outcome<Node> {
        self.rest = self.rest.trim_start_matches(' ');
        let mut out = match self.rest.chars().next() {
            Some('\'') => self.string()?,
            Some('0'..='9' | '-') => self.number()?,
            _ => {
                let name = self.word()?;
                if !self.eat('(') {
                    return self.fail();
                }
                let mut args = Vec::new();
                while !self.eat(')') {
                    if !args.is_empty() && !self.eat(',') {
                        return self.fail();
                    }
                    args.push(self.expression()?);
                }
                call(name, args)
            }
        };
        loop {
            if self.eat('.') {
                out = Node::member(out, self.word()?);
            } else if self.eat('[') {
                let key = self.expression()?;
                if !self.eat(']') {
                    return self.fail();
                }
                out = Node::Member(Box::new(out), Box::new(key));
            } else {
                return Ok(out);
            }
        }
    }

    fn number(&mut self) -> Outcome<Node> {
        let number = self.take(|c| c.is_ascii_digit() || c == '-');
        number.parse().map(|n| Node::Value(Value::Int(n))).or_else(|_| self.fail())
    }

    /// Reads text in quotes, in which a quote is doubled.
    fn string(&mut self) -> Outcome<Node> {
        let mut out = String::new();
        let mut rest = self.rest.strip_prefix('\'').unwrap_or(self.rest);
        loop {
            let Some((inside, after)) = rest.split_once('\'') else { return self.fail() };
            out.push_str(inside);
            match after.strip_prefix('\'') {
                Some(more) => {
                    out.push('\'');
                    rest = more;
                }
                None => {
                    self.rest = after;
                    return Ok(Node::text(out));
                }
            }
        }
    }
}
