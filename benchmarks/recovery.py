"""What confirming the deciding answers gives back of a plan: `make bench-recovery`.

Made-up people on the shipped model, half of whose ratings are a level off. Four plans for each: of
the true levels, of the ratings, of the ratings with the deciding answers put right, and with as
many drawn at random put right instead. Each is worth what its first two quarters fulfil of
the wishes `present_job` and `wanted_role` at the true levels. Prints a table, and writes
benchmarks/results/recovery.json and recovery.md.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from random import Random
from time import process_time
from typing import Any

from plans import EXACT_WEEKS, Person, people, write

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.formats.model_yaml.loader import load_model
from assess.planning import Plan, plan
from assess.planning.explain.deciding import MOST, deciding, worth_of_plan
from assess.planning.translate import build
from assess.settings import package_model

KINDS = {
    "rated": "as rated, half of it a level off",
    "confirmed": f"the up to {MOST} deciding answers confirmed",
    "random": "as many confirmed, drawn at random from all",
}


@cache
def model_and_people(count: int) -> tuple[CompetencyModel, list[Person]]:
    """The shipped model and made-up people, once in each process."""
    model = load_model(package_model())
    return model, people(model, EXACT_WEEKS, count)


def half_off(model: CompetencyModel, truth: Assessment, dice: Random) -> Assessment:
    """The same answers, half of them one level higher or lower, where the scale goes on."""
    rated = [key for key, answer in truth.answers.items() if answer.level is not None]
    wrong = dict(truth.answers)
    for key in dice.sample(rated, len(rated) // 2):
        level = truth.level(key) or 0
        beside = [n for n in (level - 1, level + 1) if model.lowest <= n <= model.highest]
        wrong[key] = Answer(dice.choice(beside))
    return replace(truth, answers=wrong)


def recovered(number: int, count: int) -> dict[str, Any]:
    """What each of one person's plans is worth at the true levels."""
    model, everybody = model_and_people(count)
    who = everybody[number]
    dice = Random(1000 + number)
    rated = half_off(model, who.assessment, dice)

    def planned(answers: Assessment) -> Plan:
        return plan(model, answers, who.request, time_limit=60)

    def put_right(keys: list[str]) -> Plan:
        truth = {key: who.assessment.answer(key) for key in keys}
        return planned(replace(rated, answers={**rated.answers, **truth}))

    made = planned(rated)
    begun = process_time()
    found = deciding(model, rated, made, time_limit=60)
    seconds = process_time() - begun
    keys = [item.competency for item in found.answers]
    others = dice.sample(list(rated.answers), len(keys))
    truth = build(model, who.assessment, *map(model.role, model.role_pair), who.request)
    plans = {
        "best": planned(who.assessment),
        "rated": made,
        "confirmed": put_right(keys),
        "random": put_right(others),
    }
    return {
        "worth": {kind: worth_of_plan(truth, item)[-2:] for kind, item in plans.items()},
        "answers": len(keys),
        "off": sum(rated.level(key) != who.assessment.level(key) for key in keys),
        "seconds": round(seconds, 2),
    }


def share(rows: list[dict[str, Any]], kind: str) -> dict[str, float]:
    """How much of the best plans' worth the plans of a kind reach.

    `together`: of the two wishes added up, over all people; `each`: the mean of each person's
    share; `as_good`: people whose plan is worth as much as the best.
    """
    pairs = [
        (row["worth"][kind], row["worth"]["best"]) for row in rows if any(row["worth"]["best"])
    ]
    return {
        "together": sum(sum(one) for one, _ in pairs) / sum(sum(best) for _, best in pairs),
        "each": statistics.mean(sum(one) / sum(best) for one, best in pairs),
        "present_job": sum(one[0] for one, _ in pairs) / sum(best[0] for _, best in pairs),
        "wanted_role": sum(one[1] for one, _ in pairs) / sum(best[1] for _, best in pairs),
        "as_good": sum(tuple(one) >= tuple(best) for one, best in pairs) / len(pairs),
    }


def recovery_table(rows: list[dict[str, Any]]) -> str:
    """As Markdown."""
    heads = ["plan", "of the best plan", "mean of each person's", "`present_job`", "`wanted_role`"]
    lines = [f"| {' | '.join([*heads, 'as good as the best'])} |", "|---" * 6 + "|"]
    for kind, name in KINDS.items():
        cells = [f"{value:.0%}" for value in share(rows, kind).values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The shares, and what the search took and found; seconds are of the processor."""
    seconds = [row["seconds"] for row in rows]
    answers = sum(row["answers"] for row in rows)
    return {
        "people": len(rows),
        "shares": {kind: share(rows, kind) for kind in KINDS},
        "answers_a_person": answers / len(rows),
        "of_these_a_level_off": sum(row["off"] for row in rows) / answers,
        "median_s": statistics.median(seconds),
        "worst_s": max(seconds),
    }


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    count = parser.parse_args().people
    os.nice(10)
    with ProcessPoolExecutor(2) as pool:
        rows = []
        for row in pool.map(recovered, range(count), [count] * count):
            rows.append(row)
            print(f"{len(rows)} of {count}: {row}", file=sys.stderr, flush=True)
    write("recovery", recovery_table(rows), summary(rows))


if __name__ == "__main__":
    main()
