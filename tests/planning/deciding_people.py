"""Deciding answers of made-up people on the shipped model, against a search at every level.

`make deciding` (minutes, at low priority): prints how many searches were left out, and exits
with 1 where anybody's deciding answers are others.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from time import process_time

from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import load_model
from assess.planning.explain.deciding import deciding
from assess.settings import package_model
from tests.builders.deciding import best_by_solving, missed, person, said
from tests.builders.planning_strategies import planned


@cache
def shipped() -> CompetencyModel:
    """The shipped model, once in each process."""
    return load_model(package_model())


def compared(number: int) -> tuple[bool, int, int, int, float]:
    """One person: whether it is the same, how many decide, searches, those left out, seconds."""
    case = person(shipped(), number)
    made = planned(case)
    begun = process_time()
    found = deciding(
        case.model, case.assessment, made, most=len(case.model.competencies), time_limit=600
    )
    seconds = process_time() - begun
    equal = said(case, made, found) == missed(case, made, best_by_solving)
    return equal, len(found.answers), found.solved, found.same, seconds


def main() -> None:
    """Compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    people = parser.parse_args().people
    os.nice(10)
    with ProcessPoolExecutor(2) as pool:
        rows = []
        for row in pool.map(compared, range(people)):
            rows.append(row)
            print(f"{len(rows)} of {people}: {row}", file=sys.stderr, flush=True)
    equal, decide, solved, same, seconds = zip(*rows, strict=True)
    levels = sum(solved) + sum(same)
    print(f"the same as searching at every level: {sum(equal)} of {people} people")
    print(f"{sum(decide)} deciding answers, {min(decide)} to {max(decide)} a person")
    print(
        f"{levels} levels: {sum(solved)} searches, {sum(same)} left out ({sum(same) / levels:.0%})"
    )
    middle = sorted(seconds)[people // 2]
    print(f"seconds of the processor: median {middle:.1f}, worst {max(seconds):.1f}")
    sys.exit(not all(equal))


if __name__ == "__main__":
    main()
