"""Days are those of the browser, wherever the server is; its files are read in any encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit

# at any moment one of them has another day than the server
AHEAD, BEHIND = "Pacific/Kiritimati", "Pacific/Pago_Pago"


@pytest.fixture(params=[AHEAD, BEHIND])
def away(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(timezone_id=request.param, accept_downloads=True)
    context.set_default_timeout(120_000)
    page = context.new_page()
    visit(page, server.url)
    page.zone = ZoneInfo(request.param)  # type: ignore[attr-defined]
    yield page
    page.goto("about:blank")
    context.close()


def test_a_report_and_its_name_say_the_browsers_day(away: Page) -> None:
    pages.rate(pages.questions(away).first, "Proficient")
    pages.saved(away)
    pages.go(away, "Take it with you")
    before = datetime.now(UTC)
    with away.expect_download() as waiting:
        away.get_by_role("button", name="Download my report").click()
    moments = (before, datetime.now(UTC))
    here = {moment.astimezone(away.zone).date() for moment in moments}  # type: ignore[attr-defined]
    text = waiting.value.path().read_text(encoding="utf-8")
    said = set(re.findall(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d", text))
    assert said <= {f"{day.day} {day:%B %Y}" for day in here}
    assert said
    assert any(f"{day}.html" in waiting.value.suggested_filename for day in here)


def test_an_answers_file_in_utf_16_is_read(page: Page) -> None:
    pages.rate(pages.questions(page).first, "Proficient")
    pages.saved(page)
    pages.go(page, "Take it with you")
    text = pages.download(page, "Answers as data")
    file = {"name": "a.json", "mimeType": "application/json", "buffer": text.encode("utf-16")}
    page.get_by_label("File to load").set_input_files(file)  # type: ignore[arg-type]
    expect(page.get_by_text("It would replace what you have here")).to_be_visible()
