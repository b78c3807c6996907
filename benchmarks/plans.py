"""How long plans take and how steady they are: `make bench-plans`.

Twenty made-up people on the shipped model, then made-up models of several sizes; with --stability
what small changes of hours, weeks and weeks off do to the first quarter, in a plan from nothing and
in one that goes on with the plan before. Prints tables, and writes
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
from fractions import Fraction
from math import floor
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any

from plan_models import made_up

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.formats.model_yaml.loader import load_model
from assess.planning import Plan, plan
from assess.planning.explain.again import Again, plan_again
from assess.planning.problem import WEEKS_IN_A_QUARTER
from assess.planning.timetable import takes_two_quarters
from assess.planning.translate import build, surroundings
from assess.settings import package_model

RESULTS = Path(__file__).parent / "results"
START = date(2026, 11, 30)
EXACT_WEEKS = 26
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


def people(model: CompetencyModel, weeks: int, count: int = PEOPLE) -> list[Person]:
    """Levels about what the present job asks for; every third person can ask nobody."""
    held = model.role(model.role_pair[0]).targets
    found = []
    for number in range(count):
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
    """Seconds for the first two quarters alone, and with the outlook."""
    clock, processor = perf_counter(), process_time()
    plan(model, who, replace(request, weeks=min(EXACT_WEEKS, request.weeks or 0)), time_limit=30)
    exact = perf_counter() - clock, process_time() - processor
    processor = process_time()
    made = plan(model, who, request, time_limit=30)
    whole = process_time() - processor
    # the first wish that isn't proved, if any, with its bound
    wish = next((wish for wish in made.wishes if not wish.proved), None)
    return {
        "clock": exact[0],
        "processor": exact[1],
        "whole_processor": whole,
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


def still_fits(model: CompetencyModel, who: Person, before: Plan, request: PlanRequest) -> bool:
    """Whether all that begins in the first quarter has its places and its hours after a change."""
    roles = (model.role(role) for role in model.role_pair)
    problem = build(model, who.assessment, *roles, replace(request, start=START))
    index_of = {task.id: index for index, task in enumerate(problem.tasks)}
    hours = Counter[int]()
    for item in before.activities:
        (begin, end), index = (number - 1 for number in item.quarters), index_of.get(item.id)
        if begin > 0:
            continue
        if index is None or end >= len(problem.quarters):
            return False
        if takes_two_quarters(problem, index, end) != (begin < end):
            return False
        task, last = problem.tasks[index], problem.quarters[end]
        later = task.quarter_hours // 2 if begin < end else 0
        hours[begin] += task.quarter_hours - later
        hours[end] += later
        span = len(problem.quarters[0].after_asking) + len(last.working)
        if begin < end and task.min_weeks > span:
            return False
    return all(hours[number] <= quarter.room for number, quarter in enumerate(problem.quarters))


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
    for week in range(weeks):
        quarter = 1 if week < WEEKS_IN_A_QUARTER else 2
        off = START + timedelta(weeks=week)
        yield f"a week off in quarter {quarter}", replace(request, weeks_off=(off,))


def mains(model: CompetencyModel, made: Plan) -> list[tuple[str, str]]:
    """Each subject of the first quarter with the longest activity that leads on in it."""
    quarter = made.quarters[0]
    found = []
    for step in quarter.steps:
        ways = [
            item
            for item in quarter.activities
            if model.activity(item.id).teaches.get(step.competency) == step.level
        ]
        if step.in_focus:
            found.append((step.competency, max((item.hours, item.id) for item in ways)[1]))
    return found


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


def outdone(again: Again) -> str:
    """The first wish that a plan from nothing would meet better; "" where there is none."""
    if again.better is None:
        return ""
    both = zip(again.better.wishes, again.plan.wishes, strict=True)
    return next(best.wish for best, kept in both if best.value != kept.value)


MEASURES = {
    "subjects": "from nothing: same subjects",
    "mains": "same main activities",
    "whole": "same quarter",
    "goes_on": "made again: same subjects",
    "kept": "same quarter",
    "kept_fitting": "of those where it still fits",
    "worse": "of these, another plan would be better",
}


def stability(model: CompetencyModel, weeks: int) -> dict[str, Any]:
    """What small changes leave of the first quarter, planned from nothing and made again."""
    found: dict[str, Counter[str]] = {}
    why: dict[str, Counter[str]] = {"nothing": Counter(), "again": Counter(), "outdone": Counter()}
    for who in people(model, weeks):
        before = plan(model, who.assessment, who.request, time_limit=60)
        for kind, request in changes(model, who.request):
            after = plan(model, who.assessment, request, time_limit=60)
            again = plan_again(model, who.assessment, request, before, START, time_limit=60)
            same = {
                "tried": True,
                "subjects": after.quarters[0].focus == before.quarters[0].focus,
                "mains": mains(model, after) == mains(model, before),
                "whole": first_quarter(after) == first_quarter(before),
                "goes_on": again.plan.quarters[0].focus == before.quarters[0].focus,
                "kept": first_quarter(again.plan) == first_quarter(before),
            }
            same["fits"] = still_fits(model, who, before, request)
            same["kept_fitting"] = same["kept"] and same["fits"]
            same["worse"] = same["kept"] and outdone(again) != ""
            found.setdefault(kind, Counter()).update(key for key in same if same[key])
            if not same["whole"]:
                why["nothing"][moved(before, after)] += 1
            if not same["kept"]:
                why["again"][moved(before, again.plan)] += 1
            if same["worse"]:
                why["outdone"][outdone(again)] += 1
    kinds = {kind: dict(counts) for kind, counts in found.items()}
    return {"weeks": weeks, "kinds": kinds, "why": {key: dict(why[key]) for key in why}}


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


def share(part: int, of: int) -> str:
    """3 of 4 (75%), rounded down: 100% is all of them."""
    return f"{part} of {of} ({100 * part // of}%)" if of else "–"


def by_kind(changes: dict[str, dict[str, int]]) -> dict[str, Counter[str]]:
    """The counts with a week off as one kind of change, wherever it lies."""
    found: dict[str, Counter[str]] = {}
    for name, counts in changes.items():
        found.setdefault(name.split(" in ")[0], Counter()).update(counts)
    return found


def alike(kinds: dict[str, Counter[str]], key: str) -> str:
    """How often something holds, with each kind of change counting alike; rounded down."""
    of = "fits" if key == "kept_fitting" else "tried"
    mean = statistics.mean(Fraction(counts[key], counts[of]) for counts in kinds.values())
    return f"{floor(1000 * mean) / 10}%"


def steadiness(kinds: dict[str, Counter[str]]) -> str:
    """How often the first quarter stays in a plan made again."""
    every = sum(kinds.values(), Counter[str]())
    each = ", ".join(
        f"{kind} {counts['kept']} of {counts['tried']}" for kind, counts in kinds.items()
    )
    return (
        f"Made again, the first quarter is the same in {alike(kinds, 'kept')} of the changes, with "
        f"each of the {len(kinds)} kinds counting alike ({each}). "
        f"It changes in {every['tried'] - every['kept']}; it no longer fits in "
        f"{every['tried'] - every['fits']}, and stays wherever it fits in "
        f"{share(every['kept_fitting'], every['fits'])}."
    )


def stability_table(found: dict[str, Any], lead: tuple[int, int]) -> str:
    """As Markdown."""
    heads = ["change", *MEASURES.values()]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for kind, counts in found["kinds"].items():
        cells = [
            str(counts.get(key, 0))
            if key == "worse"
            else share(counts.get(key, 0), counts["fits" if key == "kept_fitting" else "tried"])
            for key in MEASURES
        ]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    kinds = by_kind(found["kinds"])
    worse = sum(counts["worse"] for counts in kinds.values())
    cells = [str(worse) if key == "worse" else alike(kinds, key) for key in MEASURES]
    lines += [f"| each kind alike | {' | '.join(cells)} |", "", steadiness(kinds)]
    for key, head in (
        ("nothing", "why the first quarter changed, from nothing"),
        ("again", "why it changed, made again"),
        ("outdone", "kept, though another plan meets this wish better"),
    ):
        times = Counter(found["why"][key])
        lines += ["", f"| {head} | times |", "|---|---|"]
        lines += [f"| {name} | {count} |" for name, count in times.most_common()]
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
        found = stability(model, 26)  # in longer plans four weeks change nothing of what is decided
        lead = named(model)
        write("stability", stability_table(found, lead), {"changes": found, "named": lead})
    else:
        rows = speed(model, options.most)
        write("plans", speed_table(rows), rows)


if __name__ == "__main__":
    main()
