//! The kinds: a file each. Adding one is its file and its word here.

use super::Kind;

macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// Every kind, in the order of the alphabet.
        pub static KINDS: &[&Kind] = &[$(&$name::KIND),*];
    };
}

kinds![
    access_restrictions,
    ai_search,
    ai_services,
    aks,
    alerts,
    api_management,
    app_configuration,
    app_service_environment,
    app_service_plan,
    application_gateway,
    application_insights,
    autoscale,
    azure_firewall,
    azure_openai,
    bastion,
    container_apps,
    container_registry,
    cosmos_db,
    defender,
    deployment_slots,
    easy_auth,
    entra_id,
    event_grid,
    event_hubs,
    expressroute,
    external_client,
    front_door,
    function_app,
    internal_load_balancer,
    key_vault,
    log_analytics,
    logic_app,
    managed_identity,
    managed_redis,
    mysql,
    nat_gateway,
    network_security_group,
    on_premises,
    pipeline,
    postgresql,
    private_dns_zone,
    private_endpoint,
    public_ip,
    redis_cache,
    region,
    resource_group,
    route_table,
    scm_site,
    service_bus,
    signalr,
    sql_server,
    static_web_app,
    storage_account,
    subnet,
    traffic_manager,
    user_assigned_identity,
    virtual_machine,
    virtual_network,
    vnet_integration,
    vpn_gateway,
    waf_policy,
    web_app,
];
