//! What the azurerm provider calls the things of Resource Manager: for each ARM type, where every path of a body goes.
//!
//! The tables stand in the kinds' own files. They are data: `emit` reads them by the ARM type of a resource. A body with a path
//! that its table does not name is not mapped at all, so nothing is lost in silence.
//!
//! Source: the schema of azurerm 4.73 and its documentation on registry.terraform.io, read 2026-11.

pub(super) mod site;

use super::KINDS;
use crate::iac::{Expr, Plan};

/// How one ARM type is written with azurerm.
#[derive(Debug)]
pub struct Mapping {
    /// The ARM type, such as `Microsoft.KeyVault/vaults`.
    pub arm: &'static str,
    /// What it becomes.
    pub form: Form,
    /// Where the paths of the body go.
    pub fields: &'static [Field],
    /// The arguments and blocks without which azurerm takes no such resource.
    pub demands: &'static [&'static str],
    /// What others read of it: a path in the ARM resource, and the attribute that holds it.
    pub reads: &'static [(&'static str, &'static str)],
    /// Attributes that Azure or others change and that Terraform must leave alone.
    pub ignore: &'static [&'static str],
    /// What the provider must be told where there is such a resource: its arguments, with the blocks that they stand in.
    pub provider: &'static [(&'static str, Lit)],
}

/// What a resource becomes.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A resource of its own.
    Resource {
        /// The type, such as `azurerm_key_vault`.
        name: &'static str,
        /// How it tells what it stands under.
        parent: Parent,
        /// How it tells where it stands.
        place: Place,
        /// Whether it takes tags.
        tags: bool,
    },
    /// Arguments of the resource that it is a child of. The name must be this one, where one is given.
    Folded(Option<&'static str>),
}

