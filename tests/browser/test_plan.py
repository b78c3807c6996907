"""The plan in a real browser: asked for, made, changed by wishes, lived with, taken along."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import suppress

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from assess.domain.demo import demo_assessment
from assess.formats.answers import dumps, read_assessment
from assess.formats.model_yaml.loader import load_model
from assess.formats.plan import plan_from_json
from assess.planning.plan import Plan
from assess.settings import package_model
from tests.browser import pages
from tests.browser.conftest import Server
from tests.browser.states import answers_file, choose_file, load
from tests.builders.old_plans import OLD_PLAN

EVIDENCE = "<b>Two</b> decisions sorted with the team"
MODEL = load_model(package_model())
MORE = "People, dates and weeks off"


def held_search(server: Server) -> psutil.Process:
    """The process of the search that runs, stopped in the middle of it."""
    while True:
        for process in psutil.Process(server.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if "assess.app.shared.background" in " ".join(process.cmdline()):
                    process.suspend()
                    return process


def with_answers(page: Page) -> None:
    """Load a made-up person's answers, and go to the plan."""
    pages.drawn(page)  # the page is there before its kernel
    load(page, dumps(demo_assessment(MODEL)))
    pages.go(page, "Plan")


def titles(page: Page) -> list[str]:
    """The titles of the planned activities."""
    return page.locator(".ui-plan-card .ui-card-title").all_inner_texts()


def focus_is_somewhere(page: Page) -> None:
    """The focus wasn't lost to the body when the page was drawn anew."""
    pages.until(page, "document.activeElement && document.activeElement !== document.body")


def unfold(card: Locator) -> None:
    """Open a card by keyboard, as its summary allows."""
    if card.get_attribute("open") is None:
        card.locator("> summary").focus()
        card.page.keyboard.press("Enter")
    expect(card.get_by_role("button", name="It's done:")).to_be_visible()


def undo(page: Page) -> None:
    """Undo what was just done, by the note at the bottom."""
    page.locator(".ui-toast").get_by_role("button", name="Undo").click()


def test_the_questions_about_the_job_lead_to_the_plan(page: Page) -> None:
    """One click each opens the next; people, proposals and cards follow at once."""
    with_answers(page)
    asks = page.locator(".ui-job > .ui-ask")
    assert asks.count() == len(MODEL.situation)
    first, second = asks.nth(0), asks.nth(1)
    page.get_by_text(MORE).click()
    expect(page.locator(".ui-ask", has_text="Who can you ask")).to_contain_text("everyone")
    first.get_by_label("Colleagues inside the company").click()
    expect(first).not_to_have_attribute("open", "")
    expect(first.locator(".ui-said")).to_have_text("Colleagues inside the company; nobody buys it")
    expect(second.get_by_role("radio").first).to_be_visible()
    focus_is_somewhere(page)

    # by keyboard the answers can be gone through without being led on
    second.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    expect(second.get_by_role("radio").nth(1)).to_be_checked()
    expect(second).to_have_attribute("open", "")
    pages.saved(page)

    # nobody buys it: no customers, and pricing is only proposed to be left out
    people = page.locator(".ui-ask", has_text="Who can you ask")
    people.locator("summary").first.click()
    expect(people.get_by_role("checkbox", name="Customers")).not_to_be_checked()
    people.get_by_role("checkbox", name="Customers").check()
    expect(people.get_by_role("button", name="Go back to what my answers say")).to_be_visible()
    pages.saved(page)
    people.get_by_role("button", name="Go back to what my answers say").click()
    expect(people.get_by_role("checkbox", name="Customers")).not_to_be_checked()
    people.locator("summary", has_text="Use my own words").click()
    people.get_by_role("textbox", name="Your manager").fill("Ms Okafor")
    page.get_by_role("button", name="Mark as not applicable: Pricing").click()
    expect(page.get_by_text("Pricing and positioning is marked as not applicable.")).to_be_visible()
    page.locator(".ui-maybe-not").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Mark as not applicable: Pricing")).to_be_visible()
    page.get_by_role("button", name="Mark as not applicable: Pricing").click()
    pages.saved(page)

    # what holds back most comes first
    card = page.locator(".ui-lead-cards .ui-option").first
    named = card.locator(".ui-level").inner_text()
    expect(card).not_to_contain_text("Not true of you yet:")
    card.get_by_role("radio").check()
    expect(card).to_contain_text("Not true of you yet:")
    page.get_by_label("Hours a week").fill("4,5")
    pages.make_plan(page)
    expect(page.locator(".ui-based > summary")).to_contain_text("up to 4.5 hours a week")
    expect(page.locator(".ui-quarter").first.locator("h4").first).to_have_text(named)
    expect(page.locator(".ui-quarter").first.locator(".ui-reason").first).to_contain_text(
        "you named"
    )
    assert "Ms Okafor" in page.locator(".ui-plan-body").inner_text()
    pages.go(page, "Rate")
    area = MODEL.competency("pricing-and-positioning").area
    pages.area(page, [item.id for item in MODEL.areas].index(area) + 1)
    pricing = pages.questions(page).filter(has_text="Pricing and positioning")
    expect(pricing.get_by_role("radio", name="Not applicable")).to_be_checked()


