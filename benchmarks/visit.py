"""One visitor beside a blank Voilà page, Panel and Streamlit in the same run: `make bench`.

Rounds are interleaved, and goals are ratios of one round: machines differ and are noisy. "Usable"
is the moment of the first click that the server later acknowledges; for the blank page, which has
nothing to click, the moment its label is seen.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from shutil import which

from measuring import HERE, Line, assess, free_port, line, ratio, report, running
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from wire import Relay

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PEERS = HERE / "peers"

# clicks radios one after the other; the time from each click to the next repaint of the chart
CLICKS = """async ([many, patience]) => {
  const all = (selector, root = document) => [...root.querySelectorAll('*')].flatMap((node) => [
    ...(node.matches(selector) ? [node] : []),
    ...(node.shadowRoot ? all(selector, node.shadowRoot) : []),
  ]);
  const seen = all('input[type=radio]').filter((node) => node.getClientRects().length);
  const plot = all('.js-plotly-plot, .ui-picture').find((node) => node.getClientRects().length);
  const repainted = (then) => {
    if (plot.once) return plot.once('plotly_afterplot', then);
    const seen = new MutationObserver(() => { seen.disconnect(); then(); });
    seen.observe(plot, { attributeFilter: ['data-drawn'] });
  };
  const times = [];
  const names = [...new Set(seen.map((node) => node.name))];
  for (let turn = 0; times.length < many; turn++) {
    const group = seen.filter((node) => node.name === names[turn % names.length]);
    const node = group[Math.floor(turn / names.length) % 4];
    const drawn = new Promise((done) => {
      const late = setTimeout(() => done(null), patience);
      repainted(() => { clearTimeout(late); done(performance.now()); });
    });
    const start = performance.now();
    node.click();
    const end = await drawn;
    if (end !== null) times.push(end - start);
    else if (turn > 3 * many) break;
    await new Promise((done) => setTimeout(done, 150));
  }
  return times;
}"""

# presses a button; the time until a node says something else (its mark, or its text with this end)
PRESSED = """([button, node, end]) => new Promise((done) => {
  const said = () => node.dataset.drawn ?? node.textContent;
  const before = said();
  const start = performance.now();
  const seen = new MutationObserver(() => {
    if (end ? !said().endsWith(end) : said() === before) return;
    seen.disconnect();
    done(performance.now() - start);
  });
  seen.observe(node, { attributes: true, childList: true, characterData: true, subtree: true });
  button.click();
})"""


@dataclass
class Party:
    """A way to show the form; `first` is its first radio, `said` what acknowledges a click."""

    name: str
    port: int
    command: list[str]
    path: str
    first: str
    said: str = ""
    health: str = ""
    full: str = ""  # the button that shows many questions, and the chart beside them
    patience: int = 0  # milliseconds that a click may take to draw the radar again; 0: not asked
    times: dict[str, list[float]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The page."""
        return f"http://127.0.0.1:{self.port}/{self.path}"

    def note(self, name: str, value: float) -> None:
        """Keep one figure."""
        self.times.setdefault(name, []).append(value)


def parties() -> list[Party]:
    """All that are compared; the peers need `make bench`'s environment."""
    blank, ours, panel, streamlit = (free_port() for _ in range(4))
    python = str(PEERS / ".venv" / "bin" / "python")
    notebook = str(HERE / "blank.ipynb")
    voila = [sys.executable, "-m", "voila", notebook, "--no-browser", f"--port={blank}"]
    serve = [python, "-m", "panel", "serve", str(PEERS / "panel_form.py"), f"--port={panel}"]
    serve += [f"--allow-websocket-origin=127.0.0.1:{panel}"]
    run = [python, "-m", "streamlit", "run", str(PEERS / "streamlit_form.py")]
    run += [f"--server.port={streamlit}", "--server.headless=true", "--server.fileWatcherType=none"]
    run += ["--browser.gatherUsageStats=false"]
    return [
        Party("blank", blank, voila, "", ".jupyter-widgets", health="voila/static/voila.js"),
        Party(
            "assess",
            ours,
            assess(ours),
            "",
            ".as-app[data-step] .ui-option input",
            '.ui-saved[data-state="saved"]',
            health="healthz",
            full="Area by area",
            patience=5000,
        ),
        Party(
            "panel",
            panel,
            serve,
            "panel_form",
            "input[type=radio]",
            "text=1 answered",
            "panel_form",
            patience=1000,  # it doesn't draw at every click
        ),
        Party(
            "streamlit",
            streamlit,
            run,
            "",
            "[data-testid=stRadio] input",
            "text=1 answered",
            "_stcore/health",
        ),
    ]


