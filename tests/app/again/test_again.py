"""Coming back after a month: the offer, the screen to confirm on, and the blind round."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assess.app.radar import earlier
from assess.app.state.visitor import VisitorState
from assess.domain.answers import Answer, Assessment, Snapshot
from assess.store import Store
from tests.builders.page import Visitor, widgets
from tests.builders.visits import CODE, MODEL, OTHER, eight_weeks, note, stored

MAY, JUNE, JULY = (f"2026-0{month}-04T10:00:00Z" for month in (5, 6, 7))
RATED = {"baking": 2, "kneading": 1, "selling": 3}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What time it is where answers are changed: the last of the list."""
    times = [MAY]
    monkeypatch.setattr("assess.clock.now", lambda: times[-1])
    monkeypatch.setattr("assess.domain.answers.now", lambda: times[-1])
    monkeypatch.setattr("assess.domain.history.now", lambda: times[-1])
    return times


@pytest.fixture
def returned(clock: list[str], store: Store, visitor: Visitor) -> Visitor:
    """Somebody who rated three skills in May and comes back in June."""
    before = VisitorState(MODEL, store)
    before.begin(OTHER)
    for key, level in RATED.items():
        before.rate(key, level)
    note(before, "baking", "my note")
    clock.append(JUNE)
    visitor.says("visit", kind="resume", code=OTHER)
    return visitor


def again(visitor: Visitor, kind: str, **more: Any) -> list[dict[str, Any]]:
    return visitor.says("again", kind=kind, **more)


def shown(visitor: Visitor) -> dict[str, Any]:
    return visitor.app.again.root.shown


def test_a_return_after_a_month_offers_another_look(returned: Visitor) -> None:
    assert shown(returned) == {"screen": "offer", "said": "You last changed them on 4 May 2026."}
    again(returned, "close")
    assert shown(returned) == {"screen": ""}


def test_a_return_before_a_month_is_over_offers_nothing(
    clock: list[str], returned: Visitor
) -> None:
    clock.append("2026-06-03T09:00:00Z")
    again(returned, "close")
    returned.says("visit", kind="resume", code=OTHER)
    assert shown(returned) == {"screen": ""}


def test_the_offer_leaves_with_the_person(returned: Visitor) -> None:
    returned.says("visit", kind="new")
    assert shown(returned) == {"screen": ""}


def test_all_ratings_are_confirmed_at_once_and_one_is_changed(
    returned: Visitor, store: Store
) -> None:
    again(returned, "check")
    assert [(row["id"], row["rating"]) for row in shown(returned)["rows"]] == [
        ("baking", "2"),
        ("kneading", "1"),
        ("selling", "3"),
    ]
    again(returned, "level", id="kneading", rating="2")
    again(returned, "right")
    assert shown(returned) == {"screen": "done", "said": "3 answers confirmed.", "undo": True}
    document = stored(store, OTHER)
    assert {key: (a["level"], a["updated"]) for key, a in document["answers"].items()} == {
        "baking": (2, JUNE),
        "kneading": (2, JUNE),
        "selling": (3, JUNE),
    }
    assert document["history"] == [{"at": MAY, "levels": RATED}]
    again(returned, "undo")
    assert stored(store, OTHER)["answers"]["selling"]["updated"] == MAY
    assert stored(store, OTHER)["answers"]["kneading"]["level"] == 2


def test_a_level_that_is_none_is_refused_in_a_sentence(returned: Visitor) -> None:
    for rating in ("9", "x", "²"):
        sent = again(returned, "level", id="baking", rating=rating)
        assert [m["text"] for m in sent if m["kind"] == "notice"] == [
            "That level isn't on the scale. Choose one of the descriptions."
        ]
        again(returned, "then", id="baking", rating=rating)
    assert returned.app.session.assessment.level("baking") == 2


def test_a_blind_round_is_left_and_continued_without_an_earlier_level(
    returned: Visitor, store: Store
) -> None:
    again(returned, "begin")
    assert shown(returned) == {"screen": "round"}
    assert returned.app.session.assessment.answers == {}
    returned.rate("baking", 3)
    later = VisitorState(MODEL, store)
    (found,) = later.earlier([OTHER])
    assert earlier(found)[0] == "1 of 5 rated again"
    returned.says("visit", kind="resume", code=CODE)
    returned.says("visit", kind="resume", code=OTHER)
    assert shown(returned) == {"screen": "round"}
    assert returned.app.rate.form.answers == {"baking": {"evidence": "", "level": 3}}


