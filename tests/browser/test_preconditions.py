"""Where something that the page needs is missing, it says what within seconds, and what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser import pages
from tests.browser.conftest import Server, visit
from tests.browser.firefox import firefox
from tests.browser.proxy import Proxy, Sockets, running


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose page is at /tools/."""
    served = Server(tmp_path_factory.mktemp("below"), "--base-url", "/tools")
    yield served
    served.stop()


@pytest.fixture
def troubled(context: BrowserContext) -> Iterator[Page]:
    """A page of which the browser complains, and rightly."""
    yield context.new_page()
    for page in context.pages:
        page.goto("about:blank")
    context.watch.complaints.clear()  # type: ignore[attr-defined]


def said(page: Page, heading: str) -> None:
    """This is the one trouble that is said, and nothing else is told in its place."""
    expect(page.locator(".as-trouble h2").filter(visible=True)).to_have_text(heading)
    expect(page.get_by_text("lost its connection")).to_be_hidden()
    expect(page.locator("#as-loading")).to_be_hidden()


SOCKET = "The live connection doesn't get through"


@pytest.mark.parametrize("sockets", ["refused", "swallowed", "deaf"])
def test_a_proxy_without_websockets_is_named_and_what_was_answered_comes_through_later(
    troubled: Page, server: Server, sockets: Sockets
) -> None:
    with running(Proxy(server.port, sockets=sockets)) as proxy:
        visit(troubled, proxy.url)
        pages.rate(pages.questions(troubled).first, "Proficient")
        said(troubled, SOCKET)
        proxy.sockets = "through"
        expect(troubled.locator(".as-trouble").filter(visible=True)).to_have_count(0)
        pages.saved(troubled)
        troubled.goto("about:blank")


@pytest.mark.parametrize("strip", [True, False], ids=["stripping", "handing on"])
def test_a_page_behind_a_path_works_whatever_the_proxy_does_with_it(
    context: BrowserContext, below: Server, strip: bool
) -> None:
    page = context.new_page()
    with running(Proxy(below.port, "/tools/", strip=strip)) as proxy:
        visit(page, proxy.url)
        pages.rate(pages.questions(page).first, "Proficient")
        pages.saved(page)
        page.reload()
        expect(page.locator(".ui-count")).to_contain_text("1 of 24")
        paths = {cookie["path"] for cookie in context.cookies() if "visitor" in cookie["name"]}
        assert paths == {"/tools/"}
        page.goto("about:blank")


def test_a_page_at_a_path_is_there_without_a_proxy_too(
    context: BrowserContext, below: Server
) -> None:
    page = context.new_page()
    visit(page, f"{below.url}tools")
    assert page.url.startswith(f"{below.url}tools/")
    page.goto("about:blank")


def test_a_path_that_the_server_was_not_told_is_named_with_the_option(
    troubled: Page, server: Server
) -> None:
    """A proxy that takes the path away: the page comes, and nothing that belongs to it."""
    with running(Proxy(server.port, "/tools/", strip=True)) as proxy:
        troubled.goto(proxy.url, wait_until="commit")
        said(troubled, "This page is at another address than its server expects")
        option = "assess serve --base-url /tools/"
        expect(troubled.locator(".as-trouble code").last).to_have_text(option)
        troubled.goto("about:blank")


def test_a_path_that_nobody_serves_is_named_with_the_option_too(
    troubled: Page, server: Server
) -> None:
    """A proxy that hands the path on."""
    with running(Proxy(server.port, "/tools/")) as proxy:
        troubled.goto(proxy.url)
        expect(troubled.get_by_text("assess serve --base-url")).to_be_visible()


def test_a_script_that_does_not_come_is_named(troubled: Page, server: Server) -> None:
    def only_the_first(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer) if "data-first" in answer.text() else route.abort()

    troubled.route("**/*.js", only_the_first)
    troubled.goto(server.url, wait_until="commit")
    said(troubled, "The script of this page hasn't come through")


def test_without_any_script_the_page_says_so_by_its_style_alone(
    troubled: Page, server: Server
) -> None:
    troubled.route("**/*.js", lambda route: route.abort())
    troubled.goto(server.url, wait_until="commit")
    expect(troubled.locator("#as-silent")).to_be_visible()
    expect(troubled.locator("#as-silent h2")).to_have_text("No script of this page came through")


def test_a_browser_that_cannot_read_the_script_is_too_old(troubled: Page, server: Server) -> None:
    """As one that lacks a word of the language: the whole script is a mistake to it."""

    def unread(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        newer = "v1.kernel.websocket.jupyter.org" in text
        route.fulfill(response=answer, body="let a = #{ b: 1 };" if newer else text)

    troubled.route("**/*.js", unread)
    troubled.goto(server.url, wait_until="commit")
    said(troubled, "This browser is too old for this page")


def test_a_browser_in_which_the_page_breaks_for_lack_of_something_is_too_old(
    troubled: Page, server: Server
) -> None:
    lacking = "delete Object.hasOwn; delete Map.prototype.set;"
    troubled.add_init_script(lacking)
    troubled.goto(server.url, wait_until="commit")
    said(troubled, "This browser is too old for this page")


def test_blocked_cookies_are_named_in_chromium(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    """By the setting that people use: block all cookies."""
    profile = tmp_path / "profile"
    (profile / "Default").mkdir(parents=True)
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Default" / "Preferences").write_text(json.dumps(blocked), encoding="utf-8")
    context = browser.browser_type.launch_persistent_context(
        str(profile),
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )
    page = context.new_page()
    page.goto(server.url, wait_until="commit")
    said(page, "Your browser blocks cookies here")
    expect(page.locator("#rendered_cells")).to_be_hidden()
    context.close()


def test_blocked_cookies_and_storage_are_named_in_firefox(server: Server, tmp_path: Path) -> None:
    shown = """return [...document.querySelectorAll('.as-trouble h2')]
        .filter((line) => line.checkVisibility()).map((line) => line.textContent).join()"""
    with firefox(tmp_path / "cookies", **{"network.cookie.cookieBehavior": 2}) as window:
        window.open(server.url)
        assert window.until(shown) == "Your browser blocks cookies here"
    with firefox(tmp_path / "storage", **{"dom.storage.enabled": False}) as window:
        window.open(server.url)
        window.find(".as-app .ui-option input")  # it stands there before the first question does
        assert window.run("return document.body.innerText.includes('let this page store anything')")
        window.until(f"return (() => {{ {shown} }})() === ''")


def test_a_server_that_goes_before_the_page_has_greeted_is_said_to_be_away(
    troubled: Page, server: Server
) -> None:
    with running(Proxy(server.port, sockets="swallowed")) as proxy:
        visit(troubled, proxy.url)
        troubled.route("**/api/kernels/*", lambda route: route.abort())
        said(troubled, "The server doesn't answer any more")
        troubled.unroute("**/api/kernels/*")
        said(troubled, SOCKET)
        troubled.goto("about:blank")
