//! Icons of other makers (`fa:fa-user`), as glyphs of our own: no font and no picture is loaded for them.

/// An icon found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Icon<'a> {
    /// The name without its set, such as `user`.
    pub(super) name: &'a str,
    /// Path data in a box of 16 by 16, where there is a glyph for it.
    pub(super) glyph: Option<&'static str>,
}

impl Icon<'_> {
    /// The name as words, for where there is neither a glyph nor a text.
    pub(super) fn words(&self) -> String {
        self.name.replace('-', " ")
    }
}

/// Takes the icons out of a line: `fa:fa-user`, with `fab`, `fas`, `far` and their kin. Returns what is left, and the first icon.
pub(super) fn taken(line: &str) -> (String, Option<Icon<'_>>) {
    let mut rest = String::with_capacity(line.len());
    let mut first = None;
    for (k, word) in line.split(' ').enumerate() {
        match icon(word) {
            Some(name) => first = first.or(Some(Icon { name, glyph: glyph(name) })),
            None => {
                if k > 0 && !rest.is_empty() {
                    rest.push(' ');
                }
                rest.push_str(word);
            }
        }
    }
    (rest.trim().to_owned(), first)
}

/// The icon that `@{ icon: "fa:user" }` names.
pub(super) fn named(icon: &str) -> Icon<'_> {
    let name = icon.rsplit(':').next().unwrap_or(icon);
    let name = name.strip_prefix("fa-").unwrap_or(name);
    Icon { name, glyph: glyph(name) }
}

