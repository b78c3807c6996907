"""Addresses: Back, Forward, reload and bookmarks lead to the same step, card and place."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, Watch, leave, visit
from tests.browser.states import IDS, MODEL, answers_file, load

SIZES = {"desktop": (1366, 768), "phone": (390, 844)}


@pytest.fixture(params=SIZES.values(), ids=SIZES)
def tab(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    """The page, on a desk and on a phone; nothing may be complained of."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(120_000)
    watch = Watch(context)
    page = context.new_page()
    visit(page, server.url)
    yield page
    leave(context)
    context.close()
    assert watch.foreign() == []
    assert watch.complaints == []


def _step(page: Page) -> str:
    return str(page.locator(".as-app").get_attribute("data-step"))


def _at(page: Page, fragment: str) -> None:
    expect(page).to_have_url(re.compile(rf"/{re.escape(fragment)}$"))


def _in_view(page: Page, selector: str) -> None:
    pages.until(
        page,
        """(selector) => {
          const box = document.querySelector(selector).getBoundingClientRect();
          return box.height > 0 && box.top >= 0 && box.top < innerHeight;
        }""",
        selector,
    )


def _still(page: Page) -> float:
    """Where the page is scrolled to, once that is remembered."""
    return float(
        pages.until(
            page, "history.state && Math.abs(history.state.y - scrollY) < 1 && scrollY + 0.001"
        )
    )


def test_back_stays_on_the_page_after_two_steps_and_forward_goes_on(tab: Page) -> None:
    """The browser's own buttons walk through the steps and areas that were chosen."""
    pages.area(tab, 2)
    second = tab.get_by_role("navigation", name="Areas").locator("[aria-current]").inner_text()
    pages.go(tab, "Profile")
    _at(tab, "#profile")
    pages.go(tab, "Plan")
    _at(tab, "#plan")
    tab.go_back()
    _at(tab, "#profile")
    expect(tab.get_by_role("heading", level=2).and_(tab.locator(":focus"))).to_be_visible()
    assert _step(tab) == "profile"
    tab.go_back()
    assert _step(tab) == "rate"
    areas = tab.get_by_role("navigation", name="Areas")
    expect(areas.locator("[aria-current]")).to_have_text(second, use_inner_text=True)
    tab.go_back()
    expect(areas.get_by_role("button").first).to_have_attribute("aria-current", "true")
    for step in ("rate", "profile", "plan"):
        tab.go_forward()
        expect(tab.locator(".as-app")).to_have_attribute("data-step", step)
    pages.go(tab, "Rate")
    expect(areas.locator("[aria-current]")).to_have_text(second, use_inner_text=True)


def test_a_reload_on_the_plan_shows_the_plan_its_open_card_and_the_same_place(tab: Page) -> None:
    """The kernel is another one then: the page tells it which step is shown."""
    load(tab, answers_file(len(IDS)))
    pages.go(tab, "Plan")
    pages.make_plan(tab)
    card = tab.locator(".ui-plan-card").nth(2)
    name = card.get_attribute("data-address")
    card.locator("summary").first.click()
    _at(tab, f"#plan/{name}")
    tab.mouse.move(200, 400)
    tab.mouse.wheel(0, 150)
    tab.wait_for_timeout(300)
    top = card.evaluate("(fold) => fold.getBoundingClientRect().top")
    _still(tab)
    tab.reload()
    expect(card).to_have_attribute("open", "")
    assert _step(tab) == "plan"
    pages.until(
        tab,
        "(top) => Math.abs(document.querySelectorAll('.ui-plan-card')[2]"
        ".getBoundingClientRect().top - top) < 2",
        top,
    )
    _at(tab, f"#plan/{name}")


def test_back_returns_to_the_open_gap_and_the_place_on_the_screen(tab: Page) -> None:
    """From the plan back to the profile, as it was left."""
    load(tab, answers_file(len(IDS)))
    pages.go(tab, "Profile")
    gap = tab.locator(".ui-gaps details").nth(2)
    gap.locator("summary").click()
    _at(tab, f"#profile/{gap.get_attribute('data-address')}")
    top = gap.evaluate("(fold) => fold.getBoundingClientRect().top")
    _still(tab)
    # a mouse would have to scroll up to the steps first
    tab.get_by_role("button", name="Plan", exact=True).evaluate("(step) => step.click()")
    _at(tab, "#plan")
    tab.go_back()
    expect(gap).to_have_attribute("open", "")
    pages.until(
        tab,
        "(top) => Math.abs(document.querySelectorAll('.ui-gaps details')[2]"
        ".getBoundingClientRect().top - top) < 2",
        top,
    )


