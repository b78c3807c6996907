"""Text that is pasted beyond a limit: all of it stays, it is said, and shortened it is saved."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from assess.domain.answers import EVIDENCE_LIMIT
from tests.browser.conftest import Server
from tests.browser.pages import note as note_of
from tests.browser.pages import questions, saved

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def _notes(server: Server) -> list[str]:
    with closing(sqlite3.connect(server.database)) as database:
        rows = database.execute("SELECT document FROM assessments").fetchall()
    answers = [json.loads(row[0])["answers"].values() for row in rows]
    return [answer.get("evidence", "") for document in answers for answer in document]


def test_a_pasted_note_that_is_too_long_is_kept_whole_and_said_and_not_saved_half(
    page: Page, server: Server
) -> None:
    question = questions(page).first
    note = note_of(question)
    note.focus()
    page.keyboard.insert_text("Short and saved. ")
    saved(page)
    pasted = "x" * (EVIDENCE_LIMIT - 20) + FAMILY
    page.keyboard.insert_text(pasted)
    expect(note).to_have_value(f"Short and saved. {pasted}")
    said = question.get_by_role("alert")
    expect(said).to_have_text(
        "This is longer than 2,000 characters, so it isn't saved. Shorten it and it will be: "
        "nothing is cut off."
    )
    expect(question.locator(".ui-too-long:visible")).to_contain_text("2 too many.")
    questions(page).nth(1).get_by_role("radio").first.click()
    saved(page)
    assert not [text for text in _notes(server) if FAMILY[0] in text]
    assert any("Short and saved." in text for text in _notes(server))
    note.focus()
    page.keyboard.press("ControlOrMeta+Home")
    for _ in range(2):
        page.keyboard.press("Delete")
    expect(said).to_be_hidden()
    note.blur()
    saved(page)
    assert f"ort and saved. {pasted}" in _notes(server)
