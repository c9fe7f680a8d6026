//! Single things that a drawing says, and the resources that follow.

use siteplan::iac::Expr;

use crate::{at, files, of_type, plan, support::oracle::oracle};

const ENDPOINT: &str = "Microsoft.Network/privateEndpoints";
const ZONE: &str = "Microsoft.Network/privateDnsZones";
const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets";

/// The plan of a flowchart, which the checkers have nothing to say of.
fn checked(body: &str) -> siteplan::iac::Plan {
    let plan = plan(body);
    assert_eq!(oracle(&files(&plan)), [""; 0], "{body}");
    plan
}

fn groups(plan: &siteplan::iac::Plan) -> Vec<&Expr> {
    of_type(plan, ENDPOINT)
        .iter()
        .map(|e| at(e, "properties.privateLinkServiceConnections.0.properties.groupIds"))
        .collect()
}

fn list(group: &str) -> Expr {
    Expr::Array(vec![Expr::str(group)])
}

#[test]
fn each_part_of_an_account_has_an_endpoint_with_a_name_of_its_own() {
    let plan = checked(
        "flowchart LR
    App[Web App P1v3] --> B & Q
    subgraph V[VNet]
        B[PE: Blob]
        Q[PE: Queue]
    end
    B & Q --> St[Storage account]",
    );
    assert_eq!(groups(&plan), [&list("blob"), &list("queue")]);
    let symbols: Vec<&str> = of_type(&plan, ENDPOINT).iter().map(|e| e.symbol.as_str()).collect();
    assert_eq!(symbols, ["storageAccountBlobPrivateEndpoint", "storageAccountQueuePrivateEndpoint"]);
    let endpoints = of_type(&plan, ENDPOINT);
    assert_ne!(endpoints[0].name, endpoints[1].name);
}

#[test]
fn a_second_endpoint_to_the_same_part_is_told_from_the_first() {
    let plan = checked(
        "flowchart LR
    App[Web App P1v3] --> One & Two
    subgraph V[VNet]
        One[Private endpoint]
        Two[Private endpoint]
    end
    One & Two --> Kv[Key Vault]",
    );
    let endpoints = of_type(&plan, ENDPOINT);
    assert_eq!(endpoints.len(), 2);
    assert_ne!(endpoints[0].name, endpoints[1].name);
}

#[test]
fn an_endpoint_to_two_parts_becomes_two_with_their_own_zones() {
    let plan = checked(
        "flowchart LR
    App[Web App P1v3] --> Pe
    subgraph V[VNet]
        Pe[PE: Blob and Queue]
    end
    Pe --> St[Storage account]",
    );
    assert_eq!(groups(&plan), [&list("blob"), &list("queue")]);
    let zones: Vec<&Expr> = of_type(&plan, "Microsoft.Network/privateEndpoints/privateDnsZoneGroups")
        .iter()
        .map(|g| at(g, "properties.privateDnsZoneConfigs"))
        .collect();
    for (found, service) in zones.iter().zip(["blob", "queue"]) {
        let Expr::Array(configs) = found else { panic!("no list: {found:?}") };
        let name = Expr::str(format!("privatelink-{service}-core-windows-net"));
        assert!(matches!(&configs[..], [Expr::Object(only)] if only["name"] == name), "{configs:?}");
    }
}

#[test]
fn a_zone_that_is_drawn_in_two_networks_is_one_zone_with_two_links() {
    let plan = checked(
        "flowchart LR
    subgraph A[VNet east 10.1.0.0/16]
        PeA[PE: Key Vault]
        ZA[privatelink.vaultcore.azure.net]
    end
    subgraph B[VNet west 10.2.0.0/16]
        PeB[PE: Key Vault]
        ZB[privatelink.vaultcore.azure.net]
    end
    App[Web App P1v3] --> PeA
    PeA & PeB --> Kv[Key Vault]
    PeA -.- ZA
    PeB -.- ZB",
    );
    assert_eq!(of_type(&plan, ZONE).len(), 1);
    assert_eq!(of_type(&plan, "Microsoft.Network/privateDnsZones/virtualNetworkLinks").len(), 2);
}

