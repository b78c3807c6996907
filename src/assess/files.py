"""Reading and writing whole text files, with a sentence where that can't be."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assess.errors import AnswersError, AssessError

LARGEST = 4_000_000
"""Bytes of the largest file that is read."""


def read_text(path: Path) -> str:
    """A whole text file; AnswersError where it can't be read, is too large or isn't text."""
    try:
        if path.stat().st_size > LARGEST:
            raise AnswersError(
                f"{path}: larger than any file of ours; choose a report or an answers file."
            )
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise AnswersError(f"{path}: there is no such file; check its name.") from None
    except UnicodeDecodeError:
        raise AnswersError(f"{path}: this isn't a text file of ours (not UTF-8).") from None
    except OSError as error:
        raise AnswersError(f"{path}: the file can't be read ({error.strerror}).") from None


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all; AssessError where that can't be."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise AssessError(
            f"{path} can't be written ({error.strerror}): choose another place."
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
