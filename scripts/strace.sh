#!/bin/sh
# Make sure that the tests find strace, which makes a disk fail on command; install it if missing.
set -eu
if command -v strace >/dev/null 2>&1; then exit 0; fi
say() { printf '%s\n' "$*" >&2; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}
say "The tests of failing disks need strace: installing it"
if command -v apt-get >/dev/null 2>&1 &&
    { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends strace; } >&2; then
    exit 0
fi
say "strace couldn't be installed. Install it yourself (Debian, Ubuntu: sudo apt install strace), then try again."
exit 1
