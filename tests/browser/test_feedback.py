"""Other people's eyes: five answer in browsers of their own, one by a file without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, Watch, leave, visit
from tests.browser.test_accessible import violations

NAMES = ["Ben", "Cleo", "Dora", "", "Eve"]
CANARY = "She asked three customers before she said no."


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("feedback"), ASSESS_SHARED="1")
    yield running
    running.stop()


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Any]:
    """Browsers that know nothing of each other; none asks another machine or complains."""
    made: list[BrowserContext] = []

    def another(**options: Any) -> BrowserContext:
        context = browser.new_context(accept_downloads=True, **options)
        context.set_default_timeout(120_000)
        context.watch = Watch(context)  # type: ignore[attr-defined]
        made.append(context)
        return context

    yield another
    for context in made:
        leave(context)
        context.close()
        assert context.watch.foreign() == []  # type: ignore[attr-defined]
        assert context.watch.complaints == []  # type: ignore[attr-defined]


def card(page: Page) -> Locator:
    return page.locator(".ui-card", has_text="Ask others how they see you")


def rate(page: Page, server: Server) -> None:
    """Come as somebody new, and rate the first area."""
    visit(page, server.url)
    for number, question in enumerate(pages.questions(page).all()):
        pages.rate(question, "Proficient" if number else "Starting")
    pages.saved(page)


def ask(page: Page) -> str:
    """Create a code for the skills that are proposed; the code."""
    pages.go(page, "Take it with you")
    card(page).get_by_role("button", name="Ask others", exact=True).click()
    card(page).get_by_label("Your name", exact=True).fill("Anna")
    card(page).get_by_role("button", name="Create a code", exact=True).click()
    return card(page).locator(".ui-code output").inner_text()


def type_code(page: Page, code: str) -> Locator:
    """Type a code on the first page; the screen with the questions."""
    field = page.get_by_label("Code", exact=True)
    if not field.is_visible():
        page.get_by_text("I have a code", exact=True).click()
    field.fill(code)
    page.get_by_role("button", name="Use this code").click()
    return page.locator(".ui-replying")


def fill_in(screen: Locator, name: str, level: int = 2) -> None:
    screen.locator("fieldset").first.wait_for()
    for question in screen.locator("fieldset").all():
        question.get_by_role("radio").nth(level).check()
        question.get_by_label("What did you see?").fill(f"{CANARY} {name}")
    screen.get_by_label("Your name (optional)").fill(name)


def send(screen: Locator) -> str:
    screen.get_by_role("button", name="Send my reply").click()
    return screen.locator(".ui-code output").inner_text()


def test_five_reply_one_withdraws_and_one_skill_becomes_the_goal(
    context: BrowserContext, shared: Server, elsewhere: Any
) -> None:
    page = context.new_page()
    rate(page, shared)
    code = ask(page)
    withdrawn = ""
    for place, name in enumerate(NAMES):
        other = elsewhere(viewport={"width": 1280, "height": 900}).new_page()
        visit(other, shared.url)
        screen = type_code(other, code.lower().replace("-", " "))
        expect(screen.get_by_role("heading", name="How do you see Anna?")).to_be_focused()
        expect(other.locator(".as-main")).to_be_hidden()
        if place == 0:
            screen.get_by_role("button", name="Send my reply").click()
            expect(screen.get_by_text("Answer for at least one skill first.")).to_be_visible()
        fill_in(screen, name, place)
        own = send(screen)
        if name == "Cleo":
            withdrawn = own
            screen.get_by_role("button", name="Leave").click()
            expect(other.locator(".as-main")).to_be_visible()
            leave(other.context)
    sixth = elsewhere().new_page()
    visit(sixth, shared.url)
    screen = type_code(sixth, code)
    fill_in(screen, "Frank")
    screen.get_by_role("button", name="Send my reply").click()
    expect(screen.get_by_text("already has 5 replies")).to_be_visible()
    expect(screen.get_by_label("Your name (optional)")).to_have_value("Frank")  # nothing is lost

    card(page).get_by_role("button", name="Look for new replies").click()
    expect(card(page)).to_contain_text("5 replies")
    card(page).get_by_role("button", name="See what others see").click()
    others = page.locator(".ui-others")
    expect(others.get_by_role("heading", name="What others see")).to_be_focused()
    skill = others.locator(".ui-others-skill").first
    expect(skill.locator(".ui-others-who:has(.ui-dot-own)")).to_have_text("You")
    expect(skill.locator(".ui-others-who:has(.ui-dot-other)")).to_have_text(
        ["Ben", "Cleo", "Dora", "Someone", "Eve"]
    )
    expect(skill).to_contain_text("You see it lower than 4 of 5.")
    expect(skill).to_contain_text(f"Dora: {CANARY} Dora")
    assert not re.search("average|mean|most", others.inner_text().lower().replace("nothing", ""))
    dots = page.locator(".as-dots li", has=page.get_by_text(_title(skill), exact=True))
    expect(dots.locator("use[href='#as-dots-other']")).to_have_count(5)

    again = elsewhere().new_page()
    visit(again, shared.url)
    screen = type_code(again, withdrawn)
    expect(screen.get_by_label("Your name (optional)")).to_have_value("Cleo")
    screen.get_by_role("button", name="Withdraw my reply").click()
    screen.get_by_role("button", name="Yes, withdraw it").click()
    expect(screen.get_by_text("Nothing of your reply is stored any more.")).to_be_visible()
    pages.go(page, "Take it with you")
    pages.go(page, "Profile")
    expect(others.locator(".ui-others-skill").first).not_to_contain_text("Cleo")
    assert "Cleo" not in page.content()
    stored = b"".join(path.read_bytes() for path in shared.database.parent.glob("answers*"))
    assert f"{CANARY} Dora".encode() in stored
    assert f"{CANARY} Cleo".encode() not in stored

    title = _title(skill)
    choices = others.get_by_role("group", name="Choose one to work on")
    choices.get_by_role("radio").first.check()
    choices.get_by_role("button", name="Put it first in my plan").click()
    expect(choices).to_contain_text(f"{_title(skill)} comes first in your next plan.")
    pages.saved(page)
    choices.get_by_role("button", name="Undo").click()
    expect(choices).to_contain_text("Undone.")
    expect(choices.get_by_role("radio").first).not_to_be_checked()
    choices.get_by_role("radio").first.check()
    choices.get_by_role("button", name="Put it first in my plan").click()
    choices.get_by_role("button", name="Go to my plan").click()
    expect(pages.settings(page).get_by_role("radio", name=title).first).to_be_checked()


def _title(skill: Locator) -> str:
    return str(skill.get_by_role("heading").inner_text())


def test_the_file_works_without_a_network_and_its_reply_is_recognised(
    page: Page, elsewhere: Any, tmp_path: Path
) -> None:
    """On one's own computer, where there is no code."""
    pages.rate(pages.questions(page).first, "Proficient")
    pages.saved(page)
    pages.go(page, "Take it with you")
    expect(card(page).get_by_text("Someone asked me")).to_have_count(0)
    card(page).get_by_role("button", name="Ask others", exact=True).click()
    expect(card(page).get_by_role("button", name="Create a code")).to_have_count(0)
    boxes = card(page).get_by_role("checkbox")
    for box in boxes.all()[1:]:
        box.uncheck(force=True) if box.is_checked() else None
    with page.expect_download() as waiting:
        card(page).get_by_role("button", name="Download a file to send").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)

    other = elsewhere(offline=True, viewport={"width": 390, "height": 844}, color_scheme="dark")
    form = other.new_page()
    form.goto(file.as_uri())
    expect(form.get_by_role("heading", level=1)).to_have_text(
        "How do you see the person who asked you?"
    )
    assert violations(form) == []
    form.get_by_role("button", name="Save my reply as a file").click()
    expect(form.get_by_text("Answer for at least one skill first.")).to_be_visible()
    # by keyboard alone: the first radio has the focus
    form.keyboard.press("ArrowDown")
    form.keyboard.press("Tab")
    form.keyboard.type(CANARY)
    form.keyboard.press("Tab")
    form.keyboard.type("One more launch.")
    form.keyboard.press("Tab")
    form.keyboard.type("Dora")
    form.keyboard.press("Tab")
    with form.expect_download() as waiting:
        form.keyboard.press("Enter")
    reply = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(reply)
    said = json.loads(reply.read_text(encoding="utf-8"))
    (seen,) = said["seen"].values()
    assert (seen, said["name"], said["next"]) == (
        {"level": 2, "saw": CANARY},
        "Dora",
        "One more launch.",
    )

    cut = tmp_path / "cut.json"
    cut.write_text(reply.read_text(encoding="utf-8")[:-30], encoding="utf-8")
    load = page.get_by_label("File to load")
    load.set_input_files(cut)
    expect(page.locator(".ui-confirm")).to_contain_text("ends in the middle")
    load.set_input_files(reply)
    expect(page.locator(".ui-confirm")).to_contain_text("The reply from Dora is loaded.")
    pages.go(page, "Profile")
    expect(page.locator(".ui-others blockquote")).to_contain_text([CANARY])
    expect(page.locator(".ui-others blockquote")).to_contain_text(["One more launch."])
    pages.go(page, "Take it with you")
    assert CANARY not in pages.download(page, "Download my report")
    assert CANARY not in pages.download(page, "Answers as data")
    card(page).get_by_role("button", name=re.compile("^Remove: Dora")).click()
    expect(card(page)).to_contain_text("Nothing of that reply is stored any more.")
    assert CANARY not in page.content()


