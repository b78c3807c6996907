#!/bin/sh
# Make sure that the tests find a Chromium; install Debian's where there is none.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
say() { printf '%s\n' "$*" >&2; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}
say "The browser tests need Chromium: installing it"
if command -v apt-get >/dev/null 2>&1 &&
    { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >&2; then
    exit 0
fi
if .venv/bin/playwright install chromium >&2; then exit 0; fi
say "Chromium couldn't be installed. Install it yourself (Debian, Ubuntu: sudo apt install chromium), then run make test again."
exit 1
