"""A visitor without a browser: requests, cookies, and the kernel's websocket in plain messages."""

from __future__ import annotations

import asyncio
import json
import re
import urllib.error
import urllib.request
import uuid
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any, TypeVar

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from assess.server.http.connections import PROTOCOL

T = TypeVar("T")


@dataclass(frozen=True)
class Reply:
    """What the server answered."""

    status: int
    text: str
    headers: dict[str, list[str]]

    def header(self, name: str) -> str:
        """A header's values, joined; "" where there is none."""
        return "; ".join(self.headers.get(name.lower(), []))


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_anything: Any, **_more: Any) -> None:
        return None


class Client:
    """One browser's worth of cookies against one server."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar), _Stay()
        )

    def ask(
        self, path: str = "", *, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Reply:
        """Send a request (header names with _ for -); no redirect is followed."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, body, named, method=method)
        try:
            with self._opener.open(request, timeout=120) as answer:
                return self._reply(answer.status, answer)
        except urllib.error.HTTPError as error:
            with error:
                return self._reply(error.code, error)

    @staticmethod
    def _reply(status: int, answer: Any) -> Reply:
        headers: dict[str, list[str]] = {}
        for name, value in answer.headers.items():
            headers.setdefault(name.lower(), []).append(value)
        return Reply(status, answer.read().decode("utf-8", "replace"), headers)

    def cookie(self, prefix: str) -> str:
        """The value of the cookie whose name begins like this, or ""."""
        found = [cookie.value or "" for cookie in self.jar if cookie.name.startswith(prefix)]
        return found[0] if found else ""

    def cookies(self) -> str:
        """All of them, as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def kernel(self) -> str:
        """Load the page; its kernel's id."""
        found = re.search(r'"kernelId": ?"([^"]+)"', self.ask().text)
        assert found, "the page names no kernel"
        return found[1]

    def leave(self, kernel: str) -> Reply:
        """End the page's kernel, as the page does when it is left."""
        return self.ask(
            f"voila/api/shutdown/{kernel}",
            method="POST",
            body=b"",
            X_XSRFToken=self.cookie("_xsrf"),
        )

    async def connect(
        self,
        kernel: str,
        *,
        cookies: str | None = None,
        session: str | None = None,
        v1: bool = True,
        **headers: str,
    ) -> WebSocketClientConnection:
        """Open the kernel's websocket; raises tornado's HTTPClientError where it is refused."""
        address = self.url.replace("http", "ws", 1)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = HTTPRequest(
            f"{address}api/kernels/{kernel}/channels?session_id={session or uuid.uuid4().hex}",
            headers={"Cookie": self.cookies() if cookies is None else cookies, **named},
            validate_cert=False,
        )
        return await websocket_connect(request, subprotocols=[PROTOCOL] if v1 else None)


async def hang_up(connection: WebSocketClientConnection) -> None:
    """Close, and wait until it is."""
    connection.close()
    while await connection.read_message() is not None:
        pass


async def say(connection: WebSocketClientConnection, frame: bytes) -> None:
    """Send a frame."""
    await connection.write_message(frame, binary=True)


async def closed(connection: WebSocketClientConnection, seconds: float = 60) -> int | None:
    """Wait until the server has closed it; the code. Fails where it stays open."""
    async with asyncio.timeout(seconds):
        while await connection.read_message() is not None:
            pass
    connection.close()
    return connection.close_code


def header(kind: Any, **more: Any) -> dict[str, Any]:
    """A message's header."""
    return {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "session": "s",
        "username": "",
        "version": "5.3",
        "date": "2026-11-22T10:00:00Z",
        **more,
    }


def message(kind: Any, content: Any = None, *, channel: str = "shell", **parts: Any) -> bytes:
    """A kernel message as a frame; `parts` replace its own, as values or as bytes."""
    whole = {
        "header": header(kind),
        "parent_header": {},
        "metadata": {},
        "content": {} if content is None else content,
        **parts,
    }
    texts = [
        part if isinstance(part, bytes) else json.dumps(part).encode() for part in whole.values()
    ]
    return frame(channel.encode(), *texts)


def frame(*parts: bytes, count: int | None = None, offsets: list[int] | None = None) -> bytes:
    """A frame of these parts; with `count` or `offsets`, one that lies about them."""
    if offsets is None:
        offsets = [8 * (len(parts) + 2)]
        for part in parts:
            offsets.append(offsets[-1] + len(part))
    numbers = [len(offsets) if count is None else count, *offsets]
    return b"".join(number.to_bytes(8, "little") for number in numbers) + b"".join(parts)


async def answers(
    connection: WebSocketClientConnection, until: str, seconds: float = 60
) -> list[dict[str, Any]]:
    """What arrives up to and with the first message of a type; fails where none of it comes."""
    heard: list[dict[str, Any]] = []
    async with asyncio.timeout(seconds):
        while True:
            said = await connection.read_message()
            assert said is not None, f"closed before {until}, after {heard}"
            assert isinstance(said, bytes)
            ends = [int.from_bytes(said[8 * i : 8 * i + 8], "little") for i in range(1, 7)]
            kind = json.loads(said[ends[1] : ends[2]])["msg_type"]
            heard.append({"msg_type": kind, "content": json.loads(said[ends[4] : ends[5]])})
            if heard[-1]["msg_type"] == until:
                return heard


def run(work: Callable[[], Awaitable[T]]) -> T:
    """Run a coroutine on a loop in a thread of its own: the browser tests keep one in this one."""

    async def main() -> T:
        return await work()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, main()).result()
