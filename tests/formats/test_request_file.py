"""What a plan is asked for as JSON: in an answers file, under the model's ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assess.domain.answers import Assessment
from assess.domain.model import CompetencyModel
from assess.domain.model_parts import Renaming
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Routine
from assess.errors import AnswersError
from assess.formats.answers import assessment_from_json, assessment_to_json
from assess.formats.request import request_to_json
from tests.builders.plan_files import GARDEN, REQUEST, SETTINGS


def read(settings: Any, model: CompetencyModel = GARDEN, version: str | None = None) -> PlanRequest:
    """The settings of an answers file."""
    whose = {"id": GARDEN.id, "version": version or model.version}
    data = {"schema_version": 1, "model": whose, "answers": {}, "settings": settings}
    return assessment_from_json(data, model).settings


def refused(settings: Any, **more: Any) -> str:
    with pytest.raises(AnswersError) as caught:
        read(settings, **more)
    return str(caught.value)


def test_all_wishes_are_written_and_read() -> None:
    assert request_to_json(REQUEST) == SETTINGS
    assert list(request_to_json(REQUEST)) == list(SETTINGS)
    assert read(SETTINGS) == REQUEST


def test_what_was_not_said_leaves_no_key() -> None:
    assert request_to_json(PlanRequest()) == {}
    assert read({}) == PlanRequest()
    assert "settings" not in assessment_to_json(Assessment(GARDEN.id, GARDEN.version))


def test_nobody_within_reach_is_said() -> None:
    assert request_to_json(PlanRequest(within_reach=())) == {"within_reach": []}
    assert read({"within_reach": []}) == PlanRequest(within_reach=())


def test_a_routine_is_written_and_read() -> None:
    routine = {
        **{"weekday": 2, "time": "07:30", "minutes": 45, "when": "the watering is done"},
        **{"obstacle": "rain", "then": "I sort seeds"},
    }
    said = PlanRequest(
        routine=Routine(2, "07:30", 45, "the watering is done", "rain", "I sort seeds")
    )
    assert request_to_json(said) == {"routine": routine}
    assert read({"routine": routine}) == said


def test_a_routine_that_was_left_out_is_not_asked_for_again() -> None:
    assert request_to_json(PlanRequest(routine=Routine())) == {"routine": {}}
    assert read({"routine": {}}) == PlanRequest(routine=Routine())


def test_nothing_that_0_1_wrote_is_refused() -> None:
    assert read({"hours_per_week": None, "weeks": 0, "start": None}) == PlanRequest(weeks=0)


def test_what_is_named_twice_is_kept_once() -> None:
    twice = ["dig-a-bed", "dig-a-bed"]
    found = read({"pinned": twice, "excluded": twice, "within_reach": ["owner", "owner"]})
    assert (found.pinned, found.excluded) == (("dig-a-bed",), ("dig-a-bed",))
    assert found.within_reach == ("owner",)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ([], "settings: must be an object in braces {…}, not a list."),
        ({"xyz": 4}, "settings: unknown key 'xyz'; take it out."),
        (
            {"hour_per_week": 4},
            "settings: unknown key 'hour_per_week'; did you mean 'hours_per_week'?",
        ),
        (
            {"lead": "plantin"},
            "settings.lead: the model has no competency 'plantin'; did you mean 'planting'?",
        ),
        (
            {"situation": {"weather": "wet"}},
            "settings.situation: the model has no question 'weather'; it can't be used.",
        ),
        (
            {"situation": {"produce": "solt"}},
            "settings.situation.produce: the model has no answer 'solt'; did you mean 'sold'?",
        ),
        (
            {"people": {"boss": "Eve"}},
            "settings.people: the model has no person 'boss'; it can't be used.",
        ),
        (
            {"within_reach": ["onwer"]},
            "settings.within_reach: the model has no person 'onwer'; did you mean 'owner'?",
        ),
        (
            {"pinned": ["dance"]},
            "settings.pinned: the model has no activity 'dance'; it can't be used.",
        ),
        (
            {"excluded": ["dance"]},
            "settings.excluded: the model has no activity 'dance'; it can't be used.",
        ),
        (
            {"focus": {"art": 2}},
            "settings.focus: the model has no competency or area 'art'; it can't be used.",
        ),
        (
            {"reserve": "none"},
            "settings.reserve: must be mine, mostly or often-eaten, not 'none'.",
        ),
        (
            {"showing": "x" * 201},
            "settings.showing: is 201 characters long, at most 200 are allowed; shorten it.",
        ),
        (
            {"people": {"owner": "x" * 201}},
            "settings.people.owner: is 201 characters long, at most 200 are allowed; shorten it.",
        ),
        (
            {"routine": {"weekday": 0}},
            "settings.routine.weekday: must be at least 1, not 0.",
        ),
        (
            {"routine": {"time": "9:30"}},
            "settings.routine.time: '9:30' is no time of day; write it as 09:30.",
        ),
        (
            {"routine": {"minutes": 721}},
            "settings.routine.minutes: must be at most 720, not 721.",
        ),
        (
            {"routine": {"when": "x" * 201}},
            "settings.routine.when: is 201 characters long, at most 200 are allowed; shorten it.",
        ),
        (
            {"within_reach": "owner"},
            "settings.within_reach: must be a list in brackets […], not text.",
        ),
    ],
)
def test_a_wrong_wish_is_refused_by_one_sentence(settings: Any, sentence: str) -> None:
    assert refused(settings) == sentence


NEWER = replace(
    GARDEN, version="2.1.0", renamed=(Renaming(("sowing", "potting"), "planting", "2.1.0"),)
)


def test_of_an_older_model_answers_and_people_that_are_gone_are_dropped() -> None:
    settings = {
        "situation": {"produce": "stolen", "weather": "wet", "garden": "ours"},
        "people": {"boss": "Eve", "owner": "Anna"},
        "within_reach": ["boss", "owner"],
    }
    found = read(settings, NEWER, "2.0.0")
    assert found.situation == {"garden": "ours"}
    assert found.people == {"owner": "Anna"}
    assert found.within_reach == ("owner",)
    assert read({"within_reach": ["boss"]}, NEWER, "2.0.0").within_reach == ()
    assert refused(settings, model=NEWER).startswith("settings.situation: the model has no")


def test_a_renamed_competency_stays_what_comes_first_and_in_focus() -> None:
    settings = {"lead": "sowing", "focus": {"sowing": 2, "potting": 3}}
    found = read(settings, NEWER, "2.0.0")
    assert (found.lead, found.focus) == ("planting", {"planting": 3})


def test_one_that_is_gone_from_an_older_model_is_refused() -> None:
    assert refused({"lead": "art"}, model=NEWER, version="2.0.0") == (
        "settings.lead: the model has no competency 'art'; it can't be used."
    )
