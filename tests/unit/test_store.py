"""Where answers are kept: nothing is lost, nothing is left behind, every failure is a sentence."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assess.errors import StaleWriteError, StoreError
from assess.store import Store, code_hash, open_store
from assess.store.migrations import STEPS

CODE = "Kq3-vT0_uXz7mWb2LhR9sYcA"
OTHER = "Zz9-aB1_cD2eF3gH4iJ5kL6m"
NOTE = "Talked with the baker next door: a sentence found nowhere else"


def document(key: str = "0123", note: str = NOTE) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "id": key,
        "model": {"id": "bakery", "version": "1.0.0"},
        "answers": {"baking": {"level": 2, "evidence": note}, "pricing": {"not_applicable": True}},
    }


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "deep" / "answers.sqlite3")


def files_of(store: Store) -> bytes:
    """All bytes beside and in the database: its journal, should one be left, counts too."""
    return b"".join(path.read_bytes() for path in sorted(store.path.parent.iterdir()))


# --- keeping and finding -----------------------------------------------------------------------


def test_what_was_saved_is_loaded_again(store: Store) -> None:
    store.save(CODE, document(), expected=0)
    stored = Store(store.path).load(CODE)
    assert stored is not None
    assert (stored.id, stored.revision) == ("0123", 1)
    assert stored.document == {**document(), "revision": 1}
    assert stored.updated.endswith("Z")


def test_any_text_survives_the_round_trip(store: Store) -> None:
    note = "“naïve” \n\t 日本語 🥖 \\ ' \" \u2028 %s --; DROP TABLE assessments"
    store.save(CODE, document(note=note), expected=0)
    stored = store.load(CODE)
    assert stored is not None
    assert stored.document["answers"]["baking"]["evidence"] == note


def test_under_an_unknown_code_there_is_nothing(store: Store) -> None:
    assert store.load(CODE) is None
    store.save(CODE, document(), expected=0)
    assert store.load(OTHER) is None


def test_two_codes_are_two_assessments(store: Store) -> None:
    store.save(CODE, document("one"), expected=0)
    store.save(OTHER, document("two"), expected=0)
    assert sorted(item.id for item in store.list()) == ["one", "two"]
    found = store.load(OTHER)
    assert found is not None
    assert found.id == "two"


def test_one_assessment_is_found_by_its_id(store: Store) -> None:
    store.save(CODE, document("one"), expected=0)
    found = store.get("one")
    assert found is not None
    assert found.document["answers"] == document()["answers"]
    assert store.get("two") is None


def test_the_code_itself_is_nowhere_in_the_file(store: Store) -> None:
    store.save(CODE, document(), expected=0)
    content = files_of(store)
    assert NOTE.encode() in content
    assert CODE.encode() not in content
    assert code_hash(CODE).encode() in content


def test_only_its_owner_can_read_the_file(store: Store) -> None:
    before = os.umask(0)
    try:
        store.save(CODE, document(), expected=0)
    finally:
        os.umask(before)
    assert store.path.stat().st_mode & 0o777 == 0o600


# --- revisions ---------------------------------------------------------------------------------


def test_each_change_makes_the_next_revision(store: Store) -> None:
    assert store.load(CODE) is None
    assert store.save(CODE, document(), expected=0) == 1
    assert store.save(CODE, document(note="later"), expected=1) == 2
    stored = store.load(CODE)
    assert stored is not None
    assert (stored.revision, stored.document["revision"]) == (2, 2)
    assert stored.document["answers"]["baking"]["evidence"] == "later"


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_stale_write_is_refused_and_changes_nothing(store: Store, expected: int) -> None:
    store.save(CODE, document(), expected=0)
    store.save(CODE, document(note="second"), expected=1)
    before = store.load(CODE)
    with pytest.raises(StaleWriteError) as refused:
        store.save(CODE, document(note="lost"), expected=expected)
    assert str(refused.value) == (
        "Your last change was not kept: these answers were changed in another tab or window. "
        "Show the newer answers and make the change again."
    )
    assert store.load(CODE) == before
    assert store.save(CODE, document(note="third"), expected=2) == 3


def test_a_change_of_what_was_erased_meanwhile_is_stale(store: Store) -> None:
    store.save(CODE, document(), expected=0)
    store.forget(CODE)
    with pytest.raises(StaleWriteError):
        store.save(CODE, document(), expected=1)
    assert store.list() == ()


WRITER = """
import sys
from pathlib import Path
from assess.errors import StaleWriteError
from assess.store import Store

store, code, name = Store(Path(sys.argv[1])), sys.argv[2], sys.argv[3]
for number in range(20):
    while True:
        stored = store.load(code)
        notes = list(stored.document["notes"]) if stored else []
        document = {"id": "shared", "notes": [*notes, f"{name}{number}"]}
        try:
            store.save(code, document, expected=stored.revision if stored else 0)
        except StaleWriteError:
            continue
        print(f"{name}{number}")
        break
