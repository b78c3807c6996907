"""Two tabs of one person: what each changed is there afterwards, and what both did is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from assess.app.state.saving import merge
from assess.domain.answers import HISTORY_LIMIT, Answer, Assessment, Snapshot
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Progress
from tests.builders.visits import MODEL

BASE = Assessment(
    MODEL.id,
    MODEL.version,
    {"baking": Answer(2), "shaping": Answer(1, evidence="A loaf")},
    id="mine",
    revision=4,
    settings=PlanRequest(hours_per_week=4, weeks=8, excluded=("night-shift",)),
    progress={"ask-sales": Progress("in_progress")},
)


def theirs(**changed: object) -> Assessment:
    return replace(BASE, revision=5, **changed)  # type: ignore[arg-type]


def mine(**changed: object) -> Assessment:
    return replace(BASE, updated="2026-11-30T08:00:00Z", **changed)  # type: ignore[arg-type]


def test_answers_to_different_questions_are_both_there() -> None:
    other = BASE.with_answer("pricing", Answer(3))
    stored = replace(other, revision=5)
    merged, clashes = merge(BASE, BASE.with_answer("selling", Answer(2)), stored)
    assert {key: merged.level(key) for key in merged.answers} == {
        "baking": 2,
        "shaping": 1,
        "pricing": 3,
        "selling": 2,
    }
    assert (merged.revision, clashes) == (5, ())


def test_a_level_of_one_and_a_note_of_the_other_are_one_answer() -> None:
    noted = replace(BASE.with_answer("baking", Answer(2, evidence="Ran it")), revision=5)
    merged, clashes = merge(BASE, BASE.with_answer("baking", Answer(3)), noted)
    answer = merged.answer("baking")
    assert (answer.level, answer.evidence, clashes) == (3, "Ran it", ())


def test_where_the_clock_went_back_in_between_the_later_moment_stays() -> None:
    late, early = "2026-12-01T08:00:00Z", "2026-11-30T08:00:00Z"
    stored = replace(BASE.with_answer("baking", Answer(2, evidence="Ran it"), at=late), revision=5)
    merged, _ = merge(BASE, BASE.with_answer("baking", Answer(3), at=early), stored)
    assert (merged.updated, merged.answer("baking").updated) == (late, late)


def test_the_same_answer_in_both_is_no_clash() -> None:
    stored = replace(BASE.with_answer("baking", Answer(3)), revision=5)
    merged, clashes = merge(BASE, BASE.with_answer("baking", Answer(3)), stored)
    assert (merged.level("baking"), clashes) == (3, ())


def test_a_different_answer_in_both_is_named_and_the_stored_one_stays_unless_mine_is_wanted() -> (
    None
):
    stored = replace(BASE.with_answer("baking", Answer(1, evidence="There")), revision=5)
    here = BASE.with_answer("baking", Answer(3, evidence="Here"))
    merged, clashes = merge(BASE, here, stored)
    assert clashes == ("answers.baking.rating", "answers.baking.note")
    assert (merged.level("baking"), merged.answer("baking").evidence) == (1, "There")
    insisted, again = merge(BASE, here, stored, mine_wins=True)
    assert again == clashes
    assert (insisted.level("baking"), insisted.answer("baking").evidence) == (3, "Here")


def test_a_level_that_one_tab_gave_in_the_quick_pass_and_the_other_confirmed_is_confirmed() -> None:
    rough, full = (BASE.with_answer("baking", Answer(3, quick=quick)) for quick in (True, False))
    for here, there in ((rough, full), (full, rough)):
        merged, clashes = merge(BASE, here, replace(there, revision=5))
        assert (merged.answer("baking").quick, clashes) == (False, ())
    merged, clashes = merge(rough, full, replace(rough, revision=5))
    assert (merged.answer("baking").quick, clashes) == (False, ())
    merged, clashes = merge(full, rough, replace(full, revision=5))
    assert (merged.answer("baking").quick, clashes) == (True, ())


def test_an_answer_cleared_here_and_changed_there_is_a_clash() -> None:
    stored = replace(BASE.with_answer("baking", Answer(1)), revision=5)
    here = BASE.with_answer("baking", Answer())
    merged, clashes = merge(BASE, here, stored)
    assert (merged.level("baking"), clashes) == (1, ("answers.baking",))
    gone, _ = merge(BASE, here, stored, mine_wins=True)
    assert gone.level("baking") is None
    untouched, none = merge(BASE, here, theirs())
    assert (untouched.level("baking"), none) == (None, ())


def test_settings_are_merged_field_by_field_and_lists_thing_by_thing() -> None:
    there = PlanRequest(hours_per_week=4, weeks=12, excluded=("night-shift", "read-costs"))
    here = PlanRequest(hours_per_week=6, weeks=8, excluded=(), start=date(2026, 11, 30))
    merged, clashes = merge(BASE, mine(settings=here), theirs(settings=there))
    assert merged.settings == PlanRequest(6, 12, date(2026, 11, 30), excluded=("read-costs",))
    assert clashes == ()


def test_hours_that_both_changed_are_named() -> None:
    there, here = (replace(BASE.settings, hours_per_week=hours) for hours in (2.0, 6.0))
    merged, clashes = merge(BASE, mine(settings=here), theirs(settings=there))
    assert (merged.settings.hours_per_week, clashes) == (2.0, ("settings.hours_per_week",))


def test_progress_is_merged_activity_by_activity() -> None:
    done = Progress("done", date(2026, 12, 1), "The list")
    there = {**BASE.progress, "read-costs": done}
    here = {"ask-sales": done}
    merged, clashes = merge(BASE, mine(progress=here), theirs(progress=there))
    assert merged.progress == {"ask-sales": done, "read-costs": done}
    assert clashes == ()
    dropped = {"ask-sales": Progress("dropped")}
    kept, named = merge(BASE, mine(progress=here), theirs(progress=dropped))
    assert (kept.progress, named) == (dropped, ("progress.ask-sales",))


def test_a_focus_of_each_stays() -> None:
    there, here = (
        replace(BASE.settings, focus=MappingProxyType(focus))
        for focus in ({"baking": 2.0}, {"selling": 4.0})
    )
    merged, clashes = merge(BASE, mine(settings=here), theirs(settings=there))
    assert merged.settings.focus == {"baking": 2.0, "selling": 4.0}
    assert clashes == ()


def test_two_pairs_of_roles_are_a_clash_as_a_whole() -> None:
    there, here = ("apprentice", "apprentice"), ("baker", "apprentice")
    merged, clashes = merge(BASE, mine(roles=here), theirs(roles=there))
    assert (merged.roles, clashes) == (there, ("roles",))


def test_earlier_states_are_kept_once_and_within_their_number() -> None:
    old = tuple(Snapshot(f"2026-01-{day:02}T00:00:00Z", {"baking": 1}) for day in range(1, 31))
    new = Snapshot("2026-11-29T00:00:00Z", {"baking": 2})
    same, _ = merge(BASE, mine(history=(new,)), theirs(history=(new,)))
    assert same.history == (new,)
    many = tuple(replace(item, at=item.at.replace("-01-", "-02-")) for item in old)
    full, _ = merge(BASE, mine(history=(*old, *many, new)), theirs(history=old))
    assert len(full.history) == HISTORY_LIMIT
    assert full.history[-1] == new
