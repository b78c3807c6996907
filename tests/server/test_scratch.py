"""The folder of a server: removed at its end, or at the next start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assess.server.kernels.limits import own_folder

LIVES = """
from assess.server.kernels.limits import own_folder
with own_folder() as folder:
    (folder / "file").touch()
    print(folder, flush=True)
    input()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_a_folder_goes_with_its_server_and_nobody_else_can_look(temporary: Path) -> None:
    with own_folder() as folder:
        assert folder.parent == temporary
        assert folder.name.startswith(f"assess-{os.getpid()}-")
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "file").touch()
    assert [*temporary.iterdir()] == []


def test_what_a_killed_server_left_goes_at_the_next_start_and_a_living_ones_stays(
    temporary: Path,
) -> None:
    kept = temporary / "assess-notes"
    kept.mkdir()
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    link = temporary / "assess-1-abcdefgh"
    link.symlink_to(elsewhere)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", LIVES], text=True, **pipes) as other:
        assert other.stdout
        theirs = Path(other.stdout.readline().strip())
        with own_folder():
            assert (theirs / "file").exists()
        other.kill()
    assert theirs.exists()
    with own_folder() as ours:
        assert {*temporary.iterdir()} == {kept, elsewhere, link, ours}
