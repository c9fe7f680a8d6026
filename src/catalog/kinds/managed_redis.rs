//! Azure Managed Redis: a cluster with one database.

use crate::catalog::azurerm::{Field, Form, Lit, Mapping, enabled, is, set};
use crate::{
    catalog::{Access, Kind, Logs, Lowering, Naming, PrivateLink, Setting, consumers, size},
    iac::{Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "managed-redis",
    title: "Azure Managed Redis",
    summary: "Redis as a managed cluster, the successor of Azure Cache for Redis; signed in to with Entra ID only.",
    names: &["azure managed redis", "managed redis", "redis enterprise", "azure cache for redis enterprise"],
    resource: Some(ResourceType { name: "Microsoft.Cache/redisEnterprise", api: "2025-07-01" }),
    naming: Naming { abbreviation: "amr", max: 60, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "redisEnterprise", zones: &["privatelink.redis.azure.net"], words: &[] }],
    own_roles: &[(Access::Read, "default access policy"), (Access::Write, "default access policy")],
    settings: &[Setting { name: "REDIS_HOST", path: &["properties", "hostName"], without: &[] }],
    diagnostics: &[Logs::ALL],
    minutes: 60,
    glyph: "M2 4l6-2 6 2-6 2zM2 8l6 2 6-2M2 12l6 2 6-2M2 4v8M14 4v8",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const DATABASE: ResourceType = ResourceType { name: "Microsoft.Cache/redisEnterprise/databases", api: "2025-07-01" };
const ASSIGNMENT: ResourceType =
    ResourceType { name: "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments", api: "2025-07-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let part = lowering.part;
    let words = format!("The size of {}.", part.title);
    let sku = size::size(lowering, &words, "Balanced_B1", &[]);
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku)]));
    let properties = Expr::object([
        ("highAvailability", "Enabled".into()),
        ("minimumTlsVersion", "1.2".into()),
        ("publicNetworkAccess", lowering.public_network_access()),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);

    let mut database = lowering.child("Database", DATABASE, "default".into());
    let properties = Expr::object([
        ("accessKeysAuthentication", "Disabled".into()),
        ("clientProtocol", "Encrypted".into()),
        ("clusteringPolicy", "OSSCluster".into()),
        ("evictionPolicy", "VolatileLRU".into()),
        ("port", Expr::Int(10000)),
    ]);
    database.body.insert("properties".to_owned(), properties);
    let symbol = database.symbol.clone();
    lowering.push(database);
    // The cluster knows one policy, which reads and writes.
    consumers::grants(lowering, ASSIGNMENT, &symbol, |consumer| {
        [
            ("accessPolicyName".to_owned(), "default".into()),
            ("user".to_owned(), Expr::object([("objectId", consumer.principal.clone())])),
        ]
        .into_iter()
        .collect()
    });
    let host = Expr::prop(&part.symbol, &["properties", "hostName"]);
    lowering.output(format!("{}HostName", part.symbol.as_str()), "The address of the cluster.", host);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Cache/redisEnterprise",
        form: Form::group("azurerm_managed_redis"),
        fields: &[
            set("sku.name", "sku_name"),
            enabled("properties.highAvailability", "high_availability_enabled"),
            is("properties.minimumTlsVersion", "1.2"),
            set("properties.publicNetworkAccess", "public_network_access"),
        ],
        demands: &["sku_name"],
        reads: &[("properties.hostName", "hostname")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Cache/redisEnterprise/databases",
        form: Form::Folded(Some("default")),
        fields: &[
            enabled("properties.accessKeysAuthentication", "default_database.access_keys_authentication_enabled"),
            set("properties.clientProtocol", "default_database.client_protocol"),
            set("properties.clusteringPolicy", "default_database.clustering_policy"),
            set("properties.evictionPolicy", "default_database.eviction_policy"),
            Field::Is("properties.port", Lit::Int(10000)),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments",
        form: Form::child("azurerm_managed_redis_access_policy_assignment", "managed_redis_id"),
        fields: &[
            Field::Nameless("azurerm names it after the object id"),
            is("properties.accessPolicyName", "default"),
            set("properties.user.objectId", "object_id"),
        ],
        demands: &["object_id"],
        ..Mapping::BASE
    },
];
