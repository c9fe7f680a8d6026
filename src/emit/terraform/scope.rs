//! The names of a Terraform module, and what it must compute for itself.

use crate::iac::{Expr, Param, Plan, Suffix};

use crate::emit::names::{Names, Role, snake};
use crate::emit::refs::Refs;
use crate::emit::value::is_constant;

use super::Provider;
use super::approve::Link;
use super::azurerm::Forms;

/// Names that Terraform keeps for itself among a module's variables.
const RESERVED: [&str; 8] =
    ["source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"];

/// The names of a module: each of Terraform's namespaces by itself.
pub(super) struct Scope<'a> {
    pub(super) refs: Refs<'a>,
    /// Which provider writes what.
    pub(super) forms: Forms,
    /// Whether azurerm is there, and so reads the resource group and the signed-in identity too.
    pub(super) is_azurerm: bool,
    pub(super) variables: Names,
    pub(super) locals: Names,
    pub(super) resources: Names,
    pub(super) outputs: Names,
    /// The variable that names the resource group, which the other targets are told by the deployment itself.
    pub(super) group_variable: String,
    /// The locals of the suffixes that the plan uses.
    pub(super) suffixes: Vec<(Suffix, String)>,
    /// The local of the characters that are the resource group's own: a variable of the plan, where one holds just them.
    pub(super) unique: String,
    /// Whether that local is to be declared beside the plan's variables.
    pub(super) is_unique: bool,
    /// The private links that are approved.
    pub(super) links: Vec<Link<'a>>,
}

impl<'a> Scope<'a> {
    /// Gives everything its name.
    pub(super) fn new(plan: &'a Plan, provider: Provider) -> Self {
        let refs = Refs::new(plan);
        let forms = match provider {
            Provider::Azapi => Forms::default(),
            Provider::Azurerm => Forms::new(&refs),
        };
        let is_azurerm = forms.has_azurerm();
        let mut variables = Names::new(snake, &RESERVED);
        let mut locals = Names::new(snake, &[]);
        let mut resources = Names::new(snake, &[]);
        let mut outputs = Names::new(snake, &[]);
        let mut unique = None;
        let group_variable = variables.declare(Role::Own, "resourceGroupName");
        for param in &plan.params {
            variables.declare(Role::Param, &param.name);
            if is_derived(param) {
                locals.declare(Role::Param, &param.name);
            }
        }
        for var in &plan.vars {
            let name = locals.declare(Role::Var, &var.name);
            if var.value == Expr::UniqueString {
                unique.get_or_insert(name);
            }
        }
        locals.declare(Role::Own, "tags");
        for resource in &plan.resources {
            resources.declare(Role::Resource, resource.symbol.as_str());
        }
        for output in &plan.outputs {
            outputs.declare(Role::Output, &output.name);
        }
        let mut used = Vec::new();
        let mut is_unique = false;
        for value in everything(&refs) {
            value.walk(&mut |part| match part {
                Expr::Suffix(suffix) if !used.contains(suffix) => used.push(*suffix),
                Expr::UniqueString => is_unique = true,
                _ => {}
            });
        }
        let suffixes = used.into_iter().map(|suffix| (suffix, locals.declare(Role::Own, local(suffix)))).collect();
        let is_unique = is_unique && unique.is_none();
        let unique = unique.unwrap_or_else(|| locals.declare(Role::Own, "uniqueSuffix"));
        let links = super::approve::links(&refs, &mut locals);
        Self {
            refs,
            forms,
            is_azurerm,
            variables,
            locals,
            resources,
            outputs,
            group_variable,
            suffixes,
            unique,
            is_unique,
            links,
        }
    }

    /// Returns an attribute of the resource group.
    pub(super) fn group(&self, attribute: &str) -> String {
        match (self.is_azurerm, attribute) {
            (true, _) => format!("data.azurerm_resource_group.main.{attribute}"),
            (false, "name") => format!("var.{}", self.group_variable),
            (false, _) => format!("data.azapi_resource.resource_group.{attribute}"),
        }
    }

    /// Returns an attribute of who deploys.
    pub(super) fn client(&self, attribute: &str) -> String {
        let provider = if self.is_azurerm { "azurerm" } else { "azapi" };
        format!("data.{provider}_client_config.current.{attribute}")
    }

    /// Returns whether a parameter's default is computed. Terraform allows no such defaults: the variable is then null, and a
    /// local holds the value.
    #[expect(clippy::unused_self, reason = "asked of the scope as all else is")]
    pub(super) fn is_derived(&self, param: &Param) -> bool {
        is_derived(param)
    }
}

fn is_derived(param: &Param) -> bool {
    param.default.as_ref().is_some_and(|default| !is_constant(default))
}

/// Returns every value that is printed.
fn everything<'r>(refs: &'r Refs<'_>) -> impl Iterator<Item = &'r Expr> {
    let plan = refs.plan;
    let declared = plan.params.iter().filter_map(|p| p.default.as_ref()).chain(plan.vars.iter().map(|v| &v.value));
    let resources = plan.resources.iter().flat_map(|r| refs.values(r));
    let outputs = plan.outputs.iter().flat_map(|o| std::iter::once(&o.value).chain(&o.condition));
    declared.chain(resources).chain(outputs)
}

fn local(suffix: Suffix) -> &'static str {
    match suffix {
        Suffix::Storage => "storageSuffix",
        Suffix::SqlServer => "sqlServerSuffix",
        Suffix::KeyVault => "keyVaultSuffix",
        Suffix::ContainerRegistry => "containerRegistrySuffix",
    }
}

/// Returns a suffix as the public cloud has it; azapi does not tell those of the cloud that it talks to.
pub(super) fn public(suffix: Suffix) -> &'static str {
    match suffix {
        Suffix::Storage => "core.windows.net",
        Suffix::SqlServer => "database.windows.net",
        Suffix::KeyVault => "vault.azure.net",
        Suffix::ContainerRegistry => "azurecr.io",
    }
}
