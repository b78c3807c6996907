"""A person's side of sharing on the hub: their own answers stay at home, a copy goes out.

`HubSharing` stands where a store stands: it keeps answers in the person's own store and asks the
service for everything that concerns others.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import quote

from assess.errors import StoreError
from assess.store import Group, Levels, NewGroup, Release, Store, Stored, Subjects
from assess.store.answers import Answers
from assess.store.records import Access, Member, Purpose, Share

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

    Has the parts of a store that the page uses. Every method raises StoreError (a sentence).
    """

    def __init__(self, store: Store, service: SharingService) -> None:
        self.answers = AnswersAtHome(store, service)
        self.shares = HubShares(store, service)
        self.groups = HubGroups(service)
        # others answer by file: nobody else's page reaches a home
        self.feedback = store.feedback
        self._store = store
        self._service = service

    def prepare(self) -> None:
        """Open the store at home ahead of the first question."""
        self._store.prepare()

    def everything(self, code: str) -> dict[str, Any]:
        """Return all that is stored about the person, at home and at the service."""
        found = self._store.everything(code)
        shared = self._service.ask("GET", "api/mine")
        return {**found, "shared": shared} if shared else found


class AnswersAtHome(Answers):
    """A person's answers in their own store; erasing them erases the shared copy too."""

    def __init__(self, store: Store, service: SharingService) -> None:
        super().__init__(store.database)
        self._service = service

    def forget(self, code: str) -> bool:
        """Erase what is stored at home and, first, the shared copy with all that belongs to it."""
        self._service.ask("DELETE", "api/mine")
        return super().forget(code)


class HubShares:
    """What others may read: a copy at the service."""

    def __init__(self, store: Store, service: SharingService) -> None:
        self._store = store
        self._service = service

    def redeem(self, secret: str, new_code: str) -> Stored | None:
        """Never: a home is the same home from every computer."""
        raise StoreError(NOT_HERE)

    def allow_try(self) -> bool:
        """Always: the service counts how often a person tries codes."""
        return True

    def add(self, code: str, purpose: str, secret: str, expires: datetime) -> str:
        """Send a copy of the present answers and let whoever has the secret read it."""
        stored = self._store.answers.load(code)
        if purpose != "coach" or stored is None:
            raise StoreError(NOT_HERE if purpose != "coach" else "Rate something first.")
        self._service.ask("PUT", "api/mine", stored.document)
        asked = {"secret": secret, "expires": expires.isoformat()}
        return str(self._service.ask("POST", "api/shares", asked))

    def of(self, code: str) -> tuple[Share, ...]:
        """Return one's own shares, oldest first."""
        return tuple(Share(**item) for item in self._service.ask("GET", "api/shares")["shares"])

    def accesses(self, code: str) -> tuple[Access, ...]:
        """Return every use of one's shares, oldest first."""
        return tuple(Access(**item) for item in self._service.ask("GET", "api/shares")["accesses"])

    def purpose_of(self, secret: str) -> Purpose | None:
        """Never known: on a hub nobody types somebody else's code on this page."""
        return None

    def revoke(self, code: str, share_id: str) -> bool:
        """End a share now."""
        return bool(self._service.ask("DELETE", f"api/shares/{quote(share_id, safe='')}"))

    def read(self, secret: str, *, who: str) -> Stored | None:
        """Read a person's copy by the code that they gave; the hub notes who read it."""
        return Stored(**self._service.ask("POST", "api/read", {"secret": secret}))


class HubGroups:
    """Groups of a workshop, at the service."""

    def __init__(self, service: SharingService) -> None:
        self._service = service

    def _ask(self, what: str, **body: Any) -> Any:
        return self._service.ask("POST", f"api/groups/{what}", body)

    def add(self, new: NewGroup) -> str:
        """Make a group; its id."""
        return str(self._ask("new", **{**asdict(new), "role": new.role or ""}))

    def of_owner(self, owner_code: str) -> Group | None:
        """Return the group of an owner's code, or None."""
        return _group(self._ask("show", owner_code=owner_code))

    def to_join(self, join_code: str) -> Group | None:
        """Return the group that a code to join belongs to, or None."""
        return _group(self._ask("show", join_code=join_code))

    def join(
        self,
        join_code: str,
        code: str,
        levels: Levels,
        *,
        name: str = "",
        subjects: Subjects = (),
    ) -> None:
        """Add one's own levels to a group; the service knows whose they are."""
        said = {"name": name, "subjects": [list(quarter) for quarter in subjects]}
        self._ask("join", join_code=join_code, levels=dict(levels), **said)

    def team(self, join_code: str, code: str) -> tuple[Member, ...]:
        """Return everybody in an open group, by name, to one of them."""
        return tuple(Member(**item) for item in self._ask("team", join_code=join_code))

    def withdraw(self, join_code: str, code: str) -> bool:
        """Take one's own levels out of a group; whether there were any."""
        return bool(self._ask("withdraw", join_code=join_code))

    def contribution(self, join_code: str, code: str) -> Levels | None:
        """Return what one has added to a group, or None."""
        found: Levels | None = self._ask("mine", join_code=join_code)
        return found

    def release(self, owner_code: str, role: str | None) -> Release:
        """Have the next release of a group computed and kept; a role only for the first one."""
        return Release(**self._ask("release", owner_code=owner_code, role=role or ""))

    def forget(self, owner_code: str) -> bool:
        """Erase a group with all that was added and released; whether there was one."""
        return bool(self._ask("forget", owner_code=owner_code))

    def releases(self, owner_code: str) -> tuple[Release, ...]:
        """Return every release of a group, oldest first."""
        return tuple(Release(**item) for item in self._ask("releases", owner_code=owner_code))


def _group(group: dict[str, Any] | None) -> Group | None:
    return None if group is None else Group(**group)


Storage = Store | HubSharing
"""Where a page keeps answers and how it shares them."""
