"""The service's addresses for programs: JSON in, JSON out, a hub token in the header.

A request acts for the person that the token belongs to and for nobody else: no name, id or code
of another person can be given. Only a share code, made by its owner, opens one person's answers
to another, read only, until it expires or is revoked, and each time it is used is written down.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from jupyterhub.services.auth import HubAuthenticated
from prometheus_client import Counter, Histogram
from tornado.web import HTTPError, RequestHandler, authenticated

from assess.errors import AssessError, StaleWriteError
from assess.hub.board import Board
from assess.rate_limit import RateLimit

MOST_BYTES = 1_000_000
"""Of one request: a full assessment with notes and plans stays well below."""

REQUESTS = Counter("assess_sharing_requests", "Requests answered.", ["kind", "status"])
SECONDS = Histogram(
    "assess_sharing_seconds",
    "Seconds from a request to its answer.",
    ["kind"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


class Api(HubAuthenticated, RequestHandler):  # type: ignore[misc]
    """What every address has: who asks, the body, the answer, one place for what goes wrong."""

    board: Board
    tries: RateLimit

    def initialize(self, board: Board, tries: RateLimit) -> None:
        """`board`: the shared data; `tries`: the bound on typed codes."""
        self.board = board
        self.tries = tries

    def check_xsrf_cookie(self) -> None:
        """Not needed: a page elsewhere can't send the token, and no cookie is looked at."""

    def get_login_url(self) -> str:
        """There is none: a program without a token is refused."""
        raise HTTPError(403)

    @property
    def person(self) -> str:
        """The hub's name for whoever asks."""
        user: dict[str, Any] = self.current_user
        if user.get("kind", "user") != "user":
            raise HTTPError(403, reason="Only a person's own server may ask.")
        return str(user["name"])

    def body(self) -> dict[str, Any]:
        """The request's JSON object; 400 for anything else."""
        try:
            found = json.loads(self.request.body or b"{}")
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise HTTPError(400, reason="The request isn't a JSON object.")
        return found

    def text(self, body: dict[str, Any], name: str) -> str:
        """A text of the body; 400 where it is missing."""
        value = body.get(name)
        if not isinstance(value, str) or not value or len(value) > 200:
            raise HTTPError(400, reason=f"'{name}' is missing or not a short text.")
        return value

    def moment(self, body: dict[str, Any], name: str) -> datetime:
        """A moment with its time zone; 400 for anything else."""
        try:
            found = datetime.fromisoformat(self.text(body, name))
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise HTTPError(400, reason=f"'{name}' isn't a moment with a time zone.")
        return found

    def typed_code(self) -> None:
        """Count a try at somebody's code; 429 where there were too many."""
        if not self.tries.allows(self.person):
            raise HTTPError(429, reason="Too many codes in one minute: wait a minute.")

    async def answer(self, call: Callable[..., Any], *args: Any, **named: Any) -> None:
        """Run a call of the board beside the event loop and send what it returns."""
        try:
            found = await asyncio.to_thread(call, *args, **named)
        except AssessError as error:
            self.set_status(409 if isinstance(error, StaleWriteError) else 400)
            self.finish(json.dumps({"message": str(error)}, ensure_ascii=False))
        else:
            self.finish(json.dumps({"result": found}, ensure_ascii=False))

    def set_default_headers(self) -> None:
        """Nothing here is for a cache or a frame."""
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def write_error(self, status_code: int, **_: Any) -> None:
        """A sentence also for what the framework refuses."""
        self.finish(json.dumps({"message": self._reason}))

    def on_finish(self) -> None:
        """Count the request by its kind; no name and no code is counted."""
        kind = type(self).__name__
        REQUESTS.labels(kind, str(self.get_status())).inc()
        SECONDS.labels(kind).observe(self.request.request_time())


class Mine(Api):
    """The copy of one's own answers that one shares; one's own assessment stays at home."""

    @authenticated
    async def get(self) -> None:
        """Everything that is stored about the person who asks."""
        await self.answer(self.board.everything, self.person)

    @authenticated
    async def put(self) -> None:
        """Put this copy in the place of the former one."""
        await self.answer(self.board.keep, self.person, self.body())

    @authenticated
    async def delete(self) -> None:
        """Erase the copy with its shares, its log and what was added to groups."""
        await self.answer(self.board.erase, self.person)


