"""A real Voilà, started as a person starts it, and a real Chromium that may reach nothing else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browser import pages

if TYPE_CHECKING:
    from tests.browser.plain_jupyter import JupyterLab

# said by JupyterLab's own modules about each other's versions, in every Voilà page
NOT_OURS = ("satisf", "Unsatisfied version", "No satisfying version")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One `assess serve`, with a data directory of its own."""

    program: tuple[str, ...] = ("-m", "assess.cli.main")

    def __init__(self, directory: Path, *arguments: str, **environment: str) -> None:
        self.port = free_port()
        self._started_with = (directory, arguments, environment)
        self._begin()

    def _begin(self) -> None:
        directory, arguments, environment = self._started_with
        self.url = f"http://127.0.0.1:{self.port}/"
        self.database = directory / "answers.sqlite3"
        self.log = directory / "serve.log"
        command = [sys.executable, *self.program, "serve", "--no-browser"]
        variables = {
            **os.environ,
            "ASSESS_DATABASE_URL": f"sqlite:///{self.database}",
            **environment,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--port", str(self.port), *arguments],
                cwd=directory,
                env=variables,
                stdout=log,
                stderr=log,
            )
        self._wait()

    def _wait(self) -> None:
        for _ in range(720):
            if self.process.poll() is not None:
                break
            try:
                request = urllib.request.Request(self.url, headers={"Host": "elsewhere.example"})
                urllib.request.urlopen(request, timeout=1).close()
            except urllib.error.HTTPError:
                return  # a foreign name is refused without a kernel: the server is up
            except OSError:
                time.sleep(0.25)
        raise RuntimeError(f"assess serve didn't come up:\n{self.log.read_text()}")

    def kernels(self) -> set[int]:
        """The ids of the processes that run pages: those below the server that run nothing else."""
        below = psutil.Process(self.process.pid).children(recursive=True)
        parents = {process.ppid() for process in below}
        return {process.pid for process in below} - parents

    def start_again(self) -> None:
        """After `stop`: the same port, the same data."""
        self._begin()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("serve"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterLab]:
    """A plain JupyterLab; each test gets a folder of its own in it (`plain_jupyter.lab`)."""
    from tests.browser.plain_jupyter import jupyterlab_in

    with jupyterlab_in(tmp_path_factory.mktemp("jupyterlab")) as running:
        yield running


class Watch:
    """What a browser context did that it must not do."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: object) -> None:
        kind, text = message.type, message.text  # type: ignore[attr-defined]
        if kind in ("error", "warning") and not any(word in text for word in NOT_OURS):
            self.complaints.append(f"{kind}: {text}")

    def foreign(self) -> list[str]:
        local = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "file:", "about:")
        return [url for url in self.requests if not url.startswith(local)]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own for each test; it fails the test that asks another machine."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    made.set_default_timeout(120_000)
    made.watch = Watch(made)  # type: ignore[attr-defined]
    yield made
    leave(made)
    foreign = made.watch.foreign()  # type: ignore[attr-defined]
    complaints = made.watch.complaints  # type: ignore[attr-defined]
    made.close()
    assert foreign == []
    assert complaints == []


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Page:
    """The assessment, open at the first question of its first area."""
    opened = context.new_page()
    visit(opened, server.url)
    return opened


@pytest.fixture(scope="module")
def _mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("mortal"))
    yield running
    running.stop()


@pytest.fixture
def mortal(context: BrowserContext, _mortal: Server) -> Iterator[Server]:
    """A server that may die, for the tests of one file; what the browser says is no complaint."""
    if _mortal.process.poll() is not None:
        _mortal.start_again()
    yield _mortal
    leave(context)
    context.watch.complaints.clear()  # type: ignore[attr-defined]


@pytest.fixture
def own(context: BrowserContext, tmp_path: Path) -> Iterator[Server]:
    """A server that nobody else uses: it may die. What the browser says to that is no complaint."""
    running = Server(tmp_path)
    yield running
    leave(context)
    running.stop()
    context.watch.complaints.clear()  # type: ignore[attr-defined]


def leave(context: BrowserContext) -> None:
    """Leave every page as a person does, so that its kernel is freed."""
    for page in context.pages:
        page.goto("about:blank")


def visit(page: Page, url: str, *, quick: bool = False) -> None:
    """Open the assessment and wait for its first question, or the choice on return.

    `quick`: at the first card of the quick pass, as it opens for somebody who is new.
    """
    page.goto(url)
    page.locator(".as-app[data-step] .ui-option input, .ui-return .ui-button").locator(
        "visible=true"
    ).first.wait_for()
    if not quick:
        pages.in_full(page)
