"""Kernel connections: judge what a page sends, and how many one kernel may have.

A frame of Jupyter's v1 protocol is a count, so many offsets (all 64-bit, little-endian), then the
parts that the offsets bound: channel, header, parent header, metadata, content, buffers.
jupyter_server believes the count and the offsets: a count of 2^60 keeps it busy for ever.

`JudgedConnection` is jupyter_server's extension point `kernel_websocket_connection_class`: it works
in Voilà, in JupyterLab and in a hub's servers alike.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import zmq.asyncio
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from assess.rate_limit import RateLimit

PROTOCOL = "v1.kernel.websocket.jupyter.org"
FEWEST, MOST = 6, 32
"""Offsets of a message without buffers; as many as a message of any widget needs."""

CHANNELS = frozenset({"shell", "control", "stdin"})
"""Where a page can send anything; it only listens on the others."""

KINDS = ("comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request")
"""What a page of ours may say to its kernel: nothing that runs code, nothing that ends it."""

TARGET = "assess.page"
"""The one comm that a page of ours opens."""

LONGEST_ID = 100
LARGEST_PART = 2_000
"""Bytes of a header, a parent header or metadata."""

UNREADABLE, REFUSED = 1003, 1008
"""Closing codes (RFC 6455, 7.4.1): no frame that is read here; one that says what it may not."""


class FrameError(Exception):
    """The frame is refused: `code` closes its connection; the text is ours, nothing of theirs."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def parts_of(frame: str | bytes, protocol: str | None = PROTOCOL) -> list[bytes]:
    """Split a frame of the v1 protocol into its parts, the channel first; FrameError for others."""
    if protocol != PROTOCOL or not isinstance(frame, bytes):
        raise FrameError(UNREADABLE, "only the v1 protocol is read")
    count = int.from_bytes(frame[:8], "little")
    if not FEWEST <= count <= MOST or len(frame) < 8 * (count + 1):
        raise FrameError(UNREADABLE, "no count of parts")
    offsets = [int.from_bytes(frame[8 * i : 8 * i + 8], "little") for i in range(1, count + 1)]
    if offsets[0] != 8 * (count + 1) or offsets[-1] != len(frame) or offsets != sorted(offsets):
        raise FrameError(UNREADABLE, "the offsets don't fit the message")
    parts = [frame[start:end] for start, end in pairwise(offsets)]
    if parts[0] not in {channel.encode() for channel in CHANNELS}:
        raise FrameError(REFUSED, "no channel that takes messages")
    return parts


def judge(frame: str | bytes, protocol: str | None = PROTOCOL) -> None:
    """FrameError for all that a page of `assess serve` doesn't say."""
    channel, header, parent, metadata, content, *buffers = parts_of(frame, protocol)
    if channel != b"shell" or buffers:
        raise FrameError(REFUSED, "only plain messages on the shell channel")
    if max(len(header), len(parent), len(metadata)) > LARGEST_PART:
        raise FrameError(REFUSED, "a header is too long")
    head, origin = _read(header), _read(parent)
    _read(metadata)
    kind = head.get("msg_type")
    if kind not in KINDS:
        raise FrameError(REFUSED, "a kind of message that isn't taken")
    if not _is_id(head.get("msg_id")) or not _is_id(head.get("session")):
        raise FrameError(REFUSED, "no message id or session")
    for value in (*head.values(), *origin.values()):
        if value is not None and not (isinstance(value, str) and len(value) <= LONGEST_ID):
            raise FrameError(REFUSED, "a header with more than ids")
    said = _read(content)
    if kind in ("comm_open", "comm_msg", "comm_close") and not _is_id(said.get("comm_id")):
        raise FrameError(REFUSED, "no comm id")
    if kind == "comm_open" and said.get("target_name") != TARGET:
        raise FrameError(REFUSED, "a comm that isn't opened here")


def is_session(text: str) -> bool:
    """Whether a page can call its connection so: letters, digits and - only, as it gets logged."""
    return 0 < len(text) <= LONGEST_ID and text.isascii() and text.replace("-", "").isalnum()


