//! Words that are no names: verbs that begin a step, words that add nothing, and prepositions.

use crate::catalog::Word;

/// First words that make a label an action or a question.
const ACTIONS: &[&str] = &[
    "add",
    "allow",
    "analyze",
    "apply",
    "are",
    "assign",
    "attach",
    "authenticate",
    "build",
    "call",
    "can",
    "capture",
    "change",
    "check",
    "choose",
    "client sends",
    "collect",
    "compare",
    "configure",
    "confirm",
    "connect",
    "copy",
    "correlate",
    "create",
    "define",
    "delete",
    "deploy",
    "determine",
    "disable",
    "do",
    "does",
    "download",
    "enable",
    "ensure",
    "evaluate",
    "export",
    "fetch",
    "find",
    "fix",
    "get",
    "go",
    "grant",
    "has",
    "have",
    "how",
    "identify",
    "if",
    "import",
    "increase",
    "inject",
    "inspect",
    "install",
    "investigate",
    "is",
    "keep",
    "list",
    "load",
    "look",
    "make",
    "map",
    "measure",
    "migrate",
    "monitor",
    "mount",
    "move",
    "need",
    "no",
    "open",
    "pick",
    "plan",
    "prepare",
    "provision",
    "publish",
    "pull",
    "push",
    "query",
    "read",
    "receive",
    "reduce",
    "register",
    "remove",
    "request",
    "resolve",
    "restart",
    "restore",
    "return",
    "review",
    "rollback",
    "route",
    "run",
    "scale",
    "select",
    "send",
    "set",
    "should",
    "show",
    "start",
    "step",
    "stop",
    "store",
    "swap",
    "switch",
    "test",
    "tune",
    "update",
    "upgrade",
    "upload",
    "use",
    "using",
    "validate",
    "verify",
    "view",
    "wait",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "write",
    "yes",
    "배포",
    "확인",
];

/// Words that add nothing to a name.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "and",
    "at",
    "azure",
    "by",
    "cache",
    "for",
    "from",
    "in",
    "larger",
    "microsoft",
    "of",
    "on",
    "only",
    "or",
    "over",
    "primary",
    "prod",
    "production",
    "secondary",
    "sku",
    "staging",
    "the",
    "tier",
    "to",
    "v2",
    "v3",
    "via",
    "with",
    "enabled",
    "public",
    "private",
    "outbound",
    "inbound",
    "basic",
    "standard",
    "premium",
    "isolated",
    "free",
    "linux",
    "windows",
    "based",
    "system",
    "assigned",
    "endpoint",
    "integration",
    "dedicated",
    "subnet",
    "delegated",
    "subnets",
    "service",
    "internal",
    "flexible",
    "server",
    "zone",
    "redundant",
    "instance",
];

/// Words after which a label says where a thing is, what it is for or what it has.
const PREPOSITIONS: &[&str] = &[
    "in", "inside", "on", "for", "of", "with", "without", "via", "through", "to", "into", "from", "at", "by", "over", "behind",
    "using", "per", "and", "or", "auf", "für", "mit", "von", "im", "über", "und", "oder",
];

/// Words after which a label names what a thing goes to or comes from, and not the thing.
const TOWARDS: &[&str] = &["via", "from", "to"];

/// Words that a person may have and still be the person: `Client browser`.
const PERSONAL: &[&str] = &[
    "traffic", "request", "app", "application", "browser", "device", "pc", "laptop", "computer", "network", "machine",
    "workstation", "side", "group", "access", "location", "tier", "layer", "segment",
];

/// Last words of what is said of a host, or is made by it, and is no host.
const ABSTRACT: &[&str] = &[
    "guide", "reference", "secret", "setting", "configuration", "log", "stream", "telemetry", "metric", "quota", "limit", "pricing",
    "documentation", "doc", "routing", "lifecycle", "permission", "decision", "troubleshooting", "overview", "proxy", "deployment",
    "command", "cost", "feature", "concept", "comparison",
];

/// Whether a host that the word follows is only spoken of.
pub(super) fn is_abstract(word: &Word) -> bool {
    ABSTRACT.contains(&word.stem.as_str())
}

/// Whether a label that begins with the word is a step or a question.
pub(super) fn is_action(word: &Word) -> bool {
    ACTIONS.contains(&word.stem.as_str()) || ACTIONS.contains(&word.text.as_str())
}

/// Whether the word adds nothing to a name.
pub(super) fn is_filler(word: &Word) -> bool {
    FILLERS.contains(&word.stem.as_str())
}

/// Whether what follows the word qualifies what stands before it.
pub(super) fn is_preposition(word: &Word) -> bool {
    PREPOSITIONS.contains(&word.stem.as_str())
}

/// Whether what follows the word is only where the thing leads.
pub(super) fn is_towards(word: &Word) -> bool {
    TOWARDS.contains(&word.stem.as_str())
}

/// Whether a client that the word follows is still a client.
pub(super) fn is_personal(word: &Word) -> bool {
    PERSONAL.contains(&word.stem.as_str())
}
