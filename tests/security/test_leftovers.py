"""What a server leaves in the temporary directory and in its log."""

from __future__ import annotations

import json
from pathlib import Path

from tests.browser.conftest import Server
from tests.security.client import Client


def test_a_servers_folders_do_not_stay_not_even_after_a_kill(tmp_path: Path) -> None:
    temporary = tmp_path / "t"
    temporary.mkdir()
    server = Server(tmp_path, TMPDIR=str(temporary))
    try:
        Client(server.url).kernel()
        server.process.kill()
        server.process.wait()
        (left,) = temporary.iterdir()
        server.start_again()
        assert not left.exists()
        Client(server.url).kernel()
    finally:
        server.stop()
    assert [*temporary.iterdir()] == []


def test_json_lines_hold_no_debug_lines(tmp_path: Path) -> None:
    server = Server(tmp_path, "--log-json")
    try:
        client = Client(server.url)
        assert client.leave(client.kernel()).status == 204
        client.ask("nothing")
    finally:
        server.stop()
    lines = [line for line in server.log.read_text().splitlines() if line.startswith("{")]
    levels = {json.loads(line)["level"] for line in lines}
    assert "warning" in levels
    assert "debug" not in levels
