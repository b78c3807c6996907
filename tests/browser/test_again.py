"""Answers that are looked at again: confirmed on one screen, or rated blind and then compared."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from tests.browser import pages
from tests.browser.conftest import Server, leave, visit
from tests.browser.states import IDS, MODEL, answers_file, load
from tests.browser.test_accessible import NARROWEST, SMALLEST, TARGETS, violations

LONG_AGO = "2026-01-05T10:00:00Z"
LABELS = [level.label for level in MODEL.scale]


def _levels(shift: int) -> dict[str, Any]:
    return {
        key: {"level": 1 + (place + shift) % len(LABELS), "evidence": "Something I did."}
        for place, key in enumerate(IDS)
    }


def _come_back(page: Page, context: BrowserContext, server: Server, **more: Any) -> Page:
    """Somebody whose answers are from long ago opens the page in a new tab and continues."""
    load(page, answers_file(0, updated=LONG_AGO, **more))
    later = context.new_page()
    visit(later, server.url)
    later.get_by_role("button", name="Continue").click()
    expect(later.get_by_role("heading", name="Are your answers still right?")).to_be_visible()
    return later


def _stored(page: Page) -> dict[str, Any]:
    pages.go(page, "Take it with you")
    return dict(json.loads(pages.download(page, "Answers as data")))


@pytest.mark.parametrize("size", [(1366, 657), (390, 844)], ids=["desktop", "phone"])
def test_whoever_comes_back_after_a_month_confirms_all_answers_on_one_screen(
    page: Page, context: BrowserContext, server: Server, size: tuple[int, int]
) -> None:
    """One is changed, the others are confirmed at once; undo takes the confirming back."""
    later = _come_back(page, context, server, answers=_levels(0))
    later.set_viewport_size({"width": size[0], "height": size[1]})
    expect(later.get_by_text("You last changed them on 5 Jan 2026.")).to_be_visible()
    later.get_by_role("button", name="Check them on one screen").press("Enter")
    expect(later.get_by_role("heading", name="Still right?")).to_be_focused()
    expect(later.locator(".ui-option input:visible")).to_have_count(0)
    first = later.locator(".ui-again").get_by_label(MODEL.competency(IDS[0]).title)
    expect(first).to_have_value("1")
    quick = MODEL.competency(IDS[0]).quick
    if quick:
        expect(later.get_by_text(quick.levels[1]).first).to_be_visible()
    first.select_option(label=LABELS[1])
    expect(later.get_by_text(f"It was: {LABELS[0]}")).to_be_visible()
    later.get_by_role("button", name="Still right").press("Enter")
    expect(later.get_by_role("heading", name="24 answers confirmed.")).to_be_focused()
    later.get_by_role("button", name="Go to my profile").press("Enter")
    found = _stored(later)
    assert found["answers"][IDS[0]]["level"] == 2
    assert all(answer["updated"] > LONG_AGO for answer in found["answers"].values())
    assert all(answer["evidence"] == "Something I did." for answer in found["answers"].values())
    assert [(item["at"], item["levels"][IDS[0]]) for item in found["history"]] == [(LONG_AGO, 1)]


def test_confirming_is_undone_and_not_now_is_an_answer(
    page: Page, context: BrowserContext, server: Server
) -> None:
    """What was confirmed is as old as before."""
    later = _come_back(page, context, server, answers=_levels(0))
    offer = later.get_by_role("heading", name="Are your answers still right?")
    later.get_by_role("button", name="Not now").click()
    expect(offer).to_have_count(0)
    # it isn't asked again before a month is over
    later.reload()
    pages.go(later, "Profile")
    expect(later.locator(".as-panel-profile .as-answer")).to_contain_text("asks for more in")
    expect(offer).to_have_count(0)
    later.evaluate("""() => {
      const kept = JSON.parse(localStorage["assess.later"]);
      localStorage["assess.later"] = JSON.stringify({ ...kept, until: kept.until - 30 * 86400000 });
    }""")
    later.reload()
    expect(offer).to_be_visible()
    later.get_by_role("button", name="Not now").click()
    pages.go(later, "Profile")
    later.locator("summary", has_text="Show all").click()
    later.get_by_role("button", name="Check them on one screen").click()
    later.get_by_role("button", name="Still right").click()
    later.get_by_role("button", name="Undo").click()
    expect(later.get_by_role("heading", name="Undone. Nothing is confirmed.")).to_be_visible()
    later.get_by_role("button", name="Go to my profile").click()
    found = _stored(later)
    assert {answer.get("updated") for answer in found["answers"].values()} == {None}
    assert (found["updated"], found.get("history")) == (LONG_AGO, None)


def _looked_at(page: Page) -> None:
    """On a phone and at a desk, in light and dark; then as narrow as a page gets."""
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            pages.frames(page)
            assert violations(page, contrast_only=scheme == "dark") == [], (width, scheme)
        small = [item for item in page.evaluate(TARGETS) if min(item[1:]) < SMALLEST]
        assert small == [], width
    page.set_viewport_size({"width": NARROWEST, "height": 256})
    pages.frames(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_every_screen_works_by_keyboard_and_breaks_no_rule_of_axe(
    page: Page, context: BrowserContext, server: Server
) -> None:
    """The offer, all answers, the round and the comparison; each heading takes the focus."""
    later = _come_back(page, context, server, answers=_levels(0))
    _looked_at(later)
    later.get_by_role("button", name="Check them on one screen").press("Enter")
    again = later.locator(".ui-again")
    again.get_by_label(MODEL.competency(IDS[1]).title).select_option(index=4)
    later.get_by_role("button", name="Undo").wait_for()
    _looked_at(later)
    later.get_by_role("button", name="Back without confirming").press("Enter")
    expect(later.get_by_role("heading", name="Where are you today?")).to_be_focused()
    pages.go(later, "Profile")
    later.locator("summary", has_text="Show all").press("Enter")
    later.get_by_role("button", name="Rate everything again").press("Enter")
    expect(later.get_by_role("heading", name="Where are you today?")).to_be_focused()
    _looked_at(later)
    pages.questions(later).first.get_by_role("radio").first.press("Space")
    expect(later.get_by_text("1 of 24 rated again.")).to_be_visible()
    later.get_by_role("button", name="Stop here and compare").press("Enter")
    expect(later.get_by_role("heading", name="Then and now")).to_be_focused()
    later.get_by_label(f"With today's eyes, you were: {MODEL.competency(IDS[0]).title}").focus()
    later.keyboard.press("ArrowDown")
    _looked_at(later)
    later.get_by_role("button", name="Go to my profile").press("Enter")
    expect(later.get_by_role("heading", name="Your profile")).to_be_focused()
    found = _stored(later)
    (seen,) = found["hindsight"].values()
    assert seen["levels"] == {IDS[0]: 1}
    earlier = {key: item["level"] for key, item in _levels(0).items()} | {IDS[1]: len(LABELS)}
    assert found["history"][-1]["levels"] == earlier
    assert found["answers"][IDS[0]]["evidence"] == "Something I did."


# --- the blind round -----------------------------------------------------------------------------


class Trace:
    """What reaches a page from now on, without what is random or the time of day."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames: list[bytes] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        for name in ("framesent", "framereceived"):
            socket.on(name, lambda frame: self.frames.append(frame))  # type: ignore[call-overload]

    def take(self) -> list[str]:
        """What the frames so far say, each once; then the page's elements and its storage."""
        pages.frames(self.page)
        told = sorted({_plain(text) for frame in self.frames if (text := _said(frame))})
        self.frames.clear()
        seen = self.page.evaluate("""() => [
          document.body.outerHTML,
          JSON.stringify([...document.querySelectorAll("input, select, textarea")].map((node) =>
            node.type === "radio" ? node.checked : node.value)),
          JSON.stringify([localStorage, sessionStorage].map((kept) => Object.values(kept))),
          JSON.stringify(history.state?.folds)]
        """)
        return [*told, *map(_plain, seen)]


