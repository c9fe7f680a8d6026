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
    app_service_environment,
    app_service_plan,
    application_insights,
    autoscale,
    deployment_slots,
    entra_id,
    external_client,
    internal_load_balancer,
    key_vault,
    log_analytics,
    managed_identity,
    on_premises,
    pipeline,
    private_dns_zone,
    private_endpoint,
    region,
    resource_group,
    scm_site,
    sql_server,
    storage_account,
    subnet,
    virtual_network,
    vnet_integration,
    vpn_gateway,
    web_app,
];
