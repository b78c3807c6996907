"""The coach's page as a coach uses it: what the browser tests and the pictures of the docs do."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

STORY = Path(__file__).parents[2] / "examples" / "story"


def step(page: Page, name: str) -> None:
    """Choose a step by its name."""
    page.get_by_role("navigation", name="Steps").get_by_role("button", name=name).click()


def bring(page: Page, name: str) -> None:
    """Load a file of the story."""
    page.locator(".ui-drop input[type=file]").set_input_files(STORY / name)
    expect(page.locator(".ui-person").first).to_be_visible()


def rate(page: Page, questions: int) -> None:
    """Rate the first questions of the first area as the story's coach does."""
    levels = json.loads((STORY / "coach.json").read_text(encoding="utf-8"))["answers"]
    step(page, "Rate blind")
    shown = page.locator(".ui-section:not([hidden]) fieldset.ui-question")
    expect(shown.first).to_be_visible()
    for place, key in zip(range(questions), levels, strict=False):
        level = levels[key]["level"]
        shown.nth(place).get_by_role("radio").nth(level - 1).check()


def reveal(page: Page) -> None:
    """Compare, and press the button."""
    step(page, "Compare")
    page.get_by_role("button", name="Reveal both ratings").click()
    expect(page.locator(".ui-both").first).to_be_visible()


def make_plan(page: Page) -> None:
    """Ask for a plan and wait for its summary."""
    step(page, "Decide")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator(".as-panel-decide .as-fragment").first).to_be_visible()


def take(page: Page, name: str) -> Path:
    """Press a download button; where the file lies."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return Path(waiting.value.path())


def whole_session(page: Page) -> tuple[Path, Path]:
    """Open, rate blind, reveal, agree, plan, goal, export; (session file, report)."""
    bring(page, "own.json")
    body = page.content()
    assert "Cut our backlog" not in body  # nothing of the person's before the reveal
    rate(page, 6)
    reveal(page)
    card = page.locator(".ui-both").first
    expect(card.get_by_text("Acceptance and quality").first).to_be_visible()
    card.get_by_role("radio").nth(3).check()
    expect(card.get_by_role("status")).to_have_text("Agreed. The coach changed their mind.")
    card.get_by_role("textbox").fill("The checklist has been in use since March.")
    page.get_by_role("button", name="Agree on everything you rated the same").click()
    expect(page.locator(".as-panel-compare .ui-count")).to_contain_text("6 of")
    make_plan(page)
    before = page.locator(".as-panel-decide .as-fragment").first.inner_text()
    step(page, "Compare")
    # the only levels left open are the person's own: one of them changes, and the plan with it
    alone = page.locator(".ui-both").filter(has_text="Market and competitor research")
    alone.get_by_role("radio").nth(3).check()
    expect(page.locator(".as-panel-compare .ui-count")).to_contain_text("7 of")
    step(page, "Decide")
    summary = page.locator(".as-panel-decide .as-fragment").first
    expect(summary).not_to_have_text(before, use_inner_text=True)
    page.get_by_role("button", name="Make it a goal").first.click()
    expect(page.locator(".ui-goal")).to_have_count(1)
    page.locator(".ui-goal").get_by_label("Why it matters").fill("The board asks for it.")
    page.get_by_label("What will be done").fill("Find a sponsor")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".as-panel-decide .ui-promises")).to_contain_text("Find a sponsor")
    step(page, "Take it with you")
    return take(page, "Session file for next time"), take(page, "Report of this session")