def test_three_records_are_kept_apart(returned: Visitor, store: Store, clock: list[str]) -> None:
    again(returned, "begin")
    returned.rate("baking", 3)
    clock.append(JULY)
    again(returned, "end")
    found = shown(returned)
    assert (found["screen"], found["day"]) == ("compare", "4 May 2026")
    assert [(row["before"], row["after"]) for row in found["rows"]] == [
        ("Helps", "Runs it"),
        ("Watches", "Watches"),
        ("Runs it", "Runs it"),
    ]
    again(returned, "then", id="baking", rating="1")
    document = stored(store, OTHER)
    assert document["history"] == [{"at": MAY, "levels": RATED}]
    assert document["answers"]["baking"] == {"level": 3, "evidence": "my note", "updated": JUNE}
    assert document["answers"]["kneading"] == {"level": 1, "updated": MAY}
    assert document["hindsight"] == {MAY: {"at": JULY, "levels": {"baking": 1}}}
    assert "round" not in document
    returned.app.steps.step = "profile"
    moves = returned.app.profile.moves.value
    assert "<b>Heat</b>: Watches <span class='ui-muted'>(you said Helps then)</span>" in moves
    again(returned, "then", id="baking", rating="")
    assert "hindsight" not in stored(store, OTHER)


def test_a_round_that_rated_nothing_ends_where_it_began(returned: Visitor, store: Store) -> None:
    before = returned.app.session.assessment
    again(returned, "begin")
    again(returned, "close")  # there is no way around the end
    assert shown(returned) == {"screen": "round"}
    again(returned, "end")
    assert shown(returned) == {"screen": ""}
    assert returned.app.session.assessment.answers == before.answers


def test_a_round_needs_ratings(visitor: Visitor) -> None:
    for kind in ("begin", "check"):
        sent = again(visitor, kind)
        assert [m["text"] for m in sent if m["kind"] == "notice"] == ["Rate a few skills first."]
    assert shown(visitor) == {"screen": ""}


def test_another_tab_follows_into_the_round_and_out_of_it(returned: Visitor, store: Store) -> None:
    other = VisitorState(MODEL, store)
    other.resume(OTHER)
    again(returned, "begin")
    other.rate("shaping", 1)
    assert other.assessment.answers.keys() == {"shaping"}
    assert other.assessment.round is not None
    again(returned, "end")
    other.rate("pricing", 2)
    assert other.assessment.round is None
    assert other.assessment.level("selling") == 3


def test_two_tabs_that_begin_at_once_lose_nothing(store: Store, clock: list[str]) -> None:
    from assess.domain.history import begin_round, end_round
    from assess.errors import ClashError

    first, second = VisitorState(MODEL, store), VisitorState(MODEL, store)
    first.begin(OTHER)
    first.rate("baking", 2)
    second.resume(OTHER)
    first.change(begin_round)
    clock.append(JUNE)
    with pytest.raises(ClashError):
        second.change(begin_round)
    second.change(end_round)
    assert second.assessment.answers == {"baking": Answer(2, updated=MAY)}


def test_what_is_stored_counts_what_was_put_aside(returned: Visitor) -> None:
    again(returned, "begin")
    rows = dict(returned.app.data.data.in_words())
    assert rows["Answers"] == "3 rated, 0 not applicable, 1 note"


def test_an_assessment_with_a_round_alone_says_something(store: Store) -> None:
    blank = Assessment(MODEL.id, MODEL.version)
    session = VisitorState(MODEL, store)
    session.begin(OTHER)
    session.rate("baking", 2)
    from assess.domain.history import begin_round

    session.change(lambda present: begin_round(present))
    outcome = session.take([])
    assert (outcome.kept, replace(session.assessment, round=None).answers) == (True, blank.answers)


def _after_beginning(store: Store, sent: list[Any], code: str, shift: int) -> dict[str, Any]:
    """What all widgets of a page hold in a round of somebody who had seen profile and plan."""
    visitor = Visitor(MODEL, store, sent)
    visitor.says("visit", kind="hello", codes=[], here=None, fresh=code)
    for place, item in enumerate(MODEL.by_area):
        visitor.rate(item.id, 1 + (place + shift) % 3)
    session = visitor.app.session
    levels = {item.id: session.assessment.level(item.id) or 0 for item in MODEL.competencies}
    history = tuple(Snapshot(f"2026-0{month}-01T10:00:00Z", levels) for month in (2, 3))
    session.change(lambda present: replace(present, history=history))
    visitor.app.steps.step = "plan"
    visitor.app.plans.make(eight_weeks())
    visitor.app.plan.draw()
    assert session.assessment.plans
    visitor.app.steps.step = "profile"
    again(visitor, "begin")
    held = {}
    for place, widget in enumerate(widgets(visitor.app.root)):
        state = widget.get_state()
        held[f"{place} {type(widget).__name__}"] = {
            key: value for key, value in state.items() if "IPY_MODEL_" not in str(value)
        }
        widget.close()
    return held


def test_no_widget_holds_an_earlier_level_in_a_round(
    clock: list[str], store: Store, sent: list[Any]
) -> None:
    one = _after_beginning(store, sent, OTHER, 0)
    other = _after_beginning(store, sent, CODE, 1)
    assert one.keys() == other.keys()
    for name, state in one.items():
        assert (name, state) == (name, other[name])
