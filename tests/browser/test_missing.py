"""The database goes under an open page: its answers stay, and are saved again when asked."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assess.store import Store
from tests.browser import pages
from tests.browser.conftest import Server, visit
from tests.browser.test_outbox import outbox

AGAIN = "Save my answers again"


@pytest.fixture
def answered(context: BrowserContext, own: Server) -> Page:
    """A page with one saved answer."""
    page = context.new_page()
    visit(page, own.url)
    pages.rate(pages.questions(page).first, "Proficient")
    pages.saved(page)
    return page


def delete(server: Server, _place: Path) -> None:
    server.database.unlink()


def empty(server: Server, _place: Path) -> None:
    server.database.write_bytes(b"")


def replace(server: Server, place: Path) -> None:
    """By a database of ours that has never heard of this person."""
    other = Store(place / "other.sqlite3")
    other.prepare()
    server.database.write_bytes(other.path.read_bytes())


def restore(server: Server, place: Path) -> None:
    """As docs/reliability.md says it: a backup from before this person came."""
    other = Store(place / "other.sqlite3")
    other.back_up(place / "before.jsonl")
    command = [
        sys.executable,
        "-m",
        "assess.cli.main",
        "data",
        "restore",
        "before.jsonl",
        "--replace",
    ]
    where = {**os.environ, "ASSESS_DATABASE_URL": f"sqlite:///{server.database}"}
    subprocess.run(command, cwd=place, env=where, check=True, capture_output=True)


@pytest.mark.parametrize("lose", [delete, empty, replace, restore], ids=lambda way: way.__name__)
def test_what_is_missing_stays_on_the_page_and_is_saved_again_when_asked(
    answered: Page, own: Server, tmp_path: Path, lose: Callable[[Server, Path], None]
) -> None:
    """Nothing is dropped: neither the answers shown nor what waits in this browser."""
    lose(own, tmp_path)
    pages.rate(pages.questions(answered).nth(1), "Leading")
    expect(answered.get_by_text("but nobody deleted it")).to_be_visible()
    expect(answered.locator(".ui-saved")).to_have_text(
        "Not saved yet. It's in this browser for now"
    )
    expect(answered.locator(".ui-count")).to_have_text("2 of 24 answered")
    assert len(outbox(answered)) == 1
    answered.get_by_role("button", name=AGAIN).click()
    expect(answered.get_by_text("Your answers are saved again.")).to_be_visible()
    pages.saved(answered)
    assert outbox(answered) == []
    (stored,) = Store(own.database).answers.list()
    assert len(stored.document["answers"]) == 2


def test_a_damaged_database_is_said_at_reload_too(answered: Page, own: Server) -> None:
    """And the code that finds the answers in a backup stays in this browser."""
    whole = own.database.read_bytes()
    own.database.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    codes = answered.evaluate("localStorage.getItem('assess.codes')")
    answered.reload()
    expect(answered.locator(".ui-notice p").first).to_contain_text("Move it away")
    assert answered.evaluate("localStorage.getItem('assess.codes')") == codes


def test_the_reason_why_nothing_is_saved_goes_when_it_is_over(answered: Page, own: Server) -> None:
    """It stayed beside “Saved”: a full disk, here a file that another program holds."""
    holder = sqlite3.connect(own.database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    pages.rate(pages.questions(answered).nth(1), "Proficient")
    reason = answered.get_by_text("is in use by another program for too long")
    expect(reason).to_be_visible()
    holder.close()
    pages.saved(answered)
    expect(reason).to_be_hidden()
