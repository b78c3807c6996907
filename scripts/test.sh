#!/bin/sh
# All tests, in two processes side by side: those that mostly wait, for a browser or a hub, and the
# others. With arguments: one pytest with these.
set -u
cd "$(dirname "$0")/.."
python=.venv/bin/python
[ $# -eq 0 ] || exec "$python" -m pytest "$@"

log=$(mktemp)
trap 'kill "$waiting" 2>/dev/null; rm -f "$log"' INT TERM
"$python" -m pytest -p no:cacheprovider tests/browser tests/hub >"$log" 2>&1 &
waiting=$!
"$python" -m pytest --ignore=tests/browser --ignore=tests/hub
others=$?
echo "The tests with a browser and a hub:"
wait "$waiting"
waited=$?
cat "$log"
rm -f "$log"
[ "$others" -eq 0 ] || echo "Tests without a browser failed: see further up."
[ "$others" -eq 0 ] && exit "$waited"
exit "$others"
