"""The page in every state that a person meets: each is reached from any other, in one visit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page, expect

from assess.clock import today
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model
from tests.browser import pages

MODEL = load_model(package_model())
IDS = [item.id for item in MODEL.by_area]


def answers_file(count: int, **more: Any) -> str:
    """An answers file with `count` questions answered: levels in turn, one not applicable."""
    levels = [level.level for level in MODEL.scale[:4]]
    answers: dict[str, Any] = {
        key: {"level": levels[place % len(levels)]} for place, key in enumerate(IDS[:count])
    }
    if count:
        answers[IDS[0]]["evidence"] = "I moved the export below the login repairs."
        answers[IDS[1]] = {"not_applicable": True}
    data = {"schema_version": 1, "model": {"id": MODEL.id}, "answers": answers, **more}
    return json.dumps(data)


def _past(at: str, level: int) -> dict[str, Any]:
    return {"at": at, "levels": dict.fromkeys(IDS, level)}


HISTORY = [_past("2026-02-02T10:00:00Z", 1), _past("2026-06-01T10:00:00Z", 2)]


def choose_file(page: Page, text: str) -> None:
    """Choose a file to continue from."""
    pages.go(page, "Take it with you")
    payload = {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}
    page.get_by_label("File to load").set_input_files(payload)  # type: ignore[arg-type]


def load(page: Page, text: str) -> None:
    """Put a file's answers in the place of the present ones."""
    choose_file(page, text)
    page.get_by_role("button", name="Replace my answers").click()
    expect(page.get_by_text("Your answers are loaded.")).to_be_visible()
    pages.saved(page)


def _first(page: Page) -> None:
    pages.go(page, "Rate")
    page.get_by_text("See an example result").click()
    expect(page.locator(".ui-first .as-answer")).to_be_visible()


def _quick(page: Page) -> None:
    pages.go(page, "Rate")
    page.get_by_role("button", name="Quick pass").click()


def _rate(page: Page) -> None:
    pages.go(page, "Rate")
    pages.in_full(page)
    pages.in_full(page)
    help_ = page.locator(".ui-help")
    if help_.get_attribute("open") is None:
        help_.locator("summary").click()


def _example(page: Page) -> None:
    _rate(page)
    page.get_by_role("button", name="Show an example").first.click()
    expect(page.locator(".ui-example-text:visible")).to_contain_text("For example:")
    page.get_by_label("See one skill in detail").select_option(index=1)


def _evidence(page: Page) -> None:
    """Two lines, and a third entry whose link is wrong."""
    pages.go(page, "Rate")
    pages.in_full(page)
    question = pages.questions(page).first
    for text, link in (("Asked ten users", "https://example.org/a"), ("Wrote it up", "no link")):
        add = question.locator(".ui-evidence-add button")
        add.click()
        pages.note(question).fill(text)
        question.locator(".ui-entry-form summary").click()
        question.get_by_label("A link to it").fill(link)
        question.get_by_role("button", name="Done").click()
    expect(pages.evidence(question)).to_have_count(2)
    expect(question.get_by_text("Begin the link with https://")).to_be_visible()


def _profile(page: Page) -> None:
    pages.go(page, "Profile")
    expect(page.get_by_role("heading", name="Before you plan")).to_be_visible()


def _unfolded(page: Page) -> None:
    _profile(page)
    page.locator("summary", has_text="Show all").click()
    folds = page.locator(".as-panel-profile details:not([open]) > summary")
    folds.evaluate_all("(nodes) => nodes.forEach((node) => node.click())")
    expect(page.locator(".as-panel-profile .as-transition")).to_be_visible()
    page.locator(".ui-over-time .ui-plot[data-drawn]").nth(1).wait_for()


def _plan_refused(page: Page) -> None:
    pages.go(page, "Plan")
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_role("alert").first).to_be_visible()


