"""A place that can't be used: each time one sentence, and nothing in it is touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assess.errors import StaleWriteError, StoreError
from assess.store import Store
from assess.store.migrations import NEWEST
from tests.builders.people import CODE, document


def sentence(store: Store) -> str:
    with pytest.raises(StoreError) as refused:
        store.answers.save(CODE, document(), expected=0)
    assert not isinstance(refused.value, StaleWriteError)
    return str(refused.value)


def test_a_file_of_a_newer_version_is_refused_and_left_alone(file_store: Store) -> None:
    file_store.answers.save(CODE, document(), expected=0)
    with sqlite3.connect(file_store.path) as db:
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")
    db.close()
    before = file_store.path.read_bytes()
    assert sentence(Store(file_store.path)) == (
        f"The stored answers were written by a newer version of assess (schema {NEWEST + 1}, "
        f"this one knows {NEWEST}). Update assess, then try again."
    )
    assert file_store.path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite3"
    path.write_text("my shopping list, which is long enough to be no database\n" * 20)
    before = path.read_bytes()
    assert sentence(Store(path)) == (
        f"{path} is not a database of this program. Move it away and try again."
    )
    assert path.read_bytes() == before


def test_a_place_below_a_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = sentence(Store(tmp_path / "file" / "answers.sqlite3"))
    assert said.startswith(f"Answers can't be kept in {tmp_path / 'file'} (")
    assert said.endswith(
        "). Make that directory writable, or set ASSESS_DATABASE_URL to another place, for "
        "example sqlite:////home/you/assess.sqlite3."
    )


def test_a_directory_in_the_files_place_is_refused(tmp_path: Path) -> None:
    assert sentence(Store(tmp_path)) == (
        f"{tmp_path} is not an ordinary file: name another one in ASSESS_DATABASE_URL."
    )


@pytest.mark.parametrize("version", [0, 1, 7])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, version: int) -> None:
    path = tmp_path / "theirs.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bills (amount)")
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="a database of another program"):
        Store(path).answers.list()
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o644
