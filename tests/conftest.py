"""For every test: no place, model or answers of the person who runs the tests are touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _nobodys_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An environment that names no model, no database, and an empty data directory."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ASSESS_MODEL", "ASSESS_DATABASE_URL", "ASSESS_BUNDLE"):
            patch.delenv(name, raising=False)
        home = tmp_path_factory.mktemp("data")
        patch.setenv("XDG_DATA_HOME", str(home))
        yield home
