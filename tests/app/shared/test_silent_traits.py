"""What a widget was told by message before its script listened."""

from __future__ import annotations

from typing import Any

import pytest

from assess.app.coach.widgets import People
from assess.app.shared.widgets import RatingForm


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(RatingForm, "send", lambda _widget, message: found.append(message))
    monkeypatch.setattr(People, "send", lambda _widget, message: found.append(message))
    return found


def test_a_late_script_is_told_what_it_missed(sent: list[Any]) -> None:
    people = People(data={"people": []})
    people.show({"people": ["Robin"]})
    people.show({"people": ["Robin", "Kim"]})
    sent.clear()
    people._handle_custom_msg({"kind": "listening"}, [])
    assert sent == [{"kind": "held", "traits": {"data": {"people": ["Robin", "Kim"]}}}]


def test_answers_come_with_whose_they_are(sent: list[Any]) -> None:
    form = RatingForm(answers={})
    form.show({"a": {"level": 2}}, whose="k1", person="k1")
    sent.clear()
    form._handle_custom_msg({"kind": "listening"}, [])
    (held,) = sent
    assert held["traits"] == {"answers": {"a": {"level": 2}}, "person": "k1"}


def test_nothing_comes_where_nothing_was_told_by_message(sent: list[Any]) -> None:
    people = People(data={"people": []})
    people._handle_custom_msg({"kind": "listening"}, [])
    assert sent == []


def test_other_messages_go_where_they_always_go(sent: list[Any]) -> None:
    people, heard = People(data={}), []
    people.on_msg(lambda _widget, content, _buffers: heard.append(content))
    for content in ({"kind": "listening"}, {"kind": "listening", "more": 1}, {"kind": "demo"}):
        people._handle_custom_msg(content, [])
    assert heard == [{"kind": "listening", "more": 1}, {"kind": "demo"}]
