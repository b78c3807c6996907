"""Open groups: members see each other, nobody else sees them, and who leaves leaves no trace."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assess.errors import StoreError
from assess.store import NewGroup, Store
from tests.builders.people import CODE, OTHER, THIRD, document

JOIN = "Join-the-bakers-of-Lille-1"
OWNER = "Own-the-bakers-of-Lille-12"
CLOSED = "Join-the-closed-bakers-12"


@pytest.fixture
def team(store: Store) -> Store:
    """A store with an open group, a closed one, and three people."""
    store.groups.add(NewGroup("Bakers", "bakery", 2, JOIN, OWNER, open=True, role="baker"))
    store.groups.add(NewGroup("Closed", "bakery", 5, CLOSED, OWNER + "3"))
    for number, key in enumerate((CODE, OTHER, THIRD)):
        store.answers.save(key, document(str(number)), expected=0)
    return store


def test_members_see_each_other_by_the_names_they_chose(team: Store) -> None:
    team.groups.join(JOIN, CODE, {"baking": 2}, name=" Ana\n Li ", subjects=[["baking"], []])
    team.groups.join(JOIN, OTHER, {"pricing": "na"}, name="Bo")
    first, second = team.groups.team(JOIN, CODE)
    assert (first.name, first.levels, first.subjects, first.own) == (
        "Ana Li",
        {"baking": 2},
        [["baking"], []],
        True,
    )
    assert (second.name, second.levels, second.subjects, second.own) == (
        "Bo",
        {"pricing": "na"},
        [],
        False,
    )
    assert [member.own for member in team.groups.team(JOIN, OTHER)] == [False, True]
    found = team.groups.to_join(JOIN)
    assert found is not None
    assert (found.open, found.role, found.members) == (True, "baker", 2)


def test_nobody_else_sees_them_and_nothing_is_released(team: Store) -> None:
    team.groups.join(JOIN, CODE, {"baking": 2}, name="Ana")
    with pytest.raises(StoreError, match="Only people in this group see each other"):
        team.groups.team(JOIN, THIRD)
    team.groups.join(CLOSED, CODE, {"baking": 2}, name="Ana", subjects=[["baking"]])
    with pytest.raises(StoreError, match="nobody sees what others answered"):
        team.groups.team(CLOSED, CODE)
    with pytest.raises(StoreError, match="This group is open"):
        team.groups.release(OWNER, lambda *_: {})
    assert team.groups.releases(OWNER) == ()


def test_a_closed_group_keeps_no_name_and_no_subject(team: Store) -> None:
    team.groups.join(CLOSED, CODE, {"baking": 2}, name="Ana", subjects=[["baking"]])
    (kept,) = team.everything(CODE)["groups"]
    assert set(kept) == {"title", "model", "levels", "updated"}


def test_who_leaves_or_erases_their_answers_leaves_no_trace(team: Store) -> None:
    for key, name in ((CODE, "Ana"), (OTHER, "Bo"), (THIRD, "Cy")):
        team.groups.join(JOIN, key, {"baking": 2}, name=name, subjects=[["baking"]])
    assert team.groups.withdraw(JOIN, OTHER) is True
    assert [member.name for member in team.groups.team(JOIN, CODE)] == ["Ana", "Cy"]
    with team.database.reading() as work:
        rows = work.all("SELECT name, levels FROM contributions")
    assert sorted(row["name"] for row in rows) == ["Ana", "Cy"]
    with pytest.raises(StoreError, match="Only people in this group"):
        team.groups.team(JOIN, OTHER)
    team.answers.forget(THIRD)
    assert [member.name for member in team.groups.team(JOIN, CODE)] == ["Ana"]
    # the name is free again
    team.groups.join(JOIN, OTHER, {"baking": 1}, name="Cy")


def test_a_name_is_needed_and_nobody_elses(team: Store) -> None:
    team.groups.join(JOIN, CODE, {"baking": 2}, name="Ana")
    with pytest.raises(StoreError, match="Choose the name that the others will see"):
        team.groups.join(JOIN, OTHER, {"baking": 2}, name=" \u200b\n")
    with pytest.raises(StoreError, match="has that name already"):
        team.groups.join(JOIN, OTHER, {"baking": 2}, name="ANA")
    team.groups.join(JOIN, CODE, {"baking": 3}, name="ana")  # one's own, written otherwise
    (ana,) = team.groups.team(JOIN, CODE)
    assert (ana.name, ana.levels) == ("ana", {"baking": 3})
    long = "x" * 5000
    team.groups.join(JOIN, OTHER, {"baking": 2}, name=long)
    assert max(len(member.name) for member in team.groups.team(JOIN, CODE)) <= 100


def test_only_ids_of_subjects_are_kept(team: Store) -> None:
    with pytest.raises(StoreError, match="Only subjects of a plan"):
        team.groups.join(JOIN, CODE, {"baking": 2}, name="Ana", subjects=[[{"a": 1}]])  # type: ignore[list-item]
    with pytest.raises(StoreError, match="Only people in this group"):
        team.groups.team(JOIN, CODE)


def test_what_a_code_was_made_for_is_known_only_by_the_code(team: Store) -> None:
    from assess.clock import present

    secret = "a-secret-of-two-and-twenty"
    assert team.shares.purpose_of(secret) is None
    team.shares.add(CODE, "coach", secret, present() + timedelta(days=1))
    assert team.shares.purpose_of(secret) == "coach"
