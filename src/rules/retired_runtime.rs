//! SP338: a label names a version of a language stack that is no longer supported.

use super::{Rule, Scope, Source, scope::called};
use crate::{
    catalog::{Word, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP338",
        name: "retired-runtime",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "A label names a version of a language stack that is no longer supported.",
    },
    sources: &[Source {
        title: "Language runtime support policy for App Service",
        url: "https://learn.microsoft.com/azure/app-service/language-support-policy",
        read: "2026-09",
    }],
    also: &["Azure.AppService.NETVersion", "Azure.AppService.PHPVersion", "Azure.AppService.NodeJsVersion", "CKV_AZURE_80", "CKV_AZURE_81", "CKV_AZURE_82", "CKV_AZURE_83"],
    check,
};

/// Versions without support from their makers: the words of the stack, the version, and the month in which it ended. Sources: the
/// makers' own calendars (devguide.python.org, nodejs.org, dotnet.microsoft.com, php.net).
const ENDED: &[(&[&str], &str, &str)] = &[
    (&["python"], "3.6", "2021-12"),
    (&["python"], "3.7", "2023-06"),
    (&["python"], "3.8", "2024-10"),
    (&["python"], "3.9", "2025-10"),
    (&["node", "node.js", "nodejs"], "12", "2022-04"),
    (&["node", "node.js", "nodejs"], "14", "2023-04"),
    (&["node", "node.js", "nodejs"], "16", "2023-09"),
    (&["node", "node.js", "nodejs"], "18", "2025-04"),
    (&[".net", "dotnet", "dotnetcore"], "3.1", "2022-12"),
    (&[".net", "dotnet"], "5", "2022-05"),
    (&[".net", "dotnet"], "5.0", "2022-05"),
    (&[".net", "dotnet"], "6", "2024-11"),
    (&[".net", "dotnet"], "6.0", "2024-11"),
    (&[".net", "dotnet"], "7", "2024-05"),
    (&[".net", "dotnet"], "7.0", "2024-05"),
    (&["php"], "7.4", "2022-11"),
    (&["php"], "8.0", "2023-11"),
    (&["php"], "8.1", "2025-12"),
];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, app) in scope.architecture.apps().filter(|(_, a)| a.is_drawn()) {
        let texts = app.nodes.iter().filter_map(|n| scope.model.readings.get(n));
        let Some((reading, (stack, version, ended))) = texts.filter_map(|r| Some((r, named(&words(std::slice::from_ref(&r.text)))?))).next()
        else {
            continue;
        };
        let mut found = Diagnostic::new(&RULE.lint, reading.span, format!("`{}` runs on {stack} {version}", called(app)))
            .label(format!("without support since {ended}"))
            .note("no faults are mended any more, and App Service takes such versions out of its images")
            .help("move to a version that is supported")
            .node(app.node());
        // What siteplan does not know any more is written as the stack's usual version.
        let written = app.facts.runtime.as_ref().map(|r| r.title.clone()).filter(|t| !t.ends_with(&format!(" {version}")));
        if let Some(written) = written {
            found = found.note(format!("siteplan writes {written}"));
        }
        sink.push(found);
    }
}

/// The first stack in a label with a version that has ended, as written.
fn named(words: &[Word]) -> Option<(String, &'static str, &'static str)> {
    words.windows(2).enumerate().find_map(|(i, pair)| {
        let [stack, version] = pair else { return None };
        // `.NET Core 3.1` has a word between.
        let version = if version.text == "core" { words.get(i + 2)? } else { version };
        let hit = ENDED.iter().find(|(names, number, _)| names.contains(&stack.text.as_str()) && *number == version.text)?;
        let title = match hit.0.first().copied()? {
            "python" => "Python",
            "node" => "Node.js",
            "php" => "PHP",
            _ => ".NET",
        };
        Some((title.to_owned(), hit.1, hit.2))
    })
}
