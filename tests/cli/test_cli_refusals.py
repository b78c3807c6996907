"""Every wrong input: one sentence on standard error, exit 1, nothing written."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from assess.formats.json_text import NO_FILE
from tests.builders.commands import BROKEN, FULLY, SECOND, TIME, Shell, answers, listing, write

GOOD = answers(FULLY)


def model(**of: str) -> dict[str, Any]:
    return {**GOOD, "model": of}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "a.json: The file is empty; choose an assessment file or an exported page."),
        ("hello", f"a.json: {NO_FILE}"),
        ("[1]", None),
        ("[" * 1000, "a.json: The file is nested deeper than 20 levels."),
        (
            "<p>hello</p>",
            "a.json: This page holds no assessment; choose the HTML file that assess made.",
        ),
        (
            model(id="other", version="1.0.0"),
            "a.json: model.id: the file belongs to the model 'other', this is 'sm-to-po'; open it "
            "with its own model.",
        ),
        (
            model(id="sm-to-po", version="9.0.0"),
            "a.json: model.version: the file was made with version 9.0.0 of the model, this is "
            "1.2.0; open it with the newer model.",
        ),
        (
            answers({"backlog": 4}),
            "a.json: answers.backlog.level: must be a whole number from 1 to 3, not 4.",
        ),
        (
            answers({"backlogs": 2}),
            "a.json: answers: the model has no competency 'backlogs'; did you mean 'backlog'?",
        ),
        (
            {**GOOD, "schema_version": 2},
            "a.json: schema_version: this file (2) was written by a newer assess; update assess "
            "to read it.",
        ),
        (
            {"schema_version": 1, "kind": "plan", "model": {"id": "sm-to-po"}, "answers": {}},
            "a.json: This is a plan file; I need a report, answers or a session.",
        ),
    ],
)
def test_a_wrong_answers_file_is_refused_by_every_command_in_the_same_words(
    shell: Shell, data: Any, said: str | None
) -> None:
    write(Path("a.json"), data)
    first = shell.refused("score", "a.json")
    assert first == said if said else first.startswith("a.json: ")
    for command in (
        ("plan", "a.json", *TIME),
        ("export", "a.json", "-o", "out.html"),
        ("export", "a.json", "-o", "out.json"),
    ):
        assert shell.refused(*command) == first


@pytest.mark.parametrize("command", [("score",), ("plan", *TIME), ("export", "-o", "out.html")])
def test_an_answers_file_that_can_not_be_read_is_named_once(
    shell: Shell, command: tuple[str, ...]
) -> None:
    name, *rest = command
    Path("directory").mkdir()
    Path("latin.json").write_bytes(b'{"person": "Andr\xe9"}')
    with Path("large.json").open("wb") as file:
        file.truncate(5_000_000)
    for path, said in {
        "absent.json": "absent.json: there is no such file. Check its name.",
        "directory": "directory: the file can't be read (Is a directory).",
        "latin.json": "latin.json: This isn't one of our files (not UTF-8 text).",
        "large.json": "large.json: the file is too large. Choose a report or an answers file.",
    }.items():
        assert shell.refused(name, path, *rest) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("--hours-per-week", "0"), "Hours per week must be a number above 0, not 0.0."),
        (("--hours-per-week", "-5"), "Hours per week must be a number above 0, not -5.0."),
        (("--hours-per-week", "169"), "A week has 168 hours, not 169."),
        (
            ("--hours-per-week", "0.1"),
            "Plans count in quarter hours: give at least 0.25 hours per week, not 0.1.",
        ),
        (("--weeks", "0"), "Weeks must be a whole number of at least 1, not 0."),
        (("--weeks", "-1"), "Weeks must be a whole number of at least 1, not -1."),
        (("--weeks", "521"), "A plan can run for 520 weeks at most, not 521."),
        (
            ("--start", "9999-12-31"),
            "26 weeks from 9999-12-31 on go past an end of the calendar.",
        ),
        (
            ("--role", "owner"),
            "There is no role 'owner' in this model; it has: scrum-master, product-owner.",
        ),
        (
            ("--focus", "backlogs=2"),
            "The focus names 'backlogs', which isn't a competency or an area; "
            "did you mean 'backlog'?",
        ),
        (("--focus", "backlog=0"), "The focus on 'backlog' must be a number above 0, not 0.0."),
    ],
)
def test_a_wrong_request_is_refused_by_plan_and_export(
    shell: Shell, change: tuple[str, str], said: str
) -> None:
    write(Path("a.json"), GOOD)
    assert shell.refused("plan", "a.json", *TIME, *change) == said
    for ending in ("html", "ics", "csv", "md"):
        assert shell.refused("export", "a.json", "-o", f"x.{ending}", *TIME, *change) == said


def test_too_few_ratings_are_refused(shell: Shell) -> None:
    write(Path("a.json"), answers({"backlog": 1}))
    assert shell.refused("plan", "a.json", *TIME) == (
        "Rate 1 more of the skills that the role Product Owner needs, then we can plan (1 of "
        "4 rated)."
    )


def test_an_unknown_role_is_refused_by_score(shell: Shell) -> None:
    write(Path("a.json"), GOOD)
    assert shell.refused("score", "a.json", "--role", "x") == (
        "There is no role 'x' in this model; it has: scrum-master, product-owner."
    )


def test_an_earlier_plan_that_is_not_there_is_refused(shell: Shell) -> None:
    write(Path("a.json"), GOOD)
    assert shell.refused("plan", "a.json", *TIME, "--previous", "no.json") == (
        "no.json: there is no such file. Check its name."
    )


def test_a_plan_file_is_refused_without_hours(shell: Shell) -> None:
    write(Path("a.json"), GOOD)
    for ending in ("ics", "csv", "md"):
        assert shell.refused("export", "a.json", "-o", f"x.{ending}") == (
            "Say how many hours a week you have, for example --hours-per-week 4."
        )


def test_an_output_that_can_not_be_written_is_refused(shell: Shell) -> None:
    write(Path("a.json"), GOOD)
    Path("taken.html").mkdir()
    write(Path("file"), "")
    for output, said in {
        "x.pdf": "x.pdf: its name must end with .html, .ics, .csv, .md or .json.",
        "html": "html: its name must end with .html, .ics, .csv, .md or .json.",
        "no/x.html": "no/x.html can't be written (No such file or directory): choose another "
        "place.",
        "file/x.html": "file/x.html can't be written (Not a directory): choose another place.",
        "taken.html": "taken.html can't be written (Is a directory): choose another place.",
    }.items():
        assert shell.refused("export", "a.json", "-o", output) == said
    assert shell.refused("demo", "-o", "no/x.json") == (
        "no/x.json can't be written (No such file or directory): choose another place."
    )


def test_a_file_that_is_replaced_stays_whole_where_writing_fails(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path("a.json"), GOOD)
    write(Path("out.json"), "the older file")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert shell.refused("export", "a.json", "-o", "out.json") == (
        "out.json can't be written (No space left on device): choose another place."
    )
    assert Path("out.json").read_text() == "the older file"


# --- models ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("score", "a.json"),
        ("plan", "a.json", *TIME),
        ("export", "a.json", "-o", "x.html"),
        ("demo",),
        ("check",),
        ("serve", "--no-browser"),
        ("lab", "--no-browser"),
        ("coach", "--no-browser"),
    ],
)
def test_a_model_that_is_absent_or_broken_stops_every_command(
    shell: Shell, command: tuple[str, ...]
) -> None:
    write(Path("a.json"), GOOD)
    assert shell.refused(*command, "--model", "no.yaml") == (
        "no.yaml: there is no such file; check the path of the model"
    )
    broken = BROKEN / "colon.yaml"
    assert shell.refused(*command, "--model", broken).startswith(f"{broken}:")


# --- serve and lab -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("localhots.invalid", "--host localhots.invalid: there is no address of that name. "),
        ("127.0.0.1.1", "--host 127.0.0.1.1: there is no address of that name. "),
        ("a" * 70, f"--host {'a' * 70}: there is no address of that name. "),
        ("http://127.0.0.1", "--host http://127.0.0.1: there is no address of that name. "),
        ("192.0.2.5", "--host 192.0.2.5 isn't an address of this computer. "),
    ],
)
def test_a_misspelt_host_is_said_as_one(shell: Shell, host: str, said: str) -> None:
    """Neither as a port that is taken nor as a place that others reach."""
    assert shell.refused("serve", "--no-browser", "--host", host).startswith(said)
    assert shell.refused("serve", "--no-browser", "--token", "--host", host).startswith(said)


def test_a_sign_in_that_could_never_match_is_refused(shell: Shell) -> None:
    command = ("serve", "--no-browser", "--proxy-header", "X-User", "--proxy-from", "proxy.local")
    assert shell.refused(*command).startswith("--proxy-from proxy.local isn't an address: ")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_an_address_that_others_can_reach_is_not_served_on(shell: Shell, host: str) -> None:
    assert shell.refused("serve", "--no-browser", "--host", host) == (
        f"{host} can be reached from other machines: add --token (people type it once), or "
        "--proxy-header NAME --proxy-from ADDRESS behind a sign-in of your own. --insecure "
        "lets in anyone who can reach this machine."
    )


def test_a_folder_that_can_not_hold_the_notebooks_is_said(shell: Shell) -> None:
    file = write(Path("file"), "").resolve()
    for folder in (file, file / "below"):
        said = shell.refused("lab", folder, "--no-browser", "--port", 59_871)
        assert said.startswith(f"The notebooks can't be put into {folder} (")
        assert said.endswith("name another folder, such as `assess lab my-notebooks`.")


@pytest.mark.parametrize("command", ["serve", "lab", "coach"])
def test_a_port_in_use_is_said_with_another_one(shell: Shell, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert shell.refused(command, "--no-browser", "--port", port) == (
            f"Port {port} can't be used (Address already in use): another program may have it. "
            f"Stop that program, or choose another port: assess {command} --port {port + 1}"
        )


def test_a_place_that_can_not_keep_answers_is_said_before_serving(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(Path("file"), "").resolve()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    monkeypatch.setenv("ASSESS_DATABASE_URL", f"sqlite:///{file}/answers.sqlite3")
    said = shell.refused("serve", "--no-browser", "--port", port)
    assert said.startswith(f"Answers can't be kept in {file} (")
    monkeypatch.setenv("ASSESS_DATABASE_URL", "mysql://user:secret@host/x")
    for command in (("serve", "--no-browser", "--port", port), ("data", "list")):
        assert shell.refused(*command) == (
            "Answers can't be kept in mysql: give ASSESS_DATABASE_URL as sqlite:///FILE or "
            "postgresql://NAME:PASSWORD@HOST/DATABASE."
        )


def test_the_models_of_these_tests_stay_as_they_are(shell: Shell) -> None:
    before = listing(SECOND.parent)
    shell("check", SECOND)
    shell("demo", "-o", "x.json")
    assert listing(SECOND.parent) == before
    assert json.loads(Path("x.json").read_text())["model"]["id"] == "sm-to-po"


@pytest.mark.parametrize("path", ["/a b", "/../up", "/a?b", "http://example.org/a", "/é", "/a//b"])
def test_what_is_no_path_of_a_page_is_said_with_an_example(shell: Shell, path: str) -> None:
    said = shell.refused("serve", "--no-browser", "--base-url", path)
    assert said.startswith(f"--base-url {path} isn't a path: give the part of the address after")
    assert "such as /assess" in said
