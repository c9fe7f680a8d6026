//! Caches, databases, registries and stores.

use siteplan::catalog::{Access, Facts, LinkKind, SubnetRole};
use siteplan::iac::{Expr, ParamType};

use crate::drawing::{Drawing, at, of_type, one, param, setting, stated, symbol, text};

#[test]
fn a_cache_takes_identities_and_no_keys() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let slot = drawing.add("deployment-slot", "staging");
    drawing.link(app, LinkKind::Hosts, slot);
    let cache = drawing.add("redis-cache", "cache");
    drawing.uses(app, cache, Access::Write);
    let plan = drawing.checked();
    let cache = one(&plan, "Microsoft.Cache/redis");
    assert_eq!(at(cache, "properties.disableAccessKeyAuthentication"), &Expr::Bool(true));
    assert_eq!(at(cache, "properties.enableNonSslPort"), &Expr::Bool(false));
    assert_eq!(text(cache, "properties.redisConfiguration.aad-enabled"), "true");
    assert_eq!(text(cache, "properties.publicNetworkAccess"), "Enabled");
    let grants = of_type(&plan, "Microsoft.Cache/redis/accessPolicyAssignments");
    let principals: Vec<&Expr> = grants.iter().map(|g| at(g, "properties.objectId")).collect();
    assert_eq!(principals, [&Expr::PrincipalId(symbol("web")), &Expr::PrincipalId(symbol("staging"))]);
    assert_eq!(grants[1].depends_on, [grants[0].symbol.clone()], "one change at a time");
    assert!(grants.iter().all(|g| text(g, "properties.accessPolicyName") == "Data Contributor"));
    let site = one(&plan, "Microsoft.Web/sites");
    assert_eq!(setting(site, "REDIS_HOST"), Some(&Expr::prop(&symbol("cache"), &["properties", "hostName"])));
}

#[test]
fn a_cache_that_is_only_read_and_that_is_private() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "endpoints", SubnetRole::PrivateEndpoints, "10.0.1.0/27");
    let app = drawing.app("web");
    let size = Some(stated("premium".to_owned()));
    let cache = drawing.add_with("redis-cache", "cache", Facts { size, ..Facts::default() });
    drawing.uses(app, cache, Access::Read);
    drawing.endpoint(subnet, "cachePrivate", cache);
    let plan = drawing.checked();
    assert_eq!(text(one(&plan, "Microsoft.Cache/redis"), "properties.publicNetworkAccess"), "Disabled");
    assert_eq!(param(&plan, "cacheSku").default, Some("Premium".into()));
    let grant = one(&plan, "Microsoft.Cache/redis/accessPolicyAssignments");
    assert_eq!(text(grant, "properties.accessPolicyName"), "Data Reader");
    let endpoint = one(&plan, "Microsoft.Network/privateEndpoints");
    assert_eq!(text(endpoint, "properties.privateLinkServiceConnections.0.properties.groupIds.0"), "redisCache");
}

#[test]
fn managed_redis_has_a_database_that_takes_no_keys() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let cache = drawing.add("managed-redis", "cache");
    drawing.uses(app, cache, Access::Write);
    let plan = drawing.checked();
    let database = one(&plan, "Microsoft.Cache/redisEnterprise/databases");
    assert_eq!(text(database, "properties.accessKeysAuthentication"), "Disabled");
    let grant = one(&plan, "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments");
    assert_eq!(grant.parent, Some(database.symbol.clone()));
}

#[test]
fn cosmos_db_has_its_own_roles() {
    let mut drawing = Drawing::default();
    let (web, report) = (drawing.app("web"), drawing.app("report"));
    let cosmos = drawing.add("cosmos-db", "cosmos");
    drawing.uses(web, cosmos, Access::Write);
    drawing.uses(report, cosmos, Access::Read);
    let plan = drawing.checked();
    let account = one(&plan, "Microsoft.DocumentDB/databaseAccounts");
    assert_eq!(at(account, "properties.disableLocalAuth"), &Expr::Bool(true));
    assert_eq!(text(account, "properties.consistencyPolicy.defaultConsistencyLevel"), "Session");
    assert_eq!(text(account, "properties.minimalTlsVersion"), "Tls12");
    let roles = of_type(&plan, "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments");
    let ends = |i: usize| match at(roles[i], "properties.roleDefinitionId") {
        Expr::Concat(parts) => format!("{:?}", parts.last()),
        other => panic!("{other:?}"),
    };
    assert!(ends(0).contains("0002") && ends(1).contains("0001"), "a contributor and a reader");
    one(&plan, "Microsoft.DocumentDB/databaseAccounts/sqlDatabases");
}

#[test]
fn an_optional_reader_is_only_let_in_where_it_is() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let cosmos = drawing.add("cosmos-db", "cosmos");
    drawing.uses(app, cosmos, Access::Read);
    drawing.part(app).condition = Some(Expr::Eq(Box::new(Expr::param("workloadName")), Box::new("a".into())));
    drawing.part(cosmos).condition = Some(Expr::Eq(Box::new(Expr::param("workloadName")), Box::new("b".into())));
    let plan = drawing.lower();
    let role = one(&plan, "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments");
    assert!(matches!(&role.condition, Some(Expr::And(both)) if both.len() == 2));
}