def test_change_my_answer_leads_to_the_question_and_back_to_the_same_gap(tab: Page) -> None:
    """Also where the answer was changed in between and the gaps stand in another order."""
    load(tab, answers_file(len(IDS)))
    pages.go(tab, "Profile")
    gap = tab.locator(".ui-gaps details").nth(0)
    name = gap.get_attribute("data-address")
    gap.locator("summary").click()
    change = gap.get_by_role("button", name="Change my answer")
    change.scroll_into_view_if_needed()
    left_at = gap.evaluate("(node) => node.getBoundingClientRect().top")
    change.click()
    expect(tab).to_have_url(re.compile(rf"/#rate/[\w-]+/{name}$"))
    question = tab.locator(f"[data-address$='/{name}']")
    pages.rate(question, "Starting")
    question.get_by_role("button", name="Back to my profile").click()
    _at(tab, f"#profile/{name}")
    same = f".ui-gaps [data-address='{name}']"
    expect(tab.locator(same)).to_have_attribute("open", "")
    expect(tab.locator(f"{same} summary")).to_be_focused()
    _in_view(tab, f"{same} summary")
    tab.go_back()
    expect(question).to_be_visible()
    tab.go_back()
    _at(tab, f"#profile/{name}")
    pages.until(
        tab,
        "([selector, top]) => Math.abs("
        "document.querySelector(selector).getBoundingClientRect().top - top) < 4",
        [same, left_at],
    )


@pytest.mark.parametrize(
    "fragment",
    [
        "nowhere",
        "plan/no-such-activity",
        "__proto__",
        "profile/<img src=x onerror=document.title=1>",
        "rate/" + "a" * 5000,
    ],
    ids=["unknown", "unknown card", "proto", "markup", "long"],
)
def test_any_other_fragment_shows_the_first_step_and_says_nothing(
    page: Page, context: BrowserContext, server: Server, fragment: str
) -> None:
    """It is gone from the address, too."""
    other = context.new_page()
    other.goto(f"{server.url}#{fragment}")
    other.locator(".as-app[data-step] .ui-option input").locator("visible=true").first.wait_for()
    assert _step(other) == "rate"
    expect(other).to_have_url(server.url)
    expect(other.locator(".ui-notice:visible, [role=alert]:visible")).to_have_count(0)
    # typed while the page is open
    pages.go(page, "Plan")
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    expect(page.locator(".as-app")).to_have_attribute("data-step", "rate")
    expect(page).to_have_url(server.url)


def test_a_bookmark_of_a_question_and_of_a_fold_opens_it(page: Page, server: Server) -> None:
    """Each in a page that is opened with it; a question that is in another area is none."""
    item = MODEL.by_area[-1]
    page.goto("about:blank")
    page.goto(f"{server.url}#rate/{MODEL.areas[0].id}/{item.id}")
    page.locator(".as-app[data-step] .ui-option input").locator("visible=true").first.wait_for()
    expect(page).to_have_url(server.url)
    page.goto("about:blank")
    page.goto(f"{server.url}#rate/{item.area}/{item.id}")
    _in_view(page, f"[data-address='{item.area}/{item.id}']")
    page.goto("about:blank")
    page.goto(f"{server.url}#profile/transition")
    fold = page.locator("[data-address=transition]")
    expect(fold).to_have_attribute("open", "")
    expect(fold.locator("table").first).to_be_visible()
    _in_view(page, "[data-address=transition]")


def test_the_address_holds_ids_of_the_model_and_nothing_of_the_person(page: Page) -> None:
    """Whatever was answered; the browser's history holds places and folds."""
    load(page, answers_file(len(IDS)))
    pages.go(page, "Rate")
    _at(page, f"#rate/{MODEL.areas[0].id}")
    pages.go(page, "Profile")
    page.locator(".ui-gaps summary").first.click()
    _still(page)
    assert page.evaluate("location.hash.slice(1).split('/')[1]") in IDS
    state = page.evaluate("history.state")
    assert sorted(state) == ["folds", "top", "y"]
    assert set(state["folds"]) <= set(IDS)
    pages.go(page, "Take it with you")
    _at(page, "#take")
