"""Single promises of the page."""

import re
import time

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, leave, visit
from tests.browser.states import IDS, answers_file, load


def test_each_question_is_a_real_radio_group_with_one_tab_stop(page: Page) -> None:
    """A fieldset with a legend, native radios that share a name: arrow keys move inside."""
    question = pages.questions(page).first
    names = question.locator("input[type=radio]").evaluate_all(
        "(radios) => [...new Set(radios.map((radio) => radio.name))]"
    )
    assert len(names) == 1
    assert question.locator("legend").count() == 1
    question.locator("input[type=radio]").first.focus()
    page.keyboard.press("Tab")
    expect(question.get_by_role("button", name="Add evidence")).to_be_focused()


def test_clear_takes_an_answer_back_to_unrated_and_undo_brings_it_again(page: Page) -> None:
    """The note goes and comes with the rating."""
    question = pages.questions(page).first
    pages.rate(question, "Proficient")
    pages.note(question).fill("Kept once")
    page.keyboard.press("Tab")
    pages.saved(page)
    question.get_by_role("button", name="Clear my answer").click()
    expect(question.locator("input:checked")).to_have_count(0)
    expect(pages.evidence(question)).to_have_count(0)
    expect(page.locator(".ui-count")).to_have_text("0 of 24 answered")
    question.get_by_role("button", name="Undo").click()
    expect(question.get_by_role("radio", name=re.compile("^Proficient"))).to_be_checked()
    expect(pages.evidence(question)).to_have_text("Kept once")


def test_not_applicable_is_neither_unrated_nor_a_level(page: Page) -> None:
    """The summary counts the three states apart."""
    pages.rate(pages.questions(page).nth(0), "Not applicable")
    pages.rate(pages.questions(page).nth(1), "Starting")
    expect(page.locator(".as-aside")).to_contain_text("1 of 24 rated, 1 not applicable")


def test_a_plan_without_hours_or_with_an_end_before_its_start_is_one_sentence(page: Page) -> None:
    """The field is named, nothing else happens."""
    pages.go(page, "Plan")
    pages.settings(page)
    page.get_by_label("Hours a week").fill("0")
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_role("alert")).to_contain_text("a quarter of an hour")
    expect(page.get_by_label("Hours a week")).to_be_focused()
    page.get_by_label("Hours a week").fill("4")
    page.get_by_label("Last day").fill("2020-01-01")
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_role("alert")).to_contain_text("before the first")


def test_a_plan_with_too_little_rated_says_what_to_do(page: Page) -> None:
    """An unrated assessment gets a sentence, not an empty plan."""
    pages.go(page, "Plan")
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_role("alert")).to_contain_text("Rate ")


