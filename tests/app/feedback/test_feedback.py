"""Others answer on a page of a shared server, with a real store; what either side is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.app.account.state import new_code, typed_code
from assess.app.feedback.reply import request_file
from assess.store import FeedbackRequest, Store
from tests.builders.page import Visitor, notices, widgets
from tests.builders.visits import CODE, MODEL, OTHER, note

NOTE, SAW = "Only between me and my oven.", "She asked the crew before she changed the dough."


@pytest.fixture
def anna(store: Store, sent: list[Any]) -> Iterator[Visitor]:
    """Somebody who has rated themselves: Heat 3, Dough 1."""
    yield from visits(store, sent, CODE)


@pytest.fixture
def ben(store: Store, sent: list[Any]) -> Iterator[Visitor]:
    """Somebody else, on a page of their own, who has rated nothing."""
    yield from visits(store, sent, OTHER)


def visits(store: Store, sent: list[Any], code: str) -> Iterator[Visitor]:
    visitor = Visitor(MODEL, store, sent, shared=True)
    visitor.says("visit", kind="hello", codes=[], here=None, fresh=code)
    yield visitor
    for widget in widgets(visitor.app.root):
        widget.close()


def asks(visitor: Visitor, **message: Any) -> list[dict[str, Any]]:
    del visitor.sent[:]
    visitor.app.feedback.hear(None, message, [])
    return list(visitor.sent)


def replies(visitor: Visitor, **message: Any) -> list[dict[str, Any]]:
    del visitor.sent[:]
    visitor.app.reply.hear(None, message, [])
    return list(visitor.sent)


def rated(visitor: Visitor) -> Visitor:
    visitor.app.session.rate("baking", 3)
    note(visitor.app.session, "baking", NOTE)
    visitor.app.session.rate("kneading", 1)
    return visitor


def code_for(visitor: Visitor, skills: tuple[str, ...] = ("baking", "kneading")) -> str:
    made = asks(visitor, kind="code", skills=list(skills), name="Anna")[0]
    return str(made["code"])


def opened(visitor: Visitor, code: str, known: tuple[str, ...] = ()) -> dict[str, Any]:
    (said,) = replies(visitor, kind="open", code=code, known=list(known))
    return said


def sends(
    visitor: Visitor,
    seen: dict[str, Any],
    *,
    known: tuple[str, ...] = (),
    again: bool = False,
    **other: Any,
) -> dict[str, Any]:
    message = {"name": "Ben", "next": "", **other, "known": list(known), "again": again}
    (said,) = replies(visitor, kind="send", seen=seen, **message)
    return said


BAKING = {"baking": {"level": 2, "saw": SAW}}


def test_a_reply_by_code_stands_beside_the_own_level(anna: Visitor, ben: Visitor) -> None:
    code = code_for(rated(anna))
    said = opened(ben, code.lower())
    assert said["asking"]["name"] == "Anna"
    assert [item["id"] for item in said["asking"]["skills"]] == ["baking", "kneading"]
    sent = sends(ben, {**BAKING, "kneading": {"level": None, "saw": ""}})
    assert typed_code(sent["code"])
    (skill, other) = anna.app.feedback.asking.seen()
    assert (skill["id"], skill["own"]) == ("baking", 3)
    assert skill["others"] == [{"name": "Ben", "level": 2, "saw": SAW, "next": ""}]
    assert skill["said"] == "You see it higher than Ben."
    assert (other["own"], other["said"]) == (1, "")
    assert anna.app.session.assessment.level("baking") == 3


def test_the_own_level_and_note_never_reach_whoever_is_asked(anna: Visitor, ben: Visitor) -> None:
    """Neither by the page's messages nor in the file: it says the same whatever was answered."""
    told, files = [], []
    for level in (1, 2, 3):
        rated(anna).app.session.rate("baking", level)
        code = code_for(anna)
        told.append({**opened(ben, code), "until": ""})
        (made,) = [
            m for m in asks(anna, kind="file", skills=["baking"], name="") if m["kind"] == "file"
        ]
        files.append(re.sub(r'"request":"\w+"', "", made["text"]))
        assert NOTE not in made["text"]
        assert anna.app.session.assessment.id not in made["text"]
    assert told[0] == told[1] == told[2]
    assert files[0] == files[1] == files[2]
    assert NOTE not in str(told)


