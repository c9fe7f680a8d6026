//! Labels as words.
//!
//! `App Services<br/>(P1v3)` and `app service` have to meet: lower case, punctuation aside, plural or not, whole words only.

use std::borrow::Cow;

/// A word of a label and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case, without a plural's s.
    pub stem: String,
    /// In lower case, as written.
    pub text: String,
    /// The line of the label, from 0.
    pub line: usize,
    /// What stands between this word and the one before it, blanks aside: `+`, `/`, `(`.
    pub before: String,
}

/// Splits lines into words: runs of letters and digits, with dots inside (`3.11`, `privatelink.azurewebsites.net`).
#[must_use]
pub fn words(lines: &[String]) -> Vec<Word> {
    let mut out = Vec::new();
    for (line, text) in lines.iter().enumerate() {
        let mut before = String::new();
        let mut word = String::new();
        let chars: Vec<char> = text.chars().collect();
        for (i, c) in chars.iter().enumerate() {
            // `(.NET 10)` begins with a dot, `...` and `a..b` have none inside.
            let inner_dot = *c == '.'
                && chars.get(i + 1).is_some_and(|n| n.is_alphanumeric())
                && (i == 0 || chars.get(i - 1).is_some_and(|p| *p != '.'));
            // `Azure仮想ネットワーク` has no blank between the maker and the thing.
            let latin = |c: char| c.is_ascii_alphanumeric();
            if c.is_alphanumeric() && word.chars().last().is_some_and(|l| wide(l) && latin(*c) || latin(l) && wide(*c))
            {
                flush(&mut out, &mut word, &mut before, line);
            }
            let blank = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_whitespace());
            if c.is_alphanumeric() || *c == '#' || inner_dot {
                word.extend(c.to_lowercase());
            } else {
                flush(&mut out, &mut word, &mut before, line);
                if *c == '-' && blank(i.checked_sub(1)) && blank(Some(i + 1)) {
                    // A dash between words parts them, a hyphen joins them.
                    before.push('–');
                } else if !c.is_whitespace() {
                    before.push(*c);
                }
            }
        }
        flush(&mut out, &mut word, &mut before, line);
    }
    out
}

/// Whether a character belongs to a script that is written without blanks between words.
const fn wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn flush(out: &mut Vec<Word>, word: &mut String, before: &mut String, line: usize) {
    if !word.is_empty() {
        let text = std::mem::take(word);
        out.push(Word { stem: stem(&text), text, line, before: std::mem::take(before) });
    }
}

/// Removes a plural's s.
#[must_use]
pub fn stem(word: &str) -> String {
    stem_of(word).to_owned()
}

fn stem_of(word: &str) -> &str {
    // Of three letters few end in a plural's s: `AWS` and `TLS` do not.
    if matches!(word, "vms" | "pes" | "dbs" | "ips" | "rgs" | "mis") {
        return &word[..2];
    }
    let plural = word.len() > 3
        && word.ends_with('s')
        && !word.contains('.')
        && !["ss", "us", "is", "dns"].iter().any(|e| word.ends_with(e));
    if plural { &word[..word.len() - 1] } else { word }
}

/// Returns the stems of a phrase of the catalogue.
#[must_use]
pub fn phrase(text: &str) -> Vec<Cow<'_, str>> {
    match plain(text) {
        true => text.split(' ').filter(|word| !word.is_empty()).map(|word| Cow::Borrowed(stem_of(word))).collect(),
        false => words(&[text.to_owned()]).into_iter().map(|w| Cow::Owned(w.stem)).collect(),
    }
}

/// Returns how many of these words, from the first, are a phrase of the catalogue; none where they do not begin with it.
#[must_use]
pub fn begin_with(words: &[Word], text: &str) -> Option<usize> {
    if !words.first().is_some_and(|word| text.starts_with(&word.stem)) {
        // Most end here, before the phrase is taken apart.
        return None;
    }
    let mut stems = text.split(' ').filter(|word| !word.is_empty()).map(stem_of);
    let mut run = words.iter().map(|word| word.stem.as_str());
    if !plain(text) {
        let stems = phrase(text);
        return (stems.len() <= words.len() && run.take(stems.len()).eq(stems.iter())).then_some(stems.len());
    }
    let mut len = 0;
    stems
        .all(|stem| {
            len += 1;
            run.next() == Some(stem)
        })
        .then_some(len)
}

/// Whether blanks alone part a phrase's words, and none of them changes but by its plural. Most phrases are so, and each start of the
/// program compares many of them.
fn plain(text: &str) -> bool {
    let latin = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split(' ').all(|word| latin(word) || word.chars().all(wide))
}

/// Splits an id that serves as its own label: `KeyVault`, `key_vault`, `PE1`.
#[must_use]
pub fn spaced(id: &str) -> String {
    let mut out = String::with_capacity(id.len() + 4);
    let mut previous = ' ';
    for c in id.chars() {
        if c == '_' || c == '-' {
            out.push(' ');
        } else {
            if c.is_uppercase() && previous.is_lowercase() {
                out.push(' ');
            }
            out.push(c);
        }
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_meet_whatever_the_spelling() {
        let of = |text: &str| words(&[text.to_owned()]).into_iter().map(|w| w.stem).collect::<Vec<_>>();
        assert_eq!(of("App Services (P1v3)"), ["app", "service", "p1v3"]);
        assert_eq!(of("On-Premises"), of("on premises"));
        assert_eq!(of("privatelink.vaultcore.azure.net"), ["privatelink.vaultcore.azure.net"]);
        assert_eq!(of("Redis, DNS. Access"), ["redis", "dns", "access"]);
        assert_eq!(of("Web VMs over TLS"), ["web", "vm", "over", "tls"]);
        assert_eq!(of("Azure仮想ネットワーク"), ["azure", "仮想ネットワーク"]);
        assert_eq!(of("ASP.NET on .NET 8"), ["asp.net", "on", ".net", "8"]);
        assert_eq!(phrase("app services 2"), of("app services 2"));
        for text in ["app services 2", "仮想ネットワーク", "app service プラン", "Key-Vaults", "Azure仮想", "", " vms "]
        {
            assert_eq!(phrase(text), of(text), "{text}");
        }
        let label = words(&["Container Apps Environment".to_owned()]);
        for (text, len) in
            [("container app", Some(2)), ("containers app", Some(2)), ("app", None), ("container registry", None)]
        {
            assert_eq!(begin_with(&label, text), len, "{text}");
        }
        assert_eq!(begin_with(&label[..1], "container app"), None);
        assert_eq!(of("Web App (.NET 10)"), ["web", "app", ".net", "10"]);
    }
}
