"""People who come one after the other for hours, at four times the human pace: does anything grow?

`python benchmarks/soak.py --hours 2`; ends with 1 if anything grew or was left over, or somebody
didn't finish. Growth is the median of the last quarter less the median of the second: the first is
the server warming up.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from crowd import HUMAN, Day, calm, visit
from measuring import Footprint, Line, footprint, percentile, report, served_alone
from tornado.httpclient import AsyncHTTPClient

LONG = 0.5
"""Hours from which on growth is judged; before, people's comings and goings outweigh it."""

Sample = tuple[float, Footprint, int]
"""Seconds since the start, the footprint, the number of temporary files."""


def temporary(place: Path) -> int:
    """Files of any kind below the folder: sockets and connection files too."""
    return sum(len(files) for _, _, files in os.walk(place))


def growth(samples: list[Sample], of: Callable[[Sample], float]) -> float:
    """Median of the last quarter less that of the second quarter."""
    quarter = max(1, len(samples) // 4)
    late, early = samples[-quarter:], samples[quarter : 2 * quarter] or samples[:1]
    return statistics.median(map(of, late)) - statistics.median(map(of, early))


async def watch(
    server: psutil.Process, place: Path, samples: list[Sample], until: float, every: float = 5
) -> None:
    """Note what the server holds, again and again; tell about every minute."""
    start = time.monotonic()
    while time.monotonic() < until:
        now = await asyncio.to_thread(footprint, server)
        samples.append((time.monotonic() - start, now, temporary(place)))
        if len(samples) % round(60 / every) == 0:
            print(
                f"{samples[-1][0] / 60:6.1f} min: all {now.megabytes:.0f} MB, "
                f"server {now.server:.1f} MB, {now.processes} processes, "
                f"{now.lasting_handles} handles, {samples[-1][2]} temporary files",
                flush=True,
            )
        await asyncio.sleep(every)


async def soak(
    url: str, server: psutil.Process, place: Path, options: argparse.Namespace
) -> tuple[list[Line], list[Sample]]:
    """Have people come until the time is over; what was seen."""
    AsyncHTTPClient.configure(None, max_clients=4 * options.people)
    # the server warms up with as many as will ever be here at once
    warm = (visit(url, Day(), (0.0, 0.1), 0) for _ in range(options.people))
    await asyncio.gather(*warm)
    await calm(server, 1, 30)
    before, files, day, samples = footprint(server), temporary(place), Day(), list[Sample]()
    pause = (HUMAN[0] / options.pace, HUMAN[1] / options.pace)
    until = time.monotonic() + 3600 * options.hours

    async def chair(number: int) -> None:
        await asyncio.sleep(number * pause[1])
        while time.monotonic() < until:  # the next person takes the place
            await visit(url, day, pause, 0)

    chairs = (chair(number) for number in range(options.people))
    await asyncio.gather(watch(server, place, samples, until), *chairs)
    await calm(server, before.processes, 120)
    await asyncio.sleep(10)  # memory is given back some seconds after a page was left
    after = footprint(server)
    for failure in day.failed[:5]:
        print("failed:", failure)

    def grew(name: str, of: Callable[[Sample], float], most: float, unit: str = "") -> Line:
        goal = most if options.hours >= LONG else None
        return Line(f"growth of {name}", growth(samples, of), goal, unit)

    clicks = [ms for person in day.people for ms in person.latencies]
    lines = [
        Line("people who came", len(day.people)),
        Line("people who didn't finish", len(day.people) - day.finished, 0),
        Line("click to acknowledged, p95", percentile(clicks, 0.95), 250, "ms"),
        Line("plan, p95", percentile([p.plan_ms for p in day.people], 0.95), None, "ms"),
        grew("all memory", lambda sample: sample[1].megabytes, 30, "MB"),
        grew("the server's memory", lambda sample: sample[1].server, 10, "MB"),
        grew("handles", lambda sample: sample[1].lasting_handles, 5),
        grew("processes", lambda sample: sample[1].processes, 1),
        grew("temporary files", lambda sample: sample[2], 5),
        Line("processes left over", after.processes - before.processes, 0),
        # fewer than one connection's channels
        Line("handles left over", after.handles - before.handles, 3),
        Line("temporary files left over", temporary(place) - files, 0),
        Line("memory left over", after.megabytes - before.megabytes, 30, "MB"),
    ]
    return lines, samples


def main() -> None:
    """Serve, have the people come, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20, help="at once")
    parser.add_argument("--pace", type=float, default=4, help="1: 2 to 6 seconds a click")
    parser.add_argument("--hours", type=float, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as place:
        variables = {
            "ASSESS_DATABASE_URL": f"sqlite:///{data}/answers.sqlite3",
            "ASSESS_MAX_VISITS": str(2 * options.people),  # one leaves while the next arrives
            "TMPDIR": place,
            "JUPYTER_RUNTIME_DIR": f"{place}/runtime",
        }
        with served_alone(**variables) as (url, server):
            lines, samples = asyncio.run(soak(url, server, Path(place), options))
    about = {"hours": options.hours, "people": options.people, "pace": options.pace}
    columns = ("minute", "all MB", "server MB", "processes", "handles", "temporary files")
    seen = [
        (at / 60, now.megabytes, now.server, now.processes, now.lasting_handles, files)
        for at, now, files in samples[:: max(1, len(samples) // 24)]
    ]
    rows = [dict(zip(columns, map(round, row), strict=True)) for row in seen]
    report("soak", lines, **about, seen=rows)
    lasting = [line for line in lines if line.unit != "ms" and line.met is False]
    sys.exit(1 if lasting else 0)


if __name__ == "__main__":
    main()
