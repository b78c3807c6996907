"""Twelve people in a room: come in, rate, add, see results, leave; and three in an open group."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assess.cli.main import main
from assess.store import open_store
from tests.browser import pages
from tests.browser.conftest import Server
from tests.builders.html_reading import Page as Html

PEOPLE = 12
RATED = 6
"""Cards that each person answers."""

LEAST = 5


class Room:
    """A server with a room, and the browsers in it."""

    def __init__(self, browser: Browser, server: Server, place: Path) -> None:
        self.browser, self.server, self.stack = browser, server, ExitStack()
        self.key = place / "room.json"

    @property
    def kept(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.key.read_text(encoding="utf-8"))
        return data

    def arrive(self, *, phone: bool = False, wrong: int = 0) -> Page:
        """A new browser comes in by the six digits, after so many wrong ones."""
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        context = self.browser.new_context(viewport=size)  # type: ignore[arg-type]
        context.set_default_timeout(120_000)
        self.stack.callback(context.close)
        page = context.new_page()
        page.goto(self.server.url)
        code = self.kept["code"]
        for number in range(1, wrong + 1):
            self._type(page, f"{(int(code) + number) % 10**6:06}")
            expect(page.get_by_role("alert")).to_have_text(re.compile("isn't today's code"))
        self._type(page, f"{code[:3]} {code[3:]}")
        page.locator(".as-app[data-step]").wait_for()
        return page

    def _type(self, page: Page, code: str) -> None:
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Come in").click()

    def wall(self, page: Page) -> str:
        page.goto(f"{self.server.url}wall")
        return page.locator("main").inner_text()


@pytest.fixture
def seated(browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Room]:
    options = getattr(request, "param", ())
    server = Server(tmp_path, "--room", "Product days", *options)
    room = Room(browser, server, tmp_path)
    yield room
    for context in browser.contexts:
        for page in context.pages:
            page.goto("about:blank")
    room.stack.close()
    server.stop()


def rate(page: Page, levels: list[int]) -> None:
    """Answer the first cards of the quick pass."""
    for card, level in enumerate(levels, start=1):
        expect(page.get_by_text(f"{card} of 24", exact=True)).to_be_visible()
        page.locator(".ui-quick-body .ui-option").nth(level - 1).click()
    pages.saved(page)


def add(page: Page, name: str = "") -> None:
    """Add the levels to the room's group, having seen what would be added."""
    pages.go(page, "Take it with you")
    page.get_by_role("button", name="Add my levels", exact=True).click()
    if name:
        page.get_by_label("Name that the others see").fill(name)
        page.get_by_role("button", name="Join, and let them see this").click()
        expect(page.get_by_text("You have joined “Product days”")).to_be_visible()
        return
    expect(page.get_by_text("This is what would be added to “Product days”")).to_be_visible()
    # one button of that name at a time: the one that really adds
    page.get_by_role("button", name="Add my levels", exact=True).click()
    expect(page.get_by_text("Your levels will count in the next results")).to_be_visible()


def numbers_of_people(html: str) -> list[int]:
    """Every number in a cell of a heat map."""
    cells = re.findall(r'<td[^>]*class="as-heat[^>]*>(\d+)', html)
    return [int(number) for number in cells]


