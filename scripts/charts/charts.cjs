// What the page draws, and no more of plotly.js: lines and dots are part of its core.
const Plotly = require("plotly.js/lib/core");
const { getSubplotCalcData } = require("plotly.js/src/plots/get_data");
const Plots = require("plotly.js/src/plots/plots");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/scatterpolar"),
]);

const POINTS = ["r", "theta", "text"];

// Moves the points of a drawn polar chart and leaves alone what `react` would draw anew with them:
// axes and annotations, most of the time. False where it can't: other traces than the drawn ones, or
// one with no points before or now.
Plotly.movePoints = (plot, data) => {
  const drawn = plot._fullData ?? [];
  const same = drawn.length === data.length && drawn.every((full, index) => {
    const empty = data[index].r?.length === 0;
    return full.type === "scatterpolar" && data[index].type === full.type && full.visible === !empty;
  });
  if (!same) return false;
  drawn.forEach((full, index) => {
    for (const key of POINTS) full[key] = data[index][key];
    full._length = Math.min(full.r.length, full.theta.length);
    full._input = data[index];
  });
  plot.data = data;
  Plots.doCalcdata(plot);
  const layout = plot._fullLayout;
  for (const id of layout._subplots.polar) {
    const points = getSubplotCalcData(plot.calcdata, "polar", id);
    Plots.generalUpdatePerTraceModule(plot, layout[id]._subplot, points, layout[id]);
  }
  Plots.style(plot);
  plot.emit("plotly_afterplot");
  return true;
};

module.exports = Plotly;
