"""Requests that make no sense are refused, each with its sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from assess.domain.answers import Answer, Assessment
from assess.domain.model import CompetencyModel
from assess.domain.plan_request import PlanRequest
from assess.domain.progress import Progress
from assess.errors import PlanError
from assess.planning.request import MOST_WEEKS, checked, next_monday
from tests.builders.planning import START, asked, do, ends, model, planned, rated

OF = model(
    do("one", 1, {"a": 2}),
    do("priced", 1, {"a": 2}, needs=("price",)),
    do("with-boss", 1, {"a": 2}, agree_with=("boss",)),
    do("base", 2, {"b": 2}),
    do("top", 4, {"a": 2}, requires=("base",)),
    do("rated-first", 4, {"a": 2}, requires_level={"d": 2}),
    do("huge", 100, {"a": 2}),
    do("large", 40, {"a": 2}),
    do("as-large", 40, {"b": 2}),
    wanted={"a": 2, "b": 2, "c": 2, "d": 2},
)
WHO = rated(a=1, b=1)


def refused(
    request: PlanRequest | None = None,
    *,
    of: CompetencyModel = OF,
    who: Assessment = WHO,
    roles: tuple[str, str] = ("held", "wanted"),
    **wishes: Any,
) -> str:
    """The sentence with which a request is refused."""
    with pytest.raises(PlanError) as caught:
        planned(of, who, request or asked(**wishes), held=roles[0], role=roles[1])
    return str(caught.value)


def under_way(**states: Progress) -> Assessment:
    """The person in the middle of things."""
    keys = {key.replace("_", "-"): item for key, item in states.items()}
    return replace(WHO, progress=keys)


def test_hours_must_be_said() -> None:
    assert refused(hours=None) == "Say how many hours a week you have for learning."


@pytest.mark.parametrize("hours", [0, -1, float("nan"), float("inf"), float("-inf"), True])
def test_hours_must_be_a_number_above_zero(hours: Any) -> None:
    assert refused(hours=hours) == f"Hours per week must be a number above 0, not {hours}."


def test_a_week_has_only_so_many_hours() -> None:
    assert refused(hours=168.5) == "A week has 168 hours, not 168.5."
    assert planned(OF, WHO, asked(hours=168)).activities


def test_less_than_a_quarter_hour_is_no_plan() -> None:
    assert refused(hours=0.2) == (
        "Plans count in quarter hours: give at least 0.25 hours per week, not 0.2."
    )
    assert planned(OF, WHO, asked(hours=0.25)).activities


@pytest.mark.parametrize("weeks", [0, -3, 1.5, True])
def test_weeks_must_be_a_whole_number(weeks: Any) -> None:
    assert refused(weeks=weeks) == f"Weeks must be a whole number of at least 1, not {weeks}."


def test_ten_years_are_the_longest_plan() -> None:
    assert refused(weeks=521) == "A plan can run for 520 weeks at most, not 521."
    assert len(planned(OF, WHO, asked(weeks=MOST_WEEKS)).quarters) == 40


@pytest.mark.parametrize("start", [date(9999, 12, 20), date(1, 1, 1)])
def test_the_calendar_has_two_ends(start: date) -> None:
    """Letters name days before a plan's first week."""
    assert refused(start=start, weeks=4) == (
        f"4 weeks from {start} on go past an end of the calendar."
    )


@pytest.mark.parametrize("place", [0, 1])
def test_an_unknown_role_names_the_known_ones(place: int) -> None:
    roles = ["held", "wanted"]
    roles[place] = "zzz"
    assert refused(roles=(roles[0], roles[1])) == (
        "There is no role 'zzz' in this model; its roles are held, wanted."
    )
    roles[place] = "want"
    assert refused(roles=(roles[0], roles[1])) == (
        "There is no role 'want' in this model; did you mean 'wanted'?"
    )


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (
            {"focus": {"pricing": 2}},
            "The focus names 'pricing', which isn't a competency or an area; check how it is "
            "written.",
        ),
        ({"focus": {"a": 2e6}}, "The focus on 'a' can be 1,000,000 at most, not 2e+06."),
        (
            {"excluded": ("onne",)},
            "The excluded activity 'onne' isn't in this model; did you mean 'one'?",
        ),
        (
            {"pinned": ("tops",)},
            "The pinned activity 'tops' isn't in this model; did you mean 'top'?",
        ),
        (
            {"reserve": "none"},
            "The reserve must be one of mine, mostly, often-eaten, not 'none'.",
        ),
        (
            {"situation": {"whom": "firms"}},
            "The situation has no question 'whom'; did you mean 'who'?",
        ),
        ({"situation": {"zzz": "firms"}}, "The situation has no question 'zzz'; choose from who."),
        (
            {"situation": {"who": "zzz"}},
            "'zzz' isn't an answer to the situation's question 'who'; choose from firms, law.",
        ),
        (
            {"within_reach": ("zzz",)},
            "There is no person 'zzz' in this model; choose from boss, sales, team.",
        ),
        (
            {"people": {"bos": "Ann"}},
            "There is no person 'bos' in this model; did you mean 'boss'?",
        ),
        (
            {"lead": "zzz"},
            "What comes first, 'zzz', isn't a competency; check how it is written.",
        ),
        ({"lead": "c"}, "C can't come first until you've rated it."),
        (
            {"weeks": 4, "weeks_off": tuple(START + timedelta(weeks=n) for n in range(4))},
            "Every week of this plan is a week off. Keep at least one, or plan more weeks.",
        ),
        (
            {"pinned": ("top",), "excluded": ("top",)},
            "“TOP” is both pinned and left out. Undo one of the two.",
        ),
    ],
)
def test_wishes_that_make_no_sense_are_refused(wishes: dict[str, Any], sentence: str) -> None:
    assert refused(**wishes) == sentence


