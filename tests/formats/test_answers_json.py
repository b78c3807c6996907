"""Assessment files: what is written, and what is read again."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema

from assess.domain.answers import Answer, Assessment
from assess.domain.demo import demo_assessment
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import CheckIn, Measure, Progress, Routine
from assess.formats.answers import assessment_from_json, assessment_to_json, dumps, read_assessment
from assess.formats.answers.shape import AnswersFile
from assess.formats.shapes import schema_text
from tests.builders.answers_files import MODEL, file

FULL = Assessment(
    MODEL.id,
    MODEL.version,
    {
        "backlog": Answer(3, evidence="Zürich\n\n„so“ <b>", updated="2026-11-22T10:00:00Z"),
        "coaching": Answer(not_applicable=True),
        "value": Answer(evidence="only a note"),
    },
    id="k3",
    revision=7,
    person="Ada",
    rater="coach",
    updated="2026-11-22T10:00:00Z",
    roles=("product-owner", "scrum-master"),
    settings=PlanRequest(
        hours_per_week=5.5,
        weeks=26,
        start=date(2026, 11, 30),
        focus={"value": 2},
        excluded=("swap-a-meeting",),
        pinned=("measure-a-release",),
        weeks_off=(date(2026, 12, 28),),
    ),
    progress={"measure-a-release": Progress("done", date(2026, 11, 1), "the number")},
    measures={"measure-a-release": Measure("0 of 4", "3 of 4")},
    confirm=("backlog",),
)


def test_the_file_has_the_documented_form() -> None:
    assert dumps(FULL) == (
        """{
  "schema_version": 1,
  "kind": "assessment",
  "id": "k3",
  "revision": 7,
  "model": {
    "id": "sm-to-po",
    "version": "1.2.0"
  },
  "person": "Ada",
  "rater": "coach",
  "updated": "2026-11-22T10:00:00Z",
  "roles": {
    "from": "product-owner",
    "to": "scrum-master"
  },
  "answers": {
    "backlog": {
      "level": 3,
      "evidence": "Zürich\\n\\n„so“ <b>",
      "updated": "2026-11-22T10:00:00Z"
    },
    "coaching": {
      "not_applicable": true
    },
    "value": {
      "evidence": "only a note"
    }
  },
  "settings": {
    "hours_per_week": 5.5,
    "weeks": 26,
    "start": "2026-11-30",
    "focus": {
      "value": 2
    },
    "pinned": [
      "measure-a-release"
    ],
    "excluded": [
      "swap-a-meeting"
    ],
    "weeks_off": [
      "2026-12-28"
    ]
  },
  "progress": {
    "measure-a-release": {
      "state": "done",
      "date": "2026-11-01",
      "evidence": "the number"
    }
  },
  "measures": {
    "measure-a-release": {
      "today": "0 of 4",
      "wanted": "3 of 4"
    }
  },
  "confirm": [
    "backlog"
  ]
}
"""
    )


def test_reading_what_was_written_gives_the_same_assessment() -> None:
    assert read_assessment(dumps(FULL), MODEL) == FULL
    assert assessment_from_json(assessment_to_json(FULL), MODEL) == FULL


def test_three_keys_are_enough_and_absent_is_unrated() -> None:
    found = assessment_from_json(
        {"schema_version": 1, "model": {"id": MODEL.id}, "answers": {}}, MODEL
    )
    assert found == Assessment(MODEL.id, MODEL.version).identified()
    assert found.answer("value").state == "unrated"


def test_every_file_that_is_written_has_an_id_and_copies_have_the_same() -> None:
    blank = Assessment(MODEL.id, MODEL.version)
    assert json.loads(dumps(blank))["id"] == read_assessment(dumps(blank), MODEL).id
    one = assessment_from_json(file({"value": {"level": 1, "evidence": "a note"}}), MODEL)
    later = assessment_from_json(file({"value": {"level": 1}}, updated="2026-11-30"), MODEL)
    other = assessment_from_json(file({"value": {"level": 2}}), MODEL)
    assert one.id == later.id != other.id


def test_an_empty_answer_is_unrated_and_not_kept() -> None:
    assert assessment_from_json(file({"value": {}}), MODEL).answers == {}
    assert assessment_from_json(file({"value": {"level": None}}), MODEL).answers == {}


def test_a_measure_that_says_nothing_is_not_kept() -> None:
    assert assessment_from_json(file(measures={"measure-a-release": {}}), MODEL).measures == {}
    said = FULL.with_measure("swap-a-meeting", Measure(wanted="2"))
    assert assessment_to_json(said)["measures"]["swap-a-meeting"] == {"wanted": "2"}
    assert read_assessment(dumps(said), MODEL) == said
    assert said.with_measure("swap-a-meeting", Measure()) == FULL


def test_without_notes_no_text_of_the_person_is_left() -> None:
    words = replace(
        FULL.settings,
        showing="the board",
        weeks=8,
        routine=Routine(1, "09:00", 60, "lunch is over", "a release", "I take Friday"),
    )
    bare = replace(FULL, settings=words).without_notes()
    assert bare.measures == {}
    assert bare.settings == replace(FULL.settings, weeks=8, routine=Routine(1, "09:00", 60))
    assert all(not answer.evidence for answer in bare.answers.values())
    assert bare.progress["measure-a-release"].state == "done"


def test_an_exported_page_is_read_by_its_template() -> None:
    hostile = FULL.with_answer(
        "value", Answer(1, evidence="</template><script>&amp;' \""), at="2026-01-01"
    )
    page = (
        "<!doctype html><html><head><title>x</title></head><body><p>{}</p>"
        '<template id="other">no</template>'
        f'<template id="assess-data">{html.escape(dumps(hostile))}</template></body></html>'
    )
    assert read_assessment(page, MODEL) == hostile
    assert read_assessment("\ufeff\n " + page, MODEL) == hostile


def test_a_session_gives_its_first_assessment() -> None:
    session = {
        "schema_version": 1,
        "kind": "session",
        "assessments": [assessment_to_json(FULL), file()],
        "goals": [],
        "plans": [],
    }
    assert read_assessment(json.dumps(session), MODEL) == FULL


def test_the_demo_person_is_readable_and_shows_every_state() -> None:
    demo = demo_assessment(MODEL)
    assert demo == demo_assessment(MODEL)
    assert read_assessment(dumps(demo), MODEL) == demo.identified()
    states = [demo.answer(item.id).state for item in MODEL.competencies]
    assert (states.count("not_applicable"), states.count("unrated")) == (1, 1)
    assert any(answer.evidence for answer in demo.answers.values())
    assert demo.person == ""


def test_the_published_schema_is_the_one_of_the_code_and_files_fit_it() -> None:
    published = (Path(__file__).parents[2] / "answers.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(AnswersFile), "run scripts/write_schema.py"
    validator = jsonschema.Draft202012Validator(json.loads(schema_text(AnswersFile)))
    validator.validate(assessment_to_json(FULL))
    for wrong in ({"answers": []}, {"extra": 1}, {"revision": -1}, {"settings": {"weeks": "4"}}):
        assert not validator.is_valid({**file(), **wrong})


def test_a_check_in_is_written_without_what_it_does_not_say() -> None:
    day = date(2026, 11, 30)
    told = replace(FULL, check_ins={day: CheckIn(day, hours=0, words="ill")})
    assert assessment_to_json(told)["check_ins"] == {
        "2026-11-30": {"day": "2026-11-30", "hours": 0, "words": "ill"}
    }
