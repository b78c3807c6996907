"""What the charts' script costs a browser: plotly's whole script beside the one we build.

A page of its own, a new browser context each time: from asking for the script to the first radar
drawn, with the figure of the demo person. `make bench` runs it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import plotly
from measuring import Line, line, ratio, report
from playwright.sync_api import Browser, sync_playwright

from assess import charts
from assess.demo import demo_assessment
from assess.loader import load_model
from assess.settings import chart_script, package_model

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGE = """<!doctype html><div id="chart" style="width:520px;height:480px"></div><script>
const start = performance.now();
const script = document.createElement("script");
script.src = "SCRIPT";
script.onload = async () => {
  const loaded = performance.now();
  await Plotly.newPlot("chart", FIGURE);
  globalThis.seen = [loaded - start, performance.now() - start];
};
document.body.append(script);
</script>"""


class Quiet(SimpleHTTPRequestHandler):
    """Files of a directory; nothing is printed."""

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def drawn(browser: Browser, url: str) -> tuple[float, float]:
    """Milliseconds until the script has run, and until the radar is drawn."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    page.wait_for_function("globalThis.seen")
    loaded, done = page.evaluate("globalThis.seen")
    context.close()
    return float(loaded), float(done)


def main() -> None:
    """Measure in turn, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    model = load_model(package_model())
    figure = charts.radar(model, demo_assessment(model), *model.role_pair).to_figure().to_json()
    scripts = {
        "plotly's own": Path(plotly.__file__).parent / "package_data" / "plotly.min.js",
        "ours": chart_script(),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in scripts}
    found = next(filter(None, map(which, ("chromium", "google-chrome"))), None)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        for number, script in enumerate(scripts.values()):
            (Path(place) / f"{number}.js").write_bytes(script.read_bytes())
            text = PAGE.replace("SCRIPT", f"{number}.js").replace(
                "FIGURE", json.dumps(json.loads(figure))
            )
            (Path(place) / f"{number}.html").write_text(text, encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=place))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(args=FLAGS, executable_path=found)
        for turn in range(options.rounds + 1):
            for number, name in enumerate(scripts):
                seen = drawn(browser, f"http://127.0.0.1:{server.server_port}/{number}.html")
                if turn:  # the first round warms the machine up
                    times[name].append(seen)
        browser.close()
        server.shutdown()
    lines = [
        ratio(
            "ours / plotly's own, until the radar is drawn",
            [done for _, done in times["ours"]],
            [done for _, done in times["plotly's own"]],
            1,
        )
    ]
    for name, script in scripts.items():
        data = script.read_bytes()
        lines += [
            Line(f"{name}: size", len(data) / 1000, None, "kB"),
            Line(f"{name}: size, gzipped", len(gzip.compress(data, 6)) / 1000, None, "kB"),
            line(f"{name}: script has run", [loaded for loaded, _ in times[name]], None, "ms"),
            line(f"{name}: radar drawn", [done for _, done in times[name]], None, "ms"),
        ]
    report("charts", lines, rounds=options.rounds)


if __name__ == "__main__":
    main()
