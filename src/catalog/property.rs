//! Properties that a drawing may state: what siteplan sets securely by itself, and the author may want otherwise.

use std::net::Ipv4Addr;

use super::Facts;
use crate::source::Span;

/// One property of a kind.
#[derive(Debug)]
pub struct Property {
    /// The key of an annotation, such as `tls`.
    pub key: &'static str,
    /// What it is, in one line.
    pub meaning: &'static str,
    /// What it may be.
    pub values: Values,
}

/// What a property may be.
#[derive(Debug)]
pub enum Values {
    /// One of these, the first where nothing is said.
    Words(&'static [Choice]),
    /// A path of the app, such as `/health`; none where nothing is said.
    Path,
    /// Origins such as `https://shop.example`, parted by commas, or `*`; none where nothing is said.
    Origins,
    /// A public IPv4 address or a DNS name; none where nothing is said. A label states an address only.
    Host,
}

/// A value of a property.
#[derive(Debug)]
pub struct Choice {
    /// The value.
    pub value: &'static str,
    /// Phrases in labels that mean it, in lower case.
    pub phrases: &'static [&'static str],
}

/// A property that the drawing states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedProperty {
    /// The key.
    pub key: &'static str,
    /// The value.
    pub value: String,
    /// Where it is stated.
    pub span: Span,
}

