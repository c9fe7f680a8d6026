//! Azure Cache for Redis.

use crate::catalog::azurerm::{Field, Form, Mapping, Via, enabled, not, set, tls};
use crate::{
    catalog::{Access, Kind, Logs, Lowering, Naming, PrivateLink, Setting, consumers, size},
    iac::{Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "redis-cache",
    title: "Azure Cache for Redis",
    summary: "A cache and session store in memory; signed in to with Entra ID, never with a key.",
    names: &["redis", "redis cache", "azure cache for redis", "azure redis cache", "azure redis", "azure cache", "cache for redis", "레디스", "redis キャッシュ", "redis 캐시", "redis cach"],
    weak_names: &["cache", "session store", "distributed cache", "캐시", "キャッシュ"],
    resource: Some(ResourceType { name: "Microsoft.Cache/redis", api: "2024-11-01" }),
    naming: Naming { abbreviation: "redis", max: 63, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "redisCache", zones: &["privatelink.redis.cache.windows.net"], words: &[] }],
    own_roles: &[(Access::Read, "Data Reader"), (Access::Write, "Data Contributor")],
    settings: &[Setting { name: "REDIS_HOST", path: &["properties", "hostName"], without: &[] }],
    diagnostics: &[Logs::ALL],
    sizes: &["Standard", "Basic", "Premium"],
    minutes: 90,
    glyph: "M2 5l6-3 6 3-6 3zM2 8l6 3 6-3M2 11l6 3 6-3",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const ASSIGNMENT: ResourceType = ResourceType { name: "Microsoft.Cache/redis/accessPolicyAssignments", api: "2024-11-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let part = lowering.part;
    let words = format!("The tier of {}.", part.title);
    let sku = size::size(lowering, &words, "Standard", KIND.sizes);
    let premium = Expr::Eq(Box::new(sku.clone()), Box::new("Premium".into()));
    let family = Expr::If(Box::new(premium), Box::new("P".into()), Box::new("C".into()));
    let properties = Expr::object([
        ("sku", Expr::object([("name", sku), ("family", family), ("capacity", Expr::Int(1))])),
        ("redisVersion", "6".into()),
        ("redisConfiguration", Expr::object([("aad-enabled", "true".into())])),
        ("disableAccessKeyAuthentication", Expr::Bool(true)),
        ("enableNonSslPort", Expr::Bool(false)),
        ("minimumTlsVersion", "1.2".into()),
        ("publicNetworkAccess", lowering.public_network_access()),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
    consumers::grants(lowering, ASSIGNMENT, &part.symbol, |consumer| {
        let policy = part.kind.own_role(Some(consumer.access)).unwrap_or("Data Contributor");
        [
            ("accessPolicyName".to_owned(), policy.into()),
            ("objectId".to_owned(), consumer.principal.clone()),
            ("objectIdAlias".to_owned(), Expr::str(consumer.part.symbol.as_str())),
        ]
        .into_iter()
        .collect()
    });
    let host = Expr::prop(&part.symbol, &["properties", "hostName"]);
    lowering.output(format!("{}HostName", part.symbol.as_str()), "The address of the cache.", host);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Cache/redis",
        form: Form::group("azurerm_redis_cache"),
        fields: &[
            set("properties.sku.name", "sku_name"),
            set("properties.sku.family", "family"),
            set("properties.sku.capacity", "capacity"),
            set("properties.redisVersion", "redis_version"),
            Field::Set(
                "properties.redisConfiguration.aad-enabled",
                "redis_configuration.active_directory_authentication_enabled",
                Via::On("true", "false"),
            ),
            not("properties.disableAccessKeyAuthentication", "access_keys_authentication_enabled"),
            set("properties.enableNonSslPort", "non_ssl_port_enabled"),
            tls("properties.minimumTlsVersion", "minimum_tls_version"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
        ],
        demands: &["capacity", "family", "sku_name"],
        reads: &[("properties.hostName", "hostname")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Cache/redis/accessPolicyAssignments",
        form: Form::child("azurerm_redis_cache_access_policy_assignment", "redis_cache_id"),
        fields: &[
            set("properties.accessPolicyName", "access_policy_name"),
            set("properties.objectId", "object_id"),
            set("properties.objectIdAlias", "object_id_alias"),
        ],
        demands: &["access_policy_name", "object_id", "object_id_alias"],
        ..Mapping::BASE
    },
];