/// Reads `fa:fa-user`; gives `user`.
fn icon(word: &str) -> Option<&str> {
    let (set, name) = word.split_once(':')?;
    let known = matches!(set, "fa" | "fab" | "fas" | "far" | "fal" | "fad" | "fat" | "fak");
    let name = name.strip_prefix("fa-").filter(|_| known)?;
    (!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')).then_some(name)
}

/// Names that mean the same are one glyph: lines of our own in a box of 16 by 16.
const GLYPHS: &[(&str, &str)] = &[
    (
        "user user-circle circle-user user-large person user-tie user-secret",
        "M8 8.5A3 3 0 1 0 8 2.5A3 3 0 0 0 8 8.5ZM2.5 14.5A5.5 4 0 0 1 13.5 14.5",
    ),
    (
        "users user-group people-group user-friends",
        "M6 8A2.5 2.5 0 1 0 6 3A2.5 2.5 0 0 0 6 8ZM1.5 13.5A4.5 3.5 0 0 1 10.5 13.5M10.5 3.2A2.5 2.5 0 0 1 10.5 7.8M12 10.2A4 3.5 0 0 1 14.5 13.5",
    ),
    (
        "database hdd hard-drive",
        "M2.5 4A5.5 2 0 0 1 13.5 4A5.5 2 0 0 1 2.5 4V12A5.5 2 0 0 0 13.5 12V4M2.5 8A5.5 2 0 0 0 13.5 8",
    ),
    ("server network-wired microchip", "M2.5 2.5H13.5V7H2.5ZM2.5 9H13.5V13.5H2.5ZM5 4.75H5.2M5 11.25H5.2"),
    (
        "cloud cloud-arrow-up cloud-arrow-down cloud-upload cloud-download",
        "M4.5 12.5A3 3 0 0 1 4.5 6.5A4 4 0 0 1 12 7A2.8 2.8 0 0 1 11.8 12.5Z",
    ),
    ("lock user-lock", "M3.5 7.5H12.5V14H3.5ZM5.5 7.5V5A2.5 2.5 0 0 1 10.5 5V7.5"),
    ("lock-open unlock", "M3.5 7.5H12.5V14H3.5ZM5.5 7.5V5A2.5 2.5 0 0 1 10.3 4"),
    ("key", "M5 11A3 3 0 1 0 5 5A3 3 0 0 0 5 11ZM8 8H14.5V10.5M12 8V10"),
    (
        "globe earth-americas earth-europe internet-explorer",
        "M8 14A6 6 0 1 0 8 2A6 6 0 0 0 8 14ZM2 8H14M8 2A3 6 0 0 0 8 14A3 6 0 0 0 8 2",
    ),
    (
        "gear gears cog cogs sliders wrench screwdriver-wrench tools",
        "M8 10.2A2.2 2.2 0 1 0 8 5.8A2.2 2.2 0 0 0 8 10.2ZM8 1.8V4M8 12V14.2M1.8 8H4M12 8H14.2M3.6 3.6L5.2 5.2M10.8 10.8L12.4 12.4M3.6 12.4L5.2 10.8M10.8 5.2L12.4 3.6",
    ),
    ("envelope mail-bulk inbox", "M2 3.5H14V12.5H2ZM2 4L8 8.8L14 4"),
    (
        "file file-lines file-code file-alt clipboard book",
        "M3.5 1.8H9.5L12.5 4.8V14.2H3.5ZM9.5 1.8V4.8H12.5M5.5 8H10.5M5.5 11H10.5",
    ),
    ("folder folder-open", "M1.8 12.8V3.2H6L7.5 5H14.2V12.8Z"),
    ("code terminal laptop-code", "M5 4.5L1.8 8L5 11.5M11 4.5L14.2 8L11 11.5M9.2 3L6.8 13"),
    ("shield shield-halved shield-alt user-shield", "M8 1.8L13.5 3.8V8A6.5 6.5 0 0 1 8 14.2A6.5 6.5 0 0 1 2.5 8V3.8Z"),
    ("magnifying-glass search", "M6.8 11.4A4.6 4.6 0 1 0 6.8 2.2A4.6 4.6 0 0 0 6.8 11.4ZM10.2 10.2L14.2 14.2"),
    ("chart-line chart-bar chart-simple chart-pie chart-area gauge", "M2 2V14H14M4.5 11L7.5 7L10 9L13.5 4"),
    ("bell", "M3 11.5H13L11.8 9.8V6.5A3.8 3.8 0 0 0 4.2 6.5V9.8ZM6.5 13.8H9.5"),
    ("check circle-check check-circle square-check thumbs-up", "M2.5 8.5L6.2 12.2L13.5 4.2"),
    ("xmark times circle-xmark times-circle close", "M3.5 3.5L12.5 12.5M12.5 3.5L3.5 12.5"),
    ("ban", "M8 14A6 6 0 1 0 8 2A6 6 0 0 0 8 14ZM3.8 3.8L12.2 12.2"),
    (
        "triangle-exclamation exclamation-triangle exclamation circle-exclamation bug fire",
        "M8 2L14.5 13.5H1.5ZM8 6V9.5M8 11.5V11.6",
    ),
    ("circle-info info info-circle circle-question question", "M8 14A6 6 0 1 0 8 2A6 6 0 0 0 8 14ZM8 7.2V11.2M8 4.8V5"),
    ("house home building", "M1.8 8L8 2.2L14.2 8M3.5 6.5V13.8H12.5V6.5"),
    ("laptop desktop computer display", "M2.5 3H13.5V10.5H2.5ZM1 13H15"),
    ("mobile mobile-screen mobile-alt phone", "M4.5 1.8H11.5V14.2H4.5ZM7.5 12.2H8.5"),
    ("link", "M6.5 9.5L9.5 6.5M7.5 4.5L9 3A2.8 2.8 0 0 1 13 7L11.5 8.5M8.5 11.5L7 13A2.8 2.8 0 0 1 3 9L4.5 7.5"),
    ("clock stopwatch hourglass calendar", "M8 14A6 6 0 1 0 8 2A6 6 0 0 0 8 14ZM8 4.5V8L10.8 9.8"),
    ("cube cubes box boxes-stacked box-open docker", "M8 1.8L14 5V11L8 14.2L2 11V5ZM2 5L8 8.2L14 5M8 8.2V14.2"),
    ("layer-group bars-staggered", "M8 2L14.5 5.2L8 8.4L1.5 5.2ZM1.5 8L8 11.2L14.5 8M1.5 10.8L8 14L14.5 10.8"),
    (
        "sitemap diagram-project code-branch share-nodes",
        "M6 2H10V5.5H6ZM1.8 10.5H5.8V14H1.8ZM10.2 10.5H14.2V14H10.2ZM8 5.5V8H3.8V10.5M8 8H12.2V10.5",
    ),
    ("bolt bolt-lightning plug", "M9.2 1.5L3.5 9H7.6L6.8 14.5L12.5 7H8.4Z"),
    (
        "car truck car-side van-shuttle",
        "M1.8 11.5V7.5L4 4H12L14.2 7.5V11.5ZM4.5 13A1.3 1.3 0 1 0 4.5 10.4A1.3 1.3 0 0 0 4.5 13ZM11.5 13A1.3 1.3 0 1 0 11.5 10.4A1.3 1.3 0 0 0 11.5 13ZM1.8 7.5H14.2",
    ),
    (
        "cart-shopping shopping-cart basket-shopping",
        "M1.5 2.5H3.5L5.5 10.5H12.5L14.2 5H4.2M6.2 13.5H6.4M11.4 13.5H11.6",
    ),
    ("suitcase briefcase", "M2 5.5H14V13.5H2ZM5.8 5.5V3H10.2V5.5M2 9H14"),
    (
        "camera camera-retro image",
        "M1.8 4.5H4.8L6 2.8H10L11.2 4.5H14.2V13.2H1.8ZM8 11.2A2.6 2.6 0 1 0 8 6A2.6 2.6 0 0 0 8 11.2Z",
    ),
    ("spinner rotate arrows-rotate sync refresh", "M13.5 8A5.5 5.5 0 1 1 11.2 3.5M11.5 1.2V3.8H8.8"),
    ("play", "M4 2.5L13 8L4 13.5Z"),
    ("stop square", "M3.5 3.5H12.5V12.5H3.5Z"),
    ("pause", "M5.5 3V13M10.5 3V13"),
    ("circle dot", "M8 13A5 5 0 1 0 8 3A5 5 0 0 0 8 13Z"),
    ("arrow-right right-long right-to-bracket forward sign-in-alt", "M2 8H14M9.5 3.5L14 8L9.5 12.5"),
    ("star", "M8 1.8L9.9 6L14.3 6.4L11 9.4L12 13.8L8 11.5L4 13.8L5 9.4L1.7 6.4L6.1 6Z"),
    ("heart", "M8 13.8L2.6 8.2A3.2 3.2 0 0 1 8 4.4A3.2 3.2 0 0 1 13.4 8.2Z"),
    ("trash trash-can", "M3.5 4.5H12.5L11.6 14.2H4.4ZM2 4.5H14M6 4.5V2.2H10V4.5"),
    ("comment comments message", "M2 3H14V11H7L4 14V11H2Z"),
];

fn glyph(name: &str) -> Option<&'static str> {
    GLYPHS.iter().find(|(names, _)| names.split(' ').any(|n| n == name)).map(|(_, path)| *path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn icons_are_taken_out_of_a_text() {
        let (text, icon) = taken("fa:fa-user Sign in");
        assert_eq!((text.as_str(), icon.map(|i| i.name)), ("Sign in", Some("user")));
        assert!(icon.is_some_and(|i| i.glyph.is_some()));
        let (text, icon) = taken("fab:fa-no-such-thing");
        assert_eq!((text.as_str(), icon.map(|i| i.words())), ("", Some("no such thing".to_owned())));
        assert!(icon.is_some_and(|i| i.glyph.is_none()));
        assert_eq!(taken("a fa: b http://x fa:x").0, "a fa: b http://x fa:x");
        assert!(named("fa:database").glyph.is_some());
    }

    #[test]
    fn a_name_has_one_glyph() {
        let mut all: Vec<&str> = GLYPHS.iter().flat_map(|(names, _)| names.split(' ')).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
