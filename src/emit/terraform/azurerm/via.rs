//! What is done to a value on its way to an argument.

use crate::catalog::azurerm::{Value, Via};
use crate::emit::value::{parts, single};
use crate::iac::{Expr, ParamType, Plan};

/// Changes a value; none where that cannot be done.
pub(super) fn changed(value: &Expr, via: Via, plan: &Plan) -> Option<Value> {
    let plain = match via {
        Via::Copy => value.clone(),
        Via::On(yes, no) => through(value, plan, &|leaf| match leaf {
            Expr::Str(text) if text == yes => Some(Expr::Bool(true)),
            Expr::Str(text) if text == no => Some(Expr::Bool(false)),
            Expr::Param(_) => Some(Expr::Eq(Box::new(leaf.clone()), Box::new(yes.into()))),
            _ => None,
        })?,
        Via::Not => match value {
            Expr::Bool(yes) => Expr::Bool(!yes),
            Expr::Null | Expr::Str(_) => return None,
            other => Expr::Not(Box::new(other.clone())),
        },
        Via::Words(words) => through(value, plan, &|leaf| {
            let Expr::Str(text) = leaf else { return None };
            words.iter().find(|(from, _)| from == text).map(|(_, to)| Expr::str(*to))
        })?,
        Via::Lists(lists) => {
            let Expr::Str(text) = value else { return None };
            let (_, items) = lists.iter().find(|(from, _)| from == text)?;
            Expr::Array(items.iter().map(|item| Expr::str(*item)).collect())
        }
        Via::Commas => {
            let Expr::Str(text) = value else { return None };
            Expr::Array(text.split(',').map(|word| Expr::str(word.trim())).collect())
        }
        Via::Alone => Expr::Array(vec![value.clone()]),
        Via::Number => match value {
            Expr::Str(text) => Expr::Int(text.parse().ok()?),
            Expr::Int(_) => value.clone(),
            Expr::Param(name) if plan.params.iter().any(|p| p.name == *name && p.ty == ParamType::Int) => value.clone(),
            other => return Some(Value::Hcl("tonumber({})", other.clone())),
        },
        Via::LastSegment => last_segment(value)?,
        Via::Part(at) => match value {
            Expr::Str(text) => {
                let (before, after) = text.split_once('_')?;
                Expr::str(if at == 0 { before } else { after })
            }
            other if at == 0 => return Some(Value::Hcl("split(\"_\", {})[0]", other.clone())),
            other => return Some(Value::Hcl("split(\"_\", {})[1]", other.clone())),
        },
        Via::Megabytes => match value {
            Expr::Int(gigabytes) => Expr::Int(gigabytes.checked_mul(1024)?),
            other => return Some(Value::Hcl("{} * 1024", other.clone())),
        },
    };
    Some(Value::Plain(plain))
}

/// Changes the values that a value can come to: both sides of a choice, and all that a parameter allows.
fn through(value: &Expr, plan: &Plan, change: &dyn Fn(&Expr) -> Option<Expr>) -> Option<Expr> {
    if let Expr::If(test, yes, no) = value {
        let (yes, no) = (through(yes, plan, change)?, through(no, plan, change)?);
        return Some(Expr::If(test.clone(), Box::new(yes), Box::new(no)));
    }
    if let Some(done) = change(value) {
        return Some(done);
    }
    let Expr::Param(name) = value else { return None };
    let allowed = &plan.params.iter().find(|p| p.name == *name)?.allowed;
    let (last, others) = allowed.split_last()?;
    others.iter().rev().try_fold(change(last)?, |rest, option| {
        let test = Expr::Eq(Box::new(value.clone()), Box::new(option.clone()));
        Some(Expr::If(Box::new(test), Box::new(change(option)?), Box::new(rest)))
    })
}

/// Returns the last segment of an id.
fn last_segment(value: &Expr) -> Option<Expr> {
    if let Expr::ResourceId(_, names) = value {
        return names.last().cloned();
    }
    let pieces = match value {
        Expr::Concat(items) => parts(items),
        other => vec![other.clone()],
    };
    let from = pieces.iter().rposition(|piece| matches!(piece, Expr::Str(text) if text.contains('/')))?;
    let mut tail = pieces.get(from..)?.to_vec();
    if let Some(Expr::Str(text)) = tail.first_mut() {
        *text = text.rsplit('/').next().unwrap_or_default().to_owned();
    }
    let tail = parts(&tail);
    Some(single(&tail).unwrap_or(Expr::Concat(tail)))
}
