"""The pages of a room around the assessment: what axe says, and how the wall counts on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import pages
from tests.browser.conftest import Server
from tests.browser.test_accessible import SMALLEST, TARGETS, violations
from tests.security.client import Client
from tests.security.test_room import come_in

EVERY = 5_000
"""Milliseconds after which the wall counts again."""

PATHS = ("wall", "wall/release", "wall/results", "login")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("room")


@pytest.fixture(scope="module")
def room(place: Path) -> Iterator[Server]:
    """A room whose results were shown once."""
    running = Server(place, "--room", "Product days")
    kept = json.loads((place / "room.json").read_text(encoding="utf-8"))
    add_people(running, kept["join"], 12)
    client = Client(running.url)
    client.ask("wall/release")
    body = f"_xsrf={client.cookie('_xsrf')}".encode()
    assert client.ask("wall/release", method="POST", body=body).status == 302
    yield running
    running.stop()


def add_people(server: Server, join: str, number: int) -> None:
    from assess.domain.answers import Assessment
    from assess.formats.answers import assessment_to_json
    from assess.formats.model_yaml.loader import load_model
    from assess.settings import package_model
    from assess.store import open_store

    model, store = load_model(package_model()), open_store(f"sqlite:///{server.database}")
    for person in range(number):
        code = f"{person:024}"
        blank = Assessment(model.id, model.version, id=f"person-{person}")
        store.answers.save(code, assessment_to_json(blank), expected=0)
        levels = {item.id: 1 + person % 3 for item in model.competencies}
        store.groups.join(join, code, levels)


def enter(server: Server, place: Path, number: int) -> None:
    code = json.loads((place / "room.json").read_text(encoding="utf-8"))["code"]
    for _ in range(number):
        assert come_in(Client(server.url), code)[0] == 302


@pytest.fixture
def projector(browser: Browser, room: Server) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.clock.install()
    page.goto(f"{room.url}wall")
    yield page
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_no_rule_of_axe_is_broken_by_a_page_of_the_room(
    projector: Page, room: Server, path: str
) -> None:
    projector.goto(f"{room.url}{path}")
    expect(projector.get_by_role("heading", level=1)).to_be_visible()
    for width in (1920, 390):
        projector.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            projector.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(projector) == [], (width, scheme)
        assert projector.evaluate("document.documentElement.scrollWidth") <= width
        small = [item for item in projector.evaluate(TARGETS) if min(item[1:]) < SMALLEST]
        assert small == [], width


def test_no_rule_of_axe_is_broken_by_the_refusal_of_new_results(
    projector: Page, room: Server
) -> None:
    projector.goto(f"{room.url}wall/release")
    projector.get_by_role("button", name="Show the results now").click()
    expect(projector.get_by_role("alert")).to_contain_text("Fewer than 5 people joined")
    assert violations(projector) == []


def test_the_wall_fits_a_projector_without_scrolling(projector: Page) -> None:
    for width, height in ((1920, 1080), (1366, 768)):
        projector.set_viewport_size({"width": width, "height": height})
        pages.frames(projector)
        assert projector.evaluate("document.documentElement.scrollHeight") <= height


def test_the_wall_counts_on_without_a_reload_and_can_be_stopped(
    projector: Page, room: Server, place: Path
) -> None:
    projector.evaluate("window.before = true")
    link = projector.get_by_role("link", name="Show the group's results…")
    link.focus()
    standing = projector.locator("#standing")
    expect(standing).to_contain_text("In the roomfewer than 5")
    enter(room, place, 6)
    projector.clock.run_for(EVERY)
    expect(standing).to_contain_text("In the room6")
    assert projector.evaluate("window.before")
    expect(link).to_be_focused()
    projector.get_by_role("button", name="Stop updating the numbers").click()
    asked: list[str] = []
    projector.on("request", lambda request: asked.append(request.url))
    enter(room, place, 1)
    projector.clock.run_for(4 * EVERY)
    projector.evaluate("fetch('healthz')")
    assert [url for url in asked if url.endswith("wall")] == []
    expect(standing).to_contain_text("In the room6")
    projector.get_by_role("button", name="Update the numbers again").click()
    expect(standing).to_contain_text("In the room7")


def test_without_script_the_wall_has_a_link_that_counts_again(
    browser: Browser, room: Server
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{room.url}wall")
    expect(page.get_by_text("Type today's code")).to_be_visible()
    assert page.get_by_role("button").count() == 0
    page.get_by_role("link", name="Update the numbers").click()
    expect(page.get_by_text("In the room")).to_be_visible()
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    context.close()


def test_the_wall_outlives_a_restart_of_the_server(projector: Page, room: Server) -> None:
    lost = projector.get_by_text("The server doesn't answer")
    expect(lost).to_be_hidden()
    room.stop()
    projector.clock.run_for(EVERY)
    expect(lost).to_be_visible()
    room.start_again()
    projector.clock.run_for(EVERY)
    expect(lost).to_be_hidden()
    expect(projector.get_by_text("Type today's code")).to_be_visible()
