//! Apps and slots: azurerm has one resource for each operating system.

use super::{Field, Form, Lit, Mapping, Parent, Place, Split, Value, enabled, flag, is, set};
use crate::iac::{Expr, Param, Plan};

/// Apps.
pub(in crate::catalog) const APPS: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Web/sites",
        form: Form::group("azurerm_linux_web_app"),
        fields: &[set("properties.serverFarmId", "service_plan_id"), SITE, LINUX],
        demands: &["service_plan_id", "site_config"],
        reads: READS,
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Web/sites",
        form: Form::group("azurerm_windows_web_app"),
        fields: &[set("properties.serverFarmId", "service_plan_id"), SITE, WINDOWS],
        demands: &["service_plan_id", "site_config"],
        reads: READS,
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
        form: Form::Folded(Some("ftp")),
        fields: FTP,
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
        form: Form::Folded(Some("scm")),
        fields: SCM,
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Web/sites/config",
        form: Form::Folded(Some("slotConfigNames")),
        fields: &[
            set("properties.appSettingNames", "sticky_settings.app_setting_names"),
            set("properties.connectionStringNames", "sticky_settings.connection_string_names"),
        ],
        ..Mapping::BASE
    },
];

/// Slots.
pub(in crate::catalog) const SLOTS: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Web/sites/slots",
        form: slot("azurerm_linux_web_app_slot"),
        fields: &[Field::Inherited("properties.serverFarmId", "service_plan_id"), SITE, LINUX],
        demands: &["site_config"],
        reads: READS,
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Web/sites/slots",
        form: slot("azurerm_windows_web_app_slot"),
        fields: &[Field::Inherited("properties.serverFarmId", "service_plan_id"), SITE, WINDOWS],
        demands: &["site_config"],
        reads: READS,
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies",
        form: Form::Folded(Some("ftp")),
        fields: FTP,
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies",
        form: Form::Folded(Some("scm")),
        fields: SCM,
        ..Mapping::BASE
    },
];

const fn slot(name: &'static str) -> Form {
    Form::Resource { name, parent: Parent::Id("app_service_id"), place: Place::Follows, tags: true }
}

const FTP: &[Field] = &[set("properties.allow", "ftp_publish_basic_authentication_enabled")];
const SCM: &[Field] = &[set("properties.allow", "webdeploy_publish_basic_authentication_enabled")];

const READS: &[(&str, &str)] = &[("properties.defaultHostName", "default_hostname")];

const LINUX: Field = Field::All(&[
    Field::Split("properties.serverFarmId", |farm, plan| environment(farm, plan, "vnet_image_pull_enabled")),
    is("kind", "app,linux"),
    flag("properties.reserved", true),
    Field::Split("properties.siteConfig.linuxFxVersion", linux_stack),
    Field::Split("properties.outboundVnetRouting.allTraffic", |value, _| routing(value, "vnet_image_pull_enabled")),
]);

const WINDOWS: Field = Field::All(&[
    Field::Split("properties.serverFarmId", |farm, plan| environment(farm, plan, "virtual_network_image_pull_enabled")),
    is("kind", "app"),
    Field::With(
        "properties.siteConfig.netFrameworkVersion",
        "site_config.application_stack.current_stack",
        Lit::Str("dotnet"),
    ),
    set("properties.siteConfig.netFrameworkVersion", "site_config.application_stack.dotnet_version"),
    Field::Split("properties.outboundVnetRouting.allTraffic", |value, _| {
        routing(value, "virtual_network_image_pull_enabled")
    }),
]);

