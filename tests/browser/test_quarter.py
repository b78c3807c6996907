"""A quarter of 13 weeks lived through on the page, with the clock moved on from week to week."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit
from tests.browser.states import IDS, answers_file, load

CLOCK = Path(__file__).parents[1] / "builders" / "faked_clock"
SUNDAY = datetime(2026, 11, 29, 10, tzinfo=UTC)
"""The day before the plan's first one."""


class Weeks:
    """A browser and a server whose clocks are moved on together."""

    def __init__(self, page: Page, server: Server, now: Path) -> None:
        self.page, self.server, self.now = page, server, now

    def put(self, at: datetime) -> None:
        self.now.write_text(at.isoformat())
        self.page.clock.set_system_time(at)

    def come(self, week: int, days: int = 4) -> Locator:
        """Open the page anew on a day of a week of the plan: it opens on this week."""
        self.put(SUNDAY + timedelta(weeks=week - 1, days=days + 1))
        self.page.goto("about:blank")
        self.page.goto(self.server.url)
        found = self.page.locator(".ui-this-week")
        expect(found).to_be_visible()
        return found

    def subjects(self) -> list[str]:
        return self.page.locator(".ui-quarter").first.locator(".ui-subject > h4").all_inner_texts()

    def answers(self) -> dict[str, Any]:
        pages.go(self.page, "Take it with you")
        found: dict[str, Any] = json.loads(pages.download(self.page, "Answers as data"))
        pages.go(self.page, "Plan")
        return found


@contextmanager
def clocked(place: Path) -> Iterator[tuple[Server, Path]]:
    """A server whose clock shows what is written in a file, at first `SUNDAY`; and that file."""
    now = place / "now"
    now.write_text(SUNDAY.isoformat())
    server = Server(place, PYTHONPATH=str(CLOCK), FAKED_NOW=str(now))
    yield server, now
    server.stop()


@contextmanager
def begun(browser: Browser, server: Server, now: Path, answers: str) -> Iterator[Weeks]:
    """Somebody new on `SUNDAY`, with these answers, at the plan."""
    context = browser.new_context(timezone_id="UTC", accept_downloads=True)
    context.set_default_timeout(120_000)
    page = context.new_page()
    found = Weeks(page, server, now)
    found.put(SUNDAY)
    visit(page, server.url)
    load(page, answers)
    pages.go(page, "Plan")
    yield found
    page.goto("about:blank")
    context.close()


@pytest.fixture
def weeks(browser: Browser, tmp_path: Path) -> Iterator[Weeks]:
    with (
        clocked(tmp_path) as (server, now),
        begun(browser, server, now, answers_file(len(IDS))) as found,
    ):
        pages.make_plan(found.page)
        pages.saved(found.page)
        yield found


def check_in(weeks: Weeks, week: Locator, *, hours: str | None = None, way: str = "Nothing") -> str:
    """Say how the week went; what the page says of the plan that it made again."""
    if hours is None:
        week.locator("[data-key^='hours chip']").last.click()
    else:
        week.get_by_role("button", name=hours, exact=True).click()
    week.get_by_role("radio", name=way).click()
    week.get_by_role("button", name="Check in and keep my plan").click()
    expect(weeks.page.locator(".ui-toast")).to_contain_text("Checked in. Your plan is up to date.")
    pages.saved(weeks.page)
    return weeks.page.locator(".ui-news").inner_text()


def tick(week: Locator) -> None:
    """Tick the first step that is open."""
    week.locator(".ui-ticks input:not(:checked)").first.click()


