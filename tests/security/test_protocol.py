"""What can be said to a kernel over its websocket: nothing that runs code or ends the server."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError

from assess.server.http.connections import CONNECTIONS, MESSAGES_IN_TEN_SECONDS, SUPERSEDED
from tests.browser.conftest import Server
from tests.security.client import (
    Client,
    answers,
    closed,
    frame,
    hang_up,
    header,
    message,
    run,
    say,
)

KINDS = (
    "execute_request",
    "inspect_request",
    "complete_request",
    "history_request",
    "is_complete_request",
    "connect_request",
    "shutdown_request",
    "interrupt_request",
    "debug_request",
    "input_reply",
    "create_subshell_request",
    "delete_subshell_request",
    "list_subshell_request",
    "usage_request",
    "abort_request",
    "clear_request",
    "apply_request",
    "unknown_request",
    "",
)
"""Every request of the messaging protocol that is no comm, and ipykernel's own."""


@pytest.fixture
def kernel(alice: Client) -> Iterator[str]:
    kernel = alice.kernel()
    yield kernel
    alice.leave(kernel)


async def _still_there(connection: WebSocketClientConnection) -> list[dict[str, Any]]:
    """Everything that came before the kernel's answer to a question that is allowed."""
    await say(connection, message("comm_info_request"))
    return await answers(connection, "comm_info_reply")


def _code(client: Client, kernel: str, noise: str | bytes, *, v1: bool = True) -> int | None:
    """How a connection is closed for one frame; a second one then reaches the kernel."""

    async def try_out() -> int | None:
        first = await client.connect(kernel, v1=v1)
        await first.write_message(noise, binary=isinstance(noise, bytes))
        code = await closed(first)
        second = await client.connect(kernel)
        await _still_there(second)
        await hang_up(second)
        return code

    return run(try_out)


@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub", "hb", ""])
def test_no_message_runs_code_or_ends_the_kernel(
    alice: Client, kernel: str, tmp_path: Path, channel: str
) -> None:
    proof = tmp_path / "executed"
    code = f"import pathlib; pathlib.Path({str(proof)!r}).touch()"
    content = {
        "code": code,
        "value": code,
        "silent": False,
        "store_history": True,
        "user_expressions": {"x": f"__import__('pathlib').Path({str(proof)!r}).touch()"},
        "allow_stdin": True,
        "restart": False,
        "command": "evaluate",
        "arguments": {"expression": code},
        "type": "request",
        "seq": 1,
    }

    async def tell() -> list[int | None]:
        codes = []
        for kind in KINDS:
            connection = await alice.connect(kernel)
            await say(connection, message(kind, content, channel=channel))
            codes.append(await closed(connection))
        last = await alice.connect(kernel)
        await _still_there(last)
        await hang_up(last)
        return codes

    assert run(tell) == [1008] * len(KINDS)
    assert not proof.exists()


def test_a_message_with_two_kinds_is_judged_by_the_one_that_the_kernel_reads(
    alice: Client, kernel: str, tmp_path: Path
) -> None:
    """Doubled keys and smuggled parts must not look allowed here and run there."""
    proof = tmp_path / "executed"
    content = {"code": f"open({str(proof)!r}, 'w')", "silent": False, "comm_id": "none"}
    head = json.dumps(header("X")).encode()
    one, other = b'"msg_type": "comm_msg"', b'"msg_type": "execute_request"'
    for twice in (one + b", " + other, other + b", " + one):
        double = head.replace(b'"msg_type": "X"', twice)
        assert _code(alice, kernel, message("", content, header=double)) == 1003
    hidden = header("execute_request\0")
    assert _code(alice, kernel, message("", content, header=hidden)) == 1008

    async def tell() -> None:
        connection = await alice.connect(kernel)
        smuggled = {"msg_type": "execute_request"}
        for good in (
            message("comm_msg", {**content, **smuggled}),
            message("comm_msg", content, metadata=smuggled),
            message("comm_msg", content, parent_header=smuggled),
        ):
            await say(connection, good)
        await _still_there(connection)
        await hang_up(connection)

    run(tell)
    assert not proof.exists()


