"""Secrets given away: one use or until a day, each use noted, ended at will; on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from assess.errors import StoreError
from assess.store import Store, Stored, code_hash
from tests.builders.people import CODE, OTHER, SECRET, THIRD, document

TOMORROW = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with one person's answers."""
    store.answers.save(CODE, document(), expected=0)
    return store


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Set the store's clock."""
    text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    monkeypatch.setattr("assess.store.shares.now", lambda: text)


# --- keys --------------------------------------------------------------------------------------


def test_a_second_key_finds_and_changes_the_same_answers(kept: Store) -> None:
    kept.answers.add_key(CODE, OTHER)
    kept.answers.add_key(CODE, OTHER)  # twice is one
    assert kept.answers.load(OTHER) == kept.answers.load(CODE)
    assert kept.answers.save(OTHER, document(note="from there"), expected=1) == 2
    found = kept.answers.load(CODE)
    assert found is not None
    assert found.document["answers"]["baking"]["evidence"] == "from there"
    assert len(kept.everything(CODE)["keys"]) == 2


def test_forgetting_by_one_key_ends_them_all(kept: Store) -> None:
    kept.answers.add_key(CODE, OTHER)
    assert kept.answers.forget(OTHER) is True
    assert kept.answers.load(CODE) is None
    assert kept.answers.load(OTHER) is None
    assert kept.answers.list() == ()


def test_a_key_of_somebody_else_is_never_taken(kept: Store) -> None:
    kept.answers.save(OTHER, document("other"), expected=0)
    with pytest.raises(StoreError, match="already belongs to other answers"):
        kept.answers.add_key(CODE, OTHER)
    found = kept.answers.load(OTHER)
    assert found is not None
    assert found.id == "other"


def test_a_key_to_nothing_is_refused(kept: Store) -> None:
    with pytest.raises(StoreError, match="no longer kept here"):
        kept.answers.add_key(OTHER, THIRD)
    assert kept.answers.load(THIRD) is None


# --- continuing elsewhere ----------------------------------------------------------------------


def test_a_secret_to_continue_works_once(kept: Store) -> None:
    share = kept.shares.add(CODE, "continue", SECRET, TOMORROW)
    found = kept.shares.redeem(SECRET, OTHER)
    assert found == kept.answers.load(CODE) == kept.answers.load(OTHER)
    assert kept.shares.redeem(SECRET, THIRD) is None
    assert kept.answers.load(THIRD) is None
    (told,) = kept.shares.of(CODE)
    assert (told.id, told.purpose, told.revoked) == (share, "continue", None)
    assert told.used is not None
    (access,) = kept.shares.accesses(CODE)
    assert (access.what, access.share) == ("continue", share)


def test_two_computers_that_use_a_secret_at_once_are_one(kept: Store) -> None:
    kept.shares.add(CODE, "continue", SECRET, TOMORROW)
    results: list[Stored | None] = []
    threads = [
        Thread(target=lambda new=new: results.append(kept.shares.redeem(SECRET, new)))
        for new in (OTHER, THIRD)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found is None for found in sorted(results, key=bool)] == [True, False]
    assert (kept.answers.load(OTHER) is None) != (kept.answers.load(THIRD) is None)


@pytest.mark.parametrize("purpose", ["continue", "coach"])
def test_an_unknown_secret_opens_nothing(kept: Store, purpose: str) -> None:
    if purpose == "continue":
        assert kept.shares.redeem(SECRET, OTHER) is None
    else:
        assert kept.shares.read(SECRET, who="Robin") is None
    assert kept.shares.accesses(CODE) == ()


def test_a_secret_serves_its_own_purpose_only(kept: Store) -> None:
    kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    assert kept.shares.redeem(SECRET, OTHER) is None
    kept.shares.add(CODE, "continue", THIRD, TOMORROW)
    assert kept.shares.read(THIRD, who="Robin") is None


def test_a_place_that_has_other_answers_does_not_use_the_secret_up(kept: Store) -> None:
    kept.answers.save(OTHER, document("other"), expected=0)
    kept.shares.add(CODE, "continue", SECRET, TOMORROW)
    with pytest.raises(StoreError, match="already belongs to other answers"):
        kept.shares.redeem(SECRET, OTHER)
    assert kept.shares.redeem(SECRET, THIRD) is not None


# --- a coach reads -----------------------------------------------------------------------------