const SITE: Field = Field::All(&[
    Field::Identity,
    set("properties.httpsOnly", "https_only"),
    set("properties.clientAffinityEnabled", "client_affinity_enabled"),
    enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
    set("properties.virtualNetworkSubnetId", "virtual_network_subnet_id"),
    set("properties.keyVaultReferenceIdentity", "key_vault_reference_identity_id"),
    Field::Pairs("properties.siteConfig.appSettings", "name", "value", "app_settings"),
    set("properties.siteConfig.alwaysOn", "site_config.always_on"),
    set("properties.siteConfig.ftpsState", "site_config.ftps_state"),
    set("properties.siteConfig.http20Enabled", "site_config.http2_enabled"),
    set("properties.siteConfig.minTlsVersion", "site_config.minimum_tls_version"),
    set("properties.siteConfig.scmMinTlsVersion", "site_config.scm_minimum_tls_version"),
    set("properties.siteConfig.remoteDebuggingEnabled", "site_config.remote_debugging_enabled"),
    set("properties.siteConfig.webSocketsEnabled", "site_config.websockets_enabled"),
    set("properties.siteConfig.appCommandLine", "site_config.app_command_line"),
    set("properties.siteConfig.acrUseManagedIdentityCreds", "site_config.container_registry_use_managed_identity"),
    Field::Split("properties.siteConfig.healthCheckPath", |path, _| Some(health(path))),
    set("properties.siteConfig.cors.allowedOrigins", "site_config.cors.allowed_origins"),
    set("properties.siteConfig.ipSecurityRestrictionsDefaultAction", "site_config.ip_restriction_default_action"),
    set(
        "properties.siteConfig.scmIpSecurityRestrictionsDefaultAction",
        "site_config.scm_ip_restriction_default_action",
    ),
    set("properties.siteConfig.scmIpSecurityRestrictionsUseMain", "site_config.scm_use_main_ip_restriction"),
    Field::Each("properties.siteConfig.ipSecurityRestrictions", "site_config.ip_restriction", RESTRICTION),
    Field::Each("properties.siteConfig.scmIpSecurityRestrictions", "site_config.scm_ip_restriction", RESTRICTION),
]);

const RESTRICTION: &[Field] = &[
    set("name", "name"),
    set("description", "description"),
    set("priority", "priority"),
    set("action", "action"),
    Field::Either(&[
        Field::All(&[Field::Has("tag", Lit::Str("ServiceTag")), set("ipAddress", "service_tag")]),
        set("ipAddress", "ip_address"),
    ]),
    set("vnetSubnetResourceId", "virtual_network_subnet_id"),
    set("headers.x-azure-fdid", "headers.x_azure_fdid"),
    set("headers.x-forwarded-for", "headers.x_forwarded_for"),
    set("headers.x-forwarded-host", "headers.x_forwarded_host"),
    set("headers.x-fd-healthprobe", "headers.x_fd_health_probe"),
];

/// Inside an environment images always come through its VNet, and azurerm refuses to be told otherwise.
fn environment(farm: &Expr, plan: &Plan, image_pull: &'static str) -> Option<Split> {
    let Expr::Id(symbol) = farm else { return Some(Split::default()) };
    let profile = plan.resource(symbol).and_then(|farm| match farm.body.get("properties") {
        Some(Expr::Object(properties)) => properties.get("hostingEnvironmentProfile"),
        _ => None,
    });
    let arguments = profile.map(|_| (image_pull, Value::Plain(true.into())));
    Some(Split { arguments: arguments.into_iter().collect(), must: None })
}

/// azurerm takes the path only beside the time, and either none or both; ten minutes are Azure's own default.
fn health(path: &Expr) -> Split {
    let told = |value: Expr| match path {
        Expr::Str(_) => value,
        path => Expr::If(Box::new(path.is_blank()), Box::new(Expr::Null), Box::new(value)),
    };
    let arguments = vec![
        ("site_config.health_check_path", Value::Plain(told(path.clone()))),
        ("site_config.health_check_eviction_time_in_min", Value::Plain(told(Expr::Int(10)))),
    ];
    Split { arguments, must: None }
}

/// All traffic is that of the app, of images and of backups, which azurerm has a switch for each.
fn routing(all: &Expr, image_pull: &'static str) -> Option<Split> {
    let switches = ["site_config.vnet_route_all_enabled", image_pull, "virtual_network_backup_restore_enabled"];
    Some(Split { arguments: switches.map(|argument| (argument, Value::Plain(all.clone()))).into(), must: None })
}

