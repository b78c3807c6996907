"""Numbers and days as people type them mean the same in every browser, whatever its language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import pages
from tests.browser.conftest import Server
from tests.browser.firefox import Firefox, firefox

TAB = "\ue004"


class Typing(Protocol):
    """A browser in which somebody types."""

    def go(self, url: str) -> None: ...
    def value(self, expression: str) -> Any: ...
    def until(self, expression: str) -> Any: ...
    def type(self, text: str) -> None: ...


class Chromium:
    """The same for Chromium."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go(self, url: str) -> None:
        self.page.goto(url)

    def value(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def until(self, expression: str) -> Any:
        return pages.until(self.page, expression, seconds=120)

    def type(self, text: str) -> None:
        for key in text:
            self.page.keyboard.press("Tab") if key == TAB else self.page.keyboard.type(key)


class InFirefox:
    """The same for Firefox."""

    def __init__(self, window: Firefox) -> None:
        self.window = window

    def go(self, url: str) -> None:
        self.window.open(url)

    def value(self, expression: str) -> Any:
        return self.window.run(f"return {expression}")

    def until(self, expression: str) -> Any:
        return self.window.until(f"return {expression}", seconds=120)

    def type(self, text: str) -> None:
        self.window.press(text)


@pytest.fixture(params=["Chromium en-US", "Chromium de-DE", "Firefox en-US", "Firefox de"])
def typing(
    request: pytest.FixtureRequest, browser: Browser, server: Server, tmp_path: Path
) -> Iterator[Typing]:
    """The plan's form, open in a browser of this language."""
    kind, language = request.param.split()
    if kind == "Firefox":
        with firefox(tmp_path, **{"intl.accept_languages": language}) as window:
            _open(InFirefox(window), server)
            yield InFirefox(window)
        return
    context = browser.new_context(locale=language)
    chromium = Chromium(context.new_page())
    _open(chromium, server)
    yield chromium
    chromium.go("about:blank")
    context.close()


def _open(typing: Typing, server: Server) -> None:
    typing.go(f"{server.url}#plan")
    typing.until("document.querySelector('.as-app[data-step=plan] .ui-time input') !== null")
    typing.until("document.querySelector('.ui-time input').value !== ''")
    typing.value("document.querySelector('.ui-plan-form .ui-fold').open = true")


FIELD = """[...document.querySelectorAll('.ui-plan-form label')]
    .find((label) => label.textContent === '%s').control"""


def enter(typing: Typing, label: str, text: str, shown: str) -> str:
    """Type this in the place of what is there, and leave the field; what is said once it shows
    `shown`.
    """
    field = FIELD % label
    typing.value(f"(() => {{ const f = {field}; f.focus(); f.select(); }})()")
    typing.type(text + TAB)
    typing.until(f"document.activeElement !== {field}")
    said = f"[...{field}.closest('.ui-field').querySelectorAll('[role=alert]')]"
    typing.until("document.querySelector('.ui-saved').textContent === 'Saved'")
    typing.until(f"{field}.value === {shown!r}")
    return str(typing.value(f"{said}.filter((line) => !line.hidden)[0]?.textContent ?? ''"))


def test_hours_and_days_are_read_alike_whatever_the_browser(typing: Typing) -> None:
    for text in ("2,5", "2.5", "2 ½", "２，５", " 2,50 "):
        assert enter(typing, "Hours a week", text, "2.5") == "", text
        assert enter(typing, "Hours a week", "4", "4") == ""
    for text in ("28.11.2027", "2027-11-28", "28 Nov 2027", "11/28/2027", "２８．１１．２０２７"):
        assert enter(typing, "Last day", text, "28 Nov 2027") == "", text
        assert enter(typing, "Last day", "3 Oct 2027", "3 Oct 2027") == ""


def test_what_is_unclear_is_asked_back_and_what_was_there_is_kept(
    typing: Typing, server: Server
) -> None:
    enter(typing, "Hours a week", "2,5", "2.5")
    enter(typing, "Last day", "28.11.2027", "28 Nov 2027")
    said = enter(typing, "Hours a week", "1,234", "1,234")
    assert said == "“1,234” could mean 1234 or 1.234. Write 1234 or 1.23."
    said = enter(typing, "Last day", "03/04/2027", "03/04/2027")
    assert said.startswith("“03/04/2027” could mean 3 April 2027 or 4 March 2027.")
    enter(typing, "Hours a week", "2.5", "2.5")
    enter(typing, "Last day", "28 Nov 2027", "28 Nov 2027")
    typing.go(f"{server.url}?again#plan")
    typing.until("document.querySelector('.ui-time input')?.value === '2.5'")
    typing.until(f"{FIELD % 'Last day'}?.value === '28 Nov 2027'")
