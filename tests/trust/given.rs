//! Parameters: what the one who deploys gives, and whether a template takes it.

use std::collections::BTreeMap;

use siteplan::emit::File;

use crate::value::{Outcome, Value, plain};

/// What the one who deploys says: which environment's parameter file is used, and values that are not in it or go before it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    pub(crate) environment: String,
    /// By plain name.
    pub(crate) values: BTreeMap<String, Value>,
}

impl Given {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(&plain(name))
    }

    /// The value of a variable of the environment, such as `APP_SERVICE_PLAN_SKU`, where text is all there is.
    pub(crate) fn variable(&self, name: &str) -> Outcome<Value> {
        let text = |value: &Value| match value {
            Value::Text(text) => Ok(text.clone()),
            Value::Bool(yes) => Ok(yes.to_string()),
            Value::Int(number) => Ok(number.to_string()),
            Value::List(items) => {
                Ok(items.iter().map(|i| i.as_text().map(str::to_owned)).collect::<Outcome<Vec<_>>>()?.join(","))
            }
            other => Err(format!("{other} is not given by a variable of the environment")),
        };
        self.get(name).map(text).ok_or_else(|| format!("no variable {name} is given"))?.map(Value::Text)
    }
}

/// What a declaration allows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bounds {
    pub(crate) allowed: Option<Vec<Value>>,
    pub(crate) min: Option<i64>,
    pub(crate) max: Option<i64>,
}

impl Bounds {
    /// Says why a value is not taken, as Resource Manager would.
    pub(crate) fn check(&self, name: &str, ty: &str, value: &Value) -> Outcome<()> {
        let size = match (ty, value) {
            ("string" | "securestring", Value::Text(text)) => i64::try_from(text.chars().count()),
            ("int", Value::Int(number)) => Ok(*number),
            ("bool", Value::Bool(_)) | ("object", Value::Object(_)) => Ok(0),
            ("{ *: string }", Value::Object(pairs)) if pairs.values().all(|v| v.as_text().is_ok()) => Ok(0),
            ("array" | "string[]", Value::List(items)) if items.iter().all(|i| i.as_text().is_ok()) => {
                i64::try_from(items.len())
            }
            _ => return Err(format!("{value} is no value for {name}, which is of type {ty}")),
        };
        let size = size.map_err(|e| e.to_string())?;
        let in_list = self.allowed.as_ref().is_none_or(|allowed| match value {
            Value::List(items) => items.iter().all(|item| allowed.contains(item)),
            value => allowed.contains(value),
        });
        if !in_list || self.min.is_some_and(|min| size < min) || self.max.is_some_and(|max| size > max) {
            return Err(format!("{name} does not take {value}: {self:?}"));
        }
        Ok(())
    }
}

/// The text of a file by its name.
pub(crate) fn text<'a>(files: &'a [File], name: &str) -> Outcome<&'a str> {
    files.iter().find(|f| f.name == name).map(|f| f.text.as_str()).ok_or_else(|| format!("there is no {name}"))
}
