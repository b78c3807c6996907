"""What is kept about a person, and going on with it on another computer, without any widget."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assess.app.account import texts as texts_data
from assess.app.account.state import AccountState
from assess.app.state.visitor import VisitorState
from assess.domain.progress import Progress
from assess.errors import AnswersError, StoreError
from assess.store import Store
from tests.builders.visits import CODE, MODEL, OTHER, not_applicable, note, stored

THIRD = "Aa1-third_third_third-00"
READER = "QQQQQQQQQQQQQQQQQQQQQQQQQQ"


@pytest.fixture
def data(session: VisitorState, store: Store) -> AccountState:
    return AccountState(session, shared=True)


def elsewhere(store: Store) -> AccountState:
    """A page on another computer."""
    session = VisitorState(MODEL, store)
    session.begin(OTHER)
    return AccountState(session, shared=True)


def test_before_the_first_answer_nothing_is_kept(data: AccountState) -> None:
    assert data.in_words() == []
    assert data.open_codes() == []
    for use in (data.file, data.make_code):
        with pytest.raises(AnswersError, match="Nothing is stored about you yet"):
            use()


def test_everything_stored_is_said_in_words_and_is_in_the_file(
    data: AccountState, store: Store
) -> None:
    session = data.session
    session.rate("baking", 2)
    note(session, "baking", "Ran the oven")
    not_applicable(session, "pricing")
    session.change(lambda now: replace(now, progress={"ask-sales": Progress("done")}))
    store.shares.add(CODE, "coach", READER, datetime.now(UTC) + timedelta(days=1))
    store.shares.read(READER, who="A coach")
    assert data.open_codes() == []  # a coach's code continues nothing
    said = dict(data.in_words())
    assert said[texts_data.ANSWERS] == "1 rated, 1 not applicable, 1 note"
    assert said[texts_data.PLAN] == "no hours set, 1 activity marked"
    assert said[texts_data.BROWSERS] == "1 browser: this one"
    assert said[texts_data.CODES] == "1 still valid, 0 used or expired"
    assert said[texts_data.USED].endswith(": A coach (read it)")
    found = json.loads(data.file())
    assert found["assessment"]["document"] == stored(store)
    assert [access["who"] for access in found["accesses"]] == ["A coach"]
    assert CODE not in data.file()
    assert READER not in data.file()


def test_a_code_opens_the_same_answers_on_another_computer_once(
    data: AccountState, store: Store
) -> None:
    data.session.rate("baking", 2)
    code, _until = data.make_code()
    there = elsewhere(store)
    there.redeem(code.lower().replace("-", " "), THIRD)
    assert there.session.code == THIRD
    assert there.session.assessment.level("baking") == 2
    there.session.rate("shaping", 1)
    data.session.rate("pricing", 3)
    assert data.session.assessment.level("shaping") == 1
    again = elsewhere(store)
    with pytest.raises(AnswersError) as refused:
        again.redeem(code, OTHER)
    assert str(refused.value) == texts_data.WRONG_CODE
    assert not again.session.assessment.answers
    assert dict(data.in_words())[texts_data.BROWSERS].startswith("2 browsers")


def test_wrong_expired_and_revoked_codes_are_the_same_sentence(
    session: VisitorState, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.rate("baking", 2)
    data = AccountState(session, shared=True)
    revoked, _until = data.make_code()
    ((key, _moment),) = data.open_codes()
    assert data.revoke(key)
    assert data.open_codes() == []
    ending, _until = data.make_code()
    there = elsewhere(store)
    for code in (revoked, READER):
        with pytest.raises(AnswersError) as refused:
            there.redeem(code, THIRD)
        assert str(refused.value) == texts_data.WRONG_CODE
    tomorrow = (datetime.now(UTC) + timedelta(hours=24, minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    monkeypatch.setattr("assess.store.shares.now", lambda: tomorrow)
    with pytest.raises(AnswersError, match="more than 24 hours old"):
        there.redeem(ending, THIRD)
    with pytest.raises(AnswersError, match="26 letters and digits"):
        there.redeem("hello", THIRD)
    assert store.answers.load(THIRD) is None


def test_a_code_is_stored_as_a_hash_only(data: AccountState, store: Store) -> None:
    data.session.rate("baking", 2)
    code, _until = data.make_code()
    kept = store.path.read_bytes()
    assert code.encode() not in kept
    assert code.replace("-", "").encode() not in kept


def test_somebody_elses_code_can_not_be_taken_back(data: AccountState, store: Store) -> None:
    data.session.rate("baking", 2)
    code, _until = data.make_code()
    ((key, _moment),) = data.open_codes()
    stranger = elsewhere(store)
    stranger.session.rate("shaping", 1)
    assert stranger.revoke(key) is False
    assert stranger.open_codes() == []
    stranger.redeem(code, THIRD)
    assert stranger.session.assessment.level("baking") == 2


def test_after_ten_tries_in_a_minute_a_page_has_to_wait(data: AccountState, store: Store) -> None:
    data.session.rate("baking", 2)
    code, _until = data.make_code()
    there = elsewhere(store)
    for _ in range(10):
        with pytest.raises(AnswersError, match="doesn't work"):
            there.redeem(READER, THIRD)
    with pytest.raises(AnswersError) as refused:
        there.redeem(code, THIRD)
    assert str(refused.value) == texts_data.TOO_MANY


def test_where_no_other_computer_can_come_there_are_no_codes(
    session: VisitorState, store: Store
) -> None:
    alone = AccountState(session, shared=False)
    session.rate("baking", 2)
    for use in (alone.make_code, lambda: alone.redeem(READER, OTHER), lambda: alone.revoke("x")):
        with pytest.raises(AnswersError, match="Use a file instead"):
            use()
    assert alone.open_codes() == []
    assert alone.in_words()


def test_without_a_store_there_is_nothing_to_show() -> None:
    nowhere = AccountState(VisitorState(MODEL), shared=True)
    nowhere.session.rate("baking", 2)
    assert (nowhere.in_words(), nowhere.open_codes()) == ([], [])
    with pytest.raises(AnswersError):
        nowhere.make_code()


def test_forgetting_takes_codes_and_other_computers_keys_along(
    data: AccountState, store: Store
) -> None:
    data.session.rate("baking", 2)
    code, _until = data.make_code()
    there = elsewhere(store)
    there.redeem(code, THIRD)
    data.session.forget(CODE)
    assert store.answers.load(THIRD) is None
    with pytest.raises(StoreError, match="deleted in another tab"):
        there.session.rate("shaping", 1)


def test_after_sixty_tries_on_all_pages_each_has_to_wait(
    data: AccountState, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.session.rate("baking", 2)
    code, _until = data.make_code()
    monkeypatch.setattr("assess.store.shares.now", lambda: "2026-11-30T08:00:00Z")
    for _ in range(60):
        assert store.shares.allow_try()
    there = elsewhere(store)
    with pytest.raises(AnswersError) as refused:
        there.redeem(code, THIRD)
    assert str(refused.value) == texts_data.TOO_MANY
    assert not there.session.assessment.answers
