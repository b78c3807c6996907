"""The page in every state that a person meets: each is reached from any other, in one visit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Page, expect

from assess.loader import load_model
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


def _rate(page: Page) -> None:
    pages.go(page, "Rate")
    help_ = page.locator(".ui-help")
    if help_.get_attribute("open") is None:
        help_.locator("summary").click()


def _example(page: Page) -> None:
    _rate(page)
    page.get_by_role("button", name="Show an example").first.click()
    expect(page.locator(".ui-example-text:visible")).to_contain_text("For example:")
    page.get_by_label("See one skill in detail").select_option(index=1)


def _profile(page: Page) -> None:
    pages.go(page, "Profile")
    expect(page.get_by_role("heading", name="Before you plan")).to_be_visible()


def _unfolded(page: Page) -> None:
    _profile(page)
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
    page.get_by_role("button", name="Not yet").first.click()
    folds = page.locator(".ui-plan-body details")
    folds.evaluate_all("(all) => all.forEach((fold) => { fold.open = true; })")
    expect(page.get_by_text("We weigh these in order")).to_be_visible()


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


FULL: Mapping[str, Any] = {"updated": "2026-11-20T10:00:00Z", "history": HISTORY}

STATES: dict[str, Callable[[Page], None]] = {
    "rate, empty": _example,
    "profile, empty": _profile,
    "plan, refused": _plan_refused,
    "take, file refused": _file_refused,
    "rate, half": _loaded(13, _rate, confirm=IDS[2:4]),
    "profile, half": _profile,
    "profile, full": _loaded(len(IDS), _unfolded, **FULL),
    "plan, asked": _asked,
    "plan, full": _planned,
    "plan, unfolded": _plan_unfolded,
    "take, asked": _file_asked,
}
"""In the order in which one visit goes through them."""
