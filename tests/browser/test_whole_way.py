"""A new user goes the whole way: rate, look, plan, take it home, come back."""

import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server, leave, visit

LABELS = ["Practising", "Proficient", "Starting", "Proficient"]
EVIL = "Ran the review <script>document.title='owned'</script> & <img src=x onerror=alert(1)>"


def test_a_new_user_rates_plans_downloads_and_finds_everything_after_a_reload(
    page: Page, context: BrowserContext, browser: Browser, server: Server, tmp_path: Path
) -> None:
    """The way of the landing page's promise, in one sitting."""
    assert page.title() == "Rate – Self-assessment"
    expect(
        page.get_by_role("heading", name="See where you stand, and plan what's next")
    ).to_be_visible()
    pages.drawn(page)
    before = pages.outline(page)

    total = pages.rate_all(page, LABELS)
    assert total == 24
    pages.saved(page)
    after_mouse = pages.outline(page)
    assert after_mouse not in ("", before)

    # one by keyboard alone: tab into the group, arrows choose
    pages.area(page, 1)
    first = pages.questions(page).first
    first.get_by_role("radio", name=re.compile("^Practising")).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("radio", name=re.compile("^Leading"))).to_be_checked()
    pages.saved(page)
    pages.until(
        page,
        "(old) => document.querySelector('.ui-own-radar svg.as-radar .as-line-person')"
        ".getAttribute('d') !== old",
        arg=after_mouse,
    )

    pages.note(first).fill(EVIL)
    page.keyboard.press("Tab")
    pages.saved(page)

    pages.go(page, "Profile")
    answer = page.locator(".as-panel-profile .as-answer .as-lead")
    expect(answer).to_have_count(2)
    expect(answer.first).to_contain_text("The role you want, product manager, asks for more in ")
    expect(page.locator(".as-panel-profile .ui-gaps:visible > details")).to_have_count(3)
    page.locator("summary", has_text="Show all").click()
    expect(page.get_by_role("heading", name="Your levels, area by area")).to_be_visible()
    said = page.locator(".ui-all .as-role-wanted .as-role-count").inner_text()
    assert re.fullmatch(r"\d+ of \d+", said)
    assert page.locator(".as-panel-profile .as-dots-row").count() == 24

    pages.go(page, "Plan")
    page.get_by_label("Hours a week").fill("5")
    pages.make_plan(page)
    activities = page.locator(".as-panel-plan .ui-card-title").all_inner_texts()
    assert len(activities) >= 4

    pages.go(page, "Take it with you")
    report = pages.download(page, "Download my report")
    assert len(report.encode()) < 150_000
    assert "<script" not in report.lower()

    _the_report_says_the_same(browser, report, tmp_path, said, activities)

    page.reload()
    expect(page.get_by_role("heading", name="Take it with you")).to_be_visible()
    pages.go(page, "Rate")
    expect(page.locator(".ui-count")).to_have_text("24 of 24 answered")
    again = pages.questions(page).first
    expect(again.get_by_role("radio", name=re.compile("^Leading"))).to_be_checked()
    expect(pages.evidence(again)).to_have_text(EVIL)
    assert page.title() == "Rate – Self-assessment"

    # the same file is loaded by another browser, which knows nothing of this person
    stranger = browser.new_context()
    other = stranger.new_page()
    visit(other, server.url)
    expect(other.locator(".ui-count")).to_have_text("0 of 24 answered")
    pages.go(other, "Take it with you")
    path = tmp_path / "report.html"
    other.get_by_label("File to load").set_input_files(path)
    other.get_by_role("button", name="Replace my answers").click()
    expect(other.get_by_text("Your answers are loaded.")).to_be_visible()
    pages.go(other, "Rate")
    expect(other.locator(".ui-count")).to_have_text("24 of 24 answered")
    expect(pages.evidence(pages.questions(other).first)).to_have_text(EVIL)
    leave(stranger)
    stranger.close()


def _the_report_says_the_same(
    browser: Browser, report: str, directory: Path, said: str, activities: list[str]
) -> None:
    """Open the file with the network blocked: no request, no script, the same numbers."""
    path = directory / "report.html"
    path.write_text(report, encoding="utf-8")
    offline = browser.new_context(offline=True)
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    sheet = offline.new_page()
    sheet.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert "owned" not in sheet.title()
    assert sheet.locator("script").count() == 0
    assert sheet.locator("img").count() == 0
    assert said in sheet.locator(".as-role-wanted .as-role-count").first.inner_text()
    titles = sheet.locator(".as-activity header > :first-child").all_inner_texts()
    assert titles == activities
    assert EVIL in sheet.locator("body").inner_text()
    offline.close()
