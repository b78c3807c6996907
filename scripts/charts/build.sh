#!/bin/sh
# Makes src/assess/charts/plotly-charts.min.js anew, after a new plotly or another kind of chart.
# Needs Node.js 20 and npm; the result is committed, so that nobody else does.
set -eu
cd "$(dirname "$0")/../.."
npm ci --silent --ignore-scripts
version=$(node -p 'require("plotly.js/package.json").version')
result=src/assess/charts/plotly-charts.min.js
node_modules/.bin/esbuild scripts/charts/charts.cjs --log-level=warning --bundle --minify --format=iife \
    --global-name=Plotly --define:global=window --define:define.amd=false \
    --alias:stream=stream-browserify --target=es2020 --legal-comments=eof \
    --banner:js="/* plotly.js v$version, core with bar and scatterpolar. Copyright Plotly, Inc.; MIT license */" \
    --outfile="$result" --metafile=meta.json
rm -f "${result%.js}.css" # of the maps, which aren't in it
node scripts/charts/licenses.cjs meta.json >"${result%.min.js}.licenses.txt"
rm meta.json
wc -c "$result"
