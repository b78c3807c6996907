"""The plan in a real browser: made, changed by wishes, lived with, compared, taken along."""

from __future__ import annotations

import csv
import io
import json

from assess.planning.plan_json import plan_from_json
from playwright.sync_api import Locator, Page, expect

from assess.answers_json import dumps, read_assessment
from assess.demo import demo_assessment
from assess.loader import load_model
from assess.settings import package_model
from tests.browser import pages
from tests.browser.states import load

EVIDENCE = "<b>Two</b> decisions sorted with the team"


def with_answers(page: Page) -> None:
    """Load a made-up person's answers, and go to the plan."""
    pages.drawn(page)  # the page is there before its kernel
    load(page, dumps(demo_assessment(load_model(package_model()))))
    pages.go(page, "Plan")


def titles(page: Page) -> list[str]:
    """The titles of the planned activities, without their numbers."""
    found = page.locator(".ui-plan-card .ui-card-title").all_inner_texts()
    return [text.split(maxsplit=1)[1] for text in found]


def focus_is_somewhere(page: Page) -> None:
    """The focus wasn't lost to the body when the page was drawn anew."""
    pages.until(page, "document.activeElement && document.activeElement !== document.body")


def unfold(card: Locator) -> None:
    """Open a card by keyboard, as its summary allows."""
    card.locator("summary").focus()
    card.page.keyboard.press("Enter")
    expect(card.get_by_role("button", name="Mark as done")).to_be_visible()


def test_a_plan_is_made_wished_for_lived_with_compared_and_taken(page: Page) -> None:
    """Leave out, pin, done with evidence, level confirmed, made again, compared, five files."""
    with_answers(page)
    pages.make_plan(page)
    spoken = page.locator(".as-panel-plan [role=status]")
    expect(spoken.filter(has_text="Plan ready:").first).to_be_attached()
    before = titles(page)
    assert len(before) > 5

    # the other way round, and what it answers
    page.get_by_role("button", name="How many hours a week would close every gap").click()
    expect(page.locator(".ui-answer p")).to_contain_text("hours a week")
    expect(page.get_by_role("button", name="Use this")).to_be_visible()

    # left out, taken back, left out again
    card = page.locator(".ui-plan-card").last
    gone = before[-1]
    unfold(card)
    card.get_by_role("button", name="Leave out").click()
    undo = page.locator(".ui-plan-cards").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert gone not in titles(page)
    focus_is_somewhere(page)
    undo.click()
    expect(page.locator(".ui-card-title", has_text=gone)).to_be_visible()
    assert titles(page) == before
    focus_is_somewhere(page)

    # pinned, and found in the list that takes it back
    card = page.locator(".ui-plan-card").first
    unfold(card)
    card.get_by_role("button", name="Pin", exact=True).click()
    expect(card.locator(".ui-badge", has_text="Pinned")).to_be_visible()
    focus_is_somewhere(page)
    page.locator("summary", has_text="What if").click()
    expect(page.get_by_role("button", name=f"Unpin: {before[0]}")).to_be_visible()

    # what would be lost, only when asked
    card.get_by_role("button", name="What would be lost without it?").click()
    expect(card.locator(".as-without")).to_contain_text("ithout it")

    # done, with evidence; the level is proposed, and set by a yes
    card.get_by_role("button", name="Mark as done").click()
    card.get_by_role("textbox", name="What did you leave").fill(EVIDENCE)
    card.get_by_role("button", name="It's done").click()
    expect(card.locator(".ui-badge", has_text="Done")).to_be_visible()
    question = page.locator(".ui-proposal").first
    expect(question.locator("blockquote")).not_to_be_empty()
    question.get_by_role("button", name="Yes, set").click()
    expect(page.locator(".ui-undo", has_text="is at level").first).to_be_visible()
    focus_is_somewhere(page)

    # old, made again, what changed, compared with the first one
    expect(page.get_by_text("This plan is from before:")).to_be_visible()
    page.get_by_role("button", name="Make it again").click()
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    expect(page.locator(".ui-old")).to_have_count(0)
    focus_is_somewhere(page)
    assert before[0] not in titles(page)
    done = page.locator(".ui-plan-progress")
    expect(done).to_contain_text(before[0])
    expect(done).to_contain_text(EVIDENCE)
    page.locator("summary", has_text="Your plans so far").click()
    page.get_by_role("button", name="Compare with this one").last.click()
    expect(page.get_by_text("The present plan, measured by the one of")).to_be_visible()
    focus_is_somewhere(page)

    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(250)  # the timeline follows the width in the next frames
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
    page.set_viewport_size({"width": 1280, "height": 900})
    _every_file_holds_the_plan(page, titles(page))


def _every_file_holds_the_plan(page: Page, planned: list[str]) -> None:
    model = load_model(package_model())
    pages.go(page, "Take it with you")
    calendar = pages.download(page, "Plan for my calendar")
    assert calendar.count("BEGIN:VEVENT") == len(planned)
    rows = list(csv.DictReader(io.StringIO(pages.download(page, "Plan as a table"))))
    assert {row["title"] for row in rows} == set(planned)
    assert pages.download(page, "Plan as a checklist").count("- [ ]") > len(planned)
    plan = plan_from_json(json.loads(pages.download(page, "Plan as data")))
    assert [model.activity(item.id).title for item in plan.activities] == planned
    report = pages.download(page, "Download my report")
    assert len(report.encode()) < 150_000
    assert "Two&lt;/b&gt; decisions" in report
    answers = read_assessment(pages.download(page, "Answers as data"), model)
    assert len(answers.plans) >= 3
    assert [item.state for item in answers.progress.values()] == ["done"]
