//! Cosmos DB, with the API for NoSQL.

use crate::catalog::azurerm::{Field, Form, Mapping, enabled, not, set};
use crate::{
    catalog::{Access, Kind, Logs, Lowering, Naming, PrivateLink, Setting, consumers},
    iac::{Expr, Object, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "cosmos-db",
    title: "Azure Cosmos DB",
    summary: "Documents, spread over regions where need be; its own roles say who may read and write.",
    names: &["cosmos db", "cosmosdb", "azure cosmos db", "azure cosmosdb", "cosmos", "azure cosmos", "cosmos db account",
        "cosmos db for nosql", "azure cosmos db for nosql", "documentdb", "코스모스 db", "cosmos db datenbank"],
    weak_names: &["document database", "nosql", "nosql database"],
    resource: Some(ResourceType { name: "Microsoft.DocumentDB/databaseAccounts", api: "2026-03-15" }),
    naming: Naming { abbreviation: "cosmos", max: 44, compact: false, global: true },
    data: true,
    private_links: &[
        PrivateLink { group: "Sql", zones: &["privatelink.documents.azure.com"], words: &["nosql", "sql"] },
        PrivateLink { group: "MongoDB", zones: &["privatelink.mongo.cosmos.azure.com"], words: &["mongodb", "mongo"] },
        PrivateLink { group: "Cassandra", zones: &["privatelink.cassandra.cosmos.azure.com"], words: &["cassandra"] },
        PrivateLink { group: "Gremlin", zones: &["privatelink.gremlin.cosmos.azure.com"], words: &["gremlin"] },
        PrivateLink { group: "Table", zones: &["privatelink.table.cosmos.azure.com"], words: &["table"] },
    ],
    own_roles: &[
        (Access::Read, "Cosmos DB Built-in Data Reader"),
        (Access::Write, "Cosmos DB Built-in Data Contributor"),
    ],
    settings: &[Setting { name: "COSMOS_ENDPOINT", path: &["properties", "documentEndpoint"], without: &[] }],
    diagnostics: &[Logs::ALL.metrics(&["Requests"])],
    minutes: 60,
    glyph: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zM1 10c4 1 10-1 14-5",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const DATABASE: ResourceType = ResourceType { name: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases", api: "2026-03-15" };
const ASSIGNMENT: ResourceType =
    ResourceType { name: "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments", api: "2026-03-15" };
const READER: &str = "00000000-0000-0000-0000-000000000001";
const CONTRIBUTOR: &str = "00000000-0000-0000-0000-000000000002";

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let part = lowering.part;
    // The data is kept in every region that an app uses it from, that of the account first.
    let mut regions = vec![part.location.clone()];
    for consumer in consumers::consumers(lowering) {
        if !regions.contains(&consumer.part.location) {
            regions.push(consumer.part.location.clone());
        }
    }
    let several = regions.len() > 1;
    let locations = regions.into_iter().zip(0..).map(|(region, priority)| {
        Expr::object([
            ("locationName", region),
            ("failoverPriority", Expr::Int(priority)),
            ("isZoneRedundant", Expr::Bool(part.facts.zone_redundant.is_some())),
        ])
    });
    let locations = Expr::Array(locations.collect());
    let backup = [("type", "Continuous".into()), ("continuousModeProperties", Expr::object([("tier", "Continuous7Days".into())]))];
    resource.body.insert("kind".to_owned(), "GlobalDocumentDB".into());
    let properties = Expr::object([
        ("databaseAccountOfferType", "Standard".into()),
        ("consistencyPolicy", Expr::object([("defaultConsistencyLevel", "Session".into())])),
        ("locations", locations),
        ("enableAutomaticFailover", Expr::Bool(several)),
        ("disableLocalAuth", Expr::Bool(true)),
        ("disableKeyBasedMetadataWriteAccess", Expr::Bool(true)),
        ("minimalTlsVersion", "Tls12".into()),
        ("publicNetworkAccess", lowering.public_network_access()),
        ("backupPolicy", Expr::object(backup)),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);

    let throughput = lowering.param(Param {
        name: format!("{}MaxThroughput", part.symbol.as_str()),
        ty: ParamType::Int,
        description: format!("The request units a second that the database of {} grows to.", part.title),
        default: Some(Expr::Int(1000)),
        min: Some(1000),
        ..Param::default()
    });
    let name = Expr::param("workloadName");
    let mut database = lowering.child("Database", DATABASE, name.clone());
    let options = Expr::object([("autoscaleSettings", Expr::object([("maxThroughput", throughput)]))]);
    let properties = Expr::object([("resource", Expr::object([("id", name)])), ("options", options)]);
    database.body.insert("properties".to_owned(), properties);
    lowering.push(database);

    consumers::grants(lowering, ASSIGNMENT, &part.symbol, |consumer| {
        let role = if consumer.access == Access::Read { READER } else { CONTRIBUTOR };
        let account = || Expr::Id(part.symbol.clone());
        let definition = Expr::Concat(vec![account(), Expr::str(format!("/sqlRoleDefinitions/{role}"))]);
        let mut properties = Object::new();
        properties.insert("roleDefinitionId".to_owned(), definition);
        properties.insert("principalId".to_owned(), consumer.principal.clone());
        properties.insert("scope".to_owned(), account());
        properties
    });
    let endpoint = Expr::prop(&part.symbol, &["properties", "documentEndpoint"]);
    lowering.output(format!("{}Endpoint", part.symbol.as_str()), "The address of the account.", endpoint);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.DocumentDB/databaseAccounts",
        form: Form::group("azurerm_cosmosdb_account"),
        fields: &[
            set("kind", "kind"),
            set("properties.databaseAccountOfferType", "offer_type"),
            set("properties.enableAutomaticFailover", "automatic_failover_enabled"),
            set("properties.disableLocalAuth", "local_authentication_disabled"),
            not("properties.disableKeyBasedMetadataWriteAccess", "access_key_metadata_writes_enabled"),
            set("properties.minimalTlsVersion", "minimal_tls_version"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
            set("properties.consistencyPolicy.defaultConsistencyLevel", "consistency_policy.consistency_level"),
            Field::Each(
                "properties.locations",
                "geo_location",
                &[
                    set("locationName", "location"),
                    set("failoverPriority", "failover_priority"),
                    set("isZoneRedundant", "zone_redundant"),
                ],
            ),
            Field::Each("properties.capabilities", "capabilities", &[set("name", "name")]),
            set("properties.backupPolicy.type", "backup.type"),
            set("properties.backupPolicy.continuousModeProperties.tier", "backup.tier"),
        ],
        demands: &["offer_type", "consistency_policy", "geo_location"],
        reads: &[("properties.documentEndpoint", "endpoint")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
        form: Form::named_child("azurerm_cosmosdb_sql_database", "account_name"),
        fields: &[
            Field::Left("properties.resource.id", "the name says it"),
            set("properties.options.autoscaleSettings.maxThroughput", "autoscale_settings.max_throughput"),
            set("properties.options.throughput", "throughput"),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments",
        form: Form::named_child("azurerm_cosmosdb_sql_role_assignment", "account_name"),
        fields: &[
            set("properties.roleDefinitionId", "role_definition_id"),
            set("properties.principalId", "principal_id"),
            set("properties.scope", "scope"),
        ],
        demands: &["principal_id", "role_definition_id", "scope"],
        ..Mapping::BASE
    },
];
