#!/bin/sh
# Make sure that Node.js and the packages of package-lock.json are here; install what is missing.
set -eu
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*" >&2; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}
if ! { command -v node && command -v npm; } >/dev/null 2>&1; then
    say "Checking the page's scripts needs Node.js: installing it"
    if ! { command -v apt-get >/dev/null 2>&1 &&
        { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm; } >&2; }; then
        say "Node.js couldn't be installed. Install version 18.18 or newer with npm yourself (Debian, Ubuntu: sudo apt install nodejs npm), then try again."
        exit 1
    fi
fi
# plotly.js, which only scripts/charts needs, is left out
npm ci --silent --omit=dev --ignore-scripts
