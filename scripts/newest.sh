#!/bin/sh
# Run the tests without browser, hub and server with the newest versions of what pyproject.toml
# names, in an environment of its own; the lowest are the locked ones, which every run has.
# PYTHON: another interpreter than .venv's. What follows goes to pytest.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
place=.venv/newest-$version
uv() { .venv/bin/uv --quiet "$@"; }
uv venv --allow-existing --python "$python" "$place"
uv pip install --python "$place/bin/python" --upgrade \
    --group dev --editable '.[postgresql,hub]'
# other versions warn of other things: that is no fault of ours
exec "$place/bin/python" -m pytest -n 2 --dist loadfile --no-loadscope-reorder -o filterwarnings=default \
    --ignore tests/browser --ignore tests/hub --ignore tests/security "$@"
