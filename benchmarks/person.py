"""One simulated person: loads the page over HTTP and speaks the kernel protocol over the websocket.

Finds the widgets by what the page's own files say, as the page's script does: no id is known here.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import secrets
import time
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
PATIENCE = 60.0  # seconds until an answer counts as lost
AGAIN = 10.0  # seconds until an answer that couldn't be stored is sent again, as the page does


class RefusedError(Exception):
    """The server has no place."""


class Person:
    """`latencies`: milliseconds from each click to its acknowledgement."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.latencies: list[float] = []
        self.plan_ms = self.export_ms = self.arrival_ms = 0.0
        self.export_bytes = self.sent_again = 0
        self._client = AsyncHTTPClient()
        self._cookies: dict[str, str] = {}
        self._session = secrets.token_hex(8)
        self._heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._socket: WebSocketClientConnection | None = None
        self._models: dict[str, Any] = {}
        self._number = 0

    async def arrive(self) -> None:
        """Load the page and what it names; RefusedError where all places are taken."""
        start = time.perf_counter()
        page = await self._get("")
        config = json.loads(_between(page, 'id="jupyter-config-data">', "</script>"))
        self.kernel = json.loads(_between(page, 'id="assess-kernel">', "</script>"))["kernelId"]
        names = set(re.findall(r"assess/parts/([\w.]+)", page))
        files = {name: await self._get(f"assess/parts/{name}") for name in names}
        self._models = json.loads(files[config["parts"]])["models"]
        request = HTTPRequest(
            self.url.replace("http", "ws", 1)
            + f"api/kernels/{self.kernel}/channels?session_id={self._session}",
            headers=self._headers(),
            request_timeout=PATIENCE,
        )
        self._socket = await websocket_connect(
            request, subprotocols=[PROTOCOL], compression_options={}
        )
        self._reader = asyncio.ensure_future(self._read())
        data = {"parts": config["parts"]}
        content = {"comm_id": "page", "target_name": "assess.page", "data": data}
        await self._post("comm_open", content)
        await self._until(lambda said: said["comm_id"] == "page")
        self._visit = self._find(lambda state: "codes" in state and "questions" in state)
        self._form = self._find(lambda state: "content" in state and "answers" in state)
        self._steps = self._find(lambda state: "step" in state and "steps" in state)
        self._transfer = self._find(lambda state: "cards" in state)
        code = secrets.token_urlsafe(32)
        await self._say(self._visit, kind="hello", codes=[], left={}, here=None, fresh=code)
        await self._until(lambda said: _content(said).get("kind") == "earlier")
        self.arrival_ms = 1000 * (time.perf_counter() - start)

    @property
    def questions(self) -> list[str]:
        """Ids of the questions, as the page's files give them."""
        content = self._models[self._form]["state"]["content"]
        return [item["id"] for area in content["areas"] for item in area["questions"]]

    async def rate(self, question: str, number: int) -> None:
        """Click a level and wait until it is stored."""
        start = time.perf_counter()
        change = {"n": number, "id": question, "rating": str(random.randint(1, 4))}
        change |= {"rating_seen": [""]}
        while not await self._kept(change):
            if time.perf_counter() - start > PATIENCE:
                raise AssertionError("an answer wasn't kept")
            self.sent_again += 1
            await asyncio.sleep(AGAIN)
        self.latencies.append(1000 * (time.perf_counter() - start))

    async def _kept(self, change: dict[str, Any]) -> bool:
        await self._say(self._visit, kind="changes", changes=[change])
        answer = _content(await self._until(lambda said: _content(said).get("kind") == "kept"))
        return bool(answer["kept"])

    async def plan(self) -> None:
        """Go to the plan and ask for one."""
        await self._update(self._steps, {"step": "plan"})
        planner = self._find(lambda state: "hours" in state.get("parts", {}).get("values", {}))
        values = self._models[planner]["state"]["parts"]["values"]
        start = time.perf_counter()
        await self._say(planner, kind="submit", values=values)
        answer = _content(
            await self._until(
                lambda said: said["comm_id"] == planner and _content(said).get("kind") == "done"
            )
        )
        if "error" in answer:
            raise AssertionError(f"no plan: {answer['error']}")
        self.plan_ms = 1000 * (time.perf_counter() - start)

    async def export(self) -> None:
        """Take the report."""
        await self._update(self._steps, {"step": "take"})
        start = time.perf_counter()
        wanted = {"format": "html", "audience": "me", "chosen": {}, "reader": ""}
        await self._say(self._transfer, kind="take", **wanted)
        file = _content(await self._until(lambda said: _content(said).get("kind") == "file"))
        self.export_ms = 1000 * (time.perf_counter() - start)
        self.export_bytes = len(file["text"].encode())

    async def leave(self) -> None:
        """Close the page: farewell first, as the page's script does."""
        if self._socket:
            self._socket.close()
            self._reader.cancel()
            form = f"_xsrf={self._cookies.get('_xsrf', '')}"
            headers = {**self._headers(), "Content-Type": "application/x-www-form-urlencoded"}
            address = f"{self.url}voila/api/shutdown/{self.kernel}"
            request = HTTPRequest(
                address, method="POST", body=form, headers=headers, request_timeout=PATIENCE
            )
            await self._client.fetch(request, raise_error=False)
        self._models = {}  # a soak holds thousands of people

    # --- the protocol --------------------------------------------------------------------------

    def _find(self, fits: Any) -> str:
        found = [key for key, model in self._models.items() if fits(model["state"])]
        if len(found) != 1:
            raise AssertionError(f"{len(found)} widgets of the page fit, not one")
        return found[0]

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {"Cookie": cookies, "Origin": self.url.rstrip("/")}

    async def _get(self, path: str) -> str:
        request = HTTPRequest(
            self.url + path,
            headers=self._headers(),
            request_timeout=PATIENCE,
            connect_timeout=PATIENCE,
        )
        try:
            answer = await self._client.fetch(request)
        except HTTPClientError as error:
            if error.code == 503:
                raise RefusedError from error
            raise
        for cookie in answer.headers.get_list("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.body.decode()

    async def _say(self, comm: str, **content: Any) -> None:
        data = {"method": "custom", "content": content}
        await self._post("comm_msg", {"comm_id": comm, "data": data})

    async def _update(self, comm: str, state: dict[str, Any]) -> None:
        data = {"method": "update", "state": state, "buffer_paths": []}
        await self._post("comm_msg", {"comm_id": comm, "data": data})

    async def _post(self, kind: str, content: dict[str, Any]) -> None:
        self._number += 1
        header = {
            "msg_id": f"{self._session}-{self._number}",
            "msg_type": kind,
            "session": self._session,
            "username": "",
            "version": "5.4",
            "date": "2026-01-01T00:00:00Z",
        }
        pieces = [b"shell", *(json.dumps(piece).encode() for piece in (header, {}, {}, content))]
        offsets = [8 * (len(pieces) + 2)]
        for piece in pieces:
            offsets.append(offsets[-1] + len(piece))
        head = b"".join(number.to_bytes(8, "little") for number in (len(offsets), *offsets))
        assert self._socket is not None
        await self._socket.write_message(head + b"".join(pieces), binary=True)

    async def _read(self) -> None:
        assert self._socket is not None
        while True:
            data = await self._socket.read_message()
            if data is None:
                return
            assert isinstance(data, bytes)
            count = int.from_bytes(data[:8], "little")
            ends = [int.from_bytes(data[8 * i : 8 * i + 8], "little") for i in range(1, count + 1)]
            if b'"comm_msg"' in data[ends[1] : ends[2]]:
                self._heard.put_nowait(json.loads(data[ends[4] : ends[5]]))

    async def _until(self, fits: Any) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            while True:
                said = await self._heard.get()
                if fits(said):
                    return said


def _content(said: dict[str, Any]) -> dict[str, Any]:
    content = said["data"].get("content")
    return content if isinstance(content, dict) else {}


def _between(text: str, start: str, end: str) -> str:
    return text.split(start, 1)[1].split(end, 1)[0]
