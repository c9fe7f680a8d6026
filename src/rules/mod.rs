//! The rules: what a drawing must be to be deployed and to work, one file each.
//!
//! A drawing is partial, so a rule has three answers: satisfied (silence), violated as drawn (a warning or an error), and unstated
//! (a note with what siteplan fills in). Only what cannot be deployed or would contradict the drawing is an error.
//!
//! Adding a rule is its file, its page in `docs/rules/`, its pair in `tests/rules/` and its word in the list below.

mod copies;
mod network;
mod pages;
mod production;
mod properties;
mod prose;
mod scope;
mod sizes;
mod sources;
mod statement;
mod subnets;
mod wording;

pub use diverging_copy::Drawing;
pub use pages::{Page, page, pages, reading::*};
pub use scope::Scope;

use crate::diag::{Diagnostic, Lint, Sink};

/// A rule.
pub struct Rule {
    /// Its identity.
    pub lint: Lint,
    /// Where the rule of the world is written down.
    pub sources: &'static [Source],
    /// Ids of the same check in other tools.
    pub also: &'static [&'static str],
    /// The check.
    pub check: fn(&Scope<'_>, &mut Sink),
}

/// A page that a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
    /// When it was read, `YYYY-MM`.
    pub read: &'static str,
}

macro_rules! rules {
    ($($name:ident $page:literal),* $(,)?) => {
        $(
            #[doc = include_str!(concat!("../../docs/rules/", $page, ".md"))]
            pub mod $name;
        )*

        /// Every rule, in the order of the alphabet.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),*];

        /// The page of every rule.
        static RULE_PAGES: &[(&Rule, &str)] =
            &[$((&$name::RULE, include_str!(concat!("../../docs/rules/", $page, ".md")))),*];
    };
}

