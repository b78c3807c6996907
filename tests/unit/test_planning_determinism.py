"""The same question gives the same bytes in every process, and the solver waits to be asked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"

PLAN = """
import random
from datetime import date
from assess.answers import Answer, Assessment
from assess.model import Activity, Area, Competency, CompetencyModel, Level, Role
from assess.planning import plan
from assess.planning.plan_json import dumps

dice = random.Random(7)
skills = [f"c{n}" for n in range(10)]
model = CompetencyModel(
    "m", "1.0.0", "M",
    tuple(Level(n, f"L{n}") for n in range(1, 6)),
    (Area("a", "A"),),
    tuple(Competency(key, "a", key, {}) for key in skills),
    (Role("r", "R", dict.fromkeys(skills, 4)),),
    tuple(
        Activity(
            f"a{n}", f"A{n}", "practice", dice.choice([2, 4, 4, 6]),
            {key: dice.choice([2, 3, 4]) for key in dice.sample(skills, 2)},
            min_weeks=dice.choice([1, 1, 2]),
        )
        for n in range(40)
    ),
)
who = Assessment("m", "1.0.0", {key: Answer(dice.choice([1, 2])) for key in skills})
made = plan(model, who, "r", 5, 8, date(2026, 11, 30), previous={"a1", "a9", "a30"}, time_limit=60)
assert made.optimal
print(dumps(made))
"""


def run(code: str, seed: str) -> str:
    """What a fresh Python prints, with its own order of sets."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(SRC)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_two_processes_give_the_same_bytes() -> None:
    first = run(PLAN, "1")
    assert '"optimal": true' in first
    assert first == run(PLAN, "4242")


def test_importing_the_planner_loads_no_solver() -> None:
    code = "import sys, assess.planning, assess.planning.plan_json; print('highspy' in sys.modules)"
    assert run(code, "0").strip() == "False"


def test_the_checker_needs_no_solver() -> None:
    code = "import sys, assess.planning.check; print('highspy' in sys.modules)"
    assert run(code, "0").strip() == "False"
    source = (SRC / "assess" / "planning" / "check.py").read_text(encoding="utf-8")
    imported = [line for line in source.splitlines() if line.startswith(("from assess", "import"))]
    assert not [line for line in imported if "planning" in line and "planning.plan " not in line]
