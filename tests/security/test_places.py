"""Places that are taken by nobody: loads that never open a connection."""

from __future__ import annotations

import http.client
import time
from pathlib import Path

from tests.browser.conftest import Server
from tests.security.client import Client, answers, hang_up, message, run, say
from tests.security.patched import Patched


def _load_from(server: Server, address: str) -> int:
    """The status of a page load without cookies, from one of this machine's own addresses."""
    source = (address, 0)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, 120, source_address=source)
    connection.request("GET", "/")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_loads_that_never_connect_leave_room_for_others(tmp_path: Path) -> None:
    server = Server(tmp_path, ASSESS_MAX_VISITS="6")
    try:
        loads = [_load_from(server, "127.0.0.1") for _ in range(8)]
        assert loads == [200] * 3 + [503] * 5
        assert _load_from(server, "127.0.0.2") == 200
        assert Client(server.url).ask("healthz").text == "ok\n"
    finally:
        server.stop()


def test_the_kernel_of_a_page_that_never_connects_ends_and_a_connected_one_stays(
    tmp_path: Path,
) -> None:
    patch = "from assess.server.kernels import limits; limits.CONNECT_WITHIN = 1"
    server = Patched(tmp_path, patch, ASSESS_MAX_VISITS="4")
    try:
        client, other = Client(server.url), Client(server.url)

        async def stay() -> tuple[int, int]:
            kernel = client.kernel()
            connection = await client.connect(kernel)
            lost = other.kernel()
            # the fixture's patience, not the server's: what is waited for comes or it never does
            for _ in range(240):
                gone = other.ask(f"api/kernels/{lost}", Referer=server.url).status
                if gone == 404:
                    break
                time.sleep(0.25)
            await say(connection, message("comm_info_request"))
            await answers(connection, "comm_info_reply")
            await hang_up(connection)
            return gone, client.ask(f"api/kernels/{kernel}", Referer=server.url).status

        assert run(stay) == (404, 200)
        assert Client(server.url).kernel()
    finally:
        server.stop()
