"""Assessment files: what is written, what is read, what is refused and in which words."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.demo import demo_assessment
from assess.domain.model_parts import Renaming
from assess.domain.plan_request import PlanRequest
from assess.domain.progress.progress import Measure, Progress
from assess.domain.progress.routine import Routine
from assess.domain.rating.evidence import Entry
from assess.errors import AnswersError
from assess.formats.answers import assessment_from_json, assessment_to_json, dumps, read_assessment
from assess.formats.json_schema import answers_schema, schema_text
from assess.formats.json_text import CUT, NO_FILE
from assess.formats.model_yaml.loader import load_model

MODEL = load_model(Path(__file__).parents[1] / "models" / "second.yaml")
BOTH = {"id": MODEL.id, "version": MODEL.version}
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


def refused(data: Any) -> str:
    """The sentence that refuses parsed JSON."""
    with pytest.raises(AnswersError) as caught:
        assessment_from_json(data, MODEL)
    return str(caught.value)


def refused_text(text: str) -> str:
    """The sentence that refuses a file's text."""
    with pytest.raises(AnswersError) as caught:
        read_assessment(text, MODEL)
    return str(caught.value)


def file(answers: Any = None, **more: Any) -> dict[str, Any]:
    """A small assessment file as parsed JSON."""
    return {"schema_version": 1, "model": BOTH, "answers": answers or {}, **more}


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


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "the file: must be an object in braces {…}, not a list."),
        ({}, "the file: 'schema_version' is missing; add it."),
        ({"schema_version": 1, "model": BOTH}, "the file: 'answers' is missing; add it."),
        (file(anwsers={}), "the file: unknown key 'anwsers'; did you mean 'answers'?"),
        (
            file({"\x1b[2J\n": {"level": 9}}),
            "answers: the model has no competency '\ufffd[2J'; it can't be carried over.",
        ),
        (
            file({"a\ud800": {}}),
            "answers: the model has no competency 'a\ufffd'; it can't be carried over.",
        ),
        (
            file(settings={"focus": {"\ud800": 1}}),
            "settings.focus: the key '\ufffd\ufffd\ufffd' holds a character that no text can hold; "
            "delete it.",
        ),
        (file(xyz=1), "the file: unknown key 'xyz'; take it out."),
        (
            {**file(), "schema_version": 2},
            "schema_version: this file (2) was written by a newer assess; "
            "update assess to read it.",
        ),
        ({**file(), "schema_version": True}, "schema_version: must be the number 1."),
        (file(kind="plan"), "This is a plan file; I need a report, answers or a session."),
        (
            {**file(), "model": {"id": "other", "version": "1.0.0"}},
            "model.id: the file belongs to the model 'other', this is 'sm-to-po'; "
            "open it with its own model.",
        ),
        (
            {**file(), "model": {"id": "sm-to-po", "version": "1.10.0"}},
            "model.version: the file was made with version 1.10.0 of the model, this is 1.2.0; "
            "open it with the newer model.",
        ),
        (
            {**file(), "model": {"id": "sm-to-po", "version": "one"}},
            "model.version: 'one' is no version; write it as 1.0.0.",
        ),
        (
            file({"valeu": {"level": 1}}),
            "answers: the model has no competency 'valeu'; did you mean 'value'?",
        ),
        (
            file({"pricing": {"level": 1}}),
            "answers: the model has no competency 'pricing'; it can't be carried over.",
        ),
        (
            file({"value": {"level": 4}}),
            "answers.value.level: must be a whole number from 1 to 3, not 4.",
        ),
        (
            file({"value": {"level": True}}),
            "answers.value.level: must be a whole number from 1 to 3, not true.",
        ),
        (
            file({"value": {"level": 2.0}}),
            "answers.value.level: must be a whole number from 1 to 3, not 2.0.",
        ),
        (
            file({"value": {"level": "2"}}),
            "answers.value.level: must be a whole number from 1 to 3, not text.",
        ),
        (
            file({"value": {"level": 1, "not_applicable": True}}),
            "answers.value: has a level and is not applicable; keep one of the two.",
        ),
        (
            file({"value": {"not_applicable": True, "quick": True}}),
            "answers.value.quick: only a level can be quick; take it out.",
        ),
        (
            file({"value": {"not_applicable": 1}}),
            "answers.value.not_applicable: must be true or false, not a number.",
        ),
        (file({"value": 3}), "answers.value: must be an object in braces {…}, not a number."),
        (
            file({"value": {"evidense": "x"}}),
            "answers.value: unknown key 'evidense'; did you mean 'evidence'?",
        ),
        (
            file({"value": {"evidence": "x" * 2001}}),
            "answers.value.evidence: is 2,001 characters long, at most 2,000 are allowed; "
            "shorten it.",
        ),
        (
            file({"value": {"evidence": "a\0b"}}),
            "answers.value.evidence: holds a character that no text can hold; delete it.",
        ),
        (
            file({"value": {"evidence": "\ud800"}}),
            "answers.value.evidence: holds a character that no text can hold; delete it.",
        ),
        (
            file({"value": {"level": 1, "updated": "yesterday"}}),
            "answers.value.updated: 'yesterday' is no moment; write it as 2026-11-22T10:00:00Z.",
        ),
        (
            file(roles={"from": "scrum-master", "to": "product-onwer"}),
            "roles.to: the model has no role 'product-onwer'; did you mean 'product-owner'?",
        ),
        (file(roles={"from": "scrum-master"}), "roles: 'to' is missing; add it."),
        (
            file(settings={"pinned": ["measure-a-relase"]}),
            "settings.pinned: the model has no activity 'measure-a-relase'; "
            "did you mean 'measure-a-release'?",
        ),
        (
            file(settings={"focus": {"xyz": 1}}),
            "settings.focus: the model has no competency or area 'xyz'; it can't be used.",
        ),
        (
            file(settings={"focus": {"value": float("inf")}}),
            "settings.focus.value: must be a finite number of ordinary size.",
        ),
        (
            file(settings={"hours_per_week": float("nan")}),
            "settings.hours_per_week: must be a finite number of ordinary size.",
        ),
        (
            file(settings={"hours_per_week": -1}),
            "settings.hours_per_week: must be at least 0, not -1.",
        ),
        (file(settings={"weeks": 2.5}), "settings.weeks: must be a whole number, not 2.5."),
        (file(settings={"weeks": 1000}), "settings.weeks: must be at most 520, not 1000."),
        (
            file(settings={"start": "2026-02-30"}),
            "settings.start: '2026-02-30' is no date; write it as 2026-11-30.",
        ),
        (
            file(settings={"weeks_off": ["20261130"]}),
            "settings.weeks_off[0]: '20261130' is no date; write it as 2026-11-30.",
        ),
        (
            file(progress={"unheard-of": {"state": "done"}}),
            "progress: the model has no activity 'unheard-of'; it can't be used.",
        ),
        (
            file(progress={"measure-a-release": {"state": "finished"}}),
            "progress.measure-a-release.state: must be in_progress, done or dropped, not "
            "'finished'.",
        ),
        (
            file(measures={"unheard-of": {}}),
            "measures: the model has no activity 'unheard-of'; it can't be used.",
        ),
        (
            file(measures={"measure-a-release": {"today": "x" * 201}}),
            "measures.measure-a-release.today: is 201 characters long, at most 200 are allowed; "
            "shorten it.",
        ),
        (
            file(measures={"measure-a-release": {"wanted": 4}}),
            "measures.measure-a-release.wanted: must be text in quotes, not a number.",
        ),
        (
            file(measures={"measure-a-release": {"tomorrow": "4"}}),
            "measures.measure-a-release: unknown key 'tomorrow'; take it out.",
        ),
        (file(revision=-1), "revision: must be at least 0, not -1."),
        (
            file(person="x" * 201),
            "person: is 201 characters long, at most 200 are allowed; shorten it.",
        ),
        (
            file(confirm=["xyz"]),
            "confirm[0]: the model has no competency 'xyz'; it can't be used.",
        ),
    ],
)
def test_a_wrong_file_is_refused_by_one_sentence(data: Any, sentence: str) -> None:
    assert refused(data) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty; choose an assessment file or an exported page."),
        ("{", CUT),
        ("{]", "The file isn't JSON: line 1, column 2 can't be read."),
        ('{"a": 1, "a": 2}', "The key 'a' is there twice in one place; keep one of them."),
        ('{"a": NaN}', "The file holds NaN, which is no number; write a finite one."),
        ('{"a": -Infinity}', "The file holds -Infinity, which is no number; write a finite one."),
        ('{"a": ' + "9" * 5000 + "}", "The file holds a number that is too long."),
        ("[" * 100_000, "The file is nested deeper than 20 levels."),
        ("[" * 21 + "]" * 21, "The file is nested deeper than 20 levels."),
        (
            "x" * 1_000_001,
            "The file is larger than 1,000,000 characters; an assessment is far smaller.",
        ),
        (
            "<html><template id='x'>{}</template></html>",
            "This page holds no assessment; choose the HTML file that assess made.",
        ),
        (
            '{"kind": "session", "assessments": []}',
            "assessments: the session holds no assessment to read.",
        ),
        ("7", NO_FILE),
        ("[7]", "the file: must be an object in braces {…}, not a list."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_one_sentence(text: str, sentence: str) -> None:
    assert refused_text(text) == sentence


def test_brackets_inside_a_note_are_no_nesting() -> None:
    note = '[[{"\\' * 50
    found = read_assessment(json.dumps(file({"value": {"evidence": note}})), MODEL)
    assert found.answer("value").evidence == note


def test_two_thousand_characters_of_evidence_are_kept_whole() -> None:
    note = "ä" * 2000
    assert assessment_from_json(file({"value": {"evidence": note}}), MODEL).answers == {
        "value": Answer(evidence=note)
    }


def test_a_renamed_competency_keeps_its_answer() -> None:
    found = assessment_from_json(file({"meetings": {"level": 2, "evidence": "a"}}), MODEL)
    assert found.answers == {"facilitation": Answer(2, evidence="a")}
    assert found.confirm == ()


def test_a_merge_keeps_the_lowest_level_joins_the_evidence_and_asks_to_confirm() -> None:
    found = assessment_from_json(
        file(
            {
                "user-talks": {"level": 3, "evidence": "talks", "updated": "2026-01-02"},
                "user-visits": {"level": 2, "evidence": "visits", "updated": "2026-01-01"},
            },
            settings={"focus": {"user-talks": 2, "user-visits": 3}},
        ),
        MODEL,
    )
    assert found.answers == {
        "interviews": Answer(2, updated="2026-01-02").with_log((Entry("talks"), Entry("visits")))
    }
    assert found.confirm == ("interviews",)
    assert found.settings.focus == {"interviews": 3}


def test_a_merge_with_a_rough_level_is_rough() -> None:
    both = {"user-talks": {"level": 3, "quick": True}, "user-visits": {"level": 2}}
    found = assessment_from_json(file(both), MODEL)
    assert found.answers == {"interviews": Answer(2, quick=True)}


def test_a_merge_takes_a_level_before_not_applicable() -> None:
    both = {"user-talks": {"not_applicable": True}, "user-visits": {"level": 2}}
    assert assessment_from_json(file(both), MODEL).answers == {"interviews": Answer(2)}
    none = {"user-talks": {"not_applicable": True}, "user-visits": {"not_applicable": True}}
    assert assessment_from_json(file(none), MODEL).answers == {
        "interviews": Answer(not_applicable=True)
    }


def test_merged_evidence_that_is_too_long_is_refused_not_cut() -> None:
    notes: dict[str, Any] = {}
    for key in ("user-talks", "user-visits"):
        log = [{"text": f"{key} {place} {'v' * 1500}"} for place in range(3)]
        notes[key] = {"evidence": log[0]["text"], "log": log}
    assert refused(file(notes)) == (
        "answers.interviews: the evidence of the competencies merged here is 9,081 characters "
        "long, at most 6,000 are kept; shorten it."
    )


def test_a_chain_of_renamings_is_followed() -> None:
    model = replace(
        MODEL,
        renamed=(Renaming(("first",), "middle", "1.1.0"), Renaming(("middle",), "value", "1.2.0")),
    )
    found = assessment_from_json(file({"first": {"level": 2}}), model)
    assert found.answers == {"value": Answer(2)}


def test_a_file_of_an_older_major_version_waits_for_a_yes_to_everything() -> None:
    newer = replace(MODEL, version="2.0.0")
    found = assessment_from_json(file({"value": {"level": 2}, "backlog": {"level": 1}}), newer)
    assert found.confirm == ("value", "backlog")
    assert found.model_version == "2.0.0"
    same = assessment_from_json(file({"value": {"level": 2}}), replace(MODEL, version="1.9.0"))
    assert same.confirm == ()


def test_the_published_schema_is_the_one_of_the_code_and_files_fit_it() -> None:
    published = (Path(__file__).parents[2] / "answers.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(answers_schema()), "run scripts/write_schema.py"
    validator = jsonschema.Draft202012Validator(answers_schema())
    validator.validate(assessment_to_json(FULL))
    for wrong in ({"answers": []}, {"extra": 1}, {"revision": -1}, {"settings": {"weeks": "4"}}):
        assert not validator.is_valid({**file(), **wrong})
