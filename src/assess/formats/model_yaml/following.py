"""Follow a model file that may change while it is in use: the last good version serves on."""

from __future__ import annotations

import logging
from pathlib import Path

from assess.errors import ModelError
from assess.formats.model_yaml.loader import read_model, read_text

log = logging.getLogger("assess.model")

MOST_SAID = 5
"""Mistakes of a broken file that are told; `assess check` lists all."""


class FollowedModel:
    """The last good version of a file: `text` as it was read, and the `model` in it."""

    def __init__(self, path: Path) -> None:
        """Read the file for the first time. Raises ModelError where it is missing or wrong."""
        # not resolved: the file may be a link that is pointed elsewhere later
        self.path = path.absolute()
        self._seen = self._stamp()
        self._broken = False
        self.text = read_text(path)
        self.model = read_model(self.text, str(path))[0]

    def look(self) -> bool:
        """Read the file again if it was touched; whether there is a new good version now.

        A broken or missing file is told in the log, once, with its lines.
        """
        stamp = self._stamp()
        if stamp == self._seen:
            return False
        self._seen = stamp
        try:
            text = read_text(self.path)
            if text == self.text:
                self._mended()
                return False
            model = read_model(text, str(self.path))[0]
        except ModelError as error:
            self._tell(error)
            return False
        self._mended()
        same = model.version == self.model.version
        self.text, self.model = text, model
        log.warning("%s has changed: version %s is shown from now on.", self.path, model.version)
        if same:
            log.warning(
                "Its version is the same as before: raise model.version where questions mean "
                "something else now, so that people are asked again."
            )
        return True

    def _stamp(self) -> tuple[int, ...] | None:
        """What differs as soon as anybody writes, replaces or removes the file."""
        try:
            seen = self.path.stat()
        except OSError:
            return None
        # the last one changes where a copy keeps the time of its original
        return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns

    def _tell(self, error: ModelError) -> None:
        self._broken = True
        lines = [str(problem) for problem in error.problems[:MOST_SAID]]
        if more := len(error.problems) - len(lines):
            lines.append(f"and {more} more: assess check {self.path}")
        log.error(
            "The model file can't be used as it is now, so the one before serves on:\n%s",
            "\n".join(lines),
        )

    def _mended(self) -> None:
        if self._broken:
            self._broken = False
            log.warning("%s can be used again.", self.path)
