"""What moved since an earlier time, and scores over time."""

from __future__ import annotations

from dataclasses import replace

from assess.domain.answers import Answer, Assessment, Snapshot
from assess.domain.history import Move, course, earlier_state, moved
from tests.builders.models import tiny_model

MODEL = tiny_model()
IDS = [item.id for item in MODEL.by_area]
NOW = "2026-11-22T10:00:00Z"


def person(*history: Snapshot, **levels: int) -> Assessment:
    answers = {key: Answer(level) for key, level in levels.items()}
    return Assessment(MODEL.id, MODEL.version, answers, updated=NOW, history=history)


def test_the_largest_rise_comes_first_and_a_fall_last() -> None:
    before = Snapshot("2026-08-01T10:00:00Z", dict(zip(IDS[:4], (3, 2, 1, 2), strict=True)))
    now = person(**dict(zip(IDS[:4], (2, 3, 3, 2), strict=True)))
    assert moved(MODEL, now, before) == (
        Move(IDS[2], 1, 3),
        Move(IDS[1], 2, 3),
        Move(IDS[0], 3, 2),
    )


def test_what_was_or_is_unrated_or_not_applicable_has_not_moved() -> None:
    before = Snapshot("2026-08-01T10:00:00Z", {IDS[0]: 1}, (IDS[1],))
    assert moved(MODEL, person(**{IDS[1]: 3, IDS[2]: 3}), before) == ()


def test_people_compare_with_the_last_state_that_is_four_weeks_old() -> None:
    old, older, fresh = (
        Snapshot(f"2026-{day}T10:00:00Z", {}) for day in ("10-20", "08-01", "11-20")
    )
    assert earlier_state(person(older, old, fresh)) == old
    assert earlier_state(person(fresh)) == fresh
    assert earlier_state(replace(person(older, old), updated=None)) == older
    assert earlier_state(person()) is None


def test_scores_over_time_have_one_entry_a_date_and_a_hole_where_too_little_was_rated() -> None:
    full = dict.fromkeys(IDS, 2)
    history = (
        Snapshot("2026-08-01T10:00:00Z", {IDS[0]: 2}),
        Snapshot("2026-09-01T10:00:00Z", full),
    )
    found = course(MODEL, person(*history, **dict.fromkeys(IDS, 3)))
    assert found.dates == ("2026-08-01T10:00:00Z", "2026-09-01T10:00:00Z", NOW)
    assert {scores[1:] for scores in found.areas.values()} == {(2.0, 3.0)}
    first, second, third = found.roles["baker"]
    assert first is None
    assert second is not None
    assert second < 100
    assert third == 100


def test_nothing_answered_has_no_date() -> None:
    assert course(MODEL, Assessment(MODEL.id, MODEL.version)).dates == ()