rules![
    always_on_shared "always-on-shared",
    ambiguous_line_style "ambiguous-line-style",
    ambiguous_size "ambiguous-size",
    any_origin "any-origin",
    app_in_subnet "app-in-subnet",
    autoscale_below_standard "autoscale-below-standard",
    basic_in_production "basic-in-production",
    basic_with_integration "basic-with-integration",
    basic_with_private_endpoint "basic-with-private-endpoint",
    capability_as_node "capability-as-node",
    client_affinity "client-affinity",
    crowded_critical_plan "crowded-critical-plan",
    dependency_without_zone "dependency-without-zone",
    diverging_copy "diverging-copy",
    domain_on_free "domain-on-free",
    duplicate_zone "duplicate-zone",
    endpoint_across_regions "endpoint-across-regions",
    endpoint_in_integration_subnet "endpoint-in-integration-subnet",
    endpoint_on_shared "endpoint-on-shared",
    endpoint_per_sub_resource "endpoint-per-sub-resource",
    endpoint_without_zone "endpoint-without-zone",
    environment_probe_blocked "environment-probe-blocked",
    environment_without_zone "environment-without-zone",
    front_door_to_own_endpoint "front-door-to-own-endpoint",
    gateway_bypassed "gateway-bypassed",
    http_1_only "http-1-only",
    image_pull_outside "image-pull-outside",
    inbound_through_integration "inbound-through-integration",
    incomplete_basic "incomplete-basic",
    incomplete_private_pattern "incomplete-private-pattern",
    integration_across_regions "integration-across-regions",
    integration_in_environment "integration-in-environment",
    integration_on_shared "integration-on-shared",
    internet_to_environment "internet-to-environment",
    isolated_with_internet "isolated-with-internet",
    legacy_route_all "legacy-route-all",
    logs_without_workspace "logs-without-workspace",
    long_request "long-request",
    misplaced_nat_gateway "misplaced-nat-gateway",
    missing_integration "missing-integration",
    missing_plan "missing-plan",
    old_database_tls "old-database-tls",
    old_tls "old-tls",
    on_premises_without_resolver "on-premises-without-resolver",
    open_ftp "open-ftp",
    open_integration_egress "open-integration-egress",
    outbound_through_endpoint "outbound-through-endpoint",
    permanent_hybrid_connection "permanent-hybrid-connection",
    plain_http "plain-http",
    plan_apart_from_app "plan-apart-from-app",
    plan_outside_environment "plan-outside-environment",
    private_data_without_integration "private-data-without-integration",
    production_beside_test "production-beside-test",
    production_in_one_zone "production-in-one-zone",
    production_on_one_instance "production-on-one-instance",
    production_without_waf "production-without-waf",
    public_beside_endpoint "public-beside-endpoint",
    public_dependency "public-dependency",
    public_dependency_in_isolated "public-dependency-in-isolated",
    public_telemetry "public-telemetry",
    publishing_password "publishing-password",
    purgeable_vault "purgeable-vault",
    registry_password "registry-password",
    remote_debugging "remote-debugging",
    reserved_subnet "reserved-subnet",
    restrictions_beside_endpoint "restrictions-beside-endpoint",
    retired_environment "retired-environment",
    retired_runtime "retired-runtime",
    reversed_edge "reversed-edge",
    route_all_off "route-all-off",
    secret_in_settings "secret-in-settings",
    several_public_entries "several-public-entries",
    shared_health_path "shared-health-path",
    shared_identity "shared-identity",
    shared_integration_subnet "shared-integration-subnet",
    slot_without_endpoint "slot-without-endpoint",
    small_environment_subnet "small-environment-subnet",
    solid_optional_connection "solid-optional-connection",
    standard_without_autoscale "standard-without-autoscale",
    standard_without_slot "standard-without-slot",
    storage_by_key "storage-by-key",
    stranger_in_environment_subnet "stranger-in-environment-subnet",
    subnet_conflict "subnet-conflict",
    text_contradicts_drawing "text-contradicts-drawing",
    tier_without_monitoring "tier-without-monitoring",
    tight_integration_subnet "tight-integration-subnet",
    tiny_environment_subnet "tiny-environment-subnet",
    tiny_integration_subnet "tiny-integration-subnet",
    too_many_endpoints "too-many-endpoints",
    too_many_environment_instances "too-many-environment-instances",
    too_many_hybrid_connections "too-many-hybrid-connections",
    too_many_instances "too-many-instances",
    too_many_integrations "too-many-integrations",
    too_many_slots "too-many-slots",
    undelegated_environment_subnet "undelegated-environment-subnet",
    undelegated_integration_subnet "undelegated-integration-subnet",
    unexplained_isolation "unexplained-isolation",
    unknown_node "unknown-node",
    unlabelled_public_entry "unlabelled-public-entry",
    unlinked_zone "unlinked-zone",
    unloaded_app "unloaded-app",
    unrestricted_scm_site "unrestricted-scm-site",
    unsettled_tier "unsettled-tier",
    unstable_outbound_address "unstable-outbound-address",
    unstated_addresses "unstated-addresses",
    unstated_public_access "unstated-public-access",
    unsteady_autoscale "unsteady-autoscale",
    unsticky_slot_settings "unsticky-slot-settings",
    unsuitable_integration_network "unsuitable-integration-network",
    user_assigned_identity_only "user-assigned-identity-only",
    vault_client_suffix "vault-client-suffix",
    wrong_private_dns_zone "wrong-private-dns-zone",
    zone_auto_registration "zone-auto-registration",
    zone_for_scm "zone-for-scm",
    zone_on_service "zone-on-service",
    zone_redundancy_unavailable "zone-redundancy-unavailable",
];

/// Compares all diagrams of a run; each finding comes with the number of its drawing.
type Compare = fn(&[Drawing<'_>]) -> Vec<(usize, Diagnostic)>;

/// Rules that no diagram can answer for itself.
static OF_RUN: &[(&Rule, Compare)] = &[(&diverging_copy::RULE, diverging_copy::compare)];

/// Compares the diagrams of a run by every rule about several of them; each finding comes with the number of its drawing.
#[must_use]
pub fn compare(drawings: &[Drawing<'_>]) -> Vec<(usize, Diagnostic)> {
    OF_RUN.iter().flat_map(|(_, compare)| compare(drawings)).collect()
}

/// Returns whether a rule is about several diagrams of a run, so that one alone cannot tell whether it is broken.
#[must_use]
pub fn is_of_run(lint: &Lint) -> bool {
    OF_RUN.iter().any(|(rule, _)| rule.lint.code == lint.code)
}

/// Checks an architecture against every rule.
pub fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for rule in RULES {
        (rule.check)(scope, sink);
    }
}
