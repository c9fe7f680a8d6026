//! Azure AI services.

use crate::catalog::azurerm::{Field, Form, Mapping, enabled, not, set};
use crate::catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting, cognitive};

pub(super) static KIND: Kind = Kind {
    id: "ai-services",
    title: "Azure AI services",
    summary: "One account for speech, language, vision and models; called with an identity, never with a key.",
    names: &[
        "azure ai", "azure ai service", "ai service", "cognitive service", "azure cognitive service", "azure ai foundry", "ai foundry",
        "microsoft foundry", "document intelligence", "azure ai vision", "azure ai language", "azure ai speech",
    ],
    weak_names: &["foundry"],
    resource: Some(cognitive::ACCOUNT),
    naming: Naming { abbreviation: "ais", max: 64, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink {
        group: "account",
        zones: &["privatelink.cognitiveservices.azure.com", "privatelink.openai.azure.com", "privatelink.services.ai.azure.com"],
        words: &[],
    }],
    roles: &[
        DataRole { access: Access::Read, name: "Cognitive Services User", guid: "a97b65f3-24c7-4388-baec-2e87135dc908", group: "" },
        DataRole { access: Access::Write, name: "Cognitive Services User", guid: "a97b65f3-24c7-4388-baec-2e87135dc908", group: "" },
    ],
    settings: &[Setting { name: "AI_SERVICES_ENDPOINT", path: &["properties", "endpoint"], without: &[] }],
    diagnostics: &[Logs::ALL],
    glyph: "M8 2v3M8 11v3M2 8h3M11 8h3M5 5h6v6H5z",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    cognitive::lower(lowering, "AIServices");
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.CognitiveServices/accounts",
        form: Form::group("azurerm_cognitive_account"),
        fields: &[
            Field::Identity,
            set("kind", "kind"),
            set("sku.name", "sku_name"),
            set("properties.customSubDomainName", "custom_subdomain_name"),
            not("properties.disableLocalAuth", "local_auth_enabled"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
            set("properties.networkAcls.defaultAction", "network_acls.default_action"),
        ],
        demands: &["kind", "sku_name"],
        reads: &[("properties.endpoint", "endpoint")],
        ..Mapping::BASE
    },
];
