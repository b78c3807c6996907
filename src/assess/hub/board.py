"""What people share on the hub, person by person: a store whose codes come from the hub's names.

The page finds answers by a random code that only its browser knows. Here the hub vouches for the
name, so the code is made from it with a key that only the service can read: no person can compute
another one's, and the database holds no names in its keys.

Every method acts for one person, named first. Raises StoreError (a sentence) where the database
can't be reached or a code opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess.errors import AssessError, StoreError
from assess.store import NewGroup, Store

if TYPE_CHECKING:
    from assess.domain.model import CompetencyModel


KEY_BYTES = 32


class Identity:
    """Codes from names. `key`: at least 32 random bytes, kept by the service alone."""

    def __init__(self, key: bytes) -> None:
        if len(key) < KEY_BYTES:
            raise ValueError(f"The key has {len(key)} bytes: it needs at least {KEY_BYTES}.")
        self._key = key

    def code(self, name: str) -> str:
        """The code of one person: 43 characters of base64url."""
        digest = hmac.new(self._key, b"person:" + name.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def kept_key(file: Path) -> bytes:
    """The key in a file readable by its owner only; made there at the first start."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = secrets.token_bytes(KEY_BYTES)
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(key)
            handle.flush()
            os.fsync(handle.fileno())
        return key


NOTHING_SHARED = "There is nothing of yours here yet: share your answers first."
OPENS_NOTHING = (
    "This code opens nothing: it was mistyped, has expired, or was revoked. Ask for a new one."
)
NO_VERSION = "0.0.0"
"""The model's version in the empty copy of somebody who is in a group and shared no answers."""


class Board:
    """The shared data of everybody, one person at a time. `model`: of groups' releases."""

    def __init__(
        self, store: Store, identity: Identity, model: Callable[[], CompetencyModel]
    ) -> None:
        self._store = store
        self._model = model
        self._code = identity.code

    def keep(self, person: str, document: Mapping[str, Any]) -> int:
        """Put a copy of the person's assessment in the place of the former one; its revision.

        AssessError where the document isn't an assessment file.
        """
        if document.get("kind", "assessment") != "assessment" or not isinstance(
            document.get("answers"), dict
        ):
            raise AssessError("What was sent isn't an assessment file.")
        code = self._code(person)
        stored = self._store.answers.load(code)
        return self._store.answers.save(code, document, expected=stored.revision if stored else 0)

    def erase(self, person: str) -> bool:
        """Erase everything of a person's; whether there was anything."""
        return self._store.answers.forget(self._code(person))

    def everything(self, person: str) -> dict[str, Any]:
        """All that is stored about a person, ready for JSON; {} where there is nothing."""
        return self._store.everything(self._code(person))

    def share(self, person: str, secret: str, expires: datetime) -> str:
        """Let whoever has the secret read the copy until a moment; the share's id."""
        code = self._code(person)
        if not self._keeps(code):
            raise StoreError(NOTHING_SHARED)
        return self._store.shares.add(code, "coach", secret, expires)

    def shares(self, person: str) -> dict[str, Any]:
        """{"shares": [{id, expires, revoked, …}], "accesses": [{at, who, …}]} of one's own copy."""
        code = self._code(person)
        if not self._keeps(code):
            return {"shares": [], "accesses": []}
        return {
            "shares": [asdict(item) for item in self._store.shares.of(code)],
            "accesses": [asdict(item) for item in self._store.shares.accesses(code)],
        }

    def revoke(self, person: str, share_id: str) -> bool:
        """End one of one's own shares; whether there was such a one."""
        code = self._code(person)
        return self._keeps(code) and self._store.shares.revoke(code, share_id)

    def _keeps(self, code: str) -> bool:
        return self._store.answers.load(code) is not None

    # --- groups ----------------------------------------------------------------------------------

    def new_group(self, *fields: Any) -> str:
        """Make a group of these fields of `NewGroup`, in its order; its id."""
        return self._store.groups.add(NewGroup(*fields))

    def group(self, *, join_code: str = "", owner_code: str = "") -> dict[str, Any] | None:
        """The group of a code to join or of its owner's code, or None."""
        groups = self._store.groups
        found = groups.to_join(join_code) if join_code else groups.of_owner(owner_code)
        return None if found is None else asdict(found)

    def join(
        self,
        person: str,
        join_code: str,
        levels: Mapping[str, Any],
        name: str = "",
        subjects: Sequence[Sequence[str]] = (),
    ) -> None:
        """Add a person's levels to a group, in place of those added before."""
        code = self._code(person)
        group = self._store.groups.to_join(join_code)
        if group is not None and not self._keeps(code):
            # levels hang on a row of their person; their answers needn't be here for that
            empty = {
                "schema_version": 1,
                "id": secrets.token_hex(16),
                "model": {"id": group.model_id, "version": NO_VERSION},
                "answers": {},
            }
            self._store.answers.save(code, empty, expected=0)
        self._store.groups.join(join_code, code, levels, name=name, subjects=subjects)

    def team(self, person: str, join_code: str) -> list[dict[str, Any]]:
        """Everybody in an open group, for one of them; StoreError for anybody else."""
        return [asdict(item) for item in self._store.groups.team(join_code, self._code(person))]

    def withdraw(self, person: str, join_code: str) -> bool:
        """Take a person's levels out of a group; whether there were any.

        Of somebody who shared no answers here, and is in no other group, nothing stays.
        """
        code = self._code(person)
        if not self._keeps(code) or not self._store.groups.withdraw(join_code, code):
            return False
        kept = self._store.everything(code)
        shared = kept["assessment"]["document"]["model"]["version"] != NO_VERSION
        if not shared and not kept["groups"]:
            self._store.answers.forget(code)
        return True

    def contribution(self, person: str, join_code: str) -> dict[str, Any] | None:
        """What a person has added to a group, or None."""
        code = self._code(person)
        if not self._keeps(code):
            return None
        found = self._store.groups.contribution(join_code, code)
        return None if found is None else dict(found)

    def releases(self, owner_code: str) -> list[dict[str, Any]]:
        """Every release of a group, oldest first."""
        return [asdict(item) for item in self._store.groups.releases(owner_code)]

    def release(self, owner_code: str, role: str | None) -> dict[str, Any]:
        """Compute and keep the next release of a group: only what may be said of it comes out."""
        from assess.domain.cohort.release import releasing

        model, group = self._model(), self._store.groups.of_owner(owner_code)
        if group is None or group.model_id != model.id:
            raise StoreError("No group of this hub's model has that owner's code: check it.")
        if role is not None and not model.has_role(role):
            raise StoreError("That role isn't in this hub's model: check how it is written.")
        return asdict(self._store.groups.release(owner_code, releasing(model, role, group.k)))

    def forget_group(self, owner_code: str) -> bool:
        """Erase a group with all that was added and released; whether there was one."""
        return self._store.groups.forget(owner_code)

    # --- the database ----------------------------------------------------------------------------

    def alive(self) -> None:
        """Ask the database a small question; StoreError where it doesn't answer."""
        self._store.answers.load(self._code(""))

    def read(self, person: str, secret: str) -> dict[str, Any]:
        """Somebody's copy, opened by their code; the reader's name goes into their log."""
        stored = self._store.shares.read(secret, who=person)
        if stored is None:
            raise StoreError(OPENS_NOTHING)
        return asdict(stored)
