//! Azure OpenAI.

use crate::catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting, cognitive};

pub(super) static KIND: Kind = Kind {
    id: "azure-openai",
    title: "Azure OpenAI",
    summary: "An account for OpenAI's models; called with an identity, never with a key.",
    names: &["azure openai", "openai", "azure open ai", "open ai", "aoai", "azure openai service", "gpt", "gpt model", "azure openai 서비스", "microsoft foundry model", "foundry model", "text embedding", "embedding model", "azure openai model"],
    weak_names: &["llm", "language model"],
    resource: Some(cognitive::ACCOUNT),
    naming: Naming { abbreviation: "oai", max: 64, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink {
        group: "account",
        zones: &["privatelink.openai.azure.com", "privatelink.cognitiveservices.azure.com"],
        words: &[],
    }],
    roles: &[
        DataRole { access: Access::Read, name: "Cognitive Services OpenAI User", guid: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", group: "" },
        DataRole { access: Access::Write, name: "Cognitive Services OpenAI User", guid: "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd", group: "" },
    ],
    settings: &[Setting { name: "AZURE_OPENAI_ENDPOINT", path: &["properties", "endpoint"], without: &[] }],
    diagnostics: &[Logs::ALL],
    glyph: "M8 2l5 3v6l-5 3-5-3V5zM8 8V2M8 8l5 3M8 8l-5 3",
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    cognitive::lower(lowering, "OpenAI");
}
