"""Backups: written while people work, whole or not at all, restored into either database."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assess.errors import StoreError
from assess.store import NewGroup, Store, open_store
from assess.store.migrations import NEWEST, TABLES
from tests.builders.people import CODE, NOTE, OTHER, SECRET, code, document
from tests.store.forking import Fork

TOMORROW = datetime.now(UTC) + timedelta(days=1)
RELEASE = Path(__file__).parents[1] / "data" / "releases" / "0.1.0" / "answers.sqlite3"
ASKED, REPLIED = "Asked-about-how-Ada-bakes-1", "Reply-about-how-Ada-bakes-1"
JOIN, OWNER = "Join-the-bakers-of-Lille-1", "Own-the-bakers-of-Lille-12"


def fill(store: Store) -> Store:
    """Put a row into every table."""
    store.answers.save(CODE, document("one", note=f"{NOTE} 日本語 \\u0000 \n"), expected=0)
    store.answers.save(OTHER, document("two"), expected=0)
    store.answers.add_key(CODE, code(1))
    store.shares.add(CODE, "coach", SECRET, TOMORROW)
    store.shares.read(SECRET, who="Robin")
    store.groups.add(NewGroup("Bakers", "bakery", 1, JOIN, OWNER))
    store.groups.join(JOIN, CODE, {"baking": 2})
    store.groups.join(JOIN, OTHER, {"baking": 3})
    store.groups.release(OWNER, lambda contributions, _: {"people": len(contributions)})
    store.groups.withdraw(JOIN, OTHER)
    store.feedback.ask(CODE, ["baking"], ("bakery", "1.0.0"), "Ada", secret=ASKED, expires=TOMORROW)
    store.feedback.reply(ASKED, REPLIED, {"seen": {"baking": {"level": 2, "saw": NOTE}}})
    store.shares.allow_try()
    store.answers.save(code(2), document("three"), expected=0)
    store.answers.forget(code(2))
    return store


def rows(store: Store) -> dict[str, Any]:
    with store.database.reading() as work:
        return {name: sorted(map(str, work.all(f"SELECT * FROM {name}"))) for name in TABLES}


@pytest.fixture(params=["sqlite3", "jsonl"])
def backup(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Path:
    """A backup of a store with a row in every table, in either form."""
    path = tmp_path / f"backup.{request.param}"
    assert fill(store).back_up(path) == 2
    return path


def test_a_backup_restores_into_either_database(
    store: Store, backup: Path, tmp_path: Path, postgresql_url: str
) -> None:
    assert all(rows(store).values())
    before = rows(store)
    other = store if store.place.startswith("the PostgreSQL") else open_store(postgresql_url)
    targets = [Store(tmp_path / "new.sqlite3"), other]
    for target in targets:
        assert target.restore(backup, replace=target is store) == 2
        assert rows(target) == before
        assert target.check() == ()
        assert target.answers.save(CODE, document("one", note="goes on"), expected=1) == 2


def test_a_backup_is_private_and_no_code_is_in_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert CODE.encode() not in backup.read_bytes()
    assert [path.name for path in backup.parent.glob(".*")] == []


def test_where_something_is_stored_only_replace_restores(store: Store, backup: Path) -> None:
    store.answers.erase("two")
    before = rows(store)
    with pytest.raises(StoreError) as refused:
        store.restore(backup)
    assert str(refused.value) == (
        "Answers are stored here already: add --replace to erase them first."
    )
    assert rows(store) == before
    store.restore(backup, replace=True)
    assert store.answers.load(OTHER) is not None


def test_a_backup_never_takes_another_files_place(store: Store, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        store.back_up(backup)
    assert backup.read_bytes() == before


def test_a_backup_that_can_not_be_written_is_a_sentence(store: Store, tmp_path: Path) -> None:
    store.prepare()
    with pytest.raises(StoreError) as refused:
        store.back_up(tmp_path / "nowhere" / "all.jsonl")
    assert str(refused.value) == (
        f"{tmp_path / 'nowhere' / 'all.jsonl'} can't be written (No such file or directory): "
        "choose another place."
    )


@pytest.mark.parametrize("ending", ["sqlite3", "jsonl"])
def test_while_people_work_a_backup_is_of_one_moment(
    url: str, store: Store, fork: Fork, tmp_path: Path, ending: str
) -> None:
    writers = [fork("come_and_go", url, code(number), steps=15) for number in range(2)]
    writers.append(fork("share", url, CODE, steps=15))
    made = []
    while not all("end" in writer.lines for writer in writers):
        path = tmp_path / f"{len(made)}.{ending}"
        store.back_up(path)
        made.append(path)
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert made
    for path in made[:: max(1, len(made) // 4)]:
        target = Store(path.with_suffix(".restored"))
        target.restore(path)
        assert target.check() == ()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def without_its_end(path: Path) -> None:
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))


def changed(path: Path) -> None:
    path.write_text(path.read_text().replace('\\"level\\": 2', '\\"level\\": 3'))


def hostile(path: Path) -> None:
    lines = path.read_text().splitlines()
    row = {"table": "keys; DROP TABLE keys", "row": {"code_hash": "x"}}
    path.write_text("\n".join([lines[0], json.dumps(row), *lines[1:]]))


@pytest.mark.parametrize("damage", [cut, without_its_end, changed, hostile])
def test_a_damaged_text_backup_changes_nothing(
    store: Store, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = tmp_path / "all.jsonl"
    fill(store).back_up(path)
    before, whole = rows(store), path.read_bytes()
    damage(path)
    assert path.read_bytes() != whole
    with pytest.raises(StoreError, match=r"cut off or changed|unknown rows|no backup of assess"):
        store.restore(path, replace=True)
    assert rows(store) == before


@pytest.mark.parametrize("content", [b"", b"{}\n", b"shopping list\n", b"SQLite format 3\0 not"])
def test_what_is_no_backup_changes_nothing(
    file_store: Store, tmp_path: Path, content: bytes
) -> None:
    fill(file_store)
    before = rows(file_store)
    path = tmp_path / "something"
    path.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        file_store.restore(path, replace=True)
    assert str(refused.value) == (
        f"{path} is no backup of assess: choose the file that `data backup` wrote."
    )
    assert rows(file_store) == before


def test_a_missing_backup_is_a_sentence(file_store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        file_store.restore(tmp_path / "none")
    assert str(refused.value) == (
        f"{tmp_path / 'none'} can't be read (No such file or directory): check its name."
    )


def test_a_backup_of_a_newer_version_is_refused(file_store: Store, tmp_path: Path) -> None:
    fill(file_store)
    text, copy = tmp_path / "all.jsonl", tmp_path / "all.sqlite3"
    file_store.back_up(text)
    file_store.back_up(copy)
    text.write_text(text.read_text().replace(f'"schema": {NEWEST}', f'"schema": {NEWEST + 1}'))
    with sqlite3.connect(copy) as db:
        db.execute(f"PRAGMA user_version = {NEWEST + 1}")
    db.close()
    for path in (text, copy):
        with pytest.raises(StoreError, match="newer version of assess"):
            file_store.restore(path, replace=True)
    assert file_store.answers.load(CODE) is not None


def test_a_file_of_0_1_0_is_a_backup_for_either_database(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    shutil.copy(RELEASE, path)
    assert store.restore(path) == 2
    assert store.check() == ()
    found = store.answers.load(CODE)
    assert found is not None
    assert found.revision == 15
    assert path.read_bytes() == RELEASE.read_bytes()


def test_what_a_restore_replaced_is_gone_from_the_file(file_store: Store, tmp_path: Path) -> None:
    file_store.answers.save(OTHER, document("two", note="stays"), expected=0)
    path = tmp_path / "all.jsonl"
    file_store.back_up(path)
    file_store.answers.save(CODE, document("one"), expected=0)
    assert NOTE.encode() in file_store.path.read_bytes()
    file_store.restore(path, replace=True)
    assert NOTE.encode() not in file_store.path.read_bytes()
    assert b"stays" in file_store.path.read_bytes()
