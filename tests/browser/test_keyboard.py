"""Without a mouse, and what no audit of a standing page sees: focus, order, live regions."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import pages
from tests.browser.states import IDS, answers_file, load

FOCUS = """() => {
  const node = document.activeElement;
  const last = globalThis.lastFocus;
  const style = getComputedStyle(node.closest('.ui-option, .ui-chip') ?? node);
  globalThis.lastFocus = node;
  return {
    lost: node === document.body,
    tag: node.tagName,
    radio: node.type === 'radio',
    group: node.closest('fieldset')?.id ?? '',
    text: node.textContent.trim(),
    forward: !last || last === node || !document.contains(last)
      || Boolean(last.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING),
    seen: node.getBoundingClientRect().height > 0,
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def press(page: Page, key: str) -> dict[str, Any]:
    """Press a key; where the focus is then. It is never lost."""
    page.keyboard.press(key)
    found: dict[str, Any] = page.evaluate(FOCUS)
    assert not found["lost"], key
    return found


def tab_to(page: Page, text: str, most: int = 60) -> None:
    """Tab forward until a control of this text has the focus; each stop can be seen, in order."""
    for _ in range(most):
        found = press(page, "Tab")
        assert found["forward"], found
        assert found["seen"], found
        assert found["ring"], found
        if found["text"].startswith(text):
            return
    raise AssertionError(f"{text} can't be reached by Tab")


def test_the_whole_assessment_is_done_by_keyboard_alone(page: Page) -> None:
    """One tab stop a question, arrow keys inside it, then profile, plan and download."""
    pages.drawn(page)
    done: list[str] = []
    number = 1
    while len(done) < len(IDS):
        page.evaluate("globalThis.lastFocus = null")
        if number == 1:
            page.locator(".ui-help summary").focus()  # where reading begins
        groups: list[str] = []
        for _ in range(80):
            found = press(page, "Tab")
            assert found["forward"], found
            assert found["ring"], found
            if found["radio"]:
                assert found["group"] not in groups  # a question is one stop
                groups.append(found["group"])
                press(page, "Space")
                press(page, "ArrowDown")
                assert press(page, "ArrowDown")["group"] == found["group"]
            elif found["text"].startswith(("Next:", "See my profile")):
                break
        done += groups
        assert groups
        pages.saved(page)
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        found = press(page, "Enter")
        assert found["tag"] in ("H2", "H3")
        number += 1
    expect(page.locator(".ui-count")).to_have_text(f"{len(IDS)} of {len(IDS)} answered")

    assert page.evaluate("document.activeElement.textContent") == "Your profile"
    expect(page.get_by_role("heading", name="Before you plan")).to_be_visible()
    page.evaluate("globalThis.lastFocus = null")
    tab_to(page, "Next: my learning plan")
    assert press(page, "Enter")["tag"] == "H2"
    assert page.title().startswith("Plan –")
    page.evaluate("globalThis.lastFocus = null")
    tab_to(page, "Make my plan")
    page.keyboard.press("Enter")
    expect(page.locator(".ui-plan-title")).to_be_focused()
    assert not page.evaluate(FOCUS)["lost"]

    page.get_by_role("navigation", name="Steps").get_by_role("button").last.focus()
    press(page, "Enter")
    page.evaluate("globalThis.lastFocus = null")
    tab_to(page, "Download my report")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".html")
    assert not page.evaluate(FOCUS)["lost"]


def test_the_page_says_its_language_its_step_and_what_was_saved(page: Page) -> None:
    """Title, language, live regions, the names of charts; nothing about the person in the title."""
    assert page.evaluate("document.documentElement.lang") == "en"
    question = pages.questions(page).first
    pages.rate(question, "Proficient")
    pages.note(question).fill("A word of mine: heron")
    pages.saved(page)
    live = page.locator("[role=status], [aria-live=polite]").filter(has=page.locator(".ui-saved"))
    expect(live.first).to_contain_text("Saved")
    chart = page.locator(".ui-own-radar [role=img]")
    expect(chart).to_have_accessible_name(re.compile(r"your levels.*1 of 24 rated.*table"))
    for step in ("Rate", "Profile", "Plan", "Take it with you"):
        pages.go(page, step)
        assert page.title() == f"{step} – Self-assessment"
        expect(page.get_by_role("heading", level=2).first).to_be_focused()
    assert "heron" not in page.title()


def test_what_a_mark_says_is_told_to_the_mouse_and_to_the_keyboard(page: Page) -> None:
    """The anchor of the level held and of the next one; the chart keeps its size meanwhile."""
    pages.drawn(page)
    pages.rate(pages.questions(page).first, "Practising")
    pages.saved(page)
    closer = page.get_by_label("See one skill in detail")
    before = page.locator(".ui-picture .as-radar").bounding_box()
    closer.select_option(value=IDS[0])
    said = page.locator(".ui-closer-text")
    expect(said).to_contain_text("You now (Practising):")
    expect(said).to_contain_text("Next step (Proficient):")
    closer.select_option(value=IDS[1])
    expect(said).to_contain_text("Not rated yet")
    assert page.locator(".ui-picture .as-radar").bounding_box() == before
    page.locator(".ui-picture .as-own").first.hover(force=True)
    expect(closer).to_have_value(IDS[0])
    expect(said).to_contain_text("You now (Practising):")
    page.get_by_role("button", name="Go to the question").focus()
    page.keyboard.press("Enter")
    focused = page.evaluate("document.activeElement.id")
    assert focused.endswith(f"{IDS[0]}-2")


def test_focus_stays_where_it_was_when_the_page_changes(page: Page) -> None:
    """A role chosen, a link to a question followed, an answer cleared and brought back."""
    load(page, answers_file(13))
    pages.go(page, "Profile")
    wanted = page.get_by_label("The role you want")
    wanted.focus()
    wanted.select_option(index=0)
    expect(page.locator(".ui-blockers")).to_contain_text("Rate")
    expect(wanted).to_be_focused()
    link = page.locator(".ui-blockers button").first
    name = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group").filter(has_text=name).locator("input:focus")).to_have_count(1)


def test_no_motion_where_none_is_wanted_and_marks_where_colours_are_forced(page: Page) -> None:
    """Reduced motion leaves no transition; forced colours leave the outlines of the chart."""
    pages.drawn(page)
    page.emulate_media(reduced_motion="reduce")
    pages.rate(pages.questions(page).first, "Proficient")
    assert page.evaluate("document.getAnimations().length") == 0
    pages.go(page, "Profile")  # the roles are drawn here
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    expect(page.locator(".as-aside .as-radar:visible .as-hit + use").first).to_be_visible()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    colours = page.locator(".as-aside .as-radar:visible .as-line").evaluate_all(
        "(nodes) => nodes.map((node) => getComputedStyle(node).stroke)"
    )
    assert len(colours) >= 2
    assert paper not in colours
    checked = page.locator(".ui-option:has(input:checked)").first
    assert checked.evaluate("(node) => getComputedStyle(node).outlineStyle") == "solid"
