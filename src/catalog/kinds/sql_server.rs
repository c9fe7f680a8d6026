//! Azure SQL: a logical server with its databases.

use crate::catalog::azurerm::{Field, Form, Lit, Mapping, Parent, Place, Split, Value, enabled, is, set, tls};
use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, PrivateLink, Setting, administrators::{self, Administrators}, property, Part, failover, settings},
    iac::{Expr, Object, Param, ParamType, Plan, ResourceType, Symbol},
};

pub(super) static KIND: Kind = Kind {
    id: "sql-server",
    title: "Azure SQL",
    summary: "A logical SQL server with its databases; signed in to with Entra ID only.",
    names: &["azure sql", "azure sql database", "azure sql db", "sql database", "azure sql server", "sql server", "sql db", "mssql", "sql datenbank", "azure sql datenbank", "sql 데이터베이스", "sql データベース", "sql 数据库", "azure sql managed instance", "sql managed instance"],
    weak_names: &["sql"],
    resource: Some(ResourceType { name: "Microsoft.Sql/servers", api: "2025-01-01" }),
    naming: Naming { abbreviation: "sql", max: 63, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "sqlServer", zones: &["privatelink.database.windows.net"], words: &[] }],
    settings: &[Setting { name: "SQL_SERVER", path: &["properties", "fullyQualifiedDomainName"], without: &[] }],
    told,
    database: Some("SQL_DATABASE"),
    properties: &[property::TLS],
    diagnostics: &[Logs::ALL.of("Database").metrics(&["Basic", "InstanceAndAppAdvanced", "WorkloadManagement"])],
    glyph: "M3 4c0-2 10-2 10 0v8c0 2-10 2-10 0zM3 4c0 2 10 2 10 0M3 8c0 2 10 2 10 0",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const DATABASE: ResourceType = ResourceType { name: "Microsoft.Sql/servers/databases", api: "2025-01-01" };
const AUDIT: ResourceType = ResourceType { name: "Microsoft.Sql/servers/databases/auditingSettings", api: "2025-01-01" };
const ADMINISTRATORS: ResourceType = ResourceType { name: "Microsoft.Sql/servers/administrators", api: "2025-01-01" };
const FIREWALL: ResourceType = ResourceType { name: "Microsoft.Sql/servers/firewallRules", api: "2025-01-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(mut resource) = lowering.resource() else { return };
    let people = administrators::administrators(lowering);
    let access = lowering.public_network_access();
    let mut properties = Object::new();
    properties.insert("administrators".to_owned(), Expr::Object(administrators(&people)));
    properties.insert("minimalTlsVersion".to_owned(), Expr::str(part.facts.property_or("tls", "1.2")));
    properties.insert("publicNetworkAccess".to_owned(), access);
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);

    // The server's own property can only be used when it is made (arm-types: Microsoft.Sql/servers, administrators).
    let mut group = lowering.child("Administrators", ADMINISTRATORS, "ActiveDirectory".into());
    group.born = true;
    group.comment = vec!["Changes the administrators of a server that is there: what it is told itself counts only when it is made. Where Azure".to_owned(),
        "refuses another group there, `az sql server ad-admin update` goes before.".to_owned(),
    ];
    let ours = administrators(&people).into_iter().filter(|(key, _)| matches!(key.as_str(), "administratorType" | "login" | "sid" | "tenantId"));
    group.body.insert("properties".to_owned(), Expr::Object(ours.collect()));
    lowering.push(group);

    if !failover::is_replica(lowering, part) {
        database(lowering);
    }

    // Without a private endpoint an app's outbound addresses are Azure's: this rule stands for them all.
    if !lowering.has_private_endpoint() && lowering.from(LinkKind::Access).next().is_some() {
        let mut rule = lowering.child("AzureAccess", FIREWALL, "AllowAllWindowsAzureIps".into());
        rule.comment = vec!["Lets Azure services in, as the diagram draws no private endpoint; sign-in is by Entra ID only.".to_owned()];
        let address = || Expr::str("0.0.0.0");
        rule.body.insert("properties".to_owned(), Expr::object([("startIpAddress", address()), ("endIpAddress", address())]));
        lowering.push(rule);
    }
    let host = Expr::prop(&part.symbol, &["properties", "fullyQualifiedDomainName"]);
    lowering.output(format!("{}HostName", part.symbol.as_str()), "The address of the SQL server.", host);
}

/// An app that uses a failover group is told the group's name instead, and a replica's database is the group's.
fn told(lowering: &Lowering<'_>, app: &Part, server: &Part) -> Vec<(&'static str, Expr)> {
    match (failover::is_behind(lowering, app, server), failover::is_replica(lowering, server)) {
        (true, _) => Vec::new(),
        (false, true) => settings::addresses(server).collect(),
        (false, false) => settings::usual(lowering, app, server),
    }
}

