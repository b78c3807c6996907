"""Read a calendar file by the letter of RFC 5545, with no code of the library that writes it.

Zones are read by dateutil, which takes only what stands in the file's own VTIMEZONE.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dateutil import tz

_LINE = re.compile(r"(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=[^:;]+)*):(?P<value>.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\;,nN])")
_LENGTH = re.compile(r"(-?)PT(\d+)M")


@dataclass
class Part:
    """A component: what it is, its lines, and the components inside it."""

    kind: str
    lines: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    zones: tz.tzical | None = field(default=None, compare=False)

    def text(self, name: str) -> str:
        """A text with its escapes undone; "" where there is none."""
        value = self.lines.get(name, ("", {}))[0]
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)

    def at(self, name: str) -> date | datetime:
        """A day, or a moment with the zone that the file describes."""
        value, params = self.lines[name]
        if params.get("VALUE") == "DATE":
            return datetime.strptime(value, "%Y%m%d").date()
        if value.endswith("Z"):
            return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=tz.UTC)
        assert self.zones is not None, "a zone that the file doesn't describe"
        zone = self.zones.get(params["TZID"])
        assert zone is not None, f"{params['TZID']} isn't in the file"
        return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=zone)

    def all(self, kind: str) -> list[Part]:
        """The components of one kind directly inside."""
        return [part for part in self.parts if part.kind == kind]


def read_calendar(text: str) -> Part:
    """The calendar in a file; AssertionError for anything that the format doesn't allow."""
    assert text.endswith("\r\n")
    lines = text[:-2].split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = re.sub(r"\r\n[ \t]", "", "\r\n".join(lines)).split("\r\n")
    zones = None
    if "BEGIN:VTIMEZONE" in unfolded:
        first = unfolded.index("BEGIN:VTIMEZONE")
        last = len(unfolded) - unfolded[::-1].index("END:VTIMEZONE")
        zones = tz.tzical(io.StringIO("\r\n".join(unfolded[first:last])))
    stack = [Part("")]
    for line in unfolded:
        found = _LINE.fullmatch(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            part = Part(value, zones=zones)
            stack[-1].parts.append(part)
            stack.append(part)
        elif name == "END":
            assert stack.pop().kind == value
        else:
            assert not stack[-1].parts, "a line behind a component"
            assert name not in stack[-1].lines or stack[-1].kind == "STANDARD", f"{name} twice"
            params = dict(part.split("=", 1) for part in found["params"][1:].split(";") if part)
            stack[-1].lines[name] = (value, params)
    (calendar,) = stack[0].parts
    assert calendar.kind == "VCALENDAR"
    assert len(stack) == 1
    return calendar


def length(text: str) -> timedelta:
    """A duration in minutes, such as -PT10M."""
    found = _LENGTH.fullmatch(text)
    assert found, text
    return timedelta(minutes=int(found[1] + found[2]))


def imported(*texts: str) -> dict[str, Part]:
    """What a calendar holds that takes these files in turn: by UID, the highest SEQUENCE."""
    book: dict[str, Part] = {}
    for text in texts:
        for part in read_calendar(text).all("VEVENT"):
            uid, version = part.text("UID"), int(part.text("SEQUENCE"))
            if uid not in book or version >= int(book[uid].text("SEQUENCE")):
                book[uid] = part
    return book
