"""A parent of kernels with a notebook of the test's own, and what its kernels say."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager

from assess.server.kernels.forks import Forks

T = TypeVar("T")


def in_thread(work: Callable[[], Awaitable[T]]) -> T:
    """Run on a loop of its own: the browser tests keep one in the main thread."""

    async def main() -> T:
        return await work()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, main()).result()


def notebook(path: Path, *cells: str) -> Path:
    """A notebook with these code cells."""
    made = [
        {"cell_type": "code", "source": [cell], "metadata": {}, "outputs": []} for cell in cells
    ]
    text = json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    path.write_text(text, encoding="utf-8")
    return path


class Kernel:
    """One forked kernel; `ask` evaluates an expression in it, which a page can't."""

    def __init__(self, manager: AsyncKernelManager, client: AsyncKernelClient) -> None:
        self.manager, self.client = manager, client

    @property
    def pid(self) -> int:
        """Its process."""
        assert self.manager.provisioner is not None
        return int(self.manager.provisioner.pid)  # type: ignore[attr-defined]

    async def ask(self, expression: str, setup: str = "") -> Any:
        """The value, by its repr."""
        reply = await self.client.execute(  # type: ignore[misc]
            setup, reply=True, timeout=60, user_expressions={"it": expression}
        )
        it = reply["content"]["user_expressions"]["it"]
        assert it["status"] == "ok", it
        import ast

        return ast.literal_eval(it["data"]["text/plain"])

    async def end(self) -> None:
        """Shut it down."""
        self.client.stop_channels()
        await self.manager.shutdown_kernel(now=True)


async def kernel_of(forks: Forks, directory: Path) -> Kernel:
    """A kernel started by the provisioner, ready to answer."""
    from jupyter_client.provisioning.factory import KernelProvisionerFactory

    from assess.server.kernels.forks import ForkedProvisioner, register

    ForkedProvisioner.forks = forks
    factory = KernelProvisionerFactory.instance()
    before, factory.default_provisioner_name = factory.default_provisioner_name, register()
    try:
        manager = AsyncKernelManager(
            transport="ipc",
            kernel_name="python3",
            connection_file=str(directory / f"k{len(list(directory.iterdir()))}.json"),
        )
        await manager.start_kernel(cwd=str(directory))
    finally:
        factory.default_provisioner_name = before
        ForkedProvisioner.forks = None
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    return Kernel(manager, client)