class Shares(Api):
    """Codes that let somebody read the copy."""

    @authenticated
    async def get(self) -> None:
        """One's own shares and the uses of each."""
        await self.answer(self.board.shares, self.person)

    @authenticated
    async def post(self) -> None:
        """Make one: {secret, expires}."""
        body = self.body()
        await self.answer(
            self.board.share, self.person, self.text(body, "secret"), self.moment(body, "expires")
        )


class OneShare(Api):
    """One of one's own shares."""

    @authenticated
    async def delete(self, share_id: str) -> None:
        """Revoke it: from now on its code opens nothing."""
        await self.answer(self.board.revoke, self.person, share_id)


class Read(Api):
    """Somebody else's answers, by the code that they gave."""

    @authenticated
    async def post(self) -> None:
        """{secret}: the copy as it is now; the use is written down for its owner."""
        self.typed_code()
        await self.answer(self.board.read, self.person, self.text(self.body(), "secret"))


GROUPS = "new|show|join|withdraw|mine|team|release|releases|forget"


class Groups(Api):
    """Groups of a workshop, by the codes that their members and their owner type."""

    @authenticated
    async def post(self, what: str) -> None:
        """`what` is the last part of the address; codes are in the body."""
        body, board = self.body(), self.board
        if what == "new":
            k = body.get("k")
            if not isinstance(k, int) or isinstance(k, bool):
                raise HTTPError(400, reason="'k' isn't a whole number.")
            texts = [self.text(body, name) for name in ("title", "model_id")]
            codes = [self.text(body, name) for name in ("join_code", "owner_code")]
            open_to_members, role = body.get("open", False), body.get("role") or None
            if not isinstance(open_to_members, bool) or not isinstance(role, str | None):
                raise HTTPError(400, reason="'open' isn't true or false, or 'role' isn't a text.")
            return await self.answer(board.new_group, *texts, k, *codes, open_to_members, role)
        codes_given: dict[str, str] = {
            name: self.text(body, name) for name in ("join_code", "owner_code") if name in body
        }
        # whoever has a code that opens something isn't guessing
        if not await self._opens(codes_given):
            self.typed_code()
        if what == "show":
            return await self.answer(board.group, **codes_given)
        if what == "release":
            role = body.get("role") or None
            return await self.answer(board.release, self.text(body, "owner_code"), role)
        theirs = {"releases": board.releases, "forget": board.forget_group}.get(what)
        if theirs:
            return await self.answer(theirs, self.text(body, "owner_code"))
        join_code = self.text(body, "join_code")
        if what == "join":
            levels = body.get("levels")
            if not isinstance(levels, dict):
                raise HTTPError(400, reason="'levels' isn't an object.")
            name, subjects = body.get("name", ""), body.get("subjects", [])
            if not isinstance(name, str) or not isinstance(subjects, list):
                raise HTTPError(400, reason="'name' isn't a text, or 'subjects' isn't a list.")
            if not all(isinstance(quarter, list) for quarter in subjects):
                raise HTTPError(400, reason="'subjects' isn't a list of lists.")
            return await self.answer(board.join, self.person, join_code, levels, name, subjects)
        mine = {"withdraw": board.withdraw, "team": board.team}.get(what, board.contribution)
        return await self.answer(mine, self.person, join_code)

    async def _opens(self, codes: dict[str, str]) -> bool:
        """Whether each of these codes has a group; what is wrong with the store is said later."""
        with suppress(AssessError):
            found = [
                await asyncio.to_thread(self.board.group, **{name: code})
                for name, code in codes.items()
            ]
            return bool(found) and None not in found
        return False


def api_routes(prefix: str, board: Board) -> list[tuple[str, type[Api], dict[str, Any]]]:
    """The addresses below `prefix` (with slashes at both ends)."""
    made = {"board": board, "tries": RateLimit(10)}
    return [
        (rf"{prefix}api/mine", Mine, made),
        (rf"{prefix}api/shares", Shares, made),
        (rf"{prefix}api/shares/([A-Za-z0-9_-]{{1,64}})", OneShare, made),
        (rf"{prefix}api/read", Read, made),
        (rf"{prefix}api/groups/({GROUPS})", Groups, made),
    ]