@pytest.mark.parametrize(
    "content", ["", "{", "<html>not ours</html>", '{"schema_version": 1, "answers": []}', "\x00"]
)
def test_a_foreign_file_is_refused_with_a_sentence_and_changes_nothing(
    page: Page, content: str
) -> None:
    """Whatever a person picks by mistake, their answers stay."""
    pages.rate(pages.questions(page).first, "Proficient")
    pages.saved(page)
    pages.go(page, "Take it with you")
    payload = {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
    page.get_by_label("File to load").set_input_files(payload)  # type: ignore[arg-type]
    expect(page.get_by_role("alert")).to_be_visible()
    assert "Traceback" not in page.content()
    pages.go(page, "Rate")
    expect(page.locator(".ui-count")).to_have_text("1 of 24 answered")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_never_scrolls_sideways(browser: Browser, server: Server, width: int) -> None:
    """On a desk and on a phone, at every step."""
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    visit(page, server.url)
    load(page, answers_file(len(IDS)))
    for step in ("Rate", "Profile", "Plan", "Take it with you"):
        pages.go(page, step)
        if step == "Plan":
            pages.make_plan(page)
        pages.frames(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, step
    leave(context)
    context.close()


def test_no_word_of_a_note_is_in_a_file_to_share(page: Page) -> None:
    """Neither in its text nor in the data it carries."""
    question = pages.questions(page).first
    pages.rate(question, "Proficient")
    pages.note(question).fill("only-for-me-77")
    page.keyboard.press("Tab")
    pages.saved(page)
    pages.go(page, "Take it with you")
    assert "only-for-me-77" in pages.download(page, "Download my report")
    assert "only-for-me-77" not in pages.download(page, "Report to share")
    assert "only-for-me-77" not in pages.download(page, "Answers to share")


def test_a_name_stands_on_the_files_and_in_their_names_and_outlives_a_reload(page: Page) -> None:
    pages.rate(pages.questions(page).first, "Proficient")
    pages.go(page, "Take it with you")
    page.get_by_label("Your name").fill("Anna Berg")
    page.get_by_label("Your name").blur()
    shown = page.locator(".ui-file-name", has_text=re.compile("^anna-berg-profile-for-me-"))
    expect(shown).to_have_count(1)
    pages.saved(page)
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value("Anna Berg")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Report to share").click()
    assert waiting.value.suggested_filename.startswith("anna-berg-profile-to-share-2")
    assert "Anna Berg" in waiting.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("busy", [0, 3], ids=["at once", "while it is busy"])
def test_leaving_the_page_frees_its_kernel(
    context: BrowserContext, server: Server, busy: int
) -> None:
    """A closed page must not hold a place until it is culled, even if it had no time to say so."""
    page = context.new_page()
    visit(page, server.url)
    kernel = pages.until(
        page, "JSON.parse(document.getElementById('jupyter-config-data').text).kernelId"
    )
    address = f"{server.url}api/kernels/{kernel}"
    assert context.request.get(address).status == 200
    spin = "seconds => setTimeout(() => { const t = Date.now() + 1000 * seconds;"
    page.evaluate(f"{spin} while (Date.now() < t); }}, 50)", busy)
    time.sleep(0.1)
    page.goto("about:blank")
    for _ in range(80):
        if context.request.get(address).status == 404:
            break
        page.wait_for_timeout(250)
    assert context.request.get(address).status == 404


def test_answers_of_an_older_model_are_asked_about_again(page: Page) -> None:
    """Carried over, marked, and quiet after a yes."""
    answers = '{"backlog-management": {"level": 3}, "user-stories": {"level": 2}}'
    old = (
        '{"schema_version": 1, "model": {"id": "po-to-pm", "version": "1.0.0"}, '
        f'"answers": {answers}, "confirm": ["user-stories"]}}'
    )
    pages.go(page, "Take it with you")
    payload = {"name": "old.json", "mimeType": "application/json", "buffer": old.encode()}
    page.get_by_label("File to load").set_input_files(payload)  # type: ignore[arg-type]
    page.get_by_role("button", name="Replace my answers").click()
    pages.go(page, "Rate")
    asked = page.get_by_text("This question has changed since you answered it.")
    expect(asked).to_have_count(1)
    page.get_by_role("button", name="Yes, it's still right").click()
    expect(asked).to_have_count(0)
    pages.saved(page)
    page.reload()
    page.wait_for_selector(".as-app[data-step] .ui-option input", state="visible")
    expect(page.locator(".ui-count")).to_have_text("2 of 24 answered")
    expect(asked).to_have_count(0)


def test_the_plan_goes_along_as_calendar_and_checklist(page: Page) -> None:
    """Without a plan there is a sentence, with one there are files."""
    load(page, answers_file(len(IDS)))
    pages.go(page, "Take it with you")
    page.get_by_role("button", name="Plan for my calendar").click()
    expect(page.get_by_text("You don't have a plan yet")).to_be_visible()
    pages.go(page, "Plan")
    pages.make_plan(page)
    pages.go(page, "Take it with you")
    assert pages.download(page, "Plan for my calendar").startswith("BEGIN:VCALENDAR")
    assert "- [ ]" in pages.download(page, "Plan as a checklist")
    guided = pages.download(page, "Report with the role guide")
    assert "Who decides what" in guided
    assert "<script" not in guided.lower()
