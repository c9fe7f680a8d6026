//! Paths of a body: what stands at them, and which have no place.

use std::fmt;

use crate::iac::{Expr, Object};

/// Why a resource is not written with azurerm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// A path has no place.
    Unknown(String),
    /// A path has another value than the table is for.
    Other(String),
    /// Others read a path of it that azurerm does not tell.
    Untold(String),
    /// What azurerm demands is not there.
    Missing(&'static str),
}

impl Gap {
    pub(super) fn unknown(path: impl Into<String>) -> Self {
        Self::Unknown(path.into())
    }

    /// Returns the one that tells more: a table for something else has nothing to tell.
    pub(super) fn nearest(before: Option<Self>, next: Self) -> Self {
        match before {
            None | Some(Self::Other(_)) => next,
            Some(before) => before,
        }
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(path) | Self::Other(path) => write!(f, "no argument of azurerm is known for {path}"),
            Self::Untold(path) => write!(f, "no attribute of azurerm is known for {path}"),
            Self::Missing(argument) => write!(f, "azurerm demands {argument}, of which nothing is said"),
        }
    }
}

/// Returns the items of a list, which are objects with no other paths than those that are known.
pub(super) fn objects<'e>(value: &'e Expr, path: &str, known: &[&str]) -> Result<Vec<&'e Object>, Gap> {
    let Expr::Array(items) = value else { return Err(Gap::unknown(path)) };
    let object = |item: &'e Expr| match item {
        Expr::Object(object) => match left(object, "", known) {
            Some(rest) => Err(Gap::Unknown(format!("{path}[].{rest}"))),
            None => Ok(object),
        },
        _ => Err(Gap::unknown(path)),
    };
    items.iter().map(object).collect()
}

/// Returns the value at a path.
pub(super) fn at<'o>(object: &'o Object, path: &str) -> Option<&'o Expr> {
    let mut steps = path.split('.');
    let mut value = object.get(steps.next()?)?;
    for step in steps {
        let Expr::Object(inner) = value else { return None };
        value = inner.get(step)?;
    }
    Some(value)
}

/// Returns the first path of an object that none of the taken ones covers.
pub(super) fn left(object: &Object, within: &str, used: &[&str]) -> Option<String> {
    object.iter().find_map(|(key, value)| {
        let path = joined(within, key);
        if used.contains(&path.as_str()) {
            return None;
        }
        match value {
            Expr::Object(inner) => left(inner, &path, used),
            _ => Some(path),
        }
    })
}

/// Joins two paths.
pub(super) fn joined(within: &str, path: &str) -> String {
    if within.is_empty() { path.to_owned() } else { format!("{within}.{path}") }
}