const fn choice(value: &'static str, phrases: &'static [&'static str]) -> Choice {
    Choice { value, phrases }
}

/// The oldest TLS version that is taken.
pub(super) const TLS: Property = Property {
    key: "tls",
    meaning: "the oldest TLS version that is taken",
    values: Values::Words(&[
        choice("1.2", &["tls 1.2", "tls1.2", "tls v1.2"]),
        choice("1.3", &["tls 1.3", "tls1.3", "tls v1.3"]),
        choice("1.1", &["tls 1.1", "tls1.1", "tls v1.1"]),
        choice("1.0", &["tls 1.0", "tls1.0", "tls v1.0"]),
    ]),
};

/// What a web app, a function app and their slots have in common.
pub(super) static SITE: &[Property] = &[
    Property {
        key: "https-only",
        meaning: "whether requests over plain HTTP are turned to HTTPS",
        values: Values::Words(&[
            choice("on", &["https only"]),
            choice("off", &["http only", "plain http", "http and https", "http allowed", "https only off"]),
        ]),
    },
    TLS,
    Property {
        key: "ftp",
        meaning: "which file transfer reaches the app's files",
        values: Values::Words(&[
            choice("off", &["ftp off", "ftp disabled", "no ftp", "ftps off", "ftps disabled"]),
            choice("ftps-only", &["ftps only"]),
            choice("all", &["ftp on", "ftp enabled", "ftp allowed", "ftp deployment", "ftp upload", "ftp access"]),
        ]),
    },
    Property {
        key: "basic-auth",
        meaning: "whether passwords publish to FTP and to the SCM site",
        values: Values::Words(&[
            choice("off", &["basic auth off", "basic auth disabled", "no basic auth"]),
            choice("on", &["publishing credentials", "publish profile", "publishing profile", "basic auth on"]),
        ]),
    },
    Property {
        key: "remote-debugging",
        meaning: "whether a debugger may attach from outside",
        values: Values::Words(&[
            choice("off", &["remote debugging off", "no remote debugging", "remote debugging disabled"]),
            choice("on", &["remote debugging", "remote debugging on", "remote debugging enabled"]),
        ]),
    },
    Property {
        key: "always-on",
        meaning: "whether the app stays loaded without requests, where the plan allows it",
        values: Values::Words(&[
            choice("on", &["always on"]),
            choice("off", &["always on off", "no always on", "always on disabled"]),
        ]),
    },
    Property {
        key: "http2",
        meaning: "whether clients may speak HTTP/2",
        values: Values::Words(&[
            choice("on", &["http/2", "http2"]),
            choice("off", &["http/1.1 only", "no http/2", "http/2 off", "http2 off", "http/2 disabled"]),
        ]),
    },
    Property {
        key: "affinity",
        meaning: "whether a client is kept on one instance by a cookie",
        values: Values::Words(&[
            choice("off", &["affinity off", "arr affinity off", "no affinity"]),
            choice("on", &["affinity on", "arr affinity", "session affinity", "sticky sessions"]),
        ]),
    },
    Property { key: "health", meaning: "the path that tells whether an instance is healthy", values: Values::Path },
    Property { key: "cors", meaning: "the origins whose pages may call the app", values: Values::Origins },
];

/// Whether keys open a storage account.
pub(super) const SHARED_KEYS: Property = Property {
    key: "shared-keys",
    meaning: "whether the account's keys open it, beside identities",
    values: Values::Words(&[
        choice("off", &["no access keys", "access keys off", "shared keys off", "no shared keys"]),
        choice("on", &["access key", "access keys", "account key", "account keys", "shared key", "shared keys"]),
    ]),
};

/// Whether a deleted vault is kept for its retention time, whatever happens.
pub(super) const PURGE_PROTECTION: Property = Property {
    key: "purge-protection",
    meaning: "whether a deleted vault is kept until its time is over",
    values: Values::Words(&[
        choice("on", &["purge protection", "purge protection on"]),
        choice("off", &["no purge protection", "purge protection off", "purge protection disabled"]),
    ]),
};

impl Property {
    /// Returns the words that it takes; none where it takes any path or origin.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        match self.values {
            Values::Words(choices) => choices.iter().map(|c| c.value).collect(),
            Values::Path | Values::Origins | Values::Host => Vec::new(),
        }
    }

    /// Returns what is wrong with a value, as the second half of a sentence; none where it fits.
    #[must_use]
    pub fn refuses(&self, value: &str) -> Option<&'static str> {
        match self.values {
            Values::Words(choices) => (!choices.iter().any(|c| c.value == value)).then_some("is not one of its values"),
            Values::Path => (!value.starts_with('/')).then_some("is no path: it begins with `/`"),
            Values::Origins => {
                let fits = |o: &str| o == "*" || o.starts_with("https://") || o.starts_with("http://");
                (!value.split(',').all(fits)).then_some("is no origin, such as `https://shop.example`, and not `*`")
            }
            Values::Host => match value.parse::<Ipv4Addr>() {
                Ok(address) => (!is_public(address)).then_some("is no address that the Internet knows"),
                Err(_) => (!is_name(value)).then_some("is neither an IPv4 address nor a DNS name"),
            },
        }
    }

    /// Returns the value that a label states, with the words that say it.
    ///
    /// The longest phrase wins, so that `remote debugging off` does not turn it on; a denial before a phrase leaves it unsaid.
    #[must_use]
    pub fn said(&self, line: &str) -> Option<(String, String)> {
        let lower = line.to_lowercase();
        if lower.len() != line.len() {
            return None;
        }
        let tokens = tokens(&lower);
        let text = |from: usize, len: usize| -> Option<String> {
            let (start, end) = (tokens.get(from)?.0, tokens.get(from + len - 1)?);
            line.get(start..end.0 + end.1.len()).map(str::to_owned)
        };
        match self.values {
            Values::Words(choices) => {
                let mut best: Option<(usize, usize, &str)> = None;
                for choice in choices {
                    for phrase in choice.phrases {
                        let words = phrase.split(' ').count();
                        let at = tokens.windows(words).position(|w| w.iter().map(|t| t.1).eq(phrase.split(' ')));
                        if let Some(at) = at.filter(|_| best.is_none_or(|(_, len, _)| words > len)) {
                            best = Some((at, words, choice.value));
                        }
                    }
                }
                let (at, len, value) = best?;
                let around = [at.checked_sub(1), Some(at + len)];
                let denied = around.into_iter().flatten().filter_map(|i| tokens.get(i)).any(|t| DENIALS.contains(&t.1));
                (!denied).then(|| Some((value.to_owned(), text(at, len)?)))?
            }
            Values::Path => {
                let at = tokens.windows(2).position(|w| w[0].1 == "health" && w[1].1.starts_with('/'))?;
                Some((tokens.get(at + 1)?.1.to_owned(), text(at, 2)?))
            }
            Values::Origins => {
                let at = tokens.windows(2).position(|w| w[0].1 == "cors" && w[1].1 == "*")?;
                if at.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| DENIALS.contains(&t.1)) {
                    return None;
                }
                Some(("*".to_owned(), text(at, 2)?))
            }
            Values::Host => {
                let mut addresses = tokens.iter().filter_map(|t| t.1.parse::<Ipv4Addr>().ok());
                let address = addresses.find(|a| is_public(*a))?.to_string();
                Some((address.clone(), address))
            }
        }
    }
}

