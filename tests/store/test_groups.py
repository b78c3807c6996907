"""Groups: levels only, one contribution a person, read by releases alone; on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from assess.errors import AssessError, StoreError
from assess.store import Contribution, NewGroup, Release, Store
from tests.builders.people import CODE, OTHER, THIRD, code, document

JOIN = "Join-the-bakers-of-Lille-1"
OWNER = "Own-the-bakers-of-Lille-12"


@pytest.fixture
def group(store: Store) -> Store:
    """A store with an empty group and three people."""
    store.groups.add(NewGroup("Bakers", "bakery", 2, JOIN, OWNER))
    for number, key in enumerate((CODE, OTHER, THIRD)):
        store.answers.save(key, document(str(number)), expected=0)
    return store


def seen(store: Store) -> list[Contribution]:
    """What the next release would be computed from; none is made."""
    found: list[Contribution] = []

    class StopError(AssessError):
        pass

    def look(contributions: tuple[Contribution, ...], _earlier: Any) -> dict[str, Any]:
        found.extend(contributions)
        raise StopError

    with pytest.raises(StopError):
        store.groups.release(OWNER, look)
    return found


def size(contributions: tuple[Contribution, ...], earlier: tuple[Release, ...]) -> dict[str, Any]:
    """A release that tells how many added something."""
    return {"people": sum(not item.withdrawn for item in contributions), "before": len(earlier)}


def test_a_group_is_found_by_both_its_codes(group: Store) -> None:
    found = group.groups.of_owner(OWNER)
    assert found is not None
    assert (found.title, found.model_id, found.k, found.members) == ("Bakers", "bakery", 2, 0)
    assert group.groups.to_join(JOIN) == found
    assert group.groups.of_owner(JOIN) is None
    assert group.groups.to_join(OWNER) is None


def test_what_a_person_added_is_theirs_to_see_change_and_take_back(group: Store) -> None:
    assert group.groups.contribution(JOIN, CODE) is None
    group.groups.join(JOIN, CODE, {"baking": 2, "pricing": "na"})
    assert group.groups.contribution(JOIN, CODE) == {"baking": 2, "pricing": "na"}
    group.groups.join(JOIN, CODE, {"baking": 3})
    assert group.groups.contribution(JOIN, CODE) == {"baking": 3}
    assert group.groups.contribution(JOIN, OTHER) is None
    assert group.groups.withdraw(JOIN, CODE) is True
    assert group.groups.withdraw(JOIN, CODE) is False
    assert group.groups.contribution(JOIN, CODE) is None
    assert seen(group) == []


def test_a_person_with_two_computers_counts_once(group: Store) -> None:
    group.answers.add_key(CODE, code(1))
    group.groups.join(JOIN, CODE, {"baking": 2})
    group.groups.join(JOIN, code(1), {"baking": 3})
    assert seen(group) == [Contribution({"baking": 3}, changed=True)]


def test_a_release_is_computed_kept_and_read_again(group: Store) -> None:
    group.groups.join(JOIN, CODE, {"baking": 2})
    group.groups.join(JOIN, OTHER, {"baking": 3})
    first = group.groups.release(OWNER, size)
    assert (first.number, first.document) == (1, {"people": 2, "before": 0})
    second = group.groups.release(OWNER, size)
    assert (second.number, second.document) == (2, {"people": 2, "before": 1})
    assert group.groups.releases(OWNER) == (first, second)


def test_a_release_that_is_refused_leaves_nothing(group: Store) -> None:
    group.groups.join(JOIN, CODE, {"baking": 2})

    def refuse(*_: Any) -> dict[str, Any]:
        raise AssessError("Too few people changed.")

    with pytest.raises(AssessError, match="Too few people changed"):
        group.groups.release(OWNER, refuse)
    assert group.groups.releases(OWNER) == ()
    assert seen(group) == [Contribution({"baking": 2}, changed=True)]


def test_who_changed_since_the_last_release_is_told_with_those_who_left(group: Store) -> None:
    for key in (CODE, OTHER, THIRD):
        group.groups.join(JOIN, key, {"baking": 2})
    group.groups.release(OWNER, size)
    assert [item.changed for item in seen(group)] == [False, False, False]
    group.groups.join(JOIN, CODE, {"baking": 2})  # the same again is no change
    group.groups.join(JOIN, OTHER, {"baking": 3})
    group.groups.withdraw(JOIN, THIRD)
    assert sorted(seen(group), key=str) == [
        Contribution({"baking": 2}, changed=False),
        Contribution({"baking": 3}, changed=True),
        Contribution({}, changed=True, withdrawn=True),
    ]
    assert group.groups.release(OWNER, size).document["people"] == 2
    assert len(seen(group)) == 2
    assert group.groups.withdraw(JOIN, THIRD) is False


def test_coming_and_going_between_releases_counts_one_person_once(group: Store) -> None:
    group.groups.join(JOIN, CODE, {"baking": 2})
    group.groups.release(OWNER, size)
    for _ in range(5):
        group.groups.withdraw(JOIN, CODE)
        group.groups.join(JOIN, CODE, {"baking": 3})
    assert [item.changed for item in seen(group)] == [True]


def test_members_are_counted_without_those_who_left(group: Store) -> None:
    group.groups.join(JOIN, CODE, {"baking": 2})
    group.groups.join(JOIN, OTHER, {"baking": 2})
    group.groups.release(OWNER, size)
    group.groups.withdraw(JOIN, CODE)
    found = group.groups.of_owner(OWNER)
    assert found is not None
    assert found.members == 1


def test_erasing_a_person_takes_their_levels_out_of_every_group(group: Store) -> None:
    group.groups.join(JOIN, CODE, {"baking": 2})
    assert group.everything(CODE)["groups"][0]["levels"] == {"baking": 2}
    group.answers.forget(CODE)
    assert seen(group) == []


@pytest.mark.parametrize(
    "levels", [{"baking": "my note"}, {"baking": 2.5}, {"baking": True}, {"baking": None}, {1: 2}]
)
def test_nothing_but_levels_can_be_added(group: Store, levels: Any) -> None:
    with pytest.raises(StoreError, match="Only levels can be added to a group"):
        group.groups.join(JOIN, CODE, levels)
    assert seen(group) == []


def test_wrong_codes_are_a_sentence(group: Store) -> None:
    wrong = code(9)
    for use in (
        lambda: group.groups.join(wrong, CODE, {"baking": 2}),
        lambda: group.groups.withdraw(wrong, CODE),
        lambda: group.groups.contribution(wrong, CODE),
    ):
        with pytest.raises(StoreError, match="No group has that code"):
            use()
    for owns in (lambda: group.groups.release(wrong, size), lambda: group.groups.releases(wrong)):
        with pytest.raises(StoreError, match="No group has that owner's code"):
            owns()
    with pytest.raises(StoreError, match="no longer kept here"):
        group.groups.join(JOIN, wrong, {"baking": 2})


def test_the_code_to_join_does_not_release(group: Store) -> None:
    with pytest.raises(StoreError):
        group.groups.release(JOIN, size)
    with pytest.raises(StoreError, match="can't be its owner's too"):
        group.groups.add(NewGroup("Bakers", "bakery", 2, JOIN, JOIN))


def test_a_group_is_erased_with_all_that_was_added(group: Store) -> None:
    group.groups.join(JOIN, CODE, {"baking": 2})
    group.groups.release(OWNER, size)
    assert group.groups.forget(JOIN) is False
    assert group.groups.forget(OWNER) is True
    assert group.groups.of_owner(OWNER) is None
    assert group.everything(CODE)["groups"] == []
    assert group.answers.load(CODE) is not None
