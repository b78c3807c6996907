"""How much a picture says at 8, 12, 20 and 60 people, and how fast it is with ten thousand."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assess.clock import today
from assess.domain.cohort.picture import picture
from assess.domain.cohort.release import levels_of, release
from assess.domain.model import CompetencyModel
from assess.formats.answers import dumps
from assess.formats.model_yaml.loader import load_model
from assess.notebooks.workshop import as_assessment, from_people, made_up_people, read_folder

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
GOAL = 3.0
ROUNDS = 5
SIZES = (8, 12, 20, 60)
SEEDS = 10


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def said_at(model: CompetencyModel, size: int) -> tuple[float, float, float]:
    """Shares of the rows of ten made-up groups: with a middle, with a number, told to differ."""
    role, seeds = model.role_pair[1], range(1, SEEDS + 1)
    pictures = [
        picture(model, release(model, role, made_up_people(model, size, seed=seed)), today())
        for seed in seeds
    ]
    rows = [line for item in pictures for line in item.lines]
    differing = sum(len(item.differing) for item in pictures)
    middles = sum(line.middle is not None for line in rows)
    numbers = sum(line.numbered for line in rows)
    return middles / len(rows), numbers / len(rows), differing / len(rows)


def main() -> None:
    """Print two tables: what is said, and median seconds of five rounds."""
    import pandas as pd  # the import isn't what is measured  # noqa: F401

    model = load_model()
    print(f"rows of {SEEDS} made-up groups: with a middle | with a number | where they differ")
    for size in SIZES:
        middle, number, differ = said_at(model, size)
        print(f"| {size} people | {middle:.0%} | {number:.0%} | {differ:.0%} |")
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
