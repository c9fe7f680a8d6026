//! HCL as `hcl-edit` reads it, brought to the expressions that all three languages share. Whatever siteplan does not write fails.

use hcl_edit::{
    expr::{BinaryOperator, Expression, ObjectKey, TraversalOperator, UnaryOperator},
    structure::{Body, Structure},
    template::{Element, StringTemplate},
};

use crate::{
    node::{Node, Operator},
    value::{Outcome, Value},
};

/// A body: its attributes in order, and its blocks.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// The word and the labels.
    pub(super) header: Vec<String>,
    pub(super) attributes: Vec<(String, Node)>,
    pub(super) blocks: Vec<Block>,
}

impl Block {
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.attributes.iter().find(|(k, _)| k == key).map(|(_, node)| node)
    }

    pub(super) fn need(&self, key: &str) -> Outcome<&Node> {
        self.get(key).ok_or_else(|| format!("{} has no {key}", self.header.join(" ")))
    }

    /// Fails where anything stands in the block but these attributes and blocks.
    pub(super) fn only(&self, attributes: &[&str], blocks: &[&str]) -> Outcome<()> {
        let keys = self.attributes.iter().map(|(key, _)| key).filter(|key| !attributes.contains(&key.as_str()));
        let words = self.blocks.iter().filter_map(|b| b.header.first()).filter(|word| !blocks.contains(&word.as_str()));
        match keys.chain(words).next() {
            Some(word) => Err(format!("what is {word} in {}?", self.header.join(" "))),
            None => Ok(()),
        }
    }
}

/// Reads a file.
pub(super) fn file(text: &str) -> Outcome<Block> {
    block(Vec::new(), &hcl_edit::parser::parse_body(text).map_err(|e| e.to_string())?)
}

fn block(header: Vec<String>, body: &Body) -> Outcome<Block> {
    let mut out = Block { header, ..Block::default() };
    for structure in body {
        match structure {
            Structure::Attribute(attribute) => {
                out.attributes.push((attribute.key.to_string(), node(&attribute.value)?));
            }
            Structure::Block(inner) => {
                let labels = inner.labels.iter().map(|label| label.as_str().to_owned());
                out.blocks.push(block([inner.ident.to_string()].into_iter().chain(labels).collect(), &inner.body)?);
            }
        }
    }
    Ok(out)
}

fn node(expression: &Expression) -> Outcome<Node> {
    let boxed = |expression: &Expression| node(expression).map(Box::new);
    Ok(match expression {
        Expression::Null(_) => Node::Value(Value::Null),
        Expression::Bool(yes) => Node::Value(Value::Bool(*yes.value())),
        Expression::Number(number) => Node::Value(Value::Int(number.value().as_i64().ok_or("a number is not whole")?)),
        Expression::String(text) => Node::text(text.value().as_str()),
        Expression::StringTemplate(template) => text(template)?,
        Expression::Parenthesis(inner) => node(inner.inner())?,
        Expression::Array(items) => Node::List(items.iter().map(node).collect::<Outcome<_>>()?),
        Expression::Object(object) => {
            let pairs = object.iter().map(|(key, value)| {
                let key = match key {
                    ObjectKey::Ident(ident) => Node::text(ident.as_str()),
                    ObjectKey::Expression(expression) => node(expression)?,
                };
                Ok((key, node(value.expr())?))
            });
            Node::Object(pairs.collect::<Outcome<_>>()?)
        }
        Expression::Variable(ident) => Node::Name(ident.as_str().to_owned()),
        Expression::Conditional(all) => {
            Node::If(Box::new([node(&all.cond_expr)?, node(&all.true_expr)?, node(&all.false_expr)?]))
        }
        Expression::FuncCall(call) => {
            if !call.name.namespace.is_empty() || call.args.expand_final() {
                return Err("a call in a way that is not known".to_owned());
            }
            Node::Call(None, call.name.name.to_string(), call.args.iter().map(node).collect::<Outcome<_>>()?)
        }
        Expression::Traversal(traversal) => {
            let mut out = node(&traversal.expr)?;
            for operator in &traversal.operators {
                out = match operator.value() {
                    TraversalOperator::GetAttr(key) => Node::member(out, key.as_str()),
                    TraversalOperator::Index(key) => Node::Member(Box::new(out), boxed(key)?),
                    other => return Err(format!("what is {other:?}?")),
                };
            }
            out
        }
        Expression::UnaryOp(operation) => match operation.operator.value() {
            UnaryOperator::Not => Node::Not(boxed(&operation.expr)?),
            UnaryOperator::Neg => Node::Minus(boxed(&operation.expr)?),
        },
        Expression::BinaryOp(operation) => {
            let operator = match operation.operator.value() {
                BinaryOperator::Eq | BinaryOperator::NotEq => Operator::Equal,
                BinaryOperator::And => Operator::And,
                BinaryOperator::Or => Operator::Or,
                BinaryOperator::Greater => Operator::Above,
                BinaryOperator::GreaterEq => Operator::AtLeast,
                BinaryOperator::LessEq => Operator::AtMost,
                other => return Err(format!("what is {other:?}?")),
            };
            let binary = Node::Binary(operator, Box::new([node(&operation.lhs_expr)?, node(&operation.rhs_expr)?]));
            match operation.operator.value() {
                BinaryOperator::NotEq => Node::Not(Box::new(binary)),
                _ => binary,
            }
        }
        Expression::ForExpr(each) => match (&each.intro.key_var, &each.key_expr, &each.cond) {
            (key, None, None) => {
                let names = key.iter().chain([&each.intro.value_var]).map(|name| name.as_str().to_owned()).collect();
                Node::For(names, Box::new([node(&each.intro.collection_expr)?, node(&each.value_expr)?]))
            }
            _ => return Err("a comprehension in a way that is not known".to_owned()),
        },
        Expression::HeredocTemplate(_) => return Err("a heredoc".to_owned()),
    })
}

fn text(template: &StringTemplate) -> Outcome<Node> {
    let parts = template.iter().map(|element| match element {
        Element::Literal(text) => Ok(Node::text(text.as_str())),
        Element::Interpolation(value) => node(&value.expr),
        Element::Directive(_) => Err("a directive in a text".to_owned()),
    });
    parts.collect::<Outcome<_>>().map(Node::Text)
}
