//! Themes: which color what has, in light and in dark surroundings, and what an author changes of that.

use serde_json::Value;

use super::color::Color;

/// The colors of one mode, light or dark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// The page behind the picture.
    pub page: Color,
    /// The inside of nodes.
    pub node: Color,
    /// The rim of nodes.
    pub rim: Color,
    /// Text in nodes.
    pub text: Color,
    /// Edges and their heads.
    pub edge: Color,
    /// Text on edges.
    pub label: Color,
    /// The inside of containers, by depth in turns.
    pub group: [Color; 2],
    /// The rim of containers.
    pub border: Color,
    /// Titles of containers.
    pub title: Color,
}

/// A theme: the colors in light and in dark surroundings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// The name by which it is chosen.
    pub name: &'static str,
    /// In light surroundings.
    pub light: Palette,
    /// In dark surroundings; the same where the theme is for one kind of page.
    pub dark: Palette,
    /// Whether the page is painted too, since the colors can be read on no other.
    pub painted: bool,
}

const fn c(rgb: u32) -> Color {
    Color::hex(rgb)
}

const DARK: Palette = Palette {
    page: c(0x0d1117),
    node: c(0x1c2430),
    rim: c(0x8494a8),
    text: c(0xe8edf3),
    edge: c(0x93a1b3),
    label: c(0xc5cfda),
    group: [c(0x141a23), c(0x19212c)],
    border: c(0x3d4a5b),
    title: c(0xb4c0ce),
};

const LIGHT: Palette = Palette {
    page: c(0xffffff),
    node: c(0xffffff),
    rim: c(0x5d6b7c),
    text: c(0x18212c),
    edge: c(0x5d6b7c),
    label: c(0x39475a),
    group: [c(0xf5f7f9), c(0xebeff3)],
    border: c(0xc2cbd6),
    title: c(0x39475a),
};

/// Mermaid's `dark`: made for a page of its own.
const MERMAID_DARK: Palette = Palette {
    page: c(0x333333),
    node: c(0x1f2020),
    rim: c(0xcccccc),
    text: c(0xe0dfdf),
    edge: c(0xd3d3d3),
    label: c(0xe0dfdf),
    group: [c(0x3e4040), c(0x474949)],
    border: c(0x6a6c6c),
    title: c(0xf9fffe),
};

/// Every theme; the first is the default. The others have the colors of Mermaid's of the same name on a light page, and colors
/// that go with them on a dark one.
pub static THEMES: [Theme; 6] = [
    Theme { name: "siteplan", light: LIGHT, dark: DARK, painted: false },
    Theme {
        name: "default",
        light: Palette {
            node: c(0xececff),
            rim: c(0x9370db),
            text: c(0x333333),
            edge: c(0x333333),
            label: c(0x333333),
            group: [c(0xffffde), c(0xfbfbc8)],
            border: c(0xaaaa33),
            title: c(0x333333),
            ..LIGHT
        },
        dark: Palette {
            node: c(0x2a2547),
            rim: c(0xa58be0),
            group: [c(0x1d1d14), c(0x26261a)],
            border: c(0x6b6b35),
            ..DARK
        },
        painted: false,
    },
    Theme {
        name: "neutral",
        light: Palette {
            node: c(0xeeeeee),
            rim: c(0x999999),
            text: c(0x111111),
            edge: c(0x666666),
            label: c(0x333333),
            group: [c(0xfcfcfc), c(0xf5f5f5)],
            border: c(0x707070),
            title: c(0x333333),
            ..LIGHT
        },
        dark: Palette {
            node: c(0x2b2b2b),
            rim: c(0x9a9a9a),
            text: c(0xededed),
            edge: c(0xa0a0a0),
            label: c(0xcccccc),
            group: [c(0x181818), c(0x1f1f1f)],
            border: c(0x5a5a5a),
            title: c(0xc0c0c0),
            ..DARK
        },
        painted: false,
    },
    Theme { name: "dark", light: MERMAID_DARK, dark: MERMAID_DARK, painted: true },
    Theme {
        name: "forest",
        light: Palette {
            node: c(0xcde498),
            rim: c(0x13540c),
            text: c(0x000000),
            edge: c(0x1f3d1a),
            label: c(0x1c2b19),
            group: [c(0xdcffc8), c(0xcdffb2)],
            border: c(0x6eaa49),
            title: c(0x333333),
            ..LIGHT
        },
        dark: Palette {
            node: c(0x2b3a1b),
            rim: c(0x8fbf62),
            edge: c(0x9fb890),
            label: c(0xcbdcc0),
            group: [c(0x141c12), c(0x1a2417)],
            border: c(0x4a6b38),
            title: c(0xb9ceb0),
            ..DARK
        },
        painted: false,
    },
    Theme {
        name: "base",
        light: Palette {
            node: c(0xfff4dd),
            rim: c(0xd9c08a),
            text: c(0x333333),
            edge: c(0x333333),
            label: c(0x333333),
            group: [c(0xf7f9ff), c(0xeff3fd)],
            border: c(0xcfdbf3),
            title: c(0x080600),
            ..LIGHT
        },
        dark: Palette { node: c(0x39311f), rim: c(0xc2a974), ..DARK },
        painted: false,
    },
];

/// Returns the theme of a name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|t| t.name == name)
}

