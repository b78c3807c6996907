"""Answers of an older version of the model: renamed, merged, to be confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assess.domain.answers import Answer
from assess.domain.model_parts import Renaming
from assess.domain.rating import Entry
from assess.formats.answers import assessment_from_json
from tests.builders.answers_files import MODEL, file, refused


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
