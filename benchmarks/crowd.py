"""A workshop: many people arrive within a minute, rate at a human pace, plan, export and leave.

`python benchmarks/crowd.py --people 100`; the server runs on one core, the people on another.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from dataclasses import dataclass, field

import psutil
from measuring import Footprint, Line, footprint, percentile, report, served_alone
from person import Person, RefusedError
from tabs import Tabs, chromium, tab
from tornado.httpclient import AsyncHTTPClient

HUMAN = (2.0, 6.0)  # seconds between two clicks
LEFT_OVER = 30  # megabytes


@dataclass
class Day:
    """What became of everybody."""

    people: list[Person] = field(default_factory=list)
    finished: int = 0
    refused: int = 0
    failed: list[str] = field(default_factory=list)


async def visit(url: str, day: Day, pause: tuple[float, float], delay: float) -> None:
    """One person's whole visit."""
    await asyncio.sleep(delay)
    person = Person(url)
    try:
        await person.arrive()
        for number, question in enumerate(person.questions):
            await asyncio.sleep(random.uniform(*pause))
            await person.rate(question, number)
        await person.plan()
        await asyncio.sleep(random.uniform(*pause))
        await person.export()
        day.finished += 1
    except RefusedError:
        day.refused += 1
    except Exception as error:
        day.failed.append(f"{type(error).__name__}: {error}"[:200])
    finally:
        day.people.append(person)
        await asyncio.sleep(random.uniform(*pause))
        await person.leave()


async def watch(server: psutil.Process, seen: list[Footprint], every: float) -> None:
    """Note the footprint again and again."""
    while True:
        seen.append(await asyncio.to_thread(footprint, server))
        await asyncio.sleep(every)


async def crowd(url: str, server: psutil.Process, options: argparse.Namespace) -> list[Line]:
    """Have everybody come and go; what was seen."""
    AsyncHTTPClient.configure(None, max_clients=4 * options.people)
    await visit(url, Day(), (0.0, 0.1), 0)  # the server warms up
    await calm(server, 1, 30)
    before, day, seen = footprint(server), Day(), list[Footprint]()
    watching = asyncio.ensure_future(watch(server, seen, 5))
    delays = sorted(random.uniform(0, options.within) for _ in range(options.people))
    tabs = Tabs()
    async with chromium(options.tabs > 0) as browser:
        late = [random.uniform(0, options.within) for _ in range(options.tabs if browser else 0)]
        in_tabs = [tab(browser, url, tabs, HUMAN, delay) for delay in late if browser]
        await asyncio.gather(*(visit(url, day, HUMAN, delay) for delay in delays), *in_tabs)
    watching.cancel()
    left = time.monotonic()
    await calm(server, before.processes, 120)
    took, after = time.monotonic() - left, footprint(server)
    while after.megabytes > before.megabytes + LEFT_OVER and time.monotonic() < left + 120:
        await asyncio.sleep(1)
        after = footprint(server)
    for failure in [*day.failed[:5], *tabs.failed[:5]]:
        print("failed:", failure)
    clicks = [ms for person in day.people for ms in person.latencies]
    done = [person for person in day.people if person.export_ms]
    kernels = [size for item in seen for size in item.kernels]
    seen_in_tabs = sorted(tabs.latencies) or [0.0]
    return [
        Line("people who came", len(day.people)),
        Line("people who didn't finish", len(day.people) - day.finished, 0),
        Line("people refused", day.refused, 0),
        Line("answers that were sent again", sum(p.sent_again for p in day.people), 0),
        Line("people in a real Chromium who didn't finish", options.tabs - tabs.finished, 0),
        Line("click to acknowledged, p95", percentile(clicks, 0.95), 250, "ms"),
        Line("click to acknowledged, median", percentile(clicks, 0.5), None, "ms"),
        Line(
            "in a Chromium: click to acknowledged, median",
            percentile(seen_in_tabs, 0.5),
            None,
            "ms",
        ),
        Line("arrival, p95", percentile([p.arrival_ms for p in done], 0.95), None, "ms"),
        Line("plan, p95", percentile([p.plan_ms for p in done], 0.95), None, "ms"),
        Line("export, p95", percentile([p.export_ms for p in done], 0.95), None, "ms"),
        Line("export, bytes", max(p.export_bytes for p in done) / 1000, 150, "kB"),
        Line("memory of everything, most", max(s.megabytes for s in seen) / 1000, 4, "GB"),
        Line("unique memory of a kernel, most", max(kernels), 25, "MB"),
        Line("unique memory of a kernel, median", percentile(kernels, 0.5), 25, "MB"),
        Line("processes left over", after.processes - before.processes, 0),
        Line("until all were gone", took, 120, "s"),
        Line("until their memory was back", time.monotonic() - left, 120, "s"),
        Line("handles left over", after.handles - before.handles),
        Line("memory left over", after.megabytes - before.megabytes, LEFT_OVER, "MB"),
    ]


async def calm(server: psutil.Process, processes: int, seconds: float) -> None:
    """Wait until no more processes than these are left."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        await asyncio.sleep(1)
        if len(server.children(recursive=True)) + 1 <= max(processes, 2):
            return


def main() -> None:
    """Serve, have the crowd come, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--tabs", type=int, default=3, help="more people, in real Chromiums")
    parser.add_argument("--within", type=float, default=60, help="seconds in which they arrive")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        variables = {
            "ASSESS_DATABASE_URL": f"sqlite:///{place}/answers.sqlite3",
            "ASSESS_MAX_VISITS": str(options.people + options.tabs),
        }
        with served_alone(**variables) as (url, server):
            lines = asyncio.run(crowd(url, server, options))
    report("crowd", lines, people=options.people, arrive_within=options.within)


if __name__ == "__main__":
    main()
