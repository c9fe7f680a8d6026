//! The pages that several rules rest on.

use super::Source;

/// What VNet integration is, and what it asks of a subnet.
pub(super) const VNET_INTEGRATION: Source = Source {
    title: "Integrate your app with an Azure virtual network",
    url: "https://learn.microsoft.com/azure/app-service/overview-vnet-integration",
    read: "2026-09",
};

/// What a private endpoint of an app is.
pub(super) const APP_ENDPOINT: Source = Source {
    title: "Use private endpoints for App Service apps",
    url: "https://learn.microsoft.com/azure/app-service/overview-private-endpoint",
    read: "2026-09",
};

/// Which zone each service's private endpoints use.
pub(super) const ENDPOINT_ZONES: Source = Source {
    title: "Azure private endpoint private DNS zone values",
    url: "https://learn.microsoft.com/azure/private-link/private-endpoint-dns",
    read: "2026-09",
};

/// Which traffic of an app takes the way through the VNet.
pub(super) const ROUTING: Source = Source {
    title: "Manage Azure App Service virtual network integration routing",
    url: "https://learn.microsoft.com/azure/app-service/configure-vnet-integration-routing",
    read: "2026-09",
};

macro_rules! guide {
    ($($name:ident $title:literal $path:literal;)*) => {
        $(pub(super) const $name: Source = Source {
            title: concat!("Azure App Service guide: ", $title),
            url: concat!("https://yeongseon.github.io/azure-app-service-practical-guide/", $path),
            read: "2026-09",
        };)*
    };
}

// The guide's pages, on which its pack of rules rests.
guide! {
    GUIDE_TIERS "the tiers' architectures" "language-guides/python/";
    GUIDE_BASELINE "production baseline" "best-practices/production-baseline/";
    GUIDE_PRIVATE "networking best practices" "best-practices/networking/";
    GUIDE_MISTAKES "common anti-patterns" "best-practices/common-anti-patterns/";
    GUIDE_NETWORKING "platform networking" "platform/networking/";
    GUIDE_SECURITY "security architecture" "platform/security-architecture/";
    GUIDE_RELATIONS "resource relationships" "platform/resource-relationships/";
    GUIDE_SCALING "scaling" "operations/scaling/";
    GUIDE_ENDPOINTS "private endpoints" "language-guides/python/recipes/private-endpoints/";
}