/// How a resource tells what it stands under.
#[derive(Clone, Copy, Debug)]
pub enum Parent {
    /// By the name of the resource group.
    Group,
    /// By the id of the resource above it, in this argument.
    Id(&'static str),
    /// By the name of the resource above it, in this argument, and that of the resource group.
    Name(&'static str),
}

/// How a resource tells where it stands.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// In its argument `location`.
    Told,
    /// Not at all: what it stands under, or is put into, tells.
    Follows,
    /// Not at all, for it is everywhere.
    Global,
}

/// A value that is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lit {
    /// Text.
    Str(&'static str),
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
}

impl Lit {
    /// Returns the literal as a value.
    #[must_use]
    pub fn expr(self) -> Expr {
        match self {
            Self::Str(text) => Expr::str(text),
            Self::Bool(yes) => Expr::Bool(yes),
            Self::Int(number) => Expr::Int(number),
        }
    }
}

/// A value as azurerm takes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// As the plan has it.
    Plain(Expr),
    /// In a form that only Terraform has: the value takes the place of every `{}`.
    Hcl(&'static str, Expr),
}

/// What a value comes to that several arguments share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Split {
    /// The arguments and their values.
    pub arguments: Vec<(&'static str, Value)>,
    /// What must hold when it is deployed, and what is told where it does not.
    pub must: Option<(Value, &'static str)>,
}

/// Where a path of a body goes. Paths and arguments have dots between their steps; a step of an argument before the last is a block.
#[derive(Clone, Copy, Debug)]
pub enum Field {
    /// A path, its argument, and what is done to the value.
    Set(&'static str, &'static str, Via),
    /// A path whose value must be just this: azurerm does the same without being told.
    Is(&'static str, Lit),
    /// A path that must be there and hold just this.
    Has(&'static str, Lit),
    /// A path that must not be there.
    Absent(&'static str),
    /// A path for which azurerm has no argument, and why it needs none.
    Left(&'static str, &'static str),
    /// An argument that has no path.
    Fixed(&'static str, Lit),
    /// An argument that must stand where a path does.
    With(&'static str, &'static str, Lit),
    /// The name of the resource as an argument; another than `name` takes its place.
    Named(&'static str),
    /// The name of the resource, which azurerm gives by itself, and how.
    Nameless(&'static str),
    /// The identities that it acts with.
    Identity,
    /// An object, its block, and what is in it.
    Block(&'static str, &'static str, &'static [Self]),
    /// A list, the block that each of its items becomes, and what is in an item.
    Each(&'static str, &'static str, &'static [Self]),
    /// A list, and the blocks, with what is in them, of which each of its items becomes the first that fits.
    EachOf(&'static str, &'static [(&'static str, &'static [Self])]),
    /// A list of objects, and the arguments that collect what stands at a path of them.
    Pluck(&'static str, &'static [(&'static str, &'static str)]),
    /// A list of objects, the path in them whose values an argument collects, and the other path that azurerm needs no telling of.
    Gather(&'static str, &'static str, &'static str, &'static str),
    /// A list of names and values, by their keys, and the argument that is a map of them.
    Pairs(&'static str, &'static str, &'static str, &'static str),
    /// Several paths joined to one text by `_`, and its argument.
    Join(&'static [(&'static str, Via)], &'static str),
    /// A path and an argument that is only told where the resource above has another value at the same path.
    Inherited(&'static str, &'static str),
    /// The ids of what the resource waits for, of one ARM type, and their argument.
    Waits(&'static str, &'static str),
    /// A path that goes to several arguments, by a function.
    Split(&'static str, fn(&Expr, &Plan) -> Option<Split>),
    /// Several fields as one.
    All(&'static [Self]),
    /// The first of some fields that fits.
    Either(&'static [Self]),
    /// A path to an id, or to a list of objects with one, that becomes a resource beside this one.
    Beside(&'static Beside),
}

/// A resource that only joins two others.
#[derive(Debug)]
pub struct Beside {
    /// The path of the id, or of the list of objects.
    pub path: &'static str,
    /// The path of the id in an object of the list; empty where the path leads to the id itself.
    pub inner: &'static str,
    /// The type, such as `azurerm_subnet_route_table_association`.
    pub name: &'static str,
    /// The argument that takes the id of this resource.
    pub own: &'static str,
    /// The argument that takes the other id.
    pub other: &'static str,
}

/// What is done to a value on its way.
#[derive(Clone, Copy, Debug)]
pub enum Via {
    /// Nothing.
    Copy,
    /// One word means yes, another no.
    On(&'static str, &'static str),
    /// The opposite.
    Not,
    /// Word by word; a word that is not here is not mapped.
    Words(&'static [(&'static str, &'static str)]),
    /// Word by word to lists.
    Lists(&'static [(&'static str, &'static [&'static str])]),
    /// A text with commas to a list.
    Commas,
    /// The value to a list of it alone.
    Alone,
    /// Digits to a number.
    Number,
    /// The last segment of an id.
    LastSegment,
    /// What stands before (0) or after (1) the first `_`.
    Part(usize),
    /// Gigabytes to megabytes.
    Megabytes,
}

impl Mapping {
    /// A mapping of which nothing is said, for the fields that a table leaves out.
    pub const BASE: Self =
        Self { arm: "", form: Form::Folded(None), fields: &[], demands: &[], reads: &[], ignore: &[], provider: &[] };
}

impl Form {
    /// A resource in the group, with a location and tags.
    pub(super) const fn group(name: &'static str) -> Self {
        Self::Resource { name, parent: Parent::Group, place: Place::Told, tags: true }
    }

    /// A resource in the group that is everywhere, with tags.
    pub(super) const fn global(name: &'static str) -> Self {
        Self::Resource { name, parent: Parent::Group, place: Place::Global, tags: true }
    }

    /// A child that tells the id of what is above it in an argument.
    pub(super) const fn child(name: &'static str, argument: &'static str) -> Self {
        Self::Resource { name, parent: Parent::Id(argument), place: Place::Follows, tags: false }
    }

    /// A child that tells the name of what is above it in an argument.
    pub(super) const fn named_child(name: &'static str, argument: &'static str) -> Self {
        Self::Resource { name, parent: Parent::Name(argument), place: Place::Follows, tags: false }
    }
}

/// A path and the argument that takes its value as it is.
pub(super) const fn set(path: &'static str, argument: &'static str) -> Field {
    Field::Set(path, argument, Via::Copy)
}

/// A path with `Enabled` or `Disabled` and the argument that takes yes or no.
pub(super) const fn enabled(path: &'static str, argument: &'static str) -> Field {
    Field::Set(path, argument, Via::On("Enabled", "Disabled"))
}

/// A path and the argument that takes the opposite.
pub(super) const fn not(path: &'static str, argument: &'static str) -> Field {
    Field::Set(path, argument, Via::Not)
}

/// A path with the oldest TLS version that is taken, and its argument: azurerm knows none beyond 1.2 there.
pub(super) const fn tls(path: &'static str, argument: &'static str) -> Field {
    const KNOWN: Via = Via::Words(&[
        ("1.0", "1.0"),
        ("1.1", "1.1"),
        ("1.2", "1.2"),
        ("TLS1_0", "TLS1_0"),
        ("TLS1_1", "TLS1_1"),
        ("TLS1_2", "TLS1_2"),
    ]);
    Field::Set(path, argument, KNOWN)
}

/// A path that must hold a word.
pub(super) const fn is(path: &'static str, word: &'static str) -> Field {
    Field::Is(path, Lit::Str(word))
}

/// A path that must hold yes or no.
pub(super) const fn flag(path: &'static str, yes: bool) -> Field {
    Field::Is(path, Lit::Bool(yes))
}

/// The addresses of what stands in a subnet and has a public one too.
pub(super) const IP_CONFIGURATIONS: Field = Field::Each(
    "properties.ipConfigurations",
    "ip_configuration",
    &[
        set("name", "name"),
        set("properties.subnet.id", "subnet_id"),
        set("properties.publicIPAddress.id", "public_ip_address_id"),
    ],
);

/// Returns how an ARM type may be written with azurerm, the best way first.
pub fn mappings(arm: &str) -> impl Iterator<Item = &'static Mapping> {
    KINDS.iter().flat_map(|kind| kind.azurerm).filter(move |mapping| mapping.arm.eq_ignore_ascii_case(arm))
}
