"""Load a model's file, and follow one that may change while it is in use.

A model is refused with all its mistakes at once (`ModelError.problems`); what is merely unwise
comes back as warnings. Nothing in a file can make this module raise anything but ModelError.
"""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

from assess.domain.model import CompetencyModel
from assess.errors import ModelError, Problem
from assess.files import decoded, opened, other_kind

MAX_BYTES = 1_000_000


def load_model(path: str | Path | None = None) -> CompetencyModel:
    """Read a model file; None looks where `assess.settings` says.

    Raises ModelError: the file can't be read, or is wrong (all its mistakes are listed).
    """
    return load_file(path)[0]


def load_file(
    path: str | Path | None = None, today: date | None = None
) -> tuple[CompetencyModel, tuple[Problem, ...]]:
    """Like `load_model`, with the warnings; what `assess check` says.

    `today`: the day from which the age of the content is judged; None leaves it open.
    """
    from assess import settings

    found = settings.model_path(path)
    return read_model(read_text(found), str(found), today)


def read_text(path: str | Path) -> str:
    """The text of a model file. Raises ModelError: absent, a directory, unreadable, too large."""
    path, file = Path(path), str(path)
    try:
        if path.is_dir():
            raise _refused(file, "this is a directory; name the model file in it")
        with opened(path) as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _refused(file, "there is no such file; check the path of the model") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable path"
        raise _refused(file, f"the file can't be read ({reason})") from None
    if len(content) > MAX_BYTES:
        raise _refused(file, "the file is larger than 1 MB; a model is far smaller, shorten it")
    try:
        return decoded(content)
    except UnicodeDecodeError as error:
        if what := other_kind(content.decode("latin-1")):
            raise _refused(file, f"this is {what}; name a model file") from None
        if error.encoding != "utf-8":
            raise _refused(file, "the file isn't whole UTF-16 text; save it as UTF-8") from None
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = "the file isn't UTF-8 text from here on; save it as UTF-8"
        raise _refused(file, message, line, column) from None


def read_model(
    text: str, file: str, today: date | None = None
) -> tuple[CompetencyModel, tuple[Problem, ...]]:
    """The model in `text`, and its warnings in file order; `file` is the name used in problems.

    Raises ModelError with every mistake, sorted by position.
    """
    if len(text) > MAX_BYTES:
        raise _refused(file, "the file is larger than 1 MB; a model is far smaller, shorten it")
    # pydantic and YAML are imported here: whoever only needs the records doesn't pay for them
    from assess.formats.model_yaml.validate import validate

    model, problems = validate(text, file, today)
    ordered = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    if model is None:
        raise ModelError([problem for problem in ordered if problem.severity == "error"])
    return model, ordered


def _refused(file: str, message: str, line: int = 0, column: int = 0) -> ModelError:
    return ModelError([Problem(file, line, column, message)])


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
