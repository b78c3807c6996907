"""One visitor, cold, beside a blank Voilà page in the same run: `make bench`.

Prints a table and writes benchmarks/results/visit.json. Times are milliseconds, medians with the
smallest and largest; the ratios are what to quote, for machines differ and are noisy.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
QUESTION = ".as-app[data-step] .ui-option input"

CLICKS = """async () => {
  const plot = document.querySelector('.as-aside .ui-plot');
  const times = [];
  for (const field of [...document.querySelectorAll('fieldset.ui-question')].slice(0, 6)) {
    for (const value of ['2', '4', '1', '3']) {
      const drawn = new Promise((done) => {
        const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
        watch.observe(plot, { attributes: true, attributeFilter: ['data-drawn'] });
      });
      const start = performance.now();
      field.querySelector(`input[value="${value}"]`).click();
      times.push(await drawn - start);
      await new Promise((done) => setTimeout(done, 120));
    }
  }
  return times;
}"""


def free_port() -> int:
    """A port that nothing uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(port: int, *command: str, database: str) -> Iterator[float]:
    """Run a server; yields the seconds until it answers."""
    environment = {**os.environ, "ASSESS_DATABASE_URL": f"sqlite:///{database}"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/voila/static/voila.js"
        while process.poll() is None:
            try:
                urllib.request.urlopen(address, timeout=2).close()
                break
            except (OSError, urllib.error.URLError):
                time.sleep(0.02)
        yield time.perf_counter() - start
    finally:
        process.terminate()
        process.wait(timeout=30)


def visit(browser: Browser, url: str, ready: str, *, answer: bool) -> dict[str, float]:
    """A first visit in a new browser profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    traffic = _traffic(page)
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(ready, state="visible")
    seen = {"usable": 1000 * (time.perf_counter() - start)}
    if answer:
        # usable means: the first click is acknowledged by the server
        page.locator(QUESTION).first.check()
        page.locator('.ui-saved[data-state="saved"]').wait_for()
        seen["answer_saved"] = 1000 * (time.perf_counter() - start)
        page.locator(".as-aside .ui-plot[data-drawn]").wait_for()
        seen["radar"] = 1000 * (time.perf_counter() - start)
        clicks = page.evaluate(CLICKS)
        seen["click_to_repaint"] = statistics.median(clicks)
        seen["slowest_repaint"] = max(clicks)
    seen["websocket_kB"] = traffic[0] / 1000
    page.goto("about:blank")
    context.close()
    return seen


def _traffic(page: Page) -> list[int]:
    total = [0]

    def count(payload: str | bytes) -> None:
        total[0] += len(payload if isinstance(payload, bytes) else payload.encode())

    def watch(socket: object) -> None:
        socket.on("framereceived", count)  # type: ignore[attr-defined]
        socket.on("framesent", count)  # type: ignore[attr-defined]

    page.on("websocket", watch)
    return total


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    ours, blank = free_port(), free_port()
    rows: dict[str, list[float]] = {}
    found = next(filter(None, map(which, ("chromium", "google-chrome"))), None)
    with (
        tempfile.TemporaryDirectory() as place,
        serving(
            ours, "assess.cli", "serve", "--no-browser", f"--port={ours}", database=f"{place}/a"
        ) as up,
        serving(
            blank,
            "voila",
            str(HERE / "blank.ipynb"),
            "--no-browser",
            f"--port={blank}",
            database=f"{place}/b",
        ),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(args=FLAGS, executable_path=found)
        for number in range(rounds + 1):
            pair = {
                "blank": visit(
                    browser, f"http://127.0.0.1:{blank}/", ".jupyter-widgets", answer=False
                ),
                "assess": visit(browser, f"http://127.0.0.1:{ours}/", QUESTION, answer=True),
            }
            if number == 0:
                continue  # the first pair warms the machine up
            for who, seen in pair.items():
                for name, value in seen.items():
                    rows.setdefault(f"{who}: {name}", []).append(value)
            for name in ("usable", "answer_saved"):
                ratio = pair["assess"][name] / pair["blank"]["usable"]
                rows.setdefault(f"ratio: {name} / blank usable", []).append(ratio)
        browser.close()
    rows["server answers after (s)"] = [up]
    _report(rows, rounds)


def _report(rows: dict[str, list[float]], rounds: int) -> None:
    results = {
        name: {"median": statistics.median(v), "min": min(v), "max": max(v)}
        for name, v in rows.items()
    }
    print(f"{'':<36}{'median':>10}{'min':>10}{'max':>10}")
    for name, row in results.items():
        print(f"{name:<36}{row['median']:>10.2f}{row['min']:>10.2f}{row['max']:>10.2f}")
    target = HERE / "results"
    target.mkdir(exist_ok=True)
    about = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "rounds": rounds,
    }
    text = json.dumps({"about": about, "results": results}, indent=2) + "\n"
    (target / "visit.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
