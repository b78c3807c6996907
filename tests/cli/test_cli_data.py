"""What is stored about people on a computer: listed, exported, erased by its owner."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from assess.app.coach.people.copies import Copies, directory
from assess.app.coach.state import CoachState
from assess.app.state.visitor import VisitorState
from assess.clock import present, today
from assess.errors import StoreError
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.settings import database_url
from assess.store import Store, open_store
from tests.builders.coaches import MODEL, TODAY
from tests.builders.commands import SECOND, Shell
from tests.builders.meetings import own
from tests.builders.visits import not_applicable, note

CODES = ("Kq3-vT0_uXz7mWb2LhR9sYcA", "Zz9-aB1_cD2eF3gH4iJ5kL6m")
NOTE = "Asked the tax office twice"


@pytest.fixture
def people(shell: Shell) -> list[str]:
    """Ids of two people who have used the page."""
    ids = []
    for number, code in enumerate(CODES, start=1):
        session = VisitorState(load_model(SECOND), kept())
        session.begin(code)
        session.rate("backlog", number)
        note(session, "backlog", NOTE)
        not_applicable(session, "coaching")
        ids.append(session.assessment.id or "")
    return ids


def document(key: str) -> dict[str, object]:
    return {"id": key, "revision": 3, "model": {"id": "sm-to-po", "version": "1.2.0"}}


def kept() -> Store:
    return open_store(database_url())


def test_where_nothing_is_kept_there_is_nothing_to_list(shell: Shell) -> None:
    ran = shell("data", "list")
    assert (ran.code, ran.out) == (0, f"0 assessments in {kept().path}\n")
    assert shell("data", "export").json == []


def test_the_list_says_who_many_and_when_but_no_answer(shell: Shell, people: list[str]) -> None:
    said = shell("data", "list").out
    first, *lines = said.splitlines()
    assert first == f"2 assessments in {kept().path}"
    assert sorted(line.split()[:4] for line in lines) == sorted(
        [key, "sm-to-po", "1", "rated"] for key in people
    )
    assert "tax office" not in said
    assert not any(code in said for code in CODES)


def test_everything_is_exported_and_each_part_is_an_answers_file(
    shell: Shell, people: list[str]
) -> None:
    documents = shell("data", "export").json
    assert sorted(told["assessment"]["id"] for told in documents) == sorted(people)
    document = documents[0]["assessment"]["document"]
    assert document["answers"]["backlog"]["evidence"] == NOTE
    Path("one.json").write_text(json.dumps(document), encoding="utf-8")
    assert shell("score", "one.json").out.startswith("1 of 5 rated, 1 not applicable\n")


def test_one_assessment_is_exported_to_a_file(shell: Shell, people: list[str]) -> None:
    ran = shell("data", "export", people[1], "-o", "mine.json")
    assert ran.out == "mine.json: 1 assessment\n"
    (told,) = json.loads(Path("mine.json").read_text(encoding="utf-8"))
    assert told.keys() == {"assessment", "keys", "shares", "accesses", "groups", "feedback"}
    assert told["assessment"]["id"] == people[1]
    assert told["assessment"]["document"]["answers"]["backlog"]["level"] == 2
    assert len(told["keys"]) == 1


def test_one_assessment_is_erased_and_the_other_stays(shell: Shell, people: list[str]) -> None:
    ran = shell("data", "erase", people[0])
    assert ran.out == f"Erased 1 assessment from {kept().path}\n"
    assert [item.id for item in kept().answers.list()] == [people[1]]


def test_erasing_everything_leaves_no_byte_of_a_note(shell: Shell, people: list[str]) -> None:
    assert NOTE.encode() in kept().path.read_bytes()
    assert shell("data", "erase", "--all").code == 0
    assert kept().answers.list() == ()
    left = b"".join(path.read_bytes() for path in kept().path.parent.iterdir())
    assert b"tax office" not in left
    assert not any(key.encode() in left for key in people)


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Copies of two coaching meetings, as a coach's page writes them."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made: list[Path] = []
    for number, name in enumerate(("Robin", "Kim")):
        coach = CoachState(MODEL, today=TODAY)
        coach.recover(Copies(directory(), name))
        coach.bring(dumps(own()), name)
        (path,) = set(directory().glob("*.json")) - set(made)
        os.utime(path, ((present() - timedelta(days=2 - number)).timestamp(),) * 2)
        made.append(path)
    return made


def test_a_coach_s_copies_are_listed_without_a_name(
    shell: Shell, people: list[str], copies: list[Path]
) -> None:
    said = shell("data", "list").out
    assert said.splitlines()[3:] == [
        f"2 copies of coaching meetings in {directory()}",
        f"  {copies[0].stem}  {today() - timedelta(days=2)}",
        f"  {copies[1].stem}  {today() - timedelta(days=1)}",
    ]
    assert "Robin" not in said


def test_one_coach_s_copy_is_erased_and_nothing_else(
    shell: Shell, people: list[str], copies: list[Path]
) -> None:
    ran = shell("data", "erase", copies[0].stem)
    assert ran.out == f"Erased 1 copy of a coaching meeting from {directory()}\n"
    assert list(directory().glob("*.json")) == [copies[1]]
    assert len(kept().answers.list()) == 2


def test_erasing_everything_erases_the_copies_of_coaches_too(
    shell: Shell, people: list[str], copies: list[Path]
) -> None:
    ran = shell("data", "erase", "--all")
    assert ran.out.splitlines() == [
        f"Erased 2 assessments from {kept().path}",
        f"Erased 2 copies of coaching meetings from {directory()}",
    ]
    assert list(directory().glob("*.json")) == []


def test_a_copy_that_can_not_be_erased_is_a_sentence(shell: Shell, copies: list[Path]) -> None:
    copies[0].unlink()
    copies[0].mkdir()
    said = shell.refused("data", "erase", copies[0].stem)
    assert said.startswith(f"{copies[0]} can't be erased (")


def test_where_there_is_no_home_there_are_no_copies(
    shell: Shell, people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Path:
        raise StoreError("no home")

    monkeypatch.setenv("ASSESS_DATABASE_URL", database_url())
    monkeypatch.setattr("assess.settings.data_dir", nowhere)
    assert shell("data", "list").out.startswith("2 assessments in ")


def test_erasing_needs_to_be_told_what(shell: Shell, people: list[str]) -> None:
    said = "Say what to erase: an ID (see assess data list), or --all."
    assert shell.refused("data", "erase") == said
    assert shell.refused("data", "erase", people[0], "--all") == said
    assert len(kept().answers.list()) == 2


def test_an_id_that_is_not_stored_is_a_sentence(shell: Shell, people: list[str]) -> None:
    for command in ("export", "erase"):
        assert shell.refused("data", command, "x' OR 1=1") == (
            "No assessment x' OR 1=1 is stored here (see assess data list)."
        )
    assert len(kept().answers.list()) == 2


def test_an_export_that_can_not_be_written_is_a_sentence(shell: Shell, people: list[str]) -> None:
    assert shell.refused("data", "export", "-o", "no/all.json") == (
        "no/all.json can't be written (No such file or directory): choose another place."
    )


# --- retaining -----------------------------------------------------------------------------------


def test_on_a_persons_own_computer_nothing_is_erased_for_its_age(
    shell: Shell, people: list[str]
) -> None:
    assert shell.refused("data", "retain", "--yes") == (
        "Answers on a person's own computer are theirs to keep: `data retain` is for shared "
        "servers. Set ASSESS_SHARED=1 if this is one, or use `assess data erase`."
    )
    assert len(kept().answers.list()) == 2


def test_on_a_shared_server_the_old_is_named_first_and_erased_after_a_yes(
    shell: Shell, people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSESS_SHARED", "1")
    with kept().database.writing() as work:
        old = {**document(people[0]), "answers": {"backlog": {"level": 1}}}
        work.change(
            "UPDATE assessments SET created = :old, updated = :old, document = :document "
            "WHERE id = :id",
            old="2019-01-01T00:00:00Z",
            document=json.dumps(old),
            id=people[0],
        )
        work.change("UPDATE keys SET added = '2019-01-01' WHERE assessment_id = :id", id=people[0])
    said = shell("data", "retain").out
    assert said.startswith("1 assessment untouched since 20")
    assert said.splitlines()[1:] == [f"  {people[0]}"]
    assert len(kept().answers.list()) == 2
    assert shell("data", "retain", "--yes").out.startswith("Erased 1 assessment untouched since 20")
    assert [item.id for item in kept().answers.list()] == [people[1]]


@pytest.mark.parametrize("months", ["0", "-1", "many", "1201", "2,5"])
def test_months_are_a_whole_number(shell: Shell, months: str) -> None:
    ran = shell.usage("data", "retain", f"--months={months}")
    assert ran.code == 2
    assert "isn't a number of months: 1 to 1200" in ran.err or "isn't a whole number" in ran.err


def test_months_are_read_as_people_type_them(shell: Shell) -> None:
    assert shell("data", "retain", "--months", "１,２００").code == 1  # past the reading of options


# --- backing up ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["all.sqlite3", "all.jsonl"])
def test_a_backup_brings_everything_back(shell: Shell, people: list[str], name: str) -> None:
    before = shell("data", "export").json
    assert shell("data", "backup", name).out == f"{name}: 2 assessments from {kept().path}\n"
    shell("data", "erase", people[0])
    assert shell.refused("data", "restore", name) == (
        "Answers are stored here already: add --replace to erase them first."
    )
    said = shell("data", "restore", name, "--replace").out
    assert said == f"Restored 2 assessments to {kept().path}\n"
    assert shell("data", "export").json == before
    assert shell("data", "check").out == f"No problems found in {kept().path}\n"


def test_a_check_names_what_is_wrong(shell: Shell, people: list[str]) -> None:
    with kept().database.writing() as work:
        work.change("DELETE FROM keys WHERE assessment_id = :id", id=people[0])
    ran = shell("data", "check")
    assert (ran.code, ran.out, ran.err) == (1, "", f"assessment {people[0]} has no key\n")


def test_on_postgresql_no_command_tells_the_password(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "postgresql://me:hunter2-is-secret@127.0.0.1:9/answers"
    monkeypatch.setenv("ASSESS_DATABASE_URL", address)
    said = shell.refused("data", "list")
    assert said == (
        "The PostgreSQL database answers on 127.0.0.1:9 can't be reached: check that it runs and "
        "that ASSESS_DATABASE_URL is right, then make the change again."
    )
