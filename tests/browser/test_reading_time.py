"""How long the way is for somebody who has nothing but the address: words to read, and clicks."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Server, visit
from tests.browser.reader import Reader
from tests.browser.states import IDS

MOST_MINUTES = 8
"""From the first screen to a profile that is read and a plan that is made."""

MOST_WORDS = 700
"""From the first screen to the first insight: an area's result."""


def test_profile_and_plan_are_reached_within_eight_minutes(
    context: BrowserContext, server: Server
) -> None:
    """Every card is read to its end, the profile but for its pictures, the plan's whole form."""
    page = context.new_page()
    visit(page, server.url, quick=True)
    reader = Reader(page)
    insight = 0
    for number in range(len(IDS)):
        expect(page.locator(".ui-quick .ui-place")).to_have_text(f"{number + 1} of {len(IDS)}")
        reader.read()
        if not insight and page.locator(".ui-quick > .ui-result").inner_text():
            insight = reader.words
        reader.click(page.locator(".ui-quick .ui-option label").nth(number % 4))
    assert 0 < insight <= MOST_WORDS, insight
    reader.read()
    cards = reader.minutes
    reader.click(page.get_by_role("button", name="See your profile"))
    expect(page.locator(".as-panel-profile .as-answer")).to_contain_text("asks for more in")
    expect(page.locator(".as-panel-profile .as-dots")).to_be_visible()
    reader.read()
    profile = reader.minutes
    reader.click(page.get_by_role("button", name="Next: my learning plan"))
    make = page.get_by_role("button", name="Make my plan")
    expect(make).to_be_visible()
    reader.read()
    hours = page.get_by_label("Hours a week")
    reader.click(hours)
    hours.fill("5")
    reader.click(make)
    expect(page.locator(".ui-plan-title")).to_be_focused()
    reader.read(".ui-plan-title, .ui-plan-summary")
    print(
        f"{insight} words to the first result; {cards:.1f} min to the last card, {profile:.1f} to "
        f"the profile, {reader.minutes:.1f} to the plan: {reader.words} words, "
        f"{reader.clicks} clicks"
    )
    assert reader.minutes <= MOST_MINUTES, reader.minutes
