"""Make the pictures of docs/images from the running page: `make screenshots`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

from tests.browser import pages  # noqa: E402
from tests.browser.conftest import Server, leave, visit  # noqa: E402
from tests.conftest import FLAGS, NAMES  # noqa: E402

IMAGES = TOP / "docs" / "images"
LEVELS = ["Leading", "Leading", "Leading", "Proficient", "Leading", "Proficient"]
LEVELS += ["Proficient", "Practising", "Proficient", "Practising", "Proficient", "Proficient"]
LEVELS += ["Proficient", "Proficient", "Proficient", "Practising", "Practising", "Proficient"]
LEVELS += ["Proficient", "Proficient", "Not applicable", "Starting", "Practising", "Practising"]


def main() -> None:
    """Rate as a made-up person and take a picture of each step, wide and narrow."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    found = next(filter(None, map(which, NAMES)), None)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        server = Server(Path(place))
        try:
            browser = playwright.chromium.launch(args=FLAGS, executable_path=found)
            _take(browser, server, 1280, "")
            _take(browser, server, 390, "-phone")
            browser.close()
        finally:
            server.stop()


def _take(browser: Browser, server: Server, width: int, suffix: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 860})
    page = context.new_page()
    visit(page, server.url)
    pages.rate_all(page, LEVELS)
    pages.area(page, 1)
    pages.saved(page)
    _picture(page, f"rate{suffix}")
    pages.go(page, "Profile")
    page.get_by_role("heading", name="Before you plan").wait_for()
    _picture(page, f"profile{suffix}")
    pages.go(page, "Plan")
    pages.make_plan(page)
    _picture(page, f"plan{suffix}")
    pages.go(page, "Take it with you")
    _picture(page, f"take{suffix}")
    leave(context)
    context.close()


def _picture(page: Page, name: str) -> None:
    page.mouse.move(0, 0)  # nothing is pointed at
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(700)  # the last repaint of the charts
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
