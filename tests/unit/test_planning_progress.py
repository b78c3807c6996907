"""Replanning: what is done, under way or dropped, levels to confirm, marks and changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from planning_cases import START, do, ids, model, planned, rated, weeks_of

from assess.answers import Answer, Progress
from assess.planning import Milestone, Proposal, compare, milestones, proposals

OF = model(
    do("base", 2, {"b": 2}),
    do("top", 4, {"a": 2}, requires=("base",)),
    do("long", 9, {"a": 2}),
    do("next", 4, {"a": 3}, min_weeks=4),
    a=3,
    b=2,
)
WHO = rated(a=1, b=1)


def test_what_is_done_is_not_planned_again_and_its_artefact_counts() -> None:
    made = planned(OF, replace(WHO, progress={"base": Progress("done")}))
    assert ids(made) == {"top", "next"}


def test_the_level_of_what_is_done_is_not_assumed() -> None:
    made = planned(OF, replace(WHO, progress={"base": Progress("done")}))
    assert made.levels["b"].end == 1
    assert made.not_planned["b"] == "no activity leads there"


def test_what_was_dropped_stays_out_and_so_does_what_needs_it() -> None:
    made = planned(OF, replace(WHO, progress={"base": Progress("dropped")}))
    assert ids(made) == {"long", "next"}


def test_what_is_under_way_stays_in_with_its_hours_left_and_goes_first() -> None:
    under_way = {"long": Progress("in_progress", hours_left=1.5)}
    made = planned(OF, replace(WHO, progress=under_way))
    assert ids(made) == {"base", "long", "next"}
    (begun,) = (item for item in made.activities if item.id == "long")
    assert (begun.hours, begun.state, begun.first_week) == (1.5, "in_progress", 1)
    assert {item.state for item in made.activities if item.id != "long"} == {"planned"}


def test_what_is_under_way_goes_on_though_its_needs_were_never_met() -> None:
    made = planned(OF, replace(WHO, progress={"top": Progress("in_progress")}), excluded=["base"])
    assert ids(made) == {"top", "next"}


def test_weeks_since_the_beginning_count_for_the_least_weeks() -> None:
    days = {"next": START - timedelta(days=15)}
    under_way = {key: Progress("in_progress", day, hours_left=1) for key, day in days.items()}
    made = planned(OF, replace(WHO, progress=under_way), hours=10)
    assert weeks_of(made, "next") == {1: 1}
    without_a_date = {"next": Progress("in_progress", hours_left=1)}
    made = planned(OF, replace(WHO, progress=without_a_date), hours=10)
    assert max(weeks_of(made, "next")) == 4


def test_progress_given_goes_before_progress_kept() -> None:
    who = replace(WHO, progress={"base": Progress("dropped")})
    assert ids(planned(OF, who, progress={})) == {"base", "top", "next"}


def test_only_the_next_step_of_a_rated_competency_is_proposed() -> None:
    done = {key: Progress("done") for key in ("base", "next", "long")}
    assert proposals(OF, replace(WHO, progress=done)) == (
        Proposal("a", 1, 2, "long"),
        Proposal("b", 1, 2, "base"),
    )
    higher = replace(WHO, answers={"a": Answer(2)}, progress=done)
    assert proposals(OF, higher) == (Proposal("a", 2, 3, "next"),)
    assert proposals(OF, replace(WHO, answers={}, progress=done)) == ()
    assert proposals(OF, replace(WHO, progress={"base": Progress("in_progress")})) == ()


def test_milestones_are_the_levels_and_the_marks_of_fit_that_are_passed() -> None:
    made = planned(OF, WHO)
    last = {item.id: item.last_week for item in made.activities}
    assert last == {"base": 1, "top": 2, "next": 4}

    def end(week: int) -> date:
        return START + timedelta(days=7 * week - 1)

    # the role asks for three steps: 1 of 3, 2 of 3, all
    assert milestones(OF, WHO, made) == (
        Milestone(1, end(1), "level", "b", 2),
        Milestone(2, end(2), "level", "a", 2),
        Milestone(2, end(2), "fit", percent=50),
        Milestone(4, end(4), "level", "a", 3),
        Milestone(4, end(4), "fit", percent=75),
        Milestone(4, end(4), "fit", percent=100),
    )


def test_a_mark_that_was_passed_before_is_no_milestone() -> None:
    who = rated(a=2, b=2)
    found = milestones(OF, who, planned(OF, who))
    assert [mark.percent for mark in found if mark.kind == "fit"] == [75, 100]


def test_two_plans_are_compared() -> None:
    old = planned(OF, WHO)
    later = replace(WHO, progress={"top": Progress("dropped")})
    new = planned(OF, later, weeks=5, previous=old)
    found = compare(old, new)
    assert (found.added, found.dropped) == (("long",), ("top",))
    assert (found.gained, found.lost, found.hours) == ({}, {}, 5)
    assert "1 activity added" in found.parts
    assert compare(old, old).sentence == "Nothing changed."


def test_a_lower_end_and_a_later_begin_are_said() -> None:
    old = planned(OF, WHO)
    new = planned(OF, WHO, weeks=4, excluded=["top", "long"], hours=4, weeks_off=[START])
    found = compare(old, new)
    assert found.lost == {"a": (3, 1)}
    assert [key for key, _, _ in found.moved] == ["base"]
    assert found.sentence.endswith("8 h fewer.")