def test_a_quarter_with_misses_a_holiday_and_a_job_change_ends_with_a_living_plan(
    weeks: Weeks,
) -> None:
    page = weeks.page
    expect(page.locator(".ui-this-week")).to_contain_text("Your first week")
    first = weeks.subjects()
    assert first
    ticked: dict[str, set[int]] = {}

    def unchanged(said: str) -> None:
        """No subject goes without being finished, or being named as released or swapped."""
        gone = set(first) - set(weeks.subjects())
        told = f"{said} {page.locator('.ui-plan-body').inner_text()}"
        for subject in gone:
            assert re.search("released|this quarter is now about|finished|Done so far", told), (
                subject
            )

    # weeks 1 and 2: a routine, whom to ask, a step each, an ordinary check-in
    week = weeks.come(1)
    week.get_by_role("button", name="Choose a time").click()
    week.get_by_label("Day", exact=True).select_option("Tuesday")
    week.get_by_label("Time", exact=True).fill("09:30")
    week.get_by_label("gets in the way").fill("a release")
    week.get_by_label("I will").fill("do it on Friday")
    week.get_by_role("button", name="Save").click()
    expect(week).to_contain_text("On Tuesdays at 09:30; if a release: do it on Friday.")
    for box in week.get_by_role("checkbox", name="I've asked").all():
        box.check()
    tick(week)
    unchanged(check_in(weeks, week))
    expect(week).to_contain_text("That's it for this week.")
    week = weeks.come(2)
    expect(week.get_by_role("checkbox", name="I've asked")).to_have_count(0)
    tick(week)
    # an answer is changed; the plan follows when the week is checked in
    pages.go(page, "Rate")
    pages.in_full(page)
    pages.rate(pages.questions(page).nth(2), "Starting")
    pages.saved(page)
    pages.go(page, "Plan")
    unchanged(check_in(weeks, week, way="No time"))

    # week 3: an activity is finished, and the level that it leads to rises
    week = weeks.come(3)
    week.get_by_role("button", name=re.compile("^It's done")).first.click()
    week.get_by_role("group", name="Well done").get_by_role("button", name="Save").click()
    risen = week.get_by_role("button", name=re.compile("^Yes, I'm at"))
    expect(risen.first).to_be_visible()
    risen.first.click()
    expect(page.locator(".ui-toast")).to_contain_text("That was your own work.")
    expect(page.get_by_role("img", name=re.compile("before .*, now "))).to_be_visible()
    unchanged(check_in(weeks, week))
    before = weeks.answers()
    for key, record in before["progress"].items():
        ticked[key] = set(record.get("ticks", ()))
    done = {key for key, record in before["progress"].items() if record["state"] == "done"}
    assert done

    # weeks 4 to 6: nothing; in week 7 a smaller plan is offered, kindly, and taken
    week = weeks.come(7, days=0)
    expect(week).to_contain_text("Three weeks went by without it.")
    week.get_by_role("button", name=re.compile(r"^Make it .* hours a week")).click()
    expect(page.locator(".ui-toast")).to_contain_text("Your plan is smaller now.")
    expect(week.get_by_text("weeks went by")).to_have_count(0)
    pages.saved(page)
    smaller = weeks.answers()["settings"]["hours_per_week"]
    assert smaller < 4
    # week 8 will be a holiday
    form = pages.settings(page)
    form.get_by_label("A day in the week off").fill("2027-01-20")
    form.get_by_role("button", name="Add this week off").click()
    form.get_by_role("button", name="Update my plan").click()
    expect(page.locator(".ui-plan-title")).to_be_focused()
    pages.saved(page)
    week = weeks.come(8)
    expect(week).to_contain_text("A week off. Nothing is planned.")

    # week 9: a week without anything, said so
    week = weeks.come(9)
    unchanged(check_in(weeks, week, hours="None", way="I was away or ill"))

    # week 10: another job: everybody who was within reach is another one
    week = weeks.come(10)
    pages.settings(page)
    pages.situation(page, "Who uses the product", "Colleagues inside the company")
    page.locator(".ui-news").get_by_role("button", name="Update my plan").press("Enter")
    expect(page.locator(".ui-news :focus")).to_have_text("Your plan is up to date.")
    unchanged(page.locator(".ui-news").inner_text())
    pages.saved(page)

    # week 11: partly, and not this week
    week = weeks.come(11)
    if week.locator(".ui-ticks input:not(:checked)").count():
        week.get_by_role("button", name=re.compile("^Partly")).first.click()
    unchanged(check_in(weeks, week))

    # week 13: look back, then the next quarter
    week = weeks.come(13)
    expect(week).to_contain_text("Look back on this quarter")
    week.get_by_role("button", name="Ask others how they see these skills").click()
    chosen = page.locator(".ui-feedback-form").get_by_role("checkbox", checked=True)
    expect(chosen).to_have_count(len(weeks.subjects()))
    pages.go(page, "Plan")
    week.get_by_label("What worked?").fill("Tuesday mornings")
    week.get_by_label(re.compile("^What did you show")).fill("The trimmed backlog, to my lead")
    week.get_by_role("button", name="Plan my next quarter").click()
    expect(page.locator(".ui-toast")).to_contain_text("Your next quarter is planned.")
    expect(week).to_contain_text("Your first week")
    pages.saved(page)

    after = weeks.answers()
    plan = after["plans"][-1]["plan"]
    assert plan["request"]["start"] == "2027-03-01"
    assert plan["quarters"][0]["activities"]
    assert after["settings"]["hours_per_week"] == smaller
    assert after["settings"]["routine"]["weekday"] == 2
    for key, places in ticked.items():
        assert places <= set(after["progress"][key].get("ticks", ())), key
    assert done <= {key for key, item in after["progress"].items() if item["state"] == "done"}
    assert after["check_ins"]["2027-02-22"]["worked"] == "Tuesday mornings"
    week = weeks.come(14)
    expect(week).to_contain_text("This week")
    expect(week.get_by_role("checkbox").first).to_be_visible()
