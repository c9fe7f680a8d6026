//! Whether the values that the project file gives to parameters are such as they take.

use crate::{
    catalog::Cidr,
    config::{Config, Value},
    iac::{Expr, Param, ParamType, Plan},
};

/// Returns what is wrong with the values that environments give to the parameters of a plan, one sentence each. A name that the plan
/// does not have may be that of another diagram of the project.
#[must_use]
pub fn faults(plan: &Plan, config: &Config) -> Vec<String> {
    let mut out = Vec::new();
    for (environment, values) in &config.environments {
        for (key, value) in &values.parameters {
            let Some(param) = plan.params.iter().find(|p| p.name == *key) else { continue };
            if let Some(fault) = fault(param, value) {
                out.push(format!("`{key}` of `[environments.{environment}]` {fault}"));
            }
        }
    }
    out
}

fn fault(param: &Param, value: &Value) -> Option<String> {
    let (fits, kind) = match (param.ty, value) {
        (ParamType::String | ParamType::SecureString, v) => (matches!(v, Value::String(_)), "text"),
        (ParamType::AddressRange, v) => {
            let fits = matches!(v, Value::String(text) if text.parse::<Cidr>().is_ok());
            (fits, "a range of addresses such as `10.0.0.0/24`")
        }
        (ParamType::Int, v) => (matches!(v, Value::Int(_)), "a whole number"),
        (ParamType::Bool, v) => (matches!(v, Value::Bool(_)), "`true` or `false`"),
        (ParamType::StringArray, v) => (matches!(v, Value::Strings(_)), "a list of text"),
        (ParamType::StringMap, v) => (matches!(v, Value::Texts(_)), "a table of texts"),
    };
    if !fits {
        return Some(format!("is not {kind}"));
    }
    if param.ty == ParamType::SecureString {
        return Some("is a secret, which no file may hold: leave it to whoever deploys".to_owned());
    }
    let given = value.expr();
    if !param.allowed.is_empty() && !param.allowed.contains(&given) {
        let allowed: Vec<String> = param.allowed.iter().map(|a| format!("`{}`", shown(a))).collect();
        return Some(format!("is `{}`, which is none of {}", shown(&given), allowed.join(", ")));
    }
    let (measure, what) = match value {
        Value::Int(number) => (*number, "is"),
        Value::String(text) => (i64::try_from(text.chars().count()).unwrap_or(i64::MAX), "has a length of"),
        Value::Strings(all) => (i64::try_from(all.len()).unwrap_or(i64::MAX), "has a length of"),
        Value::Bool(_) | Value::Texts(_) => return None,
    };
    let low = param.min.filter(|min| measure < *min).map(|min| format!("at least {min}"));
    let high = param.max.filter(|max| measure > *max).map(|max| format!("at most {max}"));
    low.or(high).map(|bound| format!("{what} {measure}, and must be {bound}"))
}

fn shown(value: &Expr) -> String {
    match value {
        Expr::Str(text) => text.clone(),
        Expr::Int(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}
