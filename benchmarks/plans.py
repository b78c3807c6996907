"""How long plans take and how steady they are: `make bench-plans`.

Twenty made-up people on the shipped model, then made-up models of several sizes; with --stability
what small changes of hours, weeks and weeks off do to the first quarter. Prints tables, and writes
benchmarks/results/plans.json and plans.md (or stability.*). Seconds are of the processor, of this
process only, and of the clock: the second depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any

from plan_models import made_up

from assess.answers import Answer, Assessment
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.plan_request import PlanRequest
from assess.planning import Plan, plan
from assess.planning.problem.translate import surroundings
from assess.settings import package_model

RESULTS = Path(__file__).parent / "results"
START = date(2026, 11, 30)
PEOPLE = 20
HOURS = (1.5, 2, 3, 4, 5, 6, 8, 12)
SIZES = {100: 3, 300: 3, 1000: 2}
"""Activities → seeds."""


@dataclass(frozen=True)
class Person:
    """One made-up profile with its wishes."""

    number: int
    assessment: Assessment
    request: PlanRequest


def people(model: CompetencyModel, weeks: int) -> list[Person]:
    """Levels about what the present job asks for; every third person can ask nobody."""
    held = model.role(model.role_pair[0]).targets
    found = []
    for number in range(PEOPLE):
        dice = Random(number)
        answers = {
            item.id: Answer(
                min(
                    model.highest,
                    max(
                        model.lowest,
                        held.get(item.id, model.lowest) + dice.choice([-2, -1, -1, 0, 0, 0, 1]),
                    ),
                )
            )
            for item in model.competencies
            if dice.random() > 0.06
        }
        hours = dice.choice(HOURS)
        lead = dice.choice([None, dice.choice(list(answers))])
        request = PlanRequest(
            hours_per_week=hours,
            weeks=weeks,
            start=START,
            lead=lead,
            within_reach=() if number % 3 == 0 else None,
        )
        found.append(Person(number, Assessment(model.id, model.version, answers), request))
    return found


# --- speed ----------------------------------------------------------------------------------------


def timed(model: CompetencyModel, who: Assessment, request: PlanRequest) -> dict[str, Any]:
    """Seconds until the first two quarters were known, and until all was."""
    clock, processor = perf_counter(), process_time()
    first: list[tuple[float, float]] = []

    def note(_: Plan) -> None:
        first.append((perf_counter() - clock, process_time() - processor))

    made = plan(model, who, request, time_limit=30, on_exact=note)
    whole = perf_counter() - clock, process_time() - processor
    exact = first[0] if first else whole
    # the first wish that isn't proved, if any, with its bound
    wish = next((wish for wish in made.wishes if not wish.proved), None)
    return {
        "clock": exact[0],
        "processor": exact[1],
        "whole_processor": whole[1],
        "proved": all(wish.proved for wish in made.wishes),
        "open": None if wish is None else (wish.wish, wish.value, wish.bound),
        "activities": len(made.ids),
    }


def speed_row(name: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    """Median and worst of several plans."""

    def seconds(key: str) -> list[float]:
        return [round(item[key], 3) for item in found]

    return {
        "of": name,
        "plans": len(found),
        "median_processor_s": round(statistics.median(seconds("processor")), 3),
        "worst_processor_s": max(seconds("processor")),
        "median_clock_s": round(statistics.median(seconds("clock")), 3),
        "worst_clock_s": max(seconds("clock")),
        "with_outlook_median_processor_s": round(statistics.median(seconds("whole_processor")), 3),
        "proved": sum(item["proved"] for item in found),
        "open": [item["open"] for item in found if item["open"]],
    }


def speed(model: CompetencyModel, most: int) -> list[dict[str, Any]]:
    """The shipped model's people, then made-up models."""
    one = people(model, 52)
    timed(model, one[0].assessment, one[0].request)  # the first call imports the solver
    rows = [
        speed_row(
            "the shipped model, 52 weeks",
            [timed(model, who.assessment, who.request) for who in one],
        )
    ]
    for activities, seeds in SIZES.items():
        if activities > most:
            continue
        found = []
        for seed in range(seeds):
            made, who = made_up(activities, seed)
            for hours in (4, 8):
                request = PlanRequest(hours_per_week=hours, weeks=26, start=START)
                found.append(timed(made, who, request))
        rows.append(speed_row(f"{activities:,} made-up activities, 26 weeks", found))
    return rows


