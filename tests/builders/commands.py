"""Running the command line inside the test, and answers whose numbers were computed by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assess.cli.main import main

SECOND = Path(__file__).parents[1] / "models" / "second.yaml"
BROKEN = Path(__file__).parents[1] / "models" / "broken"
TIME = ("--hours-per-week", "5", "--weeks", "26", "--start", "2026-11-30")


@dataclass(frozen=True)
class Ran:
    """What a command said and returned."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Runs commands on the second model, in a directory of its own."""

    def __init__(self, directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.directory = directory
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        self._capsys.readouterr()
        code = main([str(item) for item in arguments])
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)

    def usage(self, *arguments: object) -> Ran:
        """A command that argparse refuses or answers itself."""
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(item) for item in arguments])
        said = self._capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    def refused(self, *arguments: object) -> str:
        """The one sentence of a command that is refused and writes nothing."""
        before = listing(self.directory)
        ran = self(*arguments)
        assert (ran.code, ran.out) == (1, "")
        assert listing(self.directory) == before
        sentence, empty = ran.err.split("\n")
        assert empty == ""
        return sentence


def listing(directory: Path) -> dict[str, bytes]:
    """Every file below a directory with its content."""
    return {
        str(path.relative_to(directory)): path.read_bytes() if path.is_file() else b""
        for path in sorted(directory.rglob("*"))
    }


def answers(levels: dict[str, int | str], **more: Any) -> dict[str, Any]:
    """An answers file of the second model; "n/a" is not applicable."""
    return {
        "schema_version": 1,
        "model": {"id": "sm-to-po", "version": "1.2.0"},
        "answers": {
            key: {"not_applicable": True} if level == "n/a" else {"level": level}
            for key, level in levels.items()
        },
        **more,
    }


def write(path: Path, data: Any) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


PARTLY: dict[str, int | str] = {
    "facilitation": 2,
    "coaching": "n/a",
    "backlog": 1,
    "interviews": 3,
}
FULLY: dict[str, int | str] = {
    "facilitation": 2,
    "coaching": 1,
    "backlog": 1,
    "interviews": 2,
    "value": 1,
}