/// A text such as `NODE|22-lts` is an argument of its language here.
fn linux_stack(stack: &Expr, plan: &Plan) -> Option<Split> {
    match stack {
        Expr::Str(text) => image(text),
        Expr::Param(name) => language(stack, plan.params.iter().find(|p| p.name == *name)?),
        Expr::Concat(parts) => match &parts[..] {
            [Expr::Str(docker), server, Expr::Str(slash), name] if docker == "DOCKER|" && slash == "/" => {
                Some(docker_image(Expr::Concat(vec!["https://".into(), server.clone()]), name.clone()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A language, its argument, and what must hold of the text and is told where it does not.
type Language = (&'static str, &'static str, &'static str, &'static str);

const LANGUAGES: &[Language] = &[
    (
        "DOTNETCORE",
        "site_config.application_stack.dotnet_version",
        "startswith({}, \"DOTNETCORE|\")",
        "The module is written for .NET: draw another language to change it.",
    ),
    (
        "GO",
        "site_config.application_stack.go_version",
        "startswith({}, \"GO|\")",
        "The module is written for Go: draw another language to change it.",
    ),
    (
        "NODE",
        "site_config.application_stack.node_version",
        "startswith({}, \"NODE|\")",
        "The module is written for Node.js: draw another language to change it.",
    ),
    (
        "PHP",
        "site_config.application_stack.php_version",
        "startswith({}, \"PHP|\")",
        "The module is written for PHP: draw another language to change it.",
    ),
    (
        "PYTHON",
        "site_config.application_stack.python_version",
        "startswith({}, \"PYTHON|\")",
        "The module is written for Python: draw another language to change it.",
    ),
    (
        "RUBY",
        "site_config.application_stack.ruby_version",
        "startswith({}, \"RUBY|\")",
        "The module is written for Ruby: draw another language to change it.",
    ),
];

/// The version is the one of the parameter; which argument takes it is settled by the language of all values that are known.
fn language(stack: &Expr, param: &Param) -> Option<Split> {
    let known: Vec<&str> = param
        .default
        .iter()
        .chain(param.values.values())
        .map(|value| match value {
            Expr::Str(text) => text.split_once('|').map(|(language, _)| language),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let first = *known.first()?;
    let value = |template| Value::Hcl(template, stack.clone());
    if known.iter().all(|name| matches!(*name, "JAVA" | "TOMCAT" | "JBOSSEAP")) {
        // `TOMCAT|10.1-java21` is Tomcat 10.1 on Java 21.
        let arguments = vec![
            ("site_config.application_stack.java_server", value("split(\"|\", {})[0]")),
            ("site_config.application_stack.java_server_version", value("split(\"-\", split(\"|\", {})[1])[0]")),
            ("site_config.application_stack.java_version", value("regex(\"[0-9]+$\", {})")),
        ];
        let condition = value("can(regex(\"^(JAVA|TOMCAT|JBOSSEAP)[|].+-(java|jre)[0-9]+$\", {}))");
        let message = "The module is written for Java: draw another language to change it.";
        return Some(Split { arguments, must: Some((condition, message)) });
    }
    let (_, argument, condition, message) =
        LANGUAGES.iter().find(|(name, ..)| *name == first && known.iter().all(|k| k == name))?;
    Some(Split { arguments: vec![(argument, value("split(\"|\", {})[1]"))], must: Some((value(condition), message)) })
}

/// An image is written with its registry, which azurerm wants to be told as an address.
fn image(text: &str) -> Option<Split> {
    let image = text.strip_prefix("DOCKER|")?;
    let (server, name) = match image.split_once('/') {
        Some((server, name)) if server.contains(['.', ':']) || server == "localhost" => (server, name),
        _ => ("index.docker.io", image),
    };
    Some(docker_image(Expr::Str(format!("https://{server}")), Expr::str(name)))
}

fn docker_image(url: Expr, name: Expr) -> Split {
    let arguments = vec![
        ("site_config.application_stack.docker_image_name", Value::Plain(name)),
        ("site_config.application_stack.docker_registry_url", Value::Plain(url)),
    ];
    Split { arguments, must: None }
}
