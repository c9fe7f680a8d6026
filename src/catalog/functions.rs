//! What a function app needs beyond what every site has: a worker, and a storage account that it keeps its own state in.

use super::{Facts, LinkKind, Lowering, Part, Tier};
use crate::iac::{Expr, Param, ParamType, ResourceType, Symbol};

/// The id of the kind, which the site that it shares with web apps asks for.
pub(super) const ID: &str = "function-app";

const ACCOUNT: ResourceType = ResourceType { name: "Microsoft.Storage/storageAccounts", api: "2026-04-01" };
const BLOBS: ResourceType = ResourceType { name: "Microsoft.Storage/storageAccounts/blobServices", api: "2026-04-01" };
const CONTAINER: ResourceType =
    ResourceType { name: "Microsoft.Storage/storageAccounts/blobServices/containers", api: "2026-04-01" };
const ROLE: ResourceType = ResourceType { name: "Microsoft.Authorization/roleAssignments", api: "2022-04-01" };

/// Storage Blob Data Owner: what the Functions host asks for its own state, more than the Contributor of those who use blobs.
const OWNER: &str = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";

/// The language worker and its version, as parameters.
pub(super) struct Worker {
    name: Expr,
    version: Expr,
}

/// Adds the parameters of the worker of `host`.
pub(super) fn worker(lowering: &mut Lowering<'_>, host: &Part) -> Worker {
    let (name, version) = spoken(&host.facts);
    let workers = ["dotnet-isolated", "node", "python", "java", "powershell", "custom"];
    let name = lowering.param(Param {
        name: format!("{}Worker", host.symbol.as_str()),
        ty: ParamType::String,
        description: format!("The language worker of {}.", host.title),
        default: Some(Expr::str(name)),
        allowed: workers.map(Expr::from).into(),
        ..Param::default()
    });
    let version = lowering.param(Param {
        name: format!("{}WorkerVersion", host.symbol.as_str()),
        ty: ParamType::String,
        description: format!("The version of the language worker of {}.", host.title),
        default: Some(Expr::str(version)),
        ..Param::default()
    });
    Worker { name, version }
}

/// The stack of a web app in the words of Functions: `NODE|22-lts` is the worker `node` in version 22.
fn spoken(facts: &Facts) -> (&'static str, String) {
    let fx = facts.runtime.as_ref().map_or("", |r| r.fx.as_str());
    let (stack, version) = fx.split_once('|').unwrap_or((fx, ""));
    let number = version.split('-').next().unwrap_or(version).to_owned();
    match stack {
        "PYTHON" => ("python", number),
        "NODE" => ("node", number),
        "JAVA" => ("java", number),
        "DOTNETCORE" => ("dotnet-isolated", number),
        "" => ("dotnet-isolated", "10.0".to_owned()),
        _ => ("custom", String::new()),
    }
}

impl Worker {
    /// Returns what `linuxFxVersion` takes.
    pub(super) fn stack(&self) -> Expr {
        Expr::Concat(vec![self.name.clone(), "|".into(), self.version.clone()])
    }

    /// Returns the settings that the Functions host reads; Flex Consumption takes the worker from elsewhere and refuses them.
    pub(super) fn settings(&self, storage: &Symbol, flex: bool) -> Vec<(String, Expr)> {
        let mut out = vec![("AzureWebJobsStorage__accountName".to_owned(), Expr::Name(storage.clone()))];
        if !flex {
            out.push(("FUNCTIONS_EXTENSION_VERSION".to_owned(), "~4".into()));
            out.push(("FUNCTIONS_WORKER_RUNTIME".to_owned(), self.name.clone()));
        }
        out
    }

    /// Returns the `functionAppConfig` of Flex Consumption.
    pub(super) fn flex(&self, storage: &Symbol) -> Expr {
        let blob = Expr::prop(storage, &["properties", "primaryEndpoints", "blob"]);
        let place = Expr::object([
            ("type", "blobContainer".into()),
            ("value", Expr::Concat(vec![blob, "deployments".into()])),
            ("authentication", Expr::object([("type", "SystemAssignedIdentity".into())])),
        ]);
        let scale = [("maximumInstanceCount", Expr::Int(100)), ("instanceMemoryMB", Expr::Int(2048))];
        Expr::object([
            ("deployment", Expr::object([("storage", place)])),
            ("runtime", Expr::object([("name", self.name.clone()), ("version", self.version.clone())])),
            ("scaleAndConcurrency", Expr::object(scale)),
        ])
    }
}

