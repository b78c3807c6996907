"""Kernel connections that judge what comes in, and how many of them one kernel may have.

`JudgedConnection` is jupyter_server's extension point `kernel_websocket_connection_class`: it works
in Voilà, in JupyterLab and in a hub's servers alike.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable

import zmq.asyncio
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from assess.rate_limit import RateLimit
from assess.server.http.frames import FrameError, parts_of

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
