//! What expressions come to, and what a deployment comes to.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use indexmap::IndexMap;

/// Why something cannot be evaluated. The test fails with it.
pub(crate) type Outcome<T> = Result<T, String>;

/// The subscription that everything is evaluated for.
pub(crate) const SUBSCRIPTION: &str = "11111111-1111-1111-1111-111111111111";
/// Its tenant.
pub(crate) const TENANT: &str = "22222222-2222-2222-2222-222222222222";
/// The resource group; its name has capitals, so that a `lower` that is missing shows.
pub(crate) const GROUP: &str = "rg-Trust";
/// Where the resource group stands.
pub(crate) const GROUP_LOCATION: &str = "westeurope";
/// Stands in for what `uniqueString(resourceGroup().id)` and `substr(sha256(lower(<id of the group>)), 0, 13)` come to: thirteen
/// characters of the resource group's own. The two differ in truth, and only the names that Azure is given differ by it.
pub(crate) const UNIQUE: &str = "u7n1q2u3e4s5x";

/// The id of the resource group.
pub(crate) fn group_id() -> String {
    format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/{GROUP}")
}

/// Stands in for a GUID made of parts: `guid` and `uuidv5` compute different ones, of the same parts. It stands in names,
/// where no slash may.
pub(crate) fn guid(parts: &str) -> String {
    format!("guid({})", parts.replace('/', "|"))
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Text(String),
    List(Vec<Value>),
    Object(IndexMap<String, Value>),
    /// What Azure tells of a resource once it is deployed: its id, and the path from its root.
    Runtime(String, Vec<String>),
    /// Something of the language itself that is no value yet, such as a resource or `var`.
    Handle(String),
    /// A value written as JSON.
    Json(Box<Value>),
}

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn as_text(&self) -> Outcome<&str> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(format!("{other} is no text")),
        }
    }

    pub(crate) fn as_bool(&self) -> Outcome<bool> {
        match self {
            Self::Bool(yes) => Ok(*yes),
            other => Err(format!("{other} is no yes or no")),
        }
    }

    pub(crate) fn as_int(&self) -> Outcome<i64> {
        match self {
            Self::Int(number) => Ok(*number),
            other => Err(format!("{other} is no number")),
        }
    }

    pub(crate) fn as_list(&self) -> Outcome<&[Value]> {
        match self {
            Self::List(items) => Ok(items),
            other => Err(format!("{other} is no list")),
        }
    }

    pub(crate) fn as_object(&self) -> Outcome<&IndexMap<String, Value>> {
        match self {
            Self::Object(object) => Ok(object),
            other => Err(format!("{other} is no object")),
        }
    }

    /// The value as part of a text.
    pub(crate) fn in_text(&self) -> Outcome<String> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::Int(number) => Ok(number.to_string()),
            Self::Runtime(id, path) => Ok(format!("⟪{id} {}⟫", path.join("."))),
            other => Err(format!("{other} cannot be part of a text")),
        }
    }

    /// A property or an item of a plain value, or of what is known only once a resource is deployed.
    pub(crate) fn member(&self, key: &str) -> Outcome<Self> {
        match self {
            Self::Object(object) => object.get(key).cloned().ok_or_else(|| format!("{self} has no {key}")),
            Self::List(items) => {
                key.parse().ok().and_then(|at: usize| items.get(at)).cloned().ok_or_else(|| format!("no item {key}"))
            }
            Self::Runtime(id, path) => {
                let path = path.iter().cloned().chain([key.to_owned()]).collect();
                Ok(Self::Runtime(id.clone(), path))
            }
            other => Err(format!("nothing has a {key} in {other}")),
        }
    }

    /// Puts every leaf into a table by its path. What is empty is a leaf too.
    fn flatten(&self, path: &str, out: &mut BTreeMap<String, String>) {
        match self {
            Self::List(items) if !items.is_empty() => {
                for (at, item) in items.iter().enumerate() {
                    item.flatten(&format!("{path}[{at}]"), out);
                }
            }
            Self::Object(object) if !object.is_empty() => {
                for (key, value) in object {
                    value.flatten(&format!("{path}.{key}"), out);
                }
            }
            leaf => {
                out.insert(path.to_owned(), leaf.to_string());
            }
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(yes) => write!(f, "{yes}"),
            Self::Int(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "{text:?}"),
            Self::List(items) => f.debug_list().entries(items.iter().map(ToString::to_string)).finish(),
            Self::Object(object) => f.debug_map().entries(object.iter().map(|(k, v)| (k, v.to_string()))).finish(),
            Self::Runtime(id, path) => write!(f, "⟪{id} {}⟫", path.join(".")),
            Self::Handle(name) => write!(f, "<{name}>"),
            Self::Json(value) => write!(f, "json({value})"),
        }
    }
}

