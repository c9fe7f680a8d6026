//! Language stacks of App Service on Linux, by the names that people write.
//!
//! Source: the `linuxFxVersion` values of azurerm 5.2 and `az webapp list-runtimes`.

use super::{Runtime, Word};

/// A stack that a label names, and how many words name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeMatch {
    /// The stack.
    pub runtime: Runtime,
    /// The number of words.
    pub len: usize,
}

struct Stack {
    /// Words that mean it.
    words: &'static [&'static str],
    /// How people write it.
    title: &'static str,
    /// The name before the bar.
    fx: &'static str,
    /// (what a label may say, what follows the bar); the last is taken where no version is said.
    versions: &'static [(&'static str, &'static str)],
}

static STACKS: &[Stack] = &[
    Stack {
        words: &["python"],
        title: "Python",
        fx: "PYTHON",
        versions: &[
            ("3.9", "3.9"),
            ("3.10", "3.10"),
            ("3.11", "3.11"),
            ("3.12", "3.12"),
            ("3.14", "3.14"),
            ("3.13", "3.13"),
        ],
    },
    Stack {
        words: &["node", "node.j", "node.js", "nodej", "nodejs"],
        title: "Node.js",
        fx: "NODE",
        versions: &[("18", "18-lts"), ("20", "20-lts"), ("24", "24-lts"), ("22", "22-lts")],
    },
    Stack {
        words: &[".net", "dotnet", "asp.net", "dotnetcore"],
        title: ".NET",
        fx: "DOTNETCORE",
        versions: &[
            ("6", "6.0"),
            ("6.0", "6.0"),
            ("8", "8.0"),
            ("8.0", "8.0"),
            ("9", "9.0"),
            ("9.0", "9.0"),
            ("10", "10.0"),
            ("10.0", "10.0"),
        ],
    },
    Stack {
        words: &["java"],
        title: "Java",
        fx: "JAVA",
        versions: &[
            ("8", "8-jre8"),
            ("11", "11-java11"),
            ("17", "17-java17"),
            ("25", "25-java25"),
            ("21", "21-java21"),
        ],
    },
    Stack {
        words: &["tomcat"],
        title: "Tomcat",
        fx: "TOMCAT",
        versions: &[
            ("9", "9.0-java17"),
            ("9.0", "9.0-java17"),
            ("10", "10.1-java21"),
            ("11", "11.0-java21"),
            ("10.1", "10.1-java21"),
        ],
    },
    Stack { words: &["php"], title: "PHP", fx: "PHP", versions: &[("8.2", "8.2"), ("8.3", "8.3"), ("8.4", "8.4")] },
];

/// Returns the stack that begins at the first of the words.
#[must_use]
pub fn runtime_of(words: &[Word]) -> Option<RuntimeMatch> {
    let first = words.first()?;
    let stack =
        STACKS.iter().find(|s| s.words.contains(&first.stem.as_str()) || s.words.contains(&first.text.as_str()))?;
    // `System Node Pool` runs no JavaScript.
    if first.text.starts_with("node") && words.get(1).is_some_and(|w| matches!(w.stem.as_str(), "pool" | "group")) {
        return None;
    }
    let skip = usize::from(matches!(words.get(1).map(|w| w.text.as_str()), Some("core" | "se")));
    let said = words.get(1 + skip).filter(|w| w.line == first.line).map(|w| w.text.as_str());
    let version = said.and_then(|v| stack.versions.iter().find(|(label, _)| *label == v));
    let (value, len) = match version {
        Some((_, value)) => (value, 2 + skip),
        None => (&stack.versions.last()?.1, 1),
    };
    Some(RuntimeMatch {
        runtime: Runtime {
            fx: format!("{}|{value}", stack.fx),
            title: format!("{} {}", stack.title, said.filter(|_| version.is_some()).unwrap_or(value)),
        },
        len,
    })
}
