"""A server's own folder in the temporary directory: connection files and sockets of its kernels.

It is removed at the server's end; what a killed server left is removed at the next start. A living
server holds a lock on its folder, which ends with the process however that ends.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = re.compile(r"assess-\d+-\w{8}")
"""With the server's process id, for people; whether it lives is told by the lock alone."""


@contextmanager
def own_folder() -> Iterator[Path]:
    """This server's folder, readable by its user only."""
    remove_left()
    folder, lock = _make()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def remove_left() -> None:
    """Remove the folders of this user's servers that don't run any more."""
    for found in Path(tempfile.gettempdir()).iterdir():
        # another user's, a link, one that another start removes just now: not ours to remove
        with suppress(OSError):
            if NAME.fullmatch(found.name) and found.lstat().st_uid == os.geteuid():
                lock = _lock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(found, ignore_errors=True)
                os.close(lock)


def _make() -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"assess-{os.getpid()}-"))
        with suppress(FileNotFoundError):
            lock = _lock(folder, fcntl.LOCK_EX)
            # a server that starts at the same moment may have taken it for a left one
            if folder.exists():
                return folder, lock
            os.close(lock)


def _lock(folder: Path, how: int) -> int:
    """Lock a folder; OSError where that can't be."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, how)
    except OSError:
        os.close(handle)
        raise
    return handle
