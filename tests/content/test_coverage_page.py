"""docs/coverage.md: what it says is in the model is there, and no asked-for row is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts.write_coverage import HEADING, SITUATIONS, counts, doable, steps, with_table

from assess.domain.situation import facts_there, within_reach
from assess.formats.model_yaml.loader import load_model
from assess.settings import package_model

PAGE = (Path(__file__).parents[2] / "docs" / "coverage.md").read_text(encoding="utf-8")
MODEL = load_model(package_model())
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.partition(HEADING)[0].splitlines()
    if line.startswith("| ") and not line.startswith("| named")
]
FRAMEWORKS = [
    "backlog",
    "stories",
    "Scrum",
    "delivery and forecasting",
    "quality",
    "technical fluency",
    "goal setting",
    "vision",
    "strategy",
    "roadmap",
    "market and competitor research",
    "life cycle",
    "retirement",
    "outcome focus",
    "problem framing",
    "stakeholder mapping",
    "communication",
    "facilitation",
    "listening and negotiation",
    "leadership",
    "managing up",
    "evangelism",
    "business outcome",
    "finance",
    "business model",
    "pricing",
    "forecasting of revenue",
    "launch and go-to-market",
    "legal and privacy",
    "domain",
    "operations and service",
    "users and personas",
    "voice of the customer",
    "UX",
    "data fluency",
    "experiments",
    "empathy",
    "curiosity",
    "critical thinking",
    "own growth",
    "mentoring",
    "limits, data and running cost of AI",
    "evaluation of AI",
    "law and risk of AI",
]

each_row = pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])


@pytest.mark.parametrize("named", FRAMEWORKS)
def test_everything_that_frameworks_name_has_a_row(named: str) -> None:
    assert any(named in row[0] for row in ROWS)


@each_row
def test_a_row_says_where_it_is_found_or_why_it_is_left_out(row: list[str]) -> None:
    assert len(row) == 4
    assert all(row)
    assert "`" in row[1] or row[1].startswith("left out")


@each_row
def test_every_competency_named_has_that_id_and_title(row: list[str]) -> None:
    for key, after in re.findall(r"`([a-z-]+)`([^`]*)", f"{row[1]} {row[2]}"):
        assert MODEL.has_competency(key), f"there is no competency {key}"
        title = MODEL.competency(key).title
        assert after.strip().startswith(title), f"{key} is called {title}"


@each_row
def test_every_level_named_is_on_the_scale(row: list[str]) -> None:
    for level in re.findall(r"\((\d+)\)", f"{row[1]} {row[2]}"):
        assert MODEL.on_scale(int(level))


@each_row
def test_the_activity_named_is_there_and_teaches_something(row: list[str]) -> None:
    (key,) = re.findall(r"`([^`]+)`", row[3])
    assert MODEL.has_activity(key), f"there is no activity {key}"
    assert MODEL.activity(key).teaches


def test_every_competency_of_the_model_is_named() -> None:
    named = set(re.findall(r"`([a-z-]+)`", "".join(row[1] for row in ROWS)))
    assert {item.id for item in MODEL.competencies} <= named


def test_the_activities_named_for_what_is_missing_are_there() -> None:
    part = PAGE.partition("## Where something is missing")[2].partition("\n## ")[0]
    named = re.findall(r"`([a-z-]+)`", part.partition("\n- ")[2])
    assert len(named) > 15
    assert [key for key in named if not MODEL.has_activity(key)] == []


def test_the_table_of_ways_is_fresh() -> None:
    assert with_table(PAGE, MODEL) == PAGE, "run: python scripts/write_coverage.py"


def test_each_step_has_two_ways_in_each_situation() -> None:
    found = counts(MODEL)
    assert len(found) >= 20
    for step, row in found.items():
        assert len(row) == len(SITUATIONS)
        assert all(number is None or number >= 2 for number in row), step
        assert None not in row[:1], step


def test_the_table_counts_what_a_situation_bars_and_leaves_the_rest_of_the_page_alone() -> None:
    (step,) = [key for key in counts(MODEL) if key == ("pricing-and-positioning", 2)]
    numbers = dict(zip(SITUATIONS, counts(MODEL)[step], strict=True))
    assert numbers["internal"] is None
    assert (numbers["own team only"] or 0) < (numbers["full"] or 0)
    stale = PAGE.replace("| Pricing and positioning 2 |", "| Pricing 9 |")
    assert stale != PAGE
    assert with_table(stale, MODEL) == PAGE


@pytest.mark.parametrize("name", SITUATIONS)
def test_each_step_above_the_second_level_has_a_way_with_something_free_to_read(name: str) -> None:
    answers, explicit = SITUATIONS[name]
    facts = facts_there(MODEL, answers)
    possible = doable(MODEL, facts, within_reach(MODEL, answers, explicit))
    free = {item.id for item in MODEL.resources if item.free}
    reading = [item for item in MODEL.activities if free.intersection(item.resources)]
    for key, level, _ in steps(MODEL):
        if level > MODEL.scale[1].level and facts.issuperset(MODEL.competency(key).needs):
            ways = [item.id for item in reading if item.teaches.get(key) == level]
            assert possible.intersection(ways), f"{key} {level}"
