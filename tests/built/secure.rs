//! What siteplan sets securely, and keeps after a mistake, without being asked.

use siteplan::iac::{Expr, Plan};

use crate::{at, files, of_type, plan, support::oracle::oracle};

fn checked(body: &str) -> Plan {
    let plan = plan(body);
    assert_eq!(oracle(&files(&plan)), [""; 0], "{body}");
    plan
}

#[test]
fn an_app_behind_an_application_gateway_takes_requests_from_its_subnet_only() {
    let plan = checked(
        "flowchart LR
    User((User)) --> Gw[Application Gateway WAF v2] --> App[Web App S1]
    subgraph V[VNet 10.1.0.0/16]
        Gw
    end",
    );
    let app = of_type(&plan, "Microsoft.Web/sites")[0];
    let subnet = Expr::Id("applicationGatewaySubnet".into());
    assert_eq!(at(app, "properties.siteConfig.ipSecurityRestrictions.0.vnetSubnetResourceId"), &subnet);
    assert_eq!(at(app, "properties.siteConfig.ipSecurityRestrictionsDefaultAction"), &Expr::str("Deny"));
    let subnet = plan.resource(&"applicationGatewaySubnet".into()).expect("the subnet");
    assert_eq!(at(subnet, "properties.serviceEndpoints.0.service"), &Expr::str("Microsoft.Web"));
}

#[test]
fn an_app_that_is_also_drawn_open_stays_open() {
    let plan = plan(
        "flowchart LR
    User((User)) --> Gw[Application Gateway WAF v2] --> App[Web App S1]
    User --> App
    subgraph V[VNet 10.1.0.0/16]
        Gw
    end",
    );
    let Expr::Object(config) = at(of_type(&plan, "Microsoft.Web/sites")[0], "properties.siteConfig") else {
        panic!("no configuration")
    };
    assert!(!config.contains_key("ipSecurityRestrictions"));
    let subnet = plan.resource(&"applicationGatewaySubnet".into()).expect("the subnet");
    assert!(matches!(&subnet.body["properties"], Expr::Object(p) if !p.contains_key("serviceEndpoints")));
}

#[test]
fn telemetry_stays_with_its_slot() {
    let plan = checked(
        "flowchart LR
    App[Web App S1] --> Slot[staging slot]
    App -.-> Ai[Application Insights]",
    );
    let config = of_type(&plan, "Microsoft.Web/sites/config")[0];
    let name = Expr::str("APPLICATIONINSIGHTS_CONNECTION_STRING");
    let own = Expr::param("stagingSlotSettings");
    assert_eq!(at(config, "properties.appSettingNames"), &Expr::Names(vec![name], vec![own]));
    let without = crate::plan(
        "flowchart LR
    App[Web App S1] --> Kv[Key Vault]
    App -.-> Ai[Application Insights]",
    );
    assert_eq!(of_type(&without, "Microsoft.Web/sites/config").len(), 0);
}

#[test]
fn everything_that_has_logs_sends_them_to_the_workspace() {
    let plan = checked(
        "flowchart LR
    App[Web App S1] --> Sql[(Azure SQL Database)] & St[Storage account]
    App -.-> Ai[Application Insights]",
    );
    let senders: Vec<&str> = of_type(&plan, "Microsoft.Insights/diagnosticSettings")
        .iter()
        .filter_map(|d| d.scope.as_ref().map(siteplan::iac::Symbol::as_str))
        .collect();
    assert_eq!(senders, ["webApp", "sqlServerDatabase", "storageAccountBlobs", "appServicePlan"]);
    let audit = of_type(&plan, "Microsoft.Sql/servers/databases/auditingSettings")[0];
    assert_eq!(at(audit, "properties.state"), &Expr::str("Enabled"));
}

#[test]
fn a_database_without_a_workspace_has_nowhere_to_write_its_audit() {
    let plan = checked("flowchart LR\n    App[Web App S1] --> Sql[(Azure SQL Database)]");
    assert_eq!(of_type(&plan, "Microsoft.Sql/servers/databases/auditingSettings").len(), 0);
}

/// The provider makes nothing that is there already, and these come with their parents.
#[test]
fn terraform_changes_what_azure_has_made() {
    let plan = checked("flowchart LR\n    App[Web App S1] --> St[Storage account]");
    let main = files(&plan).into_iter().find(|f| f.name == "main.tf").expect("a file").text;
    for symbol in ["web_app_ftp_publishing", "web_app_scm_publishing", "storage_account_blobs"] {
        assert!(main.contains(&format!("resource \"azapi_update_resource\" \"{symbol}\" {{")), "{symbol}:\n{main}");
    }
    assert!(main.contains("resource \"azapi_resource\" \"web_app\" {"), "{main}");
}
