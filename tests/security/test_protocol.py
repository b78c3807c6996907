"""What can be said to a kernel over its websocket: nothing that runs code or ends the server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError

from tests.security.client import Client, answers, hang_up, message, run

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
    await connection.write_message(message("comm_info_request"))
    return await answers(connection, "comm_info_reply")


@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub", "hb", None])
def test_no_message_runs_code_or_ends_the_kernel(
    alice: Client, kernel: str, tmp_path: Path, channel: str | None
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

    async def say() -> list[dict[str, Any]]:
        first = await alice.connect(kernel)
        for kind in KINDS:
            await first.write_message(message(kind, content, channel=channel))
        # a channel that takes no messages may have ended this connection: a new one asks
        second = await alice.connect(kernel)
        heard = await _still_there(second)
        await hang_up(first)
        await hang_up(second)
        return heard

    heard = run(say)
    assert {item["msg_type"] for item in heard} <= {"status", "comm_info_reply"}
    assert not proof.exists()


def test_a_message_with_two_kinds_is_judged_by_the_one_that_the_kernel_reads(
    alice: Client, kernel: str, tmp_path: Path
) -> None:
    """Doubled keys and smuggled parts must not look allowed here and run there."""
    proof = tmp_path / "executed"
    content = {"code": f"open({str(proof)!r}, 'w')", "silent": False}
    good, bad = message("comm_msg", content), message("execute_request", content)
    double = bad.replace('"msg_type": "execute_request"', '"msg_type": "comm_msg", "msg_type": "X"')
    texts = [
        double.replace('"X"', '"execute_request"'),
        bad.replace('"msg_type": "execute_request"', '"msg_type": "execute_request\\u0000"'),
        good.replace('"channel": "shell"', '"channel": "shell", "msg_type": "execute_request"'),
        message("comm_msg", content, msg_type="execute_request"),
        message("comm_msg", {**content, "msg_type": "execute_request"}),
        message("comm_msg", content, metadata={"msg_type": "execute_request"}),
        message("comm_msg", content, parent_header={"msg_type": "execute_request"}),
    ]

    async def say() -> None:
        connection = await alice.connect(kernel)
        for text in texts:
            await connection.write_message(text)
        await _still_there(connection)
        await hang_up(connection)

    run(say)
    assert not proof.exists()


@pytest.mark.parametrize(
    "noise",
    [
        "",
        "{",
        "null",
        "5",
        "[]",
        "{}",
        '{"header": 5}',
        '{"header": {}}',
        "[" * 50_000,
        b"\xff" * 9,
    ],
)
def test_what_is_no_message_ends_its_connection_only(
    alice: Client, kernel: str, noise: str | bytes
) -> None:
    async def say() -> list[dict[str, Any]]:
        first = await alice.connect(kernel)
        await first.write_message(noise, binary=isinstance(noise, bytes))
        while await first.read_message() is not None:
            pass
        first.close()
        second = await alice.connect(kernel)
        heard = await _still_there(second)
        await hang_up(second)
        return heard

    assert run(say)[-1]["msg_type"] == "comm_info_reply"


def test_a_message_larger_than_any_file_of_ours_ends_its_connection_only(
    alice: Client, kernel: str
) -> None:
    async def say() -> bool:
        first = await alice.connect(kernel)
        # the server hangs up before all of it is sent
        with suppress(WebSocketClosedError):
            await first.write_message(message("comm_info_request", {"x": "y" * 6_000_000}))
        while await first.read_message() is not None:
            pass
        first.close()
        second = await alice.connect(kernel)
        await _still_there(second)
        await hang_up(second)
        return True

    assert run(say)


def test_a_flood_of_messages_ends_its_connection_only(alice: Client, kernel: str) -> None:
    async def say() -> int | None:
        first = await alice.connect(kernel)
        for _ in range(2_100):
            if first.protocol is None:
                break
            with suppress(WebSocketClosedError):
                await first.write_message(message("unknown_request"))
        while await first.read_message() is not None:
            pass
        first.close()
        second = await alice.connect(kernel)
        await _still_there(second)
        await hang_up(second)
        return first.close_code

    assert run(say) == 1008


def test_no_widget_that_a_page_can_make_opens_a_way_to_code_or_files(
    alice: Client, kernel: str, tmp_path: Path
) -> None:
    """Each registered widget, made with hostile values; the page's own still answer."""
    import ipywidgets

    proof = tmp_path / "executed"
    hostile = [f"__import__('os').system('touch {proof}')", "../../etc/passwd", {"a": [None]}, -1]
    names = list(ipywidgets.widgets.widget._registry.items())
    assert len(names) > 30

    async def say() -> tuple[int, list[dict[str, Any]]]:
        connection = await alice.connect(kernel)
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
                opening = message("comm_open", content, metadata={"version": "2.1.0"})
                await connection.write_message(opening)
                made += 1
        heard = await _still_there(connection)
        await hang_up(connection)
        return made, heard

    made, heard = run(say)
    assert made == 4 * len(names)
    assert not proof.exists()
    assert "root:" not in json.dumps(heard)
    assert "Traceback" not in json.dumps(heard)
