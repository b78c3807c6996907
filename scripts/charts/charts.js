// What the page draws, and no more of plotly.js: lines and dots are part of its core.
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/scatterpolar"),
]);

module.exports = Plotly;
