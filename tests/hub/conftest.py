"""One deployment for all tests of the hub; where it can't run, the reason is said."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.deployment import Hub


def _why_not() -> str:
    if sys.platform != "linux" or os.geteuid() != 0:
        return "a hub starts each server as an account of its own: needs root on Linux"
    if shutil.which("apt-get") is None and shutil.which("npm") is None:
        return "a hub's proxy comes from npm, which isn't here and can't be installed"
    return ""


@pytest.fixture(scope="session")
def hub() -> Iterator[Hub]:
    reason = _why_not()
    if reason:
        pytest.skip(reason)
    place = Path(tempfile.mkdtemp(prefix="assess-hub-"))
    place.chmod(0o755)  # every account starts its server from here
    running = Hub(place)
    try:
        running.start()
        yield running
    finally:
        running.close()
        shutil.rmtree(place, ignore_errors=True)
