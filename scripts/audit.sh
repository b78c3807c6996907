#!/bin/sh
# Known vulnerabilities of what is locked; says it loudly where that can't be found out.
set -eu
say() { printf '%s\n' "$*" >&2; }
failed=0
for file in requirements.txt requirements-dev.txt; do
    status=0
    said=$(timeout 300 .venv/bin/uv tool run --quiet --python .venv/bin/python --from 'pip-audit>=2.7' pip-audit --strict --disable-pip --require-hashes --progress-spinner off --timeout 20 -r "$file" 2>&1) || status=$?
    case "$said" in
    *"No known vulnerabilities found"*) say "$file: no known vulnerabilities" ;;
    *" vulnerabilit"*"Fix Versions"* | *"Found "*" known vulnerabilit"*) say "$said"; failed=1 ;;
    *)
        printf '%s\n' "$said" | tail -n 3 >&2
        say "$file: NOT AUDITED (exit $status): the tool or the vulnerability service can't be reached."
        [ "${AUDIT_MUST:-0}" = 1 ] && failed=1
        ;;
    esac
done
exit $failed
