"""The log of evidence in an assessment file: written beside the note of before, read or refused."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.rating import Entry
from assess.errors import AnswersError
from assess.formats.answers import assessment_from_json, assessment_to_json, dumps, read_assessment
from tests.formats.test_answers_json import MODEL, file

FULL = Entry(
    "Held 12 talks",
    "the checkout team",
    "Two ideas dropped",
    "from 12 to 4 days",
    date(2026, 5, 3),
    "https://example.org/notes",
    "Ann, head of sales",
    situation="Nobody knew why carts were left",
    part="I asked and wrote it down",
)
ROW = {
    "text": "Held 12 talks",
    "whom": "the checkout team",
    "outcome": "Two ideas dropped",
    "number": "from 12 to 4 days",
    "date": "2026-05-03",
    "link": "https://example.org/notes",
    "witness": "Ann, head of sales",
    "situation": "Nobody knew why carts were left",
    "part": "I asked and wrote it down",
}


def answer(*rows: Any, evidence: str = "Held 12 talks") -> dict[str, Any]:
    return file({"value": {"level": 2, "evidence": evidence, "log": list(rows)}})


def refused(data: Any) -> str:
    with pytest.raises(AnswersError) as caught:
        assessment_from_json(data, MODEL)
    return str(caught.value)


def test_a_log_is_written_whole_beside_its_first_text_and_read_again() -> None:
    said = Answer(2).with_log((FULL, Entry("A second one")))
    assessment = Assessment(MODEL.id, MODEL.version, {"value": said})
    assert assessment_to_json(assessment)["answers"]["value"] == {
        "level": 2,
        "evidence": "Held 12 talks",
        "log": [ROW, {"text": "A second one"}],
    }
    assert read_assessment(dumps(assessment), MODEL) == assessment.identified()


def test_one_text_alone_is_written_as_before_so_that_an_older_version_reads_it() -> None:
    said = Answer(2).with_log((Entry("Held 12 talks"),))
    assessment = Assessment(MODEL.id, MODEL.version, {"value": said})
    assert assessment_to_json(assessment)["answers"]["value"] == {
        "level": 2,
        "evidence": "Held 12 talks",
    }


def test_logs_of_merged_competencies_are_joined_under_the_new_one() -> None:
    found = assessment_from_json(
        file(
            {
                "user-talks": {"level": 3, "evidence": "Held 12 talks", "log": [ROW]},
                "user-visits": {"level": 2, "evidence": "visits"},
            }
        ),
        MODEL,
    )
    assert found.answer("interviews") == Answer(2).with_log((FULL, Entry("visits")))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            answer({**ROW, "link": "javascript:alert(1)"}),
            "answers.value.log[0].link: 'javascript:alert(1)' is no link; "
            "write it as https://example.org/page",
        ),
        (
            answer({**ROW, "number": "9" * 101}),
            "answers.value.log[0].number: is 101 characters long, at most 100 are allowed; "
            "shorten it.",
        ),
        (
            answer(ROW, {"whom": "nobody"}),
            "answers.value.log[1]: 'text' is missing; add it",
        ),
        (
            answer(ROW, {"text": " "}),
            "answers.value.log[1].text: is empty; say what was done, or take the entry out",
        ),
        (
            answer({**ROW, "wo": "?"}),
            "answers.value.log[0]: unknown key 'wo'",
        ),
        (
            answer(ROW, evidence="Something else"),
            "answers.value.log[0].text: must be the text in 'evidence'; make both the same",
        ),
        (
            answer(*[ROW] * 21),
            "answers.value.log: holds 21 entries, at most 20 are kept; shorten it",
        ),
        (
            answer(ROW, *[{"text": "x" * 2000}] * 3),
            "answers.value.log: is 6,163 characters long, at most 6,000 are kept; shorten it",
        ),
    ],
)
def test_a_wrong_log_is_one_sentence_with_its_place(data: Any, sentence: str) -> None:
    assert refused(data).startswith(sentence)


def test_a_log_without_the_note_beside_it_is_refused_not_lost() -> None:
    data = file({"value": {"log": [ROW]}})
    assert refused(data).startswith("answers.value.log[0].text: must be the text in 'evidence'")


def test_the_schema_that_is_given_away_knows_the_log(pytestconfig: pytest.Config) -> None:
    schema = json.loads((pytestconfig.rootpath / "answers.schema.json").read_text())
    assert set(ROW) == set(schema["$defs"]["EntryRow"]["properties"])
