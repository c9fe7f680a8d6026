//! TOML to [`Config`]; the only user of `toml`. Every mistake is told, not only the first.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Config, Environment, Level, Override, Paths, Policy, Value, Version};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink, nearest},
    source::{Source, Span},
};

/// Every lint of this module.
pub static LINTS: &[&Lint] = &[&INVALID_CONFIGURATION];

/// Something in the project file means nothing.
pub static INVALID_CONFIGURATION: Lint = Lint {
    code: "SP094",
    name: "invalid-configuration",
    pack: Pack::Reading,
    severity: Severity::Error,
    summary: "the project file says something that means nothing",
};

/// Reads a project file. `lints` are all that there are, for levels to be set by code and by name.
#[must_use]
pub fn parse(source: &Source, lints: &[&'static Lint], sink: &mut Sink) -> Config {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let mut reader = Reader { lints, sink, base: source.text.len() - text.len() };
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().map_or_else(|| Span::at(0), |s| reader.span(s));
        reader.tell(span, format!("this is not TOML: {}", error.message()), "");
    }
    reader.config(document.get_ref())
}

/// What can stand at the top of the file.
const KEYS: [&str; 9] =
    ["name", "location", "tags", "environments", "policy", "rules", "overrides", "baseline", "mermaid"];

/// Levels of rules by code, and of packs by word.
type Set = (BTreeMap<&'static str, Level>, BTreeMap<&'static str, Level>);

type Key<'a, 'i> = (&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

struct Reader<'s> {
    lints: &'s [&'static Lint],
    sink: &'s mut Sink,
    base: usize,
}

