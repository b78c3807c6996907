"""Earlier states of a person's ratings: when one is kept, how it is written and read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assess.domain.answers import HISTORY_LIMIT, Answer, Assessment, Snapshot
from assess.domain.model_parts import Renaming
from assess.errors import AnswersError
from assess.formats.answers import assessment_from_json, assessment_to_json, dumps, read_assessment
from assess.formats.model_yaml.loader import load_model

MODEL = load_model(Path(__file__).parents[1] / "models" / "second.yaml")
FIRST, SECOND, THIRD = (item.id for item in MODEL.competencies[:3])
EMPTY = Assessment(MODEL.id, MODEL.version)
MONDAY, TUESDAY = "2026-08-03T17:00:00Z", "2026-08-04T09:00:00Z"
RATED = EMPTY.with_answer(FIRST, Answer(2, evidence="a note"), at=MONDAY)
KEPT = Snapshot(MONDAY, {FIRST: 2})


def test_the_first_change_on_a_later_day_keeps_the_state_before_it() -> None:
    away = RATED.with_answer(SECOND, Answer(not_applicable=True), at=MONDAY)
    changed = away.with_answer(FIRST, Answer(3), at=TUESDAY)
    assert changed.history == (Snapshot(MONDAY, {FIRST: 2}, (SECOND,)),)
    assert changed.with_answer(THIRD, Answer(1), at=TUESDAY).history == changed.history


def test_a_change_on_the_same_day_keeps_nothing() -> None:
    assert RATED.with_answer(FIRST, Answer(3), at="2026-08-03T23:59:00Z").history == ()


def test_a_sitting_over_midnight_is_one_sitting() -> None:
    late = EMPTY.with_answer(FIRST, Answer(2), at="2026-08-03T23:50:00Z")
    assert late.with_answer(FIRST, Answer(3), at="2026-08-04T00:10:00Z").history == ()
    assert len(late.with_answer(FIRST, Answer(3), at="2026-08-04T03:50:00Z").history) == 1


def test_nothing_rated_is_no_state_to_keep() -> None:
    noted = EMPTY.with_answer(FIRST, Answer(evidence="only a note"), at=MONDAY)
    assert noted.with_answer(FIRST, Answer(3), at=TUESDAY).history == ()


def test_a_state_is_kept_once_where_only_a_note_changed_since() -> None:
    noted = RATED.with_answer(FIRST, Answer(2, evidence="longer"), at=TUESDAY)
    assert noted.history == (KEPT,)
    assert noted.with_answer(FIRST, Answer(3), at="2026-08-09T09:00:00Z").history == (KEPT,)


def test_a_clock_that_was_set_back_keeps_the_order() -> None:
    later = RATED.with_answer(FIRST, Answer(3), at=TUESDAY)
    back = replace(later, updated="2026-07-01T09:00:00Z")
    assert back.with_answer(FIRST, Answer(1), at="2026-07-02T09:00:00Z").history == (KEPT,)


@pytest.mark.parametrize("updated", ["2026-08-03T25:00:00Z", "0001-01-01T00:00+05:00"])
def test_a_time_that_no_clock_shows_keeps_nothing(updated: str) -> None:
    assert replace(RATED, updated=updated).with_answer(FIRST, Answer(3), at=TUESDAY).history == ()


def test_a_day_without_a_time_is_kept_as_its_first_moment() -> None:
    changed = replace(RATED, updated="2026-08-03").with_answer(FIRST, Answer(3), at=TUESDAY)
    assert [item.at for item in changed.history] == ["2026-08-03T00:00:00Z"]


def test_the_oldest_states_go_first() -> None:
    assessment = RATED
    for day in range(HISTORY_LIMIT + 1):
        at = f"2026-{9 + day // 28:02}-{1 + day % 28:02}T09:00:00Z"
        assessment = assessment.with_answer(FIRST, Answer(1 + day % 2), at=at)
    assert len(assessment.history) == HISTORY_LIMIT
    assert assessment.history[0].at == "2026-09-01T09:00:00Z"


def test_an_earlier_state_can_be_scored_like_the_present_one() -> None:
    now = RATED.with_answer(FIRST, Answer(3), at=TUESDAY)
    then = now.at_snapshot(Snapshot(MONDAY, {FIRST: 2}, (SECOND,)))
    assert (then.level(FIRST), then.answer(SECOND).state) == (2, "not_applicable")
    assert (then.updated, then.history, then.answer(FIRST).evidence) == (MONDAY, (), "")


def test_history_is_kept_without_notes_and_in_the_file() -> None:
    changed = RATED.with_answer(FIRST, Answer(3, evidence="more"), at=TUESDAY)
    assert changed.without_notes().history == (KEPT,)
    text = dumps(changed)
    assert json.loads(text)["history"] == [{"at": MONDAY, "levels": {FIRST: 2}}]
    assert dumps(read_assessment(text, MODEL)) == text
    assert "history" not in assessment_to_json(RATED)


def test_old_ids_are_brought_to_the_model_and_a_merge_keeps_the_lowest_level() -> None:
    model = replace(MODEL, renamed=(Renaming(("old-a", "old-b"), FIRST, "1.1.0"),))
    history = [{"at": MONDAY, "levels": {"old-a": 3, "old-b": 2}, "not_applicable": [SECOND]}]
    assert _read(history, model).history == (Snapshot(MONDAY, {FIRST: 2}, (SECOND,)),)
    history = [{"at": MONDAY, "levels": {"old-a": 3}, "not_applicable": ["old-b"]}]
    assert _read(history, model).history == (Snapshot(MONDAY, {FIRST: 3}),)


def _read(history: Any, model: Any = MODEL) -> Assessment:
    file = {"schema_version": 1, "model": {"id": model.id}, "answers": {}, "history": history}
    return assessment_from_json(file, model)


def at(moment: Any = MONDAY, **more: Any) -> dict[str, Any]:
    return {"at": moment, "levels": {}, **more}


@pytest.mark.parametrize(
    ("history", "sentence"),
    [
        ({}, "history: must be a list in brackets […], not an object."),
        ([3], "history[0]: must be an object in braces {…}, not a number."),
        ([{"at": MONDAY}], "history[0]: 'levels' is missing; add it."),
        ([{"levels": {}}], "history[0]: 'at' is missing; add it."),
        ([at(note="x")], "history[0]: unknown key 'note'"),
        ([at("2026-08-03")], "history[0].at: '2026-08-03' is no moment in UTC"),
        ([at("2026-13-03T00:00:00Z")], "history[0].at: '2026-13-03T00:00:00Z' is no moment"),
        ([at(5)], "history[0].at: must be a moment in quotes, such as 2026"),
        ([at(TUESDAY), at(MONDAY)], "history[1].at: isn't later than the one before"),
        ([at(), at()], "history[1].at: isn't later than the one before"),
        ([at(levels={FIRST: 9})], f"history[0].levels.{FIRST}: must be a whole number from 1 to"),
        ([at(levels={FIRST: True})], f"history[0].levels.{FIRST}: must be a whole number from"),
        ([at(levels={"nobody": 1})], "history[0].levels: the model has no competency 'nobody'"),
        (
            [at(not_applicable=["nobody"])],
            "history[0].not_applicable[0]: the model has no competency 'nobody'",
        ),
        ([at(levels={FIRST: 1}, not_applicable=[FIRST])], f"history[0]: '{FIRST}' has a level and"),
    ],
)
def test_a_history_that_is_wrong_is_refused_with_its_place(history: Any, sentence: str) -> None:
    with pytest.raises(AnswersError) as caught:
        _read(history)
    assert str(caught.value).startswith(sentence)


def test_a_history_that_is_too_long_is_refused() -> None:
    days = [at(f"2026-08-03T10:{n // 60:02}:{n % 60:02}Z") for n in range(HISTORY_LIMIT + 1)]
    assert len(_read(days[1:]).history) == HISTORY_LIMIT
    with pytest.raises(AnswersError, match="61 earlier states, at most 60"):
        _read(days)


def test_where_the_clock_goes_back_no_moment_of_a_record_does() -> None:
    first = Assessment("m", "1.0.0").with_answer("a", Answer(1), at="2026-11-22T10:00:00Z")
    after = first.with_answer("b", Answer(2), at="2019-01-01T00:00:00Z")
    assert after.updated == after.answer("b").updated == "2026-11-22T10:00:00Z"
    again = after.with_answer("a", Answer(3), at="2026-11-22T12:00:01+02:00")
    assert again.updated == again.answer("a").updated == "2026-11-22T12:00:01+02:00"


def test_a_moment_that_no_clock_shows_holds_no_later_one_back() -> None:
    read = replace(Assessment("m", "1.0.0"), updated="0001-01-01T00:00:00+23:59")
    changed = read.with_answer("a", Answer(1), at="2026-11-22T10:00:00Z")
    assert changed.updated == "2026-11-22T10:00:00Z"
