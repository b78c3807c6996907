"""What starting a kernel and running the notebook costs, forked and spawned: `make bench`.

Processor seconds of the new process until it has answered once. Spawned: the ordinary ipykernel,
which then runs the notebook's cells.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
import time
from pathlib import Path

import psutil
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from measuring import line, ratio, report

from assess.server.kernels.forks import ForkedProvisioner, Forks, register
from assess.settings import notebooks_dir

NOTEBOOK = notebooks_dir() / "assessment.ipynb"


async def start(place: str, cells: list[str]) -> tuple[float, float]:
    """(processor seconds, seconds) until the kernel has run the cells and answered."""
    begun = time.perf_counter()
    file = str(Path(place) / f"k{time.monotonic_ns()}.json")
    manager = AsyncKernelManager(transport="ipc", kernel_name="python3", connection_file=file)
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=120)
    for cell in cells:
        await client.execute(cell, reply=True, timeout=120)  # type: ignore[misc]
    seconds = time.perf_counter() - begun
    spent = psutil.Process(manager.provisioner.pid).cpu_times()  # type: ignore[union-attr]
    client.stop_channels()
    await manager.shutdown_kernel(now=True)
    return spent.user + spent.system, seconds


async def measure(rounds: int, place: str) -> None:
    """Forked and spawned in turn; print and write."""
    cells = [
        "".join(cell["source"])
        for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    factory = KernelProvisionerFactory.instance()
    forks = ForkedProvisioner.forks = Forks(NOTEBOOK)
    forks.start()
    forks.finish()
    seen: dict[str, list[tuple[float, float]]] = {"forked": [], "spawned": []}
    for number in range(rounds + 1):
        factory.default_provisioner_name = register()
        forked = await start(place, [])  # it runs the notebook by itself
        factory.default_provisioner_name = "local-provisioner"
        spawned = await start(place, cells)
        if number:
            seen["forked"].append(forked)
            seen["spawned"].append(spawned)
    forks.stop()
    spent = {name: [item[0] for item in rows] for name, rows in seen.items()}
    took = {name: [item[1] for item in rows] for name, rows in seen.items()}
    report(
        "kernels",
        [
            ratio("forked / spawned, processor", spent["forked"], spent["spawned"], 0.15),
            ratio("forked / spawned, time", took["forked"], took["spawned"]),
            line("forked, processor", spent["forked"], None, "s"),
            line("spawned, processor", spent["spawned"], None, "s"),
        ],
        rounds=rounds,
    )


def main() -> None:
    """Measure in a directory that goes away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="as") as place:
        os.environ["ASSESS_DATABASE_URL"] = f"sqlite:///{place}/answers.sqlite3"
        asyncio.run(measure(options.rounds, place))


if __name__ == "__main__":
    main()
