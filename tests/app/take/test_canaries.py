"""What a person wrote appears in no file for others unless they chose it."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import date
from typing import get_args

import pytest

from assess.app.messages.files import TakeFile
from assess.app.plan.state import PlanState
from assess.app.state.visitor import VisitorState
from assess.app.take.files import OFFERED, VisitorFiles
from assess.domain.answers import Answer, Assessment, Round
from assess.domain.progress import CheckIn, Measure, Progress, Routine
from assess.domain.rating import LIMITS, Entry
from assess.errors import AnswersError, PlanError
from assess.formats.answers import assessment_to_json
from assess.report.files.plan_text import Audience
from assess.store import Store
from tests.builders.visits import CODE, MONDAY, WORLD, eight_weeks, rate_all

LINK = "https://example.org/canary-link"
CHOSEN = {"selling": [1]}
FOR_OTHERS = sorted(pair for pair in OFFERED if pair[1] != "me")


def entry(name: str) -> Entry:
    """A piece of evidence with a canary in each of its texts."""
    texts = {key: f"canary-{name}-{key}" for key in LIMITS}
    return Entry(**{**texts, "link": LINK + name}, date=date(2026, 3, 1))


def with_canaries(assessment: Assessment, activity: str) -> Assessment:
    """The assessment with a text of its own in each place where a person writes one."""
    answers = dict(assessment.answers)
    answers["selling"] = replace(answers["selling"], level=3).with_log(
        [entry("first"), entry("chosen")]
    )
    answers["baking"] = answers["baking"].with_log([entry("other")])
    noted = {"kneading": Answer(evidence="canary-only-a-note")}
    routine = Routine(2, "09:30", 60, "canary-when", "canary-obstacle", "canary-then")
    settings = replace(
        assessment.settings,
        people={"boss": "canary-boss", "clerk": "canary-clerk"},
        showing="canary-showing",
        routine=routine,
    )
    said = {"words": "canary-words", "worked": "canary-worked", "shown": "canary-shown"}
    week = CheckIn(MONDAY, done=True, hours=2, **said)
    return replace(
        assessment,
        answers=answers,
        settings=settings,
        progress={activity: Progress("in_progress", MONDAY, "canary-progress", hours_left=1)},
        measures={activity: Measure("canary-today", "canary-wanted", "canary-reached")},
        check_ins={MONDAY: week},
        round=Round(
            "2026-11-22T10:00:00Z", {"shaping": Answer(2, evidence="canary-round"), **noted}
        ),
    )


@pytest.fixture
def files(store: Store) -> VisitorFiles:
    """The files of somebody who wrote something everywhere, with a plan."""
    session = VisitorState(WORLD, store)
    session.begin(CODE)
    plans = PlanState(session)
    rate_all(session)
    people = {"people": {"boss": "canary-boss", "clerk": "canary-clerk"}}
    made = plans.make(
        eight_weeks(
            within_reach=("boss", "clerk"),
            pinned=("counter-hour",),
            showing="canary-showing",
            **people,
        )
    )
    session.change(lambda present: replace(with_canaries(present, made.ids[0]), round=None))
    assert session.assessment.plans
    return VisitorFiles(session, plans)


def canaries(text: str) -> set[str]:
    return set(re.findall(r"canary-[a-z-]+", text))


def test_every_place_for_a_text_has_a_canary() -> None:
    """A new place for a text fails here until it has one below."""
    whole = with_canaries(
        Assessment("bakery", "1.0.0", {"selling": Answer(2), "baking": Answer(2)}), "x"
    )
    data = assessment_to_json(replace(whole, person="canary-person", rater="canary-rater"))
    here = canaries(json.dumps(data))
    assert {name for name in here if name.startswith("canary-first")} == {
        f"canary-first-{name}" for name in LIMITS if name != "link"
    }
    texts = {field.name for field in fields(Routine) if field.type == "str"} - {"time"}
    assert {f"canary-{name}" for name in texts} <= here
    texts = {field.name for field in fields(CheckIn) if field.type == "str"}
    assert {f"canary-{name}" for name in texts} <= here
    assert {"canary-boss", "canary-showing", "canary-round", "canary-progress"} <= here
    known = {field.name for field in fields(Assessment)}
    without_texts = {
        *("model_id", "model_version", "id", "revision", "person", "rater", "updated", "roles"),
        *("confirm", "history", "hindsight", "asked"),
    }
    assert known - without_texts == {
        *("answers", "settings", "progress", "measures", "plans", "round", "check_ins"),
    }


@pytest.mark.parametrize(("kind", "audience"), FOR_OTHERS)
def test_a_file_for_others_holds_only_what_was_chosen(
    files: VisitorFiles, kind: str, audience: Audience
) -> None:
    bare = files.make(TakeFile("take", kind, audience, {}, "")) if kind != "portfolio" else None
    assert bare is None or canaries(bare["text"]) == set()
    for reader in ("", "boss"):
        text = files.make(TakeFile("take", kind, audience, CHOSEN, reader))["text"]
        shown = kind in ("portfolio", "case", "manager")
        expected = {f"canary-chosen-{name}" for name in LIMITS if name != "link"}
        assert canaries(text) == (expected | {"canary-linkchosen"} if shown else set())


def test_what_is_for_oneself_holds_it_all(files: VisitorFiles) -> None:
    answers = canaries(files.make(TakeFile("take", "json", "me", {}, ""))["text"])
    assert {"canary-when", "canary-obstacle", "canary-then", "canary-boss"} <= answers
    report = canaries(files.make(TakeFile("take", "html", "me", {}, ""))["text"])
    assert {"canary-other-text", "canary-first-witness", "canary-progress"} <= report
    assert "canary-other-part" in canaries(
        files.make(TakeFile("take", "stories", "me", {}, ""))["text"]
    )


def test_every_audience_is_tried() -> None:
    assert {audience for _, audience in FOR_OTHERS} | {"me"} == set(get_args(Audience))


def test_stories_are_for_oneself_only(files: VisitorFiles) -> None:
    with pytest.raises(AnswersError, match="There is no such file"):
        files.make(TakeFile("take", "stories", "share", CHOSEN, ""))


def test_without_a_plan_there_is_no_page_for_a_manager(store: Store) -> None:
    session = VisitorState(WORLD, store)
    session.begin(CODE)
    with pytest.raises(PlanError):
        VisitorFiles(session, PlanState(session)).make(
            TakeFile("take", "manager", "manager", {}, "")
        )