def _asked(page: Page) -> None:
    pages.go(page, "Plan")
    pages.settings(page)
    pages.situation(page, "Who uses the product", "Colleagues inside the company")
    expect(page.get_by_text("may not apply to you")).to_be_visible()
    folds = page.locator(".ui-plan-form details")
    folds.evaluate_all("(all) => all.forEach((fold) => { fold.open = true; })")


def _planned(page: Page) -> None:
    pages.go(page, "Plan")
    pages.make_plan(page)
    pages.card(page).get_by_role("button", name="It's done").click()


def _plan_unfolded(page: Page) -> None:
    pages.go(page, "Plan")
    pages.make_plan(page)
    folds = page.locator(".ui-plan-body details")
    folds.evaluate_all("(all) => all.forEach((fold) => { fold.open = true; })")
    expect(page.get_by_text("We weigh these in order")).to_be_visible()
    page.get_by_role("button", name="Which answers decide this plan?").click()
    expect(page.get_by_role("button", name="Check this answer:").first).to_be_visible()


def _week(page: Page) -> None:
    """The present week under way: a level to confirm, a routine being typed, a check-in."""
    pages.go(page, "Plan")
    pages.make_plan(page)
    week = page.locator(".ui-this-week")
    week.get_by_role("button", name="Choose a time").click()
    week.get_by_label("gets in the way").fill("a release")
    week.get_by_role("button", name="Partly").first.click()
    week.get_by_role("button", name="It's done").last.click()
    week.get_by_role("group", name="Well done").get_by_role("button", name="Save").click()
    expect(week.get_by_text("Did it change how you work?")).to_be_visible()


def _risen(page: Page) -> None:
    """A level rose, and a check-in is begun that says what got in the way."""
    _week(page)
    page.get_by_role("button", name="Yes, I'm at").first.click()
    expect(page.locator(".ui-risen")).to_be_visible()
    week = page.locator(".ui-this-week")
    week.get_by_role("button", name="Cancel").click()
    week.get_by_role("radio", name="Something else").click()
    expect(week.get_by_label("In a few words")).to_be_visible()


def _file_refused(page: Page) -> None:
    choose_file(page, "{")
    expect(page.get_by_role("alert")).to_be_visible()


def _file_asked(page: Page) -> None:
    choose_file(page, answers_file(3))
    expect(page.get_by_role("button", name="Replace my answers")).to_be_visible()


def _loaded(count: int, then: Callable[[Page], None], **more: Any) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        load(page, answers_file(count, **more))
        then(page)

    return reach


# a first day that is over: the plan's first week is the present one
RUNNING: Mapping[str, Any] = {"start": (today() - timedelta(days=2)).isoformat(), "weeks": 26}
FULL: Mapping[str, Any] = {"updated": "2026-11-20T10:00:00Z", "history": HISTORY}

STATES: dict[str, Callable[[Page], None]] = {
    "first screen": _loaded(0, _first),
    "quick pass, begun": _loaded(7, _quick),
    "quick pass, done": _loaded(len(IDS), _quick),
    "rate, empty": _loaded(0, _example),
    "profile, empty": _loaded(0, _profile),
    "plan, refused": _loaded(0, _plan_refused),
    "take, file refused": _file_refused,
    "rate, half": _loaded(13, _rate, confirm=IDS[2:4]),
    "rate, evidence": _loaded(2, _evidence),
    "profile, half": _loaded(13, _profile),
    "profile, full": _loaded(len(IDS), _unfolded, **FULL),
    "plan, asked": _loaded(len(IDS), _asked),
    "plan, full": _loaded(len(IDS), _planned),
    "plan, unfolded": _loaded(len(IDS), _plan_unfolded),
    "plan, this week": _loaded(len(IDS), _week, settings=RUNNING),
    "plan, level risen": _loaded(len(IDS), _risen, settings=RUNNING),
    "take, asked": _file_asked,
}
"""Each from any other, in one visit."""
