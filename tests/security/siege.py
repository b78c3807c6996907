"""`make siege`: a server under attack while one honest person rates in a real Chromium.

Prints what was sent and how long the person waited at most; exits with 1 above two seconds. The
short form, which measures no time, is test_siege.py.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from tornado.httpclient import HTTPClientError

from tests.browser import pages
from tests.security.client import Client, closed, frame, message, say

FRAMES, LOADS, SOCKETS = 1_000_000, 2_000, 500
BURST = 400
"""Frames on one connection: it ends with the first, but all of them are on their way."""

LONGEST_WAIT = 2.0
LEVELS = ("Starting", "Proficient", "Not applicable")


def malformed(chance: random.Random) -> bytes:
    """Bytes that are no frame, or one that lies about its parts."""
    good = message("comm_info_request")
    number = chance.choice([0, 5, 33, 2**31, 2**60, 2**64 - 1, chance.getrandbits(64)])
    kind = chance.randrange(6)
    if kind == 0:
        return number.to_bytes(8, "little") + chance.randbytes(chance.randrange(200))
    if kind == 1:
        return (100_000_000).to_bytes(4, "big") + chance.randbytes(100)
    if kind == 2:
        return good[: chance.randrange(len(good))]
    if kind == 3:
        return chance.randbytes(chance.randrange(300))
    if kind == 4:
        return frame(b"shell", *[b"{}"] * 4, offsets=[56, number, 63, 65, 67, 69])
    return frame(chance.randbytes(5), *[b"{}"] * chance.randrange(4, 60))


async def send_frames(client: Client, frames: int, chance: random.Random) -> Counter[Any]:
    """So many malformed frames to one kernel; how its connections were closed."""
    kernel, codes, sent = client.kernel(), Counter[Any](), 0
    while sent < frames:
        burst = min(BURST, frames - sent)
        connection = await client.connect(kernel)
        # none is waited for: the client would hear of the end and send no more
        sending = [asyncio.ensure_future(say(connection, malformed(chance))) for _ in range(burst)]
        await asyncio.gather(*sending, return_exceptions=True)
        codes[await closed(connection)] += 1
        sent += burst
    return codes


async def load_pages(url: str, loads: int) -> Counter[Any]:
    """So many pages that nobody connects to; how they were answered."""
    return Counter([(await asyncio.to_thread(Client(url).ask)).status for _ in range(loads)])


async def open_sockets(client: Client, sockets: int) -> Counter[Any]:
    """So many connections of one visitor at once; how all but the last were closed."""
    kernel, codes, opened = client.kernel(), Counter[Any](), []
    for _ in range(sockets):
        try:
            opened.append(await client.connect(kernel))
        except HTTPClientError as error:
            codes[error.code] += 1
    for connection in opened[:-3]:
        codes[await closed(connection)] += 1
    for connection in opened[-3:]:
        connection.close()
        await closed(connection)
    return codes


async def attack(url: str, frames: int, loads: int, sockets: int) -> dict[str, dict[str, int]]:
    """Everything at once, from visitors of its own."""
    senders = [Client(url) for _ in range(4)]
    each = [
        send_frames(client, frames // len(senders), random.Random(number))
        for number, client in enumerate(senders)
    ]
    *codes, socket_codes, statuses = await asyncio.gather(
        *each, open_sockets(Client(url), sockets), load_pages(url, loads)
    )
    found = {
        "frames": sum(codes, Counter[Any]()),
        "sockets": socket_codes,
        "loads": statuses,
    }
    return {name: {str(key): n for key, n in part.items()} for name, part in found.items()}


@contextmanager
def attackers(url: str, frames: int, loads: int, sockets: int) -> Iterator[subprocess.Popen[str]]:
    """The attack in a process of its own, which prints what came of it."""
    command = [sys.executable, "-m", "tests.security.siege", "--attack", url]
    command += [f"--frames={frames}", f"--loads={loads}", f"--sockets={sockets}"]
    process = subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def rate(page: Page) -> Iterator[float]:
    """Rate one question after the other, again and again; the seconds until each was saved."""
    for turn in count():
        for number in range(pages.areas(page)):
            pages.area(page, number + 1)
            levels = cycle(LEVELS[turn % 3 :] + LEVELS[: turn % 3])
            for question, level in zip(pages.questions(page).all(), levels, strict=False):
                begun = time.monotonic()
                pages.rate(question, level)
                pages.until(page, "document.querySelector('.ui-saved').textContent === 'Saved'")
                yield time.monotonic() - begun


def main() -> int:
    """Attack, or be attacked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attack", metavar="URL", help=argparse.SUPPRESS)
    parser.add_argument("--frames", type=int, default=FRAMES)
    parser.add_argument("--loads", type=int, default=LOADS)
    parser.add_argument("--sockets", type=int, default=SOCKETS)
    asked = parser.parse_args()
    sizes = (asked.frames, asked.loads, asked.sockets)
    if asked.attack:
        print(json.dumps(asyncio.run(attack(asked.attack, *sizes))))
        return 0
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import Server, visit
    from tests.conftest import FLAGS, chromium

    waits = []
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        server = Server(Path(place))
        page = playwright.chromium.launch(args=FLAGS, executable_path=chromium()).new_page()
        visit(page, server.url)
        with attackers(server.url, *sizes) as attacking:
            for wait in rate(page):
                waits.append(wait)
                if attacking.poll() is not None:
                    break
            assert attacking.stdout
            print(attacking.stdout.read().strip())
        server.stop()
    middle = statistics.median(waits)
    print(f"{len(waits)} answers, each saved after {middle:.2f} s (median)", end="")
    print(f", {max(waits):.2f} s at most")
    return int(attacking.returncode != 0 or max(waits) > LONGEST_WAIT)


if __name__ == "__main__":
    raise SystemExit(main())
