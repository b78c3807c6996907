"""Assessment files that are refused, and in which words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assess.domain.answers import Answer
from assess.formats.answers import assessment_from_json, read_assessment
from assess.formats.json_text import CUT, NO_FILE
from tests.builders.answers_files import BOTH, MODEL, file, refused, refused_text


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