def test_a_reply_is_in_no_file_report_or_group(anna: Visitor, ben: Visitor) -> None:
    code = code_for(rated(anna))
    opened(ben, code)
    sends(ben, BAKING)
    anna.app.steps.step = "profile"
    assert SAW in json.dumps(anna.app.feedback.others.seen)
    for kind, audience in (("html", "me"), ("json", "me"), ("html", "share"), ("guide", "me")):
        assert SAW not in anna.takes(kind, audience)["text"]
    assert SAW not in json.dumps(anna.app.session.assessment.answers, default=str)
    assert "What others said about you" in str(anna.app.data.data.in_words())
    assert SAW in anna.app.data.data.file()  # all that is stored, for its owner


def test_a_reply_is_opened_again_by_its_code_changed_and_withdrawn(
    anna: Visitor, ben: Visitor
) -> None:
    code = code_for(rated(anna))
    opened(ben, code)
    own = sends(ben, BAKING)["code"]
    replies(ben, kind="leave", known=[])
    assert "Nothing of it" in sends(ben, BAKING)["text"]  # nothing is open
    said = opened(ben, own)
    assert said["given"]["seen"] == BAKING
    assert said["own"] == own
    changed = sends(ben, {"baking": {"level": 3, "saw": ""}}, name="")
    assert not changed["first"]
    assert anna.app.feedback.asking.seen()[0]["said"] == "You see it as someone does."
    (said,) = replies(ben, kind="withdraw", known=[])
    assert said == {"kind": "withdrawn"}
    assert anna.app.feedback.asking.seen() == []
    assert "Nobody asks anything" in opened(ben, own)["text"]


def test_the_same_browser_is_asked_whether_it_is_the_same_person(
    anna: Visitor, ben: Visitor
) -> None:
    code = code_for(rated(anna))
    opened(ben, code)
    own = sends(ben, BAKING)["code"]
    said = opened(ben, code, known=(own,))
    assert said["earlier"]
    assert "given" not in said  # whoever sits here now doesn't see what was sent
    assert sends(ben, BAKING, known=(own,), name="Cleo") == {"kind": "twice"}
    replies(ben, kind="mine", known=[own])
    assert not sends(ben, BAKING, known=(own,), again=True, name="Cleo")["first"]
    opened(ben, code, known=(own,))
    assert sends(ben, BAKING, known=(own,), again=True, name="Eve")["first"]
    names = sorted(one["name"] for one in anna.app.feedback.asking.seen()[0]["others"])
    assert names == ["Cleo", "Eve"]
    (said,) = replies(ben, kind="earlier", known=[own])
    assert said["given"]["name"] == "Cleo"


def test_what_a_stranger_does_wrong_is_one_sentence(
    anna: Visitor, ben: Visitor, store: Store
) -> None:
    code = code_for(rated(anna))
    for typed, sentence in (
        ("ABC", "26 letters and digits"),
        (new_code(), "Nobody asks anything by that code"),
        (CODE, "26 letters and digits"),
    ):
        said = opened(ben, typed)
        assert said["kind"] == "wrong"
        assert sentence in said["text"]
    assert "your own request" in opened(anna, code)["text"]
    opened(ben, code)
    for seen, sentence in (
        ({}, "one skill at least"),
        ({"selling": {"level": 1}}, "nobody asked about that skill"),
        ({"baking": {"level": 7}}, "from 1 to 3"),
        ({"baking": {"level": 2, "saw": "x" * 501}}, "at most 500"),
        ({"baking": 2}, "must be an object"),
    ):
        said = sends(ben, seen)
        assert said["kind"] == "problem"
        assert sentence in said["text"]
    (request,) = store.feedback.of(CODE)
    asks(anna, kind="end", id=request.id)
    assert "has ended" in sends(ben, BAKING)["text"]
    assert "has ended" in opened(ben, code)["text"]
    asks(anna, kind="delete", id=request.id)
    assert "Nobody asks anything" in opened(ben, code)["text"]
    for skills in ([], ["no-such"], [item.id for item in MODEL.competencies] * 2 + ["x"]):
        problem = asks(anna, kind="code", skills=skills, name="")[0]
        assert "1 to 8 skills" in problem["text"]


def test_a_sixth_reply_and_an_eleventh_code_are_refused(anna: Visitor, ben: Visitor) -> None:
    code = code_for(rated(anna))
    for number in range(5):
        opened(ben, code)
        assert sends(ben, BAKING, name=str(number))["kind"] == "sent"
    opened(ben, code)
    assert "already has 5 replies" in sends(ben, BAKING)["text"]
    for _ in range(4):
        opened(ben, new_code())
    assert "Too many tries" in opened(ben, new_code())["text"]


