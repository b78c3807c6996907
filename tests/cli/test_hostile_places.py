"""Every command where almost nothing works: no entry for the user, no home, nothing to write to.

One process runs them all. It stands in /proc, where nobody can make a file, its temporary
directory is there too, and its user id is in no list.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assess.cli.main import parser
from tests.builders.commands import FULLY, SECOND, answers, write

RUNS_ALL = """
import contextlib, io, json, pwd, sys, tempfile, traceback

def unknown(_user):
    raise KeyError("no such user")

pwd.getpwuid = pwd.getpwnam = unknown
tempfile._candidate_tempdir_list = lambda: ["/proc"]
from assess.cli.main import main

told = []
for command in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(command)
        except BaseException:
            code, _ = -1, traceback.print_exc()
    told.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(told))
"""
WORK = {"check", "score", "plan", "demo", "model diff"}
"""Commands that need nothing but what they are given."""


def commands(place: Path) -> dict[str, list[str]]:
    """A call of each command, by its name."""
    person, key, model = str(place / "a.json"), str(place / "key.json"), str(SECOND)
    chosen = ["--model", model]
    return {
        "serve": ["serve", "--no-browser", *chosen],
        "lab": ["lab", "--no-browser", *chosen],
        "coach": ["coach", "--no-browser", *chosen],
        "check": ["check", model],
        "model new": ["model", "new", "new.yaml"],
        "model diff": ["model", "diff", model, model],
        "score": ["score", person, *chosen],
        "plan": ["plan", person, "--hours-per-week", "4", "--weeks", "26", *chosen],
        "export": ["export", person, "-o", "report.html", *chosen],
        "demo": ["demo", *chosen],
        "guide": ["guide", "-o", "guide.html"],
        "group new": ["group", "new", "Monday", "-o", "key.json", *chosen],
        "group release": ["group", "release", key, *chosen],
        "group show": ["group", "show", key],
        "group draw": ["group", "draw", key, "-o", "group.html", *chosen],
        "group forget": ["group", "forget", key],
        "data list": ["data", "list"],
        "data export": ["data", "export"],
        "data erase": ["data", "erase", "--all"],
        "data retain": ["data", "retain"],
        "data backup": ["data", "backup", "backup.jsonl"],
        "data restore": ["data", "restore", person],
        "data check": ["data", "check"],
    }


def run(place: Path, **environment: str) -> dict[str, tuple[int, str, str]]:
    """What each command returned, and said on standard output and error."""
    write(place / "a.json", answers(FULLY))
    secret = {"kind": "group-key", "title": "Monday", "join": "J" * 26, "owner": "o" * 43}
    write(place / "key.json", secret)
    given = commands(place)
    ran = subprocess.run(
        [sys.executable, "-c", RUNS_ALL, json.dumps(list(given.values()))],
        cwd="/proc",
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    told: list[Any] = json.loads(ran.stdout)
    return {name: tuple(item) for name, item in zip(given, told, strict=True)}


def _named(parser: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield before.strip()
    for action in below:
        for name, sub in action.choices.items():
            yield from _named(sub, f"{before} {name}")


def test_each_command_is_tried() -> None:
    assert set(commands(Path())) == set(_named(parser()))


@pytest.mark.parametrize("place", ["no home", "a home that can't be written", "a file in /proc"])
def test_no_command_ends_with_a_traceback(tmp_path: Path, place: str) -> None:
    """It works, or it says one sentence."""
    environment = {
        "no home": {},
        "a home that can't be written": {"HOME": "/proc/none"},
        "a file in /proc": {
            "HOME": "/proc/none",
            "ASSESS_DATABASE_URL": "sqlite:////proc/a.sqlite3",
        },
    }[place]
    for name, (code, out, err) in run(tmp_path, **environment).items():
        assert "Traceback" not in err, f"{name}: {err}"
        if name in WORK:
            assert (code, err) == (0, ""), name
        else:
            assert code == 1, f"{name}: {out}"
            assert err.count("\n") == 1, f"{name}: {err}"


def test_a_data_directory_alone_is_enough_for_what_is_stored(tmp_path: Path) -> None:
    """As in a container with a user id of its own and one volume."""
    database = tmp_path / "data" / "answers.sqlite3"
    found = run(tmp_path, ASSESS_DATABASE_URL=f"sqlite:///{database}")
    for name in ("data list", "data export", "data erase", "data check"):
        assert (found[name][0], found[name][2]) == (0, ""), found[name]
    assert "set TMPDIR to a directory that can be written" in found["serve"][2]
    for name in ("lab", "coach"):
        assert "set HOME to one" in found[name][2]
