//! What holds for all kinds.

use std::collections::BTreeMap;
use std::path::Path;

use siteplan::catalog::{KINDS, Kind, Nature, phrase};

fn page(kind: &Kind) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/resources").join(format!("{}.md", kind.id));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn ids_are_unique_and_in_kebab_case() {
    let mut seen = BTreeMap::new();
    for kind in KINDS {
        assert!(seen.insert(kind.id, ()).is_none(), "{} twice", kind.id);
        let plain = kind.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(
            plain && kind.id.starts_with(|c: char| c.is_ascii_lowercase()) && !kind.id.ends_with('-'),
            "{}",
            kind.id
        );
    }
}

#[test]
fn no_phrase_belongs_to_two_kinds() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for kind in KINDS {
        for name in kind.names.iter().chain(kind.weak_names) {
            assert_eq!(*name, name.to_lowercase(), "{}: names are in lower case", kind.id);
            let stems = phrase(name).join(" ");
            assert!(!stems.is_empty(), "{}: an empty name", kind.id);
            if let Some(other) = owners.insert(stems.clone(), kind.id) {
                panic!("`{stems}` belongs to {other} and to {}", kind.id);
            }
        }
    }
}

#[test]
fn every_kind_says_what_it_is() {
    for kind in KINDS {
        assert!(!kind.title.is_empty() && kind.summary.ends_with('.') && !kind.names.is_empty(), "{}", kind.id);
        assert!(kind.glyph.starts_with('M'), "{}: no picture", kind.id);
    }
}

#[test]
fn what_is_deployed_has_a_name_and_a_version() {
    // A zone is called by its own name, which no abbreviation goes before.
    let unnamed = ["private-dns-zone"];
    for kind in KINDS.iter().filter(|k| k.is_deployed()) {
        let resource = kind.resource.expect("a type");
        assert!(!kind.naming.abbreviation.is_empty() || unnamed.contains(&kind.id), "{}: no abbreviation", kind.id);
        let date: Vec<&str> = resource.api.split('-').collect();
        assert!(date.len() == 3 && date.iter().all(|d| d.parse::<u32>().is_ok()), "{}: {}", kind.id, resource.api);
    }
}

#[test]
fn private_zones_are_those_of_private_link() {
    for kind in KINDS {
        for link in kind.private_links {
            assert!(!link.zones.is_empty(), "{}: {} has no zone", kind.id, link.group);
            for zone in link.zones {
                assert!(zone.starts_with("privatelink."), "{}: {zone}", kind.id);
            }
        }
        for role in kind.roles {
            assert_eq!(role.guid.len(), 36, "{}: {}", kind.id, role.name);
        }
    }
}

#[test]
fn data_has_a_way_to_be_let_in() {
    // Databases have users of their own, and these kinds keep their own lists of identities.
    let own = ["sql-server", "postgresql", "mysql", "redis-cache", "managed-redis", "cosmos-db"];
    for kind in KINDS.iter().filter(|k| k.data && k.is_deployed()) {
        assert!(!kind.roles.is_empty() || own.contains(&kind.id), "{}: nobody may use its data", kind.id);
    }
}

#[test]
fn every_kind_has_a_page_that_says_what_the_catalogue_says() {
    for kind in KINDS {
        let page = page(kind);
        let lines = page.lines().count();
        assert!((12..=60).contains(&lines), "{}: {lines} lines", kind.id);
        let head = format!("# {}\n", kind.title);
        assert!(page.starts_with(&head), "{}: the page begins with its title", kind.id);
        let words: Vec<&str> = kind.names.iter().chain(kind.weak_names).copied().collect();
        let links = kind.private_links.iter();
        let private: Vec<&str> = links.flat_map(|l| std::iter::once(l.group).chain(l.zones.iter().copied())).collect();
        let roles: Vec<&str> = kind.roles.iter().map(|r| r.name).collect();
        let settings: Vec<&str> = kind.settings.iter().map(|s| s.name).collect();
        for word in [words, private, roles, settings].concat() {
            assert!(page.contains(&format!("`{word}`")) || page.contains(word), "{}: no `{word}`", kind.id);
        }
        for property in kind.properties {
            assert!(page.contains(&format!("- `{}=…`", property.key)), "{}: no `{}`", kind.id, property.key);
            let list = page.lines().find(|l| l.starts_with(&format!("- `{}=…`", property.key))).expect("a line");
            for word in property.words() {
                assert!(list.contains(&format!("`{word}`")), "{}: {} may be `{word}`", kind.id, property.key);
            }
        }
        if let Some(resource) = kind.resource {
            assert!(page.contains(resource.name), "{}: no {}", kind.id, resource.name);
        }
        let deployed = matches!(kind.nature, Nature::Resource | Nature::Container) && kind.is_deployed();
        assert!(!deployed || page.contains("## Deployed"), "{}: nothing on what is deployed", kind.id);
    }
}
