"""The role guide in a real browser: a pair's table, and advice that follows each answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import free_port
from tests.browser.plain_jupyter import running, wait_for


@pytest.fixture
def guide(context: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """`voila notebooks/guide.ipynb`, nothing else set, open in a browser."""
    port = free_port()
    command = ["voila", "notebooks/guide.ipynb", "--no-browser", f"--port={port}"]
    with running(tmp_path, *command):
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector(".as-guide fieldset.ui-question input", state="visible")
        yield page
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def test_a_pair_compares_and_the_advice_follows(guide: Page) -> None:
    """By keyboard and by mouse, at a desk and on a phone."""
    pair = guide.locator(".ui-pair")
    mine, partners = pair.locator("select").nth(0), pair.locator("select").nth(1)
    names = mine.locator("option").all_inner_texts()
    assert names[-2:] == ["Both", "Someone else"]
    row = pair.locator("tbody tr").first
    mine.select_option(names[-2])
    expect(row.locator(".ui-result")).to_have_text("–")
    partners.select_option(names[-1])
    expect(row.locator(".ui-result")).to_have_text("Different")
    expect(pair.get_by_role("status")).to_contain_text("0 the same, 1 different.")
    partners.select_option(names[-2])
    expect(row.locator(".ui-result")).to_have_text("Same")

    status = guide.get_by_role("region", name="Advice").get_by_role("status")
    nothing = "Answer a question to see which role it points to."
    expect(status).to_have_text(nothing)
    first = guide.get_by_role("group").filter(has=guide.get_by_role("radio")).first
    first.get_by_role("radio").first.check()
    expect(status).to_contain_text("more questions could change this.")
    said = guide.locator(".ui-reasons").inner_text()
    guide.keyboard.press("ArrowDown")
    expect(first.get_by_role("radio").nth(1)).to_be_checked()
    expect(guide.locator(".ui-reasons")).not_to_have_text(said, use_inner_text=True)
    first.get_by_role("button", name="Clear").click()
    expect(status).to_have_text(nothing)

    for width in (1280, 390, 320):
        guide.set_viewport_size({"width": width, "height": 900})
        wide = guide.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, width
