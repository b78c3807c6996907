#!/bin/sh
# Build .venv: `scripts/venv.sh run` to use the program, `scripts/venv.sh dev` to test it too.
set -eu
cd "$(dirname "$0")/.."
kind=$1

say() { printf '%s\n' "$*" >&2; }
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

if [ -z "${PYTHON:-}" ]; then
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$name
            break
        fi
    done
fi
[ -n "${PYTHON:-}" ] || { say "Python 3.11 or newer is needed and wasn't found: install it, or name it: make PYTHON=/path/to/python3.12"; exit 1; }

if [ ! -x .venv/bin/pip ]; then
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        say "Python's venv module is missing: installing it"
        version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        if ! { as_root apt-get update -qq && as_root apt-get install -y -qq "python$version-venv"; } >&2; then
            say "Please install it first, on Debian and Ubuntu: sudo apt install python$version-venv"
            exit 1
        fi
    fi
    rm -rf .venv
    "$PYTHON" -m venv .venv
fi

say "Installing what is needed into .venv (once; a minute or two)"
case $kind in run) lock=requirements.txt ;; *) lock=requirements-dev.txt ;; esac
pip=".venv/bin/python -m pip --disable-pip-version-check --quiet"
share=.venv/share/jupyter
rm -rf "$share/voila/templates/assess" # the installer can't write through a link to a place that moved
$pip install --require-hashes --only-binary :all: -r "$lock"
$pip uninstall -y assess >/dev/null 2>&1 || true # what it was called before
$pip install --no-deps --no-build-isolation --editable .

# an editable install leaves these out; a plain `voila` and JupyterLab look for them here, and serve
# no file through a link
mkdir -p "$share/voila/templates" "$share/labextensions/assess/static"
rm -rf "$share/voila/templates/assess" # a copy made by the installer would grow stale
ln -sfn "$PWD/src/assess/server/front/share/jupyter/voila/templates/assess" "$share/voila/templates/assess"
rm -f "$share/labextensions/assess/static/plotly-charts.min.js"
cp src/assess/charts/plotly-charts.min.js "$share/labextensions/assess/static/"
