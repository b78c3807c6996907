"""A blind round and hindsight in an answers file: written, read, carried over, refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assess.domain.answers import Answer, Assessment, Hindsight, Round
from assess.domain.history import begin_round, end_round, with_hindsight
from assess.domain.model_parts import Renaming
from assess.errors import AnswersError
from assess.formats.answers import assessment_from_json, dumps, read_assessment
from assess.formats.model_yaml.loader import load_model

MODEL = load_model(Path(__file__).parents[1] / "models" / "second.yaml")
FIRST, SECOND = (item.id for item in MODEL.competencies[:2])
MAY, JUNE = "2026-05-04T10:00:00Z", "2026-06-04T10:00:00Z"
BEFORE = Assessment(MODEL.id, MODEL.version).with_answer(FIRST, Answer(2, evidence="note"), at=MAY)
BLIND = begin_round(BEFORE, at=JUNE).with_answer(SECOND, Answer(1), at=JUNE)


def test_a_round_under_way_and_hindsight_are_read_as_they_were_written() -> None:
    seen = with_hindsight(BLIND, MAY, FIRST, 1, at=JUNE)
    text = dumps(seen)
    assert read_assessment(text, MODEL) == seen.identified()
    assert json.loads(text)["round"] == {
        "begun": JUNE,
        "earlier": {FIRST: {"level": 2, "evidence": "note", "updated": MAY}},
    }
    assert json.loads(text)["hindsight"] == {MAY: {"at": JUNE, "levels": {FIRST: 1}}}
    assert not {"round", "hindsight"} & json.loads(dumps(end_round(BLIND))).keys()


def _read(model: Any = MODEL, **more: Any) -> Assessment:
    file = {"schema_version": 1, "model": {"id": model.id, "version": "1.0.0"}, "answers": {}}
    return assessment_from_json({**file, **more}, model)


def test_both_follow_renamed_competencies() -> None:
    model = replace(MODEL, renamed=(Renaming(("old-a", "old-b"), FIRST, "1.1.0"),))
    earlier = {"old-a": {"level": 3}, "old-b": {"level": 2}, SECOND: {}}
    found = _read(
        model,
        round={"begun": JUNE, "earlier": earlier},
        hindsight={MAY: {"at": JUNE, "levels": {"old-a": 3, "old-b": 2}}},
    )
    assert found.round == Round(JUNE, {FIRST: Answer(2)})
    assert found.hindsight == {MAY: Hindsight(JUNE, {FIRST: 2})}
    assert found.confirm == (FIRST,)


def test_what_was_put_aside_waits_for_a_yes_in_a_model_of_a_newer_major_version() -> None:
    newer = replace(MODEL, version="9.0.0")
    found = _read(newer, round={"begun": JUNE, "earlier": {FIRST: {"level": 2}}})
    assert (found.confirm, end_round(found).confirm) == ((FIRST,), (FIRST,))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"round": []}, "round: must be an object in braces {…}, not a list."),
        ({"round": {"earlier": {}}}, "round: 'begun' is missing; add it."),
        ({"round": {"begun": "May", "earlier": {}}}, "round.begun: 'May' is no moment"),
        (
            {"round": {"begun": JUNE, "earlier": {FIRST: {"level": 99}}}},
            f"round.earlier.{FIRST}.level: must be a whole number from 1 to",
        ),
        ({"hindsight": {MAY: {"levels": {}}}}, f"hindsight.{MAY}: 'at' is missing; add it."),
        (
            {"hindsight": {MAY: {"at": JUNE, "levels": {"nobody": 1}}}},
            f"hindsight.{MAY}.levels: the model has no competency 'nobody'",
        ),
        ({"hindsight": {"May": {"at": JUNE, "levels": {}}}}, "hindsight"),
    ],
)
def test_what_is_wrong_in_them_is_refused_with_its_place(
    more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(AnswersError) as caught:
        _read(**more)
    assert str(caught.value).startswith(sentence)