"""


def test_two_processes_that_write_at_once_lose_no_acknowledged_write(store: Store) -> None:
    # both also make the file and its schema at once
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store.path), CODE, name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "ab"
    ]
    said = [writer.communicate(timeout=60) for writer in writers]
    assert [error for _, error in said] == ["", ""]
    acknowledged = [out.split() for out, _ in said]
    stored = store.load(CODE)
    assert stored is not None
    assert sorted(stored.document["notes"]) == sorted(acknowledged[0] + acknowledged[1])
    assert stored.revision == 40
    assert [note for note in stored.document["notes"] if note[0] == "a"] == acknowledged[0]


# --- forgetting --------------------------------------------------------------------------------


def test_forgetting_leaves_no_byte_of_a_note(store: Store) -> None:
    long = f"{NOTE}, " * 400  # longer than a page of the file: overflow pages are cleaned too
    store.save(CODE, document(note=long), expected=0)
    store.save(OTHER, document("other", note="stays"), expected=0)
    assert NOTE.encode() in files_of(store)
    assert store.forget(CODE) is True
    content = files_of(store)
    assert b"baker next door" not in content
    assert code_hash(CODE).encode() not in content
    assert b"stays" in content
    assert store.load(CODE) is None


def test_erasing_by_id_leaves_no_byte_of_a_note(store: Store) -> None:
    store.save(CODE, document("one"), expected=0)
    assert store.erase("one") is True
    assert b"baker next door" not in files_of(store)
    assert store.list() == ()


@pytest.mark.parametrize("after", ["", "short", "x" * 9000])
def test_a_note_that_was_changed_is_gone_too(store: Store, after: str) -> None:
    store.save(CODE, document(note=f"{NOTE}, " * 100), expected=0)
    store.save(CODE, document(note=after), expected=1)
    assert b"baker next door" not in files_of(store)


def test_forgetting_what_is_not_there_says_so(store: Store) -> None:
    assert store.forget(CODE) is False
    assert store.erase("nobody") is False


# --- what cannot be used -----------------------------------------------------------------------


def sentence(store: Store) -> str:
    with pytest.raises(StoreError) as refused:
        store.save(CODE, document(), expected=0)
    assert not isinstance(refused.value, StaleWriteError)
    return str(refused.value)


def test_a_file_of_a_newer_version_is_refused_and_left_alone(store: Store) -> None:
    store.save(CODE, document(), expected=0)
    with sqlite3.connect(store.path) as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    db.close()
    before = store.path.read_bytes()
    assert sentence(Store(store.path)) == (
        "The stored answers were written by a newer version of assess (schema 2, this one knows "
        "1). Update assess, then try again."
    )
    assert store.path.read_bytes() == before


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
    assert sentence(Store(tmp_path)).startswith(f"Answers can't be kept in {tmp_path.parent} (")


class Failing:
    """A connection on which every change fails as SQLite fails."""

    def __init__(self, db: sqlite3.Connection, error: str) -> None:
        self.db, self.error = db, error

    def execute(self, sql: str, *values: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE assessments", "DELETE", "COMMIT")):
            raise sqlite3.OperationalError(self.error)
        return self.db.execute(sql, *values)

    def close(self) -> None:
        self.db.close()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            "database or disk is full",
            "The disk that holds {path} is full: make room, then make the change again.",
        ),
        (
            "database is locked",
            "{path} is in use by another program for too long. Close it and try again.",
        ),
        (
            "disk I/O error",
            "Answers can't be kept in {path.parent} (disk I/O error). Make that directory "
            "writable, or set ASSESS_DATABASE_URL to another place, for example "
            "sqlite:////home/you/assess.sqlite3.",
        ),
    ],
)
def test_a_failing_disk_is_a_sentence_and_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, error: str, said: str
) -> None:
    store.save(CODE, document(), expected=0)
    before = store.load(CODE)
    connect = sqlite3.connect
    with monkeypatch.context() as patch:
        patch.setattr(
            "assess.store.store.sqlite3.connect",
            lambda *args, **options: Failing(connect(*args, **options), error),
        )
        with pytest.raises(StoreError) as refused:
            store.save(CODE, document(note="lost"), expected=1)
        with pytest.raises(StoreError):
            store.forget(CODE)
    assert str(refused.value) == said.format(path=store.path)
    assert store.load(CODE) == before


@pytest.mark.parametrize(
    "code",
    ["", "short", "a" * 21, "a" * 129, CODE + "\n", CODE[:-1] + " ", CODE[:-1] + "é", "../" * 10],
)
def test_what_has_not_the_form_of_a_code_is_refused(store: Store, code: str) -> None:
    for use in (
        lambda: store.load(code),
        lambda: store.save(code, document(), expected=0),
        lambda: store.forget(code),
    ):
        with pytest.raises(StoreError) as refused:
            use()
        assert str(refused.value) == (
            "That code is not one of ours: it has at least 22 letters and digits."
        )
    assert store.list() == ()


# --- addresses ---------------------------------------------------------------------------------


def test_an_address_names_a_relative_or_an_absolute_file() -> None:
    assert open_store("sqlite:///here/answers.db").path == Path("here/answers.db")
    assert open_store("sqlite:////var/lib/answers.db").path == Path("/var/lib/answers.db")


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("postgresql://user:secret@host/name", "postgresql"),
        ("sqlite:///", "sqlite"),
        ("sqlite://host/file", "sqlite"),
        ("answers.sqlite3", "answers.sqlite3"),
    ],
)
def test_another_address_is_refused_without_repeating_its_password(url: str, scheme: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_store(url)
    assert str(refused.value) == (
        f"Answers can't be kept in {scheme}: give ASSESS_DATABASE_URL as sqlite:///FILE."
    )


def test_opening_touches_nothing_until_the_first_use(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'new' / 'answers.sqlite3'}")
    assert list(tmp_path.iterdir()) == []


# --- files of other programs ---------------------------------------------------------------------


@pytest.mark.parametrize("version", [0, 1, 7])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, version: int) -> None:
    path = tmp_path / "theirs.sqlite3"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE bills (amount)")
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="a database of another program"):
        Store(path).list()
    assert path.read_bytes() == before
