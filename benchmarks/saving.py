"""How long one answer takes until it is kept, with many people at once: `make bench-saving`.

Each person is a process of its own, as each page is, and saves a filled-in assessment of the
shipped model's size. At a human pace: one answer every few seconds. Flat out: the next answer as
soon as the last one is kept, which no workshop does. Times are milliseconds from the call to the
acknowledgement; what is acknowledged is on the disk. "processor" is what one save computes, which
a busy machine changes less. "probe" is a bare 4 kB write and sync: what the disk itself
takes; a save needs several. Prints, and writes benchmarks/results/saving.json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COMPETENCIES = 24
NOTE = "Ran five interviews, wrote down what surprised us, changed the next sprint's goal. " * 2


def document(person: int, step: int) -> dict[str, Any]:
    """Everything answered, with notes: as large as an assessment of the shipped model gets."""
    answers = {
        f"competency-{number}": {"level": 1 + (number + step) % 5, "evidence": NOTE}
        for number in range(COMPETENCIES)
    }
    return {"schema_version": 1, "id": f"person {person}", "answers": answers}


def write(url: str, person: int, steps: int, pause: float, start: float) -> dict[str, Any]:
    """Save `steps` answers with `pause` seconds between them, on average; milliseconds each."""
    from assess.errors import StoreError
    from assess.store import open_store

    store, code = open_store(url), f"Code-of-person-number-{person:04}"
    chance = random.Random(person)
    time.sleep(person / 20)  # fifty new people in one instant are no workshop either
    revision = 0
    while not revision:
        with suppress(StoreError):
            # imports are paid here
            revision = store.answers.save(code, document(person, 0), expected=0)
    time.sleep(max(0.0, start - time.time()))
    times, refused, used = [], 0, time.process_time()
    for step in range(1, steps + 1):
        if pause:
            time.sleep(chance.uniform(0, 2 * pause))
        text = document(person, step)
        begun = time.perf_counter()
        try:
            revision = store.answers.save(code, text, expected=revision)
        except StoreError:
            refused += 1  # the page says so, keeps the answer and sends it again
        times.append(1000 * (time.perf_counter() - begun))
    used = 1000 * (time.process_time() - used) / steps
    return {"times": times, "refused": refused, "processor": used}


def measure(url: str, people: int, steps: int, pause: float) -> dict[str, float]:
    """People who answer at once, each a process forked from one that has the imports."""
    import sqlalchemy  # noqa: F401  # once, not fifty times

    from assess.store import open_store

    open_store(url).prepare()
    start = time.time() + 2 + people / 8
    pipes = []
    for person in range(people):
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            try:
                os.close(reading)
                out = json.dumps(write(url, person, steps, pause, start)).encode()
                with os.fdopen(writing, "wb") as stream:
                    stream.write(out)
                os._exit(0)
            except BaseException as error:
                print(error, file=sys.stderr)
                os._exit(1)
        os.close(writing)
        pipes.append((pid, reading))
    told: list[dict[str, Any]] = []
    for pid, reading in pipes:
        with os.fdopen(reading, "rb") as stream:
            text = stream.read()
        os.waitpid(pid, 0)
        told.append(json.loads(text))
    seconds = time.time() - start
    times = sorted(value for one in told for value in one["times"])
    return {
        "people": people,
        "refused": sum(one["refused"] for one in told),
        "processor": round(statistics.median(one["processor"] for one in told), 2),
        "answers": len(times),
        "per_second": round(len(times) / seconds, 1),
        "median": round(statistics.median(times), 1),
        "p95": round(times[int(0.95 * len(times))], 1),
        "largest": round(times[-1], 1),
    }


def probe(place: str, times: int = 100) -> dict[str, float]:
    """Milliseconds of a bare 4 kB write that is synced to the disk of `place`."""
    handle = os.open(Path(place) / "probe", os.O_CREAT | os.O_WRONLY)
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        os.write(handle, b"x" * 4096)
        os.fsync(handle)
        found.append(1000 * (time.perf_counter() - begun))
    os.close(handle)
    found.sort()
    return {"median": round(found[times // 2], 2), "p95": round(found[int(0.95 * times)], 2)}


def one_click(url: str, kept: int, clicks: int = 60) -> dict[str, float]:
    """What one rating costs a visitor who keeps so many plans: the page's own way, one process.

    Medians of milliseconds, of processor milliseconds, and of the kilobytes of text in the
    statements that are sent to the database.
    """
    from dataclasses import replace

    from sqlalchemy import event

    from assess.app.state.visitor import VisitorState
    from assess.domain.answers import KeptPlan
    from assess.domain.demo import demo_assessment
    from assess.domain.plan_request import PlanRequest
    from assess.formats.model_yaml.loader import load_model
    from assess.formats.plan import plan_to_json
    from assess.planning import plan
    from assess.store import open_store

    model = load_model()
    held, wanted = model.role_pair
    request = PlanRequest(hours_per_week=4, weeks=26, start=date(2026, 11, 30))
    made = plan_to_json(plan(model, demo_assessment(model), request, held=held, role=wanted))
    plans = tuple(KeptPlan(f"2026-11-{day:02}T10:00:00Z", made) for day in range(1, 1 + kept))
    sent, store = [0], open_store(url)

    @event.listens_for(store.database.engine, "before_cursor_execute")
    def _count(_connection: Any, _cursor: Any, _sql: str, given: Any, *_: Any) -> None:
        rows = given if isinstance(given, list) else [given]
        values = [v for row in rows for v in (row.values() if isinstance(row, dict) else row)]
        sent[0] += sum(len(value.encode()) for value in values if isinstance(value, str))

    session = VisitorState(model, store)
    session.begin(f"Code-of-a-person-with-{kept:02}-plans")
    full = replace(demo_assessment(model), id=f"{kept:032}", plans=plans)
    session.change(lambda _: full)
    session.resume(session.code)  # as after a reload
    ids = [item.id for item in model.competencies]
    times, used, kilobytes = [], [], []
    for number in range(clicks):
        level = model.lowest + number // len(ids) % 2
        before = time.perf_counter(), time.process_time(), sent[0]
        session.rate(ids[number % len(ids)], level)
        after = time.perf_counter(), time.process_time(), sent[0]
        times.append(1000 * (after[0] - before[0]))
        used.append(1000 * (after[1] - before[1]))
        kilobytes.append((after[2] - before[2]) / 1000)
    found = {"median": times, "processor": used, "kilobytes": kilobytes}
    return {"plans": kept, **{key: round(statistics.median(of), 2) for key, of in found.items()}}


def first_use() -> dict[str, float]:
    """Processor milliseconds of a new process until its store can be used, the least of five."""
    parts = {
        "import assess.store": "import assess.store",
        "import sqlalchemy": "import sqlalchemy.dialects.sqlite",
        "open a file that is there": "import assess.store, sqlalchemy.dialects.sqlite; {open}",
        "make a new file": "import assess.store, sqlalchemy.dialects.sqlite; {new}",
    }
    clock = (
        "from time import process_time as t; {before}; a = t(); {timed}; print(1000 * (t() - a))"
    )
    found = {}
    with tempfile.TemporaryDirectory() as name:
        there = f"assess.store.open_store('sqlite:///{name}/there.sqlite3').prepare()"
        subprocess.run([sys.executable, "-c", f"import assess.store; {there}"], check=True)
        for number, (what, code) in enumerate(parts.items()):
            before, timed = "pass", code
            if ";" in code:
                before, timed = code.split("; ")
            times = []
            for run in range(5):
                new = f"assess.store.open_store('sqlite:///{name}/{number}-{run}').prepare()"
                text = clock.format(before=before, timed=timed.format(open=there, new=new))
                out = subprocess.run(
                    [sys.executable, "-c", text], check=True, capture_output=True, text=True
                )
                times.append(float(out.stdout))
            found[what] = round(min(times), 1)
    return found


def main() -> None:
    """Measure, print, write down."""
    parser = argparse.ArgumentParser(description="How long one answer takes to be kept.")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--answers", type=int, default=20, help="of each person")
    parser.add_argument("--pause", type=float, default=5.0, help="seconds between answers")
    parser.add_argument("--url", default="", help="a PostgreSQL database made for this")
    asked = parser.parse_args()
    found: dict[str, Any] = {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "machine": f"{os.cpu_count()} cores, {platform.system()}, SQLite {sqlite3.sqlite_version}",
        "load before": round(os.getloadavg()[0], 1),
        "first use": first_use(),
    }
    for name, people, pause in (
        ("alone", 1, 0.05),
        ("human pace", asked.people, asked.pause),
        ("flat out", asked.people, 0.0),
    ):
        with tempfile.TemporaryDirectory(prefix="assess-") as place:
            if people == 1:
                found["probe"] = probe(place)
                print(f"{'probe':12} {found['probe']}")
            url = asked.url or f"sqlite:///{place}/answers.sqlite3"
            found[name] = measure(url, people, asked.answers * (5 if people == 1 else 1), pause)
        print(f"{name:12} {found[name]}", flush=True)
    for kept in (0, 20):
        with tempfile.TemporaryDirectory(prefix="assess-") as place:
            name = f"click, {kept} plans"
            found[name] = one_click(asked.url or f"sqlite:///{place}/answers.sqlite3", kept)
        print(f"{name:12} {found[name]}", flush=True)
    print(f"{'first use':12} {found['first use']}")
    target = HERE / "results" / "saving.json"
    target.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
