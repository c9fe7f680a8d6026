//! Colors.

/// The colors of one mode, light or dark.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The page behind a PNG.
    pub page: &'static str,
    /// The inside of nodes.
    pub node: &'static str,
    /// The rim of nodes.
    pub rim: &'static str,
    /// Text in nodes.
    pub text: &'static str,
    /// Edges and their heads.
    pub edge: &'static str,
    /// Text on edges.
    pub label: &'static str,
    /// The inside of containers, by depth in turns.
    pub group: [&'static str; 2],
    /// The rim of containers.
    pub border: &'static str,
    /// Titles of containers.
    pub title: &'static str,
    /// How much of an author's fill a container shows. Authors choose fills for a light page; lines and titles must stay
    /// readable on them on a dark one.
    pub tint: &'static str,
}

/// A theme: the colors in light and in dark surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// The name by which it is chosen.
    pub name: &'static str,
    /// In light surroundings.
    pub light: Palette,
    /// In dark surroundings.
    pub dark: Palette,
}

const DARK: Palette = Palette {
    page: "#0d1117",
    node: "#1c2430",
    rim: "#8494a8",
    text: "#e8edf3",
    edge: "#93a1b3",
    label: "#c5cfda",
    group: ["#141a23", "#19212c"],
    border: "#3d4a5b",
    title: "#b4c0ce",
    tint: ".18",
};

const LIGHT: Palette = Palette {
    page: "#ffffff",
    node: "#ffffff",
    rim: "#5d6b7c",
    text: "#18212c",
    edge: "#5d6b7c",
    label: "#39475a",
    group: ["#f5f7f9", "#ebeff3"],
    border: "#c2cbd6",
    title: "#39475a",
    tint: "1",
};

/// Every theme; the first is the default.
pub static THEMES: [Theme; 4] = [
    Theme { name: "siteplan", light: LIGHT, dark: DARK },
    Theme {
        name: "default",
        light: Palette {
            node: "#ececff",
            rim: "#9370db",
            group: ["#ffffde", "#fafad2"],
            border: "#c9c96a",
            edge: "#4d4d4d",
            ..LIGHT
        },
        dark: Palette { node: "#2a2547", rim: "#a58be0", ..DARK },
    },
    Theme {
        name: "neutral",
        light: Palette {
            node: "#f4f4f4",
            rim: "#707070",
            text: "#1a1a1a",
            edge: "#606060",
            label: "#404040",
            group: ["#fafafa", "#f0f0f0"],
            border: "#c4c4c4",
            title: "#404040",
            ..LIGHT
        },
        dark: Palette { node: "#262626", rim: "#9a9a9a", group: ["#181818", "#1f1f1f"], border: "#4a4a4a", ..DARK },
    },
    Theme { name: "dark", light: DARK, dark: DARK },
];

/// Returns the theme of a name; the default where there is none of that name.
#[must_use]
pub fn named(name: &str) -> &'static Theme {
    THEMES.iter().find(|t| t.name == name).unwrap_or(&THEMES[0])
}
