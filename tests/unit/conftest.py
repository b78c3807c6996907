"""A shell for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_cases import SECOND, Shell


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
