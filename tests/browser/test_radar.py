"""The radar follows a click at once, and is drawn the same in the quick way and in plotly's own."""

from __future__ import annotations

import os
import signal
from typing import Any, Literal

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit

# every line and mark of the radar: form, place and look
SHAPES = """() => [...document.querySelectorAll('.as-aside .scatterlayer .trace')].map((trace) =>
  [...trace.querySelectorAll('path')].map((path) =>
    ['d', 'transform', 'style'].map((name) => path.getAttribute(name)).join('|')))"""
DRAWN = "Number(document.querySelector('.as-aside .ui-plot').dataset.drawn)"
# how often points were moved, rather than the chart drawn whole
COUNTED = """() => {
  const move = Plotly.movePoints;
  window.moves = 0;
  Plotly.movePoints = (...all) => {
    const done = move(...all);
    window.moves += Number(done);
    return done;
  };
}"""
TRACES = """() => document.querySelector('.as-aside .ui-plot').data
  .map(({ r, text }) => ({ r, text }))"""


def traces(page: Page) -> list[dict[str, Any]]:
    """What the radar shows: levels and texts of each trace."""
    found: list[dict[str, Any]] = page.evaluate(TRACES)
    return found


def shown(page: Page, expression: str) -> None:
    """Wait until something is true of the radar's traces, `person`, `unrated` and `out`."""
    trace = "document.querySelector('.as-aside .ui-plot').data"
    pages.until(
        page, f"(() => {{ const [,, person, unrated, out] = {trace}; return {expression} }})()"
    )


def test_a_click_moves_the_radar_before_the_kernel_has_heard_of_it(
    context: BrowserContext, own: Server
) -> None:
    """With a kernel that stands still: a level, not applicable, cleared; then it catches up."""
    page = context.new_page()
    visit(page, own.url)
    pages.drawn(page)
    first, second = pages.questions(page).nth(0), pages.questions(page).nth(1)
    for kernel in own.kernels():
        os.kill(kernel, signal.SIGSTOP)
    try:
        pages.rate(first, "Proficient")
        shown(page, "person.r[0] === 3 && person.r[24] === 3 && unrated.r.length === 23")
        person = traces(page)[2]
        assert "You: Proficient (3)" in person["text"][0]
        assert not any(person["text"][1:-1])
        second.locator("input[value=na]").click()
        shown(page, "out.r.length === 1 && unrated.r.length === 22")
        assert traces(page)[4]["text"][0].endswith("not applicable")
        first.get_by_role("button", name="Clear my answer").click()
        shown(page, "person.r[0] === null && unrated.r.length === 23")
        first.get_by_role("button", name="Undo").click()
        shown(page, "person.r[0] === 3")
        expect(page.locator(".ui-saved")).not_to_have_text("Saved")
    finally:
        for kernel in own.kernels():
            os.kill(kernel, signal.SIGCONT)
    pages.saved(page)
    # the kernel's own words: there is no note yet
    shown(page, "person.text[0].endsWith('no evidence yet') && out.r.length === 1")


def test_points_that_were_moved_look_like_a_radar_that_was_drawn_whole(page: Page) -> None:
    """Every path of it, after all questions were answered and one was changed."""
    pages.drawn(page)
    page.evaluate(COUNTED)
    pages.rate_all(page, ["Proficient", "Leading", "Shaping"])
    pages.saved(page)
    before, moves = page.evaluate(SHAPES), page.evaluate("window.moves")
    pages.rate(pages.questions(page).first, "Leading")
    pages.until(page, f"window.moves > {moves}")
    pages.saved(page)
    moved = page.evaluate(SHAPES)
    times = pages.drawn(page)
    schemes: tuple[Literal["dark", "light"], ...] = ("dark", "light")
    for scheme in schemes:  # a chart of other colours is drawn whole
        page.emulate_media(color_scheme=scheme)
        pages.until(page, f"{times} < (window.n = {DRAWN})")
        times = page.evaluate("window.n")
    assert len(moved[2]) > 24
    assert moved != before
    assert page.evaluate(SHAPES) == moved
