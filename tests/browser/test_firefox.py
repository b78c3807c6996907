"""The whole way in Debian's Firefox: rate, look, plan, tick, take it home, come back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Server
from tests.browser.firefox import firefox
from tests.browser.webdriver import Window

LEVELS = ("Starting", "Practising", "Proficient", "Leading")
STEP = ".ui-steps .ui-step"
SAVED = "return document.querySelector('.ui-saved')?.textContent === 'Saved'"
TICKED = "return document.querySelectorAll('.ui-this-week .ui-ticks input:checked').length"


def _downloaded(place: Path, ending: str) -> str:
    """A file that Firefox has put down whole."""
    for _ in range(600):
        found = [path for path in (place / "downloads").glob(f"*{ending}") if path.stat().st_size]
        if found and not list((place / "downloads").glob("*.part")):
            return found[0].read_text(encoding="utf-8")
        time.sleep(0.1)
    raise AssertionError(f"no {ending} came down")


def _rate_quickly(page: Window) -> None:
    """The quick pass to its end, a click a card."""
    place = page.run("return document.querySelector('.ui-place').textContent")
    assert place == "1 of 24"
    for number in range(1, 25):
        page.until(
            "return document.querySelector('.ui-place')?.textContent === arguments[0]",
            f"{number} of 24",
        )
        page.click(".ui-quick .ui-option label", LEVELS[(number - 1) % 4])
    page.find(".ui-quick h3", "That was the quick pass")
    page.until(SAVED)


def the_whole_way(page: Window, server: Server, take: Callable[[str, str], str]) -> None:
    """Rate, look, plan, tick, take it home, reload. `take`: button and ending → the file's text."""
    page.open(server.url)
    page.find(".ui-quick .ui-option input")
    _rate_quickly(page)

    page.click(STEP, "Profile")
    page.find(
        ".as-panel-profile .as-answer", "The role you want, product manager, asks for more in"
    )
    page.until("return document.querySelectorAll('.as-panel-profile .as-dots-row').length === 24")

    page.click(STEP, "Plan")
    page.find(".ui-plan-form .ui-press button", "Make my plan")
    page.type(".ui-time input", "2,5", instead=True)
    page.click(".ui-plan-form .ui-press button", "Make my plan")
    page.find(".ui-plan-title")
    assert "up to 2.5 hours a week" in page.run(
        "return document.querySelector('.ui-based').textContent"
    )
    page.find(".as-timeline .ui-plot[data-drawn] .main-svg", "Practice")
    page.click(".ui-this-week .ui-ticks label")
    page.until(f"{TICKED} === 1")
    page.until(SAVED)

    page.click(STEP, "Take it with you")
    page.find(".as-panel-take button", "Download my report")
    page.run("for (const d of document.querySelectorAll('.as-panel-take details')) d.open = true")
    assert "<!doctype html>" in take("Download my report", ".html").lower()
    assert take("Plan for my calendar", ".ics").startswith("BEGIN:VCALENDAR")
    assert len(json.loads(take("Answers as data", ".json"))["answers"]) == 24

    page.reload()
    page.click(STEP, "Plan")
    page.find(".ui-plan-title")
    page.until(f"{TICKED} === 1")
    page.click(STEP, "Rate")
    page.find(".ui-count", "24 of 24 answered")


@pytest.mark.parametrize("private", [False, True], ids=["a window", "a private window"])
def test_a_new_user_goes_the_whole_way_in_firefox(
    server: Server, tmp_path: Path, private: bool
) -> None:
    window = ["--private-window"] if private else []
    with firefox(tmp_path, *window) as page:

        def take(label: str, ending: str) -> str:
            page.click(".as-panel-take button", label)
            return _downloaded(tmp_path, ending)

        the_whole_way(page, server, take)
        report = next((tmp_path / "downloads").glob("*.html"))

        page.open(f"file://{report}")
        page.find("h1")
        page.open("about:blank")

    with firefox(tmp_path, *window) as page:  # the next day
        page.open(server.url)
        if private:  # which leaves nothing behind
            page.find(".ui-place", "1 of 24")
            return
        page.find(".ui-return")
        page.click(".ui-return .ui-button", "Continue")
        page.click(STEP, "Plan")
        page.find(".ui-plan-title")
        page.until(f"{TICKED} === 1")
        page.open("about:blank")
