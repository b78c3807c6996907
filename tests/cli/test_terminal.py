"""What a stranger named or titled reaches the terminal as text, and as nothing else."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from assess.cli.common import Terminal, shown
from tests.builders.commands import SECOND, Shell

HOSTILE = "a\x1b[2J\nforged: line\x9b31m\u202e\x07"


def controls(text: str) -> set[str]:
    """What of a text isn't letters, spaces or the ends of lines."""
    return {letter for letter in text if not letter.isprintable() and letter != "\n"}


def test_a_name_is_shown_in_one_line_with_its_control_characters_as_escapes() -> None:
    assert shown(HOSTILE) == "a\\u001b[2J\\u000aforged: line\\u009b31m\\u202e\\u0007"
    assert shown("Prüfung: größer → 5") == "Prüfung: größer → 5"


def test_a_terminal_gets_lines_and_tabs_and_no_other_control() -> None:
    stream = io.StringIO()
    print("a\tb\n" + HOSTILE, file=Terminal(stream))
    assert stream.getvalue().startswith("a\tb\na\\u001b[2J\nforged")
    assert controls(stream.getvalue()) == {"\t"}


def test_json_with_control_characters_is_the_same_json_on_a_terminal() -> None:
    stream = io.StringIO()
    print(json.dumps([HOSTILE], ensure_ascii=False), file=Terminal(stream))
    assert json.loads(stream.getvalue()) == [HOSTILE]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model whose titles, and whose own name, hold control characters."""
    text = SECOND.read_text(encoding="utf-8")
    hostile = json.dumps("\x1b]0;x\x07\nforged: no mistakes")
    lines = [
        line.partition(":")[0] + ": " + hostile if line.strip().startswith("title:") else line
        for line in text.splitlines()
    ]
    path = tmp_path / "a\x1b[31m\nforged.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_titles_and_file_names_print_nothing_of_their_own(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assess = Shell(tmp_path, capsys)
    answers = tmp_path / "demo.json"
    answers.write_text(assess("demo", "--model", model).out, encoding="utf-8")
    for arguments in (
        ("check", model),
        ("score", answers, "--model", model),
        ("plan", answers, "--model", model, "--hours-per-week", "5", "--weeks", "26"),
        ("check", tmp_path / "missing\x1b[31m\nforged.yaml"),
        ("score", tmp_path / "missing\x1b[31m\nforged.json"),
        ("serve", "--model", tmp_path / "missing\x1b[31m\nforged.yaml"),
        ("lab", "--model", tmp_path / "missing\x1b[31m\nforged.yaml"),
        ("export", answers, "--model", model, "-o", tmp_path / "out\x1b\nforged.md"),
    ):
        ran = assess(*arguments)
        said = ran.out + ran.err
        assert "forged" in said, arguments
        assert controls(said) == set(), arguments
        assert not any(line.startswith("forged") for line in said.splitlines()), arguments


def test_what_is_refused_about_a_hostile_model_is_a_line_each(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model.write_text(model.read_text(encoding="utf-8").replace("version", "\u202eversion", 1))
    ran = Shell(tmp_path, capsys)("check", model)
    assert ran.code == 1
    assert controls(ran.err) == set()
    assert all(shown(model) in line for line in ran.err.splitlines())