/// Adds a database and its audit.
fn database(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let name = Expr::Concat(vec!["sqldb-".into(), Expr::param("workloadName")]);
    let mut database = lowering.child("Database", DATABASE, name);
    database.location = Some(part.location.clone());
    database.tags = Some(lowering.tags());
    database.comment = vec![
        "No template lets an app in: an administrator runs, for the identity of each app and slot,".to_owned(),
        "CREATE USER [name of the app] FROM EXTERNAL PROVIDER; ALTER ROLE db_datareader ADD MEMBER [name of the app];".to_owned(),
        "and db_datawriter for those that write. A slot's identity is called <name of the app>/slots/<slot>.".to_owned(),
        administrators::way_in(lowering.has_private_endpoint()).to_owned(),
    ];
    let mut properties = Object::new();
    // A pool that may not be deployed can hold nothing for certain.
    let pool = lowering.to(LinkKind::Hosts).find(|p| p.kind.id == "sql-elastic-pool" && p.condition.is_none());
    if let Some(pool) = pool {
        properties.insert("elasticPoolId".to_owned(), Expr::Id(pool.symbol.clone()));
    } else {
        // The sizes that are counted in DTUs and are not Premium stand in one zone.
        let zones = part.facts.zone_redundant.is_some();
        let usual = if zones { "GP_Gen5_2" } else { "S0" };
        if zones {
            properties.insert("zoneRedundant".to_owned(), Expr::Bool(true));
        }
        let stated = part.facts.size.as_ref().map_or(usual, |s| s.value.as_str());
        let size = size(lowering, stated);
        database.body.insert("sku".to_owned(), size);
    }
    properties.insert("requestedBackupStorageRedundancy".to_owned(), backups(lowering));
    database.body.insert("properties".to_owned(), Expr::Object(properties));
    let name = database.symbol.clone();
    lowering.push(database);
    audit(lowering, name);
}

/// Adds the parameter of where backups are kept: a copy in the paired region is Azure's own choice, and not everyone's.
fn backups(lowering: &mut Lowering<'_>) -> Expr {
    lowering.param(Param {
        name: format!("{}DatabaseBackupRedundancy", lowering.part.symbol.as_str()),
        description: format!("Where the backups of the database of {} are kept; Geo is in the paired region too.", lowering.part.title),
        default: Some("Geo".into()),
        allowed: ["Geo", "GeoZone", "Local", "Zone"].map(Expr::from).into(),
        ..Param::default()
    })
}

/// Adds the parameters of a size, in the form in which Azure tells it: `S0` is told as 10 DTUs of `Standard`, and a deployment that
/// said `S0` would seem to change it every time.
fn size(lowering: &mut Lowering<'_>, stated: &str) -> Expr {
    let dtus = DTUS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(stated));
    let cores = stated.rsplit_once('_').and_then(|(name, cores)| Some((name, cores.parse::<i64>().ok()?)));
    let (name, capacity) = match (dtus, cores) {
        (Some((_, tier, dtus)), _) => (*tier, Some(*dtus)),
        (None, Some((name, cores))) => (name, Some(cores)),
        (None, None) => (stated, None),
    };
    let (symbol, title) = (lowering.part.symbol.as_str().to_owned(), lowering.part.title.clone());
    let sku = lowering.param(Param {
        name: format!("{symbol}DatabaseSku"),
        ty: ParamType::String,
        description: format!("The tier of the database of {title}: Basic, Standard, Premium, or with cores as in GP_Gen5."),
        default: Some(Expr::str(name)),
        ..Param::default()
    });
    let mut pairs = vec![("name".to_owned(), sku)];
    if let Some(capacity) = capacity {
        let capacity = lowering.param(Param {
            name: format!("{symbol}DatabaseCapacity"),
            ty: ParamType::Int,
            description: format!("The DTUs or cores of the database of {title}: Basic has 5; Standard 10, 20, 50, 100 and on; Premium 125, 250, 500 and on."),
            default: Some(Expr::Int(capacity)),
            min: Some(1),
            max: Some(4000),
            ..Param::default()
        });
        pairs.push(("capacity".to_owned(), capacity));
    }
    Expr::Object(pairs.into_iter().collect())
}

/// Sizes that are counted in DTUs, with their tier (resource-limits-dtu-single-databases).
const DTUS: &[(&str, &str, i64)] = &[
    ("Basic", "Basic", 5),
    ("S0", "Standard", 10),
    ("S1", "Standard", 20),
    ("S2", "Standard", 50),
    ("S3", "Standard", 100),
    ("S4", "Standard", 200),
    ("S6", "Standard", 400),
    ("S7", "Standard", 800),
    ("S9", "Standard", 1600),
    ("S12", "Standard", 3000),
    ("P1", "Premium", 125),
    ("P2", "Premium", 250),
    ("P4", "Premium", 500),
    ("P6", "Premium", 1000),
    ("P11", "Premium", 1750),
    ("P15", "Premium", 4000),
];

