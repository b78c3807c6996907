"""The model's file is changed, broken and removed while people answer: real server and browser."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, expect

from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.browser import pages
from tests.browser.conftest import Server, leave, visit


class Edited:
    """A server whose model's file may be written to."""

    def __init__(self, directory: Path) -> None:
        self.file = directory / "competencies.yaml"
        self.first = package_model().read_text(encoding="utf-8")
        self.file.write_text(self.first, encoding="utf-8")
        self.model = load_model(self.file)
        self.server = Server(directory)

    def rewrite(self, version: str, title: str) -> None:
        """Another title for the first question, in a version of its own."""
        data = yaml.safe_load(self.first)
        data["model"]["version"] = version
        first = self.model.by_area[0].id
        next(item for item in data["competencies"] if item["id"] == first)["title"] = title
        self.file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")

    def said(self, page: Page, text: str) -> None:
        """Wait until the server's console holds a text."""
        for _ in range(600):
            if text in self.server.log.read_text(encoding="utf-8"):
                return
            page.wait_for_timeout(100)
        raise AssertionError(self.server.log.read_text(encoding="utf-8"))


@pytest.fixture
def edited(context: BrowserContext, tmp_path: Path) -> Iterator[Edited]:
    made = Edited(tmp_path)
    yield made
    leave(context)
    made.server.stop()
    context.watch.complaints.clear()  # type: ignore[attr-defined]


def _first(page: Page) -> str:
    return pages.questions(page).first.locator("legend span").last.inner_text()


def _answers(page: Page) -> str:
    pages.go(page, "Take it with you")
    text = pages.download(page, "Answers as data")
    pages.go(page, "Rate")
    return text


def test_new_visitors_read_the_new_questions_and_others_finish_with_theirs(
    context: BrowserContext, edited: Edited
) -> None:
    """Each page's files say the version whose sentences it shows; a broken file changes nothing."""
    old = context.new_page()
    visit(old, edited.server.url)
    before, label = _first(old), edited.model.label(edited.model.highest)
    pages.rate(pages.questions(old).first, label)
    pages.saved(old)

    edited.rewrite("9.0.0", "Another question altogether")
    other = context.browser.new_context()  # type: ignore[union-attr]
    new = other.new_page()
    visit(new, edited.server.url)
    assert _first(new) == "Another question altogether"
    assert '"9.0.0"' in _answers(new)
    assert f'"{edited.model.version}"' in _answers(old)
    assert _first(old) == before

    edited.file.write_text("model: [", encoding="utf-8")
    edited.said(new, "competencies.yaml:2:1: a value is missing")
    visit(new, edited.server.url)
    assert _first(new) == "Another question altogether"
    edited.file.unlink()
    edited.said(new, "there is no such file")
    visit(new, edited.server.url)
    assert _first(new) == "Another question altogether"
    leave(other)
    other.close()


def test_what_was_answered_before_is_asked_again_when_its_page_comes_back(
    context: BrowserContext, edited: Edited
) -> None:
    """A change that waits in the browser is carried to the new version and must be confirmed."""
    page = context.new_page()
    visit(page, edited.server.url)
    label = edited.model.label(edited.model.highest)
    pages.rate(pages.questions(page).first, label)
    pages.saved(page)
    for kernel in edited.server.kernels():
        os.kill(kernel, signal.SIGKILL)
    again = page.get_by_role("button", name="Reload the page")
    expect(again).to_be_visible()
    # chosen with the old sentences, never sent
    pages.rate(pages.questions(page).nth(1), label)
    edited.rewrite("9.0.0", "Another question altogether")
    again.click()
    expect(pages.questions(page).first).to_contain_text("Another question altogether")
    pages.saved(page)
    look = page.get_by_text("This question has changed since you answered it.")
    expect(look).to_have_count(2)
    expect(pages.questions(page).nth(1).get_by_role("radio", name=label)).to_be_checked()


def test_an_older_page_never_overwrites_what_a_newer_one_saved(
    context: BrowserContext, edited: Edited
) -> None:
    """It says so, keeps the change in the browser, and goes on with the new questions."""
    page = context.new_page()
    visit(page, edited.server.url)
    label = edited.model.label(edited.model.highest)
    pages.rate(pages.questions(page).first, label)
    pages.saved(page)
    edited.rewrite("9.0.0", "Another question altogether")
    newer = context.new_page()
    visit(newer, edited.server.url)
    newer.get_by_role("button", name="Continue").click()
    pages.rate(pages.questions(newer).nth(1), label)
    pages.saved(newer)

    pages.rate(pages.questions(page).nth(2), label)
    expect(page.get_by_text("saved with newer questions than this page shows")).to_be_visible()
    page.reload()
    expect(pages.questions(page).first).to_contain_text("Another question altogether")
    pages.saved(page)
    for number in range(3):
        expect(pages.questions(page).nth(number).get_by_role("radio", checked=True)).to_be_visible()
