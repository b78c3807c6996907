"""For every test: nothing of the person who runs the tests is touched; one Chromium for all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

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


@pytest.fixture(scope="session", autouse=True)
def _nobodys_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An environment that names no model, no database, and an empty data directory."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ASSESS_MODEL", "ASSESS_DATABASE_URL", "ASSESS_BUNDLE"):
            patch.delenv(name, raising=False)
        home = tmp_path_factory.mktemp("data")
        patch.setenv("XDG_DATA_HOME", str(home))
        yield home


def chromium() -> str | None:
    """Where it is; None: `playwright install chromium` put one where playwright looks."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. It is the only one: playwright runs once in a process."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(args=FLAGS, executable_path=chromium())
        yield launched
        launched.close()
