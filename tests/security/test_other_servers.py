"""JupyterLab as `assess lab` starts it, a hub's server and the coach's: what they refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from assess.server.http.connections import PROTOCOL
from tests.browser.conftest import free_port
from tests.security.client import answers, closed, frame, hang_up, message, run, say

TOP = Path(__file__).parents[2]
TOKEN = {"Authorization": "token one-for-this-test"}
LAB = ("assess.cli.main", "lab", "notebooks", "--no-browser")
COACH = ("assess.cli.main", "coach", "--no-browser")
HUB = (
    "jupyter_server",
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    f"--config={TOP / 'deploy' / 'jupyter_server_config.json'}",
)
ENDLESS = (2**60).to_bytes(8, "little") + b"x" * 100
OLD_FORMAT = (100_000_000).to_bytes(4, "big") + b"x" * 100


def ask(url: str, method: str = "GET") -> dict[str, str]:
    """What an address of the server answers, as JSON."""
    body = b"{}" if method == "POST" else None
    request = urllib.request.Request(url, body, TOKEN, method=method)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return dict(json.loads(answer.read()))


@contextmanager
def running(directory: Path, *command: str) -> Iterator[str]:
    """A server; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    variables = {**os.environ, "JUPYTER_TOKEN": "one-for-this-test"}
    with (directory / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, f"--port={port}"],
            cwd=directory,
            env=variables,
            stdout=log,
            stderr=log,
        )
    try:
        for _ in range(240):
            try:
                ask(url + "api")
                break
            except urllib.error.HTTPError:
                break  # Voilà has no such address, and answers
            except OSError:
                time.sleep(0.5)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.parametrize("command", [LAB, HUB], ids=["lab", "hub"])
def test_a_malformed_frame_ends_its_connection_and_not_the_server(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    with running(tmp_path, *command) as url:
        kernel = ask(url + "api/kernels", "POST")["id"]

        async def connect(*protocols: str) -> WebSocketClientConnection:
            address = f"{url.replace('http', 'ws', 1)}api/kernels/{kernel}/channels?session_id=s"
            request = HTTPRequest(address, headers=TOKEN)
            return await websocket_connect(request, subprotocols=list(protocols))

        async def attack() -> list[int | None]:
            codes = []
            lying = frame(b"shell", *[b"{}"] * 4, offsets=[56, 2**63, 63, 65, 67, 69])
            for noise in (ENDLESS, OLD_FORMAT, lying, b""):
                connection = await connect(PROTOCOL)
                await say(connection, noise)
                codes.append(await closed(connection))
            connection = await connect()
            await say(connection, OLD_FORMAT)
            codes.append(await closed(connection))
            last = await connect(PROTOCOL)
            await say(last, message("kernel_info_request"))
            await answers(last, "kernel_info_reply")
            await hang_up(last)
            return codes

        assert run(attack) == [1003] * 5
        assert ask(url + f"api/kernels/{kernel}")["id"] == kernel


def status(url: str, **headers: str) -> int:
    """What a server answers to a request with these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=named)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_coach_s_page_answers_to_no_foreign_name_and_no_other_site(tmp_path: Path) -> None:
    with running(tmp_path, *COACH) as url:
        port = url.rstrip("/").rpartition(":")[2]
        for path in ("", "voila/templates/assess/static/index.css", "api/kernels/x/channels"):
            assert status(url + path, Host=f"evil.example:{port}") == 403
            assert status(url + path, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="cors") == 403
        assert "Traceback" not in (tmp_path / "server.log").read_text(encoding="utf-8")
        for name in ("127.0.0.1", "localhost"):
            assert status(url, Host=f"{name}:{port}") == 200
