"""A small reverse proxy, as an organisation may have one in front of a server."""

from __future__ import annotations

import asyncio
import gc
import threading
import warnings
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Literal, TypeVar

T = TypeVar("T")

Sockets = Literal["through", "refused", "swallowed", "deaf"]


class Proxy:
    """Hands requests below `path` on to a server of this machine.

    `strip`: whether it takes that path away from what it hands on. `sockets`: what becomes of
    websockets: handed on, refused at once, never answered ("swallowed"), or answered without a
    word coming through ("deaf").
    """

    def __init__(
        self, server: int, path: str = "/", *, strip: bool = False, sockets: Sockets = "through"
    ) -> None:
        self._server, self._path, self._strip = server, path, strip
        self.sockets: Sockets = sockets
        self.port = 0
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """Where a browser finds the page."""
        return f"http://127.0.0.1:{self.port}{self._path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a browser, for one request."""
        self._open.add(writer)
        try:
            await self._request(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # one side has gone, or the test is over
        finally:
            writer.close()

    async def end(self) -> None:
        """Drop every connection, with what is still to be written."""
        for writer in self._open:
            writer.transport.abort()
        await asyncio.sleep(0.01)  # a connection is closed by the loop's next round

    async def _request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, target, rest = head.split(" ", 2)
        if not target.startswith(self._path):
            writer.write(
                b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            return
        upgrade = "upgrade: websocket" in head.lower()
        if upgrade and self.sockets == "refused":
            writer.write(
                b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            return
        if upgrade and self.sockets == "swallowed":
            await reader.read()
            return
        if self._strip:
            target = "/" + target[len(self._path) :]
        lines = rest.split("\r\n")
        if not upgrade:
            lines = [line for line in lines if not line.lower().startswith("connection:")]
            lines[-2:-2] = ["Connection: close"]
        there, to = await asyncio.open_connection("127.0.0.1", self._server)
        self._open.add(to)
        to.write(" ".join((method, target, "\r\n".join(lines))).encode("latin-1"))
        if upgrade and self.sockets == "deaf":
            writer.write(await there.readuntil(b"\r\n\r\n"))
            await reader.read()
            to.close()
            return
        await asyncio.gather(_pour(reader, to), _pour(there, writer))


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


@contextmanager
def running(proxy: Proxy) -> Iterator[Proxy]:
    """The proxy, while it runs in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def wait(of: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(of, loop).result()

    async def end() -> None:
        # what is being accepted can't join a server that is closed: its socket would be left open
        for listening in server.sockets:
            loop.remove_reader(listening.fileno())
        await asyncio.sleep(0.05)
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await proxy.end()

    server = wait(asyncio.start_server(proxy.serve, "127.0.0.1", 0))
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        wait(end())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        with warnings.catch_warnings():  # what a browser opened at the last moment goes here
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
