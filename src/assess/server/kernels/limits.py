"""Limits on kernels: who holds which place, and how much each may use.

A place is one page's kernel. Nothing limits connected pages but the number of places: a whole room
may share one address. Pages that haven't connected, or have lost their connection, are limited for
each visitor and each source (an address, or a name that a sign-in gives), so that loads without a
browser behind them can't take every place.
"""

from __future__ import annotations

import asyncio
import ctypes
import fcntl
import os
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any
from uuid import uuid4

from tornado.httputil import HTTPServerRequest, split_host_and_port
from tornado.ioloop import IOLoop
from tornado.routing import Matcher
from tornado.web import HTTPError, RequestHandler
from traitlets import Instance, Int, default
from zmq.asyncio import Context

from assess.errors import ServeError
from assess.server.http.connections import room_for
from assess.server.kernels.owners import VISITOR, OwnedKernels

CONNECT_WITHIN = 45.0
"""Seconds that a place may stay without a connection; its kernel needs some more to end."""

UNCONNECTED_A_VISITOR = 4
"""A browser that opens several tabs at once connects each of them within seconds."""


class NoPlaceError(Exception):
    """No place for this page now; its text tells the person why."""


@dataclass(slots=True)
class Place:
    """One page's place. `since`: when it was taken, or lost its last connection."""

    visitor: str
    source: str
    since: float
    connections: int = 0
    met: bool = False  # whether a page has ever connected


class Places:
    """At most `most` places, by the ids of their kernels."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._taken: dict[str, Place] = {}

    def __len__(self) -> int:
        return len(self._taken)

    def take(self, kernel_id: str, visitor: str, source: str, most: int) -> str:
        """Take a place for a kernel that is about to start; NoPlaceError where there is none.

        Returns the id of the kernel whose place it was: one that has been without a connection for
        long. "" where a place was free.
        """
        unconnected = {name: at for name, at in self._taken.items() if not at.connections}
        mine = [name for name, at in unconnected.items() if visitor and at.visitor == visitor]
        near = [name for name, at in unconnected.items() if source and at.source == source]
        share = max(1, most // 2)
        before = ""
        if len(mine) >= UNCONNECTED_A_VISITOR:
            before = self._longest(mine, "Several pages of this browser haven't finished loading.")
        elif len(near) >= share:
            before = self._longest(near, "Many pages of your network haven't finished loading.")
        elif len(self) >= most:
            before = self._longest(
                unconnected, f"{most} pages are open, and the server takes no more."
            )
        self._taken.pop(before, None)
        self._taken[kernel_id] = Place(visitor, source, self._clock())
        return before

    def _longest(self, those: Iterable[str], refusal: str) -> str:
        """The one of those that has been unconnected longest, where that is long enough."""
        first = min(those, key=lambda name: self._taken[name].since, default=None)
        if first is None or self._clock() - self._taken[first].since < CONNECT_WITHIN:
            raise NoPlaceError(refusal)
        return first

    def give_back(self, kernel_id: str) -> None:
        """The kernel is gone, or never started."""
        self._taken.pop(kernel_id, None)

    def connect(self, kernel_id: str) -> None:
        """A page has connected to its kernel."""
        if place := self._taken.get(kernel_id):
            place.connections += 1
            place.met = True

    def disconnect(self, kernel_id: str) -> None:
        """A connection has ended."""
        if place := self._taken.get(kernel_id):
            place.connections = max(0, place.connections - 1)
            place.since = self._clock()

    def never_connected(self, kernel_id: str) -> bool:
        """Whether the kernel holds a place and its page never came back for it."""
        place = self._taken.get(kernel_id)
        return place is not None and not place.met

    def of(self, visitor: str) -> list[str]:
        """The ids of the kernels of a visitor's pages."""
        return [name for name, place in self._taken.items() if visitor and place.visitor == visitor]


NAME = re.compile(r"assess-\d+-\w{8}")
"""With the server's process id, for people; whether it lives is told by the lock alone."""


@contextmanager
def own_folder() -> Iterator[Path]:
    """This server's folder, readable by its user only; ServeError where no place is found."""
    try:
        remove_left()
        folder, lock = _make()
    except OSError as error:
        raise ServeError(
            f"There is no place for temporary files ({error.strerror or error}): set TMPDIR to a "
            "directory that can be written."
        ) from None
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


