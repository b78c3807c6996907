"""The small parts of the sharing service and of a person's home on the hub."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.hub.board import Identity, kept_key
from assess.hub.home import furnish
from assess.store import code_hash


def test_a_persons_code_has_the_form_of_a_code_and_is_theirs_alone() -> None:
    one, other = Identity(b"k" * 32), Identity(b"l" * 32)
    assert len(code_hash(one.code("anna"))) == 64
    codes = {one.code("anna"), one.code("ben"), other.code("anna")}
    assert len(codes) == 3
    assert one.code("anna") == Identity(b"k" * 32).code("anna")


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="The key has 8 bytes: it needs at least 32"):
        Identity(b"too-thin")


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "sharing" / "key"
    key = kept_key(file)
    assert len(key) == 32
    assert kept_key(file) == key
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_home_gets_the_notebooks_and_keeps_those_that_a_person_changed(tmp_path: Path) -> None:
    folder = furnish(tmp_path)
    names = sorted(path.name for path in folder.glob("*.ipynb"))
    assert {"assessment.ipynb", "coaching.ipynb"} <= set(names)
    mine, theirs = folder / "coaching.ipynb", folder / "assessment.ipynb"
    shipped = theirs.read_bytes()
    mine.write_text("my own notes")
    # as an earlier version had shipped it
    theirs.write_text("old")
    (folder / ".assessment.shipped").write_text("old")
    furnish(tmp_path)
    assert mine.read_text() == "my own notes"
    assert theirs.read_bytes() == shipped
