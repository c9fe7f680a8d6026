//! The tiers of App Service plans and their limits.
//!
//! Sources: the App Service limits page (includes/azure-websites-limits), overview-hosting-plans, the reliability page for zone
//! redundancy, and the SKU lists of azure-cli 2.91 and azurerm 5.2.

use serde::{Deserialize, Serialize};

/// The hosting tier of an architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// Free and Shared.
    Free,
    /// Basic.
    Basic,
    /// Standard.
    Standard,
    /// Premium v2, v3 and v4.
    Premium,
    /// Isolated v2, in an App Service Environment v3.
    Isolated,
    /// Consumption, Flex Consumption and Elastic Premium.
    Functions,
}

/// What a tier allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Deployment slots beside production.
    pub slots: u32,
    /// Instances of a plan.
    pub instances: u32,
    /// Rules that change the number of instances.
    pub autoscale: bool,
    /// Outbound traffic through a subnet.
    pub integration: bool,
    /// Private endpoints to the app.
    pub private_endpoint: bool,
    /// Always On.
    pub always_on: bool,
    /// Instances in several zones.
    pub zones: bool,
}

impl Tier {
    /// Returns the word of the command line's JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Basic => "basic",
            Self::Standard => "standard",
            Self::Premium => "premium",
            Self::Isolated => "isolated",
            Self::Functions => "functions",
        }
    }

    /// Returns the tier's name as people write it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::Basic => "Basic",
            Self::Standard => "Standard",
            Self::Premium => "Premium",
            Self::Isolated => "Isolated",
            Self::Functions => "Functions",
        }
    }

    /// Returns the tier that a word names.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        const LONGEST: usize = "consumption".len();
        if word.len() > LONGEST {
            return None;
        }
        Some(match word.to_ascii_lowercase().as_str() {
            "free" | "shared" => Self::Free,
            "basic" => Self::Basic,
            "standard" => Self::Standard,
            "premium" => Self::Premium,
            "isolated" => Self::Isolated,
            "functions" | "consumption" => Self::Functions,
            _ => return None,
        })
    }

    /// Returns what the tier allows.
    #[must_use]
    pub const fn limits(self) -> Limits {
        let (slots, instances) = match self {
            Self::Free => (0, 1),
            Self::Basic => (0, 3),
            Self::Standard => (5, 10),
            Self::Premium => (20, 30),
            Self::Isolated | Self::Functions => (20, 100),
        };
        Limits {
            slots,
            instances,
            autoscale: matches!(self, Self::Standard | Self::Premium | Self::Isolated),
            integration: matches!(self, Self::Basic | Self::Standard | Self::Premium | Self::Functions),
            private_endpoint: !matches!(self, Self::Free),
            always_on: !matches!(self, Self::Free),
            zones: matches!(self, Self::Premium | Self::Isolated),
        }
    }

    /// Returns the SKU that is deployed where only the tier is stated.
    #[must_use]
    pub const fn default_sku(self) -> &'static str {
        match self {
            Self::Free => "F1",
            Self::Basic => "B1",
            Self::Standard => "S1",
            Self::Premium => "P0v3",
            Self::Isolated => "I1v2",
            Self::Functions => "EP1",
        }
    }
}

/// A size of an App Service plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sku {
    /// The name in Azure's spelling, such as `P1v3`.
    pub name: &'static str,
    /// Its tier.
    pub tier: Tier,
}

const fn sku(name: &'static str, tier: Tier) -> Sku {
    Sku { name, tier }
}

/// Every size that can be named in a diagram, smallest first in its tier.
pub static SKUS: &[Sku] = &[
    sku("F1", Tier::Free),
    sku("D1", Tier::Free),
    sku("B1", Tier::Basic),
    sku("B2", Tier::Basic),
    sku("B3", Tier::Basic),
    sku("S1", Tier::Standard),
    sku("S2", Tier::Standard),
    sku("S3", Tier::Standard),
    sku("P1v2", Tier::Premium),
    sku("P2v2", Tier::Premium),
    sku("P3v2", Tier::Premium),
    sku("P0v3", Tier::Premium),
    sku("P1v3", Tier::Premium),
    sku("P2v3", Tier::Premium),
    sku("P3v3", Tier::Premium),
    sku("P1mv3", Tier::Premium),
    sku("P2mv3", Tier::Premium),
    sku("P3mv3", Tier::Premium),
    sku("P4mv3", Tier::Premium),
    sku("P5mv3", Tier::Premium),
    sku("P0v4", Tier::Premium),
    sku("P1v4", Tier::Premium),
    sku("P2v4", Tier::Premium),
    sku("P3v4", Tier::Premium),
    sku("P1mv4", Tier::Premium),
    sku("P2mv4", Tier::Premium),
    sku("P3mv4", Tier::Premium),
    sku("P4mv4", Tier::Premium),
    sku("P5mv4", Tier::Premium),
    sku("I1v2", Tier::Isolated),
    sku("I2v2", Tier::Isolated),
    sku("I3v2", Tier::Isolated),
    sku("I4v2", Tier::Isolated),
    sku("I5v2", Tier::Isolated),
    sku("I6v2", Tier::Isolated),
    sku("I1mv2", Tier::Isolated),
    sku("I2mv2", Tier::Isolated),
    sku("I3mv2", Tier::Isolated),
    sku("I4mv2", Tier::Isolated),
    sku("I5mv2", Tier::Isolated),
    sku("EP1", Tier::Functions),
    sku("EP2", Tier::Functions),
    sku("EP3", Tier::Functions),
    sku("FC1", Tier::Functions),
    sku("Y1", Tier::Functions),
];

/// Returns the size with a name, case aside.
#[must_use]
pub fn sku_named(name: &str) -> Option<Sku> {
    // Few words are as short and have a digit, as every size has.
    let like = name.len() <= 6 && name.bytes().any(|b| b.is_ascii_digit());
    SKUS.iter().copied().filter(|_| like).find(|s| s.name.eq_ignore_ascii_case(name))
}

/// Returns the smallest subnet that `instances` of a plan can scale in: each takes an address, twice while it scales, and Azure
/// keeps five (overview-vnet-integration).
#[must_use]
pub fn integration_prefix(instances: u32) -> u8 {
    let needed = instances.saturating_mul(2).saturating_add(5);
    (16..=28).rev().find(|p| 1u32 << (32 - u32::from(*p)) >= needed).unwrap_or(16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_found_in_any_case_and_have_their_tier() {
        assert_eq!(sku_named("p1V3").map(|s| (s.name, s.tier)), Some(("P1v3", Tier::Premium)));
        assert_eq!(sku_named("p9v9"), None);
        assert!(SKUS.iter().all(|sku| sku_named(sku.name) == Some(*sku)), "all have a digit and are short");
    }

    #[test]
    fn an_integration_subnet_has_room_to_double() {
        assert_eq!(integration_prefix(5), 28);
        assert_eq!(integration_prefix(10), 27);
        assert_eq!(integration_prefix(30), 25);
        assert_eq!(integration_prefix(3), 28);
    }
}
