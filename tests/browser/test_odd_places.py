"""A server where much is odd: its address, its directories, and its machine's language and zone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, leave, visit

# longer than the address of a socket may be
LONG = "a name of a directory that goes on and on " * 3


class OddServer(Server):
    """It listens on IPv6, and knows neither its machine's language nor its time zone."""

    name = "[::1]"

    def __init__(self, directory: Path) -> None:
        temporary = directory / LONG / "zwischendurch für später"
        temporary.mkdir(parents=True)
        super().__init__(
            directory,
            "--host=::1",
            TMPDIR=str(temporary),
            LC_ALL="xx_XX",
            PYTHONUTF8="0",
            PYTHONCOERCECLOCALE="0",
            TZ="Nowhere/Land",
        )
        self.temporary = temporary


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[OddServer]:
    running = OddServer(tmp_path / "Zoë Müller’s Ordner 日本")
    yield running
    running.stop()


def test_everything_works_where_everything_is_odd(browser: Browser, odd: OddServer) -> None:
    """A long temporary directory, spaces and letters of any language in paths, no locale, IPv6."""
    context = browser.new_context()
    page: Page = context.new_page()
    visit(page, odd.url)
    pages.rate_all(page, ["Practising", "Proficient"])
    pages.saved(page)
    pages.go(page, "Plan")
    page.get_by_label("Hours a week").fill("3")
    pages.make_plan(page)
    planned = page.locator(".as-panel-plan .ui-card-title").first.inner_text()
    pages.go(page, "Take it with you")
    assert planned in pages.download(page, "Download my report")
    page.reload()
    pages.go(page, "Rate")
    expect(page.locator(".ui-count")).to_have_text("24 of 24 answered")
    leave(context)
    context.close()
    # where programs may not be run from the temporary directory, nothing is missed
    modes = {}
    for path in odd.temporary.rglob("*"):
        with suppress(FileNotFoundError):  # a kernel that ends takes its files along
            modes[path] = path.stat().st_mode
    files = {path: mode for path, mode in modes.items() if S_ISREG(mode)}
    assert files
    assert [path for path, mode in files.items() if mode & 0o111] == []
    assert "Traceback" not in odd.log.read_text(encoding="utf-8")