def test_the_one_field_for_codes_opens_the_questions(anna: Visitor, ben: Visitor) -> None:
    code = code_for(rated(anna))
    (said,) = ben.says("visit", kind="redeem", text=code, code=new_code())
    assert said["kind"] == "asked"
    own = sends(ben, BAKING)["code"]
    (said,) = ben.says("visit", kind="redeem", text=own, code=new_code())
    assert said["given"]["name"] == "Ben"
    # a group's field says where it belongs
    assert anna.app.share is not None
    del anna.sent[:]
    anna.app.share.hear(None, {"kind": "look", "code": code}, [])
    assert "someone asks how you see them" in anna.sent[0]["text"]


def the_file(visitor: Visitor, skills: tuple[str, ...] = ("baking",)) -> dict[str, Any]:
    made = asks(visitor, kind="file", skills=list(skills), name="Anna")[0]
    data = re.search(r'id="assess-request">(.*?)</script>', made["text"])
    assert data is not None
    return dict(json.loads(data[1]))


def reply_to(file: dict[str, Any], **other: Any) -> str:
    said = {"schema_version": 1, "kind": "feedback", "request": file["request"], "reply": "a" * 32}
    return json.dumps({**said, "model": file["model"], "seen": BAKING, "name": "Dora", **other})


def test_a_reply_by_file_is_recognised_where_files_are_loaded(anna: Visitor) -> None:
    text = reply_to(the_file(rated(anna)))
    said = [m for m in anna.says("transfer", kind="import", text=text) if m["kind"] != "requests"]
    assert [message["kind"] for message in said] == ["loaded"]
    assert said[0]["text"].startswith("The reply from Dora is loaded.")
    said = anna.says("transfer", kind="import", text=text.replace("Dora", "Dora B."))
    assert "took the place" in said[0]["text"]
    (skill,) = anna.app.feedback.asking.seen()
    assert [one["name"] for one in skill["others"]] == ["Dora B."]
    assert anna.app.session.assessment.level("baking") == 3  # no answer was replaced


