#!/bin/sh
# Make sure that the tests find Chromium and Firefox; install Debian's where one is missing.
# `scripts/browser.sh webkit`: WebKitGTK too.
set -eu
say() { printf '%s\n' "$*" >&2; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}
is_there() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}
from_debian() {
    say "The browser tests need $*: installing it"
    command -v apt-get >/dev/null 2>&1 &&
        { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2
}
missing() {
    say "$1 couldn't be installed. Install it yourself (Debian: sudo apt install $2), then run make test again."
    exit 1
}
is_there chromium chromium-browser google-chrome google-chrome-stable || from_debian chromium ||
    .venv/bin/playwright install chromium >&2 || missing Chromium chromium
is_there firefox-esr firefox || from_debian firefox-esr || missing Firefox firefox-esr
if [ "${1:-}" != webkit ]; then exit 0; fi
# its window needs a screen
{ is_there WebKitWebDriver && is_there xvfb-run; } || from_debian webkit2gtk-driver xvfb xauth || missing WebKitGTK "webkit2gtk-driver xvfb xauth"
