"""The crash trials at length: `make reliability` (10 to 20 minutes, at low priority).

Prints what was done and what was lost, and writes benchmarks/results/reliability.json. Exits with
1 where anything was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assess.store import open_store
from tests.store.crash import FAULTS, Crashes, Tally
from tests.store.forking import forker
from tests.store.servers import kill, new_database, server, start_again

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results" / "reliability.json"


def on_sqlite(place: Path, kills: int, faults: int, seed: int) -> Tally:
    """Killed writers, then writers whose disk fails, on one file."""
    url = f"sqlite:///{place / 'answers.sqlite3'}"
    open_store(url).prepare()
    chance = random.Random(seed)
    with forker(place) as fork:
        crashes = Crashes(url, fork, place, seed)
        while crashes.tally.kills < kills:
            crashes.kill()
            _tell("SQLite", crashes.tally)
        for _ in range(10_000):
            if crashes.tally.faults >= faults:
                break
            lasting = chance.random() < 0.2
            crashes.fault(chance.choice(FAULTS), chance.randint(1, 30), lasting=lasting)
            _tell("SQLite", crashes.tally)
    return crashes.tally


def on_postgresql(place: Path, kills: int, server_kills: int, seed: int) -> Tally:
    """Killed writers, then a killed server, on one database."""
    with server() as running, forker(place) as fork:
        url = new_database(running)
        open_store(url).prepare()
        crashes = Crashes(url, fork, place, seed)
        while crashes.tally.kills < kills:
            crashes.kill()
            _tell("PostgreSQL", crashes.tally)
        for _ in range(server_kills):
            crashes.kill_server(lambda: kill(running), lambda: start_again(running))
            _tell("PostgreSQL", crashes.tally)
    return crashes.tally


def _tell(name: str, tally: Tally) -> None:
    print(f"\r{name}: {tally}", end="", file=sys.stderr, flush=True)


def main() -> int:
    """Run both and say what came of it."""
    parser = argparse.ArgumentParser(description="Kill and starve writers; nothing may be lost.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--faults", type=int, default=200)
    parser.add_argument("--postgresql-kills", type=int, default=200)
    parser.add_argument("--server-kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    start = time.monotonic()
    found: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory(prefix="assess-") as name:
        (Path(name) / "a").mkdir()
        (Path(name) / "b").mkdir()
        found["SQLite"] = on_sqlite(Path(name) / "a", asked.kills, asked.faults, asked.seed)
        found["PostgreSQL"] = on_postgresql(
            Path(name) / "b", asked.postgresql_kills, asked.server_kills, asked.seed
        )
    print(file=sys.stderr)
    result: dict[str, Any] = {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} cores, {platform.system()}, SQLite {sqlite3.sqlite_version}",
        "seed": asked.seed,
        "minutes": round((time.monotonic() - start) / 60, 1),
        **{key: {**asdict(tally), "lost": len(tally.lost)} for key, tally in found.items()},
    }
    for key, tally in found.items():
        print(f"{key}: {tally}")
        print("".join(f"  LOST {problem}\n" for problem in tally.lost), end="")
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 1 if any(tally.lost for tally in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
