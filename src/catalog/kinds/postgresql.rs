//! Azure Database for PostgreSQL, flexible server.

use crate::catalog::azurerm::{Field, Form, Mapping, Via, enabled, set};
use crate::{
    catalog::{
        Kind, Logs, LinkKind, Lowering, Naming, PrivateLink, Setting, administrators,
        flexible::{self, Engine},
        size,
    },
    iac::{Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "postgresql",
    title: "Azure Database for PostgreSQL",
    summary: "A PostgreSQL server; signed in to with Entra ID only.",
    names: &[
        "postgresql", "postgres", "azure postgresql", "azure postgres", "azure database for postgresql", "postgresql flexible server",
        "azure database for postgresql flexible server", "postgresql server", "postgresql database", "postgres database", "postgres db",
        "postgresql 서버",
    ],
    weak_names: &["pg", "flexible server"],
    resource: Some(ResourceType { name: "Microsoft.DBforPostgreSQL/flexibleServers", api: "2025-08-01" }),
    naming: Naming { abbreviation: "psql", max: 63, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "postgresqlServer", zones: &["privatelink.postgres.database.azure.com"], words: &[] }],
    settings: &[Setting { name: "POSTGRES_HOST", path: &["properties", "fullyQualifiedDomainName"], without: &[] }],
    database: Some("POSTGRES_DATABASE"),
    user: Some("POSTGRES_USER"),
    injected: Some("Microsoft.DBforPostgreSQL/flexibleServers"),
    diagnostics: &[Logs::ALL],
    glyph: "M3 4c0-2 10-2 10 0v8c0 2-10 2-10 0zM3 4c0 2 10 2 10 0M6 8v4M6 8h3v2H6",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const ADMINISTRATOR: ResourceType =
    ResourceType { name: "Microsoft.DBforPostgreSQL/flexibleServers/administrators", api: "2025-08-01" };
const ENGINE: Engine = Engine {
    database: ResourceType { name: "Microsoft.DBforPostgreSQL/flexibleServers/databases", api: "2025-08-01" },
    firewall: ResourceType { name: "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules", api: "2025-08-01" },
    domain: "postgres.database.azure.com",
    zone_property: "privateDnsZoneArmResourceId",
    grant: &[
        "No template lets an app in: in the database postgres an administrator runs, for the identity of each app and slot,",
        "SELECT * FROM pgaadauth_create_principal('<name of the app>', false, false); and then grants it what it needs in this one.",
        "A slot's identity is called <name of the app>/slots/<slot>; the code of an app with slots makes its name of WEBSITE_SITE_NAME and",
        "WEBSITE_SLOT_NAME, as no setting follows an identity when slots are swapped.",
    ],
    charset: "UTF8",
    collation: "en_US.utf8",
};

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(mut resource) = lowering.resource() else { return };
    let people = administrators::administrators(lowering);
    let sku = size::size(lowering, &format!("The size of {}.", part.title), "Standard_B1ms", &[]);
    let storage = flexible::storage(lowering, 32);
    let network = flexible::network(lowering, &mut resource, &ENGINE);
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku.clone()), ("tier", flexible::tier(&sku))]));
    let sign_in = Expr::object([
        ("activeDirectoryAuth", "Enabled".into()),
        ("passwordAuth", "Disabled".into()),
        ("tenantId", Expr::TenantId),
    ]);
    let properties = Expr::object([
        ("version", "17".into()),
        ("authConfig", sign_in),
        ("storage", Expr::object([("storageSizeGB", storage), ("autoGrow", "Enabled".into())])),
        ("backup", Expr::object([("backupRetentionDays", Expr::Int(7)), ("geoRedundantBackup", "Disabled".into())])),
        ("highAvailability", Expr::object([("mode", flexible::availability(part).into())])),
        ("network", network),
    ]);
    resource.ignore_changes.push("body.properties.storage.storageSizeGB".to_owned());
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);

    let mut administrator = lowering.child("Administrator", ADMINISTRATOR, people.id);
    let properties =
        [("principalName", people.name), ("principalType", "Group".into()), ("tenantId", Expr::TenantId)];
    administrator.body.insert("properties".to_owned(), Expr::object(properties));
    let before = administrator.symbol.clone();
    lowering.push(administrator);
    let open = !lowering.has_private_endpoint() && lowering.from(LinkKind::Access).next().is_some();
    flexible::children(lowering, &ENGINE, before, open);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.DBforPostgreSQL/flexibleServers",
        form: Form::group("azurerm_postgresql_flexible_server"),
        fields: &[
            flexible::SERVER,
            Field::Set("properties.storage.storageSizeGB", "storage_mb", Via::Megabytes),
            enabled("properties.storage.autoGrow", "auto_grow_enabled"),
            set("properties.backup.backupRetentionDays", "backup_retention_days"),
            enabled("properties.backup.geoRedundantBackup", "geo_redundant_backup_enabled"),
            enabled("properties.network.publicNetworkAccess", "public_network_access_enabled"),
            set("properties.network.delegatedSubnetResourceId", "delegated_subnet_id"),
            set("properties.network.privateDnsZoneArmResourceId", "private_dns_zone_id"),
            enabled("properties.authConfig.activeDirectoryAuth", "authentication.active_directory_auth_enabled"),
            enabled("properties.authConfig.passwordAuth", "authentication.password_auth_enabled"),
            set("properties.authConfig.tenantId", "authentication.tenant_id"),
            flexible::AVAILABILITY,
        ],
        reads: &[("properties.fullyQualifiedDomainName", "fqdn")],
        // Azure chooses the zone, and changes it when the standby takes over.
        ignore: &["zone"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DBforPostgreSQL/flexibleServers/administrators",
        form: Form::named_child("azurerm_postgresql_flexible_server_active_directory_administrator", "server_name"),
        fields: &[
            Field::Named("object_id"),
            set("properties.principalName", "principal_name"),
            set("properties.principalType", "principal_type"),
            set("properties.tenantId", "tenant_id"),
        ],
        demands: &["principal_name", "principal_type", "tenant_id"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DBforPostgreSQL/flexibleServers/databases",
        form: Form::child("azurerm_postgresql_flexible_server_database", "server_id"),
        fields: &[set("properties.charset", "charset"), set("properties.collation", "collation")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
        form: Form::child("azurerm_postgresql_flexible_server_firewall_rule", "server_id"),
        fields: &[
            set("properties.startIpAddress", "start_ip_address"),
            set("properties.endIpAddress", "end_ip_address"),
        ],
        demands: &["end_ip_address", "start_ip_address"],
        ..Mapping::BASE
    },
];