ENDLESS = (2**60).to_bytes(8, "little") + b"x" * 100
OLD_FORMAT = (100_000_000).to_bytes(4, "big") + b"x" * 100


@pytest.mark.parametrize(
    "noise",
    [
        "",
        "{",
        "null",
        '{"channel": "shell", "header": {"msg_type": "comm_info_request"}, "content": {}}',
        b"",
        b"\xff" * 9,
        ENDLESS,
        OLD_FORMAT,
        message("comm_info_request")[:-1],
        message("comm_info_request") + b"x",
        message("comm_info_request", header=b"[" * 2_000),
        message("comm_info_request", header=b"5"),
        message("comm_info_request", content=b"[" * 100_000),
        frame(b"shell", *[b"{}"] * 40),
    ],
    ids=range(14),
)
def test_what_is_no_message_ends_its_connection_only(
    alice: Client, kernel: str, noise: str | bytes
) -> None:
    assert _code(alice, kernel, noise) == 1003


@pytest.mark.parametrize("noise", [message("comm_info_request"), OLD_FORMAT, "{}"], ids=range(3))
def test_the_old_protocol_is_not_read(alice: Client, kernel: str, noise: str | bytes) -> None:
    assert _code(alice, kernel, noise, v1=False) == 1003


def test_nothing_of_what_a_page_sends_gets_into_the_log(
    alice: Client, kernel: str, walled: Server
) -> None:
    """A kind with a new line would forge a line; with an escape it would reach the terminal."""
    forged = "confided\n[C] forged\x1b[31m"
    for noise in (
        message(forged),
        message("comm_info_request", channel=forged),
        message("comm_info_request", header=header("comm_info_request", msg_id=forged)),
        message("comm_msg", {"comm_id": forged}),
        message("comm_open", {"comm_id": "x", "target_name": forged}),
    ):
        assert _code(alice, kernel, noise) == 1008
    assert _code(alice, kernel, json.dumps({"header": {}, "said": forged}), v1=False) == 1003

    async def connect() -> int:
        try:
            await alice.connect(kernel, session="secret%0A[C]%20forged")
        except HTTPClientError as error:
            return error.code
        return 101

    assert run(connect) == 400
    for line in (b"GET /secret\x1b[31m", b"GET /secret%0aforged%1b?next=%0aforged", b"G\x1bT /"):
        with socket.create_connection(("127.0.0.1", walled.port)) as plain:
            host = f"127.0.0.1:{walled.port}".encode()
            plain.sendall(line + b" HTTP/1.1\r\nHost: " + host + b"\r\nReferer: \x1b[31m\r\n\r\n")
            plain.recv(1_000)
    text = walled.log.read_text(encoding="utf-8")
    assert "confided" not in text
    assert "\x1b" not in text
    assert not any(line.startswith(("[C]", "forged")) for line in text.splitlines())


def test_ids_are_short(alice: Client, kernel: str) -> None:
    """The server and the kernel keep them, and send them back with every answer."""
    long = "x" * 101
    for key in ("msg_id", "session", "username"):
        noise = message("comm_info_request", header=header("comm_info_request", **{key: long}))
        assert _code(alice, kernel, noise) == 1008
    for noise in (
        message("comm_info_request", parent_header={"msg_id": long}),
        message("comm_info_request", metadata={"x": "y" * 2_000}),
        message("comm_msg", {"comm_id": long}),
    ):
        assert _code(alice, kernel, noise) == 1008


def test_a_comm_that_is_not_there_is_closed(alice: Client, kernel: str) -> None:
    async def tell() -> list[dict[str, Any]]:
        connection = await alice.connect(kernel)
        await say(connection, message("comm_msg", {"comm_id": "nowhere", "data": {}}))
        heard = await answers(connection, "comm_close")
        await hang_up(connection)
        return heard

    assert run(tell)[-1]["content"]["comm_id"] == "nowhere"