def test_twelve_people_learn_something_and_no_small_number_shows(
    seated: Room, tmp_path: Path
) -> None:
    everybody = [
        seated.arrive(phone=number == 1, wrong=3 if number == 0 else 0) for number in range(PEOPLE)
    ]
    presenter = seated.browser.new_context().new_page()
    seated.stack.callback(presenter.context.close)
    walls = [seated.wall(presenter)]
    assert f"In the room\n{PEOPLE}" in walls[0] or f"In the room {PEOPLE}" in walls[0]
    for number, page in enumerate(everybody):
        rate(page, [1 + (number + card) % 3 for card in range(RATED)])
    for number, page in enumerate(everybody[:10]):
        add(page)
        if number == 3:
            walls.append(seated.wall(presenter))
    presenter.goto(f"{seated.server.url}wall/release")
    question = presenter.locator("main").inner_text()
    assert f"10 of {PEOPLE} people have added their levels" in question
    assert "Latecomers can be added until you show the results" in question
    presenter.get_by_role("link", name="Not yet, go back to the wall").click()
    for page in everybody[10:]:
        add(page)
    walls.append(seated.wall(presenter))
    presenter.get_by_role("link", name="Show the group's results…").click()
    presenter.get_by_role("button", name="Show the results now").click()
    presenter.get_by_role("heading", name="Three workshops to hold next").wait_for()
    first = presenter.content()
    assert f"{PEOPLE} people" in Html(first).text()
    presenter.get_by_role("link", name="Back to the wall").click()
    expect(presenter.get_by_text("Type today's code")).to_be_visible()

    # two leave: no result says so, and a new one is refused
    for page in everybody[:2]:
        page.get_by_role("button", name="Remove my levels").click()
        expect(page.get_by_text("won't include you")).to_be_visible()
    walls.append(seated.wall(presenter))
    presenter.goto(f"{seated.server.url}wall/release")
    presenter.get_by_role("button", name="Show the results now").click()
    expect(presenter.get_by_role("alert")).to_contain_text("Fewer than 5 people joined")
    assert presenter.get_by_role("button", name="Show the results now").count() == 0
    presenter.goto(f"{seated.server.url}wall/results")
    assert presenter.content() == first

    # three more leave: enough for new results, in which nothing of the five is left
    for page in everybody[2:5]:
        page.get_by_role("button", name="Remove my levels").click()
        expect(page.get_by_text("won't include you")).to_be_visible()
    presenter.goto(f"{seated.server.url}wall/release")
    presenter.get_by_role("button", name="Show the results now").click()
    presenter.get_by_role("heading", name="Since last time").wait_for()
    second = presenter.content()

    exported = tmp_path / "days.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSESS_DATABASE_URL", f"sqlite:///{seated.server.database}")
        assert main(["group", "draw", str(seated.key), "-o", str(exported)]) == 0
    rows = [line.split(",")[-2:] for line in exported.read_text(encoding="utf-8").splitlines()]
    small = [row for row in rows if row[0] not in ("middle", "cell", "") and row[1].isdigit()]
    assert all(int(number) >= LEAST for _, number in small)
    assert all(number >= LEAST for page in (first, second) for number in numbers_of_people(page))
    for wall in walls:
        counted = re.findall(r"(?:In the room|Rated everything|Added their levels)\s+(.+)", wall)
        assert len(counted) == 3
        for text in counted:
            assert text == f"fewer than {LEAST}" or int(text) >= LEAST
    store = open_store(f"sqlite:///{seated.server.database}")
    for release in store.groups.releases(seated.kept["owner"]):
        for said in release.document["competencies"].values():
            assert all(block["people"] >= LEAST for block in said.get("blocks", ()))
    with store.database.reading() as work:
        assert len(work.all("SELECT levels FROM contributions")) == PEOPLE - 5
    phone = everybody[1]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("seated", [("--open",)], indirect=True)
def test_an_open_group_is_seen_by_its_members_until_they_leave(seated: Room) -> None:
    ana, bo, cy = (seated.arrive(phone=number == 1) for number in range(3))
    for number, (page, name) in enumerate(((ana, "Ana"), (bo, "Bo"), (cy, ""))):
        rate(page, [1 + number, 3])
        if name:
            add(page, name)
    # one "no" keeps that person out, not the group
    pages.go(cy, "Take it with you")
    cy.get_by_role("button", name="Add my levels", exact=True).click()
    expect(cy.get_by_text("everyone in it sees these levels")).to_be_visible()
    assert cy.get_by_role("button", name="See the group").count() == 0
    # what is wrong is said where one looks: a name that is taken, and none
    for name, wrong in (("", "Choose the name"), (" ANA", "has that name already")):
        cy.get_by_label("Name that the others see").fill(name)
        cy.get_by_role("button", name="Join, and let them see this").click()
        expect(cy.get_by_text(wrong)).to_be_in_viewport()
    cy.get_by_role("button", name="Close").click()
    expect(cy.get_by_role("button", name="Add my levels", exact=True)).to_be_visible()

    for page in (ana, bo):
        page.get_by_role("button", name="See the group").click()
    table = ana.locator(".ui-team").first
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table.locator("tr.ui-own")).to_have_count(1)
    expect(table.locator("tr.ui-own")).to_contain_text("Ana")
    expect(ana.get_by_role("status").filter(has_text="Bo: Practising (2)")).to_be_visible()
    assert bo.evaluate("document.documentElement.scrollWidth") <= 390
    expect(bo.locator("tr.ui-own").first).to_contain_text("Bo")

    bo.get_by_role("button", name="Close").click()
    bo.get_by_role("button", name="Leave the group").click()
    expect(bo.get_by_text("The others see nothing of you any more")).to_be_visible()
    ana.get_by_role("button", name="Close").click()
    ana.get_by_role("button", name="See the group").click()
    expect(ana.get_by_text("you are the first")).to_be_visible()
    expect(ana.locator(".as-panel-take")).not_to_contain_text("Bo")
    store = open_store(f"sqlite:///{seated.server.database}")
    with store.database.reading() as work:
        assert [row["name"] for row in work.all("SELECT name FROM contributions")] == ["Ana"]
