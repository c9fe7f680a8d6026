//! Bicep's grammar, as far as siteplan writes it:
//! <https://learn.microsoft.com/azure/azure-resource-manager/bicep/file>. Whatever else stands in a file fails.

use crate::{
    node::{Node, Operator},
    value::{Outcome, Value},
};

/// A declaration and its decorators.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) decorators: Vec<Node>,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Metadata(String, Node),
    Param { name: String, ty: Option<String>, value: Option<Node> },
    Var(String, Node),
    Resource { name: String, ty: String, is_existing: bool, condition: Option<Node>, body: Vec<(Node, Node)> },
    Module { name: String, path: String, body: Vec<(Node, Node)> },
    Output { name: String, ty: String, value: Node },
    Using(String),
}

/// Reads a file, line by line.
pub(super) fn file(text: &str) -> Outcome<Vec<Statement>> {
    let mut parser = Parser { text, at: 0, texts: 0 };
    let mut out = Vec::new();
    loop {
        parser.lines();
        if parser.rest().is_empty() {
            return Ok(out);
        }
        out.push(parser.statement()?);
        parser.space();
        if !parser.rest().is_empty() && !parser.rest().starts_with('\n') {
            return parser.fail("the end of the line");
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// How many texts the place is in; no line ends there.
    texts: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn fail<T>(&self, wanted: &str) -> Outcome<T> {
        let line = self.text.get(..self.at).unwrap_or_default().lines().count();
        let found: String = self.rest().chars().take(60).collect();
        Err(format!("line {line}: {wanted} is missing at {found:?}"))
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }

    /// Skips spaces, line ends and comments, where lines may end.
    fn lines(&mut self) {
        self.space();
        while self.texts == 0 {
            if self.rest().starts_with('\n') {
                self.at += 1;
            } else if self.rest().starts_with("//") {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else {
                return;
            }
            self.space();
        }
    }

    fn eat(&mut self, sign: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(sign);
        self.at += if found { sign.len() } else { 0 };
        found
    }

    fn need(&mut self, sign: &str) -> Outcome<()> {
        if self.eat(sign) { Ok(()) } else { self.fail(sign) }
    }

    fn word(&mut self) -> Outcome<String> {
        self.space();
        let rest = self.rest();
        let word = rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default();
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
            return self.fail("a name");
        }
        self.at += word.len();
        Ok(word.to_owned())
    }

    fn statement(&mut self) -> Outcome<Statement> {
        let mut decorators = Vec::new();
        while self.eat("@") {
            decorators.push(self.expression()?);
            self.lines();
        }
        let keyword = self.word()?;
        let kind = match keyword.as_str() {
            "using" => Kind::Using(self.plain_string()?),
            "metadata" => Kind::Metadata(self.word()?, self.assigned()?),
            "var" => Kind::Var(self.word()?, self.assigned()?),
            "param" => {
                let name = self.word()?;
                let ty = if self.eat("=") { None } else { Some(self.ty()?) };
                let has_value = ty.is_none() || self.eat("=");
                let value = has_value.then(|| self.expression()).transpose()?;
                Kind::Param { name, ty, value }
            }
            "output" => Kind::Output { name: self.word()?, ty: self.ty()?, value: self.assigned()? },
            "module" => {
                let (name, path) = (self.word()?, self.plain_string()?);
                match self.assigned()? {
                    Node::Object(body) => Kind::Module { name, path, body },
                    _ => return self.fail("an object"),
                }
            }
            "resource" => {
                let (name, ty) = (self.word()?, self.plain_string()?);
                let is_existing = self.eat("existing ");
                self.need("=")?;
                let mut condition = None;
                if self.rest().trim_start_matches(' ').starts_with("if ") {
                    self.word()?;
                    self.need("(")?;
                    condition = Some(self.expression()?);
                    self.need(")")?;
                }
                match self.expression()? {
                    Node::Object(body) => Kind::Resource { name, ty, is_existing, condition, body },
                    _ => return self.fail("an object"),
                }
            }
            other => return self.fail(&format!("a statement other than {other}")),
        };
        Ok(Statement { decorators, kind })
    }

    fn assigned(&mut self) -> Outcome<Node> {
        self.need("=")?;
        self.expression()
    }

    fn ty(&mut self) -> Outcome<String> {
        if self.eat("{ *: string }") {
            return Ok("{ *: string }".to_owned());
        }
        let word = self.word()?;
        Ok(if self.eat("[]") { word + "[]" } else { word })
    }

    fn plain_string(&mut self) -> Outcome<String> {
        self.space();
        match self.string()? {
            Node::Value(Value::Text(text)) => Ok(text),
            _ => self.fail("a text without values"),
        }
    }

    fn expression(&mut self) -> Outcome<Node> {
        let test = self.binary(0)?;
        let before = self.at;
        self.lines();
        if !self.eat("?") {
            self.at = before;
            return Ok(test);
        }
        let yes = self.expression()?;
        self.lines();
        self.need(":")?;
        Ok(Node::If(Box::new([test, yes, self.expression()?])))
    }

    fn binary(&mut self, level: usize) -> Outcome<Node> {
        const LEVELS: [(&str, Operator); 3] = [("||", Operator::Or), ("&&", Operator::And), ("==", Operator::Equal)];
        let Some((sign, operator)) = LEVELS.get(level) else { return self.unary() };
        let mut out = self.binary(level + 1)?;
        loop {
            if self.eat(sign) {
                out = Node::Binary(*operator, Box::new([out, self.binary(level + 1)?]));
            } else if *operator == Operator::Equal && self.eat("!=") {
                let equal = Node::Binary(*operator, Box::new([out, self.binary(level + 1)?]));
                out = Node::Not(Box::new(equal));
            } else {
                return Ok(out);
            }
        }
    }

    fn unary(&mut self) -> Outcome<Node> {
        if self.eat("!") {
            return Ok(Node::Not(Box::new(self.unary()?)));
        }
        if self.eat("-") {
            return Ok(Node::Minus(Box::new(self.unary()?)));
        }
        let mut out = self.primary()?;
        loop {
            let rest = self.rest();
            if rest.starts_with('.') {
                self.at += 1;
                let key = self.word()?;
                out = if self.rest().starts_with('(') {
                    let Node::Name(space) = out else { return self.fail("a namespace") };
                    Node::Call(Some(space), key, self.arguments()?)
                } else {
                    Node::member(out, key)
                };
            } else if rest.starts_with('[') {
                self.at += 1;
                let key = self.expression()?;
                self.need("]")?;
                out = Node::Member(Box::new(out), Box::new(key));
            } else if rest.starts_with('!') && !rest.starts_with("!=") {
                // What may be null to the compiler is said not to be.
                self.at += 1;
            } else {
                return Ok(out);
            }
        }
    }

    fn primary(&mut self) -> Outcome<Node> {
        self.space();
        match self.rest().chars().next() {
            Some('\'') => self.string(),
            Some('(') => {
                self.at += 1;
                self.lines();
                let inner = self.expression()?;
                self.lines();
                self.need(")")?;
                Ok(inner)
            }
            Some('[') => {
                let mut items = Vec::new();
                self.items("[", "]", |parser| {
                    items.push(parser.expression()?);
                    Ok(())
                })?;
                Ok(Node::List(items))
            }
            Some('{') => {
                let mut pairs = Vec::new();
                self.items("{", "}", |parser| {
                    parser.space();
                    let key =
                        if parser.rest().starts_with('\'') { parser.string()? } else { Node::text(parser.word()?) };
                    parser.need(":")?;
                    pairs.push((key, parser.expression()?));
                    Ok(())
                })?;
                Ok(Node::Object(pairs))
            }
            Some('0'..='9') => {
                let digits = self.rest().split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
                self.at += digits.len();
                digits.parse().map(|n| Node::Value(Value::Int(n))).or_else(|_| self.fail("a number"))
            }
            _ => {
                let word = self.word()?;
                if self.rest().starts_with('(') {
                    if word == "map" {
                        return self.map();
                    }
                    return Ok(Node::Call(None, word, self.arguments()?));
                }
                Ok(match word.as_str() {
                    "true" => Node::Value(Value::Bool(true)),
                    "false" => Node::Value(Value::Bool(false)),
                    "null" => Node::Value(Value::Null),
                    _ => Node::Name(word),
                })
            }
        }
    }

    /// Reads what stands between two signs, with a line end or a comma between any two.
    fn items(&mut self, open: &str, close: &str, mut item: impl FnMut(&mut Self) -> Outcome<()>) -> Outcome<()> {
        self.need(open)?;
        let mut is_first = true;
        loop {
            let before = self.at;
            self.lines();
            if self.eat(close) {
                return Ok(());
            }
            if !is_first && !self.eat(",") && !self.text[before..self.at].contains('\n') {
                return self.fail("a comma or a new line");
            }
            self.lines();
            item(self)?;
            is_first = false;
        }
    }

    fn arguments(&mut self) -> Outcome<Vec<Node>> {
        self.need("(")?;
        let mut out = Vec::new();
        self.lines();
        while !self.eat(")") {
            if !out.is_empty() {
                self.need(",")?;
                self.lines();
            }
            out.push(self.expression()?);
            self.lines();
        }
        Ok(out)
    }

    /// Reads `(<list>, <name> => <value>)`.
    fn map(&mut self) -> Outcome<Node> {
        self.need("(")?;
        self.lines();
        let list = self.expression()?;
        self.need(",")?;
        self.lines();
        let name = self.word()?;
        self.need("=>")?;
        let item = self.expression()?;
        self.lines();
        self.need(")")?;
        Ok(Node::For(vec![name], Box::new([list, item])))
    }

    fn string(&mut self) -> Outcome<Node> {
        if self.rest().starts_with("'''") {
            return self.fail("a text of one line");
        }
        self.need("'")?;
        let mut parts: Vec<Node> = Vec::new();
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(sign) = rest.chars().next() else { return self.fail("the end of a text") };
            self.at += sign.len_utf8();
            match sign {
                '\'' => break,
                '\n' => return self.fail("the end of a text"),
                '\\' => text.push(self.escape()?),
                '$' if rest.starts_with("${") => {
                    self.at += 1;
                    parts.push(Node::text(std::mem::take(&mut text)));
                    self.texts += 1;
                    parts.push(self.expression()?);
                    self.need("}")?;
                    self.texts -= 1;
                }
                other => text.push(other),
            }
        }
        if parts.is_empty() {
            return Ok(Node::text(text));
        }
        parts.push(Node::text(text));
        Ok(Node::Text(parts))
    }

    fn escape(&mut self) -> Outcome<char> {
        let Some(sign) = self.rest().chars().next() else { return self.fail("an escape") };
        self.at += sign.len_utf8();
        match sign {
            'n' => Ok('\n'),
            'r' => Ok('\r'),
            't' => Ok('\t'),
            '\'' | '\\' | '$' => Ok(sign),
            'u' => {
                let Some((number, _)) = self.rest().strip_prefix('{').and_then(|r| r.split_once('}')) else {
                    return self.fail("a number of a character");
                };
                self.at += number.len() + 2;
                match u32::from_str_radix(number, 16).ok().and_then(char::from_u32) {
                    Some(c) => Ok(c),
                    None => self.fail("a number of a character"),
                }
            }
            _ => self.fail("an escape"),
        }
    }
}