def test_a_file_for_somebody_else_cut_or_of_another_version_is_refused(
    anna: Visitor, ben: Visitor
) -> None:
    file = the_file(rated(anna))
    text = reply_to(file)
    rated(ben)
    for visitor, given_, sentence in (
        (ben, text, "someone else's request"),
        (anna, text[: len(text) // 2], "ends in the middle"),
        (anna, reply_to(file, model={"id": MODEL.id, "version": "9.0.0"}), "newer model"),
        (anna, reply_to(file, model={"id": "smithy", "version": "1.0.0"}), "belongs to the model"),
        (anna, reply_to(file, seen={"pricing": {"level": 1}}), "nobody asked about that skill"),
        (anna, reply_to(file, request="b" * 32), "someone else's request"),
    ):
        said = visitor.says("transfer", kind="import", text=given_)
        assert [message["kind"] for message in said] == ["problem"]
        assert sentence in said[0]["text"]
    assert anna.app.feedback.asking.seen() == ben.app.feedback.asking.seen() == []


def test_a_sixth_file_is_refused_until_one_is_removed(anna: Visitor) -> None:
    file = the_file(rated(anna))
    for number in range(5):
        anna.says("transfer", kind="import", text=reply_to(file, reply=f"{number:032x}"))
    said = anna.says("transfer", kind="import", text=reply_to(file))
    assert "Remove one" in said[0]["text"]
    (listed,) = [m for m in asks(anna, kind="show") if m["kind"] == "requests"]
    request = listed["items"][0]
    assert request["count"] == "5 replies"
    asks(anna, kind="remove", id=request["id"], reply=request["replies"][0][0])
    said = anna.says("transfer", kind="import", text=reply_to(file))
    assert said[0]["kind"] == "loaded"


def test_on_ones_own_computer_there_are_files_and_no_codes(store: Store, sent: list[Any]) -> None:
    alone = Visitor(MODEL, store, sent)
    alone.says("visit", kind="hello", codes=[], here=None, fresh=CODE)
    rated(alone)
    assert not alone.app.feedback.root.codes
    assert asks(alone, kind="code", skills=["baking"], name="")[0]["kind"] == "problem"
    assert asks(alone, kind="file", skills=["baking"], name="")[0]["kind"] == "file"
    for widget in widgets(alone.app.root):
        widget.close()


def test_a_blind_round_shows_nothing_of_what_others_see(anna: Visitor, ben: Visitor) -> None:
    opened(ben, code_for(rated(anna)))
    sends(ben, BAKING)
    anna.app.steps.step = "profile"
    assert anna.app.feedback.others.seen["skills"]
    del anna.sent[:]
    anna.says("again", kind="begin")
    assert anna.app.feedback.others.seen["skills"] == []
    assert anna.app.feedback.asking.seen() == []
    assert SAW not in str(anna.sent)


def test_somebody_else_on_the_same_page_sees_nothing_of_it(anna: Visitor, ben: Visitor) -> None:
    opened(ben, code_for(rated(anna)))
    sends(ben, BAKING)
    anna.app.steps.step = "profile"
    assert SAW in str(anna.app.feedback.others.seen)
    anna.says("visit", kind="fresh", code=OTHER[::-1])
    assert anna.app.feedback.others.seen["skills"] == []
    assert SAW not in str([getattr(widget, "value", "") for widget in widgets(anna.app.root)])


def test_a_skill_to_work_on_is_the_subject_named_first(anna: Visitor, ben: Visitor) -> None:
    opened(ben, code_for(rated(anna)))
    sends(ben, BAKING)
    anna.says_value("setting", "lead", "baking", None)
    assert anna.app.session.assessment.settings.lead == "baking"
    anna.app.steps.step = "profile"
    assert anna.app.feedback.others.seen["lead"] == "baking"
    anna.says_value("setting", "lead", None, "baking")
    assert anna.app.session.assessment.settings.lead is None


HOSTILE = (None, 0, -1, 1.5, True, "", "x" * 5000, [], {}, "../etc", "\ud800", ["x"], {"a": 1})


def test_hostile_messages_change_nothing(anna: Visitor, store: Store) -> None:
    code = code_for(rated(anna))
    for kind in ("code", "file", "again", "end", "delete", "remove", *HOSTILE):
        for value in HOSTILE:
            said = asks(anna, kind=kind, skills=value, name=value, id=value, reply=value)
            assert not notices(said), (kind, value)
    for kind in ("open", "send", "withdraw", "earlier", "mine", "leave", *HOSTILE):
        for value in HOSTILE:
            fields = dict.fromkeys(("code", "seen", "name", "next", "known", "again"), value)
            said = replies(anna, kind=kind, **fields)
            assert not notices(said), (kind, value)
    (request,) = store.feedback.of(CODE)
    assert request.replies == ()
    assert store.feedback.asked(str(typed_code(code))) is not None


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 2), st.integers(0, 4)), st.integers(1, 3), min_size=1, max_size=12
    )
)
def test_a_reply_never_lands_at_another_request(made: dict[tuple[int, int], int]) -> None:
    """Three people ask at once, five others answer some of them, in any order."""
    import tempfile
    from datetime import UTC, datetime, timedelta
    from pathlib import Path

    from tests.builders.people import code as person
    from tests.builders.people import document

    with tempfile.TemporaryDirectory() as place:
        store = Store(Path(place) / "answers.sqlite3")
        until = datetime.now(UTC) + timedelta(days=1)
        for who in range(3):
            store.answers.save(person(who), document(str(who)), expected=0)
            store.feedback.ask(
                person(who), ["baking"], ("bakery", "1"), "", secret=person(10 + who), expires=until
            )
        for (who, rater), level in made.items():
            body = {"name": f"{rater} of {who}", "seen": {"baking": {"level": level}}}
            store.feedback.reply(person(10 + who), person(100 + 10 * who + rater), body)
        for who in range(3):
            (request,) = store.feedback.of(person(who))
            found = {
                item.body["name"]: item.body["seen"]["baking"]["level"] for item in request.replies
            }
            assert found == {
                f"{rater} of {of}": level for (of, rater), level in made.items() if of == who
            }


def test_the_file_is_safe_whatever_the_name_and_the_model_say() -> None:
    name = "</script><img src=x onerror=alert(1)>{{7*7}}"
    request = FeedbackRequest(
        "a" * 32, MODEL.id, MODEL.version, name, ("baking",), "2026-11-29T10:00:00Z", None, None
    )
    file = request_file(MODEL, request)
    assert file["text"].count("<script") == 2
    assert "<img" not in file["text"]
    assert "https://" not in re.sub(r"<script.*?</script>", "", file["text"], flags=re.DOTALL)