#[test]
fn a_registry_gives_images_to_identities() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let registry = drawing.add("container-registry", "registry");
    drawing.uses(app, registry, Access::Read);
    let plan = drawing.checked();
    let resource = one(&plan, "Microsoft.ContainerRegistry/registries");
    assert_eq!(at(resource, "properties.adminUserEnabled"), &Expr::Bool(false));
    assert_eq!(at(resource, "properties.anonymousPullEnabled"), &Expr::Bool(false));
    assert_eq!(param(&plan, "registrySku").default, Some("Standard".into()));
    let site = one(&plan, "Microsoft.Web/sites");
    assert_eq!(at(site, "properties.siteConfig.acrUseManagedIdentityCreds"), &Expr::Bool(true));

    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "endpoints", SubnetRole::PrivateEndpoints, "10.0.1.0/27");
    drawing.endpoint(subnet, "registryPrivate", registry);
    let plan = drawing.lower();
    assert_eq!(param(&plan, "registrySku").allowed, ["Premium".into()], "private endpoints are Premium");
    assert_eq!(
        text(one(&plan, "Microsoft.ContainerRegistry/registries"), "properties.publicNetworkAccess"),
        "Disabled"
    );
}

#[test]
fn postgresql_knows_no_passwords() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let server = drawing.add("postgresql", "postgres");
    drawing.uses(app, server, Access::Write);
    let plan = drawing.checked();
    let server = one(&plan, "Microsoft.DBforPostgreSQL/flexibleServers");
    assert_eq!(text(server, "properties.authConfig.passwordAuth"), "Disabled");
    assert_eq!(text(server, "properties.network.publicNetworkAccess"), "Enabled");
    let administrator = one(&plan, "Microsoft.DBforPostgreSQL/flexibleServers/administrators");
    assert_eq!(administrator.name, Expr::param("databaseAdministratorsObjectId"));
    let database = one(&plan, "Microsoft.DBforPostgreSQL/flexibleServers/databases");
    let rule = one(&plan, "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules");
    assert_eq!(database.depends_on, std::slice::from_ref(&administrator.symbol));
    assert_eq!(rule.depends_on, std::slice::from_ref(&database.symbol));
    assert!(plan.params.iter().all(|p| p.ty != ParamType::SecureString));
}

#[test]
fn a_database_in_a_subnet_has_a_zone_before_it_is_made() {
    for (kind, ty, service) in [
        ("postgresql", "Microsoft.DBforPostgreSQL/flexibleServers", "Microsoft.DBforPostgreSQL/flexibleServers"),
        ("mysql", "Microsoft.DBforMySQL/flexibleServers", "Microsoft.DBforMySQL/flexibleServers"),
    ] {
        let mut drawing = Drawing::default();
        let vnet = drawing.vnet();
        let subnet = drawing.subnet(vnet, "data", SubnetRole::Database, "10.0.1.0/28");
        let server = drawing.add(kind, "orders");
        drawing.link(subnet, LinkKind::Contains, server);
        let plan = drawing.checked();
        let server = one(&plan, ty);
        assert_eq!(at(server, "properties.network.delegatedSubnetResourceId"), &Expr::Id(symbol("data")));
        let link = one(&plan, "Microsoft.Network/privateDnsZones/virtualNetworkLinks");
        assert_eq!(server.depends_on, std::slice::from_ref(&link.symbol));
        let subnet = one(&plan, "Microsoft.Network/virtualNetworks/subnets");
        assert_eq!(text(subnet, "properties.delegations.0.properties.serviceName"), service);
    }
}

#[test]
fn mysql_takes_entra_id_only() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let server = drawing.add("mysql", "mysql");
    drawing.uses(app, server, Access::Write);
    let plan = drawing.checked();
    let settings = of_type(&plan, "Microsoft.DBforMySQL/flexibleServers/configurations");
    let names: Vec<&Expr> = settings.iter().map(|s| &s.name).collect();
    assert_eq!(names, [&Expr::str("aad_auth_only"), &Expr::str("require_secure_transport")]);
    let password = param(&plan, "mysqlAdministratorPassword");
    assert_eq!((password.ty, &password.default), (ParamType::SecureString, &None));
    one(&plan, "Microsoft.ManagedIdentity/userAssignedIdentities");
}

#[test]
fn two_databases_are_administered_by_one_group() {
    let mut drawing = Drawing::default();
    drawing.add("postgresql", "postgres");
    drawing.add("sql-server", "sql");
    let plan = drawing.checked();
    assert_eq!(plan.params.iter().filter(|p| p.name == "databaseAdministratorsObjectId").count(), 1);
}

#[test]
fn a_database_is_in_the_pool_of_its_server() {
    let mut drawing = Drawing::default();
    let server = drawing.add("sql-server", "sql");
    let pool = drawing.add("sql-elastic-pool", "pool");
    drawing.link(server, LinkKind::Hosts, pool);
    let plan = drawing.checked();
    let resource = one(&plan, "Microsoft.Sql/servers/elasticPools");
    assert_eq!(resource.parent, Some(symbol("sql")));
    let database = one(&plan, "Microsoft.Sql/servers/databases");
    assert_eq!(at(database, "properties.elasticPoolId"), &Expr::Id(symbol("pool")));
    assert!(plan.params.iter().all(|p| p.name != "sqlDatabaseSku"), "the pool has the size");
}
