"""How far a model's activities carry, as `assess check` prints it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Activity
from assess.domain.plan_request import PlanRequest
from assess.formats.model_yaml.checks.health import reaches, report
from assess.formats.model_yaml.loader import load_model
from assess.planning import plan
from tests.builders.commands import SECOND, Shell

EXAMPLE = Path(__file__).parents[3] / "examples" / "scrum-master-to-product-owner.yaml"


def model(*activities: Activity) -> CompetencyModel:
    """The second model with other activities: its move needs backlog 3, interviews 2, value 3."""
    return replace(load_model(SECOND), activities=activities)


def practice(key: str, hours: float, teaches: dict[str, int], **more: object) -> Activity:
    return replace(Activity(key, key, "practice", hours, teaches), **more)


VALUE_2 = practice("value-2", 5, {"value": 2})
VALUE_3 = practice("value-3", 5, {"value": 3})
TALK = practice("talk", 4, {"interviews": 2})
BOTH_2 = practice("backlog-2", 2, {"backlog": 2})
BACKLOG_3 = practice("backlog-3", 3, {"backlog": 3})
ALL = (VALUE_2, VALUE_3, TALK, BOTH_2, BACKLOG_3)


def test_the_cheapest_activities_for_each_step_are_added_up() -> None:
    (found,) = reaches(model(*ALL, practice("dear", 90, {"value": 3})))
    assert found.role_id == "product-owner"
    assert set(found.steps) == {
        ("backlog", 2),
        ("backlog", 3),
        ("interviews", 2),
        ("value", 2),
        ("value", 3),
    }
    assert (found.hours, found.untaught) == (19, ())
    assert "dear" not in found.activities


def test_an_activity_that_serves_two_steps_counts_once() -> None:
    both = practice("both", 2, {"value": 2, "backlog": 2})
    (found,) = reaches(model(*ALL[1:], both))
    assert found.hours == 16


def test_what_an_activity_requires_is_counted_too() -> None:
    study = Activity("study", "Study", "study", 7, {})
    needs = replace(TALK, requires=("study",), requires_level={"facilitation": 3, "coaching": 3})
    (found,) = reaches(model(VALUE_2, VALUE_3, needs, BOTH_2, BACKLOG_3, study))
    assert found.hours == 26  # facilitation and coaching are held by whoever fits the first role


def test_a_required_level_that_is_not_held_is_climbed_first() -> None:
    needs = replace(TALK, requires_level={"facilitation": 3, "interviews": 1, "value": 3})
    (found,) = reaches(model(needs, BOTH_2, BACKLOG_3, VALUE_2, VALUE_3))
    assert found.hours == 19


def test_a_role_is_out_of_reach_where_a_step_is_not_taught_or_takes_too_long() -> None:
    assert report(model(*ALL[1:]))[1] == (
        "  Product Owner: out of reach: no activity teaches value 2"
    )
    assert report(model(*ALL), 18)[1] == (
        "  Product Owner: 5 steps, 19 hours; out of reach within 18 hours"
    )
    assert report(model(*ALL), 19)[1] == "  Product Owner: 5 steps, 19 hours"


def test_a_role_that_asks_for_nothing_more_needs_no_hours() -> None:
    found = replace(model(*ALL), transition=("product-owner", "scrum-master"))
    lines = report(replace(found, roles=(found.roles[1], replace(found.roles[1], id="same"))))
    assert lines[1] == "  Product Owner: nothing to learn"


def test_a_model_of_one_role_has_nothing_to_report() -> None:
    one = load_model(SECOND)
    assert report(replace(one, roles=one.roles[:1], transition=None)) == []


def test_the_example_carries_from_one_role_to_the_others() -> None:
    for item in reaches(load_model(EXAMPLE)):
        assert item.untaught == ()
        assert 0 < item.hours < 400


def test_check_prints_the_report_below_its_summary(shell: Shell) -> None:
    said = shell("check", EXAMPLE).out.splitlines()
    assert said[0].endswith("no mistakes, no warnings.")
    assert said[1].startswith("The way from Scrum Master, by the cheapest activity")
    assert len(said) == 5
    assert "out of reach within" not in "".join(said)
    assert shell("check", EXAMPLE, "--hours", "1").out.count("; out of reach within 1 hours") == 3


@pytest.mark.parametrize("hours", ["0", "-1", "nan", "inf", "many"])
def test_hours_that_are_no_number_above_0_are_wrong_usage(shell: Shell, hours: str) -> None:
    ran = shell.usage("check", EXAMPLE, f"--hours={hours}")
    assert ran.code == 2
    assert "isn't a number" in ran.err


def test_a_plan_takes_the_steps_of_the_way_that_is_reported() -> None:
    example = load_model(EXAMPLE)
    held = example.role(example.role_pair[0]).targets
    answers = {item.id: Answer(held[item.id]) for item in example.competencies}
    person = Assessment(example.id, example.version, answers)
    asked = PlanRequest(hours_per_week=20, weeks=104, start=date(2027, 1, 4))
    for item in reaches(example):
        made = plan(example, person, asked, role=item.role_id, time_limit=60)
        taken = {(step.competency, step.level) for part in made.quarters for step in part.steps}
        assert set(item.steps) <= taken
        assert made.not_planned == {}
