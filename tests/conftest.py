"""For every test: nothing of the person who runs the tests is touched; one Chromium for all."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from assess.store import Store
from tests.builders.commands import SECOND, Shell

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# examples may take their time on a busy machine; in CI the same ones run each time
settings.register_profile(
    "assess",
    deadline=None,
    derandomize="CI" in os.environ,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("assess")

expect.set_options(timeout=60_000)  # a loaded machine is slow, not wrong


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "run the files, and the tests in each, in an order drawn from SEED"
    parser.addoption("--shuffle", metavar="SEED", help=help_text)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    seed = config.getoption("--shuffle")
    if seed is None:
        return
    dice = Random(seed)
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    for tests in files.values():
        dice.shuffle(tests)
    order = list(files.values())
    dice.shuffle(order)
    items[:] = [item for tests in order for item in tests]


@pytest.fixture(scope="session", autouse=True)
def _nobodys_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An environment that names no model, no database, and an empty data directory."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ASSESS_MODEL", "ASSESS_DATABASE_URL", "ASSESS_BUNDLE"):
            patch.delenv(name, raising=False)
        home = tmp_path_factory.mktemp("data")
        patch.setenv("XDG_DATA_HOME", str(home))
        yield home


@pytest.fixture(autouse=True)
def _no_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """No event loop runs in this thread, unless a browser is used: its tests leave one running."""
    running = asyncio._get_running_loop()
    if "browser" not in request.fixturenames:
        asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An SQLite file of the newest schema with nothing in it: a copy is cheaper than migrating."""
    made = Store(tmp_path_factory.mktemp("made") / "answers.sqlite3")
    made.prepare()
    return made.path.read_bytes()


def chromium() -> str | None:
    """Where one is; None: `playwright install chromium` put it where playwright looks."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. It is the only one: playwright runs once in a process."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(args=FLAGS, executable_path=chromium())
        yield launched
        launched.close()


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """Commands run in an empty directory on the second model; answers are kept beside it."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("ASSESS_MODEL", str(SECOND))
    monkeypatch.setenv("ASSESS_DATABASE_URL", f"sqlite:///{tmp_path / 'kept' / 'a.sqlite3'}")
    return Shell(here, capsys)