impl Reader<'_> {
    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "name" => config.name = self.string("name", value),
                "location" => config.location = self.string("location", value),
                "tags" => config.tags = self.tags(value),
                "environments" => config.environments = self.environments(value),
                "policy" => {
                    let words = &Policy::WORDS;
                    config.levels.policy = self.word("policy", value, words, Policy::from_word).unwrap_or_default();
                }
                "rules" => (config.levels.rules, config.levels.packs) = self.rules(value),
                "overrides" => config.levels.overrides = self.overrides(value),
                "baseline" => config.baseline = self.string("baseline", value),
                "mermaid" => config.mermaid = self.version(value),
                _ => self.unknown(key, "key", &KEYS),
            }
        }
        config
    }

    fn environments(&mut self, value: &Spanned<DeValue<'_>>) -> IndexMap<String, Environment> {
        let mut out = IndexMap::new();
        let Some(table) = self.table("environments", value) else { return out };
        for (key, value) in in_order(table) {
            let name = key.get_ref();
            if !is_name(name) {
                let message = format!("`{name}` cannot be the name of an environment");
                self.tell(self.span(key.span()), message, "use letters, digits, `-` and `_`: it names files");
            }
            let mut environment = Environment::default();
            for (key, value) in self.table(name, value).map(in_order).unwrap_or_default() {
                match key.get_ref().as_ref() {
                    "location" => environment.location = self.string("location", value),
                    "tags" => environment.tags = self.tags(value),
                    "parameters" => environment.parameters = self.parameters(value),
                    _ => self.unknown(key, "key", &["location", "tags", "parameters"]),
                }
            }
            out.insert(name.to_string(), environment);
        }
        out
    }

    fn version(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Version> {
        let text = self.string("mermaid", value)?;
        let version = text.parse().ok();
        if version.is_none() {
            let message = format!("`{text}` is no version of Mermaid");
            self.tell(self.span(value.span()), message, "write its first two numbers, as in `mermaid = \"10.9\"`");
        }
        version
    }

    fn tags(&mut self, value: &Spanned<DeValue<'_>>) -> IndexMap<String, String> {
        let table = self.table("tags", value).map(in_order).unwrap_or_default();
        let read = |(key, value): Key<'_, '_>| Some((key.get_ref().to_string(), self.string(key.get_ref(), value)?));
        table.into_iter().filter_map(read).collect()
    }

    fn parameters(&mut self, value: &Spanned<DeValue<'_>>) -> IndexMap<String, Value> {
        let mut out = IndexMap::new();
        for (key, value) in self.table("parameters", value).map(in_order).unwrap_or_default() {
            let name = key.get_ref();
            match scalar(value.get_ref()) {
                Some(read) => {
                    out.insert(name.to_string(), read);
                }
                None => {
                    let wanted = "text, a whole number, true or false, or a list of text";
                    self.wrong_type(name, wanted, value);
                }
            }
        }
        out
    }

    fn overrides(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Override> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type("overrides", "a list of tables, each begun by `[[overrides]]`", value);
            return Vec::new();
        };
        items.iter().map(|item| self.override_(item)).collect()
    }

    fn override_(&mut self, value: &Spanned<DeValue<'_>>) -> Override {
        let mut read = Override::default();
        let (mut paths, mut rules) = (false, false);
        for (key, value) in self.table("overrides", value).map(in_order).unwrap_or_default() {
            match key.get_ref().as_ref() {
                "paths" => (paths, read.paths) = (true, self.paths(value)),
                "rules" => {
                    rules = true;
                    (read.rules, read.packs) = self.rules(value);
                }
                _ => self.unknown(key, "key", &["paths", "rules"]),
            }
        }
        for (there, key, example) in
            [(paths, "paths", "paths = [\"docs/labs/**\"]"), (rules, "rules", "rules = { missing-plan = \"off\" }")]
        {
            if !there {
                let message = format!("this override has no `{key}`");
                self.tell(self.span(value.span()), message, &format!("write `{example}`"));
            }
        }
        read
    }

    fn paths(&mut self, value: &Spanned<DeValue<'_>>) -> Paths {
        let Some(Value::Strings(patterns)) = scalar(value.get_ref()) else {
            self.wrong_type("paths", "a list of text", value);
            return Paths::default();
        };
        let shown = patterns.clone();
        Paths::new(patterns).unwrap_or_else(|(i, why)| {
            let pattern = shown.get(i).map_or("", String::as_str);
            let item = value.get_ref().as_array().and_then(|items| items.get(i)).unwrap_or(value);
            self.tell(self.span(item.span()), format!("`{pattern}` is no pattern: {why}"), "");
            Paths::default()
        })
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>) -> Set {
        let mut set = Set::default();
        for (key, value) in self.table("rules", value).map(in_order).unwrap_or_default() {
            let name = key.get_ref().as_ref();
            let lint = self.lints.iter().find(|l| l.code.eq_ignore_ascii_case(name) || l.name == name);
            let pack =
                [Pack::Reading, Pack::Platform, Pack::Guide, Pack::Practice].into_iter().find(|p| p.as_str() == name);
            if lint.is_none() && pack.is_none() {
                let codes = self.lints.iter().flat_map(|l| [l.name, l.code]);
                let known: Vec<&str> = codes.chain(["reading", "platform", "guide", "practice"]).collect();
                self.unknown(key, "rule", &known);
                continue;
            }
            let Some(level) = self.word(name, value, &Level::WORDS, Level::from_word) else { continue };
            if let Some(lint) = lint {
                set.0.insert(lint.code, level);
            } else if let Some(pack) = pack {
                set.1.insert(pack.as_str(), level);
            }
        }
        set
    }

    fn table<'a, 'i>(&mut self, name: &str, value: &'a Spanned<DeValue<'i>>) -> Option<&'a DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(name, "a table", value);
        }
        table
    }

    fn string(&mut self, name: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(name, "text in quotes", value);
        }
        text.map(str::to_owned)
    }

    fn word<T>(
        &mut self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        words: &[&str],
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.string(name, value)?;
        let found = read(&text);
        if found.is_none() {
            let help = suggestion(&text, words);
            self.tell(self.span(value.span()), format!("`{name}` cannot be `{text}`"), &help);
        }
        found
    }

    fn wrong_type(&mut self, name: &str, wanted: &str, value: &Spanned<DeValue<'_>>) {
        let message = format!("`{name}` must be {wanted}; this is {}", article(value.get_ref().type_str()));
        self.tell(self.span(value.span()), message, "");
    }

    fn unknown(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, what: &str, known: &[&str]) {
        let name = key.get_ref();
        self.tell(self.span(key.span()), format!("there is no {what} `{name}`"), &suggestion(name, known));
    }

    fn tell(&mut self, span: Span, message: String, help: &str) {
        let found = Diagnostic::new(&INVALID_CONFIGURATION, span, message);
        self.sink.push(if help.is_empty() { found } else { found.help(help) });
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }
}