#[test]
fn what_is_drawn_through_a_private_endpoint_is_the_origin_of_front_door() {
    let plan = checked(
        "flowchart LR
    Fd[Front Door] --> Pe[Private endpoint] --> App[Web App P1v3]
    subgraph V[VNet]
        Pe
    end",
    );
    let origins = of_type(&plan, "Microsoft.Cdn/profiles/originGroups/origins");
    assert_eq!(origins.len(), 1);
    let link = at(origins[0], "properties.sharedPrivateLinkResource.privateLink.id");
    assert_eq!(link, &Expr::Id("webApp".into()));
    assert_eq!(of_type(&plan, "Microsoft.Cdn/profiles/afdEndpoints/routes").len(), 1);
}

#[test]
fn a_flexible_server_stands_in_the_subnet_that_is_given_to_it() {
    let framed = "flowchart LR
    App[Web App P1v3] --> Db
    subgraph V[VNet 10.1.0.0/16]
        subgraph S[PostgreSQL subnet]
            Db[(PostgreSQL)]
        end
    end";
    let drawn = "flowchart LR
    App[Web App P1v3] --> Db[(PostgreSQL)]
    V[VNet 10.1.0.0/16] --> S[PostgreSQL subnet] --> Db";
    for body in [framed, drawn] {
        let plan = checked(body);
        let server = of_type(&plan, "Microsoft.DBforPostgreSQL/flexibleServers")[0];
        assert_eq!(at(server, "properties.network.delegatedSubnetResourceId"), &Expr::Id("databaseSubnet".into()));
        assert_eq!(at(server, "properties.network.publicNetworkAccess"), &Expr::str("Disabled"));
        assert_eq!(of_type(&plan, ENDPOINT).len(), 0, "{body}");
        assert_eq!(of_type(&plan, SUBNET).len(), 2, "its own and the app's: {body}");
        let app = of_type(&plan, "Microsoft.Web/sites")[0];
        assert_eq!(at(app, "properties.virtualNetworkSubnetId"), &Expr::Id("integrationSubnet".into()));
    }
}

#[test]
fn a_flexible_server_in_another_subnet_has_an_endpoint_there() {
    let plan = checked(
        "flowchart LR
    App[Web App P1v3] --> Db
    subgraph V[VNet 10.1.0.0/16]
        subgraph S[Data subnet 10.1.5.0/27]
            Db[(PostgreSQL)]
        end
    end",
    );
    assert_eq!(of_type(&plan, ENDPOINT).len(), 1);
}

#[test]
fn a_frame_that_is_called_as_a_region_is_the_place_of_all_in_it() {
    let plan = checked(
        "flowchart LR
    subgraph R[West Europe]
        App[Web App P1v3] --> Kv[Key Vault]
    end",
    );
    let location = plan.params.iter().find(|p| p.name == "location").expect("a parameter");
    assert_eq!(location.default, Some(Expr::str("westeurope")));
}

#[test]
fn one_more_subnet_moves_none_of_another_role() {
    let prefix = |plan: &siteplan::iac::Plan, symbol: &str| {
        at(plan.resource(&symbol.into()).expect("a subnet"), "properties.addressPrefix").clone()
    };
    let before = plan(
        "flowchart LR
    V[VNet] --> In[Integration subnet] & Pe[Private endpoint subnet]
    App[Web App P1v3] --> In
    Pe --> Kv[Key Vault]",
    );
    let after = plan(
        "flowchart LR
    V[VNet] --> Gw[GatewaySubnet] & Two[Integration subnet orders] & In[Integration subnet] & Pe[Private endpoint subnet]
    App[Web App P1v3] --> In
    Gw --> Vpn[VPN Gateway]
    Pe --> Kv[Key Vault]",
    );
    assert_eq!(prefix(&before, "privateEndpointSubnet"), prefix(&after, "privateEndpointSubnet"));
}

