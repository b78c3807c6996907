"""Plans of version 0.1: read as they were, written again, never planned close to."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from assess.errors import PlanError
from assess.formats.plan import (
    OldPlan,
    dumps,
    plan_from_json,
    plan_to_json,
    previous_from_json,
)
from tests.builders.plan_files import OLD, PLAN, TESTS, broken


def test_a_plan_of_0_1_0_is_read_as_it_was_and_written_again_byte_for_byte() -> None:
    text = (TESTS / "data" / "releases" / "0.1.0" / "plan.json").read_text(encoding="utf-8")
    old = plan_from_json(json.loads(text))
    assert isinstance(old, OldPlan)
    assert dumps(old) == text
    assert (old.role, old.hours_per_week, old.weeks) == ("product-manager", 4, 26)
    assert (old.start, old.week_of(2)) == (date(2026, 11, 30), date(2026, 12, 7))
    first = old.activities[0]
    assert (first.id, first.hours) == ("interview-three-known-users", 6)
    assert first.weeks == {1: 2.5, 2: 2.5, 3: 1}
    assert first.because == "Only this brings you to level 2 (Practising) in Customer discovery."
    assert old.data["levels"]["customer-discovery"] == {"from": 1, "to": 4, "target": 4}
    assert old.not_planned["stakeholder-alignment"] == "not applicable"


def test_the_last_form_of_version_1_is_read_too() -> None:
    more = {
        **OLD,
        "settings": {**OLD["settings"], "pinned": ["a"], "weeks_off": ["2026-12-28"]},
        "activities": [{**OLD["activities"][0], "without": "…", "state": "in_progress"}],
        "message": "There is no gap.",
    }
    old = plan_from_json(more)
    assert isinstance(old, OldPlan)
    assert old.message == "There is no gap."
    assert plan_to_json(old) == more


def test_no_new_plan_stays_close_to_one_of_0_1() -> None:
    assert previous_from_json(plan_to_json(PLAN)) == PLAN
    with pytest.raises(PlanError) as caught:
        previous_from_json(OLD)
    assert str(caught.value) == (
        "This plan was made by an earlier version of assess. Make it again."
    )


@pytest.mark.parametrize(
    ("path", "to", "sentence"),
    [
        (("value",), ..., "the file: 'value' is missing; add it."),
        (("gap",), -1, "gap: must be at least 0, not -1."),
        (
            ("activities", 0, "kind"),
            "sport",
            "activities[0].kind: must be practice, people or study, not 'sport'.",
        ),
        (
            ("activities", 0, "weeks"),
            {"27": 1},
            "activities: 'interview-three-known-users' ends after week 26.",
        ),
        (
            ("activities", 1, "id"),
            "interview-three-known-users",
            "activities: 'interview-three-known-users' is planned twice; keep one.",
        ),
        (
            ("settings", "start"),
            "9999-12-30",
            "settings.start: the weeks go past an end of the calendar.",
        ),
        (
            ("levels", "customer-discovery"),
            {"from": 1},
            "levels.customer-discovery: 'to' is missing; add it.",
        ),
    ],
)
def test_a_mistake_in_an_old_plan_is_said_with_its_place(path: Any, to: Any, sentence: str) -> None:
    assert broken(OLD, *path, to=to) == sentence