/// Returns a table's entries as they stand in the file.
fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<Key<'a, 'i>> {
    let mut entries: Vec<Key<'a, 'i>> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn scalar(value: &DeValue<'_>) -> Option<Value> {
    match value {
        DeValue::String(text) => Some(Value::String(text.to_string())),
        DeValue::Boolean(value) => Some(Value::Bool(*value)),
        DeValue::Integer(number) => {
            i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok().map(Value::Int)
        }
        DeValue::Array(items) => {
            let texts: Option<Vec<String>> = items.iter().map(|i| i.get_ref().as_str().map(str::to_owned)).collect();
            texts.map(Value::Strings)
        }
        DeValue::Table(table) => {
            let text =
                |(key, value): Key<'_, '_>| Some((key.get_ref().to_string(), value.get_ref().as_str()?.to_owned()));
            in_order(table).into_iter().map(text).collect::<Option<_>>().map(Value::Texts)
        }
        DeValue::Float(_) | DeValue::Datetime(_) => None,
    }
}

/// Returns a type of TOML with its article.
fn article(name: &str) -> String {
    let article = if name.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {name}")
}

fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied(), 1).first() {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.len() <= 8 => {
            let words: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
            format!("use one of {}", words.join(", "))
        }
        None => "`siteplan explain` lists them all".to_owned(),
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 60 && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    static SKIP: Lint =
        Lint { code: "SP201", name: "two-entries", pack: Pack::Guide, severity: Severity::Error, summary: "" };

    fn read(text: &str) -> (Config, Vec<String>) {
        let source = Source::new("siteplan.toml", text);
        let mut sink = Sink::new();
        let config = parse(&source, &[&SKIP], &mut sink);
        let told = sink.into_sorted().into_iter().map(|d| {
            let at = source.position(d.span.start);
            format!("{}:{} {} ({})", at.line, at.column, d.message, d.help.as_deref().unwrap_or(""))
        });
        (config, told.collect())
    }

    #[test]
    fn everything_that_can_be_said() {
        let (config, told) = read(concat!(
            "name = \"shop\"\nlocation = \"koreacentral\"\npolicy = \"azure\"\n[tags]\nteam = \"web\"\n",
            "[environments.prod]\nlocation = \"westeurope\"\ntags = { env = \"prod\" }\n",
            "parameters = { sku = \"P1v3\", capacity = 3, optional = true }\n[environments.dev]\n",
            "[rules]\ntwo-entries = \"off\"\npractice = \"note\"\n",
        ));
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(config.name.as_deref(), Some("shop"));
        assert_eq!(config.environments.keys().collect::<Vec<_>>(), ["prod", "dev"]);
        assert_eq!(config.environments["prod"].parameters["capacity"], Value::Int(3));
        assert_eq!(config.levels.apply(&SKIP, Severity::Error), None);
        assert_eq!(config.levels.packs["practice"], Level::At(Severity::Note));
    }

    #[test]
    fn every_mistake_is_told_with_the_nearest_word() {
        let (_, told) = read(concat!(
            "naem = \"x\"\nlocation = 3\npolicy = \"azur\"\n[rules]\ntwo-entrys = \"off\"\nSP201 = \"warn\"\n",
            "[environments.\"a/b\"]\n[environments.dev]\nlocatoin = \"x\"\n",
        ));
        assert_eq!(
            told,
            [
                "1:1 there is no key `naem` (did you mean `name`?)",
                "2:12 `location` must be text in quotes; this is an integer ()",
                "3:10 `policy` cannot be `azur` (did you mean `azure`?)",
                "5:1 there is no rule `two-entrys` (did you mean `two-entries`?)",
                "6:9 `SP201` cannot be `warn` (did you mean `warning`?)",
                "7:15 `a/b` cannot be the name of an environment (use letters, digits, `-` and `_`: it names files)",
                "9:1 there is no key `locatoin` (did you mean `location`?)",
            ]
        );
    }

    #[test]
    fn some_documents_have_levels_of_their_own() {
        let (config, told) = read(concat!(
            "[rules]\ntwo-entries = \"warning\"\n",
            "[[overrides]]\npaths = [\"docs/labs/**\", \"*.mmd\"]\nrules = { two-entries = \"off\" }\n",
            "[[overrides]]\npaths = [\"docs/labs/real/**\"]\nrules = { SP201 = \"error\" }\n",
        ));
        assert_eq!(told, Vec::<String>::new());
        let level = |path: &str| config.for_path(path).levels.apply(&SKIP, Severity::Note);
        assert_eq!(level("docs/shop.md"), Some(Severity::Warning));
        assert_eq!(level("docs/labs/a/b.md"), None);
        assert_eq!(level("a.mmd"), None);
        assert_eq!(level("docs/a.mmd"), Some(Severity::Warning), "`*` stays within a folder");
        assert_eq!(level("docs/labs/real/a.md"), Some(Severity::Error));
    }

    #[test]
    fn an_override_that_means_nothing_is_told() {
        let (_, told) = read("[[overrides]]\npaths = [\"a\", \"docs/[\"]\n[[overrides]]\nrule = 1\n");
        assert_eq!(told.len(), 5, "{told:?}");
        assert!(told[0].starts_with("1:1 this override has no `rules`"), "{told:?}");
        assert!(told[1].starts_with("2:15 `docs/[` is no pattern"), "{told:?}");
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_place() {
        let (_, told) = read("name = \"x\"\nlocation = \n");
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("2:1"), "{told:?}");
    }

    #[test]
    fn the_policy_is_the_default_of_the_guides_rules_only() {
        let (config, _) = read("policy = \"azure\"\n");
        assert_eq!(config.levels.apply(&SKIP, Severity::Error), None);
        let (config, _) = read("policy = \"azure\"\n[rules]\nguide = \"warning\"\n");
        assert_eq!(config.levels.apply(&SKIP, Severity::Error), Some(Severity::Warning));
    }
}
