"""The present week in a real browser: steps are ticked, hours logged, and plans count with them."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import pages
from tests.browser.states import IDS, answers_file, load


@pytest.mark.parametrize("width", [1366, 390])
def test_a_week_is_lived_through_by_keyboard_and_the_next_plan_counts_with_its_hours(
    page: Page, width: int
) -> None:
    """What is ticked and logged is still there after a reload, and in the file."""
    page.set_viewport_size({"width": width, "height": 844})
    pages.drawn(page)
    load(page, answers_file(len(IDS)))
    pages.go(page, "Plan")
    pages.make_plan(page)
    week = page.locator(".ui-this-week")
    expect(week).to_contain_text("Your first week")
    expect(week).to_contain_text("Next week: ")
    box = week.get_by_role("checkbox").first
    step = re.sub(r" about \d.*", "", str(box.evaluate("(box) => box.labels[0].textContent")))
    box.focus()
    page.keyboard.press("Space")
    expect(week).to_contain_text(re.compile(r"1 of \d+ steps ticked"))
    expect(week.get_by_role("checkbox", name=step)).to_be_checked()
    expect(week.get_by_role("checkbox", name=step)).to_be_focused()
    pages.saved(page)
    page.reload()
    expect(week.get_by_role("checkbox", name=step)).to_be_checked()
    # the same step in its card
    card = page.locator(".ui-plan-card", has_text=step).first
    card.evaluate("(fold) => { fold.open = true; }")
    expect(card.get_by_role("checkbox", name=step)).to_be_checked()
    title = card.locator(".ui-card-title").inner_text()
    week.get_by_role("button", name=f"It's done: {title}").click()
    form = week.get_by_role("group", name="Well done")
    hours = form.get_by_label(re.compile("^Hours it really took"))
    hours.fill("a lot")
    hours.press("Tab")
    expect(form.get_by_role("alert")).to_have_text(re.compile("^“a lot” isn't a number"))
    hours.fill("40 ½")
    hours.press("Tab")
    expect(form.get_by_role("alert")).to_be_hidden()
    form.get_by_role("button", name="Save").click()
    pages.saved(page)
    expect(page.get_by_text("you need", exact=False).first).to_contain_text("times our estimates")
    page.get_by_role("button", name="Update my plan").first.click()
    expect(page.get_by_text("times our estimates").first).to_be_visible()
    expect(page.get_by_text("This plan counts with that").first).to_be_visible()
    page.get_by_role("button", name="Count with our estimates instead").click()
    expect(page.get_by_role("button", name="Count with the hours I log")).to_be_visible()
    pages.saved(page)
    pages.go(page, "Take it with you")
    data = json.loads(pages.download(page, "Answers as data"))
    (done,) = [item for item in data["progress"].values() if item["state"] == "done"]
    assert (done["hours_spent"], done["ticks"]) == (40.5, [0])
    assert data["settings"]["hours_factor"] == 1