#[test]
fn two_servers_of_a_failover_group_have_one_database_and_one_name() {
    let plan = checked(
        "flowchart LR
    App[Web App S1] --> Group[SQL failover group]
    Group --> A[(Azure SQL primary)] & B[(Azure SQL secondary)]",
    );
    assert_eq!(of_type(&plan, "Microsoft.Sql/servers").len(), 2);
    let databases = of_type(&plan, "Microsoft.Sql/servers/databases");
    assert_eq!(databases.len(), 1, "the group copies the database");
    assert_eq!(databases[0].parent, Some("sqlServer".into()));
    let group = of_type(&plan, "Microsoft.Sql/servers/failoverGroups")[0];
    assert_eq!(group.parent, Some("sqlServer".into()));
    let told = at(of_type(&plan, "Microsoft.Web/sites")[0], "properties.siteConfig.appSettings");
    let Expr::Pairs(settings) = told else { panic!("no settings") };
    let Expr::Object(settings) = settings.layers()[0] else { panic!("no settings") };
    let named: Vec<&str> = settings.keys().map(String::as_str).collect();
    assert_eq!(named, ["SQL_SERVER", "SQL_DATABASE"], "the group's name and not the servers'");
}

#[test]
fn a_failover_group_of_one_server_is_left_out() {
    let plan = checked(
        "flowchart LR
    App[Web App S1] --> Group[SQL failover group] --> A[(Azure SQL)]",
    );
    assert_eq!(of_type(&plan, "Microsoft.Sql/servers/failoverGroups").len(), 0);
    assert_eq!(of_type(&plan, "Microsoft.Sql/servers/databases").len(), 1);
}

#[test]
fn traffic_that_leaves_through_a_nat_gateway_leaves_through_a_subnet() {
    let plan = checked(
        "flowchart LR
    App[Web App P1v3] --> Nat[NAT Gateway] --> Net[Internet]
    App --> Kv[Key Vault]",
    );
    let subnet = of_type(&plan, SUBNET)[0];
    assert_eq!(at(subnet, "properties.natGateway.id"), &Expr::Id("natGateway".into()));
    let app = of_type(&plan, "Microsoft.Web/sites")[0];
    assert_eq!(at(app, "properties.virtualNetworkSubnetId"), &Expr::Id(subnet.symbol.clone()));
}

#[test]
fn what_stands_in_an_optional_network_is_only_there_with_it() {
    let plan = checked(
        "flowchart LR
    App[Web App S1] --> Pe
    subgraph Net[VNet optional]
        Pe[PE: Key Vault]
    end
    Pe --> Kv[Key Vault]",
    );
    let switch = Some(Expr::param("deployVirtualNetwork"));
    for ty in [SUBNET, ENDPOINT, "Microsoft.Network/privateDnsZones/virtualNetworkLinks"] {
        let all = of_type(&plan, ty);
        assert!(!all.is_empty() && all.iter().all(|r| r.condition == switch), "{ty}");
    }
}

#[test]
fn an_app_that_calls_another_is_told_its_host_and_two_that_call_each_other_are_not() {
    let plan = checked(
        "flowchart LR
    subgraph Plan[App Service plan S1]
        Portal[Web App portal] -->|calls| Orders[Web App orders] --> Stock[Web App stock] --> Orders
    end",
    );
    let told = |symbol: &str| {
        let site = plan.resources.iter().find(|r| r.symbol.as_str() == symbol).expect("an app");
        let Expr::Pairs(settings) = at(site, "properties.siteConfig.appSettings") else { panic!("no settings") };
        let Expr::Object(settings) = settings.layers()[0] else { panic!("no settings") };
        settings.keys().filter(|k| k.contains("HOST")).cloned().collect::<Vec<_>>()
    };
    let apps: Vec<&str> = of_type(&plan, "Microsoft.Web/sites").iter().map(|r| r.symbol.as_str()).collect();
    assert_eq!(apps.len(), 3, "{apps:?}");
    assert_eq!(apps.iter().map(|app| told(app).len()).sum::<usize>(), 1, "{apps:?}");
}

