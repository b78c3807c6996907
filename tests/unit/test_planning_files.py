"""The plans of the made-up people are those of today."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assess.loader import load_model
from assess.settings import package_model

TOP = Path(__file__).parents[2]
PEOPLE = TOP / "examples" / "people"
sys.path.insert(0, str(TOP / "scripts"))
from write_people_plans import plan_text  # noqa: E402 - the script is no package


@pytest.mark.parametrize("file", sorted(PEOPLE.glob("*.json")), ids=lambda file: file.stem)
def test_the_plans_of_the_made_up_people_are_those_of_today(file: Path) -> None:
    kept = file.with_suffix(".plan.md").read_text(encoding="utf-8")
    assert kept == plan_text(file, load_model(package_model())), "run make people"


def test_there_are_five_made_up_people() -> None:
    assert len(list(PEOPLE.glob("*.json"))) == 5