def test_on_a_phone_in_the_dark_a_reload_loses_nothing_and_two_tabs_are_asked(
    context: BrowserContext, shared: Server, elsewhere: Any
) -> None:
    page = context.new_page()
    rate(page, shared)
    code = ask(page)
    phone = elsewhere(viewport={"width": 390, "height": 844}, color_scheme="dark")
    first, second = phone.new_page(), phone.new_page()
    visit(first, shared.url)
    type_code(first, "ABCDE")
    expect(first.get_by_text("That code doesn't look right")).to_be_visible()
    screen = type_code(first, code)
    fill_in(screen, "Ben")
    assert violations(first) == []
    assert first.evaluate("document.documentElement.scrollWidth") <= 390
    first.reload()
    expect(screen.get_by_label("Your name (optional)")).to_have_value("Ben")
    expect(screen.get_by_role("radio", checked=True)).to_have_count(
        screen.locator("fieldset").count()
    )

    visit(second, shared.url)
    other = type_code(second, code)
    fill_in(other, "Ben", 3)
    send(screen)
    other.get_by_role("button", name="Send my reply").click()
    other.get_by_role("button", name="Yes, replace it").click()
    expect(other.get_by_role("heading")).to_contain_text("Your reply is changed")
    card(page).get_by_role("button", name="Look for new replies").click()
    expect(card(page)).to_contain_text("1 reply")
    card(page).get_by_role("button", name="See what others see").click()
    expect(page.locator(".ui-others-skill").first).to_contain_text("Leading")
    assert violations(page) == []

    # the request ends while somebody answers
    third = elsewhere().new_page()
    visit(third, shared.url)
    late = type_code(third, code)
    fill_in(late, "Late")
    pages.go(page, "Take it with you")
    card(page).get_by_role("button", name=re.compile("^Cancel the code")).click()
    expect(card(page)).to_contain_text("The code no longer works.")
    late.get_by_role("button", name="Send my reply").click()
    expect(late.get_by_text("This request has ended")).to_be_visible()
    expect(late.get_by_label("Your name (optional)")).to_have_value("Late")
