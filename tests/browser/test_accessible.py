"""What a machine can check of WCAG 2.2 AA, on every step in every state: one visit, eleven states.

What depends on no colour is checked in light; contrast in light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import pages
from tests.browser.conftest import Server, Watch, leave, visit
from tests.browser.states import STATES

WIDTHS = (1280, 390)
NARROWEST = 320
"""A window of 1280 pixels at 400 %."""

SMALLEST = 24
"""CSS pixels of a target, each way (WCAG 2.2, 2.5.8)."""

TARGETS = """() => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }))
  .filter((node) => !node.closest("[aria-hidden=true]"))
  .map((node) => {
    const box = node.getBoundingClientRect();
    const name = `${node.tagName} ${node.textContent.trim().slice(0, 40)}`;
    return [name, Math.round(box.width * 10) / 10, Math.round(box.height * 10) / 10];
  })"""

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter((node) => node.checkVisibility()).map((node) => Number(node.tagName[1]))"""


# lines of more than 78 zeros: too long for an eye that looks for the next one
LONG_LINES = """() => [...document.querySelectorAll(".as-app :is(p, dd, li)")]
  .filter((node) => node.checkVisibility() && !node.closest(".as-sr, svg, table, .as-key-lines"))
  .filter((node) => node.textContent.trim())
  .filter((node) => !node.querySelector("p, dd, li, fieldset, dl, button, input, details"))
  .map((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const brush = document.createElement("canvas").getContext("2d");
    brush.font = getComputedStyle(node).font;
    const zeros = range.getBoundingClientRect().width / brush.measureText("0").width;
    return [Math.round(zeros), node.textContent.slice(0, 60)];
  })
  .filter(([zeros]) => zeros > 78)"""


@pytest.fixture(scope="module")
def seen(browser: Browser, server: Server) -> Iterator[Page]:
    """One visit for all states."""
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900})
    context.set_default_timeout(120_000)
    watch = Watch(context)
    page = context.new_page()
    visit(page, server.url)
    pages.drawn(page)
    yield page
    leave(context)
    context.close()
    assert watch.complaints == []
    assert watch.foreign() == []


def _size(page: Page, width: int, height: int = 900) -> None:
    page.set_viewport_size({"width": width, "height": height})
    pages.frames(page)


def _names(page: Page) -> list[str]:
    """What assistive technology calls each thing on the page."""
    tools = page.context.new_cdp_session(page)
    nodes = tools.send("Accessibility.getFullAXTree")["nodes"]
    tools.detach()
    found = [node.get("name", {}).get("value", "") for node in nodes if not node["ignored"]]
    assert len(found) > 20
    return found


def violations(page: Page, *, contrast_only: bool = False) -> list[str]:
    """Each rule of axe that the page breaks, with the places."""
    # what passes isn't listed: its places would take more time than the rules
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if contrast_only:
        options["runOnly"] = ["color-contrast"]
    found = Axe().run(page, options=options).response["violations"]
    return [f"{item['id']}: {[node['target'] for node in item['nodes']]}" for item in found]


@pytest.mark.parametrize("state", STATES)
def test_no_rule_of_axe_is_broken_and_every_target_is_large_enough(seen: Page, state: str) -> None:
    """At a desk and on a phone, in light and dark; headings in order; nothing scrolls sideways."""
    _size(seen, WIDTHS[0])
    STATES[state](seen)
    for width in WIDTHS:
        _size(seen, width)
        for scheme in ("light", "dark"):
            seen.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            pages.frames(seen)
            assert violations(seen, contrast_only=scheme == "dark") == [], (width, scheme)
        seen.emulate_media(color_scheme="light")
        targets = seen.evaluate(TARGETS)
        assert len(targets) > 5
        small = [item for item in targets if min(item[1:]) < SMALLEST]
        assert small == [], width
        levels = seen.evaluate(HEADINGS)
        assert levels[0] == 1
        assert levels.count(1) == 1
        steps = [after - before for before, after in pairwise(levels)]
        assert max(steps) <= 1, levels
        assert seen.locator("main").count() == 1
    _size(seen, 1920)
    assert seen.evaluate(LONG_LINES) == []
    assert [name for name in _names(seen) if " :" in name] == []
    _size(seen, NARROWEST, 256)
    assert seen.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    _size(seen, WIDTHS[0])
