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

/// What each tier of App Service allows.
pub(super) const LIMITS: Source = Source {
    title: "App Service limits",
    url: "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-app-service-limits",
    read: "2026-09",
};

/// Who reaches an app at its public address.
pub(super) const ACCESS_RESTRICTIONS: Source = Source {
    title: "App Service access restrictions",
    url: "https://learn.microsoft.com/azure/app-service/overview-access-restrictions",
    read: "2026-09",
};

/// What an App Service Environment is.
pub(super) const ENVIRONMENT: Source = Source {
    title: "App Service Environment overview",
    url: "https://learn.microsoft.com/azure/app-service/environment/overview",
    read: "2026-09",
};

/// What an App Service Environment asks of its network.
pub(super) const ENVIRONMENT_NETWORKING: Source = Source {
    title: "App Service Environment networking",
    url: "https://learn.microsoft.com/azure/app-service/environment/networking",
    read: "2026-09",
};

/// What a VNet and its subnets may be.
pub(super) const NETWORK_FAQ: Source = Source {
    title: "Azure Virtual Network frequently asked questions",
    url: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq",
    read: "2026-09",
};

/// What an app may be set to.
pub(super) const CONFIGURATION: Source = Source {
    title: "Configure an App Service app",
    url: "https://learn.microsoft.com/azure/app-service/configure-common",
    read: "2026-09",
};

/// What a plan is.
pub(super) const PLANS: Source = Source {
    title: "Azure App Service plan overview",
    url: "https://learn.microsoft.com/azure/app-service/overview-hosting-plans",
    read: "2026-09",
};

/// What zone redundancy asks for.
pub(super) const RELIABILITY: Source = Source {
    title: "Reliability in Azure App Service",
    url: "https://learn.microsoft.com/azure/reliability/reliability-app-service",
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
