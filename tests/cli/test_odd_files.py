"""Pipes, devices, sockets and directories given as files: one sentence at once, in each command."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.errors import AnswersError
from assess.notebooks.workshop import consented
from tests.builders.commands import FULLY, SECOND, TIME, Shell, answers, write


@pytest.fixture(params=["pipe", "device", "socket", "directory"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Something that isn't a file, and what is said of it.

    Reading it would end: whoever opens the pipe finds a writer that leaves at once, and the device
    is an empty one.
    """
    path = tmp_path / "odd"
    if request.param == "device":
        yield Path("/dev/null"), "it is a device, not a file"
    elif request.param == "directory":
        path.mkdir()
        yield path, "Is a directory"
    elif request.param == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(path))
            yield path, "it is a socket, not a file"
    else:
        os.mkfifo(path)
        over = threading.Event()

        def leave_at_once() -> None:
            while not over.is_set():
                path.open("wb").close()

        writer = threading.Thread(target=leave_at_once)
        writer.start()
        yield path, "it is a pipe, not a file"
        over.set()
        reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # for whom it may still wait
        writer.join()
        os.close(reader)


COMMANDS = {
    "score": ("score", "ODD"),
    "plan": ("plan", "ODD", *TIME),
    "export": ("export", "ODD", "-o", "out.html"),
    "earlier plan": ("plan", "a.json", *TIME, "--previous", "ODD"),
    "group": ("group", "show", "ODD"),
    "restore": ("data", "restore", "ODD"),
    "certificate": ("serve", "--no-browser", "--certfile", "ODD"),
    "key": ("serve", "--no-browser", "--certfile", "a.json", "--keyfile", "ODD"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_what_is_no_file_is_said_at_once(
    shell: Shell, odd: tuple[Path, str], command: tuple[str, ...]
) -> None:
    path, said = odd
    write(Path("a.json"), answers(FULLY))
    sentence = shell.refused(*(path if item == "ODD" else item for item in command))
    assert f"({said})" in sentence


@pytest.mark.parametrize(
    "command",
    [("check", "ODD"), ("demo", "--model", "ODD"), ("model", "diff", str(SECOND), "ODD")],
    ids=lambda command: command[0],
)
def test_a_model_that_is_no_file_is_said_at_once(
    shell: Shell, odd: tuple[Path, str], command: tuple[str, ...]
) -> None:
    path, said = odd
    sentence = shell.refused(*(path if item == "ODD" else item for item in command))
    assert said in sentence or "this is a directory" in sentence


def test_a_list_of_consent_that_is_no_file_is_said_at_once(
    tmp_path: Path, odd: tuple[Path, str]
) -> None:
    path, said = odd
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "consent.txt").symlink_to(path)
    with pytest.raises(AnswersError) as refused:
        consented(folder, ["a.json"])
    assert f"({said})" in str(refused.value)


def test_a_device_is_never_replaced_by_a_file(shell: Shell, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "it is a pipe, not a file" in shell.refused("demo", "-o", pipe)
    assert pipe.is_fifo()


def test_what_is_written_about_a_person_is_for_its_owner_and_a_model_for_all(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY))
    private = ["answers.json", "report.html", "plan.csv", "plan.md", "plan.ics", "all.json"]
    before = os.umask(0o022)
    try:
        for name in private[:-1]:
            Path(name).write_text("readable before")
            assert shell("export", "a.json", "-o", name, *TIME).code == 0
        assert shell("data", "export", "-o", "all.json").code == 0
        assert shell("model", "new", "mine.yaml").code == 0
    finally:
        os.umask(before)
    assert {Path(name).stat().st_mode & 0o777 for name in private} == {0o600}
    assert Path("mine.yaml").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    "command",
    [
        ("export", "a.json", "-o", "link.html"),
        ("export", "a.json", "-o", "link.json"),
        ("demo", "-o", "link.json"),
    ],
)
def test_what_a_symbolic_link_points_to_is_written_and_the_link_stays(
    shell: Shell, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Somebody who links a report into a synced folder wants it there."""
    write(Path("a.json"), answers(FULLY))
    elsewhere = tmp_path / "synced"
    elsewhere.mkdir()
    link = Path(command[-1])
    link.symlink_to(elsewhere / "target")
    for _ in ("a target that isn't there yet", "one that is"):
        assert shell(*command).code == 0
        assert link.is_symlink()
        assert (elsewhere / "target").read_text(encoding="utf-8")
        assert not (elsewhere / "target").is_symlink()


def test_links_in_a_circle_are_a_sentence(shell: Shell) -> None:
    write(Path("a.json"), answers(FULLY))
    Path("one.json").symlink_to("two.json")
    Path("two.json").symlink_to("one.json")
    assert "one.json" in shell.refused("export", "a.json", "-o", "one.json")
