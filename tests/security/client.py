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
        self, kernel: str, *, cookies: str | None = None, **headers: str
    ) -> WebSocketClientConnection:
        """Open the kernel's websocket; raises tornado's HTTPClientError where it is refused."""
        address = self.url.replace("http", "ws", 1)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = HTTPRequest(
            f"{address}api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}",
            headers={"Cookie": self.cookies() if cookies is None else cookies, **named},
            validate_cert=False,
        )
        return await websocket_connect(request)


async def hang_up(connection: WebSocketClientConnection) -> None:
    """Close, and wait until it is."""
    connection.close()
    while await connection.read_message() is not None:
        pass


def message(kind: str, content: Any = None, *, channel: Any = "shell", **parts: Any) -> str:
    """A kernel message in its JSON form."""
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "session": "s",
        "username": "",
        "version": "5.3",
        "date": "2026-11-22T10:00:00Z",
    }
    whole = {
        "channel": channel,
        "header": header,
        "parent_header": {},
        "metadata": {},
        "content": content or {},
        "buffers": [],
        **parts,
    }
    return json.dumps(whole)


async def answers(
    connection: WebSocketClientConnection, until: str, seconds: float = 60
) -> list[dict[str, Any]]:
    """What arrives up to and with the first message of a type; fails where none of it comes."""
    heard: list[dict[str, Any]] = []
    async with asyncio.timeout(seconds):
        while True:
            said = await connection.read_message()
            assert said is not None, f"closed before {until}, after {heard}"
            # a message with buffers is binary: its JSON is the part after the offsets
            if isinstance(said, bytes):
                count = int.from_bytes(said[:4], "big")
                ends = [int.from_bytes(said[4 * i : 4 * i + 4], "big") for i in range(1, count + 1)]
                said = said[ends[0] : ends[1] if count > 1 else None].decode()
            heard.append(json.loads(said))
            if heard[-1]["msg_type"] == until:
                return heard


def run(work: Callable[[], Awaitable[T]]) -> T:
    """Run a coroutine on a loop in a thread of its own: the browser tests keep one in this one."""

    async def main() -> T:
        return await work()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, main()).result()