def speed_table(rows: list[dict[str, Any]]) -> str:
    """As Markdown."""
    heads = ["plans of", "plans", "median", "worst", "median, clock", "worst, clock", "proved"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    lines += [
        f"| {r['of']} | {r['plans']} | {r['median_processor_s']:.2f} s "
        f"| {r['worst_processor_s']:.2f} s | {r['median_clock_s']:.2f} s "
        f"| {r['worst_clock_s']:.2f} s | {r['proved']} of {r['plans']} |"
        for r in rows
    ]
    return "\n".join(lines) + "\n"


# --- stability ------------------------------------------------------------------------------------


def first_quarter(made: Plan) -> tuple[Any, ...]:
    """What somebody does in it: subjects, and the activities that are open in it."""
    opened = sorted((item.id, item.quarters) for item in made.activities if item.quarters[0] == 1)
    return made.quarters[0].focus, opened


def changes(model: CompetencyModel, request: PlanRequest) -> Iterator[tuple[str, PlanRequest]]:
    """Small changes of a request, by kind."""
    hours, weeks = request.hours_per_week, request.weeks
    assert hours is not None
    assert weeks is not None
    for other in (hours - 0.5, hours + 0.5):
        if model.pace.subjects_at(other) == model.pace.subjects_at(hours):
            kind = "half an hour less" if other < hours else "half an hour more"
            yield kind, replace(request, hours_per_week=other)
    yield "four weeks less", replace(request, weeks=weeks - 4)
    yield "four weeks more", replace(request, weeks=weeks + 4)
    for week in (4, 9):
        off = START + timedelta(weeks=week - 1)
        yield "a week off in quarter 1", replace(request, weeks_off=(off,))
    yield "a week off in quarter 2", replace(request, weeks_off=(START + timedelta(weeks=17),))


def moved(before: Plan, after: Plan) -> str:
    """Why the first quarter is another one, told by the first wish that has another value.

    Had the old choice still been possible, no wish would have come out worse.
    """
    for old, new in zip(before.wishes, after.wishes, strict=True):
        if old.value != new.value:
            better = (new.value > old.value) != (old.wish in ("people", "hours"))
            why = "more room allows a better plan" if better else "the old choice no longer fits"
            return f"{why} ({old.wish})"
    return "as good, and earlier in the file or closer"


def stability(model: CompetencyModel, weeks: int) -> dict[str, Any]:
    """How many small changes leave the first quarter as it was, and which wish moved else."""
    tried: Counter[str] = Counter()
    same: Counter[str] = Counter()
    subjects: Counter[str] = Counter()
    why: Counter[str] = Counter()
    for who in people(model, weeks):
        before = plan(model, who.assessment, who.request, time_limit=60)
        for kind, request in changes(model, who.request):
            after = plan(model, who.assessment, request, time_limit=60)
            tried[kind] += 1
            subjects[kind] += after.quarters[0].focus == before.quarters[0].focus
            if first_quarter(after) == first_quarter(before):
                same[kind] += 1
            else:
                why[moved(before, after)] += 1
    return {
        "weeks": weeks,
        "kinds": {kind: (same[kind], subjects[kind], tried[kind]) for kind in tried},
        "all": (sum(same.values()), sum(subjects.values()), sum(tried.values())),
        "moved": dict(why.most_common()),
    }


def named(model: CompetencyModel) -> tuple[int, int]:
    """Of all subjects that can be gained in the first quarter: how many are in it when named."""
    met = tried = 0
    for who in people(model, 26):
        for item in model.competencies:
            request = replace(who.request, lead=item.id)
            if who.assessment.level(item.id) is None or not leads_on(model, who, item.id):
                continue
            made = plan(model, who.assessment, request, time_limit=60)
            tried += 1
            met += item.id in made.quarters[0].focus
    return met, tried


def leads_on(model: CompetencyModel, who: Person, key: str) -> bool:
    """Whether one activity alone could take a subject's next step in the first quarter."""
    level = who.assessment.level(key) or 0
    held, wanted = (model.role(role).targets for role in model.role_pair)
    top = max(wanted.get(key, model.lowest), held.get(key, model.lowest) - 1)
    there = surroundings(model, who.request)
    assert who.request.hours_per_week is not None
    room = who.request.hours_per_week * min(12 * (1 - float(model.pace.reserve["mostly"])), 10)

    def asked(competency: str, least: int) -> bool:
        return (who.assessment.level(competency) or 0) >= least

    return level < top and any(
        item.teaches.get(key) == level + 1
        and not item.requires
        and item.hours <= room
        and item.min_weeks <= 10
        and there.allow(model, item)
        and all(asked(other, least) for other, least in item.requires_level.items())
        and all(
            asked(rest.competency, rest.level)
            or who.assessment.level(rest.competency) is None
            or rest.from_level > step
            for taught, step in item.teaches.items()
            for rest in model.competency(taught).builds_on
        )
        for item in model.activities
    )


def stability_table(found: list[dict[str, Any]], lead: tuple[int, int]) -> str:
    """As Markdown."""
    heads = ["change"]
    for item in found:
        heads += [f"{item['weeks']} weeks: all the same", "its subjects"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for kind in [*found[0]["kinds"], "all"]:
        cells = [item["all"] if kind == "all" else item["kinds"][kind] for item in found]
        told = (f"{a} of {c} ({a / c:.0%}) | {b} of {c} ({b / c:.0%})" for a, b, c in cells)
        lines.append(f"| {kind} | {' | '.join(told)} |")
    lines += ["", "| why the first quarter changed | times |", "|---|---|"]
    moves: Counter[str] = Counter()
    for item in found:
        moves.update(item["moved"])
    lines += [f"| {name} | {count} |" for name, count in moves.most_common()]
    lines += ["", f"A named subject is in the first quarter in {lead[0]} of {lead[1]} cases."]
    return "\n".join(lines) + "\n"


def write(name: str, table: str, data: object) -> None:
    """Print a table, and keep it with what it was made of."""
    print(table)
    about = {
        "made": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "found": data,
    }
    (RESULTS / f"{name}.md").write_text(table, encoding="utf-8")
    (RESULTS / f"{name}.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a model file instead of the shipped one")
    parser.add_argument("--most", type=int, default=1000, help="largest number of activities")
    parser.add_argument("--stability", action="store_true", help="how steady, not how fast")
    options = parser.parse_args()
    model = load_model(options.model or package_model())
    if options.stability:
        found = [stability(model, weeks) for weeks in (26, 52)]
        lead = named(model)
        write("stability", stability_table(found, lead), {"changes": found, "named": lead})
    else:
        rows = speed(model, options.most)
        write("plans", speed_table(rows), rows)


if __name__ == "__main__":
    main()
