//! Values.

use indexmap::IndexMap;

use super::Symbol;

/// Properties in the order in which they are printed.
pub type Object = IndexMap<String, Expr>;

/// A value, free of any language.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Nothing. A property with this value is printed as the target's null.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text: always data, whatever stands in it.
    Str(String),
    /// A list.
    Array(Vec<Expr>),
    /// Properties.
    Object(Object),
    /// Properties whose names are values, such as the ids of user-assigned identities.
    Map(Vec<(Self, Self)>),
    /// The properties of an object, and those of another over them.
    Over(Box<Self>, Box<Self>),
    /// An object of `name` and `value` for each property of an object, by their names.
    Pairs(Box<Self>),
    /// A list of texts and, after them, the names of the properties of objects; none twice.
    Names(Vec<Self>, Vec<Self>),
    /// Text made of parts, one after the other; every part is text.
    Concat(Vec<Expr>),
    /// The value of a parameter.
    Param(String),
    /// The value of a variable.
    Var(String),
    /// The resource id of a resource of this plan.
    Id(Symbol),
    /// The name (last segment) of a resource of this plan.
    Name(Symbol),
    /// What Azure knows of a resource after it was deployed: a path from its root, such as `properties`, `defaultHostName`. A number
    /// in the path is an index of a list.
    Prop(Symbol, Vec<String>),
    /// The object id of a resource's system-assigned identity.
    PrincipalId(Symbol),
    /// Something of the resource group that is deployed to.
    Group(Group),
    /// The id of the subscription (a GUID).
    SubscriptionId,
    /// The id of the tenant (a GUID).
    TenantId,
    /// Thirteen characters `[a-z0-9]` that stay the same for a resource group.
    UniqueString,
    /// A GUID that stays the same for the same parts.
    Guid(Vec<Expr>),
    /// The id of what stands in the resource group, of its full type and its names: for the parts of a resource that refer to one
    /// another, which are no resources of the plan.
    ResourceId(String, Vec<Expr>),
    /// The full id of a built-in role, of its GUID.
    RoleDefinition(String),
    /// A DNS suffix of the cloud.
    Suffix(Suffix),
    /// In lower case.
    Lower(Box<Expr>),
    /// The first characters, at most so many.
    Take(Box<Expr>, usize),
    /// The text with every occurrence of one literal replaced by another.
    Replace(Box<Expr>, String, String),
    /// One of two, by a condition.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// Whether two values are equal.
    Eq(Box<Expr>, Box<Expr>),
    /// Not.
    Not(Box<Expr>),
    /// Whether all hold.
    And(Vec<Expr>),
    /// Whether any holds.
    Or(Vec<Expr>),
    /// Whether a list holds anything.
    Any(Box<Self>),
    /// Whether a text begins with another, case aside.
    StartsWith(Box<Expr>, Box<Expr>),
}

/// What can be asked of the resource group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Its resource id.
    Id,
    /// Its name.
    Name,
    /// Its location.
    Location,
}

/// DNS suffixes that differ from cloud to cloud, without a leading dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Suffix {
    /// `core.windows.net`.
    Storage,
    /// `database.windows.net`.
    SqlServer,
    /// `vault.azure.net`.
    KeyVault,
    /// `azurecr.io`.
    ContainerRegistry,
}

impl Expr {
    /// Makes text.
    #[must_use]
    pub fn str(text: impl Into<String>) -> Self {
        Self::Str(text.into())
    }

    /// Refers to a parameter.
    #[must_use]
    pub fn param(name: impl Into<String>) -> Self {
        Self::Param(name.into())
    }

    /// Refers to a variable.
    #[must_use]
    pub fn var(name: impl Into<String>) -> Self {
        Self::Var(name.into())
    }

    /// Makes an object of pairs.
    #[must_use]
    pub fn object<const N: usize>(pairs: [(&str, Self); N]) -> Self {
        Self::Object(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
    }

    /// Refers to a property of a deployed resource.
    #[must_use]
    pub fn prop(symbol: &Symbol, path: &[&str]) -> Self {
        Self::Prop(symbol.clone(), path.iter().map(|p| (*p).to_owned()).collect())
    }

    /// Returns whether a text is empty.
    #[must_use]
    pub fn is_blank(&self) -> Self {
        Self::Eq(Box::new(self.clone()), Box::new("".into()))
    }

    /// Returns the objects that lie over one another, the lowest first: itself where it is only one.
    pub fn layers(&self) -> Vec<&Self> {
        let mut out = Vec::new();
        let mut at = self;
        while let Self::Over(under, over) = at {
            out.push(&**over);
            at = under;
        }
        out.push(at);
        out.reverse();
        out
    }

    /// Returns the condition under which two conditions hold, where there are any.
    #[must_use]
    pub fn both(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(a), Some(b)) if a != b => Some(Self::And(vec![a, b])),
            (a, b) => a.or(b),
        }
    }

    /// Calls `visit` for this value and every value in it, outermost first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Array(items)
            | Self::Concat(items)
            | Self::Guid(items)
            | Self::ResourceId(_, items)
            | Self::And(items)
            | Self::Or(items) => {
                for item in items {
                    item.walk(visit);
                }
            }
            Self::Object(object) => {
                for value in object.values() {
                    value.walk(visit);
                }
            }
            Self::Map(pairs) => {
                for (key, value) in pairs {
                    key.walk(visit);
                    value.walk(visit);
                }
            }
            Self::Names(texts, objects) => {
                for item in texts.iter().chain(objects) {
                    item.walk(visit);
                }
            }
            Self::Lower(a)
            | Self::Pairs(a)
            | Self::Any(a)
            | Self::Take(a, _)
            | Self::Replace(a, _, _)
            | Self::Not(a) => a.walk(visit),
            Self::Eq(a, b) | Self::StartsWith(a, b) | Self::Over(a, b) => {
                a.walk(visit);
                b.walk(visit);
            }
            Self::If(a, b, c) => {
                a.walk(visit);
                b.walk(visit);
                c.walk(visit);
            }
            Self::Null
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Str(_)
            | Self::Param(_)
            | Self::Var(_)
            | Self::Id(_)
            | Self::Name(_)
            | Self::Prop(..)
            | Self::PrincipalId(_)
            | Self::Group(_)
            | Self::SubscriptionId
            | Self::TenantId
            | Self::UniqueString
            | Self::RoleDefinition(_)
            | Self::Suffix(_) => {}
        }
    }
}

impl From<&str> for Expr {
    fn from(text: &str) -> Self {
        Self::Str(text.to_owned())
    }
}

impl From<String> for Expr {
    fn from(text: String) -> Self {
        Self::Str(text)
    }
}

impl From<bool> for Expr {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Expr {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
