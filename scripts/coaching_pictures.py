"""Make the pictures of docs/coaching.md: part of `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, expect, sync_playwright

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

from tests.browser import coaching_pages as coach  # noqa: E402
from tests.browser.conftest import free_port  # noqa: E402
from tests.browser.plain_jupyter import running, wait_for  # noqa: E402
from tests.conftest import FLAGS, NAMES  # noqa: E402

IMAGES = TOP / "docs" / "images"


def main() -> None:
    """Walk through the story at a desk, take two pictures on a phone."""
    found = next(filter(None, map(which, NAMES)), None)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        place, port = Path(name), free_port()
        command = ["voila", "notebooks/coaching.ipynb", "--no-browser", f"--port={port}"]
        browser = playwright.chromium.launch(args=FLAGS, executable_path=found)
        with running(place, *command):
            wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
            _story(browser, f"http://127.0.0.1:{port}/")
        browser.close()


def _story(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 860})
    page.goto(url)
    page.wait_for_selector(".as-coach .ui-drop", state="visible", timeout=120_000)
    coach.bring(page, "own.json")
    coach.rate(page, 3)
    _picture(page, "coach-rate")
    page.set_viewport_size({"width": 1280, "height": 860})
    coach.step(page, "People")
    coach.bring(page, "three-months-later.json")
    _picture(page, "coach-people")
    coach.bring(page, "first-session.json")
    coach.step(page, "Compare")
    expect(page.locator(".ui-both").first).to_be_visible()
    _picture(page, "coach-compare")
    coach.step(page, "Decide")
    expect(page.locator(".ui-goal").first).to_be_visible()
    page.locator(".ui-goal").first.scroll_into_view_if_needed()
    _picture(page, "coach-goals", top=False)
    coach.step(page, "People")
    page.locator(".ui-person").nth(1).get_by_role("button").first.click()
    coach.step(page, "Since last time")
    expect(page.get_by_text("The last plan and where it stands")).to_be_visible()
    _picture(page, "coach-since")
    page.set_viewport_size({"width": 390, "height": 860})
    coach.step(page, "Compare")
    _picture(page, "coach-compare-phone")
    page.goto("about:blank")


def _picture(page: Page, name: str, *, top: bool = True) -> None:
    if top:
        page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(1500)  # the last repaint of the charts
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
