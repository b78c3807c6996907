"""Ten thousand people's levels: load, count, decide what may be said, draw. `make bench-cohort`."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assess.answers_json import dumps
from assess.cohort import levels_of, release
from assess.loader import load_model
from assess.workshop import as_assessment, from_people, made_up_people, read_folder

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
GOAL = 3.0
ROUNDS = 5


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Print a table: median seconds of five rounds."""
    import pandas as pd  # the import isn't what is measured  # noqa: F401

    model = load_model()
    people = made_up_people(model, PEOPLE)
    role = model.role_pair[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stored = folder / "contributions.json"
        stored.write_text(json.dumps(people), encoding="utf-8")

        def load_and_draw() -> None:
            group = from_people(model, json.loads(stored.read_text(encoding="utf-8")), role=role)
            group.html()
            group.figure()

        load_and_draw()  # the first drawing imports plotly and compiles the templates
        rows = [
            ("decide what may be said", lambda: release(model, role, people)),
            ("load levels, decide, draw table and heat map", load_and_draw),
        ]
        print(f"{PEOPLE:,} people, {len(model.competencies)} competencies; goal {GOAL} s")
        for title, work in rows:
            seconds = statistics.median(timed(work) for _ in range(ROUNDS))
            print(f"| {title} | {seconds:.2f} s |")
        handed = folder / "handed-over"
        handed.mkdir()
        for number, person in enumerate(people):
            text = dumps(as_assessment(model, person))
            (handed / f"{number:05}.json").write_text(text, encoding="utf-8")

        def from_files() -> None:
            found, _ = read_folder(model, handed)
            from_people(model, [levels_of(one) for one in found.values()], role=role).html()

        title = f"the same from {PEOPLE:,} files, each checked as hostile"
        print(f"| {title} | {timed(from_files):.2f} s |")


if __name__ == "__main__":
    main()