/// Returns the theme that is asked for, else the one that a diagram's configuration names, else siteplan's own, with what the
/// diagram's `themeVariables` change of it.
#[must_use]
pub fn chosen(asked: Option<&str>, config: &Value) -> Theme {
    let theirs = config.get("theme").and_then(Value::as_str);
    let mut theme = *asked.and_then(named).or_else(|| theirs.and_then(named)).unwrap_or(&THEMES[0]);
    // Who asks for a theme by name wants that one, not the diagram's changes of another.
    if (asked.is_none() || asked == theirs)
        && let Some(variables) = config.get("themeVariables")
    {
        vary(&mut theme, variables);
    }
    theme
}

/// Applies Mermaid's `themeVariables`: those of flowcharts. Only `base` derives colors from its primary one, as in Mermaid.
fn vary(theme: &mut Theme, variables: &Value) {
    let get = |name: &str| variables.get(name).and_then(Value::as_str).and_then(Color::parse);
    let base = theme.name == "base";
    let dark_mode = variables.get("darkMode").and_then(Value::as_bool) == Some(true);
    let primary = get("primaryColor").filter(|_| base);
    let lift = if dark_mode { 10.0 } else { -10.0 };
    let derived = |color: Option<Color>| color.map(|c| c.adjusted(0.0, -40.0, lift));
    let tertiary = get("tertiaryColor").filter(|_| base).or_else(|| primary.map(|c| c.adjusted(180.0, 0.0, 5.0)));

    let node = get("mainBkg").or_else(|| get("nodeBkg")).or(primary);
    let rim = get("nodeBorder").or_else(|| get("primaryBorderColor").filter(|_| base)).or_else(|| derived(primary));
    // Mermaid leaves the text as it is on a fill on which nobody can read it.
    let text = get("nodeTextColor").or_else(|| get("primaryTextColor").filter(|_| base)).or_else(|| get("textColor"));
    let text = text.or_else(|| node.map(Color::ink));
    let edge = get("lineColor").or_else(|| get("defaultLinkColor"));
    let label = get("textColor");
    let group = get("clusterBkg").or(tertiary);
    let border =
        get("clusterBorder").or_else(|| get("tertiaryBorderColor").filter(|_| base)).or_else(|| derived(tertiary));
    let title = get("titleColor").or_else(|| get("tertiaryTextColor").filter(|_| base));
    let title = title.or_else(|| group.map(Color::ink));

    let set = |to: &mut Color, color: Option<Color>| *to = color.unwrap_or(*to);
    for palette in [&mut theme.light, &mut theme.dark] {
        set(&mut palette.node, node);
        set(&mut palette.rim, rim);
        set(&mut palette.text, text);
    }
    let light = &mut theme.light;
    set(&mut light.edge, edge);
    set(&mut light.label, label);
    set(&mut light.border, border);
    set(&mut light.title, title);
    if let Some(group) = group {
        light.group = [group; 2];
    }
    // What stands on the page itself is taken over into the dark only where it can be read there.
    let dark = &mut theme.dark;
    let bright = |color: Option<Color>| color.filter(|c| c.luminance() > 0.42);
    set(&mut dark.edge, bright(edge));
    set(&mut dark.label, bright(label));
    if let Some(group) = group.filter(|c| c.luminance() < 0.25) {
        dark.group = [group; 2];
        set(&mut dark.border, border);
        set(&mut dark.title, title.filter(|t| t.luminance() > 0.42));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_asked_for_wins() {
        assert_eq!(chosen(None, &Value::Null).name, "siteplan");
        assert_eq!(chosen(None, &json!({"theme": "forest"})).name, "forest");
        assert_eq!(chosen(Some("neutral"), &json!({"theme": "forest"})).name, "neutral");
        assert_eq!(chosen(None, &json!({"theme": "no such theme"})).name, "siteplan");
    }

    #[test]
    fn only_base_derives_from_the_primary_color() {
        let variables = json!({"primaryColor": "#BB2528"});
        let base = chosen(None, &json!({"theme": "base", "themeVariables": variables}));
        assert_eq!(base.light.node.to_string(), "#bb2528");
        assert_eq!(base.light.rim.to_string(), "#6e3f40");
        assert_eq!(base.light.text.to_string(), "#fff");
        let forest = chosen(None, &json!({"theme": "forest", "themeVariables": variables}));
        assert_eq!(&forest, named("forest").unwrap_or(&THEMES[0]));
    }

    #[test]
    fn variables_are_colors_or_nothing() {
        let hostile = json!({"theme": "base", "themeVariables": {
            "lineColor": "red;}*{fill:url(http://x)", "mainBkg": "</style><script>", "nodeBorder": 7, "clusterBkg": "#123456",
        }});
        let theme = chosen(None, &hostile);
        let base = named("base").unwrap_or(&THEMES[0]);
        assert_eq!(
            (theme.light.edge, theme.light.node, theme.light.rim),
            (base.light.edge, base.light.node, base.light.rim)
        );
        assert_eq!(theme.light.group[0].to_string(), "#123456");
    }

    #[test]
    fn everything_can_be_read() {
        for theme in &THEMES {
            for p in [theme.light, theme.dark] {
                assert!(p.text.contrast(p.node) >= 4.5, "{}: text", theme.name);
                for ground in [p.page, p.group[0], p.group[1]] {
                    assert!(
                        p.title.contrast(ground) >= 4.5 && p.label.contrast(ground) >= 4.5,
                        "{}: labels",
                        theme.name
                    );
                    assert!(p.edge.contrast(ground) >= 3.0, "{}: edges", theme.name);
                }
            }
        }
    }
}
