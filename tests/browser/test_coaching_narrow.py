"""The coach's page with words of 35 letters: on the narrowest phone, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext

from tests.browser import coaching_pages as coach
from tests.browser import pages
from tests.browser.conftest import free_port
from tests.browser.plain_jupyter import running, wait_for
from tests.browser.test_radar import LONG, SIDEWAYS, hostile
from tests.builders.paper import SIZES, printed, words, wrong_on_paper

STEPS = ("People", "Since last time", "Rate blind", "Compare", "Decide", "Take it with you")


def test_every_step_fits_a_narrow_phone_and_paper_whatever_the_words(
    context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "competencies.yaml"
    model.write_text(yaml.safe_dump(hostile(24, 4), allow_unicode=True), encoding="utf-8")
    monkeypatch.setenv("ASSESS_MODEL", str(model))
    port = free_port()
    command = ["voila", "notebooks/coaching.ipynb", "--no-browser", f"--port={port}"]
    with running(tmp_path, *command):
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator(".as-coach .ui-drop").wait_for()
        coach.bring(page, "three-months-later.json")
        coach.step(page, "Compare")
        if page.get_by_role("button", name="Reveal both ratings").is_visible():
            coach.reveal(page)
        coach.make_plan(page)
        said = ""
        for step in STEPS:
            coach.step(page, step)
            page.set_viewport_size({"width": 320, "height": 657})
            pages.frames(page)
            assert page.evaluate(SIDEWAYS) <= 0, step
            page.set_viewport_size({"width": 1280, "height": 900})
            for size in SIZES:
                assert wrong_on_paper(page, size) == [], (step, size)
            said += words(" ".join(printed(page, "A4")))
        assert LONG[:20] in said
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there
