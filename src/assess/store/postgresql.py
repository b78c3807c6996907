"""PostgreSQL: how a connection is set up, and what its errors mean for a person.

Nothing of an error's own text is shown: a driver may put the address, and so a password, in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assess.errors import StoreError
from assess.store.sqlite import MIGRATION_PATIENCE

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

EACH_TRANSACTION = (
    # a server set up for speed may acknowledge before its log is on the disk
    "SET LOCAL synchronous_commit = on; "
    "SET LOCAL lock_timeout = '5s'; "
    "SET LOCAL idle_in_transaction_session_timeout = '60s'"
)

_REASONS = {
    "28": "refused the name or the password: correct them in ASSESS_DATABASE_URL.",
    "3D": "isn't there: ask for it to be made (CREATE DATABASE), or correct ASSESS_DATABASE_URL.",
    "42501": "doesn't let this name change it: ask for the right to create tables in it.",
    "53100": "has no room left on its disk: make room, then make the change again.",
    "53300": "has too many connections: wait a minute, then make the change again.",
    "25006": "can only be read at present: ask who runs it, then make the change again.",
    "55P03": "is in use by another program for too long: make the change again.",
    "40": "was changed by someone else at that moment. Make the change again.",
    "57P": "was stopped: wait until it runs again, then make the change again.",
}
# before a session exists the driver gives no code, only the server's words
_REFUSALS = {
    "28": 'password authentication failed|no password supplied|role "|no pg_hba.conf entry',
    "3D": 'database ".*does not exist',
    "53300": "too many clients|remaining connection slots",
}


def engine(url: str) -> Engine:
    """An engine with a connection per use; StoreError where the driver is missing."""
    from sqlalchemy import NullPool, create_engine, event
    from sqlalchemy.exc import ArgumentError

    try:
        made = create_engine(
            url,
            poolclass=NullPool,  # each page is a process
            hide_parameters=True,
            connect_args={"connect_timeout": 5, "application_name": "assess"},
        )
    except ModuleNotFoundError:
        raise StoreError(
            "PostgreSQL needs a driver that isn't installed: "
            'python -m pip install "assess-po-pm[postgresql]".'
        ) from None
    except (ArgumentError, ValueError):
        raise StoreError("ASSESS_DATABASE_URL can't be understood: check it.") from None
    event.listen(made, "begin", _on_begin)
    return made


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    before = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; "
    after = f"; SET LOCAL lock_timeout = '{MIGRATION_PATIENCE}s'"
    connection.exec_driver_sql(
        (before if options.get("assess_snapshot") else "")
        + EACH_TRANSACTION
        + (after if options.get("assess_migrates") else "")
    )


def sentence(place: str, error: Exception) -> str:
    """What is wrong, where, and what to do; `error` is psycopg's."""
    state = str(getattr(error, "sqlstate", None) or "")
    subject = place[0].upper() + place[1:]
    for beginning, reason in _REASONS.items():
        if state.startswith(beginning):
            return f"{subject} {reason}"
    if not state or state.startswith("08"):
        # refused, no such host, no answer in time, or gone in the middle of our work
        for key, said in _REFUSALS.items():
            if re.search(said, str(error), re.DOTALL):
                return f"{subject} {_REASONS[key]}"
        return (
            f"{subject} can't be reached: check that it runs and that ASSESS_DATABASE_URL is "
            "right, then make the change again."
        )
    return f"{subject} failed (error {state}): ask who runs it, then make the change again."
