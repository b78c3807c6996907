"""A browser's translator puts each text into elements of its own, again whenever one changes."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit

# as Chromium's does: two elements around each text, and other words in them
TRANSLATE = """() => {
  const wrap = (text) => {
    const { parentElement: parent } = text;
    const others = "script, style, textarea, svg, font";
    if (!text.data.trim() || !parent || parent.closest(others)) return;
    const inner = document.createElement("font");
    const outer = document.createElement("font");
    for (const font of [inner, outer]) font.style.verticalAlign = "inherit";
    inner.textContent = `${text.data} ·`;
    outer.append(inner);
    text.replaceWith(outer);
  };
  const all = (node) => {
    if (node.nodeType === 3) return wrap(node);
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    texts.forEach(wrap);
  };
  document.documentElement.classList.add("translated-ltr");
  document.documentElement.lang = "de";
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(all);
  }).observe(document.body, { childList: true, subtree: true });
  all(document.body);
}"""


def test_a_translated_page_is_used_the_whole_way(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    visit(page, server.url, quick=True)
    page.evaluate(TRANSLATE)
    for number in range(1, 25):
        expect(page.locator(".ui-place font font")).to_have_text(f"{number} of 24 ·")
        level = page.locator(".ui-quick .ui-option label .ui-level").nth((number - 1) % 4)
        level.locator("font font").click()
    expect(page.locator(".ui-quick h3 font").first).to_be_visible()
    expect(page.locator(".ui-saved")).to_have_text("Saved ·")

    steps = page.locator(".ui-steps .ui-step")
    steps.nth(1).click()
    expect(page.locator(".as-panel-profile .as-dots-row")).to_have_count(24)
    steps.nth(2).click()
    page.locator(".ui-time input").fill("3")
    page.locator(".ui-plan-form .ui-press button font").last.click()
    expect(page.locator(".ui-plan-title font").first).to_be_visible()
    page.locator(".ui-this-week .ui-ticks label font").first.click()
    expect(page.locator(".ui-this-week .ui-ticks input:checked")).to_have_count(1)
    fold = page.locator(".ui-plan-card").first
    was = fold.evaluate("(card) => card.open")
    fold.locator("summary font").first.click()
    expect(fold).to_have_js_property("open", not was)

    steps.nth(0).click()
    page.locator(".ui-ways font", has_text="Area by area").first.click()
    pages.note(pages.questions(page).first).fill("I wrote it.")
    page.locator(".ui-evidence:visible button font", has_text="Done").first.click()
    expect(pages.evidence(pages.questions(page).first)).to_have_text("I wrote it. ·")
    expect(page.locator(".ui-saved")).to_have_text("Saved ·")

    steps.nth(3).click()
    with page.expect_download() as waiting:
        page.locator(".as-panel-take button font", has_text="Download my report").last.click()
    report = waiting.value.path().read_text(encoding="utf-8")
    assert "I wrote it." in report
    assert not re.search(r"<font|·", report.partition("<svg")[0].partition("<body")[2])

    page.reload()  # the translation is gone, the answers aren't
    pages.go(page, "Rate")
    expect(page.locator(".ui-count")).to_have_text("24 of 24 answered")
    expect(pages.evidence(pages.questions(page).first)).to_have_text("I wrote it.")
