"""A session's file: it loads again as it was written, and a bad one is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from assess.domain.review.meeting import CoachingMeeting, next_time
from assess.errors import AnswersError
from assess.formats.answers import dumps, read_assessment
from assess.formats.meeting import dumps_session, read_brought, session_from_json, session_to_json
from assess.formats.plan import OldPlan
from assess.planning import PlanRequest, plan
from tests.builders.meetings import DAY, LATER, MODEL, judged, made, own, rated, whole
from tests.builders.plan_files import OLD


def _again(session: CoachingMeeting) -> CoachingMeeting:
    read = read_brought(dumps_session(session), MODEL)
    assert isinstance(read, CoachingMeeting)
    return read


def test_a_whole_session_loads_as_it_was_written() -> None:
    second = judged(next_time(whole(), rated(baking=3), held=LATER))
    for session in (whole(), second):
        assert _again(session) == session
        assert dumps_session(_again(session)) == dumps_session(session)


def test_the_file_has_the_documented_form() -> None:
    data = session_to_json(whole())
    assert [data["schema_version"], data["kind"], data["held"]] == [1, "session", DAY.isoformat()]
    assert [item["rater"] for item in data["assessments"]] == ["self", "coach", "agreed"]
    assert data["goals"][0] == {
        "competency": "baking",
        "from": 2,
        "to": 3,
        "by": "2026-11-01",
        "why": "Nobody else is there.",
        "first_step": "Ask for a date.",
    }
    assert data["commitments"][0]["owner"] == "manager"
    assert data["plans"][0]["kind"] == "plan"
    assert "past" not in data


def test_an_assessment_is_brought_as_what_it_is() -> None:
    assert read_brought(dumps(own()), MODEL) == own()


def test_whoever_reads_one_assessment_gets_the_persons_own() -> None:
    assert read_assessment(dumps_session(whole()), MODEL) == whole().own


def test_a_session_of_one_assessment_is_one_that_nobody_coached_yet() -> None:
    data = session_to_json(whole())
    short = {key: data[key] for key in ("schema_version", "kind", "held")}
    read = session_from_json({**short, "assessments": data["assessments"][:1]}, MODEL)
    assert (read.own, read.coach.answers, read.revealed) == (whole().own, {}, False)


def _set(*path: Any, to: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            _set("schema_version", to=2),
            "schema_version: this file (2) was written by a newer assess",
        ),
        (_set("schema_version", to=True), "schema_version: must be the number 1"),
        (_set("extra", to=1), "the file: unknown key 'extra'"),
        (_set("held", to="tomorrow"), "held: 'tomorrow' is no date"),
        (_set("revealed", to="yes"), "revealed: must be true or false"),
        (_set("assessments", to=[]), "must be the person's, the coach's and the agreed"),
        (_set("assessments", 1, "model", "id", to="x"), "assessments[1]: model.id"),
        (_set("assessments", 2, "answers", "baking", "level", to=9), "assessments[2]: answers"),
        (_set("goals", 0, "to", to=2), "goals[0].to: must be above"),
        (_set("goals", 0, "competency", to="bakin"), "goals[0].competency: the model has no"),
        (_set("goals", 0, "why", to="x" * 501), "goals[0].why: is 501 characters long"),
        (_set("goals", 0, "kept", to="maybe"), "goals[0].kept: must be open, kept or not_kept"),
        (
            _set("commitments", 0, "owner", to="boss"),
            "commitments[0].owner: must be person, coach or",
        ),
        (_set("commitments", 0, "by", to=7), "commitments[0].by: must be a date in quotes"),
        (_set("plans", to=[1]), "plans[0]: the file: must be an object"),
        (_set("plans", 0, "role", to="chef"), "plans[0]: the model has no role 'chef'; take"),
        (_set("plans", 0, "hours", to="x"), "plans[0]: hours: must be a number, not text."),
        (_set("plans", 0, "model", "id", to="other"), "plans[0].model.id"),
        (_set("plans", 0, "quarters", 0, "steps", 0, "level", to=7), "has no level '7'"),
        (_set("past", to=[{"held": "2026-01-01", "levels": {"baking": 9}}]), "past[0].levels"),
        (
            _set("past", to=[{"held": "2026-01-01", "levels": {}, "plan": 1}]),
            "past[0].plan: the file",
        ),
        (_set("past", to=[{"levels": {}}]), "past[0]: 'held' is missing"),
        (_set("past", to=[{}] * 61), "past: holds 61 entries"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(change: Callable[[Any], None], sentence: str) -> None:
    data = session_to_json(whole())
    change(data)
    with pytest.raises(AnswersError) as caught:
        session_from_json(data, MODEL)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_fourth_goal_in_a_file_is_refused() -> None:
    data = session_to_json(whole())
    goal = data["goals"][0]
    keys = ["baking", "kneading", "shaping", "selling"]
    data["goals"] = [{**goal, "competency": key} for key in keys]
    with pytest.raises(AnswersError, match="up to 3 goals"):
        session_from_json(data, MODEL)


def test_a_plan_of_an_older_model_is_left_out_where_its_activities_are_gone() -> None:
    data = session_to_json(whole())
    data["plans"][0]["quarters"][0]["activities"][0]["id"] = "gone"
    with pytest.raises(AnswersError, match="has no activity 'gone'"):
        session_from_json(data, MODEL)
    data["plans"][0]["model"]["version"] = "0.9.0"
    assert session_from_json(data, MODEL).plans == ()


def test_plans_of_0_1_stay_as_they_were() -> None:
    data = session_to_json(whole())
    old = {**OLD, "model": {"id": MODEL.id, "version": MODEL.version}}
    data["plans"].insert(0, old)
    data["past"] = [{"held": "2026-01-01", "levels": {}, "plan": old}]
    read = session_from_json(data, MODEL)
    assert isinstance(read.plans[0], OldPlan)
    assert session_to_json(read) == data
    again = read.with_plan(made(read.settled, hours=5))
    assert len(again.plans) == 3


def test_without_notes_no_plan_keeps_a_word_for_somebody() -> None:
    named = PlanRequest(hours_per_week=4, weeks=8, start=DAY, people={"night-crew": "Zoe"})
    session = whole().with_plan(plan(MODEL, whole().settled, named))
    later = next_time(session, held=LATER).with_plan(session.plans[-1])
    assert dumps_session(later).count("Zoe") == 2
    assert "Zoe" not in dumps_session(later.without_notes())


def test_an_old_competency_in_an_earlier_session_is_left_out() -> None:
    data = session_to_json(whole())
    data["past"] = [{"held": "2025-01-01", "levels": {"baking": 1, "churning": 2}}]
    assert session_from_json(data, MODEL).past[0].levels == {"baking": 1}


@pytest.mark.parametrize(
    "text", ['{"kind": "plan", "role": "baker"}', '{"role": "baker", "activities": []}']
)
def test_a_plan_file_is_named_as_one(text: str) -> None:
    with pytest.raises(AnswersError) as caught:
        read_brought(text, MODEL)
    said = "This is a plan file; I need a report, answers or a session."
    assert str(caught.value) == said


def test_a_session_file_is_plain_json_of_modest_size() -> None:
    text = dumps_session(whole())
    assert json.loads(text)["kind"] == "session"
    assert len(text) < 10_000
