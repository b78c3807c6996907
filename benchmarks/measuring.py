"""What the benchmarks share: servers, process trees, tables with a goal beside each figure."""

from __future__ import annotations

import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).parent
RESULTS = HERE / "results"


@dataclass(frozen=True)
class Line:
    """One figure. `goal` is the most that it may be; None where it is only told."""

    name: str
    value: float
    goal: float | None = None
    unit: str = ""
    spread: Sequence[float] = ()

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        return None if self.goal is None else self.value <= self.goal


def line(name: str, values: Sequence[float], goal: float | None = None, unit: str = "") -> Line:
    """The median of the values, with the smallest and largest."""
    return Line(name, statistics.median(values), goal, unit, (min(values), max(values)))


def ratio(
    name: str, ours: Sequence[float], theirs: Sequence[float], goal: float | None = None
) -> Line:
    """The median of the ratios of each round."""
    pairs = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return line(name, pairs, goal, "×")


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values doesn't exceed; 0 of none."""
    ordered = sorted(values) or [0.0]
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(title: str, lines: Sequence[Line], **about: Any) -> None:
    """Print the table and write benchmarks/results/TITLE.json."""
    print(f"\n{title}\n{'':<58}{'measured':>12}{'goal':>12}  ")
    for item in lines:
        goal = "" if item.goal is None else f"≤ {item.goal:g} {item.unit}"
        verdict = {None: "", True: "met", False: "MISSED"}[item.met]
        spread = f"  ({item.spread[0]:.2f} to {item.spread[1]:.2f})" if item.spread else ""
        print(f"{item.name:<58}{item.value:>9.2f} {item.unit:<3}{goal:>11}  {verdict:<7}{spread}")
    RESULTS.mkdir(exist_ok=True)
    whole = {
        "about": {
            "date": datetime.now(UTC).date().isoformat(),
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
            "python": platform.python_version(),
            "load before and after": list(os.getloadavg()),
            **about,
        },
        "results": {
            item.name: {
                "value": round(item.value, 4),
                "unit": item.unit,
                "goal": item.goal,
                "met": item.met,
                "spread": [round(value, 4) for value in item.spread],
            }
            for item in lines
        },
    }
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    (RESULTS / f"{title}.json").write_text(text, encoding="utf-8")


def free_port() -> int:
    """A port that nothing uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str],
    url: str,
    *,
    core: int | None = None,
    cwd: Path | None = None,
    **env: str,
) -> Iterator[psutil.Process]:
    """Run a server until the end of the block; yields when `url` answers anything but an error."""
    pinned = ["taskset", "-c", str(core)] if core is not None else []
    process = subprocess.Popen(
        [*pinned, *command],
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if not os.environ.get("BENCH_LOG") else None,
        cwd=cwd,
    )
    try:
        until = time.monotonic() + 240
        while process.poll() is None and time.monotonic() < until:
            try:
                urllib.request.urlopen(url, timeout=5).close()
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise RuntimeError(f"{command[:4]} doesn't answer")
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def assess(port: int, *more: str) -> list[str]:
    """The command that serves the assessment."""
    return [
        sys.executable,
        "-m",
        "assess.cli.main",
        "serve",
        "--no-browser",
        f"--port={port}",
        *more,
    ]


@dataclass(frozen=True)
class Footprint:
    """A process and everything below it. Megabytes count shared pages once (PSS)."""

    megabytes: float
    processes: int
    handles: int
    kernels: tuple[float, ...]
    """Unique megabytes of each kernel: processes two below the server."""
    server: float
    """Unique megabytes of the server and of the parent that its kernels are forked from."""
    lasting_handles: int
    """Handles of these two."""


def footprint(server: psutil.Process) -> Footprint:
    """The present one."""
    below = server.children(recursive=True)
    parents = {child.pid for child in server.children()}
    total, handles, kernels, count, own, lasting = 0.0, 0, [], 0, 0.0, 0
    for process in [server, *below]:
        try:
            memory = process.memory_full_info()
            open_now = process.num_fds()
            kernel = process.ppid() in parents
        except psutil.Error:
            continue
        count += 1
        total += memory.pss / 1e6
        handles += open_now
        if kernel:
            kernels.append(memory.uss / 1e6)
        else:
            own += memory.uss / 1e6
            lasting += open_now
    return Footprint(total, count, handles, tuple(kernels), own, lasting)


@contextmanager
def served_alone(**env: str) -> Iterator[tuple[str, psutil.Process]]:
    """The assessment on the first core, this process on the second; its address and its server."""
    two = (os.cpu_count() or 1) > 1
    if two:
        os.sched_setaffinity(0, {1})
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    with running(assess(port), f"{url}healthz", core=0 if two else None, **env) as server:
        yield url, server
