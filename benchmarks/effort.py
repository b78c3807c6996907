"""How often a quarter is kept in full when plans learn a person's hours: `make bench-effort`.

Simulated people on the shipped model. Each has a hidden factor on the hours, and needs for each
activity that factor times a chance of its own; other work eats between nothing and twice the
reserve. They log their hours, and the next quarter is planned with what
`assess.planning.effort` learned. Writes benchmarks/results/effort.md and effort.json.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from math import exp
from pathlib import Path
from random import Random

from plans import HOURS, START, Person, people

from assess.domain.answers import Answer
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import DEFAULT_RESERVE
from assess.domain.progress import Progress
from assess.formats.model_yaml.loader import load_model
from assess.planning import plan
from assess.planning.effort import SPREAD, learned_effort
from assess.settings import package_model

RESULTS = Path(__file__).parent / "results"
QUARTERS, WEEKS = 4, 13
MEDIAN = 1.2
"""Of the hidden factors: most people need more than an author's estimate."""


@dataclass(frozen=True)
class Lived:
    """One quarter of one person: planned hours, true ones, what other work left, and the range."""

    number: int
    true: float
    left: float
    low: float
    high: float


def live(model: CompetencyModel, person: Person, seed: int, *, learns: bool) -> list[Lived]:
    """A year of one person, quarter by quarter, as long as there is something to plan."""
    dice = Random(seed)
    hours, factor = dice.choice(HOURS[2:]), MEDIAN * exp(dice.gauss(0, SPREAD))
    reserve = float(model.pace.reserve[DEFAULT_RESERVE])
    who, found = person.assessment, []
    for number in range(1, QUARTERS + 1):
        request = replace(
            person.request,
            hours_per_week=hours,
            start=START + timedelta(weeks=WEEKS * (number - 1)),
            lead=None,
            hours_factor=None if learns else 1.0,
        )
        made = plan(model, who, request)
        true = {
            item.id: model.activity(item.id).hours * factor * exp(dice.gauss(0, SPREAD))
            for item in made.activities
        }
        if not true:
            break
        low, high = learned_effort(model, who).likely_hours(
            [item.hours for item in made.activities]
        )
        left = hours * (WEEKS - 1) * (1 - dice.uniform(0, 2 * reserve))
        found.append(Lived(number, sum(true.values()), left, low, high))
        gained = {step.competency: Answer(step.level) for step in made.quarters[0].steps}
        logged = {
            key: Progress("done", request.start, hours_spent=max(0.25, round(spent * 4) / 4))
            for key, spent in true.items()
        }
        who = replace(who, answers={**who.answers, **gained}, progress={**who.progress, **logged})
    return found


def main() -> None:
    """Simulate, print the table, write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    count = parser.parse_args().people
    model = load_model(package_model())
    profiles = people(model, WEEKS)
    rows, data = [], {}
    for learns in (True, False):
        by_quarter: dict[str, list[Lived]] = defaultdict(list)
        for seed in range(count if learns else count // 4):
            for lived in live(model, profiles[seed % len(profiles)], seed, learns=learns):
                by_quarter["first" if lived.number == 1 else "second to fourth"].append(lived)
        for which, items in by_quarter.items():
            kept = sum(item.true <= item.left for item in items) / len(items)
            inside = sum(item.low <= item.true <= item.high for item in items) / len(items)
            how = "by the logged hours" if learns else "by the estimates"
            rows.append(f"| {how} | {which} | {len(items):,} | {kept:.0%} | {inside:.0%} |")
            data[f"{how}, {which}"] = {"quarters": len(items), "kept": kept, "inside": inside}
    head = "| planned | quarter | quarters | kept in full | true hours in the 80% range |\n"
    table = head + "|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    print(table)
    (RESULTS / "effort.md").write_text(table)
    (RESULTS / "effort.json").write_text(json.dumps({"people": count, **data}, indent=1) + "\n")


if __name__ == "__main__":
    main()
