"""The coach's page in a real Voilà and a real JupyterLab, from the file to the report."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from assess.domain.review.meeting import CoachingMeeting
from assess.formats.meeting import read_brought
from assess.formats.model_yaml.loader import load_model
from assess.planning import Plan
from assess.views.plan_words import plan_view
from tests.browser import coaching_pages as coach
from tests.browser import pages
from tests.browser.conftest import free_port
from tests.browser.plain_jupyter import TOP, JupyterLab, run_in_lab, running, wait_for
from tests.browser.test_accessible import violations
from tests.browser.test_host_colours import DARK, SEEN
from tests.builders.html_reading import Page as Reading

MODEL = load_model(TOP / "competencies.yaml")


@pytest.fixture
def voila(context: BrowserContext, tmp_path: Path) -> Iterator[Page]:
    """`voila notebooks/coaching.ipynb`, nothing else set, open in a browser."""
    port = free_port()
    command = ["voila", "notebooks/coaching.ipynb", "--no-browser", f"--port={port}"]
    with running(tmp_path, *command):
        wait_for(f"http://127.0.0.1:{port}/voila/static/voila.js")
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector(".as-coach .ui-drop", state="visible")
        yield page
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]  # its farewell is refused there


def _checked(file: Path, report: Path) -> None:
    """Both files hold the same session, with what was agreed and decided."""
    session = read_brought(file.read_text(encoding="utf-8"), MODEL)
    assert isinstance(session, CoachingMeeting)
    assert read_brought(report.read_text(encoding="utf-8"), MODEL) == session
    assert len(session.agreed.answers) == 7
    assert session.goals[0].why == "The board asks for it."
    assert session.commitments[0].text == "Find a sponsor"
    assert session.plan is not None


def test_a_session_in_voila_and_the_next_one(voila: Page) -> None:
    """The whole way, at a desk; then the story's later session, on a narrow screen too."""
    _checked(*coach.whole_session(voila))
    coach.step(voila, "People")
    coach.bring(voila, "three-months-later.json")
    expect(voila.locator(".ui-person")).to_have_count(2)
    coach.step(voila, "Since last time")
    expect(voila.get_by_text("The last plan and where it stands")).to_be_visible()
    last = voila.get_by_role("group").filter(has_text="Free four hours a week")
    expect(last.get_by_role("radio", name="No")).to_be_checked()
    # the page around is ours, and dark where the system is
    voila.emulate_media(color_scheme="dark")
    assert voila.evaluate(SEEN) == [DARK, "light dark"]
    for width in (1280, 390, 320):
        voila.set_viewport_size({"width": width, "height": 900})
        for name in (
            "People",
            "Rate blind",
            "Compare",
            "Since last time",
            "Decide",
            "Take it with you",
        ):
            coach.step(voila, name)
            wide = voila.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (width, name)
            for scheme in ("light", "dark") if width > 320 else ():
                voila.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                pages.frames(voila)
                contrast_only = scheme == "dark"
                assert violations(voila, contrast_only=contrast_only) == [], (width, name, scheme)


def test_a_session_in_jupyterlab(context: BrowserContext, jupyterlab: JupyterLab) -> None:
    """Open the notebook, run its cell: the same page, and the same files."""
    with run_in_lab(context, jupyterlab, "coaching.ipynb") as page:
        page.wait_for_selector(".as-coach .ui-drop", state="visible")
        _checked(*coach.whole_session(page))


def _marks(page: Page) -> dict[str, int]:
    """How many marks of each kind the picture of all views really shows."""
    picture = page.locator(".as-panel-compare .as-views")
    counted = {}
    for kind in ("person", "coach", "then"):
        marks = picture.locator(f".as-dots-row .as-m-{kind}")
        shown = [mark for mark in marks.all() if (mark.bounding_box() or {"width": 0})["width"] > 1]
        assert len(shown) == marks.count()
        counted[kind] = len(shown)
    return counted


def _cards(page: Page) -> Locator:
    """The plan's cards under Decide."""
    return page.locator(".as-panel-decide .ui-plan-card")


