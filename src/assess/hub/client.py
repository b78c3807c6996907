"""A person's side of sharing on the hub: their own answers stay at home, a copy goes out.

`HubSharing` stands where a store stands: it keeps answers in the person's own store and asks the
service for everything that concerns others.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from assess.errors import StoreError

if TYPE_CHECKING:
    from assess.store import Access, Group, Levels, Release, Share, Store, Stored

NOT_HERE = "Your answers wait in your home on this hub: log in there from the other computer."

PATIENCE = 10
"""Seconds to wait for the service."""

AWAY = (
    "The sharing service doesn't answer. Your own answers are safe in your home; try again in a "
    "minute."
)


class SharingService:
    """The service's addresses. `url` ends with a slash; `token` is the server's own hub token."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._token = token

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The result of one request; StoreError with the service's sentence where it refuses."""
        request = urllib.request.Request(  # noqa: S310 - the address comes from the hub
            self._url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self._token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return json.loads(answer.read())["result"]
        except urllib.error.HTTPError as error:
            with error:
                raise StoreError(_sentence(error.read())) from None
        except (OSError, ValueError, KeyError):
            raise StoreError(AWAY) from None


def _sentence(body: bytes) -> str:
    try:
        return str(json.loads(body)["message"])
    except (ValueError, KeyError, TypeError):
        return AWAY


class HubSharing:
    """A person's own store and, for everything that concerns others, the service.

    Has the methods of a store that the page uses. Raises StoreError (a sentence).
    """

    def __init__(self, store: Store, service: SharingService) -> None:
        self._store = store
        self._service = service

    # --- one's own answers: at home ------------------------------------------------------------

    def prepare(self) -> None:
        """Open the store at home ahead of the first question."""
        self._store.prepare()

    def load(self, code: str) -> Stored | None:
        """What is stored at home under a code."""
        return self._store.load(code)

    def save(self, code: str, document: Mapping[str, Any], *, expected: int) -> int:
        """Keep a document at home; its revision."""
        return self._store.save(code, document, expected=expected)

    def erased(self, code: str) -> bool:
        """Whether the answers under a code were erased on somebody's word, not merely lost."""
        return self._store.erased(code)

    def forget(self, code: str) -> bool:
        """Erase what is stored at home and, first, the shared copy with all that hangs on it."""
        self._service.ask("DELETE", "api/mine")
        return self._store.forget(code)

    def everything(self, code: str) -> dict[str, Any]:
        """All that is stored about the person, at home and at the service."""
        found = self._store.everything(code)
        shared = self._service.ask("GET", "api/mine")
        return {**found, "shared": shared} if shared else found

    def redeem(self, secret: str, new_code: str) -> Stored | None:
        """Never: a home is the same home from every computer."""
        raise StoreError(NOT_HERE)

    def allow_try(self) -> bool:
        """Always: the service counts how often a person tries codes."""
        return True

    # --- what others may read: at the service --------------------------------------------------

    def share(self, code: str, purpose: str, secret: str, expires: datetime) -> str:
        """Send a copy of the present answers and let whoever has the secret read it."""
        stored = self._store.load(code)
        if purpose != "coach" or stored is None:
            raise StoreError(NOT_HERE if purpose != "coach" else "Rate something first.")
        self._service.ask("PUT", "api/mine", stored.document)
        asked = {"secret": secret, "expires": expires.isoformat()}
        return str(self._service.ask("POST", "api/shares", asked))

    def shares(self, code: str) -> tuple[Share, ...]:
        """One's own shares, oldest first."""
        from assess.store import Share

        return tuple(Share(**item) for item in self._service.ask("GET", "api/shares")["shares"])

    def accesses(self, code: str) -> tuple[Access, ...]:
        """Every use of one's shares, oldest first."""
        from assess.store import Access

        return tuple(Access(**item) for item in self._service.ask("GET", "api/shares")["accesses"])

    def revoke(self, code: str, share_id: str) -> bool:
        """End a share now."""
        return bool(self._service.ask("DELETE", f"api/shares/{quote(share_id, safe='')}"))

    def read_shared(self, secret: str, *, who: str) -> Stored | None:
        """A person's copy, by the code that they gave; the hub's name for the reader is noted."""
        from assess.store import Stored

        return Stored(**self._service.ask("POST", "api/read", {"secret": secret}))

    # --- groups: at the service ----------------------------------------------------------------

    def _group(self, what: str, **body: Any) -> Any:
        return self._service.ask("POST", f"api/groups/{what}", body)

    def new_group(self, title: str, model_id: str, k: int, join_code: str, owner_code: str) -> str:
        """Make a group; its id."""
        made = self._group(
            "new",
            title=title,
            model_id=model_id,
            k=k,
            join_code=join_code,
            owner_code=owner_code,
        )
        return str(made)

    def group(self, owner_code: str) -> Group | None:
        """The group of an owner's code, or None."""
        return _found(self._group("show", owner_code=owner_code))

    def group_to_join(self, join_code: str) -> Group | None:
        """The group that a code to join belongs to, or None."""
        return _found(self._group("show", join_code=join_code))

    def join(self, join_code: str, code: str, levels: Levels) -> None:
        """Add one's own levels to a group; the service knows whose they are."""
        self._group("join", join_code=join_code, levels=dict(levels))

    def withdraw(self, join_code: str, code: str) -> bool:
        """Take one's own levels out of a group; whether there were any."""
        return bool(self._group("withdraw", join_code=join_code))

    def contribution(self, join_code: str, code: str) -> Levels | None:
        """What one has added to a group, or None."""
        found: Levels | None = self._group("mine", join_code=join_code)
        return found

    def release(self, owner_code: str, role: str | None) -> Release:
        """Have the next release of a group computed and kept; a role only for the first one."""
        from assess.store import Release

        return Release(**self._group("release", owner_code=owner_code, role=role or ""))

    def forget_group(self, owner_code: str) -> bool:
        """Erase a group with all that was added and released; whether there was one."""
        return bool(self._group("forget", owner_code=owner_code))

    def releases(self, owner_code: str) -> tuple[Release, ...]:
        """Every release of a group, oldest first."""
        from assess.store import Release

        return tuple(Release(**item) for item in self._group("releases", owner_code=owner_code))


def _found(group: dict[str, Any] | None) -> Group | None:
    from assess.store import Group

    return None if group is None else Group(**group)


def keeper(url: str, service: tuple[str, str] | None) -> Store | HubSharing:
    """The store at an address, with a hub's sharing service (its address, a token) where given."""
    from assess.store import open_store

    store = open_store(url)
    return store if service is None else HubSharing(store, SharingService(*service))
