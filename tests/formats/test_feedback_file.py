"""The file of a reply: read back whole, and refused by a sentence where anything is wrong in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.domain.model import Renaming
from assess.domain.review.feedback import REPLIER_LIMIT, SAW_LIMIT, Reply, Seen
from assess.errors import AnswersError
from assess.formats.feedback import (
    about,
    present_skills,
    reply_file_from_json,
    reply_from_json,
    reply_to_json,
    stored_reply,
)
from tests.builders.models import tiny_model

MODEL = tiny_model()
IDS = [item.id for item in MODEL.competencies]
texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20)


def file(**other: Any) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "kind": "feedback",
        "request": "a" * 32,
        "reply": "b" * 32,
        "model": {"id": MODEL.id, "version": MODEL.version},
        "seen": {"baking": {"level": 2, "saw": "She did it."}},
        "name": "Ben",
        "next": "",
        **other,
    }


@given(
    st.dictionaries(
        st.sampled_from(IDS),
        st.builds(Seen, st.one_of(st.none(), st.integers(1, 3)), texts.map(str.strip)),
        min_size=1,
    ),
    texts.map(str.strip),
    texts.map(str.strip),
)
def test_a_reply_is_read_as_it_was_written(seen: dict[str, Seen], name: str, next_: str) -> None:
    reply = Reply(seen, name, next_)
    data = reply_to_json(reply)
    assert reply_from_json(data, MODEL, IDS) == reply == stored_reply(data, MODEL)


def test_a_file_says_which_request_it_answers() -> None:
    found = reply_file_from_json(file(), MODEL)
    assert (found.request, found.reply) == ("a" * 32, "b" * 32)
    assert found.said == Reply({"baking": Seen(2, "She did it.")}, "Ben")


WRONG = {
    "another model": ({"model": {"id": "smithy", "version": "1.0.0"}}, "belongs to the model"),
    "a newer model": ({"model": {"id": MODEL.id, "version": "9.0.0"}}, "open it with the newer"),
    "a newer form": ({"schema_version": 2}, "newer assess"),
    "another kind": ({"kind": "plan"}, "This is a plan file"),
    "no request": ({"request": "../../x"}, "request: "),
    "a level off the scale": ({"seen": {"baking": {"level": 9}}}, "from 1 to 3"),
    "half a level": ({"seen": {"baking": {"level": 2.5}}}, "whole number"),
    "no such skill": ({"seen": {"smithing": {"level": 1}}}, "no competency 'smithing'"),
    "too long": ({"seen": {"baking": {"level": 1, "saw": "x" * (SAW_LIMIT + 1)}}}, "characters"),
    "a long name": ({"name": "x" * (REPLIER_LIMIT + 1)}, "characters"),
    "more keys": ({"average": 3}, "unknown key 'average'"),
    "no answers": ({"seen": []}, "seen: must be an object"),
    "many answers": ({"seen": {str(n): {"level": 1} for n in range(9)}}, "at most 8"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_in_a_file_is_one_sentence(what: str) -> None:
    other, said = WRONG[what]
    with pytest.raises(AnswersError, match=said):
        reply_file_from_json(file(**other), MODEL)


def test_a_reply_says_something_and_only_about_what_was_asked() -> None:
    with pytest.raises(AnswersError, match="one skill at least"):
        about(Reply({}), IDS)
    with pytest.raises(AnswersError, match="nobody asked about that skill"):
        about(Reply({"pricing": Seen(1)}), ["baking"])


def test_a_stored_reply_follows_the_model_and_drops_what_is_gone() -> None:
    newer = replace(
        MODEL,
        competencies=tuple(
            replace(item, id="heating") if item.id == "baking" else item
            for item in MODEL.competencies
            if item.id != "pricing"
        ),
        renamed=(Renaming(("baking",), "heating"),),
    )
    body = reply_to_json(
        Reply({"baking": Seen(2, "x"), "pricing": Seen(1), "selling": Seen(None)}, "Ben")
    )
    assert stored_reply(body, newer).seen == {"heating": Seen(2, "x"), "selling": Seen(None)}
    assert present_skills(["baking", "pricing", "selling"], newer) == ("heating", "selling")
