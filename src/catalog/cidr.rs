//! IPv4 address ranges.

use std::{fmt, str::FromStr};

/// A range such as `10.0.1.0/24`, always at its network address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cidr {
    base: u32,
    prefix: u8,
}

impl Cidr {
    /// Makes a range of the network that holds `address`; none for a prefix over 32.
    #[must_use]
    pub fn new(address: u32, prefix: u8) -> Option<Self> {
        if prefix > 32 {
            return None;
        }
        Some(Self { base: address & mask(prefix), prefix })
    }

    /// Returns the length of the network part, in bits.
    #[must_use]
    pub const fn prefix(self) -> u8 {
        self.prefix
    }

    /// Returns the number of addresses.
    #[must_use]
    pub const fn size(self) -> u64 {
        1 << (32 - self.prefix)
    }

    /// Returns the range of a shorter prefix that holds this one.
    #[must_use]
    pub fn widened(self, prefix: u8) -> Option<Self> {
        if prefix > self.prefix { None } else { Self::new(self.base, prefix) }
    }

    /// Returns whether the two share an address.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let prefix = self.prefix.min(other.prefix);
        self.base & mask(prefix) == other.base & mask(prefix)
    }

    /// Returns whether every address of the other is in this one.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.prefix <= other.prefix && self.overlaps(other)
    }

    /// Returns the first range of the wanted size in this one that touches none of `taken`.
    #[must_use]
    pub fn free(self, prefix: u8, taken: &[Self]) -> Option<Self> {
        if prefix < self.prefix || prefix > 32 {
            return None;
        }
        let end = u64::from(self.base) + self.size();
        let mut at = u64::from(self.base);
        while at < end {
            let candidate = Self::new(u32::try_from(at).ok()?, prefix)?;
            match taken.iter().filter(|t| t.overlaps(candidate)).map(|t| u64::from(t.base) + t.size()).max() {
                None => return Some(candidate),
                // Step over what is taken, to the next place where a range of this size may begin.
                Some(next) => at = next.max(at + 1).next_multiple_of(candidate.size()),
            }
        }
        None
    }
}

fn mask(prefix: u8) -> u32 {
    u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0)
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.base.to_be_bytes();
        write!(f, "{a}.{b}.{c}.{d}/{}", self.prefix)
    }
}

impl FromStr for Cidr {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, prefix) = text.split_once('/').ok_or(())?;
        let address: std::net::Ipv4Addr = address.parse().map_err(|_| ())?;
        Self::new(address.into(), prefix.parse().map_err(|_| ())?).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cidr(text: &str) -> Cidr {
        text.parse().unwrap()
    }

    #[test]
    fn free_ranges_step_over_what_is_taken() {
        let net = cidr("10.0.0.0/16");
        assert_eq!(net.free(24, &[]).unwrap().to_string(), "10.0.0.0/24");
        assert_eq!(net.free(26, &[cidr("10.0.0.0/27")]).unwrap().to_string(), "10.0.0.64/26");
        assert_eq!(net.free(24, &[cidr("10.0.0.0/23"), cidr("10.0.2.0/26")]).unwrap().to_string(), "10.0.3.0/24");
        assert_eq!(net.free(16, &[cidr("10.0.9.0/24")]), None);
        assert_eq!(
            cidr("255.255.255.0/24").free(25, &[cidr("255.255.255.0/25")]).unwrap().to_string(),
            "255.255.255.128/25"
        );
    }

    #[test]
    fn containment_and_overlap() {
        assert!(cidr("10.0.0.0/16").contains(cidr("10.0.255.0/24")));
        assert!(!cidr("10.0.0.0/16").contains(cidr("10.1.0.0/24")));
        assert!(cidr("0.0.0.0/0").contains(cidr("1.2.3.4/32")));
        assert!("10.0.0.0/33".parse::<Cidr>().is_err());
        assert_eq!(cidr("10.0.0.9/24").to_string(), "10.0.0.0/24");
    }
}