/// The size of a database by the one name that azurerm has for it: `Standard` with 10 is `S0`, `GP_Gen5` with 2 is `GP_Gen5_2`.
fn sku_name(sku: &Expr, _: &Plan) -> Option<Split> {
    const NAMES: &str = "lookup({ Basic_5 = \"Basic\", Standard_10 = \"S0\", Standard_20 = \"S1\", Standard_50 = \"S2\", Standard_100 = \"S3\", \
        Standard_200 = \"S4\", Standard_400 = \"S6\", Standard_800 = \"S7\", Standard_1600 = \"S9\", Standard_3000 = \"S12\", \
        Premium_125 = \"P1\", Premium_250 = \"P2\", Premium_500 = \"P4\", Premium_1000 = \"P6\", Premium_1750 = \"P11\", \
        Premium_4000 = \"P15\" }, {}, {})";
    let Expr::Object(sku) = sku else { return None };
    if sku.keys().any(|key| !matches!(key.as_str(), "name" | "capacity")) {
        return None;
    }
    let name = sku.get("name")?.clone();
    let value = match sku.get("capacity") {
        Some(capacity) => Value::Hcl(NAMES, Expr::Concat(vec![name, "_".into(), capacity.clone()])),
        None => Value::Plain(name),
    };
    Some(Split { arguments: vec![("sku_name", value)], must: None })
}

/// Writes down who signs in and what is asked of a database, where there is a workspace for it. The server's own audit would go out
/// through its database `master`, which no deployment makes.
fn audit(lowering: &mut Lowering<'_>, database: Symbol) {
    let mut workspaces = lowering.world.parts.iter().filter(|p| p.kind.id == "log-analytics");
    let Some(workspace) = workspaces.next() else { return };
    let mut audit = lowering.extra("DatabaseAudit", AUDIT, "default".into());
    audit.condition = Expr::both(audit.condition, workspace.condition.clone());
    audit.parent = Some(database);
    audit.born = true;
    // Azure's own choice, which an audit that was off before would not come to (auditing-setup).
    let groups = ["BATCH_COMPLETED_GROUP", "SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP", "FAILED_DATABASE_AUTHENTICATION_GROUP"];
    let properties = [
        ("state", "Enabled".into()),
        ("isAzureMonitorTargetEnabled", Expr::Bool(true)),
        ("auditActionsAndGroups", Expr::Array(groups.map(Expr::from).into())),
    ];
    audit.body.insert("properties".to_owned(), Expr::object(properties));
    lowering.push(audit);
}

/// Entra ID only: a group of people administers the server, and there is no password.
fn administrators(people: &Administrators) -> Object {
    let all = [
        ("administratorType", "ActiveDirectory".into()),
        ("azureADOnlyAuthentication", Expr::Bool(true)),
        ("principalType", "Group".into()),
        ("login", people.name.clone()),
        ("sid", people.id.clone()),
        ("tenantId", Expr::TenantId),
    ];
    all.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Sql/servers",
        form: Form::group("azurerm_mssql_server"),
        fields: &[
            Field::Fixed("version", Lit::Str("12.0")),
            is("properties.administrators.administratorType", "ActiveDirectory"),
            Field::Left("properties.administrators.principalType", "Azure finds it out by the object id"),
            set("properties.administrators.login", "azuread_administrator.login_username"),
            set("properties.administrators.sid", "azuread_administrator.object_id"),
            set("properties.administrators.tenantId", "azuread_administrator.tenant_id"),
            set("properties.administrators.azureADOnlyAuthentication", "azuread_administrator.azuread_authentication_only"),
            tls("properties.minimalTlsVersion", "minimum_tls_version"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
        ],
        reads: &[("properties.fullyQualifiedDomainName", "fully_qualified_domain_name")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Sql/servers/administrators",
        form: Form::Folded(Some("ActiveDirectory")),
        fields: &[
            is("properties.administratorType", "ActiveDirectory"),
            Field::Left("properties.login", "told at the server, where azurerm changes it too"),
            Field::Left("properties.sid", "told at the server, where azurerm changes it too"),
            Field::Left("properties.tenantId", "told at the server, where azurerm changes it too"),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Sql/servers/databases",
        form: Form::Resource {
            name: "azurerm_mssql_database",
            parent: Parent::Id("server_id"),
            place: Place::Follows,
            tags: true,
        },
        fields: &[
            Field::Split("sku", sku_name),
            set("properties.elasticPoolId", "elastic_pool_id"),
            set("properties.zoneRedundant", "zone_redundant"),
            set("properties.requestedBackupStorageRedundancy", "storage_account_type"),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Sql/servers/databases/auditingSettings",
        form: Form::child("azurerm_mssql_database_extended_auditing_policy", "database_id"),
        fields: &[
            Field::Nameless("there is one for a database"),
            enabled("properties.state", "enabled"),
            set("properties.isAzureMonitorTargetEnabled", "log_monitoring_enabled"),
            Field::Left("properties.auditActionsAndGroups", "azurerm leaves the same choice to Azure"),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Sql/servers/firewallRules",
        form: Form::child("azurerm_mssql_firewall_rule", "server_id"),
        fields: &[
            set("properties.startIpAddress", "start_ip_address"),
            set("properties.endIpAddress", "end_ip_address"),
        ],
        demands: &["end_ip_address", "start_ip_address"],
        ..Mapping::BASE
    },
];
