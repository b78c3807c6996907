"""The page as a person sees it: what the browser tests do and read, in the page's own words."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect


def until(page: Page, expression: str, arg: object = None, seconds: float = 60) -> Any:
    """The expression's value once it is true. Playwright's own way needs `eval`, which a page of
    ours forbids.
    """
    end = time.monotonic() + seconds
    while True:
        try:
            found = page.evaluate(expression, arg)
        except Error:  # between two pages, or before what it asks for is there
            found = None
        if found:
            return found
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(50)


def frames(page: Page) -> None:
    """Wait until charts have followed a new width or colour: they do in the next frames."""
    page.evaluate("""async () => {
      for (let n = 0; n < 6; n++) await new Promise((drawn) => requestAnimationFrame(drawn));
    }""")


def go(page: Page, step: str) -> None:
    """Choose a step by its name."""
    page.get_by_role("navigation", name="Steps").get_by_role("button", name=step).click()


def in_full(page: Page) -> None:
    """Rate area by area, with the full descriptions: a page without answers begins otherwise."""
    way = page.get_by_role("button", name="Area by area")
    if way.is_visible() and way.get_attribute("aria-current") is None:
        way.click()


def area(page: Page, number: int) -> None:
    """Open the area with this number (from 1)."""
    in_full(page)
    page.get_by_role("navigation", name="Areas").get_by_role("button").nth(number - 1).click()


def areas(page: Page) -> int:
    """How many areas there are."""
    return page.get_by_role("navigation", name="Areas").get_by_role("button").count()


def questions(page: Page) -> Locator:
    """The questions that can be seen: the open area's."""
    return page.locator(".ui-section:not([hidden]) fieldset.ui-question")


def rate(question: Locator, label: str) -> None:
    """Click one level of a question, by its label. Another tab's answer may undo it at once."""
    question.get_by_role("radio", name=re.compile(rf"^{label}")).click()


def note(question: Locator) -> Locator:
    """The box for what was done: of the entry that is open, else of the first or of a new one."""
    box = question.get_by_label("What did you do?")
    if not box.count():
        edit = question.get_by_role("button", name="Edit")
        add = question.get_by_role("button", name="Add evidence")
        (edit.first if edit.count() else add).click()
    return box


def evidence(question: Locator) -> Locator:
    """The lines of a question's evidence."""
    return question.locator(".ui-entry-text")


def rate_all(page: Page, labels: list[str]) -> int:
    """Rate every question of every area by mouse, labels in turn; how many were rated."""
    done = 0
    for number in range(1, areas(page) + 1):
        area(page, number)
        for question in questions(page).all():
            rate(question, labels[done % len(labels)])
            done += 1
    return done


def saved(page: Page) -> None:
    """Wait until everything is acknowledged by the server."""
    expect(page.locator(".ui-saved")).to_have_text("Saved")


def drawn(page: Page) -> int:
    """How often the radar was drawn so far."""
    plot = page.locator(".as-aside .ui-picture[data-drawn]")
    plot.wait_for(state="attached")
    return int(plot.get_attribute("data-drawn") or 0)


def outline(page: Page) -> str:
    """The path of the person's own outline in the radar ("" before it has one)."""
    return page.locator(".ui-own-radar svg.as-radar .as-line-person").get_attribute("d") or ""


def settings(page: Page) -> Locator:
    """What the plan is made from, with everything in it unfolded."""
    form = page.locator(".ui-plan-form")
    form.evaluate("""(form) => {
      form.parentElement.open = true;
      for (const fold of form.querySelectorAll(".ui-fold")) fold.open = true;
      form.querySelector(".ui-time input").focus();
    }""")
    return form


def make_plan(page: Page) -> None:
    """Press the button and wait for the plan, whose heading takes the focus."""
    form = settings(page)
    form.get_by_role("button", name=re.compile("^(Make|Update) my plan$")).click()
    expect(page.locator(".ui-plan-title")).to_be_focused()
    expect(form).to_be_hidden()


def situation(page: Page, question: str, answer: str) -> None:
    """Answer a question about the job, by mouse."""
    fold = page.locator(".ui-job > .ui-ask", has_text=question)
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    fold.get_by_role("radio", name=answer).click()


def card(page: Page, place: int = 0) -> Locator:
    """A planned activity, unfolded."""
    found = page.locator(".ui-plan-card").nth(place)
    found.evaluate("(fold) => { fold.open = true; }")
    return found


def download(page: Page, name: str) -> str:
    """Press a download button, in a fold or not; the file's text."""
    button = page.locator("button", has_text=re.compile(f"^{re.escape(name)}$"))
    button.evaluate(
        "(node) => { const fold = node.closest('details'); if (fold) fold.open = true; }"
    )
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value.path().read_text(encoding="utf-8")
