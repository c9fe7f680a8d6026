//! Azure regions by the names that people write.

/// The regions' display names; ARM's name is the same in lower case without blanks.
static REGIONS: &[&str] = &[
    "East US",
    "East US 2",
    "Central US",
    "North Central US",
    "South Central US",
    "West US",
    "West US 2",
    "West US 3",
    "West Central US",
    "Canada Central",
    "Canada East",
    "Mexico Central",
    "Brazil South",
    "Brazil Southeast",
    "North Europe",
    "West Europe",
    "UK South",
    "UK West",
    "France Central",
    "France South",
    "Germany West Central",
    "Germany North",
    "Switzerland North",
    "Switzerland West",
    "Norway East",
    "Norway West",
    "Sweden Central",
    "Poland Central",
    "Italy North",
    "Spain Central",
    "Austria East",
    "East Asia",
    "Southeast Asia",
    "Australia East",
    "Australia Southeast",
    "Australia Central",
    "Japan East",
    "Japan West",
    "Korea Central",
    "Korea South",
    "Central India",
    "South India",
    "West India",
    "Indonesia Central",
    "Malaysia West",
    "New Zealand North",
    "UAE North",
    "UAE Central",
    "Qatar Central",
    "Israel Central",
    "South Africa North",
    "South Africa West",
    "China North 3",
    "China East 2",
    "USGov Virginia",
    "USGov Arizona",
    "USGov Texas",
    "USDoD Central",
    "USDoD East",
    "China North",
    "China North 2",
    "China East",
    "China East 3",
    "Chile Central",
    "Belgium Central",
    "Denmark East",
    "Taiwan North",
    "Taiwan Northwest",
    "Jio India Central",
    "Jio India West",
    "Sweden South",
    "Australia Central 2",
    "Saudi Arabia East",
    "India South Central",
    "Malaysia South",
    "East US 3",
    "Southeast US",
];

/// Returns ARM's name of every region.
pub fn regions() -> impl Iterator<Item = String> {
    REGIONS.iter().map(|r| r.to_ascii_lowercase().replace(' ', ""))
}

/// Returns ARM's name of the region that a text is, in either spelling.
#[must_use]
pub fn region_exact(text: &str) -> Option<String> {
    let plain = |name: &str| name.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>().to_ascii_lowercase();
    let wanted = plain(text);
    REGIONS.iter().map(|r| plain(r)).find(|r| *r == wanted)
}

/// Returns ARM's name of the region that a text names, wholly or as its first or last words: `West Europe (primary)`.
#[must_use]
pub fn region_named(text: &str) -> Option<String> {
    let plain: String = text.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut best: Option<(usize, String)> = None;
    // Most labels name none, and no word of theirs begins as a region does.
    let initial = |text: &str| text.bytes().next().map(|b| b.to_ascii_lowercase());
    for region in REGIONS.iter().filter(|region| words.iter().any(|word| initial(word) == initial(region))) {
        let parts = || region.split(' ');
        let begins = |word: &&str, part: &str| word.get(..part.len()).is_some_and(|w| w.eq_ignore_ascii_case(part));
        if !parts().next().is_some_and(|first| words.iter().any(|word| begins(word, first))) {
            continue;
        }
        let spelled = words
            .windows(parts().count())
            .any(|run| run.iter().zip(parts()).all(|(word, part)| word.eq_ignore_ascii_case(part)));
        let joined = words.iter().any(|word| {
            let letters = parts().flat_map(str::bytes);
            word.bytes().eq(letters.map(|b| b.to_ascii_lowercase()))
        });
        if spelled || joined {
            let arm: String = region.to_ascii_lowercase().split_whitespace().collect();
            if best.as_ref().is_none_or(|(len, _)| arm.len() > *len) {
                best = Some((arm.len(), arm));
            }
        }
    }
    best.map(|(_, arm)| arm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins() {
        assert_eq!(region_named("East US 2").as_deref(), Some("eastus2"));
        assert_eq!(region_named("Region: West Europe (primary)").as_deref(), Some("westeurope"));
        assert_eq!(region_named("koreacentral").as_deref(), Some("koreacentral"));
        assert_eq!(region_named("Primary Region"), None);
    }
}
