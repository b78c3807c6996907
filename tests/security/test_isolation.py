"""Two visitors at once: neither reaches the other's kernel, knowing its id and everything else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError

from tests.browser.conftest import Server
from tests.security.client import Client, answers, hang_up, message, run, say


@pytest.fixture
def kernel(alice: Client) -> Iterator[str]:
    """Alice's kernel, with Bob's beside it."""
    kernel = alice.kernel()
    yield kernel
    alice.leave(kernel)


@pytest.fixture
def other(bob: Client) -> Iterator[str]:
    kernel = bob.kernel()
    yield kernel
    bob.leave(kernel)


def _refused(client: Client, kernel: str, **more: Any) -> int:
    async def connect() -> int:
        try:
            connection = await client.connect(kernel, **more)
        except HTTPClientError as error:
            return error.code
        await hang_up(connection)
        return 101

    return run(connect)


def test_a_kernels_websocket_opens_for_the_browser_of_its_page_only(
    alice: Client, bob: Client, kernel: str, other: str
) -> None:
    name = next(cookie.name for cookie in alice.jar if cookie.name.startswith("assess-visitor"))
    assert _refused(bob, kernel) == 404
    assert _refused(alice, other) == 404
    assert _refused(bob, kernel, cookies="") == 404
    for value in ("", "x" * 43, "None", bob.cookie("assess-visitor")):
        assert _refused(bob, kernel, cookies=f"{name}={value}") == 404
    assert _refused(alice, kernel) == 101
    assert _refused(bob, other) == 101


def test_nobody_else_sees_or_ends_a_kernel(
    alice: Client, bob: Client, kernel: str, other: str
) -> None:
    forged = {"X_XSRFToken": bob.cookie("_xsrf"), "Referer": bob.url}
    assert bob.ask(f"api/kernels/{kernel}", **forged).status == 404
    for method in ("DELETE", "POST", "PUT", "PATCH"):
        for address in (f"api/kernels/{kernel}", f"api/kernels/{kernel}/restart"):
            assert bob.ask(address, method=method, body=b"", **forged).status in (404, 405)
    assert bob.leave(kernel).status == 404
    assert alice.ask(f"api/kernels/{kernel}", Referer=alice.url).status == 200


def test_an_unknown_kernel_and_another_ones_are_refused_alike(
    bob: Client, kernel: str, other: str
) -> None:
    """What is refused says nothing about which ids exist."""
    nobody = "00000000-0000-4000-8000-000000000000"
    for address in ("api/kernels/{}", "voila/api/shutdown/{}"):
        method = "POST" if "shutdown" in address else "GET"
        replies = [
            bob.ask(
                address.format(key), method=method, X_XSRFToken=bob.cookie("_xsrf"), Referer=bob.url
            )
            for key in (kernel, nobody)
        ]
        assert replies[0].status == replies[1].status == 404
        assert replies[0].text == replies[1].text


def test_kernels_sessions_and_terminals_cannot_be_listed_or_started(
    bob: Client, other: str
) -> None:
    for address in ("kernels", "sessions", "terminals", "kernelspecs", "contents", "status", "me"):
        for method in ("GET", "POST"):
            reply = bob.ask(
                f"api/{address}",
                method=method,
                body=b"{}" if method == "POST" else None,
                X_XSRFToken=bob.cookie("_xsrf"),
                Referer=bob.url,
            )
            assert reply.status in (404, 405), address
            assert other not in reply.text


def test_the_cookie_of_a_visitor_is_read_by_no_script_and_sent_by_no_other_site(
    walled: Server,
) -> None:
    client = Client(walled.url)
    client.ask("voila/static/nothing.js")
    assert not client.cookie("assess-visitor")
    reply = client.ask()
    (cookie,) = [line for line in reply.headers["set-cookie"] if line.startswith("assess-visitor")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert len(client.cookie("assess-visitor")) >= 43


def test_a_second_page_of_the_same_browser_keeps_the_first_ones_kernel(
    alice: Client, kernel: str
) -> None:
    second = alice.kernel()
    assert second != kernel
    assert _refused(alice, kernel) == _refused(alice, second) == 101
    assert alice.leave(second).status == 204
    assert _refused(alice, second) == 404
    assert _refused(alice, kernel) == 101


def test_messages_of_one_kernel_never_arrive_at_another(
    alice: Client, bob: Client, kernel: str, other: str
) -> None:
    """Bob listens with Alice's session id while she reads all her widgets' states."""

    async def listen() -> list[dict[str, Any]]:
        hers, his = await alice.connect(kernel), await bob.connect(other)
        content = {"target_name": "assess.page", "comm_id": "reader", "data": {}}
        await say(hers, message("comm_open", content))
        heard = await answers(hers, "comm_msg")
        assert "models" in json.dumps(heard[-1]["content"])
        await say(his, message("comm_info_request"))
        noise = await answers(his, "comm_info_reply")
        await hang_up(hers)
        await hang_up(his)
        return noise

    assert "comm_msg" not in {item["msg_type"] for item in run(listen)}