/// Whether an address may be one of the Internet.
fn is_public(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    // 100.64.0.0/10 is shared by the customers of a provider.
    let is_shared = first == 100 && (64..128).contains(&second);
    let is_own = address.is_private() || address.is_loopback() || address.is_link_local() || is_shared;
    !is_own && first != 0 && first < 224
}

/// Whether a text has the form of a DNS name with a dot in it.
fn is_name(text: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let ends_in_letters = text.rsplit('.').next().is_some_and(|l| !l.chars().all(|c| c.is_ascii_digit()));
    text.len() <= 253 && text.contains('.') && ends_in_letters && text.split('.').all(label)
}

/// Words beside a phrase by which a label speaks of what is not there.
const DENIALS: &[&str] = &["no", "not", "without", "never", "off", "disabled", "disable", "denied", "blocked"];

/// The words of a line with their places; signs that belong to a value stay: `/health`, `*`, `1.2`.
fn tokens(line: &str) -> Vec<(usize, &str)> {
    let part = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '/' | '*' | '_'));
    let words = line.split(part).filter(|w| !w.is_empty());
    words
        .map(|w| (w.as_ptr() as usize - line.as_ptr() as usize, w.trim_end_matches(['.', '/'])))
        .filter(|w| !w.1.is_empty())
        .collect()
}

impl Facts {
    /// Returns what is stated of a property.
    #[must_use]
    pub fn property(&self, key: &str) -> Option<&StatedProperty> {
        self.properties.iter().find(|p| p.key == key)
    }

    /// Returns the value of a property, or another where none is stated.
    #[must_use]
    pub fn property_or<'a>(&'a self, key: &str, default: &'a str) -> &'a str {
        self.property(key).map_or(default, |p| p.value.as_str())
    }

    /// States a property, unless it is stated already.
    pub fn state(&mut self, stated: StatedProperty) {
        if self.property(stated.key).is_none() {
            self.properties.push(stated);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(key: &str, line: &str) -> Option<String> {
        SITE.iter().find(|p| p.key == key).and_then(|p| p.said(line)).map(|(value, _)| value)
    }

    #[test]
    fn labels_state_properties_in_whole_words() {
        assert_eq!(said("tls", "min TLS 1.0"), Some("1.0".to_owned()));
        assert_eq!(said("tls", "TLS 1.05"), None);
        assert_eq!(said("https-only", "(HTTP only)"), Some("off".to_owned()));
        assert_eq!(said("https-only", "HTTPS only"), Some("on".to_owned()));
        assert_eq!(said("health", "health: /healthz"), Some("/healthz".to_owned()));
        assert_eq!(said("cors", "CORS *"), Some("*".to_owned()));
        assert_eq!(said("cors", "CORS for the shop"), None);
    }

    #[test]
    fn what_is_denied_is_not_stated() {
        assert_eq!(said("remote-debugging", "remote debugging off"), Some("off".to_owned()));
        assert_eq!(said("tls", "no TLS 1.0"), None);
        assert_eq!(said("ftp", "No FTP"), Some("off".to_owned()));
        assert_eq!(said("basic-auth", "without publish profile"), None);
        assert_eq!(said("ftp", "FTP importer"), None);
    }

    #[test]
    fn a_label_states_a_public_address_and_an_annotation_a_name_as_well() {
        let host = Property { key: "device", meaning: "", values: Values::Host };
        let said = |line: &str| host.said(line).map(|(value, _)| value);
        assert_eq!(said("Branch (203.0.113.10)"), Some("203.0.113.10".to_owned()));
        assert_eq!(said("Branch 192.168.0.1, 198.51.100.7"), Some("198.51.100.7".to_owned()));
        assert_eq!(said("Branch 10.0.0.0/16, see vpn.example.com"), None);
        for good in ["203.0.113.10", "vpn.example.com", "vpn-1.example.com"] {
            assert_eq!(host.refuses(good), None, "{good}");
        }
        for bad in ["10.0.0.1", "100.64.1.1", "127.0.0.1", "239.1.1.1", "vpn", "a_b.example.com", "1.2.3", "-a.example"]
        {
            assert!(host.refuses(bad).is_some(), "{bad}");
        }
    }
}
