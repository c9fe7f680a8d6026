//! What a resource becomes: arguments, blocks, and what stands beside it.

use crate::catalog::azurerm::{Beside, Value};
use crate::iac::{Expr, Object, Symbol};

use super::paths::{Gap, at, objects};

/// Arguments and blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::emit::terraform) struct Node {
    pub(super) arguments: Vec<(String, Value)>,
    pub(super) blocks: Vec<(String, Self)>,
}

/// A resource that only joins another to this one.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::emit::terraform) struct Joined {
    pub(super) name: &'static str,
    pub(super) own: &'static str,
    pub(super) other: &'static str,
    pub(super) id: Expr,
    pub(super) condition: Option<Expr>,
    /// Whether this resource can have several of them.
    pub(super) is_one_of_many: bool,
}

/// What a resource comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::emit::terraform) struct Converted {
    /// The argument that holds the name, where it is not told as something else.
    pub(super) is_named: bool,
    pub(super) node: Node,
    pub(super) joined: Vec<Joined>,
    /// What it waits for by an argument.
    pub(super) waits: Vec<Symbol>,
    /// What Terraform leaves alone.
    pub(super) ignored: Vec<String>,
    /// What must hold, and what is told where it does not.
    pub(super) must: Vec<(Value, &'static str)>,
}

#[derive(Clone)]
pub(super) struct State {
    pub(super) out: Converted,
    /// The paths of the object at hand that a field took.
    pub(super) used: Vec<&'static str>,
}

impl State {
    /// Returns the value at a path, which is taken with that.
    pub(super) fn take<'o>(&mut self, object: &'o Object, path: &'static str) -> Option<&'o Expr> {
        let value = at(object, path)?;
        self.used.push(path);
        Some(value)
    }

    pub(super) fn put(&mut self, argument: &str, value: Value) {
        let (node, last) = place(&mut self.out.node, argument);
        // An argument stands once: the first field that sets it has the say.
        if !node.arguments.iter().any(|(name, _)| name == last) {
            node.arguments.push((last.to_owned(), value));
        }
    }

    /// Notes the resources that join others to this one.
    pub(super) fn join(&mut self, value: &Expr, beside: &'static Beside, path: &str) -> Result<(), Gap> {
        let none = || Gap::unknown(path);
        let ids: Vec<&Expr> = match beside.inner {
            "" => vec![value],
            inner => {
                let items = objects(value, path, &[inner])?;
                items.into_iter().map(|item| at(item, inner)).collect::<Option<_>>().ok_or_else(none)?
            }
        };
        for id in ids {
            let (id, condition) = match id {
                Expr::If(test, id, no) if **no == Expr::Null => (&**id, Some((**test).clone())),
                id => (id, None),
            };
            if !matches!(id, Expr::Id(_) | Expr::Param(_) | Expr::Str(_)) {
                return Err(none());
            }
            let is_one_of_many = !beside.inner.is_empty();
            let (name, own, other) = (beside.name, beside.own, beside.other);
            self.out.joined.push(Joined { name, own, other, id: id.clone(), condition, is_one_of_many });
        }
        Ok(())
    }
}

/// Returns the block that an argument stands in, made where it is not there, and the argument's last step.
pub(super) fn place<'n, 't>(node: &'n mut Node, target: &'t str) -> (&'n mut Node, &'t str) {
    let Some((block, rest)) = target.split_once('.') else { return (node, target) };
    let index = node.blocks.iter().position(|(name, _)| name == block).unwrap_or_else(|| {
        node.blocks.push((block.to_owned(), Node::default()));
        node.blocks.len() - 1
    });
    match node.blocks.get_mut(index) {
        Some((_, inner)) => place(inner, rest),
        None => unreachable!("the block was found or made right above"),
    }
}
