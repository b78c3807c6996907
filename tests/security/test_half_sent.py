"""Requests that begin and never end."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from assess.server.http.handlers import HALF_SENT
from tests.security.patched import Patched

HALVES = {
    "nothing": b"",
    "a line": b"GET / HT",
    "headers": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "a body": b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\ntoken=",
}


def test_requests_that_are_half_sent_end(tmp_path: Path) -> None:
    assert HALF_SENT == 30
    server = Patched(tmp_path, "from assess.server.http import handlers; handlers.HALF_SENT = 1")
    try:
        for name, half in HALVES.items():
            with socket.create_connection(("127.0.0.1", server.port), 60) as connection:
                connection.sendall(half)
                try:
                    ended = connection.recv(1000) == b""
                except TimeoutError:
                    pytest.fail(f"{name}: still connected")
                assert ended, name
    finally:
        server.stop()
