//! The broken diagrams of the corpus beside the project. Their texts stay there.

use std::path::PathBuf;

use serde_json::Value;

/// Sixty of them, over all ways to fail and all sets.
pub(crate) const SIXTY: [&str; 60] = [
    "w-629f3cf7d8",
    "w-c0a0db823c",
    "w-a19d495416",
    "w-243a662383",
    "w-a32522f3b7",
    "m-07e80fc293",
    "m-cc0b8fa7bc",
    "m-865357b71b",
    "m-171d447763",
    "p-3dc7bd14fd",
    "p-45ff077d41",
    "p-7f383c181d",
    "p-c1de8a0493",
    "p-bfa159be1d",
    "p-669c5c8b30",
    "p-2e9fbad844",
    "p-11e7a23cad",
    "p-da3cc09f77",
    "p-922684fe9a",
    "p-e4fe22f7a4",
    "p-9c0d624973",
    "p-35744c4e36",
    "g-443706bf18",
    "a-790e5a5f7f",
    "a-d6a70f653c",
    "w-21f6a90767",
    "w-7e124e025d",
    "w-44d60a821c",
    "w-e03e6add9c",
    "w-5aa728a3ca",
    "w-2fcd04a1e1",
    "w-297fdf408f",
    "w-54055af048",
    "w-76789d51de",
    "w-9cd31a00d1",
    "m-1f26d925f4",
    "m-e7f9377089",
    "m-c8bf593119",
    "m-758428cbd6",
    "m-ddbeb2d2ac",
    "p-7c2911e14a",
    "p-9a4518634e",
    "p-84fafbac10",
    "p-558dcaef0b",
    "p-33e5fb9297",
    "p-faf84db955",
    "p-e4ea689c7c",
    "p-c57b6484cb",
    "p-33bb9f211b",
    "p-c6f920bbbe",
    "p-9dbeb68ef5",
    "p-f3d1d9f94d",
    "p-9723700704",
    "g-0f9467ab00",
    "a-02f9e7b00e",
    "w-1dbecbc8df",
    "w-f689edc5f4",
    "w-638ae1861d",
    "m-8540921894",
    "p-560a3151d7",
];

/// A diagram that the reference rejects.
pub(crate) struct Item {
    pub(crate) id: String,
    /// How the reference failed.
    pub(crate) kind: String,
    pub(crate) text: String,
}

/// Returns all of them, or none where there is no corpus.
pub(crate) fn broken() -> Option<Vec<Item>> {
    let folder = PathBuf::from(std::env::var("SITEPLAN_CORPUS").unwrap_or_else(|_| "../shared/corpus".to_owned()));
    let mut items = Vec::new();
    for set in ["guide", "azure", "wild", "mermaid-suite", "probe"] {
        let Ok(lines) = std::fs::read_to_string(folder.join(format!("{set}.jsonl"))) else {
            eprintln!("SKIPPED: no set {set} in {}: its broken diagrams were not read", folder.display());
            continue;
        };
        for line in lines.lines() {
            let Ok(item) = serde_json::from_str::<Value>(line) else { continue };
            if item["oracle"]["ok"] == false {
                let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                items.push(Item {
                    id: text(&item["id"]),
                    kind: text(&item["oracle"]["kind"]),
                    text: text(&item["text"]),
                });
            }
        }
    }
    (!items.is_empty()).then_some(items)
}