def usable(page: Page, party: Party) -> tuple[float, float]:
    """Milliseconds until the first click that counts, and until it is acknowledged."""
    start = time.perf_counter()
    page.goto(party.url, wait_until="commit")
    # the second radio: Panel begins with the first one chosen
    first = page.locator(party.first).nth(1 if party.said else 0)
    if not party.said:
        first.wait_for(state="visible")
        seen = 1000 * (time.perf_counter() - start)
        return seen, seen
    first.wait_for(state="attached")
    while True:
        first.dispatch_event("click")
        clicked = 1000 * (time.perf_counter() - start)
        try:
            page.locator(party.said).first.wait_for(timeout=20_000)
            return clicked, 1000 * (time.perf_counter() - start)
        except Exception:
            if clicked > 120_000:
                raise


def visits(browser: Browser, party: Party) -> None:
    """A cold visit, clicks, and a second visit of the same browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(120_000)
    page = context.new_page()
    clicked, said = usable(page, party)
    party.note("usable", clicked)
    party.note("acknowledged", said)
    if party.patience:
        if party.full:
            page.get_by_role("button", name=party.full).click()
        page.wait_for_timeout(1500)
        for _ in range(100):
            if page.locator(".js-plotly-plot, .ui-picture[data-drawn]").count():
                break
            page.wait_for_timeout(200)
        party.times.setdefault("repaint", []).extend(page.evaluate(CLICKS, [24, party.patience]))
    page.goto("about:blank")
    second(context, party)
    context.close()


def second(context: BrowserContext, party: Party) -> None:
    """The page again, with what the browser has kept; how many files it asked for."""
    page = context.new_page()
    asked: list[str] = []
    page.on("response", lambda answer: asked.append(answer.url) if not _kept(answer) else None)
    start = time.perf_counter()
    page.goto(party.url, wait_until="commit")
    page.locator(party.first).first.wait_for(state="attached")
    party.note("second", 1000 * (time.perf_counter() - start))
    page.wait_for_timeout(500)
    party.note("second visit requests", len([url for url in asked if url.startswith("http")]))
    page.goto("about:blank")


def _kept(answer: object) -> bool:
    # of what came out of the browser's cache, no byte was sent
    sizes = answer.request.sizes()  # type: ignore[attr-defined]
    return bool(sizes["responseHeadersSize"] + sizes["responseBodySize"] <= 0)


def ours_only(browser: Browser, party: Party, relay: Relay) -> list[Line]:
    """A whole visit: bytes on the wire, the plan made anew, the report."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(120_000)
    page = context.new_page()
    page.goto(relay.url)
    page.locator(party.first).first.wait_for()
    page.get_by_role("button", name="Area by area").click()
    areas = page.get_by_role("navigation", name="Areas").get_by_role("button")
    for number in range(areas.count()):
        areas.nth(number).click()
        for question in page.locator(".ui-section:not([hidden]) fieldset.ui-question").all():
            question.locator("input").nth(1).click()
    page.wait_for_timeout(1500)
    steps = page.get_by_role("navigation", name="Steps")
    steps.get_by_role("button", name="Profile").click()
    page.wait_for_timeout(1000)
    rated = relay.websocket
    steps.get_by_role("button", name="Plan").click()
    make = page.get_by_role("button", name="Make my plan")
    plot = page.locator(".as-panel-plan .ui-plot").first
    plans = []
    change = page.locator(".as-panel-plan .ui-change-link")
    for hours in range(4, 9):  # a plan that stays the same isn't drawn again
        if plans:  # the form of a made plan is folded
            change.click()
        page.get_by_label("Hours a week").fill(str(hours))
        plans.append(_pressed(page, make, plot))
        page.wait_for_timeout(300)
    planned = relay.websocket
    steps.get_by_role("button", name="Take it with you").click()
    button = page.get_by_role("button", name="Download my report")
    exports, size = [], 0
    for _ in range(5):
        with page.expect_download() as waiting:
            said = page.locator(".as-panel-take .ui-done").first
            exports.append(_pressed(page, button, said, "is in your downloads."))
        size = waiting.value.path().stat().st_size
        page.wait_for_timeout(300)
    page.goto("about:blank")
    context.close()
    return [
        Line("websocket, all rated and profile (wire)", rated / 1000, 100, "kB"),
        Line("websocket, with five plans (wire)", planned / 1000, None, "kB"),
        line("plan again and repaint", plans[1:], 300, "ms"),
        line("report downloaded", exports[1:], 100, "ms"),
        Line("report", size / 1000, 150, "kB"),
    ]


