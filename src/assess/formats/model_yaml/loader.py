"""competencies.yaml → CompetencyModel, with every mistake located.

A model is refused with all its mistakes at once (`ModelError.problems`); what is merely unwise
comes back as warnings. Nothing in a file can make this module raise anything but ModelError.
"""

from __future__ import annotations

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
        raise ModelError([Problem(file, line, column, message)]) from None


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


def _refused(file: str, message: str) -> ModelError:
    return ModelError([Problem(file, 0, 0, message)])