def _read(part: bytes) -> dict[str, Any]:
    try:
        value = json.loads(part.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise FrameError(UNREADABLE, "a part that isn't JSON") from None
    if not isinstance(value, dict):
        raise FrameError(UNREADABLE, "a part that isn't an object")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key given twice could be read differently by whoever reads it next."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError
    return value


def _is_id(value: object) -> bool:
    """Short, and nothing that a terminal or a log could take for more than a name."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= LONGEST_ID
        and value.isascii()
        and value.isprintable()
    )


CONNECTIONS = 3
"""How many a kernel has at most: its page's own, and those that a lost network left behind."""

SUPERSEDED = 4001
"""How the oldest is closed where there are more; the page doesn't come back after it."""

SOCKETS_OF_A_CONNECTION = 6  # four channels, and two more while it is opened
SOCKETS_OF_A_KERNEL = 10  # what the server itself asks and hears by, with some to spare
MESSAGES_IN_TEN_SECONDS = 2_000
"""What may be sent to one kernel; a person who types and clicks sends a few a second."""

BYTES_IN_A_MINUTE = 20_000_000
"""The same in bytes: four of the largest files."""


class JudgedConnection(ZMQChannelsWebsocketConnection):
    """A connection that refuses every frame that isn't one of the v1 protocol.

    It also ends at once, and once only: its sockets are free before the browser has said goodbye.
    """

    _opening: asyncio.Future[None] | None = None
    _ended = False

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """As the parent does with a frame that it can read; any other closes the websocket."""
        try:
            parts_of(incoming_msg, self.subprotocol)
        except FrameError as error:
            self.websocket_handler.close(error.code, str(error))
            return
        super().handle_incoming_message(incoming_msg)  # type: ignore[arg-type]

    async def connect(self) -> None:  # type: ignore[override]
        """As the parent does; `disconnect` ends what is still being opened."""
        if not self._ended:
            self._opening = super().connect()
            if self._opening is not None:
                await asyncio.wait([self._opening])

    def disconnect(self) -> None:  # type: ignore[override]
        """As the parent does, at the first call."""
        if self._ended:
            return
        self._ended = True
        if self._opening is not None:
            self._opening.cancel()
        super().disconnect()  # type: ignore[no-untyped-call]


class Connections:
    """The websockets of one kernel, oldest first, and how much came by them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: list[KernelWebsocketHandler] = []
        self._pace = RateLimit(MESSAGES_IN_TEN_SECONDS, 10, clock)
        self._came: deque[tuple[float, int]] = deque()
        self._bytes = 0

    def add(self, handler: KernelWebsocketHandler) -> list[KernelWebsocketHandler]:
        """Note one more; those that are too many now, to be closed."""
        self._open.append(handler)
        many, self._open = self._open[:-CONNECTIONS], self._open[-CONNECTIONS:]
        return many

    def remove(self, handler: KernelWebsocketHandler) -> None:
        """Forget one that has ended."""
        if handler in self._open:
            self._open.remove(handler)

    def allows(self, size: int) -> bool:
        """Whether a message of so many bytes may come now; it is counted if so."""
        now = self._clock()
        while self._came and now - self._came[0][0] >= 60:
            self._bytes -= self._came.popleft()[1]
        if self._bytes + size > BYTES_IN_A_MINUTE or not self._pace.allows():
            return False
        self._came.append((now, size))
        self._bytes += size
        return True


def room_for(visits: int) -> zmq.asyncio.Context:
    """A zmq context with sockets enough for so many kernels, each with all its connections."""
    made = zmq.asyncio.Context()
    needed = visits * (CONNECTIONS * SOCKETS_OF_A_CONNECTION + SOCKETS_OF_A_KERNEL)
    most = int(made.get(zmq.SOCKET_LIMIT))
    made.set(zmq.MAX_SOCKETS, min(max(needed, int(made.get(zmq.MAX_SOCKETS))), most))
    return made