#[test]
fn peerings_wait_for_the_subnets_of_both_networks_and_for_one_another() {
    let plan = checked(
        "flowchart LR
    subgraph Hub[Hub VNet 10.0.0.0/22]
        subgraph Fs[AzureFirewallSubnet 10.0.0.0/26]
            Fw[Azure Firewall]
        end
    end
    subgraph Spoke[Spoke VNet 10.1.0.0/22]
        Int[Integration subnet 10.1.0.0/26]
    end
    Spoke <-->|peering| Hub
    App[Web App S1] -->|VNet integration| Int",
    );
    let peerings = of_type(&plan, "Microsoft.Network/virtualNetworks/virtualNetworkPeerings");
    assert_eq!(peerings.len(), 2);
    let waits = |n: usize| peerings[n].depends_on.iter().map(|s| s.as_str()).collect::<Vec<_>>();
    for subnet in ["firewallSubnet", "integrationSubnet"] {
        assert!(waits(0).contains(&subnet), "{:?}", waits(0));
    }
    assert!(waits(1).contains(&peerings[0].symbol.as_str()));
    let firewall = of_type(&plan, "Microsoft.Network/azureFirewalls")[0];
    assert!(firewall.depends_on.contains(&peerings[1].symbol), "what joins a subnet comes after");
}

#[test]
fn a_slot_has_settings_of_its_own_and_no_setting_names_a_database_user_that_swaps() {
    let plan = checked(
        "flowchart LR
    App[Web App P1v3] --> Slot[staging slot]
    App --> Pg[(PostgreSQL flexible server)]",
    );
    let settings = |ty: &str| match at(of_type(&plan, ty)[0], "properties.siteConfig.appSettings") {
        Expr::Pairs(all) => all.layers().into_iter().cloned().collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let (app, slot) = (settings("Microsoft.Web/sites"), settings("Microsoft.Web/sites/slots"));
    assert_eq!(slot.last(), Some(&Expr::param("stagingSlotSettings")));
    let user = |layers: &[Expr]| matches!(&layers[0], Expr::Object(told) if told.contains_key("POSTGRES_USER"));
    assert!(!user(&app) && !user(&slot));
    let plan = checked("flowchart LR\n    App[Web App P1v3] --> Pg[(PostgreSQL flexible server)]");
    let Expr::Pairs(all) = at(of_type(&plan, "Microsoft.Web/sites")[0], "properties.siteConfig.appSettings") else {
        panic!("no settings")
    };
    assert!(user(&all.layers().into_iter().cloned().collect::<Vec<_>>()), "without slots it is told");
}

#[test]
fn endpoints_of_front_door_are_called_after_their_environment() {
    let plan = checked("flowchart LR\n    User((Users)) --> Fd[Front Door] --> App[Web App P1v3]");
    let endpoint = of_type(&plan, "Microsoft.Cdn/profiles/afdEndpoints")[0];
    let Expr::Concat(parts) = &endpoint.name else { panic!("{:?}", endpoint.name) };
    assert!(parts.contains(&Expr::param("environmentName")) && parts.contains(&Expr::var("uniqueSuffix")));
}

#[test]
fn two_slots_of_one_app_that_nobody_named_have_two_names() {
    let plan = checked(
        "flowchart LR
    App[Web App P1v3] --> A[Deployment slot]
    App --> B[Deployment slot]",
    );
    let names: Vec<&Expr> = of_type(&plan, "Microsoft.Web/sites/slots").iter().map(|r| &r.name).collect();
    assert_eq!(names.len(), 2);
    assert_ne!(names[0], names[1]);
}

#[test]
fn endpoints_of_one_subnet_come_one_by_one() {
    let plan = checked(
        "flowchart LR
    subgraph VNet[VNet 10.0.0.0/16]
        subgraph Pe[Private endpoint subnet 10.0.1.0/27]
            A[Private endpoint SQL]
            B[Private endpoint Key Vault]
        end
        Int[Integration subnet 10.0.2.0/26]
    end
    App[Web App S1] --> Int --> A & B
    A --> Sql[(Azure SQL)]
    B --> Kv[Key Vault]",
    );
    let endpoints = of_type(&plan, "Microsoft.Network/privateEndpoints");
    assert_eq!(endpoints.len(), 2);
    assert!(endpoints[1].depends_on.contains(&endpoints[0].symbol), "{:?}", endpoints[1].depends_on);
}