def test_greetings_leave_nothing_in_the_kernel(alice: Client, kernel: str) -> None:
    async def tell() -> tuple[dict[str, Any], dict[str, Any]]:
        connection = await alice.connect(kernel)
        before = (await _still_there(connection))[-1]["content"]
        for number in range(20):
            content = {"comm_id": f"page{number}", "target_name": "assess.page", "data": {}}
            await say(connection, message("comm_open", content))
        after = (await _still_there(connection))[-1]["content"]
        await hang_up(connection)
        return before, after

    before, after = run(tell)
    assert before["comms"]
    assert before == after


def test_of_too_many_connections_to_a_kernel_the_oldest_ends(alice: Client, kernel: str) -> None:
    async def crowd() -> list[int | None]:
        connections = [await alice.connect(kernel) for _ in range(CONNECTIONS + 40)]
        codes = [await closed(connection) for connection in connections[:-CONNECTIONS]]
        for connection in connections[-CONNECTIONS:]:
            await _still_there(connection)
            await hang_up(connection)
        return codes

    assert run(crowd) == [SUPERSEDED] * 40


def test_a_message_larger_than_any_file_of_ours_ends_its_connection_only(
    alice: Client, kernel: str
) -> None:
    async def tell() -> bool:
        first = await alice.connect(kernel)
        # the server hangs up before all of it is sent
        with suppress(WebSocketClosedError):
            await say(first, message("comm_info_request", {"x": "y" * 6_000_000}))
        while await first.read_message() is not None:
            pass
        first.close()
        second = await alice.connect(kernel)
        await _still_there(second)
        await hang_up(second)
        return True

    assert run(tell)


@pytest.mark.parametrize(
    ("count", "size"), [(MESSAGES_IN_TEN_SECONDS + 100, 0), (10, 4_000_000)], ids=["many", "large"]
)
def test_a_flood_of_messages_ends_its_connection_only(
    alice: Client, kernel: str, count: int, size: int
) -> None:
    noise = message("comm_msg", {"comm_id": "nowhere", "data": {"x": "y" * size}})

    async def flood() -> int | None:
        first = await alice.connect(kernel)
        for _ in range(count):
            with suppress(WebSocketClosedError):
                await say(first, noise)
        return await closed(first)

    assert run(flood) == 1008
    # the others' kernels take messages; this one's does in a while, on a connection anew too
    other = Client(alice.url)
    theirs = other.kernel()

    async def ask() -> int | None:
        asking, again = await other.connect(theirs), await alice.connect(kernel)
        await _still_there(asking)
        await hang_up(asking)
        await say(again, noise)
        return await closed(again)

    assert run(ask) == 1008
    other.leave(theirs)


def test_no_widget_that_a_page_can_make_opens_a_way_to_code_or_files(
    alice: Client, kernel: str, tmp_path: Path
) -> None:
    """Each registered widget, made with hostile values; the page's own still answer."""
    import ipywidgets

    proof = tmp_path / "executed"
    hostile = [f"__import__('os').system('touch {proof}')", "../../etc/passwd", {"a": [None]}, -1]
    names = list(ipywidgets.widgets.widget._registry.items())
    assert len(names) > 30

    async def tell() -> tuple[int, list[dict[str, Any]]]:
        made = 0
        for (module, version, name, view_module, view_version, view), kind in names:
            for value in hostile:
                traits = [
                    key for key in kind.class_trait_names(sync=True) if not key.startswith("_")
                ]
                state = {
                    "_model_module": module,
                    "_model_module_version": version,
                    "_model_name": name,
                    "_view_module": view_module,
                    "_view_module_version": view_version,
                    "_view_name": view,
                    **dict.fromkeys(traits, value),
                }
                content = {
                    "comm_id": f"hostile-{made}",
                    "target_name": "jupyter.widget",
                    "data": {"state": state, "buffer_paths": []},
                }
                connection = await alice.connect(kernel)
                await say(connection, message("comm_open", content, metadata={"version": "2.1.0"}))
                made += await closed(connection) == 1008
        last = await alice.connect(kernel)
        heard = await _still_there(last)
        await hang_up(last)
        return made, heard

    made, heard = run(tell)
    assert made == 4 * len(names)
    assert not proof.exists()
    assert not any("hostile" in key for key in heard[-1]["content"]["comms"])
