"""From every earlier version of the schema to the newest, on both databases, with nothing lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assess.errors import StoreError
from assess.store import Store, code_hash, open_store
from assess.store.migrations import NEWEST, TABLES, migrate
from assess.store.sqlite import make_private
from tests.builders.people import CODE, OTHER, document
from tests.store.forking import Fork

RELEASES = Path(__file__).parents[1] / "data" / "releases"
EARLIER = range(1, NEWEST)


@pytest.fixture
def url(empty_url: str) -> str:
    """Here every place begins without a table."""
    return empty_url


@contextmanager
def transaction(store: Store) -> Iterator[Any]:
    """SQL on a database as it is: nothing is migrated."""
    with store.database.engine.connect() as connection, connection.begin():
        yield connection


def at_version(url: str, number: int) -> Store:
    """A store of an earlier version, with two people's answers in it."""
    store = open_store(url)
    if "sqlite" in url:
        make_private(store.path)
    migrate(store.database.engine, to=number)
    from sqlalchemy import text

    with transaction(store) as connection:
        for index, code in enumerate((CODE, OTHER)):
            row = {
                "id": f"person {index}",
                "code": code_hash(code),
                "document": json.dumps(document(f"person {index}")),
                "moment": f"2026-11-22T10:00:0{index}Z",
            }
            if number == 1:
                connection.execute(
                    text(
                        "INSERT INTO assessments VALUES "
                        "(:id, :code, 7, :document, :moment, :moment)"
                    ),
                    row,
                )
                continue
            connection.execute(
                text("INSERT INTO assessments VALUES (:id, 7, :document, :moment, :moment)"),
                {key: value for key, value in row.items() if key != "code"},
            )
            connection.execute(
                text("INSERT INTO keys VALUES (:code, :id, :moment)"),
                {key: value for key, value in row.items() if key != "document"},
            )
    return store


def columns(store: Store) -> dict[str, tuple[str, ...]]:
    from sqlalchemy import inspect

    found = inspect(store.database.engine)
    return {
        name: tuple(column["name"] for column in found.get_columns(name))
        for name in found.get_table_names()
        if name != "assess_version"
    }


@pytest.mark.parametrize("number", EARLIER)
def test_an_earlier_version_is_brought_to_the_newest(url: str, number: int) -> None:
    at_version(url, number)
    store = open_store(url)
    found = store.answers.load(CODE)
    assert found is not None
    assert (found.id, found.revision) == ("person 0", 7)
    assert found.document == document("person 0")
    assert [item.id for item in store.answers.list()] == ["person 0", "person 1"]
    assert store.everything(CODE)["keys"] == ["2026-11-22T10:00:00Z"]
    assert store.answers.save(CODE, document("person 0", note="later"), expected=7) == 8
    assert store.answers.forget(OTHER) is True
    fresh = open_store(url)
    assert [item.id for item in fresh.answers.list()] == ["person 0"]


@pytest.mark.parametrize("number", [0, *EARLIER])
def test_every_way_leads_to_the_same_tables(url: str, number: int) -> None:
    store = at_version(url, number) if number else open_store(url)
    open_store(url).answers.list()
    assert columns(store) == dict(TABLES)


def test_plans_progress_and_earlier_states_move_into_rows_whatever_was_kept(url: str) -> None:
    store = at_version(url, 5)
    odd = {"plans": [], "progress": {"a\0": "\ud83e"}, "history": "none"}
    texts = {"person 0": json.dumps({**document("person 0"), **odd}), "person 1": "{cut off"}
    from sqlalchemy import text

    with transaction(store) as connection:
        for key, said in texts.items():
            connection.execute(
                text("UPDATE assessments SET document = :said WHERE id = :key"),
                {"said": said, "key": key},
            )
    store = open_store(url)
    found = store.answers.load(CODE)
    assert found is not None
    assert found.document == {**document("person 0"), **odd}
    assert store.check() == ("assessment person 1 can't be read",)
    with transaction(store) as connection:
        kept = connection.exec_driver_sql("SELECT id, document FROM assessments").all()
        items = connection.exec_driver_sql("SELECT assessment_id, section FROM items").all()
    assert dict(map(tuple, kept))["person 1"] == "{cut off"
    assert [tuple(row) for row in items] == [("person 0", "progress")]


def test_makers_that_are_killed_while_they_migrate_lose_nothing(url: str, fork: Fork) -> None:
    store = at_version(url, 5)
    from sqlalchemy import text

    people = {f"crowd {number}": document(f"crowd {number}") for number in range(400)}
    row = "INSERT INTO assessments VALUES (:id, 1, :document, '2026', '2026')"
    with transaction(store) as connection:
        connection.execute(
            text(row), [{"id": key, "document": json.dumps(said)} for key, said in people.items()]
        )
    chance, killed = random.Random(6), 0
    for _ in range(6):
        maker = fork("begin", url, CODE)
        while not maker.lines:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.1))
        os.kill(maker.pid, signal.SIGKILL)
        killed += maker.wait() == -signal.SIGKILL
    assert killed
    found = {item.id: item.document for item in open_store(url).answers.list()}
    assert {key: found[key] for key in people} == people


