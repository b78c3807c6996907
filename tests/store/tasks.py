"""What a forked process does: each step is noted in a file before it is tried and after it is told.

"begun" stands first, "try N" before an attempt, "ok N" after its acknowledgement, "no SENTENCE"
after a refusal. `os.write` puts a line where a killed process can't take it back.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from assess.errors import StaleWriteError, StoreError
from assess.store import open_store

Note = Callable[[str], None]

PR_SET_PTRACER = 0x59616D61
PR_SET_PTRACER_ANY = ctypes.c_ulong(2**64 - 1)


MOST = 5
"""Plans in a counter's document."""


def counted(code: str, number: int) -> dict[str, Any]:
    """The document of a counter: the number, and a plan for it and each of the last ones."""
    plans = [{"number": one} for one in range(max(1, number - MOST + 1), number + 1)]
    return {"id": code, "count": number, "plans": plans}


def count(url: str, code: str, steps: int, note: Note) -> None:
    """Save 1, 2, 3, … as one person who is alone with their answers."""
    store, revision = open_store(url), 0
    known: dict[str, Any] | None = None
    for number in range(1, steps + 1):
        note(f"try {number}")
        try:
            document = counted(code, number)
            revision = store.answers.save(code, document, expected=revision, known=known)
        except StoreError as error:
            note(f"no {error}")
            revision, known = _revision(url, code, revision), None
        else:
            note(f"ok {number}")
            known = document


def share(url: str, code: str, steps: int, note: Note) -> None:
    """Add to a list that others add to at the same time, each time to the newest."""
    store, name = open_store(url), os.getpid()
    for number in range(steps):
        note(f"try {name}-{number}")
        while True:
            try:
                stored = store.answers.load(code)
                notes = list(stored.document["notes"]) if stored else []
                document = {"id": code, "notes": [*notes, f"{name}-{number}"]}
                store.answers.save(code, document, expected=stored.revision if stored else 0)
            except StaleWriteError:
                continue
            except StoreError as error:
                note(f"no {error}")
                continue
            break
        note(f"ok {name}-{number}")


def come_and_go(url: str, code: str, steps: int, note: Note) -> None:
    """Save, give a secret away, have it read, be forgotten; again and again."""
    store, secret = open_store(url), f"{code}-secret"
    later = datetime.now(UTC) + timedelta(days=1)
    for _ in range(steps):
        try:
            note("try save")
            store.answers.save(code, {"id": code, "count": 1}, expected=0)
            note("ok save")
            store.shares.add(code, "coach", secret, later)
            store.shares.read(secret, who="Robin")
            note("try forget")
            store.answers.forget(code)
            note("ok forget")
        except StoreError as error:
            note(f"no {error}")


def begin(url: str, _code: str, _steps: int, note: Note) -> None:
    """Open a place that may have to be made or migrated first."""
    note(f"ok {[item.id for item in open_store(url).answers.list()]}")


def warm() -> None:
    """Import what every task needs, once, before the first fork."""
    for name in (
        *("alembic.command", "psycopg", "sqlalchemy.dialects.sqlite"),
        *("sqlalchemy.dialects.postgresql.psycopg", "assess.store.migrations"),
    ):
        import_module(name)


def _revision(url: str, code: str, known: int) -> int:
    """What is stored, after a refusal; the last known where that can't be read either."""
    try:
        stored = open_store(url).answers.load(code)
    except StoreError:
        return known
    return stored.revision if stored else 0


def run(task: str, url: str, code: str, steps: int, log: str, go: str) -> None:
    """Run one task in a forked process; wait for the file `go` first, where one is named."""
    if go and sys.platform == "linux":
        # whoever injects faults attaches from outside; some systems want that allowed
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0)
    handle = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    while go and not Path(go).exists():
        time.sleep(0.002)
    os.write(handle, b"begun\n")
    globals()[task](url, code, steps, lambda text: os.write(handle, f"{text}\n".encode()))
    os.write(handle, b"end\n")
