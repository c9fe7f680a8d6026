//! Azure Database for MySQL, flexible server.

use crate::catalog::azurerm::{Field, Form, Mapping, enabled, is, set};
use crate::{
    catalog::{
        Kind, Logs, LinkKind, Lowering, Naming, PrivateLink, Setting, administrators,
        flexible::{self, Engine},
        size,
    },
    iac::{Expr, Object, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "mysql",
    title: "Azure Database for MySQL",
    summary: "A MySQL server; signed in to with Entra ID only.",
    names: &[
        "mysql", "azure mysql", "azure database for mysql", "mysql flexible server", "azure database for mysql flexible server",
        "mysql server", "mysql database", "mysql db", "mysql 서버",
    ],
    resource: Some(ResourceType { name: "Microsoft.DBforMySQL/flexibleServers", api: "2024-12-30" }),
    naming: Naming { abbreviation: "mysql", max: 63, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "mysqlServer", zones: &["privatelink.mysql.database.azure.com"], words: &[] }],
    settings: &[Setting { name: "MYSQL_HOST", path: &["properties", "fullyQualifiedDomainName"], without: &[] }],
    database: Some("MYSQL_DATABASE"),
    user: Some("MYSQL_USER"),
    injected: Some("Microsoft.DBforMySQL/flexibleServers"),
    diagnostics: &[Logs::ALL],
    glyph: "M3 4c0-2 10-2 10 0v8c0 2-10 2-10 0zM3 4c0 2 10 2 10 0M6 12V8l2 2 2-2v4",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const IDENTITY: ResourceType = ResourceType { name: "Microsoft.ManagedIdentity/userAssignedIdentities", api: "2024-11-30" };
const ADMINISTRATOR: ResourceType =
    ResourceType { name: "Microsoft.DBforMySQL/flexibleServers/administrators", api: "2024-12-30" };
const CONFIGURATION: ResourceType =
    ResourceType { name: "Microsoft.DBforMySQL/flexibleServers/configurations", api: "2024-12-30" };
const ENGINE: Engine = Engine {
    database: ResourceType { name: "Microsoft.DBforMySQL/flexibleServers/databases", api: "2024-12-30" },
    firewall: ResourceType { name: "Microsoft.DBforMySQL/flexibleServers/firewallRules", api: "2024-12-30" },
    domain: "mysql.database.azure.com",
    zone_property: "privateDnsZoneResourceId",
    grant: &[
        "No template lets an app in: an administrator runs, for the identity of each app and slot,",
        "CREATE AADUSER '<name of the app>' IDENTIFIED BY '<its client id>'; and grants it what it needs.",
        "A slot's identity is called <name of the app>/slots/<slot>; the code of an app with slots makes its name of WEBSITE_SITE_NAME and",
        "WEBSITE_SLOT_NAME, as no setting follows an identity when slots are swapped.",
    ],
    charset: "utf8mb4",
    collation: "utf8mb4_0900_ai_ci",
};

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(mut resource) = lowering.resource() else { return };
    let people = administrators::administrators(lowering);
    let sku = size::size(lowering, &format!("The size of {}.", part.title), "Standard_B1ms", &[]);
    let storage = flexible::storage(lowering, 20);
    // Azure asks for a password once; it opens nothing, as the server takes Entra ID only from then on.
    let password = lowering.param(Param {
        name: format!("{}AdministratorPassword", part.symbol.as_str()),
        ty: ParamType::SecureString,
        description: "A password that Azure demands for a new MySQL server; sign-in by password is turned off.".to_owned(),
        min: Some(8),
        max: Some(128),
        ..Param::default()
    });

    let mut identity = lowering.extra("Identity", IDENTITY, Expr::Concat(vec!["id-".into(), part.name.clone()]));
    identity.location = Some(part.location.clone());
    identity.tags = Some(lowering.tags());
    identity.comment = vec!["Looks up who signs in; it needs the Entra ID role Directory Readers, which is granted there.".to_owned()];
    let identity_symbol = identity.symbol.clone();
    lowering.push(identity);

    let network = flexible::network(lowering, &mut resource, &ENGINE);
    let identities = [("type", "UserAssigned".into()), ("userAssignedIdentities", Expr::Map(vec![(Expr::Id(identity_symbol.clone()), Expr::Object(Object::new()))]))];
    resource.body.insert("identity".to_owned(), Expr::object(identities));
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku.clone()), ("tier", flexible::tier(&sku))]));
    let properties = Expr::object([
        ("version", "8.0.21".into()),
        ("administratorLogin", "serveradmin".into()),
        ("administratorLoginPassword", password),
        ("storage", Expr::object([("storageSizeGB", storage), ("autoGrow", "Enabled".into())])),
        ("backup", Expr::object([("backupRetentionDays", Expr::Int(7)), ("geoRedundantBackup", "Disabled".into())])),
        ("highAvailability", Expr::object([("mode", flexible::availability(part).into())])),
        ("network", network),
    ]);
    resource.ignore_changes.push("body.properties.storage.storageSizeGB".to_owned());
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);

    let mut administrator = lowering.child("Administrator", ADMINISTRATOR, "ActiveDirectory".into());
    let properties = Expr::object([
        ("administratorType", "ActiveDirectory".into()),
        ("login", people.name),
        ("sid", people.id),
        ("tenantId", Expr::TenantId),
        ("identityResourceId", Expr::Id(identity_symbol)),
    ]);
    administrator.body.insert("properties".to_owned(), properties);
    let mut before = administrator.symbol.clone();
    lowering.push(administrator);
    for (suffix, name) in [("EntraOnly", "aad_auth_only"), ("SecureTransport", "require_secure_transport")] {
        let mut setting = lowering.child(suffix, CONFIGURATION, name.into());
        setting.born = true;
        setting.body.insert("properties".to_owned(), Expr::object([("value", "ON".into()), ("source", "user-override".into())]));
        setting.depends_on.push(before);
        before = setting.symbol.clone();
        lowering.push(setting);
    }
    let open = !lowering.has_private_endpoint() && lowering.from(LinkKind::Access).next().is_some();
    flexible::children(lowering, &ENGINE, before, open);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.DBforMySQL/flexibleServers",
        form: Form::group("azurerm_mysql_flexible_server"),
        fields: &[
            flexible::SERVER,
            set("properties.administratorLogin", "administrator_login"),
            set("properties.administratorLoginPassword", "administrator_password"),
            set("properties.storage.storageSizeGB", "storage.size_gb"),
            enabled("properties.storage.autoGrow", "storage.auto_grow_enabled"),
            set("properties.backup.backupRetentionDays", "backup_retention_days"),
            enabled("properties.backup.geoRedundantBackup", "geo_redundant_backup_enabled"),
            set("properties.network.publicNetworkAccess", "public_network_access"),
            set("properties.network.delegatedSubnetResourceId", "delegated_subnet_id"),
            set("properties.network.privateDnsZoneResourceId", "private_dns_zone_id"),
            flexible::AVAILABILITY,
        ],
        reads: &[("properties.fullyQualifiedDomainName", "fqdn")],
        // Azure chooses the zone, and changes it when the standby takes over.
        ignore: &["zone"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DBforMySQL/flexibleServers/administrators",
        form: Form::child("azurerm_mysql_flexible_server_active_directory_administrator", "server_id"),
        fields: &[
            Field::Nameless("there is one for a server"),
            is("properties.administratorType", "ActiveDirectory"),
            set("properties.identityResourceId", "identity_id"),
            set("properties.login", "login"),
            set("properties.sid", "object_id"),
            set("properties.tenantId", "tenant_id"),
        ],
        demands: &["identity_id", "login", "object_id", "tenant_id"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DBforMySQL/flexibleServers/configurations",
        form: Form::named_child("azurerm_mysql_flexible_server_configuration", "server_name"),
        fields: &[set("properties.value", "value"), is("properties.source", "user-override")],
        demands: &["value"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DBforMySQL/flexibleServers/databases",
        form: Form::named_child("azurerm_mysql_flexible_database", "server_name"),
        fields: &[set("properties.charset", "charset"), set("properties.collation", "collation")],
        demands: &["charset", "collation"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.DBforMySQL/flexibleServers/firewallRules",
        form: Form::named_child("azurerm_mysql_flexible_server_firewall_rule", "server_name"),
        fields: &[
            set("properties.startIpAddress", "start_ip_address"),
            set("properties.endIpAddress", "end_ip_address"),
        ],
        demands: &["start_ip_address", "end_ip_address"],
        ..Mapping::BASE
    },
];
