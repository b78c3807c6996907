"""A script of the page that comes long after all others: what was told meanwhile is shown."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import pages
from tests.browser.states import answers_file, load

BUNDLES = Path(__file__).parents[2] / "src" / "assess" / "bundles"
LATE = 3
"""Seconds: longer than a kernel takes to greet."""


def slow(page: Page, name: str) -> None:
    """Let one script come late."""
    script = (BUNDLES / f"{name}.js").read_text(encoding="utf-8").strip()
    address = page.evaluate(
        """async (script) => {
          for (const { name } of performance.getEntriesByType("resource")) {
            if (!name.includes("/assess/parts/")) continue;
            if ((await (await fetch(name)).text()).trim() === script) return name;
          }
        }""",
        script,
    )

    def send(route: Route) -> None:
        time.sleep(LATE)
        route.continue_()

    page.route(address, send)


@pytest.mark.parametrize("name", ["rate/form", "plan/form/form", "plan/news", "plan/body/body"])
def test_a_late_script_shows_the_answers_and_the_plan_that_were_told_before(
    page: Page, name: str
) -> None:
    load(page, answers_file(24))
    pages.go(page, "Plan")
    pages.make_plan(page)
    pages.go(page, "Rate")
    pages.in_full(page)
    pages.rate(pages.questions(page).first, "Shaping")
    pages.saved(page)
    pages.go(page, "Plan")
    expect(page.get_by_text("Your plan is out of date:")).to_be_visible()
    slow(page, name)
    page.reload()
    expect(page.locator(".ui-this-week")).to_be_visible()
    expect(page.get_by_text("Your plan is out of date:")).to_be_visible()
    expect(page.locator(".ui-based > summary")).to_contain_text("Based on: up to")
    pages.go(page, "Rate")
    expect(page.locator(".ui-count")).to_have_text("24 of 24 answered")