@pytest.mark.parametrize("number", EARLIER)
def test_a_step_that_fails_leaves_the_version_before_as_it_was(
    url: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = at_version(url, number)
    before = columns(store)
    from alembic.operations import Operations

    made, added = Operations.create_table, Operations.add_column

    def last(self: Any, name: str, *rest: Any, **options: Any) -> Any:
        if name in ("accesses", "releases", "tries", "erased", "items", "feedback_replies"):
            raise OSError("No space left on device")
        return made(self, name, *rest, **options)

    def last_column(self: Any, name: str, column: Any, **options: Any) -> Any:
        if column.name == "subjects":
            raise OSError("No space left on device")
        return added(self, name, column, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Operations, "create_table", last)
        patch.setattr(Operations, "add_column", last_column)
        # the proxy `alembic.op` calls the class
        with pytest.raises(StoreError):
            open_store(url).answers.load(CODE)
    assert columns(store) == before
    found = open_store(url).answers.load(CODE)
    assert found is not None
    assert found.revision == 7


@pytest.mark.parametrize("number", [0, 1])
def test_processes_that_start_at_once_migrate_once(url: str, number: int, fork: Fork) -> None:
    if number:
        at_version(url, number)
    starters = [fork("begin", url, CODE) for _ in range(4)]
    assert [starter.wait() for starter in starters] == [0] * 4
    expected = "['person 0', 'person 1']" if number else "[]"
    assert [starter.told("ok") for starter in starters] == [[expected]] * 4


def test_a_database_made_by_a_newer_version_is_refused_and_left_alone(url: str) -> None:
    store = open_store(url)
    store.answers.save(CODE, document(), expected=0)
    with transaction(store) as connection:
        if "sqlite" in url:
            connection.exec_driver_sql(f"PRAGMA user_version = {NEWEST + 6}")
        else:
            connection.exec_driver_sql(f"UPDATE assess_version SET version_num = '{NEWEST + 6:04}'")
    with pytest.raises(StoreError) as refused:
        open_store(url).answers.save(CODE, document(note="lost"), expected=1)
    assert str(refused.value) == (
        f"The stored answers were written by a newer version of assess (schema {NEWEST + 6}, "
        f"this one knows {NEWEST}). Update assess, then try again."
    )
    assert store.answers.list()[0].revision == 1


def test_a_server_with_another_programs_tables_is_left_alone(empty_postgresql_url: str) -> None:
    store = open_store(empty_postgresql_url)
    with transaction(store) as connection:
        connection.exec_driver_sql("CREATE TABLE assessments (amount integer)")
    with pytest.raises(StoreError, match="holds another program's tables"):
        store.answers.list()
    assert columns(store) == {"assessments": ("amount",)}


# --- releases ----------------------------------------------------------------------------------


def released(tmp_path: Path, version: str) -> Store:
    """A copy of the file that a release wrote: two people, of the shipped model."""
    path = tmp_path / "answers.sqlite3"
    shutil.copy(RELEASES / version / "answers.sqlite3", path)
    return Store(path)


def test_there_is_a_file_of_every_release() -> None:
    text = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = [line.split("[")[1].split("]")[0] for line in text.splitlines() if "## [" in line]
    made = {path.name for path in RELEASES.iterdir()}
    # the present version's files are made when it is released
    assert set(headings[2:]) <= made
    assert "0.1.0" in made


def test_a_database_of_0_1_0_goes_on(tmp_path: Path) -> None:
    path = released(tmp_path, "0.1.0").path
    with sqlite3.connect(path) as db:
        before = {
            row[0]: (row[1], row[2])
            for row in db.execute("SELECT code_hash, revision, document FROM assessments")
        }
    db.close()
    store = Store(path)
    assert before.keys() == {code_hash(CODE), code_hash(OTHER)}
    for code in (CODE, OTHER):
        found = store.answers.load(code)
        assert found is not None
        assert (found.revision, found.document) == (
            before[code_hash(code)][0],
            json.loads(before[code_hash(code)][1]),
        )
        assert (
            store.answers.save(code, found.document, expected=found.revision) == found.revision + 1
        )


def test_0_1_0_would_refuse_the_new_file_with_its_own_sentence(tmp_path: Path) -> None:
    store = released(tmp_path, "0.1.0")
    store.answers.list()
    with sqlite3.connect(store.path) as db:
        (number,) = db.execute("PRAGMA user_version").fetchone()
        (application,) = db.execute("PRAGMA application_id").fetchone()
    db.close()
    # 0.1.0 compared these two, and knew version 1
    assert number == NEWEST > 1
    assert application == 0x61737372


@pytest.mark.parametrize("name", ["answers.json", "report.html"])
def test_files_of_0_1_0_are_read(name: str) -> None:
    from assess.formats.answers import read_assessment
    from assess.formats.model_yaml.loader import load_model
    from assess.settings import package_model

    model = load_model(package_model())
    text = (RELEASES / "0.1.0" / name).read_text(encoding="utf-8")
    found = read_assessment(text, model)
    written = json.loads((RELEASES / "0.1.0" / "answers.json").read_text(encoding="utf-8"))
    rated = {
        key: answer["level"] for key, answer in written["answers"].items() if "level" in answer
    }
    assert {key: found.answer(key).level for key in rated} == rated
    assert len(rated) == 12
    notes = [answer.get("evidence", "") for answer in written["answers"].values()]
    assert sum(len(found.answer(key).evidence) for key in written["answers"]) == sum(
        map(len, notes)
    )
