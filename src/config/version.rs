//! A version of Mermaid, as far as it decides what can be drawn.

use std::{fmt, str::FromStr};

/// The first two numbers of a version: `11.3` of `11.3.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u16,
    /// The second.
    pub minor: u16,
}

impl Version {
    /// Makes a version.
    #[must_use]
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for Version {
    type Err = ();

    /// Reads `10.9`, `10.9.1` and `v10.9`; a patch changes no syntax and is left aside.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut numbers = text.trim().trim_start_matches('v').splitn(3, '.');
        let mut next = || numbers.next()?.parse::<u16>().ok();
        let (Some(major), Some(minor)) = (next(), next()) else { return Err(()) };
        match numbers.next() {
            Some(patch) if patch.parse::<u16>().is_err() => Err(()),
            _ => Ok(Self { major, minor }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_numbers_are_read_and_a_patch_is_left_aside() {
        assert_eq!("10.9".parse(), Ok(Version::new(10, 9)));
        assert_eq!("v11.12.3".parse(), Ok(Version::new(11, 12)));
        for text in ["", "11", "11.", "11.x", "11.3.0.1", "latest", "99999.1", "11.3.0-rc.1"] {
            assert_eq!(text.parse::<Version>(), Err(()), "{text}");
        }
        assert!(Version::new(10, 9) < Version::new(11, 3) && Version::new(11, 3) < Version::new(11, 12));
    }
}
