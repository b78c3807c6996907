"""What is stored about people on a computer: listed, exported, erased by its owner."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_cases import SECOND, Shell

from assess.loader import load_model
from assess.settings import database_url
from assess.store import Store, open_store
from assess.ui.session import Session

CODES = ("Kq3-vT0_uXz7mWb2LhR9sYcA", "Zz9-aB1_cD2eF3gH4iJ5kL6m")
NOTE = "Asked the tax office twice"


@pytest.fixture
def people(shell: Shell) -> list[str]:
    """Ids of two people who have used the page."""
    ids = []
    for number, code in enumerate(CODES, start=1):
        session = Session(load_model(SECOND), kept())
        session.begin(code)
        session.rate("backlog", number)
        session.note("backlog", NOTE)
        session.not_applicable("coaching")
        ids.append(session.assessment.id or "")
    return ids


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
    assert sorted(document["id"] for document in documents) == sorted(people)
    assert documents[0]["answers"]["backlog"]["evidence"] == NOTE
    Path("one.json").write_text(json.dumps(documents[0]), encoding="utf-8")
    assert shell("score", "one.json").out.startswith("1 of 5 rated, 1 not applicable\n")


def test_one_assessment_is_exported_to_a_file(shell: Shell, people: list[str]) -> None:
    ran = shell("data", "export", people[1], "-o", "mine.json")
    assert ran.out == "mine.json: 1 assessment\n"
    (document,) = json.loads(Path("mine.json").read_text(encoding="utf-8"))
    assert (document["id"], document["answers"]["backlog"]["level"]) == (people[1], 2)


def test_one_assessment_is_erased_and_the_other_stays(shell: Shell, people: list[str]) -> None:
    ran = shell("data", "erase", people[0])
    assert ran.out == f"Erased 1 assessment from {kept().path}\n"
    assert [item.id for item in kept().list()] == [people[1]]


def test_erasing_everything_leaves_no_byte_of_a_note(shell: Shell, people: list[str]) -> None:
    assert NOTE.encode() in kept().path.read_bytes()
    assert shell("data", "erase", "--all").code == 0
    assert kept().list() == ()
    left = b"".join(path.read_bytes() for path in kept().path.parent.iterdir())
    assert b"tax office" not in left
    assert not any(key.encode() in left for key in people)


def test_erasing_needs_to_be_told_what(shell: Shell, people: list[str]) -> None:
    said = "Say what to erase: one ID (see: assess data list), or --all."
    assert shell.refused("data", "erase") == said
    assert shell.refused("data", "erase", people[0], "--all") == said
    assert len(kept().list()) == 2


def test_an_id_that_is_not_stored_is_a_sentence(shell: Shell, people: list[str]) -> None:
    for command in ("export", "erase"):
        assert shell.refused("data", command, "x' OR 1=1") == (
            "No assessment x' OR 1=1 is stored here (see: assess data list)."
        )
    assert len(kept().list()) == 2


def test_an_export_that_can_not_be_written_is_a_sentence(shell: Shell, people: list[str]) -> None:
    assert shell.refused("data", "export", "-o", "no/all.json") == (
        "no/all.json can't be written (No such file or directory): choose another place."
    )