/// A resource that is deployed. What it is called by in a file is not told here: only Azure's own words are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Resource {
    /// `Microsoft.Web/sites@2025-03-01`.
    pub(crate) ty: String,
    /// The name, location and tags where there are any, and all of the body.
    pub(crate) top: IndexMap<String, Value>,
    /// The ids of the deployed resources that it waits for, by whatever way.
    pub(crate) waits: BTreeSet<String>,
}

/// What a deployment comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Deployment {
    /// By id: the parent and the scope are in it.
    pub(crate) resources: BTreeMap<String, Resource>,
    /// The types of what is declared and not deployed.
    pub(crate) left_out: Vec<String>,
    /// By name without a regard to case and underscores; whether it is kept secret, and its value.
    pub(crate) outputs: BTreeMap<String, (bool, Value)>,
    /// Whether more is waited for than is told, since resources wait in groups.
    pub(crate) is_coarse: bool,
    /// The parameters by name, as outputs; with their value.
    pub(crate) parameters: BTreeMap<String, Value>,
}

impl Deployment {
    /// Adds a deployed resource.
    pub(crate) fn add(&mut self, id: String, resource: Resource) -> Outcome<()> {
        // Azure does not tell ids by case.
        if self.resources.keys().any(|known| known.eq_ignore_ascii_case(&id)) {
            return Err(format!("two resources are {id}"));
        }
        self.resources.insert(id, resource);
        Ok(())
    }

    /// Everything that can be told of the deployment, a line each.
    pub(crate) fn facts(&self) -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        for (id, resource) in &self.resources {
            out.insert(format!("{id}: type"), resource.ty.clone());
            for (key, value) in &resource.top {
                value.flatten(&format!("{id}: {key}"), &mut out);
            }
        }
        let mut left_out = self.left_out.clone();
        left_out.sort();
        out.insert("not deployed".to_owned(), left_out.join(", "));
        for (name, (secret, value)) in &self.outputs {
            out.insert(format!("output {name}"), format!("{value}{}", if *secret { " (secret)" } else { "" }));
        }
        for (name, value) in &self.parameters {
            out.insert(format!("parameter {name}"), value.to_string());
        }
        out
    }
}

/// A name without what the languages' conventions make of it: `appSubnetId` and `app_subnet_id` are one name.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| *c != '_').collect::<String>().to_lowercase()
}

/// Completes what each resource waits for: what it waits for by way of another. What is not deployed is not waited for, and nothing
/// is by way of it.
pub(crate) fn close(direct: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, BTreeSet<String>> {
    let mut out = BTreeMap::new();
    for id in direct.keys() {
        let mut found: BTreeSet<String> = BTreeSet::new();
        let mut open: Vec<&String> = direct[id].iter().collect();
        while let Some(next) = open.pop() {
            if let Some(further) = direct.get(next)
                && found.insert(next.clone())
            {
                open.extend(further);
            }
        }
        out.insert(id.clone(), found);
    }
    out
}
