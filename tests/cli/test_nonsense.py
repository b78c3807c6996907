"""Whatever is typed as an option or a name is taken, or refused by a sentence or two."""

from __future__ import annotations

import argparse
import contextlib
import io
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.cli.main import main, parser
from tests.builders.commands import FULLY, SECOND, Shell, answers, write

NONSENSE = (
    *("", " ", "--", "-0", "-1", "1e309", "nan", "2,5", "½", "٣", "30.02.", "30.02.2026"),
    *("😀", "\u202eمرحبا", "é" * 300, "x" * 10_000, "1" * 400, "a\nb", "=1+1", "\x1b[31m"),
    *("a\0b", "caf\udce9", "\ud800", "a=b=c", "backlog=1e309", "backlog=-0"),
    "0001-01-01",
)
PAGES = ("serve", "coach", "lab")


def options(parser: argparse.ArgumentParser, *before: str) -> Iterator[tuple[str, ...]]:
    """Each option and argument of each command, as the call in which it comes last."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for name, sub in action.choices.items():
            yield from options(sub, *before, name)
    if below:
        return
    model = str(SECOND)
    needed = {"output": "o.html", "title": "Monday", "old": model, "new": model}
    for one in parser._actions:
        if one.nargs == 0:  # a switch
            continue
        call = list(before)
        for other in parser._actions:
            if other.required and other is not one:
                call += [*other.option_strings[-1:], needed.get(other.dest, "a.json")]
        if before[0] in PAGES:
            call.append("--no-browser")
        if before[0] == "export" and one.dest != "output":
            call += ["-o", "o.md"]
        yield (*call, *one.option_strings[-1:])


CALLS = [
    call
    for call in options(parser())
    # a host is asked of the network; a port might be free
    if not (call[0] in PAGES and call[-1] in ("--host", "--port"))
]


@pytest.fixture(scope="module")
def taken() -> Iterator[str]:
    """A port that another program has: nothing is served."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def ran(given: list[str]) -> tuple[object, str]:
    """What a call returned, and what it said on standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code: object = main(given)
        except SystemExit as ended:
            code = ended.code
    return code, err.getvalue().encode(errors="backslashreplace").decode()


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_nonsense_is_taken_or_refused_by_a_sentence_that_can_be_read(
    call: tuple[str, ...], shell: Shell, taken: str
) -> None:
    write(Path("a.json"), answers(FULLY, settings={"hours_per_week": 2, "weeks": 13}))
    *before, last = call
    before += ["--port", taken] if call[0] in PAGES else []
    for value in NONSENSE:
        tail = [f"{last}={value}"] if last[0] == "-" else [last, "--", value]
        code, said = ran([*before, *tail])
        assert code in (0, 1, 2), (value, said)
        assert len(said) < 1500, value
        lines = said.splitlines()
        assert len(lines) == {0: len(lines), 1: 1, 2: 2}[code], (value, said)
        assert {letter for letter in said if not letter.isprintable()} <= {"\n"}
