"""The planner against two greedy ways, on made-up models of many sizes: `make bench-plans`.

Prints a table and writes benchmarks/results/plans.json, plans.md and docs/images/plan-times.svg.
Seconds are of the processor (this process only) and of the clock; medians over the seeds. The
first are what to quote: the second depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic, perf_counter, process_time
from typing import Any

from plan_models import ROLE, made_up

from assess.answers import Assessment
from assess.demo import demo_assessment
from assess.loader import load_model
from assess.model import CompetencyModel
from assess.planning import earliest_end, explain, fewest_weekly_hours, more_or_less, plan
from assess.planning.greedy import bundle_tasks, cheapest, greedy
from assess.planning.milp import load
from assess.planning.plan import PlanSettings
from assess.planning.problem import Problem
from assess.planning.schedule import schedule
from assess.planning.translate import build
from assess.settings import package_model

TOP = Path(__file__).parents[1]
START = date(2026, 11, 30)
HOURS = 4
SIZES = {25: 5, 100: 5, 300: 3, 1000: 2}
"""Activities → seeds."""
WEEKS = (26, 52, 104)
TIME_LIMIT = 2.0


def largest_gap_first(problem: Problem) -> int:
    """Scaled value of: take the widest gap, the cheapest way one step up, while there are hours."""
    steps, _ = cheapest(problem)
    chosen: frozenset[int] = frozenset()
    blocked: set[int] = set()
    while True:
        _, levels = problem.reach(chosen)
        gaps = [
            (skill.target - level, -index)
            for index, (skill, level) in enumerate(zip(problem.skills, levels, strict=True))
            if skill.worth and level < skill.target and index not in blocked
        ]
        if not gaps:
            return problem.value(chosen)
        index = -max(gaps)[1]
        bundle = steps.get((index, levels[index] + 1))
        wider = chosen | bundle_tasks(bundle or 0)
        fits = bundle is not None and problem.quarters(wider) <= problem.room
        if fits and schedule(problem, wider, hurry=True) is not None:
            chosen = wider
        else:
            blocked.add(index)


def one(activities: int, weeks: int, seed: int) -> dict[str, Any]:
    """One model planned, and what the greedy ways make of it."""
    model, person = made_up(activities, seed)
    clock, processor = perf_counter(), process_time()
    made = plan(model, person, ROLE, HOURS, weeks, START, time_limit=TIME_LIMIT)
    clock, processor = perf_counter() - clock, process_time() - processor
    problem = build(model, person, ROLE, PlanSettings(HOURS, weeks, START))
    by_hours = problem.value(greedy(problem)[0])
    return {
        "processor": processor,
        "clock": clock,
        "value": made.value,
        "gap": made.gap,
        "optimal": made.optimal,
        "greedy": float(by_hours / problem.scale) / made.value,
        "widest_first": float(largest_gap_first(problem) / problem.scale) / made.value,
    }


def row(activities: int, weeks: int, seeds: int) -> dict[str, Any]:
    """The medians of one size."""
    found = [one(activities, weeks, seed) for seed in range(seeds)]

    def middle(key: str) -> float:
        return statistics.median(item[key] for item in found)

    return {
        "activities": activities,
        "weeks": weeks,
        "seeds": seeds,
        "processor_s": round(middle("processor"), 3),
        "clock_s": round(middle("clock"), 3),
        "slowest_processor_s": round(max(item["processor"] for item in found), 3),
        "proved": sum(item["optimal"] for item in found),
        "largest_gap": round(max(item["gap"] for item in found), 4),
        "value_per_hour_share": round(middle("greedy"), 3),
        "widest_gap_share": round(middle("widest_first"), 3),
    }


def shipped() -> dict[str, float]:
    """Processor seconds of each question on the shipped model and its made-up person."""
    model = load_model(package_model())
    person = demo_assessment(model)
    role = model.role_pair[1]
    made = plan(model, person, role, HOURS, 26, START)
    first = made.activities[0].id
    longer = plan(model, person, role, 2 * HOURS, 52, START)
    other = next(key for key in longer.ids if key not in made.ids)
    wishes: dict[str, dict[str, Any]] = {
        "plan": {},
        "one activity left out": {"excluded": [first]},
        "one activity pinned": {"pinned": [other]},
        "a focus on one area": {"focus": {model.areas[0].id: 2}},
        "two weeks off": {"weeks_off": [date(2026, 12, 23), date(2026, 12, 30)]},
    }
    times = {
        name: timed(lambda more=more: plan(model, person, role, HOURS, 26, START, **more))
        for name, more in wishes.items()
    }
    times["why one activity is in"] = timed(lambda: explain(model, person, made, only=[first]))
    times["10% more hours"] = timed(lambda: more_or_less(model, person, made))
    times["fewest weekly hours"] = timed(lambda: weekly(model, person, role))
    times["earliest end"] = timed(lambda: earliest_end(model, person, role, HOURS, START))
    return times


def weekly(model: CompetencyModel, person: Assessment, role: str) -> object:
    """The fewest weekly hours for a year."""
    return fewest_weekly_hours(model, person, role, 52, START)


def timed(question: Any) -> float:
    """Processor seconds, the median of five."""
    times = []
    for _ in range(5):
        begun = process_time()
        question()
        times.append(process_time() - begun)
    return round(statistics.median(times), 3)


def table(rows: list[dict[str, Any]], questions: dict[str, float]) -> str:
    """Both results as Markdown."""
    heads = ["activities", "weeks", "processor s", "slowest", "proved", "gap at most"]
    heads += ["value per hour first", "widest gap first"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    lines += [
        f"| {r['activities']:,} | {r['weeks']} | {r['processor_s']:.2f} "
        f"| {r['slowest_processor_s']:.2f} | {r['proved']} of {r['seeds']} "
        f"| {r['largest_gap']:.1%} | {r['value_per_hour_share']:.0%} "
        f"| {r['widest_gap_share']:.0%} |"
        for r in rows
    ]
    lines += ["", "| question on the shipped model | processor s |", "|---|---|"]
    lines += [f"| {name} | {seconds:.2f} |" for name, seconds in questions.items()]
    return "\n".join(lines) + "\n"


def picture(rows: list[dict[str, Any]]) -> str:
    """Bars: processor seconds by size, one group for each number of activities."""
    most = max(r["processor_s"] for r in rows)
    height = 22 * len(rows) + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" role="img" '
        'font-family="sans-serif" font-size="13"><title>Time to plan</title>'
        f'<rect width="640" height="{height}" fill="#fff"/>'
        '<text x="10" y="22" font-weight="bold">Time to plan, seconds of one processor</text>'
    ]
    for place, r in enumerate(rows):
        y = 38 + 22 * place
        width = max(2, round(380 * r["processor_s"] / most))
        label = f"{r['activities']:,} activities, {r['weeks']} weeks"
        proved = "" if r["proved"] == r["seeds"] else f", gap up to {r['largest_gap']:.0%}"
        parts.append(
            f'<text x="10" y="{y + 13}">{label}</text>'
            f'<rect x="190" y="{y}" width="{width}" height="16" fill="#3a6ea5"/>'
            f'<text x="{196 + width}" y="{y + 13}" font-size="12">{r["processor_s"]:.2f}{proved}'
            "</text>"
        )
    return "".join([*parts, "</svg>\n"])


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=1000, help="largest number of activities")
    options = parser.parse_args()
    load()
    begun = monotonic()
    questions = shipped()
    rows = []
    for activities, seeds in SIZES.items():
        for weeks in WEEKS:
            if activities <= options.most:
                rows.append(row(activities, weeks, seeds))
                print(rows[-1], flush=True)
    text = table(rows, questions)
    print(text)
    results = TOP / "benchmarks" / "results"
    data = {
        "made": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "hours_per_week": HOURS,
        "time_limit_s": TIME_LIMIT,
        "took_s": round(monotonic() - begun),
        "sizes": rows,
        "shipped_model_s": questions,
    }
    (results / "plans.json").write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    (results / "plans.md").write_text(text, encoding="utf-8")
    (TOP / "docs" / "images" / "plan-times.svg").write_text(picture(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
