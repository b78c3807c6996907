"""Files as other programs save them: marks, UTF-16, line ends, accents; mails, browsers, cuts."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from quopri import encodestring
from unicodedata import normalize

import pytest

from assess.formats.json_text import CUT
from tests.builders.commands import FULLY, SECOND, TIME, Shell, answers, write

ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, other order": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode("utf-8"),
    "decomposed": lambda text: normalize("NFD", text).encode("utf-8"),
}
COMMANDS = {
    "model": ("check", "model.yaml"),
    "answers": ("score", "a.json"),
    "report": ("score", "a.html"),
    "earlier plan": ("plan", "a.json", *TIME, "--previous", "plan.json"),
    "meeting": ("score", "meeting.json"),
    "group key": ("group", "show", "key.json"),
}


@pytest.fixture
def files(shell: Shell) -> Shell:
    """One file for each reader, with a letter that isn't ASCII in it."""
    text = SECOND.read_text(encoding="utf-8")
    write(Path("model.yaml"), text.replace("title: ", "title: Zoë's ", 1))
    person = answers(FULLY, person="Zoë")
    write(Path("a.json"), json.dumps(person, ensure_ascii=False, indent=1))
    meeting = {"schema_version": 1, "kind": "session", "held": "2026-11-30"}
    write(Path("meeting.json"), meeting | {"assessments": [person]})
    assert shell("export", "a.json", "-o", "a.html").code == 0
    write(Path("plan.json"), shell("plan", "a.json", *TIME, "--json").out)
    assert shell("group", "new", "Zoës Gruppe", "-o", "key.json").code == 0
    return shell


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_reader_reads_what_any_editor_saves(
    files: Shell, command: tuple[str, ...], encode: Callable[[str], bytes]
) -> None:
    before = files(*command)
    path = Path(command[-1])
    path.write_bytes(encode(path.read_text(encoding="utf-8")))
    after = files(*command)
    assert (after.code, after.err) == (0, before.err)
    assert normalize("NFC", after.out) == before.out


# --- wrong and damaged files ---------------------------------------------------------------------

OTHERS = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a calendar": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
    "an Office document or a ZIP file": b"PK\x03\x04\x14\0\x08\0\xe2\xe3",
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_file_of_another_kind_is_called_what_it_is(shell: Shell, what: str) -> None:
    Path("a.json").write_bytes(OTHERS[what])
    choose = "Choose a report (HTML) or an answers file (JSON)."
    assert shell.refused("score", "a.json") == f"a.json: This is {what}. {choose}"
    if what != "a calendar":  # which is text: a model's reader finds the line in it
        assert f"this is {what}; name a model file" in shell.refused("check", "a.json")
    # a browser hands over text, whatever it was
    Path("a.json").write_text(OTHERS[what].decode("utf-8", "replace"), encoding="utf-8")
    assert shell.refused("score", "a.json") == f"a.json: This is {what}. {choose}"


@pytest.mark.parametrize("name", ["a.json", "a.html"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_what_was_cut_off_on_the_way_is_said_to_be(files: Shell, name: str, part: float) -> None:
    text = Path(name).read_text(encoding="utf-8")
    write(Path("cut"), text[: int(len(text) * part)])
    assert files.refused("score", "cut") == f"cut: {CUT}"


WARNING = "CAUTION: this mail came from outside. <Think> before you {click}.\n\n"


def _mail(text: str, kind: str) -> str:
    content = base64.encodebytes(text.encode()).decode()
    return (
        "From: Zoë <z@example.org>\nSubject: My report\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain\n\nHere.\n'
        f"--x\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{content}\n--x--\n"
    )


def _archive(text: str) -> str:
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: file:///a.html\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n'
        f"Content-Transfer-Encoding: quoted-printable\n\n{encodestring(text.encode()).decode()}\n"
        "--x--\n"
    )


CHANGES: dict[str, Callable[[str], str]] = {
    "a warning before it": lambda text: WARNING + text,
    "a warning around it": lambda text: f"{WARNING}{text}\n\n-- \nSent from a phone",
    "a warning inside it": lambda text: f"<div>{WARNING}</div>" + text,
    "a mail": lambda text: _mail(text, "application/octet-stream"),
}
BROWSERS: dict[str, Callable[[str], str]] = {
    "saved whole": lambda text: text.replace(
        "<html", "<!-- saved from url=(0014)about:internet -->\n<html", 1
    ).replace('<template id="assess-data">', '<template id="assess-data" data-saved="">'),
    "saved as one file": _archive,
}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        *(("a.html", change) for change in (CHANGES | BROWSERS)),
        *(("a.json", change) for change in CHANGES if "inside" not in change),
    ],
)
def test_what_a_mail_or_a_browser_wrapped_is_read(files: Shell, name: str, change: str) -> None:
    text = Path(name).read_text(encoding="utf-8")
    write(Path("b"), (CHANGES | BROWSERS)[change](text))
    assert files("score", "b", "--json").json == files("score", name, "--json").json


@pytest.mark.parametrize(
    "text",
    [
        "From: a\n\n{",
        'Content-Type: multipart/mixed; boundary="x"\n\n' + "--x\n" * 3000,
        "From: \n",
    ],
)
def test_any_mail_without_a_file_of_ours_is_one_sentence(shell: Shell, text: str) -> None:
    write(Path("b"), text)
    assert shell.refused("score", "b").startswith("b: This isn't one of our files.")