@pytest.mark.parametrize("factor", [0, -2, float("nan"), float("inf")])
def test_focus_must_be_a_number_above_zero(factor: float) -> None:
    assert refused(focus={"a": factor}) == (
        f"The focus on 'a' must be a number above 0, not {factor}."
    )


def test_what_comes_first_must_apply() -> None:
    who = replace(WHO, answers={**WHO.answers, "c": Answer(not_applicable=True)})
    assert refused(who=who, lead="c") == (
        "C can't come first, because you marked it as not applicable. Rate it, or choose something "
        "else."
    )


def test_a_model_without_situation_or_people_says_so() -> None:
    bare = replace(OF, people=(), situation=(), activities=OF.activities[:1])
    assert refused(of=bare, situation={"who": "law"}) == (
        "The situation has no question 'who'; this model asks none."
    )
    assert refused(of=bare, within_reach=("boss",)) == (
        "There is no person 'boss' in this model; it names nobody."
    )


@pytest.mark.parametrize(
    ("who", "wishes", "sentence"),
    [
        (
            under_way(tops=Progress("done")),
            {},
            "The progress names 'tops', which isn't in this model; did you mean 'top'?",
        ),
        (
            under_way(top=Progress("in_progress", hours_left=4.25)),
            {},
            "“TOP” can't have 4.25 h left: the whole activity has 4 h.",
        ),
        (
            under_way(top=Progress("in_progress", hours_left=0)),
            {},
            "The hours left of “TOP” must be quarter hours above 0, not 0; where nothing is left, "
            "mark it as done.",
        ),
        (
            under_way(top=Progress("dropped")),
            {"pinned": ("top",)},
            "“TOP” is pinned, but you dropped it. Undo one of the two.",
        ),
        (
            under_way(top=Progress("in_progress")),
            {"excluded": ("top",)},
            "“TOP” is in progress, but left out. Drop it, or put it back in.",
        ),
    ],
)
def test_progress_that_makes_no_sense_is_refused(
    who: Assessment, wishes: dict[str, Any], sentence: str
) -> None:
    assert refused(who=who, **wishes) == sentence


def test_too_little_rated_is_refused_with_the_count() -> None:
    assert refused(who=rated(a=1)) == (
        "Rate 1 more of the skills that the role Wanted role needs, then we can plan "
        "(1 of 4 rated)."
    )
    assert ends(planned(OF, rated(a=1, c=None, d=None)))


def test_a_model_without_activities_is_refused() -> None:
    assert refused(of=model(wanted={"a": 2, "b": 2})) == (
        "This model has no activities yet, so there is nothing to plan with."
    )


@pytest.mark.parametrize(
    ("pinned", "wishes", "why"),
    [
        ("with-boss", {"within_reach": ()}, "it needs the boss, "),
        ("priced", {"situation": {"who": "law"}}, "price"),
        ("top", {"excluded": ("base",)}, "it needs “BASE”, which is left out"),
        ("rated-first", {}, "it asks for level 2 (Learning) in D, which isn't rated yet"),
        ("huge", {}, "can't be in the first two quarters"),
    ],
)
def test_what_is_pinned_and_cannot_be_in_says_why(
    pinned: str, wishes: dict[str, Any], why: str
) -> None:
    sentence = refused(pinned=(pinned,), **wishes)
    assert sentence.startswith(f"“{pinned.upper()}” is pinned, but ")
    assert why in sentence
    assert sentence.endswith(" Unpin it.")


def test_a_pin_on_what_does_not_apply_says_so() -> None:
    who = replace(WHO, answers={**WHO.answers, "d": Answer(not_applicable=True)})
    assert "in D, which doesn't apply to you" in refused(who=who, pinned=("rated-first",))


def test_pins_that_cannot_be_in_together_are_named() -> None:
    assert refused(pinned=("large", "as-large")) == (
        "“LARGE” and “AS-LARGE” are pinned, but can't all be in the first two quarters: unpin one "
        "of them, or give more hours."
    )


def test_a_pin_on_what_is_done_is_met() -> None:
    who = under_way(one=Progress("done"))
    assert "one" not in ends(planned(OF, who, asked(pinned=("one",))))
    assert refused(who=who, pinned=("one", "huge")).startswith("“HUGE” is pinned")


def test_out_of_time_pins_are_not_blamed() -> None:
    with pytest.raises(PlanError) as caught:
        planned(OF, WHO, asked(pinned=("one",)), time_limit=0)
    assert str(caught.value) == "What is pinned couldn't be fitted in time: unpin some of it."


def test_a_checked_request_says_everything() -> None:
    request = checked(
        OF,
        WHO,
        "held",
        "wanted",
        asked(
            5,
            None,
            focus={"area": 2, "b": 3},
            excluded=("top", "one"),
            pinned=("priced", "base"),
            weeks_off=(datetime(2026, 12, 9, 12), date(2026, 12, 2), date(2026, 12, 9)),
        ),
    )
    assert (request.hours_per_week, request.weeks, request.reserve) == (5.0, 52, "mostly")
    assert request.focus == {"a": 2, "b": 3, "c": 2, "d": 2}
    # in file order
    assert (request.excluded, request.pinned) == (("one", "top"), ("priced", "base"))
    assert request.weeks_off == (date(2026, 12, 2), date(2026, 12, 9))


@pytest.mark.parametrize(("day", "monday"), [(29, 30), (30, 37)])
def test_the_first_day_is_the_next_monday(day: int, monday: int) -> None:
    first = date(2026, 11, 1)
    assert next_monday(first + timedelta(days=day - 1)) == first + timedelta(days=monday - 1)