/// Returns whether the plan is Flex Consumption, which is configured in its own way.
pub(super) fn is_flex(plan: Option<&Part>) -> bool {
    plan.is_some_and(|p| p.facts.skus.first().is_some_and(|s| s.value.name == "FC1"))
}

/// Returns whether the plan grows by itself: Always On is refused there.
pub(super) fn is_elastic(plan: Option<&Part>) -> bool {
    plan.is_some_and(|p| p.facts.stated_tier() == Some(Tier::Functions))
}

/// Returns the storage account of a function app: the first that it is drawn to use, else its own.
pub(super) fn storage(lowering: &Lowering<'_>, host: &Part) -> Symbol {
    drawn(lowering, host).unwrap_or_else(|| Symbol(format!("{}Storage", host.symbol.as_str())))
}

fn drawn(lowering: &Lowering<'_>, host: &Part) -> Option<Symbol> {
    let used = lowering.of(host, LinkKind::Access, true);
    used.into_iter().find(|p| p.kind.id == "storage-account" && p.condition.is_none()).map(|p| p.symbol.clone())
}

/// Adds what the function app that is lowered needs of its storage: the account where none is drawn, and the container that Flex
/// Consumption starts from.
pub(super) fn add_storage(lowering: &mut Lowering<'_>, flex: bool) {
    let part = lowering.part;
    let symbol = storage(lowering, part);
    if drawn(lowering, part).is_none() {
        let slug: String = part.slug.chars().filter(char::is_ascii_alphanumeric).take(7).collect();
        let name =
            Expr::Concat(vec![Expr::Str(format!("stfn{}", slug.to_ascii_lowercase())), Expr::var("uniqueSuffix")]);
        let mut account = lowering.extra("Storage", ACCOUNT, name);
        account.location = Some(part.location.clone());
        account.tags = Some(lowering.tags());
        account.comment =
            vec!["The state of the Functions host, as the diagram draws no storage account for it.".to_owned()];
        account.body.insert("kind".to_owned(), "StorageV2".into());
        account.body.insert("sku".to_owned(), Expr::object([("name", "Standard_LRS".into())]));
        let properties = Expr::object([
            ("allowBlobPublicAccess", Expr::Bool(false)),
            ("allowCrossTenantReplication", Expr::Bool(false)),
            ("allowSharedKeyAccess", Expr::Bool(false)),
            ("defaultToOAuthAuthentication", Expr::Bool(true)),
            ("minimumTlsVersion", "TLS1_2".into()),
            ("supportsHttpsTrafficOnly", Expr::Bool(true)),
            ("publicNetworkAccess", "Enabled".into()),
        ]);
        account.body.insert("properties".to_owned(), properties);
        lowering.push(account);
    }
    if flex {
        let blobs = Symbol(format!("{}Blobs", symbol.as_str()));
        if drawn(lowering, part).is_none() {
            let mut service = lowering.extra("StorageBlobs", BLOBS, "default".into());
            service.parent = Some(symbol);
            service.born = true;
            lowering.push(service);
        }
        let mut container = lowering.extra("Deployments", CONTAINER, "deployments".into());
        container.parent = Some(blobs);
        container.body.insert("properties".to_owned(), Expr::object([("publicAccess", "None".into())]));
        lowering.push(container);
    }
}

/// Lets the site that is lowered keep its state in the storage account of `host`.
pub(super) fn grant_storage(lowering: &mut Lowering<'_>, host: &Part) {
    let storage = storage(lowering, host);
    let site = lowering.part.symbol.clone();
    let name = Expr::Guid(vec![Expr::Id(storage.clone()), Expr::Id(site.clone()), OWNER.into()]);
    let mut role = lowering.extra("HostStorage", ROLE, name);
    role.scope = Some(storage);
    role.comment = vec!["Storage Blob Data Owner, for the state of the Functions host.".to_owned()];
    let properties = Expr::object([
        ("roleDefinitionId", Expr::RoleDefinition(OWNER.to_owned())),
        ("principalId", Expr::PrincipalId(site)),
        ("principalType", "ServicePrincipal".into()),
    ]);
    role.body.insert("properties".to_owned(), properties);
    lowering.push(role);
}
