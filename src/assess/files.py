"""Reading and writing whole files, with a sentence where that can't be."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from assess.errors import AnswersError, AssessError

LARGEST = 4_000_000
"""Bytes of the largest file that is read."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """An ordinary file, open for reading bytes.

    Raises OSError with words for a person in `strerror`: for a pipe too, which would be waited
    for, and for a device, which may never end.
    """
    need_ordinary(path)
    with path.open("rb") as stream:
        yield stream


def need_ordinary(path: Path) -> None:
    """OSError where a path is a directory, a pipe, a device or a socket, or isn't there."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
        kind = kinds.get(stat.S_IFMT(mode), "a device")
        raise OSError(errno.EINVAL, f"it is {kind}, not a file", str(path))


def read_text(path: Path) -> str:
    """A whole text file; AnswersError where it can't be read, is too large or isn't text."""
    try:
        with opened(path) as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise AnswersError(
                f"{path}: the file is too large. Choose a report or an answers file."
            )
        text = content.decode("utf-8")
    except FileNotFoundError:
        raise AnswersError(f"{path}: there is no such file. Check its name.") from None
    except UnicodeDecodeError:
        raise AnswersError(f"{path}: this isn't one of our files (not UTF-8 text).") from None
    except OSError as error:
        raise AnswersError(f"{path}: the file can't be read ({error.strerror}).") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_text(path: Path, text: str, *, public: bool = False) -> None:
    """Write a file whole or not at all; AssessError where that can't be.

    Only its owner can read it, unless it is `public`: nothing in it is about a person.
    """
    try:
        if path.exists():
            need_ordinary(path)  # a device is never replaced by a file
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            if public:
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