def _left_out_and_swapped(page: Page) -> tuple[str, str]:
    """Leave one activity out, swap another one in; (left out, swapped in)."""
    card = _cards(page).first
    left = card.locator(".ui-card-title").inner_text()
    card.locator("summary").first.click()
    card.get_by_role("button", name=f"Leave it out: {left}").click()
    expect(page.get_by_role("button", name=f"Allow it again: {left}")).to_be_visible()
    expect(_cards(page).locator(".ui-card-title", has_text=left)).to_have_count(0)
    swap = page.locator("[data-key^='swap '][data-key$=' discovery-with-other-departments']")
    other = _cards(page).filter(has=swap)
    out = other.locator(".ui-card-title").inner_text()
    other.locator("summary").first.click()
    other.locator("summary", has_text="Other ways to this step").click()
    name = (swap.get_attribute("aria-label") or "").removeprefix("Swap it in: ")
    swap.click()
    swapped = _cards(page).locator(".ui-card-title", has_text=name)
    expect(swapped).to_have_count(1)
    expect(_cards(page).locator(".ui-card-title", has_text=out)).to_have_count(0)
    return left, name


@pytest.fixture(params=["Light", "Dark", "Voilà"])
def coached(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[Page]:
    """The coach's page in JupyterLab, in both of its themes, and in Voilà."""
    if request.param == "Voilà":
        yield request.getfixturevalue("voila")
        return
    lab: JupyterLab = request.getfixturevalue("jupyterlab")
    with run_in_lab(context, lab, "coaching.ipynb", request.param) as page:
        page.wait_for_selector(".as-coach .ui-drop", state="visible")
        yield page


def test_all_views_the_plans_own_cards_and_one_page(context: BrowserContext, coached: Page) -> None:
    """The story's later session: compare with last time, change the plan by hand, take a page."""
    page = coached
    coach.bring(page, "three-months-later.json")
    coach.step(page, "Compare")
    picture = page.locator(".as-panel-compare .as-views")
    expect(picture).to_be_hidden()
    page.locator("summary", has_text="All views in one picture").click()
    expect(picture).to_be_visible()
    held = read_brought((coach.STORY / "three-months-later.json").read_text("utf-8"), MODEL)
    assert isinstance(held, CoachingMeeting)
    rated = [held.own, held.coach]
    levels = [sum(a.level is not None for a in one.answers.values()) for one in rated]
    expected = dict(zip(("person", "coach"), levels, strict=True))
    assert _marks(page) == {**expected, "then": len(held.past[-1].levels)}
    coach.step(page, "Decide")
    expect(_cards(page).first).to_be_visible()
    left, name = _left_out_and_swapped(page)
    coach.step(page, "Take it with you")
    file = coach.take(page, "Session file for next time").read_text(encoding="utf-8")
    taken = read_brought(file, MODEL)
    sheet = coach.take(page, "One page of it").read_text(encoding="utf-8")
    without = page.get_by_role("radio", name="Without notes")
    without.check()
    bare = coach.take(page, "One page of it").read_text(encoding="utf-8")
    coach.step(page, "Decide")
    page.get_by_role("button", name=f"Allow it again: {left}").click()
    expect(page.get_by_role("button", name=f"Allow it again: {left}")).to_have_count(0)
    assert isinstance(taken, CoachingMeeting)
    assert isinstance(taken.plan, Plan)
    planned = {MODEL.activity(key).title for key in taken.plan.ids}
    assert name in planned
    assert left not in planned
    assert left in {MODEL.activity(key).title for key in taken.plan.request.excluded}
    why = taken.goals[0].why
    subject = plan_view(MODEL, taken.settled, taken.plan).quarters[0].subjects[0].title
    for text in (why, subject, MODEL.competency(taken.goals[0].competency_id).title):
        assert text in Reading(sheet).text()
    assert why not in Reading(bare).text()
    assert subject in Reading(bare).text()
    _prints_on_one_sheet(context, sheet)


def _prints_on_one_sheet(context: BrowserContext, html: str) -> None:
    """What is called one page is one, on A4."""
    page = context.new_page()
    page.set_content(html)
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    assert len(PdfReader(BytesIO(printed)).pages) == 1
