"""Kill, starve and break writers, then look: acknowledged ⊆ stored ⊆ attempted, every time.

The tests beside this file run it briefly; `make reliability` runs it at length.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from assess.store import open_store
from tests.store.forking import Child, Fork
from tests.store.tasks import counted

LONGEST = 0.08
"""Seconds from one kill of a trial to the next, at most."""

FAULTS = (
    *("pwrite64:error=ENOSPC", "pwrite64:error=EIO", "fdatasync:error=EIO", "unlink:error=EIO"),
)
"""What strace makes the kernel say to a writer on SQLite: no space, a broken disk"""


@dataclass
class Tally:
    """What has been done and seen so far."""

    kills: int = 0
    server_kills: int = 0
    faults: int = 0
    refused: int = 0
    attempted: int = 0
    acknowledged: int = 0
    unknown: int = 0
    """Stored though never acknowledged: the process died between the two."""
    lost: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return ", ".join(
            f"{item.name.replace('_', ' ')}: {len(value) if isinstance(value, list) else value}"
            for item in fields(self)
            for value in [getattr(self, item.name)]
        )


class Crashes:
    """Trials on one database; each has people of its own, so that all of them stay checkable."""

    def __init__(self, url: str, fork: Fork, place: Path, seed: int) -> None:
        self.url, self.fork, self.place = url, fork, place
        self.random = random.Random(seed)
        self.tally = Tally()
        self._number = 0

    def _codes(self) -> tuple[str, str, str]:
        self._number += 1
        return tuple(f"{name}-{self._number:012}-of-the-trials" for name in ("one", "two", "all"))  # type: ignore[return-value]

    def kill(self, word: str = "") -> None:
        """Four writers, all killed at a random moment, one after the other.

        `word`: what all have noted before the first is killed; by default one of two at random.
        """
        counter, goer, both = self._codes()
        children = [
            self.fork("count", self.url, counter),
            self.fork("come_and_go", self.url, goer),
            self.fork("share", self.url, both),
            self.fork("share", self.url, both),
        ]
        # half of the trials strike at the very first save, half in the middle of many
        word = word or self.random.choice(["try", "ok"])
        _until(lambda: all(child.told(word) for child in children))
        for child in self.random.sample(children, len(children)):
            time.sleep(self.random.uniform(0, LONGEST))
            os.kill(child.pid, signal.SIGKILL)
            self.tally.kills += 1
        for child in children:
            child.wait()
        self._look(counter, goer, both, children)

    def kill_server(self, stop: Callable[[], None], start: Callable[[], None]) -> None:
        """Three writers, whose server dies under them and comes back while they go on."""
        codes = [*self._codes()]
        children = [self.fork("count", self.url, code) for code in codes]
        _until(lambda: all(child.told("ok") for child in children))
        time.sleep(self.random.uniform(0, LONGEST))
        stop()
        self.tally.server_kills += 1
        _until(lambda: all(child.told("no") for child in children))
        start()
        before = [len(child.told("ok")) for child in children]
        _until(
            lambda: all(
                len(child.told("ok")) > n for child, n in zip(children, before, strict=True)
            )
        )
        for child in children:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
            self.tally.kills += 1
        for code, child in zip(codes, children, strict=True):
            self.tally.refused += len(child.told("no"))
            self._look_at_counter(code, child)
        self._look_whole()

    def fault(self, fault: str, first: int, *, lasting: bool) -> None:
        """One writer, to whom the kernel refuses a call from the `first` on, or that one only."""
        counter, _, _ = self._codes()
        go = self.place / f"go-{self._number}"
        child = self.fork("count", self.url, counter, 12, str(go))
        spoken = self.place / f"strace-{self._number}"
        call = fault.split(":")[0]
        when = f"{first}+" if lasting else str(first)
        with spoken.open("w") as stream:
            watcher = subprocess.Popen(
                ["strace", f"-etrace={call}", f"-einject={fault}:when={when}", f"-p{child.pid}"],
                stderr=stream,
            )
            _until(lambda: "attached" in spoken.read_text() or watcher.poll() is not None)
            assert watcher.poll() is None, spoken.read_text()
            go.touch()
            child.wait()
            watcher.wait(timeout=30)
        self.tally.faults += spoken.read_text().count("(INJECTED)")
        self.tally.refused += len(child.told("no"))
        self._look_at_counter(counter, child)
        self._look_whole()

    def _look(self, counter: str, goer: str, both: str, children: Sequence[Child]) -> None:
        self._look_at_counter(counter, children[0])
        self._look_at_goer(goer, children[1])
        self._look_at_list(both, children[2:])
        self._look_whole()

    def _look_at_counter(self, code: str, child: Child) -> None:
        stored = open_store(self.url).answers.load(code)
        found = int(stored.document["count"]) if stored else 0
        tried, told = _largest(child.told("try")), _largest(child.told("ok"))
        self._count(tried, told, found - told if found > told else 0)
        if not told <= found <= tried:
            self.tally.lost.append(f"{code}: told {told}, found {found}, tried {tried}")
        if stored and stored.document["plans"] != counted(code, found)["plans"]:
            self.tally.lost.append(f"{code}: {found} with plans of another number")
        # the next start goes on from there
        open_store(self.url).answers.save(
            code,
            {"id": code, "count": found, "after": 1},
            expected=stored.revision if stored else 0,
        )

    def _look_at_goer(self, code: str, child: Child) -> None:
        there = open_store(self.url).answers.load(code) is not None
        last = child.lines[-1]
        self._count(len(child.told("try")), len(child.told("ok")), 0)
        if there and last == "ok forget":
            self.tally.lost.append(f"{code}: forgotten, and there again")
        elif not there and last in ("ok save",):
            self.tally.lost.append(f"{code}: told that it was kept, and gone")

    def _look_at_list(self, code: str, children: Sequence[Child]) -> None:
        stored = open_store(self.url).answers.load(code)
        found = list(stored.document["notes"]) if stored else []
        tried = [note for child in children for note in child.told("try")]
        told = [note for child in children for note in child.told("ok")]
        self._count(len(tried), len(told), len(set(found) - set(told)))
        if not set(told) <= set(found) <= set(tried) or len(found) != len(set(found)):
            self.tally.lost.append(f"{code}: told {told}, found {found}, tried {tried}")

    def _count(self, attempted: int, acknowledged: int, unknown: int) -> None:
        self.tally.attempted += attempted
        self.tally.acknowledged += acknowledged
        self.tally.unknown += unknown

    def _look_whole(self) -> None:
        for problem in open_store(self.url).check():
            self.tally.lost.append(problem)


def _largest(numbers: Sequence[str]) -> int:
    return max(map(int, numbers), default=0)


def _until(happened: Callable[[], bool], patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, "nothing happened for a minute"
        time.sleep(0.001)
