"""Make the pictures of docs/cohort.md and docs/workshop.md: part of `make screenshots`."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, sync_playwright

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

from tests.browser.conftest import Server  # noqa: E402
from tests.conftest import FLAGS, NAMES  # noqa: E402

from assess.notebooks.workshop import made_up  # noqa: E402

IMAGES = TOP / "docs" / "images"
SIZES = (8, 12, 20, 60)


def main() -> None:
    """Draw made-up groups of four sizes, and a room: its wall, and the way in on a phone."""
    found = next(filter(None, map(which, NAMES)), None)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=FLAGS, executable_path=found)
        for size in SIZES:
            page = browser.new_page(viewport={"width": 1000, "height": 700})
            page.goto(made_up(size).export(Path(name) / f"group-{size}.html").as_uri())
            page.locator("section[aria-labelledby=heat]").screenshot(
                path=IMAGES / f"cohort-{size}.png"
            )
            if size == 12:
                for part in ("short", "next"):
                    page.locator(f"section[aria-labelledby={part}]").screenshot(
                        path=IMAGES / f"cohort-{part}.png"
                    )
            page.close()
        _room(browser, Path(name))
        browser.close()


def _room(browser: Browser, place: Path) -> None:
    server = Server(place, "--room", "Product days", "--name", "product-days.example")
    try:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{server.url}wall")
        page.screenshot(path=IMAGES / "wall.png")
        page.close()
        phone = browser.new_page(viewport={"width": 390, "height": 700})
        phone.goto(server.url)
        code = json.loads((place / "room.json").read_text(encoding="utf-8"))["code"]
        phone.get_by_label("Code").fill(code)
        phone.screenshot(path=IMAGES / "come-in-phone.png")
        phone.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