def test_what_is_unrated_and_waited_for_leads_to_its_question(page: Page) -> None:
    """The button goes to step 1, into the question."""
    with_answers(page)
    button = page.locator(".ui-rate-first button").first
    name = button.inner_text().removeprefix("Rate ")
    button.click()
    expect(page.get_by_role("group").filter(has_text=name).locator("input:focus")).to_have_count(1)


def test_a_plan_is_made_wished_for_lived_with_compared_and_taken(page: Page) -> None:
    """Swap, undo, not for me, done with evidence, level confirmed, updated, compared, files."""
    with_answers(page)
    pages.make_plan(page)
    spoken = page.locator(".as-panel-plan [role=status]")
    expect(spoken.filter(has_text="Your plan is ready.").first).to_be_attached()
    before = titles(page)
    assert len(before) >= 4
    expect(page.locator(".ui-plan-card[open]")).to_have_count(1)
    # a busy machine may not have the time to prove it
    expect(page.get_by_text(re.compile("^Checked(:| as far as the time allowed)"))).to_be_visible()

    # not for me, taken back
    card = page.locator(".ui-plan-card").first
    unfold(card)
    card.get_by_role("button", name="Not for me:").click()
    expect(page.locator(".ui-toast")).to_contain_text("is out.")
    expect(page.locator(".ui-card-title", has_text=before[0])).to_have_count(0)
    focus_is_somewhere(page)
    undo(page)
    expect(page.locator(".ui-toast")).to_contain_text("Undone.")
    expect(page.locator(".ui-plan-card .ui-card-title")).to_have_text(before)
    focus_is_somewhere(page)

    # another way to the same step, swapped in and back
    page.locator(".ui-plan-card").evaluate_all("(all) => all.forEach((card) => (card.open = true))")
    others = page.locator(".ui-plan-card .ui-fold", has_text="Other ways to this step").first
    others.locator("summary").click()
    swap = others.get_by_role("button", name="Swap it in:").first
    other = str(swap.get_attribute("aria-label")).removeprefix("Swap it in: ")
    swap.click()
    expect(page.locator(".ui-toast")).to_contain_text(f"“{other}” takes the place of")
    expect(page.locator(".ui-card-title", has_text=other)).to_be_visible()
    undo(page)
    expect(page.locator(".ui-plan-card .ui-card-title")).to_have_text(before)

    # what is counted is kept
    card = page.locator(".ui-plan-card", has=page.locator(".ui-measure")).first
    unfold(card)
    card.get_by_label("Today", exact=True).fill("3 of 10")
    page.keyboard.press("Tab")
    pages.saved(page)

    # done, with evidence; the level is proposed, and set by a yes
    card = page.locator(".ui-plan-card").first
    unfold(card)
    card.get_by_role("button", name="It's done:").click()
    card.get_by_role("textbox", name="What can you show for it").fill(EVIDENCE)
    card.get_by_role("button", name="Save").click()
    expect(card.locator(".ui-badge", has_text="Done")).to_be_visible()
    question = page.locator(".ui-proposal").first
    expect(question.locator("blockquote")).not_to_be_empty()
    # or somebody else is asked first, about this skill alone
    ask = question.get_by_role("button", name=re.compile("^Ask someone first"))
    skill = str(ask.get_attribute("aria-label")).removeprefix("Ask someone first: ")
    ask.click()
    chosen = page.locator(".ui-feedback-form").get_by_role("checkbox", checked=True)
    expect(chosen).to_have_count(1)
    expect(page.locator(".ui-feedback-form").get_by_label(skill, exact=True)).to_be_checked()
    pages.go(page, "Plan")
    question.get_by_role("button", name="Yes, I'm at").click()
    expect(page.locator(".ui-toast", has_text="That was your own work.")).to_be_visible()
    focus_is_somewhere(page)

    # out of date, updated, what changed, compared with the first one
    expect(page.get_by_text("Your plan is out of date:")).to_be_visible()
    page.locator(".ui-news").get_by_role("button", name="Update my plan").click()
    expect(page.locator(".ui-news .ui-changed").first).to_contain_text("Compared with before:")
    expect(page.get_by_text("Your plan is out of date:")).to_have_count(0)
    focus_is_somewhere(page)
    assert before[0] not in titles(page)
    done = page.locator(".ui-done-list")
    done.locator("summary").click()
    expect(done).to_contain_text(before[0])
    expect(done).to_contain_text(EVIDENCE)
    page.locator("summary", has_text="Earlier plans").click()
    page.get_by_role("button", name="Compare with this one").last.click()
    answer = page.locator(".ui-plan-rest .ui-changed")
    expect(answer).to_contain_text("Compared with before:")
    page.get_by_role("button", name="Show:").last.click()
    expect(answer).to_contain_text(before[0])
    focus_is_somewhere(page)

    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        pages.frames(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
    page.set_viewport_size({"width": 1280, "height": 900})
    _every_file_holds_the_plan(page, titles(page))


def _every_file_holds_the_plan(page: Page, planned: list[str]) -> None:
    pages.go(page, "Take it with you")
    calendar = pages.download(page, "Plan for my calendar")
    assert calendar.count("BEGIN:VEVENT") >= len(planned)
    rows = list(csv.DictReader(io.StringIO(pages.download(page, "Plan as a table"))))
    assert {row["title"] for row in rows} == set(planned)
    assert pages.download(page, "Plan as a checklist").count("- [ ]") > len(planned)
    plan = plan_from_json(json.loads(pages.download(page, "Plan as data")))
    assert isinstance(plan, Plan)
    assert {MODEL.activity(item.id).title for item in plan.activities} == set(planned)
    report = pages.download(page, "Download my report")
    assert len(report.encode()) < 150_000
    assert "Two&lt;/b&gt; decisions" in report
    answers = read_assessment(pages.download(page, "Answers as data"), MODEL)
    assert len(answers.plans) >= 2
    assert [item.state for item in answers.progress.values()] == ["done"]
    assert [item.today for item in answers.measures.values()] == ["3 of 10"]
    reader = page.get_by_label("Who is it for?")
    assert reader.locator("option").count() > 1
    expect(reader).to_have_value("")  # whoever helps, until the person says who
    reader.select_option(index=1)
    chosen = reader.input_value()
    pages.go(page, "Plan")
    pages.go(page, "Take it with you")
    expect(reader).to_have_value(chosen)


def test_whose_yes_is_worth_most_is_worked_out_and_said(page: Page) -> None:
    """Nobody can be asked and nobody sets the direction: one person is taken up.

    What only another situation would give is said without a button.
    """
    pages.drawn(page)
    answers = {item.id: {"level": 2} for item in MODEL.competencies}
    settings = {"hours_per_week": 8, "weeks": 26, "situation": {"direction": "nobody"}}
    load(page, answers_file(0, answers=answers, settings=settings))
    pages.go(page, "Plan")
    page.get_by_text(MORE).click()
    people = page.locator(".ui-ask", has_text="Who can you ask")
    people.locator("summary").first.click()
    for box in people.get_by_role("checkbox").all():
        box.uncheck()
    pages.saved(page)
    pages.make_plan(page)
    page.locator("summary", has_text="Whose yes is worth most?").click()
    page.get_by_role("button", name="Work it out").click()
    yes = page.get_by_role("button", name="I can ask them:").first
    expect(yes).to_be_visible(timeout=120_000)
    fact = page.get_by_role("listitem").filter(has_text="Who sets the product's direction?")
    expect(fact).to_contain_text("A product manager")
    expect(fact.get_by_role("button")).to_have_count(0)
    yes.click()
    expect(page.get_by_text("can be asked now. Update the plan to use it.").first).to_be_visible()
    expect(page.get_by_text("Your plan is out of date:")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_the_answers_that_decide_the_plan_are_listed_and_lead_to_their_questions(
    page: Page, width: int
) -> None:
    """The search is asked for; its result stays, and says so where an answer changed since."""
    page.set_viewport_size({"width": width, "height": 800})
    pages.drawn(page)
    answers = {item.id: {"level": 2} for item in MODEL.competencies}
    load(page, answers_file(0, answers=answers))
    pages.go(page, "Plan")
    pages.make_plan(page)
    fold = page.locator("details", has=page.locator("summary", has_text="These answers decide"))
    fold.locator("summary").click()
    fold.get_by_role("button", name="Which answers decide this plan?").click()
    rows = fold.locator(".ui-deciding > li")
    expect(rows.first).to_contain_text("Your answer: Practising (2).", timeout=120_000)
    assert 1 <= rows.count() <= 8
    expect(rows.first).to_contain_text("another plan would do more for")
    title = rows.first.locator("b").inner_text()
    rows.first.get_by_role("button", name="Check this answer").click()
    expect(page.locator(".ui-question:focus-within legend")).to_contain_text(title)
    page.go_back()
    expect(rows.first).to_be_visible()
    again = fold.get_by_role("button", name="Search again")
    expect(again).to_have_count(0)
    rows.first.get_by_role("button", name="Check this answer").click()
    pages.rate(page.locator(".ui-question", has_text=title), "Starting")
    pages.saved(page)
    pages.go(page, "Plan")
    expect(rows.first).to_contain_text("You've changed this answer since.")
    expect(fold).to_contain_text("Something has changed since this search")
    again.click()
    expect(rows.first).to_be_visible(timeout=120_000)
    expect(fold.get_by_text("You've changed this answer since.")).to_have_count(0)


def test_a_click_is_answered_while_a_search_runs_which_can_be_stopped(
    page: Page, server: Server
) -> None:
    """The search's process is held, so that it runs for as long as the test needs it to."""
    pages.drawn(page)
    load(page, answers_file(0, answers={item.id: {"level": 2} for item in MODEL.competencies}))
    pages.go(page, "Plan")
    pages.make_plan(page)
    fold = page.locator("details", has=page.locator("summary", has_text="These answers decide"))
    fold.locator("summary").click()
    fold.get_by_role("button", name="Which answers decide this plan?").click()
    search = held_search(server)
    expect(fold.get_by_role("button", name="Searching…")).to_be_focused()
    pages.go(page, "Rate")
    pages.rate(pages.questions(page).first, "Starting")
    pages.saved(page)
    pages.go(page, "Plan")
    search.resume()
    rows = fold.locator(".ui-deciding > li")
    expect(rows.first).to_be_visible(timeout=120_000)
    expect(fold).to_contain_text("Something has changed since this search")
    fold.get_by_role("button", name="Search again").click()
    search = held_search(server)
    fold.get_by_role("button", name="Stop").press("Enter")
    expect(fold.get_by_role("button", name="Which answers decide this plan?")).to_be_focused()
    search.wait()


def test_a_plan_of_an_earlier_version_is_shown_as_what_it_was(page: Page) -> None:
    """It is no plan of today: the form is open, and the old one stands among the earlier ones."""
    activity = MODEL.activities[0]
    (key, level), *_ = activity.teaches.items()
    old = {
        **OLD_PLAN,
        "model": {"id": MODEL.id, "version": "1.0.0"},
        "role": MODEL.role_pair[1],
        "activities": [{**OLD_PLAN["activities"][0], "id": activity.id, "raises": {key: level}}],
        "levels": {key: {"from": level - 1, "to": level, "target": level}},
    }
    pages.drawn(page)
    kept = {"made": "2026-06-01T10:00:00Z", "plan": old}
    load(page, answers_file(24, plans=[kept]))
    pages.go(page, "Plan")
    expect(page.get_by_role("button", name="Make my plan")).to_be_visible()
    page.locator("summary", has_text="Earlier plans").click()
    expect(page.get_by_text("made by an earlier version of this assessment")).to_be_visible()
    page.get_by_role("button", name="Show:").click()
    shown = page.locator(".ui-plan-rest .ui-changed")
    expect(shown).to_contain_text(activity.title)
    expect(shown).to_contain_text("Make it again")
    pages.make_plan(page)
    expect(page.locator("summary", has_text="Earlier plans (2)")).to_be_visible()


def test_a_double_click_and_a_field_put_right_leave_nothing_behind(page: Page) -> None:
    """Neither “Working…” nor a sentence about what was wrong stays once it is over."""
    pages.drawn(page)
    choose_file(page, dumps(demo_assessment(MODEL)))
    page.get_by_role("button", name="Replace my answers").dblclick()
    expect(page.get_by_text("Your answers are loaded.")).to_be_visible()
    expect(page.locator(".ui-live [data-state=working]")).to_have_count(0)
    pages.saved(page)
    pages.go(page, "Plan")
    hours = page.get_by_label("Hours a week")
    wrong = page.get_by_text("“many” isn't a number. Write it like 4 or 2.5.")
    hours.fill("many")
    hours.press("Tab")  # half a number is no mistake yet
    expect(wrong.first).to_be_visible()
    hours.fill("3")
    expect(wrong).to_have_count(0)
    page.get_by_text(MORE).click()
    start = page.get_by_label("First day").input_value()
    page.get_by_label("A day in the week off").fill(start)
    page.get_by_role("button", name="Add this week off").dblclick()
    expect(page.get_by_text("Choose a day first.")).to_be_hidden()
    page.get_by_label("A day in the week off").fill(start)
    page.get_by_role("button", name="Add this week off").click()
    expect(page.get_by_text("That week is off already.")).to_be_visible()
    page.get_by_text("Something else").click()
    page.get_by_role("button", name="Make my plan").click()
    expect(page.get_by_text("Choose a skill, or pick one of the others.")).to_be_visible()
    page.get_by_text("Nothing in particular").click()
    expect(page.get_by_text("Choose a skill, or pick one of the others.")).to_have_count(0)
    page.get_by_role("button", name="Make my plan").click()
    expect(page.locator(".ui-plan-title")).to_be_visible()
