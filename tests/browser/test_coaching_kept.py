"""The coach's page loses nothing: keys, dead kernels, reloads, mixed-up files; real servers."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import coaching_pages as coach
from tests.browser.conftest import free_port
from tests.browser.plain_jupyter import SOON, JupyterLab, Lab, kill_kernel, lab, running, wait_for

KEYS = ("ArrowDown", "ArrowUp", "x", "d", "d", "j", "k", "b", "Enter", "Escape", "Shift+Enter")
READY = ".as-coach .ui-drop"


@pytest.fixture(params=["Light", "Dark"])
def notebook(
    request: pytest.FixtureRequest, context: BrowserContext, jupyterlab: JupyterLab
) -> Iterator[Lab]:
    """The coach's page in JupyterLab, in both of its themes."""
    with lab(context, jupyterlab, "coaching.ipynb", request.param) as opened:
        opened.run()
        opened.page.wait_for_selector(READY, state="visible")
        yield opened


def questions(page: Page) -> Locator:
    """The questions of the area that is open."""
    return page.locator(".ui-section:not([hidden]) fieldset.ui-question")


def test_keys_pressed_in_the_page_stay_in_it(notebook: Lab) -> None:
    page = notebook.page
    cells = page.locator(".jp-Cell")
    before = cells.count()
    prompt = page.locator(".jp-InputPrompt").first.inner_text()
    coach.bring(page, "own.json")
    coach.rate(page, 1)
    radio = questions(page).first.get_by_role("radio")
    radio.nth(0).check()
    page.keyboard.press("ArrowDown")
    expect(radio.nth(1)).to_be_checked()
    for key in KEYS:
        page.keyboard.press(key)
    note = questions(page).first.get_by_role("textbox")
    note.click()
    page.keyboard.type("xddjk")
    for key in ("Escape", "ArrowDown", "Shift+Enter"):
        page.keyboard.press(key)
    expect(note).to_have_value("xddjk\n")
    page.get_by_role("button", name="Clear this rating").first.focus()
    for key in ("x", "d", "d", "j", "k", "Escape"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Cleared.").first).to_be_visible()
    page.wait_for_timeout(500)
    assert cells.count() == before
    assert page.locator(".jp-InputPrompt").first.inner_text() == prompt
    # whom the page is about stays in sight, at the end of a long area too
    page.locator(".ui-section:not([hidden]) .ui-onward button").scroll_into_view_if_needed()
    expect(page.locator(".ui-who")).to_be_in_viewport()
    expect(page.locator(".ui-who")).to_contain_text("Robin (made up) · Rate blind · ")


@pytest.mark.parametrize("name", ["assessment.ipynb", "guide.ipynb"])
def test_keys_stay_inside_the_other_pages_too(
    context: BrowserContext, jupyterlab: JupyterLab, name: str
) -> None:
    with lab(context, jupyterlab, name) as opened:
        opened.run()
        page = opened.page
        page.locator(".as-app[data-step] input, .as-guide input").locator(
            "visible=true"
        ).first.wait_for()
        before = page.locator(".jp-Cell").count()
        field = page.locator(".as-app input[type=radio], .as-guide input[type=radio]")
        field.locator("visible=true").first.focus()
        for key in KEYS:
            page.keyboard.press(key)
        page.wait_for_timeout(500)
        assert page.locator(".jp-Cell").count() == before
        expect(page.locator(".as-app, .as-guide").first).to_be_visible()


Crash = Callable[[], None]


def ten_moments(page: Page, crash: Crash) -> None:
    """A whole session in which the kernel dies ten times, just after something was typed."""

    def again(name: str) -> None:
        crash()
        expect(page.locator(".ui-person").first).to_be_visible()
        coach.step(page, name)

    coach.bring(page, "own.json")
    name = page.get_by_label("What you call them")
    name.fill("Robin Baker")
    name.blur()
    again("People")  # 1: a name
    expect(page.get_by_label("What you call them")).to_have_value("Robin Baker")
    coach.rate(page, 6)
    again("Rate blind")  # 2: levels
    expect(questions(page).nth(3).locator("input:checked")).to_have_count(1)
    note = questions(page).first.get_by_role("textbox")
    note.fill("Ran the release alone.")
    again("Rate blind")  # 3: a note, not sent yet
    expect(note).to_have_value("Ran the release alone.")
    coach.reveal(page)
    again("Compare")  # 4: the reveal
    card = page.locator(".ui-both").first
    card.get_by_role("radio").nth(3).check()
    again("Compare")  # 5: an agreed level
    expect(card.get_by_role("radio").nth(3)).to_be_checked()
    card.get_by_role("textbox").fill("The checklist has been in use since March.")
    again("Compare")  # 6: why it was agreed
    expect(card.get_by_role("textbox")).to_have_value("The checklist has been in use since March.")
    coach.make_plan(page)
    page.get_by_role("button", name="Make it a goal").first.click()
    again("Decide")  # 7: a goal
    expect(page.locator(".ui-goal")).to_have_count(1)
    page.locator(".ui-goal").get_by_label("Why it matters").fill("The board asks for it.")
    page.locator(".ui-goal").get_by_label("First step").fill("Write to Kim.")
    again("Decide")  # 8: its reason and its first step
    goal = page.locator(".ui-goal")
    expect(goal.get_by_label("Why it matters")).to_have_value("The board asks for it.")
    expect(goal.get_by_label("First step")).to_have_value("Write to Kim.")
    page.get_by_label("What will be done").fill("Find a sponsor")
    page.get_by_role("button", name="Add it").click()
    again("Decide")  # 9: a promise
    expect(page.locator(".as-panel-decide .ui-promises")).to_contain_text("Find a sponsor")
    page.get_by_label("What will be done").fill("Half a promise")
    again("Decide")  # 10: a promise that is being typed
    expect(page.get_by_label("What will be done")).to_have_value("Half a promise")
    coach.step(page, "Take it with you")
    file = coach.take(page, "Session file for next time")
    text = file.read_text(encoding="utf-8")
    session = json.loads(text)
    assert session["assessments"][0]["person"] == "Robin Baker"
    for words in ("Ran the release", "since March", "board asks", "Write to Kim", "Find a sponsor"):
        assert words in text, words


def test_ten_dead_kernels_in_jupyterlab_lose_no_word(
    context: BrowserContext, jupyterlab: JupyterLab
) -> None:
    with lab(context, jupyterlab, "coaching.ipynb") as opened:
        opened.run()
        page = opened.page
        page.wait_for_selector(READY, state="visible")

        reloads = cycle((True, False))  # else the cell runs again in the page that is there

        def crash() -> None:
            opened.kill()
            expect(page.locator(".ui-alarm")).to_contain_text("Run the notebook cell again")
            expect(page.locator(".ui-alarm")).to_be_in_viewport()
            if next(reloads):
                opened.open("coaching.ipynb")
            else:
                opened.idle()
            opened.run()

        ten_moments(page, crash)


def test_ten_dead_kernels_in_voila_lose_no_word(context: BrowserContext, tmp_path: Path) -> None:
    port = free_port()
    command = ["voila", "notebooks/coaching.ipynb", "--no-browser", f"--port={port}", *SOON]
    with running(tmp_path, *command) as server:
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector(READY, state="visible")

        def crash() -> None:
            kill_kernel(server)
            page.get_by_role("button", name="Reload the page").click()
            page.wait_for_selector(READY, state="visible")

        ten_moments(page, crash)
        # somebody else's browser, at the same address, brings nobody back
        other = context.browser.new_context()  # type: ignore[union-attr]
        stranger = other.new_page()
        stranger.goto(f"http://127.0.0.1:{port}/")
        stranger.wait_for_selector(READY, state="visible")
        expect(stranger.get_by_text("Nobody yet.")).to_be_visible()
        other.close()
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def copies_in(server: JupyterLab) -> list[Path]:
    """The files in which copies are kept."""
    return sorted((server.data / "coaching").glob("*.json"))


def test_a_living_session_comes_back_and_no_note_is_in_the_saved_notebook(
    context: BrowserContext, jupyterlab: JupyterLab
) -> None:
    with lab(context, jupyterlab, "coaching.ipynb") as opened:
        opened.run()
        page = opened.page
        page.wait_for_selector(READY, state="visible")
        coach.bring(page, "own.json")
        coach.rate(page, 6)
        coach.reveal(page)
        card = page.locator(".ui-both").first
        card.get_by_role("textbox").fill("A remark of the coach.")
        expect(page.locator(".ui-saved")).to_have_text("Not downloaded yet; there's a copy")
        (copy,) = copies_in(jupyterlab)
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert "A remark of the coach." in copy.read_text(encoding="utf-8")
        opened.run()  # the same cell, in the same kernel
        expect(page.locator(".ui-person")).to_contain_text("Robin (made up)")
        assert page.locator(".as-coach").count() == 1
        coach.step(page, "Compare")
        expect(card.get_by_role("textbox")).to_have_value("A remark of the coach.")
        saved = opened.save("coaching.ipynb")
        assert "application/vnd.jupyter.widget-view+json" in saved
        own = (coach.STORY / "own.json").read_text(encoding="utf-8")
        notes = [
            answer["evidence"]
            for answer in json.loads(own)["answers"].values()
            if "evidence" in answer
        ]
        assert notes
        for text in (*notes, "A remark of the coach.", "Robin"):
            assert text not in saved
        # loaded again, the saved cell shows what the kernel still holds, without being run
        opened.open("coaching.ipynb")
        expect(page.locator(".ui-person")).to_contain_text("Robin (made up)")
        coach.step(page, "Take it with you")
        coach.take(page, "Session file for next time")
        expect(page.locator(".ui-saved")).to_have_text("")
        assert copies_in(jupyterlab) == []
        coach.step(page, "People")
        page.get_by_label("Keep a copy on this computer").uncheck()
        coach.step(page, "Compare")
        card.get_by_role("textbox").fill("Nothing of this is copied.")
        expect(page.locator(".ui-saved")).to_have_text("Not downloaded yet")
        assert copies_in(jupyterlab) == []


def test_another_persons_file_is_asked_about_and_a_copy_is_said(
    notebook: Lab, tmp_path: Path
) -> None:
    page = notebook.page
    coach.bring(page, "own.json")
    coach.bring(page, "own.json")
    expect(page.locator(".ui-notice").get_by_text("is a copy of what is here")).to_be_visible()
    expect(page.locator(".ui-person")).to_have_count(1)
    page.get_by_label("What you call them").fill("Zoë Müller")
    page.get_by_label("What you call them").blur()
    expect(page.locator(".ui-person")).to_contain_text("Zoë Müller")
    expect(page.locator(".ui-who")).to_contain_text("Zoë Müller")
    coach.rate(page, 6)
    coach.reveal(page)
    coach.step(page, "People")
    other = json.loads((coach.STORY / "own.json").read_text(encoding="utf-8"))
    other["id"] = "f" * 32
    wrong = tmp_path / "anna.json"
    wrong.write_text(json.dumps(other), encoding="utf-8")
    newer = page.locator(".ui-next input[type=file]")
    newer.set_input_files(wrong)
    question = page.locator(".ui-notice").filter(has_text="Is it Zoë Müller's all the same")
    expect(question).to_contain_text("its code ends in ffff")
    question.get_by_role("button", name="No, don't use it").click()
    expect(question).to_have_count(0)
    expect(page.get_by_role("button", name="Start the next session")).to_be_visible()
    newer.set_input_files(wrong)
    question.get_by_role("button", name="Yes, it's the same person").click()
    expect(page.get_by_role("button", name="Start the next session")).to_have_count(0)
    plan = tmp_path / "plan.json"
    plan.write_text('{"kind": "plan"}', encoding="utf-8")
    page.locator(".ui-drop input[type=file]").set_input_files(plan)
    said = "plan.json: This is a plan file; I need a report, answers or a session."
    expect(page.get_by_text(said)).to_be_visible()
    coach.step(page, "Take it with you")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Session file for next time").click()
    assert waiting.value.suggested_filename.startswith("zoe-muller-session-for-me-")
