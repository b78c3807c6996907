"""Codes for a coach and levels in a group, on a page of a shared server with a real store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assess.app.account.state import typed_code
from assess.app.coach.state import CoachState
from assess.store import NewGroup, Store
from tests.builders.page import Visitor, widgets
from tests.builders.visits import CODE, MODEL, OTHER, not_applicable, note, stored

JOIN, OWNER = "ABCDEFGHJKMNPQRSTVWXYZ0123", "owner-of-the-group-owner-of"
SECRET = "Only between the two of us."


@pytest.fixture
def visitor(store: Store, sent: list[Any]) -> Iterator[Visitor]:
    visitor = Visitor(MODEL, store, sent, shared=True)
    visitor.says("visit", kind="hello", codes=[], here=None, fresh=CODE)
    yield visitor
    for widget in widgets(visitor.app.root):
        widget.close()


def says(visitor: Visitor, **message: Any) -> list[dict[str, Any]]:
    del visitor.sent[:]
    assert visitor.app.share is not None
    visitor.app.share.hear(None, message, [])
    return list(visitor.sent)


def answered(visitor: Visitor) -> Visitor:
    visitor.app.session.rate("baking", 2)
    note(visitor.app.session, "baking", SECRET)
    not_applicable(visitor.app.session, "pricing")
    return visitor


def test_where_nobody_else_reaches_the_server_nothing_is_offered(
    store: Store, sent: list[Any]
) -> None:
    alone = Visitor(MODEL, store, sent)
    assert alone.app.share is None
    for widget in widgets(alone.app.root):
        widget.close()


def test_a_coach_reads_by_code_and_each_use_is_shown(visitor: Visitor, store: Store) -> None:
    answered(visitor)
    made, listed = says(visitor, kind="make", days=7)
    code = typed_code(made["code"])
    assert code is not None
    assert len(listed["items"]) == 1
    assert listed["uses"] == []
    coach = CoachState(MODEL, store)
    coach.bring_shared(made["code"].lower())
    assert coach.session.own.answer("baking").evidence == SECRET
    (listed,) = says(visitor, kind="uses")
    assert len(listed["uses"]) == 1
    assert listed["uses"][0].endswith(": coach")


def test_a_code_taken_back_opens_nothing(visitor: Visitor, store: Store) -> None:
    from assess.errors import ReviewError

    made, listed = says(answered(visitor), kind="make", days=1)
    (listed,) = says(visitor, kind="revoke", id=listed["items"][0][0])
    assert listed["items"] == []
    coach = CoachState(MODEL, store)
    with pytest.raises(ReviewError, match="expired or cancelled"):
        coach.bring_shared(made["code"])
    assert coach.people == ()


def test_levels_are_shown_before_they_are_added_and_no_note_ever_is(
    visitor: Visitor, store: Store
) -> None:
    store.groups.add(NewGroup("Bakers", MODEL.id, 5, JOIN, OWNER))
    answered(visitor)
    (seen,) = says(visitor, kind="look", code=JOIN)
    assert seen["levels"] == [["Heat", "Helps (2)"], ["Prices", "not applicable"]]
    assert not seen["inside"]
    assert store.groups.contribution(JOIN, CODE) is None
    done, now = says(visitor, kind="add", code=JOIN)
    assert "Bakers" in done["text"]
    assert (now["kind"], now["inside"]) == ("group", True)
    assert store.groups.contribution(JOIN, CODE) == {"baking": 2, "pricing": "na"}
    visitor.app.session.rate("kneading", 3)
    (seen,) = says(visitor, kind="look", code=JOIN)
    assert seen["inside"]
    assert len(seen["levels"]) == 2  # what was added, not what is new
    assert SECRET not in str(visitor.sent)
    says(visitor, kind="withdraw", code=JOIN)
    assert store.groups.contribution(JOIN, CODE) is None


def test_what_cannot_be_is_one_sentence_at_its_place(visitor: Visitor, store: Store) -> None:
    store.groups.add(NewGroup("Others", "another-model", 5, JOIN, OWNER))
    for message, sentence in (
        ({"kind": "make", "days": 7}, "Answer a question first"),
        ({"kind": "make", "days": 5000}, "how long"),
        ({"kind": "look", "code": "ABC"}, "26 letters and digits"),
        ({"kind": "look", "code": "1" * 26}, "No group has that code"),
        ({"kind": "look", "code": JOIN}, "a different set of questions"),
    ):
        (said,) = says(visitor, **message)
        assert said["kind"] == "problem"
        assert sentence in said["text"]
        assert said["where"] == ("group" if "code" in message else "coach")
    answered(visitor)
    (said,) = says(visitor, kind="make", days=5000)
    assert "how long" in said["text"]


def test_group_codes_are_tried_ten_times_a_minute_at_most(visitor: Visitor) -> None:
    for _ in range(10):
        (said,) = says(visitor, kind="look", code="1" * 26)
        assert "No group has" in said["text"]
    (said,) = says(visitor, kind="look", code="1" * 26)
    assert "Too many tries" in said["text"]


HOSTILE = (None, 0, -1, 1.5, True, "", "x" * 5000, [], {}, "../etc", "\ud800")


def test_hostile_messages_change_nothing(visitor: Visitor, store: Store) -> None:
    store.groups.add(NewGroup("Bakers", MODEL.id, 5, JOIN, OWNER))
    answered(visitor)
    for kind in ("make", "revoke", "uses", "look", "add", "withdraw", "team", *HOSTILE):
        for value in HOSTILE:
            for said in says(visitor, kind=kind, days=value, id=value, code=value):
                assert said["kind"] in ("problem", "codes"), (kind, value)
    assert store.shares.of(CODE) == ()
    assert store.groups.contribution(JOIN, CODE) is None


def test_after_forgetting_nothing_of_the_last_persons_codes_is_left(visitor: Visitor) -> None:
    says(answered(visitor), kind="make", days=7)
    del visitor.sent[:]
    visitor.says("data", kind="forget")
    assert {"kind": "clear"} in visitor.sent
    (listed,) = says(visitor, kind="uses")
    assert (listed["items"], listed["uses"]) == ([], [])


OPEN_JOIN, OPEN_OWNER = "GPENGRDEFGHJKMNPQRSTVWXYZ0", "owner-of-the-open-group-own"


@pytest.fixture
def in_room(store: Store, sent: list[Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """A visitor of a room whose group is open."""
    store.groups.add(NewGroup("Team", MODEL.id, 2, OPEN_JOIN, OPEN_OWNER, open=True))
    monkeypatch.setenv("ASSESS_ROOM", OPEN_JOIN)
    visitor = Visitor(MODEL, store, sent, shared=True)
    visitor.says("visit", kind="hello", codes=[], here=None, fresh=CODE)
    yield visitor
    for widget in widgets(visitor.app.root):
        widget.close()


def test_in_a_room_no_code_is_typed_and_an_open_group_says_who_sees_what(
    in_room: Visitor, store: Store
) -> None:
    answered(in_room)
    (seen,) = says(in_room, kind="look", code="")
    assert (seen["open"], seen["inside"], seen["name"]) == (True, False, "")
    assert "everyone in it sees these levels, with the name you choose" in seen["text"]
    (said,) = says(in_room, kind="add", code="", name=" ")
    assert "Choose the name that the others will see" in said["text"]
    (said,) = says(in_room, kind="team", code="")
    assert "Join it first" in said["text"]
    says(in_room, kind="add", code="", name="Ana", plan=True)
    store.answers.save(OTHER, {**stored(store), "id": "another"}, expected=0)
    store.groups.join(
        OPEN_JOIN, OTHER, {"baking": 3, "pricing": 9}, name="<Bo>", subjects=[[], ["baking", "x"]]
    )
    (seen,) = says(in_room, kind="look", code="")
    assert (seen["inside"], seen["name"]) == (True, "Ana")
    (team,) = says(in_room, kind="team", code="")
    assert "2 people, side by side" in team["text"]
    rows = [row for area in team["areas"] for row in area["rows"]]
    assert {(name, own) for name, own, _ in rows} == {("Ana", True), ("<Bo>", False)}
    who = dict(team["who"])
    assert [name for name, _, _ in who["Heat"]] == ["<Bo>", "Ana"]
    assert who["Prices"] == []  # not applicable, and a level off the scale
    assert team["plans"] == [["Heat", [["<Bo>", "later", False]]]]
    assert SECRET not in str(in_room.sent)
    (said,) = says(in_room, kind="withdraw", code="")
    assert "The others see nothing of you any more" in said["text"]
    assert [member.name for member in store.groups.team(OPEN_JOIN, OTHER)] == ["<Bo>"]


def test_whoever_comes_back_to_a_room_sees_that_they_are_in_its_group(
    in_room: Visitor, store: Store, sent: list[Any]
) -> None:
    answered(in_room)
    says(in_room, kind="add", code="", name="Ana")
    del sent[:]
    again = Visitor(MODEL, store, sent, shared=True)
    again.says("visit", kind="hello", codes=[CODE], here=CODE, fresh=OTHER)
    again.app.steps.step = "take"
    shown = [message for message in sent if message["kind"] == "group"]
    assert [(message["inside"], message["name"]) for message in shown] == [(True, "Ana")]
    # when their answers are deleted, nothing of it stays on the page
    del sent[:]
    again.says("data", kind="forget")
    assert {"kind": "clear"} in sent
    assert "group" not in [message["kind"] for message in sent]
    for widget in widgets(again.app.root):
        widget.close()


def test_each_field_knows_a_code_of_another_kind(in_room: Visitor, store: Store) -> None:
    store.groups.add(NewGroup("Bakers", MODEL.id, 5, JOIN, OWNER))
    made, _ = says(answered(in_room), kind="make", days=7)
    going_on = in_room.says("data", kind="make")[0]["code"]
    for typed, words in (
        (made["code"], "lets a coach read"),
        (going_on, "continues someone's answers"),
        ("482 913", "six digits of a room, and you are in this one"),
        ("1" * 26, "No group has that code"),
        ("", "everyone in it sees"),
    ):
        (said,) = says(in_room, kind="look", code=typed)
        assert words in said["text"], typed
    for typed, words in (
        (made["code"], "lets a coach read"),
        (JOIN, "code of the group “Bakers”"),
        ("482913", "six digits of a room"),
        ("1" * 26, "That code doesn't work"),
        ("abc", "doesn't look right"),
    ):
        said = in_room.says("visit", kind="redeem", text=typed, code=OTHER)
        assert words in str(said), typed
