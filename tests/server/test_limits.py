"""The bound on open pages holds while kernels are still starting."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.web import HTTPError

from assess.server.http.config import voila_config
from assess.server.http.login import OPEN
from assess.server.kernels import limits
from assess.server.kernels.limits import BoundedKernelManager


def test_pages_that_arrive_together_cannot_pass_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten at once with room for three: three start, seven are told to wait, then there is room."""

    async def slow(self: Any, kernel_id: str, **_kwargs: Any) -> str:
        await asyncio.sleep(0.02)
        self._kernels[kernel_id] = object()  # as the real one: known before it has started
        await asyncio.sleep(0.03)
        del self._kernels[kernel_id]
        return "kernel"

    monkeypatch.setattr(AsyncMappingKernelManager, "start_kernel", slow)

    async def arrive() -> tuple[list[Any], list[str]]:
        manager = BoundedKernelManager(max_kernels=3)
        calls = [manager.start_kernel() for _ in range(10)]
        together = await asyncio.gather(*calls, return_exceptions=True)
        one, another = asyncio.ensure_future(manager.start_kernel()), manager.start_kernel()
        await asyncio.sleep(0.03)  # one is known and hasn't started: it takes one place, not two
        later = await asyncio.gather(one, another, manager.start_kernel())
        return together, later

    # a thread of its own: browser tests leave an event loop running in this one
    with ThreadPoolExecutor(1) as thread:
        together, later = thread.submit(asyncio.run, arrive()).result()
    assert together.count("kernel") == 3
    refused = [answer for answer in together if isinstance(answer, HTTPError)]
    assert [error.status_code for error in refused] == [503] * 7
    assert later == ["kernel"] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="a call of Linux' C library")
def test_memory_of_pages_that_were_left_is_given_back_once_for_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Freed blocks between kept ones stay the process's until then."""

    def kept() -> int:
        text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
        return int(text.partition("Private_Dirty:")[2].split()[0])

    async def leave() -> tuple[int, int]:
        monkeypatch.setattr(limits, "GIVE_BACK_AFTER", 0.01)
        manager = BoundedKernelManager()
        blocks = [b"x" * size for size in range(64_000, 65_600)]
        pins = blocks[::40]
        del blocks
        before = kept()
        for number in range(3):
            manager.remove_kernel(str(number))
        await asyncio.sleep(0.2)
        assert len(pins) == 40
        return before, kept()

    calls: list[int] = []
    give_back = limits.give_back_memory
    monkeypatch.setattr(limits, "give_back_memory", lambda: (calls.append(1), give_back()))
    with ThreadPoolExecutor(1) as thread:
        before, after = thread.submit(asyncio.run, leave()).result()
    assert calls == [1]
    assert after < before - 50_000  # kilobytes


def test_a_page_is_not_taken_for_lost_before_its_first_ping(tmp_path: Path) -> None:
    """With a timeout as long as the interval every connection was closed after 30 seconds."""
    said = voila_config("127.0.0.1", 1, False, OPEN, tmp_path, "/").Voila.tornado_settings
    assert said["ws_ping_interval"] * 1.5 <= said["ws_ping_timeout"] < 2 * said["ws_ping_interval"]
