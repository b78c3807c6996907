"""Copies of the coach's meetings in the data directory, for the time until they are downloaded.

One file a meeting, readable by this user only. A copy goes when the meeting's own file was taken,
when the person is taken off the list, and after a month.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from assess import clock, settings
from assess.domain.model import CompetencyModel
from assess.domain.review.meeting import CoachingMeeting
from assess.errors import AnswersError, AssessError, StoreError
from assess.files import read_text, write_text
from assess.formats.meeting import session_from_json, session_to_json

DAYS = 31
"""How long a copy is kept that nobody changes."""


def directory() -> Path:
    """Where copies lie. StoreError where this user has no place for data."""
    return settings.data_dir() / "coaching"


def all_copies() -> tuple[Path, ...]:
    """The files of all copies, whoever made them, oldest first; none where there is no place."""
    try:
        return tuple(sorted(directory().glob("*.json"), key=_mark))
    except StoreError:
        return ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A meeting as it was last written. `replan`: its plan was being made again just then."""

    name: str
    session: CoachingMeeting
    replan: bool = False


class Copies:
    """The copies of one owner: the user of this machine, or one browser of a server's visitors.

    `owner`: a secret of that browser, "" for the user. Only its hash is written.
    """

    def __init__(self, directory: Path, owner: str = "") -> None:
        self._directory = directory
        self._owner = _hashed(owner)
        self._seen: dict[str, tuple[int, int]] = {}

    @property
    def on(self) -> bool:
        """Whether copies are kept: the owner may have said no, once and for all."""
        return not self._no.exists()

    def turn(self, on: bool) -> None:
        """Keep copies from now on, or erase them all. AssessError where that can't be written."""
        if on:
            self._no.unlink(missing_ok=True)
            return
        for path in self._files():
            path.unlink(missing_ok=True)
        self._make_directory()
        write_text(self._no, "No copies of coaching sessions are kept here.\n")

    def save(self, key: str, name: str, session: CoachingMeeting, *, replan: bool = False) -> None:
        """Write one meeting, whole or not at all. AssessError where that can't be."""
        if not self.on:
            return
        self._make_directory()
        data = {"name": name, "replan": replan, "session": session_to_json(session)}
        path = self._path(key)
        write_text(path, json.dumps(data, ensure_ascii=False))
        self._seen[key] = _mark(path)

    def erase(self, key: str) -> None:
        """Erase a meeting's copy; there may be none."""
        with suppress(OSError):
            self._path(key).unlink(missing_ok=True)
        self._seen.pop(key, None)

    def load(self, model: CompetencyModel) -> tuple[Copy, ...]:
        """Every copy of this model's meetings, oldest first; what can't be read is left alone."""
        self._erase_old()
        if not self.on:
            return ()
        found = []
        for path in sorted(self._files(), key=lambda item: _mark(item)[0]):
            copy = self._read(path, model)
            if copy is not None:
                found.append(copy)
                self._seen[str(copy.session.coach.id)] = _mark(path)
        return tuple(found)

    def newer(self, key: str, model: CompetencyModel) -> Copy | None:
        """What another page has written since this one last did; None where nobody has."""
        path = self._path(key)
        mark = _mark(path)
        if mark in (_NONE, self._seen.get(key)):
            return None
        self._seen[key] = mark
        return self._read(path, model)

    def _read(self, path: Path, model: CompetencyModel) -> Copy | None:
        try:
            data: Any = json.loads(read_text(path))
            session = session_from_json(data["session"], model)
            return Copy(str(data["name"]), session, data.get("replan") is True)
        except (AnswersError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _erase_old(self) -> None:
        for path in self._directory.glob("*.json") if self._directory.is_dir() else ():
            with suppress(OSError):
                if path.stat().st_mtime < clock.present().timestamp() - DAYS * 86_400:
                    path.unlink()

    def _files(self) -> Iterator[Path]:
        return self._directory.glob(f"{self._owner}-*.json")

    def _path(self, key: str) -> Path:
        # a key comes from a file, so it may be anything
        return self._directory / f"{self._owner}-{_hashed(key)}.json"

    @property
    def _no(self) -> Path:
        return self._directory / f"{self._owner}.off"

    def _make_directory(self) -> None:
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise AssessError(
                f"{self._directory} can't be written ({error.strerror}): choose another place."
            ) from None


def _hashed(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:20]


_NONE = (0, 0)


def _mark(path: Path) -> tuple[int, int]:
    """What tells one version of a file from another: each is a new file."""
    try:
        found = path.stat()
    except OSError:
        return _NONE
    return found.st_mtime_ns, found.st_ino