GIVE_BACK_AFTER = 5.0
"""Seconds after a page was left."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def allow_many_files() -> None:
    """Raise this process's bound of open files as far as it may go.

    A hundred visits take more than the thousand that many systems begin with.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # macOS says "unlimited" and takes no number above this one
    most = 10_240 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def give_back_memory() -> None:
    """Hand the heap's free pages to the machine: glibc keeps them between others for good.

    No effect where the C library has no such call.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)


class BoundedKernelManager(OwnedKernels):
    """Starts at most `max_kernels` kernels; a page is one kernel."""

    _giving_back = False
    _places = Instance(Places, ())

    max_kernels = Int(30, help="Pages that can be open at once.").tag(config=True)

    @default("context")
    def _context_default(self) -> Context:
        return room_for(self.max_kernels)

    def reserve(self, source: str = "") -> Callable[..., Awaitable[str]]:
        """Take a place and give back what starts a kernel in it; 503 where there is none.

        A page that has begun can't be refused any more: the place is taken before it begins.
        `source`: where the page is asked from.
        """
        kernel_id = str(uuid4())
        try:
            before = self._places.take(kernel_id, VISITOR.get(), source, self.max_kernels)
        except NoPlaceError as error:
            raise HTTPError(503, str(error)) from error
        return partial(self._start_reserved, kernel_id, before)

    @property
    def full(self) -> bool:
        """Whether all places are taken."""
        return len(self._places) >= self.max_kernels

    async def _start_reserved(self, kernel_id: str, before: str, **kwargs: Any) -> str:
        try:
            if before:
                await self.leave(before)
            started = str(await super().start_kernel(kernel_id=kernel_id, **kwargs))
        finally:
            if kernel_id not in self:
                self._places.give_back(kernel_id)
        IOLoop.current().call_later(CONNECT_WITHIN, self._end_unconnected, kernel_id)
        return started

    async def _end_unconnected(self, kernel_id: str) -> None:
        """End a kernel that no page has ever connected to: a link checker's, a reload loop's."""
        if self._places.never_connected(kernel_id):
            await self.leave(kernel_id)

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """As the parent does; 503 with a sentence where there is no place."""
        return await self.reserve()(**kwargs)

    def notify_connect(self, kernel_id: str) -> None:
        """As the parent does; the place is in use."""
        self._places.connect(kernel_id)
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]

    def notify_disconnect(self, kernel_id: str) -> None:
        """As the parent does; the place may soon be another page's."""
        self._places.disconnect(kernel_id)
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]

    async def leave_all(self, visitor: str) -> None:
        """End the kernels of all pages of a visitor."""
        await asyncio.gather(*(self.leave(kernel_id) for kernel_id in self._places.of(visitor)))

    def remove_kernel(self, kernel_id: str) -> Any:
        """As the parent does; what its page needed here is given back soon, once for many pages."""
        self._places.give_back(kernel_id)
        if not self._giving_back:
            self._giving_back = True
            IOLoop.current().call_later(GIVE_BACK_AFTER, self._give_back)
        return super().remove_kernel(kernel_id)

    def _give_back(self) -> None:
        self._giving_back = False
        give_back_memory()


class ForeignHost(Matcher):
    """Matches requests for a name that isn't this server's: another site could point one here."""

    def __init__(self, allowed: frozenset[str], *, numbers: bool = False) -> None:
        """`numbers`: addresses in digits pass too; no other site can point those anywhere."""
        self._allowed, self._numbers = allowed, numbers

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """{} (a match) where the Host header names none of the allowed hosts."""
        name, _port = split_host_and_port(request.host.lower())
        name = name.strip("[]")
        known = name in self._allowed or (self._numbers and as_number(name) is not None)
        return None if known else {}


def as_number(host: str) -> IPv4Address | IPv6Address | None:
    """An address in digits; None for anything else, such as a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


class Refuse(RequestHandler):
    """403 for every method."""

    def prepare(self) -> None:
        """Answer before anything else is looked at."""
        self.set_status(403)
        self.finish("This server answers to its own address only.\n")
