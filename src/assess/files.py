"""Reading and writing whole files, with a sentence where that can't be."""

from __future__ import annotations

import errno
import os
import re
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


def decoded(content: bytes) -> str:
    """The text of a file as any editor saves it: UTF-8 or UTF-16, marked as such or not.

    Raises UnicodeDecodeError.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16")
    elif content[1:2] == b"\0" or content[:1] == b"\0":  # our files begin with ASCII
        text = content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    else:
        text = content.decode("utf-8")
    return text.removeprefix("\ufeff")


# a browser puts U+FFFD in the place of each byte that is no text
_OTHERS = {
    r"%PDF": "a PDF",
    r"[\x89\ufffd]PNG|GIF8|\xff\xd8\xff|\ufffd{3,4}.{1,6}(?:JFIF|Exif)|RIFF.{4,8}WEBP": "a picture",
    r"<svg|<\?xml.{0,200}<svg": "a picture",
    r"BEGIN:VCALENDAR": "a calendar",
    r"PK\x03\x04": "an Office document or a ZIP file",
    r"\{\\rtf|\xd0\xcf\x11\xe0": "an Office document",
}


def other_kind(text: str) -> str:
    """What people call a file of another kind, by how it begins; "" for what may be one of ours."""
    begin = text.lstrip()[:300]
    return next((what for how, what in _OTHERS.items() if re.match(how, begin, re.DOTALL)), "")


def not_ours(text: str) -> str:
    """The sentence about a file of another kind; "" for what may be one of ours."""
    what = other_kind(text)
    return f"This is {what}. Choose a report (HTML) or an answers file (JSON)." if what else ""


def read_text(path: Path) -> str:
    """A whole text file; AnswersError where it can't be read, is too large or isn't text."""
    try:
        with opened(path) as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise AnswersError(
                f"{path}: the file is too large. Choose a report or an answers file."
            )
        text = decoded(content)
    except FileNotFoundError:
        raise AnswersError(f"{path}: there is no such file. Check its name.") from None
    except UnicodeDecodeError:
        said = (
            not_ours(content.decode("latin-1")) or "This isn't one of our files (not UTF-8 text)."
        )
        raise AnswersError(f"{path}: {said}") from None
    except OSError as error:
        raise AnswersError(f"{path}: the file can't be read ({error.strerror}).") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_text(path: Path, text: str, *, public: bool = False) -> None:
    """Write a file whole or not at all; AssessError where that can't be.

    Only its owner can read it, unless it is `public`: nothing in it is about a person. Where the
    path is a symbolic link, what it points to is written, and the link stays.
    """
    try:
        if path.is_symlink():
            path = Path(os.path.realpath(path))
        if path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
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
