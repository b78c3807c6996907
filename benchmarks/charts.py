"""What a radar costs a browser: plotly's whole script, the one we build, and the page's own SVG.

A page of its own, a new browser context each time: from asking for the script to the first radar
drawn, with the figure of the demo person, and from one more level to the radar moved. `make bench`
runs it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import threading
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import plotly
from measuring import Line, line, ratio, report
from playwright.sync_api import Browser, sync_playwright

import assess
from assess import charts, coaching
from assess.bundles import script
from assess.domain.demo import demo_assessment
from assess.formats.model_yaml.loader import load_model
from assess.report.pictures import radar_svg
from assess.settings import chart_script, package_model
from assess.views.radar import skill_radar

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGE = """<!doctype html><div id="chart" style="width:520px;height:480px"></div><script>
const start = performance.now();
const script = document.createElement("script");
script.src = "SCRIPT";
script.onload = async () => {
  const loaded = performance.now();
  const figure = FIGURE;
  await Plotly.newPlot("chart", figure);
  const drawn = performance.now();
  figure.data[2].r[0] = figure.data[2].r[figure.data[2].r.length - 1] = 5;
  await Plotly.react("chart", figure.data, figure.layout);
  document.body.getBoundingClientRect();
  globalThis.seen = [loaded - start, drawn - start, performance.now() - drawn];
};
document.body.append(script);
</script>"""
SVG = """<!doctype html><div id="chart" style="width:520px;height:480px"></div>
<script type="module">
const start = performance.now();
const { move } = await import("./app/radar/radar.js");
const loaded = performance.now();
const chart = document.getElementById("chart");
const answers = ANSWERS;
chart.innerHTML = PICTURE;
move(chart.firstElementChild, answers);
document.body.getBoundingClientRect();
const drawn = performance.now();
Object.values(answers)[0].level = 5;
move(chart.firstElementChild, answers);
document.body.getBoundingClientRect();
globalThis.seen = [loaded - start, drawn - start, performance.now() - drawn];
</script>"""


class Quiet(SimpleHTTPRequestHandler):
    """Files of a directory; nothing is printed."""

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def drawn(browser: Browser, url: str) -> tuple[float, ...]:
    """Milliseconds until the script has run, until the radar is drawn, and to move one mark."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    page.wait_for_function("globalThis.seen")
    seen = page.evaluate("globalThis.seen")
    context.close()
    return tuple(map(float, seen))


def main() -> None:
    """Measure in turn, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    model = load_model(package_model())
    person = demo_assessment(model)
    figure = charts.radar(coaching.Person(model, person)).to_json()
    empty = replace(person, answers={})
    picture = radar_svg(skill_radar(model, empty, *model.role_pair), live=True)
    answers = json.dumps({key: {"level": found.level} for key, found in person.answers.items()})
    scripts = {
        "plotly's own": Path(plotly.__file__).parent / "package_data" / "plotly.min.js",
        "ours": chart_script(),
    }
    ways = [*scripts, "SVG"]
    times: dict[str, list[tuple[float, ...]]] = {name: [] for name in ways}
    found = next(filter(None, map(which, ("chromium", "google-chrome"))), None)
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        for number, file in enumerate(scripts.values()):
            (Path(place) / f"{number}.js").write_bytes(file.read_bytes())
            text = PAGE.replace("SCRIPT", f"{number}.js").replace(
                "FIGURE", json.dumps(json.loads(figure))
            )
            (Path(place) / f"{number}.html").write_text(text, encoding="utf-8")
        (Path(place) / "app").symlink_to(Path(assess.__file__).parent / "app")
        text = SVG.replace("ANSWERS", answers).replace("PICTURE", json.dumps(picture))
        (Path(place) / f"{len(scripts)}.html").write_text(text, encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=place))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(args=FLAGS, executable_path=found)
        for turn in range(options.rounds + 1):
            for number, name in enumerate(ways):
                seen = drawn(browser, f"http://127.0.0.1:{server.server_port}/{number}.html")
                if turn:  # the first round warms the machine up
                    times[name].append(seen)
        browser.close()
        server.shutdown()
    lines = [
        ratio(
            "ours / plotly's own, until the radar is drawn",
            [seen[1] for seen in times["ours"]],
            [seen[1] for seen in times["plotly's own"]],
            1,
        ),
        ratio(
            "SVG / ours, until the radar is drawn",
            [seen[1] for seen in times["SVG"]],
            [seen[1] for seen in times["ours"]],
            0.5,
        ),
        ratio(
            "SVG / ours, to move a mark",
            [seen[2] for seen in times["SVG"]],
            [seen[2] for seen in times["ours"]],
            0.5,
        ),
    ]
    own = script("radar/radar").encode() + picture.encode()
    sizes = {name: file.read_bytes() for name, file in scripts.items()} | {"SVG": own}
    for name, data in sizes.items():
        lines += [
            Line(f"{name}: size", len(data) / 1000, None, "kB"),
            Line(f"{name}: size, gzipped", len(gzip.compress(data, 6)) / 1000, None, "kB"),
            line(f"{name}: script has run", [seen[0] for seen in times[name]], None, "ms"),
            line(f"{name}: radar drawn", [seen[1] for seen in times[name]], None, "ms"),
            line(f"{name}: mark moved", [seen[2] for seen in times[name]], None, "ms"),
        ]
    report("charts", lines, rounds=options.rounds)


if __name__ == "__main__":
    main()