def _said(frame: bytes) -> str:
    """What one of Jupyter's frames says between a widget and its kernel; "" for other frames."""
    numbers = [int.from_bytes(frame[at : at + 8], "little") for at in range(0, len(frame), 8)[:9]]
    offsets = numbers[1 : numbers[0] + 1]
    parts = [frame[start:end] for start, end in pairwise(offsets)]
    if json.loads(parts[1])["msg_type"] not in ("comm_msg", "comm_open"):
        return ""
    said = json.dumps(json.loads(parts[4])["data"], sort_keys=True)
    # a heartbeat comes when it comes
    return "" if '{"kind": "ping"}' in said or '{"kind": "pong"}' in said else said


RANDOM = (
    r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}",
    r"20\d\d-\d\d-\d\dT[0-9:.]+(Z|[+]00:00)",
    r"as-[a-z0-9]{5,}-\d+",  # ids of elements
    r"(?<![\w-])[\w-]{43}(?![\w-])",  # a browser's code
    r"(clip|topdefs-|defs-|legend|trace)[0-9a-f]{6}",  # those of a chart
    r'data-drawn="\d+"',  # how often it was drawn
)


def _plain(text: str) -> str:
    for pattern in RANDOM:
        text = re.sub(pattern, "#", text)
    return text


def _rate_again(page: Page, trace: Trace) -> list[list[str]]:
    """Begin a blind round, rate two skills, load it again; what reached the page each time."""
    page.get_by_role("button", name="Rate everything again").click()
    expect(page.get_by_text("0 of 24 rated again.")).to_be_visible()
    expect(page.locator(".as-panel-rate input:checked")).to_have_count(0)
    seen = [trace.take()]
    for place in (0, 1):
        pages.rate(pages.questions(page).nth(place), LABELS[2])
        pages.saved(page)
        expect(page.get_by_text(f"{place + 1} of 24 rated again.")).to_be_visible()
        seen.append(trace.take())
    page.reload()
    expect(page.get_by_text("2 of 24 rated again.")).to_be_visible()
    seen.append(trace.take())
    return seen


def test_in_a_blind_round_nothing_that_reaches_the_browser_depends_on_the_earlier_levels(
    browser: Browser, server: Server
) -> None:
    """Two people who differ in their earlier levels alone: same frames, same page, same storage."""
    found = []
    for shift in (0, 1):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(120_000)
        first = context.new_page()
        visit(first, server.url)
        load(first, answers_file(0, updated=LONG_AGO, answers=_levels(shift)))
        page = context.new_page()
        trace = Trace(page)
        visit(page, server.url)
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Rate everything again").wait_for()
        pages.go(page, "Profile")
        # what is drawn last
        page.locator("h3", has_text="How each role compares").wait_for(state="attached")
        before = trace.take()
        found.append((before, _rate_again(page, trace)))
        leave(context)
        context.close()
    (shown, blind), (other_shown, other_blind) = found
    assert shown != other_shown  # what this test compares does tell levels
    assert any('"rating": "3"' in text for text in blind[1])
    for mine, other in zip(blind, other_blind, strict=True):
        assert mine == other
