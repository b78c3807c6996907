"""Writers as real processes, cheap enough for thousands: forked from one that has the imports.

with forker(directory) as fork:
    child = fork("count", url, code)
    os.kill(child.pid, SIGKILL)
    child.wait()
    child.lines
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO

TOP = Path(__file__).parents[2]


@dataclass
class Child:
    """One forked process. It stays a zombie until `wait`: its id can't become another's."""

    pid: int
    log: Path
    server: subprocess.Popen[str]

    def wait(self) -> int:
        """Wait for its end; 0, or minus the signal that killed it, or its exit code."""
        return int(_ask(self.server, {"wait": self.pid}))

    @property
    def lines(self) -> list[str]:
        """What it noted so far, whole lines only."""
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        return text.split("\n")[:-1]

    def told(self, word: str) -> list[str]:
        """What follows a word ("try", "ok", "no") in its notes."""
        return [line.partition(" ")[2] for line in self.lines if line.split(" ")[0] == word]


class Fork:
    """Starts tasks (see tasks.py) in processes of their own."""

    def __init__(self, server: subprocess.Popen[str], place: Path) -> None:
        self._server, self._place, self._numbers = server, place, count(1)

    def __call__(self, task: str, url: str, code: str, steps: int = 10**9, go: str = "") -> Child:
        log = self._place / f"{next(self._numbers)}.log"
        asked = {"task": task, "url": url, "code": code, "steps": steps, "log": str(log), "go": go}
        return Child(int(_ask(self._server, asked)), log, self._server)


@contextmanager
def forker(place: Path) -> Iterator[Fork]:
    """A process to fork from; it ends with the block. Logs are written to `place`."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.store.forking"],
        cwd=TOP,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin
    assert server.stdout
    try:
        assert server.stdout.readline() == "ready\n"
        yield Fork(server, place)
    finally:
        server.stdin.close()
        server.wait(timeout=60)
        server.stdout.close()


def _ask(server: subprocess.Popen[str], what: dict[str, object]) -> str:
    assert server.stdin
    assert server.stdout
    server.stdin.write(json.dumps(what) + "\n")
    server.stdin.flush()
    answer = server.stdout.readline()
    assert answer, "the process to fork from has died"
    return answer


def _serve(asked: IO[str]) -> None:
    from tests.store import tasks

    tasks.warm()
    print("ready", flush=True)
    for line in asked:
        what = json.loads(line)
        if "wait" in what:
            print(os.waitstatus_to_exitcode(os.waitpid(what["wait"], 0)[1]), flush=True)
            continue
        pid = os.fork()
        if pid:
            print(pid, flush=True)
            continue
        try:
            asked.close()
            tasks.run(**what)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)


if __name__ == "__main__":
    _serve(sys.stdin)