def test_a_coach_reads_as_often_as_wished_and_each_time_is_noted(kept: Store) -> None:
    share = kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    assert kept.shares.read(SECRET, who="Robin") == kept.answers.load(CODE)
    kept.answers.save(CODE, document(note="later"), expected=1)
    found = kept.shares.read(SECRET, who="  Robin\n\x00 Ray ")
    assert found is not None
    assert found.revision == 2
    first, second = kept.shares.accesses(CODE)
    assert (first.who, first.what, first.share) == ("Robin", "read", share)
    assert second.who == "Robin Ray"


def test_a_long_or_empty_name_is_noted_within_bounds(kept: Store) -> None:
    kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    kept.shares.read(SECRET, who="x" * 10_000)
    kept.shares.read(SECRET, who="\n")
    assert [access.who for access in kept.shares.accesses(CODE)] == ["x" * 99 + "…", "someone"]


def test_after_the_last_day_nothing_opens_even_if_the_clock_is_put_back(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    kept.shares.add(CODE, "continue", THIRD, TOMORROW)
    at(monkeypatch, TOMORROW + timedelta(seconds=1))
    assert kept.shares.read(SECRET, who="Robin") is None
    assert kept.shares.redeem(THIRD, OTHER) is None
    at(monkeypatch, TOMORROW - timedelta(hours=30))
    assert kept.shares.read(SECRET, who="Robin") is None
    assert kept.shares.redeem(THIRD, OTHER) is None
    assert kept.shares.accesses(CODE) == ()


def test_a_revoked_share_opens_nothing(kept: Store) -> None:
    reads = kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    moves = kept.shares.add(CODE, "continue", THIRD, TOMORROW)
    assert kept.shares.revoke(CODE, reads) is True
    assert kept.shares.revoke(CODE, moves) is True
    assert kept.shares.revoke(CODE, reads) is False  # it had ended
    assert kept.shares.read(SECRET, who="Robin") is None
    assert kept.shares.redeem(THIRD, OTHER) is None
    assert all(share.revoked for share in kept.shares.of(CODE))


def test_nobody_revokes_another_persons_share(kept: Store) -> None:
    share = kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    kept.answers.save(OTHER, document("other"), expected=0)
    assert kept.shares.revoke(OTHER, share) is False
    assert kept.shares.of(OTHER) == ()
    assert kept.shares.read(SECRET, who="Robin") is not None


@pytest.mark.parametrize("hours", [0, -1])
def test_a_share_ends_in_the_future(kept: Store, hours: int) -> None:
    with pytest.raises(StoreError, match="ends in the future"):
        kept.shares.add(CODE, "coach", SECRET, datetime.now(UTC) + timedelta(hours=hours))
    assert kept.shares.of(CODE) == ()


def test_with_the_answers_go_keys_shares_and_the_log(kept: Store) -> None:
    kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    kept.shares.read(SECRET, who="Robin")
    kept.answers.erase("0123")
    assert kept.shares.read(SECRET, who="Robin") is None
    with kept.database.reading() as work:
        for table in ("assessments", "keys", "shares", "accesses"):
            assert work.all(f"SELECT * FROM {table}") == []


def test_no_code_and_no_secret_is_stored_or_told(kept: Store) -> None:
    kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    kept.shares.read(SECRET, who="Robin")
    with kept.database.reading() as work:
        rows = str([work.all(f"SELECT * FROM {name}") for name in ("keys", "shares", "accesses")])
    assert code_hash(CODE) in rows
    assert CODE not in rows
    assert SECRET not in rows
    told = str(kept.everything(CODE))
    assert code_hash(CODE) not in told
    assert code_hash(SECRET) not in told


def test_everything_about_a_person_is_told_and_nothing_of_others(kept: Store) -> None:
    kept.answers.save(OTHER, document("other", "not yours"), expected=0)
    kept.shares.add(CODE, "coach", SECRET, TOMORROW)
    kept.shares.read(SECRET, who="Robin")
    told = kept.everything(CODE)
    assert told == kept.everything_by_id("0123")
    assert told["assessment"]["document"]["answers"] == document()["answers"]
    assert [share["purpose"] for share in told["shares"]] == ["coach"]
    assert [access["who"] for access in told["accesses"]] == ["Robin"]
    assert "not yours" not in str(told)
    assert kept.everything(THIRD) == kept.everything_by_id("nobody") == {}


def test_only_so_many_codes_are_tried_in_a_minute_by_all_pages_together(
    store: Store, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    at(monkeypatch, moment)
    pages = (store, Store(url))
    assert all(pages[number % 2].shares.allow_try() for number in range(60))
    assert [page.shares.allow_try() for page in pages] == [False, False]
    at(monkeypatch, moment + timedelta(minutes=1))
    assert pages[1].shares.allow_try(most=1)
    assert not pages[0].shares.allow_try(most=1)