def _pressed(page: Page, button: Locator, node: Locator, end: str = "") -> float:
    button.scroll_into_view_if_needed()
    handles = [button.element_handle(), node.element_handle(), end]
    return float(page.evaluate(PRESSED, handles))


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="0: only the whole visit")
    parser.add_argument("--without-peers", action="store_true")
    options = parser.parse_args()
    every = [p for p in parties() if not options.without_peers or p.name in ("blank", "assess")]
    found = next(filter(None, map(which, ("chromium", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        for party in every:
            url = f"http://127.0.0.1:{party.port}/{party.health}"
            database = f"sqlite:///{place}/{party.name}.sqlite3"
            stack.enter_context(running(party.command, url, ASSESS_DATABASE_URL=database))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(args=FLAGS, executable_path=found)
        ours = next(party for party in every if party.name == "assess")
        for number in range(options.rounds + 1 if options.rounds else 0):
            for party in every:
                visits(browser, party)
                if number == 0:
                    party.times.clear()  # the first round warms the machine up
            print(f"round {number} of {options.rounds}", flush=True)
        relay = stack.enter_context(Relay(ours.port))
        if options.rounds:
            report("visit", compared(every), rounds=options.rounds)
        report("whole-visit", ours_only(browser, ours, relay))
        browser.close()


def compared(every: list[Party]) -> list[Line]:
    """Ours beside the others."""
    by = {party.name: party.times for party in every}
    ours, blank = by["assess"], by["blank"]
    lines = [
        ratio("usable / blank", ours["usable"], blank["usable"], 0.6),
        ratio("usable, second visit / blank's second", ours["second"], blank["second"], 0.5),
        line("requests of a second visit", ours["second visit requests"], 2),
        line("click to repaint, median", ours["repaint"], None, "ms"),
        Line(
            "click to repaint, p99",
            sorted(ours["repaint"])[int(0.99 * len(ours["repaint"])) - 1],
            100,
            "ms",
        ),
    ]
    for name in ("panel", "streamlit"):
        if name in by:
            lines.append(ratio(f"usable / {name}", ours["usable"], by[name]["usable"], 0.65))
    if "panel" in by:
        share = statistics.median(ours["repaint"]) / statistics.median(by["panel"]["repaint"])
        lines.append(Line("click to repaint / panel", share, 0.3, "×"))
    for party in every:
        for name, values in party.times.items():
            lines.append(
                line(f"{party.name}: {name}", values, None, "ms" if "req" not in name else "")
            )
    return lines


if __name__ == "__main__":
    main()
