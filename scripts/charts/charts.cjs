// What the page draws with plotly.js, and a radar to compare ours with (benchmarks/charts.py), and no
// more of it: lines and dots are part of its core.
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/scatterpolar"),
]);

module.exports = Plotly;
